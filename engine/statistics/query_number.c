/* Arguments of SQL functions as exact numbers, and results. */

#include <stdio.h>

#include "base/memory.h"
#include "statistics/query_internal.h"

void exact_fail(const struct exact_call *call, enum problem_code code, const char *what)
{
    struct query_run *run = call->run;
    if (run->refused[0] == '\0') {
        run->refused_code = code;
        snprintf(run->refused, sizeof run->refused, "%s", what);
    }
    sqlite3_result_error(call->context, "refused", -1);
}

static bool fail_inexact(const struct exact_call *call)
{
    exact_fail(call, PROBLEM_SQL_INEXACT, call->name);
    return false;
}

/* ---- texts ---- */

/* The number that a text begins with, in the grammar of number_read(). */
struct prefix {
    struct buffer number;
    size_t length; /* of the text, with blanks around the number */
    bool is_real;
};

static size_t take_digits(struct prefix *prefix, struct string text, size_t from)
{
    size_t to = from;
    while (to < text.length && text.bytes[to] >= '0' && text.bytes[to] <= '9')
        to++;
    buffer_append_string(&prefix->number, string_slice(text, from, to));
    return to;
}

static size_t skip_blanks(struct string text, size_t from)
{
    while (from < text.length &&
           (text.bytes[from] == ' ' || (text.bytes[from] >= '\t' && text.bytes[from] <= '\r')))
        from++;
    return from;
}

static size_t take_sign(struct prefix *prefix, struct string text, size_t from)
{
    bool has_sign = from < text.length && (text.bytes[from] == '-' || text.bytes[from] == '+');
    if (has_sign)
        buffer_append_byte(&prefix->number, text.bytes[from]);
    return from + has_sign;
}

/* ".5", "5." and "." begin as numbers do; the last is 0. */
static size_t take_fraction(struct prefix *prefix, struct string text, size_t from)
{
    if (from >= text.length || text.bytes[from] != '.')
        return from;
    prefix->is_real = true;
    buffer_append_byte(&prefix->number, '.');
    size_t to = take_digits(prefix, text, from + 1);
    if (to == from + 1)
        buffer_append_byte(&prefix->number, '0');
    return to;
}

static size_t take_exponent(struct prefix *prefix, struct string text, size_t from)
{
    size_t before = prefix->number.length;
    if (from >= text.length || (text.bytes[from] != 'e' && text.bytes[from] != 'E'))
        return from;
    buffer_append_byte(&prefix->number, 'e');
    size_t digits = take_sign(prefix, text, from + 1), to = take_digits(prefix, text, digits);
    if (to == digits) {
        buffer_truncate(&prefix->number, before);
        return from;
    }
    prefix->is_real = true;
    return to;
}

static struct prefix read_prefix(struct string text)
{
    struct prefix prefix = {0};
    size_t at = take_sign(&prefix, text, skip_blanks(text, 0));
    size_t behind = take_digits(&prefix, text, at);
    if (behind == at)
        buffer_append_byte(&prefix.number, '0');
    size_t end = take_fraction(&prefix, text, behind);
    bool has_digits = behind > at || end > behind + 1;
    prefix.is_real = prefix.is_real && has_digits;
    end = has_digits ? take_exponent(&prefix, text, end) : 0;
    prefix.length = has_digits ? skip_blanks(text, end) : 0;
    return prefix;
}

static bool read_text(const struct exact_call *call, struct string text, struct operand *operand)
{
    struct prefix prefix = read_prefix(text);
    int64_t integer;
    bool is_read =
        number_read(call->run->evaluation->arena, buffer_string(&prefix.number), &operand->number, NULL);
    operand->is_real = prefix.is_real || !is_read || !number_to_integer(operand->number, &integer);
    operand->is_whole = prefix.length > 0 && prefix.length == text.length;
    buffer_release(&prefix.number);
    return is_read || fail_inexact(call);
}

static struct string text_of(sqlite3_value *value)
{
    const char *bytes = (const char *)sqlite3_value_text(value);
    return (struct string){bytes != NULL ? bytes : "", (size_t)sqlite3_value_bytes(value)};
}

/* ---- arguments ---- */

bool exact_operand(const struct exact_call *call, int position, struct operand *operand)
{
    sqlite3_value *value = call->values[position];
    int type = sqlite3_value_type(value);
    *operand =
        (struct operand){.is_none = type == SQLITE_NULL, .is_real = type == SQLITE_FLOAT, .is_whole = true};
    switch (type) {
    case SQLITE_NULL:
        return true;
    case SQLITE_INTEGER:
        operand->number = number_of_integer(sqlite3_value_int64(value));
        return true;
    case SQLITE_FLOAT:
        return exact_lookup(call->run, sqlite3_value_double(value), &operand->number) || fail_inexact(call);
    default:
        return read_text(call, text_of(value), operand);
    }
}

/* Of a text only the digits count: "1e3" is 1. */
static struct string integer_part(struct string text)
{
    size_t from = skip_blanks(text, 0), to = from;
    to += to < text.length && (text.bytes[to] == '-' || text.bytes[to] == '+');
    while (to < text.length && text.bytes[to] >= '0' && text.bytes[to] <= '9')
        to++;
    return string_slice(text, from, to);
}

bool exact_integer(const struct exact_call *call, int position, int64_t *integer)
{
    struct arena *arena = call->run->evaluation->arena;
    sqlite3_value *value = call->values[position];
    struct operand operand = {0};
    int type = sqlite3_value_type(value);
    bool is_text = type == SQLITE_TEXT || type == SQLITE_BLOB;
    bool is_read = is_text ? read_text(call, integer_part(text_of(value)), &operand)
                           : exact_operand(call, position, &operand);
    return is_read && (number_to_integer(number_round(arena, operand.number, 0, ROUND_DOWN), integer) ||
                       fail_inexact(call));
}

bool exact_append_text(const struct exact_call *call, int position, struct buffer *out)
{
    sqlite3_value *value = call->values[position];
    struct number number;
    if (sqlite3_value_type(value) != SQLITE_FLOAT) {
        struct string text = text_of(value);
        buffer_append_string(out, text);
        call->run->evaluation->steps += text.length;
        return true;
    }
    return (exact_lookup(call->run, sqlite3_value_double(value), &number) && exact_append(out, number)) ||
           fail_inexact(call);
}

/* ---- results ---- */

void exact_give(const struct exact_call *call, struct number number, bool is_real)
{
    int64_t integer;
    double real;
    if (!is_real && number_to_integer(number, &integer))
        sqlite3_result_int64(call->context, integer);
    else if (number_bits(number) <= EXACT_MOST_BITS && exact_remember(call->run, number, &real))
        sqlite3_result_double(call->context, real);
    else
        fail_inexact(call);
}

void exact_give_text(const struct exact_call *call, struct string text)
{
    sqlite3_result_text64(call->context, text.bytes != NULL ? text.bytes : "", text.length, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

void exact_run(struct exact_call *call, void (*compute)(void *call))
{
    if (!memory_guard(compute, call))
        sqlite3_result_error_nomem(call->context);
}
