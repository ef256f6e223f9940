/* Tables of records: the one that many documents are made of. */

#include "internal.h"
#include "text/unicode.h"

/* A list that begins with a record; of the only one there is, any row may be wrong. */
static bool is_table(const struct record *data, const struct value *value)
{
    size_t count = value->kind == VALUE_LIST ? value->as.list->count : 0;
    bool has_record = false;
    for (size_t i = 0; i < count && !has_record && (i == 0 || data->count == 1); i++)
        has_record = value->as.list->items[i].kind == VALUE_RECORD;
    return has_record;
}

/* The only table, or NULL after a problem. */
static const struct entry *find_only_table(const struct record *data, const char *path,
                                           bool (*is_wanted)(const struct value *table),
                                           struct problems *problems)
{
    const struct entry *first = NULL;
    for (size_t i = 0; i < data->count; i++) {
        const struct entry *entry = &data->entries[i];
        if (!is_table(data, &entry->value) || (is_wanted != NULL && !is_wanted(&entry->value)))
            continue;
        if (first != NULL) {
            problems_add(problems, PROBLEM_BATCH_TABLES, NULL, first->name->text.bytes,
                         entry->name->text.bytes);
            return NULL;
        }
        first = entry;
    }
    if (first == NULL)
        problems_add(problems, PROBLEM_BATCH_NO_RECORDS, NULL, path);
    return first;
}

static void report_no_table(const struct record *data, const char *named, const char *path,
                            struct problems *problems)
{
    struct arena *arena = arena_new();
    struct string *names = arena_allocate(arena, (data->count + 1) * sizeof *names);
    struct buffer all = {0};
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++) {
        const struct entry *entry = &data->entries[i];
        if (!is_table(data, &entry->value))
            continue;
        buffer_append_format(&all, "%s“%.*s”", count > 0 ? ", " : "", STRING_FORMAT(entry->name->text));
        names[count++] = entry->name->text;
    }
    if (count == 0) {
        problems_add(problems, PROBLEM_BATCH_NO_RECORDS, NULL, path);
    } else {
        struct problem *problem = problems_add(problems, PROBLEM_BATCH_NO_TABLE, NULL, named, all.bytes);
        problems_suggest(problems, problem, text_closest(string_of(named), names, count));
    }
    buffer_release(&all);
    arena_free(arena);
}

static const struct entry *find_named_table(const struct record *data, const char *named, const char *path,
                                            struct problems *problems)
{
    const struct value *table = record_lookup(data, string_of(named));
    for (size_t i = 0; table != NULL && is_table(data, table) && i < data->count; i++) {
        if (&data->entries[i].value == table)
            return &data->entries[i];
    }
    report_no_table(data, named, path, problems);
    return NULL;
}

/* In place of a row that is no record. */
static struct value faulty_row(struct arena *arena, const struct value *row)
{
    struct value record = value_placed(value_record(arena), row);
    record.flags |= VALUE_FAULTY;
    return record;
}

/* Where faulty rows are kept what is no record is one. */
static bool has_records_only(struct list *rows, bool keeps_faulty, const struct data_reader *reader)
{
    bool has_other = false;
    for (size_t i = 0; i < rows->count && (!has_other || keeps_faulty); i++) {
        if (rows->items[i].kind == VALUE_RECORD)
            continue;
        struct place place = value_place(reader->sources, &rows->items[i]);
        problems_add(reader->problems, PROBLEM_BATCH_ROW, &place, NULL);
        rows->items[i] = faulty_row(reader->arena, &rows->items[i]);
        has_other = true;
    }
    return !has_other || keeps_faulty;
}

/* What a query finds has rows, as any table of records. */
static const struct entry *find_asked(const struct record *data, const char *asked, const char *path,
                                      const struct data_reader *reader)
{
    const struct entry *found = records_ask(data, asked, path, reader);
    if (found == NULL || found->value.as.list->count > 0)
        return found;
    problems_add(reader->problems, PROBLEM_BATCH_NO_RECORDS, NULL, path);
    return NULL;
}

static const struct entry *find_table(const struct record *data, const char *named, const char *path,
                                      bool (*is_wanted)(const struct value *table),
                                      const struct data_reader *reader)
{
    if (named == NULL)
        return find_only_table(data, path, is_wanted, reader->problems);
    if (records_are_asked(named) && data_is_sqlite(path))
        return find_asked(data, named, path, reader);
    return find_named_table(data, named, path, reader->problems);
}

const struct entry *records_find(const struct value *data, const char *named, const char *path,
                                 bool (*is_wanted)(const struct value *table), bool keeps_faulty,
                                 const struct data_reader *reader)
{
    const struct entry *found = find_table(data->as.record, named, path, is_wanted, reader);
    if (found == NULL)
        return NULL;
    struct entry *table = arena_allocate(reader->arena, sizeof *table);
    table->name = found->name;
    table->value = data_without_total(reader->arena, found, reader->sources, reader->problems);
    return has_records_only(table->value.as.list, keeps_faulty, reader) ? table : NULL;
}

static bool is_blank_over(const struct record *common, const struct entry *entry)
{
    return entry->value.kind == VALUE_NONE && (entry->value.flags & VALUE_CELL) != 0 &&
           record_lookup_name(common, entry->name) != NULL;
}

static bool has_blank_over(const struct record *common, const struct record *record)
{
    bool has_blank = false;
    for (size_t i = 0; i < record->count && !has_blank; i++)
        has_blank = is_blank_over(common, &record->entries[i]);
    return has_blank;
}

struct value records_merged(struct arena *arena, const struct value *common, const struct value *record)
{
    struct value given = *record;
    if (has_blank_over(common->as.record, record->as.record)) {
        given.as.record = value_record(arena).as.record;
        for (size_t i = 0; i < record->as.record->count; i++) {
            const struct entry *entry = &record->as.record->entries[i];
            if (!is_blank_over(common->as.record, entry))
                record_set(given.as.record, entry->name, &entry->value);
        }
    }
    return value_merged(arena, common, &given);
}

struct value records_set(struct arena *arena, const struct value *merged, const struct value *sets)
{
    return sets->as.record->count > 0 ? value_merged(arena, merged, sets) : *merged;
}
