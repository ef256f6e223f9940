#ifndef VANBAN_WORD_VERIFY_NAMES_H
#define VANBAN_WORD_VERIFY_NAMES_H

/*
 * The element names verification knows. Each carries what may stand in it, where it may stand, the order of
 * its children and the rules that look at it, so that reading an element costs one look into a table.
 */

#include <stdint.h>

#include "base/arena.h"

struct rule;

enum space {
    SPACE_NONE,
    SPACE_W,
    SPACE_W14,
    SPACE_R,
    SPACE_MC,
    SPACE_WP,
    SPACE_A,
    SPACE_PIC,
    SPACE_WPS,
    SPACE_V,
    SPACE_O,
    SPACE_M,
    SPACE_XML,
    SPACE_OTHER,
    SPACE_COUNT
};

/* What may stand in an element. LEVEL_ANY: not ours to judge. */
enum level {
    LEVEL_ANY = 0,
    LEVEL_BLOCK = 1,
    LEVEL_ROW = 2,
    LEVEL_CELL = 4,
    LEVEL_RUN = 8,
    LEVEL_TEXT = 16,    /* in a run */
    LEVEL_NOTHING = 32, /* only properties */
    LEVEL_SAME = 64     /* what may stand around it */
};

enum name_flag {
    NAME_STORY = 1,       /* text of its own: fields and changes do not reach in */
    NAME_TRANSPARENT = 2, /* its content counts as that of what contains it */
    NAME_HOLDS_TEXT = 4,
    NAME_MARK = 8,     /* a range mark: stands anywhere */
    NAME_CONTENT = 16, /* not a property, not a mark */
};

/* Names the code itself asks for; the others are known by the tables only. */
enum element {
    ELEMENT_OTHER,
    W_BODY,
    W_P,
    W_TBL,
    W_TR,
    W_TC,
    W_SDT,
    W_SECT_PR,
    W_GRID_COL,
    W_GRID_SPAN,
    W_GRID_BEFORE,
    W_GRID_AFTER,
    W_V_MERGE,
    W_T,
    W_DEL_TEXT,
    W_DEL,
    W_HYPERLINK,
    W_FLD_CHAR,
    MC_CHOICE,
    MC_FALLBACK,
    ELEMENT_NAMED
};

struct rule_list {
    const struct rule **rules;
    size_t count;
};

struct order;

struct name {
    enum element element;
    enum space space;
    const char *local;
    enum level level;
    unsigned allowed; /* the levels it may stand at; 0: anywhere */
    unsigned flags;
    const struct order *order; /* of its children, or NULL */
    struct rule_list enter, leave;
    size_t index;
};

/* How one child stands in an order. */
struct order_place {
    uint8_t rank; /* 0: not a child */
    uint8_t bit;
    bool repeats;
};

struct order {
    struct order_place *places; /* by the index of the child */
    uint64_t required[2];
    uint8_t others; /* the rank of children not named, or 0: there are none */
};

enum { MOST_NAMES = 640 };

struct names {
    struct arena *arena;
    struct name items[MOST_NAMES];
    size_t count;
    uint16_t slots[2048]; /* index + 1 by hash */
    struct rule_list children, text, part, attributes[SPACE_COUNT];
};

/* All names of the tables; the rules are in their lists. Lives in the arena. */
struct names *element_names_new(struct arena *arena);
/* "w:p"; registers it if need be. */
struct name *names_add(struct names *names, struct string qualified);
/* The name, or the one for all others. */
const struct name *names_lookup(const struct names *names, enum space space, const char *local);
enum space space_of(const char *uri);
const char *space_prefix(enum space space);
/* Calls visit for each of the names with blanks between. */
void names_each(struct string list, void (*visit)(void *context, struct string word), void *context);
/* verify_order.c: gives the names their orders. */
void orders_add(struct names *names);

#endif
