#ifndef VANBAN_INVERSE_LEFT_H
#define VANBAN_INVERSE_LEFT_H

/*
 * What a document has beside the lines of its body and its template has not: text boxes, headers, footers and
 * notes, pictures and other things. The lines of the body are held against the template as a whole, so none
 * of them is left.
 */

#include "form/definition.h"
#include "inverse/style_names.h"
#include "standard/document.h"
#include "template/template.h"

struct left_search {
    struct arena *arena;
    const struct definition *definition;
    const struct template *template;
    const struct document *document;
    const struct style_names *names, *own_names; /* of the document, of the template */
    const bool *are_taken;                       /* stories of the document that gave data */
    const struct limits *limits;
    struct problems *problems;
};

/* Something in a paragraph that is no text; its words as extract_lost_words(). */
struct left_thing {
    size_t paragraph;
    const char *words;
};

/* What was found, in the arena. */
struct left_found {
    size_t *paragraphs; /* in document.paragraphs */
    size_t paragraph_count;
    struct left_thing *things;
    size_t thing_count;
};

/* False after a problem. */
bool left_find(const struct left_search *search, struct left_found *found);

#endif
