/* Public: giving numbers. Documents' data → entries → numbers → the data with its numbers. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "number_work.h"

/* ---- documents and their data ---- */

/* The documents of one call: one record of data, or each record of its table over the rest. */
struct documents {
    struct value *list;
    struct register_entry *entries;
    size_t count;
    const struct name *table; /* NULL: one document */
};

static bool is_document(const struct value *value)
{
    return value->kind == VALUE_RECORD && (record_lookup(value->as.record, STRING("Trích yếu")) != NULL ||
                                           record_lookup(value->as.record, STRING("trich_yeu")) != NULL);
}

static bool has_documents(const struct value *table)
{
    return table->kind == VALUE_LIST && table->as.list->count > 0 && is_document(&table->as.list->items[0]);
}

/* The data are one document when no table of them is of documents. */
static bool is_one_document(const struct value *data)
{
    bool has_table = false;
    for (size_t i = 0; i < data->as.record->count; i++)
        has_table |= has_documents(&data->as.record->entries[i].value);
    return is_document(data) || !has_table;
}

static struct value merge_record(struct arena *arena, const struct vanban_data *data,
                                 const struct name *table, const struct value *record)
{
    const struct value *common = &data->top;
    struct value rest = value_record_for(arena, common->as.record->count);
    for (size_t i = 0; i < common->as.record->count; i++) {
        const struct entry *entry = &common->as.record->entries[i];
        if (entry->name != table)
            record_add(rest.as.record, entry->name, &entry->value);
    }
    struct value merged = records_merged(arena, &rest, record);
    return value_placed(records_set(arena, &merged, &data->sets), record);
}

/* The table of a file of its own; NULL after a problem. */
static const struct entry *read_table(struct number_work *work)
{
    const char *path = work->asked->records;
    struct data_reader reader = {work->arena, work->data->sources, &work->limits, work->problems};
    struct value *records = arena_allocate(work->arena, sizeof *records);
    return data_read_files(&reader, &work->data->tables, &path, 1, records)
               ? records_find(records, work->asked->table, path, NULL, false, &reader)
               : NULL;
}

/* False after a problem. */
static bool find_documents(struct number_work *work, struct documents *documents)
{
    const struct value *top = &work->data->top;
    struct data_reader reader = {work->arena, work->data->sources, &work->limits, work->problems};
    const struct entry *table = NULL;
    bool is_one = work->asked->records == NULL && work->asked->table == NULL && is_one_document(top);
    if (work->asked->records != NULL)
        table = read_table(work);
    else if (!is_one)
        table = records_find(top, work->asked->table, "", has_documents, false, &reader);
    if (!is_one && table == NULL)
        return false;
    documents->count = table != NULL ? table->value.as.list->count : 1;
    documents->table = table != NULL ? table->name : NULL;
    documents->list = arena_allocate(work->arena, documents->count * sizeof *documents->list);
    documents->entries = arena_allocate(work->arena, documents->count * sizeof *documents->entries);
    for (size_t i = 0; i < documents->count; i++)
        documents->list[i] = table != NULL ? merge_record(work->arena, work->data, table->name,
                                                          &table->value.as.list->items[i])
                                           : *top;
    return true;
}

static bool read_day(struct number_work *work, struct date *date)
{
    const char *typed = work->asked->date;
    *date = (struct date){0};
    if (typed == NULL)
        return true;
    if (strcmp(typed, "today") == 0) {
        time_t now = time(NULL);
        struct tm local;
        localtime_r(&now, &local);
        *date = (struct date){(int16_t)(local.tm_year + 1900), (uint8_t)(local.tm_mon + 1),
                              (uint8_t)local.tm_mday};
        return true;
    }
    if (date_read(date, string_of(typed)) && date->day != 0)
        return true;
    problems_add(work->problems, PROBLEM_USAGE_VALUE, NULL, "date", typed);
    return false;
}

static bool fill_key(struct number_work *work, const struct text_template *pattern, struct session *session,
                     const struct value *document, struct register_entry *entry)
{
    struct buffer key = {0};
    struct evaluation evaluation = session->evaluation;
    evaluation.scope = scope_new(work->arena, NULL);
    scope_use_record(evaluation.scope, document->as.record);
    bool done = text_template_render(pattern, &evaluation, &key);
    entry->key = arena_copy(work->arena, string_trim(buffer_string(&key)));
    buffer_release(&key);
    if (done && entry->key.length == 0)
        problems_add(work->problems, PROBLEM_USAGE_KEY, NULL, NULL);
    return done && entry->key.length > 0;
}

static bool read_entries(struct number_work *work, const struct standard *standard,
                         struct documents *documents, struct session *session)
{
    struct string typed = number_text(work->asked->key);
    struct expression_source source = {.place = {.tag = typed}, .text = typed};
    const struct text_template *pattern = text_template_compile(work->arena, &source, work->problems);
    struct date day;
    bool done = pattern != NULL && read_day(work, &day);
    for (size_t i = 0; done && i < documents->count; i++) {
        struct register_entry *entry = &documents->entries[i];
        done = register_read_entry(work->arena, work->data->sources, &documents->list[i], entry,
                                   work->problems) &&
               number_set_kind(work, standard, &documents->list[i], entry) &&
               fill_key(work, pattern, session, &documents->list[i], entry);
        if (day.day != 0)
            entry->date = day;
    }
    return done;
}

/* ---- giving numbers ---- */

