#ifndef VANBAN_FORM_REPORTING_H
#define VANBAN_FORM_REPORTING_H

/*
 * What form.yaml says of a report that recurs:
 *
 *     period: {kind: month, cut_off: nd09, deadline: 2, field: ky_bao_cao}
 *     history: {unit: co_quan_ban_hanh, keep: [tiep_nhan, so_lieu.truc_tuyen]}
 *     rollup: {unit: co_quan_ban_hanh, rank: diem, order: descending, figures: [tiep_nhan,
 * so_lieu.truc_tuyen]}
 *
 * cut_off is nd09 (the 14th), calendar (the end of the month) or a day. A form inherits what it does not say.
 */

#include "statistics/period.h"
#include "value/value.h"

struct definition;
struct definition_reader;

struct reporting {
    bool has_period, has_history, has_rollup;
    enum period_kind kind; /* for the example in a problem */
    struct period_rule rule;
    struct string period_field; /* whose value says the period when --period does not; or empty */
    struct string unit_field;   /* or empty */
    struct string *keep;        /* paths of fields and derived values */
    size_t keep_count;
    struct string rollup_unit; /* the field that says whose data it is; or empty */
    struct string rank;        /* the figure units are ranked by; or empty */
    bool ranks_upwards;        /* the least is first */
    struct string *figures;    /* paths of those that go up, by their last names; none: all */
    size_t figure_count;
    const struct value *history, *rollup; /* as form.yaml has them, for places; NULL: it has none itself */
    bool reads[3];                        /* by enum period_name: whether template or form.yaml reads it */
};

/* False after a problem. */
bool reporting_read(const struct definition_reader *reader, const struct value *top,
                    struct reporting *reporting);
/* Whether all that is kept, added up and ranked by is a field or derived; false after telling what is not. */
bool reporting_has_fields(const struct definition_reader *reader, const struct definition *definition);
/* What `own` does not say it has from `base`. */
void reporting_inherit(struct reporting *own, const struct reporting *base);

#endif
