#ifndef VANBAN_EXTRACT_WORK_H
#define VANBAN_EXTRACT_WORK_H

/* What the public functions that read documents back share. */

#include "inverse/inverse.h"
#include "standard/check.h"
#include "standard/extract.h"

#include "internal.h"

struct extract_work {
    const char *document, *standard;
    bool as_json;
    struct vanban_options options;
    struct problems *problems;
    char *text;
};

struct extract_reading {
    const struct extract_work *work;
    struct arena *arena;
    const struct limits *limits;
    struct package *package;
    struct document *document;
    struct components *components;
    struct extract_forms *forms;
    const struct extract_form *row;
    struct form *form;
    char *folder;                 /* of the form */
    bool is_by_form, is_borrowed; /* read by its template; the form is the caller's */
    struct extraction *extraction;
};

/* ---- by the form itself ---- */

/* The document as data of reading->form, by its template; false when it is none of it, or after a problem.
 * What keeps it from being one is told when `tells`. */
bool extract_by_form(struct extract_reading *reading, bool tells);
/* Makes the document again of what will be printed and tells where its outline is another. */
void extract_prove(struct extract_reading *reading);

/* A copy, for problems. */
const char *extract_terminated(struct arena *arena, struct string text);

/* ---- fields ---- */

struct words extract_field_names(const struct extract_reading *reading);
const struct field *extract_field(const struct extract_reading *reading, struct string name);
/* True for a required field that nothing gives. */
bool extract_is_missing(const struct extract_reading *reading, const struct field *field);

/* ---- printing ---- */

/* The data by labels, what has its default left out. */
struct value extract_labelled(const struct extract_reading *reading);
void extract_append_yaml(const struct extract_reading *reading, struct buffer *out);
void extract_append_json(const struct extract_reading *reading, struct buffer *out);

#endif
