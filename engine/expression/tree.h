#ifndef VANBAN_EXPRESSION_TREE_H
#define VANBAN_EXPRESSION_TREE_H

/* The tree of an expression, as the parser makes it and the evaluator and the visitor read it. */

#include "expression/expression.h"

enum node_kind {
    NODE_LITERAL,
    NODE_INPUT, /* what expression_apply_filters() is given */
    NODE_NAME,
    NODE_LIST,
    NODE_TUPLE,
    NODE_DICT,   /* items: key, value, key, value … */
    NODE_CONCAT, /* items joined as text */
    NODE_COMPARE,
    NODE_BINARY,
    NODE_UNARY,
    NODE_AND,
    NODE_OR,
    NODE_NOT,
    NODE_CONDITIONAL,
    NODE_ATTRIBUTE,
    NODE_ITEM,
    NODE_SLICE,
    NODE_CALL,
    NODE_FILTER,
    NODE_TEST,
};

enum operator{
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_DIVIDE,
    OPERATOR_FLOOR_DIVIDE,
    OPERATOR_MODULO,
    OPERATOR_POWER,
    OPERATOR_EQUAL,
    OPERATOR_NOT_EQUAL,
    OPERATOR_LESS,
    OPERATOR_LESS_EQUAL,
    OPERATOR_GREATER,
    OPERATOR_GREATER_EQUAL,
    OPERATOR_IN,
    OPERATOR_NOT_IN,
};

struct function_row;
struct node;

enum argument_form { ARGUMENT_POSITIONAL, ARGUMENT_KEYWORD, ARGUMENT_SPREAD_LIST, ARGUMENT_SPREAD_RECORD };

struct argument {
    enum argument_form form;
    const struct name *keyword;
    const struct node *value;
    uint32_t offset, length; /* of the keyword in the source text */
};

struct argument_list {
    const struct argument *items;
    size_t count;
};

struct node {
    uint8_t kind;            /* enum node_kind */
    uint8_t operator;        /* of BINARY and UNARY */
    uint16_t height;         /* 1 for a leaf */
    uint32_t offset, length; /* bytes of the source text */
    union {
        struct value literal;
        struct {
            const struct name *name;
            const struct function_row *function; /* of that name, or NULL */
        } name;
        struct {
            const struct node *const *items;
            size_t count;
        } list;
        struct {
            const struct node *const *operands; /* count + 1 of them */
            const uint8_t *operators;
            size_t count;
        } compare;
        struct {
            const struct node *left, *right; /* right: NULL of NOT and UNARY */
        } pair;
        struct {
            const struct node *condition, *then, *otherwise; /* otherwise: NULL when not written */
        } conditional;
        struct {
            const struct node *object;
            const struct name *name;
        } attribute;
        struct {
            const struct node *object, *index;
        } item;
        struct {
            const struct node *object, *from, *to, *step; /* NULL: not written */
        } slice;
        struct {
            const struct node *target;
            struct argument_list arguments;
        } call;
        struct {
            const struct node *subject;
            const struct function_row *row;
            struct argument_list arguments;
        } apply; /* FILTER, TEST */
    };
};

struct expression {
    struct expression_source source; /* its texts copied */
    const struct node *root;
};

struct expression_arguments {
    struct expression expression; /* root: NULL */
    struct argument_list list;
};

/* What is evaluated with a node, part by part; NULL where one was not written. */
const struct node *node_part(const struct node *node, size_t i);
size_t node_part_count(const struct node *node);

#endif
