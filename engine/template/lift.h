#ifndef VANBAN_TEMPLATE_LIFT_H
#define VANBAN_TEMPLATE_LIFT_H

/*
 * Moves tags up in the tree, splitting what is around them:
 *
 *   <w:r><w:t>a</w:t>[if]<w:t>b</w:t></w:r>   →   <w:r><w:t>a</w:t></w:r>[if]<w:r><w:t>b</w:t></w:r>
 */

#include "template/tag.h"

/* Takes all tags but prints out of a run, each child moved once; a run left empty goes. */
void lift_out_of_run(xmlNode *run);
/* Moves a tag up until its parent is `ancestor`. */
void lift_to(struct tag *tag, const xmlNode *ancestor);
/* All tags but prints in an element take its place, in order; the rest of it goes. */
void lift_all(xmlNode *element);
bool run_is(const xmlNode *node);

#endif
