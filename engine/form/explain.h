#ifndef VANBAN_FORM_EXPLAIN_H
#define VANBAN_FORM_EXPLAIN_H

/* What is known of a figure, as a tree: what it was computed from stands below it. */

#include "form/prepare.h"

/* A query: the rows it found, each by the cell that was asked for, or its first. */
struct explained_query {
    struct string text;
    size_t row_count, found_count;
    struct place *cells; /* at most MOST_CELLS */
    size_t cell_count;
};

struct field_kind;
enum { MOST_CELLS = 1000, MOST_PARTS = 64, MOST_QUERIES = 16, MOST_EXPLAINED_DEPTH = 16 };

struct explanation {
    struct string label, text; /* as it prints */
    const struct field_kind *type;
    struct value value;
    struct place place;     /* of what was given; file empty: it was not */
    bool is_default;        /* nobody gave it, nothing computes it */
    struct string typed;    /* formula or SQL, as typed; or empty */
    struct string labelled; /* the formula with labels; or empty */
    bool is_sql;
    struct explained_query queries[MOST_QUERIES];
    size_t query_count;
    struct explanation *parts[MOST_PARTS];
    size_t part_count;
};

void explanation_append(const struct explanation *explanation, enum language language, struct buffer *out);
void explanation_append_json(const struct explanation *explanation, enum language language,
                             struct buffer *out);

#endif
