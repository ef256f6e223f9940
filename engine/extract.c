/* The public function that reads a document back into the data of its form. */

#include "base/memory.h"
#include "form/fields.h"
#include "text/unicode.h"

#include "extract_work.h"

/* ---- reading ---- */

static void close_form(struct extract_reading *reading)
{
    if (!reading->is_borrowed)
        form_free(reading->form);
    if (!reading->is_borrowed)
        memory_free(reading->folder);
    reading->is_borrowed = false;
    reading->form = NULL;
    reading->folder = NULL;
}

static bool open_form(struct extract_reading *reading, const struct extract_form *row)
{
    const char *name = arena_copy(reading->arena, row->form).bytes;
    const char *folder = reading->work->options.forms_folder;
    close_form(reading);
    reading->row = row;
    reading->form = form_open(name, folder, reading->limits, reading->work->problems);
    reading->folder = files_form_folder(name, folder);
    return reading->form != NULL;
}

struct words extract_field_names(const struct extract_reading *reading)
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
    struct words names = extract_field_names(reading);
    reading->extraction = extract_data(reading->arena, reading->components, reading->forms, row, &names);
    return true;
}

/* Something of a document must be there, or the data would be noise. */
static bool is_document(const struct extract_reading *reading)
{
    static const enum component signs[] = {COMPONENT_KIND, COMPONENT_NUMBER, COMPONENT_ADDRESSEE,
                                           COMPONENT_RECIPIENTS_WORD, COMPONENT_AUTHORITY};
    const struct act *act = &reading->components->acts[0];
    bool is_found = act->has_header || act->kind != ACT_MAIN;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        is_found |= act_first(act, signs[i]) != NULL;
    struct place place = {.file = string_of(reading->work->document)};
    if (!is_found)
        problems_add(reading->work->problems, PROBLEM_EXTRACT_NO_DOCUMENT, &place, NULL);
    return is_found;
}

static bool read_row(struct extract_reading *reading, const struct extract_form *row)
{
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

/* By the form that the caller names: its template, or else what the standard knows of it. */
static bool read_named(struct extract_reading *reading, const struct vanban_form *form)
{
    const struct extract_form *row = NULL;
    reading->form = form->form;
    reading->folder = form->folder;
    reading->is_borrowed = true;
    for (size_t i = 0; i < reading->forms->count; i++)
        if (!reading->forms->items[i].is_backwards &&
            string_equal(reading->forms->items[i].form, form_name(form->form)))
            row = &reading->forms->items[i];
    if (extract_by_form(reading, row == NULL))
        return true;
    return row != NULL && problems_error_count(reading->work->problems) == 0 && read_row(reading, row);
}

/* Forms whose templates have words of their own come first; a document of none of them is read by its kind,
 * and one whose words are not those of its form as one of any kind. */
static bool read_data(struct extract_reading *reading)
{
    const struct act *act = &reading->components->acts[0];
    if (reading->work->options.form != NULL)
        return read_named(reading, reading->work->options.form);
    for (size_t i = 0; i < reading->forms->count; i++) {
        const struct extract_form *row = &reading->forms->items[i];
        if (!row->is_backwards || (row->kind != NULL && row->kind != act->document_kind))
            continue;
        if (!open_form(reading, row))
            return false;
        if (extract_by_form(reading, false))
            return true;
        if (problems_error_count(reading->work->problems) > 0)
            return false;
    }
    return is_document(reading) &&
           read_row(reading, extract_choose(reading->arena, reading->forms, reading->components));
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

const struct field *extract_field(const struct extract_reading *reading, struct string name)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    for (size_t i = 0; i < count; i++)
        if (string_equal(fields[i].name->text, name))
            return &fields[i];
    return NULL;
}

const char *extract_terminated(struct arena *arena, struct string text)
{
    return arena_copy(arena, text).bytes;
}

static void report_note(const struct extract_reading *reading, const struct extraction_note *note)
{
    const struct field *field = extract_field(reading, note->field);
    struct place place = note->place;
    place.file = string_of(reading->work->document);
    const char *words = extract_terminated(reading->arena, note->words);
    const char *label = extract_terminated(reading->arena, field ? field->label : note->field);
    if (note->field.length > 0)
        problems_add(reading->work->problems, note->code, &place, label, words);
    else if (note->words.length > 0)
        problems_add(reading->work->problems, note->code, &place, words);
    else
        problems_add(reading->work->problems, note->code, &place, NULL);
}

bool extract_is_missing(const struct extract_reading *reading, const struct field *field)
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
        if (extract_is_missing(reading, &fields[i]))
            problems_add(reading->work->problems, PROBLEM_EXTRACT_MISSING, &place,
                         extract_terminated(reading->arena, fields[i].label),
                         extract_terminated(reading->arena, form_name(reading->form)));
}

/* ---- the whole ---- */

static void fit_all(struct extract_reading *reading)
{
    struct record *record = reading->extraction->data.as.record;
    for (size_t i = 0; i < record->count; i++) {
        const struct field *field = extract_field(reading, record->entries[i].name->text);
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
    reading->document =
        reading->forms ? document_read(reading->arena, package, reading->limits, work->problems) : NULL;
    if (reading->document == NULL)
        return false;
    reading->components = components_find(reading->arena, reading->document, standard);
    return true;
}

static void extract_package(struct extract_work *work, struct package *package, const struct limits *limits)
{
    struct extract_reading reading = {
        .work = work, .arena = arena_new(), .package = package, .limits = limits};
    struct buffer out = {0};
    if (find_components(&reading, package) && read_data(&reading)) {
        fit_all(&reading);
        for (const struct extraction_note *note = reading.extraction->notes; note; note = note->next)
            report_note(&reading, note);
        report_missing(&reading);
        if (reading.is_by_form)
            extract_prove(&reading);
        if (work->as_json)
            extract_append_json(&reading, &out);
        else
            extract_append_yaml(&reading, &out);
        work->text = api_text(&out);
    }
    close_form(&reading);
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
