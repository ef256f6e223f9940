/*
 * Operators, from "if … else" down to the sign of a number, as Jinja binds
 * them; names, brackets and what follows them are in primary.c.
 */

#include "expression/parser.h"

#include <string.h>

#include "text/unicode.h"

enum { MOST_DEPTH = 200, MOST_HEIGHT = 400 };

void parser_begin(struct parser *parser, struct arena *arena, const struct expression_source *source,
                  size_t offset, const char *const *stops, struct problems *problems)
{
    *parser = (struct parser){.arena = arena,
                              .source = source,
                              .problems = problems,
                              .stops = stops,
                              .token = {.offset = offset},
                              .next = offset};
    parser_advance(parser);
    parser->may_stop = false;
}

void parser_advance(struct parser *parser)
{
    parser->previous_start = parser->token.offset;
    parser->previous_end = parser->token.offset + parser->token.length;
    parser->may_stop = parser->token.kind != TOKEN_MARK || parser_at_mark(parser, ")") ||
                       parser_at_mark(parser, "]") || parser_at_mark(parser, "}");
    parser->token = lexer_next(parser->source->text, &parser->next);
}

struct string parser_token_text(const struct parser *parser)
{
    size_t from = parser->token.offset;
    return string_slice(parser->source->text, from, from + parser->token.length);
}

bool parser_at_mark(const struct parser *parser, const char *mark)
{
    return parser->token.kind == TOKEN_MARK && strcmp(parser->token.mark, mark) == 0;
}

bool parser_accept_mark(struct parser *parser, const char *mark)
{
    if (!parser_at_mark(parser, mark))
        return false;
    parser_advance(parser);
    return true;
}

bool parser_expect_mark(struct parser *parser, const char *mark)
{
    return parser_accept_mark(parser, mark) || parser_fail_unexpected(parser, mark);
}

bool parser_at_stop(const struct parser *parser)
{
    if (parser->stops == NULL || parser->nesting > 0 || parser->token.kind != TOKEN_WORD)
        return false;
    for (const char *const *stop = parser->stops; *stop != NULL; stop++) {
        size_t offset = parser->token.offset;
        if (expression_accept_word(parser->source, &offset, *stop))
            return true;
    }
    return false;
}

bool parser_at_word(const struct parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_WORD && string_is(parser_token_text(parser), word) &&
           !(parser->may_stop && parser_at_stop(parser));
}

bool parser_accept_word(struct parser *parser, const char *word)
{
    if (!parser_at_word(parser, word))
        return false;
    parser_advance(parser);
    parser->may_stop = false;
    return true;
}

bool parser_at_name_word(const struct parser *parser)
{
    struct string text = parser_token_text(parser);
    if (parser->token.kind == TOKEN_NUMBER)
        return text.bytes[text.length - 1] >= '0' && memchr(text.bytes, '.', text.length) == NULL;
    return parser->token.kind == TOKEN_WORD && !lexer_is_keyword(text) && !parser_at_stop(parser);
}

bool parser_fail(struct parser *parser, enum problem_code code, size_t offset, size_t length,
                 const char *argument)
{
    struct place place = parser->source->place;
    place.underline = (uint32_t)(parser->source->offset + offset);
    place.underline_length = (uint32_t)length;
    problems_add(parser->problems, code, &place, argument);
    return false;
}

static enum problem_code code_of_token(const struct parser *parser)
{
    return parser->token.kind == TOKEN_BAD        ? PROBLEM_EXPRESSION_CHARACTER
           : parser->token.kind == TOKEN_UNCLOSED ? PROBLEM_EXPRESSION_UNCLOSED_TEXT
                                                  : PROBLEM_EXPRESSION_UNEXPECTED;
}

/* The last word or mark is underlined; a keyword there may be meant as the end of a name. */
static bool fail_at_end(struct parser *parser)
{
    struct string text = parser->source->text;
    struct string last = string_slice(text, parser->previous_start, parser->previous_end);
    bool is_keyword = lexer_is_keyword(last) || lexer_is_operator_word(last);
    last = last.length ? last : string_trim(text);
    return parser_fail(parser, is_keyword ? PROBLEM_EXPRESSION_END_KEYWORD : PROBLEM_EXPRESSION_END,
                       (size_t)(last.bytes - text.bytes), last.length, arena_copy(parser->arena, last).bytes);
}

