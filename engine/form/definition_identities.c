/* What form.yaml says under "identities" and "claims". */

#include "form/definition.h"
#include "text/unicode.h"

static const char *const identity_keys[] = {"name", "that", "if", "each", "severity", "hint", NULL};
static const char *const claim_keys[] = {"name",    "words", "holds",  "if", "severity",
                                         "message", "hint",  "fields", NULL};

/* ---- identities ---- */

static bool is_identity(const struct definition_reader *reader, const struct value *record,
                        const struct expression *that)
{
    static const char *const signs[] = {"==", "<=", ">=", "in"};
    const struct expression *left, *right;
    const char *sign;
    bool is_comparison = expression_comparison(reader->arena, that, &left, &right, &sign);
    for (size_t i = 0; is_comparison && i < sizeof signs / sizeof *signs; i++)
        if (string_is(string_of(sign), signs[i]))
            return true;
    definition_report(reader, PROBLEM_FORM_IDENTITY, definition_key(record, "that"),
                      arena_copy(reader->arena, expression_text(that)).bytes, NULL);
    return false;
}

static bool read_identity(const struct definition_reader *reader, const struct value *record,
                          struct identity *identity)
{
    bool is_read = definition_has_only(reader, record, identity_keys);
    is_read &= definition_text(reader, record, "name", true, &identity->name);
    is_read &= definition_expression(reader, record, "that", true, &identity->that);
    is_read &= definition_expression(reader, record, "if", false, &identity->condition);
    is_read &= definition_text(reader, record, "each", false, &identity->each);
    is_read &= definition_text(reader, record, "hint", false, &identity->hint);
    is_read &= definition_severity(reader, record, &identity->severity);
    identity->place = value_place(reader->sources, record);
    return is_read && is_identity(reader, record, identity->that);
}

bool definition_identities(const struct definition_reader *reader, const struct value *top,
                           struct definition *definition)
{
    struct list list;
    if (!definition_list(reader, top, "identities", &list))
        return false;
    bool is_read = true;
    definition->identities = arena_allocate(reader->arena, list.count * sizeof *definition->identities);
    definition->identity_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_identity(reader, &list.items[i], &definition->identities[i]);
    return is_read;
}

/* ---- claims ---- */

static bool add_word(const struct definition_reader *reader, const struct value *word,
                     struct claim_step *step)
{
    if (word->kind == VALUE_TEXT && string_trim(word->as.text).length > 0) {
        step->words[step->count++] = text_lower(reader->arena, string_trim(word->as.text));
        return true;
    }
    definition_report(reader, PROBLEM_FORM_CLAIM_WORDS, word, NULL, NULL);
    return false;
}

/* A text, or a list of texts that say the same. */
static bool read_step(const struct definition_reader *reader, const struct value *given,
                      struct claim_step *step)
{
    bool is_list = given->kind == VALUE_LIST;
    size_t count = is_list ? given->as.list->count : 1;
    bool is_read = true;
    step->words = arena_allocate(reader->arena, (count + 1) * sizeof *step->words);
    for (size_t i = 0; i < count; i++)
        is_read &= add_word(reader, is_list ? &given->as.list->items[i] : given, step);
    return is_read;
}

static bool read_words(const struct definition_reader *reader, const struct value *record,
                       struct claim *claim)
{
    struct list list;
    if (!definition_list(reader, record, "words", &list))
        return false;
    bool is_read = true;
    claim->steps = arena_allocate(reader->arena, (list.count + 1) * sizeof *claim->steps);
    claim->step_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_step(reader, &list.items[i], &claim->steps[i]);
    if (list.count == 0)
        definition_report(reader, PROBLEM_FORM_CLAIM_WORDS, record, NULL, NULL);
    return is_read && list.count > 0;
}

static bool read_claim(const struct definition_reader *reader, const struct value *record,
                       struct claim *claim)
{
    bool is_read = definition_has_only(reader, record, claim_keys);
    is_read &= definition_text(reader, record, "name", true, &claim->name);
    is_read = is_read && read_words(reader, record, claim);
    is_read &= definition_expression(reader, record, "holds", true, &claim->holds);
    is_read &= definition_expression(reader, record, "if", false, &claim->condition);
    is_read &= definition_template(reader, record, "message", false, &claim->message);
    is_read &= definition_text(reader, record, "hint", false, &claim->hint);
    is_read &= definition_severity(reader, record, &claim->severity);
    is_read &= definition_texts(reader, record, "fields", &claim->fields, &claim->field_count);
    claim->place = value_place(reader->sources, record);
    return is_read;
}

bool definition_claims(const struct definition_reader *reader, const struct value *top,
                       struct definition *definition)
{
    struct list list;
    if (!definition_list(reader, top, "claims", &list))
        return false;
    bool is_read = true;
    definition->claims = arena_allocate(reader->arena, list.count * sizeof *definition->claims);
    definition->claim_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_claim(reader, &list.items[i], &definition->claims[i]);
    return is_read;
}

/* ---- over those of the form that is extended ---- */

void inherit_identities(struct arena *arena, struct definition *own, const struct definition *base)
{
    struct identity *all = arena_allocate(arena, (own->identity_count + base->identity_count) * sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < base->identity_count; i++) {
        bool is_again = false;
        for (size_t k = 0; k < own->identity_count && !is_again; k++)
            is_again = string_equal(own->identities[k].name, base->identities[i].name);
        if (!is_again)
            all[count++] = base->identities[i];
    }
    for (size_t i = 0; i < own->identity_count; i++)
        all[count++] = own->identities[i];
    own->identities = all;
    own->identity_count = count;
}

void inherit_claims(struct arena *arena, struct definition *own, const struct definition *base)
{
    struct claim *all = arena_allocate(arena, (own->claim_count + base->claim_count) * sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < base->claim_count; i++) {
        bool is_again = false;
        for (size_t k = 0; k < own->claim_count && !is_again; k++)
            is_again = string_equal(own->claims[k].name, base->claims[i].name);
        if (!is_again)
            all[count++] = base->claims[i];
    }
    for (size_t i = 0; i < own->claim_count; i++)
        all[count++] = own->claims[i];
    own->claims = all;
    own->claim_count = count;
}

static bool knows_field(const struct definition_reader *reader, const struct definition *definition,
                        struct string path, const struct place *place)
{
    if (definition_leads_to_field(reader->arena, definition, path))
        return true;
    problems_add(reader->problems, PROBLEM_FORM_CHECK_FIELD, place, arena_copy(reader->arena, path).bytes);
    return false;
}

bool has_fields_of_identities(const struct definition_reader *reader, const struct definition *definition)
{
    bool has = true;
    for (size_t i = 0; i < definition->identity_count; i++) {
        const struct identity *identity = &definition->identities[i];
        has &=
            identity->each.length == 0 || knows_field(reader, definition, identity->each, &identity->place);
    }
    for (size_t i = 0; i < definition->claim_count; i++)
        for (size_t k = 0; k < definition->claims[i].field_count; k++)
            has &= knows_field(reader, definition, definition->claims[i].fields[k],
                               &definition->claims[i].place);
    return has;
}
