#ifndef VANBAN_BASE_SYSTEM_ERROR_H
#define VANBAN_BASE_SYSTEM_ERROR_H

#include "base/problems.h"

/* The words for an errno in both languages, joined as an argument of a problem (PROBLEM_WORDS in problems.h).
 */
const char *system_error_words(int error);
/* Reports what the system said of a file: a problem whose arguments are the path and these words. */
void system_error_report(struct problems *problems, enum problem_code code, const char *path, int error);

#endif
