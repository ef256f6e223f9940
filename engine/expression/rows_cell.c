/* Conditions on one column: column = value. */

#include <string.h>

#include "expression/rows.h"
#include "text/unicode.h"

enum { REMEMBERED = 256, MOST_SHOWN = 64 };

/* Whether a text met the condition: columns repeat their texts. */
struct remembered {
    struct string text;
    bool holds;
};

struct cell_condition {
    const struct argument *argument;
    const struct name *column;
    struct list *wanted;   /* any of them */
    struct string *folded; /* of those that are texts, in the same order */
    struct arena *arena;
    struct remembered remembered[REMEMBERED];
    const struct value *other; /* a cell of a kind that is not wanted; NULL: none was seen */
    bool was_comparable, was_met;
};

bool is_blank_cell(const struct value *value)
{
    return value->kind == VALUE_NONE ||
           (value->kind == VALUE_TEXT && string_trim(value->as.text).length == 0);
}

/* ---- beginning ---- */

static struct place place_of_keyword(const struct row_query *query, const struct argument *argument)
{
    struct node keyword = {.offset = argument->offset, .length = argument->length};
    return place_of(query->evaluator->evaluation, query->evaluator->expression, &keyword);
}

static struct string *column_names(const struct row_query *query)
{
    struct arena *arena = query->evaluator->evaluation->arena;
    struct string *names = arena_allocate(arena, (query->columns->count + 1) * sizeof *names);
    for (size_t i = 0; i < query->columns->count; i++)
        names[i] = query->columns->entries[i].name->text;
    return names;
}

static bool fail_unknown_column(const struct row_query *query, const struct argument *argument)
{
    struct problems *problems = query->evaluator->evaluation->problems;
    struct string *names = column_names(query);
    struct buffer all = {0};
    for (size_t i = 0; i < query->columns->count && i < MOST_SHOWN; i++)
        buffer_append_format(&all, "%s%.*s", i > 0 ? "; " : "", STRING_FORMAT(names[i]));
    struct place place = place_of_keyword(query, argument);
    struct problem *problem = problems_add(problems, PROBLEM_UNKNOWN_COLUMN, &place,
                                           argument->keyword->text.bytes, all.length > 0 ? all.bytes : "");
    struct string near = text_closest(argument->keyword->text, names, query->columns->count);
    if (near.length > 0)
        problems_suggest(problems, problem, near);
    buffer_release(&all);
    return false;
}

/* A date that is wanted is often typed as a text. */
static void add_wanted(struct cell_condition *condition, const struct value *value)
{
    struct date date;
    list_append(condition->wanted, value);
    if (value->kind == VALUE_TEXT && date_read(&date, value->as.text)) {
        struct value same = value_date(date);
        list_append(condition->wanted, &same);
    }
}

static void fold_wanted(struct cell_condition *condition)
{
    size_t count = condition->wanted->count;
    condition->folded = arena_allocate(condition->arena, (count + 1) * sizeof *condition->folded);
    for (size_t i = 0; i < count; i++)
        if (condition->wanted->items[i].kind == VALUE_TEXT)
            condition->folded[i] = text_fold_name(condition->arena, condition->wanted->items[i].as.text);
}

/* Two columns are compared by "==": what stands behind "=" is no column. */
static bool fail_column_as_value(const struct row_query *query, const struct argument *argument)
{
    const struct node *node = argument->value;
    if (node->kind != NODE_NAME || record_lookup_name(query->columns, node->name.name) == NULL)
        return true;
    return evaluator_fail(query->evaluator, node, PROBLEM_COLUMN_AS_VALUE, node->name.name->text.bytes,
                          argument->keyword->text.bytes);
}

bool cell_condition_begin(struct row_query *query, const struct argument *argument, struct value *missing,
                          bool *is_missing)
{
    struct evaluation *evaluation = query->evaluator->evaluation;
    struct value wanted;
    if (query->rows->count > 0 && record_lookup_name(query->columns, argument->keyword) == NULL)
        return fail_unknown_column(query, argument);
    if (!evaluate(query->evaluator, argument->value, &wanted))
        return false;
    if (wanted.kind == VALUE_UNDEFINED && !fail_column_as_value(query, argument))
        return false;
    if (!use_value(evaluation, query->evaluator->expression, &wanted, MISSING_IS_BLANK, is_missing))
        return false;
    *missing = wanted;
    struct cell_condition *condition = arena_allocate(evaluation->arena, sizeof *condition);
    *condition = (struct cell_condition){.argument = argument,
                                         .column = argument->keyword,
                                         .wanted = value_list(evaluation->arena).as.list,
                                         .arena = evaluation->arena};
    if (wanted.kind != VALUE_LIST)
        add_wanted(condition, &wanted);
    for (size_t i = 0; wanted.kind == VALUE_LIST && i < wanted.as.list->count; i++)
        add_wanted(condition, &wanted.as.list->items[i]);
    fold_wanted(condition);
    query->cells[query->cell_count++] = condition;
    return true;
}

/* ---- each row ---- */

