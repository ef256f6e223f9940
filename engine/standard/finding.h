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
/* Too long for a line of a title: longer than `most` letters, twice as much in bold in the middle. */
bool paragraph_is_no_title(const struct finder *finder, size_t paragraph, size_t most);
/* Nothing to read in it: blank, a row of signs, or a box of the header. */
bool paragraph_is_empty(const struct finder *finder, size_t paragraph);
/* "Chương I" alone on its line. */
bool is_division_line(struct string folded);
/* "(Kèm theo Quyết định số …"; the note goes on up to its bracket: its pieces are added, the first paragraph
 * behind it is returned. */
bool is_attached_note(struct string folded);
size_t add_attached_note(struct finder *finder, size_t paragraph, size_t end);
/* "Nguyễn Văn An": two to six words, each beginning with a capital letter, no digits; "Thượng tá", "TS." may
 * stand before it. */
bool finder_is_person(const struct finder *finder, struct string text);
/* The table around all others that the paragraph stands in, or SIZE_MAX. */
size_t finder_outermost_table(const struct finder *finder, size_t paragraph);
/* "Nơi nhận:" */
bool is_recipients_word(struct string folded);

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
/* The end of "Phụ lục", "PHỤ LỤC SỐ 2" … at the beginning of a paragraph that begins an appendix: what
 * follows it is in capitals or on a line of its own. 0 when it is none. */
size_t appendix_word_end(const struct finder *finder, size_t paragraph);
/* Tells act.lines_below; the pieces stand. */
void find_lines(struct finder *finder);

/* Where in the body acts begin. */
struct act_start {
    enum act_kind kind;
    size_t paragraph;
    size_t header; /* behind what stands above the first document */
};
void find_starts(struct finder *finder, struct buffer *starts);

#endif
