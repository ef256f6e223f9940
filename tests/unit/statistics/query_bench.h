#ifndef TESTS_STATISTICS_QUERY_BENCH_H
#define TESTS_STATISTICS_QUERY_BENCH_H

/* A table and all that asking it needs, for the programs that test queries. */

#include <string.h>

#include "statistics/query.h"

struct bench {
    struct arena *arena;
    struct limits limits;
    struct problems *problems;
    struct evaluation evaluation;
    struct query_table table;
};

static inline void open_bench(struct bench *bench)
{
    *bench = (struct bench){.arena = arena_new(), .limits = limits_default(), .problems = problems_new()};
    bench->evaluation = (struct evaluation){.arena = bench->arena,
                                            .lasting = bench->arena,
                                            .scope = scope_new(bench->arena, NULL),
                                            .limits = &bench->limits,
                                            .problems = bench->problems};
}

static inline void tear_down(struct bench *bench)
{
    problems_free(bench->problems);
    arena_free(bench->arena);
}

static inline bool run(struct bench *bench, const char *sql, struct value *result)
{
    struct query query = {
        .sql = string_of(sql), .tables = &bench->table, .table_count = 1, .is_single = true};
    return query_run(&query, &bench->evaluation, result);
}

#endif