bool parser_fail_unexpected(struct parser *parser, const char *wanted)
{
    const struct token *token = &parser->token;
    struct string text = parser_token_text(parser);
    if (token->kind == TOKEN_END && wanted == NULL && string_trim(parser->source->text).length == 0)
        return parser_fail(parser, PROBLEM_EXPRESSION_EMPTY, 0, parser->source->text.length, NULL);
    if (token->kind == TOKEN_WORD && !lexer_is_operator_word(text) && lexer_is_keyword(text))
        return parser_fail(parser, PROBLEM_EXPRESSION_KEYWORD, token->offset, token->length,
                           arena_copy(parser->arena, text).bytes);
    if (token->kind == TOKEN_END)
        return wanted == NULL ? fail_at_end(parser)
                              : parser_fail(parser, PROBLEM_EXPRESSION_MISSING, token->offset, 0, wanted);
    parser_fail(parser, code_of_token(parser), token->offset, token->length,
                arena_copy(parser->arena, text).bytes);
    problems_suggest(parser->problems, problems_last(parser->problems),
                     lexer_meant_sign(parser->source->text, token->offset));
    return false;
}

struct node *parser_new_node(struct parser *parser, enum node_kind kind, size_t start)
{
    struct node *node = arena_allocate(parser->arena, sizeof *node);
    node->kind = kind;
    node->offset = (uint32_t)start;
    node->height = 1;
    return node;
}

struct node *parser_finish_node(struct parser *parser, struct node *node, const struct node *const *children)
{
    node->length = (uint32_t)(parser->previous_end - node->offset);
    for (; *children != NULL; children++)
        if ((*children)->height >= node->height)
            node->height = (uint16_t)((*children)->height + 1);
    if (node->height <= MOST_HEIGHT)
        return node;
    parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, node->offset, node->length, NULL);
    return NULL;
}

void parser_append(struct parser *parser, struct node_list *list, const struct node *node)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity * 2 + 4;
        const struct node **items = arena_allocate(parser->arena, capacity * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = node;
    if (node->height > list->height)
        list->height = node->height;
}

struct node *parser_finish_list(struct parser *parser, struct node *node, const struct node_list *list)
{
    node->list.items = list->items;
    node->list.count = list->count;
    node->height = (uint16_t)(list->height + 1);
    return parser_finish(parser, node, NULL);
}

/* ---- binary operators, one level of binding a table ---- */

struct operator_row {
    const char *mark;
    enum operator operator;
};

static const struct operator_row additive[] = {
    {"+", OPERATOR_ADD}, {"-", OPERATOR_SUBTRACT}, {NULL, OPERATOR_ADD}};
static const struct operator_row multiplicative[] = {{"*", OPERATOR_MULTIPLY},
                                                     {"/", OPERATOR_DIVIDE},
                                                     {"//", OPERATOR_FLOOR_DIVIDE},
                                                     {"%", OPERATOR_MODULO},
                                                     {NULL, OPERATOR_ADD}};
static const struct operator_row powers[] = {{"**", OPERATOR_POWER}, {NULL, OPERATOR_ADD}};
static const struct operator_row comparing[] = {{"==", OPERATOR_EQUAL},  {"!=", OPERATOR_NOT_EQUAL},
                                                {"<", OPERATOR_LESS},    {"<=", OPERATOR_LESS_EQUAL},
                                                {">", OPERATOR_GREATER}, {">=", OPERATOR_GREATER_EQUAL},
                                                {NULL, OPERATOR_ADD}};

static const struct operator_row *operator_at(const struct parser *parser, const struct operator_row *rows)
{
    for (; rows->mark != NULL; rows++)
        if (parser_at_mark(parser, rows->mark))
            return rows;
    return NULL;
}

