#ifndef VANBAN_EXPRESSION_LEXER_H
#define VANBAN_EXPRESSION_LEXER_H

/*
 * Tokens of an expression. What Word's autocorrect makes of plain characters
 * (“ ” ‘ ’ – − NBSP ≤ ≥ ≠) reads as them; offsets are always those of the typed
 * bytes. Words come one by one: the parser joins those of a spaced name.
 */

#include "base/arena.h"

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_MARK,
    TOKEN_BAD,      /* a character no expression has */
    TOKEN_UNCLOSED, /* a text without its closing quote */
};

struct token {
    enum token_kind kind;
    size_t offset, length;
    size_t spaces;       /* white space characters before it */
    const char *mark;    /* of a TOKEN_MARK, as in the plain notation */
    struct string inner; /* of a TOKEN_TEXT: what stands between the quotes, escapes as typed */
};

/* Reads the token at or after *offset and moves *offset behind it. */
struct token lexer_next(struct string text, size_t *offset);
/* The sign that is written otherwise elsewhere: == for =, >= for =>, <= for =<, != for the > of <>; else
 * empty. */
struct string lexer_meant_sign(struct string text, size_t offset);
/* True if a TEXT token is a name in `…`, which may hold any characters. */
bool lexer_is_quoted_name(struct string text, const struct token *token);
/* The value of a TEXT token, NFC, escapes resolved as Python does. */
struct string lexer_text(struct arena *arena, const struct token *token);
/* True for and, or, not, in, is, if, else. */
bool lexer_is_operator_word(struct string word);
/* True for these and the words of statements and literals, which no spaced name may contain. */
bool lexer_is_keyword(struct string word);

#endif
