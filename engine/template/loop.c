/*
 * {% for %}. The arena is rewound after each round, so that memory does not
 * grow with their number. The record `loop` is made only when the body
 * mentions it, and its entries are set anew each round.
 */

#include "template/doubt.h"
#include "template/render.h"

#include <stddef.h>
#include <stdint.h>

enum loop_entry {
    LOOP_INDEX,
    LOOP_INDEX0,
    LOOP_REVINDEX,
    LOOP_REVINDEX0,
    LOOP_FIRST,
    LOOP_LAST,
    LOOP_LENGTH,
    LOOP_DEPTH,
    LOOP_DEPTH0,
    LOOP_PREVITEM,
    LOOP_NEXTITEM,
    LOOP_CYCLE,
    LOOP_CHANGED,
    LOOP_ENTRY_COUNT
};

static const char *const entry_names[LOOP_ENTRY_COUNT] = {
    "index", "index0", "revindex", "revindex0", "first", "last",   "length",
    "depth", "depth0", "previtem", "nextitem",  "cycle", "changed"};

struct loop {
    struct callable cycle, changed, again; /* loop.cycle(), loop.changed(), loop() of a recursive one */
    struct render *render;
    const struct tag *tag;
    const struct list *items;
    uint32_t index; /* of the instruction */
    size_t round, depth;
    struct record *record; /* NULL: not asked for */
    struct value *last_changed;
    size_t last_changed_count;
    bool has_changed;
};

/* The loop that a callable is a member of. */
static struct loop *loop_of(const struct callable *member, size_t offset)
{
    return (struct loop *)((uintptr_t)member - offset);
}

static bool cycle(const struct callable *self, struct evaluation *evaluation,
                  const struct arguments *arguments, struct value *result)
{
    const struct loop *loop = loop_of(self, offsetof(struct loop, cycle));
    (void)evaluation;
    *result = arguments->count ? arguments->values[loop->round % arguments->count] : value_none();
    return true;
}

static bool is_same(const struct loop *loop, const struct arguments *arguments)
{
    if (!loop->has_changed || loop->last_changed_count != arguments->count)
        return false;
    for (size_t i = 0; i < arguments->count; i++)
        if (!value_equal(&loop->last_changed[i], &arguments->values[i]))
            return false;
    return true;
}

static bool changed(const struct callable *self, struct evaluation *evaluation,
                    const struct arguments *arguments, struct value *result)
{
    struct loop *loop = loop_of(self, offsetof(struct loop, changed));
    bool is_changed = !is_same(loop, arguments);
    if (is_changed) {
        loop->last_changed =
            arena_allocate(evaluation->lasting, (arguments->count + 1) * sizeof(struct value));
        for (size_t i = 0; i < arguments->count; i++)
            loop->last_changed[i] = value_copy(evaluation->lasting, &arguments->values[i]);
        loop->last_changed_count = arguments->count;
        loop->has_changed = true;
    }
    *result = value_bool(is_changed);
    return true;
}

static void set_entry(struct loop *loop, enum loop_entry entry, struct value value)
{
    loop->record->entries[entry].value = value;
}

static void set_integer(struct loop *loop, enum loop_entry entry, size_t integer)
{
    set_entry(loop, entry, value_integer((int64_t)integer));
}

static struct value item_or_undefined(const struct loop *loop, size_t index, const char *name)
{
    return index < loop->items->count ? loop->items->items[index] : value_undefined(string_of(name));
}

static void set_round(struct loop *loop)
{
    size_t round = loop->round, count = loop->items->count;
    set_integer(loop, LOOP_INDEX, round + 1);
    set_integer(loop, LOOP_INDEX0, round);
    set_integer(loop, LOOP_REVINDEX, count - round);
    set_integer(loop, LOOP_REVINDEX0, count - round - 1);
    set_entry(loop, LOOP_FIRST, value_bool(round == 0));
    set_entry(loop, LOOP_LAST, value_bool(round + 1 == count));
    set_entry(loop, LOOP_PREVITEM, item_or_undefined(loop, round - 1, "loop.previtem"));
    set_entry(loop, LOOP_NEXTITEM, item_or_undefined(loop, round + 1, "loop.nextitem"));
}

