#ifndef VANBAN_TEMPLATE_MERGE_READ_H
#define VANBAN_TEMPLATE_MERGE_READ_H

/* The fields of a part, outer before inner, in document order. */

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/buffer.h"

struct word_field {
    xmlNode *begin, *separate,
        *end;           /* w:fldChar; of a simple field: begin is the w:fldSimple; NULL: missing */
    struct buffer code; /* a field in it stands as \1, its index, \2 */
    size_t parent;      /* index + 1; 0: in no other field */
    bool is_in_code;    /* of the parent */
    bool is_simple;
    struct string expression; /* empty: asks for no data */
    struct string unknown;    /* a switch that is not known; empty: none */
    struct string shown;      /* what a person sees of it */
    bool uses_code_format;    /* that of its code */
    struct string record;     /* an expression: of a list of records, the one on when the field comes */
    bool is_next;             /* goes on to the next record */
    bool is_next_if;          /* does so when its condition holds */
    bool is_gone;             /* with the field around it */
};

struct word_fields {
    struct word_field *fields;
    size_t count, capacity;
    bool has_loose_ends; /* marks without a field, fields without an end, too many in one another */
};

void word_fields_read(struct word_fields *fields, xmlNode *root);
void word_fields_release(struct word_fields *fields);

#endif
