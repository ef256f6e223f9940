#ifndef VANBAN_WORD_ANNOTATE_COMMENTS_H
#define VANBAN_WORD_ANNOTATE_COMMENTS_H

/* The part of a document that holds its comments (ECMA-376 part 1, 11.3.2). */

#include <libxml/tree.h>

#include "package/package.h"

/* A problem and how far the place of its comment tells where it is. */
struct remark {
    const struct problem *problem;
    bool is_there;       /* the range tells */
    bool is_in_document; /* it is in the main document … */
    bool is_boxed;       /* … in a text box or drawing of the paragraph */
    bool is_other_file;
};

#define COMMENT_AUTHOR "vanban"
#define COMMENT_INITIALS "vb"

struct comments {
    struct package *package;
    const struct part *owner; /* the main document */
    struct string name;       /* of the part */
    xmlNode *root;
    xmlNs *space; /* with a prefix */
    uint32_t next_id;
    bool is_new;
};

/* Opens the part, or begins one; `document` is the root of the main document. False after a problem. */
bool comments_open(struct comments *comments, struct arena *arena, struct package *package,
                   const struct part *owner, const xmlNode *document, const struct limits *limits,
                   struct problems *problems);
/* Adds a comment and returns its id. */
uint32_t comments_add(struct comments *comments, const struct remark *remark, enum language language);
/* Puts the part, with its type and relationship, into the package; false after a problem. */
bool comments_store(struct comments *comments, struct problems *problems);

/* Sets *part to the one that holds the comments of the main document, or to NULL; false after a problem. */
bool comments_find(struct package *package, const struct part *owner, const struct part **part,
                   struct problems *problems);
/* The paragraphs a comment says. */
void comment_append_text(xmlNode *comment, xmlNs *space, const struct remark *remark, enum language language);
/* A namespace of WordprocessingML with a prefix, for attributes too; declared on the root when it has none.
 */
xmlNs *comment_space(xmlNode *root);

#endif
