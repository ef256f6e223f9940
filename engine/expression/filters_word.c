/* What Word's own fields and content controls ask of a value: pictures, letters, comparisons, choices. */

#include "expression/evaluate.h"
#include "expression/format_picture.h"
#include "expression/scope.h"
#include "text/decimal.h"
#include "text/unicode.h"

#include <string.h>

enum { LONGEST_PICTURE = 255 };

/* Nothing, or a text of nothing: what the field shows then. */
static bool is_blank(struct call *call, struct value *result)
{
    const struct value *value = &call->slots[0];
    *result = value_text((struct string){"", 0});
    return value->kind == VALUE_NONE || (value->kind == VALUE_TEXT && !string_trim(value->as.text).length);
}

static bool read_figure(struct arena *arena, struct string typed, struct number *number)
{
    struct buffer digits = {0};
    bool is_number = text_read_decimal(&digits, string_trim(typed)) &&
                     number_read(arena, buffer_string(&digits), number, NULL);
    buffer_release(&digits);
    return is_number;
}

/* ---- pictures ---- */

static bool want_picture(struct call *call, struct string *picture)
{
    if (!call_want_text(call, 1, picture))
        return false;
    return picture->length <= LONGEST_PICTURE || call_fail_value(call, 1);
}

static bool filter_number_picture(struct call *call, struct value *result)
{
    struct number number;
    struct string picture;
    if (is_blank(call, result))
        return true;
    bool is_number = call->slots[0].kind == VALUE_TEXT
                         ? read_figure(call_arena(call), call->slots[0].as.text, &number) ||
                               call_fail_kind(call, 0, VALUE_NUMBER)
                         : call_want_number(call, 0, &number);
    if (!is_number || !want_picture(call, &picture))
        return false;
    struct buffer out = {0};
    format_picture_number(&out, call_arena(call), number, picture);
    *result = call_take_text(call, &out);
    return true;
}

static bool want_date(struct call *call, struct date *date)
{
    const struct value *value = &call->slots[0];
    if (value->kind == VALUE_TEXT && date_read(date, value->as.text))
        return true;
    *date = value->as.date;
    return value->kind == VALUE_DATE || call_fail_kind(call, 0, VALUE_DATE);
}

static bool filter_date_picture(struct call *call, struct value *result)
{
    struct date date;
    struct string picture;
    if (is_blank(call, result))
        return true;
    if (!want_date(call, &date) || !want_picture(call, &picture))
        return false;
    struct buffer out = {0};
    format_picture_date(&out, date, picture);
    *result = call_take_text(call, &out);
    return true;
}

/* ---- letters ---- */

static bool filter_first_upper(struct call *call, struct value *result)
{
    *result = value_text(text_upper_first(call_arena(call), call_text(call, 0)));
    return true;
}

/* Each word with a capital; its other letters stay, as in Word. */
static bool filter_words_upper(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0);
    struct buffer out = {0};
    for (size_t from = 0; from < text.length;) {
        size_t to = from;
        while (to < text.length && !strchr(" \t\n", text.bytes[to]))
            to++;
        struct arena_mark mark = arena_mark(call_arena(call));
        buffer_append_string(&out, text_upper_first(call_arena(call), string_slice(text, from, to)));
        arena_rewind(call_arena(call), mark);
        if (to < text.length)
            buffer_append_byte(&out, text.bytes[to]);
        from = to + 1;
    }
    *result = call_take_text(call, &out);
    return true;
}

/* thứ nhất, thứ hai … */
static bool filter_ordinal(struct call *call, struct value *result)
{
    struct number number;
    if (is_blank(call, result))
        return true;
    if (!call_want_number(call, 0, &number))
        return false;
    struct buffer digits = {0}, out = {0};
    number_append_digits(&digits, number);
    buffer_append_text(&out, "thứ ");
    if (string_is(buffer_string(&digits), "1"))
        buffer_append_text(&out, "nhất");
    else if (string_is(buffer_string(&digits), "4"))
        buffer_append_text(&out, "tư");
    else if (!text_append_spelled(&out, buffer_string(&digits),
                                  &evaluation_style(call->evaluation)->spelling))
        buffer_append_string(&out, buffer_string(&digits));
    buffer_release(&digits);
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_around(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0);
    struct buffer out = {0};
    if (text.length) {
        buffer_append_string(&out, call_text(call, 1));
        buffer_append_string(&out, text);
        buffer_append_string(&out, call_text(call, 2));
    }
    *result = call_take_text(call, &out);
    return true;
}

/* ---- comparisons ---- */

/* "*" is any text, "?" any one character. The last star is gone back to, so time is bounded by the product of
 * the lengths. */
