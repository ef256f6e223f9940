/* Reads w:sectPr (17.6.17) where it stands in the bytes: the tree of the part is gone when it is asked for.
 */

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

unsigned section_text_width(struct string document)
{
    size_t start = string_find(document, STRING("<w:sectPr"), 0);
    size_t end = start == SIZE_MAX ? SIZE_MAX : string_find(document, STRING("</w:sectPr>"), start);
    if (end == SIZE_MAX)
        return 0;
    struct string section = string_slice(document, start, end);
    struct string size = start_tag(section, "pgSz"), margins = start_tag(section, "pgMar");
    long width = attribute(size, "w") - attribute(margins, "left") - attribute(margins, "right") -
                 attribute(margins, "gutter");
    bool is_known = size.length && margins.length && attribute(start_tag(section, "cols"), "num") <= 1;
    return is_known && width > 0 ? (unsigned)width : 0;
}
