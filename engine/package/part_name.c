#include "package/part_name.h"

#include <stdint.h>

#include "package/scratch.h"

/* The length of the well-formed sequence at the start, or 0 (Unicode 15, table 3-7). */
static size_t sequence_length(const unsigned char *bytes, size_t length)
{
    static const struct {
        unsigned char first, last, second_low, second_high, length;
    } rows[] = {{0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
                {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
                {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};
    size_t row = 0;
    while (row < sizeof rows / sizeof *rows && bytes[0] > rows[row].last)
        row++;
    if (row == sizeof rows / sizeof *rows || bytes[0] < rows[row].first || rows[row].length > length)
        return 0;
    for (size_t i = 1; i < rows[row].length; i++) {
        unsigned char low = i == 1 ? rows[row].second_low : 0x80;
        unsigned char high = i == 1 ? rows[row].second_high : 0xbf;
        if (bytes[i] < low || bytes[i] > high)
            return 0;
    }
    return rows[row].length;
}

bool part_name_is_utf8(struct string name)
{
    const unsigned char *bytes = (const unsigned char *)name.bytes;
    for (size_t i = 0, step; i < name.length; i += step) {
        step = sequence_length(bytes + i, name.length - i);
        if (step == 0)
            return false;
    }
    return true;
}

static bool is_control(const unsigned char *bytes, size_t left)
{
    return bytes[0] < 0x20 || bytes[0] == 0x7f || (bytes[0] == 0xc2 && left > 1 && bytes[1] < 0xa0);
}

/* The byte that name[*i] stands for, percent-encoding undone; moves past it. */
static unsigned char next_byte(struct string name, size_t *i)
{
    char c = name.bytes[(*i)++];
    if (c != '%' || *i + 2 > name.length)
        return (unsigned char)c;
    int high = string_hex_digit(name.bytes[*i]), low = string_hex_digit(name.bytes[*i + 1]);
    if (high < 0 || low < 0)
        return (unsigned char)c;
    *i += 2;
    return (unsigned char)(high << 4 | low);
}

static struct string undo_percent(struct arena *arena, struct string name)
{
    char *bytes = arena_allocate(arena, name.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < name.length;)
        bytes[length++] = (char)next_byte(name, &i);
    return (struct string){bytes, length};
}

static bool segments_are_safe(struct string name)
{
    for (size_t from = 0; from <= name.length;) {
        size_t slash = string_find(name, STRING("/"), from);
        size_t to = slash == SIZE_MAX ? name.length : slash;
        struct string segment = string_slice(name, from, to);
        if (segment.length == 0 || string_is(segment, ".") || string_is(segment, ".."))
            return false;
        from = to + 1;
    }
    return true;
}

static bool bytes_are_safe(struct string name)
{
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '\\' || is_control((const unsigned char *)name.bytes + i, name.length - i))
            return false;
    }
    return true;
}

static bool has_drive_letter(struct string name)
{
    return name.length >= 2 && name.bytes[1] == ':' && (name.bytes[0] | 0x20) >= 'a' &&
           (name.bytes[0] | 0x20) <= 'z';
}

bool part_name_is_safe(struct string name)
{
    struct arena *arena = arena_new();
    struct string plain = undo_percent(arena, name);
    bool is_safe = segments_are_safe(name) && segments_are_safe(plain) && bytes_are_safe(plain) &&
                   !has_drive_letter(plain);
    arena_free(arena);
    return is_safe;
}

struct string part_name_key(struct arena *arena, struct string name)
{
    struct string key = undo_percent(arena, name);
    for (size_t i = 0; i < key.length; i++) {
        if (key.bytes[i] >= 'A' && key.bytes[i] <= 'Z')
            ((char *)key.bytes)[i] |= 0x20;
    }
    return key;
}

struct string part_name_shown(struct arena *arena, struct string name)
{
    struct arena *scratch = arena_new();
    struct buffer *shown = scratch_buffer(scratch);
    const unsigned char *bytes = (const unsigned char *)name.bytes;
    for (size_t i = 0, step; i < name.length; i += step) {
        step = sequence_length(bytes + i, name.length - i);
        if (step > 0 && !is_control(bytes + i, name.length - i)) {
            buffer_append(shown, name.bytes + i, step);
            continue;
        }
        step = 1;
        buffer_append_format(shown, "\\x%02X", bytes[i]);
    }
    struct string copy = arena_copy(arena, buffer_string(shown));
    arena_free(scratch);
    return copy;
}

static struct string folder_of(struct string name)
{
    size_t end = name.length;
    while (end > 0 && name.bytes[end - 1] != '/')
        end--;
    return string_slice(name, 0, end);
}

/* Takes "." and ".." segments out of a path; false if it leaves the package. */
static bool remove_dots(char *path, size_t *length)
{
    size_t kept = 0;
    for (size_t from = 0; from <= *length;) {
        size_t to = from;
        while (to < *length && path[to] != '/')
            to++;
        struct string segment = {path + from, to - from};
        if (string_is(segment, "..")) {
            if (kept == 0)
                return false;
            kept = folder_of((struct string){path, kept - 1}).length;
        } else if (!string_is(segment, ".")) {
            for (size_t i = from; i < to; i++)
                path[kept++] = path[i];
            path[kept++] = '/';
        }
        from = to + 1;
    }
    *length = kept > 0 ? kept - 1 : 0;
    return true;
}

struct string part_name_resolve(struct arena *arena, struct string source, struct string target)
{
    size_t fragment = string_find(target, STRING("#"), 0);
    target = string_slice(target, 0, fragment == SIZE_MAX ? target.length : fragment);
    if (target.length == 0)
        return (struct string){"", 0};
    bool is_absolute = target.bytes[0] == '/';
    struct string folder = is_absolute ? STRING("") : folder_of(source);
    struct string path = arena_format(arena, "%.*s%.*s/", STRING_FORMAT(folder),
                                      STRING_FORMAT(string_slice(target, is_absolute, target.length)));
    path.length--;
    if (!remove_dots((char *)path.bytes, &path.length) || !part_name_is_safe(path))
        return (struct string){"", 0};
    return path;
}

struct string part_name_extension(struct string name)
{
    for (size_t i = name.length; i > 0 && name.bytes[i - 1] != '/'; i--) {
        if (name.bytes[i - 1] == '.')
            return string_slice(name, i, name.length);
    }
    return (struct string){"", 0};
}

bool part_name_of_source(struct arena *arena, struct string relationships_name, struct string *source)
{
    struct string key = part_name_key(arena, relationships_name);
    struct string folder = folder_of(key);
    if (!string_ends_with(folder, STRING("_rels/")) || !string_ends_with(key, STRING(".rels")))
        return false;
    struct string above = string_slice(folder, 0, folder.length - sizeof "_rels");
    struct string name = string_slice(key, folder.length, key.length - (sizeof ".rels" - 1));
    *source = arena_format(arena, "%.*s%.*s", STRING_FORMAT(above), STRING_FORMAT(name));
    return above.length == 0 || string_ends_with(above, STRING("/"));
}
