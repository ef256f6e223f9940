#ifndef VANBAN_TEMPLATE_FRAGMENT_H
#define VANBAN_TEMPLATE_FRAGMENT_H

/* What a captured body says as plain text: a line break is "\n", a tab "\t", a new paragraph "\a", a new page
 * "\f". */

#include "base/buffer.h"

void fragment_append_text(struct buffer *out, struct string xml);

#endif
