#ifndef VANBAN_STANDARD_FIX_H
#define VANBAN_STANDARD_FIX_H

/*
 * Mends what breaks a rule and can be mended without touching a word: formats of runs and paragraphs, rule
 * lines, pages, page numbers, how letters are coded (fonts before Unicode, marks typed apart, look-alikes)
 * and the blanks beside signs. Formats are written directly on the runs and paragraphs concerned; styles, and
 * parts that nothing is mended in, stay as they are. When anything is mended, headers, signatures and lines
 * laid out by tabs and blanks are too, for other letters would stand elsewhere, and headers in one column; a
 * document without a fault is left alone. Words around a page number ("Trang 1/3") go when it is moved. A
 * rule that says `mend: hand` is left to people.
 */

#include "standard/check.h"

/* The same mend by a rule in several places is told once. */
struct fix {
    const struct rule *rule;
    struct place place;     /* the first */
    struct string from, to; /* words, in both languages by PROBLEM_WORDS() */
    size_t count;
    struct fix *next;
};

/*
 * Changes the package; *fixes is what was done, in `arena`. A second run finds nothing to mend. False after a
 * problem.
 */
bool fix_document(struct arena *arena, const struct standard *standard, struct package *package,
                  const struct limits *limits, struct fix **fixes, struct problems *problems);
/* Each as a problem of severity note. */
void fix_report(const struct fix *fixes, struct problems *problems);

#endif
