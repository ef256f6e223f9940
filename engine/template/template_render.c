/* A template rendered, part by part in the order of its package; what pictures add comes behind. */

#include "template/compose.h"
#include "template/media.h"
#include "template/picture.h"
#include "template/render.h"
#include "template/sections.h"
#include "template/template_parts.h"

/* One rendering of a template. */
struct rendering {
    const struct template *template;
    struct evaluation *evaluation;
    struct identity_state identities;
    struct media media;
    struct includes *includes; /* NULL: nothing can be included */
    struct package_writer *writer;
};

/* Notes and comments may stand in narrower columns than the body. */
static const struct first_lines *first_lines_in(const struct template *template,
                                                const struct template_part *part)
{
    bool is_body = string_equal(part->part->name, template->body);
    return is_body && template->first_lines.count > 0 ? &template->first_lines : NULL;
}

/* Carries a part's program out, into the writer or (NULL) into `bytes`. */
static bool run_part(struct rendering *rendering, const struct template_part *part,
                     struct package_writer *writer, struct buffer *bytes)
{
    struct render render;
    struct evaluation *evaluation = rendering->evaluation;
    struct scope *data = evaluation->scope;
    render_init(&render, &part->result.program, evaluation, rendering->template->tag_count);
    render.output.writer = writer;
    render.output.keeps_lines = evaluation_style(evaluation)->keeps_lines;
    render.output.unbroken.lines = first_lines_in(rendering->template, part);
    render.styles = &rendering->template->styles;
    render.sections = &rendering->template->sections;
    render.identities = &rendering->identities;
    render.media = &rendering->media;
    render.includes = rendering->includes;
    render.part = part->part->name;
    evaluation->scope = scope_new(evaluation->arena, data);
    bool is_done = render_run(&render, 0, part->result.program.count) && output_finish(&render.output) &&
                   !render.is_failed;
    evaluation->scope = data;
    if (bytes)
        buffer_append_string(bytes, buffer_string(&render.output.bytes));
    render_release(&render);
    return is_done;
}

static bool write_bytes(struct package_writer *writer, struct string name, struct string bytes)
{
    return package_writer_begin(writer, name) && package_writer_write(writer, bytes.bytes, bytes.length) &&
           package_writer_end(writer);
}

static bool render_part(struct rendering *rendering, const struct template_part *part)
{
    if (!part->result.has_tags)
        return package_writer_copy(rendering->writer, part->part);
    bool is_begun = package_writer_begin(rendering->writer, part->part->name);
    bool is_done = is_begun && run_part(rendering, part, rendering->writer, NULL);
    return is_begun && package_writer_end(rendering->writer) && is_done;
}

/* Content types stand first, before it is known which pictures come: those of all kinds are told when any
 * may. */
static bool write_content_types(struct rendering *rendering, const struct template_part *part)
{
    bool may_show =
        rendering->template->names_pictures || scope_has_such(rendering->evaluation->scope, picture_is);
    if (!may_show)
        return package_writer_copy(rendering->writer, part->part);
    struct buffer types = {0};
    struct string bytes = package_read(rendering->template->package, part->part,
                                       rendering->evaluation->lasting, rendering->evaluation->problems);
    media_append_content_types(&types, bytes);
    bool is_written = bytes.bytes && write_bytes(rendering->writer, part->part->name, buffer_string(&types));
    buffer_release(&types);
    return is_written;
}

/* The relationships of a part with those of its pictures; `part` is NULL when it had none. */
static bool write_relationships(struct rendering *rendering, const struct template_part *part,
                                struct string owner)
{
    struct buffer bytes = {0}, whole = {0};
    struct evaluation *evaluation = rendering->evaluation;
    bool has_links = media_has_links(&rendering->media, owner), is_done = true;
    if (part && !has_links)
        return render_part(rendering, part);
    if (!has_links)
        return true;
    if (part && part->result.has_tags)
        is_done = run_part(rendering, part, NULL, &bytes);
    else if (part)
        buffer_append_string(&bytes, package_read(rendering->template->package, part->part,
                                                  evaluation->lasting, evaluation->problems));
    media_append_relationships(&whole, &rendering->media, owner, buffer_string(&bytes));
    struct string name = package_relationships_name(evaluation->lasting, owner);
    is_done = write_bytes(rendering->writer, name, buffer_string(&whole)) && is_done;
    buffer_release(&bytes);
    buffer_release(&whole);
    return is_done;
}

static bool render_delayed(struct rendering *rendering)
{
    const struct template *template = rendering->template;
    bool is_done = true;
    for (size_t i = 0; i < template->part_count; i++)
        if (template->parts[i].owns_relationships)
            is_done = write_relationships(rendering, template->parts[i].relationships,
                                          template->parts[i].part->name) &&
                      is_done;
    return media_write(&rendering->media, rendering->writer) && is_done;
}

/* What included documents bring is known only when everything is rendered; parts that get it wait. */
static bool render_or_reserve(struct rendering *rendering, const struct template_part *part,
                              struct buffer *bytes)
{
    if (!compose_waits(rendering->includes, part->part->name))
        return render_part(rendering, part);
    return package_writer_reserve(rendering->writer, part->part->name) &&
           (!part->result.has_tags || run_part(rendering, part, NULL, bytes));
}

static bool render_composed(struct rendering *rendering)
{
    const struct template *template = rendering->template;
    struct includes includes;
    struct buffer *parts =
        arena_allocate(rendering->evaluation->lasting, (template->part_count + 1) * sizeof(*parts));
    bool is_done = true;
    includes_begin(&includes, template, rendering->evaluation, &rendering->media, &rendering->identities);
    includes.may_get_sections = sections_may_come(&includes);
    rendering->includes = &includes;
    for (size_t i = 0; i < template->part_count; i++)
        is_done = render_or_reserve(rendering, &template->parts[i], &parts[i]) && is_done;
    is_done =
        is_done && sections_settle(&includes, parts) && compose_document(&includes, parts, rendering->writer);
    for (size_t i = 0; i < template->part_count; i++)
        buffer_release(&parts[i]);
    includes_release(&includes);
    return is_done;
}

static bool render_streamed(struct rendering *rendering)
{
    const struct template *template = rendering->template;
    bool is_done = true;
    for (size_t i = 0; i < template->part_count; i++) {
        const struct template_part *part = &template->parts[i];
        bool is_written = true;
        if (string_is(part->part->name, "[Content_Types].xml"))
            is_written = write_content_types(rendering, part);
        else if (!part->is_delayed)
            is_written = render_part(rendering, part);
        is_done = is_done && is_written;
    }
    return render_delayed(rendering) && is_done;
}

bool template_render_with(const struct template *template, struct evaluation *evaluation,
                          const struct template_files *files, struct package_writer *writer)
{
    struct rendering rendering = {.template = template, .evaluation = evaluation, .writer = writer};
    identity_begin(&rendering.identities, &template->identities, evaluation->lasting);
    rendering.media = (struct media){.arena = evaluation->lasting,
                                     .package = template->package,
                                     .files = files,
                                     .problems = evaluation->problems};
    bool may_include = template->may_include || scope_has_such(evaluation->scope, include_is);
    bool is_done = may_include ? render_composed(&rendering) : render_streamed(&rendering);
    media_release(&rendering.media);
    return is_done;
}

bool template_render(const struct template *template, struct evaluation *evaluation,
                     struct package_writer *writer)
{
    return template_render_with(template, evaluation, NULL, writer);
}
