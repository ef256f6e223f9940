#ifndef VANBAN_STANDARD_EXTRACTING_H
#define VANBAN_STANDARD_EXTRACTING_H

/* What the files that extract data share. Others include standard/extract.h. */

#include "standard/extract.h"
#include "word/outline.h"

struct extracting {
    struct arena *arena;
    const struct components *components;
    const struct document *document;
    const struct act *act; /* the one being read */
    const struct extract_forms *forms;
    const struct extract_form *form;
    const struct words *fields;
    struct extraction *extraction;
    bool *is_read; /* of each act */
};

/* A paragraph or a table of the body. */
struct body_line {
    size_t paragraph;
    enum component component;
    bool is_table;
    struct string text;     /* NFC, blanks single */
    struct string notation; /* without a final newline */
};

/* ---- texts ---- */

/* NFC, all blanks single, none at the ends. */
struct string extract_plain(struct arena *arena, struct string text);
/* Without dashes before and marks behind. */
struct string extract_item(struct string text);
/* The text of a piece, plain. */
struct string extract_piece(const struct extracting *work, const struct component_piece *piece);
/* A stretch of a paragraph as it is formatted; tabs are blanks. */
struct outline_cell extract_spans(const struct extracting *work, size_t paragraph, size_t from, size_t to);
/* Behind the first colon, or all when there is none. */
struct string extract_behind_colon(struct string text);

/* ---- fields ---- */

bool extract_has_field(const struct extracting *work, const char *name);
/* Nothing is set for an empty text or list; a field that the form does not have is noted as unread. */
void extract_set_text(struct extracting *work, struct value *record, const char *name, struct string text);
void extract_set_list(struct extracting *work, struct value *record, const char *name, struct value list);
void extract_add(struct value *list, struct string text);
void extract_note(struct extracting *work, enum problem_code code, const char *field, struct string words,
                  size_t paragraph);
/* All lines of a component as a list, in capitals if asked. */
struct value extract_lines(const struct extracting *work, enum component component, bool in_capitals);

/* ---- the parts of an act ---- */

void extract_header(struct extracting *work, struct value *record);
/* Kind and subject of the act. */
void extract_title(struct extracting *work, struct value *record);
/*
 * The name of an act's kind in capitals. Where its subject was typed behind it in the same line, *subject is
 * that, else empty; "KẾ HOẠCH LIÊN TỊCH" is a name.
 */
struct string extract_kind(struct arena *arena, const struct components *components, const struct act *act,
                           struct string *subject);
/* "Số: 15/TB-UBND", "Số      /TB-UBND", "15/TB-UBND", "Số 12-KL/ĐU". */
void extract_number(struct extracting *work, struct value *record, struct string text, size_t paragraph);
/* "Thời gian ký: 04.05.2024 14:30:05 +07:00" above or beside the header. */
void extract_signing(struct extracting *work, struct value *record);
/* True for such words, when the data has them. */
bool extract_is_signing_time(const struct extracting *work, struct string text);
void extract_addressees(struct extracting *work, struct value *record);
void extract_signature(struct extracting *work, struct value *record);
/* The body's lines of the act from the component GROUNDS on, the "./." at its end left out. */
struct body_line *extract_body(const struct extracting *work, size_t *count);
/* Lines as one notation. */
struct string extract_join(struct arena *arena, const struct body_line *lines, size_t count);
/* The lines by the rows of the form; false when they are not those. */
bool extract_match(struct extracting *work, struct value *record, const struct body_line *lines,
                   size_t count);
/* "(Kèm theo Kế hoạch số 15/KH-UBND ngày 04 tháng 5 năm 2023 của …)" of an act. */
void extract_attached_note(struct extracting *work, struct value *record);
/* "04/05/2026; 14:30:05 +07:00", "04.05.2026 14:30:05 +07:00" as 2026-05-04T14:30:05+07:00; empty when it is
 * none. */
struct string extract_signing_time(struct arena *arena, struct string text);
/* Notes what is in none of the acts' fields, when all else is read. */
void extract_left(struct extracting *work);
/* Headers and footers: circulation, address, time of the signature. */
void extract_margins(struct extracting *work, struct value *record);

#endif
