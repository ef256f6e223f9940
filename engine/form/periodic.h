#ifndef VANBAN_FORM_PERIODIC_H
#define VANBAN_FORM_PERIODIC_H

/*
 * A report of a period while it is made: the names it brings into expressions (kỳ, kỳ trước, cùng kỳ, lũy kế)
 * and, when it is issued, what goes into the history.
 *
 * The history is written in one transaction that begins before the document and is committed after it, so
 * that there is never a figure in it whose document was not written. A process killed between the two leaves
 * the document alone: the period is then missing in the history, which the next report tells, and the same
 * command with --force puts it right.
 */

#include "form/definition.h"
#include "statistics/history.h"

struct period_sum {
    struct number earlier; /* of the periods before this */
    struct value noted;    /* what it is in this one, as lũy kế has it by now; or none */
};

struct periodic {
    const char *asked_period, *history, *asked_unit; /* what the caller says; NULL: nothing */
    struct history_readers *readers;                 /* of the history; NULL: it is opened anew */
    const char *period_otherwise;                    /* when neither is told; NULL: that is a problem */
    /* Found by periodic_start(). */
    const struct definition *definition; /* NULL: none */
    bool has_period, is_lost;            /* is_lost: it was asked for and cannot be told */
    struct period_rule rule;
    struct period period;
    struct string unit;      /* or empty */
    struct record *so_far;   /* lũy kế; NULL: none */
    struct period_sum *sums; /* of each kept figure */
    size_t gap_count;        /* the periods of the year before this that are not in the history */
    struct history *writing; /* between periodic_write() and periodic_commit() */
};

/* The names a form may read, for reporting.reads. */
enum period_name { PERIOD_NAME_PREVIOUS, PERIOD_NAME_YEAR_EARLIER, PERIOD_NAME_SO_FAR, PERIOD_NAME_COUNT };
/* PERIOD_NAME_COUNT: none of them. */
enum period_name period_name_lookup(const struct name *name);

/*
 * Finds period, unit and what the history has, and puts the names into `prepared` (NULL: into the scope), if
 * nothing there has them. False after a problem.
 */
bool periodic_start(const struct definition *definition, struct evaluation *evaluation,
                    struct record *prepared);
/* When the form's periods end and are due: by the decree, unless form.yaml says so. */
struct period_rule periodic_rule(const struct form *form);
/* A period as --period has it, for a form's example; NULL when the form reports on none. */
const char *periodic_example(const struct definition *definition);
/* The names of the period itself, as none: those that a problem was told of. */
void periodic_add_names(struct evaluation *evaluation, struct record *record);
/* Whether it is a name of an earlier period that the history does not have. */
bool periodic_lacks(const struct record *prepared, const struct name *name);
/* Brings lũy kế up to the figures that are known by now. */
void periodic_note(struct evaluation *evaluation, const struct record *prepared);

/* What a document puts into the history, apart from how it is made: another thread may put it there. */
struct issue;
enum issue_end { ISSUE_PUT, ISSUE_REFUSED, ISSUE_FAILED };

/* Takes the figures of `prepared`; *issue is NULL when no history was asked for, or of a draft. False after a
 * problem. */
bool periodic_take(struct evaluation *evaluation, const struct record *prepared, const char *document,
                   struct issue **issue);
/* It belongs to no guarded work any more: to be freed by whoever has it. */
void issue_detach(struct issue *issue);
void issue_free(struct issue *issue); /* NULL is fine */
/*
 * Puts it there, within history_begin(). ISSUE_REFUSED after the problem that the period is closed with other
 * figures, ISSUE_FAILED after one of the history's own. `change` gets what figures were replaced.
 */
enum issue_end issue_put(struct issue *issue, struct history *history, struct buffer *change,
                         struct problems *problems);
/* True when just that is in the history already; `end` is ISSUE_FAILED after a problem. */
bool issue_is_there(struct issue *issue, struct history *history, enum issue_end *end);

/* Whose figures the data are, as the history has it; empty when they do not say. */
struct string form_unit(const struct form *form, const struct value *data,
                        const struct evaluation *evaluation);
bool form_keeps_figures(const struct form *form);
/* The days of the periods that a report of `asked` may look back to. False when it is no period. */
bool form_looks_back(const struct form *form, const char *asked, struct date *first, struct date *last);

/*
 * Takes and puts at once, not yet committed; true at once when no history was asked for. False after a
 * problem, among them that the period is closed with other figures.
 */
bool periodic_write(struct evaluation *evaluation, const struct record *prepared, const char *document);
/* After the document is there. False after the problem that the history is behind. */
bool periodic_commit(struct evaluation *evaluation, const char *document);
void periodic_abandon(struct evaluation *evaluation);

#endif
