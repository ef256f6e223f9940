#include "package/xml_attributes.h"

#include <stdint.h>
#include <string.h>

enum {
    MOST = 1000,
    SHORTEST = 5, /* of an attribute: a="" and the blank before it */
    GAP = MOST * SHORTEST
};

/* The text as characters, as far as they are ASCII: of UTF-16 there are two bytes to each. */
struct characters {
    struct string bytes;
    size_t count, width, low; /* low: which of the bytes of one is the low one */
};

static struct characters read(struct string bytes)
{
    bool is_little =
        bytes.length > 1 && (!memcmp(bytes.bytes, "\xFF\xFE", 2) || !memcmp(bytes.bytes, "<", 2));
    bool is_big = bytes.length > 1 && (!memcmp(bytes.bytes, "\xFE\xFF", 2) || !memcmp(bytes.bytes, "\0<", 2));
    size_t width = is_little || is_big ? 2 : 1;
    return (struct characters){bytes, bytes.length / width, width, is_big};
}

/* '\0' for what is not ASCII. */
static char character_at(const struct characters *text, size_t index)
{
    const char *at = text->bytes.bytes + index * text->width;
    return text->width == 2 && at[!text->low] != '\0' ? '\0' : at[text->low];
}

/* The last "<" behind `from` and before `to`; `from` itself without one. */
static size_t last_tag(const struct characters *text, size_t from, size_t to)
{
    if (text->width == 1) {
        const char *found = memrchr(text->bytes.bytes + from + 1, '<', to - from - 1);
        return found ? (size_t)(found - text->bytes.bytes) : from;
    }
    while (--to > from && character_at(text, to) != '<')
        continue;
    return to;
}

static size_t next_tag(const struct characters *text, size_t from)
{
    while (from < text->count && character_at(text, from) != '<')
        from++;
    return from;
}

static bool has_too_many(const struct characters *text, size_t tag)
{
    size_t count = 0;
    char quote = '\0';
    for (size_t at = tag + 1; at < text->count && count <= MOST; at++) {
        char c = character_at(text, at);
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>' || c == '<' || (at == tag + 1 && (c == '!' || c == '?')))
            return false;
        count += c == '=' && quote == '\0';
    }
    return count > MOST;
}

/* Only where the next tag is far can there be so many. */
bool xml_attributes_allow(struct string bytes, const struct place *where, struct problems *problems)
{
    struct characters text = read(bytes);
    for (size_t at = 0; at < text.count && text.count - at > GAP;) {
        size_t last = last_tag(&text, at, at + GAP);
        if (last > at) {
            at = last;
            continue;
        }
        if (character_at(&text, at) == '<' && has_too_many(&text, at)) {
            problems_add(problems, PROBLEM_XML_SYNTAX, where,
                         "một thẻ có quá nhiều thuộc tính\x1f"
                         "an element has too many attributes");
            return false;
        }
        at = next_tag(&text, at + GAP);
    }
    return true;
}
