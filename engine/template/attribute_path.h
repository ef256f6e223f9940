#ifndef VANBAN_TEMPLATE_ATTRIBUTE_PATH_H
#define VANBAN_TEMPLATE_ATTRIBUTE_PATH_H

/* Paths to attributes, as attribute.h describes them. */

#include <libxml/tree.h>

#include "base/problems.h"

/* Behind the statements of a paragraph without any other text: a zero-width space. */
#define ATTRIBUTE_KEEPER "\xE2\x80\x8B"

enum anchor_kind {
    ANCHOR_PARAGRAPH,
    ANCHOR_RUN,
    ANCHOR_CELL,
    ANCHOR_ROW,
    ANCHOR_TABLE,
    ANCHOR_SECTION,
    ANCHOR_PART,
    ANCHOR_STYLE,
    ANCHOR_STYLES,
    ANCHOR_NUMBERING,
    ANCHOR_SETTINGS,
};

struct attribute_path {
    enum anchor_kind anchor;
    struct string style; /* the name, of ANCHOR_STYLE */
    struct string steps; /* behind the anchor: "w:pPr/w:ind/@w:left" */
};

/* False when the path is none; `wrong` is then the stretch of it that is not understood. */
bool attribute_path_read(struct string text, struct attribute_path *path, struct string *wrong);
/* The part an anchor leads to, by the last name of its relationship type; NULL: the statement's own. */
const char *attribute_path_part(const struct attribute_path *path);
/*
 * Where the anchor leads: `paragraph` and the run are those of the statement, both NULL for another part with
 * this root. NULL when there is none.
 */
xmlNode *attribute_path_anchor(const struct attribute_path *path, xmlNode *root, xmlNode *paragraph,
                               xmlNode *run);
/* Sets the attribute; false when an element is not there, `wrong` is then its step. */
bool attribute_path_set(const struct attribute_path *path, xmlNode *anchor, struct string value,
                        struct string *wrong);

/* The nearest element around, itself included, of a kind paths begin at; NULL: none. */
xmlNode *attribute_path_find_anchor(xmlNode *element, enum anchor_kind *anchor);
/* Writes the path from such an anchor (of `kind`) to an attribute. */
void attribute_path_append(struct buffer *out, enum anchor_kind kind, const xmlNode *anchor,
                           const xmlAttr *attribute);
/* True for a run that nobody sees. */
bool attribute_run_is_hidden(const xmlNode *run);

#endif
