/* A text with tags, without Word: messages of checks, names of files. */

#include "template/template.h"

#include "template/flat.h"
#include "template/render.h"

struct text_template {
    struct program program;
    uint32_t tag_count;
};

struct text_template *text_template_compile(struct arena *arena, const struct expression_source *source,
                                            struct problems *problems)
{
    struct text_template *template = arena_allocate(arena, sizeof(*template));
    struct limits limits = limits_default();
    struct compilation compilation = {.arena = arena,
                                      .limits = &limits,
                                      .problems = problems,
                                      .place = source->place,
                                      .tag_count = &template->tag_count};
    size_t errors = problems_error_count(problems);
    const struct flat *flat = flat_read(&compilation, source->text, &source->place);
    if (problems_error_count(problems) > errors)
        return NULL;
    struct builder builder;
    builder_init(&builder, &compilation);
    if (flat)
        builder_flat(&builder, flat, PRINT_PLAIN);
    else
        buffer_append_string(builder_bytes(&builder), source->text);
    template->program = builder_finish(&builder);
    return template;
}

bool text_template_render(const struct text_template *template, struct evaluation *evaluation,
                          struct buffer *out)
{
    struct render render;
    struct scope *data = evaluation->scope;
    render_init(&render, &template->program, evaluation, template->tag_count);
    evaluation->scope = scope_new(evaluation->arena, data);
    evaluation->passing++;
    bool is_done = render_run(&render, 0, template->program.count) && !render.is_failed;
    evaluation->passing--;
    evaluation->scope = data;
    if (is_done)
        buffer_append_string(out, buffer_string(&render.output.bytes));
    render_release(&render);
    return is_done;
}
