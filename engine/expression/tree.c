/* The parts of a node. */

#include "expression/tree.h"

const struct node *node_part(const struct node *node, size_t i)
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

size_t node_part_count(const struct node *node)
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
