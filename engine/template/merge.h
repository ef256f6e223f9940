#ifndef VANBAN_TEMPLATE_MERGE_H
#define VANBAN_TEMPLATE_MERGE_H

/*
 * Word's merge fields become tags, so that staff who know “trộn thư” see no
 * brace: MERGEFIELD, and IF, QUOTE and formulas with one inside, NEXT, NEXTIF,
 * SKIPIF, GREETINGLINE, ADDRESSBLOCK. Other fields stay; a merge field in
 * their code is filled there.
 *
 *   <w:r>begin</w:r> <w:r>MERGEFIELD x</w:r> <w:r>separate</w:r> <w:r>«x»</w:r> <w:r>end</w:r>
 *   <w:r>[x]</w:r>      in the format of «x»
 */

#include "template/tag.h"

/* True if a part has a merge field. */
bool merge_is_in(xmlNode *root);
/* To be called before tags are recognised. What cannot be filled is told and stays as it is. */
void merge_fields(struct compilation *compilation, xmlNode *root);

#endif
