#ifndef VANBAN_INVERSE_STYLE_NAMES_H
#define VANBAN_INVERSE_STYLE_NAMES_H

/*
 * What people call the styles of a document. Programs that save a document again give styles other ids
 * (LibreOffice makes "Cquanbanhnh" of "CoQuanBanHanh") and leave them their names.
 */

#include "package/package.h"

struct style_names;

/* Those of word/styles.xml; one that is not there or cannot be read has none. Lives in `arena`. */
struct style_names *style_names_read(struct arena *arena, struct package *package);
/* In small letters, for comparing; the id itself when it has no name. */
struct string style_name(const struct style_names *names, struct string id);

#endif
