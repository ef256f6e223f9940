/* Functions: Jinja's globals, and the few an office counts with. There is no clock and no chance. */

#include "expression/rows.h"
#include "expression/select.h"
#include "text/unicode.h"
#include "text/glue.h"
#include "text/wrap.h"

#include "expression/objects.h"

static bool fail_size(struct call *call, const char *most)
{
    return call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, most);
}

/* ---- range ---- */

static bool want_bound(struct call *call, size_t position, int64_t *bound)
{
    call->slots[0] = call->rest[position];
    return call_want_integer(call, 0, bound);
}

static bool function_range(struct call *call, struct value *result)
{
    int64_t from = 0, to = 0, step = 1;
    size_t count = call->rest_count;
    if (count == 0)
        return call_fail(call, PROBLEM_ARGUMENT_MISSING, call->row->name, "stop");
    if (count > 3)
        return call_fail(call, PROBLEM_ARGUMENT_MANY, call->row->name, "3");
    if (!want_bound(call, count == 1 ? 0 : 1, &to) || (count > 1 && !want_bound(call, 0, &from)) ||
        (count > 2 && !want_bound(call, 2, &step)))
        return false;
    if (step == 0)
        return call_fail(call, PROBLEM_DIVISION_BY_ZERO, NULL);
    __extension__ __int128 width = step > 0 ? (__int128)to - from : (__int128)from - to;
    __extension__ __int128 stride = step > 0 ? (__int128)step : -(__int128)step;
    if (width > 0 && (width + stride - 1) / stride > MOST_RANGE)
        return fail_size(call, "1000000");
    *result = value_list(call_arena(call));
    int64_t length = width > 0 ? (int64_t)((width + stride - 1) / stride) : 0;
    for (int64_t i = 0; i < length; i++) {
        struct value number = value_integer(from + i * step);
        list_append(result->as.list, &number);
    }
    return call_steps(call, (uint64_t)length);
}

/* ---- records ---- */

static bool function_dict(struct call *call, struct value *result)
{
    struct arena *arena = call_arena(call);
    *result = value_record(arena);
    if (call->rest_count > 1)
        return call_fail(call, PROBLEM_ARGUMENT_MANY, call->row->name, "1");
    if (call->rest_count == 1 && !record_update(call, result->as.record, &call->rest[0]))
        return false;
    for (size_t i = 0; i < call->options.keyword_count; i++)
        record_set(result->as.record, call->options.keywords[i], &call->options.keyword_values[i]);
    return true;
}

/* Namespaces outlive the round of a loop that sets them. */
static bool function_namespace(struct call *call, struct value *result)
{
    struct value values;
    if (!function_dict(call, &values) || !lasting_copy(call, &values, result))
        return false;
    result->as.record->is_namespace = true;
    return true;
}

static bool function_cycler(struct call *call, struct value *result)
{
    if (call->rest_count == 0)
        return call_fail(call, PROBLEM_ARGUMENT_MISSING, call->row->name, "items");
    return new_cycler(call, call->rest, call->rest_count, result);
}

static bool function_joiner(struct call *call, struct value *result)
{
    *result = new_joiner(call->evaluation, call_text(call, 0));
    return true;
}

static bool function_refused(struct call *call, struct value *result)
{
    (void)result;
    return call_fail(call, PROBLEM_NOT_DETERMINISTIC, call->row->name);
}

/* ---- counting ---- */

/* The values to count with: those given, or the items of the one list given; of each, the attribute asked
 * for. */
static bool want_values(struct call *call, struct list **values)
{
    struct list *items = value_list(call_arena(call)).as.list;
    if (call->rest_count == 1 && call->rest[0].kind == VALUE_LIST)
        items = call->rest[0].as.list;
    else
        for (size_t i = 0; i < call->rest_count; i++)
            list_append(items, &call->rest[i]);
    return select_attributes(call, items, 0, values);
}

static bool function_sum(struct call *call, struct value *result)
{
    struct list *values;
    struct value zero = value_integer(0);
    if (call->query != NULL)
        return query_sum(call, result);
    return want_values(call, &values) && sum_values(call, values->items, values->count, &zero, result);
}

static bool function_count(struct call *call, struct value *result)
{
    struct list *values;
    if (call->query != NULL)
        return query_count(call, result);
    if (call->rest_count == 1 && call->rest[0].kind == VALUE_RECORD) {
        *result = value_integer((int64_t)call->rest[0].as.record->count);
        return true;
    }
    if (!want_values(call, &values))
        return false;
    *result = value_integer((int64_t)values->count);
    return true;
}

static bool extreme(struct call *call, int sign, struct value *result)
{
    struct list *values;
    if (call->query != NULL)
        return query_extreme(call, sign, result);
    return want_values(call, &values) &&
           find_extreme(call, values->items, values->items, values->count, sign, true, result);
}

static bool function_max(struct call *call, struct value *result)
{
    return extreme(call, 1, result);
}

static bool function_min(struct call *call, struct value *result)
{
    return extreme(call, -1, result);
}

