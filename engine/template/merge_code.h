#ifndef VANBAN_TEMPLATE_MERGE_CODE_H
#define VANBAN_TEMPLATE_MERGE_CODE_H

/*
 * The code of a merge field as an expression of the template language:
 *
 *   MERGEFIELD tiền \# "#.##0"
 *   ((`tiền`) | mẫu số("#.##0"))
 *
 *   IF <field> = "Nam" "Ông" "Bà"
 *   (…) if ((…) is undefined) else (("Ông") if ((…) | compare("=", "Nam")) else ("Bà"))
 *
 * A field in a code is written \1 with its number and \2.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "template/merge_columns.h"

struct merge_code {
    struct string code;
    /* The expression of a field in the code; an empty text when it asks for no data. */
    struct string (*nested)(void *context, size_t index);
    void *context;
    const struct merge_columns *columns; /* for the fields of Word's list; NULL: none */

    bool has_records;     /* the part goes through a list of records, one at a time */
    struct string record; /* an expression: the one that is on when the field comes */

    struct string name;       /* found: of a MERGEFIELD */
    struct string unknown;    /* found: a switch that is not known; empty: none */
    bool uses_code_format;    /* found: \* CHARFORMAT */
    struct buffer expression; /* found; empty: no field that asks for data */
};

/* Fills what is to be found; the caller releases the expression. */
void merge_code_read(struct merge_code *code, struct arena *arena);

#endif
