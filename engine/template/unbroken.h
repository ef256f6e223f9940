#ifndef VANBAN_TEMPLATE_UNBROKEN_H
#define VANBAN_TEMPLATE_UNBROKEN_H

/*
 * What lines may not tear apart (text/glue.h), in the paragraphs of a part that is rendered: what the
 * template has itself and what comes from data stand side by side, "{{ Số tiền }} đồng", so whole paragraphs
 * are looked at, just before they are written.
 */

#include "base/buffer.h"

/* The length of the whole paragraphs at the beginning of `xml`: to the last </w:p>; 0 when there is none. */
size_t unbroken_length(struct string xml);
/* Appends `xml`, whose texts are glued; for text in a paragraph that began before it may know too little. */
void unbroken_append(struct buffer *out, struct string xml);

#endif
