/*
 * The line a value stands in, with the value underlined. Nothing is allocated: the tag is a slice of the
 * file, so that threads may ask at once.
 */

#include <string.h>

#include "data/source.h"

enum { SHOWN_BEFORE = 100, SHOWN_AFTER = 160 };

struct locator {
    struct source_locator base; /* first */
    struct source_text text;
    bool is_json;   /* then a comma ends a value on any line */
    char separator; /* of cells; else 0 */
};

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Or as far as it matters: a line may hold a whole file. */
static size_t find_line_end(struct string bytes, size_t at)
{
    size_t most = at + 4 * SHOWN_AFTER;
    while (at < bytes.length && at < most && bytes.bytes[at] != '\n' && bytes.bytes[at] != '\r')
        at++;
    return at;
}

static size_t find_closing_quote(struct string line, size_t at, char quote)
{
    for (at++; at < line.length && line.bytes[at] != quote; at++)
        at += quote == '"' && line.bytes[at] == '\\' && at + 1 < line.length;
    return at < line.length ? at + 1 : line.length;
}

/* Inside brackets of this line, where a comma ends a plain value. */
static bool is_in_brackets(struct string line, size_t at)
{
    int depth = 0;
    for (size_t i = 0; i < at; i++) {
        if (line.bytes[i] == '"' || (line.bytes[i] == '\'' && i > 0 && line.bytes[i - 1] == ' '))
            i = find_closing_quote(line, i, line.bytes[i]) - 1;
        else if (strchr("[{", line.bytes[i]) != NULL)
            depth++;
        else if (strchr("]}", line.bytes[i]) != NULL)
            depth--;
    }
    return depth > 0;
}

static size_t find_value_end(struct string line, size_t at, bool is_json)
{
    if (at >= line.length)
        return line.length;
    if (line.bytes[at] == '"' || line.bytes[at] == '\'')
        return find_closing_quote(line, at, line.bytes[at]);
    if (strchr("[{|>", line.bytes[at]) != NULL)
        return at + 1;
    const char *signs = is_json || is_in_brackets(line, at) ? ",]}" : "";
    size_t end = at;
    while (end < line.length && strchr(signs, line.bytes[end]) == NULL &&
           !(end > at && line.bytes[end] == '#' && line.bytes[end - 1] == ' '))
        end++;
    return at + string_trim(string_slice(line, at, end)).length;
}

/* Quotes inside are written twice, so the cell goes on behind them. */
static size_t find_cell_end(struct string line, size_t at, char separator)
{
    bool is_quoted = at < line.length && line.bytes[at] == '"', is_inside = is_quoted;
    for (size_t end = at + is_quoted; end < line.length; end++) {
        if (!is_inside && line.bytes[end] == separator)
            return end;
        if (is_quoted && line.bytes[end] == '"')
            is_inside = !is_inside;
    }
    return line.length;
}

static size_t to_character(struct string bytes, size_t at)
{
    while (at < bytes.length && is_continuation(bytes.bytes[at]))
        at++;
    return at;
}

static void show(const struct locator *locator, struct string line, size_t at, struct place *place)
{
    size_t end = locator->separator != 0 ? find_cell_end(line, at, locator->separator)
                                         : find_value_end(line, at, locator->is_json);
    size_t from = at > SHOWN_BEFORE ? to_character(line, at - SHOWN_BEFORE) : 0;
    size_t to = line.length - at > SHOWN_AFTER ? to_character(line, at + SHOWN_AFTER) : line.length;
    end = end > to ? to : end;
    place->tag = string_slice(line, from, to);
    place->underline = (uint32_t)(at - from);
    place->underline_length = (uint32_t)(end - at);
}

static struct place locate(const struct source_locator *base, uint32_t line, uint32_t column)
{
    const struct locator *locator = (const struct locator *)base;
    const struct source_text *text = &locator->text;
    struct place place = {.line = line, .column = column};
    size_t start = source_offset(text, line, 1), at = source_offset(text, line, column);
    show(locator, string_slice(text->bytes, start, find_line_end(text->bytes, at)), at - start, &place);
    return place;
}

static void show_with(const struct source_text *text, bool is_json, char separator)
{
    struct locator *locator = arena_allocate(text->reader->arena, sizeof *locator);
    *locator = (struct locator){{locate}, *text, is_json, separator};
    sources_locate_with(text->reader->sources, text->source, &locator->base);
}

void source_show_values(const struct source_text *text)
{
    struct string start = string_trim(text->bytes);
    show_with(text, start.length > 0 && (start.bytes[0] == '{' || start.bytes[0] == '['), 0);
}

void source_show_cells(const struct source_text *text, char separator)
{
    show_with(text, false, separator);
}
