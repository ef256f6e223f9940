#ifndef VANBAN_STANDARD_CITATION_H
#define VANBAN_STANDARD_CITATION_H

/*
 * Documents that a text cites:
 *
 *   Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ về việc phê duyệt …
 *   kind          number      date           issuer                  subject
 */

#include "standard/text_rules.h"

struct citation {
    const struct component_piece *piece;
    struct string text; /* of the piece */
    size_t from, to;    /* kind to the end of the number */
    struct string kind, number;
    long day, month, year; /* NOT_THERE: no date stands behind */
    size_t date_end;       /* `to` when there is none */
    bool has_comma;        /* before the date */
    bool has_issuer, has_subject;
    const struct citation *earlier; /* the first of the same document, or NULL */
};

/* Those of the rule's components in an act; blank numbers and rows of dots are none. */
size_t citations_find(struct checking *checking, const struct rule *rule, struct citation **citations);

#endif
