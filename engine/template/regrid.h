#ifndef VANBAN_TEMPLATE_REGRID_H
#define VANBAN_TEMPLATE_REGRID_H

/*
 * The grid of a table after its rows were made. When they have more or fewer
 * columns than w:tblGrid says, columns are added or taken away and all widths
 * changed in proportion, so that the table is as wide as before.
 */

#include "base/arena.h"
#include "base/buffer.h"

/* Appends the table (XML with the prefix w), adjusted if need be. */
void regrid_append(struct buffer *out, struct string table, struct arena *scratch);

#endif
