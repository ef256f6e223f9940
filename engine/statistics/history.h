#ifndef VANBAN_STATISTICS_HISTORY_H
#define VANBAN_STATISTICS_HISTORY_H

/*
 * What was issued: a small SQLite file with the figures of each report, by unit, form and period, exact and
 * with where each came from. A report that is issued again replaces the figures; what changed is kept. A
 * closed report is not changed until it is reopened, with a reason that is kept too.
 */

#include "base/digest.h"
#include "database/database.h"
#include "statistics/period.h"
#include "value/value.h"

struct history;

/* A figure as it was issued: none, a truth, number, text, date or ratio; given in a file or computed. */
struct figure {
    struct string name; /* a path: "so_lieu.truc_tiep" */
    struct string label;
    struct value value;
    struct string file, sheet; /* empty when it was computed */
    uint32_t line, column;
    struct string formula; /* empty when it was given */
};

struct report {
    struct string unit, form;
    struct period period;
    struct string document; /* the file it was written to */
    int64_t id;
    int64_t issues; /* how often it was issued */
    bool is_closed;
    struct figure *figures;
    size_t figure_count;
};

/*
 * DATABASE_WRITE makes the file when there is none. Another process that was killed while writing leaves what
 * it did undone. NULL after a problem.
 */
struct history *history_open(const char *path, enum database_mode mode, struct problems *problems);
void history_close(struct history *history);

/*
 * For many threads that read one history again and again: each borrows one that is open, and gives it back
 * with history_close(). All that is read between the two is of one moment.
 */
struct history_readers;
/* Dies with the arena, before which all are given back. */
struct history_readers *history_readers_new(struct arena *arena, const char *path);
/* One that nobody else uses, whose problems are told there; NULL after a problem. */
struct history *history_borrow(struct history_readers *readers, struct problems *problems);

enum history_found { HISTORY_NONE, HISTORY_FOUND, HISTORY_FAILED };

/* Looks for report->unit, form and period by its code; fills in the rest, in `arena`. */
enum history_found history_find(struct history *history, struct arena *arena, struct report *report);

/* From here to history_commit() nobody else writes; all of it is kept or nothing. */
bool history_begin(struct history *history);
bool history_commit(struct history *history);
void history_rollback(struct history *history);
/* Of what is written between the two, nothing is kept when `is_kept` says so. False after a problem. */
bool history_try(struct history *history);
bool history_settle(struct history *history, bool is_kept);
/* Puts a report in place of the one before; `change` says what differs, or is empty. False after a problem.
 */
bool history_put(struct history *history, const struct report *report, struct string change);

/*
 * What differs between two issues as words, "Tiếp nhận: 314 → 315; …", and the first figure of `after` that
 * does (NULL: one of `before` that is left out). False when nothing does.
 */
bool history_differs(const struct report *before, const struct report *after, struct buffer *out,
                     const struct figure **first);

/* The same report, its figures with where they came from and its document: as if it were issued again. */
bool history_is_same(const struct report *before, const struct report *after);

/* A figure of a report by its path; NULL if there is none. */
const struct figure *report_figure(const struct report *report, struct string name);

/* Those asked about; an empty string or a code of NULL length is any. */
struct history_filter {
    struct string unit, form, period;
};
/* The reports, without figures, by unit, form and first day; false after a problem. */
bool history_list(struct history *history, struct arena *arena, const struct history_filter *filter,
                  struct report **reports, size_t *count);
/* All that the reports of a form say whose periods lie within those days, of any unit; false after a problem.
 */
bool history_digest(struct history *history, struct string form, struct date first, struct date last,
                    struct digest *digest);
enum history_act { HISTORY_ISSUED, HISTORY_REISSUED, HISTORY_CLOSED, HISTORY_REOPENED };
/* Closes or reopens one report inside history_begin(); the reason is kept. False after a problem. */
bool history_act(struct history *history, const struct report *report, enum history_act act,
                 struct string note);

/* One entry of what was done with a report, the oldest first. */
struct history_event {
    const char *act; /* "issue", "reissue", "close", "reopen" */
    struct string note;
};
bool history_events(struct history *history, struct arena *arena, const struct report *report,
                    struct history_event **events, size_t *count);

#endif
