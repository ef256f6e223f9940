/* Looking names up in the tables of functions, filters, tests and methods. */

#include "expression/function.h"
#include "expression/scope.h"
#include "text/unicode.h"

#include <string.h>

static const struct function_table *const filter_tables[] = {
    &filter_table_text,   &filter_table_number, &filter_table_list,
    &filter_table_select, &filter_table_office, &filter_table_spelling,
    &filter_table_ratios, &filter_table_web,    &filter_table_word};
enum { FILTER_TABLES = sizeof filter_tables / sizeof filter_tables[0] };

static const struct function_table *const global_tables[] = {&function_table, &function_table_rows,
                                                             &function_table_compare, &function_table_period,
                                                             &function_table_ratios};
enum { GLOBAL_TABLES = sizeof global_tables / sizeof global_tables[0] };

static const struct function_table *const test_tables[] = {&test_table, &test_table_ratios};
enum { TEST_TABLES = sizeof test_tables / sizeof test_tables[0] };
static const struct function_table *const method_tables[VALUE_KIND_COUNT] = {
    [VALUE_TEXT] = &method_table_text,
    [VALUE_LIST] = &method_table_list,
    [VALUE_RECORD] = &method_table_record,
    [VALUE_DATE] = &method_table_date,
};

/* A row's name is folded already, but for its spaces. */
static bool is_folded_name(const char *row, struct string folded)
{
    for (size_t i = 0; i < folded.length; i++)
        if (row[i] == '\0' || (row[i] == ' ' ? '_' : row[i]) != folded.bytes[i])
            return false;
    return row[folded.length] == '\0';
}

static const struct function_row *find_exact(const struct function_table *table, struct string name)
{
    for (size_t i = 0; i < table->count; i++)
        if (string_is(name, table->rows[i].name))
            return &table->rows[i];
    return NULL;
}

static const struct function_row *find_folded(const struct function_table *table, struct string folded)
{
    for (size_t i = 0; i < table->count; i++)
        if (is_folded_name(table->rows[i].name, folded))
            return &table->rows[i];
    return NULL;
}

static const struct function_row *find(const struct function_table *const *tables, size_t count,
                                       struct string name)
{
    const struct function_row *row = NULL;
    for (size_t i = 0; i < count && row == NULL; i++)
        row = find_exact(tables[i], name);
    if (row != NULL)
        return row;
    struct arena *arena = arena_new();
    struct string folded = text_fold_name(arena, name);
    for (size_t i = 0; i < count && row == NULL; i++)
        row = find_folded(tables[i], folded);
    arena_free(arena);
    return row;
}

const struct function_row *filter_lookup(struct string name)
{
    return find(filter_tables, FILTER_TABLES, name);
}

const struct function_row *test_lookup(struct string name)
{
    return find(test_tables, TEST_TABLES, name);
}

const struct function_row *global_lookup(struct string name)
{
    return find(global_tables, GLOBAL_TABLES, name);
}

const struct function_row *method_lookup(enum value_kind kind, struct string name)
{
    return method_tables[kind] != NULL ? find(&method_tables[kind], 1, name) : NULL;
}

enum value_kind method_kind(struct string name)
{
    enum value_kind kind = VALUE_UNDEFINED;
    for (unsigned i = 0; i < VALUE_KIND_COUNT; i++) {
        if (method_lookup(i, name) == NULL)
            continue;
        if (kind != VALUE_UNDEFINED)
            return VALUE_UNDEFINED;
        kind = i;
    }
    return kind;
}

static size_t add_names(const struct function_table *table, struct string *names)
{
    for (size_t i = 0; i < table->count; i++)
        names[i] = string_of(table->rows[i].name);
    return table->count;
}

enum { MOST_ROWS = 512 };

static struct string suggest(const struct function_table *const *tables, size_t count, struct string name)
{
    struct string names[MOST_ROWS];
    size_t total = 0;
    for (size_t i = 0; i < count && total + tables[i]->count <= MOST_ROWS; i++)
        total += add_names(tables[i], names + total);
    return text_closest(name, names, total);
}

struct string filter_suggest(struct string name)
{
    return suggest(filter_tables, FILTER_TABLES, name);
}

struct string test_suggest(struct string name)
{
    return suggest(test_tables, TEST_TABLES, name);
}

struct string method_suggest(enum value_kind kind, struct string name)
{
    return method_tables[kind] != NULL ? suggest(&method_tables[kind], 1, name) : (struct string){"", 0};
}

struct string global_suggest(struct evaluation *evaluation, struct string name)
{
    size_t count;
    struct string *scope = scope_names(evaluation->scope, evaluation->arena, &count);
    size_t total = 0;
    struct string *names = arena_allocate(evaluation->arena, (count + MOST_ROWS) * sizeof *names);
    for (size_t i = 0; i < GLOBAL_TABLES; i++)
        total += add_names(global_tables[i], names + total);
    for (size_t i = 0; i < count; i++)
        names[total++] = scope[i];
    return text_closest(name, names, total);
}
