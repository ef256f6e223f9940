#ifndef VANBAN_WORD_PROPERTIES_H
#define VANBAN_WORD_PROPERTIES_H

/* Properties of runs and paragraphs as XML, changed in the order of the schema. */

#include "base/buffer.h"

/*
 * Properties as XML: "" or one whole <w:rPr>…</w:rPr> or <w:pPr>…</w:pPr>. Each change takes out the child of
 * its name and puts `child` ("": nothing) where the schema wants it (ECMA-376 17.3.2.28, 17.3.1.26); the
 * changes stand in schema order. Nothing is written when no child is left.
 */
struct property_change {
    const char *name;
    struct string child;
    struct string value; /* instead of `child`: <name w:val="value"/> */
};
void properties_append(struct buffer *out, struct string properties, const char *wrapper,
                       const struct property_change *changes, size_t count);
/* The whole child <name …>, or an empty string. */
struct string properties_child(struct string properties, const char *name);

#endif
