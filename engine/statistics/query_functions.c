/*
 * What computes in SQL: the operators, as query_rewrite.c calls them, and SQLite's own functions of numbers,
 * which are replaced. All have SQLite's meaning (whole numbers divide to whole numbers, division by 0 is
 * NULL), but exactly.
 */

#include <string.h>

#include "base/memory.h"
#include "statistics/query_internal.h"
#include "text/unicode.h"

/* ---- operators ---- */

static struct number cut(const struct exact_call *call, struct number number)
{
    return number_round(call->run->evaluation->arena, number, 0, ROUND_DOWN);
}

/* False for NULL: division by 0. */
static bool divide(const struct exact_call *call, struct operand *left, const struct operand *right)
{
    struct arena *arena = call->run->evaluation->arena;
    if (!number_divide(arena, left->number, right->number, &left->number))
        return false;
    if (!left->is_real && !right->is_real)
        left->number = cut(call, left->number);
    return true;
}

/* The remainder has the sign of the left side, and both are cut to integers. */
static bool find_remainder(const struct exact_call *call, struct operand *left, const struct operand *right)
{
    struct arena *arena = call->run->evaluation->arena;
    struct number whole = cut(call, left->number), divisor = cut(call, right->number), quotient;
    if (!number_divide(arena, whole, divisor, &quotient))
        return false;
    quotient = number_multiply(arena, cut(call, quotient), divisor);
    left->number = number_subtract(arena, whole, quotient);
    return true;
}

static bool apply(const struct exact_call *call, char sign, struct operand *left, const struct operand *right)
{
    struct arena *arena = call->run->evaluation->arena;
    switch (sign) {
    case '+':
        left->number = number_add(arena, left->number, right->number);
        return true;
    case '-':
        left->number = number_subtract(arena, left->number, right->number);
        return true;
    case '*':
        left->number = number_multiply(arena, left->number, right->number);
        return true;
    case '/':
        return divide(call, left, right);
    default:
        return find_remainder(call, left, right);
    }
}

/* An integer that has outgrown 64 bits goes on as a fraction, as SQLite's does. */
static bool is_too_large(const struct operand *operand)
{
    int64_t integer;
    return !operand->is_real && !number_to_integer(operand->number, &integer);
}

/* exact_compute(1, '+', 2, '-', 3) */
static void compute_chain(void *argument)
{
    struct exact_call *call = argument;
    struct operand left, right = {0};
    bool is_none = !exact_operand(call, 0, &left) || left.is_none;
    for (int i = 1; !is_none && i + 1 < call->count; i += 2) {
        const char *sign = (const char *)sqlite3_value_text(call->values[i]);
        is_none = sign == NULL || !exact_operand(call, i + 1, &right) || right.is_none ||
                  !apply(call, sign[0], &left, &right);
        exact_charge(call->run, left.number);
        left.is_real = left.is_real || right.is_real || (!is_none && is_too_large(&left));
        if (!is_none && number_bits(left.number) > EXACT_MOST_BITS) {
            exact_fail(call, PROBLEM_SQL_INEXACT, sign);
            is_none = true;
        }
    }
    if (!is_none)
        exact_give(call, left.number, left.is_real);
}

static void compute_join(void *argument)
{
    struct exact_call *call = argument;
    struct buffer text = {0};
    bool is_text = true;
    size_t most = (size_t)sqlite3_limit(database_handle(call->run->database), SQLITE_LIMIT_LENGTH, -1);
    for (int i = 0; is_text && i < call->count && text.length <= most; i++)
        is_text = sqlite3_value_type(call->values[i]) != SQLITE_NULL && exact_append_text(call, i, &text);
    if (is_text)
        exact_give_text(call, buffer_string(&text));
    buffer_release(&text);
}

static void compute_number(void *argument)
{
    struct exact_call *call = argument;
    struct operand operand;
    const char *typed = (const char *)sqlite3_value_text(call->values[0]);
    call->name = typed != NULL ? typed : call->name; /* in problems */
    bool is_read = exact_operand(call, 0, &operand);
    if (is_read && operand.is_whole)
        exact_give(call, operand.number, operand.is_real);
    else if (is_read)
        exact_fail(call, PROBLEM_SQL_INEXACT, call->name);
}

static void compute_whole(void *argument)
{
    struct exact_call *call = argument;
    int64_t integer;
    if (sqlite3_value_type(call->values[0]) != SQLITE_NULL && exact_integer(call, 0, &integer))
        sqlite3_result_int64(call->context, integer);
}

/* What is no number is handed through; 3 and 3.0 are the same text, so that DISTINCT takes them for one. */
static void compute_text(void *argument)
{
    struct exact_call *call = argument;
    struct buffer text = {0};
    int type = sqlite3_value_type(call->values[0]);
    bool is_number = type == SQLITE_FLOAT || type == SQLITE_INTEGER;
    call->run->evaluation->steps += is_number ? 0 : (uint64_t)sqlite3_value_bytes(call->values[0]);
    if (!is_number)
        sqlite3_result_value(call->context, call->values[0]);
    else if (exact_append_text(call, 0, &text))
        exact_give_text(call, buffer_string(&text));
    buffer_release(&text);
}

