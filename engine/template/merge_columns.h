#ifndef VANBAN_TEMPLATE_MERGE_COLUMNS_H
#define VANBAN_TEMPLATE_MERGE_COLUMNS_H

/*
 * The columns that a mail merge takes for the fields of Word's own list, as “Match Fields” keeps them in the
 * settings (ECMA-376 part 1, 17.14.15):
 *
 *   <w:fieldMapData> <w:name w:val="Họ tên"/> <w:mappedName w:val="Last Name"/> </w:fieldMapData>
 */

#include "package/package.h"

struct merge_columns;

/* Those of a package, in `arena`; NULL when it has none. What is wrong with the settings as a part is told
 * where that is compiled. */
const struct merge_columns *merge_columns_read(struct package *package, struct arena *arena,
                                               const struct limits *limits);
/* The column for a field of Word's list; empty: none. */
struct string merge_columns_lookup(const struct merge_columns *columns, struct string field);

#endif
