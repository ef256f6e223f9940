#ifndef VANBAN_TEMPLATE_ATTRIBUTE_H
#define VANBAN_TEMPLATE_ATTRIBUTE_H

/*
 * Tags in attributes. Word refuses <w:ind w:left="{{ lui }}"/>, so in a document that people edit the
 * attribute has a plain value and its tag stands in hidden text, as a statement that names it:
 *
 *   {% attribute "paragraph/w:pPr/w:ind/@w:left" %}{{ lui }}{% endattribute %}
 *   {% thuộc tính "cell/w:tcPr/w:tcW/@w:w" %}{{ rộng }}{% hết thuộc tính %}
 *
 * path   = anchor "/" { step "/" } "@" attribute
 * anchor = "paragraph" | "cell" | "row" | "table"   the nearest around the statement
 *        | "run"                                    the next one behind it that is not hidden
 *        | "section"                                the properties of the section it stands in
 *        | "part"                                   the root element of its part
 *        | "style[" name "]"                        a style by its name, which Word keeps; it changes ids
 *        | "styles" | "numbering" | "settings"      the root element of that part
 * step   = element [ "[" number "]" ]               a child; the first, or the one of that number, from 1
 *
 * What stands between the two tags becomes the attribute. A zero-width space right behind a statement goes
 * with it: it keeps a paragraph in sight that has nothing but hidden text, which LibreOffice would not show.
 * Elements that an editor has dropped since they said nothing (w:ind of no width) are made again where the
 * schema wants them.
 */

#include "package/package.h"

/*
 * Takes the statements out of all parts and puts what they hold back into the attributes. A statement whose
 * element is gone is told and dropped. False after a problem.
 */
bool attributes_restore(struct package *package, const struct limits *limits, struct problems *problems);

/* An attribute with tags that Word cannot read. */
struct tagged_attribute {
    struct string text;  /* as typed */
    struct string value; /* what a document has there; bytes == NULL: not known */
    struct place place;
};

/* Those of a package: parts in order, elements in order. Starts as {.arena = …}. */
struct tagged_attributes {
    struct arena *arena;
    struct tagged_attribute *list;
    size_t count;
};

/*
 * Collects them; in the package each is put between two marks, by which attributes_find_values() knows it in
 * what was rendered: the first value of each. False after a problem.
 */
bool attributes_mark(struct package *package, struct tagged_attributes *attributes,
                     const struct limits *limits, struct problems *problems);
bool attributes_find_values(struct package *rendered, struct tagged_attributes *attributes,
                            const struct limits *limits, struct problems *problems);
/* In the package as it was before attributes_mark(): plain values, and the statements. All values are known.
 * False after a problem. */
bool attributes_hide(struct package *package, const struct tagged_attributes *attributes,
                     const struct limits *limits, struct problems *problems);

#endif
