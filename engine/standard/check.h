#ifndef VANBAN_STANDARD_CHECK_H
#define VANBAN_STANDARD_CHECK_H

/* Holds a document against a standard: what breaks a rule is a finding. */

#include "standard/rule.h"

/* The same fault of a rule in an act is told once, with the number of its places. */
struct finding {
    const struct rule *rule;
    const struct act *act;
    struct place place;          /* the first */
    struct string found, wanted; /* words, in both languages by PROBLEM_WORDS() */
    size_t count;
    const struct component_piece *piece; /* at that place; NULL: the whole document, its pages */
    bool is_by_hand;                     /* only a person can mend it, or one of its places */
    struct finding *next;
};

struct piece_words;

/* [from, to) of a paragraph's text that a rule about words found at fault. */
struct spot {
    size_t paragraph, from, to;
};

struct checking {
    struct arena *arena;
    const struct standard *standard;
    const struct document *document;
    const struct components *components;
    const struct act *act; /* NULL in measure_file */
    struct finding *first, **last;
    struct finding **first_of_act; /* of the rule that runs */
    long body_size;                /* of the act's body, in half-points; NOT_THERE when it has none */
    struct piece_words *words;     /* of each paragraph, for rule_text() */
    struct buffer *spots;          /* NULL, or struct spot of what is found is appended */
};

/* Runs all rules; the findings are in the order of the rules. */
struct checking *check_document(struct arena *arena, const struct standard *standard,
                                const struct components *components);
/* Whether a rule holds for an act; for pieces of a component; the size most letters of an act's body have. */
bool check_is_for(const struct rule *rule, const struct act *act);
bool check_is_of(const struct rule *rule, enum component component);
/* Whether an act, or what it belongs to, is a document that the standard is not for: nothing but that is told
 * of it, and nothing mended. */
bool check_is_out_of_scope(const struct checking *checking, const struct act *act);
long check_size_of_body(const struct document *document, const struct act *act);
/* The room between two paragraphs, one right behind the other. */
long check_gap(const struct document_paragraph *above, const struct document_paragraph *below);
/* Whether a section lies without need. */
bool check_may_stand(const struct components *components, size_t section);
/* Whether a section keeps a rule of margins; *twips is how wide the margin is. */
bool check_margin(const struct rule *rule, const struct document_section *section, long *twips);
/* Each finding as a problem. */
void check_report(const struct checking *checking, struct problems *problems);

/* For those who measure: `found` and `wanted` are words, copied; a piece or a place tells where. What is
 * found again is counted. */
struct finding *check_add(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece, const struct place *place, struct string found,
                          struct string wanted);
/* True where a format makes capitals of letters: without it they may be small. */
bool check_is_made_upper(const struct document_paragraph *paragraph, const struct component_piece *piece);
/* The font of the automatic number at a piece; NULL without one, for bullets and for fonts before Unicode. */
const char *check_font_of_number(const struct document *document, const struct component_piece *piece);
/* "12 hoặc 13" of the allowed numbers, in both languages. */
struct string check_numbers(struct checking *checking, const struct number_set *numbers, const char *unit);
/* "20–25 mm". */
struct string check_range(struct checking *checking, long least, long most, const char *unit);
/* A number in thousandths: 12.7 is "12,7" and "12.7". */
struct string check_number(struct checking *checking, long thousandths, const char *unit);
bool number_set_has(const struct number_set *set, long thousandths, long tolerance);
/* Words in both languages. */
struct string check_words(struct checking *checking, const char *words);
/* False for dots that wait to be filled in. */
bool check_has_words(const struct checking *checking, const struct component_piece *piece);
/* The paragraph of a piece. */
const struct document_paragraph *check_paragraph(const struct checking *checking,
                                                 const struct component_piece *piece);

/* The kinds of rules, by what they measure. */
void measure_page_size(struct checking *, const struct rule *);
void measure_orientation(struct checking *, const struct rule *);
void measure_margin(struct checking *, const struct rule *);
void measure_columns(struct checking *, const struct rule *);
void measure_page_number_there(struct checking *, const struct rule *);
void measure_page_number_place(struct checking *, const struct rule *);
void measure_page_number_alignment(struct checking *, const struct rule *);
void measure_page_number_first(struct checking *, const struct rule *);
void measure_page_number_size(struct checking *, const struct rule *);
void measure_page_number_style(struct checking *, const struct rule *);
void measure_page_number_format(struct checking *, const struct rule *);
void measure_page_number_start(struct checking *, const struct rule *);
void measure_page_number_of_appendix(struct checking *, const struct rule *);

void measure_font(struct checking *, const struct rule *, const struct component_piece *);
void measure_legacy(struct checking *, const struct rule *, const struct component_piece *);
void measure_color(struct checking *, const struct rule *, const struct component_piece *);
void measure_size(struct checking *, const struct rule *, const struct component_piece *);
void measure_size_of_body(struct checking *, const struct rule *, const struct component_piece *);
void measure_bold(struct checking *, const struct rule *, const struct component_piece *);
void measure_not_bold(struct checking *, const struct rule *, const struct component_piece *);
void measure_italic(struct checking *, const struct rule *, const struct component_piece *);
void measure_upright(struct checking *, const struct rule *, const struct component_piece *);
void measure_not_underlined(struct checking *, const struct rule *, const struct component_piece *);
void measure_upper(struct checking *, const struct rule *, const struct component_piece *);
void measure_lower(struct checking *, const struct rule *, const struct component_piece *);

void measure_centred(struct checking *, const struct rule *, const struct component_piece *);
void measure_justified(struct checking *, const struct rule *, const struct component_piece *);
void measure_left(struct checking *, const struct rule *, const struct component_piece *);
void measure_line_spacing(struct checking *, const struct rule *, const struct component_piece *);
void measure_first_line(struct checking *, const struct rule *, const struct component_piece *);
void measure_paragraph_gap(struct checking *, const struct rule *);
void measure_gap_above(struct checking *, const struct rule *);

void measure_line_there(struct checking *, const struct rule *);
void measure_line_length(struct checking *, const struct rule *);
void measure_line_solid(struct checking *, const struct rule *);
void measure_presence(struct checking *, const struct rule *);
void measure_order(struct checking *, const struct rule *);
void measure_level(struct checking *, const struct rule *);
void measure_coherent(struct checking *, const struct rule *);
void measure_pattern(struct checking *, const struct rule *);
void measure_pattern_each(struct checking *, const struct rule *, const struct component_piece *);
void measure_abbreviation(struct checking *, const struct rule *);

#endif