static bool function_average(struct call *call, struct value *result)
{
    struct list *values;
    struct number average;
    struct value zero = value_integer(0), sum;
    if (call->query != NULL)
        return query_average(call, result);
    if (!want_values(call, &values) || !sum_values(call, values->items, values->count, &zero, &sum))
        return false;
    if (sum.kind != VALUE_NUMBER) {
        *result = sum;
        return true;
    }
    if (!number_divide(call_arena(call), sum.as.number, number_of_integer((int64_t)values->count), &average))
        return call_fail(call, PROBLEM_DIVISION_BY_ZERO, NULL);
    *result = value_number(average);
    return true;
}

/* ---- ratios and widths ---- */

static bool want_part(struct call *call, size_t slot, struct value *part)
{
    struct number number;
    if (!call_want_number(call, slot, &number))
        return false;
    *part = value_number(number);
    if (call->slots[slot].kind == VALUE_NUMBER)
        *part = call->slots[slot];
    return true;
}

static bool function_ratio(struct call *call, struct value *result)
{
    struct value part, whole;
    if (!want_part(call, 0, &part) || !want_part(call, 1, &whole))
        return false;
    *result = value_ratio(call_arena(call), &part, &whole);
    return true;
}

enum { MOST_POINTS = 1638, MOST_COLUMN = 1 << 30 };

static unsigned long widest_line(struct string text, enum face face, unsigned half_points)
{
    unsigned long widest = 0;
    for (size_t from = 0, to; from <= text.length; from = to + 1) {
        to = string_find(text, STRING("\n"), from);
        to = to == SIZE_MAX ? text.length : to;
        unsigned long width = text_width_twips(string_slice(text, from, to), face, half_points);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The text as lines break it: blanks that hold together are part of a word. */
static struct string text_of_lines(const struct call *call, struct string text)
{
    return evaluation_style(call->evaluation)->keeps_lines ? text_glue(call_arena(call), text) : text;
}

/* Of the widest line; `within` a column, after breaking into lines made as even as they can be. */
static bool function_text_width(struct call *call, struct value *result)
{
    struct number size, half_points;
    int64_t integer;
    uint64_t column;
    if (!call_want_number(call, 1, &size))
        return false;
    half_points = number_multiply(call_arena(call), size, number_of_integer(2));
    if (!number_to_integer(half_points, &integer) || integer <= 0 || integer > 2 * MOST_POINTS)
        return call_fail_value(call, 1);
    enum face face = (value_is_true(&call->slots[2]) ? FACE_BOLD : FACE_REGULAR) |
                     (value_is_true(&call->slots[3]) ? FACE_ITALIC : FACE_REGULAR);
    struct string text = call_text(call, 0);
    if (call->slots[4].kind == VALUE_NONE) {
        *result = value_integer((int64_t)widest_line(text, face, (unsigned)integer));
        return true;
    }
    if (!call_want_count(call, 4, MOST_COLUMN, &column))
        return false;
    text = text_of_lines(call, text);
    *result = value_integer(
        (int64_t)text_wrap_evenly(call_arena(call), text, column, face, (unsigned)integer).widest_twips);
    return true;
}

static const struct function_row rows[] = {
    {"range", "*bounds, bound=0", function_range, IS_VALUE, VALUE_NUMBER},
    {"dãy số", "*bounds, bound=0", function_range, 0, VALUE_NUMBER},
    {"dict", "*mapping, **values", function_dict, ACCEPTS_UNDEFINED | IS_VALUE, VALUE_UNDEFINED},
    {"namespace", "*mapping, **values", function_namespace, ACCEPTS_UNDEFINED | IS_VALUE, VALUE_UNDEFINED},
    {"cycler", "*items", function_cycler, IS_VALUE, VALUE_UNDEFINED},
    {"joiner", "sep=', '", function_joiner, IS_VALUE, VALUE_TEXT},
    {"lipsum", "*arguments, **options", function_refused, IS_VALUE, VALUE_UNDEFINED},
    {"ratio", "part, whole", function_ratio, 0, VALUE_NUMBER},
    {"tỉ lệ", "part, whole", function_ratio, 0, VALUE_NUMBER},
    {"tỷ lệ", "part, whole", function_ratio, 0, VALUE_NUMBER},
    {"text width", "text, size, bold=false, italic=false, within=none", function_text_width, 0, VALUE_TEXT},
    {"rộng", "text, size, bold=false, italic=false, within=none", function_text_width, 0, VALUE_TEXT},
    {"sum", "*values, attribute=none", function_sum, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"tổng", "*values, attribute=none", function_sum, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"count", "*values, attribute=none", function_count, TAKES_ROWS, VALUE_UNDEFINED},
    {"đếm", "*values, attribute=none", function_count, TAKES_ROWS, VALUE_UNDEFINED},
    {"max", "*values, attribute=none", function_max, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"lớn nhất", "*values, attribute=none", function_max, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"min", "*values, attribute=none", function_min, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"nhỏ nhất", "*values, attribute=none", function_min, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"average", "*values, attribute=none", function_average, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
    {"trung bình", "*values, attribute=none", function_average, TAKES_ROWS | MEASURES_ROWS, VALUE_UNDEFINED},
};

const struct function_table function_table = {rows, sizeof rows / sizeof rows[0]};
