/* A program as a pattern: literal bytes as text and marks, blocks as choices. */

#include "inverse/pattern_maker.h"

#include <string.h>

#include "expression/function.h"

#include "inverse/sheet.h"
#include "package/scratch.h"
#include "text/unicode.h"

/* ---- steps ---- */

static bool is_literal_blank(struct string text, size_t at, size_t *next)
{
    *next = at;
    unsigned c = text_next(text, next);
    return c == 0xA0 || c == MARK_BREAK ||
           (text_is_space(c) && c < 0x7F ? !sheet_is_boundary((char)c) : text_is_space(c));
}

/* Blanks single, as a sheet has them. */
static void flush_literal(struct pattern_maker *maker)
{
    struct buffer *clean = scratch_buffer(maker->arena);
    struct string text = text_normalise(maker->arena, buffer_string(maker->literal));
    buffer_append_text(clean, "");
    for (size_t at = 0, next; at < text.length; at = next) {
        bool is_blank = is_literal_blank(text, at, &next);
        if (is_blank && (clean->length == 0 || clean->bytes[clean->length - 1] != ' '))
            buffer_append_byte(clean, ' ');
        else if (!is_blank && string_is(string_slice(text, at, next), "\u2011"))
            buffer_append_byte(clean, '-');
        else if (!is_blank)
            buffer_append_string(clean, string_slice(text, at, next));
    }
    buffer_truncate(maker->literal, 0);
    struct step step = {.kind = STEP_LITERAL, .as.literal = buffer_string(clean)};
    buffer_append(maker->steps, (const char *)&step, sizeof step);
}

uint32_t maker_here(struct pattern_maker *maker)
{
    if (maker->literal->length > 0)
        flush_literal(maker);
    return (uint32_t)(maker->steps->length / sizeof(struct step));
}

uint32_t maker_step(struct pattern_maker *maker, const struct step *step)
{
    uint32_t index = maker_here(maker);
    buffer_append(maker->steps, (const char *)step, sizeof *step);
    return index;
}

struct step *maker_step_at(struct pattern_maker *maker, uint32_t index)
{
    return (struct step *)(void *)maker->steps->bytes + index;
}

uint32_t maker_choice(struct pattern_maker *maker)
{
    struct step step = {.kind = STEP_CHOICE, .number = (uint32_t)maker->pattern->number_count++};
    return maker_step(maker, &step);
}

uint32_t maker_jump(struct pattern_maker *maker, uint32_t to)
{
    struct step step = {.kind = STEP_JUMP, .to = to};
    return maker_step(maker, &step);
}

void maker_way(struct pattern_maker *maker, struct ways *ways)
{
    if (ways->is_begun) {
        ways->jump = maker_jump(maker, ways->jump);
        maker_step_at(maker, ways->choice)->else_to = maker_here(maker);
    }
    ways->is_begun = true;
    if (--ways->left == 0)
        return;
    ways->choice = maker_choice(maker);
    maker_step_at(maker, ways->choice)->to = ways->choice + 1;
}

void maker_end_ways(struct pattern_maker *maker, struct ways *ways)
{
    uint32_t end = maker_here(maker);
    while (ways->jump != 0) {
        struct step *jump = maker_step_at(maker, ways->jump);
        ways->jump = jump->to;
        jump->to = end;
    }
}

void maker_truth(struct pattern_maker *maker, const struct node *condition, const struct binding *scope,
                 bool truth)
{
    struct step step = {.kind = STEP_EVENT, .event = EVENT_TRUTH, .truth = truth};
    step.as.truth.condition = condition;
    step.as.truth.scope = scope;
    maker_step(maker, &step);
}

void maker_literal(struct pattern_maker *maker, struct string text, bool is_capital)
{
    buffer_append_string(maker->literal, is_capital ? text_upper(maker->arena, text) : text);
}

static void append_event(struct pattern_maker *maker, enum event_kind event, struct loop_pattern *loop)
{
    struct step step = {.kind = STEP_EVENT, .event = (uint8_t)event, .as.loop = loop};
    maker_step(maker, &step);
}

/* ---- instructions ---- */

static void append_range(struct pattern_maker *maker, const struct program *program, uint32_t from,
                         uint32_t to, const struct binding *scope, bool must_show);

