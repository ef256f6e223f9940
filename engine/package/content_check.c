/*
 * What a template may not bring into a document. The package is judged by its
 * content types and by every relationships part, reachable or not.
 */

#include <stdint.h>

#include "package/attached_template.h"
#include "package/package_internal.h"
#include "package/part_name.h"
#include "package/part_xml.h"

/* What a relationship of this type is; the first row that fits. */
static const struct {
    const char *type;
    enum problem_code problem;
} forbidden_relationships[] = {
    {"vbaProject", PROBLEM_PACKAGE_MACROS}, {"wordVbaData", PROBLEM_PACKAGE_MACROS},
    {"oleObject", PROBLEM_PACKAGE_OBJECT},  {"package", PROBLEM_PACKAGE_OBJECT},
    {"control", PROBLEM_PACKAGE_ACTIVEX},   {"activeXControlBinary", PROBLEM_PACKAGE_ACTIVEX},
    {"aFChunk", PROBLEM_PACKAGE_ALT_CHUNK}, {"origin", PROBLEM_PACKAGE_SIGNED},
};

static const struct {
    const char *content_type;
    enum problem_code problem;
} forbidden_parts[] = {
    {"application/vnd.ms-office.vbaProject", PROBLEM_PACKAGE_MACROS},
    {"application/vnd.ms-word.vbaData+xml", PROBLEM_PACKAGE_MACROS},
    {"application/vnd.openxmlformats-officedocument.oleObject", PROBLEM_PACKAGE_OBJECT},
    {"application/vnd.ms-office.activeX+xml", PROBLEM_PACKAGE_ACTIVEX},
    {"application/vnd.ms-office.activeX", PROBLEM_PACKAGE_ACTIVEX},
    {"application/vnd.openxmlformats-package.digital-signature-origin", PROBLEM_PACKAGE_SIGNED},
};

struct check {
    struct package *package;
    struct problems *problems;
    struct arena *scratch;
    bool is_reported[PROBLEM_COUNT]; /* kinds that are told once for the whole package */
    bool passed;
};

static void forbid(struct check *check, enum problem_code code, struct string part, struct string target)
{
    struct place place = {.file = check->package->file, .part = part};
    const char *shown = arena_copy(check->scratch, target).bytes;
    if (code == PROBLEM_PACKAGE_EXTERNAL)
        problems_add(check->problems, code, &place, arena_copy(check->scratch, part).bytes, shown);
    else if (!check->is_reported[code])
        problems_add(check->problems, code, &place, shown);
    check->is_reported[code] = true;
    check->passed = false;
}

static void check_part(struct check *check, const struct part *part)
{
    for (size_t i = 0; i < sizeof forbidden_parts / sizeof *forbidden_parts; i++) {
        if (string_is(part->content_type, forbidden_parts[i].content_type))
            forbid(check, forbidden_parts[i].problem, part->name, part->name);
    }
    if (string_find(part->content_type, STRING("macroEnabled"), 0) != SIZE_MAX)
        forbid(check, PROBLEM_PACKAGE_MACROS, part->name, part->name);
}

static bool is_chart(const struct package *package, struct string source)
{
    const struct part *part = package_lookup(package, source);
    return part != NULL && string_find(part->content_type, STRING("chart"), 0) != SIZE_MAX;
}

/* The workbook behind a chart is its data, not an object someone can open in the document. */
static enum problem_code judge(const struct check *check, const struct relationship *relationship,
                               struct string source)
{
    if (relationship->is_external)
        return relationship_is(relationship, "hyperlink") ? PROBLEM_COUNT : PROBLEM_PACKAGE_EXTERNAL;
    if (relationship_is(relationship, "package") && is_chart(check->package, source))
        return PROBLEM_COUNT;
    for (size_t i = 0; i < sizeof forbidden_relationships / sizeof *forbidden_relationships; i++) {
        if (relationship_is(relationship, forbidden_relationships[i].type))
            return forbidden_relationships[i].problem;
    }
    return PROBLEM_COUNT;
}

static void check_relationships(struct check *check, struct string source)
{
    size_t count, attached = 0;
    const struct relationship *list = package_relationships(check->package, source, &count, check->problems);
    check->passed = check->passed && list != NULL;
    for (size_t i = 0; list != NULL && i < count; i++) {
        if (attached_template_is(&list[i])) {
            attached++;
            continue;
        }
        enum problem_code code = judge(check, &list[i], source);
        if (code != PROBLEM_COUNT)
            forbid(check, code, source, list[i].target);
    }
    if (attached > 0 && !attached_template_cut(check->package, source, check->problems))
        check->passed = false;
}

/* The name of the part whose relationships `part` holds; false if it holds none. */
static bool find_source(struct check *check, const struct part *part, struct string *source)
{
    if (!part_name_of_source(check->scratch, part->name, source))
        return false;
    const struct part *found = package_lookup(check->package, *source);
    if (found != NULL)
        *source = found->name;
    return true;
}

/* What other programs keep in such packages. */
static struct string kind_of_file(struct string content_type)
{
    static const struct {
        const char *sign, *words;
    } kinds[] = {
        {"spreadsheetml", PROBLEM_WORDS("bảng tính Excel", "an Excel workbook")},
        {"presentationml", PROBLEM_WORDS("bản trình chiếu PowerPoint", "a PowerPoint presentation")},
        {"visio", PROBLEM_WORDS("bản vẽ Visio", "a Visio drawing")},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (string_find(content_type, string_of(kinds[i].sign), 0) != SIZE_MAX)
            return string_of(kinds[i].words);
    return content_type;
}

static void check_main_document(struct check *check)
{
    const struct part *part = package_main_document(check->package, check->problems);
    check->passed = check->passed && part != NULL;
    if (part == NULL || string_find(part->content_type, STRING("macroEnabled"), 0) != SIZE_MAX)
        return;
    struct string type = part->content_type;
    if (string_is(type, CONTENT_TYPE_DOCUMENT) || string_is(type, CONTENT_TYPE_TEMPLATE))
        return;
    forbid(check, PROBLEM_PACKAGE_NOT_WORD, part->name, kind_of_file(type));
}

bool package_check_content(struct package *package, struct problems *problems)
{
    struct check check = {package, problems, arena_new(), .passed = true};
    check_main_document(&check);
    size_t count = package->count;
    for (size_t i = 0; i < count; i++) {
        struct string source;
        const struct part *part = package_part_at(package, i);
        check_part(&check, part);
        if (find_source(&check, part, &source))
            check_relationships(&check, source);
    }
    arena_free(check.scratch);
    return package_sweep(package, problems) && check.passed;
}
