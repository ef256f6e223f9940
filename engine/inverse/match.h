#ifndef VANBAN_INVERSE_MATCH_H
#define VANBAN_INVERSE_MATCH_H

/*
 * Holds a pattern against a sheet. Whether the rest matches depends on the step and the byte alone, so that
 * what was tried once in vain is not tried again: the work is at most steps × bytes, however the template is
 * made.
 */

#include "inverse/pattern.h"
#include "inverse/sheet.h"

/* Holes and events in the order they were passed. */
struct trace_item {
    uint32_t step;
    uint32_t from, to; /* bytes of the sheet */
};

struct matching {
    bool is_match;
    struct trace_item *items;
    size_t count;
    size_t furthest;        /* the byte that no way went beyond */
    struct string expected; /* the words of the template that were to be there; empty: the end */
};

/* How much is taken to be as the template has it; what is true as long as nobody changed the document in
 * Word. */
enum match_place { PLACE_ANY, PLACE_BY_LOOK, PLACE_BY_STYLE };
struct match_rules {
    enum match_place place; /* what is printed stands in paragraphs of the styles that the template gave
                             them, or of their look */
    bool by_anchors;        /* paragraphs of the template's own words are none of the text that fields have */
};

/* False after a problem: beyond the limit of trials. Lives in `arena`. */
bool match_sheet(struct arena *arena, const struct inverse_pattern *pattern, const struct sheet *sheet,
                 struct match_rules rules, const struct limits *limits, struct problems *problems,
                 struct matching *result);

#endif
