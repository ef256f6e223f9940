#ifndef VANBAN_TEMPLATE_PROGRAM_H
#define VANBAN_TEMPLATE_PROGRAM_H

/*
 * A program: instructions in the order they are carried out, each knowing
 * where what it contains ends. Never changed once built.
 *
 *   0 BYTES "<w:tbl>…"
 *   1 FOR row in rows            end 6
 *   2   BRANCH (body)            end 5
 *   3     BYTES "<w:tr>…"
 *   4     PRINT row.name
 *   5   BRANCH (else)            end 6
 *   6 BYTES "</w:tbl>"
 */

#include "template/identity.h"
#include "template/tag.h"

enum instruction_kind {
    INSTRUCTION_BYTES, /* ready to be written */
    INSTRUCTION_PRINT,
    INSTRUCTION_BRANCH, /* body of a block; of an if with its condition in the tag (NULL: else) */
    INSTRUCTION_IF,
    INSTRUCTION_FOR,
    INSTRUCTION_SET,
    INSTRUCTION_SET_BLOCK,
    INSTRUCTION_WITH,
    INSTRUCTION_FILTER,
    INSTRUCTION_MACRO,
    INSTRUCTION_CALL,
    INSTRUCTION_GROUP, /* autoescape: its body, as it is */
    INSTRUCTION_DO,
    INSTRUCTION_CHANGED,  /* first branch when a value is another than in the round before, else the second */
    INSTRUCTION_RESTART,  /* lists begin anew from here */
    INSTRUCTION_GUARD,    /* what goes altogether when nothing is inside */
    INSTRUCTION_ENSURE,   /* a container must end in a paragraph */
    INSTRUCTION_IDENTITY, /* a number or name that is new in each round */
    INSTRUCTION_ONCE,     /* its body the first time only */
    INSTRUCTION_LIST,     /* the number of a list; its bytes are as the template says */
    INSTRUCTION_TABLE,    /* a table whose rows may get more or fewer cells than its grid */
};

/* How a value is written where its tag stands. */
enum print_place {
    PRINT_PLAIN,   /* as it is, in plain texts */
    PRINT_CONTENT, /* escaped character data without structure: a property */
    PRINT_ATTRIBUTE,
    PRINT_CODE,         /* inside a field code */
    PRINT_TARGET,       /* where a link leads */
    PRINT_TEXT,         /* inside w:t */
    PRINT_PARAGRAPH,    /* alone in its paragraph */
    PRINT_BETWEEN_RUNS, /* where a block ends that prints */
    PRINT_OTHER_TEXT,   /* inside a:t, m:t: no breaks */
    PRINT_SPAN,         /* an attribute: a number of columns */
    PRINT_COLOR,        /* an attribute: six hexadecimal digits */
    PRINT_EMBED,        /* an attribute: the relationship of a picture */
    PRINT_WIDTH,        /* its width in EMU */
    PRINT_HEIGHT,       /* and its height */
    PRINT_ALT,          /* an attribute: the alternative text of a picture */
};

/* The XML around the text of a run, to leave and enter it; shared by the prints of the run. */
struct frame {
    struct string open_run, close_run; /* <w:r><w:rPr/><w:t xml:space="preserve"> … </w:t></w:r> */
    struct string open_paragraph, close_paragraph; /* around those, from the paragraph on */
    struct string paragraph_properties, run_properties;
    size_t section; /* which one of the part it stands in, from 0 */
    bool is_in_link;
};

struct print {
    const struct tag *tag;
    enum print_place place;
    const struct frame *frame; /* for PRINT_TEXT and PRINT_PARAGRAPH */
    struct string fallback;    /* of an attribute of a picture: what the template has there; else empty */
};

struct ensure {
    struct string fallback; /* a whole paragraph */
};

struct instruction {
    uint8_t kind;
    uint8_t flags;
    uint32_t end; /* the first instruction behind it and what it contains */
    union {
        struct string bytes;
        const struct print *print;
        const struct tag *tag;
        struct {
            uint32_t body, tail; /* the start tag is before the body, the end tag from the tail on */
        } guard;
        const struct ensure *ensure;
        const struct unique_identity *identity;
    } as;
};

enum instruction_flag {
    FLAG_USES_LOOP = 1, /* of a for: its body mentions `loop` */
    FLAG_DEFINES = 2,   /* of a for: its body defines names, so each round needs a scope of its own */
    FLAG_INLINE = 4,    /* the tag stands between runs */
    FLAG_IN_TABLE = 8,  /* the tag stands between rows or cells */
};

struct program {
    const struct instruction *instructions;
    uint32_t count;
};

/* The tag an instruction comes from, or NULL. */
const struct tag *program_tag(const struct instruction *instruction);

/* A program being built. */
struct builder {
    struct compilation *compilation;
    struct buffer bytes; /* pending, not an instruction yet */
    struct buffer instructions;
    struct buffer open;  /* uint32_t: blocks open, innermost last */
    uint8_t place_flags; /* of what comes next: FLAG_INLINE, FLAG_IN_TABLE */
};

void builder_init(struct builder *builder, struct compilation *compilation);
/* The buffer to append literal bytes to. */
struct buffer *builder_bytes(struct builder *builder);
void builder_print(struct builder *builder, const struct tag *tag, enum print_place place,
                   const struct frame *frame);
/* A picture's relationship or size; `own` is that of the template. */
void builder_picture(struct builder *builder, const struct tag *tag, enum print_place place,
                     struct string own);
/* A tag that is no print: opens, divides, closes or stands. */
void builder_statement(struct builder *builder, const struct tag *tag);
void builder_ensure(struct builder *builder, const struct ensure *ensure);
/* True if what comes next may be carried out more than once. */
bool builder_repeats(const struct builder *builder);
void builder_list(struct builder *builder, struct string number);
/* True if it stands in a loop, so that there is a record `loop`. */
bool builder_is_in_loop(const struct builder *builder);
void builder_identity(struct builder *builder, enum identity_kind kind, bool refers, struct string text);
/* What comes until builder_close_guard() is carried out once only, or is a table whose grid is to be
 * adjusted. */
uint32_t builder_open_once(struct builder *builder);
uint32_t builder_open_table(struct builder *builder);
/* A tag of our own, for what stands at another: its expression is `text`. NULL after a problem. */
struct tag *tag_derive(struct compilation *compilation, const struct tag *tag, enum statement_kind kind,
                       struct string text);
/* if … else … of such a tag. */
void builder_open_if(struct builder *builder, const struct tag *tag);
/* The same, of a tag whose value is looked at: has it changed since the round before? */
void builder_open_changed(struct builder *builder, const struct tag *tag);
void builder_else(struct builder *builder);
void builder_close_if(struct builder *builder);
/* Guards: start tag, body, end tag. */
uint32_t builder_open_guard(struct builder *builder);
void builder_guard_body(struct builder *builder, uint32_t guard);
void builder_guard_end(struct builder *builder, uint32_t guard);
void builder_close_guard(struct builder *builder, uint32_t guard);
/* Tags between runs make runs, those between rows or cells make such: FLAG_INLINE or FLAG_IN_TABLE. */
void builder_mark_place(struct builder *builder, uint8_t flags);
/* The program in the arena of the compilation; the builder is released. */
struct program builder_finish(struct builder *builder);

struct flat;
/* A text without structure: its literal parts escaped for the place, its tags. */
void builder_flat(struct builder *builder, const struct flat *flat, enum print_place place);

#endif
