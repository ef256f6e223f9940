#ifndef VANBAN_TEMPLATE_COMMENT_H
#define VANBAN_TEMPLATE_COMMENT_H

/*
 * A comment that begins in one paragraph and ends in a later one beside it: what stands between goes, and the
 * text before it and that after it come to stand in one paragraph, the first. A comment that nobody closes is
 * left for mark.c to tell.
 */

#include <libxml/tree.h>

void comments_draw_together(xmlNode *root);

#endif
