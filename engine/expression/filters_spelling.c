/* Numbers, money, dates and times in words and back. */

#include "expression/evaluate.h"
#include "text/unicode.h"

/* What is said; an argument names it, or the value itself tells. */
enum kind { KIND_NUMBER, KIND_MONEY, KIND_PERCENT, KIND_FRACTION, KIND_ORDINAL, KIND_DATE, KIND_TIME };

static const struct {
    const char *name;
    enum kind kind;
} kinds[] = {
    {"số", KIND_NUMBER},        {"number", KIND_NUMBER},     {"tiền", KIND_MONEY},
    {"money", KIND_MONEY},      {"phần trăm", KIND_PERCENT}, {"percent", KIND_PERCENT},
    {"phân số", KIND_FRACTION}, {"fraction", KIND_FRACTION}, {"thứ tự", KIND_ORDINAL},
    {"ordinal", KIND_ORDINAL},  {"ngày", KIND_DATE},         {"date", KIND_DATE},
    {"giờ", KIND_TIME},         {"time", KIND_TIME},
};

enum { SLOT_VALUE, SLOT_MONEY, SLOT_KIND, SLOT_ZERO, SLOT_THOUSAND, SLOT_FOUR, SLOT_ZERO_HUNDRED, SLOT_EVEN };

struct saying {
    enum kind kind;
    struct spelling spelling;
    bool says_even;
};

static enum kind usual_kind(const struct value *value)
{
    if (value->kind == VALUE_DATE)
        return KIND_DATE;
    if ((value->kind == VALUE_NUMBER || value->kind == VALUE_RATIO) && value->format == FORMAT_PERCENT)
        return KIND_PERCENT;
    return value->kind == VALUE_RATIO ? KIND_FRACTION : KIND_NUMBER;
}

static bool want_kind(struct call *call, enum kind *kind)
{
    if (!call_is_given(call, SLOT_KIND)) {
        *kind = value_is_true(&call->slots[SLOT_MONEY]) ? KIND_MONEY : usual_kind(&call->slots[SLOT_VALUE]);
        return true;
    }
    struct string name = text_lower(call_arena(call), call_text(call, SLOT_KIND));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (string_is(name, kinds[i].name)) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return call_fail_value(call, SLOT_KIND);
}

/* One of two words, where it is given. */
static bool want_word(struct call *call, size_t slot, const char *first, const char *second, bool *is_second)
{
    if (!call_is_given(call, slot))
        return true;
    struct string word = call_text(call, slot);
    if (!string_is(word, first) && !string_is(word, second))
        return call_fail_value(call, slot);
    *is_second = string_is(word, second);
    return true;
}

static bool want_saying(struct call *call, struct saying *saying)
{
    const struct style *style = evaluation_style(call->evaluation);
    saying->spelling = style->spelling;
    saying->says_even =
        call_is_given(call, SLOT_EVEN) ? value_is_true(&call->slots[SLOT_EVEN]) : style->money_says_even;
    if (call_is_given(call, SLOT_ZERO_HUNDRED))
        saying->spelling.skips_zero_hundred = !value_is_true(&call->slots[SLOT_ZERO_HUNDRED]);
    return want_kind(call, &saying->kind) &&
           want_word(call, SLOT_ZERO, "linh", "lẻ", &saying->spelling.says_le) &&
           want_word(call, SLOT_THOUSAND, "nghìn", "ngàn", &saying->spelling.says_ngan) &&
           want_word(call, SLOT_FOUR, "tư", "bốn", &saying->spelling.says_bon);
}

static bool spell_number(struct call *call, const struct saying *saying, struct buffer *out)
{
    struct number number;
    struct buffer digits = {0};
    if (!call_want_figure(call, &number))
        return false;
    bool is_percent =
        call->slots[SLOT_VALUE].kind == VALUE_NUMBER && call->slots[SLOT_VALUE].format == FORMAT_PERCENT;
    if (saying->kind == KIND_PERCENT && !is_percent) {
        number = number_multiply(call_arena(call), number, number_of_integer(100));
        number = number_round(call_arena(call), number,
                              (int)evaluation_style(call->evaluation)->percent_decimals, ROUND_HALF_UP);
    }
    bool is_whole = number_is_integer(number) && number_sign(number) >= 0;
    if (saying->kind == KIND_ORDINAL && !is_whole)
        return call_fail_value(call, SLOT_VALUE);
    number_append_digits(&digits, number);
    bool is_spelled = saying->kind == KIND_ORDINAL
                          ? text_append_spelled_ordinal(out, buffer_string(&digits), &saying->spelling)
                          : text_append_spelled(out, buffer_string(&digits), &saying->spelling);
    buffer_release(&digits);
    if (saying->kind == KIND_PERCENT)
        buffer_append_text(out, " phần trăm");
    if (saying->kind == KIND_MONEY)
        buffer_append_text(out, saying->says_even && number_is_integer(number) ? " đồng chẵn" : " đồng");
    return is_spelled || call_fail_value(call, SLOT_VALUE);
}