/* exact_cast(1.5, 'INTEGER') */
static void compute_cast(void *argument)
{
    struct exact_call *call = argument;
    struct operand operand;
    const char *type = (const char *)sqlite3_value_text(call->values[1]);
    if (type == NULL || strcmp(type, "TEXT") == 0)
        compute_text(call);
    else if (strcmp(type, "INTEGER") == 0)
        compute_whole(call);
    else if (exact_operand(call, 0, &operand) && !operand.is_none)
        exact_give(call, operand.number, operand.is_real || strcmp(type, "REAL") == 0);
}

/* ---- functions of numbers ---- */

static void compute_round(void *argument)
{
    enum { MOST_DECIMALS = 30 };
    struct exact_call *call = argument;
    struct operand operand;
    int64_t decimals = 0;
    bool is_none = call->count > 1 && sqlite3_value_type(call->values[1]) == SQLITE_NULL;
    if (is_none || (call->count > 1 && !exact_integer(call, 1, &decimals)))
        return;
    if (!exact_operand(call, 0, &operand) || operand.is_none)
        return;
    decimals = decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
    exact_give(call, number_round(call->run->evaluation->arena, operand.number, (int)decimals, ROUND_HALF_UP),
               true);
}

static void compute_size(void *argument)
{
    struct exact_call *call = argument;
    struct operand operand;
    bool is_integer = sqlite3_value_type(call->values[0]) == SQLITE_INTEGER;
    if (!exact_operand(call, 0, &operand) || operand.is_none)
        return;
    if (number_sign(operand.number) < 0)
        operand.number = number_negate(call->run->evaluation->arena, operand.number);
    exact_give(call, operand.number, !is_integer);
}

static void compute_sign(void *argument)
{
    struct exact_call *call = argument;
    struct operand operand;
    if (exact_operand(call, 0, &operand) && !operand.is_none && operand.is_whole)
        sqlite3_result_int(call->context, number_sign(operand.number));
}

static void round_to(const struct exact_call *call, enum number_rounding rounding)
{
    struct operand operand;
    if (exact_operand(call, 0, &operand) && !operand.is_none && operand.is_whole)
        exact_give(call, number_round(call->run->evaluation->arena, operand.number, 0, rounding),
                   operand.is_real);
}

static void compute_floor(void *argument)
{
    round_to(argument, ROUND_FLOOR);
}

static void compute_ceiling(void *argument)
{
    round_to(argument, ROUND_CEILING);
}

static void compute_cut(void *argument)
{
    round_to(argument, ROUND_DOWN);
}

/* ---- functions of texts, which SQLite's operators call ---- */

/* The pattern comes first, in the functions as in SQLite. A blob is like nothing, as Debian's SQLite has it.
 */
static bool read_pair(const struct exact_call *call, struct buffer *pattern, struct buffer *text)
{
    int first = sqlite3_value_type(call->values[0]), second = sqlite3_value_type(call->values[1]);
    buffer_append_text(pattern, "");
    buffer_append_text(text, "");
    if (first == SQLITE_BLOB || second == SQLITE_BLOB)
        sqlite3_result_int(call->context, 0);
    if (first == SQLITE_BLOB || second == SQLITE_BLOB || first == SQLITE_NULL || second == SQLITE_NULL)
        return false;
    return exact_append_text(call, 0, pattern) && exact_append_text(call, 1, text);
}

static bool read_escape(const struct exact_call *call, unsigned *escape)
{
    *escape = 0;
    if (call->count == 2)
        return true;
    const char *text = (const char *)sqlite3_value_text(call->values[2]);
    bool is_single = text != NULL && strlen(text) == 1 && (unsigned char)text[0] < 0x80;
    if (is_single && strchr("%_", text[0]) != NULL) {
        exact_fail(call, PROBLEM_SQL_REFUSED, text[0] == '%' ? "ESCAPE '%'" : "ESCAPE '_'");
        return false;
    }
    if (is_single)
        *escape = (unsigned char)text[0];
    else if (text != NULL)
        sqlite3_result_error(call->context, "ESCAPE expression must be a single character", -1);
    return is_single;
}

/* What SQLite takes; false when it is beyond that or the steps. */
static bool is_affordable(const struct exact_call *call, const struct buffer *pattern,
                          const struct buffer *text)
{
    enum { MOST_PATTERN = 50000, BYTES_A_STEP = 16 };
    if (pattern->length > MOST_PATTERN) {
        sqlite3_result_error(call->context, "LIKE or GLOB pattern too complex", -1);
        return false;
    }
    if (guard_spend(call->run, (uint64_t)pattern->length * text->length / BYTES_A_STEP))
        return true;
    sqlite3_result_error(call->context, "steps", -1);
    return false;
}

