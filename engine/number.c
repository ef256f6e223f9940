/* Public: the number book. Documents' data → entries → numbers → the data with its numbers. */

#include <string.h>
#include <time.h>

#include "internal.h"
#include "register/register.h"
#include "standard/standard.h"

/* One body for all calls: it appends to `out` and says whether it could. */
struct number_work {
    bool (*run)(struct number_work *work, struct buffer *out);
    const char *book, *document, *output;
    struct vanban_data *data;
    const struct vanban_number_options *asked;
    struct vanban_options options;
    struct limits limits;
    struct arena *arena;
    struct problems *problems;
    char *text;
};

static void run_guarded(void *argument)
{
    struct number_work *work = argument;
    struct buffer out = {0};
    if (!api_limits(&work->options, &work->limits, work->problems))
        return;
    work->arena = arena_new();
    if (work->run(work, &out))
        work->text = api_text(&out);
    else
        buffer_release(&out);
    arena_free(work->arena);
}

static char *run_number(struct number_work work, const struct vanban_number_options *asked,
                        const struct vanban_options *options, struct vanban_problems *problems)
{
    static const struct vanban_number_options nothing;
    work.asked = asked != NULL ? asked : &nothing;
    work.options = api_options(options);
    work.problems = problems->list;
    return api_run(run_guarded, &work, problems) ? work.text : NULL;
}

static bool succeeded(char *text)
{
    vanban_free(text);
    return text != NULL;
}

static struct string text_or_empty(const char *text)
{
    return text != NULL ? string_of(text) : (struct string){"", 0};
}

/* ---- making a book ---- */

static bool create(struct number_work *work, struct buffer *out)
{
    (void)out;
    enum register_policy policy = work->asked->by_kind ? REGISTER_BY_KIND : REGISTER_ONE_SERIES;
    const struct record *groups = work->data != NULL ? work->data->top.as.record : NULL;
    return register_create(work->book, policy, groups, work->problems);
}

bool vanban_number_create(const char *book, struct vanban_data *groups,
                          const struct vanban_number_options *asked, const struct vanban_options *options,
                          struct vanban_problems *problems)
{
    return succeeded(run_number((struct number_work){.run = create, .book = book, .data = groups}, asked,
                                options, problems));
}

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

/* The first list of documents; NULL: the data are one document. */
static const struct entry *find_table(const struct record *data)
{
    for (size_t i = 0; i < data->count; i++) {
        const struct value *value = &data->entries[i].value;
        if (value->kind == VALUE_LIST && value->as.list->count > 0 && is_document(&value->as.list->items[0]))
            return &data->entries[i];
    }
    return NULL;
}

static struct value merge_record(struct arena *arena, const struct value *common, const struct name *table,
                                 const struct value *record)
{
    struct value merged = value_record(arena);
    for (size_t i = 0; i < common->as.record->count; i++) {
        if (common->as.record->entries[i].name != table)
            record_set(merged.as.record, common->as.record->entries[i].name,
                       &common->as.record->entries[i].value);
    }
    value_merge(&merged, record);
    return merged;
}

