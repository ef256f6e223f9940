#ifndef VANBAN_INTERNAL_H
#define VANBAN_INTERNAL_H

/* What the files of the public interface share: the objects behind vanban.h and the way every call is run. */

#include "data/data.h"
#include "form/form.h"
#include "form/periodic.h"
#include "statistics/units.h"
#include "text/tone.h"
#include "vanban.h"

struct vanban_problems {
    struct problems *list;
};

struct vanban_form {
    struct form *form;
    char *name;   /* as it was opened */
    char *folder; /* that it stands in */
};

struct vanban_units {
    struct vanban_data *data; /* that they were read from */
    const char *path;
    struct units units;
};

/* A folder data was read from. */
struct data_folder {
    const char *path;
    const struct data_folder *next;
};

struct vanban_data {
    const struct data_folder *folders;
    struct arena *arena;
    struct sources *sources;
    struct limits limits;
    struct tables_options tables;
    struct value top;  /* a record */
    struct value sets; /* a record of what vanban_data_set() gave alone, which wins over records too */
    struct buffer
        *reads; /* a JSON list, without its end, of what files are read for it: name and hash; NULL */
};

/* One arena pair and scope for one evaluation. */
struct session {
    struct limits limits;
    struct arena *arena, *lasting;
    struct periodic periodic;
    struct evaluation evaluation;
};

/* Where files may be that data and templates name: pictures, documents to include. */
struct file_access {
    const char *form;               /* folder; NULL: none */
    const struct data_folder *data; /* the latest first, before that of the form */
    const struct limits *limits;
    struct buffer *reads; /* as of vanban_data */
};
/* `access` must live as long as the result. A name that leads nowhere within is not found, without a problem.
 */
struct template_files files_readable(struct file_access *access);
/* The folder of a form, for memory_free(). */
char *files_form_folder(const char *name, const char *forms_folder);
void files_note_data(struct vanban_data *data, const char *path);

/*
 * The table that documents are made of, a record each: the one that is named, or (NULL) the only one, of
 * those that `is_wanted` (may be NULL). Of a SQLite file `named` may also be a SELECT over its tables. NULL
 * after a problem: there is none, there are several, or a row is no record and `keeps_faulty`, as of
 * tables_options, is false.
 */
const struct entry *records_find(const struct value *data, const char *named, const char *path,
                                 bool (*is_wanted)(const struct value *table), bool keeps_faulty,
                                 const struct data_reader *reader);
/* Whether it is a query, not the name of a table. */
bool records_are_asked(const char *named);
/* The rows that a SELECT over the tables of `data` gives, as a table; NULL after a problem. */
const struct entry *records_ask(const struct record *data, const char *asked, const char *path,
                                const struct data_reader *reader);

/* The record over the common data, as value_merged() has it, but a blank cell of a table leaves what is
 * common. */
struct value records_merged(struct arena *arena, const struct value *common, const struct value *record);
/* What was set wins over what a record has. */
struct value records_set(struct arena *arena, const struct value *merged, const struct value *sets);

/* Runs the body of a public function; false when memory ran out, which is then a problem. */
bool api_run(void (*work)(void *), void *argument, struct vanban_problems *problems);
/* The options with defaults for NULL. */
struct vanban_options api_options(const struct vanban_options *options);
/* False after a problem: no limit of that name. */
bool api_limits(const struct vanban_options *options, struct limits *limits, struct problems *problems);
enum language api_language(enum vanban_language language);
enum tone_style api_tones(enum vanban_tones tones);
/* One document of many. */
struct api_later {
    struct history_readers *readers; /* as of periodic; told by the caller */
    struct file_output *output;      /* made, without its name yet, detached */
    struct issue *issue;             /* what goes into the history with it, detached; or NULL */
};
/* vanban_render() without its last step: to be committed with others. */
bool api_render(const struct vanban_form *form, const struct vanban_data *data, const char *output,
                const struct vanban_options *options, struct vanban_problems *problems,
                struct api_later *later);
/* Writes a package to a file, whole or not at all. */
bool api_save_package(struct package *package, const char *path, bool overwrite, const struct limits *limits,
                      struct problems *problems);
/* A text for the caller to free with vanban_free(). */
char *api_text(struct buffer *buffer);

/* `data` may be NULL. */
bool session_init(struct session *session, const struct vanban_data *data,
                  const struct vanban_options *options, struct problems *problems);
void session_release(struct session *session);
/* For what has no form: the period that was asked for, and the days off. False after a problem. */
bool session_use_periods(struct session *session, const struct vanban_options *options);

#endif
