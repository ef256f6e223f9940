/*
 * Every reading of a text is tried. Only words with a letter beyond ASCII tell: in the wrong encoding they
 * are "Céng hoµ", "ViÖt", no syllables.
 */

#include "text/legacy_guess.h"

#include <stdlib.h>

#include "text/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"

enum { MOST_BYTES = 1 << 16, CERTAIN_PERCENT = 50, LEAST_SHAPES = 2 };

/* Words that tell, those of them that are syllables, and letters VIQR cannot have made by chance. */
struct evidence {
    size_t words, syllables, shapes;
};

static bool is_shaped(unsigned code_point)
{
    struct letter letter = letter_lookup(code_point);
    return letter.rank != 0 && letter.toneless >= 0x80;
}

static void add_word(struct evidence *evidence, struct string word, bool is_telling)
{
    if (!is_telling)
        return;
    evidence->words++;
    evidence->syllables += text_is_syllable(word);
}

/* In the wrong encoding signs stand in words: "§iÒu", "x·". */
static bool is_part_of_word(unsigned code_point)
{
    bool is_quote_or_degree = code_point == 0xAB || code_point == 0xBB || code_point == 0xB0;
    bool is_sign = code_point > 0xA0 && code_point <= 0xFF && !is_quote_or_degree;
    return is_sign || text_is_letter(code_point);
}

static struct evidence weigh(struct string text)
{
    struct evidence evidence = {0, 0, 0};
    bool is_telling = false;
    size_t start = 0;
    for (size_t offset = 0; offset < text.length;) {
        size_t at = offset;
        unsigned code_point = text_next(text, &offset);
        evidence.shapes += is_shaped(code_point);
        if (is_part_of_word(code_point)) {
            is_telling |= code_point >= 0x80;
            continue;
        }
        add_word(&evidence, string_slice(text, start, at), is_telling);
        is_telling = false;
        start = offset;
    }
    add_word(&evidence, string_slice(text, start, text.length), is_telling);
    return evidence;
}

/* One word of one is no proof. */
static unsigned percent_of(struct evidence evidence)
{
    return (unsigned)(evidence.syllables * 100 / (evidence.words + 1));
}

bool legacy_apply_guess(const struct legacy_guess *guess, struct string bytes, struct buffer *out)
{
    size_t bad;
    if (guess->is_unicode) {
        struct arena *arena = arena_new();
        bool is_text = text_find_invalid_utf8(bytes) == SIZE_MAX;
        if (is_text)
            buffer_append_string(out, text_normalise(arena, bytes));
        arena_free(arena);
        return is_text;
    }
    return guess->is_character ? legacy_decode_run(guess->encoding, bytes, out, &bad)
                               : legacy_decode(guess->encoding, bytes, out, &bad);
}

static bool try(struct legacy_guess *guess, struct string bytes)
{
    struct buffer text = {0};
    bool is_text = legacy_apply_guess(guess, bytes, &text);
    struct evidence evidence = weigh(buffer_string(&text));
    guess->percent = percent_of(evidence);
    buffer_release(&text);
    return is_text && (guess->is_unicode || guess->percent > 0) &&
           (guess->encoding != LEGACY_VIQR || guess->is_unicode || evidence.shapes >= LEAST_SHAPES);
}

static int compare_guesses(const void *a, const void *b)
{
    const struct legacy_guess *first = a, *second = b;
    if (first->percent != second->percent)
        return first->percent < second->percent ? 1 : -1;
    if (first->is_unicode != second->is_unicode)
        return first->is_unicode ? -1 : 1;
    return (int)first->encoding - (int)second->encoding;
}

/* The beginning is enough; it ends between lines, for a character may be several bytes. */
static struct string beginning(struct string bytes)
{
    size_t length = bytes.length;
    if (length <= MOST_BYTES)
        return bytes;
    for (length = MOST_BYTES; length > MOST_BYTES / 2 && bytes.bytes[length - 1] != '\n';)
        length--;
    return string_slice(bytes, 0, length);
}

