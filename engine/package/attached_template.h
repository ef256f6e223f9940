#ifndef VANBAN_PACKAGE_ATTACHED_TEMPLATE_H
#define VANBAN_PACKAGE_ATTACHED_TEMPLATE_H

/*
 * The link from settings to a Word template (Normal.dotm, or one on a server),
 * which very many documents carry and no filled form needs. Both halves go: the
 * relationship and the element w:attachedTemplate that names it.
 */

#include "package/package.h"

/* Cuts all such links of a part, with a warning for each; false after a problem. */
bool attached_template_cut(struct package *package, struct string source, struct problems *problems);

#endif
