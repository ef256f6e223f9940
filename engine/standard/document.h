#ifndef VANBAN_STANDARD_DOCUMENT_H
#define VANBAN_STANDARD_DOCUMENT_H

/*
 * A document as a person sees it: its paragraphs in reading order, each with the effective format of every
 * run, where it stands (section, table cell, text box, header), and the lines that are drawn.
 *
 * Deleted and hidden text and codes of fields are not there; automatic numbers are text; text in legacy fonts
 * (.VnTime, VNI-Times) is Unicode; capitals by format (w:caps) are still small letters. What a text box holds
 * stands behind the paragraph it is anchored in; a frame (w:framePr) is a text box of its own paragraphs.
 * Nothing is normalised: decomposed letters are as they were typed.
 */

#include "package/package.h"
#include "word/format.h"

enum { NOT_THERE = -1 }; /* of a length or count that is not told */

enum span_kind {
    SPAN_TEXT,
    SPAN_NUMBER, /* an automatic number with the blank behind it */
    SPAN_PAGE,   /* the result of a PAGE field */
};

/* A stretch of a paragraph's text in one format. */
struct text_span {
    size_t from, to;
    struct run_format format;
    enum span_kind kind;
    bool is_legacy;         /* was no Unicode; format.font is the legacy font */
    const xmlNode *run;     /* NULL for an automatic number */
    const xmlNode *element; /* the w:t or w:tab that is these words and no others, or NULL */
};

enum story_kind { STORY_BODY, STORY_HEADER, STORY_FOOTER, STORY_NOTES };

struct document_paragraph {
    const xmlNode *node;
    struct string text; /* tabs are "\t", line breaks "\n" */
    struct text_span *spans;
    size_t span_count;
    size_t number_length; /* bytes of the automatic number */
    struct paragraph_format format;
    struct place place; /* part and counts; near: its first words */
    size_t story, section;
    size_t cell;   /* in document.cells, or SIZE_MAX */
    size_t anchor; /* in a text box: the paragraph it is anchored in, or SIZE_MAX; in a frame its first */
    long box_width_twips; /* of that text box or frame, or NOT_THERE */
    const xmlNode *box;   /* that text box, or the first paragraph of that frame; NULL */
    bool has_page_break;  /* holds one, or ends a section whose next one begins a page */
    bool has_page_number; /* a PAGE field */
    bool is_blank;        /* no text but blanks, and no picture */
};

enum line_source {
    LINE_DRAWN, /* DrawingML or VML */
    LINE_UNDERSCORES,
    LINE_BORDER, /* of a paragraph */
};

/* A horizontal line. */
struct document_line {
    enum line_source source;
    size_t paragraph; /* it is, or it is anchored in */
    size_t from, to;  /* the underscores in that paragraph's text */
    long length_twips;
    long left_twips; /* where it begins in the text area or cell, or LONG_MIN when that is not told */
    bool is_solid;
    bool is_above; /* a paragraph's upper border */
    const xmlNode *node;
};

struct document_table {
    const xmlNode *node;
    size_t cell; /* it stands in, or SIZE_MAX */
    size_t first_paragraph, end_paragraph;
    bool is_framed; /* most cells have borders: data, not layout */
};

struct document_cell {
    size_t table;
    unsigned row, column;         /* from 0; columns of the grid */
    long left_twips, width_twips; /* from the table's left edge, without the cell's margins */
    bool is_framed;
};

enum page_kind { PAGE_DEFAULT, PAGE_FIRST, PAGE_EVEN, PAGE_KIND_COUNT };

struct document_section {
    const xmlNode *node; /* NULL: the document has none */
    long width_twips, height_twips;
    bool is_landscape;
    long top_twips, right_twips, bottom_twips, left_twips; /* the gutter is added to the left */
    long header_twips, footer_twips;
    int columns;
    bool has_title_page;
    long first_page;           /* w:pgNumType w:start, or NOT_THERE */
    const char *number_format; /* "decimal" … */
    bool begins_page;
    size_t headers[PAGE_KIND_COUNT], footers[PAGE_KIND_COUNT]; /* stories, or SIZE_MAX */
};

struct document_story {
    enum story_kind kind;
    struct string part;
    size_t first_paragraph, end_paragraph;
};

struct document {
    struct arena *arena;
    struct string file;
    const struct formats *formats;
    struct document_paragraph **paragraphs; /* of all stories, the body first */
    size_t paragraph_count;
    struct document_story *stories; /* the body is the first */
    size_t story_count;
    struct document_section *sections; /* at least one */
    size_t section_count;
    struct document_table *tables;
    size_t table_count;
    struct document_cell *cells;
    size_t cell_count;
    struct document_line *lines; /* as their paragraphs stand */
    size_t line_count;
    long tab_twips; /* between tab stops */
    bool has_even_headers;
};

/* Reads a package; all lives in `arena`. NULL after a problem. */
struct document *document_read(struct arena *arena, struct package *package, const struct limits *limits,
                               struct problems *problems);

/* The width a paragraph may fill before its own indents: of its cell, text box or column. */
long document_width(const struct document *document, const struct document_paragraph *paragraph);
/* The height of a section's text area. */
long document_page_height(const struct document_section *section);
/* The paragraph's own text without its automatic number. */
struct string document_typed_text(const struct document_paragraph *paragraph);
/* The width of a stretch of its text on one line, in twips; tabs count as nothing. */
long document_text_width(const struct document_paragraph *paragraph, size_t from, size_t to);
/* True for a paragraph of the body that stands in a table with borders. */
bool document_is_in_framed_table(const struct document *document, const struct document_paragraph *paragraph);

#endif
