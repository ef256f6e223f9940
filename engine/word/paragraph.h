#ifndef VANBAN_WORD_PARAGRAPH_H
#define VANBAN_WORD_PARAGRAPH_H

/*
 * The text of a paragraph over all its runs, with a way back:
 *
 *   <w:t>Số: {{ s</w:t> <w:softHyphen/> <w:t>o }}</w:t> <w:tab/>
 *   "Số: {{ s"          ""              "o }}"          "\t"        pieces of one text
 */

#include <libxml/tree.h>

#include "base/buffer.h"

struct piece {
    xmlNode *element;
    size_t from, to;
    bool holds_text; /* w:t and the like; else a tab, a break, a hyphen */
};

struct paragraph_text {
    struct buffer text;
    struct buffer pieces; /* struct piece, one behind the other */
};

enum paragraph_layer {
    LAYER_SHOWN, /* what a reader sees */
    LAYER_CODE,  /* field codes */
};

/* True for w:p and a:p. */
bool paragraph_is(const xmlNode *node);
/* The nearest paragraph around a node, or NULL. */
xmlNode *paragraph_around(xmlNode *node);
/* w:pPr of a w:p, made when there is none. */
xmlNode *paragraph_properties(xmlNode *paragraph);
/* Reads the paragraph's own text, not that of text boxes in it. Returns true if there is another layer. */
bool paragraph_read(struct paragraph_text *out, const xmlNode *paragraph, enum paragraph_layer layer);
size_t paragraph_piece_count(const struct paragraph_text *text);
const struct piece *paragraph_piece(const struct paragraph_text *text, size_t index);
void paragraph_release(struct paragraph_text *text);
/* What a stretch of a text and the words around it say to a reader; empty when nothing stands around it. */
struct string paragraph_words_around(struct string text, size_t from, size_t to);

/* A stretch of the text that goes: for a tag its node stands there instead. */
struct cut {
    size_t from, to;
    xmlNode *node; /* NULL: nothing stands there */
};
/* Cuts the stretches (in order, apart from each other) out of the tree. No empty run stays behind. */
void paragraph_cut(const struct paragraph_text *text, const struct cut *cuts, size_t count);
/*
 * Makes two runs of the run in which the shown text is at `offset`, so that one ends and one begins there.
 * What is not text in a run of its paragraph stays as it is.
 */
void paragraph_split(xmlNode *paragraph, size_t offset);

#endif
