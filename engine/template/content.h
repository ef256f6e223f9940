#ifndef VANBAN_TEMPLATE_CONTENT_H
#define VANBAN_TEMPLATE_CONTENT_H

/* What an element shows a reader once the tags that print nothing by themselves are gone. */

#include "template/tag.h"

/* True for tags that put something where they stand: prints and includes. */
bool tag_shows(const struct tag *tag);
/* True if the element shows nothing: only tags that show nothing, blanks, bookmarks and properties. */
bool content_is_blank(const xmlNode *element);
/* True for children that neither show nor hold anything: properties, bookmarks, proofing marks. */
bool content_is_ignorable(const xmlNode *node);
/* True for a paragraph whose properties end a section; it must never go. */
bool content_ends_section(const xmlNode *paragraph);
/* True for what may hold the same as its parent: w:sdtContent, w:hyperlink, w:smartTag … */
bool content_is_transparent(const xmlNode *node);

#endif
