/*
 * From data to what a template sees: fields, computed fields, derived values, checks, in this order. An
 * expression that reads something missing or refused is left out: that was told already, and nothing can be
 * said about it. A draft only warns of what fails: its figures are still open.
 */

#include "form/periodic.h"
#include "form/prepare.h"
#include "text/unicode.h"

/* ---- what an expression reads ---- */

static bool is_known(const struct definition *definition, const struct name *name)
{
    if (field_lookup(definition->fields, definition->field_count, name) != NULL ||
        field_lookup(definition->left_out, definition->left_out_count, name) != NULL)
        return true;
    for (size_t i = 0; i < definition->derived_count; i++) {
        if (string_equal(definition->derived[i].name->folded, name->folded) ||
            string_equal(definition->derived[i].label_name->folded, name->folded))
            return true;
    }
    return false;
}

static size_t find_path_end(struct string path, size_t from)
{
    while (from < path.length && path.bytes[from] != '.' && path.bytes[from] != '[')
        from++;
    return from;
}

const struct value *preparation_follow(const struct record *record, struct string path)
{
    for (size_t from = 0;;) {
        size_t to = find_path_end(path, from);
        const struct value *value = record_lookup(record, string_trim(string_slice(path, from, to)));
        if (value == NULL || value->kind != VALUE_RECORD || to == path.length || path.bytes[to] == '[')
            return value;
        record = value->as.record;
        from = to + 1;
    }
}

static void note_use(void *context, const struct expression_use *use)
{
    struct reads *reads = context;
    const struct preparation *preparation = reads->preparation;
    if (!is_known(preparation->definition, use->name)) {
        reads->misses |= record_lookup_name(preparation->strangers, use->name) != NULL;
        reads->finds_none |= periodic_lacks(preparation->prepared, use->name);
        return;
    }
    const struct value *value = preparation_follow(preparation->prepared, use->path);
    bool is_missing = value == NULL || value->kind == VALUE_UNDEFINED;
    reads->misses |= is_missing && preparation->reading.is_incomplete;
    reads->finds_none |= value != NULL && value->kind == VALUE_NONE;
}

static void note_stranger(void *context, const struct expression_use *use)
{
    const struct preparation *preparation = context;
    struct value none = value_none();
    if (!is_known(preparation->definition, use->name) &&
        scope_lookup(preparation->evaluation->scope, use->name) == NULL)
        record_set(preparation->strangers, use->name, &none);
}

struct reads preparation_reads(const struct preparation *preparation, const struct expression *expression)
{
    struct reads reads = {.preparation = preparation};
    if (expression != NULL)
        expression_visit_uses(expression, note_use, &reads);
    return reads;
}

bool preparation_evaluate(struct preparation *preparation, const struct expression *expression,
                          const struct place *place, struct value *result)
{
    struct evaluation *evaluation = preparation->evaluation;
    if (preparation_reads(preparation, expression).misses) {
        preparation->reading.is_incomplete = true; /* what reads this misses it, too */
        return false;
    }
    evaluation->place = place;
    bool is_evaluated = expression_evaluate(expression, evaluation, result);
    if (is_evaluated && result->kind == VALUE_UNDEFINED)
        is_evaluated = expression_report_undefined(expression, evaluation, result) && false;
    evaluation->place = NULL;
    preparation->reading.is_incomplete |= !is_evaluated;
    if (!is_evaluated)
        expression_visit_uses(expression, note_stranger, preparation);
    return is_evaluated;
}

bool preparation_holds(struct preparation *preparation, const struct expression *condition,
                       const struct place *place, bool *is_told)
{
    struct value value;
    *is_told = condition == NULL || preparation_evaluate(preparation, condition, place, &value);
    return condition == NULL || (*is_told && value_is_true(&value));
}

/* ---- computed fields ---- */

static bool have_computed(const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fields[i].computed != NULL || have_computed(fields[i].fields, fields[i].field_count))
            return true;
    }
    return false;
}

static void compute_field(struct preparation *preparation, const struct field *field, struct record *record)
{
    struct value computed, value;
    const struct value *given = record_lookup_name(record, field->name);
    if (given == NULL || given->kind != VALUE_NONE || field->computed == NULL)
        return;
    if (!preparation_evaluate(preparation, field->computed, &field->place, &computed))
        return;
    if (computed.kind == VALUE_NONE && field->is_required)
        field_report_missing(&preparation->reading, field, record);
    if (computed.kind != VALUE_NONE && field_read(&preparation->reading, field, &computed, NULL, &value))
        field_set(record, field, &value);
}

