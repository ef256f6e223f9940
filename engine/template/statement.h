#ifndef VANBAN_TEMPLATE_STATEMENT_H
#define VANBAN_TEMPLATE_STATEMENT_H

/*
 * What stands in a tag, parsed: a statement with its expressions. The
 * keywords, English and Vietnamese, are rows of keywords.def.
 */

#include "expression/parse.h"
#include "template/mark.h"

enum statement_kind {
    STATEMENT_NONE, /* a comment */
    STATEMENT_PRINT,
#define STATEMENT(kind, role, block, name) STATEMENT_##kind,
#include "template/statements.def"
#undef STATEMENT
    STATEMENT_KIND_COUNT
};

enum statement_role { STATEMENT_STANDS, STATEMENT_OPENS, STATEMENT_DIVIDES, STATEMENT_CLOSES };

/* {% with a = 1, b = 2 %} */
struct assignment {
    const struct name *name;
    const struct expression *value;
};

struct statement {
    enum statement_kind kind;
    /* print, if, elif, set, for (what it goes through), filter (a chain of filters), call, include, colspan,
     * cellbg */
    const struct expression *expression;
    const struct expression *condition; /* for … if */
    const struct expression *filters;   /* {% set x | upper %} */
    const struct name *const *names;    /* for, set, macro (one) */
    size_t name_count;
    const struct expression_target *target;        /* for, set: how a value is shared out among the names */
    const struct name *attribute;                  /* {% set object.attribute = … %} */
    const struct expression_parameter *parameters; /* macro, call */
    size_t parameter_count;
    const struct assignment *assignments; /* with */
    size_t assignment_count;
    bool is_vietnamese;   /* the keyword as typed */
    bool is_guessed;      /* the keyword is unknown and told; the kind is that of the nearest, for pairing */
    bool is_recursive;    /* for … recursive */
    bool is_include;      /* a print of what a file has */
    bool ignores_missing; /* include … ignore missing */
};

/* Parses the inside of a tag; false after a problem. `kind` is then known if its keyword was or
 * could be guessed, else STATEMENT_NONE. */
bool statement_parse(struct arena *arena, const struct expression_source *source, enum mark_kind mark,
                     struct statement *statement, struct problems *problems);

/* The kind its keyword names, STATEMENT_NONE for no keyword; *offset moves behind the keyword. */
enum statement_kind statement_keyword(struct arena *arena, const struct expression_source *source,
                                      size_t *offset);

enum statement_role statement_role(enum statement_kind kind);
/* The kind that opens the block this kind belongs to. */
enum statement_kind statement_block(enum statement_kind kind);
/* "for", "endif" … for messages. */
const char *statement_name(enum statement_kind kind);
/* As statement_name(), or as it is typed in Vietnamese where it can be: "lặp", "hết nếu". */
const char *statement_words(enum statement_kind kind, bool in_vietnamese);

#endif
