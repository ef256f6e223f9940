#ifndef VANBAN_TEMPLATE_REVISIONS_H
#define VANBAN_TEMPLATE_REVISIONS_H

/* Tracked changes read as accepted, with one warning for the part. */

#include "template/tag.h"

void revisions_accept(struct compilation *compilation, xmlNode *root);

#endif