static const struct node *condition_of(const struct instruction *branch)
{
    const struct expression *expression = branch->as.tag ? branch->as.tag->statement.expression : NULL;
    return expression ? expression->root : NULL;
}

/* "x is undefined": a document that was finished has all it needs. */
static bool is_of_drafts(const struct node *condition)
{
    return condition != NULL && condition->kind == NODE_TEST &&
           strstr(condition->apply.row->name, "undefined") != NULL;
}

struct branches {
    uint32_t items[64];
    size_t count;
    bool has_else;
};

static struct branches branches_of(const struct program *program, uint32_t index)
{
    struct branches found = {.count = 0};
    uint32_t end = program->instructions[index].end;
    for (uint32_t at = index + 1; at < end && found.count < 63; at = program->instructions[at].end) {
        found.items[found.count++] = at;
        found.has_else |= condition_of(&program->instructions[at]) == NULL;
    }
    return found;
}

static void append_branch(struct pattern_maker *maker, const struct program *program,
                          const struct branches *branches, size_t index, const struct binding *scope)
{
    for (size_t i = 0; i < branches->count && i < index; i++) {
        const struct node *condition = condition_of(&program->instructions[branches->items[i]]);
        if (condition != NULL)
            maker_truth(maker, condition, scope, false);
    }
    if (index == branches->count)
        return;
    uint32_t at = branches->items[index];
    const struct node *condition = condition_of(&program->instructions[at]);
    if (condition != NULL)
        maker_truth(maker, condition, scope, true);
    append_range(maker, program, at + 1, program->instructions[at].end, scope, condition != NULL);
}

/* Those for drafts come last. */
static size_t order_branches(const struct program *program, const struct branches *branches, size_t *order)
{
    size_t total = branches->count + !branches->has_else, count = 0;
    for (int is_draft = 0; is_draft <= 1; is_draft++)
        for (size_t i = 0; i < total; i++) {
            const struct node *condition =
                i < branches->count ? condition_of(&program->instructions[branches->items[i]]) : NULL;
            if (is_of_drafts(condition) == (is_draft == 1))
                order[count++] = i;
        }
    return count;
}

static void append_if(struct pattern_maker *maker, const struct program *program, uint32_t index,
                      const struct binding *scope)
{
    struct branches branches = branches_of(program, index);
    struct xml_state before = maker->xml, behind = before;
    size_t order[64];
    size_t count = order_branches(program, &branches, order);
    struct ways ways = {.left = count};
    for (size_t i = 0; i < count; i++) {
        maker_way(maker, &ways);
        maker->xml = before;
        append_branch(maker, program, &branches, order[i], scope);
        if (order[i] == 0)
            behind = maker->xml;
    }
    maker_end_ways(maker, &ways);
    maker->xml = behind;
}

static const struct binding *bind_loop(struct pattern_maker *maker, const struct tag *tag,
                                       struct loop_pattern *loop, const struct binding *scope)
{
    for (size_t i = 0; i < tag->statement.name_count; i++) {
        struct binding *binding = arena_allocate(maker->arena, sizeof *binding);
        *binding = (struct binding){.name = tag->statement.names[i],
                                    .loop = loop,
                                    .part = tag->statement.name_count > 1 ? (int)i : -1,
                                    .outer = scope};
        scope = binding;
    }
    return scope;
}

/* Rounds as long as they match; what stands there when there is none comes last. */
static void append_loop(struct pattern_maker *maker, const struct program *program, uint32_t index,
                        const struct binding *scope)
{
    const struct instruction *instruction = &program->instructions[index];
    struct loop_pattern *loop = arena_allocate(maker->arena, sizeof *loop);
    const struct tag *tag = instruction->as.tag;
    uint32_t body = index + 1, other = program->instructions[body].end;
    bool has_other = other < instruction->end;
    *loop = (struct loop_pattern){.items = tag->statement.expression->root,
                                  .scope = scope,
                                  .is_filtered = tag->statement.condition != NULL};
    uint32_t whole = has_other ? maker_choice(maker) : 0;
    append_event(maker, EVENT_LOOP_BEGINS, loop);
    uint32_t again = maker_choice(maker);
    append_event(maker, EVENT_ROUND, loop);
    append_range(maker, program, body + 1, other, bind_loop(maker, tag, loop, scope), false);
    maker_jump(maker, again);
    maker_step_at(maker, again)->to = again + 1;
    maker_step_at(maker, again)->else_to = maker_here(maker);
    append_event(maker, EVENT_LOOP_ENDS, loop);
    if (!has_other)
        return;
    uint32_t jump = maker_jump(maker, 0);
    maker_step_at(maker, whole)->to = whole + 1;
    maker_step_at(maker, whole)->else_to = maker_here(maker);
    append_range(maker, program, other + 1, program->instructions[other].end, scope, false);
    maker_step_at(maker, jump)->to = maker_here(maker);
}

