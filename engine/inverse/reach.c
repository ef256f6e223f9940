/* Which fields a pattern may give at all. */

#include "inverse/pattern_maker.h"
#include "inverse/solve.h"
#include "text/unicode.h"

enum { DEEPEST = 24 };

struct reaching {
    const struct inverse_pattern *pattern;
    struct string wanted; /* the path of a field */
    size_t effort;
};

static bool reaches(struct reaching *reaching, const struct node *node, const struct binding *scope,
                    struct string rest, unsigned depth);

static struct string last_name(struct string path)
{
    size_t from = path.length;
    while (from > 0 && path.bytes[from - 1] != '.')
        from--;
    return string_slice(path, from, path.length);
}

static bool is_name(const struct field *field, const struct name *name, struct string wanted)
{
    return field != NULL && string_equal(field->name->text, wanted) &&
           (string_equal(field->name->folded, name->folded) ||
            string_equal(field->label_name->folded, name->folded));
}

static bool reaches_name(struct reaching *reaching, const struct node *node, const struct binding *scope,
                         struct string rest, unsigned depth)
{
    const struct definition *definition = reaching->pattern->definition;
    const struct name *name = node->name.name;
    const struct binding *binding = binding_lookup(scope, name);
    if (binding != NULL && binding->loop != NULL)
        return reaches(reaching, binding->loop->items, binding->loop->scope, rest, depth + 1);
    if (binding != NULL)
        return binding->value != NULL && reaches(reaching, binding->value, binding->scope, rest, depth + 1);
    const struct field *field = field_lookup(definition->fields, definition->field_count, name);
    if (field != NULL)
        return is_name(field, name, rest);
    const struct derived *derived = derived_lookup(definition, name);
    return derived != NULL && derived->value != NULL &&
           reaches(reaching, derived->value->root, NULL, rest, depth + 1);
}

/* a.b: also what a holds that has a name like the last of the path. */
static bool reaches_attribute(struct reaching *reaching, const struct node *node, const struct binding *scope,
                              struct string rest, unsigned depth)
{
    struct string last = last_name(rest);
    const struct field *field = pattern_field(reaching->pattern->definition, node, scope);
    const struct name *name = node->attribute.name;
    bool is_last = field != NULL ? is_name(field, name, last) : string_equal(name->text, last);
    if (is_last && last.length < rest.length &&
        reaches(reaching, node->attribute.object, scope, string_slice(rest, 0, rest.length - last.length - 1),
                depth + 1))
        return true;
    return reaches(reaching, node->attribute.object, scope, rest, depth + 1);
}

static bool is_undone(const struct node *node)
{
    static const char *const filters[] = {"first", "last", "batch", "join", "sentence", "lower", NULL};
    for (size_t i = 0; filters[i] != NULL; i++)
        if (node_is_filter(node, filters[i]))
            return true;
    return false;
}

static bool reaches_operands(struct reaching *reaching, const struct node *node, const struct binding *scope,
                             struct string rest, unsigned depth)
{
    for (size_t i = 0; i < node_part_count(node); i++)
        if (node_part(node, i) != NULL && reaches(reaching, node_part(node, i), scope, rest, depth + 1))
            return true;
    return false;
}

static bool reaches(struct reaching *reaching, const struct node *node, const struct binding *scope,
                    struct string rest, unsigned depth)
{
    bool is_capital, is_outline;
    const struct node *inner = node_through(node, &is_capital, &is_outline);
    if (depth > DEEPEST || reaching->effort++ > 100000)
        return false;
    if (inner == NULL)
        inner = node_undone(node);
    if (inner != NULL)
        return reaches(reaching, inner, scope, rest, depth + 1);
    switch (node->kind) {
    case NODE_NAME:
        return reaches_name(reaching, node, scope, rest, depth);
    case NODE_ATTRIBUTE:
        return reaches_attribute(reaching, node, scope, rest, depth);
    case NODE_ITEM:
        return reaches(reaching, node->item.object, scope, rest, depth + 1);
    case NODE_FILTER:
        return is_undone(node) && reaches(reaching, node->apply.subject, scope, rest, depth + 1);
    case NODE_CALL:
        return node->call.target->kind == NODE_ATTRIBUTE &&
               string_is(node->call.target->attribute.name->text, "split") &&
               reaches(reaching, node->call.target->attribute.object, scope, rest, depth + 1);
    case NODE_CONDITIONAL:
        return reaches(reaching, node->conditional.then, scope, rest, depth + 1) ||
               (node->conditional.otherwise != NULL &&
                reaches(reaching, node->conditional.otherwise, scope, rest, depth + 1));
    case NODE_BINARY:
        return node->operator== OPERATOR_ADD && reaches_operands(reaching, node, scope, rest, depth);
    case NODE_CONCAT:
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_DICT:
    case NODE_OR:
        return reaches_operands(reaching, node, scope, rest, depth);
    default:
        return false;
    }
}

/* A condition tells a truth, and a text by "==". */
static bool tells(struct reaching *reaching, const struct node *node, const struct binding *scope)
{
    const struct field *field = pattern_field(reaching->pattern->definition, node, scope);
    if (node->kind == NODE_COMPARE && node->compare.operators[0] == OPERATOR_EQUAL)
        return reaches(reaching, node->compare.operands[0], scope, reaching->wanted, 0);
    return field != NULL && field->type == FIELD_BOOL && reaches(reaching, node, scope, reaching->wanted, 0);
}

bool solve_reaches(const struct inverse_pattern *pattern, struct string path)
{
    struct reaching reaching = {pattern, path, 0};
    for (size_t i = 0; i < pattern->count; i++) {
        const struct step *step = &pattern->steps[i];
        reaching.effort = 0;
        bool prints = step->kind == STEP_HOLE || (step->kind == STEP_EVENT && step->event == EVENT_CHOICE);
        if (prints && reaches(&reaching, step->as.hole->value, step->as.hole->scope, path, 0))
            return true;
        if (step->kind == STEP_EVENT && step->event == EVENT_TRUTH &&
            tells(&reaching, step->as.truth.condition, step->as.truth.scope))
            return true;
    }
    return false;
}
