#ifndef VANBAN_TEMPLATE_FRAGMENT_H
#define VANBAN_TEMPLATE_FRAGMENT_H

/* Captured bodies, as the program itself has written them. */

#include "base/buffer.h"

/* What a body says as plain text: a line break is "\n", a tab "\t", a new paragraph "\a", a new page "\f". */
void fragment_append_text(struct buffer *out, struct string xml);

/* Whether it is rows or cells, which stand nowhere but in their table, and not paragraphs or tables. */
bool fragment_is_of_table(struct string xml);

/* Appends the body with each of its texts, as `map` makes it; false when that cannot or makes breaks. */
struct fragment_map {
    bool (*map)(void *context, struct string text, struct string *mapped);
    void *context;
};
bool fragment_append_mapped(struct buffer *out, struct string xml, const struct fragment_map *map);

#endif
