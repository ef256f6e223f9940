#ifndef VANBAN_TEMPLATE_SECTION_H
#define VANBAN_TEMPLATE_SECTION_H

/* The pages of a document, as its sections say. */

#include "base/arena.h"
#include "base/string.h"

/*
 * Of each section, in the order of the part, the width between the margins in twips; 0 when the part does not
 * say it (a tag does), or the text is in columns.
 */
struct section_widths {
    const unsigned *twips;
    size_t count;
};

struct section_widths section_widths_read(struct arena *arena, struct string document);
/* The width of a section, counted from 0; behind the last one that of the first; 0: not known. */
unsigned section_width_at(const struct section_widths *widths, size_t section);
/* The least width that any section may have; a tag may say it that chooses one of two numbers, as
 * {{ 16838 if ngang else 11906 }} does. 0: not known, or there is no section. */
unsigned section_width_least(struct string document);

#endif
