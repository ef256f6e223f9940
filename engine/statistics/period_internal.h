#ifndef VANBAN_STATISTICS_PERIOD_INTERNAL_H
#define VANBAN_STATISTICS_PERIOD_INTERNAL_H

#include "statistics/period.h"

/* A period that is no range, with its bounds; `number` is that of the month or quarter, else 0. */
struct period period_of(enum period_kind kind, int year, unsigned number, const struct period_rule *rule);

#endif