static void find_documents(struct number_work *work, struct documents *documents)
{
    const struct value *top = &work->data->top;
    const struct entry *table = is_document(top) ? NULL : find_table(top->as.record);
    documents->count = table != NULL ? table->value.as.list->count : 1;
    documents->table = table != NULL ? table->name : NULL;
    documents->list = arena_allocate(work->arena, documents->count * sizeof *documents->list);
    documents->entries = arena_allocate(work->arena, documents->count * sizeof *documents->entries);
    for (size_t i = 0; i < documents->count; i++)
        documents->list[i] =
            table != NULL ? merge_record(work->arena, top, table->name, &table->value.as.list->items[i])
                          : *top;
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

/* The kind by the abbreviation that the symbol begins with: BC-UBND. A công văn has none: UBND-VP. */
static void set_kind(const struct standard *standard, struct register_entry *entry)
{
    struct string symbol = entry->fields[REGISTER_SYMBOL];
    size_t dash = string_find(symbol, STRING("-"), 0);
    struct string begin = string_slice(symbol, 0, dash != SIZE_MAX ? dash : symbol.length);
    const struct standard_kind *kind = standard_kind_lookup(standard, begin);
    entry->abbreviation = kind != NULL || register_is_copy(begin) ? begin : (struct string){"", 0};
    if (entry->fields[REGISTER_KIND].length == 0)
        entry->fields[REGISTER_KIND] = kind != NULL ? kind->name : STRING("Công văn");
}

static bool read_entries(struct number_work *work, const struct standard *standard,
                         struct documents *documents, struct session *session)
{
    struct string typed = text_or_empty(work->asked->key);
    struct expression_source source = {.place = {.tag = typed}, .text = typed};
    const struct text_template *pattern = text_template_compile(work->arena, &source, work->problems);
    struct date day;
    bool done = pattern != NULL && read_day(work, &day);
    for (size_t i = 0; done && i < documents->count; i++) {
        struct register_entry *entry = &documents->entries[i];
        done = register_read_entry(work->arena, work->data->sources, &documents->list[i], entry,
                                   work->problems) &&
               fill_key(work, pattern, session, &documents->list[i], entry);
        if (day.day != 0)
            entry->date = day;
        set_kind(standard, entry);
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
    bool is_json = ends_in(work->output, ".json") || ends_in(work->output, ".jsonl");
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
    if (work->output == NULL || documents->table == NULL || ends_in(work->output, ".jsonl"))
        return true;
    problems_add(work->problems, PROBLEM_USAGE_ENDING, NULL, work->output, ".jsonl");
    return false;
}

static bool write_records(struct number_work *work, const struct documents *documents)
{
    struct buffer out = {0};
    if (work->output == NULL)
        return true;
    append_records(work, documents, &out);
    bool done = file_write(work->output, buffer_string(&out), work->options.overwrite, work->problems);
    buffer_release(&out);
    return done;
}

static bool may_write(struct number_work *work)
{
    if (work->output == NULL || work->options.overwrite || !file_exists(work->output))
        return true;
    problems_add(work->problems, PROBLEM_FILE_EXISTS, NULL, work->output);
    return false;
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
    if (work->asked->format == VANBAN_NUMBER_JSON)
        register_append_json(out, documents->entries, documents->count);
    else
        register_append_lines(out, documents->entries, documents->count,
                              api_language(work->options.language));
    return write_records(work, documents);
}

static bool allocate(struct number_work *work, struct buffer *out)
{
    struct documents documents;
    struct session session;
    find_documents(work, &documents);
    if (!check_output(work, &documents) || !may_write(work))
        return false;
    const struct standard *standard =
        standard_open(work->arena, work->options.forms_folder, "nd30-2020", &work->limits, work->problems);
    if (standard == NULL || !session_init(&session, work->data, &work->options, work->problems))
        return false;
    bool done = read_entries(work, standard, &documents, &session) && allocate_in(work, &documents, out);
    session_release(&session);
    return done;
}

char *vanban_number_allocate(const char *book, struct vanban_data *data, const char *output,
                             const struct vanban_number_options *asked, const struct vanban_options *options,
                             struct vanban_problems *problems)
{
    return run_number((struct number_work){.run = allocate, .book = book, .data = data, .output = output},
                      asked, options, problems);
}

/* ---- one document of the book ---- */

static struct register_reference reference_of(const struct number_work *work)
{
    return (struct register_reference){text_or_empty(work->asked->number), work->asked->year,
                                       text_or_empty(work->asked->key)};
}

static bool make_void(struct number_work *work, struct buffer *out)
{
    (void)out;
    struct register_reference reference = reference_of(work);
    struct database *book = register_open(work->book, DATABASE_WRITE, work->problems);
    bool done =
        book != NULL && register_void(book, &reference, text_or_empty(work->asked->reason), work->problems);
    database_close(book);
    return done;
}

bool vanban_number_void(const char *book, const struct vanban_number_options *asked,
                        const struct vanban_options *options, struct vanban_problems *problems)
{
    return succeeded(
        run_number((struct number_work){.run = make_void, .book = book}, asked, options, problems));
}

/* Every part but the main one is copied as it is stored. */
static bool write_stamped(struct number_work *work, struct package *package, const struct part *main,
                          struct string bytes)
{
    struct file_output *output = file_output_open(work->output, work->options.overwrite, work->problems);
    if (output == NULL)
        return false;
    struct package_writer *writer = package_writer_open(output, &work->limits, work->problems);
    bool done = writer != NULL;
    for (size_t i = 0; done && i < package_part_count(package); i++) {
        const struct part *part = package_part_at(package, i);
        done = part != main ? package_writer_copy(writer, part)
                            : package_writer_begin(writer, part->name) &&
                                  package_writer_write(writer, bytes.bytes, bytes.length) &&
                                  package_writer_end(writer);
    }
    if (done && package_writer_close(writer))
        return file_output_commit(output, work->problems);
    if (!done)
        package_writer_abandon(writer);
    file_output_abandon(output);
    return false;
}

static bool stamp_package(struct number_work *work, struct package *package,
                          const struct register_entry *entry)
{
    const struct part *main = package_main_document(package, work->problems);
    if (main == NULL)
        return false;
    struct string bytes = package_read(package, main, work->arena, work->problems);
    struct place place = {.file = string_of(work->document), .part = main->name};
    if (bytes.bytes != NULL)
        bytes = register_stamp(bytes, &place, entry, work->arena, work->problems);
    return bytes.bytes != NULL && write_stamped(work, package, main, bytes);
}

static bool stamp(struct number_work *work, struct buffer *out)
{
    (void)out;
    struct register_reference reference = reference_of(work);
    struct register_entry entry = {0};
    struct database *book = register_open(work->book, DATABASE_READ, work->problems);
    bool is_found = book != NULL && register_find(book, &reference, work->arena, &entry, work->problems);
    database_close(book);
    struct package *package = is_found ? package_open(work->document, &work->limits, work->problems) : NULL;
    bool done = package != NULL && stamp_package(work, package, &entry);
    package_close(package);
    return done;
}

bool vanban_number_stamp(const char *document, const char *book, const char *output,
                         const struct vanban_number_options *asked, const struct vanban_options *options,
                         struct vanban_problems *problems)
{
    struct number_work work = {.run = stamp, .book = book, .document = document, .output = output};
    return succeeded(run_number(work, asked, options, problems));
}

/* ---- many ---- */

static bool append_entries(struct number_work *work, const struct register_entry *entries, size_t count,
                           struct buffer *out)
{
    switch (work->asked->format) {
    case VANBAN_NUMBER_LINES:
        register_append_lines(out, entries, count, api_language(work->options.language));
        return true;
    case VANBAN_NUMBER_JSON:
        register_append_json(out, entries, count);
        return true;
    case VANBAN_NUMBER_CSV:
        register_append_csv(out, entries, count);
        return true;
    case VANBAN_NUMBER_XML:
        return register_append_xml(out, entries, count, work->problems);
    case VANBAN_NUMBER_FORM_DATA:
        return register_append_form_data(out, entries, count, work->problems);
    }
    return false;
}

static bool list(struct number_work *work, struct buffer *out)
{
    struct register_filter filter = {work->asked->year, text_or_empty(work->asked->series),
                                     text_or_empty(work->asked->words)};
    struct register_entry *entries;
    size_t count;
    struct database *book = register_open(work->book, DATABASE_READ, work->problems);
    if (book == NULL)
        return false;
    bool done = register_list(book, &filter, work->arena, &entries, &count);
    database_close(book);
    return done && append_entries(work, entries, count, out);
}

char *vanban_number_list(const char *book, const struct vanban_number_options *asked,
                         const struct vanban_options *options, struct vanban_problems *problems)
{
    return run_number((struct number_work){.run = list, .book = book}, asked, options, problems);
}
