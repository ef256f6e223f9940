/* Arithmetic and comparison. A text never becomes a number silently, nor a number a text. */

#include "expression/evaluate.h"

#include <string.h>

#include "text/decimal.h"

static const char *const signs[] = {
    [OPERATOR_ADD] = "+",
    [OPERATOR_SUBTRACT] = "-",
    [OPERATOR_MULTIPLY] = "*",
    [OPERATOR_DIVIDE] = "/",
    [OPERATOR_FLOOR_DIVIDE] = "//",
    [OPERATOR_MODULO] = "%",
    [OPERATOR_POWER] = "**",
    [OPERATOR_EQUAL] = "==",
    [OPERATOR_NOT_EQUAL] = "!=",
    [OPERATOR_LESS] = "<",
    [OPERATOR_LESS_EQUAL] = "<=",
    [OPERATOR_GREATER] = ">",
    [OPERATOR_GREATER_EQUAL] = ">=",
    [OPERATOR_IN] = "in",
    [OPERATOR_NOT_IN] = "not in",
};

bool is_numeric(const struct value *value)
{
    return value->kind == VALUE_BOOL || value_is_number(value);
}

struct number numeric(struct arena *arena, const struct value *value)
{
    return value->kind == VALUE_BOOL ? number_of_integer(value->as.truth) : value_to_number(arena, value);
}

static bool is_empty_ratio(const struct value *value)
{
    return value->kind == VALUE_RATIO && !value_is_number(value);
}

static bool fail_kinds(const struct evaluator *evaluator, const struct node *node, enum operator operator,
                       const struct value * left, const struct value *right)
{
    if (is_empty_ratio(left))
        return report_ratio(evaluator, node, left);
    if (is_empty_ratio(right))
        return report_ratio(evaluator, node, right);
    return evaluator_fail(evaluator, node, PROBLEM_OPERAND_KINDS, signs[operator],
                          value_kind_word(left, LANGUAGE_VI), value_kind_word(right, LANGUAGE_VI),
                          value_kind_word(left, LANGUAGE_EN), value_kind_word(right, LANGUAGE_EN));
}

/* The sum and the difference of two figures of one kind are of that kind. */
static uint8_t common_format(enum operator operator, const struct value * left, const struct value *right)
{
    bool keeps = operator== OPERATOR_ADD || operator== OPERATOR_SUBTRACT;
    bool is_kept =
        left->format == FORMAT_COUNT || left->format == FORMAT_MONEY || left->format == FORMAT_GROUPED;
    return keeps && is_kept && left->format == right->format ? left->format : FORMAT_BARE;
}

static bool fail_zero(const struct evaluator *evaluator, const struct node *node, bool is_done)
{
    return is_done || evaluator_fail(evaluator, node, PROBLEM_DIVISION_BY_ZERO, NULL);
}

static bool compute_number(const struct evaluator *evaluator, const struct node *node, struct number left,
                           struct number right, struct number *number)
{
    struct arena *arena = evaluator->evaluation->arena;
    switch ((enum operator)node->operator) {
    case OPERATOR_ADD:
        *number = number_add(arena, left, right);
        return true;
    case OPERATOR_SUBTRACT:
        *number = number_subtract(arena, left, right);
        return true;
    case OPERATOR_MULTIPLY:
        *number = number_multiply(arena, left, right);
        return true;
    case OPERATOR_DIVIDE:
        return fail_zero(evaluator, node, number_divide(arena, left, right, number));
    case OPERATOR_FLOOR_DIVIDE:
        return fail_zero(evaluator, node, number_floor_divide(arena, left, right, number));
    case OPERATOR_MODULO:
        return fail_zero(evaluator, node, number_modulo(arena, left, right, number));
    default:
        return number_power(arena, left, right, number) ||
               evaluator_fail(evaluator, node, PROBLEM_POWER, NULL);
    }
}

