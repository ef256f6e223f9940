/* A form over the one it extends, and what only the whole form can tell. */

#include "form/definition.h"

#include <string.h>

static bool lists_name(const struct value *value, const struct name *name)
{
    if (value->kind != VALUE_LIST)
        return false;
    const struct list *list = value->as.list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == VALUE_TEXT && string_equal(list->items[i].as.text, name->text))
            return true;
    }
    return false;
}

static const struct field *lookup_exact(const struct field *fields, size_t count, struct string name)
{
    for (size_t i = 0; i < count; i++) {
        if (string_equal(fields[i].name->text, name))
            return &fields[i];
    }
    return NULL;
}

static bool knows_names(const struct definition_reader *reader, const struct value *names,
                        const struct definition *base)
{
    bool knows = true;
    for (size_t i = 0; names->kind == VALUE_LIST && i < names->as.list->count; i++) {
        const struct value *item = &names->as.list->items[i];
        if (item->kind == VALUE_TEXT && lookup_exact(base->fields, base->field_count, item->as.text) != NULL)
            continue;
        struct buffer shown = {0};
        value_append_text(&shown, item, NUMBERS_PLAIN);
        definition_report(reader, PROBLEM_FORM_INHERITED, item, shown.bytes, NULL);
        buffer_release(&shown);
        knows = false;
    }
    return knows;
}

static void leave_out(struct arena *arena, struct definition *own, const struct definition *base)
{
    size_t most = base->left_out_count + base->field_count;
    own->left_out = arena_allocate(arena, most * sizeof *own->left_out);
    for (size_t i = 0; i < base->left_out_count; i++)
        own->left_out[own->left_out_count++] = base->left_out[i];
    for (size_t i = 0; i < base->field_count; i++) {
        if (lists_name(&own->omitted, base->fields[i].name))
            own->left_out[own->left_out_count++] = base->fields[i];
    }
}

/* Inherited fields, each replaced by its own redeclaration unless that stands elsewhere; their number. */
static size_t keep_inherited(const struct definition *own, const struct definition *base, struct field *all)
{
    size_t count = 0;
    for (size_t i = 0; i < base->field_count; i++) {
        const struct field *again = lookup_exact(own->fields, own->field_count, base->fields[i].name->text);
        if (again != NULL && again->before.length > 0)
            continue;
        if (again != NULL)
            all[count++] = *again;
        else if (!lists_name(&own->omitted, base->fields[i].name))
            all[count++] = base->fields[i];
        if (count > 0 && lists_name(&own->required, all[count - 1].name))
            all[count - 1].is_required = true;
    }
    return count;
}

static void insert_field(struct field *all, size_t *count, size_t at, const struct field *field)
{
    memmove(&all[at + 1], &all[at], (*count - at) * sizeof *all);
    all[at] = *field;
    ++*count;
}

/* What is inherited, what is new before the field it names or else at the end. */
static bool inherit_fields(const struct definition_reader *reader, struct definition *own,
                           const struct definition *base)
{
    struct field *all = arena_allocate(reader->arena, (own->field_count + base->field_count) * sizeof *all);
    size_t count = keep_inherited(own, base, all);
    bool is_placed = true;
    for (size_t i = 0; i < own->field_count; i++) {
        const struct field *field = &own->fields[i], *next = NULL;
        if (lookup_exact(all, count, field->name->text) != NULL)
            continue;
        if (field->before.length > 0) {
            next = lookup_exact(all, count, field->before);
            if (next == NULL)
                problems_add(reader->problems, PROBLEM_FORM_INHERITED, &field->place, field->before.bytes);
            is_placed &= next != NULL;
        }
        insert_field(all, &count, next != NULL ? (size_t)(next - all) : count, field);
    }
    own->fields = all;
    own->field_count = count;
    return is_placed;
}

static const struct derived *lookup_derived(const struct derived *derived, size_t count, struct string name)
{
    for (size_t i = 0; i < count; i++) {
        if (string_equal(derived[i].name->text, name))
            return &derived[i];
    }
    return NULL;
}

/* A value derived again stands where the inherited one stood, so that what follows sees the new one. */
static void inherit_derived(struct arena *arena, struct definition *own, const struct definition *base)
{
    struct derived *all = arena_allocate(arena, (own->derived_count + base->derived_count) * sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < base->derived_count; i++) {
        const struct derived *again =
            lookup_derived(own->derived, own->derived_count, base->derived[i].name->text);
        all[count++] = again != NULL ? *again : base->derived[i];
    }
    for (size_t i = 0; i < own->derived_count; i++) {
        if (lookup_derived(all, count, own->derived[i].name->text) == NULL)
            all[count++] = own->derived[i];
    }
    own->derived = all;
    own->derived_count = count;
}