static bool is_ascii(const struct buffer *text)
{
    size_t i = 0;
    while (i < text->length && (unsigned char)text->bytes[i] < 0x80)
        i++;
    return i == text->length;
}

/* Letters that SQLite does not know; bytes that are no text stay. */
static void make_lower(const struct exact_call *call, struct buffer *text)
{
    struct arena *arena = call->run->evaluation->arena;
    struct arena_mark mark = arena_mark(arena);
    if (text_find_invalid_utf8(buffer_string(text)) == SIZE_MAX) {
        struct string lower = text_lower(arena, buffer_string(text));
        buffer_truncate(text, 0);
        buffer_append_string(text, lower);
    }
    arena_rewind(arena, mark);
}

static void compute_like(void *argument)
{
    struct exact_call *call = argument;
    struct buffer pattern = {0}, text = {0};
    unsigned escape = 0;
    bool is_read = read_pair(call, &pattern, &text) && read_escape(call, &escape);
    bool is_letter = (escape | 0x20) >= 'a' && (escape | 0x20) <= 'z';
    if (is_read && !is_letter && !is_ascii(&pattern)) {
        make_lower(call, &pattern);
        make_lower(call, &text);
    }
    if (is_read && is_affordable(call, &pattern, &text))
        sqlite3_result_int(call->context, sqlite3_strlike(pattern.bytes, text.bytes, escape) == 0);
    buffer_release(&pattern);
    buffer_release(&text);
}

static void compute_glob(void *argument)
{
    struct exact_call *call = argument;
    struct buffer pattern = {0}, text = {0};
    if (read_pair(call, &pattern, &text) && is_affordable(call, &pattern, &text))
        sqlite3_result_int(call->context, sqlite3_strglob(pattern.bytes, text.bytes) == 0);
    buffer_release(&pattern);
    buffer_release(&text);
}

static void change_case(const struct exact_call *call, struct string (*change)(struct arena *, struct string))
{
    struct arena *arena = call->run->evaluation->arena;
    struct buffer text = {0};
    bool is_none = sqlite3_value_type(call->values[0]) == SQLITE_NULL;
    if (!is_none && exact_append_text(call, 0, &text)) {
        struct arena_mark mark = arena_mark(arena);
        struct string given = buffer_string(&text);
        exact_give_text(call, text_find_invalid_utf8(given) == SIZE_MAX ? change(arena, given) : given);
        arena_rewind(arena, mark);
    }
    buffer_release(&text);
}

static void compute_lower(void *argument)
{
    change_case(argument, text_lower);
}

static void compute_upper(void *argument)
{
    change_case(argument, text_upper);
}

/* ---- registering ---- */

static void call_function(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct exact_function *function = sqlite3_user_data(context);
    struct exact_call call = {
        .context = context, .run = function->run, .name = function->name, .values = values, .count = count};
    exact_run(&call, function->compute);
}

void functions_register(struct query_run *run)
{
    static const struct {
        const char *name;
        int count; /* of arguments; -1: any */
        void (*compute)(void *call);
        const char *shown; /* in problems */
    } rows[] = {
        {"exact_compute", -1, compute_chain, "+ - * /"},
        {"exact_join", -1, compute_join, "||"},
        {"exact_number", 1, compute_number, ""},
        {"exact_whole", 1, compute_whole, "&"},
        {"exact_text", 1, compute_text, "CAST(… AS TEXT)"},
        {"exact_cast", 2, compute_cast, "CAST"},
        {"round", 1, compute_round, "round"},
        {"round", 2, compute_round, "round"},
        {"abs", 1, compute_size, "abs"},
        {"sign", 1, compute_sign, "sign"},
        {"floor", 1, compute_floor, "floor"},
        {"ceil", 1, compute_ceiling, "ceil"},
        {"ceiling", 1, compute_ceiling, "ceiling"},
        {"trunc", 1, compute_cut, "trunc"},
        {"like", 2, compute_like, "LIKE"},
        {"like", 3, compute_like, "LIKE"},
        {"glob", 2, compute_glob, "GLOB"},
        {"lower", 1, compute_lower, "lower"},
        {"upper", 1, compute_upper, "upper"},
        {"printf", -1, exact_printf, "printf"},
        {"format", -1, exact_printf, "format"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exact_function *function = arena_allocate(run->evaluation->arena, sizeof *function);
        *function = (struct exact_function){run, rows[i].shown, rows[i].compute};
        if (sqlite3_create_function_v2(database_handle(run->database), rows[i].name, rows[i].count,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC, function, call_function, NULL,
                                       NULL, NULL) != SQLITE_OK)
            memory_exhausted();
    }
    sums_register(run);
}
