/* Lines that are no drawings: rows of "_" and borders of paragraphs. All lines are put in the order of their
 * paragraphs. */

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "standard/reading.h"
#include "text/unicode.h"

enum { SIGNS_LEAST = 3 };

/* What people type rows of; those of hyphens and the like are no solid line, dashes touch one another. */
static bool is_line_sign(unsigned c, bool *is_solid)
{
    *is_solid =
        *is_solid && (c == '_' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2500 || c == 0xAF);
    return c == '_' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2500 || c == 0xAF || c == '-' ||
           c == '=';
}

/* The line that a row of signs from `from` on makes; false when there is none. */
static bool read_row(struct string text, size_t from, size_t *to, bool *is_solid)
{
    size_t signs = 0;
    *is_solid = true;
    *to = from;
    for (size_t at = from; at < text.length; *to = at) {
        bool keeps_solid = *is_solid;
        if (!is_line_sign(text_next(text, &at), &keeps_solid))
            break;
        *is_solid = keeps_solid;
        signs++;
    }
    return signs >= SIGNS_LEAST;
}

/* Up to the next tab, line break or wide blank. */
static size_t part_end(struct string text, size_t from)
{
    while (from < text.length && !strchr("\t\n", text.bytes[from]) &&
           !string_starts_with(string_slice(text, from, text.length), STRING("   ")))
        from++;
    return from;
}

/* A row counts when nothing but blanks stands beside it in its part of the line. */
static void find_rows(struct reading *reading, size_t index, const struct document_paragraph *paragraph)
{
    struct string text = paragraph->text;
    for (size_t from = 0, end; from <= text.length; from = end + 1) {
        size_t begin = from, to;
        bool is_solid;
        while (begin < text.length && text.bytes[begin] == ' ')
            begin++;
        end = part_end(text, begin);
        if (!read_row(string_slice(text, 0, end), begin, &to, &is_solid) ||
            string_trim(string_slice(text, to, end)).length > 0)
            continue;
        struct document_line line = {.source = LINE_UNDERSCORES,
                                     .paragraph = index,
                                     .from = begin,
                                     .to = to,
                                     .length_twips = document_text_width(paragraph, begin, to),
                                     .left_twips = LONG_MIN,
                                     .is_solid = is_solid,
                                     .node = paragraph->node};
        buffer_append(&reading->lines, (const char *)&line, sizeof line);
    }
}

static bool is_solid_border(const xmlNode *paragraph, const char *side)
{
    static const char *const broken[] = {"dotted", "dashed", "dotDash", "dotDotDash", "dashSmallGap", "wave"};
    const xmlNode *properties = word_child(paragraph, "pPr");
    const xmlNode *borders = properties ? word_child(properties, "pBdr") : NULL;
    const xmlNode *border = borders ? word_child(borders, side) : NULL;
    const char *value = border ? word_attribute(border, "val") : NULL;
    for (size_t i = 0; value && i < sizeof broken / sizeof *broken; i++)
        if (!strcmp(value, broken[i]))
            return false;
    return true;
}

static void add_border(struct reading *reading, size_t index, const struct document_paragraph *paragraph,
                       bool is_above)
{
    const struct paragraph_format *format = &paragraph->format;
    struct document_line line = {.source = LINE_BORDER,
                                 .paragraph = index,
                                 .length_twips = document_width(reading->document, paragraph) -
                                                 format->left_twips - format->right_twips,
                                 .left_twips = format->left_twips,
                                 .is_solid = is_solid_border(paragraph->node, is_above ? "top" : "bottom"),
                                 .is_above = is_above,
                                 .node = paragraph->node};
    buffer_append(&reading->lines, (const char *)&line, sizeof line);
}

/* A box around a paragraph is no line. */
static void find_borders(struct reading *reading, size_t index, const struct document_paragraph *paragraph)
{
    unsigned borders = paragraph->format.borders;
    if (borders & (BORDER_LEFT | BORDER_RIGHT))
        return;
    if (borders & BORDER_TOP)
        add_border(reading, index, paragraph, true);
    if (borders & BORDER_BOTTOM)
        add_border(reading, index, paragraph, false);
}

static int compare_lines(const void *a, const void *b)
{
    const struct document_line *first = a, *second = b;
    if (first->paragraph != second->paragraph)
        return first->paragraph < second->paragraph ? -1 : 1;
    return first->from < second->from ? -1 : first->from > second->from;
}

void story_find_lines(struct reading *reading)
{
    const struct document *document = reading->document;
    for (size_t i = 0; i < document->paragraph_count; i++) {
        find_rows(reading, i, document->paragraphs[i]);
        find_borders(reading, i, document->paragraphs[i]);
    }
    if (reading->lines.length > 0)
        qsort(reading->lines.bytes, reading->lines.length / sizeof(struct document_line),
              sizeof(struct document_line), compare_lines);
}
