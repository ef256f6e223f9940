/* Names in the expressions of a template, and what does not matter around them. */

#include "expression/function.h"
#include "inverse/pattern_maker.h"

#include <string.h>

enum { DEEPEST = 24 };

const struct binding *binding_lookup(const struct binding *scope, const struct name *name)
{
    while (scope != NULL && !string_equal(scope->name->folded, name->folded))
        scope = scope->outer;
    return scope;
}

const struct derived *derived_lookup(const struct definition *definition, const struct name *name)
{
    for (size_t i = 0; i < definition->derived_count; i++) {
        const struct derived *derived = &definition->derived[i];
        if (string_equal(derived->name->folded, name->folded) ||
            (derived->label_name != NULL && string_equal(derived->label_name->folded, name->folded)))
            return derived;
    }
    return NULL;
}

/* ---- what changes nothing ---- */

bool node_text(const struct node *node, struct string *text)
{
    if (node == NULL || node->kind != NODE_LITERAL || node->literal.kind != VALUE_TEXT)
        return false;
    *text = node->literal.as.text;
    return true;
}

bool node_is_filter(const struct node *node, const char *name)
{
    return node->kind == NODE_FILTER && node->apply.row->compute == filter_lookup(string_of(name))->compute;
}

/* 1.234, 05, 98,3%, ngày 04 tháng 5: read by the type of the field. */
static const char *const undone_filters[] = {"number", "padded",     "percent", "money",  "int", "round",
                                             "date",   "short date", "sort",    "unique", NULL};
static const char *const undone_functions[] = {"deadline", "rank", NULL};

const struct node *node_undone(const struct node *node)
{
    const struct node *target = node->kind == NODE_CALL ? node->call.target : NULL;
    for (size_t i = 0; node->kind == NODE_FILTER && undone_filters[i] != NULL; i++)
        if (node_is_filter(node, undone_filters[i]))
            return node->apply.subject;
    if (target == NULL || target->kind != NODE_NAME || target->name.function == NULL ||
        node->call.arguments.count == 0)
        return NULL;
    for (size_t i = 0; undone_functions[i] != NULL; i++)
        if (target->name.function->compute == global_lookup(string_of(undone_functions[i]))->compute)
            return node->call.arguments.items[0].value;
    return NULL;
}

static struct string without_blanks(struct arena *arena, struct string text)
{
    struct string copy = arena_copy(arena, text);
    char *bytes = (char *)copy.bytes;
    size_t length = 0;
    for (size_t i = 0; i < copy.length; i++)
        if (!strchr(" \n\t", bytes[i]))
            bytes[length++] = bytes[i];
    return string_slice(copy, 0, length);
}

/* replace('NHÂN DÂN ', 'NHÂN DÂN\n') moves blanks only. */
static bool replaces_blanks(const struct argument_list *arguments)
{
    struct string old, new;
    struct arena *arena = arena_new();
    bool does = arguments->count >= 2 && node_text(arguments->items[0].value, &old) &&
                node_text(arguments->items[1].value, &new) &&
                string_equal(without_blanks(arena, old), without_blanks(arena, new));
    arena_free(arena);
    return does;
}

static const char *const through_filters[] = {"trim",   "safe",    "string", "list",
                                              "select", "default", "escape", NULL};

static const struct node *through_filter(const struct node *node, bool *is_capital, bool *is_outline)
{
    const struct node *subject = node->apply.subject;
    if (node_is_filter(node, "upper"))
        *is_capital = true;
    else if (node_is_filter(node, "markup"))
        *is_outline = true;
    else if (node_is_filter(node, "replace"))
        return replaces_blanks(&node->apply.arguments) ? subject : NULL;
    else if (node_is_filter(node, "map"))
        return node->apply.arguments.count > 0 && node->apply.arguments.items[0].value->kind == NODE_LITERAL
                   ? subject
                   : NULL;
    else
        for (size_t i = 0; through_filters[i] != NULL; i++)
            if (node_is_filter(node, through_filters[i]))
                return subject;
    return *is_capital || *is_outline ? subject : NULL;
}

static const struct node *through_method(const struct node *node)
{
    static const char *const methods[] = {"strip", "lstrip", "rstrip", "trim", "upper", NULL};
    const struct node *target = node->call.target;
    if (target->kind != NODE_ATTRIBUTE)
        return NULL;
    for (size_t i = 0; methods[i] != NULL; i++)
        if (string_is(target->attribute.name->text, methods[i]))
            return target->attribute.object;
    return string_is(target->attribute.name->text, "replace") && replaces_blanks(&node->call.arguments)
               ? target->attribute.object
               : NULL;
}

/* x[:-1], x[:n]: all but what the form itself puts there. x[8:10], x[:4] are pieces. */
static const struct node *through_slice(const struct node *node)
{
    const struct node *to = node->slice.to;
    bool is_piece = node->slice.from != NULL || to == NULL || to->kind == NODE_LITERAL;
    return is_piece ? NULL : node->slice.object;
}

