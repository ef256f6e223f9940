/* The instructions of a program, carried out one by one. */

#include "template/render.h"

#include <string.h>

#include "template/doubt.h"
#include "template/regrid.h"

enum {
    MOST_PROBLEMS = 1000 /* beyond it nothing new is told */
};

void render_init(struct render *render, const struct program *program, struct evaluation *evaluation,
                 uint32_t tag_count)
{
    *render = (struct render){
        .program = program, .evaluation = evaluation, .rounds = evaluation->arena, .tag_count = tag_count};
    render->output.limits = evaluation->limits;
    render->output.problems = evaluation->problems;
}

void render_release(struct render *render)
{
    output_release(&render->output);
    buffer_release(&render->scratch);
    buffer_release(&render->fragments);
    render_forget(render);
}

/* What is remembered of a tag. */
enum { TAG_FAILED = 1, TAG_DOUBTED = 2 };

bool render_may_try(const struct render *render, const struct tag *tag)
{
    return !render->failed_tags || !(render->failed_tags[tag->index] & TAG_FAILED);
}

static unsigned char *remembered(struct render *render, const struct tag *tag)
{
    if (!render->failed_tags)
        render->failed_tags = arena_allocate(render->evaluation->lasting, render->tag_count + 1);
    return &render->failed_tags[tag->index];
}

bool render_is_first(struct render *render, const struct tag *tag)
{
    unsigned char *known = remembered(render, tag);
    bool is_first = !(*known & TAG_DOUBTED);
    *known |= TAG_DOUBTED;
    return is_first;
}

bool render_fail(struct render *render, const struct tag *tag)
{
    struct evaluation *evaluation = render->evaluation;
    render->is_failed = true;
    *remembered(render, tag) |= TAG_FAILED;
    if (evaluation->steps >= evaluation->limits->values[LIMIT_STEPS] ||
        problems_count(evaluation->problems) > MOST_PROBLEMS)
        render->is_stopped = true;
    return !render->is_stopped;
}

bool render_evaluate(struct render *render, const struct tag *tag, const struct expression *expression,
                     struct value *value)
{
    if (!render_may_try(render, tag))
        return false;
    render->evaluation->place = &tag->source.place;
    if (expression_evaluate(expression, render->evaluation, value))
        return true;
    render_fail(render, tag);
    return false;
}

static bool run_if(struct render *render, uint32_t index)
{
    const struct instruction *instructions = render->program->instructions;
    for (uint32_t i = index + 1; i < instructions[index].end; i = instructions[i].end) {
        const struct tag *tag = instructions[i].as.tag;
        struct value condition = value_bool(true);
        if (tag->statement.expression && !tag_is(tag, STATEMENT_ELSE) &&
            !render_evaluate(render, tag, tag->statement.expression, &condition))
            return !render->is_stopped;
        doubt_condition(render, tag, &condition);
        if (value_is_true(&condition))
            return render_run(render, i + 1, instructions[i].end);
    }
    return true;
}

static void report_unpack(struct render *render, const struct tag *tag, size_t wanted, size_t found)
{
    char wanted_text[24], found_text[24];
    snprintf(wanted_text, sizeof(wanted_text), "%zu", wanted);
    snprintf(found_text, sizeof(found_text), "%zu", found);
    struct place place = tag_place(tag);
    problems_add(render->evaluation->problems, PROBLEM_TEMPLATE_UNPACK, &place, wanted_text, found_text);
}

static bool share_out(struct render *render, struct scope *scope, const struct tag *tag,
                      const struct expression_target *target, const struct value *value)
{
    if (target->name) {
        scope_set(scope, target->name, value);
        return true;
    }
    size_t found = value->kind == VALUE_LIST ? value->as.list->count : 1;
    if (value->kind != VALUE_LIST || found != target->count) {
        report_unpack(render, tag, target->count, found);
        return false;
    }
    for (size_t i = 0; i < found; i++)
        if (!share_out(render, scope, tag, &target->items[i], &value->as.list->items[i]))
            return false;
    return true;
}

