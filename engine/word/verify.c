/*
 * Verification of a finished package: every rule over every part, the ids that lead nowhere, and then the
 * faults that its template had already.
 */

#include "word/verify.h"

#include "word/verify_internal.h"

enum { MOST_TOLD = 1000, MOST_KEPT = 100000 };

/* Pictures and fonts are not. */
static bool is_xml(const struct part *part)
{
    static const char *const endings[] = {".xml", ".rels", ".vml"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (string_ends_with(part->name, string_of(endings[i])))
            return true;
    return string_ends_with(part->content_type, STRING("+xml"));
}

/* The glossary (building blocks) has styles, lists and notes of its own. */
static void find_glossary(struct check *check)
{
    static const char type[] =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml";
    struct problems *unread = problems_new();
    for (size_t i = 0; i < package_part_count(check->package); i++) {
        const struct part *part = package_part_at(check->package, i);
        if (!string_is(part->content_type, type))
            continue;
        size_t count = 0;
        const struct relationship *list = package_relationships(check->package, part->name, &count, unread);
        count = list ? count : 0;
        check->glossary = arena_allocate(check->arena, (count + 1) * sizeof(*check->glossary));
        check->glossary[0] = part->name;
        for (size_t j = 0; j < count; j++)
            check->glossary[j + 1] = list[j].part;
        check->glossary_count = count + 1;
    }
    problems_free(unread);
}

static struct check *check_package(struct package *package, const struct limits *limits, size_t most_faults)
{
    struct check *check = check_new(package, limits, most_faults);
    find_glossary(check);
    for (size_t i = 0; i < verify_rule_count; i++)
        if (verify_rules[i].check_package)
            verify_rules[i].check_package(check, &verify_rules[i]);
    for (size_t i = 0; i < package_part_count(package); i++)
        if (is_xml(package_part_at(package, i)))
            verify_part(check, i);
    check_references(check);
    return check;
}

static enum problem_severity severity_of(const struct rule *rule, bool was_there)
{
    return was_there && rule->severity == SEVERITY_ERROR ? SEVERITY_WARNING : rule->severity;
}

/* True unless it is an error. */
static bool report(const struct fault *fault, const struct check *original, struct problems *problems)
{
    const struct rule *rule = fault->rule;
    bool was_there = original && hash_set_has(&original->faults, fault->hash);
    enum problem_severity severity = severity_of(rule, was_there);
    struct problem *problem =
        problems_add(problems, was_there ? PROBLEM_TEMPLATE_FAULT : PROBLEM_INVARIANT_BROKEN, &fault->place,
                     rule->name, rule->vi, rule->en, fault->subject.bytes);
    if (severity != problem->severity)
        problems_set_severity(problems, problem, severity);
    return severity != SEVERITY_ERROR;
}

bool verify_document(struct package *finished, struct package *original, const struct limits *limits,
                     struct problems *problems)
{
    struct check *check = check_package(finished, limits, MOST_TOLD), *before = NULL;
    if (original && check->first_fault)
        before = check_package(original, limits, MOST_KEPT);
    bool holds = true;
    for (const struct fault *fault = check->first_fault; fault; fault = fault->next)
        holds = report(fault, before, problems) && holds;
    check_free(before);
    check_free(check);
    return holds;
}
