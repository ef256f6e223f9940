/* The public function that reads a document back into the data of its form. */

#include "form/fields.h"
#include "standard/check.h"
#include "standard/extract.h"
#include "text/unicode.h"

#include "internal.h"

struct extract_work {
    const char *document, *standard;
    bool as_json;
    struct vanban_options options;
    struct problems *problems;
    char *text;
};

struct extract_reading {
    const struct extract_work *work;
    struct arena *arena;
    const struct limits *limits;
    struct components *components;
    struct extract_forms *forms;
    const struct extract_form *row;
    struct form *form;
    struct extraction *extraction;
};

/* ---- reading ---- */

static bool open_form(struct extract_reading *reading, const struct extract_form *row)
{
    form_free(reading->form);
    reading->row = row;
    reading->form = form_open(arena_copy(reading->arena, row->form).bytes,
                              reading->work->options.forms_folder, reading->limits, reading->work->problems);
    return reading->form != NULL;
}

static struct words field_names(const struct extract_reading *reading)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    struct words names = {.count = count};
    names.items = arena_allocate(reading->arena, (count + 1) * sizeof *names.items);
    for (size_t i = 0; i < count; i++)
        names.items[i] = fields[i].name->text;
    return names;
}

static bool read_as(struct extract_reading *reading, const struct extract_form *row)
{
    if (!open_form(reading, row))
        return false;
    struct words names = field_names(reading);
    reading->extraction = extract_data(reading->arena, reading->components, reading->forms, row, &names);
    return true;
}

/* A document whose words are not those of its form is read as one of any kind. */
static bool read_data(struct extract_reading *reading)
{
    const struct extract_form *row = extract_choose(reading->forms, reading->components);
    const struct extract_form *general = &reading->forms->items[reading->forms->count - 1];
    if (!read_as(reading, row))
        return false;
    if (reading->extraction->is_of_form)
        return true;
    struct place place = {.file = string_of(reading->work->document)};
    problems_add(reading->work->problems, PROBLEM_EXTRACT_OTHER_WORDS, &place, row->form.bytes,
                 general->form.bytes);
    return read_as(reading, general);
}

/* ---- types ---- */

static bool fit_choice(struct arena *arena, const struct field *field, struct value *value)
{
    struct string folded = component_fold(arena, value->as.text);
    for (size_t i = 0; i < field->choice_count; i++)
        if (string_equal(component_fold(arena, field->choices[i]), folded)) {
            value->as.text = field->choices[i];
            return true;
        }
    return false;
}

static bool fit_date(struct arena *arena, struct value *value)
{
    struct date date;
    struct string read = value->as.text;
    if (!date_read(&date, read))
        read = extract_date(arena, read);
    value->as.text = read;
    return read.length > 0;
}

/* Text by the type of its field; what does not fit is noted and left as it is. */
static void fit(struct extract_reading *reading, const struct field *field, struct value *value)
{
    struct value read = *value;
    bool fits = true;
    if (value->kind != VALUE_TEXT)
        return;
    if (field->type == FIELD_CHOICE)
        fits = fit_choice(reading->arena, field, &read);
    else if (field->type == FIELD_DATE)
        fits = fit_date(reading->arena, &read);
    else if (field->type == FIELD_COUNT)
        fits = field_coerce(reading->arena, field, value, &read);
    if (field->type == FIELD_LINES) {
        read = value_list(reading->arena);
        list_append(read.as.list, value);
    }
    if (fits) {
        *value = read;
        return;
    }
    struct extraction_note *note = arena_allocate(reading->arena, sizeof *note);
    *note = (struct extraction_note){
        .code = PROBLEM_EXTRACT_UNSURE, .field = field->name->text, .words = value->as.text};
    *reading->extraction->last_note = note;
    reading->extraction->last_note = &note->next;
}

/* ---- what a person has to look at ---- */

static const struct field *field_named(const struct extract_reading *reading, struct string name)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    for (size_t i = 0; i < count; i++)
        if (string_equal(fields[i].name->text, name))
            return &fields[i];
    return NULL;
}

