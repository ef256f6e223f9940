#include "package/attached_template.h"

#include <stdlib.h>

#include "package/package_internal.h"
#include "package/part_xml.h"
#include "package/scratch.h"

/* The links, by the type of their relationship. */
static const struct {
    const char *type, *element;
    enum problem_code problem; /* PROBLEM_COUNT: not worth a word; the link leads to a part, which goes too */
} links[] = {
    {"attachedTemplate", "attachedTemplate", PROBLEM_PACKAGE_ATTACHED_TEMPLATE},
    {"mailMergeSource", "mailMerge", PROBLEM_PACKAGE_MERGE_SOURCE},
    {"mailMergeHeaderSource", "mailMerge", PROBLEM_PACKAGE_MERGE_SOURCE},
    {"recipientData", "mailMerge", PROBLEM_COUNT},
};

enum { LINK_COUNT = sizeof links / sizeof links[0] };

/* The elements to cut, found one after the other; what stands between them is copied. */
struct cut {
    const struct relationship *relationships;
    size_t count;
    bool has_link[LINK_COUNT];
    struct string bytes;
    struct buffer *kept;
    uint64_t copied_to;
    size_t depth, cut_depth; /* cut_depth is 0 outside an element being cut */
    bool is_utf8;
};

/* Its row; LINK_COUNT when it is none of them. */
static size_t find_link(const struct relationship *relationship)
{
    size_t row = 0;
    while (row < LINK_COUNT && !(relationship->is_external == (links[row].problem != PROBLEM_COUNT) &&
                                 relationship_is(relationship, links[row].type)))
        row++;
    return row;
}

bool attached_template_is(const struct relationship *relationship)
{
    return find_link(relationship) < LINK_COUNT;
}

static bool is_cut(const struct cut *cut, const struct xml_element *element)
{
    for (size_t row = 0; row < LINK_COUNT; row++)
        if (cut->has_link[row] && string_is(element->name, links[row].element))
            return true;
    return false;
}

static void enter(void *context, const struct xml_element *element)
{
    struct cut *cut = context;
    cut->depth++;
    cut->is_utf8 = cut->is_utf8 && element->is_utf8;
    if (cut->cut_depth > 0 || !cut->is_utf8 || !is_cut(cut, element))
        return;
    buffer_append_string(cut->kept, string_slice(cut->bytes, cut->copied_to, element->begins));
    cut->cut_depth = cut->depth;
}

static void leave(void *context, uint64_t ends)
{
    struct cut *cut = context;
    if (cut->depth-- != cut->cut_depth)
        return;
    cut->copied_to = ends;
    cut->cut_depth = 0;
}

static void report(struct package *package, enum problem_code code, const struct relationship *relationship,
                   struct string source, struct problems *problems)
{
    struct place place = {.file = package_file(package), .part = source};
    if (code == PROBLEM_PACKAGE_EXTERNAL)
        problems_add(problems, code, &place, source.bytes, relationship->target.bytes);
    else
        problems_add(problems, code, &place, relationship->target.bytes);
}

static int compare_targets(const void *first, const void *second)
{
    const struct relationship *a = *(const struct relationship *const *)first;
    const struct relationship *b = *(const struct relationship *const *)second;
    int order = string_compare(a->target, b->target);
    return order != 0 ? order : (a > b) - (a < b);
}

/* Of those that lead to the same file, as those of a merge do, the first. */
static bool *find_first(struct arena *arena, const struct cut *cut)
{
    bool *is_first = arena_allocate(arena, cut->count + 1);
    const struct relationship **order = arena_allocate(arena, (cut->count + 1) * sizeof *order);
    size_t count = 0;
    for (size_t i = 0; i < cut->count; i++)
        if (attached_template_is(&cut->relationships[i]))
            order[count++] = &cut->relationships[i];
    qsort(order, count, sizeof *order, compare_targets);
    for (size_t i = 0; i < count; i++)
        is_first[order[i] - cut->relationships] =
            i == 0 || !string_equal(order[i - 1]->target, order[i]->target);
    return is_first;
}

