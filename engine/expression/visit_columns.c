/* What queries read of the rows of their tables, where a table is named by its path. */

#include "expression/rows.h"

struct visitor {
    const struct expression *expression;
    void (*visit)(void *context, const struct expression_column *column);
    void *context;
};

/* Appends the path of names down to `node`; false if it is no such path. */
static bool append_path(const struct node *node, struct buffer *path)
{
    bool is_attribute = node->kind == NODE_ATTRIBUTE;
    if (!is_attribute && node->kind != NODE_NAME)
        return false;
    if (is_attribute && !append_path(node->attribute.object, path))
        return false;
    if (is_attribute)
        buffer_append_byte(path, '.');
    buffer_append_string(path, is_attribute ? node->attribute.name->text : node->name.name->text);
    return true;
}

static void tell(const struct visitor *visitor, struct string table, const struct name *name,
                 const struct node *node, bool is_condition)
{
    static const struct evaluation nowhere;
    struct place place = place_of(&nowhere, visitor->expression, node);
    visitor->visit(visitor->context, &(struct expression_column){table, name, is_condition, place});
}

static void tell_names(const struct visitor *visitor, struct string table, const struct node *node)
{
    if (node->kind == NODE_NAME)
        tell(visitor, table, node->name.name, node, false);
    size_t count = node_part_count(node);
    for (size_t i = 0; i < count; i++) {
        const struct node *part = rows_pass_over(node, i) ? NULL : node_part(node, i);
        if (part != NULL)
            tell_names(visitor, table, part);
    }
}

/* "ascending" of a ranking and "attribute" of a sum are no columns. */
static bool is_flag(const struct function_row *row, const struct argument *argument, size_t count)
{
    struct string word = argument->keyword->folded;
    bool is_order = string_is(word, "ascending") || string_is(word, "tăng_dần");
    bool is_attribute = string_is(word, "attribute") || string_is(word, "trường");
    return (row->flags & RANKS_ROWS && is_order) || (count == 2 && is_attribute);
}

static void tell_query(const struct visitor *visitor, const struct function_row *row,
                       const struct argument_list *list)
{
    struct buffer table = {0};
    bool is_path = append_path(list->items[0].value, &table);
    for (size_t i = 1; is_path && i < list->count; i++) {
        const struct argument *argument = &list->items[i];
        struct node keyword = {.offset = argument->offset, .length = argument->length};
        if (argument->form == ARGUMENT_POSITIONAL)
            tell_names(visitor, buffer_string(&table), argument->value);
        else if (argument->form == ARGUMENT_KEYWORD && !is_flag(row, argument, list->count))
            tell(visitor, buffer_string(&table), argument->keyword, &keyword, true);
    }
    buffer_release(&table);
}

static void visit_node(const struct visitor *visitor, const struct node *node)
{
    bool is_named = node->kind == NODE_CALL && node->call.target->kind == NODE_NAME;
    const struct function_row *row = is_named ? node->call.target->name.function : NULL;
    if (row != NULL && row->flags & TAKES_ROWS && node->call.arguments.count > 0)
        tell_query(visitor, row, &node->call.arguments);
    size_t count = node_part_count(node);
    for (size_t i = 0; i < count; i++)
        if (node_part(node, i) != NULL)
            visit_node(visitor, node_part(node, i));
}

void expression_visit_columns(const struct expression *expression,
                              void (*visit)(void *context, const struct expression_column *column),
                              void *context)
{
    visit_node(&(struct visitor){expression, visit, context}, expression->root);
}
