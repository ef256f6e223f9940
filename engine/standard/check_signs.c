/* Letters and signs: look-alikes, marks apart from their letters, blanks, punctuation, pairs. */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/look_alike.h"
#include "text/syllable.h"
#include "text/unicode.h"

/* ---- letters ---- */

void measure_look_alikes(struct checking *checking, const struct rule *rule,
                         const struct component_piece *piece)
{
    struct string text = text_normalise(checking->arena, piece_text(checking->components, piece));
    for (size_t at = text_find_look_alike(text, 0); at < text.length; at = text_find_look_alike(text, at)) {
        size_t next = at;
        unsigned own = text_next(text, &next), letter = text_look_alike(own);
        struct buffer right = {0};
        buffer_append_code_point(&right, letter);
        if (own != 0x2010)
            check_add_words(checking, rule, piece, text, at, next,
                            arena_format(checking->arena,
                                         "chữ %s (U+%04X), không phải U+%04X\x1f%s (U+%04X), not U+%04X",
                                         right.bytes, letter, own, right.bytes, letter, own));
        buffer_release(&right);
        at = next;
    }
}

void measure_composed(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    if (!text_is_nfc(piece_text(checking->components, piece)))
        check_add_piece(checking, rule, piece, rule->wanted);
}

static bool is_hidden(unsigned c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF ||
           c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF);
}

/* Characters that are not seen or that no font knows. */
void measure_hidden(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct string text = piece_text(checking->components, piece);
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if (is_hidden(c))
            check_add(checking, rule, piece, NULL, arena_format(checking->arena, "U+%04X", c), rule->wanted);
    }
}

/* ---- blanks ---- */

static bool is_word_sign(unsigned c)
{
    return c != 0 && (text_is_letter(c) || text_is_digit(c));
}

static bool is_closing(unsigned c)
{
    return is_word_sign(c) || (c < 0x80 && strchr(",.;:)%", (int)c) && c != 0) || c == 0x201D;
}

/* Two blanks between words; a slot that waits for a number or day is blank. */
void measure_double_blanks(struct checking *checking, const struct rule *rule,
                           const struct component_piece *piece)
{
    enum { SLOT = 4 };
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; !piece->is_by_blanks && at < text.length; at++) {
        size_t end = at;
        while (end < text.length && text.bytes[end] == ' ')
            end++;
        size_t word = word_start(text, at);
        bool is_slot = words_hold(&rule->words, string_slice(text, word, at)) || end - at >= SLOT;
        if (end - at > 1 && !is_slot && is_closing(sign_before(text, at)) && is_word_sign(sign_at(text, end)))
            check_add_words(checking, rule, piece, text, at, end, rule->wanted);
        at = end > at ? end : at;
    }
}

static unsigned before_blanks(struct string text, size_t at)
{
    while (at > 0 && text.bytes[at - 1] == ' ')
        at--;
    return sign_before(text, at);
}

/* A blank before , ; : ! ? . and behind a word; dots that wait to be filled in are none of these. */
void measure_blank_before(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece)
{
    enum { SHORT_MOST = 12 }; /* "Căn cứ …… ;" waits to be filled in */
    struct string text = rule_text(checking, piece);
    for (size_t at = 1; text.length > SHORT_MOST && at < text.length; at++) {
        bool is_sign = strchr(",;:!?.", text.bytes[at]) != NULL;
        bool is_row = text.bytes[at] == '.' && at + 1 < text.length && strchr("./", text.bytes[at + 1]);
        bool is_slot = at > 1 && text.bytes[at - 2] == ' ';
        if (is_sign && !is_row && !is_slot && text.bytes[at - 1] == ' ' &&
            is_word_sign(before_blanks(text, at)))
            check_add_words(checking, rule, piece, text, at - 1, at + 1, rule->wanted);
    }
}

static bool is_small_syllable(struct string text, size_t from, size_t to)
{
    struct string word = string_slice(text, from, to);
    return text_is_lower(sign_at(text, from)) && text_length(word) > 1 && text_is_syllable(word);
}

/* "2026" right before an offset. */
static bool is_year_before(struct string text, size_t at)
{
    size_t start = at;
    while (start > 0 && text_is_digit(sign_before(text, start)))
        start--;
    return at - start == 4 && strchr("12", text.bytes[start]) && sign_before(text, start) == ' ';
}

