/* Numbers, texts and constants. */

#include "expression/parser.h"

#include "base/buffer.h"

static const struct {
    const char *word;
    struct value value;
} constants[] = {
    {"true", {.kind = VALUE_BOOL, .as.truth = true}},
    {"True", {.kind = VALUE_BOOL, .as.truth = true}},
    {"false", {.kind = VALUE_BOOL, .as.truth = false}},
    {"False", {.kind = VALUE_BOOL, .as.truth = false}},
    {"none", {.kind = VALUE_NONE}},
    {"None", {.kind = VALUE_NONE}},
};

const struct value *parser_constant(const struct parser *parser)
{
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++)
        if (parser->token.kind == TOKEN_WORD && string_is(parser_token_text(parser), constants[i].word))
            return &constants[i].value;
    return NULL;
}

const struct node *parser_literal(struct parser *parser, size_t start, struct value value)
{
    struct node *node = parser_new_node(parser, NODE_LITERAL, start);
    node->literal = value;
    return parser_finish(parser, node, NULL);
}

/* Adjacent texts are one, as in Python. */
const struct node *parser_text(struct parser *parser)
{
    size_t start = parser->token.offset;
    struct string text = lexer_text(parser->arena, &parser->token);
    parser_advance(parser);
    while (parser->token.kind == TOKEN_TEXT) {
        struct string more = lexer_text(parser->arena, &parser->token);
        text = arena_format(parser->arena, "%.*s%.*s", STRING_FORMAT(text), STRING_FORMAT(more));
        parser_advance(parser);
    }
    return parser_literal(parser, start, value_text(text));
}

static unsigned base_of(struct string typed)
{
    if (typed.length < 3 || typed.bytes[0] != '0')
        return 10;
    switch (typed.bytes[1]) {
    case 'x':
    case 'X':
        return 16;
    case 'o':
    case 'O':
        return 8;
    case 'b':
    case 'B':
        return 2;
    default:
        return 10;
    }
}

static struct number read_based(struct arena *arena, struct string digits, unsigned base)
{
    struct number number = number_of_integer(0);
    for (size_t i = 2; i < digits.length; i++) {
        char byte = digits.bytes[i];
        int digit = byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10;
        number = number_multiply(arena, number, number_of_integer(base));
        number = number_add(arena, number, number_of_integer(digit));
    }
    return number;
}

enum { MOST_DIGITS = 1000 };

static bool read_number(struct parser *parser, struct number *number)
{
    struct string typed = parser_token_text(parser);
    struct buffer digits = {0};
    for (size_t i = 0; i < typed.length; i++)
        if (typed.bytes[i] != '_')
            buffer_append_byte(&digits, typed.bytes[i]);
    struct string plain = buffer_string(&digits);
    unsigned base = base_of(plain);
    bool is_number = plain.length <= MOST_DIGITS;
    if (is_number && base != 10)
        *number = read_based(parser->arena, plain, base);
    else if (is_number)
        is_number = number_read(parser->arena, plain, number, NULL);
    buffer_release(&digits);
    return is_number;
}

const struct node *parser_number(struct parser *parser)
{
    size_t start = parser->token.offset;
    struct number number;
    if (!read_number(parser, &number)) {
        parser_fail(parser, PROBLEM_EXPRESSION_NUMBER, start, parser->token.length,
                    arena_copy(parser->arena, parser_token_text(parser)).bytes);
        return NULL;
    }
    parser_advance(parser);
    return parser_literal(parser, start, value_number(number));
}

bool parser_at_spaced_name(const struct parser *parser)
{
    struct parser ahead = *parser;
    if (!parser_at_name_word(parser))
        return false;
    parser_advance(&ahead);
    return ahead.token.kind == TOKEN_WORD && ahead.token.spaces == 1 && parser_at_name_word(&ahead) &&
           !parser_at_word(&ahead, "và") && !parser_at_word(&ahead, "hoặc");
}
