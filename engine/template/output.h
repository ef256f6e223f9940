#ifndef VANBAN_TEMPLATE_OUTPUT_H
#define VANBAN_TEMPLATE_OUTPUT_H

/*
 * Where a program writes: a buffer that is handed to the package writer when
 * it is full, but never beyond what may still be taken back:
 *
 *   written already | safe | <w:tbl>…  nothing yet
 *                          ^ start   ^ body of a hold
 */

#include "package/package.h"
#include "template/unbroken.h"

struct hold {
    uint64_t start, body; /* positions */
};

struct output {
    struct buffer bytes;
    uint64_t written;              /* handed over before bytes */
    struct package_writer *writer; /* NULL: all stays in `bytes` */
    const struct limits *limits;
    struct problems *problems;
    bool keeps_lines; /* what lines may not tear apart is glued; paragraphs go whole */
    struct unbroken unbroken;
    uint64_t paragraphs_end, seen;  /* the last </w:p> that may be handed over, and how far was looked */
    struct buffer holds;            /* struct hold, outermost first */
    uint64_t run_entered, run_body; /* the start of a run entered again, and behind it */
    unsigned captures;              /* open; nothing is handed over meanwhile */
};

static inline uint64_t output_position(const struct output *output)
{
    return output->written + output->bytes.length;
}

/*
 * Leaving a run to stand beside it and coming back: a run that would have no text is not left behind. `close`
 * and `open` are its end and start tags with those of its text.
 */
void output_leave_run(struct output *output, struct string close);
void output_enter_run(struct output *output, struct string open);
/* Literal bytes; a run entered just before that they end at once is taken back. */
void output_append(struct output *output, struct string bytes);

/* To be called between writes; false after a problem (the disk, the limit). */
bool output_flush(struct output *output);
/* Hands over all; false after a problem. */
bool output_finish(struct output *output);
void output_release(struct output *output);

/* A hold begins at `start`; its body begins here. When nothing is written until it ends, all from its start
 * goes. */
void output_hold(struct output *output, uint64_t start);
/* True if something was written inside. */
bool output_end_hold(struct output *output);

/* What is written meanwhile is kept back and given by output_end_capture() in `arena`. */
size_t output_capture(struct output *output);
struct string output_end_capture(struct output *output, size_t begin, struct arena *arena);

#endif
