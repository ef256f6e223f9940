#ifndef VANBAN_PACKAGE_PART_NAME_H
#define VANBAN_PACKAGE_PART_NAME_H

/*
 * Names of parts (ISO/IEC 29500-2, 6.2.2): segments joined by "/", without the
 * leading slash, as they stand in the zip. What comes from a zip is hostile
 * until part_name_is_safe() says otherwise.
 */

#include "base/arena.h"

/* UTF-8 as Unicode defines it: no overlong forms, no surrogates. */
bool part_name_is_utf8(struct string name);
/*
 * False for what could leave a folder or fool a reader: "..", ".", empty segments, "\", absolute, drive
 * letters, control characters; also where they are percent-encoded.
 */
bool part_name_is_safe(struct string name);
/* Equal for names that name the same part: percent-encoding undone, ASCII letters small. */
struct string part_name_key(struct arena *arena, struct string name);
/* The name as a message can show it: bytes that are not text become \x1B. */
struct string part_name_shown(struct arena *arena, struct string name);
/* Where a relationship target leads from a part ("" is the package); empty when it is no part name. */
struct string part_name_resolve(struct arena *arena, struct string source, struct string target);
/* What stands after the last dot of the last segment, or empty. */
struct string part_name_extension(struct string name);
/* The part behind the name of a relationships part; false for any other name. */
bool part_name_of_source(struct arena *arena, struct string relationships_name, struct string *source);

#endif
