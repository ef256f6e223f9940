/* Where things stand in a data file, and what its text may hold. Lines end in \n, \r or \r\n. */

#include "data/grid.h"
#include "data/source.h"

#include <string.h>

#include "text/unicode.h"

struct string source_base_name(struct string file)
{
    size_t start = file.length, end = file.length;
    while (start > 0 && file.bytes[start - 1] != '/')
        start--;
    for (size_t i = file.length; i > start + 1 && end == file.length; i--)
        end = file.bytes[i - 1] == '.' ? i - 1 : end;
    return string_slice(file, start, end);
}

struct value source_table(const struct data_reader *reader, struct string name, const struct value *list)
{
    struct value record = value_record(reader->arena);
    if (name.length > 0)
        table_place(record.as.record, names_new(reader->arena), name, list);
    record.source = list->source;
    return record;
}

/* How much of a long line a problem shows. */
enum { SHOWN_BEFORE = 100, SHOWN_AFTER = 160 };

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static size_t find_line_start(struct string bytes, size_t offset)
{
    while (offset > 0 && !is_line_end(bytes.bytes[offset - 1]))
        offset--;
    return offset;
}

static size_t skip_line_end(struct string bytes, size_t at)
{
    bool is_pair = bytes.bytes[at] == '\r' && at + 1 < bytes.length && bytes.bytes[at + 1] == '\n';
    return at + (is_pair ? 2 : 1);
}

/* Most files end their lines in \n alone, and many places are asked for. */
static uint32_t count_lines(const struct source_text *text, size_t end)
{
    struct string bytes = text->bytes;
    uint32_t line = 1;
    for (size_t at = 0; at < end && !text->has_returns; at++)
        line += bytes.bytes[at] == '\n';
    for (size_t at = 0; at < end && text->has_returns;) {
        bool ends = is_line_end(bytes.bytes[at]);
        at = ends ? skip_line_end(bytes, at) : at + 1;
        line += ends && at <= end;
    }
    return line;
}

static uint32_t count_characters(struct string bytes, size_t from, size_t to)
{
    uint32_t count = 0;
    for (size_t at = from; at < to; at++)
        count += !is_continuation(bytes.bytes[at]);
    return count;
}

/* Control characters and bad bytes are shown as U+FFFD. */
static void append_shown(struct buffer *out, struct string bytes, size_t from, size_t to)
{
    while (from < to) {
        unsigned code_point = text_next(bytes, &from);
        bool is_control = (code_point < 0x20 && code_point != '\t') || code_point == 0x7f;
        buffer_append_code_point(out, is_control ? 0xfffd : code_point);
    }
}

/* A tab is made visible, so that it can be underlined. */
static void append_wrong(struct buffer *out, struct string bytes, size_t from, size_t to)
{
    while (from < to && bytes.bytes[from] == '\t') {
        buffer_append_text(out, "→");
        from++;
    }
    append_shown(out, bytes, from, to);
}

static size_t clip(struct string bytes, size_t at)
{
    while (at < bytes.length && is_continuation(bytes.bytes[at]))
        at++;
    return at;
}

static void show_line(const struct source_text *text, size_t offset, size_t length, struct place *place)
{
    struct string bytes = text->bytes;
    size_t from = find_line_start(bytes, offset), to = offset;
    if (offset - from > SHOWN_BEFORE)
        from = clip(bytes, offset - SHOWN_BEFORE);
    while (to < bytes.length && !is_line_end(bytes.bytes[to]) && to - offset < SHOWN_AFTER)
        to++;
    to = clip(bytes, to);
    size_t wrong_end = offset + length < to ? clip(bytes, offset + length) : to;
    struct buffer shown = {0};
    append_shown(&shown, bytes, from, offset);
    place->underline = (uint32_t)shown.length;
    append_wrong(&shown, bytes, offset, wrong_end);
    if (wrong_end == offset)
        buffer_append_byte(&shown, ' ');
    place->underline_length = (uint32_t)shown.length - place->underline;
    append_shown(&shown, bytes, wrong_end, to);
    place->tag = arena_copy(text->reader->arena, buffer_string(&shown));
    buffer_release(&shown);
}

