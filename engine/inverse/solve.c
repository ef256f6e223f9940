/* The way of a match, step by step: conditions first, then loops and holes. */

#include "inverse/solve.h"

#include "inverse/solving.h"
#include "text/unicode.h"

/* ---- values ---- */

struct value solver_wrap(struct solver *solver, struct string key, const struct value *value)
{
    struct value record = value_record(solver->arena);
    record_set_text(record.as.record, key, value);
    return record;
}

void solver_merge(struct solver *solver, struct value *known, const struct value *later)
{
    if (known->kind != VALUE_RECORD || later->kind != VALUE_RECORD) {
        *known = *later;
        return;
    }
    for (size_t i = 0; i < later->as.record->count; i++) {
        const struct entry *entry = &later->as.record->entries[i];
        struct value *own = record_lookup(known->as.record, entry->name->text);
        if (own != NULL)
            solver_merge(solver, own, &entry->value);
        else
            record_set(known->as.record, entry->name, &entry->value);
    }
}

/* ---- conditions ---- */

struct string solver_path(struct solver *solver, const struct node *node, const struct binding *scope)
{
    const struct definition *definition = solver->pattern->definition;
    if (node->kind == NODE_NAME) {
        const struct field *field = NULL;
        if (binding_lookup(scope, node->name.name) == NULL)
            field = field_lookup(definition->fields, definition->field_count, node->name.name);
        return field != NULL ? field->name->text : STRING("");
    }
    if (node->kind != NODE_ATTRIBUTE)
        return STRING("");
    struct string outer = solver_path(solver, node->attribute.object, scope);
    const struct field *field = pattern_field(definition, node, scope);
    return outer.length > 0 && field != NULL ? arena_format(solver->arena, "%.*s.%.*s", STRING_FORMAT(outer),
                                                            STRING_FORMAT(field->name->text))
                                             : STRING("");
}

static bool is_equality(const struct node *node)
{
    return node->kind == NODE_COMPARE && node->compare.count == 1 &&
           node->compare.operators[0] == OPERATOR_EQUAL;
}

static void assume_operand(struct solver *solver, const struct node *node, const struct binding *scope,
                           bool truth, unsigned depth)
{
    const struct field *field = pattern_field(solver->pattern->definition, node, scope);
    struct string path = solver_path(solver, node, scope);
    struct value fact = value_bool(truth);
    const struct derived *derived =
        node->kind == NODE_NAME && path.length == 0 && binding_lookup(scope, node->name.name) == NULL
            ? derived_lookup(solver->pattern->definition, node->name.name)
            : NULL;
    if (path.length > 0)
        record_set_text(solver->facts.as.record, path, &fact);
    if (field != NULL && field->type == FIELD_BOOL)
        solver_assign(solver, node, scope, &fact, false, depth);
    if (derived != NULL && derived->value != NULL && derived->condition == NULL)
        solver_assume(solver, derived->value->root, NULL, truth, depth + 1);
}

void solver_assume(struct solver *solver, const struct node *node, const struct binding *scope, bool truth,
                   unsigned depth)
{
    bool is_capital, is_outline;
    const struct node *inner = node_through(node, &is_capital, &is_outline);
    if (depth > 16)
        return;
    if (inner != NULL) {
        struct value fact = value_bool(truth);
        if (node_is_filter(node, "default") &&
            pattern_field(solver->pattern->definition, inner, scope) == NULL)
            solver_assign(solver, inner, scope, &fact, false, depth);
        solver_assume(solver, inner, scope, truth, depth + 1);
    } else if (node->kind == NODE_NOT) {
        solver_assume(solver, node->pair.left, scope, !truth, depth + 1);
    } else if ((node->kind == NODE_AND && truth) || (node->kind == NODE_OR && !truth)) {
        solver_assume(solver, node->pair.left, scope, truth, depth + 1);
        solver_assume(solver, node->pair.right, scope, truth, depth + 1);
    } else if (is_equality(node) && truth && node->compare.operands[1]->kind == NODE_LITERAL) {
        struct value value = node->compare.operands[1]->literal;
        if (value.kind == VALUE_TEXT || value.kind == VALUE_BOOL)
            solver_assign(solver, node->compare.operands[0], scope, &value, false, depth);
    } else if (node->kind == NODE_NAME || node->kind == NODE_ATTRIBUTE) {
        assume_operand(solver, node, scope, truth, depth);
    }
}

