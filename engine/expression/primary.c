/* Names, literals and brackets, and what may follow them: attributes, items, calls, filters, tests. */

#include "expression/parser.h"

#include <string.h>

#include "expression/function.h"
#include "text/unicode.h"

/* ---- names ---- */

static bool fail_two_spaces(struct parser *parser, size_t start)
{
    return parser_fail(parser, PROBLEM_EXPRESSION_SPACES, start,
                       parser->token.offset + parser->token.length - start, NULL);
}

bool parser_read_name(struct parser *parser, bool first_may_be_keyword, struct string *name)
{
    bool is_name = parser->token.kind == TOKEN_WORD &&
                   (first_may_be_keyword || !lexer_is_operator_word(parser_token_text(parser)));
    if (!is_name && !(parser->token.kind == TOKEN_NUMBER && parser_at_name_word(parser)))
        return parser_fail_unexpected(parser, NULL);
    size_t start = parser->token.offset;
    struct buffer words = {0};
    buffer_append_string(&words, parser_token_text(parser));
    parser_advance(parser);
    bool is_well_spaced = true;
    while (is_well_spaced && parser_at_name_word(parser)) {
        is_well_spaced = parser->token.spaces == 1;
        buffer_append_byte(&words, ' ');
        buffer_append_string(&words, parser_token_text(parser));
        if (!is_well_spaced)
            fail_two_spaces(parser, start);
        else
            parser_advance(parser);
    }
    *name = arena_copy(parser->arena, buffer_string(&words));
    buffer_release(&words);
    return is_well_spaced;
}

static const struct node *parse_name(struct parser *parser)
{
    struct node *node = parser_new_node(parser, NODE_NAME, parser->token.offset);
    struct string name;
    if (!parser_read_name(parser, false, &name))
        return NULL;
    node->name.name = name_new(parser->arena, name);
    node->name.function = global_lookup(node->name.name->text);
    return parser_finish(parser, node, NULL);
}

/* The node covers what stands between the quotes, which is how problems call it. */
static const struct node *parse_quoted_name(struct parser *parser)
{
    struct node *node = parser_new_node(parser, NODE_NAME, parser->token.offset);
    struct string name = parser->token.inner;
    parser_advance(parser);
    node->name.name = name_new(parser->arena, arena_copy(parser->arena, name));
    parser_finish(parser, node, NULL);
    node->offset += 1;
    node->length = (uint32_t)name.length;
    return node;
}

/* ---- brackets ---- */

void parser_open(struct parser *parser)
{
    parser->nesting++;
    parser_advance(parser);
}

bool parser_close(struct parser *parser, const char *mark, size_t start)
{
    if (parser_at_mark(parser, mark)) {
        parser->nesting--;
        parser_advance(parser);
        return true;
    }
    if (parser->token.kind == TOKEN_END)
        return parser_fail(parser, PROBLEM_EXPRESSION_UNCLOSED, start, 1, mark);
    return parser_fail_unexpected(parser, mark);
}

static const struct node *parse_parentheses(struct parser *parser)
{
    size_t start = parser->token.offset;
    parser_open(parser);
    if (parser_at_mark(parser, ")")) {
        struct node *empty = parser_new_node(parser, NODE_TUPLE, start);
        parser_close(parser, ")", start);
        return parser_finish(parser, empty, NULL);
    }
    const struct node *inner = parser_tuple(parser, true);
    return inner != NULL && parser_close(parser, ")", start) ? inner : NULL;
}

static const struct node *parse_list(struct parser *parser)
{
    struct node *node = parser_new_node(parser, NODE_LIST, parser->token.offset);
    struct node_list list = {0};
    parser_open(parser);
    while (!parser_at_mark(parser, "]")) {
        const struct node *item = parser_expression(parser);
        if (item == NULL)
            return NULL;
        parser_append(parser, &list, item);
        if (!parser_accept_mark(parser, ","))
            break;
    }
    return parser_close(parser, "]", node->offset) ? parser_finish_list(parser, node, &list) : NULL;
}

static bool parse_entry(struct parser *parser, struct node_list *list)
{
    const struct node *key = parser_expression(parser);
    if (key == NULL || !parser_expect_mark(parser, ":"))
        return false;
    const struct node *value = parser_expression(parser);
    if (value == NULL)
        return false;
    parser_append(parser, list, key);
    parser_append(parser, list, value);
    return true;
}

