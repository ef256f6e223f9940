#ifndef VANBAN_INVERSE_INVERSE_H
#define VANBAN_INVERSE_INVERSE_H

/*
 * A form's template read backwards: a document that was made of it, perhaps typed over in Word since, as the
 * data of the form. See pattern.h, match.h, solve.h.
 */

#include "form/form.h"
#include "inverse/left.h"
#include "inverse/solve.h"
#include "standard/component.h"

struct inverse {
    bool is_loose;      /* styles were of no use: lines that follow each other may be mixed up */
    bool is_of_form;    /* else: where the document leaves the form */
    struct place place; /* of the first words that are not those of the form */
    struct string found, expected;
    size_t *strangers; /* paragraphs of the document that are left out, so that the others match */
    size_t stranger_count;
    struct left_found left;    /* beside the lines of the body */
    struct solution *solution; /* NULL: not of the form */
    struct string *unseen;     /* paths of fields that the document cannot show */
    size_t unseen_count;
};

/* `most_strangers`: as many paragraphs that somebody added may be passed over. `components` are those of the
 * document that the package is. False after a problem. Lives in `arena`. */
bool inverse_read(struct arena *arena, const struct form *form, struct package *package,
                  const struct components *components, bool is_told, const struct limits *limits,
                  struct problems *problems, struct inverse *result);

#endif
