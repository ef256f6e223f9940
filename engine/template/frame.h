#ifndef VANBAN_TEMPLATE_FRAME_H
#define VANBAN_TEMPLATE_FRAME_H

/* The XML around the text of a run, so that a value may leave it and come back: for breaks, pages, marked
 * words. */

#include "template/program.h"

struct frames {
    struct compilation *compilation;
    const struct frame *kept[8]; /* runs of a paragraph are mostly alike: their texts are shared */
    unsigned next;
    size_t section; /* that comes next in the part */
};

/* The frame of a run of w: paragraphs. */
const struct frame *frame_of_run(struct frames *frames, const xmlNode *run);
/* An element as XML with its tags in attributes left out; without rsid, paraId and section. */
void frame_append_clean(struct buffer *out, const xmlNode *element);
/* True if an attribute of the element or inside it has a tag; false for NULL. */
bool frame_is_dynamic(const xmlNode *element);

#endif
