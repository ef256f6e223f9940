#ifndef VANBAN_TEMPLATE_MERGE_LINES_H
#define VANBAN_TEMPLATE_MERGE_LINES_H

/*
 * { GREETINGLINE } and { ADDRESSBLOCK }: texts put together by a format of
 * their own (ECMA-376 part 1, 17.16.5.1 and 17.16.5.23):
 *
 *   <<_BEFORE_ Kính gửi >><<_TITLE0_ >><<_LAST0_>><<_AFTER_ :>>
 *
 * Between << and >> stands a field in what is written before and behind it
 * when it is not blank. The fields are those of Word's list, under their
 * English or their Vietnamese name; the column
 * that the merge has for a field comes first.
 */

#include "base/buffer.h"
#include "template/merge_columns.h"

struct merge_line {
    struct string format;    /* \f; empty: none */
    struct string otherwise; /* \e: when the names are blank; of an address, the country left out */
    struct string country;   /* \c: "0" none, "2" unless it is the one left out */
    bool is_greeting;
    const struct merge_columns *columns; /* NULL: none */
};

/* Appends the text as an expression; nothing when the format asks for no data. */
void merge_line_append(struct buffer *out, const struct merge_line *line);

#endif
