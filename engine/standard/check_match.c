/* Words that must not stand, must stand, or are written in one way. */

#include <regex.h>
#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/look_alike.h"
#include "text/tone.h"
#include "text/unicode.h"

/* ---- patterns with accents ---- */

/* Finds the pattern in [from, length) of a terminated text. */
static bool find_match(const struct pattern *pattern, struct string text, size_t from, regmatch_t *match)
{
    *match = (regmatch_t){.rm_so = (regoff_t)from, .rm_eo = (regoff_t)text.length};
    return regexec(&pattern->compiled, text.bytes, 1, match, REG_STARTEND | (from > 0 ? REG_NOTBOL : 0)) == 0;
}

/* Words of the rule are no fault although they match. */
static bool is_excepted(const struct rule *rule, struct string match)
{
    for (size_t i = 0; i < rule->words.count; i++)
        if (string_find(match, rule->words.items[i], 0) != SIZE_MAX)
            return true;
    return false;
}

enum { PLACES_MOST = 32 };

/* Where patterns matched in a piece: what two of them find is told once. */
struct match_places {
    size_t from[PLACES_MOST], to[PLACES_MOST], count;
};

static bool is_new_place(struct match_places *places, size_t from, size_t to)
{
    for (size_t i = 0; i < places->count; i++)
        if (from < places->to[i] && places->from[i] < to)
            return false;
    if (places->count < PLACES_MOST) {
        places->from[places->count] = from;
        places->to[places->count++] = to;
    }
    return true;
}

/* Each place where a pattern of `avoids` is found, accents and case as they are. */
void measure_words_avoided(struct checking *checking, const struct rule *rule,
                           const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    struct match_places places = {.count = 0};
    for (size_t i = 0; i < rule->avoid_count; i++) {
        regmatch_t match;
        for (size_t at = 0; at < text.length && find_match(&rule->avoids[i], text, at, &match);) {
            size_t from = (size_t)match.rm_so, to = (size_t)match.rm_eo;
            struct string around = string_slice(text, from > 8 ? from - 8 : 0, to);
            if (!is_excepted(rule, around) && is_new_place(&places, from, to))
                check_add_words(checking, rule, piece, text, from, to, rule->wanted);
            at = to > at ? to : at + 1;
        }
    }
}

/* One of the patterns must be found in one of the pieces. */
void measure_phrase(struct checking *checking, const struct rule *rule)
{
    regmatch_t match;
    const struct act *act = checking->act;
    for (size_t i = 0; i < act->piece_count; i++)
        for (size_t j = 0; check_is_of(rule, act->pieces[i].component) && j < rule->match_count; j++)
            if (find_match(&rule->matches[j], rule_text(checking, &act->pieces[i]), 0, &match))
                return;
    check_add(checking, rule, NULL, NULL, string_of(PROBLEM_WORDS("không có", "none")), rule->wanted);
}

/* The component must not stand in such a document. */
void measure_absence(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < rule->component_count; i++) {
        const struct component_piece *piece = act_first(checking->act, rule->components[i]);
        if (piece)
            check_add_piece(checking, rule, piece, rule->wanted);
    }
}

/* ---- a text that is fixed ---- */

/* Letters alone, small, tones in one style. */
static struct string letters_of(struct checking *checking, struct string text)
{
    struct buffer out = {0};
    buffer_append_text(&out, "");
    text = text_replace_look_alikes(checking->arena, text_normalise(checking->arena, text));
    text = text_place_tones(checking->arena, text_lower(checking->arena, text), TONE_OLD);
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if (text_is_letter(c))
            buffer_append_code_point(&out, c);
    }
    struct string letters = arena_copy(checking->arena, buffer_string(&out));
    buffer_release(&out);
    return letters;
}

/* The component is one of the texts; case, blanks and signs are other rules' matter. */
void measure_wording(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < rule->component_count; i++) {
        const struct component_piece *piece = act_first(checking->act, rule->components[i]);
        struct string text =
            act_text(checking->arena, checking->components, checking->act, rule->components[i]);
        struct string letters = letters_of(checking, text);
        bool is_one = !piece;
        for (size_t j = 0; j < rule->words.count; j++)
            is_one |= string_equal(letters, letters_of(checking, rule->words.items[j]));
        if (!is_one)
            check_add(checking, rule, piece, NULL, check_quoted(checking, text), rule->wanted);
    }
}

/* ---- words with fixed capitals ---- */

static struct string one_tone(struct checking *checking, struct string text)
{
    return text_place_tones(checking->arena, text, TONE_OLD);
}

static size_t first_character(struct string text)
{
    size_t at = 0;
    if (text.length > 0)
        text_next(text, &at);
    return at;
}

/* The first letter may be a capital where a sentence begins; words in a line of capitals are as they are. */
static bool is_written_so(struct checking *checking, struct string text, size_t from, struct string right)
{
    struct string own = string_slice(text, from, from + right.length);
    size_t first = first_character(right);
    if (string_equal(own, right) || is_all_upper(own))
        return true;
    struct string capital = text_upper_first(checking->arena, string_slice(right, 0, first));
    return is_sentence_start(text, from) &&
           string_equal(string_slice(own, 0, first_character(own)), capital) &&
           string_equal(string_slice(own, first_character(own), own.length),
                        string_slice(right, first, right.length));
}

static void look_for(struct checking *checking, const struct rule *rule, const struct component_piece *piece,
                     struct string text, struct string small, struct string right)
{
    struct string wanted = text_lower(checking->arena, right);
    for (size_t at = string_find(small, wanted, 0); at != SIZE_MAX;
         at = string_find(small, wanted, at + wanted.length)) {
        size_t end = at + wanted.length;
        if (is_whole_word(text, at, end) && !is_written_so(checking, text, at, right))
            check_add(checking, rule, piece, NULL, check_quoted(checking, string_slice(text, at, end)),
                      check_quoted(checking, right));
    }
}

/* Where words stand, they stand with these capitals: “Thủ đô Hà Nội”. */
void measure_fixed_words(struct checking *checking, const struct rule *rule,
                         const struct component_piece *piece)
{
    struct string text = one_tone(checking, rule_text(checking, piece));
    struct string small = text_lower(checking->arena, text);
    if (small.length != text.length)
        return;
    for (size_t i = 0; i < rule->words.count; i++)
        look_for(checking, rule, piece, text, small, one_tone(checking, rule->words.items[i]));
}
