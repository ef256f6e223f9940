#ifndef VANBAN_WORD_OUTLINE_H
#define VANBAN_WORD_OUTLINE_H

/*
 * The outline notation, both ways. A person types one paragraph a line; the
 * marker is kept as typed and picks the style:
 *
 *   Phần I / Chương II / Mục 1 / Tiểu mục 1   number line, centred bold; the next line is its title
 *   Điều 1.  I.  1.  a)  -  +                 levels of the body
 *   Điều 1. A sentence.                       an article without a title: only its number is bold
 *   | a | b |                                 pipe tables; |---|:-:|--:| makes the row above a header
 *   **bold**  *italic*  ***both***            spans; \* \| \\ are plain characters
 *   a line ending in \                        goes on in the next, within the same paragraph
 *
 * Empty lines separate nothing; they are left out.
 */

#include "base/limits.h"

enum outline_level {
    OUTLINE_TEXT,
    OUTLINE_PART, /* Phần I, Chương II */
    OUTLINE_PART_TITLE,
    OUTLINE_SECTION, /* Mục 1, Tiểu mục 1 */
    OUTLINE_SECTION_TITLE,
    OUTLINE_ARTICLE, /* Điều 1. */
    OUTLINE_ROMAN,   /* I. */
    OUTLINE_CLAUSE,  /* 1. or 1/ or 1) or 1.1. */
    OUTLINE_POINT,   /* a) */
    OUTLINE_DASH,    /* - */
    OUTLINE_PLUS,    /* + */
    OUTLINE_TABLE,
    OUTLINE_LEVEL_COUNT
};

enum { OUTLINE_BOLD = 1, OUTLINE_ITALIC = 2 };

struct outline_span {
    struct string text; /* "\n" is a line break within the paragraph, "\t" a tab */
    unsigned format;    /* OUTLINE_BOLD | OUTLINE_ITALIC */
};

struct outline_cell {
    struct outline_span *spans;
    size_t span_count;
};

struct outline_table {
    struct outline_cell *cells; /* rows × columns */
    size_t rows, columns;
    bool has_header;
    char *alignments; /* per column: 'l' 'c' 'r' */
};

struct outline_paragraph {
    enum outline_level level;
    struct outline_span *spans;
    size_t span_count;
    struct outline_table *table; /* for OUTLINE_TABLE */
};

struct outline {
    struct outline_paragraph *paragraphs;
    size_t count;
};

/* Never fails: what is no notation is text. Texts are NFC already; they borrow from `arena`. */
struct outline outline_parse(struct arena *arena, struct string notation);
/* One line's spans, for text inside a paragraph: a newline is a line break, markers and "|" are text. */
struct outline_cell outline_parse_line(struct arena *arena, struct string line);

/*
 * The way back: spans as notation that reads as the same spans, without a final newline. Switches hug the
 * words: blanks take the format that both neighbours share, blanks at the ends are left out. In a cell of a
 * pipe table
 * "|" is escaped and a line break is "<br>".
 */
void outline_append_notation(struct buffer *out, struct arena *arena, const struct outline_cell *line,
                             bool in_cell);

/*
 * A paragraph of a document as notation that, rendered with the styles of the frame below the notation
 * `before`, has the same words bold and italic; in `arena`.
 */
struct string outline_restore(struct arena *arena, struct string before, const struct outline_cell *line);

/*
 * What the surroundings give to inserted paragraphs: style ids by level that the document has (empty: none,
 * then direct formatting is written), and the properties of the paragraph and run that held the tag, as XML.
 */
struct outline_styles {
    struct string style_ids[OUTLINE_LEVEL_COUNT];
    struct string table_style_id, table_cell_style_id, table_header_style_id;
    unsigned
        text_width_twips; /* between the margins, for tables; 0: not known, then widths are percentages */
    unsigned room_twips;  /* about what that will be where it is not known; 0: not even that is known */
};
/* Finds the styles of the frame by id in a styles part (word/styles.xml as bytes, may be empty). */
struct outline_styles outline_find_styles(struct arena *arena, struct string styles_part);

/*
 * Paragraphs and tables as WordprocessingML with prefix w; paragraph_properties and run_properties are "" or
 * whole <w:pPr>…</w:pPr>, <w:rPr>…</w:rPr>, used where no style is. The page break of that pPr goes to the
 * first paragraph, its keepNext and its section to the last. At least one paragraph; ends in one, never in a
 * table.
 */
void outline_append_word(struct buffer *out, const struct outline *outline,
                         const struct outline_styles *styles, struct string paragraph_properties,
                         struct string run_properties);
/* Runs for one line, to stand inside a paragraph. */
void outline_append_runs(struct buffer *out, const struct outline_cell *line, struct string run_properties);

#endif
