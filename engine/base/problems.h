#ifndef VANBAN_BASE_PROBLEMS_H
#define VANBAN_BASE_PROBLEMS_H

/*
 * What a person is told: a code, a severity, a place, a message and a hint,
 * in Vietnamese or English. problems.def has one row for each kind; its texts
 * name their arguments {1} {2} …. Whoever returns NULL or false has reported.
 */

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"

enum problem_severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

/* The exit code a problem leads to; the contract of the command. */
enum problem_exit {
    EXIT_DONE = 0,
    EXIT_FOUND = 1,
    EXIT_USAGE = 2,
    EXIT_DATA = 3,
    EXIT_TEMPLATE = 4,
    EXIT_FILES = 5,
    EXIT_LIMIT = 6,
    EXIT_BUG = 70,
};

enum problem_code {
#define PROBLEM(code, name, severity, exit, vi, en, vi_hint, en_hint) PROBLEM_##code,
#include "base/problems.def"
#undef PROBLEM
    PROBLEM_COUNT
};

enum language { LANGUAGE_VI, LANGUAGE_EN };

/*
 * Where a problem is. Every member may be empty or 0. In a Word part the place
 * is structural: counts from 1 of table, row, cell and paragraph, and the words
 * around; in a text file it is line and column (in characters, from 1); in a sheet of a workbook they are the
 * row and the column, "ô C12" in words.
 * `tag` is the text as a person typed it; [underline, underline + underline_length)
 * are the bytes of it that are wrong.
 */
struct place {
    struct string file;
    struct string part;
    struct string sheet;
    uint32_t line, column;
    uint32_t table, row, cell, paragraph;
    struct string near;
    struct string tag;
    uint32_t underline, underline_length;
};

struct problem {
    enum problem_code code;
    enum problem_severity severity;
    struct place place;
    const struct string *arguments;
    size_t argument_count;
    struct string suggestion; /* "did you mean", or empty */
    /* Of a finding: the id of the rule of a standard that is broken, in how many places. Its arguments are
     * what was measured, what is there, what should be, the clause. */
    struct string rule;
    size_t count;
    bool is_by_hand; /* of a finding: only a person can mend it */
    struct problem *next;
};

struct problems;

struct problems *problems_new(void);
void problems_free(struct problems *problems);

/*
 * Adds a problem; the arguments are NUL-terminated texts, copied like the place, and stand
 * for {1} {2} …. Pass NULL as the only argument when the texts name none. Beyond 1 000
 * problems only the count grows. Returns the problem, so that a suggestion can be set;
 * never NULL (the last one is returned when full).

 * An argument whose words differ by language is PROBLEM_WORDS("vi", "en").
 */
#define PROBLEM_WORDS(vi, en) vi "\x1f" en
#define problems_add(problems, code, place, ...)                                                             \
    problems_add_list((problems), (code), (place), (const char *const[]){__VA_ARGS__, NULL})
struct problem *problems_add_list(struct problems *problems, enum problem_code code,
                                  const struct place *place, const char *const *arguments);
/* Adds a copy of a problem of another list. */
void problems_add_copy(struct problems *problems, const struct problem *problem);
/* True if there is one of that code; with a place that is not NULL, at that very place and with that only
 * argument, or with any when it is NULL. Those not kept do not count. */
bool problems_have(const struct problems *problems, enum problem_code code, const struct place *place,
                   const char *argument);
/* Sets "did you mean" of a problem; the text is copied. */
void problems_suggest(struct problems *problems, struct problem *problem, struct string suggestion);
/* The one problem that needs no memory; added once at most. */
void problems_add_out_of_memory(struct problems *problems);
/* Makes the problem a finding by a rule (copied) in `count` places. */
void problems_set_rule(struct problems *problems, struct problem *problem, struct string rule, size_t count);
/* For a problem whose severity the form decides. */
void problems_set_severity(struct problems *problems, struct problem *problem,
                           enum problem_severity severity);
/* Moves all of `from` behind those of `problems`; `from` is left empty. */
void problems_join(struct problems *problems, struct problems *from);

size_t problems_count(const struct problems *problems);
/* False when there are so many that what is added is counted, but not kept. */
bool problems_have_room(const struct problems *problems);
size_t problems_error_count(const struct problems *problems);
const struct problem *problems_first(const struct problems *problems);
/* The newest, or NULL. */
struct problem *problems_last(struct problems *problems);
/* The exit code of the first error (a limit, a bug and a file before others), or EXIT_DONE. */
enum problem_exit problems_exit(const struct problems *problems);

const char *problem_code_name(enum problem_code code);
enum problem_exit problem_code_exit(enum problem_code code);
/* Message, hint and place as words of a language, without a final newline. */
void problem_append_message(const struct problem *problem, enum language language, struct buffer *out);
void problem_append_hint(const struct problem *problem, enum language language, struct buffer *out);
void problem_append_place(const struct problem *problem, enum language language, struct buffer *out);
/*
 * The whole problem for people, ending in a newline:
 *   lỗi: Không có trường "Tên cơ qan" (unknown-name)
 *     ở: mau.docx, word/document.xml, bảng 1, hàng 2, ô 1, đoạn 3
 *       {{ Tên cơ qan }}
 *          ^^^^^^^^^^
 *     gợi ý: có phải "Tên cơ quan"? …
 */
void problem_append_human(const struct problem *problem, enum language language, struct buffer *out);
/* All of them; what says the same of the same tag in several places is told once, with the places. */
void problems_append_human(const struct problems *problems, enum language language, struct buffer *out);
/* Its first line: severity, message, rule or code. */
void problem_append_headline(const struct problem *problem, enum language language, struct buffer *out);
/* An argument in words of a language; empty when there is none. */
struct string problem_argument(const struct problem *problem, size_t index, enum language language);

/* Findings of a document: by a check, what was mended, what is left of it then. */
enum findings_kind { FINDINGS_OF_CHECK, FINDINGS_MENDED, FINDINGS_LEFT };
/* All with a heading and what is left to do; those of one rule are told once, with the places. */
void findings_append_human(const struct problems *findings, enum findings_kind kind, const char *document,
                           enum language language, struct buffer *out);
/* One JSON object as in the contract, no newline. */
void problem_append_json(const struct problem *problem, enum language language, struct buffer *out);
/* ,"place":{"table":1, … ,"words":"bảng 1, …"} */
void place_append_json(const struct place *place, enum language language, struct buffer *out);
/* A JSON string with its quotes. */
void json_append_string(struct buffer *out, struct string s);

#endif