size_t legacy_guess(struct string bytes, struct legacy_guess guesses[LEGACY_GUESSES])
{
    size_t count = 0;
    struct string part = beginning(bytes);
    struct legacy_guess unicode = {.is_unicode = true};
    bool is_utf8 = try(&unicode, part);
    bool is_ascii = is_utf8 && text_length(part) == part.length;
    if (is_utf8)
        guesses[count++] = unicode;
    if (unicode.percent >= CERTAIN_PERCENT)
        return count;
    for (int encoding = 0; encoding < LEGACY_COUNT; encoding++) {
        struct legacy_guess guess = {.encoding = (enum legacy_encoding)encoding};
        guess.is_character = is_utf8 && !is_ascii;
        if (try(&guess, part))
            guesses[count++] = guess;
    }
    qsort(guesses, count, sizeof *guesses, compare_guesses);
    return count;
}

static bool read_alike(const struct legacy_guess *a, const struct legacy_guess *b, struct string bytes)
{
    struct buffer first = {0}, second = {0};
    legacy_apply_guess(a, bytes, &first);
    legacy_apply_guess(b, bytes, &second);
    bool are_alike = string_equal(buffer_string(&first), buffer_string(&second));
    buffer_release(&first);
    buffer_release(&second);
    return are_alike;
}

bool legacy_choose(struct string bytes, struct legacy_guess *chosen)
{
    struct legacy_guess guesses[LEGACY_GUESSES];
    size_t count = legacy_guess(bytes, guesses);
    bool is_chosen = count > 0 && guesses[0].percent >= CERTAIN_PERCENT;
    for (size_t i = 1; is_chosen && i < count && guesses[i].percent == guesses[0].percent; i++)
        is_chosen = read_alike(&guesses[0], &guesses[i], beginning(bytes));
    if (is_chosen)
        *chosen = guesses[0];
    for (size_t i = 0; !is_chosen && i < count; i++) {
        is_chosen = guesses[i].is_unicode;
        *chosen = guesses[i];
    }
    return is_chosen;
}

bool legacy_reads_better(enum legacy_encoding encoding, struct string text, struct buffer *out)
{
    struct legacy_guess unicode = {.is_unicode = true}, old = {.is_character = true, .encoding = encoding};
    return try(&unicode, text) && try(&old, text) && old.percent > unicode.percent &&
           old.percent >= CERTAIN_PERCENT && legacy_apply_guess(&old, text, out);
}

/* ---- words of two kinds in one run ---- */

/* The word at `from` with the blanks behind it. */
static struct string word_at(struct string text, size_t from)
{
    size_t end = from;
    while (end < text.length && text.bytes[end] != ' ')
        end++;
    while (end < text.length && text.bytes[end] == ' ')
        end++;
    return string_slice(text, from, end);
}

/* The words of an encoding as they are, and all words with those decoded. */
static void read_words(enum legacy_encoding encoding, struct string text, struct buffer *old,
                       struct buffer *all)
{
    size_t bad;
    for (size_t from = 0; from < text.length;) {
        struct string word = word_at(text, from);
        if (legacy_decode_run(encoding, word, all, &bad))
            buffer_append_string(old, word);
        else
            buffer_append_string(all, word);
        from += word.length;
    }
}

bool legacy_decode_words(enum legacy_encoding encoding, struct string text, struct buffer *out)
{
    struct buffer old = {0}, decoded = {0}, all = {0};
    read_words(encoding, text, &old, &all);
    bool is_old = legacy_reads_better(encoding, buffer_string(&old), &decoded);
    if (is_old)
        buffer_append_string(out, buffer_string(&all));
    buffer_release(&old);
    buffer_release(&decoded);
    buffer_release(&all);
    return is_old;
}

const char *legacy_guess_name(const struct legacy_guess *guess)
{
    return guess->is_unicode ? "utf-8" : legacy_name(guess->encoding);
}
