#ifndef VANBAN_DATA_DECIMAL_H
#define VANBAN_DATA_DECIMAL_H

/*
 * Numbers from programs that compute in binary: 0.58 stands in their files as 0.57999999999999996. What has
 * more digits than the 15 that are sure is rounded half up, as decimal text.
 */

#include "value/number.h"

/*
 * `typed` is a number in JSON's grammar. Integers without an exponent are kept whole; a number is "decimal"
 * only if it has a fraction. `scratch` is another arena than `arena` and left as it was. False as
 * number_read().
 */
bool decimal_read(struct arena *scratch, struct arena *arena, struct string typed, struct number *number,
                  size_t *digits);

#endif
