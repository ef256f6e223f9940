/* Capitals at the beginning of sentences and lines (Appendix II, mục I), words that stand twice. */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/syllable.h"
#include "text/unicode.h"

static bool is_small_word(struct string text, size_t from, size_t to)
{
    struct string word = string_slice(text, from, to);
    for (size_t at = 0; at < word.length;)
        if (!text_is_lower(text_next(word, &at)))
            return false;
    return word.length > 1 && text_is_syllable(word);
}

static size_t skip_blanks(struct string text, size_t at)
{
    while (at < text.length && text.bytes[at] == ' ')
        at++;
    return at;
}

/* Behind a full stop a small word is at fault when the word before it is no abbreviation. */
static bool ends_sentence(const struct rule *rule, struct string text, size_t at)
{
    size_t start = word_start(text, at);
    struct string word = string_slice(text, start, at);
    if (text.bytes[at] != '.')
        return start < at;
    return is_small_word(text, start, at) && text_length(word) > 1 && !words_hold(&rule->words, word) &&
           sign_before(text, start) != '.';
}

void measure_sentence_start(struct checking *checking, const struct rule *rule,
                            const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; at + 1 < text.length; at++) {
        size_t next = skip_blanks(text, at + 1);
        if (!strchr(".?!", text.bytes[at]) || next == at + 1 || !ends_sentence(rule, text, at))
            continue;
        size_t end = word_end(text, next);
        if (is_small_word(text, next, end))
            check_add_words(checking, rule, piece, text, at, end, rule->wanted);
    }
}

/* ---- lines ---- */

/* Behind "1.", "1.2.", "a)", "-", "+", "*" and blanks. */
static size_t behind_marker(struct string text)
{
    size_t at = 0, start;
    while (at < text.length && strchr("0123456789.", text.bytes[at]))
        at++;
    start = word_end(text, 0);
    if (at == 0 && start > 0 && start <= 3 && start < text.length && strchr(")./", text.bytes[start]))
        at = start + 1;
    while (at < text.length && strchr("/)-+* ", text.bytes[at]))
        at++;
    return at;
}

/* A line that goes on with the one before, as pages are torn by converters. */
static bool goes_on(struct checking *checking, const struct component_piece *piece)
{
    const struct component_piece *before = piece > checking->act->pieces ? piece - 1 : NULL;
    bool is_text =
        before && (before->component == COMPONENT_BODY || before->component == COMPONENT_CLAUSE ||
                   before->component == COMPONENT_POINT || before->component == COMPONENT_ATTACHED_TO);
    struct string text = is_text ? rule_text(checking, before) : STRING(".");
    unsigned last = sign_before(text, text.length);
    return last == ',' || last == '-' || text_is_letter(last) || text_is_digit(last);
}

void measure_line_start(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    size_t from = behind_marker(text), end = word_end(text, from);
    if (is_small_word(text, from, end) && (from > 0 || !goes_on(checking, piece)))
        check_add_words(checking, rule, piece, text, from, end, rule->wanted);
}

/* ---- twice ---- */

/* A word of the rule's list with the same behind it. */
void measure_words_twice(struct checking *checking, const struct rule *rule,
                         const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; at < text.length;) {
        size_t end = word_end(text, at), next = skip_blanks(text, end);
        if (end == at) {
            text_next(text, &at);
            continue;
        }
        struct string word = string_slice(text, at, end);
        size_t next_end = word_end(text, next);
        if (next > end && string_equal(word, string_slice(text, next, next_end)) &&
            words_hold(&rule->words, word))
            check_add_words(checking, rule, piece, text, at, next_end, rule->wanted);
        at = end;
    }
}