struct place source_place(const struct source_text *text, size_t offset, size_t length)
{
    if (offset > text->bytes.length)
        offset = text->bytes.length;
    if (!problems_have_room(text->reader->problems))
        return (struct place){.file = text->file};
    struct place place = {
        .file = text->file,
        .line = count_lines(text, offset),
        .column = 1 + count_characters(text->bytes, find_line_start(text->bytes, offset), offset),
    };
    show_line(text, offset, length, &place);
    return place;
}

/* Files are large and most end their lines in \n alone, which memchr() finds fast. */
static size_t skip_line(const struct source_text *text, size_t at)
{
    struct string bytes = text->bytes;
    if (text->has_returns) {
        while (at < bytes.length && !is_line_end(bytes.bytes[at]))
            at++;
        return at < bytes.length ? skip_line_end(bytes, at) : at;
    }
    const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
    return end != NULL ? (size_t)(end - bytes.bytes) + 1 : bytes.length;
}

/* By blocks first: a line may hold a whole file. */
static size_t skip_characters(struct string bytes, size_t at, uint32_t count)
{
    enum { BLOCK = 4096 };
    while (count > BLOCK && bytes.length - at > BLOCK && memchr(bytes.bytes + at, '\n', BLOCK) == NULL) {
        count -= count_characters(bytes, at, at + BLOCK);
        at += BLOCK;
    }
    for (at = clip(bytes, at); count > 0 && at < bytes.length && !is_line_end(bytes.bytes[at]); count--)
        at = clip(bytes, at + 1);
    return at;
}

size_t source_offset(const struct source_text *text, uint32_t line, uint32_t column)
{
    size_t at = 0;
    for (; line > 1 && at < text->bytes.length; line--)
        at = skip_line(text, at);
    return skip_characters(text->bytes, at, column > 0 ? column - 1 : 0);
}

void source_report_list(const struct source_text *text, enum problem_code code, size_t offset, size_t length,
                        const char *const *arguments)
{
    struct place place = source_place(text, offset, length);
    problems_add_list(text->reader->problems, code, &place, arguments);
}

static void report_character(const struct source_text *text, unsigned code_point, size_t offset,
                             size_t length)
{
    struct string shown = arena_format(text->reader->arena, "U+%04X", code_point);
    source_report(text, PROBLEM_DATA_CHARACTER, offset, length, shown.bytes);
}

static bool is_wide(struct string bytes)
{
    const unsigned char *b = (const unsigned char *)bytes.bytes;
    if (bytes.length < 2)
        return false;
    bool has_mark = (b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff);
    return has_mark || ((b[0] == 0) != (b[1] == 0));
}

static bool is_utf8(const struct source_text *text)
{
    if (is_wide(text->bytes)) {
        struct place place = {.file = text->file};
        problems_add(text->reader->problems, PROBLEM_DATA_UTF16, &place, NULL);
        return false;
    }
    size_t bad = text_find_invalid_utf8(text->bytes);
    if (bad == SIZE_MAX)
        return true;
    struct string byte = arena_format(text->reader->arena, "%02X", (unsigned char)text->bytes.bytes[bad]);
    source_report(text, PROBLEM_DATA_NOT_UTF8, bad, 1, byte.bytes);
    return false;
}

bool source_is_legal(const struct source_text *text, size_t from, size_t to)
{
    size_t bad = text->is_legal ? SIZE_MAX : text_find_illegal(string_slice(text->bytes, from, to));
    if (bad == SIZE_MAX)
        return true;
    bad += from;
    size_t after = bad;
    unsigned code_point = text_next(text->bytes, &after);
    report_character(text, code_point, bad, after - bad);
    return false;
}

bool source_open(struct source_text *text, const struct data_reader *reader, struct string file,
                 struct string bytes)
{
    return source_open_encoded(text, reader, file, bytes) && source_is_legal(text, 0, text->bytes.length);
}

bool source_open_encoded(struct source_text *text, const struct data_reader *reader, struct string file,
                         struct string bytes)
{
    if (string_starts_with(bytes, STRING("\xef\xbb\xbf")))
        bytes = string_slice(bytes, 3, bytes.length);
    *text = (struct source_text){.reader = reader, .file = file, .bytes = bytes};
    text->has_returns = bytes.length > 0 && memchr(bytes.bytes, '\r', bytes.length) != NULL;
    text->is_plain = text_is_plain(bytes);
    if (!text->is_plain && !is_utf8(text))
        return false;
    text->is_legal = text->is_plain || text_find_illegal(bytes) == SIZE_MAX;
    text->is_nfc = text->is_plain || text_is_nfc(bytes);
    text->source = sources_add(reader->sources, file);
    return true;
}

