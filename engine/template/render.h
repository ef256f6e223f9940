#ifndef VANBAN_TEMPLATE_RENDER_H
#define VANBAN_TEMPLATE_RENDER_H

/*
 * Carries out a program. What fails is reported and left out, and rendering
 * goes on, so that one run tells all that is wrong; only a limit stops it.
 */

#include "expression/parse.h"
#include "template/output.h"
#include "template/program.h"
#include "word/outline.h"

struct media;
struct includes;

/* What a captured body gave: its plain text, which expressions see, and its XML, for prints of it as it is.
 */
struct fragment {
    struct string text; /* known again by its address */
    struct string xml;
    bool is_inline; /* runs; else paragraphs */
};

struct render {
    const struct program *program;
    struct evaluation *evaluation;
    struct arena *rounds; /* of the evaluation; the conditions of a query have another in between */
    struct output output;
    const struct outline_styles *styles; /* NULL in plain texts */
    const struct section_widths *sections;
    struct media *media;               /* NULL: no pictures */
    struct includes *includes;         /* NULL: nothing can be included */
    struct string part;                /* that is rendered */
    struct identity_state *identities; /* NULL in plain texts */
    struct buffer scratch;             /* for values on their way to be escaped */
    struct buffer fragments;           /* struct fragment */
    struct buffer seen;                /* struct seen: what values were in the round before */
    unsigned char *failed_tags;        /* by tag index; NULL until one fails */
    uint32_t tag_count;
    unsigned call_depth;
    bool is_failed, is_stopped;
};

void render_init(struct render *render, const struct program *program, struct evaluation *evaluation,
                 uint32_t tag_count);
void render_release(struct render *render);

/* Instructions from … to; false when rendering has to stop. */
bool render_run(struct render *render, uint32_t from, uint32_t to);

/* Evaluates; false when it failed (reported, remembered) or failed before, so that one mistake is told once.
 */
bool render_evaluate(struct render *render, const struct tag *tag, const struct expression *expression,
                     struct value *value);
/* Remembers that a tag failed; false when rendering has to stop. */
bool render_fail(struct render *render, const struct tag *tag);
/* False when the tag failed before. */
bool render_may_try(const struct render *render, const struct tag *tag);
/* Gives names to the items of a value: one name takes it whole. False after a problem. */
bool render_bind(struct render *render, struct scope *scope, const struct tag *tag,
                 const struct value *value);

/* Gives a value to what {% set %} names; false when rendering has to stop. */
bool render_set(struct render *render, const struct tag *tag, const struct value *value);

/* The statements that have files of their own; false when rendering has to stop. */
bool render_loop(struct render *render, uint32_t index);
bool render_macro(struct render *render, uint32_t index);
bool render_call(struct render *render, uint32_t index);
bool render_set_block(struct render *render, uint32_t index);
bool render_filter(struct render *render, uint32_t index);
/* Runs the body and gives its text; as a fragment it is known until the arena is rewound. */
struct value render_capture(struct render *render, uint32_t from, uint32_t to, bool is_inline);
struct value render_capture_work(struct render *render, bool (*work)(struct render *render, void *context),
                                 void *context, bool is_inline);

/* The captured body that the value is, NULL for other values. */
const struct fragment *render_find_fragment(const struct render *render, const struct value *value);

/* Writes a value where its tag stands. */
bool render_print(struct render *render, const struct print *print);
bool render_value(struct render *render, const struct print *print, const struct value *value);
/* The first branch when a value has changed since the round before, else the second. */
bool render_changed(struct render *render, uint32_t index);
/* Frees what is remembered for it. */
void render_forget(struct render *render);
/* Lists begin anew; the number a list of the template has now. */
bool render_restart(struct render *render, uint32_t index);
bool render_list(struct render *render, uint32_t index);
/* A text of data inside w:t; its breaks leave and enter that. */
void render_append_escaped(struct buffer *out, struct string text);
/* XML of runs where the print stands. */
void render_runs(struct render *render, const struct print *print, struct string runs);
/* A run that marks what is missing: «name», highlighted, else as the properties say ("" or a whole w:rPr). */
void render_append_marked(struct buffer *out, struct string properties, struct string name);

#endif
