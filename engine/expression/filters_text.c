/* Filters on texts. What is no text is printed first, as Jinja does; case and words are Unicode's. */

#include "expression/evaluate.h"

#include "expression/text_tools.h"
#include "text/unicode.h"

static bool give(struct value *result, struct string text)
{
    *result = value_text(text);
    return true;
}

static bool give_buffer(const struct call *call, struct buffer *out, struct value *result)
{
    *result = call_take_text(call, out);
    return true;
}

static bool filter_upper(struct call *call, struct value *result)
{
    return give(result, text_upper(call_arena(call), call_text(call, 0)));
}

static bool filter_lower(struct call *call, struct value *result)
{
    return give(result, text_lower(call_arena(call), call_text(call, 0)));
}

static bool filter_capitalize(struct call *call, struct value *result)
{
    return give(result, text_capitalize(call_arena(call), call_text(call, 0)));
}

static bool filter_title(struct call *call, struct value *result)
{
    return give(result, text_title(call_arena(call), call_text(call, 0)));
}

static bool filter_title_names(struct call *call, struct value *result)
{
    return give(result, text_title_names(call_arena(call), call_text(call, 0)));
}

static bool filter_sentence(struct call *call, struct value *result)
{
    return give(result, text_upper_first(call_arena(call), call_text(call, 0)));
}

static bool filter_string(struct call *call, struct value *result)
{
    return give(result, call_text(call, 0));
}

/*
 * Word parts always escape what they are given, so a text that is "safe" or "escaped" stays as it is: "A & B"
 * | e must not print "A &amp; B".
 */
static bool filter_safe(struct call *call, struct value *result)
{
    give(result, call_text(call, 0));
    result->flags |= VALUE_SAFE_TEXT;
    return true;
}

enum { MOST_ROOM = 25500 }; /* twips: wider than any page of an office */

static bool filter_markup(struct call *call, struct value *result)
{
    uint64_t room = 0;
    if (call->slots[1].kind != VALUE_NONE && !call_want_count(call, 1, MOST_ROOM, &room))
        return false;
    give(result, call_text(call, 0));
    result->format = FORMAT_OUTLINE;
    result->room = (uint8_t)(room / 100);
    return true;
}

static bool filter_trim(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0), characters = {NULL, 0};
    if (call->slots[1].kind != VALUE_NONE && !call_want_text(call, 1, &characters))
        return false;
    return give(result, strip_text(text, characters, STRIP_BOTH));
}

static bool filter_replace(struct call *call, struct value *result)
{
    int64_t count = -1;
    if (call->slots[3].kind != VALUE_NONE && !call_want_integer(call, 3, &count))
        return false;
    struct buffer out = {0};
    if (!replace_text(&out, call_text(call, 0), call_text(call, 1), call_text(call, 2), count)) {
        buffer_release(&out);
        return call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "16 MiB");
    }
    return give_buffer(call, &out, result);
}

enum { MOST_WIDTH = 10000 };

static bool filter_center(struct call *call, struct value *result)
{
    uint64_t width;
    if (!call_want_count(call, 1, MOST_WIDTH, &width))
        return false;
    struct buffer out = {0};
    justify_text(&out, call_text(call, 0), width, STRING(" "), JUSTIFY_CENTER);
    return give_buffer(call, &out, result);
}

/* ---- indent ---- */

static bool read_indention(struct call *call, struct string *indention)
{
    uint64_t width;
    if (call->slots[1].kind == VALUE_TEXT) {
        *indention = call->slots[1].as.text;
        return true;
    }
    if (!call_want_count(call, 1, MOST_WIDTH, &width))
        return false;
    struct buffer blanks = {0};
    for (uint64_t i = 0; i < width; i++)
        buffer_append_byte(&blanks, ' ');
    *indention = call_take_text(call, &blanks).as.text;
    return true;
}

static bool filter_indent(struct call *call, struct value *result)
{
    struct string indention, text = call_text(call, 0);
    bool indents_first = value_is_true(&call->slots[2]), indents_blank = value_is_true(&call->slots[3]);
    if (!read_indention(call, &indention))
        return false;
    struct buffer out = {0};
    for (size_t start = 0, line = 0; start <= text.length; line++) {
        size_t end = string_find(text, STRING("\n"), start);
        if (end == SIZE_MAX)
            end = text.length;
        if (line > 0)
            buffer_append_byte(&out, '\n');
        if (line == 0 ? indents_first : end > start || indents_blank)
            buffer_append_string(&out, indention);
        buffer_append_string(&out, string_slice(text, start, end));
        start = end + 1;
    }
    return give_buffer(call, &out, result);
}

/* ---- truncate ---- */

