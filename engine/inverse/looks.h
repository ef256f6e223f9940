#ifndef VANBAN_INVERSE_LOOKS_H
#define VANBAN_INVERSE_LOOKS_H

/*
 * Documents that lost the styles of their template, as those whose text was copied into another: what a
 * paragraph is by the standard stands for the style that it would have.
 */

#include "inverse/sheet.h"
#include "standard/component.h"

/* A style of the frame, by its name, is one of a component; NOT_THERE: of none. */
int look_of_style(struct string name);
/* Sets what the paragraphs of the body are; NOT_THERE for what is none of them. */
void looks_find(struct sheet *sheet, const struct components *components);

#endif
