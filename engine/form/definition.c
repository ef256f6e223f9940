/*
 * form.yaml → definition. Mistakes are reported at their line, all of them; the exit code is that of a form,
 * so problems of the YAML itself follow a problem of ours.
 */

#include "form/definition.h"

#include "base/file.h"

static const char *const form_keys[] = {"form",   "title",   "extends", "omit",   "require",    "change",
                                        "style",  "fields",  "derived", "checks", "identities", "claims",
                                        "period", "history", "rollup",  NULL};
static const char *const derived_keys[] = {"name", "label", "value", "sql", "type", "if", NULL};
static const char *const check_keys[] = {"name",  "that", "if",     "severity", "message",
                                         "quote", "hint", "fields", NULL};

/* An expression, or a query. */
static bool has_one_source(const struct definition_reader *reader, const struct value *record,
                           struct derived *derived)
{
    const struct value *sql = definition_key(record, "sql");
    if (sql != NULL)
        derived->sql_place = value_place(reader->sources, sql);
    if ((derived->value != NULL) != (derived->sql.length > 0))
        return true;
    definition_report(reader, PROBLEM_FORM_DERIVED, record, derived->name->text.bytes, NULL);
    return false;
}

static bool read_derived(const struct definition_reader *reader, const struct value *record,
                         struct derived *derived)
{
    struct string type = {0}, label = {0};
    enum field_type kind = FIELD_TEXT;
    bool is_read = definition_has_only(reader, record, derived_keys);
    is_read &= definition_name(reader, record, &derived->name);
    is_read &= definition_text(reader, record, "label", false, &label);
    is_read &= definition_expression(reader, record, "value", false, &derived->value);
    is_read &= definition_expression(reader, record, "if", false, &derived->condition);
    is_read &= definition_text(reader, record, "sql", false, &derived->sql);
    is_read &= definition_text(reader, record, "type", false, &type);
    is_read = is_read && has_one_source(reader, record, derived);
    derived->has_type = type.length > 0;
    if (type.length > 0 && !field_type_lookup(type, &kind)) {
        definition_report(reader, PROBLEM_FORM_TYPE, definition_key(record, "type"), type.bytes,
                          "count, number, money, percent, outline, text");
        is_read = false;
    }
    derived->format = field_kinds[kind].format;
    derived->place = value_place(reader->sources, record);
    if (is_read)
        derived->label_name = label.length > 0 ? name_new(reader->arena, label) : derived->name;
    return is_read;
}

static bool read_all_derived(const struct definition_reader *reader, const struct value *top,
                             struct definition *definition)
{
    struct list list;
    if (!definition_list(reader, top, "derived", &list))
        return false;
    bool is_read = true;
    definition->derived = arena_allocate(reader->arena, list.count * sizeof *definition->derived);
    definition->derived_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_derived(reader, &list.items[i], &definition->derived[i]);
    return is_read;
}

bool definition_template(const struct definition_reader *reader, const struct value *record, const char *key,
                         bool is_required, struct text_template **template)
{
    struct string text = {0};
    *template = NULL;
    if (!definition_text(reader, record, key, is_required, &text))
        return false;
    if (definition_key(record, key) == NULL)
        return true;
    struct expression_source source = {.place = value_place(reader->sources, definition_key(record, key)),
                                       .text = text};
    if (source.place.tag.length == 0)
        source.place.tag = text;
    *template = text_template_compile(reader->arena, &source, reader->problems);
    return *template != NULL;
}

bool definition_severity(const struct definition_reader *reader, const struct value *record,
                         enum problem_severity *severity)
{
    struct string typed = STRING("error");
    if (!definition_text(reader, record, "severity", false, &typed))
        return false;
    *severity = string_is(typed, "warning") ? SEVERITY_WARNING : SEVERITY_ERROR;
    if (string_is(typed, "error") || string_is(typed, "warning"))
        return true;
    definition_report(reader, PROBLEM_FORM_SEVERITY, definition_key(record, "severity"), typed.bytes, NULL);
    return false;
}

static bool read_check(const struct definition_reader *reader, const struct value *record,
                       struct check *check)
{
    bool is_read = definition_has_only(reader, record, check_keys);
    is_read &= definition_text(reader, record, "name", true, &check->name);
    is_read &= definition_expression(reader, record, "that", true, &check->that);
    is_read &= definition_expression(reader, record, "if", false, &check->condition);
    is_read &= definition_template(reader, record, "message", true, &check->message);
    is_read &= definition_template(reader, record, "quote", false, &check->quote);
    is_read &= definition_text(reader, record, "hint", false, &check->hint);
    is_read &= definition_severity(reader, record, &check->severity);
    is_read &= definition_texts(reader, record, "fields", &check->fields, &check->field_count);
    check->place = value_place(reader->sources, record);
    return is_read;
}

