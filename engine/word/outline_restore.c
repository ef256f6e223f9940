/*
 * A paragraph of a document back as notation. A level that the frame's styles print bold needs no "**", and
 * what looks like a marker but is not printed as one stands behind "\". Which of these a line needs is tried:
 * the first notation wins whose words come out as they are.
 */

#include "word/outline_internal.h"

#include "text/unicode.h"

/* The formats of what is no blank, a byte a character; the blanks' own do not show. */
static struct string letters_of(struct arena *arena, const struct outline_cell *line, bool is_level_bold)
{
    struct buffer formats = {0};
    bool is_bold = is_level_bold && outline_boldness_of(line, true) != BOLD_ONLY_TYPED;
    buffer_append_text(&formats, "");
    for (size_t i = 0; i < line->span_count; i++)
        for (size_t at = 0; at < line->spans[i].text.length;) {
            unsigned format = line->spans[i].format | (is_bold ? OUTLINE_BOLD : 0u);
            if (!text_is_space(text_next(line->spans[i].text, &at)))
                buffer_append_byte(&formats, (char)('0' + (int)format));
        }
    struct string letters = arena_copy(arena, buffer_string(&formats));
    buffer_release(&formats);
    return letters;
}

static struct string print_line(struct arena *arena, const struct outline_cell *line, const char *prefix)
{
    struct buffer out = {0};
    buffer_append_text(&out, prefix);
    outline_append_notation(&out, arena, line, false);
    struct string notation = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return notation;
}

static bool reads_back(struct arena *arena, struct string before, struct string notation,
                       const struct outline_cell *line)
{
    struct string both = arena_format(arena, "%.*s\n%.*s", STRING_FORMAT(before), STRING_FORMAT(notation));
    struct outline parsed = outline_parse(arena, both);
    if (parsed.count == 0)
        return false;
    const struct outline_paragraph *last = &parsed.paragraphs[parsed.count - 1];
    struct outline_cell read = {last->spans, last->span_count};
    return !last->table && string_equal(letters_of(arena, &read, outline_is_bold_level(last->level)),
                                        letters_of(arena, line, false));
}

static struct outline_cell without_bold(struct arena *arena, const struct outline_cell *line)
{
    struct outline_cell plain = {arena_allocate(arena, (line->span_count + 1) * sizeof *plain.spans),
                                 line->span_count};
    for (size_t i = 0; i < line->span_count; i++)
        plain.spans[i] = (struct outline_span){line->spans[i].text, line->spans[i].format & OUTLINE_ITALIC};
    return plain;
}

struct string outline_restore(struct arena *arena, struct string before, const struct outline_cell *line)
{
    struct outline_cell plain = without_bold(arena, line);
    struct string typed = print_line(arena, line, "");
    struct string tried[] = {print_line(arena, &plain, ""), typed, print_line(arena, line, "\\")};
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        if (reads_back(arena, before, tried[i], line))
            return tried[i];
    return typed;
}
