/* Numbers kept in files, exactly: "-12", "1/3". */

#include "base/memory.h"
#include "value/number_big.h"

void number_append_exact(struct buffer *out, struct number number)
{
    mpq_t rational;
    number_to_mpq(rational, number);
    size_t room = mpz_sizeinbase(mpq_numref(rational), 10) + mpz_sizeinbase(mpq_denref(rational), 10) + 3;
    char *typed = memory_allocate(room);
    buffer_append_text(out, mpq_get_str(typed, 10, rational));
    memory_free(typed);
    mpq_clear(rational);
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
