/* What should be written in one way all through a document: tones, i and y, signs, decimals. */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/tone.h"
#include "text/unicode.h"

enum { WAYS = 2 };

/* The two ways of writing something, how often each stands and where it does first. */
struct ways {
    size_t counts[WAYS];
    const struct component_piece *pieces[WAYS];
    struct string shown[WAYS];
};

static void count_way(struct ways *ways, int way, const struct component_piece *piece, struct string shown)
{
    if (ways->counts[way]++ == 0) {
        ways->pieces[way] = piece;
        ways->shown[way] = shown;
    }
}

/* The rarer way is told. */
static void tell_ways(struct checking *checking, const struct rule *rule, const struct ways *ways)
{
    if (ways->counts[0] == 0 || ways->counts[1] == 0)
        return;
    int rare = ways->counts[1] <= ways->counts[0] ? 1 : 0, usual = 1 - rare;
    check_add(
        checking, rule, ways->pieces[rare], NULL,
        arena_format(checking->arena, "“%.*s” (%zu chỗ) và “%.*s” (%zu chỗ)\x1f“%.*s” (%zu) and “%.*s” (%zu)",
                     STRING_FORMAT(ways->shown[rare]), ways->counts[rare], STRING_FORMAT(ways->shown[usual]),
                     ways->counts[usual], STRING_FORMAT(ways->shown[rare]), ways->counts[rare],
                     STRING_FORMAT(ways->shown[usual]), ways->counts[usual]),
        rule->wanted);
}

typedef void count_words(struct checking *, const struct rule *, const struct component_piece *,
                         struct ways *);

static void measure_ways(struct checking *checking, const struct rule *rule, count_words *count)
{
    struct ways ways = {0};
    for (size_t i = 0; i < checking->act->piece_count; i++)
        if (check_is_of(rule, checking->act->pieces[i].component))
            count(checking, rule, &checking->act->pieces[i], &ways);
    tell_ways(checking, rule, &ways);
}

/* ---- tones ---- */

/* Names keep their tones: words with capitals do not count. */
static void count_tones(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece, struct ways *ways)
{
    (void)rule;
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; at < text.length;) {
        size_t end = word_end(text, at);
        struct string word = string_slice(text, at, end);
        if (end == at) {
            text_next(text, &at);
            continue;
        }
        at = end;
        if (!text_is_lower(sign_at(word, 0)))
            continue;
        if (!string_equal(text_place_tones(checking->arena, word, TONE_NEW), word))
            count_way(ways, 0, piece, word);
        else if (!string_equal(text_place_tones(checking->arena, word, TONE_OLD), word))
            count_way(ways, 1, piece, word);
    }
}

void measure_one_tone_style(struct checking *checking, const struct rule *rule)
{
    measure_ways(checking, rule, count_tones);
}

/* ---- pairs of spellings ---- */

struct spellings {
    struct string ways[WAYS];
};

static size_t count_in(struct string text, struct string word)
{
    size_t count = 0;
    for (size_t at = string_find(text, word, 0); at != SIZE_MAX;
         at = string_find(text, word, at + word.length))
        count += is_whole_word(text, at, at + word.length);
    return count;
}

/* Each word of the rule is two spellings: "kỹ/kĩ". */
void measure_one_spelling(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < rule->words.count; i++) {
        struct string pair = rule->words.items[i];
        size_t slash = string_find(pair, STRING("/"), 0);
        struct ways ways = {0};
        struct spellings spellings = {
            {string_slice(pair, 0, slash == SIZE_MAX ? pair.length : slash),
             string_slice(pair, slash == SIZE_MAX ? pair.length : slash + 1, pair.length)}};
        for (size_t j = 0; spellings.ways[1].length > 0 && j < checking->act->piece_count; j++) {
            const struct component_piece *piece = &checking->act->pieces[j];
            struct string text =
                check_is_of(rule, piece->component) ? rule_text(checking, piece) : STRING("");
            for (int way = 0; way < WAYS; way++)
                for (size_t k = count_in(text, spellings.ways[way]); k > 0; k--)
                    count_way(&ways, way, piece, spellings.ways[way]);
        }
        tell_ways(checking, rule, &ways);
    }
}

