#ifndef VANBAN_PACKAGE_ATTACHED_TEMPLATE_H
#define VANBAN_PACKAGE_ATTACHED_TEMPLATE_H

/*
 * The links from settings that no filled form needs: to a Word template
 * (Normal.dotm, or one on a server), which very many documents carry, and to
 * the data of a mail merge, which Word would ask for. Both halves go: the
 * relationship and the element w:attachedTemplate or w:mailMerge that names it;
 * with them the part that says who of the list gets a letter.
 */

#include "package/package.h"

/* True for the relationship of such a link. */
bool attached_template_is(const struct relationship *relationship);
/* Cuts all such links of a part, with a warning for each; false after a problem. */
bool attached_template_cut(struct package *package, struct string source, struct problems *problems);

#endif
