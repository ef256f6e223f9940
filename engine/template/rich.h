#ifndef VANBAN_TEMPLATE_RICH_H
#define VANBAN_TEMPLATE_RICH_H

/*
 * Rich text as a value, in the words of docxtpl:
 *
 *   {"richtext": ["thường ", {"text": "đậm", "bold": true, "color": "FF0000", "size": 28}]}
 *
 * Each piece stands in the format of the tag with what it says itself changed. A bare size is in half points,
 * as docxtpl has it; "14pt" says points.
 */

#include "template/render.h"

bool rich_is(const struct value *value);
/* False when rendering has to stop. Where there are no formats the texts are printed. */
bool rich_print(struct render *render, const struct print *print, const struct value *value);

#endif
