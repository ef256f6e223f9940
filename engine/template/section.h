#ifndef VANBAN_TEMPLATE_SECTION_H
#define VANBAN_TEMPLATE_SECTION_H

/* The page of a document, as its first section says. */

#include "base/string.h"

/* The width between the margins in twips; 0 when the part does not say it, or the text is in columns. */
unsigned section_text_width(struct string document);

#endif
