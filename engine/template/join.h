#ifndef VANBAN_TEMPLATE_JOIN_H
#define VANBAN_TEMPLATE_JOIN_H

/*
 * White space control. {%- takes away the blanks before it; when nothing else
 * stands before it in its paragraph, the paragraph joins the one before
 * instead, text as it is. -%} does the same behind it.
 */

#include "template/tag.h"

void join_tag(struct tag *tag);

#endif
