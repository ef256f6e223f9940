/* Python's methods of str. Lengths and positions count characters, not bytes. */

#include "expression/evaluate.h"
#include "expression/split.h"
#include "expression/text_tools.h"
#include "text/unicode.h"

static struct string own_text(const struct call *call)
{
    return call->slots[0].as.text;
}

static bool give_text(struct value *result, struct string text)
{
    *result = value_text(text);
    return true;
}

static bool give_truth(struct value *result, bool truth)
{
    *result = value_bool(truth);
    return true;
}

static bool give_position(struct call *call, struct string text, size_t offset, struct value *result)
{
    (void)call;
    *result = value_integer(offset == SIZE_MAX ? -1 : (int64_t)text_length(string_slice(text, 0, offset)));
    return true;
}

/* ---- case ---- */

static bool method_upper(struct call *call, struct value *result)
{
    return give_text(result, text_upper(call_arena(call), own_text(call)));
}

static bool method_lower(struct call *call, struct value *result)
{
    return give_text(result, text_lower(call_arena(call), own_text(call)));
}

static bool method_capitalize(struct call *call, struct value *result)
{
    return give_text(result, text_capitalize(call_arena(call), own_text(call)));
}

/* Each letter mapped by what stands before it; `before` is the letter or other character in front. */
static bool map_letters(struct call *call, bool (*is_raised)(unsigned letter, unsigned before),
                        struct value *result)
{
    struct arena *arena = call_arena(call);
    struct string text = own_text(call);
    struct buffer out = {0};
    unsigned before = ' ';
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        unsigned letter = text_next(text, &offset);
        struct string one = string_slice(text, start, offset);
        buffer_append_string(&out,
                             is_raised(letter, before) ? text_upper(arena, one) : text_lower(arena, one));
        before = letter;
    }
    *result = call_take_text(call, &out);
    return true;
}

static bool begins_word(unsigned letter, unsigned before)
{
    (void)letter;
    return !text_is_letter(before);
}

static bool is_swapped_up(unsigned letter, unsigned before)
{
    (void)before;
    return text_is_lower(letter);
}

static bool method_title(struct call *call, struct value *result)
{
    return map_letters(call, begins_word, result);
}

static bool method_swapcase(struct call *call, struct value *result)
{
    return map_letters(call, is_swapped_up, result);
}

/* ---- strip, replace, fill ---- */

static bool strip(struct call *call, enum strip_side side, struct value *result)
{
    struct string characters = {NULL, 0};
    if (call->slots[1].kind != VALUE_NONE && !call_want_text(call, 1, &characters))
        return false;
    return give_text(result, strip_text(own_text(call), characters, side));
}

static bool method_strip(struct call *call, struct value *result)
{
    return strip(call, STRIP_BOTH, result);
}

static bool method_lstrip(struct call *call, struct value *result)
{
    return strip(call, STRIP_LEFT, result);
}

static bool method_rstrip(struct call *call, struct value *result)
{
    return strip(call, STRIP_RIGHT, result);
}

static bool method_replace(struct call *call, struct value *result)
{
    struct string old, replacement;
    int64_t count;
    if (!call_want_text(call, 1, &old) || !call_want_text(call, 2, &replacement) ||
        !call_want_integer(call, 3, &count))
        return false;
    struct buffer out = {0};
    bool is_small = replace_text(&out, own_text(call), old, replacement, count);
    *result = call_take_text(call, &out);
    return is_small || call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "16 MiB");
}

enum { MOST_WIDTH = 10000 };

static bool justify(struct call *call, enum justify side, struct value *result)
{
    uint64_t width;
    struct string fill;
    if (!call_want_count(call, 1, MOST_WIDTH, &width) || !call_want_text(call, 2, &fill))
        return false;
    if (text_length(fill) != 1)
        return call_fail_value(call, 2);
    struct buffer out = {0};
    justify_text(&out, own_text(call), width, fill, side);
    *result = call_take_text(call, &out);
    return true;
}

static bool method_center(struct call *call, struct value *result)
{
    return justify(call, JUSTIFY_CENTER, result);
}

static bool method_ljust(struct call *call, struct value *result)
{
    return justify(call, JUSTIFY_LEFT, result);
}

static bool method_rjust(struct call *call, struct value *result)
{
    return justify(call, JUSTIFY_RIGHT, result);
}

static bool method_zfill(struct call *call, struct value *result)
{
    struct string text = own_text(call);
    uint64_t width;
    if (!call_want_count(call, 1, MOST_WIDTH, &width))
        return false;
    bool has_sign = text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+');
    struct buffer out = {0};
    if (has_sign)
        buffer_append_byte(&out, text.bytes[0]);
    struct string digits = string_slice(text, has_sign, text.length);
    justify_text(&out, digits, width > has_sign ? width - has_sign : 0, STRING("0"), JUSTIFY_RIGHT);
    *result = call_take_text(call, &out);
    return true;
}

