#ifndef VANBAN_INVERSE_SHEET_H
#define VANBAN_INVERSE_SHEET_H

/*
 * What a template read backwards is held against: a story of a document as one text. Blanks of any kind are
 * single, paragraphs without text are left out, and marks tell where things end:
 *
 *   ỦY BAN NHÂN DÂN⏎ XÃ AN BÌNH⏎        [ table: MARK_TABLE cell MARK_CELL cell MARK_CELL MARK_ROW … MARK_END
 */

#include "inverse/style_names.h"
#include "standard/document.h"

enum sheet_mark {
    MARK_PARAGRAPH = '\n', /* behind each */
    MARK_BREAK = '\v',     /* a line break within one */
    MARK_END = 0x1C,       /* behind a table */
    MARK_TABLE = 0x1D,     /* before it */
    MARK_ROW = 0x1E,       /* behind each row */
    MARK_CELL = 0x1F,      /* behind each cell */
};

struct sheet_paragraph {
    size_t from, to;     /* in the text, without the mark */
    size_t index;        /* in document.paragraphs */
    struct string style; /* its name, folded, or empty */
    int look;            /* enum component that stands for it, see looks.h, or NOT_THERE */
};

struct sheet_table {
    size_t from, end; /* of its marks; end is behind MARK_END */
    const xmlNode *node;
};

struct sheet {
    const struct document *document;
    struct string text;
    const uint32_t *raw; /* for each byte of the text, and its end: the byte of the paragraph's own text */
    struct sheet_paragraph *paragraphs;
    size_t paragraph_count;
    struct sheet_table *tables; /* in the order they begin */
    size_t table_count;
};

/* A story of the document, whose styles have these names; lives in `arena`. */
struct sheet *sheet_of_story(struct arena *arena, const struct document *document,
                             const struct style_names *names, size_t story);
/* A copy without one of its paragraphs. */
struct sheet *sheet_without(struct arena *arena, const struct sheet *sheet, size_t paragraph);
/* True for a mark that stands between paragraphs. */
bool sheet_is_boundary(char byte);
/* The end of what begins at `at` as one: a character, a whole table; `at` itself where an outer thing ends.
 */
size_t sheet_step(const struct sheet *sheet, size_t at);
/* The table that begins at a byte, which does. */
const struct sheet_table *sheet_table_at(const struct sheet *sheet, size_t at);
/* The paragraph that holds a byte, or the next one; SIZE_MAX behind the last. An index of sheet.paragraphs.
 */
size_t sheet_paragraph_at(const struct sheet *sheet, size_t at);
/* A stretch as plain text: "\n" for breaks and between paragraphs. */
struct string sheet_plain(struct arena *arena, const struct sheet *sheet, size_t from, size_t to);
/* The same in outline notation, bold and italic told; tables as pipe tables. */
struct string sheet_notation(struct arena *arena, const struct sheet *sheet, size_t from, size_t to);

#endif