/* What may go altogether: a row, a cell, a table. Paragraphs without text are none in a sheet anyway. */
static void append_optional(struct pattern_maker *maker, const struct program *program, uint32_t index,
                            const struct binding *scope)
{
    uint32_t choice = maker_choice(maker);
    append_range(maker, program, index + 1, program->instructions[index].end, scope, false);
    struct xml_state behind = maker->xml;
    maker_step_at(maker, choice)->to = choice + 1;
    maker_step_at(maker, choice)->else_to = maker_here(maker);
    maker->xml = behind;
}

static bool holds_rows(const struct program *program, uint32_t index)
{
    const struct instruction *first = &program->instructions[index + 1];
    static const char *const names[] = {"<w:tbl>", "<w:tbl ", "<w:tr>", "<w:tr ", "<w:tc>", "<w:tc ", NULL};
    if (first->kind != INSTRUCTION_BYTES)
        return false;
    for (size_t i = 0; names[i] != NULL; i++)
        if (string_starts_with(first->as.bytes, string_of(names[i])))
            return true;
    return false;
}

static void append_print(struct pattern_maker *maker, const struct print *print, const struct binding *scope,
                         bool must_show)
{
    const struct expression *expression = print->tag->statement.expression;
    bool is_text = print->place == PRINT_TEXT || print->place == PRINT_PARAGRAPH;
    if (!is_text || maker->xml.is_in_tag || maker->xml.skipped > 0 || expression == NULL)
        return;
    struct print_style style = {.tag = print->tag,
                                .paragraph_style =
                                    print->place == PRINT_PARAGRAPH
                                        ? maker_style(maker, print->frame->paragraph_properties)
                                        : maker->xml.style,
                                .is_block = print->place == PRINT_PARAGRAPH,
                                .must_show = must_show && print->place == PRINT_PARAGRAPH};
    maker_value(maker, expression->root, scope, &style, 0);
    if (print->place == PRINT_PARAGRAPH)
        buffer_append_byte(maker->literal, MARK_PARAGRAPH);
}

static const struct binding *bind(struct pattern_maker *maker, const struct name *name,
                                  const struct expression *value, const struct binding *scope)
{
    struct binding *binding = arena_allocate(maker->arena, sizeof *binding);
    *binding = (struct binding){
        .name = name, .part = -1, .value = value ? value->root : NULL, .scope = scope, .outer = scope};
    return binding;
}

static const struct binding *bind_statement(struct pattern_maker *maker, const struct statement *statement,
                                            const struct binding *scope)
{
    for (size_t i = 0; i < statement->assignment_count; i++)
        scope = bind(maker, statement->assignments[i].name, statement->assignments[i].value, scope);
    for (size_t i = 0; i < statement->name_count && statement->assignment_count == 0; i++)
        scope = bind(maker, statement->names[i],
                     statement->name_count == 1 && statement->filters == NULL ? statement->expression : NULL,
                     scope);
    return scope;
}