static void compute_fields(struct preparation *preparation, const struct field *fields, size_t count,
                           struct record *record);

static void compute_nested(struct preparation *preparation, const struct field *field, struct value *value)
{
    if (value == NULL || !have_computed(field->fields, field->field_count))
        return;
    if (value->kind == VALUE_RECORD)
        compute_fields(preparation, field->fields, field->field_count, value->as.record);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++)
        compute_nested(preparation, field, &value->as.list->items[i]);
}

/* In a record, its own fields come before those outside. */
static void compute_fields(struct preparation *preparation, const struct field *fields, size_t count,
                           struct record *record)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct scope *outer = evaluation->scope;
    evaluation->scope = scope_new(evaluation->lasting, outer);
    scope_use_record(evaluation->scope, record);
    for (size_t i = 0; i < count; i++) {
        compute_field(preparation, &fields[i], record);
        compute_nested(preparation, &fields[i], record_lookup_name(record, fields[i].name));
    }
    evaluation->scope = outer;
}

/* ---- derived values and checks ---- */

static bool compute_derived(struct preparation *preparation, const struct derived *derived,
                            struct value *value)
{
    if (derived->sql.length == 0)
        return preparation_evaluate(preparation, derived->value, &derived->place, value);
    bool is_computed = query_derived(preparation, derived, value);
    preparation->reading.is_incomplete |= !is_computed;
    return is_computed;
}

/* What cannot be derived stands undefined, so that a draft marks it. */
static void derive(struct preparation *preparation, const struct derived *derived)
{
    bool is_told;
    struct value value = value_none();
    bool is_derived = !preparation_holds(preparation, derived->condition, &derived->place, &is_told) ||
                      compute_derived(preparation, derived, &value);
    if (!is_derived || !is_told) {
        value = value_undefined(derived->label_name->text);
        value.flags |= VALUE_TOLD;
    }
    if (derived->format != FORMAT_BARE)
        value.format = (uint8_t)derived->format;
    record_set(preparation->prepared, derived->name, &value);
    if (!string_equal(derived->name->folded, derived->label_name->folded))
        record_set(preparation->prepared, derived->label_name, &value);
}

static void derive_and_note(struct preparation *preparation, const struct derived *derived)
{
    derive(preparation, derived);
    periodic_note(preparation->evaluation, preparation->prepared);
}

static bool holds_quote(struct arena *arena, const struct value *value, struct string quote)
{
    return value->kind == VALUE_TEXT && string_find(text_lower(arena, value->as.text), quote, 0) != SIZE_MAX;
}

/* The value, or the first item of a list, that the data gave and that holds the quote; NULL if none does. */
static const struct value *find_given(struct arena *arena, const struct value *value, struct string quote)
{
    if (value == NULL)
        return NULL;
    if (value->source != 0 && (quote.length == 0 || holds_quote(arena, value, quote)))
        return value;
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        const struct value *found = find_given(arena, &value->as.list->items[i], quote);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static const struct value *find_field(const struct preparation *preparation, const struct check *check,
                                      struct string quote)
{
    const struct value *found = NULL;
    for (size_t i = 0; found == NULL && i < check->field_count; i++)
        found = find_given(preparation->evaluation->arena,
                           preparation_follow(preparation->prepared, check->fields[i]), quote);
    return found;
}

/* Where the data gave the field that holds the quote, or the first of the check's fields, or else the file.
 */
static struct place find_place(const struct preparation *preparation, const struct check *check)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct buffer quote = {0};
    struct value file = field_whole_file(preparation->data);
    const struct value *found = NULL;
    if (check->quote != NULL && text_template_render(check->quote, evaluation, &quote))
        found =
            find_field(preparation, check, text_lower(evaluation->arena, string_trim(buffer_string(&quote))));
    if (found == NULL)
        found = find_field(preparation, check, (struct string){"", 0});
    buffer_release(&quote);
    return value_place(evaluation->sources, found != NULL ? found : &file);
}

