#ifndef VANBAN_WORD_HASH_SET_H
#define VANBAN_WORD_HASH_SET_H

/* A set of 64-bit hashes of ids, which are not stored: a collision is one in 2^40 documents. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash_set {
    uint64_t *slots;
    size_t count, capacity;
};
/* False if it was there already. */
bool hash_set_add(struct hash_set *set, uint64_t hash);
bool hash_set_has(const struct hash_set *set, uint64_t hash);
void hash_set_release(struct hash_set *set);
/* A number of which every bit depends on every bit of the hash. */
uint64_t hash_mix(uint64_t hash);

#endif
