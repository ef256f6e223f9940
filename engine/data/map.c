#include "data/map.h"

#include "base/file.h"
#include "data/names.h"
#include "text/unicode.h"

enum { MOST_SEEN = 10000 };

struct map_row {
    const struct name *table; /* NULL: of all tables, and of rows for sheets */
    const struct name *typed;
    struct string name; /* empty: left out */
    struct value value; /* for its place */
    bool is_used;
};

struct map_rows {
    struct map_row *items;
    size_t count, capacity;
    struct value seen; /* a record whose names were asked for */
};

struct table_map {
    const struct data_reader *reader; /* while it is read */
    struct arena *arena;
    struct sources *sources;
    struct map_rows tables, columns;
};

/* ---- reading ---- */

static void report(const struct table_map *map, enum problem_code code, const struct entry *entry,
                   struct string typed, const struct string *words, size_t word_count)
{
    struct problems *problems = map->reader->problems;
    struct place place = value_place(map->sources, &entry->value);
    struct problem *problem = problems_add(problems, code, &place, arena_copy(map->arena, typed).bytes);
    problems_suggest(problems, problem, text_closest(typed, words, word_count));
}

static struct map_row *add_row(struct table_map *map, struct map_rows *rows)
{
    if (rows->count == rows->capacity) {
        struct map_row *items = rows->items;
        rows->capacity = rows->capacity * 2 + 16;
        rows->items = arena_allocate(map->arena, rows->capacity * sizeof *rows->items);
        for (size_t i = 0; i < rows->count; i++)
            rows->items[i] = items[i];
    }
    return &rows->items[rows->count++];
}

/* A number is a name too: a column headed 2023. */
static bool read_row(struct table_map *map, struct map_rows *rows, const struct name *table,
                     const struct entry *entry)
{
    struct buffer name = {0};
    if (entry->value.kind == VALUE_LIST || entry->value.kind == VALUE_RECORD) {
        report(map, PROBLEM_MAP_VALUE, entry, entry->name->text, NULL, 0);
        return false;
    }
    if (entry->value.kind != VALUE_NONE)
        value_append_text(&name, &entry->value, NUMBERS_PLAIN);
    *add_row(map, rows) = (struct map_row){
        .table = table,
        .typed = entry->name,
        .name = arena_copy(map->arena, string_trim(buffer_string(&name))),
        .value = entry->value,
    };
    buffer_release(&name);
    return true;
}

static bool read_rows(struct table_map *map, struct map_rows *rows, const struct name *table,
                      const struct entry *section)
{
    bool are_read = true;
    if (section->value.kind == VALUE_NONE)
        return true;
    if (section->value.kind != VALUE_RECORD) {
        report(map, PROBLEM_MAP_SECTION, section, section->name->text, NULL, 0);
        return false;
    }
    for (size_t i = 0; i < section->value.as.record->count; i++) {
        const struct entry *entry = &section->value.as.record->entries[i];
        bool has_columns = rows == &map->columns && table == NULL && entry->value.kind == VALUE_RECORD;
        are_read &=
            has_columns ? read_rows(map, rows, entry->name, entry) : read_row(map, rows, table, entry);
    }
    return are_read;
}

static bool read_section(struct table_map *map, const struct entry *section)
{
    static const struct string keys[] = {{"trang", 5}, {"cột", 5}, {"sheets", 6}, {"columns", 7}};
    enum { COUNT = sizeof keys / sizeof *keys };
    for (size_t i = 0; i < COUNT; i++) {
        if (string_equal(section->name->folded, keys[i]))
            return read_rows(map, i % 2 == 0 ? &map->tables : &map->columns, NULL, section);
    }
    report(map, PROBLEM_MAP_KEY, section, section->name->text, keys, COUNT);
    return false;
}

static bool read_sections(struct table_map *map, const struct value *top)
{
    bool are_read = data_require_record(map->reader, top);
    for (size_t i = 0; are_read && i < top->as.record->count; i++)
        are_read = read_section(map, &top->as.record->entries[i]);
    return are_read;
}

/* ---- fields of the form ---- */

static bool is_one_of(const struct string *names, size_t count, struct arena *arena, struct string name)
{
    struct string folded = text_fold_name(arena, name);
    for (size_t i = 0; i < count; i++) {
        if (string_equal(text_fold_name(arena, names[i]), folded))
            return true;
    }
    return false;
}

static bool is_label(const struct tables_options *options, struct arena *arena, struct string name)
{
    return options->label_count == 0 || is_one_of(options->labels, options->label_count, arena, name) ||
           is_one_of(options->fields, options->field_count, arena, name);
}

