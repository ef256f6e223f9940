#ifndef VANBAN_WORD_REENCODE_INTERNAL_H
#define VANBAN_WORD_REENCODE_INTERNAL_H

/* What the files of reencode share. Others include word/reencode.h. */

#include "word/format.h"
#include "word/place_count.h"
#include "word/reencode.h"

/* One document under way. */
struct reencode {
    struct arena *arena; /* of the result */
    struct formats *formats;
    enum tone_style tones;
    struct reencoding *result;
    size_t capacity;
    struct place place; /* of the paragraph being read */
    struct problems *problems;
};

/* A text and the font that draws it. */
struct drawn_text {
    struct string text, font;
    enum legacy_encoding encoding;
    bool draws_capitals;
};

/* True for a font of before Unicode. */
bool reencode_font(struct string name, struct drawn_text *drawn);
/* Appends the Unicode and counts it; false, and nothing appended, when the text stays. */
bool reencode_text(struct reencode *reencode, const struct drawn_text *drawn, struct buffer *out);
/* The text of a w:p, without paragraphs in text boxes of it; true when something changed. */
bool reencode_paragraph(struct reencode *reencode, xmlNode *paragraph);
/* What text there is beside paragraphs: levels of lists, drawings. */
bool reencode_element(struct reencode *reencode, xmlNode *element);
/* Parts of docProps/, when all text is done; true when something changed. */
bool reencode_are_properties(struct string content_type);
bool reencode_properties(const struct reencode *reencode, xmlNode *root);
/* The fonts an element names, behind all text that they draw. */
bool reencode_names(xmlNode *element);

#endif