static void add_failure(const struct preparation *preparation, const struct check *check,
                        const struct place *place, const char *message)
{
    static const char *const usual_hints[] = {"Sửa chỗ này trong dữ liệu.", "Correct this in the data."};
    struct evaluation *evaluation = preparation->evaluation;
    const char *own = check->hint.length > 0 ? arena_copy(evaluation->lasting, check->hint).bytes : NULL;
    struct problem *problem = problems_add(evaluation->problems, PROBLEM_CHECK_FAILED, place, message,
                                           arena_copy(evaluation->lasting, check->name).bytes,
                                           own != NULL ? own : usual_hints[LANGUAGE_VI],
                                           own != NULL ? own : usual_hints[LANGUAGE_EN]);
    bool is_draft = evaluation->undefined != UNDEFINED_ERROR;
    problems_set_severity(evaluation->problems, problem, is_draft ? SEVERITY_WARNING : check->severity);
}

static void tell_failure(const struct preparation *preparation, const struct check *check)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct buffer message = {0};
    evaluation->place = &check->place;
    struct place place = find_place(preparation, check);
    if (text_template_render(check->message, evaluation, &message))
        add_failure(preparation, check, &place, message.length > 0 ? message.bytes : "");
    evaluation->place = NULL;
    buffer_release(&message);
}

static void run_check(struct preparation *preparation, const struct check *check)
{
    bool is_told;
    struct value value;
    if (!preparation_holds(preparation, check->condition, &check->place, &is_told) || !is_told)
        return;
    if (preparation_reads(preparation, check->that).finds_none)
        return;
    if (preparation_evaluate(preparation, check->that, &check->place, &value) && !value_is_true(&value))
        tell_failure(preparation, check);
}

/* A fragment or check that is shared may ask for a field this form does not have. */
static void set_left_out(struct preparation *preparation)
{
    const struct definition *definition = preparation->definition;
    struct value none = value_none();
    for (size_t i = 0; i < definition->left_out_count; i++) {
        const struct field *field = &definition->left_out[i];
        if (field_lookup(definition->fields, definition->field_count, field->name) == NULL)
            field_set(preparation->prepared, field, &none);
    }
}

static void run(struct preparation *preparation, const struct value *data)
{
    const struct definition *definition = preparation->definition;
    struct value given =
        fields_settle_sheets(&preparation->reading, definition->fields, definition->field_count, data);
    fields_read(&preparation->reading, definition->fields, definition->field_count, &given, NULL,
                preparation->prepared);
    set_left_out(preparation);
    if (!periodic_start(definition, preparation->evaluation, preparation->prepared))
        periodic_add_names(preparation->evaluation, preparation->strangers);
    if (have_computed(definition->fields, definition->field_count))
        compute_fields(preparation, definition->fields, definition->field_count, preparation->prepared);
    expand_groups(preparation);
    periodic_note(preparation->evaluation, preparation->prepared);
    for (size_t i = 0; i < definition->derived_count; i++)
        derive_and_note(preparation, &definition->derived[i]);
    check_identities(preparation);
    for (size_t i = 0; i < definition->check_count; i++)
        run_check(preparation, &definition->checks[i]);
    check_claims(preparation);
}

bool definition_prepare_then(const struct definition *definition, const struct value *data,
                             struct evaluation *evaluation, struct value *prepared,
                             void (*then)(struct preparation *preparation, void *argument), void *argument)
{
    struct arena *rounds = evaluation->arena;
    struct scope *outer = evaluation->scope;
    size_t errors = problems_error_count(evaluation->problems);
    struct arena *given = arena_new_in(evaluation->lasting); /* where expressions change nothing */
    *prepared = value_record(given);
    struct preparation preparation = {
        .definition = definition,
        .evaluation = evaluation,
        .reading = {.arena = given,
                    .sources = evaluation->sources,
                    .problems = evaluation->problems,
                    .may_miss = evaluation->undefined != UNDEFINED_ERROR},
        .data = data,
        .prepared = prepared->as.record,
        .strangers = value_record(evaluation->lasting).as.record,
    };
    evaluation->style = &definition->style;
    evaluation->choices = choices_of_form(evaluation->lasting, definition);
    evaluation->arena = evaluation->lasting;
    evaluation->scope = scope_new(evaluation->lasting, outer);
    scope_use_record(evaluation->scope, prepared->as.record);
    run(&preparation, data);
    if (then != NULL)
        then(&preparation, argument);
    evaluation->arena = rounds;
    evaluation->scope = outer;
    return problems_error_count(evaluation->problems) == errors;
}

bool definition_prepare(const struct definition *definition, const struct value *data,
                        struct evaluation *evaluation, struct value *prepared)
{
    return definition_prepare_then(definition, data, evaluation, prepared, NULL, NULL);
}