static void set_field(struct record *record, const char *label, const char *name, const struct value *value)
{
    struct value *own = record_lookup(record, string_of(label));
    if (own == NULL)
        own = record_lookup(record, string_of(name));
    if (own != NULL)
        *own = *value;
    else
        record_set_text(record, string_of(label), value);
}

/* The document's data with "Số" and "Ngày". */
static struct value numbered(struct arena *arena, const struct value *document,
                             const struct register_entry *entry)
{
    struct value copy = value_copy(arena, document);
    struct value number = value_integer(entry->number);
    struct buffer iso = {0};
    date_append_iso(&iso, entry->date);
    struct value date = value_text(arena_copy(arena, buffer_string(&iso)));
    buffer_release(&iso);
    set_field(copy.as.record, "Số", "so", &number);
    set_field(copy.as.record, "Ngày", "ngay", &date);
    return copy;
}

static bool ends_in(const char *name, const char *ending)
{
    return string_ends_with(string_of(name), string_of(ending));
}

/* A record begins on a new line of its own accord. */
static void append_yaml(struct buffer *out, const struct value *record)
{
    struct buffer yaml = {0};
    data_append_yaml(&yaml, record, 0);
    buffer_append_string(out, string_trim(buffer_string(&yaml)));
    buffer_append_byte(out, '\n');
    buffer_release(&yaml);
}

static void append_records(struct number_work *work, const struct documents *documents, struct buffer *out)
{
    bool is_json =
        documents->table != NULL || ends_in(work->output, ".json") || ends_in(work->output, ".jsonl");
    for (size_t i = 0; i < documents->count; i++) {
        struct value record = numbered(work->arena, &documents->list[i], &documents->entries[i]);
        if (is_json) {
            value_append_json(out, &record);
            buffer_append_byte(out, '\n');
        } else {
            append_yaml(out, &record);
        }
    }
}

/* Many records are a table, which JSON lines hold. */
static bool check_output(struct number_work *work, const struct documents *documents)
{
    if (work->output == NULL || documents->table == NULL || ends_in(work->output, ".jsonl") ||
        strcmp(work->output, "-") == 0)
        return true;
    problems_add(work->problems, PROBLEM_USAGE_ENDING, NULL, work->output, ".jsonl");
    return false;
}

static bool write_records(struct number_work *work, const struct documents *documents,
                          struct file_output *output)
{
    struct buffer out = {0};
    append_records(work, documents, &out);
    bool is_written = file_output_write(output, buffer_string(&out), work->problems);
    buffer_release(&out);
    if (is_written)
        return file_output_commit(output, work->problems);
    file_output_abandon(output);
    return false;
}

/* A number typed into the data, as of a document that was numbered by hand, gives way to that of the book. */
static void tell_typed_numbers(struct number_work *work, const struct documents *documents)
{
    for (size_t i = 0; i < documents->count; i++) {
        const struct register_entry *entry = &documents->entries[i];
        const struct value *typed = record_lookup(documents->list[i].as.record, STRING("Số"));
        struct buffer text = {0};
        if (typed == NULL)
            typed = record_lookup(documents->list[i].as.record, STRING("so"));
        if (typed != NULL && typed->kind != VALUE_NONE)
            value_append_text(&text, typed, NUMBERS_PLAIN);
        struct string trimmed = string_trim(buffer_string(&text));
        if (trimmed.length > 0 && strtoll(trimmed.bytes, NULL, 10) != entry->number) {
            struct place place = value_place(work->data->sources, typed);
            problems_add(work->problems, PROBLEM_REGISTER_TYPED, &place,
                         arena_copy(work->arena, trimmed).bytes,
                         arena_format(work->arena, "%02lld", (long long)entry->number).bytes);
        }
        buffer_release(&text);
    }
}

static bool allocate_in(struct number_work *work, struct documents *documents, struct buffer *out)
{
    struct database *book = register_open(work->book, DATABASE_WRITE, work->problems);
    if (book == NULL)
        return false;
    bool done = register_allocate(book, documents->entries, documents->count, work->arena, work->problems);
    database_close(book);
    if (!done)
        return false;
    tell_typed_numbers(work, documents);
    if (work->asked->format == VANBAN_NUMBER_JSON)
        register_append_json(out, documents->entries, documents->count);
    else
        register_append_lines(out, documents->entries, documents->count,
                              api_language(work->options.language));
    return true;
}

/* No number is given for what cannot be written. */
static bool allocate_and_write(struct number_work *work, struct documents *documents, struct buffer *out)
{
    if (work->output == NULL)
        return allocate_in(work, documents, out);
    struct file_output *output = file_output_open(work->output, work->options.overwrite, work->problems);
    if (output == NULL)
        return false;
    if (allocate_in(work, documents, out))
        return write_records(work, documents, output);
    file_output_abandon(output);
    return false;
}

static bool allocate(struct number_work *work, struct buffer *out)
{
    struct documents documents;
    struct session session;
    if (!find_documents(work, &documents) || !check_output(work, &documents))
        return false;
    const struct standard *standard = number_open_standard(work);
    if (standard == NULL || !session_init(&session, work->data, &work->options, work->problems))
        return false;
    bool done =
        read_entries(work, standard, &documents, &session) && allocate_and_write(work, &documents, out);
    session_release(&session);
    return done;
}

char *vanban_number_allocate(const char *book, struct vanban_data *data, const char *output,
                             const struct vanban_number_options *asked, const struct vanban_options *options,
                             struct vanban_problems *problems)
{
    return number_run((struct number_work){.run = allocate, .book = book, .data = data, .output = output},
                      asked, options, problems);
}
