/* Filters and tests behind a value. */

#include "expression/function.h"
#include "expression/parser.h"

static bool fail_unknown(struct parser *parser, enum problem_code code, size_t start, struct string name,
                         struct string suggestion)
{
    struct place place = parser->source->place;
    place.underline = (uint32_t)(parser->source->offset + start);
    place.underline_length = (uint32_t)(parser->previous_end - start);
    struct problem *problem =
        problems_add(parser->problems, code, &place, arena_copy(parser->arena, name).bytes);
    if (suggestion.length > 0)
        problems_suggest(parser->problems, problem, suggestion);
    return false;
}

static const struct node *apply_node(struct parser *parser, enum node_kind kind, const struct node *subject,
                                     const struct function_row *row)
{
    size_t start = subject->kind == NODE_INPUT ? parser->token.offset : subject->offset;
    struct node *node = parser_new_node(parser, kind, start);
    node->apply.subject = subject;
    node->apply.row = row;
    if (parser_at_mark(parser, "(") && !parser_arguments(parser, &node->apply.arguments))
        return NULL;
    parser_raise_arguments(node, &node->apply.arguments);
    return parser_finish(parser, node, subject);
}

const struct node *parser_filter(struct parser *parser, const struct node *subject)
{
    size_t start = parser->token.offset;
    struct string name;
    if (!parser_read_name(parser, true, &name))
        return NULL;
    const struct function_row *row = filter_lookup(name);
    if (row == NULL) {
        fail_unknown(parser, PROBLEM_UNKNOWN_FILTER, start, name, filter_suggest(name));
        return NULL;
    }
    return apply_node(parser, NODE_FILTER, subject, row);
}

/*
 * The longest run of words that is a test: in "is divisibleby tổng số" the name behind it is its argument.
 * The parser is left behind the test's words.
 */
static const struct function_row *read_test(struct parser *parser, struct string *name)
{
    const struct function_row *found = NULL;
    struct parser ahead = *parser;
    size_t start = parser->token.offset;
    while (ahead.token.kind == TOKEN_WORD && (ahead.token.offset == start || ahead.token.spaces == 1) &&
           (ahead.token.offset == start || parser_at_name_word(&ahead))) {
        parser_advance(&ahead);
        struct string words = string_slice(parser->source->text, start, ahead.previous_end);
        const struct function_row *row = test_lookup(words);
        if (row == NULL && found == NULL)
            *name = words;
        if (row != NULL) {
            found = row;
            *parser = ahead;
        }
    }
    if (found == NULL)
        *parser = ahead;
    return found;
}

static bool at_test_argument(const struct parser *parser)
{
    if (parser->token.kind == TOKEN_WORD)
        return (parser_at_name_word(parser) || parser_constant(parser) != NULL);
    return parser->token.kind == TOKEN_TEXT || parser->token.kind == TOKEN_NUMBER ||
           parser_at_mark(parser, "[") || parser_at_mark(parser, "{");
}

/* "is divisibleby 3": one argument without parentheses. */
static const struct node *parse_bare_argument(struct parser *parser, struct node *test)
{
    size_t start = parser->token.offset;
    const struct node *value = parser_primary(parser);
    if (value != NULL)
        value = parser_postfix(parser, value, start);
    if (value == NULL)
        return NULL;
    struct argument *argument = arena_allocate(parser->arena, sizeof *argument);
    argument->value = value;
    test->apply.arguments = (struct argument_list){argument, 1};
    return parser_finish(parser, test, test->apply.subject, value);
}

static const struct node *parse_test(struct parser *parser, const struct node *subject)
{
    parser_advance(parser);
    bool is_negated = parser_accept_word(parser, "not");
    size_t start = parser->token.offset;
    if (parser->token.kind != TOKEN_WORD) {
        parser_fail_unexpected(parser, NULL);
        return NULL;
    }
    struct string name = {"", 0};
    const struct function_row *row = read_test(parser, &name);
    if (row == NULL) {
        fail_unknown(parser, PROBLEM_UNKNOWN_TEST, start, name, test_suggest(name));
        return NULL;
    }
    struct node *node = parser_new_node(parser, NODE_TEST, subject->offset);
    node->apply.subject = subject;
    node->apply.row = row;
    const struct node *test = at_test_argument(parser) ? parse_bare_argument(parser, node)
                                                       : apply_node(parser, NODE_TEST, subject, row);
    if (test == NULL || !is_negated)
        return test;
    struct node *negated = parser_new_node(parser, NODE_NOT, subject->offset);
    negated->pair.left = test;
    return parser_finish(parser, negated, test);
}

const struct node *parser_filters(struct parser *parser, const struct node *node)
{
    while (node != NULL) {
        if (parser_accept_mark(parser, "|"))
            node = parser_filter(parser, node);
        else if (parser_at_word(parser, "is"))
            node = parse_test(parser, node);
        else if (parser_at_mark(parser, "("))
            node = parser_call(parser, node, node->offset);
        else
            break;
    }
    return node;
}
