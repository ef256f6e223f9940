/* Paragraphs as lines of the outline notation. */

#include "word/review_internal.h"

#include <string.h>

#include "text/glue.h"
#include "text/unicode.h"
#include "word/outline_internal.h"

static void begin_item(struct review *review)
{
    if (review->in_cell && review->cell_has_text)
        buffer_append_text(review->out, "<br>");
    review->cell_has_text = true;
    review->is_after_table = false;
}

/* A span without glue, which is known by the few words around. */
static struct string without_glue(struct arena *arena, struct string text, size_t from, size_t to)
{
    enum { AROUND = 512 };
    size_t start = from > AROUND ? text_character_start(text, from - AROUND) : 0;
    size_t end = text.length - to > AROUND ? text_character_start(text, to + AROUND) : text.length;
    return text_unglue_part(arena, string_slice(text, start, end), from - start, to - start);
}

/* The spans collected, as a line without the glue of its lines on paper; nothing when they are blank. */
static void append_line(struct review *review)
{
    size_t count = review->spans.length / sizeof(struct line_span), at = 0, from = review->out->length;
    struct string text = buffer_string(&review->text);
    struct outline_span *spans = arena_allocate(review->scratch, (count + 1) * sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        struct line_span span;
        memcpy(&span, review->spans.bytes + i * sizeof span, sizeof span);
        struct string plain = without_glue(review->scratch, text, at, at + span.length);
        spans[i] = (struct outline_span){plain, span.format};
        at += span.length;
    }
    struct outline_cell line = {spans, count};
    if (outline_trim(buffer_string(&review->text)).length == 0)
        return;
    begin_item(review);
    buffer_append_string(review->out, review->prefix);
    review->prefix = STRING("");
    outline_append_notation(review->out, review->scratch, &line, review->in_cell);
    if (!review->in_cell && review->out->length > from)
        buffer_append_byte(review->out, '\n');
}

static void add_number(struct review *review, const xmlNode *paragraph)
{
    size_t from = review->text.length;
    numbering_append_next(&review->text, review->numbering, review->paragraph);
    if (review->text.length == from)
        return;
    struct run_format format = format_of_number(review->formats, review->paragraph, paragraph);
    review_end_span(review, from, (format.bold ? OUTLINE_BOLD : 0u) | (format.italic ? OUTLINE_ITALIC : 0u));
}

static void read_paragraph(struct review *review, const xmlNode *paragraph)
{
    struct arena_mark mark = arena_mark(review->scratch);
    struct paragraph_format format = format_of_paragraph(review->formats, paragraph);
    review->paragraph = &format;
    buffer_truncate(&review->text, 0);
    buffer_truncate(&review->spans, 0);
    add_number(review, paragraph);
    review_read_inline(review, paragraph);
    append_line(review);
    review_end_fields(review);
    review->paragraph = NULL;
    arena_rewind(review->scratch, mark);
}

void review_read_blocks(struct review *review, const xmlNode *parent)
{
    for (const xmlNode *child = parent ? parent->children : NULL; child; child = child->next)
        if (word_is(child, "p"))
            read_paragraph(review, child);
        else if (word_is(child, "tbl"))
            review_read_table(review, child);
        else if (review_is_alternate(child))
            review_read_blocks(review, review_branch(child));
        else if (review_is_transparent(child))
            review_read_blocks(review, child);
}
