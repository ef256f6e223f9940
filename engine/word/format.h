#ifndef VANBAN_WORD_FORMAT_H
#define VANBAN_WORD_FORMAT_H

/*
 * Effective formats: what a reader sees, from document defaults, table style,
 * numbering, paragraph style, character style and direct formatting, in the
 * order of ECMA-376-1 17.7.2. Toggles (bold, italic, caps …) set by several
 * styles cancel one another (17.7.3). Chains of styles are followed 32 deep.
 * Bands of table styles, sizes in characters (firstLineChars) and automatic
 * spacing of web pages are left aside.
 */

#include "package/package.h"
#include "word/xml.h"

struct formats;

enum run_property {
    RUN_BOLD,
    RUN_ITALIC,
    RUN_CAPS,
    RUN_SMALL_CAPS,
    RUN_STRIKE,
    RUN_HIDDEN,
    RUN_TOGGLE_COUNT,
    RUN_UNDERLINE = RUN_TOGGLE_COUNT,
    RUN_SIZE,
    RUN_COLOR,
    RUN_FONT,
    RUN_FONT_HIGH,
    RUN_POSITION,
    RUN_COUNT
};

/* What one level of formatting says; a text is borrowed from the trees. */
struct format_value {
    bool is_set;
    int number;
    const char *text;
};
struct run_layer {
    struct format_value values[RUN_COUNT];
};

enum vertical_position { POSITION_BASELINE, POSITION_SUPERSCRIPT, POSITION_SUBSCRIPT };

struct run_format {
    bool bold, italic, caps, small_caps, strike, hidden, underline;
    unsigned size_half_points;
    const char *color;     /* "auto" or "RRGGBB" */
    const char *font;      /* for ASCII; "" when nothing says */
    const char *font_high; /* for Vietnamese letters (w:hAnsi) */
    enum vertical_position position;
};

enum alignment { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFIED };
enum line_rule { LINE_AUTO, LINE_AT_LEAST, LINE_EXACT };
enum {
    BORDER_TOP = 1,
    BORDER_LEFT = 2,
    BORDER_BOTTOM = 4,
    BORDER_RIGHT = 8,
    BORDER_BETWEEN = 16,
    BORDER_INNER = 32
};

struct paragraph_format {
    const char *style_id; /* the style it has, the default one if none is named; "" without styles */
    enum alignment alignment;
    int left_twips, right_twips;
    int first_line_twips; /* negative: hanging */
    int before_twips, after_twips;
    enum line_rule line_rule;
    int line; /* 240ths of a line for LINE_AUTO, else twips */
    bool keep_next, keep_lines, page_break_before, contextual_spacing;
    unsigned borders;
    int outline_level;       /* 0 … 8, 9: body text */
    int list_id, list_level; /* automatic numbering; list_id 0: none */
    /* The levels below a run's own, for format_of_run(). */
    struct run_layer table, paragraph;
};

/*
 * Reads the parts of a document; each may be NULL. The trees are borrowed and must live as long as the
 * formats, which live in `arena`.
 */
struct formats *formats_new(struct arena *arena, const xmlDoc *styles, const xmlDoc *numbering,
                            const xmlDoc *theme);
/* The same from a package, by the relationships of its main document; NULL after a problem. */
struct formats *formats_read(struct arena *arena, struct package *package, const struct limits *limits,
                             struct problems *problems);

/* Of a w:p, a w:r inside of it (or in what it contains), its mark, and its automatic number. */
struct paragraph_format format_of_paragraph(const struct formats *formats, const xmlNode *paragraph);
struct run_format format_of_run(const struct formats *formats, const struct paragraph_format *paragraph,
                                const xmlNode *run);
struct run_format format_of_mark(const struct formats *formats, const struct paragraph_format *paragraph,
                                 const xmlNode *node);
struct run_format format_of_number(const struct formats *formats, const struct paragraph_format *paragraph,
                                   const xmlNode *node);
/* The visible borders of a w:tbl; BORDER_BETWEEN are the inner horizontal ones, BORDER_INNER the inner
 * vertical ones. */
unsigned format_table_borders(const struct formats *formats, const xmlNode *table);
/* The left and the right margin of a w:tc together, in twips: its own, its table's, its style's. */
long format_cell_margins(const struct formats *formats, const xmlNode *table, const xmlNode *cell);
/* The four visible sides of a w:tc in a table with these borders. */
unsigned format_cell_borders(const xmlNode *cell, unsigned table_borders);

/* A list level: its w:lvl, the list, and the counter; lists with the same counter count on from one another.
 */
struct list_level {
    const xmlNode *level; /* NULL: the list has no such level */
    size_t list, counter;
    int start_override; /* -1: none */
};
struct list_level format_list_level(const struct formats *formats, int list_id, int level);
/* The name of the part that the levels in a tree were read from; empty for other trees. */
struct string format_part_of(const struct formats *formats, const xmlDoc *tree);
/* How many lists and counters there are. */
size_t format_list_count(const struct formats *formats);
size_t format_counter_count(const struct formats *formats);

/* "567", "1.27cm", "14pt" … in twips; false when it is no measure. */
bool format_read_twips(const char *text, int *twips);
/* w:val of an on/off property: true when missing, "1", "true", "on". */
bool format_is_on(const xmlNode *property);

#endif
