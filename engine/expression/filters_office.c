/* What an office writes, in the style of its form: grouped and padded numbers, percents, money, dates,
 * ranges, Roman numerals. */

#include "expression/evaluate.h"
#include "expression/text_tools.h"
#include "text/decimal.h"
#include "text/unicode.h"

enum { MOST_DECIMALS = 30 };

bool call_want_figure(struct call *call, struct number *number)
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

/* What the style says where the argument is not given. */
static bool want_count_or(struct call *call, size_t slot, uint64_t usual, uint64_t *count)
{
    *count = usual;
    return !call_is_given(call, slot) || call_want_count(call, slot, MOST_DECIMALS, count);
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
    if (!call_want_figure(call, &number) || !want_decimals(call, 1, &is_fixed, &decimals))
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
    if (!call_want_figure(call, &number) ||
        !want_count_or(call, 1, evaluation_style(call->evaluation)->count_digits, &digits))
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
    if (!call_want_figure(call, percent))
        return false;
    if (!is_percent)
        *percent = number_multiply(call_arena(call), *percent, number_of_integer(100));
    return true;
}

static bool filter_percent(struct call *call, struct value *result)
{
    struct number percent;
    uint64_t decimals;
    const struct style *style = evaluation_style(call->evaluation);
    bool keeps_zeros = call_is_given(call, 2) ? value_is_true(&call->slots[2]) : style->keeps_percent_zeros;
    if (is_none(call, result))
        return true;
    if (!want_percent(call, &percent) || !want_count_or(call, 1, style->percent_decimals, &decimals))
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
    if (!call_want_figure(call, &number))
        return false;
    struct buffer out = {0};
    append_number(&out, number, false, 0, &text_decimal_office);
    buffer_append_string(&out, call_is_given(call, 1) ? call_text(call, 1)
                                                      : evaluation_style(call->evaluation)->money_unit);
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_roman(struct call *call, struct value *result)
{
    struct number number;
    int64_t integer;
    if (is_none(call, result))
        return true;
    if (!call_want_figure(call, &number))
        return false;
    struct buffer out = {0};
    bool is_done = number_to_integer(number, &integer) && integer > 0 && integer < 4000 &&
                   text_append_roman(&out, (unsigned)integer);
    *result = call_take_text(call, &out);
    return is_done || call_fail_value(call, 0);
}

/* ---- dates ---- */

bool call_want_date(struct call *call, struct date *date)
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
    if (!call_want_date(call, &date))
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
    if (!call_want_date(call, &date))
        return false;
    struct buffer out = {0};
    date_append_styled(&out, date, evaluation_style(call->evaluation)->date);
    *result = call_take_text(call, &out);
    return true;
}

static bool append_quarter(struct call *call, unsigned quarter, struct buffer *out)
{
    buffer_append_text(out, "Quý ");
    if (!evaluation_style(call->evaluation)->quarter_is_roman)
        buffer_append_format(out, "%u", quarter);
    else
        text_append_roman(out, quarter);
    return true;
}

/* Of a date with its year, of a number from 1 to 4 alone. */
static bool filter_quarter(struct call *call, struct value *result)
{
    struct number number;
    struct date date = {0, 0, 0};
    int64_t quarter = 0;
    if (is_none(call, result))
        return true;
    bool is_date = call->slots[0].kind == VALUE_DATE ||
                   (call->slots[0].kind == VALUE_TEXT && date_read(&date, call->slots[0].as.text));
    if (is_date ? !call_want_date(call, &date) : !call_want_figure(call, &number))
        return false;
    if (is_date)
        quarter = (date.month + 2) / 3;
    else if (!number_to_integer(number, &quarter))
        quarter = 0;
    if (quarter < 1 || quarter > 4)
        return call_fail_value(call, 0);
    struct buffer out = {0};
    append_quarter(call, (unsigned)quarter, &out);
    if (is_date)
        buffer_append_format(&out, "/%d", date.year);
    *result = call_take_text(call, &out);
    return true;
}

/* ---- ranges ---- */

/* The first of two dates of one year does without it: 24/8 - 24/9/2023. */
static void append_range_start(const struct call *call, const struct value *start, const struct value *end,
                               struct buffer *out)
{
    size_t from = out->length;
    evaluation_append(call->evaluation, out, start);
    bool is_in_one_year = start->kind == VALUE_DATE && end->kind == VALUE_DATE && start->as.date.day != 0 &&
                          start->as.date.year == end->as.date.year;
    while (is_in_one_year && out->length > from && out->bytes[out->length - 1] >= '0')
        buffer_truncate(out, out->length - 1);
    if (is_in_one_year)
        buffer_truncate(out, out->length - 1);
}

/* Of a list of two, or of a value and the end that is given. */
static bool filter_range(struct call *call, struct value *result)
{
    const struct value *start = &call->slots[0], *end = &call->slots[1];
    if (is_none(call, result))
        return true;
    if (!call_is_given(call, 1) && start->kind != VALUE_LIST)
        return call_fail_kind(call, 0, VALUE_LIST);
    if (!call_is_given(call, 1)) {
        const struct list *list = start->as.list;
        if (list->count != 2)
            return call_fail_value(call, 0);
        start = &list->items[0];
        end = &list->items[1];
    }
    struct buffer out = {0};
    append_range_start(call, start, end, &out);
    buffer_append_string(&out, evaluation_style(call->evaluation)->range_dash);
    evaluation_append(call->evaluation, &out, end);
    *result = call_take_text(call, &out);
    return true;
}

static const struct function_row rows[] = {
    {"number", "value, decimals=none", filter_number, LEAVES_BLANK, VALUE_NUMBER},
    {"số", "value, decimals=none", filter_number, LEAVES_BLANK, VALUE_NUMBER},
    {"padded", "value, digits=?", filter_padded, LEAVES_BLANK, VALUE_NUMBER},
    {"hai chữ số", "value, digits=?", filter_padded, LEAVES_BLANK, VALUE_NUMBER},
    {"percent", "value, decimals=?, fixed=?", filter_percent, LEAVES_BLANK, VALUE_NUMBER},
    {"phần trăm", "value, decimals=?, fixed=?", filter_percent, LEAVES_BLANK, VALUE_NUMBER},
    {"money", "value, unit=?", filter_money, LEAVES_BLANK, VALUE_NUMBER},
    {"tiền", "value, unit=?", filter_money, LEAVES_BLANK, VALUE_NUMBER},
    {"roman", "value", filter_roman, LEAVES_BLANK, VALUE_NUMBER},
    {"la mã", "value", filter_roman, LEAVES_BLANK, VALUE_NUMBER},
    {"date", "value, blank='    '", filter_date, LEAVES_BLANK, VALUE_DATE},
    {"ngày", "value, blank='    '", filter_date, LEAVES_BLANK, VALUE_DATE},
    {"short date", "value", filter_short_date, LEAVES_BLANK, VALUE_DATE},
    {"ngày ngắn", "value", filter_short_date, LEAVES_BLANK, VALUE_DATE},
    {"quarter", "value", filter_quarter, LEAVES_BLANK, VALUE_UNDEFINED},
    {"quý", "value", filter_quarter, LEAVES_BLANK, VALUE_UNDEFINED},
    {"range", "value, end=?", filter_range, LEAVES_BLANK, VALUE_UNDEFINED},
    {"khoảng", "value, end=?", filter_range, LEAVES_BLANK, VALUE_UNDEFINED},
};

const struct function_table filter_table_office = {rows, sizeof rows / sizeof rows[0]};
