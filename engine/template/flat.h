#ifndef VANBAN_TEMPLATE_FLAT_H
#define VANBAN_TEMPLATE_FLAT_H

/* A text with tags that has no structure: an attribute value, a property, a message. */

#include "template/tag.h"

struct flat {
    struct string text;
    struct tag *const *tags; /* in order; a tag with MARK_LITERAL only takes its bytes away */
    size_t count;
};

/* NULL when the text has no tags. Problems are reported; what is wrong is left out. */
struct flat *flat_read(struct compilation *compilation, struct string text, const struct place *where);

/* Scans one text after the other; a {% raw %} may go on in the next one. */
struct scanner {
    struct compilation *compilation;
    struct tag *raw; /* open, or NULL */
};
/* Appends the tags of a text (struct tag *) to `found`. */
void scanner_scan(struct scanner *scanner, struct string text, const struct place *where,
                  struct buffer *found);
/* Reports a {% raw %} that is still open. */
void scanner_finish(struct scanner *scanner);

#endif
