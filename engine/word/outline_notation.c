/*
 * Spans → notation. Formats stand beside the text, one for each byte. Blanks
 * first take what both neighbours share, so that a switch always stands next
 * to a word; then a star is written wherever the format changes, and what
 * would read as notation is escaped.
 */

#include "word/outline_internal.h"

#include <string.h>

#include "text/unicode.h"

struct styled {
    struct string text;
    unsigned char *formats; /* one for each byte, all bytes of a character alike */
};

static struct styled join_spans(struct arena *arena, const struct outline_cell *line)
{
    struct styled styled = {outline_plain_text(arena, line), NULL};
    size_t at = 0;
    styled.formats = arena_allocate(arena, styled.text.length + 1);
    for (size_t i = 0; i < line->span_count; i++) {
        memset(styled.formats + at, (int)line->spans[i].format, line->spans[i].text.length);
        at += line->spans[i].text.length;
    }
    struct string trimmed = outline_trim(styled.text);
    styled.formats += trimmed.bytes - styled.text.bytes;
    styled.text = trimmed;
    return styled;
}

static void settle_blanks(struct styled *styled)
{
    size_t from = 0, at = 0;
    unsigned char before = 0;
    for (size_t next = 0; at < styled->text.length; at = next) {
        if (text_is_space(text_next(styled->text, &next)))
            continue;
        memset(styled->formats + from, before & styled->formats[at], at - from);
        before = styled->formats[at];
        from = next;
    }
}

struct writer {
    struct buffer *out;
    const struct styled *styled;
    bool in_cell;
};

/* The character and format before or at an offset; 0 at the ends. */
static unsigned before_of(const struct styled *styled, size_t at, unsigned *format)
{
    *format = 0;
    if (at == 0)
        return 0;
    *format = styled->formats[at - 1];
    for (at--; at > 0 && ((unsigned char)styled->text.bytes[at] & 0xC0) == 0x80;)
        at--;
    return text_next(styled->text, &at);
}

static unsigned after_of(const struct styled *styled, size_t at, unsigned *format)
{
    *format = at < styled->text.length ? styled->formats[at] : 0;
    return at < styled->text.length ? text_next(styled->text, &at) : 0;
}

static void append_switch(struct writer *writer, size_t at, unsigned toggled)
{
    unsigned ignored, before = before_of(writer->styled, at, &ignored);
    unsigned after = after_of(writer->styled, at, &ignored);
    size_t stars = (toggled & OUTLINE_BOLD ? 2 : 0) + (toggled & OUTLINE_ITALIC ? 1 : 0);
    buffer_append(writer->out, "***", stars);
    if (outline_keeps_stars(before, after, stars))
        buffer_append_byte(writer->out, '\\');
}

/* Stars [from, to) read as text without escapes when no switch touches them and they cannot be one. */
static bool are_plain_stars(const struct styled *styled, size_t from, size_t to)
{
    unsigned format = styled->formats[from], format_before, format_after;
    unsigned before = before_of(styled, from, &format_before), after = after_of(styled, to, &format_after);
    bool is_apart = (before == 0 || text_is_space(before)) && (after == 0 || text_is_space(after));
    return format_before == format && format_after == format &&
           (is_apart || outline_keeps_stars(before, after, to - from));
}

/* Writes the stars at `at`; returns where they end. */
static size_t append_stars(struct writer *writer, size_t at)
{
    const struct styled *styled = writer->styled;
    size_t to = at;
    while (to < styled->text.length && styled->text.bytes[to] == '*' &&
           styled->formats[to] == styled->formats[at])
        to++;
    bool is_plain = are_plain_stars(styled, at, to);
    for (; at < to; at++)
        buffer_append_text(writer->out, is_plain ? "*" : "\\*");
    return to;
}

/* Writes the blanks from `at` on, which are of one format; returns where they end. Those around a line break
 * are no text: reading trims every line. */
static size_t append_blanks(struct writer *writer, size_t at)
{
    struct string text = writer->styled->text;
    size_t end = at;
    for (size_t next = at; next < text.length && text_is_space(text_next(text, &next));)
        end = next;
    if (!memchr(text.bytes + at, '\n', end - at)) {
        buffer_append_string(writer->out, string_slice(text, at, end));
        return end;
    }
    for (; at < end; at++)
        if (text.bytes[at] == '\n')
            buffer_append_text(writer->out, writer->in_cell ? "<br>" : "\\\n");
    return end;
}

/* Writes the character at `at`; returns where the next begins. */
static size_t append_character(struct writer *writer, size_t at)
{
    struct string text = writer->styled->text;
    size_t next = append_blanks(writer, at);
    if (next > at)
        return next;
    switch (text.bytes[at]) {
    case '*':
        return append_stars(writer, at);
    case '\\':
        buffer_append_text(writer->out, "\\\\");
        return at + 1;
    case '|':
        buffer_append_text(writer->out, writer->in_cell || at == 0 ? "\\|" : "|");
        return at + 1;
    case '<':
        if (writer->in_cell && string_starts_with(string_slice(text, at, text.length), STRING("<br>")))
            buffer_append_byte(writer->out, '\\');
        break;
    }
    text_next(text, &next);
    buffer_append(writer->out, text.bytes + at, next - at);
    return next;
}

void outline_append_notation(struct buffer *out, struct arena *arena, const struct outline_cell *line,
                             bool in_cell)
{
    struct styled styled = join_spans(arena, line);
    struct writer writer = {out, &styled, in_cell};
    unsigned format = 0;
    settle_blanks(&styled);
    for (size_t at = 0; at < styled.text.length;) {
        if (styled.formats[at] != format) {
            append_switch(&writer, at, styled.formats[at] ^ format);
            format = styled.formats[at];
        }
        at = append_character(&writer, at);
    }
    if (format)
        append_switch(&writer, styled.text.length, format);
}
