#ifndef VANBAN_PACKAGE_CONTENT_TYPES_H
#define VANBAN_PACKAGE_CONTENT_TYPES_H

/* [Content_Types].xml (ISO/IEC 29500-2, 6.2.3): types by extension, and overrides for single parts. */

#include "base/buffer.h"
#include "base/problems.h"

#define CONTENT_TYPES_NAME "[Content_Types].xml"
#define CONTENT_TYPE_DOCUMENT                                                                                \
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#define CONTENT_TYPE_TEMPLATE                                                                                \
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"

struct content_types;

/* All in `arena`. `bytes` are those of [Content_Types].xml; NULL after a problem. */
struct content_types *content_types_read(struct arena *arena, struct string bytes, const struct place *place,
                                         struct problems *problems);
/* Those Word itself uses, with no part overridden yet. */
struct content_types *content_types_new(struct arena *arena);
/* One that can be changed apart, in another arena; texts are shared. */
struct content_types *content_types_copy(struct arena *arena, const struct content_types *types);
/* Empty if there is none. */
struct string content_types_lookup(const struct content_types *types, struct string part_name);
/* Adds an override unless the part has that type already; true if it had not. */
bool content_types_override(struct content_types *types, struct string part_name, struct string type);
/* Takes the override of a part away. */
void content_types_forget(struct content_types *types, struct string part_name);
void content_types_append(const struct content_types *types, struct buffer *out);
/* The type of a part by the name Word gives it, or empty. */
struct string content_type_guess(struct string part_name);

#endif
