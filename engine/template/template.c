/* A package compiled and rendered, part by part, in the order of the package. */

#include "template/template.h"

#include <string.h>

#include "template/part.h"
#include "template/render.h"
#include "template/uses.h"

struct template_part {
    const struct part *part;
    struct part_result result;
};

struct template
{
    struct arena *arena;
    struct package *package;
    struct template_part *parts;
    size_t part_count;
    uint32_t tag_count;
    struct buffer tags; /* struct tag *, in the order of the parts */
    struct identity_table identities;
    struct outline_styles styles;
};

static void compile_part(struct template *template, struct compilation *compilation,
                         struct template_part *part)
{
    compilation->place.part = part->part->name;
    part_compile(compilation, template->package, part->part, &part->result);
}

static void compile_parts(struct template *template, const struct limits *limits, struct problems *problems)
{
    struct compilation compilation = {.arena = template->arena,
                                      .limits = limits,
                                      .problems = problems,
                                      .tag_count = &template->tag_count,
                                      .all_tags = &template->tags,
                                      .identities = &template->identities};
    compilation.place.file = package_file(template->package);
    template->part_count = package_part_count(template->package);
    template->parts = arena_allocate(template->arena, template->part_count * sizeof(*template->parts) + 1);
    for (size_t i = 0; i < template->part_count; i++) {
        template->parts[i].part = package_part_at(template->package, i);
        compile_part(template, &compilation, &template->parts[i]);
    }
}

static void find_styles(struct template *template, struct problems *problems)
{
    const struct part *part = package_lookup(template->package, STRING("word/styles.xml"));
    struct string bytes =
        part ? package_read(template->package, part, template->arena, problems) : (struct string){"", 0};
    template->styles = outline_find_styles(template->arena, bytes);
}

/* A document made from a .dotx is a document. */
static bool become_document(struct package *package, struct arena *arena, struct problems *problems)
{
    static const char document_type[] =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const struct part *main = package_main_document(package, problems);
    if (!main)
        return false;
    if (!string_ends_with(main->content_type, STRING(".template.main+xml")))
        return true;
    struct string bytes = package_read(package, main, arena, problems);
    return bytes.bytes && package_set(package, main->name, STRING(document_type), bytes, problems);
}

struct template *template_compile(struct package *package, const struct limits *limits,
                                  struct problems *problems)
{
    struct arena *arena = arena_new();
    struct template *template = arena_allocate(arena, sizeof(*template));
    template->arena = arena;
    template->package = package;
    size_t errors = problems_error_count(problems);
    if (!become_document(package, arena, problems) || !package_check_content(package, problems)) {
        template_free(template);
        return NULL;
    }
    package_check_content(package, problems);
    if (package_become_document(package, problems)) {
        compile_parts(template, limits, problems);
        find_styles(template, problems);
    }
    if (problems_error_count(problems) == errors)
        return template;
    template_free(template);
    return NULL;
}

void template_free(struct template *template)
{
    if (!template)
        return;
    package_close(template->package);
    buffer_release(&template->tags);
    buffer_release(&template->identities.slots);
    arena_free(template->arena);
}

struct package *template_package(const struct template *template)
{
    return template->package;
}

static bool render_part(const struct template *template, const struct template_part *part,
                        struct evaluation *evaluation, struct identity_state *identities,
                        struct package_writer *writer)
{
    struct render render;
    struct scope *data = evaluation->scope;
    render_init(&render, &part->result.program, evaluation, template->tag_count);
    render.output.writer = writer;
    render.styles = &template->styles;
    render.identities = identities;
    evaluation->scope = scope_new(evaluation->arena, data);
    bool is_done = package_writer_begin(writer, part->part->name) &&
                   render_run(&render, 0, part->result.program.count) && output_finish(&render.output) &&
                   package_writer_end(writer) && !render.is_failed;
    evaluation->scope = data;
    render_release(&render);
    return is_done;
}

bool template_render(const struct template *template, struct evaluation *evaluation,
                     struct package_writer *writer)
{
    bool is_done = true;
    struct identity_state identities;
    identity_begin(&identities, &template->identities, evaluation->lasting);
    for (size_t i = 0; i < template->part_count; i++) {
        const struct template_part *part = &template->parts[i];
        bool is_written = part->result.has_tags ? render_part(template, part, evaluation, &identities, writer)
                                                : package_writer_copy(writer, part->part);
        is_done = is_done && is_written;
    }
    return is_done;
}

void template_visit_uses(const struct template *template,
                         void (*visit)(void *context, const struct template_use *use), void *context)
{
    uses_visit((struct tag *const *)(void *)template->tags.bytes,
               template->tags.length / sizeof(struct tag *), visit, context);
}
