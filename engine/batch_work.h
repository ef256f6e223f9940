#ifndef VANBAN_BATCH_WORK_H
#define VANBAN_BATCH_WORK_H

/* What the two files of vanban_batch() share: the plan is made by batch_plan.c, carried out by batch.c. */

#include "batch/batch.h"
#include "internal.h"

struct batch_work {
    const struct vanban_form *form;
    const char *records_path;
    struct vanban_data *common;
    const struct vanban_batch_options *asked;
    struct vanban_options options;
    struct problems *problems;
    struct limits limits;
    struct arena *arena;
    struct batch_shard shard;
    const struct list *records;
    const struct data_folder *folders; /* of the records and the common data */
    struct batch_job *jobs;
    struct batch_result *results;
    size_t count;
    struct string folder, manifest, failures;
    int journal;
    size_t made, kept, failed;
    bool done;
};

/* Reads the table of records; false after a problem. */
bool batch_read_records(struct batch_work *work);
/* Jobs and results of all records of the part; those whose name cannot be told have failed. False after a
 * problem. */
bool batch_make_plan(struct batch_work *work);
/* The common data with the record over it. */
struct value batch_merge_record(struct arena *arena, const struct batch_work *work, size_t record);
/* The same without the names that only the patterns of name and key are for, which the form does not know. */
struct value batch_document_data(struct arena *arena, const struct batch_work *work, size_t record);
/* Sets the problems of a result by its outcome, and their words when it has failed; each to be freed with
 * memory_free(). */
void batch_tell_problems(const struct batch_work *work, struct problems *problems,
                         struct batch_result *result);
/* False if the record does not even tell the name of its document. */
bool batch_has_name(const struct batch_job *job);

#endif
