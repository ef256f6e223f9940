#ifndef VANBAN_BASE_SYSTEM_ERROR_H
#define VANBAN_BASE_SYSTEM_ERROR_H

/* The words for an errno in both languages, joined as an argument of a problem (PROBLEM_WORDS in problems.h).
 */
const char *system_error_words(int error);

#endif