/* ---- searching ---- */

static size_t find_last(struct string text, struct string wanted)
{
    size_t found = SIZE_MAX;
    if (wanted.length == 0)
        return text.length;
    for (size_t at = string_find(text, wanted, 0); at != SIZE_MAX && at < text.length;
         at = string_find(text, wanted, at + 1))
        found = at;
    return found;
}

static bool search(struct call *call, bool from_end, bool must_exist, struct value *result)
{
    struct string wanted;
    if (!call_want_text(call, 1, &wanted))
        return false;
    size_t found = from_end ? find_last(own_text(call), wanted) : string_find(own_text(call), wanted, 0);
    if (found == SIZE_MAX && must_exist)
        return call_fail_value(call, 1);
    return give_position(call, own_text(call), found, result);
}

static bool method_find(struct call *call, struct value *result)
{
    return search(call, false, false, result);
}

static bool method_rfind(struct call *call, struct value *result)
{
    return search(call, true, false, result);
}

static bool method_index(struct call *call, struct value *result)
{
    return search(call, false, true, result);
}

static bool method_count(struct call *call, struct value *result)
{
    struct string wanted, text = own_text(call);
    int64_t count = 0;
    if (!call_want_text(call, 1, &wanted))
        return false;
    if (wanted.length == 0)
        count = (int64_t)text_length(text) + 1;
    else
        for (size_t at = string_find(text, wanted, 0); at != SIZE_MAX;
             at = string_find(text, wanted, at + wanted.length))
            count++;
    *result = value_integer(count);
    return true;
}

/* One text, or any of a list of them. */
static bool matches_side(struct call *call, bool (*matches)(struct string, struct string),
                         struct value *result)
{
    struct list one = {.items = &call->slots[1], .count = 1}, *choices = &one;
    bool does_match = false;
    if (call->slots[1].kind == VALUE_LIST)
        choices = call->slots[1].as.list;
    for (size_t i = 0; i < choices->count; i++) {
        if (choices->items[i].kind != VALUE_TEXT)
            return call_fail_kind(call, 1, VALUE_TEXT);
        does_match = does_match || matches(own_text(call), choices->items[i].as.text);
    }
    return give_truth(result, does_match);
}

static bool method_startswith(struct call *call, struct value *result)
{
    return matches_side(call, string_starts_with, result);
}

static bool method_endswith(struct call *call, struct value *result)
{
    return matches_side(call, string_ends_with, result);
}

static bool method_removeprefix(struct call *call, struct value *result)
{
    struct string prefix, text = own_text(call);
    if (!call_want_text(call, 1, &prefix))
        return false;
    return give_text(result, string_starts_with(text, prefix) ? string_slice(text, prefix.length, text.length)
                                                              : text);
}

static bool method_removesuffix(struct call *call, struct value *result)
{
    struct string suffix, text = own_text(call);
    if (!call_want_text(call, 1, &suffix))
        return false;
    return give_text(
        result, string_ends_with(text, suffix) ? string_slice(text, 0, text.length - suffix.length) : text);
}

/* ---- kinds of characters ---- */

static bool is_all(struct call *call, bool (*is_wanted)(unsigned), struct value *result)
{
    struct string text = own_text(call);
    bool is_whole = text.length > 0;
    for (size_t offset = 0; offset < text.length && is_whole;)
        is_whole = is_wanted(text_next(text, &offset));
    return give_truth(result, is_whole);
}

static bool is_letter_or_digit(unsigned code_point)
{
    return text_is_letter(code_point) || text_is_digit(code_point);
}

static bool method_isdigit(struct call *call, struct value *result)
{
    return is_all(call, text_is_digit, result);
}

static bool method_isalpha(struct call *call, struct value *result)
{
    return is_all(call, text_is_letter, result);
}

static bool method_isalnum(struct call *call, struct value *result)
{
    return is_all(call, is_letter_or_digit, result);
}

static bool method_isspace(struct call *call, struct value *result)
{
    return is_all(call, text_is_space, result);
}

static bool has_case(struct call *call, bool (*is_wanted)(unsigned), bool (*is_other)(unsigned),
                     struct value *result)
{
    struct string text = own_text(call);
    bool has_wanted = false, has_other = false;
    for (size_t offset = 0; offset < text.length;) {
        unsigned code_point = text_next(text, &offset);
        has_wanted = has_wanted || is_wanted(code_point);
        has_other = has_other || is_other(code_point);
    }
    return give_truth(result, has_wanted && !has_other);
}

