/* Lists that end in ";" and ".", the line "Lưu", who is addressed (Appendix I, Phần I, mục II.6.a, II.9.d).
 */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/unicode.h"

/* ---- items ---- */

static bool begins_item(struct string text)
{
    unsigned first = sign_at(text, 0);
    return first == '-' || first == '+' || first == 0x2013 || first == 0x2014 || first == 0x2022;
}

/* Items with dashes go on in lines without. */
static bool is_item_end(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece)
{
    const struct component_piece *first = act_first(checking->act, rule->components[0]);
    const struct component_piece *next = act_next(checking->act, piece);
    return !next || !begins_item(rule_text(checking, first)) || begins_item(rule_text(checking, next));
}

static bool is_filled(struct string text)
{
    enum { LETTERS_LEAST = 2 };
    size_t letters = 0;
    for (size_t at = 0; at < text.length;)
        letters += text_is_letter(text_next(text, &at));
    unsigned last = sign_before(text, text.length);
    bool waits = text.length > 1 && text.bytes[text.length - 2] == ' '; /* "Căn cứ …… ;" */
    return letters >= LETTERS_LEAST && !waits && last != 0x2026 && !string_ends_with(text, STRING(".."));
}

/* Each but the last ends with the first sign of `words`, the last with the second. */
void measure_items_end(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *piece =
        rule->words.count > 0 ? act_first(checking->act, rule->components[0]) : NULL;
    for (const struct component_piece *next; piece; piece = next) {
        next = act_next(checking->act, piece);
        struct string text = rule_text(checking, piece);
        struct string sign = rule->words.items[next || rule->words.count < 2 ? 0 : 1];
        if (is_item_end(checking, rule, piece) && is_filled(text) && !string_ends_with(text, sign))
            check_add_piece(checking, rule, piece,
                            arena_format(checking->arena, "cuối dòng có dấu (%s)\x1f(%s) at the end",
                                         sign.bytes, sign.bytes));
    }
}

/* ---- the last line ---- */

static const struct component_piece *last_item(struct checking *checking, enum component component)
{
    const struct component_piece *last = NULL;
    for (const struct component_piece *piece = act_first(checking->act, component); piece;
         piece = act_next(checking->act, piece))
        if (!last || begins_item(rule_text(checking, piece)))
            last = piece;
    return last;
}

/* The patterns are for the last item alone ("- Lưu: VT, TH."). */
void measure_last_item(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *last = last_item(checking, rule->components[0]);
    if (last && !rule_accepts(rule, pattern_text(checking->arena, rule_text(checking, last))))
        check_add_piece(checking, rule, last, rule->wanted);
}

/* … for the first one, when `other` stands in the document. */
void measure_first_item(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *first = act_first(checking->act, rule->components[0]);
    if (first && (rule->other == COMPONENT_OTHER || act_first(checking->act, rule->other)) &&
        is_filled(rule_text(checking, first)) &&
        !rule_accepts(rule, pattern_text(checking->arena, rule_text(checking, first))))
        check_add_piece(checking, rule, first, rule->wanted);
}

/* The words of `avoids` in any item, when `other` does not stand in the document. */
void measure_item_without(struct checking *checking, const struct rule *rule)
{
    for (const struct component_piece *piece = act_first(checking->act, rule->components[0]); piece;
         piece = act_next(checking->act, piece))
        if (!act_first(checking->act, rule->other) &&
            !rule_accepts(rule, pattern_text(checking->arena, rule_text(checking, piece))))
            check_add_piece(checking, rule, piece, rule->wanted);
}

/* ---- Kính gửi ---- */

static size_t count_of(struct checking *checking, enum component component)
{
    size_t count = 0;
    for (const struct component_piece *piece = act_first(checking->act, component); piece;
         piece = act_next(checking->act, piece))
        count += begins_item(rule_text(checking, piece));
    return count;
}

/* One who is addressed stands in the line of "Kính gửi". */
void measure_one_addressee(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *head = act_first(checking->act, rule->components[0]);
    const struct component_piece *item = act_first(checking->act, rule->other);
    if (head && item && !act_next(checking->act, item) && count_of(checking, rule->other) == 1 &&
        string_ends_with(rule_text(checking, head), STRING(":")))
        check_add_piece(checking, rule, item, rule->wanted);
}
