/* Reads each w:sectPr (17.6.17) where it stands in the bytes: the tree of the part is gone when it is asked
 * for. */

#include "template/section.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The start tag of an element within `text`; empty when there is none. */
static struct string start_tag(struct string text, const char *name)
{
    char needle[32];
    snprintf(needle, sizeof(needle), "<w:%s ", name);
    size_t start = string_find(text, string_of(needle), 0);
    size_t end = start == SIZE_MAX ? SIZE_MAX : string_find(text, STRING(">"), start);
    return end == SIZE_MAX ? (struct string){"", 0} : string_slice(text, start, end);
}

static long attribute(struct string tag, const char *name)
{
    char needle[32], digits[12] = "";
    snprintf(needle, sizeof(needle), " w:%s=\"", name);
    size_t at = string_find(tag, string_of(needle), 0);
    if (at == SIZE_MAX)
        return 0;
    at += string_of(needle).length;
    for (size_t i = 0; i + 1 < sizeof(digits) && at + i < tag.length && tag.bytes[at + i] != '"'; i++)
        digits[i] = tag.bytes[at + i];
    return strtol(digits, NULL, 10);
}

static unsigned text_width(struct string section)
{
    struct string size = start_tag(section, "pgSz"), margins = start_tag(section, "pgMar");
    long width = attribute(size, "w") - attribute(margins, "left") - attribute(margins, "right") -
                 attribute(margins, "gutter");
    bool is_known = size.length && margins.length && attribute(size, "w") > 0 &&
                    attribute(start_tag(section, "cols"), "num") <= 1;
    return is_known && width > 0 ? (unsigned)width : 0;
}

/* The next section from `*at` on, whole or not there; *at goes behind it. */
static bool next_section(struct string document, size_t *at, struct string *section)
{
    size_t start = string_find(document, STRING("<w:sectPr"), *at);
    size_t end = start == SIZE_MAX ? SIZE_MAX : string_find(document, STRING(">"), start);
    if (end == SIZE_MAX)
        return false;
    if (document.bytes[end - 1] != '/')
        end = string_find(document, STRING("</w:sectPr>"), start);
    *section = end == SIZE_MAX ? STRING("") : string_slice(document, start, end);
    *at = end == SIZE_MAX ? document.length : end;
    return true;
}

struct section_widths section_widths_read(struct arena *arena, struct string document)
{
    struct string section;
    struct section_widths widths = {0};
    for (size_t at = 0; next_section(document, &at, &section);)
        widths.count++;
    unsigned *twips = arena_allocate(arena, (widths.count + 1) * sizeof(*twips));
    widths.count = 0;
    for (size_t at = 0; next_section(document, &at, &section);)
        twips[widths.count++] = text_width(section);
    widths.twips = twips;
    return widths;
}

unsigned section_width_at(const struct section_widths *widths, size_t section)
{
    if (widths->count == 0)
        return 0;
    return widths->twips[section < widths->count ? section : 0];
}
