#ifndef VANBAN_TEMPLATE_MARK_H
#define VANBAN_TEMPLATE_MARK_H

/*
 * Tags in a run of text, as a person typed them:
 *
 *   {{ … }}  {% … %}  {# … #}     a tag; quotes and brackets inside it are respected
 *   {_{  }_}  {_%  %_}            literal braces: the "_" goes
 *
 * Typographic quotes, dashes and blanks count as the plain ones.
 */

#include "base/arena.h"

enum mark_kind {
    MARK_NONE,
    MARK_PRINT,
    MARK_STATEMENT,
    MARK_COMMENT,
    MARK_LITERAL,  /* [from, to) is the "_" to be taken away */
    MARK_UNCLOSED, /* [from, to) opens and is never closed */
};

/* For each of those the rest of the text is searched: of one text nobody needs to be told more. */
enum { MOST_UNCLOSED = 100 };

/* What prefix a tag has, as {%tr: the element that the bare tag replaces. */
enum mark_prefix { PREFIX_NONE, PREFIX_RUN, PREFIX_PARAGRAPH, PREFIX_CELL, PREFIX_ROW };

struct mark {
    enum mark_kind kind;
    enum mark_prefix prefix;
    bool joins_before, joins_after; /* {%- and -%} */
    size_t from, to;                /* the whole tag */
    size_t inside_from, inside_to;  /* without braces, dashes and prefix */
};

/* The first mark at or after *offset, which moves behind it; MARK_NONE at the end of the text. */
struct mark mark_next(struct string text, size_t *offset);
/* The same in verbatim text: only {% endraw %} (hết nguyên văn) is seen, as a MARK_STATEMENT. */
struct mark mark_next_endraw(struct string text, size_t *offset);
/* True if the text may have a mark at all; cheap. */
bool mark_is_likely(struct string text);

/* A tag's text with plain quotes, dashes and blanks outside its strings, and in NFC; `text` itself when it is
 * so. */
struct string mark_plain(struct arena *arena, struct string text);

#endif
