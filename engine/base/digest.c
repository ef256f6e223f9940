/* Hashes of what was read and written, to know it again. */

#include "base/digest.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

void digest_init(struct digest *digest)
{
    sha256_init(&digest->state);
}

void digest_add(struct digest *digest, struct string bytes)
{
    sha256_update(&digest->state, bytes.length, (const uint8_t *)bytes.bytes);
}

void digest_add_part(struct digest *digest, struct string bytes)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu:", bytes.length);
    digest_add(digest, (struct string){digits, (size_t)length});
    digest_add(digest, bytes);
}

struct digest_text digest_end(struct digest *digest)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    struct digest_text text = {""};
    sha256_digest(&digest->state, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        text.hex[2 * i] = digits[bytes[i] >> 4];
        text.hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    return text;
}

struct digest_text digest_of(struct string bytes)
{
    struct digest digest;
    digest_init(&digest);
    digest_add(&digest, bytes);
    return digest_end(&digest);
}

bool digest_of_file(int descriptor, struct digest_text *text, uint64_t *bytes)
{
    char piece[1 << 14];
    struct digest digest;
    ssize_t got;
    digest_init(&digest);
    *bytes = 0;
    while ((got = pread(descriptor, piece, sizeof piece, (off_t)*bytes)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        digest_add(&digest, (struct string){piece, (size_t)got});
        *bytes += (uint64_t)got;
    }
    *text = digest_end(&digest);
    return true;
}
