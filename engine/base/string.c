#include "base/string.h"

#include <stdint.h>
#include <string.h>

struct string string_of(const char *terminated)
{
    return (struct string){terminated, strlen(terminated)};
}

struct string string_slice(struct string s, size_t from, size_t to)
{
    if (to > s.length)
        to = s.length;
    if (from > to)
        from = to;
    return (struct string){s.bytes + from, to - from};
}

bool string_equal(struct string a, struct string b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool string_is(struct string s, const char *terminated)
{
    return string_equal(s, string_of(terminated));
}

bool string_starts_with(struct string s, struct string prefix)
{
    return s.length >= prefix.length && string_equal(string_slice(s, 0, prefix.length), prefix);
}

bool string_ends_with(struct string s, struct string suffix)
{
    return s.length >= suffix.length &&
           string_equal(string_slice(s, s.length - suffix.length, s.length), suffix);
}

int string_compare(struct string a, struct string b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common > 0 ? memcmp(a.bytes, b.bytes, common) : 0;
    if (order != 0)
        return order < 0 ? -1 : 1;
    return a.length < b.length ? -1 : a.length > b.length;
}

size_t string_find(struct string s, struct string needle, size_t from)
{
    if (from > s.length)
        return SIZE_MAX;
    if (needle.length == 0)
        return from;
    if (s.length == 0)
        return SIZE_MAX;
    const char *found = memmem(s.bytes + from, s.length - from, needle.bytes, needle.length);
    return found != NULL ? (size_t)(found - s.bytes) : SIZE_MAX;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct string string_trim(struct string s)
{
    while (s.length > 0 && is_blank(s.bytes[0]))
        s = string_slice(s, 1, s.length);
    while (s.length > 0 && is_blank(s.bytes[s.length - 1]))
        s.length--;
    return s;
}

int string_hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

unsigned long long string_hash(struct string s)
{
    unsigned long long hash = 0xcbf29ce484222325ull;
    for (size_t i = 0; i < s.length; i++)
        hash = (hash ^ (unsigned char)s.bytes[i]) * 0x100000001b3ull;
    return hash;
}