static bool compute_numbers(const struct evaluator *evaluator, const struct node *node,
                            const struct value *left, const struct value *right, struct value *result)
{
    struct arena *arena = evaluator->evaluation->arena;
    struct number number;
    if (!compute_number(evaluator, node, numeric(arena, left), numeric(arena, right), &number))
        return false;
    if (number.denominator == 0 && number_bits(number) > MOST_NUMBER_BITS)
        return evaluator_fail(evaluator, node, PROBLEM_VALUE_SIZE, signs[node->operator], "65536 bit");
    uint8_t format = common_format(node->operator, left, right);
    *result = value_number(number);
    result->format = format;
    return true;
}

static struct value join_lists(struct arena *arena, const struct value *left, const struct value *right)
{
    struct value joined = value_list(arena);
    joined.flags = left->flags & VALUE_TUPLE;
    for (size_t i = 0; i < left->as.list->count; i++)
        list_append(joined.as.list, &left->as.list->items[i]);
    for (size_t i = 0; i < right->as.list->count; i++)
        list_append(joined.as.list, &right->as.list->items[i]);
    return joined;
}

static bool fail_size(const struct evaluator *evaluator, const struct node *node, const char *most)
{
    return evaluator_fail(evaluator, node, PROBLEM_VALUE_SIZE, signs[node->operator], most);
}

static bool add(const struct evaluator *evaluator, const struct node *node, const struct value *left,
                const struct value *right, struct value *result)
{
    struct arena *arena = evaluator->evaluation->arena;
    if (left->kind == VALUE_TEXT && right->kind == VALUE_TEXT) {
        struct string a = left->as.text, b = right->as.text;
        if (a.length + b.length > MOST_TEXT)
            return fail_size(evaluator, node, "16 MiB");
        char *bytes = arena_allocate(arena, a.length + b.length + 1);
        memcpy(bytes, a.bytes, a.length);
        memcpy(bytes + a.length, b.bytes, b.length);
        *result = value_text((struct string){bytes, a.length + b.length});
        return true;
    }
    if (left->kind != VALUE_LIST || right->kind != VALUE_LIST)
        return fail_kinds(evaluator, node, OPERATOR_ADD, left, right);
    if (left->as.list->count + right->as.list->count > MOST_RANGE)
        return fail_size(evaluator, node, "1000000");
    *result = join_lists(arena, left, right);
    return true;
}

static bool repeat_text(const struct evaluator *evaluator, const struct node *node, struct string text,
                        int64_t times, struct value *result)
{
    if (text.length > 0 && times > (int64_t)(MOST_TEXT / text.length))
        return fail_size(evaluator, node, "16 MiB");
    struct buffer out = {0};
    for (int64_t i = 0; i < times && text.length > 0; i++)
        buffer_append_string(&out, text);
    *result = value_text(arena_copy(evaluator->evaluation->arena, buffer_string(&out)));
    buffer_release(&out);
    return true;
}

static bool repeat_list(const struct evaluator *evaluator, const struct node *node, const struct value *list,
                        int64_t times, struct value *result)
{
    size_t count = list->as.list->count;
    if (count > 0 && times > (int64_t)(MOST_RANGE / count))
        return fail_size(evaluator, node, "1000000");
    *result = value_list(evaluator->evaluation->arena);
    result->flags = list->flags & VALUE_TUPLE;
    for (int64_t i = 0; i < times && count > 0; i++)
        for (size_t item = 0; item < count; item++)
            list_append(result->as.list, &list->as.list->items[item]);
    return true;
}

/* A figure that was given as text is no text to repeat: 12 * "7" must not print 777777777777. */
static bool is_figure(const struct value *value)
{
    struct buffer digits = {0};
    bool is_number = value->kind == VALUE_TEXT && text_read_decimal(&digits, value->as.text);
    buffer_release(&digits);
    return is_number;
}