/* An item that is no record is one of its only name: what is called so in a record is another. */
static const struct record *record_of_item(struct arena *arena, const struct tag *tag,
                                           const struct value *item)
{
    if (item->kind == VALUE_RECORD || !tag->item_name)
        return item->kind == VALUE_RECORD ? item->as.record : NULL;
    struct value record = value_record_for(arena, 1);
    record_add(record.as.record, tag->item_name, item);
    return record.as.record;
}

bool render_bind(struct render *render, struct scope *scope, const struct tag *tag, const struct value *value)
{
    if (tag->opens_record)
        scope_use_record(scope, record_of_item(render->evaluation->arena, tag, value));
    return share_out(render, scope, tag, tag->statement.target, value);
}

static bool set_attribute(struct render *render, const struct tag *tag, const struct value *value)
{
    const struct value *object = scope_lookup(render->evaluation->scope, tag->statement.names[0]);
    struct value missing = value_undefined(tag->statement.names[0]->text);
    return expression_set_attribute(&tag->source, render->evaluation, object ? object : &missing,
                                    tag->statement.attribute, value);
}

bool render_set(struct render *render, const struct tag *tag, const struct value *value)
{
    bool is_set = tag->statement.attribute ? set_attribute(render, tag, value)
                                           : render_bind(render, render->evaluation->scope, tag, value);
    return is_set || render_fail(render, tag);
}

static bool run_set(struct render *render, uint32_t index)
{
    const struct tag *tag = render->program->instructions[index].as.tag;
    struct value value;
    if (!render_evaluate(render, tag, tag->statement.expression, &value))
        return !render->is_stopped;
    return render_set(render, tag, &value);
}

static bool run_with(struct render *render, uint32_t index)
{
    const struct instruction *instruction = &render->program->instructions[index];
    const struct statement *statement = &instruction->as.tag->statement;
    struct scope *outer = render->evaluation->scope;
    struct scope *scope = scope_new(render->evaluation->arena, outer);
    for (size_t i = 0; i < statement->assignment_count; i++) {
        struct value value;
        if (!render_evaluate(render, instruction->as.tag, statement->assignments[i].value, &value))
            return !render->is_stopped;
        scope_set(scope, statement->assignments[i].name, &value);
    }
    render->evaluation->scope = scope;
    bool goes_on = render_run(render, index + 1, instruction->end);
    render->evaluation->scope = outer;
    return goes_on;
}

static bool run_do(struct render *render, uint32_t index)
{
    const struct tag *tag = render->program->instructions[index].as.tag;
    struct value ignored;
    render_evaluate(render, tag, tag->statement.expression, &ignored);
    return !render->is_stopped;
}

static bool run_guard(struct render *render, uint32_t index)
{
    const struct instruction *guard = &render->program->instructions[index];
    uint64_t start = output_position(&render->output);
    if (!render_run(render, index + 1, guard->as.guard.body))
        return false;
    output_hold(&render->output, start);
    bool goes_on = render_run(render, guard->as.guard.body, guard->as.guard.tail);
    if (!output_end_hold(&render->output))
        return goes_on;
    return goes_on && render_run(render, guard->as.guard.tail, guard->end);
}

/* What is written, without the bookmark ends that may follow the last paragraph. */
static struct string without_bookmarks(struct string written)
{
    while (string_ends_with(written, STRING("/>"))) {
        size_t at = written.length - 1;
        while (at > 0 && written.bytes[at] != '<')
            at--;
        struct string element = string_slice(written, at, written.length);
        if (!string_starts_with(element, STRING("<w:bookmark")) &&
            !string_starts_with(element, STRING("<w:perm")))
            break;
        written.length = at;
    }
    return written;
}

/* Templates that people write by hand are indented. */
static struct string without_blanks(struct string written)
{
    while (written.length > 0 && strchr(" \t\r\n", written.bytes[written.length - 1]))
        written.length--;
    return written;
}

