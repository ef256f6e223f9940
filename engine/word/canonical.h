#ifndef VANBAN_WORD_CANONICAL_H
#define VANBAN_WORD_CANONICAL_H

/*
 * XML parts as people diff them: a paragraph is one line, what is short is one line, the rest is a line for
 * each child, indented. White space is added and dropped only between elements that hold no text, where
 * WordprocessingML gives it no meaning. Canonical again is the same bytes.
 */

#include "base/limits.h"

/* Parts whose white space between elements means nothing: word/, docProps/, relationships, content types. */
bool canonical_is_xml(struct string part_name);
/* False after a problem: not well-formed. */
bool canonical_append(struct buffer *out, struct string bytes, const struct place *where,
                      const struct limits *limits, struct problems *problems);

#endif
