/*
 * What captures a body: macros, {% call %}, {% set x %} … {% endset %} and
 * {% filter %}. A captured body is a text to expressions; printed as it is,
 * it keeps its formatting (struct fragment).
 */

#include "template/render.h"

#include <stdint.h>
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

struct value render_capture_work(struct render *render, bool (*work)(struct render *render, void *context),
                                 void *context, bool is_inline)
{
    struct arena *arena = render->evaluation->arena;
    size_t begin = output_capture(&render->output);
    work(render, context);
    struct fragment fragment = {.is_inline = is_inline};
    fragment.xml = output_end_capture(&render->output, begin, arena);
    if (!render->styles)
        return value_text(fragment.xml);
    fragment.text = text_of_xml(arena, fragment.xml);
    if (arena == render->rounds)
        buffer_append(&render->fragments, (const char *)&fragment, sizeof(fragment));
    return value_text(fragment.text);
}

struct range {
    uint32_t from, to;
};

static bool run_range(struct render *render, void *context)
{
    const struct range *range = context;
    return render_run(render, range->from, range->to);
}

struct value render_capture(struct render *render, uint32_t from, uint32_t to, bool is_inline)
{
    struct range range = {from, to};
    return render_capture_work(render, run_range, &range, is_inline);
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

static bool mentions(const struct macro *macro, const char *name)
{
    const struct instruction *instructions = macro->render->program->instructions;
    for (uint32_t i = macro->index + 1; i < instructions[macro->index].end; i++) {
        const struct tag *tag = program_tag(&instructions[i]);
        if (tag && string_find(tag->source.text, string_of(name), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* The whole tag that calls. */
static struct place calling_place(const struct evaluation *evaluation)
{
    struct place place = evaluation->place ? *evaluation->place : (struct place){0};
    place.underline = 0;
    place.underline_length = (uint32_t)place.tag.length;
    return place;
}

/* Values beyond the parameters are an error unless the body asks for them. */
static bool has_room(struct macro *macro, const struct arguments *arguments)
{
    const struct tag *tag = macro->render->program->instructions[macro->index].as.tag;
    struct evaluation *evaluation = macro->render->evaluation;
    struct place place = calling_place(evaluation);
    if (arguments->count > tag->statement.parameter_count && !mentions(macro, "varargs")) {
        problems_add(evaluation->problems, PROBLEM_TEMPLATE_MACRO_ARGUMENTS, &place, NULL);
        return false;
    }
    return limits_allow(evaluation->limits, LIMIT_TEMPLATE_DEPTH, macro->render->call_depth + 1, &place,
                        evaluation->problems);
}

static void bind_caller(struct macro *macro, const struct arguments *arguments)
{
    struct name *caller = name_new(macro->render->evaluation->arena, STRING("caller"));
    const struct value *value = keyword_value(arguments, caller);
    if (value)
        scope_set(macro->render->evaluation->scope, caller, value);
}

static bool is_parameter(const struct statement *statement, const struct name *name)
{
    for (size_t i = 0; i < statement->parameter_count; i++)
        if (string_equal(statement->parameters[i].name->folded, name->folded))
            return true;
    return false;
}

/* Jinja's names for what is left: the list varargs, the record kwargs. */
static void bind_rest(struct macro *macro, const struct arguments *arguments)
{
    const struct statement *statement = statement_at(macro->render, macro->index);
    struct evaluation *evaluation = macro->render->evaluation;
    struct value list = value_list(evaluation->arena), record = value_record(evaluation->arena);
    list.flags |= VALUE_TUPLE;
    for (size_t i = statement->parameter_count; i < arguments->count; i++)
        list_append(list.as.list, &arguments->values[i]);
    for (size_t i = 0; i < arguments->keyword_count; i++)
        if (!is_parameter(statement, arguments->keywords[i]))
            record_set(record.as.record, arguments->keywords[i], &arguments->keyword_values[i]);
    scope_set(evaluation->scope, name_new(evaluation->arena, STRING("varargs")), &list);
    scope_set(evaluation->scope, name_new(evaluation->arena, STRING("kwargs")), &record);
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
    if (mentions(macro, "args"))
        bind_rest(macro, arguments);
    render->call_depth++;
    if (is_bound)
        *result = render_capture(render, macro->index + 1, instruction->end,
                                 (instruction->flags & FLAG_INLINE) != 0);
    render->call_depth--;
    evaluation->scope = outer;
    evaluation->place = place;
    return is_bound && !render->is_stopped;
}

/* What Jinja tells of a macro: its name and those of its parameters. */
static const struct record *macro_attributes(struct render *render, uint32_t index, const struct name *name)
{
    struct arena *arena = render->evaluation->arena;
    const struct statement *statement = statement_at(render, index);
    struct value record = value_record(arena), text = value_text(name->text), parameters = value_list(arena);
    parameters.flags |= VALUE_TUPLE;
    record_set_text(record.as.record, STRING("name"), &text);
    for (size_t i = 0; i < statement->parameter_count; i++) {
        text = value_text(statement->parameters[i].name->text);
        list_append(parameters.as.list, &text);
    }
    record_set_text(record.as.record, STRING("arguments"), &parameters);
    return record.as.record;
}

static struct value make_macro(struct render *render, uint32_t index, const struct name *name)
{
    struct macro *macro = arena_allocate(render->evaluation->arena, sizeof(*macro));
    *macro = (struct macro){{.call = call_macro, .name = name}, render, index, render->evaluation->scope};
    macro->callable.is_passing = render->evaluation->passing > 0;
    macro->callable.attributes = macro_attributes(render, index, name);
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

/* ---- filtered bodies ---- */

struct filtering {
    struct render *render;
    const struct expression *filters;
};

static bool filter_piece(void *context, struct string text, struct string *mapped)
{
    struct filtering *filtering = context;
    struct evaluation *evaluation = filtering->render->evaluation;
    struct value piece = value_text(arena_copy(evaluation->arena, text)), filtered;
    if (!expression_apply_filters(filtering->filters, evaluation, &piece, &filtered) ||
        filtered.kind != VALUE_TEXT)
        return false;
    *mapped = filtered.as.text;
    return true;
}

/*
 * A filtered body keeps its formatting when filtering it text by text, each in its run, says the same as
 * filtering the whole. What a piece alone makes wrong is no problem: the whole was right.
 */
static void keep_formatting(struct render *render, const struct expression *filters, const struct value *body,
                            const struct value *filtered, bool is_inline)
{
    struct evaluation *evaluation = render->evaluation;
    struct filtering filtering = {render, filters};
    struct fragment_map map = {filter_piece, &filtering};
    const struct fragment *fragment = render_find_fragment(render, body);
    if (!fragment || filtered->kind != VALUE_TEXT || !body->as.text.length)
        return;
    struct problems *told = evaluation->problems;
    struct buffer xml = {0}, text = {0};
    evaluation->problems = problems_new();
    bool is_done = fragment_append_mapped(&xml, fragment->xml, &map);
    problems_free(evaluation->problems);
    evaluation->problems = told;
    fragment_append_text(&text, buffer_string(&xml));
    if (is_done && string_equal(buffer_string(&text), filtered->as.text)) {
        struct fragment mapped = {filtered->as.text, arena_copy(evaluation->arena, buffer_string(&xml)),
                                  is_inline};
        buffer_append(&render->fragments, (const char *)&mapped, sizeof(mapped));
    }
    buffer_release(&xml);
    buffer_release(&text);
}

static bool filter_body(struct render *render, const struct expression *filters, bool is_inline,
                        struct value *value)
{
    struct value filtered;
    if (!expression_apply_filters(filters, render->evaluation, value, &filtered))
        return false;
    /* Rows and paragraphs without a word stay as they are. */
    if (filtered.kind == VALUE_TEXT && !filtered.as.text.length && !value->as.text.length)
        return true;
    keep_formatting(render, filters, value, &filtered, is_inline);
    *value = filtered;
    return true;
}

static bool has_rows_or_cells(const struct render *render, const struct value *value)
{
    const struct fragment *fragment = render_find_fragment(render, value);
    return fragment && fragment_is_of_table(fragment->xml);
}

/* Between rows and cells nothing else can stand. */
static bool refuse_text(struct render *render, const struct tag *tag, const struct value *value)
{
    if (value->kind == VALUE_TEXT && !value->as.text.length)
        return true;
    struct place place = tag_place(tag);
    problems_add(render->evaluation->problems, PROBLEM_TEMPLATE_NOT_ROWS, &place, NULL);
    return render_fail(render, tag);
}

/* Where a block that prints stands, seen as the place of a print. */
static bool print_block(struct render *render, uint32_t index, const struct value *value)
{
    const struct instruction *instruction = &render->program->instructions[index];
    struct print print = {
        .tag = instruction->as.tag, .place = PRINT_PLAIN, .frame = instruction->as.tag->frame};
    if (instruction->flags & FLAG_IN_TABLE && !has_rows_or_cells(render, value))
        return refuse_text(render, print.tag, value);
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

/* What a body defines goes with it. */
static struct value capture_apart(struct render *render, uint32_t index, bool is_inline)
{
    struct scope *outer = render->evaluation->scope;
    render->evaluation->scope = scope_new(render->evaluation->arena, outer);
    struct value value =
        render_capture(render, index + 1, render->program->instructions[index].end, is_inline);
    render->evaluation->scope = outer;
    return value;
}

bool render_set_block(struct render *render, uint32_t index)
{
    const struct instruction *instruction = &render->program->instructions[index];
    const struct statement *statement = &instruction->as.tag->statement;
    bool is_inline = (instruction->flags & FLAG_INLINE) != 0;
    struct value value = capture_apart(render, index, is_inline);
    if (statement->filters && !filter_body(render, statement->filters, is_inline, &value))
        return render_fail(render, instruction->as.tag);
    return render_set(render, instruction->as.tag, &value) && !render->is_stopped;
}

bool render_filter(struct render *render, uint32_t index)
{
    const struct instruction *instruction = &render->program->instructions[index];
    bool is_inline = (instruction->flags & FLAG_INLINE) != 0;
    struct value value = capture_apart(render, index, is_inline);
    if (!filter_body(render, instruction->as.tag->statement.expression, is_inline, &value))
        return render_fail(render, instruction->as.tag);
    return print_block(render, index, &value);
}