static bool is_like(struct string text, struct string pattern)
{
    size_t at = 0, in = 0, star = SIZE_MAX, again = 0;
    while (at < text.length) {
        if (in < pattern.length && pattern.bytes[in] == '*') {
            star = in++;
            again = at;
        } else if (in < pattern.length && pattern.bytes[in] == '?') {
            text_next(text, &at);
            in++;
        } else if (in < pattern.length && pattern.bytes[in] == text.bytes[at]) {
            at++;
            in++;
        } else if (star != SIZE_MAX) {
            in = star + 1;
            at = ++again;
        } else {
            return false;
        }
    }
    while (in < pattern.length && pattern.bytes[in] == '*')
        in++;
    return in == pattern.length;
}

static bool read_side(struct call *call, size_t slot, struct number *number)
{
    const struct value *value = &call->slots[slot];
    if (value_is_number(value)) {
        *number = value_to_number(call_arena(call), value);
        return true;
    }
    return value->kind == VALUE_TEXT && read_figure(call_arena(call), value->as.text, number);
}

static bool read_date_side(const struct value *value, struct date *date)
{
    if (value->kind == VALUE_DATE)
        *date = value->as.date;
    return value->kind == VALUE_DATE || (value->kind == VALUE_TEXT && date_read(date, value->as.text));
}

/* Numbers as numbers, dates as dates where one side surely is one, all else as text. */
static int compare_sides(struct call *call)
{
    struct number left, right;
    struct date first, second;
    if (read_side(call, 0, &left) && read_side(call, 2, &right))
        return number_compare(left, right);
    if ((call->slots[0].kind == VALUE_DATE || call->slots[2].kind == VALUE_DATE) &&
        read_date_side(&call->slots[0], &first) && read_date_side(&call->slots[2], &second))
        return (first.year - second.year) * 512 + (first.month - second.month) * 32 + first.day - second.day;
    return string_compare(call_text(call, 0), call_text(call, 2));
}

static bool has_wildcard(struct string text)
{
    return string_find(text, STRING("*"), 0) != SIZE_MAX || string_find(text, STRING("?"), 0) != SIZE_MAX;
}

static bool filter_compare(struct call *call, struct value *result)
{
    struct string sign = call_text(call, 1), right = call_text(call, 2);
    bool is_same = string_is(sign, "="), is_other = string_is(sign, "<>");
    if ((is_same || is_other) && has_wildcard(right)) {
        *result = value_bool(is_like(call_text(call, 0), right) == is_same);
        return true;
    }
    int order = compare_sides(call);
    if (is_same || is_other)
        *result = value_bool((order == 0) == is_same);
    else if (string_is(sign, "<") || string_is(sign, "<="))
        *result = value_bool(order < 0 || (order == 0 && sign.length == 2));
    else if (string_is(sign, ">") || string_is(sign, ">="))
        *result = value_bool(order > 0 || (order == 0 && sign.length == 2));
    else
        return call_fail_value(call, 1);
    return true;
}

/* ---- choices ---- */

static struct string choice_text(const struct value *item, size_t index)
{
    bool is_pair = item->kind == VALUE_LIST && item->as.list->count > index;
    const struct value *text = is_pair ? &item->as.list->items[index] : item;
    return text->kind == VALUE_TEXT ? text->as.text : (struct string){"", 0};
}

static bool is_choice(struct call *call, struct string typed, struct string choice)
{
    struct arena *arena = call_arena(call);
    return string_equal(text_fold_name(arena, string_trim(typed)),
                        text_fold_name(arena, string_trim(choice)));
}

static bool fail_choice(struct call *call, const struct list *choices, struct string typed)
{
    struct buffer allowed = {0};
    for (size_t i = 0; i < choices->count && i < 20; i++) {
        struct string shown = choice_text(&choices->items[i], 1);
        buffer_append_format(&allowed, "%s“%.*s”", i ? ", " : "", STRING_FORMAT(shown));
    }
    struct arena *arena = call_arena(call);
    call_tell(call, PROBLEM_NOT_A_CHOICE, arena_copy(arena, typed).bytes,
              arena_copy(arena, buffer_string(&allowed)).bytes);
    buffer_release(&allowed);
    return false;
}

/* The second of the pair [value, what is shown] whose value, else what is shown, is the text. */
static bool filter_choice(struct call *call, struct value *result)
{
    struct list *choices;
    if (is_blank(call, result))
        return true;
    struct string typed = call_text(call, 0);
    if (!call_want_items(call, 1, &choices))
        return false;
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < choices->count; i++)
            if (is_choice(call, typed, choice_text(&choices->items[i], side))) {
                *result = value_text(choice_text(&choices->items[i], 1));
                return true;
            }
    *result = value_text(typed);
    return value_is_true(&call->slots[2]) || fail_choice(call, choices, typed);
}

/* ---- records ---- */

static bool is_records(const struct value *value)
{
    return value->kind == VALUE_LIST && value->as.list->count > 0 &&
           value->as.list->items[0].kind == VALUE_RECORD;
}

