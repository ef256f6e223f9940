/* What an expression reads: each path of names, and the kind its use tells. */

#include "expression/evaluate.h"

struct visitor {
    const struct expression *expression;
    void (*visit)(void *context, const struct expression_use *use);
    void *context;
};

static void visit_node(const struct visitor *visitor, const struct node *node, enum value_kind wanted);

/* The key of an item that is written as a text: data["Tên cơ quan"] is the path data.Tên cơ quan. */
static bool is_literal_key(const struct node *node)
{
    return node->kind == NODE_ITEM && node->item.index->kind == NODE_LITERAL &&
           node->item.index->literal.kind == VALUE_TEXT;
}

/* Appends the path of names down to `node`; the name at its root, or NULL if it is no such path. */
static const struct name *append_path(const struct node *node, struct buffer *path)
{
    if (node->kind == NODE_NAME) {
        buffer_append_string(path, node->name.name->text);
        return node->name.name;
    }
    bool is_item = is_literal_key(node);
    if (!is_item && node->kind != NODE_ATTRIBUTE)
        return NULL;
    const struct name *root = append_path(is_item ? node->item.object : node->attribute.object, path);
    if (root != NULL) {
        struct string key = is_item ? node->item.index->literal.as.text : node->attribute.name->text;
        buffer_append_byte(path, '.');
        buffer_append_string(path, key);
    }
    return root;
}

static bool visit_path(const struct visitor *visitor, const struct node *node, enum value_kind wanted)
{
    struct buffer path = {0};
    const struct name *root = append_path(node, &path);
    if (root != NULL) {
        struct expression_use use = {root, buffer_string(&path), wanted, node->offset, node->length};
        visitor->visit(visitor->context, &use);
    }
    buffer_release(&path);
    return root != NULL;
}

static void visit_list(const struct visitor *visitor, const struct node *const *items, size_t count,
                       enum value_kind wanted)
{
    for (size_t i = 0; i < count; i++)
        visit_node(visitor, items[i], wanted);
}

static void visit_arguments(const struct visitor *visitor, const struct argument_list *list,
                            enum value_kind wanted)
{
    for (size_t i = 0; i < list->count; i++)
        visit_node(visitor, list->items[i].value, wanted);
}

static bool is_number_literal(const struct node *node)
{
    return node->kind == NODE_LITERAL && node->literal.kind == VALUE_NUMBER;
}

/* "-", "/", "//", "**" want numbers on both sides; "+", "*", "%" only beside a number that is written there.
 */
static enum value_kind kind_of_operand(const struct node *node)
{
    switch ((enum operator)node->operator) {
    case OPERATOR_SUBTRACT:
    case OPERATOR_DIVIDE:
    case OPERATOR_FLOOR_DIVIDE:
    case OPERATOR_POWER:
        return VALUE_NUMBER;
    case OPERATOR_ADD:
        return is_number_literal(node->pair.left) || is_number_literal(node->pair.right) ? VALUE_NUMBER
                                                                                         : VALUE_UNDEFINED;
    default:
        return VALUE_UNDEFINED;
    }
}

/* What a path is compared with, when that is written there. */
static enum value_kind kind_of_compared(const struct node *node, size_t position)
{
    for (size_t i = 0; i < node->compare.count; i++) {
        if (node->compare.operators[i] >= OPERATOR_IN || position < i || position > i + 1)
            continue;
        const struct node *other = node->compare.operands[position == i ? i + 1 : i];
        if (other->kind == NODE_LITERAL && other->literal.kind != VALUE_NONE)
            return other->literal.kind;
    }
    return VALUE_UNDEFINED;
}

/* The function may be computed of values too: sum(a, b). */
static bool is_query(const struct node *node, const struct function_row *row)
{
    const struct argument_list *list = &node->call.arguments;
    bool has_conditions = false;
    for (size_t i = 1; i < list->count; i++) {
        const struct argument *argument = &list->items[i];
        has_conditions |= argument->form == ARGUMENT_KEYWORD || argument->value->kind == NODE_COMPARE ||
                          argument->value->kind == NODE_AND || argument->value->kind == NODE_OR ||
                          argument->value->kind == NODE_NOT;
    }
    return row->flags & TAKES_ROWS && list->count > 0 && (row->wanted == VALUE_LIST || has_conditions);
}