static bool check_names(const struct table_map *map, const struct tables_options *options)
{
    bool are_known = true;
    for (size_t i = 0; i < map->columns.count; i++) {
        const struct map_row *row = &map->columns.items[i];
        const struct entry entry = {row->typed, row->value};
        if (row->name.length == 0 || is_label(options, map->arena, row->name))
            continue;
        report(map, PROBLEM_MAP_FIELD, &entry, row->name, options->labels, options->label_count);
        are_known = false;
    }
    return are_known;
}

/* What a column is called in the file names it as well as the form's label does. */
static void add_labels(const struct table_map *map, struct tables_options *options)
{
    size_t count = options->label_count + map->columns.count;
    struct string *labels = arena_allocate(map->arena, count * sizeof *labels);
    for (size_t i = 0; i < count; i++)
        labels[i] = i < options->label_count ? options->labels[i]
                                             : map->columns.items[i - options->label_count].typed->text;
    options->labels = labels;
    options->label_count = count;
}

static bool read_file(const struct data_reader *reader, const char *path, struct value *top)
{
    struct string bytes = file_read(reader->arena, path, reader->limits, reader->problems);
    return bytes.bytes != NULL &&
           data_read_yaml(reader, arena_copy(reader->arena, string_of(path)), bytes, top);
}

bool data_read_map(const struct data_reader *reader, const char *path, struct tables_options *options)
{
    struct value top;
    struct table_map *map = arena_allocate(reader->arena, sizeof *map);
    *map = (struct table_map){.reader = reader, .arena = reader->arena, .sources = reader->sources};
    map->tables.seen = value_record(map->arena);
    map->columns.seen = value_record(map->arena);
    bool is_read = read_file(reader, path, &top) && read_sections(map, &top) && check_names(map, options);
    map->reader = NULL;
    if (!is_read)
        return false;
    add_labels(map, options);
    options->map = map;
    return true;
}

/* ---- asking ---- */

static void note(struct map_rows *rows, const struct name *name)
{
    struct value truth = value_bool(true);
    if (rows->seen.as.record->count < MOST_SEEN)
        record_set(rows->seen.as.record, name, &truth);
}

static bool is_same(const struct name *a, const struct name *b)
{
    return a->hash == b->hash && string_equal(a->folded, b->folded);
}

struct string map_table(struct table_map *map, struct string name)
{
    if (map == NULL)
        return name;
    struct name *wanted = name_new(map->arena, name);
    note(&map->tables, wanted);
    for (size_t i = 0; i < map->tables.count; i++) {
        struct map_row *row = &map->tables.items[i];
        if (is_same(row->typed, wanted)) {
            row->is_used = true;
            return row->name;
        }
    }
    return name;
}

/* What is said of one table stands before what is said of all; the table is known by either of its names. */
struct string map_column(struct table_map *map, struct string table, struct string column)
{
    if (map == NULL)
        return column;
    struct map_row *found = NULL;
    struct name *wanted = name_new(map->arena, column), *own = name_new(map->arena, table);
    struct name *mapped = name_new(map->arena, map_table(map, table));
    note(&map->columns, wanted);
    for (size_t i = 0; i < map->columns.count; i++) {
        struct map_row *row = &map->columns.items[i];
        bool is_here = row->table == NULL || is_same(row->table, own) || is_same(row->table, mapped);
        if (!is_here || !is_same(row->typed, wanted))
            continue;
        row->is_used = true;
        if (found == NULL || found->table == NULL)
            found = row;
    }
    return found != NULL ? found->name : column;
}

static void report_unused(const struct table_map *map, const struct map_rows *rows, enum problem_code code,
                          struct problems *problems)
{
    const struct record *seen = rows->seen.as.record;
    struct arena *scratch = arena_new();
    struct string *names = arena_allocate(scratch, (seen->count + 1) * sizeof *names);
    for (size_t i = 0; i < seen->count; i++)
        names[i] = seen->entries[i].name->text;
    for (size_t i = 0; i < rows->count; i++) {
        const struct map_row *row = &rows->items[i];
        struct place place = value_place(map->sources, &row->value);
        if (row->is_used)
            continue;
        struct problem *problem =
            problems_add(problems, code, &place, arena_copy(scratch, row->typed->text).bytes);
        problems_suggest(problems, problem, text_closest(row->typed->text, names, seen->count));
    }
    arena_free(scratch);
}

void data_report_unmapped(const struct table_map *map, struct problems *problems)
{
    if (map == NULL)
        return;
    report_unused(map, &map->tables, PROBLEM_MAP_TABLE_UNUSED, problems);
    report_unused(map, &map->columns, PROBLEM_MAP_COLUMN_UNUSED, problems);
}
