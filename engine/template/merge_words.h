#ifndef VANBAN_TEMPLATE_MERGE_WORDS_H
#define VANBAN_TEMPLATE_MERGE_WORDS_H

/* The words of the code of a merge field; for the files that read codes. */

#include "template/merge_code.h"

enum word_kind { WORD_END, WORD_TEXT, WORD_SWITCH, WORD_SIGN };

/* A word of a code: an argument, a switch with its letter, a sign of comparison. */
struct word {
    enum word_kind kind;
    struct string plain;      /* a text without fields in it; bytes NULL: it has some */
    struct buffer expression; /* of a text */
    char letter;              /* of a switch */
};

struct code_reader {
    struct merge_code *code;
    struct arena *arena;
    size_t at;
    bool has_signs;     /* = < > stand for themselves */
    bool is_impossible; /* a field in it asks for no data */
    bool has_nested;
};

/* The byte there, NUL behind the end. */
char word_byte_at(const struct code_reader *reader, size_t at);
/* The length of a blank at `at`, NBSP among them; 0: there is none. */
size_t word_blank_at(const struct code_reader *reader, size_t at);
/* Appends the field at `at` to the word; behind it. */
size_t word_read_nested(struct code_reader *reader, size_t at, struct word *word);
/* The caller releases the expression of the word. */
struct word word_next(struct code_reader *reader);

#endif
