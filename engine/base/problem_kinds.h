#ifndef VANBAN_BASE_PROBLEM_KINDS_H
#define VANBAN_BASE_PROBLEM_KINDS_H

/* The rows of problems.def, for problems.c and report.c alone. */

#include "base/problems.h"

struct problem_kind {
    const char *name;
    enum problem_severity severity;
    enum problem_exit exit;
    const char *message[2]; /* by enum language */
    const char *hint[2];
};

extern const struct problem_kind problem_kinds[PROBLEM_COUNT];

#endif
