/* Lines with words of a form's own: "Chức vụ: {chuc_vu}." against the paragraphs of a document. */

#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

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

static bool has_small_letters(struct string text)
{
    for (size_t at = 0; at < text.length;)
        if (text_is_lower(text_next(text, &at)))
            return true;
    return false;
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
        bool is_capital = pattern.bytes[close - 1] == '^';
        struct string value = string_trim(string_slice(text, in_text, behind));
        if (is_capital && has_small_letters(value))
            return false;
        captures->names[captures->count] = string_slice(pattern, in_pattern + 1, close - is_capital);
        captures->values[captures->count++] = value;
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
        if (!words_begin(&work->form->around, component_fold(work->arena, extract_item(lines[at].text))))
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

/* ---- rows of a table ---- */

/* "cac_ben> {tu_cach^}: {ten}": the name before ">", or an empty string. */
static struct string group_of(struct string pattern)
{
    size_t end = string_find(pattern, STRING("> "), 0);
    return string_slice(pattern, 0, end == SIZE_MAX ? 0 : end);
}

static struct row row_in_group(struct string pattern, struct string group)
{
    return read_row(string_slice(pattern, group.length + 2, pattern.length));
}

/* One record: the first row has matched already. */
static size_t match_record(struct extracting *work, struct value *list, size_t from, size_t to,
                           const struct body_line *lines, size_t count)
{
    const struct words *rows = &work->form->lines;
    struct value record = value_record(work->arena);
    struct string group = group_of(rows->items[from]);
    size_t at = 0;
    for (size_t i = from; i < to; i++) {
        struct row row = row_in_group(rows->items[i], group);
        struct captures captures;
        if (row.is_list) {
            at += match_list(work, &record, row, lines + at, count - at);
        } else if (at < count && match_line(row.pattern, lines[at].text, &captures)) {
            set_captures(work, &record, &captures);
            at++;
        }
    }
    list_append(list->as.list, &record);
    return at;
}

/* Records as long as a line matches their first row. */
static size_t match_group(struct extracting *work, struct value *record, size_t from, size_t to,
                          const struct body_line *lines, size_t count)
{
    struct value list = value_list(work->arena);
    struct string group = group_of(work->form->lines.items[from]);
    struct row first = row_in_group(work->form->lines.items[from], group);
    struct captures captures;
    size_t at = 0;
    while (at < count && !lines[at].is_table && match_line(first.pattern, lines[at].text, &captures))
        at += match_record(work, &list, from, to, lines + at, count - at);
    if (list.as.list->count > 0)
        record_set_text(record->as.record, arena_copy(work->arena, group), &list);
    return at;
}

static size_t end_of_group(const struct words *rows, size_t from)
{
    struct string group = group_of(rows->items[from]);
    size_t end = from;
    while (group.length > 0 && end < rows->count && string_equal(group_of(rows->items[end]), group))
        end++;
    return end;
}

bool extract_match(struct extracting *work, struct value *record, const struct body_line *lines, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < work->form->lines.count; i++) {
        struct row row = read_row(work->form->lines.items[i]);
        struct captures captures;
        size_t group_end = end_of_group(&work->form->lines, i);
        if (group_end > i) {
            size_t taken = match_group(work, record, i, group_end, lines + at, count - at);
            if (taken == 0)
                return false;
            at += taken;
            i = group_end - 1;
        } else if (row.is_list) {
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