static bool has_meaning(unsigned code_point)
{
    return code_point == '\a' || code_point == '\f';
}

bool source_accept_text(const struct source_text *text, struct string *decoded, size_t offset, size_t length)
{
    struct string rest = *decoded;
    for (size_t bad; (bad = text_find_illegal(rest)) != SIZE_MAX;) {
        unsigned code_point = text_next(rest, &bad);
        if (!has_meaning(code_point)) {
            report_character(text, code_point, offset, length);
            return false;
        }
        rest = string_slice(rest, bad, rest.length);
    }
    *decoded = text_normalise(text->reader->arena, *decoded);
    source_warn_escaped_character(text, *decoded, offset, length);
    return true;
}

static size_t skip_digits(struct string rest, size_t at)
{
    while (at < rest.length && rest.bytes[at] >= '0' && rest.bytes[at] <= '9')
        at++;
    return at;
}

static size_t skip_exponent(struct string rest, size_t at)
{
    size_t digits = at + 1;
    if (at >= rest.length || (rest.bytes[at] != 'e' && rest.bytes[at] != 'E'))
        return at;
    if (digits < rest.length && (rest.bytes[digits] == '-' || rest.bytes[digits] == '+'))
        digits++;
    size_t end = skip_digits(rest, digits);
    return end > digits ? end : at;
}

size_t source_number_length(struct string rest)
{
    size_t start = rest.length > 0 && rest.bytes[0] == '-' ? 1 : 0;
    bool is_zero = start < rest.length && rest.bytes[start] == '0';
    size_t at = is_zero ? start + 1 : skip_digits(rest, start);
    if (at == start)
        return 0;
    if (at < rest.length && rest.bytes[at] == '.') {
        size_t end = skip_digits(rest, at + 1);
        at = end > at + 1 ? end : at;
    }
    return skip_exponent(rest, at);
}

static bool has_large_exponent(struct string typed)
{
    size_t at = 0;
    while (at < typed.length && typed.bytes[at] != 'e' && typed.bytes[at] != 'E')
        at++;
    unsigned exponent = 0;
    for (; at < typed.length && exponent < 1000; at++) {
        if (typed.bytes[at] >= '0' && typed.bytes[at] <= '9')
            exponent = exponent * 10 + (unsigned)(typed.bytes[at] - '0');
    }
    return exponent >= 1000;
}

bool source_read_number(const struct source_text *text, struct string typed, size_t offset,
                        struct value *value)
{
    struct number number = {0};
    size_t digits = 0;
    const struct data_reader *reader = text->reader;
    if (has_large_exponent(typed) || !number_read(reader->arena, typed, &number, &digits)) {
        struct string shown = arena_copy(reader->arena, typed);
        source_report(text, PROBLEM_DATA_NUMBER_SIZE, offset, typed.length, shown.bytes);
        return false;
    }
    *value = value_number(number);
    if (digits <= reader->limits->values[LIMIT_NUMBER_DIGITS])
        return true;
    struct place place = source_place(text, offset, typed.length);
    return limits_allow(reader->limits, LIMIT_NUMBER_DIGITS, digits, &place, reader->problems);
}

bool source_is_new(const struct source_text *text, const struct record *record, const struct name *name,
                   size_t offset, size_t length, const uint32_t *lines)
{
    const struct value *earlier = record_lookup_name(record, name);
    if (earlier == NULL)
        return true;
    size_t index = (size_t)((const char *)earlier - (const char *)record->entries) / sizeof(struct entry);
    const struct name *first = record->entries[index].name;
    struct arena *arena = text->reader->arena;
    struct string line = arena_format(arena, "%u", lines != NULL ? lines[index] : earlier->line);
    const char *typed = arena_copy(arena, name->text).bytes;
    if (string_equal(first->text, name->text))
        source_report(text, PROBLEM_DATA_DUPLICATE, offset, length, typed, line.bytes);
    else
        source_report(text, PROBLEM_DATA_DUPLICATE_NAME, offset, length, typed, line.bytes,
                      arena_copy(arena, first->text).bytes);
    return false;
}
