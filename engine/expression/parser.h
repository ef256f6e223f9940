#ifndef VANBAN_EXPRESSION_PARSER_H
#define VANBAN_EXPRESSION_PARSER_H

/* What the files of the parser share. Functions return NULL or false after the one problem of the expression.
 */

#include "expression/lexer.h"
#include "expression/parse.h"
#include "expression/tree.h"

struct parser {
    struct arena *arena;
    const struct expression_source *source;
    struct problems *problems;
    const char *const *stops;
    struct token token;                  /* the one looked at */
    size_t next;                         /* offset behind it */
    size_t previous_start, previous_end; /* of the token before it */
    unsigned nesting;                    /* open brackets: no stops there */
    unsigned depth;                      /* of the parser's own recursion */
    bool may_stop;                       /* an operand stands before the token */
};

void parser_begin(struct parser *parser, struct arena *arena, const struct expression_source *source,
                  size_t offset, const char *const *stops, struct problems *problems);
void parser_advance(struct parser *parser);
bool parser_at_mark(const struct parser *parser, const char *mark);
bool parser_accept_mark(struct parser *parser, const char *mark);
bool parser_expect_mark(struct parser *parser, const char *mark);
bool parser_at_word(const struct parser *parser, const char *word);
bool parser_accept_word(struct parser *parser, const char *word);
/* True if the token, a word, begins one of the stops. */
bool parser_at_stop(const struct parser *parser);
/* A word that may continue a spaced name: no keyword, no stop. Two spaces before it do not matter here. */
bool parser_at_name_word(const struct parser *parser);
struct string parser_token_text(const struct parser *parser);

/* Reports what stands at the token; always false. */
bool parser_fail_unexpected(struct parser *parser, const char *wanted);
bool parser_fail(struct parser *parser, enum problem_code code, size_t offset, size_t length,
                 const char *argument);

/* A name of one or more words. `first_may_be_keyword`: names of filters and tests, as "in hoa". */
bool parser_read_name(struct parser *parser, bool first_may_be_keyword, struct string *name);

struct node *parser_new_node(struct parser *parser, enum node_kind kind, size_t start);
/* Sets length and height; NULL when the tree grows too high. `children` ends with NULL. */
struct node *parser_finish_node(struct parser *parser, struct node *node, const struct node *const *children);
#define parser_finish(parser, finished, ...)                                                                 \
    parser_finish_node((parser), (finished), (const struct node *const[]){__VA_ARGS__, NULL})

const struct node *parser_expression(struct parser *parser);        /* with "x if c else y" */
const struct node *parser_without_condition(struct parser *parser); /* "or" and below */
const struct node *parser_tuple(struct parser *parser, bool with_condition);
const struct node *parser_primary(struct parser *parser);
/* `start`: where the value begins, its bracket included. */
const struct node *parser_postfix(struct parser *parser, const struct node *node, size_t start);
const struct node *parser_filters(struct parser *parser, const struct node *node);
/* Filters after "|" or at the front of {% filter … %}. */
const struct node *parser_filter(struct parser *parser, const struct node *subject);
bool parser_arguments(struct parser *parser, struct argument_list *list);
const struct node *parser_call(struct parser *parser, const struct node *target, size_t start);
const struct node *parser_number(struct parser *parser);
const struct node *parser_text(struct parser *parser);
const struct node *parser_literal(struct parser *parser, size_t start, struct value value);
/* Raises a node above its arguments. */
void parser_raise_arguments(struct node *node, const struct argument_list *list);
/* true, false or none at the token; NULL if it is something else. */
const struct value *parser_constant(const struct parser *parser);
/* Whole digits with a word behind them are a name: "3 tháng đầu năm". */
bool parser_at_spaced_name(const struct parser *parser);
/* An opening mark at the token; the closing one, or else the opening one is underlined. */
void parser_open(struct parser *parser);
bool parser_close(struct parser *parser, const char *mark, size_t start);

/* A growing list of pointers in the arena. */
struct node_list {
    const struct node **items;
    size_t count, capacity;
    unsigned height; /* of the highest */
};
void parser_append(struct parser *parser, struct node_list *list, const struct node *node);
/* Gives the list to a node of one, and finishes it. */
struct node *parser_finish_list(struct parser *parser, struct node *node, const struct node_list *list);

#endif
