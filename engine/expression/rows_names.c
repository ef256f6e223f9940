/* The names a condition of a query reads: each must be a column, or in force outside the table. */

#include "expression/rows.h"
#include "expression/scope.h"

bool rows_pass_over(const struct node *node, size_t i)
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
    size_t count = node_part_count(node);
    for (size_t i = 0; i < count; i++) {
        const struct node *part = rows_pass_over(node, i) ? NULL : node_part(node, i);
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
