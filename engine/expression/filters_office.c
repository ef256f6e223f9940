/* What an office writes: grouped and padded numbers, percents, money, words for numbers, dates, Roman
 * numerals. */

#include "expression/evaluate.h"
#include "expression/text_tools.h"
#include "text/decimal.h"
#include "text/unicode.h"

enum { MOST_DECIMALS = 30 };

/* Texts are read as an office types them: "1.234,5". */
static bool want_figure(struct call *call, struct number *number)
{
    struct value *value = &call->slots[0];
    if (value->kind == VALUE_TEXT) {
        struct buffer digits = {0};
        bool is_number = text_read_decimal(&digits, value->as.text) &&
                         number_read(call_arena(call), buffer_string(&digits), number, NULL);
        buffer_release(&digits);
        return is_number || call_fail_kind(call, 0, VALUE_NUMBER);
    }
    return call_want_number(call, 0, number);
}

/* A missing figure stays missing: none prints blank. */
static bool is_none(struct call *call, struct value *result)
{
    *result = value_none();
    return call->slots[0].kind == VALUE_NONE;
}

static bool want_decimals(struct call *call, size_t slot, bool *is_fixed, uint64_t *decimals)
{
    *is_fixed = call->slots[slot].kind != VALUE_NONE;
    return !*is_fixed || call_want_count(call, slot, MOST_DECIMALS, decimals);
}

static void append_number(struct buffer *out, struct number number, bool is_fixed, uint64_t decimals,
                          const struct decimal_style *style)
{
    struct buffer digits = {0};
    if (is_fixed)
        number_append_fixed(&digits, number, (unsigned)decimals);
    else
        number_append_digits(&digits, number);
    text_append_decimal(out, buffer_string(&digits), style);
    buffer_release(&digits);
}

