#ifndef VANBAN_BATCH_WORK_H
#define VANBAN_BATCH_WORK_H

/* What the files of vanban_batch() share: batch_data.c reads the records, batch_faults.c keeps what is wrong
 * in some, batch_plan.c makes the plan, batch.c carries it out. */

#include <stdatomic.h>

#include "batch/batch.h"
#include "internal.h"

struct batch_work {
    const struct vanban_form *const *forms;
    const struct string *form_names;       /* "cong-van" */
    const struct digest_text *form_hashes; /* of each form, with the options and the version */
    size_t form_count;
    const char *records_path;
    struct vanban_data *common;
    const struct vanban_batch_options *asked;
    struct vanban_options options;
    struct problems *problems;
    struct limits limits;
    struct arena *arena;
    struct string folded_name, folded_key; /* the patterns, as names are folded; set by the plan */
    struct batch_shard shard;
    const char *converter; /* LibreOffice, for --pdf */
    const struct list *records;
    struct problems *told; /* by reading the records: freed behind the batch, as their faults point into it */
    struct batch_faults *faults;       /* of records that could not be read; NULL: of none */
    struct string table;               /* what they are called: the sheet or file */
    struct batch_unread_name **unread; /* of each form; set by the plan */
    const struct data_folder *folders; /* of the records and the common data */
    unsigned workers;
    struct batch_job *jobs;
    struct batch_result *results;
    size_t count;
    bool has_pdfs;          /* among the jobs */
    struct manifest before; /* what was there when it began */
    struct string folder, manifest, failures;
    struct string joined_name;         /* of what --join makes, when that is in the folder; else empty */
    struct batch_result joined_result; /* of it, once it is made */
    int journal, journal_error;        /* the error: of the line that could not be written; 0: none */
    size_t made, kept, failed, warned;
    atomic_size_t *warnings_told;    /* documents whose warnings have words */
    struct batch_issued *issued;     /* by form; NULL: no history is kept, or nothing was issued before */
    struct history_readers *readers; /* of the history; or NULL */
    size_t replaced;                 /* units whose figures were others before */
    bool is_history_lost;            /* it cannot be written to; which was told */
    bool done;
};

/* Reads the table of records; false after a problem. */
bool batch_read_records(struct batch_work *work);
/* Takes what is wrong in single records out of what reading told, the rest goes to the problems of the batch.
 * False if something is wrong elsewhere, or everywhere. */
bool batch_take_faults(struct batch_work *work);
/* Adds what is wrong in the record of a job; false if nothing is. */
bool batch_add_faults(const struct batch_work *work, const struct batch_job *job, struct problems *problems);
/* Jobs and results of all records of the part; those whose name cannot be told have failed. False after a
 * problem. */
bool batch_make_plan(struct batch_work *work);
/* Sets and tells the names of the records that no form asks for, typing errors aside. */
void batch_find_unread(struct batch_work *work);
/* A name in the record of a document, or inside a field of it, that was told so. */
bool batch_is_unread(const struct batch_work *work, size_t form, const struct field *outer,
                     const struct name *name);
/* The value of a field (NULL: of none) without such names inside. */
struct value batch_without_unread(struct arena *arena, const struct batch_work *work, size_t form,
                                  const struct field *field, const struct value *value);
/* "STT", which tables of an office begin with and {{ stt }} tells too. */
bool batch_is_row_number(const struct name *name);
/* For a pattern only, for another form, or for nobody. */
bool batch_is_for_others(const struct batch_work *work, size_t form, const struct name *name);
/* Of several forms, what is a form's alone: a record under its name; NULL: there is none. */
const struct value *batch_part_of_form(const struct batch_work *work, const struct record *data, size_t form);
bool batch_is_part(const struct batch_work *work, const struct record *data, const struct entry *entry);
/* Sets the names that patterns and data have for the forms. */
void batch_name_forms(struct batch_work *work);
/* The common data with the record over it; of several forms, what stands under the name of the job's form
 * goes over each. */
struct value batch_merge_record(struct arena *arena, const struct batch_work *work,
                                const struct batch_job *job);
/* `merged` without the names that the form of the job does not know, and that are only for the patterns of
 * name and key, for another form, or for nobody. */
struct value batch_document_data(struct arena *arena, const struct batch_work *work,
                                 const struct batch_job *job, const struct value *merged);
