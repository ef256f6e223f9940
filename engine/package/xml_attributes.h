#ifndef VANBAN_PACKAGE_XML_ATTRIBUTES_H
#define VANBAN_PACKAGE_XML_ATTRIBUTES_H

/*
 * libxml2 holds each attribute of an element against all before it, ahead of any callback: with a million of
 * them, which deflate to nothing, it would take days. No program writes an element with so many.
 */

#include "base/problems.h"

/* False after a problem: an element has more than 1000 attributes. */
bool xml_attributes_allow(struct string bytes, const struct place *where, struct problems *problems);

#endif