static bool filter_truncate(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0), end = call_text(call, 3);
    uint64_t length, leeway;
    if (!call_want_count(call, 1, MOST_TEXT, &length) || !call_want_count(call, 4, MOST_TEXT, &leeway))
        return false;
    if (length < text_length(end))
        return call_fail_value(call, 1);
    if (text_length(text) <= length + leeway)
        return give(result, text);
    struct string kept = string_slice(text, 0, text_offset(text, length - text_length(end)));
    if (!value_is_true(&call->slots[2]))
        for (size_t i = kept.length; i > 0; i--)
            if (kept.bytes[i - 1] == ' ') {
                kept.length = i - 1;
                break;
            }
    return give(result, arena_format(call_arena(call), "%.*s%.*s", STRING_FORMAT(kept), STRING_FORMAT(end)));
}

/* ---- words ---- */

static bool filter_wordcount(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0);
    int64_t words = 0;
    bool is_inside = false;
    for (size_t offset = 0; offset < text.length;) {
        bool is_name = text_is_name(text_next(text, &offset));
        words += is_name && !is_inside;
        is_inside = is_name;
    }
    *result = value_integer(words);
    return true;
}

/* Where a line of words is being filled. */
struct wrapping {
    struct buffer out;
    struct string separator;
    size_t width, column;
    bool breaks_long, breaks_hyphens;
    bool is_first;         /* no word stands on the first line yet: there blanks before a word stay */
    struct string pending; /* white space that is printed only if a word follows on the line */
};

static void break_line(struct wrapping *wrapping)
{
    buffer_append_string(&wrapping->out, wrapping->separator);
    wrapping->column = 0;
}

static void append_long(struct wrapping *wrapping, struct string word)
{
    size_t length = text_length(word);
    while (wrapping->breaks_long && length > wrapping->width) {
        size_t room = wrapping->width - wrapping->column;
        size_t taken = room > 0 ? room : wrapping->width, cut = text_offset(word, taken);
        if (room == 0)
            break_line(wrapping);
        buffer_append_string(&wrapping->out, string_slice(word, 0, cut));
        wrapping->column = wrapping->width;
        word = string_slice(word, cut, word.length);
        length -= taken;
    }
    if (word.length == 0)
        return;
    if (wrapping->column > 0 && wrapping->column + length > wrapping->width)
        break_line(wrapping);
    buffer_append_string(&wrapping->out, word);
    wrapping->column += length;
}

static void append_piece(struct wrapping *wrapping, struct string piece)
{
    size_t length = text_length(piece), blank = text_length(wrapping->pending);
    bool fits =
        wrapping->column + blank + length <= wrapping->width ||
        (wrapping->is_first && wrapping->breaks_long && length > wrapping->width && blank < wrapping->width);
    if ((wrapping->column > 0 || wrapping->is_first) && fits) {
        buffer_append_string(&wrapping->out, wrapping->pending);
        wrapping->column += blank;
    } else if (wrapping->column > 0 && (blank > 0 || wrapping->column + length > wrapping->width) &&
               !(wrapping->breaks_long && length > wrapping->width &&
                 wrapping->column + blank < wrapping->width)) {
        break_line(wrapping);
    } else if (wrapping->column > 0) {
        buffer_append_string(&wrapping->out, wrapping->pending);
        wrapping->column += blank;
    }
    wrapping->pending = (struct string){"", 0};
    wrapping->is_first = false;
    append_long(wrapping, piece);
}

/* The end of the piece at `start`: a word, or the part of it up to a hyphen between letters. */
static size_t end_of_piece(const struct wrapping *wrapping, struct string line, size_t start)
{
    unsigned before = 0;
    for (size_t offset = start; offset < line.length;) {
        size_t at = offset;
        unsigned code_point = text_next(line, &offset);
        if (text_is_space(code_point))
            return at;
        if (wrapping->breaks_hyphens && code_point == '-' && text_is_letter(before) && offset < line.length) {
            size_t next = offset;
            if (text_is_letter(text_next(line, &next)))
                return offset;
        }
        before = code_point;
    }
    return line.length;
}

static void wrap_line(struct wrapping *wrapping, struct string line)
{
    wrapping->column = 0;
    wrapping->is_first = true;
    wrapping->pending = (struct string){"", 0};
    for (size_t offset = 0; offset < line.length;) {
        size_t blank = offset, next = offset;
        while (next < line.length && text_is_space(text_next(line, &next)))
            offset = next;
        if (offset > blank)
            wrapping->pending = string_slice(line, blank, offset);
        size_t end = end_of_piece(wrapping, line, offset);
        if (end > offset)
            append_piece(wrapping, string_slice(line, offset, end));
        offset = end;
    }
}