static bool is_one(const struct node *node)
{
    int64_t number;
    return node->kind == NODE_LITERAL && node->literal.kind == VALUE_NUMBER &&
           number_to_integer(node->literal.as.number, &number) && number == 1;
}

const struct node *node_through(const struct node *node, bool *is_capital, bool *is_outline)
{
    *is_capital = *is_outline = false;
    if (node->kind == NODE_FILTER)
        return through_filter(node, is_capital, is_outline);
    if (node->kind == NODE_CALL) {
        const struct node *object = through_method(node);
        *is_capital = object != NULL && string_is(node->call.target->attribute.name->text, "upper");
        return object;
    }
    if (node->kind == NODE_SLICE)
        return through_slice(node);
    if (node->kind == NODE_BINARY && node->operator== OPERATOR_MULTIPLY && is_one(node->pair.right))
        return node->pair.left;
    return NULL;
}

/* ---- fields ---- */

static const struct field *field_of(const struct definition *definition, const struct node *node,
                                    const struct binding *scope, unsigned depth);

static const struct field *member_of(const struct field *field, const struct name *name)
{
    return field != NULL && field->field_count > 0 ? field_lookup(field->fields, field->field_count, name)
                                                   : NULL;
}

static const struct field *field_of_name(const struct definition *definition, const struct node *node,
                                         const struct binding *scope, unsigned depth)
{
    const struct binding *binding = binding_lookup(scope, node->name.name);
    if (binding != NULL && binding->loop != NULL)
        return field_of(definition, binding->loop->items, binding->loop->scope, depth + 1);
    if (binding != NULL)
        return binding->value ? field_of(definition, binding->value, binding->scope, depth + 1) : NULL;
    const struct field *field = field_lookup(definition->fields, definition->field_count, node->name.name);
    const struct derived *derived = field ? NULL : derived_lookup(definition, node->name.name);
    return derived != NULL && derived->value != NULL && !derived->has_type
               ? field_of(definition, derived->value->root, NULL, depth + 1)
               : field;
}

static const struct field *field_of(const struct definition *definition, const struct node *node,
                                    const struct binding *scope, unsigned depth)
{
    bool is_capital, is_outline;
    const struct node *inner = depth < DEEPEST ? node_through(node, &is_capital, &is_outline) : NULL;
    if (depth >= DEEPEST)
        return NULL;
    if (inner != NULL)
        return field_of(definition, inner, scope, depth + 1);
    if (node->kind == NODE_NAME)
        return field_of_name(definition, node, scope, depth);
    if (node->kind == NODE_ATTRIBUTE)
        return member_of(field_of(definition, node->attribute.object, scope, depth + 1),
                         node->attribute.name);
    if (node->kind == NODE_ITEM)
        return field_of(definition, node->item.object, scope, depth + 1);
    if (node->kind == NODE_OR) {
        const struct field *left = field_of(definition, node->pair.left, scope, depth + 1);
        return left != NULL ? left : field_of(definition, node->pair.right, scope, depth + 1);
    }
    if (node->kind == NODE_FILTER && node_is_filter(node, "first"))
        return field_of(definition, node->apply.subject, scope, depth + 1);
    inner = node_undone(node);
    return inner != NULL ? field_of(definition, inner, scope, depth + 1) : NULL;
}

const struct field *pattern_field(const struct definition *definition, const struct node *node,
                                  const struct binding *scope)
{
    return field_of(definition, node, scope, 0);
}

/* ---- notation ---- */

static bool name_is_outline(const struct definition *definition, const struct node *node,
                            const struct binding *scope, unsigned depth)
{
    const struct binding *binding = binding_lookup(scope, node->name.name);
    const struct derived *derived = binding ? NULL : derived_lookup(definition, node->name.name);
    if (binding != NULL && binding->loop == NULL && binding->value != NULL)
        return maker_is_outline(definition, binding->value, binding->scope, depth + 1);
    if (derived != NULL && derived->format == FORMAT_OUTLINE)
        return true;
    if (derived != NULL && derived->value != NULL)
        return maker_is_outline(definition, derived->value->root, NULL, depth + 1);
    const struct field *field = pattern_field(definition, node, scope);
    return field != NULL && field->type == FIELD_OUTLINE;
}

bool maker_is_outline(const struct definition *definition, const struct node *node,
                      const struct binding *scope, unsigned depth)
{
    bool is_capital, is_outline;
    if (depth > DEEPEST)
        return false;
    const struct node *inner = node_through(node, &is_capital, &is_outline);
    if (is_outline)
        return true;
    if (inner != NULL)
        return maker_is_outline(definition, inner, scope, depth + 1);
    if (node->kind == NODE_CONDITIONAL)
        return maker_is_outline(definition, node->conditional.then, scope, depth + 1) ||
               (node->conditional.otherwise != NULL &&
                maker_is_outline(definition, node->conditional.otherwise, scope, depth + 1));
    if (node->kind == NODE_NAME)
        return name_is_outline(definition, node, scope, depth);
    const struct field *field = pattern_field(definition, node, scope);
    return field != NULL && field->type == FIELD_OUTLINE;
}
