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

/* Makes it the content of a part; an empty content type keeps what the part had. False after a problem. */
bool part_tree_store(struct package *package, struct string name, struct string content_type,
                     const xmlDoc *tree, struct problems *problems);

#endif
