#ifndef VANBAN_INVERSE_PATTERN_MAKER_H
#define VANBAN_INVERSE_PATTERN_MAKER_H

/* What the files that make patterns share. */

#include "inverse/pattern.h"

enum { TAG_ROOM = 512 };

/* Where reading literal XML stands: what a start tag says may be cut by tags. */
struct xml_state {
    bool is_in_tag;
    char quote;
    char tag[TAG_ROOM]; /* what was read of it; what does not fit does not matter */
    size_t tag_length;
    bool is_text;        /* in w:t */
    unsigned skipped;    /* elements that are no text of the paragraph: drawings, codes */
    unsigned pages;      /* in a field that gives a page number */
    struct string style; /* of the paragraph; or empty */
};

struct pattern_maker {
    struct arena *arena;
    struct inverse_pattern *pattern;
    const struct style_names *names;
    struct buffer *steps, *literal;
    struct xml_state xml;
    size_t effort; /* counts what looking at expressions costs */
};

/* How the value around a value is printed. */
struct print_style {
    const struct tag *tag;
    struct string paragraph_style;
    bool is_outline, is_block, is_capital, must_show;
};

/* Literal XML: its text and marks into maker->literal. */
void maker_read_xml(struct pattern_maker *maker, struct string bytes);
/* The style that properties of a paragraph name, or an empty string. */
struct string maker_style(struct pattern_maker *maker, struct string properties);
/* Text of a value. */
void maker_literal(struct pattern_maker *maker, struct string text, bool is_capital);

/* Steps; the index of the new one. */
uint32_t maker_step(struct pattern_maker *maker, const struct step *step);
struct step *maker_step_at(struct pattern_maker *maker, uint32_t index);
/* The index of the next one. */
uint32_t maker_here(struct pattern_maker *maker);
uint32_t maker_choice(struct pattern_maker *maker);
uint32_t maker_jump(struct pattern_maker *maker, uint32_t to);
/* Ways of which one is gone. Starts as {.left = how many}; maker_way() stands before each, maker_end_ways()
 * behind the last. */
struct ways {
    size_t left;
    uint32_t choice; /* before the way that is open */
    uint32_t jump;   /* behind the one before it, to the jump before that, to 0 */
    bool is_begun;
};
void maker_way(struct pattern_maker *maker, struct ways *ways);
void maker_end_ways(struct pattern_maker *maker, struct ways *ways);
void maker_truth(struct pattern_maker *maker, const struct node *condition, const struct binding *scope,
                 bool truth);

/* What an expression prints. */
void maker_value(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                 const struct print_style *style, unsigned depth);
/* The most bytes of words of its own it may print. */
size_t maker_measure(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                     unsigned depth);
/* True if texts printed by it are notation. */
bool maker_is_outline(const struct definition *definition, const struct node *node,
                      const struct binding *scope, unsigned depth);

/* The subject of a filter or method that changes nothing that matters here; NULL: it does. *is_capital and
 * *is_outline are set when it makes the text so. */
const struct node *node_through(const struct node *node, bool *is_capital, bool *is_outline);
bool node_is_filter(const struct node *node, const char *name);
/* What a filter or function is given that prints it, or sorts it, and no more; NULL: it does something else.
 */
const struct node *node_undone(const struct node *node);
/* A text that stands in the expression; false: none. */
bool node_text(const struct node *node, struct string *text);

#endif
