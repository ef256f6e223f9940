#ifndef VANBAN_TEMPLATE_UNBROKEN_H
#define VANBAN_TEMPLATE_UNBROKEN_H

/*
 * What lines may not tear apart (text/glue.h), in the paragraphs of a part that is rendered: what the
 * template has itself and what comes from data stand side by side, "{{ Số tiền }} đồng", so whole paragraphs
 * are looked at, just before they are written.
 */

#include "base/buffer.h"
#include "template/first_line.h"

/* A part on its way out. */
struct unbroken {
    const struct first_lines *lines; /* of paragraphs beside tables; NULL: not known */
    unsigned depth;                  /* of tables and text boxes that are open */
};

/* The length of the whole paragraphs at the beginning of `xml`: to the last </w:p>; 0 when there is none. */
size_t unbroken_length(struct string xml);
/* Appends `xml`, the next of the part, whose texts are glued; for text in a paragraph that began before it
 * may know too little. */
void unbroken_append(struct unbroken *unbroken, struct buffer *out, struct string xml);

#endif
