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

/* As typed, with its tags; empty when there is none. */
static struct string attribute_text(struct string tag, const char *name)
{
    char needle[32];
    snprintf(needle, sizeof(needle), " w:%s=\"", name);
    size_t start = string_find(tag, string_of(needle), 0);
    if (start == SIZE_MAX)
        return (struct string){"", 0};
    start += string_of(needle).length;
    size_t end = string_find(tag, STRING("\""), start);
    return string_slice(tag, start, end == SIZE_MAX ? tag.length : end);
}

/* 0 when it is none. */
static long number_of(struct string text)
{
    char digits[12] = "";
    for (size_t i = 0; i + 1 < sizeof(digits) && i < text.length; i++)
        digits[i] = text.bytes[i];
    return strtol(digits, NULL, 10);
}

static long attribute(struct string tag, const char *name)
{
    return number_of(attribute_text(tag, name));
}

/* Between the margins of pages of a width. */
static unsigned text_width(struct string section, long page)
{
    struct string margins = start_tag(section, "pgMar");
    long width =
        page - attribute(margins, "left") - attribute(margins, "right") - attribute(margins, "gutter");
    bool is_known = margins.length && page > 0 && attribute(start_tag(section, "cols"), "num") <= 1;
    return is_known && width > 0 ? (unsigned)width : 0;
}

static struct string page_width(struct string section)
{
    return attribute_text(start_tag(section, "pgSz"), "w");
}

static bool is_number(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.length > 0;
}

/* The lesser number of {{ 16838 if … else 11906 }}, or the number that stands there; else 0. */
static long least_of(struct string typed)
{
    static const struct string open = {"{{ ", 3}, when = {" if ", 4}, otherwise = {" else ", 6},
                               close = {" }}", 3};
    size_t condition = string_find(typed, when, 0), other = string_find(typed, otherwise, 0);
    bool is_one_choice = condition < other && other != SIZE_MAX && string_starts_with(typed, open) &&
                         string_ends_with(typed, close) &&
                         string_find(typed, otherwise, other + 1) == SIZE_MAX;
    if (!is_one_choice)
        return is_number(typed) ? number_of(typed) : 0;
    struct string first = string_slice(typed, open.length, condition),
                  second = string_slice(typed, other + otherwise.length, typed.length - close.length);
    if (!is_number(first) || !is_number(second))
        return 0;
    return number_of(first) < number_of(second) ? number_of(first) : number_of(second);
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
        twips[widths.count++] = text_width(section, number_of(page_width(section)));
    widths.twips = twips;
    return widths;
}

unsigned section_width_least(struct string document)
{
    struct string section;
    unsigned least = 0;
    for (size_t at = 0; next_section(document, &at, &section);) {
        unsigned width = text_width(section, least_of(page_width(section)));
        if (width == 0)
            return 0;
        least = least == 0 || width < least ? width : least;
    }
    return least;
}

unsigned section_width_at(const struct section_widths *widths, size_t section)
{
    if (widths->count == 0)
        return 0;
    return widths->twips[section < widths->count ? section : 0];
}