typedef const struct node *parse_function(struct parser *parser);

static const struct node *join_pair(struct parser *parser, enum node_kind kind, enum operator operator,
                                    const struct node * left, const struct node *right)
{
    if (left == NULL || right == NULL)
        return NULL;
    struct node *node = parser_new_node(parser, kind, left->offset);
    node->operator=(uint8_t) operator;
    node->pair.left = left;
    node->pair.right = right;
    return parser_finish(parser, node, left, right);
}

static const struct node *parse_binary(struct parser *parser, const struct operator_row *rows,
                                       parse_function *parse_operand)
{
    const struct node *left = parse_operand(parser);
    const struct operator_row *row;
    while (left != NULL && (row = operator_at(parser, rows)) != NULL) {
        parser_advance(parser);
        left = join_pair(parser, NODE_BINARY, row->operator, left, parse_operand(parser));
    }
    return left;
}

static const struct node *parse_unary(struct parser *parser, bool with_filters)
{
    size_t start = parser->token.offset;
    bool is_negated = parser_at_mark(parser, "-"), is_signed = is_negated || parser_at_mark(parser, "+");
    const struct node *node;
    if (is_signed) {
        if (++parser->depth > MOST_DEPTH) {
            parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, start, parser->token.length, NULL);
            return NULL;
        }
        parser_advance(parser);
        const struct node *inner = parse_unary(parser, false);
        parser->depth--;
        if (inner == NULL)
            return NULL;
        struct node *unary = parser_new_node(parser, NODE_UNARY, start);
        unary->operator= is_negated ? OPERATOR_SUBTRACT : OPERATOR_ADD;
        unary->pair.left = inner;
        node = parser_finish(parser, unary, inner);
    } else {
        node = parser_primary(parser);
    }
    if (node != NULL)
        node = parser_postfix(parser, node, start);
    return node != NULL && with_filters ? parser_filters(parser, node) : node;
}

static const struct node *parse_signed(struct parser *parser)
{
    return parse_unary(parser, true);
}

static const struct node *parse_power(struct parser *parser)
{
    return parse_binary(parser, powers, parse_signed);
}

static const struct node *parse_product(struct parser *parser)
{
    return parse_binary(parser, multiplicative, parse_power);
}

static const struct node *parse_concat(struct parser *parser)
{
    const struct node *first = parse_product(parser);
    if (first == NULL || !parser_at_mark(parser, "~"))
        return first;
    struct node *node = parser_new_node(parser, NODE_CONCAT, first->offset);
    struct node_list list = {0};
    parser_append(parser, &list, first);
    while (parser_accept_mark(parser, "~")) {
        const struct node *next = parse_product(parser);
        if (next == NULL)
            return NULL;
        parser_append(parser, &list, next);
    }
    return parser_finish_list(parser, node, &list);
}

static const struct node *parse_sum(struct parser *parser)
{
    return parse_binary(parser, additive, parse_concat);
}

/* ---- comparisons ---- */

/* Moves over a comparison; false if there is none. */
static bool accept_comparison(struct parser *parser, uint8_t *operator)
{
    const struct operator_row *row = operator_at(parser, comparing);
    if (row != NULL) {
        *operator=(uint8_t) row->operator;
        parser_advance(parser);
        return true;
    }
    *operator= OPERATOR_IN;
    if (parser_accept_word(parser, "in"))
        return true;
    struct parser before = *parser;
    *operator= OPERATOR_NOT_IN;
    if (parser_accept_word(parser, "not") && parser_accept_word(parser, "in"))
        return true;
    *parser = before;
    return false;
}

enum { MOST_COMPARISONS = 64 };

