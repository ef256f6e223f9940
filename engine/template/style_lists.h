#ifndef VANBAN_TEMPLATE_STYLE_LISTS_H
#define VANBAN_TEMPLATE_STYLE_LISTS_H

/*
 * Paragraphs that are numbered by their style get that number as their own,
 * so that their list can begin anew, and the indents they had before it:
 *
 *   <w:pStyle w:val="Muc"/>  →  <w:pStyle w:val="Muc"/><w:numPr><w:ilvl w:val="0"/><w:numId
 * w:val="1"/></w:numPr>
 */

#include "package/package.h"
#include "template/tag.h"

/* `package` is the one the part of `root` is in. */
void style_lists_own(struct compilation *compilation, struct package *package, xmlNode *root);

#endif
