#ifndef VANBAN_TEMPLATE_RECOGNISE_H
#define VANBAN_TEMPLATE_RECOGNISE_H

/*
 * Finds the tags of a part. Afterwards each tag of a paragraph is a node of
 * the tree, in or beside a run; each attribute value or text outside
 * paragraphs with tags has its struct flat in `_private`.
 */

#include "template/tag.h"

void recognise_tags(struct compilation *compilation, xmlDoc *document);

#endif
