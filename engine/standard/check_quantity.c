/* Numbers in prose: counts below ten, dates, bodies that are no more. */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/unicode.h"

/* ---- counts ---- */

static bool is_digit_sign(unsigned c)
{
    return c >= '0' && c <= '9';
}

/* The word before tells an ordinal ("khoản 2", "mức độ 3") or a row of them ("các thôn 1, 2, 3 xã …"). */
static bool is_ordinal(const struct standard *standard, struct string text, size_t at)
{
    size_t end = at;
    while (end > 0 && text.bytes[end - 1] == ' ')
        end--;
    unsigned before = sign_before(text, end);
    if (end == at || is_digit_sign(before) || before == '-' || before == '+' || before == '=')
        return true;
    if (before == ',') {
        while (end > 0 && strchr(", ", text.bytes[end - 1]))
            end--;
        return is_digit_sign(sign_before(text, end));
    }
    return words_hold(standard_words(standard, "truoc-so-thu-tu"),
                      string_slice(text, word_start(text, end), end));
}

/* A word of the rule's list behind a digit: what is counted. */
static size_t counted_end(const struct rule *rule, struct string text, size_t at)
{
    for (size_t i = 0; i < rule->words.count; i++) {
        struct string word = rule->words.items[i], rest = string_slice(text, at, text.length);
        if (string_starts_with(rest, word) && is_whole_word(text, at, at + word.length))
            return at + word.length;
    }
    return at;
}

void measure_small_counts(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 1; at + 2 < text.length; at++) {
        if (text.bytes[at] < '1' || text.bytes[at] > '9' || text.bytes[at + 1] != ' ' ||
            !strchr(" (", text.bytes[at - 1]))
            continue;
        size_t end = counted_end(rule, text, at + 2);
        if (end > at + 2 && (text.bytes[at - 1] == '(' || !is_ordinal(checking->standard, text, at)))
            check_add_words(checking, rule, piece, text, at, end, rule->wanted);
    }
}

/* ---- dates ---- */

static int days_of(long year, long month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool is_date(long year, long month, long day)
{
    if (month != NOT_THERE && (month < 1 || month > 12))
        return false;
    if (day == NOT_THERE)
        return true;
    return day >= 1 && day <= (month == NOT_THERE ? 31 : days_of(year, month));
}

/* The date of the document is one that the calendar has. */
void measure_real_date(struct checking *checking, const struct rule *rule)
{
    const struct act *act = checking->act;
    const struct component_piece *piece = act_first(act, COMPONENT_DATE);
    if (piece && !is_date(act->year, act->month, act->day))
        check_add_piece(checking, rule, piece, rule->wanted);
}

static size_t read_number(struct string text, size_t at, long *number)
{
    *number = 0;
    size_t start = at;
    for (; at < text.length && at - start < 4 && is_digit_sign((unsigned char)text.bytes[at]); at++)
        *number = *number * 10 + (text.bytes[at] - '0');
    return at;
}

/* "31/02/2023" in prose; fractions and numbers of documents have no three parts. */
void measure_real_dates(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece);
    for (size_t at = 0; at < text.length; at++) {
        long parts[3];
        size_t end = at, count = 0;
        if (!is_digit_sign((unsigned char)text.bytes[at]) || (at > 0 && !strchr(" (-", text.bytes[at - 1])))
            continue;
        while (count < 3 && (count == 0 || (end < text.length && text.bytes[end] == '/' && ++end))) {
            size_t next = read_number(text, end, &parts[count]);
            if (next == end)
                break;
            end = next;
            count++;
        }
        bool is_whole = count == 3 && parts[2] >= 1900 && parts[2] <= 2100 &&
                        !text_is_letter(sign_at(text, end)) && sign_at(text, end) != '/';
        if (is_whole && !is_date(parts[2], parts[1], parts[0]))
            check_add_words(checking, rule, piece, text, at, end, rule->wanted);
        at = end > at ? end - 1 : at;
    }
}

/* ---- administrative units ---- */

static bool is_before(const struct act *act, struct date date)
{
    long month = act->month == NOT_THERE ? 12 : act->month, day = act->day == NOT_THERE ? 31 : act->day;
    if (act->year != date.year)
        return act->year < date.year;
    return month != date.month ? month < date.month : day < date.day;
}

static bool is_in_force(const struct standard_unit *unit, const struct act *act)
{
    bool is_over =
        unit->has_until &&
        is_before(&(struct act){.year = unit->until.year, .month = unit->until.month, .day = unit->until.day},
                  (struct date){(int16_t)act->year, (uint8_t)(act->month > 0 ? act->month : 1),
                                (uint8_t)(act->day > 0 ? act->day : 1)});
    return !is_over && !(unit->has_from && is_before(act, unit->from));
}

/* The classes of units.yaml that are over, or not yet, on the day of the document. */
void measure_units(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece), small = text_lower(checking->arena, text);
    const struct standard *standard = checking->standard;
    for (size_t i = 0; checking->act->year != NOT_THERE && i < standard->unit_count; i++) {
        const struct standard_unit *unit = &standard->units[i];
        if (small.length != text.length || is_in_force(unit, checking->act))
            continue;
        size_t at = string_find(small, unit->name, 0), end = at + unit->name.length;
        if (at != SIZE_MAX && is_whole_word(text, at, end))
            check_add_words(checking, rule, piece, text, at, end, rule->wanted);
    }
}
