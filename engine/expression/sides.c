/* The parts of an expression that others show or compute one by one. */

#include "expression/tree.h"

struct string expression_text(const struct expression *expression)
{
    return string_slice(expression->source.text, expression->root->offset,
                        expression->root->offset + expression->root->length);
}

size_t expression_offset(const struct expression *expression)
{
    return expression->root->offset;
}

static const struct expression *side_of(struct arena *arena, const struct expression *expression,
                                        const struct node *node)
{
    struct expression *side = arena_allocate(arena, sizeof *side);
    *side = *expression;
    side->root = node;
    return side;
}

bool expression_comparison(struct arena *arena, const struct expression *expression,
                           const struct expression **left, const struct expression **right, const char **sign)
{
    static const char *const signs[] = {
        [OPERATOR_EQUAL] = "==",      [OPERATOR_NOT_EQUAL] = "!=",  [OPERATOR_LESS] = "<",
        [OPERATOR_LESS_EQUAL] = "<=", [OPERATOR_GREATER] = ">",     [OPERATOR_GREATER_EQUAL] = ">=",
        [OPERATOR_IN] = "in",         [OPERATOR_NOT_IN] = "not in",
    };
    const struct node *root = expression->root;
    if (root->kind != NODE_COMPARE || root->compare.count != 1)
        return false;
    *left = side_of(arena, expression, root->compare.operands[0]);
    *right = side_of(arena, expression, root->compare.operands[1]);
    *sign = signs[root->compare.operators[0]];
    return true;
}