/* With PROBLEM_COUNT each link as its row says. */
static void report_each(struct package *package, enum problem_code code, const struct cut *cut,
                        struct string source, struct problems *problems)
{
    struct arena *scratch = arena_new();
    const bool *is_first = find_first(scratch, cut);
    for (size_t i = 0; i < cut->count; i++) {
        size_t row = find_link(&cut->relationships[i]);
        if (row < LINK_COUNT && links[row].problem != PROBLEM_COUNT && is_first[i])
            report(package, code == PROBLEM_COUNT ? links[row].problem : code, &cut->relationships[i], source,
                   problems);
    }
    arena_free(scratch);
}

static bool set_relationships(struct package *package, const struct cut *cut, struct string source,
                              struct problems *problems)
{
    struct arena *scratch = arena_new();
    struct relationship *kept = arena_allocate(scratch, (cut->count + 1) * sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < cut->count; i++) {
        if (!attached_template_is(&cut->relationships[i]))
            kept[count++] = cut->relationships[i];
    }
    struct buffer *bytes = scratch_buffer(scratch);
    package_append_relationships(kept, count, bytes);
    bool done = package_set(package, package_relationships_name(scratch, source), STRING(""),
                            buffer_string(bytes), problems);
    arena_free(scratch);
    return done;
}

/* The parts that only the links led to. */
static void leave_parts(struct package *package, const struct cut *cut)
{
    for (size_t i = 0; i < cut->count; i++) {
        const struct relationship *relationship = &cut->relationships[i];
        struct entry *entry = attached_template_is(relationship) && !relationship->is_external
                                  ? package_find(package, relationship->part)
                                  : NULL;
        if (entry != NULL)
            entry->is_unneeded = true;
    }
}

/* False after a problem; *cut->kept is the part without the elements. */
static bool cut_elements(struct package *package, const struct part *part, struct cut *cut,
                         struct problems *problems)
{
    struct xml_visitor visitor = {.enter = enter, .leave = leave, .context = cut};
    struct place place = {.file = package_file(package), .part = part->name};
    if (!part_xml_visit(cut->bytes, &place, &visitor, problems))
        return false;
    if (!cut->is_utf8) {
        report_each(package, PROBLEM_PACKAGE_EXTERNAL, cut, part->name, problems);
        return false;
    }
    buffer_append_string(cut->kept, string_slice(cut->bytes, cut->copied_to, cut->bytes.length));
    return true;
}

static bool cut_from_part(struct package *package, const struct part *part, struct cut *cut,
                          struct problems *problems)
{
    struct arena *scratch = arena_new();
    cut->bytes = package_read(package, part, scratch, problems);
    cut->kept = scratch_buffer(scratch);
    bool done = cut->bytes.bytes != NULL && cut_elements(package, part, cut, problems);
    if (done && cut->copied_to > 0)
        done = package_set(package, part->name, STRING(""), buffer_string(cut->kept), problems);
    arena_free(scratch);
    return done;
}

bool attached_template_cut(struct package *package, struct string source, struct problems *problems)
{
    struct cut cut = {.is_utf8 = true};
    cut.relationships = package_relationships(package, source, &cut.count, problems);
    const struct part *part = package_lookup(package, source);
    for (size_t i = 0, row; i < cut.count && cut.relationships != NULL; i++)
        if ((row = find_link(&cut.relationships[i])) < LINK_COUNT)
            cut.has_link[row] = true;
    if (cut.relationships == NULL || (part != NULL && !cut_from_part(package, part, &cut, problems)))
        return false;
    report_each(package, PROBLEM_COUNT, &cut, source, problems);
    leave_parts(package, &cut);
    return set_relationships(package, &cut, source, problems);
}
