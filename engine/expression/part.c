/* The parts of a statement, and whole expressions: what parse.h promises. */

#include "expression/parse.h"

#include <string.h>

#include "expression/parser.h"
#include "text/unicode.h"

/* ---- words and marks ---- */

bool expression_parse_word(const struct expression_source *source, size_t *offset, struct string *word)
{
    size_t next = *offset;
    struct token token = lexer_next(source->text, &next);
    if (token.kind != TOKEN_WORD)
        return false;
    *word = string_slice(source->text, token.offset, token.offset + token.length);
    *offset = next;
    return true;
}

static bool are_ascii_and_differ(char a, char b)
{
    return (unsigned char)a < 0x80 && (unsigned char)b < 0x80 && (a | 0x20) != (b | 0x20);
}

/* Like names: in any case and normal form. */
static bool is_same_word(struct string typed, struct string wanted)
{
    if (string_equal(typed, wanted))
        return true;
    if (are_ascii_and_differ(typed.bytes[0], wanted.bytes[0]))
        return false;
    struct arena *arena = arena_new();
    bool is_same = string_equal(text_fold_name(arena, typed), text_fold_name(arena, wanted));
    arena_free(arena);
    return is_same;
}

bool expression_accept_word(const struct expression_source *source, size_t *offset, const char *words)
{
    size_t next = *offset;
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        struct string typed;
        if (!expression_parse_word(source, &next, &typed) ||
            !is_same_word(typed, (struct string){words, length}))
            return false;
        words += length + (words[length] == ' ');
    }
    *offset = next;
    return true;
}

bool expression_accept_mark(const struct expression_source *source, size_t *offset, const char *mark)
{
    size_t next = *offset;
    struct token token = lexer_next(source->text, &next);
    if (token.kind != TOKEN_MARK || strcmp(token.mark, mark) != 0)
        return false;
    *offset = next;
    return true;
}

bool expression_at_end(const struct expression_source *source, size_t offset)
{
    return lexer_next(source->text, &offset).kind == TOKEN_END;
}

bool expression_parse_end(const struct expression_source *source, size_t offset, struct problems *problems)
{
    struct parser parser;
    struct arena *arena = arena_new();
    parser_begin(&parser, arena, source, offset, NULL, problems);
    bool is_end = parser.token.kind == TOKEN_END || parser_fail_unexpected(&parser, NULL);
    arena_free(arena);
    return is_end;
}

void expression_report_missing(const struct expression_source *source, size_t offset, const char *wanted,
                               struct problems *problems)
{
    struct token token = lexer_next(source->text, &offset);
    struct string shown = string_slice(source->text, token.offset, token.offset + token.length);
    struct place place = source->place;
    if (!shown.length) /* at the end: all that is there */
        shown = string_trim(source->text);
    place.underline = (uint32_t)(source->offset + (size_t)(shown.bytes - source->text.bytes));
    place.underline_length = (uint32_t)shown.length;
    problems_add(problems, PROBLEM_EXPRESSION_MISSING, &place, wanted);
}

/* ---- expressions ---- */

static struct expression_source copy_source(struct arena *arena, const struct expression_source *source)
{
    struct expression_source copy = *source;
    copy.place.file = arena_copy(arena, source->place.file);
    copy.place.part = arena_copy(arena, source->place.part);
    copy.place.near = arena_copy(arena, source->place.near);
    copy.place.tag = arena_copy(arena, source->place.tag);
    copy.text = arena_copy(arena, source->text);
    return copy;
}

static const struct expression *wrap(const struct parser *parser, const struct node *root)
{
    struct expression *expression = arena_allocate(parser->arena, sizeof *expression);
    expression->source = copy_source(parser->arena, parser->source);
    expression->root = root;
    return expression;
}

static const struct expression *parse(struct arena *arena, const struct expression_source *source,
                                      size_t *offset, const char *const *stops, bool is_tuple,
                                      struct problems *problems)
{
    struct parser parser;
    parser_begin(&parser, arena, source, *offset, stops, problems);
    const struct node *root = is_tuple ? parser_tuple(&parser, true) : parser_expression(&parser);
    if (root == NULL)
        return NULL;
    *offset = parser.token.offset;
    return wrap(&parser, root);
}

const struct expression *expression_parse_part(struct arena *arena, const struct expression_source *source,
                                               size_t *offset, const char *const *stops,
                                               struct problems *problems)
{
    return parse(arena, source, offset, stops, false, problems);
}

const struct expression *expression_parse_tuple(struct arena *arena, const struct expression_source *source,
                                                size_t *offset, const char *const *stops,
                                                struct problems *problems)
{
    return parse(arena, source, offset, stops, true, problems);
}

const struct expression *expression_parse(struct arena *arena, const struct expression_source *source,
                                          struct problems *problems)
{
    size_t offset = 0;
    const struct expression *expression = parse(arena, source, &offset, NULL, true, problems);
    return expression != NULL && expression_parse_end(source, offset, problems) ? expression : NULL;
}

const struct expression *expression_parse_filters(struct arena *arena, const struct expression_source *source,
                                                  size_t *offset, struct problems *problems)
{
    struct parser parser;
    parser_begin(&parser, arena, source, *offset, NULL, problems);
    const struct node *input = parser_new_node(&parser, NODE_INPUT, parser.token.offset);
    const struct node *root = parser_filter(&parser, input);
    if (root != NULL)
        root = parser_filters(&parser, root);
    if (root == NULL)
        return NULL;
    *offset = parser.token.offset;
    return wrap(&parser, root);
}