/* Sets the hashes of the forms; false after a problem. */
bool batch_hash_forms(struct batch_work *work);
/* True if the files that the document of a line shows, as pictures, are as they were when it was made. */
bool batch_shows_same_files(const struct batch_work *work, const struct batch_job *job,
                            const struct manifest_line *line);
/* The inputs of a job whose merged record is `data`. */
struct digest_text batch_hash_inputs(const struct batch_work *work, const struct batch_job *job,
                                     const struct value *data);
/* A copy for memory_free(), whatever thread made it; the buffer is released. */
struct string batch_own_text(struct buffer *text);
/* Sets the problems of a result by its outcome, and their words when it has failed or is one of the first
 * with warnings; each to be freed with memory_free(). */
void batch_tell_problems(const struct batch_work *work, struct problems *problems,
                         struct batch_result *result);
/* Writes the line of a document that has its name; without a line it is none: it is removed and has failed.
 */
void batch_note(struct batch_work *work, const struct batch_job *job, struct batch_result *result);
/* Names a document that is made and writes its line; after a problem it has failed. */
void batch_name_document(struct batch_work *work, struct batch_result *result);
/* A document that was made is given up: it has failed with these problems, or as memory ended. */
void batch_fail(const struct batch_work *work, struct batch_result *result, struct problems *problems);
void batch_fail_without_memory(struct batch_result *result);
/* The options that a document is made with: of a form that keeps no figures without a history. */
struct vanban_options batch_options(const struct batch_work *work, const struct batch_job *job);
/* False after a problem: a history without a period, of forms that keep nothing, or two reports of one unit.
 */
bool batch_check_history(struct batch_work *work);
/* Makes the history if there is none, and reads what it has of the period. False after a problem. */
bool batch_open_history(struct batch_work *work);
/* Adds what the history has of the periods that reports of a form look back to; false after a problem. */
bool batch_digest_history(struct batch_work *work, const struct vanban_form *form, struct digest *digest);
/* True if the figures of a document that stands are in the history, or need not be. */
bool batch_has_issued(const struct batch_work *work, const struct batch_job *job);
/* batch_settle() of documents whose figures go into the history with them. */
void batch_issue(struct batch_work *work, struct batch_result *const *results, size_t count);
/* Tells of figures that were replaced. */
void batch_tell_replaced(struct batch_work *work);
/* Counts and tells a result; false: stop. */
bool batch_tell(void *context, const struct batch_job *job, const struct batch_result *result);
/* Makes a document under a temporary name; called in many threads at once. */
void batch_make(void *context, const struct batch_job *job, struct batch_result *result);
/* Gives documents that were made their names, all of them synced to the disk, and writes their lines. */
void batch_settle(void *context, struct batch_result *const *results, size_t count);
/* Frees what batch_make() put into a result. */
void batch_release_result(const struct batch_result *result);
/* Sets hash and size of a result by its file, that is at `path` for messages; false after a problem. A
 * negative descriptor stands for a file that could not be opened, with errno set. */
bool batch_measure(int descriptor, const char *path, struct batch_result *result, struct problems *problems);
/* True if `before` has the job with its inputs, and its file is as it was; the result is then set. */
bool batch_is_kept(const struct batch_work *work, const struct batch_job *job, struct batch_result *result);
/* Finds LibreOffice; false after a problem. */
bool batch_find_converter(struct batch_work *work);
/* The job for the PDF of a document. */
struct batch_job batch_pdf_job(struct arena *arena, const struct batch_job *document);
/* What the names of folders begin with in which LibreOffice works for this batch or part. */
const char *batch_pdf_folder(const struct batch_work *work);
/* Jobs for the PDFs of all documents that stand, and their PDFs. */
void batch_make_pdfs(struct batch_work *work);
/* Sets joined_name; the folder is there. False after a problem: the name cannot stand in the manifest. */
bool batch_name_joined(struct batch_work *work);
/* Makes one document of all. False after a problem. */
bool batch_join(struct batch_work *work);
/* Lines for what was joined of these documents, now or before, and stands in their folder. */
void batch_append_joined(const struct batch_work *work, struct buffer *lines);
/* False if the record does not even tell the name of its document. */
bool batch_has_name(const struct batch_job *job);

#endif