/* The table, and what columns are to be equal to; what names mean in conditions only the rows tell. */
static void visit_query(const struct visitor *visitor, const struct argument_list *list)
{
    visit_node(visitor, list->items[0].value, VALUE_LIST);
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i].form == ARGUMENT_KEYWORD)
            visit_node(visitor, list->items[i].value, VALUE_UNDEFINED);
}

static void visit_call(const struct visitor *visitor, const struct node *node)
{
    const struct node *target = node->call.target;
    const struct function_row *row = target->kind == NODE_NAME ? target->name.function : NULL;
    if (target->kind == NODE_ATTRIBUTE)
        visit_node(visitor, target->attribute.object, method_kind(target->attribute.name->text));
    else if (row == NULL)
        visit_node(visitor, target, VALUE_CALLABLE);
    if (row != NULL && is_query(node, row)) {
        visit_query(visitor, &node->call.arguments);
        return;
    }
    visit_arguments(visitor, &node->call.arguments, row != NULL ? row->wanted : VALUE_UNDEFINED);
}

static void visit_item(const struct visitor *visitor, const struct node *node)
{
    bool is_number = is_number_literal(node->item.index);
    visit_node(visitor, node->item.object, is_number ? VALUE_LIST : VALUE_UNDEFINED);
    visit_node(visitor, node->item.index, VALUE_UNDEFINED);
}

static void visit_slice(const struct visitor *visitor, const struct node *node)
{
    const struct node *const bounds[] = {node->slice.from, node->slice.to, node->slice.step};
    visit_node(visitor, node->slice.object, VALUE_UNDEFINED);
    for (size_t i = 0; i < 3; i++)
        if (bounds[i] != NULL)
            visit_node(visitor, bounds[i], VALUE_NUMBER);
}

static void visit_condition(const struct visitor *visitor, const struct node *node, enum value_kind wanted)
{
    visit_node(visitor, node->conditional.condition, VALUE_UNDEFINED);
    visit_node(visitor, node->conditional.then, wanted);
    if (node->conditional.otherwise != NULL)
        visit_node(visitor, node->conditional.otherwise, wanted);
}

static void visit_node(const struct visitor *visitor, const struct node *node, enum value_kind wanted)
{
    switch ((enum node_kind)node->kind) {
    case NODE_LITERAL:
    case NODE_INPUT:
        return;
    case NODE_NAME:
        visit_path(visitor, node, wanted);
        return;
    case NODE_ATTRIBUTE:
        if (!visit_path(visitor, node, wanted))
            visit_node(visitor, node->attribute.object, VALUE_UNDEFINED);
        return;
    case NODE_ITEM:
        if (!visit_path(visitor, node, wanted))
            visit_item(visitor, node);
        return;
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_DICT:
    case NODE_CONCAT:
        visit_list(visitor, node->list.items, node->list.count, VALUE_UNDEFINED);
        return;
    case NODE_COMPARE:
        for (size_t i = 0; i <= node->compare.count; i++)
            visit_node(visitor, node->compare.operands[i], kind_of_compared(node, i));
        return;
    case NODE_BINARY:
        visit_node(visitor, node->pair.left, kind_of_operand(node));
        visit_node(visitor, node->pair.right, kind_of_operand(node));
        return;
    case NODE_UNARY:
        visit_node(visitor, node->pair.left, VALUE_NUMBER);
        return;
    case NODE_NOT:
        visit_node(visitor, node->pair.left, VALUE_UNDEFINED);
        return;
    case NODE_AND:
    case NODE_OR:
        visit_node(visitor, node->pair.left, wanted);
        visit_node(visitor, node->pair.right, wanted);
        return;
    case NODE_CONDITIONAL:
        visit_condition(visitor, node, wanted);
        return;
    case NODE_SLICE:
        visit_slice(visitor, node);
        return;
    case NODE_CALL:
        visit_call(visitor, node);
        return;
    case NODE_FILTER:
    case NODE_TEST:
        visit_node(visitor, node->apply.subject, node->apply.row->wanted);
        visit_arguments(visitor, &node->apply.arguments, VALUE_UNDEFINED);
        return;
    }
}

void expression_visit_uses(const struct expression *expression,
                           void (*visit)(void *context, const struct expression_use *use), void *context)
{
    struct visitor visitor = {expression, visit, context};
    visit_node(&visitor, expression->root, VALUE_UNDEFINED);
}

const struct value *expression_literal(const struct expression *expression)
{
    return expression->root->kind == NODE_LITERAL ? &expression->root->literal : NULL;
}
