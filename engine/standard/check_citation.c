/* How documents are cited: in full the first time, briefly from then on (Appendix I, Phần I, mục II.6.b). */

#include <string.h>

#include "standard/citation.h"
#include "standard/text_measures.h"
#include "text/unicode.h"

static bool lacks_date(const struct citation *citation)
{
    return !citation->earlier && citation->kind.length > 0 && citation->year == NOT_THERE;
}

/* What lacks more is told once. */
static bool lacks_issuer(const struct citation *citation)
{
    return !citation->earlier && citation->kind.length > 0 && citation->year != NOT_THERE &&
           !citation->has_issuer;
}

static bool lacks_subject(const struct citation *citation)
{
    return !citation->earlier && citation->kind.length > 0 && citation->year != NOT_THERE &&
           citation->has_issuer && !citation->has_subject;
}

static bool repeats_date(const struct citation *citation)
{
    return citation->earlier && citation->year != NOT_THERE && citation->earlier->year != NOT_THERE;
}

static bool has_comma(const struct citation *citation)
{
    return citation->has_comma;
}

static bool is_small(const struct citation *citation)
{
    return citation->kind.length > 0 && text_is_lower(sign_at(citation->kind, 0));
}

/* "Luật số 77/2015/QH13", "Luật Tổ chức Chính phủ số 76/2015/QH13"; a nghị quyết of the Quốc hội has one. */
static bool is_law(const struct citation *citation)
{
    static const char *const marks[] = {"/QH", "/UBTVQH"}, *const laws[] = {"Luật ", "Pháp lệnh "};
    struct string before = string_slice(citation->text, 0, citation->to);
    size_t start = citation->from;
    bool is_of_assembly = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        is_of_assembly |= string_find(citation->number, string_of(marks[i]), 0) != SIZE_MAX;
    while (start > 0 && !strchr(",;.(", before.bytes[start - 1]))
        start--;
    struct string clause = string_slice(before, start, before.length);
    bool is_one = false;
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        is_one |= string_find(clause, string_of(laws[i]), 0) != SIZE_MAX;
    return is_of_assembly && is_one && string_find(clause, STRING("Nghị quyết"), 0) == SIZE_MAX;
}

/* What `side` names, and whether a citation is at fault. */
static const struct {
    const char *side;
    bool (*is_wrong)(const struct citation *);
    bool to_date; /* shown with its date */
} faults[] = {
    {"date", lacks_date, false},   {"issuer", lacks_issuer, true}, {"subject", lacks_subject, true},
    {"again", repeats_date, true}, {"comma", has_comma, true},     {"capital", is_small, false},
    {"law-number", is_law, false},
};

void measure_citations(struct checking *checking, const struct rule *rule)
{
    struct citation *citations;
    size_t count = citations_find(checking, rule, &citations);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (size_t j = 0; string_is(rule->side, faults[i].side) && j < count; j++) {
            const struct citation *own = &citations[j];
            bool is_other = is_law(own) && faults[i].is_wrong != is_law && faults[i].is_wrong != is_small;
            if (is_other || !faults[i].is_wrong(own))
                continue;
            check_add_words(checking, rule, own->piece, own->text, own->from,
                            faults[i].to_date ? own->date_end : own->to, rule->wanted);
        }
}
