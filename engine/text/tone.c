/*
 * Tones of oa, oe, uy. A text is read in words, runs of letters; only the last
 * three letters of a word matter:
 *
 *     th [ủ y] .      before: a consonant but q, or nothing
 *     qu [ý]          the u belongs to the consonant: stays
 */

#include "text/tone.h"

#include <stdint.h>

#include "base/buffer.h"
#include "text/letters.h"
#include "text/unicode.h"

/* The end of a word: its last three letters, 0 where it has fewer, and where the last two begin. */
struct ending {
    unsigned before, first, second;
    size_t start;
};

/* ASCII small letter of a letter without tone, which is 0 for ă, â, đ and the like. */
static char plain_small(struct letter letter)
{
    return letter.rank != 0 && letter.toneless < 0x80 ? (char)(letter.toneless | 0x20) : 0;
}

static bool is_vowel(unsigned code_point)
{
    struct letter letter = letter_lookup(code_point);
    return letter.rank != 0 && letter_with_tone(letter.toneless, SAC) != 0;
}

static bool is_pair(const struct ending *ending)
{
    static const char pairs[][2] = {{'o', 'a'}, {'o', 'e'}, {'u', 'y'}};
    char first = plain_small(letter_lookup(ending->first)),
         second = plain_small(letter_lookup(ending->second));
    if (is_vowel(ending->before) || ending->before == 'q' || ending->before == 'Q')
        return false;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        if (first == pairs[i][0] && second == pairs[i][1])
            return true;
    return false;
}

/* Moves the tone of the pair; false when it stands there already, or there is none. */
static bool move_tone(struct ending *ending, enum tone_style style)
{
    struct letter first = letter_lookup(ending->first), second = letter_lookup(ending->second);
    if (!is_pair(ending) || (first.tone == NGANG) == (second.tone == NGANG))
        return false;
    if ((first.tone != NGANG) == (style == TONE_OLD))
        return false;
    enum tone tone = first.tone != NGANG ? first.tone : second.tone;
    ending->first = letter_with_tone(first.toneless, style == TONE_OLD ? tone : NGANG);
    ending->second = letter_with_tone(second.toneless, style == TONE_NEW ? tone : NGANG);
    return true;
}

/* Moves *offset behind the run of letters there. */
static struct ending read_word(struct string s, size_t *offset)
{
    struct ending ending = {0, 0, 0, *offset};
    size_t last = *offset;
    for (size_t next = *offset; next < s.length; *offset = next) {
        unsigned code_point = text_next(s, &next);
        if (!text_is_letter(code_point))
            break;
        ending = (struct ending){ending.first, ending.second, code_point, last};
        last = *offset;
    }
    return ending;
}

struct string text_place_tones(struct arena *arena, struct string s, enum tone_style style)
{
    struct buffer out = {0};
    size_t done = 0;
    for (size_t offset = 0; style != TONE_KEEP && offset < s.length;) {
        struct ending ending = read_word(s, &offset);
        if (move_tone(&ending, style)) {
            buffer_append_string(&out, string_slice(s, done, ending.start));
            buffer_append_code_point(&out, ending.first);
            buffer_append_code_point(&out, ending.second);
            done = offset;
        }
        if (offset < s.length)
            text_next(s, &offset);
    }
    if (done == 0)
        return s;
    buffer_append_string(&out, string_slice(s, done, s.length));
    struct string result = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return result;
}

/* The name at `at` as a whole word or words; its length, 0 when there is none. The longest is taken. */
static size_t name_length(struct string s, size_t at, const struct string *names, size_t count)
{
    size_t longest = 0, before = at > 0 ? text_character_start(s, at - 1) : 0;
    if (at > 0 && text_is_letter(text_next(s, &before)))
        return 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = at + names[i].length;
        if (names[i].length <= longest || !string_starts_with(string_slice(s, at, s.length), names[i]))
            continue;
        if (end == s.length || !text_is_letter(text_next(s, &(size_t){end})))
            longest = names[i].length;
    }
    return longest;
}

struct string text_place_tones_beside(struct arena *arena, struct string s, enum tone_style style,
                                      const struct string *names, size_t count)
{
    struct buffer out = {0};
    size_t done = 0;
    if (style == TONE_KEEP || count == 0)
        return text_place_tones(arena, s, style);
    for (size_t at = 0; at < s.length;) {
        size_t length = name_length(s, at, names, count);
        if (length == 0) {
            text_next(s, &at);
            continue;
        }
        buffer_append_string(&out, text_place_tones(arena, string_slice(s, done, at), style));
        buffer_append_string(&out, string_slice(s, at, at + length));
        done = at += length;
    }
    buffer_append_string(&out, text_place_tones(arena, string_slice(s, done, s.length), style));
    struct string result = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return result;
}