static bool method_isupper(struct call *call, struct value *result)
{
    return has_case(call, text_is_upper, text_is_lower, result);
}

static bool method_islower(struct call *call, struct value *result)
{
    return has_case(call, text_is_lower, text_is_upper, result);
}

/* Each word begins with a capital and goes on in small letters. */
static bool method_istitle(struct call *call, struct value *result)
{
    struct string text = own_text(call);
    bool has_cased = false, is_inside = false, is_title = true;
    for (size_t offset = 0; offset < text.length;) {
        unsigned code_point = text_next(text, &offset);
        bool is_upper = text_is_upper(code_point), is_lower = text_is_lower(code_point);
        is_title = is_title && !(is_upper && is_inside) && !(is_lower && !is_inside);
        is_inside = is_upper || is_lower;
        has_cased = has_cased || is_inside;
    }
    return give_truth(result, has_cased && is_title);
}

/* ---- format ---- */

static bool method_format(struct call *call, struct value *result)
{
    struct buffer out = {0};
    bool is_missing = false;
    if (!format_take_values(call, result, &is_missing) || is_missing)
        return is_missing;
    bool is_done =
        format_braces(call->evaluation, own_text(call), call->rest, call->rest_count, &call->options, &out);
    *result = call_take_text(call, &out);
    return is_done || call_fail(call, PROBLEM_FORMAT, arena_copy(call_arena(call), own_text(call)).bytes);
}

static const struct function_row rows[] = {
    {"upper", "self", method_upper, 0, VALUE_TEXT},
    {"lower", "self", method_lower, 0, VALUE_TEXT},
    {"casefold", "self", method_lower, 0, VALUE_TEXT},
    {"capitalize", "self", method_capitalize, 0, VALUE_TEXT},
    {"title", "self", method_title, 0, VALUE_TEXT},
    {"swapcase", "self", method_swapcase, 0, VALUE_TEXT},
    {"strip", "self, chars=none", method_strip, 0, VALUE_TEXT},
    {"lstrip", "self, chars=none", method_lstrip, 0, VALUE_TEXT},
    {"rstrip", "self, chars=none", method_rstrip, 0, VALUE_TEXT},
    {"replace", "self, old, new, count=-1", method_replace, 0, VALUE_TEXT},
    {"center", "self, width, fillchar=' '", method_center, 0, VALUE_TEXT},
    {"ljust", "self, width, fillchar=' '", method_ljust, 0, VALUE_TEXT},
    {"rjust", "self, width, fillchar=' '", method_rjust, 0, VALUE_TEXT},
    {"zfill", "self, width", method_zfill, 0, VALUE_TEXT},
    {"find", "self, sub", method_find, 0, VALUE_TEXT},
    {"rfind", "self, sub", method_rfind, 0, VALUE_TEXT},
    {"index", "self, sub", method_index, 0, VALUE_TEXT},
    {"count", "self, sub", method_count, 0, VALUE_TEXT},
    {"startswith", "self, prefix", method_startswith, 0, VALUE_TEXT},
    {"endswith", "self, suffix", method_endswith, 0, VALUE_TEXT},
    {"removeprefix", "self, prefix", method_removeprefix, 0, VALUE_TEXT},
    {"removesuffix", "self, suffix", method_removesuffix, 0, VALUE_TEXT},
    {"isdigit", "self", method_isdigit, 0, VALUE_TEXT},
    {"isdecimal", "self", method_isdigit, 0, VALUE_TEXT},
    {"isnumeric", "self", method_isdigit, 0, VALUE_TEXT},
    {"isalpha", "self", method_isalpha, 0, VALUE_TEXT},
    {"isalnum", "self", method_isalnum, 0, VALUE_TEXT},
    {"isspace", "self", method_isspace, 0, VALUE_TEXT},
    {"isupper", "self", method_isupper, 0, VALUE_TEXT},
    {"islower", "self", method_islower, 0, VALUE_TEXT},
    {"istitle", "self", method_istitle, 0, VALUE_TEXT},
    {"format", "self, *args, **kwargs", method_format, 0, VALUE_TEXT},
    {"split", "self, sep=none, maxsplit=-1", text_method_split, 0, VALUE_TEXT},
    {"rsplit", "self, sep=none, maxsplit=-1", text_method_rsplit, 0, VALUE_TEXT},
    {"splitlines", "self, keepends=false", text_method_splitlines, 0, VALUE_TEXT},
    {"partition", "self, sep", text_method_partition, 0, VALUE_TEXT},
    {"rpartition", "self, sep", text_method_rpartition, 0, VALUE_TEXT},
    {"join", "self, iterable", text_method_join, 0, VALUE_TEXT},
};

const struct function_table method_table_text = {rows, sizeof rows / sizeof rows[0]};
