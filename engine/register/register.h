#ifndef VANBAN_REGISTER_REGISTER_H
#define VANBAN_REGISTER_REGISTER_H

/*
 * The book of outgoing documents (sổ đăng ký văn bản đi; Decree 30/2020/NĐ-CP, Articles 15 and 16, Appendices
 * IV and VI). Numbers run from 1 in each series of a year, without gaps: a number is given in one transaction
 * with the row that keeps it, a row is never removed, and a document that is not issued after all keeps its
 * number as a void one. What was given once under a key is given again to whoever asks with that key, so that
 * asking twice, or again after a crash, changes nothing.
 *
 * Which series a document counts in is the book's policy: a row for each kind (by abbreviation; "" is công
 * văn, "*" any other) names a series, "*" meaning one of its own. Secret documents, documents of an advisory
 * body and copies have series of their own in any case (Articles 15.2 and 25).
 */

#include "database/database.h"
#include "value/value.h"

enum register_field {
#define REGISTER_FIELD(id, column, label, names, joining, element, length, known) REGISTER_##id,
#include "register/fields.def"
#undef REGISTER_FIELD
    REGISTER_FIELD_COUNT
};

/* A document as the book has it; texts are empty when not known, lines in them are separated by \n. */
struct register_entry {
    struct string key;
    struct string abbreviation; /* of its kind: BC; empty for công văn. Chooses the series, is not kept */
    struct date date;           /* complete */
    int64_t number;             /* 0: not given yet */
    int year;
    struct string series;
    struct string voided; /* why; empty: it stands */
    struct string fields[REGISTER_FIELD_COUNT];
};

/* The label of a field. */
struct string register_field_label(enum register_field field);

/* ---- the book ---- */

enum register_policy {
    REGISTER_ONE_SERIES, /* one for all kinds */
    REGISTER_BY_KIND,    /* one for each kind */
};

/* Makes a book; a file that exists is refused. `groups`: a record "abbreviation: series" beyond the policy,
 * or NULL. */
bool register_create(const char *path, enum register_policy policy, const struct record *groups,
                     struct problems *problems);
/* An existing book; NULL after a problem. */
struct database *register_open(const char *path, enum database_mode mode, struct problems *problems);

/* True for SY, SL and TrS, the forms of copies. */
bool register_is_copy(struct string abbreviation);

/* ---- giving numbers ---- */

/*
 * Reads a document's data into an entry: the texts by label or name of fields.def, and "Ngày" when it is
 * complete. False after a problem: no Ký hiệu or Trích yếu, which every registered document has.
 */
bool register_read_entry(struct arena *arena, const struct sources *sources, const struct value *data,
                         struct register_entry *entry, struct problems *problems);

/*
 * Gives each entry its number, series and year: all or, after a problem, none. An entry whose key has a
 * number already keeps it (and its date); a warning tells what is registered otherwise than it now says.
 * Dates must not run back within a series: a warning.
 */
bool register_allocate(struct database *book, struct register_entry *entries, size_t count,
                       struct arena *arena, struct problems *problems);

/* What a document is found by: "15/BC-UBND" with its year (0: the latest), or its key. */
struct register_reference {
    struct string number; /* or empty */
    int year;
    struct string key; /* or empty */
};
/* Declares a number void; it is never given again. False after a problem: there is no such document, or
 * several years have one and none was told. */
bool register_void(struct database *book, const struct register_reference *reference, struct string reason,
                   struct problems *problems);

/*
 * Notes what becomes known later, by label or column: the fields that are LATER in fields.def, a text of ""
 * or none taking one back. All or, after a problem, none; what was there before is kept.
 */
bool register_note(struct database *book, const struct register_reference *reference,
                   const struct record *notes, struct problems *problems);
/* What was changed of a document, oldest first: a line each, or a JSON object {at, field, before, after} a
 * line; times are UTC. */
bool register_append_history(struct database *book, const struct register_reference *reference, bool as_json,
                             enum language language, struct buffer *out, struct problems *problems);

/* ---- reading ---- */

struct register_filter {
    int year;             /* 0: all */
    struct string series; /* in any case of letters; or empty */
    struct string words;  /* all of them must occur, without regard to case and marks; or empty */
};
/* The entries in the order of year, series and number, in `arena`; false after a problem. */
bool register_list(struct database *book, const struct register_filter *filter, struct arena *arena,
                   struct register_entry **entries, size_t *count);

/* A note when no document of the book is in that series, with the nearest one; false after a problem. */
bool register_tell_series(struct database *book, struct string series, struct arena *arena,
                          struct problems *problems);

/* One document; false after a problem. */
bool register_find(struct database *book, const struct register_reference *reference, struct arena *arena,
                   struct register_entry *entry, struct problems *problems);

/* ---- printing ---- */

void register_append_lines(struct buffer *out, const struct register_entry *entries, size_t count,
                           enum language language);
void register_append_json(struct buffer *out, const struct register_entry *entries, size_t count);
/* One line a document under the labels; comma, quotes where needed, a byte order mark for Excel. */
void register_append_csv(struct buffer *out, const struct register_entry *entries, size_t count);
/* Metadata of Appendix VI, part II.I; false after a problem: a text longer than its field. */
bool register_append_xml(struct buffer *out, const struct register_entry *entries, size_t count,
                         struct problems *problems);
/* What the form so-van-ban-di prints, as JSON; false after a problem: no entries, or of several series. */
bool register_append_form_data(struct buffer *out, const struct register_entry *entries, size_t count,
                               struct problems *problems);
/* ---- stamping ---- */

/*
 * The bytes of a main document part whose blank slots have the entry's number and date: "Số:      /BC-UBND"
 * of its symbol, wherever it stands, and "ngày      tháng 5 năm 2026" in the same paragraph or beside the
 * place of issue. Blanks, dots, lines and tabs count as blank, and what is typed to be written over:
 * [ ], (…), xx, ***, 00; "Số: …/…" gets the symbol too. Documents that the text cites keep their
 * numbers and dates. Nothing else is touched. bytes == NULL after a problem: no slot, a line that has another
 * number, a month or year that is not the date's.
 */
struct string register_stamp(struct string part, const struct place *place,
                             const struct register_entry *entry, struct arena *arena,
                             struct problems *problems);

/* "15/BC-UBND"; numbers below 10 with a zero before. */
void register_append_symbol(struct buffer *out, const struct register_entry *entry);

#endif
