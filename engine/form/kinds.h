#ifndef VANBAN_FORM_KINDS_H
#define VANBAN_FORM_KINDS_H

/* The types of fields: one row each. */

#include "form/form.h"

struct field_kind {
    const char *name;     /* in form.yaml */
    const char *words[2]; /* for people, by language */
    const char *example;  /* as typed in YAML, when the field has none */
    enum value_format format;
    enum problem_code wanted; /* the problem of a value that does not fit */
};

extern const struct field_kind field_kinds[FIELD_ANY + 1];

/* False if there is no type of this name. */
bool field_type_lookup(struct string name, enum field_type *type);
bool field_has_fields(enum field_type type);

/* The field of this name or label, or NULL. */
const struct field *field_lookup(const struct field *fields, size_t count, const struct name *name);
/* What a blank data file fills a field with: its example, its default, or something of its type; "(Họ tên)"
 * for text. */
struct value field_sample(struct arena *arena, const struct field *field);
/* Its example as YAML, or one of its type; a record's and a table's is empty. */
void field_append_example(struct buffer *out, const struct field *field);

#endif
