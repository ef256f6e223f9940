/* Making values, and what holds for values of every kind: truth, number, depth, words for messages. */

#include "value/value.h"

struct value value_none(void)
{
    return (struct value){.kind = VALUE_NONE};
}

struct value value_placed(struct value value, const struct value *as)
{
    value.source = as->source;
    value.line = as->line;
    value.column = as->column;
    return value;
}

struct value value_undefined(struct string name)
{
    return (struct value){.kind = VALUE_UNDEFINED, .as.text = name};
}

struct value value_bool(bool truth)
{
    return (struct value){.kind = VALUE_BOOL, .as.truth = truth};
}

struct value value_number(struct number number)
{
    return (struct value){.kind = VALUE_NUMBER, .as.number = number};
}

struct value value_integer(int64_t integer)
{
    return value_number(number_of_integer(integer));
}

struct value value_text(struct string text)
{
    return (struct value){.kind = VALUE_TEXT, .as.text = text};
}

struct value value_date(struct date date)
{
    return (struct value){.kind = VALUE_DATE, .as.date = date};
}

struct value value_ratio(struct arena *arena, const struct value *part, const struct value *whole)
{
    struct ratio *ratio = arena_allocate(arena, sizeof *ratio);
    *ratio = (struct ratio){*part, *whole};
    return (struct value){.kind = VALUE_RATIO, .as.ratio = ratio};
}

unsigned value_depth(const struct value *value)
{
    if (value->kind == VALUE_LIST)
        return value->as.list->depth;
    return value->kind == VALUE_RECORD ? value->as.record->depth : 0;
}

void value_raise_depth(unsigned *depth, const struct value *item)
{
    if (value_depth(item) >= *depth)
        *depth = value_depth(item) + 1;
}

bool value_is_true(const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE:
        return false;
    case VALUE_BOOL:
        return value->as.truth;
    case VALUE_NUMBER:
        return number_sign(value->as.number) != 0;
    case VALUE_TEXT:
        return value->as.text.length > 0;
    case VALUE_RATIO:
        return number_sign(value->as.ratio->part.as.number) != 0;
    case VALUE_LIST:
        return value->as.list->count > 0;
    case VALUE_RECORD:
        return value->as.record->count > 0;
    default:
        return true;
    }
}

bool value_is_number(const struct value *value)
{
    if (value->kind == VALUE_RATIO)
        return number_sign(value->as.ratio->whole.as.number) != 0;
    return value->kind == VALUE_NUMBER;
}

struct number value_to_number(struct arena *arena, const struct value *value)
{
    if (value->kind == VALUE_NUMBER)
        return value->as.number;
    struct number quotient = number_of_integer(0);
    number_divide(arena, value->as.ratio->part.as.number, value->as.ratio->whole.as.number, &quotient);
    return quotient;
}

static bool take(uint64_t *budget, uint64_t amount)
{
    if (*budget < amount)
        return false;
    *budget -= amount;
    return true;
}

bool value_fits(const struct value *value, uint64_t *budget)
{
    if (!take(budget, 1))
        return false;
    if (value->kind == VALUE_TEXT)
        return take(budget, value->as.text.length);
    if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->as.list->count; i++)
            if (!value_fits(&value->as.list->items[i], budget))
                return false;
    } else if (value->kind == VALUE_RECORD) {
        for (size_t i = 0; i < value->as.record->count; i++)
            if (!take(budget, value->as.record->entries[i].name->text.length) ||
                !value_fits(&value->as.record->entries[i].value, budget))
                return false;
    }
    return true;
}

static const char *const kind_words[VALUE_KIND_COUNT][2] = {
    [VALUE_UNDEFINED] = {"giá trị chưa có", "missing value"},
    [VALUE_NONE] = {"giá trị rỗng", "none"},
    [VALUE_BOOL] = {"đúng/sai", "true/false"},
    [VALUE_NUMBER] = {"số", "number"},
    [VALUE_TEXT] = {"chữ", "text"},
    [VALUE_DATE] = {"ngày", "date"},
    [VALUE_RATIO] = {"tỷ lệ", "ratio"},
    [VALUE_LIST] = {"danh sách", "list"},
    [VALUE_RECORD] = {"nhóm trường", "record"},
    [VALUE_CALLABLE] = {"hàm", "function"},
};

const char *value_kind_word(const struct value *value, enum language language)
{
    return kind_words[value->kind][language == LANGUAGE_EN];
}
