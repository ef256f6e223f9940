#ifndef VANBAN_WORD_FORMAT_INTERNAL_H
#define VANBAN_WORD_FORMAT_INTERNAL_H

/* What the files of format share: layers and how they are read. Others include word/format.h. */

#include "word/format.h"

enum paragraph_property {
    PARAGRAPH_ALIGNMENT,
    PARAGRAPH_LEFT,
    PARAGRAPH_RIGHT,
    PARAGRAPH_FIRST_LINE,
    PARAGRAPH_BEFORE,
    PARAGRAPH_AFTER,
    PARAGRAPH_LINE,
    PARAGRAPH_LINE_RULE,
    PARAGRAPH_KEEP_NEXT,
    PARAGRAPH_KEEP_LINES,
    PARAGRAPH_PAGE_BREAK,
    PARAGRAPH_CONTEXTUAL,
    PARAGRAPH_BORDERS,
    PARAGRAPH_OUTLINE_LEVEL,
    PARAGRAPH_LIST,
    PARAGRAPH_LIST_LEVEL,
    PARAGRAPH_COUNT
};

struct paragraph_layer {
    struct format_value values[PARAGRAPH_COUNT];
};

struct layers {
    struct run_layer run;
    struct paragraph_layer paragraph;
};

struct theme_fonts {
    const char *major, *minor; /* "" when the theme says nothing */
};

/* Puts what w:rPr or w:pPr says over the layer; NULL says nothing. */
void format_read_run(struct run_layer *layer, const xmlNode *properties, const struct theme_fonts *theme);
void format_read_paragraph(struct paragraph_layer *layer, const xmlNode *properties);
/* The borders of w:pBdr, w:tblBorders or w:tcBorders: `*seen` those named, the result those visible. */
unsigned format_read_borders(const xmlNode *borders, unsigned *seen);

enum { LIST_LEVELS = 9 };
struct list {
    int id;
    size_t counter;
    const xmlNode *levels[LIST_LEVELS];
    int start_overrides[LIST_LEVELS];
};
struct lists {
    struct list *items; /* by id */
    size_t count, counter_count;
};
/* `styles` is the root of the styles, for lists that name a numbering style. */
struct lists format_read_lists(struct arena *arena, const xmlNode *numbering, const xmlNode *styles);
const struct list *format_lookup_list(const struct lists *lists, int id);

int format_integer(const char *text, int otherwise);

#endif