static const char *terminated(struct arena *arena, struct string text)
{
    return arena_copy(arena, text).bytes;
}

static void report_note(const struct extract_reading *reading, const struct extraction_note *note)
{
    const struct field *field = field_named(reading, note->field);
    struct place place = note->place;
    place.file = string_of(reading->work->document);
    const char *words = terminated(reading->arena, note->words);
    const char *label = terminated(reading->arena, field ? field->label : note->field);
    if (note->field.length > 0)
        problems_add(reading->work->problems, note->code, &place, label, words);
    else if (note->words.length > 0)
        problems_add(reading->work->problems, note->code, &place, words);
    else
        problems_add(reading->work->problems, note->code, &place, NULL);
}

static bool is_missing(const struct extract_reading *reading, const struct field *field)
{
    return field->is_required && field->default_value.kind == VALUE_UNDEFINED && field->computed == NULL &&
           record_lookup(reading->extraction->data.as.record, field->name->text) == NULL;
}

static void report_missing(const struct extract_reading *reading)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    struct place place = {.file = string_of(reading->work->document)};
    for (size_t i = 0; i < count; i++)
        if (is_missing(reading, &fields[i]))
            problems_add(reading->work->problems, PROBLEM_EXTRACT_MISSING, &place,
                         terminated(reading->arena, fields[i].label),
                         terminated(reading->arena, form_name(reading->form)));
}

/* ---- printing ---- */

static struct value labelled(const struct extract_reading *reading, const struct field *fields, size_t count,
                             const struct value *value);

static struct value labelled_rows(const struct extract_reading *reading, const struct field *field,
                                  const struct value *value)
{
    if (value->kind == VALUE_RECORD)
        return labelled(reading, field->fields, field->field_count, value);
    if (value->kind == VALUE_LIST && field->type == FIELD_LINES && value->as.list->count == 1)
        return value->as.list->items[0];
    if (value->kind != VALUE_LIST || field->type != FIELD_TABLE)
        return *value;
    struct value rows = value_list(reading->arena);
    for (size_t i = 0; i < value->as.list->count; i++) {
        struct value row = labelled(reading, field->fields, field->field_count, &value->as.list->items[i]);
        list_append(rows.as.list, &row);
    }
    return rows;
}

/* The record with labels as keys, in the order of the form. */
static struct value labelled(const struct extract_reading *reading, const struct field *fields, size_t count,
                             const struct value *value)
{
    struct value record = value_record(reading->arena);
    for (size_t i = 0; i < count; i++) {
        const struct value *own = record_lookup(value->as.record, fields[i].name->text);
        struct value inner = own ? labelled_rows(reading, &fields[i], own) : value_none();
        if (own && !value_equal(own, &fields[i].default_value))
            record_set(record.as.record, fields[i].label_name, &inner);
    }
    return record;
}

/* "# chưa chắc: …" above a field. */
static void append_doubts(const struct extract_reading *reading, struct string name, struct buffer *out)
{
    static const char *const words[2] = {"chưa chắc, văn bản ghi: ", "not certain, the document says: "};
    for (const struct extraction_note *note = reading->extraction->notes; note; note = note->next)
        if (string_equal(note->field, name))
            buffer_append_format(out, "# %s%.*s\n", words[api_language(reading->work->options.language)],
                                 STRING_FORMAT(note->words));
}

static void append_field(const struct extract_reading *reading, const struct field *field,
                         const struct value *record, struct buffer *out)
{
    static const char *const missing[2] = {"không đọc được", "could not be read"};
    const struct value *value = record_lookup(record->as.record, field->label);
    append_doubts(reading, field->name->text, out);
    if (is_missing(reading, field))
        buffer_append_format(out, "#%.*s: # %s\n", STRING_FORMAT(field->label),
                             missing[api_language(reading->work->options.language)]);
    if (value == NULL)
        return;
    struct value label = value_text(field->label);
    struct buffer typed = {0};
    data_append_yaml(out, &label, 0);
    buffer_append_byte(out, ':');
    data_append_yaml(&typed, value, 2);
    if (typed.length > 0 && typed.bytes[0] != '\n')
        buffer_append_byte(out, ' ');
    buffer_append_string(out, buffer_string(&typed));
    buffer_append_byte(out, '\n');
    buffer_release(&typed);
}