/* The only list of records that a scope's data has; NULL: none, or several. */
static const struct list *only_records(const struct record *record)
{
    const struct list *found = NULL;
    for (size_t i = 0; record && i < record->count; i++) {
        const struct value *value = &record->entries[i].value;
        if (is_records(value) && found)
            return NULL;
        if (is_records(value))
            found = value->as.list;
    }
    return found;
}

/* What a merge goes through: the list called records (bản ghi), else the only list of records. */
static const struct list *find_records(struct call *call)
{
    static const char *const names[] = {"records", "bản ghi"};
    const struct scope *scope = call->evaluation->scope;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct value *value = scope_lookup(scope, name_new(call_arena(call), string_of(names[i])));
        if (value && is_records(value))
            return value->as.list;
    }
    const struct list *found = NULL;
    for (; scope && !found; scope = scope->outer)
        found = only_records(scope->record);
    return found;
}

/* What the record of that index has under the name, else the value; blank behind the last record. */
static bool filter_record(struct call *call, struct value *result)
{
    const struct list *records = find_records(call);
    struct string name;
    uint64_t index;
    if (!call_want_count(call, 1, UINT32_MAX, &index) || !call_want_text(call, 2, &name))
        return false;
    *result = call->slots[0];
    if (records ? index >= records->count : index > 0) {
        *result = value_text((struct string){"", 0});
        return true;
    }
    const struct value *item = records ? &records->items[index] : NULL;
    const struct value *own =
        item && item->kind == VALUE_RECORD ? record_lookup(item->as.record, name) : NULL;
    if (own)
        *result = *own;
    return true;
}

/* The condition of a SKIPIF: where it holds, no document is to be made. */
static bool filter_skip_record(struct call *call, struct value *result)
{
    *result = value_text((struct string){"", 0});
    return !value_is_true(&call->slots[0]) || call_fail(call, PROBLEM_RECORD_SKIPPED, NULL);
}

/* ---- what attributes hold ---- */

/* 2023-05-04T00:00:00Z; nothing for a date with a blank, and for what is none. */
static bool filter_full_date(struct call *call, struct value *result)
{
    struct date date;
    struct buffer out = {0};
    if (read_date_side(&call->slots[0], &date) && date.day) {
        date_append_iso(&out, date);
        buffer_append_text(&out, "T00:00:00Z");
    }
    *result = call_take_text(call, &out);
    return true;
}

static bool is_no(struct string text)
{
    static const char *const words[] = {"", "0", "không", "sai", "no", "false", "n", "k"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (string_is(text, words[i]))
            return true;
    return false;
}

/* What a check box makes of a value: the words for no mean no. */
static bool filter_checked(struct call *call, struct value *result)
{
    const struct value *value = &call->slots[0];
    bool is_text = value->kind == VALUE_TEXT;
    *result = value_bool(is_text ? !is_no(text_fold_name(call_arena(call), string_trim(value->as.text)))
                                 : value_is_true(value));
    return true;
}

static const struct function_row rows[] = {
    {"number picture", "value, picture", filter_number_picture, 0, VALUE_NUMBER},
    {"mẫu số", "value, picture", filter_number_picture, 0, VALUE_NUMBER},
    {"date picture", "value, picture", filter_date_picture, 0, VALUE_DATE},
    {"mẫu ngày", "value, picture", filter_date_picture, 0, VALUE_DATE},
    {"full date", "value", filter_full_date, 0, VALUE_DATE},
    {"first upper", "value", filter_first_upper, 0, VALUE_TEXT},
    {"hoa chữ đầu", "value", filter_first_upper, 0, VALUE_TEXT},
    {"words upper", "value", filter_words_upper, 0, VALUE_TEXT},
    {"hoa đầu từ", "value", filter_words_upper, 0, VALUE_TEXT},
    {"ordinal", "value", filter_ordinal, 0, VALUE_NUMBER},
    {"thứ tự", "value", filter_ordinal, 0, VALUE_NUMBER},
    {"around", "value, before='', after=''", filter_around, 0, VALUE_UNDEFINED},
    {"kèm", "value, before='', after=''", filter_around, 0, VALUE_UNDEFINED},
    {"compare", "value, sign, other", filter_compare, 0, VALUE_UNDEFINED},
    {"so sánh", "value, sign, other", filter_compare, 0, VALUE_UNDEFINED},
    {"choice", "value, choices, others=false", filter_choice, 0, VALUE_TEXT},
    {"chọn", "value, choices, others=false", filter_choice, 0, VALUE_TEXT},
    {"record", "value, index, name", filter_record, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"skip record", "value", filter_skip_record, 0, VALUE_BOOL},
    {"checked", "value", filter_checked, 0, VALUE_BOOL},
    {"đánh dấu", "value", filter_checked, 0, VALUE_BOOL},
};

const struct function_table filter_table_word = {rows, sizeof rows / sizeof rows[0]};