static void append_integer(struct buffer *digits, const struct value *value)
{
    number_append_digits(digits, value->as.number);
}

static bool spell_fraction(struct call *call, const struct saying *saying, struct buffer *out)
{
    const struct value *value = &call->slots[SLOT_VALUE];
    struct buffer part = {0}, whole = {0};
    if (value->kind != VALUE_RATIO)
        return call_fail_kind(call, SLOT_VALUE, VALUE_RATIO);
    append_integer(&part, &value->as.ratio->part);
    append_integer(&whole, &value->as.ratio->whole);
    bool is_spelled =
        text_append_spelled_fraction(out, buffer_string(&part), buffer_string(&whole), &saying->spelling);
    buffer_release(&part);
    buffer_release(&whole);
    return is_spelled || call_fail_value(call, SLOT_VALUE);
}

static bool spell_date(struct call *call, const struct saying *saying, struct buffer *out)
{
    struct date date;
    if (!call_want_date(call, &date))
        return false;
    text_append_spelled_date(out, date, &saying->spelling);
    return true;
}

static bool spell_time(struct call *call, const struct saying *saying, struct buffer *out)
{
    unsigned hour, minute;
    struct string typed;
    if (!call_want_text(call, SLOT_VALUE, &typed))
        return call_fail_kind(call, SLOT_VALUE, VALUE_TEXT);
    if (!text_read_time(typed, &hour, &minute))
        return call_fail_value(call, SLOT_VALUE);
    text_append_spelled_time(out, hour, minute, &saying->spelling);
    return true;
}

static bool say(struct call *call, const struct saying *saying, struct buffer *out)
{
    switch (saying->kind) {
    case KIND_FRACTION:
        return spell_fraction(call, saying, out);
    case KIND_DATE:
        return spell_date(call, saying, out);
    case KIND_TIME:
        return spell_time(call, saying, out);
    default:
        return spell_number(call, saying, out);
    }
}

static bool filter_spell(struct call *call, struct value *result)
{
    struct saying saying;
    struct buffer out = {0};
    *result = value_none();
    if (call->slots[SLOT_VALUE].kind == VALUE_NONE)
        return true;
    bool is_said = want_saying(call, &saying) && say(call, &saying, &out);
    *result = call_take_text(call, &out);
    if (is_said && saying.kind == KIND_MONEY)
        *result = value_text(text_upper_first(call_arena(call), result->as.text));
    return is_said;
}

/* ---- back ---- */

static struct value number_of(struct arena *arena, const struct buffer *digits)
{
    struct number number = number_of_integer(0);
    number_read(arena, buffer_string(digits), &number, NULL);
    return value_number(number);
}

static bool filter_read_spelled(struct call *call, struct value *result)
{
    struct spelled spelled;
    struct string words;
    *result = value_none();
    if (call->slots[0].kind == VALUE_NONE)
        return true;
    if (!call_want_text(call, 0, &words))
        return call_fail_kind(call, 0, VALUE_TEXT);
    if (!text_read_spelled(&spelled, words))
        return call_fail_value(call, 0);
    *result = number_of(call_arena(call), &spelled.digits);
    if (spelled.is_percent)
        result->format = FORMAT_PERCENT;
    if (spelled.whole.length > 0) {
        struct value part = *result, whole = number_of(call_arena(call), &spelled.whole);
        *result = value_ratio(call_arena(call), &part, &whole);
    }
    spelled_release(&spelled);
    return true;
}

#define SPELL "value, money=false, kind=?, zero=?, thousand=?, four=?, zero_hundred=?, even=?"

static const struct function_row rows[] = {
    {"spell", SPELL, filter_spell, LEAVES_BLANK, VALUE_UNDEFINED},
    {"bằng chữ", SPELL, filter_spell, LEAVES_BLANK, VALUE_UNDEFINED},
    {"read spelled", "value", filter_read_spelled, LEAVES_BLANK, VALUE_TEXT},
    {"đọc số", "value", filter_read_spelled, LEAVES_BLANK, VALUE_TEXT},
};

const struct function_table filter_table_spelling = {rows, sizeof rows / sizeof rows[0]};
