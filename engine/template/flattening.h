#ifndef VANBAN_TEMPLATE_FLATTENING_H
#define VANBAN_TEMPLATE_FLATTENING_H

/* What the files share that flatten a tree; nothing else includes it. */

#include "template/arrange.h"
#include "template/flatten.h"
#include "template/frame.h"

struct flattening {
    struct builder builder;
    struct frames frames;
    const struct tag *restarts; /* the first tag by which lists begin anew; NULL: none */
    enum merge { MERGE_BY_ROUND, MERGE_BEGINS, MERGE_GOES_ON } merge; /* of the cell being written */
    bool has_lists;                                                   /* there is a numbered paragraph */
    const struct tag *picture; /* named by the alternative text of the picture around */
};

static inline struct buffer *flattening_bytes(struct flattening *flattening)
{
    return builder_bytes(&flattening->builder);
}

void flatten_node(struct flattening *flattening, xmlNode *node);
/* A node and its following siblings. */
void flatten_children(struct flattening *flattening, xmlNode *from);
/* "<w:p w:val=\"…\"", without the closing bracket. */
void flatten_start(struct flattening *flattening, xmlNode *element);
/* The tag that is all an attribute (may be NULL) says, if it is a print. */
const struct tag *flatten_sole_tag(const xmlAttr *attribute);
/* A code in a loop: the bookmark it names is that of the round. */
void flatten_code(struct flattening *flattening, struct string code,
                  void (*append)(struct buffer *out, struct string text));
/* The children of a container from one on, with the paragraph that must be last. */
void flatten_content(struct flattening *flattening, xmlNode *container, xmlNode *from);
const struct ensure *flatten_make_ensure(struct flattening *flattening, const xmlNode *container);

/* Lists that begin anew: the first tag that asks for it (NULL: none), and the numbers that it may change. */
const struct tag *flatten_find_restart(xmlNode *root);
void flatten_report_no_list(struct compilation *compilation, const struct tag *tag);
bool flatten_is_list_number(const xmlNode *element);
void flatten_list_number(struct flattening *flattening, const xmlAttr *attribute);

bool flatten_has_prints(const xmlNode *run);
void flatten_run(struct flattening *flattening, xmlNode *run);
bool flatten_acts_on_cell(const struct container_notes *notes);
void flatten_cell(struct flattening *flattening, xmlNode *cell);

#endif
