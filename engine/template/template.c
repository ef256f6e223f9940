/* A package compiled and rendered, part by part, in the order of the package. */

#include "template/template.h"

#include <stdint.h>
#include <string.h>

#include "template/attribute.h"
#include "template/merge_columns.h"
#include "template/template_parts.h"
#include "template/uses.h"
#include "word/annotate.h"
#include "word/reencode.h"

static void compile_part(struct template *template, struct compilation *compilation,
                         struct template_part *part)
{
    compilation->place.part = part->part->name;
    part_compile(compilation, template->package, part->part, &part->result);
}

/* `only`: a part; NULL: all. */
static void compile_parts(struct template *template, const struct part *only, const struct limits *limits,
                          struct problems *problems)
{
    struct compilation compilation = {.arena = template->arena,
                                      .limits = limits,
                                      .problems = problems,
                                      .tag_count = &template->tag_count,
                                      .all_tags = &template->tags,
                                      .identities = &template->identities};
    compilation.place.file = package_file(template->package);
    compilation.merge_columns = merge_columns_read(template->package, template->arena, limits);
    template->part_count = package_part_count(template->package);
    template->parts = arena_allocate(template->arena, template->part_count * sizeof(*template->parts) + 1);
    for (size_t i = 0; i < template->part_count; i++) {
        template->parts[i].part = package_part_at(template->package, i);
        if (only == NULL || template->parts[i].part == only)
            compile_part(template, &compilation, &template->parts[i]);
    }
}

static void find_styles(struct template *template, struct problems *problems)
{
    const struct part *part = package_lookup(template->package, STRING("word/styles.xml"));
    struct string bytes =
        part ? package_read(template->package, part, template->arena, problems) : (struct string){"", 0};
    template->styles = outline_find_styles(template->arena, bytes);
    const struct part *document = package_main_document(template->package, problems);
    struct arena *scratch = arena_new();
    template->body = document ? document->name : (struct string){"", 0};
    if (document)
        template->sections = section_widths_read(
            template->arena, package_read(template->package, document, scratch, problems));
    arena_free(scratch);
}

const struct template_part *template_find_part(const struct template *template, struct string name)
{
    for (size_t i = 0; i < template->part_count; i++)
        if (string_equal(template->parts[i].part->name, name))
            return &template->parts[i];
    return NULL;
}

/* Parts whose tags may add pictures get their relationships written behind them. */
static void find_delayed(struct template *template)
{
    for (size_t i = 0; i < template->part_count; i++) {
        struct template_part *part = &template->parts[i];
        bool is_story = part->result.tag_count > 0 || part->result.has_tags;
        if (!is_story || string_ends_with(part->part->name, STRING(".rels")))
            continue;
        struct string name = package_relationships_name(template->arena, part->part->name);
        part->relationships = template_find_part(template, name);
        part->owns_relationships = true;
        if (part->relationships)
            ((struct template_part *)(uintptr_t)part->relationships)->is_delayed = true;
    }
}

/* True if a tag itself, or a picture whose text is a tag, names a picture. */
static bool names_pictures(const struct template *template)
{
    struct tag *const *tags = (struct tag *const *)(void *)template->tags.bytes;
    for (size_t i = 0; i < template->tags.length / sizeof(*tags); i++)
        if (tags[i]->names_picture || string_find(tags[i]->source.text, STRING("image"), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool may_include(const struct template *template)
{
    struct tag *const *tags = (struct tag *const *)(void *)template->tags.bytes;
    for (size_t i = 0; i < template->tags.length / sizeof(*tags); i++)
        if (tags[i]->statement.is_include || tag_is(tags[i], STATEMENT_RESTART) ||
            string_find(tags[i]->source.text, STRING("document"), 0) != SIZE_MAX)
            return true;
    return false;
}

static void report_no_tags(const struct template *template, struct problems *problems)
{
    struct place place = {.file = package_file(template->package)};
    if (!template->tags.length)
        problems_add(problems, PROBLEM_TEMPLATE_NO_TAGS, &place, NULL);
}

static struct template *compile_any(struct package *package, const struct limits *limits,
                                    struct problems *problems)
{
    struct arena *arena = arena_new();
    struct template *template = arena_allocate(arena, sizeof(*template));
    template->arena = arena;
    template->package = package;
    package_check_content(package, problems);
    /* Tags are typed in the fonts of the template, and values could not be shown in old ones. */
    if (reencode_with_note(package, limits, problems) && package_become_document(package, problems) &&
        annotate_clear(package, limits, problems) && attributes_restore(package, limits, problems)) {
        compile_parts(template, NULL, limits, problems);
        find_styles(template, problems);
        find_delayed(template);
        template->names_pictures = names_pictures(template);
        template->may_include = may_include(template);
        if (!template->may_include)
            template->first_lines = first_lines_read(template->arena, package, limits);
    }
    return template;
}

struct template *template_compile_guest(struct package *package, const struct limits *limits,
                                        struct problems *problems)
{
    size_t errors = problems_error_count(problems);
    struct template *template = compile_any(package, limits, problems);
    if (problems_error_count(problems) == errors)
        return template;
    template_free(template);
    return NULL;
}

struct template *template_read_faulty(struct package *package, const struct limits *limits)
{
    struct problems *silent = problems_new();
    struct template *template = compile_any(package, limits, silent);
    problems_free(silent);
    return template;
}

/* A part that is none, so that no part is it. */
static const struct part no_part;

struct template *template_of_finished(struct package *package, const struct limits *limits,
                                      struct problems *problems)
{
    struct arena *arena = arena_new();
    struct template *template = arena_allocate(arena, sizeof(*template));
    template->arena = arena;
    template->package = package;
    compile_parts(template, &no_part, limits, problems);
    return template;
}

struct template *template_compile(struct package *package, const struct limits *limits,
                                  struct problems *problems)
{
    struct template *template = template_compile_guest(package, limits, problems);
    if (template)
        report_no_tags(template, problems);
    return template;
}

void template_free(struct template *template)
{
    if (!template)
        return;
    package_close(template->package);
    buffer_release(&template->tags);
    buffer_release(&template->identities.slots);
    buffer_release(&template->identities.index);
    arena_free(template->arena);
}

struct package *template_package(const struct template *template)
{
    return template->package;
}

void template_visit_uses(const struct template *template,
                         void (*visit)(void *context, const struct template_use *use), void *context)
{
    template_visit_all_uses(template, NULL, NULL, visit, context);
}

bool template_includes(const struct template *template)
{
    struct tag *const *tags = (struct tag *const *)(void *)template->tags.bytes;
    for (size_t i = 0; i < template->tags.length / sizeof(*tags); i++)
        if (tags[i]->statement.is_include)
            return true;
    return false;
}

void template_visit_all_uses(const struct template *template, const struct template_files *files,
                             const struct limits *limits,
                             void (*visit)(void *context, const struct template_use *use), void *context)
{
    struct uses_files included = {files, limits, NULL};
    uses_visit((struct tag *const *)(void *)template->tags.bytes,
               template->tags.length / sizeof(struct tag *), &included, visit, context);
}
