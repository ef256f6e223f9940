#ifndef VANBAN_BATCH_BATCH_H
#define VANBAN_BATCH_BATCH_H

/*
 * Many documents into one folder:
 *
 *   plan       a job for each record and form: its key and the path of its document
 *   workers    threads that take jobs one after the other and make them
 *   journal    manifest.jsonl: a line for each document that stands, appended as soon as it does
 *   manifest   the same file in the order of the paths, once all is done
 *
 * What the journal tells can be believed after a crash at any moment: a document is synced to the disk, many
 * at a time, then renamed to its path, then its line is written; and a line that was cut short is not one. So
 * a batch goes on where it stopped, and ends as if nothing had happened.
 */

#include "base/digest.h"
#include "base/file.h"
#include "data/data.h"

/* One document of a batch. */
struct batch_job {
    struct string key;         /* tells it from the others, in the manifest and for shards */
    struct string path;        /* below the folder of the batch */
    struct digest_text inputs; /* of the record, the common data, the form, the options and the version; set
                                  when it is made or looked for among what is there */
    size_t record, form;       /* their indices */
};

enum batch_outcome {
    BATCH_OPEN, /* not made: the batch was stopped before */
    BATCH_MADE,
    BATCH_KEPT, /* it was right already */
    BATCH_FAILED,
};

struct issue;

/* What became of a job. Texts are owned by who made them and live as long as the batch. */
struct batch_result {
    enum batch_outcome outcome;
    struct digest_text sha256; /* of the file */
    uint64_t bytes;
    struct string problems;     /* a JSON list of codes; of a failed one: of whole problems */
    struct string words;        /* of a failed one: its problems for people; else empty */
    struct string files;        /* a JSON list of the files that it shows, name and hash; empty: none */
    struct file_output *output; /* of a made one that has not its name yet: its file, detached; else NULL */
    struct issue *issue;        /* what it puts into the history then, detached; or NULL */
};

/* ---- plan ---- */

/*
 * A name that every file system takes: NFC, nothing that is not seen, "/ \ : * ? < > | and control characters
 * as "-", no blanks or dots at its ends, none of the names Windows keeps for devices, no "-" at its
 * beginning, .docx at its end. False after a problem: nothing is left of it, or more than 200 bytes.
 */
bool batch_name(struct arena *arena, struct string typed, struct string *name, struct problems *problems);
/* False after a problem: two jobs with one path (in any case of letters) or one key. */
bool batch_is_distinct(const struct batch_job *jobs, size_t count, struct problems *problems);

enum { BATCH_MOST_SHARDS = 100000 };

/* Part `index` (from 1) of `count` parts; count 0: all. */
struct batch_shard {
    unsigned index, count;
};
/* "2/5"; false for anything else. */
bool batch_shard_read(struct string typed, struct batch_shard *shard);
/* By a hash of the key alone, so that a record stays in its part whatever others there are. */
bool batch_shard_has(const struct batch_shard *shard, struct string key);

/* ---- manifest ---- */

struct manifest_line {
    struct string key, path, sha256, inputs;
    struct string problems;       /* a JSON list of codes */
    struct string files;          /* as of a result */
    const struct list *file_list; /* the same, or NULL */
    uint64_t bytes;
    size_t number; /* of the line; of several with one path the last one counts */
};

struct manifest {
    struct manifest_line *lines;
    size_t count;
};

/* "manifest.jsonl", "manifest-2-of-5.jsonl" */
struct string manifest_name(struct arena *arena, const struct batch_shard *shard);
/* A line without its newline. */
void manifest_append(struct buffer *out, const struct batch_job *job, const struct batch_result *result);
/* Writes lines, each once and in the order of their paths; what was there is replaced. False after a problem.
 */
bool manifest_write(const char *path, struct string lines, struct problems *problems);
/*
 * The lines of a manifest or journal in the order of their paths, of each path the newest; a last line that
 * was cut short is left out. False after a problem.
 */
bool manifest_read(struct manifest *manifest, struct arena *arena, const char *path,
                   const struct limits *limits, struct problems *problems);
/* The line with this path, or NULL. */
const struct manifest_line *manifest_lookup(const struct manifest *manifest, struct string path);
/* True if the file a line tells of is there, byte for byte. */
bool manifest_line_holds(const struct manifest_line *line, struct string folder);

/*
 * Reports each line whose file is missing or changed, each document in the folder that has no line, and each
 * line of `plan` (may be NULL: as `vanban batch --plan` prints it) that is missing. False if there are any.
 */
bool manifest_verify(const char *folder, const char *plan, const struct limits *limits,
                     struct problems *problems);
/* The manifests of all parts of a batch as one, in the order of their paths; false after a problem: a part is
 * missing or not finished. */
bool manifest_merge(const char *folder, const struct limits *limits, struct problems *problems);

/* ---- running ---- */

/* So many documents at most get their names at a time. */
enum { BATCH_MOST_SETTLED = 128 };

struct batch_run {
    const struct batch_job *jobs;
    struct batch_result *results; /* a result for each; those that are not BATCH_OPEN are passed over */
    size_t count;
    unsigned workers;
    size_t most_failures; /* 0: any number */
    /* Makes a document; called in many threads at once. Sets the result; never leaves by a jump. */
    void (*make)(void *context, const struct batch_job *job, struct batch_result *result);
    /* Gives documents that were made their names; called by the thread that called batch_run(). Those that
     * get none have failed. */
    void (*settle)(void *context, struct batch_result *const *results, size_t count);
    /* Called by the same thread when a job is done; false: no other is begun. */
    bool (*done)(void *context, const struct batch_job *job, const struct batch_result *result);
    void *context;
};

/* Makes all jobs, or those until `done` says stop or failures are too many; what is begun is finished and
 * told.
 */
void batch_run(struct batch_run *run);

#endif
