/* {% vm value %}: cells of rounds with equal values are one. The first round of a loop always begins a cell.
 */

#include "template/render.h"

/* Only texts are kept, so that memory does not grow with the rounds. */
struct seen {
    uint32_t tag;
    struct buffer text;
};

static struct seen *find_seen(struct render *render, uint32_t tag)
{
    struct seen *seen = (struct seen *)(void *)render->seen.bytes, new = {.tag = tag};
    size_t count = render->seen.length / sizeof(*seen);
    for (size_t i = 0; i < count; i++)
        if (seen[i].tag == tag)
            return &seen[i];
    buffer_append(&render->seen, (const char *)&new, sizeof(new));
    return (struct seen *)(void *)render->seen.bytes + count;
}

void render_forget(struct render *render)
{
    struct seen *seen = (struct seen *)(void *)render->seen.bytes;
    for (size_t i = 0; i < render->seen.length / sizeof(*seen); i++)
        buffer_release(&seen[i].text);
    buffer_release(&render->seen);
}

static const struct record *attributes_of(const struct value *loop)
{
    if (!loop)
        return NULL;
    if (loop->kind == VALUE_CALLABLE)
        return loop->as.callable->attributes;
    return loop->kind == VALUE_RECORD ? loop->as.record : NULL;
}

static bool is_first_round(const struct render *render)
{
    const struct name *name = name_new(render->evaluation->arena, STRING("loop"));
    const struct record *loop = attributes_of(scope_lookup(render->evaluation->scope, name));
    const struct value *first = loop ? record_lookup(loop, STRING("first")) : NULL;
    return !first || value_is_true(first);
}

bool render_changed(struct render *render, uint32_t index)
{
    const struct instruction *instructions = render->program->instructions;
    const struct tag *tag = instructions[index].as.tag;
    uint32_t other = instructions[index + 1].end;
    struct value value;
    if (!render_evaluate(render, tag, tag->statement.expression, &value))
        return !render->is_stopped;
    struct seen *seen = find_seen(render, tag->index);
    struct buffer text = {0};
    evaluation_append(render->evaluation, &text, &value);
    bool is_same = !is_first_round(render) && string_equal(buffer_string(&text), buffer_string(&seen->text));
    buffer_release(&seen->text);
    seen->text = text;
    return is_same ? render_run(render, other + 1, instructions[other].end)
                   : render_run(render, index + 2, other);
}
