#ifndef VANBAN_VALUE_NUMBER_BIG_H
#define VANBAN_VALUE_NUMBER_BIG_H

/* Rationals beyond two machine words, for number*.c alone: kept as limbs in an arena, computed with as mpq.
 */

#include <gmp.h>

#include "value/number.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

/* The number in lowest terms, small when it fits. */
struct number number_of_wide(struct arena *arena, wide numerator, unsigned_wide denominator, bool is_decimal);
/* The same of a canonical mpq, which is cleared, also when memory runs out: the caller has no other of GMP.
 */
struct number number_take_mpq(struct arena *arena, mpq_ptr rational, bool is_decimal);
/* Initialises `rational`; mpq_clear() is the caller's. */
void number_to_mpq(mpq_ptr rational, struct number number);

/* Whether a fraction in lowest terms with this denominator has finitely many decimals. */
bool number_is_finite(uint32_t denominator);

#endif