/* A sentence that ends at `at`, and the beginning of another one right behind. */
static bool is_stop_without_blank(struct string text, size_t at)
{
    size_t start = word_start(text, at), end = word_end(text, at + 1);
    struct string behind = string_slice(text, at + 1, end);
    if (!strchr(".:!?", text.bytes[at]) || !text_is_upper(sign_at(text, at + 1)) || end - at <= 2)
        return false;
    bool is_word = text_is_syllable(behind) || is_all_upper(behind);
    return (is_small_syllable(text, start, at) || is_year_before(text, at)) && is_word;
}

/* "a,b", "a;b"; "cuối.Đầu" between syllables, for addresses and abbreviations have dots of their own. */
void measure_blank_behind(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 1; at + 1 < text.length; at++) {
        bool is_comma = strchr(",;", text.bytes[at]) && word_start(text, at) < at &&
                        text_is_letter(sign_at(text, at + 1));
        if (is_comma || is_stop_without_blank(text, at))
            check_add_words(checking, rule, piece, text, at, at + 1, rule->wanted);
    }
}

/* ---- pairs ---- */

/* "a)", "1)" and "(i)" at the beginning of an item or behind a blank close nothing. */
static bool is_marker(struct string text, size_t at)
{
    size_t start = at;
    while (start > 0 && is_word_sign(sign_before(text, start)))
        start = text_character_start(text, start - 1);
    return at - start <= 4 && start < at &&
           (start == 0 || text.bytes[start - 1] == ' ' || text.bytes[start - 1] == '"' || start >= 3);
}

/* Brackets that are open at the end; *closed: the first that closes nothing, SIZE_MAX when there is none. */
static size_t open_brackets(struct string text, size_t *open, size_t *closed)
{
    size_t depth = 0;
    *open = *closed = SIZE_MAX;
    for (size_t at = 0; at < text.length; at++) {
        if (text.bytes[at] == '(') {
            *open = depth == 0 ? at : *open;
            depth++;
        } else if (text.bytes[at] == ')' && depth > 0) {
            depth--;
        } else if (text.bytes[at] == ')' && *closed == SIZE_MAX && !is_marker(text, at)) {
            *closed = at;
        }
    }
    return depth;
}

static struct string text_of_neighbour(struct checking *checking, const struct component_piece *piece,
                                       int step)
{
    const struct act *act = checking->act;
    size_t index = (size_t)(piece - act->pieces) + (size_t)step;
    return index < act->piece_count ? rule_text(checking, &act->pieces[index]) : STRING("");
}

/* Brackets may open in a paragraph and close in the next one. */
void measure_brackets(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    size_t open, closed, other_open, other_closed;
    size_t depth = open_brackets(text, &open, &closed);
    if (depth > 0) {
        open_brackets(text_of_neighbour(checking, piece, 1), &other_open, &other_closed);
        if (other_closed == SIZE_MAX)
            check_add_words(checking, rule, piece, text, open, open + 1, rule->wanted);
    }
    if (closed != SIZE_MAX &&
        open_brackets(text_of_neighbour(checking, piece, -1), &other_open, &other_closed) == 0)
        check_add_words(checking, rule, piece, text, closed, closed + 1, rule->wanted);
}

struct quotes {
    const struct component_piece *piece; /* of the one that is open */
    struct string text;
    size_t at;
    bool is_open;
};

static void read_quotes(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece, struct quotes *quotes)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 0, next = 0; at < text.length; at = next) {
        unsigned c = text_next(text, &next);
        if (c == 0x201C) {
            if (quotes->is_open && at > 0)
                check_add_words(checking, rule, quotes->piece, quotes->text, quotes->at, quotes->at + 3,
                                rule->wanted);
            *quotes = (struct quotes){piece, text, at, true};
        } else if (c == 0x201D) {
            if (!quotes->is_open)
                check_add_words(checking, rule, piece, text, at, next, rule->wanted);
            quotes->is_open = false;
        }
    }
}

/* “…” in pairs, all through an act: what is quoted may be several paragraphs, each opened anew. */
void measure_quotes(struct checking *checking, const struct rule *rule)
{
    struct quotes quotes = {0};
    for (size_t i = 0; i < checking->act->piece_count; i++)
        if (check_is_of(rule, checking->act->pieces[i].component))
            read_quotes(checking, rule, &checking->act->pieces[i], &quotes);
    if (quotes.is_open)
        check_add_words(checking, rule, quotes.piece, quotes.text, quotes.at, quotes.at + 3, rule->wanted);
}
