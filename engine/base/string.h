#ifndef VANBAN_BASE_STRING_H
#define VANBAN_BASE_STRING_H

/*
 * A borrowed run of bytes: UTF-8 unless a function says otherwise, not
 * necessarily NUL-terminated. Strings are passed by value and own nothing.
 */

#include <stdbool.h>
#include <stddef.h>

struct string {
    const char *bytes;
    size_t length;
};

/* A string of a literal: STRING("abc"). */
#define STRING(literal) ((struct string){(literal), sizeof(literal) - 1})
/* For printf("%.*s"). */
#define STRING_FORMAT(s) (int)(s).length, (s).bytes

struct string string_of(const char *terminated);
struct string string_slice(struct string s, size_t from, size_t to);
bool string_equal(struct string a, struct string b);
bool string_is(struct string s, const char *terminated);
bool string_starts_with(struct string s, struct string prefix);
bool string_ends_with(struct string s, struct string suffix);
int string_compare(struct string a, struct string b);
/* The offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t string_find(struct string s, struct string needle, size_t from);
/* Without ASCII white space at both ends. */
struct string string_trim(struct string s);
/* What a hexadecimal digit is worth; -1 for anything else. */
int string_hex_digit(char byte);
/* FNV-1a, 64 bits; never used where an adversary's collisions could hurt. */
unsigned long long string_hash(struct string s);

#endif
