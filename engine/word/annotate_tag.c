/*
 * Finding in a paragraph what a problem calls a tag. The problem has the tag as it is read: straight quotes
 * and plain blanks outside its strings, nothing of no width, in NFC. The text has it as Word stored it.
 */

#include "text/glyph.h"
#include "text/unicode.h"
#include "word/annotate_internal.h"

static bool is_mark(struct string text, size_t offset)
{
    unsigned code_point = text_next(text, &offset);
    return code_point >= 0x300 && code_point <= 0x36F;
}

/* Behind a letter with the marks on it. */
static size_t skip_letter(struct string text, size_t offset)
{
    text_next(text, &offset);
    while (offset < text.length && is_mark(text, offset))
        text_next(text, &offset);
    return offset;
}

static bool is_same_letter(struct string a, struct string b)
{
    if (string_equal(a, b))
        return true;
    if ((unsigned char)a.bytes[0] < 0x80 && (unsigned char)b.bytes[0] < 0x80 && a.length == 1 &&
        b.length == 1)
        return false;
    struct arena *arena = arena_new();
    bool is_same = string_equal(text_normalise(arena, a), text_normalise(arena, b));
    arena_free(arena);
    return is_same;
}

/* Steps over one character in both; false when they differ. */
static bool step(struct string text, size_t *at, struct string tag, size_t *in_tag)
{
    size_t length, tag_length;
    enum glyph_class class = glyph_at(text, *at, &length), tag_class = glyph_at(tag, *in_tag, &tag_length);
    if (class != GLYPH_OTHER && class == tag_class) {
        *at += length;
        *in_tag += tag_length;
        return true;
    }
    size_t end = skip_letter(text, *at), tag_end = skip_letter(tag, *in_tag);
    if (!is_same_letter(string_slice(text, *at, end), string_slice(tag, *in_tag, tag_end)))
        return false;
    *at = end;
    *in_tag = tag_end;
    return true;
}

static size_t skip_nothing(struct string text, size_t at)
{
    size_t length;
    while (at < text.length && glyph_at(text, at, &length) == GLYPH_NOTHING)
        at += length;
    return at;
}

/* True if the tag reads at `at`; `found` is where the part of it is. */
static bool reads_at(struct string text, size_t at, struct string tag, struct stretch part,
                     struct stretch *found)
{
    size_t in_tag = 0;
    bool has_begun = false;
    *found = (struct stretch){at, at};
    for (;;) {
        if (!has_begun && in_tag >= part.from)
            has_begun = true, found->from = at;
        if (in_tag <= part.to || found->to <= found->from)
            found->to = at;
        if (in_tag >= tag.length)
            return true;
        in_tag = skip_nothing(tag, in_tag);
        at = skip_nothing(text, at);
        if (in_tag < tag.length && (at >= text.length || !step(text, &at, tag, &in_tag)))
            return false;
    }
}

bool tag_find(struct string text, struct string tag, size_t from, struct stretch part, struct stretch *found)
{
    for (size_t at = from; tag.length > 0 && at < text.length; at++)
        if (text.bytes[at] == tag.bytes[0] && reads_at(text, at, tag, part, found))
            return true;
    return false;
}