static bool filter_number(struct call *call, struct value *result)
{
    struct number number;
    uint64_t decimals = 0;
    bool is_fixed;
    if (is_none(call, result))
        return true;
    if (!want_figure(call, &number) || !want_decimals(call, 1, &is_fixed, &decimals))
        return false;
    struct buffer out = {0};
    append_number(&out, number, is_fixed, decimals, &text_decimal_office);
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_padded(struct call *call, struct value *result)
{
    struct number number;
    uint64_t digits;
    if (is_none(call, result))
        return true;
    if (!want_figure(call, &number) || !call_want_count(call, 1, MOST_DECIMALS, &digits))
        return false;
    struct decimal_style style = text_decimal_office;
    if (number_is_integer(number))
        style.least_integer_digits = (unsigned)digits;
    struct buffer out = {0};
    append_number(&out, number, false, 0, &style);
    *result = call_take_text(call, &out);
    return true;
}

/* A ratio or quotient times 100; a percent field (98.3) is one already. */
static bool want_percent(struct call *call, struct number *percent)
{
    bool is_percent = call->slots[0].kind == VALUE_NUMBER && call->slots[0].format == FORMAT_PERCENT;
    if (!want_figure(call, percent))
        return false;
    if (!is_percent)
        *percent = number_multiply(call_arena(call), *percent, number_of_integer(100));
    return true;
}

static bool filter_percent(struct call *call, struct value *result)
{
    struct number percent;
    uint64_t decimals;
    bool keeps_zeros = value_is_true(&call->slots[2]);
    if (is_none(call, result))
        return true;
    if (!want_percent(call, &percent) || !call_want_count(call, 1, MOST_DECIMALS, &decimals))
        return false;
    struct buffer out = {0};
    percent = number_round(call_arena(call), percent, (int)decimals, ROUND_HALF_UP);
    append_number(&out, percent, keeps_zeros, decimals, &text_decimal_office);
    buffer_append_byte(&out, '%');
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_money(struct call *call, struct value *result)
{
    struct number number;
    if (is_none(call, result))
        return true;
    if (!want_figure(call, &number))
        return false;
    struct buffer out = {0};
    append_number(&out, number, false, 0, &text_decimal_office);
    buffer_append_string(&out, call_text(call, 1));
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_spell(struct call *call, struct value *result)
{
    struct number number;
    bool is_money = value_is_true(&call->slots[1]);
    if (is_none(call, result))
        return true;
    if (!want_figure(call, &number))
        return false;
    struct buffer digits = {0}, out = {0};
    number_append_digits(&digits, number);
    bool is_spelled = text_append_spelled(&out, buffer_string(&digits), &text_spelling_office);
    buffer_release(&digits);
    if (!is_spelled) {
        buffer_release(&out);
        return call_fail_value(call, 0);
    }
    if (is_money)
        buffer_append_text(&out, " đồng");
    *result = call_take_text(call, &out);
    if (is_money)
        *result = value_text(text_upper_first(call_arena(call), result->as.text));
    return true;
}

static bool filter_roman(struct call *call, struct value *result)
{
    struct number number;
    int64_t integer;
    if (is_none(call, result))
        return true;
    if (!want_figure(call, &number))
        return false;
    struct buffer out = {0};
    bool is_done = number_to_integer(number, &integer) && integer > 0 && integer < 4000 &&
                   text_append_roman(&out, (unsigned)integer);
    *result = call_take_text(call, &out);
    return is_done || call_fail_value(call, 0);
}

/* ---- dates ---- */

static bool want_date(struct call *call, struct date *date)
{
    const struct value *value = &call->slots[0];
    if (value->kind == VALUE_TEXT && date_read(date, value->as.text))
        return true;
    if (value->kind != VALUE_DATE)
        return call_fail_kind(call, 0, VALUE_DATE);
    *date = value->as.date;
    return true;
}

static bool filter_date(struct call *call, struct value *result)
{
    struct date date;
    if (is_none(call, result))
        return true;
    if (!want_date(call, &date))
        return false;
    struct buffer out = {0};
    date_append_long(&out, date, call_text(call, 1));
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_short_date(struct call *call, struct value *result)
{
    struct date date;
    if (is_none(call, result))
        return true;
    if (!want_date(call, &date))
        return false;
    struct buffer out = {0};
    date_append_short(&out, date);
    *result = call_take_text(call, &out);
    return true;
}

static const struct function_row rows[] = {
    {"number", "value, decimals=none", filter_number, LEAVES_BLANK, VALUE_NUMBER},
    {"số", "value, decimals=none", filter_number, LEAVES_BLANK, VALUE_NUMBER},
    {"padded", "value, digits=2", filter_padded, LEAVES_BLANK, VALUE_NUMBER},
    {"hai chữ số", "value, digits=2", filter_padded, LEAVES_BLANK, VALUE_NUMBER},
    {"percent", "value, decimals=1, fixed=false", filter_percent, LEAVES_BLANK, VALUE_NUMBER},
    {"phần trăm", "value, decimals=1, fixed=false", filter_percent, LEAVES_BLANK, VALUE_NUMBER},
    {"money", "value, unit='đ'", filter_money, LEAVES_BLANK, VALUE_NUMBER},
    {"tiền", "value, unit='đ'", filter_money, LEAVES_BLANK, VALUE_NUMBER},
    {"spell", "value, money=false", filter_spell, LEAVES_BLANK, VALUE_NUMBER},
    {"bằng chữ", "value, money=false", filter_spell, LEAVES_BLANK, VALUE_NUMBER},
    {"roman", "value", filter_roman, LEAVES_BLANK, VALUE_NUMBER},
    {"la mã", "value", filter_roman, LEAVES_BLANK, VALUE_NUMBER},
    {"date", "value, blank='    '", filter_date, LEAVES_BLANK, VALUE_DATE},
    {"ngày", "value, blank='    '", filter_date, LEAVES_BLANK, VALUE_DATE},
    {"short date", "value", filter_short_date, LEAVES_BLANK, VALUE_DATE},
    {"ngày ngắn", "value", filter_short_date, LEAVES_BLANK, VALUE_DATE},
};

const struct function_table filter_table_office = {rows, sizeof rows / sizeof rows[0]};
