#ifndef VANBAN_TEXT_ICU_H
#define VANBAN_TEXT_ICU_H

/* What every call of ICU shares. For the files of text/. */

#include <assert.h>

#include <unicode/utypes.h>

#include "base/memory.h"

/* ICU allocates too: running out of memory there ends the work as anywhere. All other failures are our
 * mistakes. */
static inline void icu_expect_success(UErrorCode status)
{
    assert(U_SUCCESS(status) || status == U_MEMORY_ALLOCATION_ERROR);
    if (U_FAILURE(status))
        memory_exhausted();
}

#endif