static const struct node *parse_dict(struct parser *parser)
{
    struct node *node = parser_new_node(parser, NODE_DICT, parser->token.offset);
    struct node_list list = {0};
    parser_open(parser);
    while (!parser_at_mark(parser, "}")) {
        if (!parse_entry(parser, &list))
            return NULL;
        if (!parser_accept_mark(parser, ","))
            break;
    }
    return parser_close(parser, "}", node->offset) ? parser_finish_list(parser, node, &list) : NULL;
}

const struct node *parser_primary(struct parser *parser)
{
    const struct value *constant = parser_constant(parser);
    if (constant != NULL) {
        size_t start = parser->token.offset;
        parser_advance(parser);
        return parser_literal(parser, start, *constant);
    }
    if (parser->token.kind == TOKEN_NUMBER)
        return parser_at_spaced_name(parser) ? parse_name(parser) : parser_number(parser);
    if (lexer_is_quoted_name(parser->source->text, &parser->token))
        return parse_quoted_name(parser);
    if (parser->token.kind == TOKEN_TEXT)
        return parser_text(parser);
    if (parser->token.kind == TOKEN_WORD)
        return parse_name(parser);
    if (parser_at_mark(parser, "("))
        return parse_parentheses(parser);
    if (parser_at_mark(parser, "["))
        return parse_list(parser);
    if (parser_at_mark(parser, "{"))
        return parse_dict(parser);
    parser_fail_unexpected(parser, NULL);
    return NULL;
}

/* ---- attributes, items, calls ---- */

static const struct node *item_node(struct parser *parser, const struct node *object,
                                    const struct node *index, size_t start)
{
    struct node *node = parser_new_node(parser, NODE_ITEM, start);
    node->item.object = object;
    node->item.index = index;
    return parser_finish(parser, node, object, index);
}

static const struct node *parse_attribute(struct parser *parser, const struct node *object, size_t start)
{
    parser_advance(parser);
    if (parser->token.kind == TOKEN_NUMBER && !parser_at_spaced_name(parser)) {
        const struct node *index = parser_number(parser);
        return index == NULL ? NULL : item_node(parser, object, index, start);
    }
    struct node *node = parser_new_node(parser, NODE_ATTRIBUTE, start);
    struct string name;
    if (!parser_read_name(parser, true, &name))
        return NULL;
    node->attribute.object = object;
    node->attribute.name = name_new(parser->arena, name);
    return parser_finish(parser, node, object);
}

static bool at_slice_end(const struct parser *parser)
{
    return parser_at_mark(parser, ":") || parser_at_mark(parser, "]");
}

static bool parse_bound(struct parser *parser, const struct node **bound)
{
    if (at_slice_end(parser))
        return true;
    *bound = parser_expression(parser);
    return *bound != NULL;
}

static const struct node *finish_slice(struct parser *parser, struct node *node)
{
    static const struct node absent = {.height = 0};
    const struct node *from = node->slice.from, *to = node->slice.to, *step = node->slice.step;
    return parser_finish(parser, node, node->slice.object, from != NULL ? from : &absent,
                         to != NULL ? to : &absent, step != NULL ? step : &absent);
}

static const struct node *parse_subscript(struct parser *parser, const struct node *object, size_t start)
{
    size_t opening = parser->token.offset;
    const struct node *first = NULL;
    parser_open(parser);
    if (!parser_at_mark(parser, ":") && (first = parser_expression(parser)) == NULL)
        return NULL;
    if (!parser_at_mark(parser, ":"))
        return parser_close(parser, "]", opening) ? item_node(parser, object, first, start) : NULL;
    struct node *node = parser_new_node(parser, NODE_SLICE, start);
    node->slice.object = object;
    node->slice.from = first;
    parser_advance(parser);
    if (!parse_bound(parser, &node->slice.to))
        return NULL;
    if (parser_accept_mark(parser, ":") && !parse_bound(parser, &node->slice.step))
        return NULL;
    return parser_close(parser, "]", opening) ? finish_slice(parser, node) : NULL;
}

const struct node *parser_postfix(struct parser *parser, const struct node *node, size_t start)
{
    while (node != NULL) {
        if (parser_at_mark(parser, "."))
            node = parse_attribute(parser, node, start);
        else if (parser_at_mark(parser, "["))
            node = parse_subscript(parser, node, start);
        else if (parser_at_mark(parser, "("))
            node = parser_call(parser, node, start);
        else
            break;
    }
    return node;
}
