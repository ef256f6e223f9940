#ifndef VANBAN_WORD_REENCODE_H
#define VANBAN_WORD_REENCODE_H

/*
 * Documents from before Unicode. Their text is Latin-1 that fonts draw as Vietnamese letters: .VnTime,
 * VNI-Times. Text whose effective font is one of those becomes Unicode, and the font Times New Roman; what is
 * set in other fonts, and parts without such a font, stay as they are.
 */

#include "package/package.h"
#include "text/legacy.h"
#include "text/tone.h"

/* What became of the text of one font. */
struct reencoded_font {
    struct string name;
    enum legacy_encoding encoding;
    size_t characters, places; /* turned into Unicode: characters, and runs they stood in */
    size_t unicode_places;     /* runs that were Unicode already, though in this font */
    size_t foreign_places; /* runs that mean nothing in the encoding of the font: they stay, with a warning */
};

struct reencoding {
    struct reencoded_font *fonts;
    size_t count;
};

/* Whether any part names such a font; a quick look without reading the XML. False also after a problem. */
bool reencode_is_needed(struct package *package, struct problems *problems);
/* Changes the package; what stands in {{ }} and {% %} gets no capitals. The result lives in `arena`; false
 * after a problem. */
bool reencode_document(struct package *package, enum tone_style tones, struct arena *arena,
                       struct reencoding *result, const struct limits *limits, struct problems *problems);
/* The same where it is needed, tones as they are; nothing is counted where it is not. */
bool reencode_if_needed(struct package *package, struct arena *arena, struct reencoding *result,
                        const struct limits *limits, struct problems *problems);
/* The same, and a note that names the first of the fonts. */
bool reencode_with_note(struct package *package, const struct limits *limits, struct problems *problems);

#endif