static bool go_again(const struct callable *self, struct evaluation *evaluation,
                     const struct arguments *arguments, struct value *result);

static void make_record(struct loop *loop, struct scope *scope)
{
    struct arena *arena = loop->render->evaluation->arena;
    struct value record = value_record(arena), none = value_none();
    loop->record = record.as.record;
    for (size_t i = 0; i < LOOP_ENTRY_COUNT; i++)
        record_set_text(loop->record, string_of(entry_names[i]), &none);
    set_integer(loop, LOOP_LENGTH, loop->items->count);
    set_integer(loop, LOOP_DEPTH, loop->depth + 1);
    set_integer(loop, LOOP_DEPTH0, loop->depth);
    loop->cycle = (struct callable){.call = cycle, .is_passing = true};
    loop->changed = (struct callable){.call = changed, .is_passing = true};
    loop->again = (struct callable){.call = go_again, .attributes = loop->record, .is_passing = true};
    struct value callable = {.kind = VALUE_CALLABLE};
    callable.as.callable = &loop->cycle;
    set_entry(loop, LOOP_CYCLE, callable);
    callable.as.callable = &loop->changed;
    set_entry(loop, LOOP_CHANGED, callable);
    callable.as.callable = &loop->again;
    const struct value *value = loop->tag->statement.is_recursive ? &callable : &record;
    scope_set(scope, name_new(arena, STRING("loop")), value);
}

static bool count_step(struct loop *loop)
{
    struct evaluation *evaluation = loop->render->evaluation;
    evaluation->steps++;
    if (evaluation->steps <= evaluation->limits->values[LIMIT_STEPS])
        return true;
    limits_allow(evaluation->limits, LIMIT_STEPS, evaluation->steps, &loop->tag->source.place,
                 evaluation->problems);
    return render_fail(loop->render, loop->tag);
}

/* One item of the list, its names in `scope`; false when rendering has to stop. */
static bool run_round(struct loop *loop, struct scope *scope, uint32_t index)
{
    struct render *render = loop->render;
    struct evaluation *evaluation = render->evaluation;
    const struct instruction *instructions = render->program->instructions;
    if (!count_step(loop))
        return false;
    if (!render_bind(render, scope, loop->tag, &loop->items->items[loop->round]))
        return render_fail(render, loop->tag);
    if (loop->record)
        set_round(loop);
    struct arena_mark mark = arena_mark(evaluation->arena);
    size_t fragments = render->fragments.length;
    if (instructions[index].flags & FLAG_DEFINES)
        evaluation->scope = scope_new(evaluation->arena, scope);
    bool goes_on = render_run(render, index + 2, instructions[index + 1].end);
    evaluation->scope = scope;
    buffer_truncate(&render->fragments, fragments);
    arena_rewind(evaluation->arena, mark);
    return goes_on;
}

static bool run_rounds(struct render *render, uint32_t index, const struct list *items, size_t depth)
{
    const struct instruction *instruction = &render->program->instructions[index];
    struct evaluation *evaluation = render->evaluation;
    struct scope *outer = evaluation->scope;
    struct scope *scope = scope_new(evaluation->arena, outer);
    struct loop *loop = arena_allocate(evaluation->arena, sizeof(*loop));
    *loop = (struct loop){
        .render = render, .tag = instruction->as.tag, .items = items, .index = index, .depth = depth};
    if (instruction->flags & FLAG_USES_LOOP)
        make_record(loop, scope);
    evaluation->scope = scope;
    bool goes_on = true;
    for (; goes_on && loop->round < items->count; loop->round++)
        goes_on = run_round(loop, scope, index);
    evaluation->scope = outer;
    return goes_on;
}

