/* The arguments of calls, filters and tests. */

#include "expression/parser.h"

#include <string.h>

/* A keyword and "=" if they come next; else nothing is moved. */
static bool accept_keyword(struct parser *parser, struct argument *argument)
{
    struct problems *unheard = problems_new();
    struct parser ahead = *parser;
    ahead.problems = unheard;
    struct string name;
    size_t start = parser->token.offset;
    bool is_name = parser->token.kind == TOKEN_WORD && parser_read_name(&ahead, false, &name);
    size_t end = ahead.previous_end;
    bool is_keyword = is_name && parser_accept_mark(&ahead, "=");
    problems_free(unheard);
    if (!is_keyword)
        return false;
    ahead.problems = parser->problems;
    *parser = ahead;
    argument->form = ARGUMENT_KEYWORD;
    argument->keyword = name_new(parser->arena, name);
    argument->offset = (uint32_t)start;
    argument->length = (uint32_t)(end - start);
    return true;
}

static bool parse_argument(struct parser *parser, struct argument *argument, enum argument_form least)
{
    size_t start = parser->token.offset;
    if (parser_accept_mark(parser, "*"))
        argument->form = ARGUMENT_SPREAD_LIST;
    else if (parser_accept_mark(parser, "**"))
        argument->form = ARGUMENT_SPREAD_RECORD;
    else
        accept_keyword(parser, argument);
    argument->value = parser_expression(parser);
    if (argument->value == NULL)
        return false;
    if (argument->form == ARGUMENT_POSITIONAL && least != ARGUMENT_POSITIONAL)
        return parser_fail(parser, PROBLEM_EXPRESSION_ARGUMENT_ORDER, start, parser->previous_end - start,
                           NULL);
    return true;
}

enum { MOST_ARGUMENTS = 256 };

static bool fail_too_many(struct parser *parser)
{
    return parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, parser->token.offset, parser->token.length, NULL);
}

bool parser_arguments(struct parser *parser, struct argument_list *list)
{
    struct argument items[MOST_ARGUMENTS] = {0};
    enum argument_form least = ARGUMENT_POSITIONAL;
    size_t start = parser->token.offset, count = 0;
    parser_open(parser);
    while (!parser_at_mark(parser, ")")) {
        if (count == MOST_ARGUMENTS)
            return fail_too_many(parser);
        if (!parse_argument(parser, &items[count], least))
            return false;
        if (items[count].form != ARGUMENT_POSITIONAL)
            least = ARGUMENT_KEYWORD;
        count++;
        if (!parser_accept_mark(parser, ","))
            break;
    }
    struct argument *copy = arena_allocate(parser->arena, count * sizeof *copy);
    memcpy(copy, items, count * sizeof *copy);
    *list = (struct argument_list){copy, count};
    return parser_close(parser, ")", start);
}

/* The height of a node over its arguments. */
void parser_raise_arguments(struct node *node, const struct argument_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].value->height >= node->height)
            node->height = (uint16_t)(list->items[i].value->height + 1);
}

const struct node *parser_call(struct parser *parser, const struct node *target, size_t start)
{
    struct node *node = parser_new_node(parser, NODE_CALL, start);
    node->call.target = target;
    if (!parser_arguments(parser, &node->call.arguments))
        return NULL;
    parser_raise_arguments(node, &node->call.arguments);
    return parser_finish(parser, node, target);
}