/* "ab" * 2, [0] * 3, either way round. */
static bool repeat(const struct evaluator *evaluator, const struct node *node, const struct value *left,
                   const struct value *right, struct value *result)
{
    int64_t times;
    const struct value *subject = left->kind == VALUE_NUMBER ? right : left;
    const struct value *number = left->kind == VALUE_NUMBER ? left : right;
    bool is_repeated = number->kind == VALUE_NUMBER && number_to_integer(number->as.number, &times);
    if (!is_repeated || is_figure(subject))
        return fail_kinds(evaluator, node, OPERATOR_MULTIPLY, left, right);
    if (subject->kind == VALUE_TEXT)
        return repeat_text(evaluator, node, subject->as.text, times, result);
    if (subject->kind == VALUE_LIST)
        return repeat_list(evaluator, node, subject, times, result);
    return fail_kinds(evaluator, node, OPERATOR_MULTIPLY, left, right);
}

static bool format(const struct evaluator *evaluator, const struct node *node, const struct value *left,
                   const struct value *right, struct value *result)
{
    struct buffer out = {0};
    struct string text = left->as.text;
    bool is_done = format_percent(evaluator->evaluation, text, right, &out);
    if (is_done)
        *result = value_text(arena_copy(evaluator->evaluation->arena, buffer_string(&out)));
    buffer_release(&out);
    const char *typed = arena_copy(evaluator->evaluation->arena, text).bytes;
    return is_done || evaluator_fail(evaluator, node, PROBLEM_FORMAT, typed);
}

static bool compute(const struct evaluator *evaluator, const struct node *node, const struct value *left,
                    const struct value *right, struct value *result)
{
    if (is_numeric(left) && is_numeric(right))
        return compute_numbers(evaluator, node, left, right, result);
    if (node->operator== OPERATOR_ADD)
        return add(evaluator, node, left, right, result);
    if (node->operator== OPERATOR_MULTIPLY)
        return repeat(evaluator, node, left, right, result);
    if (node->operator== OPERATOR_MODULO && left->kind == VALUE_TEXT)
        return format(evaluator, node, left, right, result);
    return fail_kinds(evaluator, node, node->operator, left, right);
}

/* Both operands, ready for use; *is_missing: *result is the missing one. */
static bool evaluate_operands(const struct evaluator *evaluator, const struct node *node, struct value *left,
                              struct value *right, struct value *result, bool *is_missing)
{
    struct evaluation *evaluation = evaluator->evaluation;
    if (!evaluate(evaluator, node->pair.left, left) || !evaluate(evaluator, node->pair.right, right) ||
        !use_value(evaluation, evaluator->expression, left, MISSING_IS_WRONG, is_missing))
        return false;
    if (*is_missing) {
        *result = *left;
        return true;
    }
    if (!use_value(evaluation, evaluator->expression, right, MISSING_IS_WRONG, is_missing))
        return false;
    if (*is_missing)
        *result = *right;
    return true;
}

bool evaluate_binary(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value left, right;
    bool is_missing = false;
    if (!evaluate_operands(evaluator, node, &left, &right, result, &is_missing))
        return false;
    return is_missing || compute(evaluator, node, &left, &right, result);
}

bool evaluate_unary(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value value;
    bool is_missing = false;
    if (!evaluate(evaluator, node->pair.left, &value) ||
        !use_value(evaluator->evaluation, evaluator->expression, &value, MISSING_IS_WRONG, &is_missing))
        return false;
    if (is_missing) {
        *result = value;
        return true;
    }
    if (is_empty_ratio(&value))
        return report_ratio(evaluator, node, &value);
    if (!is_numeric(&value))
        return evaluator_fail(evaluator, node, PROBLEM_OPERAND_KIND, signs[node->operator],
                              value_kind_word(&value, LANGUAGE_VI), value_kind_word(&value, LANGUAGE_EN));
    struct arena *arena = evaluator->evaluation->arena;
    struct number number = numeric(arena, &value);
    *result = value_number(node->operator== OPERATOR_SUBTRACT ? number_negate(arena, number) : number);
    return true;
}

/* ---- comparisons ---- */

