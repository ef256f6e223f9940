#ifndef VANBAN_TEMPLATE_FLATTEN_H
#define VANBAN_TEMPLATE_FLATTEN_H

/* An arranged tree, written in document order, becomes a program. */

#include "template/program.h"

struct program flatten_part(struct compilation *compilation, xmlDoc *document);

#endif