/* {% else %} of a loop: what is defined in it goes with it, as what a round defines. */
static bool run_alternative(struct render *render, uint32_t index)
{
    struct evaluation *evaluation = render->evaluation;
    struct scope *outer = evaluation->scope;
    evaluation->scope = scope_new(evaluation->arena, outer);
    bool goes_on = render_run(render, index + 1, render->program->instructions[index].end);
    evaluation->scope = outer;
    return goes_on;
}

/* {% for … if … %}: the rounds are those the condition lets through. */
static bool select_items(struct render *render, const struct tag *tag, struct list **items)
{
    struct evaluation *evaluation = render->evaluation;
    struct scope *outer = evaluation->scope;
    struct value kept = value_list(evaluation->arena);
    bool is_done = true;
    evaluation->scope = scope_new(evaluation->arena, outer);
    for (size_t i = 0; is_done && i < (*items)->count; i++) {
        struct value condition;
        is_done = render_bind(render, evaluation->scope, tag, &(*items)->items[i]) &&
                  render_evaluate(render, tag, tag->statement.condition, &condition);
        if (is_done && value_is_true(&condition))
            list_append(kept.as.list, &(*items)->items[i]);
    }
    evaluation->scope = outer;
    *items = kept.as.list;
    return is_done;
}

struct again {
    uint32_t index;
    const struct list *items;
    size_t depth;
};

static bool run_again(struct render *render, void *context)
{
    const struct again *again = context;
    return run_rounds(render, again->index, again->items, again->depth);
}

/* loop(children): the same body goes through them, one level deeper; what it writes is the value of the call.
 */
static bool go_again(const struct callable *self, struct evaluation *evaluation,
                     const struct arguments *arguments, struct value *result)
{
    struct loop *loop = loop_of(self, offsetof(struct loop, again));
    struct render *render = loop->render;
    struct value children = arguments->count ? arguments->values[0] : value_none();
    struct list *items = NULL;
    const struct place *place = evaluation->place;
    if (!limits_allow(evaluation->limits, LIMIT_TEMPLATE_DEPTH, render->call_depth + 1, place,
                      evaluation->problems) ||
        !expression_iterate(loop->tag->statement.expression, evaluation, &children, &items) ||
        (loop->tag->statement.condition && !select_items(render, loop->tag, &items)))
        return false;
    struct again again = {loop->index, items, loop->depth + 1};
    render->call_depth++;
    *result = render_capture_work(render, run_again, &again,
                                  (render->program->instructions[loop->index].flags & FLAG_INLINE) != 0);
    render->call_depth--;
    evaluation->place = place;
    return !render->is_stopped;
}

static bool find_items(struct render *render, const struct tag *tag, struct list **items)
{
    struct value value;
    if (!render_evaluate(render, tag, tag->statement.expression, &value))
        return false;
    doubt_items(render, tag, &value);
    return expression_iterate(tag->statement.expression, render->evaluation, &value, items) &&
           (!tag->statement.condition || select_items(render, tag, items));
}

static bool run_loop(struct render *render, uint32_t index)
{
    const struct instruction *instructions = render->program->instructions;
    struct list *items;
    if (!find_items(render, instructions[index].as.tag, &items))
        return render_fail(render, instructions[index].as.tag);
    uint32_t alternative = instructions[index + 1].end;
    return items->count || alternative == instructions[index].end ? run_rounds(render, index, items, 0)
                                                                  : run_alternative(render, alternative);
}

bool render_loop(struct render *render, uint32_t index)
{
    struct arena *arena = render->evaluation->arena;
    struct arena_mark mark = arena_mark(arena);
    size_t fragments = render->fragments.length;
    render->evaluation->passing++;
    bool goes_on = run_loop(render, index);
    render->evaluation->passing--;
    buffer_truncate(&render->fragments, fragments);
    arena_rewind(arena, mark);
    return goes_on;
}
