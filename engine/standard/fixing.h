#ifndef VANBAN_STANDARD_FIXING_H
#define VANBAN_STANDARD_FIXING_H

/* What the files that mend documents share. Others include standard/fix.h. */

#include "standard/fix.h"

struct changed_part {
    const xmlDoc *tree;
    struct string part;
};

struct fixing {
    struct arena *arena;
    struct package *package;
    const struct limits *limits;
    struct problems *problems;
    const struct standard *standard;
    const struct document *document; /* as it was read at the beginning of the round */
    const struct components *components;
    const struct act *act;
    long body_size;        /* as of a checking */
    struct buffer changed; /* struct changed_part, of the round */
    struct buffer stale;   /* const struct document_paragraph *, of the round */
    struct buffer spots;   /* struct spot, of what is being mended */
    struct string to;      /* what a fixer made of it, when the rule allows more than that; see fix_tell() */
    struct fix *first, **last;
};

/*
 * Ways of mending: by piece, or by what was found in an act or file. True when something was changed; the
 * document is read again after a round, so nothing is mended twice in one.
 */
typedef bool (*fix_of_piece)(struct fixing *fixing, const struct rule *rule,
                             const struct component_piece *piece);
typedef bool (*fix_of_finding)(struct fixing *fixing, const struct rule *rule, const struct finding *finding);
struct fixer {
    const char *measure; /* the name of the row in measure.c */
    fix_of_piece piece;
    fix_of_finding finding;
};

/* Says what something is now, in thousandths. */
void fix_tell(struct fixing *fixing, long thousandths, const char *unit);

/* The same of what was not there before. */
void fix_tell_made(struct fixing *fixing);

/* What is mended although no rule of a standard looks at it; `rule` has its id, names and clause. */
void fix_tell_layout(struct fixing *fixing, const struct rule *rule, const struct place *place,
                     const char *from, const char *to);

/* ---- trees ---- */

/* The child w:name of an element, made where the schema wants it when there is none. */
xmlNode *fix_child(struct fixing *fixing, xmlNode *parent, const char *name);
/* Each is true when something was changed. `value` NULL takes the attribute away. */
bool fix_attribute(struct fixing *fixing, xmlNode *element, const char *name, const char *value);
bool fix_remove_child(struct fixing *fixing, xmlNode *parent, const char *name);
bool fix_number(struct fixing *fixing, xmlNode *element, const char *name, long value);
/* A width of a table or cell: w:w in twips. */
void fix_width(struct fixing *fixing, xmlNode *element, long twips);
/* The part a node stands in is written at the end of the round. */
void fix_mark(struct fixing *fixing, const xmlNode *node);
const struct document_paragraph *fix_paragraph(const struct fixing *fixing,
                                               const struct component_piece *piece);
/* Its runs are others than those that were read: no more of them may be changed in this round. */
bool fix_is_stale(const struct fixing *fixing, const struct document_paragraph *paragraph);
void fix_set_stale(struct fixing *fixing, const struct document_paragraph *paragraph);
/* w:pPr of a paragraph. */
xmlNode *fix_properties(struct fixing *fixing, const struct document_paragraph *paragraph);

/* ---- runs ---- */

/*
 * Changes the runs of a piece, by `change` for each. Where a run holds words beyond the piece it is cut
 * first, and mended in the next round.
 */
typedef bool (*run_change)(struct fixing *fixing, xmlNode *run_properties, const void *argument);
bool fix_runs(struct fixing *fixing, const struct component_piece *piece, run_change change,
              const void *argument);
/* Those of a whole paragraph. */
bool fix_runs_of(struct fixing *fixing, const struct document_paragraph *paragraph, run_change change,
                 const void *argument);
bool fix_set_size(struct fixing *fixing, xmlNode *run_properties, const void *half_points);
bool fix_set_upright(struct fixing *fixing, xmlNode *run_properties, const void *unused);

bool fix_font(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_color(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_size(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_size_of_body(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_bold(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_not_bold(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_italic(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_upright(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_not_underlined(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_upper(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_lower(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_coherent(struct fixing *, const struct rule *, const struct finding *);

/* ---- letters and blanks ---- */

/* [from, to) of a paragraph's text becomes `text`. */
struct edit {
    size_t from, to;
    struct string text;
};
/* Those are in order and do not overlap; false when none can be made, as in fields and legacy fonts. */
bool fix_edit(struct fixing *fixing, const struct document_paragraph *paragraph, const struct edit *edits,
              size_t count);

bool fix_composed(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_look_alikes(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_hidden(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_double_blanks(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_blank_out(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_blank_behind(struct fixing *, const struct rule *, const struct component_piece *);

/* ---- paragraphs ---- */

bool fix_centred(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_justified(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_left(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_line_spacing(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_first_line(struct fixing *, const struct rule *, const struct component_piece *);
bool fix_paragraph_gap(struct fixing *, const struct rule *, const struct finding *);
bool fix_gap_above(struct fixing *, const struct rule *, const struct finding *);
bool fix_alignment(struct fixing *fixing, const struct document_paragraph *paragraph, const char *alignment);
/* Takes the tabs and blanks away that a paragraph begins with; false when they stay. */
bool fix_leading_blanks(struct fixing *fixing, const struct document_paragraph *paragraph);

/* ---- layout of an act, when something else was mended ---- */

/* The header and the signature in two columns, the header also when it stands in one; nodes of the document
 * that was read are gone then. */
bool fix_columns(struct fixing *fixing);
/* Lines moved to the middle of the page by tabs and blanks: the name of the document, its subject, Kính gửi …
 */
bool fix_middle(struct fixing *fixing);
/* The column of the Quốc hiệu, at the cost of the other one's free room. */
bool fix_narrow_column(struct fixing *fixing);

/* ---- rule lines ---- */

bool fix_line_there(struct fixing *, const struct rule *, const struct finding *);
bool fix_line_length(struct fixing *, const struct rule *, const struct finding *);
bool fix_line_solid(struct fixing *, const struct rule *, const struct finding *);

/* ---- pages ---- */

bool fix_page_size(struct fixing *, const struct rule *, const struct finding *);
bool fix_portrait(struct fixing *, const struct rule *, const struct finding *);
bool fix_margin(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_there(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_place(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_alignment(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_first(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_size(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_style(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_format(struct fixing *, const struct rule *, const struct finding *);
bool fix_page_number_start(struct fixing *, const struct rule *, const struct finding *);
/* Tables that fitted in their section before its page was mended in this round fit again. */
void fix_fit_tables(struct fixing *fixing);
/* w:sectPr of a section, made when the document has none. */
xmlNode *fix_section(struct fixing *fixing, size_t section);

#endif
