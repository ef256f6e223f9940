/* Equality and order of values, as in Python; true and false count as 1 and 0. */

#include "value/value.h"

static bool has_number(const struct value *value)
{
    return value->kind == VALUE_BOOL || value_is_number(value);
}

static struct number number_of(struct arena *arena, const struct value *value)
{
    return value->kind == VALUE_BOOL ? number_of_integer(value->as.truth) : value_to_number(arena, value);
}

static int compare_numbers(const struct value *a, const struct value *b)
{
    if (a->kind != VALUE_RATIO && b->kind != VALUE_RATIO)
        return number_compare(number_of(NULL, a), number_of(NULL, b));
    struct arena *arena = arena_new();
    int order = number_compare(number_of(arena, a), number_of(arena, b));
    arena_free(arena);
    return order;
}

static bool equal_ratios(const struct ratio *a, const struct ratio *b)
{
    return value_equal(&a->part, &b->part) && value_equal(&a->whole, &b->whole);
}

static bool equal_dates(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool equal_lists(const struct list *a, const struct list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!value_equal(&a->items[i], &b->items[i]))
            return false;
    return true;
}

static bool equal_records(const struct record *a, const struct record *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct value *other = record_lookup_name(b, a->entries[i].name);
        if (other == NULL || !value_equal(&a->entries[i].value, other))
            return false;
    }
    return true;
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (has_number(a) && has_number(b))
        return compare_numbers(a, b) == 0;
    if (a->kind != b->kind)
        return false;
    switch ((enum value_kind)a->kind) {
    case VALUE_TEXT:
        return string_equal(a->as.text, b->as.text);
    case VALUE_DATE:
        return equal_dates(a->as.date, b->as.date);
    case VALUE_RATIO:
        return equal_ratios(a->as.ratio, b->as.ratio);
    case VALUE_LIST:
        return equal_lists(a->as.list, b->as.list);
    case VALUE_RECORD:
        return equal_records(a->as.record, b->as.record);
    case VALUE_CALLABLE:
        return a->as.callable == b->as.callable;
    default:
        return true;
    }
}

static int compare_dates(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return a.day < b.day ? -1 : a.day > b.day;
}

static bool compare_lists(const struct list *a, const struct list *b, int *order)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        if (value_equal(&a->items[i], &b->items[i]))
            continue;
        return value_compare(&a->items[i], &b->items[i], order);
    }
    *order = a->count < b->count ? -1 : a->count > b->count;
    return true;
}

static int sign_of(int order)
{
    return order < 0 ? -1 : order > 0;
}

bool value_compare(const struct value *a, const struct value *b, int *order)
{
    if (has_number(a) && has_number(b)) {
        *order = compare_numbers(a, b);
        return true;
    }
    if (a->kind != b->kind)
        return false;
    switch ((enum value_kind)a->kind) {
    case VALUE_TEXT:
        *order = sign_of(string_compare(a->as.text, b->as.text));
        return true;
    case VALUE_DATE:
        *order = compare_dates(a->as.date, b->as.date);
        return true;
    case VALUE_LIST:
        return compare_lists(a->as.list, b->as.list, order);
    default:
        return false;
    }
}