static const struct check *lookup_check(const struct check *checks, size_t count, struct string name)
{
    for (size_t i = 0; i < count; i++) {
        if (string_equal(checks[i].name, name))
            return &checks[i];
    }
    return NULL;
}

static void inherit_checks(struct arena *arena, struct definition *own, const struct definition *base)
{
    struct check *all = arena_allocate(arena, (own->check_count + base->check_count) * sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < base->check_count; i++) {
        const struct check *again = lookup_check(own->checks, own->check_count, base->checks[i].name);
        all[count++] = again != NULL ? *again : base->checks[i];
    }
    for (size_t i = 0; i < own->check_count; i++) {
        if (lookup_check(all, count, own->checks[i].name) == NULL)
            all[count++] = own->checks[i];
    }
    own->checks = all;
    own->check_count = count;
}

bool definition_names_differ(const struct definition_reader *reader, const struct field *fields, size_t count)
{
    bool has = true;
    for (size_t i = 0; i < count; i++) {
        has &= definition_names_differ(reader, fields[i].fields, fields[i].field_count);
        if (field_lookup(fields, i, fields[i].name) == NULL &&
            field_lookup(fields, i, fields[i].label_name) == NULL)
            continue;
        problems_add(reader->problems, PROBLEM_FORM_NAME_TWICE, &fields[i].place, fields[i].label.bytes);
        has = false;
    }
    return has;
}

static bool is_derived(const struct definition *definition, const struct name *name)
{
    for (size_t i = 0; i < definition->derived_count; i++) {
        if (string_equal(definition->derived[i].name->folded, name->folded))
            return true;
    }
    return false;
}

bool definition_leads_to_field(struct arena *arena, const struct definition *definition, struct string path)
{
    const struct field *fields = definition->fields, *field = NULL;
    size_t count = definition->field_count;
    for (size_t from = 0, to; from <= path.length; from = to + 1) {
        to = string_find(path, STRING("."), from);
        to = to == SIZE_MAX ? path.length : to;
        const struct name *name = name_new(arena, string_slice(path, from, to));
        bool is_left_out = field_lookup(definition->left_out, definition->left_out_count, name) != NULL;
        if (from == 0 && (is_left_out || is_derived(definition, name)))
            return true;
        field = field_lookup(fields, count, name);
        if (field == NULL)
            return false;
        fields = field->fields;
        count = field->field_count;
    }
    return true;
}

static bool has_fields_of_checks(const struct definition_reader *reader, const struct definition *definition)
{
    bool has = true;
    for (size_t i = 0; i < definition->check_count; i++) {
        const struct check *check = &definition->checks[i];
        for (size_t k = 0; k < check->field_count; k++) {
            if (definition_leads_to_field(reader->arena, definition, check->fields[k]))
                continue;
            problems_add(reader->problems, PROBLEM_FORM_CHECK_FIELD, &check->place,
                         arena_copy(reader->arena, check->fields[k]).bytes);
            has = false;
        }
    }
    return has;
}

/* Values derived under the name of a field would hide what the data gave. */
static bool derived_names_differ(const struct definition_reader *reader, const struct definition *definition)
{
    bool differ = true;
    for (size_t i = 0; i < definition->derived_count; i++) {
        const struct derived *derived = &definition->derived[i];
        bool is_again = lookup_derived(definition->derived, i, derived->name->text) != NULL;
        if (!is_again && field_lookup(definition->fields, definition->field_count, derived->name) == NULL)
            continue;
        problems_add(reader->problems, PROBLEM_FORM_NAME_TWICE, &derived->place, derived->name->text.bytes);
        differ = false;
    }
    return differ;
}

bool definition_complete(const struct definition_reader *reader, struct definition *own,
                         const struct definition *base)
{
    if (base != NULL &&
        (!knows_names(reader, &own->omitted, base) || !knows_names(reader, &own->required, base)))
        return false;
    static const struct definition nothing;
    bool is_whole = derived_names_differ(reader, own);
    if (base != NULL)
        leave_out(reader->arena, own, base);
    is_whole &= inherit_fields(reader, own, base != NULL ? base : &nothing);
    is_whole &= definition_change(reader, own);
    if (base != NULL) {
        inherit_derived(reader->arena, own, base);
        is_whole = is_whole && derived_names_differ(reader, own);
    }
    is_whole &= has_fields_of_checks(reader, own);
    is_whole &= has_fields_of_identities(reader, own);
    is_whole &= reporting_has_fields(reader, own);
    is_whole &= definition_names_differ(reader, own->fields, own->field_count);
    if (base != NULL) {
        inherit_checks(reader->arena, own, base);
        inherit_identities(reader->arena, own, base);
        inherit_claims(reader->arena, own, base);
        reporting_inherit(&own->reporting, &base->reporting);
        own->style = base->style;
        definition_style(reader, &own->own_style, &own->style);
    }
    is_whole = is_whole && definition_knows_columns(reader, own);
    return is_whole;
}
