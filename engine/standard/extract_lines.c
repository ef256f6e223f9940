/* Lines with words of a form's own: "Chức vụ: {chuc_vu}." against the paragraphs of a document. */

#include <string.h>

#include "standard/extracting.h"

enum { CAPTURES_MOST = 8 };

struct row {
    struct string pattern; /* without "?" */
    bool may_miss;
    bool is_list, is_outline;
};

struct captures {
    struct string names[CAPTURES_MOST], values[CAPTURES_MOST];
    size_t count;
};

static struct row read_row(struct string pattern)
{
    struct row row = {.pattern = pattern};
    row.may_miss = string_starts_with(pattern, STRING("?"));
    if (row.may_miss)
        row.pattern = string_slice(pattern, 1, pattern.length);
    bool is_many = string_find(pattern, STRING("*}"), 0) != SIZE_MAX;
    row.is_list = is_many && string_starts_with(row.pattern, STRING("-"));
    row.is_outline = is_many && !row.is_list;
    return row;
}

/* The words up to the next "{" or the end. */
static struct string words_at(struct string pattern, size_t from)
{
    size_t to = string_find(pattern, STRING("{"), from);
    return string_slice(pattern, from, to == SIZE_MAX ? pattern.length : to);
}

/* Where the words behind a field begin: the last words of a line stand at its end, their stop may be gone. */
static size_t find_words(struct string text, struct string words, size_t from, bool is_last)
{
    if (!is_last)
        return string_find(text, words, from + 1);
    if (string_ends_with(text, words) && text.length - words.length > from)
        return text.length - words.length;
    return string_is(words, ".") && text.length > from ? text.length : SIZE_MAX;
}

static bool match_line(struct string pattern, struct string text, struct captures *captures)
{
    struct string words = words_at(pattern, 0);
    size_t in_pattern = words.length, in_text = words.length;
    captures->count = 0;
    if (!string_starts_with(text, words) || (in_pattern == pattern.length && text.length > in_text))
        return false;
    while (in_pattern < pattern.length) {
        size_t close = string_find(pattern, STRING("}"), in_pattern);
        words = words_at(pattern, close + 1);
        size_t behind = find_words(text, words, in_text, close + 1 + words.length == pattern.length);
        if (behind == SIZE_MAX || captures->count == CAPTURES_MOST)
            return false;
        captures->names[captures->count] = string_slice(pattern, in_pattern + 1, close);
        captures->values[captures->count++] = string_trim(string_slice(text, in_text, behind));
        in_text = behind + words.length;
        in_pattern = close + 1 + words.length;
    }
    return true;
}

static struct string name_of(struct arena *arena, struct string pattern)
{
    size_t open = string_find(pattern, STRING("{"), 0);
    return arena_copy(arena, string_slice(pattern, open + 1, string_find(pattern, STRING("*}"), 0)));
}

static size_t match_list(struct extracting *work, struct value *record, struct row row,
                         const struct body_line *lines, size_t count)
{
    struct value list = value_list(work->arena);
    size_t at = 0;
    for (; at < count && !lines[at].is_table && lines[at].text.length > 0 && lines[at].text.bytes[0] == '-';
         at++)
        extract_add(&list, extract_item(lines[at].text));
    extract_set_list(work, record, name_of(work->arena, row.pattern).bytes, list);
    return at;
}

/* Up to a line that matches the next row, or the end. */
static size_t match_outline(struct extracting *work, struct value *record, size_t row,
                            const struct body_line *lines, size_t count)
{
    const struct words *rows = &work->form->lines;
    struct captures captures;
    size_t at = 0;
    while (at < count && (row + 1 >= rows->count || lines[at].is_table ||
                          !match_line(read_row(rows->items[row + 1]).pattern, lines[at].text, &captures)))
        at++;
    if (at > 0)
        extract_set_text(work, record, name_of(work->arena, rows->items[row]).bytes,
                         extract_join(work->arena, lines, at));
    return at;
}

static void set_captures(struct extracting *work, struct value *record, const struct captures *captures)
{
    for (size_t i = 0; i < captures->count; i++)
        extract_set_text(work, record, arena_copy(work->arena, captures->names[i]).bytes,
                         captures->values[i]);
}

bool extract_match(struct extracting *work, struct value *record, const struct body_line *lines, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < work->form->lines.count; i++) {
        struct row row = read_row(work->form->lines.items[i]);
        struct captures captures;
        if (row.is_list) {
            at += match_list(work, record, row, lines + at, count - at);
        } else if (row.is_outline) {
            at += match_outline(work, record, i, lines + at, count - at);
        } else if (at < count && !lines[at].is_table && match_line(row.pattern, lines[at].text, &captures)) {
            set_captures(work, record, &captures);
            at++;
        } else if (!row.may_miss) {
            return false;
        }
    }
    return at == count;
}
