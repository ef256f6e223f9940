/* "./." at the end of a text, and appendices that the text points to. */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/unicode.h"

static bool is_end_mark(struct string text)
{
    return string_ends_with(text, STRING("./."));
}

static const struct component_piece *last_of_body(const struct checking *checking, const struct rule *rule)
{
    const struct component_piece *last = NULL;
    for (size_t i = 0; i < checking->act->piece_count; i++)
        if (check_is_of(rule, checking->act->pieces[i].component))
            last = &checking->act->pieces[i];
    return last;
}

/* The last paragraph of the text ends with it. */
void measure_end_mark(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *last = last_of_body(checking, rule);
    struct string text = last ? rule_text(checking, last) : STRING("");
    for (size_t i = 0; i < checking->act->piece_count; i++)
        if (is_end_mark(rule_text(checking, &checking->act->pieces[i])))
            return;
    if (text.length > 0 && check_has_words(checking, last) && checking->act->document_kind)
        check_add_piece(checking, rule, last, rule->wanted);
}

/* It stands nowhere else. */
void measure_one_end_mark(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *last = last_of_body(checking, rule);
    for (size_t i = 0; i < checking->act->piece_count; i++) {
        const struct component_piece *piece = &checking->act->pieces[i];
        struct string text = check_is_of(rule, piece->component) ? rule_text(checking, piece) : STRING("");
        size_t at = string_find(text, STRING("./."), 0);
        if (at != SIZE_MAX && (piece != last || at + 3 < text.length) && text.length > 3)
            check_add_words(checking, rule, piece, text, at, at + 3, rule->wanted);
    }
}

/* ---- appendices ---- */

static size_t main_index(const struct checking *checking)
{
    return (size_t)(checking->act - checking->components->acts);
}

static size_t count_appendices(const struct checking *checking, const struct act **first)
{
    size_t count = 0;
    for (size_t i = 0; i < checking->components->act_count; i++) {
        const struct act *act = &checking->components->acts[i];
        if (act->kind != ACT_APPENDIX || act->main_act != main_index(checking))
            continue;
        *first = *first ? *first : act;
        count++;
    }
    return count;
}

static bool mentions_appendix(struct checking *checking)
{
    for (size_t i = 0; i < checking->act->piece_count; i++) {
        struct string folded =
            component_fold(checking->arena, rule_text(checking, &checking->act->pieces[i]));
        if (string_find(folded, STRING("phu luc"), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* A document with appendices says so in its text. */
void measure_appendix_mentioned(struct checking *checking, const struct rule *rule)
{
    const struct act *first = NULL;
    if (count_appendices(checking, &first) == 0 || mentions_appendix(checking) || first->piece_count == 0 ||
        !checking->act->has_header)
        return;
    struct place place = check_paragraph(checking, &first->pieces[0])->place;
    check_add(checking, rule, NULL, &place, string_of(PROBLEM_WORDS("không có", "none")), rule->wanted);
}

static struct string roman_of(struct checking *checking, size_t number)
{
    static const char *const tens[] = {"", "X", "XX", "XXX"};
    static const char *const units[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    return number < 40 ? arena_format(checking->arena, "Phụ lục %s%s", tens[number / 10], units[number % 10])
                       : STRING("Phụ lục");
}

/* Several appendices are numbered I, II, III. */
void measure_appendix_numbers(struct checking *checking, const struct rule *rule)
{
    const struct act *first = NULL;
    size_t number = 0;
    if (count_appendices(checking, &first) < 2)
        return;
    for (size_t i = 0; i < checking->components->act_count; i++) {
        const struct act *act = &checking->components->acts[i];
        if (act->kind != ACT_APPENDIX || act->main_act != main_index(checking) || act->piece_count == 0)
            continue;
        struct string wanted = roman_of(checking, ++number);
        struct string folded = component_fold(checking->arena, rule_text(checking, &act->pieces[0]));
        while (folded.length > 0 && strchr(".:", folded.bytes[folded.length - 1]))
            folded.length--;
        if (!string_equal(folded, component_fold(checking->arena, wanted)))
            check_add_piece(checking, rule, &act->pieces[0], check_quoted(checking, wanted));
    }
}