/* <w:p xmlns:w="…"/>, as included documents may have it */
static bool ends_in_empty_paragraph(struct string written)
{
    size_t at = written.length;
    while (at > 0 && written.bytes[at - 1] != '<')
        at--;
    struct string element = string_slice(written, at, written.length);
    return string_starts_with(element, STRING("w:p ")) && string_ends_with(element, STRING("/>"));
}

/* Word wants a paragraph behind a table, and at least one, at the end of a cell and the like. */
static bool run_ensure(struct render *render, uint32_t index)
{
    static const char *const endings[] = {"</w:p>", "<w:p/>", "</w:sdt>", "</vanban-grafted>"};
    struct string written = buffer_string(&render->output.bytes);
    if (string_ends_with(written, STRING("</w:p>"))) /* as nearly always */
        return true;
    written = without_bookmarks(without_blanks(written));
    if (ends_in_empty_paragraph(written))
        return true;
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (string_ends_with(written, string_of(endings[i])))
            return true;
    buffer_append_string(&render->output.bytes, render->program->instructions[index].as.ensure->fallback);
    return true;
}

static bool run_bytes(struct render *render, uint32_t index)
{
    output_append(&render->output, render->program->instructions[index].as.bytes);
    return output_flush(&render->output);
}

static bool run_print(struct render *render, uint32_t index)
{
    return render_print(render, render->program->instructions[index].as.print) &&
           output_flush(&render->output);
}

static bool run_identity(struct render *render, uint32_t index)
{
    identity_append(render->identities, render->program->instructions[index].as.identity,
                    &render->output.bytes);
    return true;
}

static bool run_once(struct render *render, uint32_t index)
{
    const struct instruction *instruction = &render->program->instructions[index];
    return !identity_is_first(render->identities, instruction->as.identity->slot) ||
           render_run(render, index + 1, instruction->end);
}

/* The rows must be there before the grid that stands in front of them can be right. */
static bool run_table(struct render *render, uint32_t index)
{
    struct arena *scratch = arena_new();
    size_t begin = output_capture(&render->output);
    bool goes_on = render_run(render, index + 1, render->program->instructions[index].end);
    struct string table = output_end_capture(&render->output, begin, scratch);
    regrid_append(&render->output.bytes, table, scratch);
    arena_free(scratch);
    return goes_on;
}

static bool run_group(struct render *render, uint32_t index)
{
    return render_run(render, index + 1, render->program->instructions[index].end);
}

static bool (*const runners[])(struct render *render, uint32_t index) = {
    [INSTRUCTION_BYTES] = run_bytes,
    [INSTRUCTION_PRINT] = run_print,
    [INSTRUCTION_BRANCH] = run_group,
    [INSTRUCTION_IF] = run_if,
    [INSTRUCTION_FOR] = render_loop,
    [INSTRUCTION_SET] = run_set,
    [INSTRUCTION_WITH] = run_with,
    [INSTRUCTION_SET_BLOCK] = render_set_block,
    [INSTRUCTION_MACRO] = render_macro,
    [INSTRUCTION_FILTER] = render_filter,
    [INSTRUCTION_CALL] = render_call,
    [INSTRUCTION_GROUP] = run_group,
    [INSTRUCTION_DO] = run_do,
    [INSTRUCTION_GUARD] = run_guard,
    [INSTRUCTION_ENSURE] = run_ensure,
    [INSTRUCTION_IDENTITY] = run_identity,
    [INSTRUCTION_ONCE] = run_once,
    [INSTRUCTION_TABLE] = run_table,
    [INSTRUCTION_CHANGED] = render_changed,
    [INSTRUCTION_LIST] = render_list,
    [INSTRUCTION_RESTART] = render_restart,
};

bool render_run(struct render *render, uint32_t from, uint32_t to)
{
    const struct instruction *instructions = render->program->instructions;
    for (uint32_t i = from; i < to; i = instructions[i].end)
        if (!runners[instructions[i].kind](render, i))
            return false;
    return true;
}
