#ifndef VANBAN_TEMPLATE_CONTROL_H
#define VANBAN_TEMPLATE_CONTROL_H

/*
 * Content controls (ECMA-376 part 1, 17.5.2) are filled by their tag or, when the data has none of that name,
 * their title. Both forms of a control come out of it; which one is written,
 * the data decides:
 *
 *   [if `Người ký` is defined] <w:sdt>…[Người ký]…</w:sdt> [else] <w:sdt>as it was</w:sdt> [endif]
 *
 * A filled control stays one, so that the document can be filled again. Those
 * that hold tags, fields or other controls are left to what they hold, and so
 * are those that Google's editor numbers goog_rdk_1, goog_rdk_2 …
 */

#include "template/tag.h"

/* True if a part in these bytes may have controls with a name; cheap. */
bool controls_are_likely(struct string bytes);
/* To be called before tags are recognised. */
void controls_prepare(struct compilation *compilation, xmlNode *root);

#endif
