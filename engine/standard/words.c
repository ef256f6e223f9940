/* Lists of words that components are recognised by. */

#include <string.h>

#include "standard/standard.h"

const struct words *standard_words(const struct standard *standard, const char *name)
{
    static const struct words none = {0};
    for (size_t i = 0; i < standard->wording_count; i++)
        if (string_is(standard->wording[i].name, name))
            return &standard->wording[i];
    return &none;
}

static bool is_letter_byte(char byte)
{
    return (unsigned char)byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

bool words_begin(const struct words *words, struct string folded)
{
    for (size_t i = 0; i < words->count; i++) {
        struct string item = words->folded[i];
        if (item.length > 0 && string_starts_with(folded, item) &&
            (folded.length == item.length || !is_letter_byte(folded.bytes[item.length])))
            return true;
    }
    return false;
}

bool words_have(const struct words *words, struct string folded)
{
    for (size_t i = 0; i < words->count; i++)
        if (string_equal(words->folded[i], folded))
            return true;
    return false;
}

bool words_within(const struct words *words, struct string folded)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->folded[i].length > 0 && string_find(folded, words->folded[i], 0) != SIZE_MAX)
            return true;
    return false;
}

const struct standard_kind *standard_kind_lookup(const struct standard *standard, struct string name)
{
    for (size_t i = 0; i < standard->kind_count; i++) {
        const struct standard_kind *kind = &standard->kinds[i];
        if (string_equal(kind->name, name) ||
            (kind->abbreviation.length > 0 && string_equal(kind->abbreviation, name)))
            return kind;
    }
    return NULL;
}
