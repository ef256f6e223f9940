#ifndef VANBAN_TEMPLATE_TEMPLATE_PARTS_H
#define VANBAN_TEMPLATE_TEMPLATE_PARTS_H

/* What a compiled template is, for the two files that make and render it. */

#include "template/part.h"
#include "template/first_line.h"
#include "template/section.h"
#include "template/template.h"
#include "word/outline.h"

struct template_part {
    const struct part *part;
    struct part_result result;
    const struct template_part *relationships; /* the part that holds its own; NULL: none yet */
    bool owns_relationships;                   /* it may get more */
    bool is_delayed;                           /* written behind the part whose relationships it holds */
};

struct template
{
    struct arena *arena;
    struct package *package;
    struct template_part *parts;
    size_t part_count;
    uint32_t tag_count;
    bool names_pictures; /* a tag itself mentions one */
    bool may_include;    /* a tag itself mentions a document, or lists begin anew */
    struct buffer tags;  /* struct tag *, in the order of the parts */
    struct identity_table identities;
    struct outline_styles styles;
    struct string body;             /* the name of the main part */
    struct section_widths sections; /* of the main part */
    struct first_lines first_lines; /* of the same; none when documents may be included */
};

/* As template_compile(), for a document that another includes: it need not have tags. */
struct template *template_compile_guest(struct package *package, const struct limits *limits,
                                        struct problems *problems);
/* The same for a document that is finished: what looks like a tag is none. */
struct template *template_of_finished(struct package *package, const struct limits *limits,
                                      struct problems *problems);
/* NULL: there is none. */
const struct template_part *template_find_part(const struct template *template, struct string name);

#endif
