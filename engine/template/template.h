#ifndef VANBAN_TEMPLATE_TEMPLATE_H
#define VANBAN_TEMPLATE_TEMPLATE_H

/*
 * Tags → tree → program → parts. A package with tags is compiled once: each
 * part with tags becomes a program of literal bytes and instructions; parts
 * without are copied as stored. A program is never changed by rendering, so
 * threads share it.
 */

#include "expression/expression.h"
#include "package/package.h"

struct template;

/* Takes over `package` (closed with the template, also on failure). All errors of all parts are reported,
 * then NULL. */
struct template *template_compile(struct package *package, const struct limits *limits,
                                  struct problems *problems);
/* The same of a document whose tags are wrong: what can be read of it, for template_visit_uses() alone. */
struct template *template_read_faulty(struct package *package, const struct limits *limits);
void template_free(struct template *template);
/* The package it was compiled from; owned by the template. */
struct package *template_package(const struct template *template);

/* Renders every part into the writer. False after a problem; the writer is the caller's to close or abandon.
 */
bool template_render(const struct template *template, struct evaluation *evaluation,
                     struct package_writer *writer);

/*
 * Files that data and templates name: pictures, documents to include. `read` gives the bytes in `arena`; it
 * sees to it that only files it means to give are read. bytes == NULL after a problem, or without one when
 * there is no such file.
 */
struct template_files {
    struct string (*read)(void *context, struct string name, struct arena *arena, struct problems *problems);
    void *context;
};
/* The same with files; without (NULL) only the parts of the template can be shown. */
bool template_render_with(const struct template *template, struct evaluation *evaluation,
                          const struct template_files *files, struct package_writer *writer);

/*
 * What the template asks for: each use of a name with its place, in the order of the tags. A loop's name
 * stands for the items: in {% for x in ds %}{{ x.tên }} the path is "ds[].tên".
 */
struct template_use {
    struct string path;
    enum value_kind wanted;
    struct place place;
    const struct expression *expression; /* that it is in */
    unsigned depth;                      /* of the blocks it stands in */
    bool is_local;                       /* a loop variable or set name */
    const struct string *choices;        /* to choose from */
    size_t choice_count;                 /* 0: anything */
    bool is_optional;                    /* what reads it, as a content control, does without it */
};
void template_visit_uses(const struct template *template,
                         void (*visit)(void *context, const struct template_use *use), void *context);
/* True if a tag of it includes something. */
bool template_includes(const struct template *template);
/* The same with what documents and texts ask for that it includes by a name typed in the tag, where they are
 * included; what is wrong with one of them is not told here. The places of their uses last as long as the
 * visit. */
void template_visit_all_uses(const struct template *template, const struct template_files *files,
                             const struct limits *limits,
                             void (*visit)(void *context, const struct template_use *use), void *context);

/* A text with tags (messages of checks, names of files): the same statements and expressions, no Word. */
struct text_template;
struct text_template *text_template_compile(struct arena *arena, const struct expression_source *source,
                                            struct problems *problems);
bool text_template_render(const struct text_template *template, struct evaluation *evaluation,
                          struct buffer *out);

#endif
