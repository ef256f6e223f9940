#ifndef VANBAN_INVERSE_PATTERN_H
#define VANBAN_INVERSE_PATTERN_H

/*
 * A template read backwards: its program as a pattern over a sheet. Words and marks are literals; what tags
 * print are holes, or, where the expression says so, words and holes ("Số: " ~ so); if, for and conditional
 * expressions are choices. Events between them tell solve.h which way a match went.
 *
 *   0 LITERAL "Nơi nhận:⏎"
 *   1 EVENT loop begins
 *   2 CHOICE 3 or 7
 *   3 EVENT round
 *   4 LITERAL "- "   5 HOLE noi   6 JUMP 2
 *   7 EVENT loop ends
 *
 * All paths are equal to the matcher: what a condition means is only known when the fields are.
 */

#include "expression/tree.h"
#include "form/definition.h"
#include "inverse/style_names.h"
#include "template/program.h"

struct binding;

enum step_kind { STEP_LITERAL, STEP_HOLE, STEP_CHOICE, STEP_JUMP, STEP_EVENT, STEP_END };

/* A loop, and what a match finds out about its items: of solve.h. */
struct loop_pattern {
    const struct node *items;
    const struct binding *scope;  /* around the loop */
    bool is_filtered;             /* for … if: some items may not show */
    struct value current, rounds; /* the item of this round; those before */
    struct value parts; /* of a loop that is gone through in parts: all items so far, or undefined */
    size_t round, round_count;
};

enum event_kind { EVENT_LOOP_BEGINS, EVENT_ROUND, EVENT_LOOP_ENDS, EVENT_TRUTH, EVENT_CHOICE };

/* What is printed where: bytes of the sheet are its value. */
struct hole {
    const struct node *value;
    const struct binding *scope;
    const struct tag *tag;
    bool is_outline;      /* its text is notation */
    bool is_block;        /* it may be whole paragraphs */
    bool is_number;       /* digits with their marks */
    bool is_capital;      /* capitals by the template */
    bool is_greedy;       /* another block comes behind it */
    struct string chosen; /* of EVENT_CHOICE: what was printed */
    struct string style;  /* name of its paragraph's style, where that tells it from others; or empty */
};

struct step {
    uint8_t kind;         /* enum step_kind */
    uint8_t event;        /* enum event_kind */
    bool truth;           /* of EVENT_TRUTH */
    uint32_t number;      /* of holes and choices, from 0 */
    uint32_t to, else_to; /* of CHOICE and JUMP */
    union {
        struct string literal;
        struct hole *hole;
        struct loop_pattern *loop;
        struct {
            const struct node *condition;
            const struct binding *scope;
        } truth;
    } as;
};

/* A name inside a template: the item of a loop, or another name for an expression. */
struct binding {
    const struct name *name;
    struct loop_pattern *loop; /* NULL: of `value` */
    int part;                  /* of the item, for k, v in …; -1: all of it */
    const struct node *value;  /* NULL: nobody knows */
    const struct binding *scope, *outer;
};

struct inverse_pattern {
    const struct definition *definition;
    struct step *steps;
    size_t count, number_count;
};

/* The program of a part of a template whose styles have these names; lives in `arena`. */
struct inverse_pattern *pattern_make(struct arena *arena, const struct definition *definition,
                                     const struct style_names *names, const struct program *program);

/* False for one that prints its own words alone. */
bool pattern_has_holes(const struct inverse_pattern *pattern);

/* ---- names ---- */

const struct binding *binding_lookup(const struct binding *scope, const struct name *name);
const struct derived *derived_lookup(const struct definition *definition, const struct name *name);
/* The field a chain of names leads to, through loops and other names; NULL: none. */
const struct field *pattern_field(const struct definition *definition, const struct node *node,
                                  const struct binding *scope);

#endif
