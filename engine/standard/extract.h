#ifndef VANBAN_STANDARD_EXTRACT_H
#define VANBAN_STANDARD_EXTRACT_H

/*
 * Reads a document back into the data of its form. forms.yaml of a standard says which form writes which kind
 * of document, and for forms with words of their own what their lines are:
 *
 *   - form: giay-gioi-thieu
 *     kind: Giấy giới thiệu
 *     lines:
 *       - "Chức vụ: {chuc_vu}."
 *
 * `lines` are those of the body in order, all of them, or the document is not of that form:
 *
 *   "Chức vụ: {chuc_vu}."          words and fields; "{tu_cach^}" is in capitals
 *   "?Thành phần tham dự:"         may be left out
 *   "- {thanh_phan*}"              lines that begin so, as a list
 *   "{noi_dung*}"                  all lines up to one that matches the next row
 *   "cac_ben> {tu_cach^}: {ten}"   of a record of a table, as often as its first row matches
 *
 * A row with `backwards` stands for the documents that the template of its form makes (see
 * inverse/inverse.h); they are tried before all others.
 *
 * `signers` are the fields of the names from left to right (nguoi_ky alone when left out), or `parties` the
 * table whose records sign, each below one of the roles; `roles` are lines above the names, `around`
 * beginnings of other lines, that the form prints itself.
 */

#include "standard/component.h"
#include "standard/standard.h"
#include "value/value.h"

struct extract_form {
    struct string form;
    const struct standard_kind *kind; /* NULL: any */
    enum act_kind act;                /* of the first document of the file */
    bool is_with_attached;            /* only when a document goes with it */
    bool is_backwards;                /* only what the form's template makes */
    struct string parties;
    struct words lines, signers, roles, around;
};

struct extract_forms {
    struct extract_form *items; /* the last one is for any document */
    size_t count;
    struct words closings; /* beginnings of closing words */
};

/* Something a person has to look at. */
struct extraction_note {
    enum problem_code code;
    struct string field; /* its name, or empty */
    struct string words; /* what was read */
    struct place place;
    struct extraction_note *next;
};

struct extraction {
    struct value data; /* a record by names of fields */
    bool is_of_form;   /* false: the lines are not those of the form */
    struct extraction_note *notes, **last_note;
};

/* forms.yaml of the standard of that name; NULL after a problem. */
struct extract_forms *extract_forms_read(struct arena *arena, struct standard *standard,
                                         const char *forms_folder, const char *name,
                                         const struct limits *limits, struct problems *problems);
/* The form that writes such a document. */
const struct extract_form *extract_choose(struct arena *arena, const struct extract_forms *forms,
                                          const struct components *components);
/*
 * The first document of the file with what goes with it, as data of a form whose fields are `fields`. What
 * the form has no field for stands at the beginning of noi_dung, or is noted.
 */
struct extraction *extract_data(struct arena *arena, const struct components *components,
                                const struct extract_forms *forms, const struct extract_form *form,
                                const struct words *fields);

/*
 * What a paragraph holds that is no data, by kinds: pictures, formulas, charts, embedded objects. Its words
 * in both languages, or NULL when it holds none of that kind.
 */
enum { EXTRACT_LOST_KINDS = 4 };
const char *extract_lost_words(const xmlNode *paragraph, size_t kind);

/* Outline notation of a table, and of bytes of a paragraph's text that stand below the line `above`. */
struct string extract_table_notation(struct arena *arena, const struct document *document,
                                     const xmlNode *table);
struct string extract_line_notation(struct arena *arena, const struct document *document, size_t paragraph,
                                    size_t from, size_t to, struct string above);

/* "2023-05-04", "2023-05" of "ngày 04 tháng 5 năm 2023"; empty without a month or a year. */
struct string extract_date(struct arena *arena, struct string text);

#endif