const struct expression_arguments *expression_parse_arguments(struct arena *arena,
                                                              const struct expression_source *source,
                                                              size_t *offset, struct problems *problems)
{
    struct parser parser;
    parser_begin(&parser, arena, source, *offset, NULL, problems);
    struct expression_arguments *arguments = arena_allocate(arena, sizeof *arguments);
    if (!parser_at_mark(&parser, "(")) {
        parser_fail_unexpected(&parser, "(");
        return NULL;
    }
    if (!parser_arguments(&parser, &arguments->list))
        return NULL;
    arguments->expression.source = copy_source(arena, source);
    *offset = parser.token.offset;
    return arguments;
}

bool expression_is_call(const struct expression *expression)
{
    return expression->root->kind == NODE_CALL;
}

/* ---- names and parameters ---- */

struct name_list {
    const struct name **items;
    size_t count, capacity;
};

static bool append_name(struct parser *parser, struct name_list *list)
{
    struct string name;
    if (!parser_read_name(parser, false, &name))
        return false;
    if (list->count == list->capacity) {
        list->capacity = list->capacity * 2 + 4;
        const struct name **items = arena_allocate(parser->arena, list->capacity * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
    }
    list->items[list->count++] = name_new(parser->arena, name);
    return true;
}

enum { MOST_TARGET_DEPTH = 16, TARGET_STEP = 4 };

static void append_target(struct parser *parser, struct expression_target *list,
                          const struct expression_target *item)
{
    if (list->count % TARGET_STEP == 0) {
        struct expression_target *items =
            arena_allocate(parser->arena, (list->count + TARGET_STEP) * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
    }
    list->items[list->count++] = *item;
}

static bool parse_target(struct parser *parser, struct name_list *names, struct expression_target *target);

static bool parse_target_item(struct parser *parser, struct name_list *names,
                              struct expression_target *target)
{
    size_t start = parser->token.offset;
    *target = (struct expression_target){0};
    if (!parser_at_mark(parser, "(")) {
        if (!append_name(parser, names))
            return false;
        target->name = names->items[names->count - 1];
        return true;
    }
    if (++parser->depth > MOST_TARGET_DEPTH)
        return parser_fail(parser, PROBLEM_EXPRESSION_DEPTH, start, 1, NULL);
    parser_open(parser);
    bool is_read = parse_target(parser, names, target) && parser_close(parser, ")", start);
    parser->depth--;
    return is_read;
}

/* Without a comma it is the one item, in brackets or not. */
static bool parse_target(struct parser *parser, struct name_list *names, struct expression_target *target)
{
    struct expression_target list = {0}, item;
    bool is_list = false, goes_on = true;
    while (goes_on) {
        if (!parse_target_item(parser, names, &item))
            return false;
        append_target(parser, &list, &item);
        goes_on = parser_accept_mark(parser, ",");
        is_list = is_list || goes_on;
        goes_on = goes_on && !parser_at_mark(parser, ")") && !parser_at_stop(parser);
    }
    *target = is_list ? list : item;
    return true;
}

const struct expression_target *expression_parse_target(struct arena *arena,
                                                        const struct expression_source *source,
                                                        size_t *offset, const char *const *stops,
                                                        const struct name *const **names, size_t *count,
                                                        struct problems *problems)
{
    struct parser parser;
    struct name_list list = {0};
    parser_begin(&parser, arena, source, *offset, stops, problems);
    struct expression_target *target = arena_allocate(arena, sizeof *target);
    if (!parse_target(&parser, &list, target))
        return NULL;
    *names = list.items;
    *count = list.count;
    *offset = parser.token.offset;
    return target;
}

bool expression_parse_names(struct arena *arena, const struct expression_source *source, size_t *offset,
                            const char *const *stops, const struct name *const **names, size_t *count,
                            struct problems *problems)
{
    return expression_parse_target(arena, source, offset, stops, names, count, problems) != NULL;
}

enum { MOST_MACRO_PARAMETERS = 64 };

static bool parse_parameter(struct parser *parser, struct expression_parameter *parameter)
{
    struct string name;
    if (!parser_read_name(parser, false, &name))
        return false;
    parameter->name = name_new(parser->arena, name);
    if (!parser_accept_mark(parser, "="))
        return true;
    const struct node *root = parser_expression(parser);
    if (root != NULL)
        parameter->default_value = wrap(parser, root);
    return root != NULL;
}

bool expression_parse_parameters(struct arena *arena, const struct expression_source *source, size_t *offset,
                                 const struct expression_parameter **parameters, size_t *count,
                                 struct problems *problems)
{
    struct parser parser;
    parser_begin(&parser, arena, source, *offset, NULL, problems);
    struct expression_parameter *items = arena_allocate(arena, MOST_MACRO_PARAMETERS * sizeof *items);
    if (!parser_expect_mark(&parser, "("))
        return false;
    for (*count = 0; !parser_at_mark(&parser, ")"); (*count)++) {
        if (*count == MOST_MACRO_PARAMETERS)
            return parser_fail(&parser, PROBLEM_EXPRESSION_DEPTH, parser.token.offset, parser.token.length,
                               NULL);
        if (!parse_parameter(&parser, &items[*count]))
            return false;
        if (!parser_accept_mark(&parser, ",") && !parser_at_mark(&parser, ")"))
            return parser_fail_unexpected(&parser, ")");
    }
    parser_advance(&parser);
    *parameters = items;
    *offset = parser.token.offset;
    return true;
}
