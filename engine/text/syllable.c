/*
 * A word loses its tone and its capitals, then an initial; the rest must be a rime:
 *
 *     Nghiệp → nghiêp + nặng → ngh + iêp, which ends in p: sắc or nặng alone
 */

#include "text/syllable.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "text/letters.h"
#include "text/unicode.h"

/* "gi" and "qu" take their vowel along: gia = gi + a, but gì = g + i. */
static const char *const initials[] = {
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
    "đ",   "g",  "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v", "x", "",
};

static const char *const rimes[] = {
    "a",   "ac",  "ach",  "ai",   "am",   "an",   "ang",  "anh",  "ao",  "ap",  "at",   "au",  "ay",   "ăc",
    "ăm",  "ăn",  "ăng",  "ăp",   "ăt",   "âc",   "âm",   "ân",   "âng", "âp",  "ât",   "âu",  "ây",   "e",
    "ec",  "em",  "en",   "eng",  "eo",   "ep",   "et",   "ê",    "êch", "êm",  "ên",   "ênh", "êp",   "êt",
    "êu",  "i",   "ia",   "ich",  "im",   "in",   "inh",  "ip",   "it",  "iu",  "iêc",  "iêm", "iên",  "iêng",
    "iêp", "iêt", "iêu",  "o",    "oc",   "oi",   "om",   "on",   "ong", "op",  "ot",   "oa",  "oac",  "oach",
    "oai", "oan", "oang", "oanh", "oao",  "oap",  "oat",  "oay",  "oam", "oăc", "oăm",  "oăn", "oăng", "oăt",
    "oe",  "oen", "oeo",  "oet",  "oong", "ooc",  "ô",    "ôc",   "ôi",  "ôm",  "ôn",   "ông", "ôp",   "ôt",
    "ơ",   "ơi",  "ơm",   "ơn",   "ơp",   "ơt",   "u",    "ua",   "uc",  "ui",  "um",   "un",  "ung",  "up",
    "ut",  "uân", "uâng", "uât",  "uây",  "uê",   "uêch", "uênh", "uôc", "uôi", "uôm",  "uôn", "uông", "uôt",
    "uơ",  "uy",  "uya",  "uych", "uyên", "uyêt", "uynh", "uyt",  "uyn", "uyp", "uyu",  "ư",   "ưa",   "ưc",
    "ưi",  "ưm",  "ưn",   "ưng",  "ưt",   "ưu",   "ươc",  "ươi",  "ươm", "ươn", "ương", "ươp", "ươt",  "ươu",
    "y",   "yêm", "yên",  "yêng", "yêt",  "yêu",  "ynh",  "yt",   "ych", "yn",  "ya",
};

enum { MOST_LETTERS = 7 };

struct plain {
    struct buffer letters; /* small, without tone */
    enum tone tone;
};

/* Letters of the table alone, one tone at most, capitals as at the beginning of a word or in all of it. */
static bool read_word(struct string word, struct plain *plain)
{
    size_t count = 0, capitals = 0;
    bool begins_with_capital = false;
    for (size_t offset = 0; offset < word.length; count++) {
        unsigned code_point = text_next(word, &offset);
        struct letter letter = letter_lookup(code_point);
        if (letter.rank == 0 || count == MOST_LETTERS || (letter.tone != NGANG && plain->tone != NGANG))
            return false;
        capitals += text_is_upper(code_point);
        begins_with_capital |= count == 0 && text_is_upper(code_point);
        plain->tone = letter.tone != NGANG ? letter.tone : plain->tone;
        buffer_append_code_point(&plain->letters, letter_small(letter));
    }
    return count > 0 && (capitals == 0 || capitals == count || (capitals == 1 && begins_with_capital));
}

static bool is_rime(struct string rest, enum tone tone)
{
    bool is_stopped = string_ends_with(rest, STRING("p")) || string_ends_with(rest, STRING("t")) ||
                      string_ends_with(rest, STRING("c")) || string_ends_with(rest, STRING("ch"));
    if (is_stopped && tone != SAC && tone != NANG)
        return false;
    for (size_t i = 0; i < sizeof rimes / sizeof rimes[0]; i++)
        if (string_is(rest, rimes[i]))
            return true;
    return false;
}

/* c, g, ng are written k, gh, ngh before e, ê, i; those stand nowhere else. But gìn. */
static bool fits(const char *initial, struct string rest)
{
    static const struct {
        const char *initial, *vowels;
        bool is_wanted;
    } rules[] = {{"c", "eiy", false}, {"g", "e", false},  {"ng", "ei", false},
                 {"k", "eiy", true},  {"gh", "ei", true}, {"ngh", "ei", true}};
    bool is_e = string_starts_with(rest, STRING("ê"));
    char vowel = is_e ? 'e' : rest.length > 0 ? rest.bytes[0] : '\0';
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i].initial, initial) == 0)
            return (vowel != '\0' && strchr(rules[i].vowels, vowel) != NULL) == rules[i].is_wanted;
    return true;
}

static bool is_split(struct string letters, const char *initial, enum tone tone)
{
    if (!string_starts_with(letters, string_of(initial)))
        return false;
    struct string rest = string_slice(letters, strlen(initial), letters.length);
    return fits(initial, rest) && is_rime(rest, tone);
}

bool text_is_syllable(struct string word)
{
    struct plain plain = {.tone = NGANG};
    bool is_one = false;
    if (read_word(word, &plain)) {
        struct string letters = buffer_string(&plain.letters);
        for (size_t i = 0; i < sizeof initials / sizeof initials[0] && !is_one; i++)
            is_one = is_split(letters, initials[i], plain.tone);
    }
    buffer_release(&plain.letters);
    return is_one;
}