static const struct binding *append_instruction(struct pattern_maker *maker, const struct program *program,
                                                uint32_t index, const struct binding *scope, bool must_show)
{
    const struct instruction *instruction = &program->instructions[index];
    switch ((enum instruction_kind)instruction->kind) {
    case INSTRUCTION_BYTES:
        maker_read_xml(maker, instruction->as.bytes);
        break;
    case INSTRUCTION_PRINT:
        append_print(maker, instruction->as.print, scope, must_show);
        break;
    case INSTRUCTION_IF:
    case INSTRUCTION_CHANGED:
        append_if(maker, program, index, scope);
        break;
    case INSTRUCTION_FOR:
        append_loop(maker, program, index, scope);
        break;
    case INSTRUCTION_SET:
    case INSTRUCTION_SET_BLOCK:
        return bind_statement(maker, &instruction->as.tag->statement, scope);
    case INSTRUCTION_WITH:
        append_range(maker, program, index + 1, instruction->end,
                     bind_statement(maker, &instruction->as.tag->statement, scope), must_show);
        break;
    case INSTRUCTION_ONCE:
        append_optional(maker, program, index, scope);
        break;
    case INSTRUCTION_GUARD:
        if (holds_rows(program, index)) {
            append_optional(maker, program, index, scope);
            break;
        }
        append_range(maker, program, index + 1, instruction->end, scope, must_show);
        break;
    case INSTRUCTION_BRANCH:
    case INSTRUCTION_GROUP:
    case INSTRUCTION_TABLE:
        append_range(maker, program, index + 1, instruction->end, scope, must_show);
        break;
    default:
        break;
    }
    return scope;
}

static void append_range(struct pattern_maker *maker, const struct program *program, uint32_t from,
                         uint32_t to, const struct binding *scope, bool must_show)
{
    for (uint32_t at = from; at < to; at = program->instructions[at].end)
        scope = append_instruction(maker, program, at, scope, must_show);
}

/* ---- greed ---- */

/* Marks of steps that were gone to, and steps that are still to be gone to: at most one for each choice. */
struct walk {
    bool *seen;
    uint32_t *open;
    size_t count;
};

/* What may come next behind a step; steps of choices go to walk->open. */
static const struct step *next_shown(const struct inverse_pattern *pattern, uint32_t at, struct walk *walk)
{
    while (!walk->seen[at]) {
        const struct step *step = &pattern->steps[at];
        walk->seen[at] = true;
        if (step->kind == STEP_HOLE || step->kind == STEP_END ||
            (step->kind == STEP_LITERAL && string_trim(step->as.literal).length > 0))
            return step;
        if (step->kind == STEP_CHOICE)
            walk->open[walk->count++] = step->to;
        at = step->kind == STEP_CHOICE ? step->else_to : step->kind == STEP_JUMP ? step->to : at + 1;
    }
    return NULL;
}

/* True if another block may come next, with nothing but the ends of paragraphs between. */
static bool meets_block(const struct inverse_pattern *pattern, uint32_t at, struct walk *walk)
{
    memset(walk->seen, 0, pattern->count);
    walk->open[0] = at;
    for (walk->count = 1; walk->count > 0;) {
        const struct step *step = next_shown(pattern, walk->open[--walk->count], walk);
        if (step != NULL && step->kind == STEP_HOLE && step->as.hole->is_block)
            return true;
    }
    return false;
}

static void find_greedy(struct arena *arena, struct inverse_pattern *pattern)
{
    struct walk walk = {.seen = arena_allocate(arena, pattern->count + 1),
                        .open = arena_allocate(arena, (pattern->count + 1) * sizeof *walk.open)};
    for (uint32_t i = 0; i < pattern->count; i++) {
        struct step *step = &pattern->steps[i];
        if (step->kind == STEP_HOLE && step->as.hole->is_block)
            step->as.hole->is_greedy = meets_block(pattern, i + 1, &walk);
    }
}

struct inverse_pattern *pattern_make(struct arena *arena, const struct definition *definition,
                                     const struct style_names *names, const struct program *program)
{
    struct inverse_pattern *pattern = arena_allocate(arena, sizeof *pattern);
    struct pattern_maker maker = {.arena = arena,
                                  .names = names,
                                  .pattern = pattern,
                                  .steps = scratch_buffer(arena),
                                  .literal = scratch_buffer(arena)};
    struct step end = {.kind = STEP_END};
    pattern->definition = definition;
    append_range(&maker, program, 0, program->count, NULL, false);
    maker_step(&maker, &end);
    pattern->steps = (struct step *)(void *)maker.steps->bytes;
    pattern->count = maker.steps->length / sizeof *pattern->steps;
    find_greedy(arena, pattern);
    return pattern;
}

bool pattern_has_holes(const struct inverse_pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->steps[i].kind == STEP_HOLE)
            return true;
    return false;
}
