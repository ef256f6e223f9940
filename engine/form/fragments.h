#ifndef VANBAN_FORM_FRAGMENTS_H
#define VANBAN_FORM_FRAGMENTS_H

#include "form/internal.h"

/*
 * An XML part as it goes into the package: each <?fragment name?> replaced by the children of the root of
 * fragments/<name>.xml, comments and the blanks of indentation left out. bytes == NULL after a problem.
 */
struct string fragments_expand(const struct layers *layers, struct string part, struct string bytes,
                               const struct limits *limits, struct problems *problems);

#endif
