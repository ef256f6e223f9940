/*
 * What the texts of a document claim, as "không có hồ sơ nào trễ hạn": found sentence by sentence, it must
 * agree with the figures. Letters are compared without regard to case; marks of bold and italic and the
 * breadth of blanks do not matter.
 */

#include "form/prepare.h"
#include "text/unicode.h"

enum { MOST_CLAIM = 120 }; /* characters from the first of its words to the last */

/* ---- sentences ---- */

/* The text without marks of emphasis, every run of blanks one. A break of lines stays. */
static struct string plain_text(struct arena *arena, struct string text)
{
    struct buffer out = {0};
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        unsigned character = text_next(text, &offset);
        bool is_blank = character != '\n' && text_is_space(character);
        if (character == '*' || (is_blank && out.length > 0 && out.bytes[out.length - 1] == ' '))
            continue;
        if (is_blank)
            buffer_append_byte(&out, ' ');
        else
            buffer_append_string(&out, string_slice(text, start, offset));
    }
    struct string plain = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return plain;
}

/* "98.5" and "1.234" go on. */
static bool ends_sentence(struct string text, size_t at)
{
    char byte = text.bytes[at], next = at + 1 < text.length ? text.bytes[at + 1] : ' ';
    return byte == '\n' || byte == ';' || byte == '!' || byte == '?' ||
           (byte == '.' && (next == ' ' || next == '\n' || next == '/'));
}

static size_t sentence_end(struct string text, size_t from)
{
    while (from < text.length && !ends_sentence(text, from))
        from++;
    return from;
}

/* ---- words in their order ---- */

/* The words of the step that come first at or after `from`; false when none does. */
static bool find_step(const struct claim_step *step, struct string sentence, size_t from, size_t *start,
                      size_t *end)
{
    *start = SIZE_MAX;
    for (size_t i = 0; i < step->count; i++) {
        size_t at = string_find(sentence, step->words[i], from);
        if (at >= *start)
            continue;
        *start = at;
        *end = at + step->words[i].length;
    }
    return *start != SIZE_MAX;
}

static bool find_in_sentence(const struct claim *claim, struct string sentence, struct string *words)
{
    size_t first, end, start;
    for (size_t from = 0; find_step(&claim->steps[0], sentence, from, &first, &end); from = first + 1) {
        bool is_whole = true;
        for (size_t i = 1; i < claim->step_count && is_whole; i++)
            is_whole = find_step(&claim->steps[i], sentence, end, &start, &end);
        *words = string_slice(sentence, first, end);
        if (is_whole && text_length(*words) <= MOST_CLAIM)
            return true;
    }
    return false;
}

/* The words of a text that make the claim, as they were typed where case keeps its length. */
static bool find_claim(struct arena *arena, const struct claim *claim, struct string text,
                       struct string *words)
{
    struct string plain = plain_text(arena, text), lower = text_lower(arena, plain);
    for (size_t from = 0, to; from < lower.length; from = to + 1) {
        to = sentence_end(lower, from);
        if (!find_in_sentence(claim, string_slice(lower, from, to), words))
            continue;
        size_t start = (size_t)(words->bytes - lower.bytes);
        if (plain.length == lower.length)
            *words = string_slice(plain, start, start + words->length);
        return true;
    }
    return false;
}

/* ---- the texts ---- */

static const struct value *find_text(struct arena *arena, const struct claim *claim,
                                     const struct value *value, struct string *words)
{
    if (value->kind == VALUE_TEXT)
        return find_claim(arena, claim, value->as.text, words) ? value : NULL;
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        const struct value *found = find_text(arena, claim, &value->as.list->items[i], words);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static bool is_text(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_LINES || field->type == FIELD_OUTLINE;
}

static const struct value *find_claiming(const struct preparation *preparation, const struct claim *claim,
                                         struct string *words)
{
    const struct definition *definition = preparation->definition;
    struct arena *arena = preparation->evaluation->lasting;
    const struct value *found = NULL;
    for (size_t i = 0; i < claim->field_count && found == NULL; i++) {
        const struct value *value = preparation_follow(preparation->prepared, claim->fields[i]);
        found = value != NULL ? find_text(arena, claim, value, words) : NULL;
    }
    for (size_t i = 0; claim->field_count == 0 && i < definition->field_count && found == NULL; i++) {
        const struct field *field = &definition->fields[i];
        const struct value *value = record_lookup_name(preparation->prepared, field->name);
        found = is_text(field) && value != NULL ? find_text(arena, claim, value, words) : NULL;
    }
    return found;
}

/* ---- against the figures ---- */

struct listing {
    const struct preparation *preparation;
    struct string file;
    enum language language;
    struct buffer *out;
    size_t count;
};

static void list_figure(void *context, const struct expression_use *use)
{
    struct listing *listing = context;
    struct told_figure figure;
    if (!figure_find(listing->preparation, use, NULL, NULL, &figure))
        return;
    buffer_append_text(listing->out, listing->count++ > 0 ? "; " : "");
    figure_append(listing->preparation, &figure, listing->file, listing->language, listing->out);
}

/* What the form says, or else the figures; false after a problem. */
static bool append_figures(struct preparation *preparation, const struct claim *claim, struct string file,
                           struct buffer *out)
{
    if (claim->message != NULL)
        return text_template_render(claim->message, preparation->evaluation, out);
    struct listing listing = {preparation, file, LANGUAGE_VI, out, 0};
    expression_visit_uses(claim->holds, list_figure, &listing);
    buffer_append_byte(out, '\x1f');
    listing = (struct listing){preparation, file, LANGUAGE_EN, out, 0};
    expression_visit_uses(claim->holds, list_figure, &listing);
    return true;
}

static const char *own_or(struct arena *arena, struct string own, const char *usual)
{
    return own.length > 0 ? arena_copy(arena, own).bytes : usual;
}

static void tell(struct preparation *preparation, const struct claim *claim, const struct value *text,
                 struct string words)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct arena *arena = evaluation->lasting;
    struct place place = figure_place(preparation, text->source != 0 ? text : NULL);
    struct buffer figures = {0};
    evaluation->place = &claim->place;
    if (append_figures(preparation, claim, place.file, &figures)) {
        struct problem *problem = problems_add(
            evaluation->problems, PROBLEM_CLAIM_FAILED, &place, arena_copy(arena, string_trim(words)).bytes,
            figures.length > 0 ? figures.bytes : "", arena_copy(arena, claim->name).bytes,
            own_or(arena, claim->hint, "Sửa lời văn hoặc số liệu cho khớp."),
            own_or(arena, claim->hint, "Make the text and the figures agree."));
        bool is_draft = evaluation->undefined != UNDEFINED_ERROR;
        problems_set_severity(evaluation->problems, problem, is_draft ? SEVERITY_WARNING : claim->severity);
    }
    evaluation->place = NULL;
    buffer_release(&figures);
}

static void check_claim(struct preparation *preparation, const struct claim *claim)
{
    bool is_told;
    struct value holds;
    struct string words;
    if (!preparation_holds(preparation, claim->condition, &claim->place, &is_told) || !is_told ||
        preparation_reads(preparation, claim->holds).finds_none)
        return;
    const struct value *text = find_claiming(preparation, claim, &words);
    if (text != NULL && preparation_evaluate(preparation, claim->holds, &claim->place, &holds) &&
        !value_is_true(&holds))
        tell(preparation, claim, text, words);
}

void check_claims(struct preparation *preparation)
{
    for (size_t i = 0; i < preparation->definition->claim_count; i++)
        check_claim(preparation, &preparation->definition->claims[i]);
}