static enum truth opposite(enum truth truth)
{
    return truth == TRUTH_UNKNOWN ? truth : truth == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

static enum truth truth_of_loop(const struct node *node, const struct binding *scope)
{
    const struct binding *inner = scope;
    while (inner != NULL && inner->loop == NULL)
        inner = inner->outer;
    bool is_loop = node->attribute.object->kind == NODE_NAME &&
                   string_is(node->attribute.object->name.name->text, "loop");
    struct string name = node->attribute.name->text;
    if (!is_loop || inner == NULL || !(string_is(name, "last") || string_is(name, "first")))
        return TRUTH_UNKNOWN;
    size_t wanted = string_is(name, "first") ? 1 : inner->loop->round_count;
    return inner->loop->round == wanted ? TRUTH_TRUE : TRUTH_FALSE;
}

/* A form that omits a field has none of it. */
static bool is_left_out(const struct definition *definition, const struct name *name)
{
    return field_lookup(definition->left_out, definition->left_out_count, name) != NULL;
}

static enum truth truth_of_field(struct solver *solver, const struct node *node, const struct binding *scope,
                                 unsigned depth)
{
    struct string path = solver_path(solver, node, scope);
    const struct value *fact = path.length > 0 ? record_lookup(solver->facts.as.record, path) : NULL;
    const struct value *known =
        path.length > 0 ? record_lookup(solver->solution->data.as.record, path) : NULL;
    if (fact != NULL)
        return fact->as.truth ? TRUTH_TRUE : TRUTH_FALSE;
    if (known != NULL)
        return value_is_true(known) ? TRUTH_TRUE : TRUTH_FALSE;
    if (path.length > 0 || node->kind != NODE_NAME)
        return TRUTH_UNKNOWN;
    const struct binding *binding = binding_lookup(scope, node->name.name);
    const struct derived *derived =
        binding ? NULL : derived_lookup(solver->pattern->definition, node->name.name);
    if (binding != NULL && binding->loop == NULL && binding->value != NULL)
        return solver_truth(solver, binding->value, binding->scope, depth + 1);
    if (derived != NULL && derived->value != NULL)
        return solver_truth(solver, derived->value->root, NULL, depth + 1);
    return binding == NULL && is_left_out(solver->pattern->definition, node->name.name) ? TRUTH_FALSE
                                                                                        : TRUTH_UNKNOWN;
}

static enum truth truth_of_both(struct solver *solver, const struct node *node, const struct binding *scope,
                                unsigned depth)
{
    enum truth decides = node->kind == NODE_AND ? TRUTH_FALSE : TRUTH_TRUE;
    enum truth left = solver_truth(solver, node->pair.left, scope, depth + 1);
    enum truth right = solver_truth(solver, node->pair.right, scope, depth + 1);
    if (left == decides || right == decides)
        return decides;
    return left == TRUTH_UNKNOWN || right == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : opposite(decides);
}

enum truth solver_truth(struct solver *solver, const struct node *node, const struct binding *scope,
                        unsigned depth)
{
    bool is_capital, is_outline;
    const struct node *inner = node_through(node, &is_capital, &is_outline);
    if (depth > 16)
        return TRUTH_UNKNOWN;
    if (inner != NULL)
        return solver_truth(solver, inner, scope, depth + 1);
    switch (node->kind) {
    case NODE_LITERAL:
        return value_is_true(&node->literal) ? TRUTH_TRUE : TRUTH_FALSE;
    case NODE_NOT:
        return opposite(solver_truth(solver, node->pair.left, scope, depth + 1));
    case NODE_AND:
    case NODE_OR:
        return truth_of_both(solver, node, scope, depth);
    case NODE_ATTRIBUTE:
        if (truth_of_loop(node, scope) != TRUTH_UNKNOWN)
            return truth_of_loop(node, scope);
        return truth_of_field(solver, node, scope, depth);
    case NODE_NAME:
        return truth_of_field(solver, node, scope, depth);
    default:
        return TRUTH_UNKNOWN;
    }
}

/* The field of a path, and the record it stands in as far as that is there. */
static const struct field *solver_field(const struct definition *definition, struct string path,
                                        struct record **record)
{
    const struct field *fields = definition->fields, *found = NULL;
    size_t count = definition->field_count, from = 0;
    while (from <= path.length) {
        size_t dot = string_find(path, STRING("."), from);
        struct string name = string_slice(path, from, dot == SIZE_MAX ? path.length : dot);
        found = NULL;
        for (size_t i = 0; i < count && found == NULL; i++)
            if (string_equal(fields[i].name->text, name))
                found = &fields[i];
        if (found == NULL || dot == SIZE_MAX)
            return found;
        struct value *inner = *record ? record_lookup(*record, name) : NULL;
        *record = inner != NULL && inner->kind == VALUE_RECORD ? inner->as.record : NULL;
        fields = found->fields;
        count = found->field_count;
        from = dot + 1;
    }
    return found;
}

/* ---- the way ---- */

static struct value value_of_hole(const struct solver *solver, const struct hole *hole,
                                  const struct trace_item *item)
{
    struct string text = hole->is_outline ? sheet_notation(solver->arena, solver->sheet, item->from, item->to)
                                          : sheet_plain(solver->arena, solver->sheet, item->from, item->to);
    struct value value = value_text(text);
    size_t paragraph = sheet_paragraph_at(solver->sheet, item->from);
    if (hole->is_outline)
        value.format = FORMAT_OUTLINE;
    if (paragraph != SIZE_MAX)
        value.line = (uint32_t)solver->sheet->paragraphs[paragraph].index + 1;
    value.column = hole->is_capital;
    return value;
}

static void begin_loop(struct solver *solver, struct loop_pattern *loop, const struct matching *matching,
                       size_t at)
{
    loop->rounds = value_list(solver->arena);
    loop->round = loop->round_count = 0;
    for (size_t i = at + 1; i < matching->count; i++) {
        const struct step *step = &solver->pattern->steps[matching->items[i].step];
        bool is_of_loop = step->kind == STEP_EVENT && step->event <= EVENT_LOOP_ENDS;
        if (!is_of_loop || step->as.loop != loop)
            continue;
        if (step->event != EVENT_ROUND)
            break;
        loop->round_count++;
    }
}

static void end_round(struct loop_pattern *loop)
{
    if (loop->round > 0)
        list_append(loop->rounds.as.list, &loop->current);
    loop->current = value_undefined(STRING(""));
    loop->round++;
}

static bool is_inner(const struct binding *scope)
{
    while (scope != NULL && scope->loop == NULL)
        scope = scope->outer;
    return scope != NULL;
}

/* {% for d in rows if d.group == g %} for each group: the rows come one group after another. */
static void add_part(struct solver *solver, struct loop_pattern *loop)
{
    if (loop->parts.kind != VALUE_LIST)
        loop->parts = value_list(solver->arena);
    for (size_t i = 0; i < loop->rounds.as.list->count; i++)
        list_append(loop->parts.as.list, &loop->rounds.as.list->items[i]);
}

static void assign_parts_of_loops(struct solver *solver)
{
    for (size_t i = 0; i < solver->pattern->count; i++) {
        const struct step *step = &solver->pattern->steps[i];
        bool ends = step->kind == STEP_EVENT && step->event == EVENT_LOOP_ENDS;
        if (ends && step->as.loop->parts.kind == VALUE_LIST)
            solver_assign(solver, step->as.loop->items, step->as.loop->scope, &step->as.loop->parts, false,
                          0);
    }
}

static void end_loop(struct solver *solver, struct loop_pattern *loop)
{
    end_round(loop);
    if (loop->rounds.as.list->count == 0)
        return;
    if (loop->is_filtered && is_inner(loop->scope)) {
        add_part(solver, loop);
        return;
    }
    if (loop->is_filtered && loop->items->kind == NODE_LIST)
        solver_assign_items(solver, loop->items, loop->scope, &loop->rounds, true, false, 0);
    else
        solver_assign(solver, loop->items, loop->scope, &loop->rounds, false, 0);
}

static void follow(struct solver *solver, const struct matching *matching, size_t at)
{
    const struct step *step = &solver->pattern->steps[matching->items[at].step];
    if (step->kind == STEP_HOLE) {
        struct value value = value_of_hole(solver, step->as.hole, &matching->items[at]);
        solver_assign(solver, step->as.hole->value, step->as.hole->scope, &value, false, 0);
    } else if (step->event == EVENT_CHOICE) {
        struct value value = value_text(step->as.hole->chosen);
        solver_assign(solver, step->as.hole->value, step->as.hole->scope, &value, false, 0);
    } else if (step->event == EVENT_TRUTH) {
        solver_assume(solver, step->as.truth.condition, step->as.truth.scope, step->truth, 0);
    } else if (step->event == EVENT_LOOP_BEGINS) {
        begin_loop(solver, step->as.loop, matching, at);
    } else if (step->event == EVENT_ROUND) {
        end_round(step->as.loop);
    } else {
        end_loop(solver, step->as.loop);
    }
}

/* What conditions say of fields decides elsewhere which of two a text is; what they say of items comes later.
 */
static void assume_all(struct solver *solver, const struct matching *matching)
{
    struct solution nothing = {.data = value_record(solver->arena)};
    struct solution *whole = solver->solution;
    nothing.last_conflict = &nothing.conflicts;
    solver->solution = &nothing;
    for (size_t i = 0; i < matching->count; i++) {
        const struct step *step = &solver->pattern->steps[matching->items[i].step];
        if (step->kind == STEP_EVENT && step->event == EVENT_TRUTH)
            solver_assume(solver, step->as.truth.condition, step->as.truth.scope, step->truth, 0);
    }
    solver->solution = whole;
}

/* {% if quá hạn %} that is not there: a figure that the form requires is 0 then. */
static void set_zeros(struct solver *solver)
{
    const struct definition *definition = solver->pattern->definition;
    for (size_t i = 0; i < solver->facts.as.record->count; i++) {
        const struct entry *fact = &solver->facts.as.record->entries[i];
        struct record *record = solver->solution->data.as.record;
        const struct field *field = solver_field(definition, fact->name->text, &record);
        bool is_figure = field != NULL && (field->type == FIELD_COUNT || field->type == FIELD_NUMBER ||
                                           field->type == FIELD_MONEY);
        struct value zero = value_integer(0);
        if (is_figure && !fact->value.as.truth && field->is_required && record != NULL &&
            record_lookup(record, field->name->text) == NULL)
            record_set(record, field->name, &zero);
    }
}

struct solution *solve(struct arena *arena, const struct inverse_pattern *pattern, const struct sheet *sheet,
                       const struct matching *matching, struct solution *into)
{
    struct solver solver = {arena, pattern, sheet, into, value_record(arena)};
    if (into == NULL) {
        solver.solution = arena_allocate(arena, sizeof *into);
        solver.solution->data = value_record(arena);
        solver.solution->last_conflict = &solver.solution->conflicts;
    }
    assume_all(&solver, matching);
    for (size_t i = 0; i < matching->count; i++)
        follow(&solver, matching, i);
    assign_parts_of_loops(&solver);
    set_zeros(&solver);
    return solver.solution;
}
