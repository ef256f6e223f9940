/*
 * What captures a body: macros, {% call %}, {% set x %} … {% endset %} and
 * {% filter %}. A captured body is a text to expressions; printed as it is,
 * it keeps its formatting (struct fragment).
 */

#include "template/render.h"

#include <string.h>

#include "template/fragment.h"

struct macro {
    struct callable callable; /* first: a callable is the macro it belongs to */
    struct render *render;
    uint32_t index;
    struct scope *scope; /* where it was defined */
};

static struct string text_of_xml(struct arena *arena, struct string xml)
{
    struct buffer text = {0};
    fragment_append_text(&text, xml);
    struct string copy = arena_copy(arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

struct value render_capture(struct render *render, uint32_t from, uint32_t to, bool is_inline)
{
    struct arena *arena = render->evaluation->arena;
    size_t begin = output_capture(&render->output);
    render_run(render, from, to);
    struct fragment fragment = {.is_inline = is_inline};
    fragment.xml = output_end_capture(&render->output, begin, arena);
    if (!render->styles)
        return value_text(fragment.xml);
    fragment.text = text_of_xml(arena, fragment.xml);
    buffer_append(&render->fragments, (const char *)&fragment, sizeof(fragment));
    return value_text(fragment.text);
}

static const struct statement *statement_at(const struct render *render, uint32_t index)
{
    return &render->program->instructions[index].as.tag->statement;
}

static const struct value *keyword_value(const struct arguments *arguments, const struct name *name)
{
    for (size_t i = 0; i < arguments->keyword_count; i++)
        if (string_equal(arguments->keywords[i]->folded, name->folded))
            return &arguments->keyword_values[i];
    return NULL;
}

static bool bind_parameter(struct macro *macro, size_t position, const struct arguments *arguments)
{
    struct render *render = macro->render;
    const struct tag *tag = render->program->instructions[macro->index].as.tag;
    const struct expression_parameter *parameter = &tag->statement.parameters[position];
    struct value value = value_undefined(parameter->name->text);
    const struct value *given = position < arguments->count ? &arguments->values[position]
                                                            : keyword_value(arguments, parameter->name);
    if (given)
        value = *given;
    else if (parameter->default_value && !render_evaluate(render, tag, parameter->default_value, &value))
        return false;
    scope_set(render->evaluation->scope, parameter->name, &value);
    return true;
}

static bool has_room(struct macro *macro, const struct arguments *arguments)
{
    const struct tag *tag = macro->render->program->instructions[macro->index].as.tag;
    struct evaluation *evaluation = macro->render->evaluation;
    if (arguments->count > tag->statement.parameter_count) {
        problems_add(evaluation->problems, PROBLEM_TEMPLATE_MACRO_ARGUMENTS, evaluation->place, NULL);
        return false;
    }
    return limits_allow(evaluation->limits, LIMIT_TEMPLATE_DEPTH, macro->render->call_depth + 1,
                        evaluation->place, evaluation->problems);
}

static void bind_caller(struct macro *macro, const struct arguments *arguments)
{
    struct name *caller = name_new(macro->render->evaluation->arena, STRING("caller"));
    const struct value *value = keyword_value(arguments, caller);
    if (value)
        scope_set(macro->render->evaluation->scope, caller, value);
}

static bool call_macro(const struct callable *self, struct evaluation *evaluation,
                       const struct arguments *arguments, struct value *result)
{
    struct macro *macro = (struct macro *)(uintptr_t)self;
    struct render *render = macro->render;
    const struct instruction *instruction = &render->program->instructions[macro->index];
    if (!has_room(macro, arguments))
        return false;
    struct scope *outer = evaluation->scope;
    const struct place *place = evaluation->place;
    evaluation->scope = scope_new(evaluation->arena, macro->scope);
    bool is_bound = true;
    for (size_t i = 0; is_bound && i < instruction->as.tag->statement.parameter_count; i++)
        is_bound = bind_parameter(macro, i, arguments);
    bind_caller(macro, arguments);
    render->call_depth++;
    if (is_bound)
        *result = render_capture(render, macro->index + 1, instruction->end,
                                 (instruction->flags & FLAG_INLINE) != 0);
    render->call_depth--;
    evaluation->scope = outer;
    evaluation->place = place;
    return is_bound && !render->is_stopped;
}

static struct value make_macro(struct render *render, uint32_t index, const struct name *name)
{
    struct macro *macro = arena_allocate(render->evaluation->arena, sizeof(*macro));
    *macro = (struct macro){{call_macro, name}, render, index, render->evaluation->scope};
    struct value value = {.kind = VALUE_CALLABLE};
    value.as.callable = &macro->callable;
    return value;
}

bool render_macro(struct render *render, uint32_t index)
{
    const struct name *name = statement_at(render, index)->names[0];
    struct value value = make_macro(render, index, name);
    scope_set(render->evaluation->scope, name, &value);
    return true;
}

/* Where a block that prints stands, seen as the place of a print. */
static bool print_block(struct render *render, uint32_t index, const struct value *value)
{
    const struct instruction *instruction = &render->program->instructions[index];
    struct print print = {
        .tag = instruction->as.tag, .place = PRINT_PLAIN, .frame = instruction->as.tag->frame};
    if (print.frame)
        print.place = instruction->flags & FLAG_INLINE ? PRINT_BETWEEN_RUNS : PRINT_PARAGRAPH;
    else if (render->styles)
        print.place = PRINT_ATTRIBUTE;
    return render_value(render, &print, value) && output_flush(&render->output);
}

bool render_call(struct render *render, uint32_t index)
{
    const struct tag *tag = render->program->instructions[index].as.tag;
    struct name *caller = name_new(render->evaluation->arena, STRING("caller"));
    struct value body = make_macro(render, index, caller), result;
    if (!render_may_try(render, tag))
        return true;
    render->evaluation->place = &tag->source.place;
    if (!expression_evaluate_call(tag->statement.expression, render->evaluation, caller, &body, &result))
        return render_fail(render, tag);
    return print_block(render, index, &result);
}

bool render_set_block(struct render *render, uint32_t index)
{
    const struct instruction *instruction = &render->program->instructions[index];
    const struct statement *statement = &instruction->as.tag->statement;
    struct value value =
        render_capture(render, index + 1, instruction->end, (instruction->flags & FLAG_INLINE) != 0);
    if (statement->filters &&
        !expression_apply_filters(statement->filters, render->evaluation, &value, &value))
        return render_fail(render, instruction->as.tag);
    scope_set(render->evaluation->scope, statement->names[0], &value);
    return !render->is_stopped;
}

bool render_filter(struct render *render, uint32_t index)
{
    const struct instruction *instruction = &render->program->instructions[index];
    struct scope *outer = render->evaluation->scope;
    render->evaluation->scope = scope_new(render->evaluation->arena, outer);
    struct value value = render_capture(render, index + 1, instruction->end, false), filtered;
    render->evaluation->scope = outer;
    if (!expression_apply_filters(instruction->as.tag->statement.expression, render->evaluation, &value,
                                  &filtered))
        return render_fail(render, instruction->as.tag);
    return print_block(render, index, &filtered);
}
