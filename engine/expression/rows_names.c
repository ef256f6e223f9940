/* The names a condition of a query reads: each must be a column, or in force outside the table. */

#include "expression/rows.h"
#include "expression/scope.h"

/* What is evaluated with a node, part by part; NULL behind the last or where one was not written. */
static const struct node *part_at(const struct node *node, size_t i)
{
    const struct node *const conditional[] = {node->conditional.condition, node->conditional.then,
                                              node->conditional.otherwise};
    const struct node *const slice[] = {node->slice.object, node->slice.from, node->slice.to,
                                        node->slice.step};
    switch ((enum node_kind)node->kind) {
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_DICT:
    case NODE_CONCAT:
        return node->list.items[i];
    case NODE_COMPARE:
        return node->compare.operands[i];
    case NODE_CONDITIONAL:
        return conditional[i];
    case NODE_SLICE:
        return slice[i];
    case NODE_ITEM:
        return i == 0 ? node->item.object : node->item.index;
    case NODE_ATTRIBUTE:
        return node->attribute.object;
    case NODE_CALL:
        return i == 0 ? node->call.target : node->call.arguments.items[i - 1].value;
    case NODE_FILTER:
    case NODE_TEST:
        return i == 0 ? node->apply.subject : node->apply.arguments.items[i - 1].value;
    default:
        return i == 0 ? node->pair.left : node->pair.right;
    }
}

static size_t part_count(const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_LITERAL:
    case NODE_INPUT:
    case NODE_NAME:
        return 0;
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_DICT:
    case NODE_CONCAT:
        return node->list.count;
    case NODE_COMPARE:
        return node->compare.count + 1;
    case NODE_CONDITIONAL:
        return 3;
    case NODE_SLICE:
        return 4;
    case NODE_CALL:
        return node->call.arguments.count + 1;
    case NODE_FILTER:
    case NODE_TEST:
        return node->apply.arguments.count + 1;
    case NODE_UNARY:
    case NODE_NOT:
    case NODE_ATTRIBUTE:
        return 1;
    default:
        return 2;
    }
}

/* A function is called, or a query looks at its own rows: names there are others. */
static bool is_passed_over(const struct node *node, size_t i)
{
    if (node->kind == NODE_FILTER || node->kind == NODE_TEST)
        return i == 0 && node->apply.row->flags & ACCEPTS_UNDEFINED;
    if (node->kind != NODE_CALL || node->call.target->kind != NODE_NAME)
        return false;
    const struct function_row *row = node->call.target->name.function;
    return i == 0 || (i > 1 && row != NULL && row->flags & TAKES_ROWS);
}

static bool is_known(const struct row_query *query, const struct node *node)
{
    const struct name *name = node->name.name;
    return record_lookup_name(query->columns, name) != NULL || scope_lookup(query->outer, name) != NULL ||
           (node->name.function != NULL && node->name.function->flags & IS_VALUE) ||
           string_is(name->folded, "data");
}

static const struct node *find_unknown(const struct row_query *query, const struct node *node)
{
    if (node->kind == NODE_NAME)
        return is_known(query, node) ? NULL : node;
    size_t count = part_count(node);
    for (size_t i = 0; i < count; i++) {
        const struct node *part = is_passed_over(node, i) ? NULL : part_at(node, i);
        const struct node *unknown = part != NULL ? find_unknown(query, part) : NULL;
        if (unknown != NULL)
            return unknown;
    }
    return NULL;
}

bool rows_know_names(struct row_query *query, const struct node *node, struct value *missing,
                     bool *is_missing)
{
    struct evaluation *evaluation = query->evaluator->evaluation;
    const struct node *unknown = query->rows->count > 0 ? find_unknown(query, node) : NULL;
    if (unknown == NULL)
        return true;
    *missing = undefined_of(query->evaluator, unknown);
    evaluation->scope = query->blank;
    bool goes_on = use_value(evaluation, query->evaluator->expression, missing, MISSING_IS_WRONG, is_missing);
    evaluation->scope = query->outer;
    return goes_on;
}