static bool meets_text(struct cell_condition *condition, struct string text)
{
    struct remembered *remembered = &condition->remembered[string_hash(text) % REMEMBERED];
    if (remembered->text.bytes != NULL && string_equal(remembered->text, text))
        return remembered->holds;
    struct arena_mark mark = arena_mark(condition->arena);
    struct string folded = text_fold_name(condition->arena, text);
    bool holds = false;
    for (size_t i = 0; i < condition->wanted->count && !holds; i++)
        holds = condition->wanted->items[i].kind == VALUE_TEXT && string_equal(condition->folded[i], folded);
    arena_rewind(condition->arena, mark);
    *remembered = (struct remembered){text, holds};
    return holds;
}

static bool are_comparable(const struct value *a, const struct value *b)
{
    return a->kind == b->kind || (value_is_number(a) && value_is_number(b));
}

static bool meets(struct cell_condition *condition, const struct value *cell)
{
    if (cell->kind == VALUE_TEXT) {
        for (size_t i = 0; i < condition->wanted->count && !condition->was_comparable; i++)
            condition->was_comparable = condition->wanted->items[i].kind == VALUE_TEXT;
        if (meets_text(condition, cell->as.text))
            return true;
    }
    for (size_t i = 0; i < condition->wanted->count; i++) {
        const struct value *wanted = &condition->wanted->items[i];
        if (is_blank_cell(wanted) && is_blank_cell(cell))
            return true;
        if (cell->kind == VALUE_TEXT || !are_comparable(wanted, cell))
            continue;
        condition->was_comparable = true;
        if (value_equal(wanted, cell))
            return true;
    }
    return false;
}

bool cell_condition_holds(struct cell_condition *condition, const struct record *row)
{
    static const struct value none = {.kind = VALUE_NONE};
    const struct value *cell = record_lookup_name(row, condition->column);
    cell = cell != NULL ? cell : &none;
    bool holds = meets(condition, cell);
    condition->was_met |= holds;
    if (!condition->was_comparable && !is_blank_cell(cell))
        condition->other = cell;
    return holds;
}

/* ---- what was never met ---- */

/* Blanks are wanted of any column. */
static const struct value *first_wanted(const struct cell_condition *condition)
{
    for (size_t i = 0; i < condition->wanted->count; i++)
        if (!is_blank_cell(&condition->wanted->items[i]))
            return &condition->wanted->items[i];
    return NULL;
}

static bool refuse_kinds(const struct row_query *query, const struct cell_condition *condition)
{
    const struct value *wanted = first_wanted(condition), *cell = condition->other;
    if (condition->was_comparable || condition->was_met || cell == NULL || wanted == NULL)
        return true;
    return evaluator_fail(query->evaluator, condition->argument->value, PROBLEM_COLUMN_KIND,
                          condition->column->text.bytes, value_kind_word(cell, LANGUAGE_VI),
                          value_kind_word(wanted, LANGUAGE_VI), value_kind_word(cell, LANGUAGE_EN),
                          value_kind_word(wanted, LANGUAGE_EN));
}

static bool has_text(const struct string *texts, size_t count, struct string text)
{
    for (size_t i = 0; i < count; i++)
        if (string_equal(texts[i], text))
            return true;
    return false;
}

/* Different texts of the column, the first MOST_SHOWN of them. */
static size_t column_texts(const struct row_query *query, const struct cell_condition *condition,
                           struct string *texts)
{
    size_t count = 0;
    for (size_t i = 0; i < query->rows->count && count < MOST_SHOWN; i++) {
        const struct value *cell = record_lookup_name(query->rows->items[i].as.record, condition->column);
        if (cell != NULL && cell->kind == VALUE_TEXT && !has_text(texts, count, cell->as.text))
            texts[count++] = cell->as.text;
    }
    return count;
}

static bool is_offered(const struct row_query *query, const struct cell_condition *condition,
                       struct string text)
{
    const struct column_choices *choices = query->evaluator->evaluation->choices;
    return choices != NULL && choices->offer(choices, condition->column, text);
}

static void warn_of_near(const struct row_query *query, const struct cell_condition *condition)
{
    struct problems *problems = query->evaluator->evaluation->problems;
    struct string texts[MOST_SHOWN];
    const struct value *wanted = first_wanted(condition);
    if (condition->was_met || wanted == NULL || wanted->kind != VALUE_TEXT ||
        is_offered(query, condition, wanted->as.text))
        return;
    struct string near = text_closest(wanted->as.text, texts, column_texts(query, condition, texts));
    if (near.length == 0)
        return;
    struct place place =
        place_of(query->evaluator->evaluation, query->evaluator->expression, condition->argument->value);
    const char *typed = arena_copy(condition->arena, wanted->as.text).bytes;
    if (problems_have(problems, PROBLEM_NO_SUCH_CELL, &place, NULL))
        return;
    struct problem *problem =
        problems_add(problems, PROBLEM_NO_SUCH_CELL, &place, condition->column->text.bytes, typed);
    problems_suggest(problems, problem, near);
}

bool cell_conditions_end(struct row_query *query)
{
    for (size_t i = 0; i < query->cell_count; i++) {
        if (!refuse_kinds(query, query->cells[i]))
            return false;
        warn_of_near(query, query->cells[i]);
    }
    return true;
}