static const struct node *parse_comparison(struct parser *parser)
{
    const struct node *first = parse_sum(parser);
    uint8_t operators[MOST_COMPARISONS];
    size_t count = 0;
    struct node_list operands = {0};
    while (first != NULL && count < MOST_COMPARISONS && accept_comparison(parser, &operators[count])) {
        if (count++ == 0)
            parser_append(parser, &operands, first);
        const struct node *next = parse_sum(parser);
        if (next == NULL)
            return NULL;
        parser_append(parser, &operands, next);
    }
    if (first == NULL || count == 0)
        return first;
    struct node *node = parser_new_node(parser, NODE_COMPARE, first->offset);
    uint8_t *copy = arena_allocate(parser->arena, count);
    memcpy(copy, operators, count);
    node->compare.operands = operands.items;
    node->compare.operators = copy;
    node->compare.count = count;
    node->height = (uint16_t)(operands.height + 1);
    return parser_finish(parser, node, NULL);
}

/* ---- not, and, or, if ---- */

static const struct node *parse_not(struct parser *parser)
{
    size_t start = parser->token.offset;
    if (!parser_accept_word(parser, "not"))
        return parse_comparison(parser);
    if (++parser->depth > MOST_DEPTH) {
        parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, start, parser->previous_end - start, NULL);
        return NULL;
    }
    const struct node *inner = parse_not(parser);
    parser->depth--;
    if (inner == NULL)
        return NULL;
    struct node *node = parser_new_node(parser, NODE_NOT, start);
    node->pair.left = inner;
    return parser_finish(parser, node, inner);
}

/* "và" and "hoặc" are words of many names; behind what cannot be one, as 5 or "abc", they join. */
static const struct node *parse_and(struct parser *parser)
{
    const struct node *left = parse_not(parser);
    while (left != NULL && (parser_accept_word(parser, "and") || parser_accept_word(parser, "và")))
        left = join_pair(parser, NODE_AND, OPERATOR_ADD, left, parse_not(parser));
    return left;
}

static const struct node *parse_or(struct parser *parser)
{
    const struct node *left = parse_and(parser);
    while (left != NULL && (parser_accept_word(parser, "or") || parser_accept_word(parser, "hoặc")))
        left = join_pair(parser, NODE_OR, OPERATOR_ADD, left, parse_and(parser));
    return left;
}

const struct node *parser_without_condition(struct parser *parser)
{
    if (++parser->depth > MOST_DEPTH) {
        parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, parser->token.offset, parser->token.length, NULL);
        return NULL;
    }
    const struct node *node = parse_or(parser);
    parser->depth--;
    return node;
}

static const struct node *parse_condition(struct parser *parser, const struct node *then)
{
    struct node *node = parser_new_node(parser, NODE_CONDITIONAL, then->offset);
    node->conditional.then = then;
    node->conditional.condition = parser_without_condition(parser);
    if (node->conditional.condition == NULL)
        return NULL;
    if (!parser_accept_word(parser, "else"))
        return parser_finish(parser, node, then, node->conditional.condition);
    node->conditional.otherwise = parser_expression(parser);
    if (node->conditional.otherwise == NULL)
        return NULL;
    return parser_finish(parser, node, then, node->conditional.condition, node->conditional.otherwise);
}

const struct node *parser_expression(struct parser *parser)
{
    if (++parser->depth > MOST_DEPTH) {
        parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, parser->token.offset, parser->token.length, NULL);
        return NULL;
    }
    const struct node *node = parser_without_condition(parser);
    while (node != NULL && parser_accept_word(parser, "if"))
        node = parse_condition(parser, node);
    parser->depth--;
    return node;
}

const struct node *parser_tuple(struct parser *parser, bool with_condition)
{
    const struct node *first = with_condition ? parser_expression(parser) : parser_without_condition(parser);
    if (first == NULL || !parser_at_mark(parser, ","))
        return first;
    struct node *node = parser_new_node(parser, NODE_TUPLE, first->offset);
    struct node_list list = {0};
    parser_append(parser, &list, first);
    while (parser_accept_mark(parser, ",")) {
        if (parser->token.kind == TOKEN_END || parser_at_mark(parser, ")") || parser_at_stop(parser))
            break;
        const struct node *next =
            with_condition ? parser_expression(parser) : parser_without_condition(parser);
        if (next == NULL)
            return NULL;
        parser_append(parser, &list, next);
    }
    return parser_finish_list(parser, node, &list);
}
