/* Public: the number book; number_allocate.c gives the numbers. */

#include "number_work.h"
#include "word/reencode.h"

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

char *number_run(struct number_work work, const struct vanban_number_options *asked,
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

struct string number_text(const char *text)
{
    return text != NULL ? string_of(text) : (struct string){"", 0};
}

/* ---- making a book ---- */

static bool create(struct number_work *work, struct buffer *out)
{
    (void)out;
    enum register_policy policy = work->asked->by_kind ? REGISTER_BY_KIND : REGISTER_ONE_SERIES;
    struct value groups = value_record(work->arena);
    return number_read_groups(work, groups.as.record) &&
           register_create(work->book, policy, groups.as.record, work->problems);
}

bool vanban_number_create(const char *book, struct vanban_data *groups,
                          const struct vanban_number_options *asked, const struct vanban_options *options,
                          struct vanban_problems *problems)
{
    return succeeded(number_run((struct number_work){.run = create, .book = book, .data = groups}, asked,
                                options, problems));
}

/* ---- one document of the book ---- */

static struct register_reference reference_of(const struct number_work *work)
{
    return (struct register_reference){number_text(work->asked->number), work->asked->year,
                                       number_text(work->asked->key)};
}

static bool make_void(struct number_work *work, struct buffer *out)
{
    (void)out;
    struct register_reference reference = reference_of(work);
    struct database *book = register_open(work->book, DATABASE_WRITE, work->problems);
    bool done =
        book != NULL && register_void(book, &reference, number_text(work->asked->reason), work->problems);
    database_close(book);
    return done;
}

bool vanban_number_void(const char *book, const struct vanban_number_options *asked,
                        const struct vanban_options *options, struct vanban_problems *problems)
{
    return succeeded(
        number_run((struct number_work){.run = make_void, .book = book}, asked, options, problems));
}

static bool note(struct number_work *work, struct buffer *out)
{
    (void)out;
    struct register_reference reference = reference_of(work);
    struct database *book = register_open(work->book, DATABASE_WRITE, work->problems);
    bool done = book != NULL && register_note(book, &reference, work->data->top.as.record, work->problems);
    database_close(book);
    return done;
}

bool vanban_number_note(const char *book, struct vanban_data *notes,
                        const struct vanban_number_options *asked, const struct vanban_options *options,
                        struct vanban_problems *problems)
{
    struct number_work work = {.run = note, .book = book, .data = notes};
    return succeeded(number_run(work, asked, options, problems));
}

static bool history(struct number_work *work, struct buffer *out)
{
    struct register_reference reference = reference_of(work);
    struct database *book = register_open(work->book, DATABASE_READ, work->problems);
    bool done =
        book != NULL && register_append_history(book, &reference, work->asked->format == VANBAN_NUMBER_JSON,
                                                api_language(work->options.language), out, work->problems);
    database_close(book);
    return done;
}

char *vanban_number_history(const char *book, const struct vanban_number_options *asked,
                            const struct vanban_options *options, struct vanban_problems *problems)
{
    return number_run((struct number_work){.run = history, .book = book}, asked, options, problems);
}

/* The parts as they are stored, but the main one, in a zip of our own: where more of them has changed, or the
 * zip is of a kind of which one cannot be exchanged. */
static bool write_parts(struct number_work *work, struct package *package, const struct part *main,
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

static bool is_unchanged(const struct package *package)
{
    bool is_unchanged = true;
    for (size_t i = 0; is_unchanged && i < package_part_count(package); i++)
        is_unchanged = !package_part_at(package, i)->is_plain;
    return is_unchanged;
}

static bool write_stamped(struct number_work *work, struct package *package, const struct part *main,
                          struct string zip, struct string bytes)
{
    struct buffer out = {0};
    if (zip.bytes == NULL || !is_unchanged(package) || !package_exchange(zip, main->name, bytes, &out))
        return write_parts(work, package, main, bytes);
    bool done = file_write(work->output, buffer_string(&out), work->options.overwrite, work->problems);
    buffer_release(&out);
    return done;
}

/* `zip`: its bytes; NULL: it is a folder. */
static bool stamp_package(struct number_work *work, struct package *package, struct string zip,
                          const struct register_entry *entry)
{
    const struct part *main = package_main_document(package, work->problems);
    if (main == NULL)
        return false;
    struct string bytes = package_read(package, main, work->arena, work->problems);
    struct place place = {.file = string_of(work->document), .part = main->name};
    if (bytes.bytes != NULL)
        bytes = register_stamp(bytes, &place, entry, work->arena, work->problems);
    return bytes.bytes != NULL && write_stamped(work, package, main, zip, bytes);
}

static bool stamp_document(struct number_work *work, const struct register_entry *entry)
{
    struct string zip = {NULL, 0};
    struct package *package = NULL;
    if (file_is_folder(work->document))
        package = package_open(work->document, &work->limits, work->problems);
    else if ((zip = file_read(work->arena, work->document, &work->limits, work->problems)).bytes != NULL)
        package = package_open_bytes(string_of(work->document), zip, &work->limits, work->problems);
    bool done = package != NULL && reencode_with_note(package, &work->limits, work->problems) &&
                stamp_package(work, package, zip, entry);
    package_close(package);
    return done;
}

static bool stamp(struct number_work *work, struct buffer *out)
{
    (void)out;
    struct register_reference reference = reference_of(work);
    struct register_entry entry = {0};
    struct database *book = register_open(work->book, DATABASE_READ, work->problems);
    bool is_found = book != NULL && register_find(book, &reference, work->arena, &entry, work->problems);
    database_close(book);
    return is_found && stamp_document(work, &entry);
}

bool vanban_number_stamp(const char *document, const char *book, const char *output,
                         const struct vanban_number_options *asked, const struct vanban_options *options,
                         struct vanban_problems *problems)
{
    struct number_work work = {.run = stamp, .book = book, .document = document, .output = output};
    return succeeded(number_run(work, asked, options, problems));
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
    struct register_filter filter = {work->asked->year, number_text(work->asked->series),
                                     number_text(work->asked->words)};
    struct register_entry *entries;
    size_t count;
    struct database *book = register_open(work->book, DATABASE_READ, work->problems);
    if (book == NULL)
        return false;
    bool done = register_list(book, &filter, work->arena, &entries, &count);
    if (done && count == 0 && filter.series.length > 0)
        done = register_tell_series(book, filter.series, work->arena, work->problems);
    database_close(book);
    if (done && count == 0 && filter.words.length > 0)
        problems_add(work->problems, PROBLEM_REGISTER_NOTHING, NULL, filter.words.bytes);
    return done && append_entries(work, entries, count, out);
}

char *vanban_number_list(const char *book, const struct vanban_number_options *asked,
                         const struct vanban_options *options, struct vanban_problems *problems)
{
    return number_run((struct number_work){.run = list, .book = book}, asked, options, problems);
}
