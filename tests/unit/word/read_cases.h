/* Cases in a text file beside the test: "#### name", then sections parted by lines "----". */

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { CASE_SECTIONS = 4 };

struct text_case {
    struct string name;
    struct string sections[CASE_SECTIONS]; /* each with its last newline */
    size_t section_count;
};

static struct string take_line(struct string *rest)
{
    size_t end = string_find(*rest, STRING("\n"), 0);
    end = end < rest->length ? end : rest->length;
    struct string line = string_slice(*rest, 0, end);
    *rest = string_slice(*rest, end + 1, rest->length);
    return line;
}

/* The next case; false at the end. The empty line before the next case is not part of it. */
static bool next_case(struct string *rest, struct text_case *found)
{
    struct string line = {0};
    while (rest->length > 0 && !string_starts_with(line, STRING("#### ")))
        line = take_line(rest);
    if (!string_starts_with(line, STRING("#### ")))
        return false;
    *found = (struct text_case){.name = string_slice(line, 5, line.length), .section_count = 1};
    size_t end = string_find(*rest, STRING("\n#### "), 0);
    struct string body = string_slice(*rest, 0, end < rest->length ? end : rest->length);
    *rest = string_slice(*rest, body.length, rest->length);
    if (rest->length > 0)
        take_line(rest);
    while (body.length > 0) {
        struct string *section = &found->sections[found->section_count - 1];
        line = take_line(&body);
        if (string_is(line, "----") && found->section_count < CASE_SECTIONS)
            found->section_count++;
        else if (section->bytes == NULL)
            *section = (struct string){line.bytes, line.length + 1};
        else
            section->length += line.length + 1;
    }
    return true;
}

/* XML without the line ends and indents of its file. */
static inline struct string join_xml(struct arena *arena, struct string lines)
{
    struct buffer joined = {0};
    buffer_append_text(&joined, "");
    while (lines.length > 0)
        buffer_append_string(&joined, string_trim(take_line(&lines)));
    struct string copy = arena_copy(arena, buffer_string(&joined));
    buffer_release(&joined);
    return copy;
}

static struct string read_cases(struct arena *arena, const char *name)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct string path = arena_format(arena, "%s/tests/unit/word/%s", VANBAN_SOURCE, name);
    struct string bytes = file_read(arena, path.bytes, &limits, problems);
    problems_free(problems);
    return bytes;
}
