/* All problems for people. What one wrong tag says in many places of a document is told once, with the
 * places. */

#include "base/problem_kinds.h"

enum { PLACES_SHOWN = 4 };

static bool are_arguments_equal(const struct problem *a, const struct problem *b)
{
    bool are_equal = a->argument_count == b->argument_count;
    for (size_t i = 0; are_equal && i < a->argument_count; i++)
        are_equal = string_equal(a->arguments[i], b->arguments[i]);
    return are_equal;
}

static bool says_the_same(const struct problem *a, const struct problem *b)
{
    return a->code == b->code && a->severity == b->severity && a->place.part.length > 0 &&
           a->place.tag.length > 0 && a->rule.length == 0 && string_equal(a->place.tag, b->place.tag) &&
           a->place.underline == b->place.underline && string_equal(a->place.file, b->place.file) &&
           string_equal(a->suggestion, b->suggestion) && are_arguments_equal(a, b);
}

static bool was_told(const struct problems *problems, const struct problem *problem)
{
    for (const struct problem *told = problems_first(problems); told != problem; told = told->next)
        if (says_the_same(told, problem))
            return true;
    return false;
}

static void append_other_place(struct buffer *out, const struct problem *first, const struct problem *other,
                               enum language language)
{
    struct problem shown = {.place = other->place};
    shown.place.near = (struct string){"", 0};
    buffer_append_text(out, out->length > 0 ? "; " : "");
    if (!string_equal(first->place.part, other->place.part))
        buffer_append_format(out, "%.*s, ", STRING_FORMAT(other->place.part));
    problem_append_place(&shown, language, out);
}

static void append_other_places(const struct problem *first, enum language language, struct buffer *out)
{
    static const char *const words[2][2] = {{"cũng ở", " và %zu chỗ nữa"}, {"also at", " and %zu more"}};
    struct buffer places = {0};
    size_t count = 0;
    for (const struct problem *other = first->next; other != NULL; other = other->next)
        if (says_the_same(first, other) && count++ < PLACES_SHOWN)
            append_other_place(&places, first, other, language);
    if (count > 0)
        buffer_append_format(out, "  %s: %.*s", words[language][0], STRING_FORMAT(buffer_string(&places)));
    if (count > PLACES_SHOWN)
        buffer_append_format(out, words[language][1], count - PLACES_SHOWN);
    buffer_append_text(out, count > 0 ? "\n" : "");
    buffer_release(&places);
}

void problems_append_human(const struct problems *problems, enum language language, struct buffer *out)
{
    size_t from = out->length;
    for (const struct problem *problem = problems_first(problems); problem != NULL; problem = problem->next) {
        if (was_told(problems, problem))
            continue;
        problem_append_human(problem, language, out);
        append_other_places(problem, language, out);
    }
    buffer_mask_controls(out, from);
}
