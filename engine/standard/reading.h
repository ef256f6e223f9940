#ifndef VANBAN_STANDARD_READING_H
#define VANBAN_STANDARD_READING_H

/* What the files that read a document share. Others include standard/document.h. */

#include "standard/document.h"
#include "word/numbering.h"
#include "word/place_count.h"

/* A field between its w:fldChar marks; deeper ones are shown with what holds them. */
enum { FIELDS_DEEP = 16, FIELD_WORD_MOST = 16 };
struct open_field {
    char word[FIELD_WORD_MOST]; /* "PAGE" */
    size_t length;
    bool in_result;
};

/* A paragraph being read. */
struct open_paragraph {
    struct document_paragraph *paragraph;
    size_t index;
    struct buffer text, spans;
    struct string legacy_text; /* the characters of the last span, when it is legacy */
};

struct reading {
    struct document *document;
    struct arena *arena;
    struct numbering *numbering;
    struct string part;
    struct place_count count;
    struct open_paragraph *open; /* the innermost; NULL between paragraphs */
    size_t story, cell, anchor;
    long box_width_twips;
    struct open_field fields[FIELDS_DEEP];
    size_t field_depth;
    bool is_unseen; /* in a branch that is not shown */
    struct buffer paragraphs, sections, tables, cells, lines;
};

size_t story_paragraph_count(const struct reading *reading);
/* Any element of a story, with what it contains. */
void story_element(struct reading *reading, const xmlNode *element);
void story_children(struct reading *reading, const xmlNode *parent);
/* w:r, its text into the open paragraph. */
void story_run(struct reading *reading, const xmlNode *run);
/* w:fldSimple. */
void story_simple_field(struct reading *reading, const xmlNode *field);
/* w:tbl. */
void story_table(struct reading *reading, const xmlNode *table);
/* w:drawing, w:pict, w:object: their lines and text boxes. */
void story_drawing(struct reading *reading, const xmlNode *drawing);
/* w:sectPr; the headers are told later, by story_link_headers(). */
void story_section(struct reading *reading, const xmlNode *section);
/* A section without w:sectPr. */
void story_add_default_section(struct reading *reading);
/* Stories of headers and footers by the relationships of the main part. */
void story_link_headers(struct document *document, const struct relationship *list, size_t count);
/* The lines that paragraphs are by their text or have as borders, for all of a document. */
void story_find_lines(struct reading *reading);

/* "153pt", "5.4cm", "12" (pixels) of VML in twips, NOT_THERE when it is none. */
long story_vml_measure(const char *text);
/* The value of "name:" in a style attribute of VML, or NULL; it goes on behind it. */
const char *story_style_value(const char *style, const char *name);
/* An attribute by its local name in whatever namespace, or NULL. */
const char *story_attribute(const xmlNode *node, const char *name);
/* True for an element of any namespace with this local name. */
bool story_is(const xmlNode *node, const char *name);
/* w:name of an element as a number, or `otherwise`. */
long story_number(const xmlNode *element, const char *name, long otherwise);

#endif