static void append_yaml(const struct extract_reading *reading, struct buffer *out)
{
    static const char *const words[2] = {
        "# Đọc từ %s. Tạo lại văn bản: vanban render %.*s TỆP-NÀY -o MỚI.docx\n",
        "# Read from %s. To make it again: vanban render %.*s THIS-FILE -o "
        "NEW.docx\n"};
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    struct value record = labelled(reading, fields, count, &reading->extraction->data);
    struct string file = string_of(reading->work->document), name = form_name(reading->form);
    for (size_t i = file.length; i > 0; i--)
        if (file.bytes[i - 1] == '/') {
            file = string_slice(file, i, file.length);
            break;
        }
    buffer_append_format(out, words[api_language(reading->work->options.language)],
                         terminated(reading->arena, file), STRING_FORMAT(name));
    for (size_t i = 0; i < count; i++)
        append_field(reading, &fields[i], &record, out);
}

static void append_json(const struct extract_reading *reading, struct buffer *out)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    struct value record = labelled(reading, fields, count, &reading->extraction->data);
    buffer_append_text(out, "{\"form\":");
    json_append_string(out, form_name(reading->form));
    buffer_append_text(out, ",\"data\":");
    value_append_json(out, &record);
    buffer_append_text(out, "}\n");
}

/* ---- the whole ---- */

static void fit_all(struct extract_reading *reading)
{
    struct record *record = reading->extraction->data.as.record;
    for (size_t i = 0; i < record->count; i++) {
        const struct field *field = field_named(reading, record->entries[i].name->text);
        if (field)
            fit(reading, field, &record->entries[i].value);
    }
}

static bool find_components(struct extract_reading *reading, struct package *package)
{
    const struct extract_work *work = reading->work;
    const char *folder = work->options.forms_folder;
    struct standard *standard =
        standard_open(reading->arena, folder, work->standard, reading->limits, work->problems);
    reading->forms = standard ? extract_forms_read(reading->arena, standard, folder, work->standard,
                                                   reading->limits, work->problems)
                              : NULL;
    struct document *document =
        reading->forms ? document_read(reading->arena, package, reading->limits, work->problems) : NULL;
    if (document == NULL)
        return false;
    reading->components = components_find(reading->arena, document, standard);
    return true;
}

static void extract_package(struct extract_work *work, struct package *package, const struct limits *limits)
{
    struct extract_reading reading = {.work = work, .arena = arena_new(), .limits = limits};
    struct buffer out = {0};
    if (find_components(&reading, package) && read_data(&reading)) {
        fit_all(&reading);
        for (const struct extraction_note *note = reading.extraction->notes; note; note = note->next)
            report_note(&reading, note);
        report_missing(&reading);
        if (work->as_json)
            append_json(&reading, &out);
        else
            append_yaml(&reading, &out);
        work->text = api_text(&out);
    }
    form_free(reading.form);
    arena_free(reading.arena);
}

static void extract(void *argument)
{
    struct extract_work *work = argument;
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct package *package = package_open(work->document, &limits, work->problems);
    if (package == NULL)
        return;
    extract_package(work, package, &limits);
    package_close(package);
}

char *vanban_extract(const char *document, const char *standard, bool as_json,
                     const struct vanban_options *options, struct vanban_problems *problems)
{
    struct extract_work work = {.document = document,
                                .standard = standard != NULL ? standard : "nd30-2020",
                                .as_json = as_json,
                                .options = api_options(options),
                                .problems = problems->list};
    return api_run(extract, &work, problems) ? work.text : NULL;
}
