#ifndef VANBAN_STANDARD_FINDING_H
#define VANBAN_STANDARD_FINDING_H

/* What the files that find components share. Others include standard/component.h. */

#include "standard/component.h"
#include "standard/standard.h"

/* A line of a paragraph, or what stands between wide blanks in it. */
struct segment {
    size_t paragraph, from, to; /* without blanks at both ends */
    struct string folded;
    unsigned index, count; /* of those in the same line of text, from 0 */
    bool is_by_blanks;
};

struct finder {
    struct arena *arena;
    const struct document *document;
    const struct standard *standard;
    struct string *folded; /* of each paragraph, as component_fold() makes it */
    struct act *act;       /* the one being read */
    struct buffer pieces;  /* its pieces */
    size_t header_end;     /* the first paragraph behind its header */
    size_t first_header_cell;
};

/* Lines and parts of lines of a paragraph, appended as struct segment; rows of "_" are left out. */
void segments_append(struct finder *finder, size_t paragraph, struct buffer *out);
void finder_add(struct finder *finder, enum component component, const struct segment *segment);
/* A whole paragraph as one piece; nothing for a blank one. */
void finder_add_paragraph(struct finder *finder, enum component component, size_t paragraph);
/* The cell, text box or story that a paragraph stands in. */
const void *finder_container(const struct finder *finder, size_t paragraph);
const struct words *finder_words(const struct finder *finder, const char *name);
/* The stamp that a folded line is the words of; COMPONENT_OTHER when it is none. */
enum component finder_stamp(const struct finder *finder, struct string folded);

/* True when it has letters and none of them is small. `format` capitals count. */
bool paragraph_is_upper(const struct document_paragraph *paragraph, size_t from, size_t to);
/* True when all its letters are bold. */
bool paragraph_is_bold(const struct document_paragraph *paragraph, size_t from, size_t to);
bool paragraph_is_italic(const struct document_paragraph *paragraph, size_t from, size_t to);
/* "Nguyễn Văn An": two to six words, each beginning with a capital letter, no digits. */
bool text_is_person(struct string text);

/* "số: 15/tb-ubnd", folded. */
bool is_number_line(struct string folded);
/* True when the act has a piece of that component so far. */
bool finder_has(const struct finder *finder, enum component component);

/* "Số: 12/UBND-VP; 12/05/2026; 16:45:12 +07:00", folded. */
bool is_electronic_line(struct string folded);
/* Adds the address in the footer of the first page; the line above it, or NULL. */
void find_contact(struct finder *finder);
const struct document_line *find_line_of_contact(const struct finder *finder);

/* Each adds the pieces of its part of the act from paragraph `from` on and returns the first one behind. */
size_t find_header(struct finder *finder, size_t from, size_t end);
size_t find_title(struct finder *finder, size_t from, size_t end);
void find_body(struct finder *finder, size_t from, size_t end);
void find_signature(struct finder *finder, size_t from, size_t end);
/* Where the signature of [from, end) begins, and the first paragraph behind it; both `end` when there is
 * none. */
size_t signature_start(struct finder *finder, size_t from, size_t end, size_t *behind);
/* Appendices, attached documents and copies begin with lines of their own. */
size_t find_appendix_title(struct finder *finder, size_t from, size_t end);
/* Tells act.lines_below; the pieces stand. */
void find_lines(struct finder *finder);

/* Where in the body acts begin. */
struct act_start {
    enum act_kind kind;
    size_t paragraph;
};
void find_starts(struct finder *finder, struct buffer *starts);

#endif
