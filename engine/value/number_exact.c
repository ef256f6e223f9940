/* Numbers kept in files, exactly: "-12", "1/3". */

#include "base/memory.h"
#include "value/number_big.h"

/* GMP's number lives only between allocations of ours, which may leave this function. */
void number_append_exact(struct buffer *out, struct number number)
{
    mpq_t rational;
    size_t most_digits = number_bits(number) / 3 + 2;
    char *typed = memory_allocate(2 * most_digits + 3);
    number_to_mpq(rational, number);
    mpq_get_str(typed, 10, rational);
    mpq_clear(rational);
    buffer_append_text(out, typed);
    memory_free(typed);
}

bool number_read_exact(struct arena *arena, struct string typed, struct number *number)
{
    struct number divisor;
    size_t slash = string_find(typed, STRING("/"), 0);
    if (slash == SIZE_MAX)
        return number_read(arena, typed, number, NULL);
    return number_read(arena, string_slice(typed, 0, slash), number, NULL) &&
           number_read(arena, string_slice(typed, slash + 1, typed.length), &divisor, NULL) &&
           number_divide(arena, *number, divisor, number);
}