static bool read_checks(const struct definition_reader *reader, const struct value *top,
                        struct definition *definition)
{
    struct list list;
    if (!definition_list(reader, top, "checks", &list))
        return false;
    bool is_read = true;
    definition->checks = arena_allocate(reader->arena, list.count * sizeof *definition->checks);
    definition->check_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_check(reader, &list.items[i], &definition->checks[i]);
    return is_read;
}

static bool read_heading(const struct definition_reader *reader, const struct value *top,
                         struct definition *definition)
{
    struct list omitted, required;
    bool is_read = definition_has_only(reader, top, form_keys);
    is_read &= definition_text(reader, top, "form", true, &definition->name);
    is_read &= definition_text(reader, top, "title", true, &definition->title);
    is_read &= definition_text(reader, top, "extends", false, &definition->extends);
    is_read &= definition_list(reader, top, "omit", &omitted);
    is_read &= definition_list(reader, top, "require", &required);
    const struct value *extends = definition_key(top, "extends"), *omit = definition_key(top, "omit");
    const struct value *require = definition_key(top, "require"), *change = definition_key(top, "change");
    const struct value *name = definition_key(top, "form");
    if (name != NULL)
        definition->name_place = value_place(reader->sources, name);
    if (extends != NULL)
        definition->extends_place = value_place(reader->sources, extends);
    definition->omitted = omit != NULL ? *omit : value_none();
    definition->required = require != NULL ? *require : value_none();
    definition->changed = change != NULL ? *change : value_none();
    const struct value *style = definition_key(top, "style");
    definition->own_style = style != NULL ? *style : value_none();
    definition->style = style_office;
    return definition_style(reader, &definition->own_style, &definition->style) && is_read;
}

static struct definition *read_top(const struct definition_reader *reader, const struct value *top)
{
    struct definition *definition = arena_allocate(reader->arena, sizeof *definition);
    if (top->kind != VALUE_RECORD) {
        struct buffer shown = {0};
        data_append_short(&shown, top);
        definition_report(reader, PROBLEM_FORM_WANTS_RECORD, top, "form", shown.bytes);
        buffer_release(&shown);
        return NULL;
    }
    bool is_read = read_heading(reader, top, definition);
    is_read &= definition_fields(reader, top, &definition->fields, &definition->field_count);
    is_read &= read_all_derived(reader, top, definition);
    is_read &= read_checks(reader, top, definition);
    is_read &= definition_identities(reader, top, definition);
    is_read &= definition_claims(reader, top, definition);
    is_read &= reporting_read(reader, top, &definition->reporting);
    is_read = is_read && definition_names_differ(reader, definition->fields, definition->field_count);
    return is_read ? definition : NULL;
}

static bool read_yaml(const struct definition_reader *reader, struct string file, struct string bytes,
                      struct value *top)
{
    struct problems *problems = problems_new();
    struct data_reader data = {reader->arena, reader->sources, reader->limits, problems};
    bool is_read = data_read_yaml(&data, file, bytes, top);
    if (!is_read) {
        struct place place = {.file = file};
        problems_add(reader->problems, PROBLEM_FORM_DEFINITION, &place,
                     arena_copy(reader->arena, file).bytes);
        problems_join(reader->problems, problems);
    }
    problems_free(problems);
    return is_read;
}

struct definition *definition_parse(const struct definition_reader *reader, struct string file,
                                    struct string bytes)
{
    struct value top;
    return read_yaml(reader, file, bytes, &top) ? read_top(reader, &top) : NULL;
}

struct definition *definition_read(const struct definition_reader *reader, struct string folder)
{
    struct string path = file_join(reader->arena, folder, STRING("form.yaml"));
    if (file_is_missing(path.bytes)) {
        struct place place = {.file = folder};
        problems_add(reader->problems, PROBLEM_FORM_NO_DEFINITION, &place, folder.bytes);
        return NULL;
    }
    struct string bytes = file_read(reader->arena, path.bytes, reader->limits, reader->problems);
    return bytes.bytes != NULL ? definition_parse(reader, path, bytes) : NULL;
}
