#ifndef VANBAN_BASE_DIGEST_H
#define VANBAN_BASE_DIGEST_H

/* SHA-256 (FIPS 180-4), by libnettle. */

#include <stdint.h>

#include <nettle/sha2.h>

#include "base/string.h"

struct digest {
    struct sha256_ctx state;
};

/* 64 small hexadecimal digits and a NUL. */
struct digest_text {
    char hex[65];
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, struct string bytes);
/* Length first, so that "ab", "c" and "a", "bc" differ. */
void digest_add_part(struct digest *digest, struct string bytes);
struct digest_text digest_end(struct digest *digest);
/* Of bytes that are there already. */
struct digest_text digest_of(struct string bytes);
/* Of a file from its beginning, and how many bytes it has, whatever was read of it before; false with errno
 * set. */
bool digest_of_file(int descriptor, struct digest_text *text, uint64_t *bytes);

#endif
