/* Widths of texts and of the places they stand in. */

#include "standard/document.h"
#include "text/unicode.h"
#include "text/width.h"

/* How Word draws raised and lowered text. */
enum { RAISED_PERCENT = 65 };

long document_width(const struct document *document, const struct document_paragraph *paragraph)
{
    const struct document_section *section = &document->sections[paragraph->section];
    long width = section->width_twips - section->left_twips - section->right_twips;
    if (paragraph->box_width_twips != NOT_THERE)
        return paragraph->box_width_twips;
    if (paragraph->cell != SIZE_MAX && document->cells[paragraph->cell].width_twips != NOT_THERE)
        return document->cells[paragraph->cell].width_twips;
    return section->columns > 1 ? (width - 720 * (section->columns - 1)) / section->columns : width;
}

long document_page_height(const struct document_section *section)
{
    return section->height_twips - section->top_twips - section->bottom_twips;
}

struct string document_typed_text(const struct document_paragraph *paragraph)
{
    return string_slice(paragraph->text, paragraph->number_length, paragraph->text.length);
}

static long width_of(struct string text, const struct run_format *format)
{
    enum face face = (format->bold ? FACE_BOLD : 0) | (format->italic ? FACE_ITALIC : 0);
    unsigned size = format->size_half_points;
    if (format->position != POSITION_BASELINE)
        size = size * RAISED_PERCENT / 100;
    if (!format->caps && !format->small_caps)
        return (long)text_width_twips(text, face, size);
    struct arena *arena = arena_new();
    long width = (long)text_width_twips(text_upper(arena, text), face, size);
    arena_free(arena);
    return width;
}

/* Tabs and line breaks are cut out, as the width table has them as wide as a letter. */
static long width_of_lines(struct string text, const struct run_format *format)
{
    long width = 0;
    for (size_t from = 0, at = 0; at <= text.length; at++)
        if (at == text.length || text.bytes[at] == '\t' || text.bytes[at] == '\n') {
            width += at > from ? width_of(string_slice(text, from, at), format) : 0;
            from = at + 1;
        }
    return width;
}

long document_text_width(const struct document_paragraph *paragraph, size_t from, size_t to)
{
    long width = 0;
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t begin = span->from > from ? span->from : from, end = span->to < to ? span->to : to;
        if (begin < end)
            width += width_of_lines(string_slice(paragraph->text, begin, end), &span->format);
    }
    return width;
}

bool document_is_in_framed_table(const struct document *document, const struct document_paragraph *paragraph)
{
    for (size_t cell = paragraph->cell; cell != SIZE_MAX;) {
        const struct document_table *table = &document->tables[document->cells[cell].table];
        if (table->is_framed)
            return true;
        cell = table->cell;
    }
    return false;
}