/* ---- signs ---- */

/* Straight quotation marks beside “…”. */
static void count_quotes(struct checking *checking, const struct rule *rule,
                         const struct component_piece *piece, struct ways *ways)
{
    (void)rule;
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if (c == '"')
            count_way(ways, 1, piece, STRING("\""));
        else if (c == 0x201C)
            count_way(ways, 0, piece, STRING("“"));
    }
}

void measure_one_quote_style(struct checking *checking, const struct rule *rule)
{
    measure_ways(checking, rule, count_quotes);
}

/* The sign that begins items of a list. */
static void count_dashes(struct checking *checking, const struct rule *rule,
                         const struct component_piece *piece, struct ways *ways)
{
    (void)rule;
    struct string text = rule_text(checking, piece);
    unsigned first = sign_at(text, 0);
    if (first == '-' || first == 0x2013 || first == 0x2014)
        count_way(ways, first != '-', piece, first == '-' ? STRING("-") : STRING("–"));
}

void measure_one_dash(struct checking *checking, const struct rule *rule)
{
    measure_ways(checking, rule, count_dashes);
}

/* ---- decimals ---- */

static bool is_digit_byte(struct string text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* "98,3%": the digits behind the sign; 0 when it is no such percentage. */
static size_t percentage_at(struct string text, size_t at, char *sign, size_t *end)
{
    size_t digits = 0, next = at;
    while (is_digit_byte(text, next))
        next++;
    if (next == at || next >= text.length || !strchr(",.", text.bytes[next]))
        return 0;
    *sign = text.bytes[next++];
    while (is_digit_byte(text, next + digits))
        digits++;
    *end = next + digits;
    size_t percent = *end + (*end < text.length && text.bytes[*end] == ' ');
    return percent < text.length && text.bytes[percent] == '%' ? digits : 0;
}

static bool begins_number(struct string text, size_t at)
{
    return is_digit_byte(text, at) && (at == 0 || !is_digit_byte(text, at - 1)) &&
           (at == 0 || !strchr(",./", text.bytes[at - 1]));
}

/* "98.3%": a point where a comma belongs. */
void measure_decimal_comma(struct checking *checking, const struct rule *rule,
                           const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; at < text.length; at++) {
        char sign = 0;
        size_t end = at, digits = begins_number(text, at) ? percentage_at(text, at, &sign, &end) : 0;
        if (digits > 0 && digits != 3 && sign == '.')
            check_add_words(checking, rule, piece, text, at, end, rule->wanted);
    }
}

/* Noughts at the end may be left out: a single shorter number proves nothing. */
void measure_one_precision(struct checking *checking, const struct rule *rule)
{
    enum { DIGITS_MOST = 4 };
    size_t counts[DIGITS_MOST + 1] = {0}, first = 0, second = 0;
    const struct component_piece *where = NULL;
    for (size_t i = 0; i < checking->act->piece_count; i++) {
        const struct component_piece *piece = &checking->act->pieces[i];
        struct string text = check_is_of(rule, piece->component) ? rule_text(checking, piece) : STRING("");
        for (size_t at = 0; at < text.length; at++) {
            char sign = 0;
            size_t end = at, digits = begins_number(text, at) ? percentage_at(text, at, &sign, &end) : 0;
            if (digits == 0 || digits > DIGITS_MOST)
                continue;
            counts[digits]++;
            where = where ? where : piece;
        }
    }
    for (size_t digits = 1; digits <= DIGITS_MOST; digits++)
        if (counts[digits] > 1) {
            second = first > 0 ? digits : second;
            first = first > 0 ? first : digits;
        }
    if (second > 0)
        check_add(checking, rule, where, NULL,
                  arena_format(checking->arena, "%zu và %zu chữ số sau dấu phẩy\x1f%zu and %zu decimals",
                               first, second, first, second),
                  rule->wanted);
}
