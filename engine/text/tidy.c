/*
 * A line is tidied in steps, each a pass over it, so that each is one rule. Lines are tidied one by one:
 * quotes open and close within a line, and one with an odd number of straight quotes keeps them.
 */

#include "text/tidy.h"

#include <string.h>

#include "base/buffer.h"
#include "text/unicode.h"

typedef void step(struct string line, struct buffer *out);

static bool is_stop(char byte)
{
    return byte != '\0' && strchr(",.;:!?", byte) != NULL;
}

static char byte_at(struct string s, size_t at)
{
    return at < s.length ? s.bytes[at] : '\0';
}

static unsigned character_at(struct string s, size_t at)
{
    return at < s.length ? text_next(s, &at) : 0;
}

static unsigned character_before(struct string s, size_t at)
{
    if (at == 0)
        return 0;
    size_t start = text_character_start(s, at - 1);
    return text_next(s, &start);
}

/* What stands at the beginning of a line is its shape, and stays. */
static size_t indent_length(struct string line)
{
    size_t length = 0;
    while (length < line.length && (line.bytes[length] == ' ' || line.bytes[length] == '\t'))
        length++;
    return length;
}

/* ---- blanks ---- */

static bool ends_stop(struct string line, size_t at)
{
    while (is_stop(byte_at(line, at)))
        at++;
    char next = byte_at(line, at);
    return next == ' ' || next == '\0' || next == ')' || next == '"' || next == '/';
}

/* "hành ./." too; not " .NET", " ...". */
static bool is_needless(struct string line, size_t at)
{
    char next = byte_at(line, at + 1), before = at > 0 ? line.bytes[at - 1] : '\0';
    if (next == ' ' || next == '\0' || before == '(' || before == '[' || next == ')' || next == ']')
        return true;
    bool is_dots = next == '.' && byte_at(line, at + 2) == '.';
    return is_stop(next) && !is_dots && !is_stop(before) && ends_stop(line, at + 1);
}

static void drop_blanks(struct string line, struct buffer *out)
{
    size_t indent = indent_length(line);
    buffer_append_string(out, string_slice(line, 0, indent < line.length ? indent : 0));
    for (size_t i = indent; i < line.length; i++)
        if (line.bytes[i] != ' ' || !is_needless(line, i))
            buffer_append_byte(out, line.bytes[i]);
}

/* Between words alone: 1,5 and names of files stay. */
static void add_blanks(struct string line, struct buffer *out)
{
    for (size_t i = 0; i < line.length; i++) {
        buffer_append_byte(out, line.bytes[i]);
        bool parts = line.bytes[i] == ',' || line.bytes[i] == ';';
        if (parts && text_is_letter(character_before(line, i)) && text_is_letter(character_at(line, i + 1)))
            buffer_append_byte(out, ' ');
    }
}

/* ---- dashes ---- */

static const struct string dashes[] = {{"–", 3}, {"—", 3}};

static size_t dash_length(struct string line, size_t at)
{
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
        if (string_starts_with(string_slice(line, at, line.length), dashes[i]))
            return dashes[i].length;
    return 0;
}

/* A dash between blanks, at the beginning of a line, or between digits is typed as "-". */
static void write_dashes(struct string line, struct buffer *out)
{
    for (size_t i = 0; i < line.length;) {
        size_t length = dash_length(line, i);
        unsigned before = character_before(line, i), after = character_at(line, i + length);
        bool is_between_blanks = (before == ' ' || before == 0) && after == ' ';
        bool is_between_digits = text_is_digit(before) && text_is_digit(after);
        if (length > 0 && (is_between_blanks || is_between_digits))
            buffer_append_byte(out, '-');
        else
            buffer_append_string(out, string_slice(line, i, i + (length > 0 ? length : 1)));
        i += length > 0 ? length : 1;
    }
}

/* ---- quotes ---- */

static void pair_quotes(struct string line, struct buffer *out)
{
    size_t count = 0;
    bool is_open = false;
    for (size_t i = 0; i < line.length; i++)
        count += line.bytes[i] == '"';
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != '"' || count % 2 != 0) {
            buffer_append_byte(out, line.bytes[i]);
            continue;
        }
        buffer_append_text(out, is_open ? "”" : "“");
        is_open = !is_open;
    }
}

/* ---- v.v. ---- */

/* The length of "v.v", "v...v..", "v v.v." from `at` on with its dots; 0 when there is none. */
static size_t and_so_on_length(struct string line, size_t at)
{
    size_t end = at + 1;
    if (byte_at(line, at) != 'v' || byte_at(line, end) != '.')
        return 0;
    while (byte_at(line, end) == '.')
        end++;
    if (byte_at(line, end) != 'v' || text_is_name(character_at(line, end + 1)))
        return 0;
    for (end++; byte_at(line, end) == '.';)
        end++;
    return end - at;
}

static void write_and_so_on(struct string line, struct buffer *out)
{
    for (size_t i = 0; i < line.length;) {
        size_t length = text_is_name(character_before(line, i)) ? 0 : and_so_on_length(line, i);
        if (length == 0) {
            buffer_append_byte(out, line.bytes[i++]);
            continue;
        }
        while (out->length > 0 && out->bytes[out->length - 1] == '.')
            buffer_truncate(out, out->length - 1);
        if (out->length > 0 && out->bytes[out->length - 1] != ' ')
            buffer_append_byte(out, ' ');
        buffer_append_text(out, "v.v.");
        i += length;
    }
}

/* ---- a text ---- */

static step *const steps[] = {write_dashes, write_and_so_on, drop_blanks, add_blanks, pair_quotes};

static void tidy_line(struct string line, struct buffer *out)
{
    struct buffer rooms[2] = {{0}, {0}};
    buffer_append_string(&rooms[0], line);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct buffer *from = &rooms[i % 2], *to = &rooms[(i + 1) % 2];
        buffer_truncate(to, 0);
        steps[i](buffer_string(from), to);
    }
    buffer_append_string(out, buffer_string(&rooms[(sizeof steps / sizeof steps[0]) % 2]));
    buffer_release(&rooms[0]);
    buffer_release(&rooms[1]);
}

struct string text_tidy(struct arena *arena, struct string s)
{
    struct buffer out = {0};
    for (size_t from = 0, to; from <= s.length; from = to + 1) {
        const char *newline = s.length > from ? memchr(s.bytes + from, '\n', s.length - from) : NULL;
        to = newline != NULL ? (size_t)(newline - s.bytes) : s.length;
        tidy_line(string_slice(s, from, to), &out);
        if (to < s.length)
            buffer_append_byte(&out, '\n');
    }
    struct string tidied = string_equal(buffer_string(&out), s) ? s : arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return tidied;
}