static bool filter_wordwrap(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0);
    uint64_t width;
    struct wrapping wrapping = {.breaks_long = value_is_true(&call->slots[2]),
                                .separator = STRING("\n"),
                                .breaks_hyphens = value_is_true(&call->slots[4])};
    if (!call_want_count(call, 1, MOST_WIDTH, &width))
        return false;
    if (width == 0)
        return call_fail_value(call, 1);
    if (call->slots[3].kind != VALUE_NONE && !call_want_text(call, 3, &wrapping.separator))
        return false;
    wrapping.width = width;
    for (size_t start = 0; start < text.length;) {
        size_t end = string_find(text, STRING("\n"), start);
        if (start > 0)
            buffer_append_string(&wrapping.out, wrapping.separator);
        wrap_line(&wrapping, string_slice(text, start, end == SIZE_MAX ? text.length : end));
        start = end == SIZE_MAX ? text.length : end + 1;
    }
    return give_buffer(call, &wrapping.out, result);
}

/* ---- format ---- */

static bool filter_format(struct call *call, struct value *result)
{
    struct string format;
    struct arena *arena = call_arena(call);
    bool is_missing = false;
    if (!call_want_text(call, 0, &format))
        return false;
    if (!format_take_values(call, result, &is_missing) || is_missing)
        return is_missing;
    struct value values = value_list(arena);
    values.flags |= VALUE_TUPLE;
    for (size_t i = 0; i < call->rest_count; i++)
        list_append(values.as.list, &call->rest[i]);
    if (call->options.keyword_count > 0) {
        values = value_record(arena);
        for (size_t i = 0; i < call->options.keyword_count; i++)
            record_set(values.as.record, call->options.keywords[i], &call->options.keyword_values[i]);
    }
    struct buffer out = {0};
    if (format_percent(call->evaluation, format, &values, &out))
        return give_buffer(call, &out, result);
    buffer_release(&out);
    return call_fail(call, PROBLEM_FORMAT, arena_copy(arena, format).bytes);
}

static const struct function_row rows[] = {
    {"upper", "value", filter_upper, 0, VALUE_TEXT},
    {"in hoa", "value", filter_upper, 0, VALUE_TEXT},
    {"lower", "value", filter_lower, 0, VALUE_TEXT},
    {"in thường", "value", filter_lower, 0, VALUE_TEXT},
    {"capitalize", "value", filter_capitalize, 0, VALUE_TEXT},
    {"title", "value", filter_title, 0, VALUE_TEXT},
    {"viết hoa từng chữ", "value", filter_title_names, 0, VALUE_TEXT},
    {"sentence", "value", filter_sentence, 0, VALUE_TEXT},
    {"viết hoa đầu", "value", filter_sentence, 0, VALUE_TEXT},
    {"string", "value", filter_string, 0, VALUE_UNDEFINED},
    {"chữ", "value", filter_string, 0, VALUE_UNDEFINED},
    {"safe", "value", filter_safe, 0, VALUE_TEXT},
    {"escape", "value", filter_safe, 0, VALUE_UNDEFINED},
    {"e", "value", filter_safe, 0, VALUE_UNDEFINED},
    {"forceescape", "value", filter_safe, 0, VALUE_UNDEFINED},
    {"markup", "value, width=none", filter_markup, 0, VALUE_TEXT},
    {"đề cương", "value, width=none", filter_markup, 0, VALUE_TEXT},
    {"trim", "value, chars=none", filter_trim, 0, VALUE_TEXT},
    {"cắt trắng", "value, chars=none", filter_trim, 0, VALUE_TEXT},
    {"replace", "value, old, new, count=none", filter_replace, 0, VALUE_TEXT},
    {"thay", "value, old, new, count=none", filter_replace, 0, VALUE_TEXT},
    {"center", "value, width=80", filter_center, 0, VALUE_TEXT},
    {"indent", "value, width=4, first=false, blank=false", filter_indent, 0, VALUE_TEXT},
    {"truncate", "value, length=255, killwords=false, end='...', leeway=5", filter_truncate, 0, VALUE_TEXT},
    {"rút gọn", "value, length=255, killwords=false, end='...', leeway=5", filter_truncate, 0, VALUE_TEXT},
    {"wordcount", "value", filter_wordcount, 0, VALUE_TEXT},
    {"đếm từ", "value", filter_wordcount, 0, VALUE_TEXT},
    {"wordwrap", "value, width=79, break_long_words=true, wrapstring=none, break_on_hyphens=true",
     filter_wordwrap, 0, VALUE_TEXT},
    {"format", "value, *args, **kwargs", filter_format, 0, VALUE_TEXT},
};

const struct function_table filter_table_text = {rows, sizeof rows / sizeof rows[0]};