static bool fits_order(enum operator operator, int order)
{
    switch (operator) {
    case OPERATOR_LESS:
        return order < 0;
    case OPERATOR_LESS_EQUAL:
        return order <= 0;
    case OPERATOR_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

bool value_contains(const struct value *container, const struct value *item, bool *contains)
{
    *contains = false;
    switch ((enum value_kind)container->kind) {
    case VALUE_TEXT:
        *contains = item->kind == VALUE_TEXT && string_find(container->as.text, item->as.text, 0) != SIZE_MAX;
        return item->kind == VALUE_TEXT;
    case VALUE_RECORD: {
        struct arena *arena = arena_new();
        *contains = record_lookup(container->as.record, key_text(arena, item)) != NULL;
        arena_free(arena);
        return true;
    }
    case VALUE_LIST:
        for (size_t i = 0; i < container->as.list->count && !*contains; i++)
            *contains = value_equal(&container->as.list->items[i], item);
        return true;
    default:
        return false;
    }
}

static bool compare(const struct evaluator *evaluator, const struct node *node, enum operator operator,
                    const struct value * left, const struct value *right, bool *holds)
{
    int order;
    switch (operator) {
    case OPERATOR_EQUAL:
    case OPERATOR_NOT_EQUAL:
        *holds = value_equal(left, right) == (operator== OPERATOR_EQUAL);
        return true;
    case OPERATOR_IN:
    case OPERATOR_NOT_IN:
        if (!value_contains(right, left, holds))
            return fail_kinds(evaluator, node, operator, left, right);
        *holds = *holds == (operator== OPERATOR_IN);
        return true;
    default:
        if (!value_compare(left, right, &order))
            return fail_kinds(evaluator, node, operator, left, right);
        *holds = fits_order(operator, order);
        return true;
    }
}

/* Missing operands of "==", "!=" and a missing container are blank where Jinja takes them so. */
static enum missing_use use_of(enum operator operator)
{
    bool is_order = operator>= OPERATOR_LESS && operator<= OPERATOR_GREATER_EQUAL;
    return is_order ? MISSING_IS_WRONG : MISSING_IS_BLANK;
}

/* In a blank mode a missing value equals only another missing one, and contains nothing. */
static bool compare_missing(const struct value *left, const struct value *right, enum operator operator,
                            bool * holds)
{
    bool is_left = left->kind == VALUE_UNDEFINED, is_right = right->kind == VALUE_UNDEFINED;
    switch (operator) {
    case OPERATOR_EQUAL:
    case OPERATOR_NOT_EQUAL:
        *holds = (is_left && is_right) == (operator== OPERATOR_EQUAL);
        return is_left || is_right;
    case OPERATOR_IN:
    case OPERATOR_NOT_IN:
        *holds = operator== OPERATOR_NOT_IN;
        return is_right;
    default:
        return false;
    }
}

static bool is_blank_mode(const struct evaluator *evaluator)
{
    return evaluator->evaluation->undefined == UNDEFINED_BLANK;
}

static bool compare_step(const struct evaluator *evaluator, const struct node *node, enum operator operator,
                         struct value * left, struct value *right, bool *holds)
{
    struct evaluation *evaluation = evaluator->evaluation;
    bool is_missing = false;
    *holds = false;
    if (is_blank_mode(evaluator) && compare_missing(left, right, operator, holds))
        return true;
    if (!use_value(evaluation, evaluator->expression, left, use_of(operator), &is_missing) ||
        !use_value(evaluation, evaluator->expression, right, use_of(operator), &is_missing))
        return false;
    return is_missing || compare(evaluator, node, operator, left, right, holds);
}

bool evaluate_comparison(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value left, right;
    bool holds = true;
    if (!evaluate(evaluator, node->compare.operands[0], &left))
        return false;
    for (size_t i = 0; i < node->compare.count && holds; i++) {
        if (!evaluate(evaluator, node->compare.operands[i + 1], &right) ||
            !compare_step(evaluator, node, node->compare.operators[i], &left, &right, &holds))
            return false;
        left = right;
    }
    *result = value_bool(holds);
    return true;
}
