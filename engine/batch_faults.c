/*
 * Records that could not be read: a line that is no JSON, a row of another length, a cell with an error. Each
 * fails alone, with the problems that lie between its place and the next record's.
 */

#include "batch_work.h"

struct fault {
    size_t record;
    const struct problem *problem;
};

struct batch_faults {
    struct fault *list;
    size_t count, records; /* faults, and in how many records */
    bool *has;             /* by record */
    struct place table;    /* of which the records are */
};

static bool is_faulty(const struct batch_work *work, size_t record)
{
    return (work->records->items[record].flags & VALUE_FAULTY) != 0;
}

static size_t count_faulty(const struct batch_work *work)
{
    size_t count = 0;
    for (size_t i = 0; i < work->records->count; i++)
        count += is_faulty(work, i);
    return count;
}

/* Where a record or a problem begins: a line of a text, a row of a sheet or a table, and the column. */
struct point {
    uint32_t line, column;
};

static struct point point_of(const struct batch_work *work, size_t record)
{
    const struct value *value = &work->records->items[record];
    return (struct point){value->line, value->column};
}

static bool is_after(struct point a, struct point b)
{
    return a.line != b.line ? a.line > b.line : a.column > b.column;
}

/* How many records begin at or before a point. */
static size_t count_begun(const struct batch_work *work, struct point point)
{
    size_t from = 0, to = work->records->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (is_after(point_of(work, middle), point))
            to = middle;
        else
            from = middle + 1;
    }
    return from;
}

/* A row of a text begins where its first cell does that is not empty; what is wrong may stand before it. */
static size_t find_record(const struct batch_work *work, struct point point)
{
    size_t begun = count_begun(work, point);
    bool is_before_first = begun < work->records->count && point_of(work, begun).line == point.line &&
                           (begun == 0 || point_of(work, begun - 1).line != point.line);
    return is_before_first || begun == 0 ? begun : begun - 1;
}

/* In the file, and its sheet or table, that the records are of. */
static bool is_in_table(const struct place *table, const struct place *place)
{
    return string_equal(table->file, place->file) && string_equal(table->sheet, place->sheet) &&
           string_equal(table->part, place->part);
}

static bool add_fault(const struct batch_work *work, struct batch_faults *faults,
                      const struct problem *problem)
{
    const struct place *place = &problem->place;
    size_t record =
        find_record(work, (struct point){place->line > 0 ? place->line : place->row, place->column});
    if (record == work->records->count || !is_faulty(work, record) || !is_in_table(&faults->table, place))
        return false;
    faults->list[faults->count++] = (struct fault){record, problem};
    faults->records += !faults->has[record];
    faults->has[record] = true;
    return true;
}

/* All that was told, and as many errors as were kept. */
static bool add_all(const struct batch_work *work, struct batch_faults *faults, const struct problems *told)
{
    size_t kept = 0;
    bool are_in = true;
    for (const struct problem *problem = problems_first(told); problem != NULL; problem = problem->next) {
        are_in &= problem->severity != SEVERITY_ERROR || add_fault(work, faults, problem);
        kept++;
    }
    return are_in && kept == problems_count(told);
}

static void tell_others(const struct batch_work *work, const struct problems *told)
{
    for (const struct problem *problem = problems_first(told); problem != NULL; problem = problem->next) {
        if (problem->severity != SEVERITY_ERROR)
            problems_add_copy(work->problems, problem);
    }
}

bool batch_take_faults(struct batch_work *work)
{
    struct problems *told = work->told;
    size_t faulty = count_faulty(work);
    if (faulty == 0) {
        problems_join(work->problems, told);
        return true;
    }
    struct batch_faults *faults = arena_allocate(work->arena, sizeof *faults);
    faults->table = value_place(work->common->sources, &work->records->items[0]);
    faults->list = arena_allocate(work->arena, (problems_count(told) + 1) * sizeof *faults->list);
    faults->has = arena_allocate(work->arena, work->records->count * sizeof *faults->has);
    if (faulty == work->records->count || !add_all(work, faults, told) || faults->records < faulty) {
        problems_join(work->problems, told);
        return false;
    }
    tell_others(work, told);
    work->faults = faults;
    return true;
}

bool batch_add_faults(const struct batch_work *work, const struct batch_job *job, struct problems *problems)
{
    if (!is_faulty(work, job->record))
        return false;
    for (size_t i = 0; i < work->faults->count; i++) {
        if (work->faults->list[i].record == job->record)
            problems_add_copy(problems, work->faults->list[i].problem);
    }
    return true;
}
