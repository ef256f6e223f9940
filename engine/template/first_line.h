#ifndef VANBAN_TEMPLATE_FIRST_LINE_H
#define VANBAN_TEMPLATE_FIRST_LINE_H

/*
 * How long the first line of a paragraph surely is, by its style, and how large its letters are: what stands
 * there whole needs nothing that keeps it together.
 */

#include "package/package.h"

struct first_line {
    struct string style_id;
    unsigned long twips; /* 0: not known */
    unsigned half_points;
};

struct first_lines {
    const struct first_line *styles;
    size_t count;
    struct first_line usual; /* of paragraphs that name no style */
};

/*
 * Of paragraphs in the body of a package beside tables and text boxes. Not known where anything may stand
 * beside the text, in other fonts than Times New Roman, capitals, and behind automatic numbers.
 */
struct first_lines first_lines_read(struct arena *arena, struct package *package,
                                    const struct limits *limits);
/* That of a style, or the usual one. */
struct first_line first_line_of(const struct first_lines *lines, struct string style_id);

#endif
