#ifndef VANBAN_WORD_PART_TREE_H
#define VANBAN_WORD_PART_TREE_H

/* XML trees that live in an arena: freed with it, also when memory runs out. */

#include "package/package.h"
#include "word/xml.h"

/* NULL after a problem, as xml_parse(). */
xmlDocPtr part_tree_parse(struct arena *arena, struct string bytes, const struct place *where,
                          const struct limits *limits, struct problems *problems);
/* The same for a part of a package. */
xmlDocPtr part_tree_read(struct arena *arena, struct package *package, const struct part *part,
                         const struct limits *limits, struct problems *problems);

#endif
