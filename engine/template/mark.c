/*
 * The end of a tag is the first closing mark outside strings and brackets; when
 * these never close (an apostrophe in a name), it is the first closing mark.
 */

#include "template/mark.h"

#include <stdint.h>
#include <string.h>

#include "text/glyph.h"

enum {
    WINDOW = 4096 /* how far quotes and brackets are followed behind the first closing mark */
};

struct mark_form {
    char opening;
    const char *closing;
    enum mark_kind kind;
};

static const struct mark_form forms[] = {
    {'{', "}}", MARK_PRINT},
    {'%', "%}", MARK_STATEMENT},
    {'#', "#}", MARK_COMMENT},
};

struct prefix_form {
    const char *letters;
    enum mark_prefix prefix;
};

static const struct prefix_form prefixes[] = {
    {"tr", PREFIX_ROW},
    {"tc", PREFIX_CELL},
    {"p", PREFIX_PARAGRAPH},
    {"r", PREFIX_RUN},
};

static const struct mark_form *form_at(struct string text, size_t offset)
{
    if (offset + 1 >= text.length || text.bytes[offset] != '{')
        return NULL;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
        if (text.bytes[offset + 1] == forms[i].opening)
            return &forms[i];
    return NULL;
}

static bool stands_at(struct string text, size_t offset, const char *word)
{
    size_t length = strlen(word);
    return offset + length <= text.length && !memcmp(text.bytes + offset, word, length);
}

/* The closing mark outside strings and brackets, or SIZE_MAX. */
static size_t find_balanced_end(struct string text, size_t from, size_t first_end, const char *closing)
{
    struct string window = text;
    if (window.length - first_end > WINDOW)
        window.length = first_end + WINDOW;
    size_t depth = 0;
    for (size_t i = from; i < window.length;) {
        if (depth == 0 && stands_at(window, i, closing))
            return i;
        size_t behind = glyph_skip_string(window, i);
        if (behind > i) {
            i = behind;
            continue;
        }
        char byte = window.bytes[i];
        if (byte == '(' || byte == '[' || byte == '{')
            depth++;
        else if ((byte == ')' || byte == ']' || byte == '}') && depth > 0)
            depth--;
        i++;
    }
    return SIZE_MAX;
}

static size_t find_opening(struct string text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (form_at(text, i))
            return i;
    return SIZE_MAX;
}

/* The end of a tag; SIZE_MAX when there is none before another tag begins, which *next then tells. */
static size_t find_end(struct string text, size_t from, const struct mark_form *form, size_t *next)
{
    size_t first = string_find(text, string_of(form->closing), from);
    *next = text.length;
    if (first != SIZE_MAX && form->kind == MARK_COMMENT)
        return first;
    size_t balanced = first == SIZE_MAX ? SIZE_MAX : find_balanced_end(text, from, first, form->closing);
    if (balanced != SIZE_MAX)
        return balanced;
    size_t opening = find_opening(text, from, first == SIZE_MAX ? text.length : first);
    if (opening == SIZE_MAX)
        return first;
    *next = opening;
    return SIZE_MAX;
}

static size_t take_prefix(struct string text, struct mark *mark)
{
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
        size_t behind = mark->inside_from + strlen(prefixes[i].letters);
        if (!stands_at(text, mark->inside_from, prefixes[i].letters) || behind >= mark->inside_to)
            continue;
        size_t rest = glyph_skip_blanks(text, behind);
        /* {{p | upper}} prints a variable p; {{p}} too. */
        if (rest == behind || rest >= mark->inside_to || strchr("|+*/~=<>!%", text.bytes[rest]))
            continue;
        mark->prefix = prefixes[i].prefix;
        return rest;
    }
    return mark->inside_from;
}

/* {%- and -%}; autocorrect may have made a dash of the hyphen. A "+" means the contrary, which is the
 * default. */
static void take_dashes(struct string text, struct mark *mark)
{
    size_t behind = glyph_skip_dash(text, mark->inside_from);
    if (behind > mark->inside_from && behind <= mark->inside_to) {
        mark->joins_before = true;
        mark->inside_from = behind;
    } else if (stands_at(text, mark->inside_from, "+")) {
        mark->inside_from++;
    }
    size_t before = glyph_back_dash(text, mark->inside_to);
    if (before < mark->inside_to && before >= mark->inside_from) {
        mark->joins_after = true;
        mark->inside_to = before;
    } else if (mark->inside_to > mark->inside_from && text.bytes[mark->inside_to - 1] == '+') {
        mark->inside_to--;
    }
}

static struct mark tag_at(struct string text, size_t from, const struct mark_form *form)
{
    struct mark mark = {.kind = form->kind, .from = from, .inside_from = from + 2};
    size_t next, end = find_end(text, mark.inside_from, form, &next);
    if (end == SIZE_MAX) {
        mark.kind = MARK_UNCLOSED;
        mark.to = next;
        return mark;
    }
    mark.inside_to = end;
    mark.to = end + 2;
    mark.inside_from = take_prefix(text, &mark);
    take_dashes(text, &mark);
    return mark;
}

/* The "_" of {_{ }_} {_% %_}, when one stands around `offset`. */
static bool is_literal_at(struct string text, size_t offset)
{
    if (text.bytes[offset] != '_' || offset == 0 || offset + 1 >= text.length)
        return false;
    char before = text.bytes[offset - 1], after = text.bytes[offset + 1];
    return (before == '{' && (after == '{' || after == '%')) ||
           (after == '}' && (before == '}' || before == '%'));
}

struct mark mark_next(struct string text, size_t *offset)
{
    for (size_t i = *offset; i < text.length; i++) {
        const struct mark_form *form = form_at(text, i);
        if (form) {
            struct mark mark = tag_at(text, i, form);
            *offset = mark.to;
            return mark;
        }
        if (is_literal_at(text, i)) {
            *offset = i + 1;
            return (struct mark){.kind = MARK_LITERAL, .from = i, .to = i + 1};
        }
    }
    *offset = text.length;
    return (struct mark){.kind = MARK_NONE, .from = text.length, .to = text.length};
}

static bool is_endraw(struct string inside)
{
    static const char *const words[] = {"endraw", "hết nguyên văn"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (string_is(string_trim(inside), words[i]))
            return true;
    return false;
}

struct mark mark_next_endraw(struct string text, size_t *offset)
{
    const struct mark_form *statement = &forms[1];
    for (size_t i = *offset; i + 1 < text.length; i++) {
        if (form_at(text, i) != statement)
            continue;
        struct mark mark = tag_at(text, i, statement);
        if (mark.kind != MARK_STATEMENT || !is_endraw(string_slice(text, mark.inside_from, mark.inside_to)))
            continue;
        *offset = mark.to;
        return mark;
    }
    *offset = text.length;
    return (struct mark){.kind = MARK_NONE, .from = text.length, .to = text.length};
}

bool mark_is_likely(struct string text)
{
    const char *at = text.bytes, *end = text.bytes + text.length;
    while (at && at < end && (at = memchr(at, '{', (size_t)(end - at)))) {
        at++;
        if (at < end && strchr("{%#_", *at))
            return true;
    }
    return string_find(text, STRING("_}"), 0) != SIZE_MAX;
}
