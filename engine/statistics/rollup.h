#ifndef VANBAN_STATISTICS_ROLLUP_H
#define VANBAN_STATISTICS_ROLLUP_H

/*
 * Many units' figures made one: a row a unit, sums by group and in all, ranks, and who is missing. The result
 * is data for a form:
 *
 *     don_vi: [{stt, ma, ten, nhom, cap_tren, hang, …figures}]
 *     nhom: [{ten, so_don_vi, da_bao_cao, …sums}]
 *     tong: {so_don_vi, da_bao_cao, …sums}
 *     chua_bao_cao: [{ma, ten, nhom}]
 *
 * Counts and moneys are added; a ratio's sum is that of its parts over that of its wholes, and stands as
 * {tu, mau}; other numbers are those of a unit alone. Units with the same figure have the same rank, and the
 * next one counts them: 1, 2, 2, 4.
 */

#include "data/data.h"

struct rollup;

struct rollup_rule {
    struct string rank; /* the path of the figure to rank by; empty: none */
    bool ranks_upwards; /* the least is first */
    struct date day;    /* units that exist on it count; year 0: all */
};

struct rollup *rollup_new(struct arena *arena, const struct rollup_rule *rule, struct problems *problems);
/*
 * The units there are: the first table of `top`, with the columns Mã, Tên, Nhóm, Cấp trên, Từ ngày, Đến ngày
 * (code, name, group, parent, from, to), of which only the name must be there. `top` and `sources` may be
 * gone afterwards. False after a problem.
 */
bool rollup_read_units(struct rollup *rollup, const struct value *top, const struct sources *sources);
/*
 * Adds what the unit of this name or code reported, a record of figures that lives as long as the rollup;
 * `file` is what it was read from. False after a problem: it is there already, or is no unit.
 */
bool rollup_add(struct rollup *rollup, struct string unit, struct string file, const struct value *figures);
/* The record as above; who is missing is told as a warning. */
struct value rollup_finish(struct rollup *rollup);

/* A figure by its path; NULL if there is none. */
const struct value *rollup_figure(const struct value *figures, struct string path);
/* The same names with 0, and ratios of nothing, into `zero`. */
void rollup_zero(struct arena *arena, struct record *zero, const struct record *figures);
/* Adds the figures of `more` to `sum`, name by name; both are records. */
void rollup_sum(struct arena *arena, struct record *sum, const struct record *more);

#endif
