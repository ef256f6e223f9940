#ifndef VANBAN_TEMPLATE_PART_H
#define VANBAN_TEMPLATE_PART_H

/* One XML part of a package, from its bytes to its program. */

#include "package/package.h"
#include "template/program.h"

struct part_result {
    bool has_tags; /* else the part is copied as stored */
    struct program program;
    struct tag *const *tags; /* of its structure, in document order */
    size_t tag_count;
};

/* False after a problem (of the part as a file; what is wrong with its tags is only counted in `problems`).
 */
bool part_compile(struct compilation *compilation, struct package *package, const struct part *part,
                  struct part_result *result);

#endif
