/*
 * Capital letters of words as an office writes names: NGUYỄN VĂN AN is Nguyễn Văn An, UBND stays. A word of
 * capitals that is no syllable is an abbreviation: beside small letters always, among capitals when it could
 * hardly be spoken.
 */

#include <string.h>

#include "base/buffer.h"
#include "text/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"

/* More consonants in a row than any word has that is spoken. */
enum { MOST_CONSONANTS = 2 };

struct word {
    struct string text;
    bool has_small, has_capital;
    bool has_small_before_capital; /* ThS, TTg */
};

static struct word word_at(struct string s, size_t from)
{
    struct word word = {0};
    size_t end = from;
    for (size_t next = from; next < s.length; end = next) {
        unsigned code_point = text_next(s, &next);
        if (!text_is_letter(code_point))
            break;
        word.has_small_before_capital |= word.has_small && text_is_upper(code_point);
        word.has_small |= text_is_lower(code_point);
        word.has_capital |= text_is_upper(code_point);
    }
    word.text = string_slice(s, from, end);
    return word;
}

static bool is_vowel(unsigned code_point)
{
    unsigned small = letter_small(letter_lookup(code_point));
    return small != 0 && (small >= 0x80 ? small != 0x111 : strchr("aeiouy", (int)small) != NULL);
}

/* HTX, UBND, QLDA: no vowel, or consonants heaped up; II, IV, XIX. */
static bool is_unspoken(struct string word)
{
    size_t vowels = 0, row = 0, most = 0, roman = 0, length = 0;
    for (size_t offset = 0; offset < word.length; length++) {
        unsigned code_point = text_next(word, &offset);
        bool vowel = is_vowel(code_point);
        vowels += vowel;
        row = vowel ? 0 : row + 1;
        most = row > most ? row : most;
        roman += code_point < 0x80 && strchr("IVX", (int)code_point) != NULL;
    }
    return vowels == 0 || most > MOST_CONSONANTS || roman == length;
}

static bool is_abbreviation(struct arena *arena, struct word word, bool has_small_letters)
{
    bool is_capital = !word.has_small && word.has_capital;
    bool may_be =
        word.has_small_before_capital || (is_capital && (has_small_letters || is_unspoken(word.text)));
    return may_be && !text_is_syllable(text_lower(arena, word.text));
}

/* The Bahnar and Êđê write H'Hen, K'Brôi. */
static bool joins_letter(struct string s, size_t at)
{
    static const struct string marks[] = {{"'", 1}, {"’", 3}};
    for (size_t i = 0; i < 2; i++) {
        struct string mark = marks[i];
        if (at < mark.length || !string_ends_with(string_slice(s, 0, at), mark))
            continue;
        size_t end = at - mark.length, letter = end > 0 ? text_character_start(s, end - 1) : 0, next = letter;
        bool is_letter = end > 0 && text_is_letter(text_next(s, &next));
        next = letter > 0 ? text_character_start(s, letter - 1) : 0;
        bool is_alone = letter == 0 || !text_is_letter(text_next(s, &next));
        return is_letter && is_alone;
    }
    return false;
}

/* Behind a digit and behind what joins words nothing begins: 12b, don't. */
static bool begins_word(struct string s, size_t at)
{
    size_t before = at > 0 ? text_character_start(s, at - 1) : 0;
    unsigned code_point = at > 0 ? text_next(s, &before) : ' ';
    bool is_apostrophe = code_point == '\'' || code_point == 0x2019;
    return is_apostrophe ? joins_letter(s, at) : !text_is_digit(code_point);
}

static bool has_small_letters(struct string s)
{
    for (size_t offset = 0; offset < s.length;)
        if (text_is_lower(text_next(s, &offset)))
            return true;
    return false;
}

struct string text_title_names(struct arena *arena, struct string s)
{
    struct buffer out = {0};
    s = text_normalise(arena, s);
    bool has_small = has_small_letters(s);
    for (size_t from = 0; from < s.length;) {
        struct word word = word_at(s, from);
        size_t next = from;
        if (word.text.length == 0) {
            text_next(s, &next);
            buffer_append_string(&out, string_slice(s, from, next));
        } else if (is_abbreviation(arena, word, has_small) || !begins_word(s, from)) {
            buffer_append_string(&out, word.text);
        } else {
            buffer_append_string(&out, text_capitalize(arena, word.text));
        }
        from = word.text.length == 0 ? next : from + word.text.length;
    }
    struct string title = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return text_normalise(arena, title);
}
