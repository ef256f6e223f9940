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

/* Word writes chains of a few styles; a cycle ends here. */
enum { CHAIN_MOST = 32 };

struct style {
    const char *id;
    const xmlNode *node;
    size_t order;
    struct layers *layers; /* of the whole chain; NULL until asked for */
};

enum style_type { STYLE_PARAGRAPH, STYLE_CHARACTER, STYLE_TABLE, STYLE_NUMBERING, STYLE_TYPE_COUNT };

struct style_set {
    struct style *items; /* by id, the first in the part before others */
    size_t count;
    const struct style *usual; /* the one for what names none */
};

enum { LIST_LEVELS = 9 };
struct list {
    int id;
    size_t counter;
    const xmlNode *levels[LIST_LEVELS];
    int start_overrides[LIST_LEVELS];
};
struct lists {
    struct list *items; /* by id; of one id only the first */
    size_t count, counter_count;
};
/* `styles` are those of numbering, for lists that name one. */
struct lists format_read_lists(struct arena *arena, const xmlNode *numbering, const struct style_set *styles);
const struct list *format_lookup_list(const struct lists *lists, int id);

struct formats {
    struct arena *arena;
    struct style_set styles[STYLE_TYPE_COUNT];
    struct layers defaults;
    struct theme_fonts theme;
    struct lists lists;
    const xmlDoc *numbering;
    struct string numbering_part; /* its name, when it was read from a package */
};

void format_read_styles(struct formats *formats, enum style_type type, const xmlNode *root);
/* The style of that id, or the usual one; NULL without either. */
const struct style *format_style_or_usual(const struct style_set *set, const char *id);
/* The style and those it is based on, itself first; room for CHAIN_MOST. */
size_t format_find_chain(const struct style_set *set, const struct style *style, const struct style **chain);
/* What a style says, with those it is based on; nothing for NULL. */
const struct layers *format_layers_of(const struct formats *formats, const struct style_set *set,
                                      const struct style *style);
/* Puts the pPr and rPr of a style or a table condition over the layers. */
void format_read_properties(const struct formats *formats, struct layers *layers, const xmlNode *node);
/* What a list that w:pPr names says of indents, below what w:pPr says itself. */
void format_read_list_indents(const struct formats *formats, struct paragraph_layer *layer,
                              const xmlNode *properties);
/* The w:lvl of a list, or NULL. */
const xmlNode *format_level_node(const struct formats *formats, int list_id, int level);

int format_integer(const char *text, int otherwise);
/* -1: none that can be read. */
int format_id(const char *text);

#endif
