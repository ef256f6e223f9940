#ifndef VANBAN_WORD_REVIEW_INTERNAL_H
#define VANBAN_WORD_REVIEW_INTERNAL_H

/* What the files of review share. Others include word/review.h. */

#include "word/numbering.h"
#include "word/outline.h"
#include "word/review.h"

/* A field between its w:fldChar marks; deeper ones are shown with what holds them. */
enum { FIELD_DEPTH_MOST = 16, FIELD_NAME_MOST = 32 };
struct field {
    char instruction[FIELD_NAME_MOST];
    size_t length;
    bool in_result;
    bool is_replaced; /* its result is not shown: {PAGE} stands for it */
};

struct line_span {
    size_t length; /* bytes of the text */
    unsigned format;
};

/* A text box met, to be shown when its story is done. */
struct text_box {
    const xmlNode *content;
    struct text_box *next;
};

struct review {
    struct buffer *out;
    struct arena *arena;   /* of the story: body, header … */
    struct arena *scratch; /* rewound after each paragraph and table */
    const struct formats *formats;
    struct numbering *numbering;
    struct field fields[FIELD_DEPTH_MOST];
    size_t field_depth;
    /* the paragraph being read */
    const struct paragraph_format *paragraph;
    struct buffer text;
    struct buffer spans;  /* of struct line_span */
    struct string prefix; /* before the next paragraph: the mark of a note */
    /* where it goes */
    bool in_cell, cell_has_text;
    bool is_after_table;
    struct text_box *first_box, **last_box;
};

/* The branch of mc:AlternateContent to show, or NULL. */
const xmlNode *review_branch(const xmlNode *alternate);
bool review_is_alternate(const xmlNode *node);
/* True for an element that only holds others: w:sdt, w:ins, w:smartTag … */
bool review_is_transparent(const xmlNode *node);

void review_add_text(struct review *review, struct string text, unsigned format);
/* Makes the text appended since it had length `from` one span. */
void review_end_span(struct review *review, size_t from, unsigned format);
/* The runs in a paragraph. */
void review_read_inline(struct review *review, const xmlNode *parent);
/* Fields whose result never began end with the paragraph, so that a damaged one hides no more than that. */
void review_end_fields(struct review *review);
/* w:drawing, w:pict, w:object: pictures as text, text boxes kept for later. */
void review_read_drawing(struct review *review, const xmlNode *drawing, unsigned format);

/* Paragraphs and tables, in order. */
void review_read_blocks(struct review *review, const xmlNode *parent);
void review_read_table(struct review *review, const xmlNode *table);

#endif
