#ifndef VANBAN_H
#define VANBAN_H

/*
 * libvanban: fills Vietnamese administrative forms.
 *
 * A form (a shipped one, a folder, or a .docx with tags) and data (YAML, JSON, tables) go in; a Word document
 * that obeys Decree 30/2020/NĐ-CP comes out, its figures computed and checked.
 *
 *     struct vanban_options options = {.forms_folder = "/usr/share/vanban/templates"};
 *     struct vanban_problems *problems = vanban_problems_new();
 *     struct vanban_form *form = vanban_form_open("cong-van", &options, problems);
 *     struct vanban_data *data = vanban_data_open("data.yaml", &options, problems);
 *     if (form != NULL && data != NULL && vanban_render(form, data, "out.docx", &options, problems))
 *         puts("done");
 *     vanban_problems_print(problems, stderr, VANBAN_VI, false);
 *     vanban_data_close(data);
 *     vanban_form_close(form);
 *     vanban_problems_free(problems);
 *
 * Rules that hold everywhere:
 *   - A function that fails returns NULL or false, and has added at least one problem.
 *   - All texts are UTF-8. Texts returned as `char *` are freed with vanban_free().
 *   - Options may be NULL: the defaults.
 *   - A form may be rendered by many threads at once; data and problems belong to one thread at a time.
 *   - Running out of memory is a problem like others; the objects passed in stay usable.
 *   - Files are written whole or not at all.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VANBAN_API __attribute__((visibility("default")))

/* "0.1.0" */
VANBAN_API const char *vanban_version(void);
VANBAN_API void vanban_free(char *text);

/* ---- problems ---- */

enum vanban_language { VANBAN_VI, VANBAN_EN };

/* What the command exits with: 0 done, 1 problems found, 2 usage, 3 data, 4 template or form, 5 files, 6 a
 * limit, 70 our bug. */
struct vanban_problems;

VANBAN_API struct vanban_problems *vanban_problems_new(void);
VANBAN_API void vanban_problems_free(struct vanban_problems *problems);
/* All severities; errors alone by the second. */
VANBAN_API size_t vanban_problems_count(const struct vanban_problems *problems);
VANBAN_API size_t vanban_problems_error_count(const struct vanban_problems *problems);
VANBAN_API int vanban_problems_exit(const struct vanban_problems *problems);
/* For people, or one JSON object a line: {"severity","code","file","part","place","tag","message","hint"}; a
 * finding of vanban_check() has "rule","found","wanted","clause","count","mend" ("fix" or "hand") too. */
VANBAN_API void vanban_problems_print(const struct vanban_problems *problems, FILE *stream,
                                      enum vanban_language language, bool as_json);
/* Findings of vanban_check(), what vanban_fix() mended, what is left of it then: with a heading, what is left
 * to do at the end, those of one rule together. */
enum vanban_findings { VANBAN_FOUND, VANBAN_MENDED, VANBAN_LEFT };
VANBAN_API void vanban_findings_print(const struct vanban_problems *findings, enum vanban_findings kind,
                                      const char *document, FILE *stream, enum vanban_language language);
/* Adds a problem of the command line by its code name ("usage-…") with up to two arguments (NULL: none).
 * An argument whose words differ by language is the Vietnamese, "\x1f", the English. */
VANBAN_API void vanban_problems_add_usage(struct vanban_problems *problems, const char *code,
                                          const char *first, const char *second);
/* The same, the second argument being the words for an errno. */
VANBAN_API void vanban_problems_add_system(struct vanban_problems *problems, const char *code,
                                           const char *first, int error);
/* Adds "did you mean" to the last problem: what of `words` (ended by NULL) `typed` is near to, if any. */
VANBAN_API void vanban_problems_suggest(struct vanban_problems *problems, const char *typed,
                                        const char *const *words);

/* ---- options ---- */

enum vanban_undefined {
    VANBAN_UNDEFINED_ERROR, /* a missing value is an error */
    VANBAN_UNDEFINED_MARK,  /* --draft: a highlighted mark, and a warning */
    VANBAN_UNDEFINED_BLANK, /* as Jinja does */
};

enum vanban_numbers {
    VANBAN_NUMBERS_VI,    /* 98,3 */
    VANBAN_NUMBERS_PLAIN, /* 98.3, as Jinja in Python prints */
};

struct vanban_limit {
    const char *name; /* "part-bytes"; see `vanban help limits` */
    uint64_t value;
};

/* The names of the limits and their defaults; NULL behind the last. */
VANBAN_API const char *vanban_limit_at(size_t index, uint64_t *value);

struct vanban_form;
struct vanban_units;

/* Zeroed options are the defaults. */
struct vanban_options {
    const char *forms_folder; /* where shipped forms are; NULL: none are found by name */
    enum vanban_undefined undefined;
    enum vanban_numbers numbers;
    enum vanban_language language; /* of texts that are made: blank data files, lists of fields */
    bool overwrite;
    bool verify;   /* read the finished document back: what would make Word repair it keeps it from being
                      written */
    bool unsynced; /* written without waiting for the disk: a power failure may leave an empty file */
    const struct vanban_form *form; /* of data that is opened: its labels tell the headers of tables; of a
                                       document that is extracted: the form it was made of */
    const struct vanban_form *const *other_forms; /* of data for several forms: those beside it */
    size_t other_form_count;
    const char *period;  /* the report is of: "2023-09", "2023-Q3" …; NULL: what the data says */
    const char *history; /* a file of what was issued, made when there is none; NULL: none */
    const char *unit;    /* whose figures they are in the history; NULL: what the data says */
    const struct vanban_units *units; /* that groups of recipients, "@UBND các xã", are made of; NULL: none */
    const char *map; /* of data that is opened: a file that maps sheets and columns; NULL: none */
    const struct vanban_limit *limits;
    size_t limit_count;
};

/* ---- forms ---- */

struct vanban_data;

/* `form`: a shipped form's name, a folder, or a .docx. */
VANBAN_API struct vanban_form *vanban_form_open(const char *form, const struct vanban_options *options,
                                                struct vanban_problems *problems);
VANBAN_API void vanban_form_close(struct vanban_form *form);
/*
 * Of a document that could not be opened as a form, because of its tags: adds what the data have not of the
 * names in its other tags, so that one run tells all. Adds nothing when `problems` has no error yet.
 */
VANBAN_API void vanban_form_miss(const char *form, struct vanban_data *data,
                                 const struct vanban_options *options, struct vanban_problems *problems);
/* The fields a form asks for: a table for people, or JSON. */
VANBAN_API char *vanban_form_fields(const struct vanban_form *form, bool as_json,
                                    const struct vanban_options *options, struct vanban_problems *problems);
/* A commented YAML data file that renders at once. */
VANBAN_API char *vanban_form_blank(const struct vanban_form *form, const struct vanban_options *options,
                                   struct vanban_problems *problems);
/* The same as a workbook (.xlsx), with lists to choose from and figures that turn red when they disagree. */
VANBAN_API bool vanban_form_workbook(const struct vanban_form *form, const char *output,
                                     const struct vanban_options *options, struct vanban_problems *problems);
/* The shipped forms: a line each, or JSON. */
VANBAN_API char *vanban_forms(bool as_json, const struct vanban_options *options,
                              struct vanban_problems *problems);

/* ---- data ---- */

/* A .yaml, .json, .jsonl, .csv, .xlsx, .sqlite or .db file; "-": standard input; NULL: empty data. */
VANBAN_API struct vanban_data *vanban_data_open(const char *path, const struct vanban_options *options,
                                                struct vanban_problems *problems);
/* JSON in memory; `name` stands for the file in problems. */
VANBAN_API struct vanban_data *vanban_data_parse(const char *name, const char *json, size_t length,
                                                 const struct vanban_options *options,
                                                 struct vanban_problems *problems);
/* Merges another file over the data: records key by key, the later wins. */
VANBAN_API bool vanban_data_merge(struct vanban_data *data, const char *path,
                                  struct vanban_problems *problems);
/* "name=value"; the name may be a path a.b[1]. It wins over the records of a batch too. */
VANBAN_API bool vanban_data_set(struct vanban_data *data, const char *assignment,
                                struct vanban_problems *problems);
VANBAN_API void vanban_data_close(struct vanban_data *data);

/* ---- documents ---- */

/* data → derived values → checks → template → package → file. */
VANBAN_API bool vanban_render(const struct vanban_form *form, struct vanban_data *data, const char *output,
                              const struct vanban_options *options, struct vanban_problems *problems);
/*
 * Puts the problems `found` with a form (by opening or rendering it) as Word comments into a copy of it. What
 * no .docx can be made of gets no copy: false, and a warning; why is told when `found` has no error. `found`
 * and `problems` may be the same.
 */
VANBAN_API bool vanban_annotate(const char *form, const struct vanban_problems *found, const char *output,
                                const struct vanban_options *options, struct vanban_problems *problems);
/*
 * Periods in a history, for those of options->period and options->unit, or all: a line each, or JSON. Closing
 * keeps a period from being issued with other figures; reopening needs a reason, which is kept.
 */
VANBAN_API char *vanban_period_list(const char *history, bool as_json, const struct vanban_options *options,
                                    struct vanban_problems *problems);
VANBAN_API bool vanban_period_close(const char *history, const struct vanban_options *options,
                                    struct vanban_problems *problems);
VANBAN_API bool vanban_period_reopen(const char *history, const char *reason,
                                     const struct vanban_options *options, struct vanban_problems *problems);
/*
 * The data of many units, a file each, as data for the form of their superior: a row a unit, sums by group
 * and in all, ranks, who has not reported. `units` is a file of the units there are (NULL: those that
 * reported). YAML, or JSON.
 */
VANBAN_API char *vanban_rollup(const struct vanban_form *form, const char *const *paths, size_t count,
                               const char *units, bool as_json, const struct vanban_options *options,
                               struct vanban_problems *problems);
/* The same as a workbook at `output`, which reads back as that data; false after a problem. */
VANBAN_API bool vanban_rollup_workbook(const struct vanban_form *form, const char *const *paths, size_t count,
                                       const char *units, const char *output,
                                       const struct vanban_options *options,
                                       struct vanban_problems *problems);
/*
 * The list of units (danh mục đơn vị): a table with the columns Mã, Tên, Cấp, Nhóm, Cấp trên, Địa chỉ, Từ
 * ngày, Đến ngày, of which only Tên must be there. NULL after a problem.
 */
VANBAN_API struct vanban_units *vanban_units_open(const char *path, const struct vanban_options *options,
                                                  struct vanban_problems *problems);
VANBAN_API void vanban_units_close(struct vanban_units *units);

/* Zeroed fields ask for nothing. */
struct vanban_units_options {
    const char *group;   /* “UBND các xã, trừ UBND xã An Bình”; NULL: all */
    const char *date;    /* the units of that day; NULL: those that have no end */
    const char *figures; /* a table with a row for a unit */
    const char *tasks;   /* a table of tasks: Đơn vị (blank: all), and what the form has of them */
    bool as_json;
};
/* The units of a group on a day: a line each, or JSON. */
VANBAN_API char *vanban_units_list(const struct vanban_units *units, const struct vanban_units_options *asked,
                                   const struct vanban_options *options, struct vanban_problems *problems);
/*
 * A record for each unit, as JSON lines: don_vi (stt, ma, ten, cap, nhom, cap_tren, dia_chi), so_lieu (its
 * row of the figures), nhiem_vu (its tasks), and whatever the file of figures has beside tables. options->map
 * is for the columns of both.
 */
VANBAN_API char *vanban_units_join(const struct vanban_units *units, const struct vanban_units_options *asked,
                                   const struct vanban_options *options, struct vanban_problems *problems);
/*
 * Who has to answer by when, by the day: of each record of the table in `records` (`table`; NULL: the only
 * one), over the `common` data, a row a task, or one with Thời hạn. CSV, or JSON that the form theo-doi
 * prints (as_json).
 */
VANBAN_API char *vanban_units_track(const char *records, const char *table, struct vanban_data *common,
                                    bool as_json, const struct vanban_options *options,
                                    struct vanban_problems *problems);
/* The same as a workbook at `output`, its days as Excel counts them; false after a problem. */
VANBAN_API bool vanban_units_track_workbook(const char *records, const char *table,
                                            struct vanban_data *common, const char *output,
                                            const struct vanban_options *options,
                                            struct vanban_problems *problems);
/*
 * Holds a document against a standard (NULL: "nd30-2020"), a folder of forms_folder/standard. What breaks a
 * rule is added to `findings`, with the rule and its clause; whatever keeps the document from being read to
 * `problems`. True when it was read. vanban_annotate() puts the findings into a copy.
 */
VANBAN_API bool vanban_check(const char *document, const char *standard, const struct vanban_options *options,
                             struct vanban_problems *findings, struct vanban_problems *problems);
/*
 * Mends in a copy what breaks a standard and can be mended without touching a word: formats, rule lines,
 * pages, page numbers. What was mended is added to `fixes`, with the rule, what was there and what is now.
 * What is left vanban_check() finds in the copy.
 */
VANBAN_API bool vanban_fix(const char *document, const char *standard, const char *output,
                           const struct vanban_options *options, struct vanban_problems *fixes,
                           struct vanban_problems *problems);
/*
 * Reads a document back into the data of its form, found by the standard (NULL: "nd30-2020") or given as
 * options->form: YAML with a comment above what is not certain, or JSON {"form","data"}. What could not be
 * read is among the problems: the text is there all the same. NULL when it is not of the form that was given.
 */
VANBAN_API char *vanban_extract(const char *document, const char *standard, bool as_json,
                                const struct vanban_options *options, struct vanban_problems *problems);
/* An expression over data (NULL: none), printed as in a document, or as JSON. */
VANBAN_API char *vanban_evaluate(const char *expression, struct vanban_data *data, bool as_json,
                                 const struct vanban_options *options, struct vanban_problems *problems);
/*
 * Where a figure of a document came from: its text, its format, its formula, the queries in it and the cells
 * they read, in words or as JSON. `name` is a field, a derived value, or an expression over them. What the
 * form's checks say of the data is among the problems.
 */
VANBAN_API char *vanban_explain(const struct vanban_form *form, struct vanban_data *data, const char *name,
                                bool as_json, const struct vanban_options *options,
                                struct vanban_problems *problems);
/* A .docx in outline notation, as a person reviews it. */
VANBAN_API char *vanban_outline(const char *document, const struct vanban_options *options,
                                struct vanban_problems *problems);
enum vanban_tones {
    VANBAN_TONES_KEEP,
    VANBAN_TONES_OLD, /* hòa, thủy */
    VANBAN_TONES_NEW, /* hoà, thuỷ */
};

/* How a text is converted; zeroed, it becomes Unicode in NFC and no more. */
struct vanban_conversion {
    /* NULL for UTF-8 or UTF-16, or "tcvn3", "vni" …, "auto"; of an old encoding UTF-8 holds the characters
     * that stand for its bytes, as copied from a Word document. */
    const char *encoding;
    enum vanban_tones tones;
    const char *names; /* a file of names, one a line: their tones stay; NULL: none */
    bool tidy;         /* blanks, quotes, dashes and characters that only look like Vietnamese letters */
};

/* The text of a file ("-": standard input). What only looks like Vietnamese letters is a warning. */
VANBAN_API char *vanban_convert(const char *path, const struct vanban_conversion *conversion,
                                const struct vanban_options *options, struct vanban_problems *problems);
/*
 * The encodings a text may be in, the likeliest first: a line each with its share of Vietnamese syllables and
 * how the text begins in it, or JSON. Nothing is changed. As encoding of vanban_convert() "auto" stands for
 * the first of them, if at least half of the words beyond ASCII are Vietnamese in it.
 */
VANBAN_API char *vanban_guess_encoding(const char *path, bool as_json, const struct vanban_options *options,
                                       struct vanban_problems *problems);
/*
 * A document typed in fonts of before Unicode (.VnTime, VNI-Times …) as Unicode in Times New Roman; its look
 * stays. The result says what was done: a line for each font, or JSON.
 */
VANBAN_API char *vanban_convert_document(const char *document, const char *output, enum vanban_tones tones,
                                         bool as_json, const struct vanban_options *options,
                                         struct vanban_problems *problems);
/*
 * A form folder, or a shipped form by its name, as a .docx that people edit in Word: tags of attributes stand
 * in hidden text, and form.yaml goes along, so that the file is a form by itself.
 */
VANBAN_API bool vanban_pack(const char *folder, const char *output, const struct vanban_options *options,
                            struct vanban_problems *problems);
/* Back into a folder, XML a paragraph a line; of a packed form with form.yaml and the tags in attributes. In
 * a folder that is there, what the document has not is kept, with a warning. */
VANBAN_API bool vanban_unpack(const char *document, const char *folder, const struct vanban_options *options,
                              struct vanban_problems *problems);
/* Undoes what unfinished calls have begun; safe in the handler of a signal that ends the process. */
VANBAN_API void vanban_remove_temporaries(void);
/* A text as a JSON string, or as a list with one for each line; it is freed. NULL stays NULL. */
VANBAN_API char *vanban_text_json(char *text, bool by_line, struct vanban_problems *problems);
/* Writes a text whole or not at all. */
VANBAN_API bool vanban_write_text(const char *text, const char *output, const struct vanban_options *options,
                                  struct vanban_problems *problems);

/* ---- many documents ---- */

/* What was done so far; `line` is a JSON object of the last document. */
struct vanban_batch_progress {
    size_t made, kept, failed, total;
    size_t warned;    /* of those made: with warnings or notes */
    size_t record;    /* the number of its row, from 1 */
    const char *path; /* of its document; NULL: the row does not tell */
    const char *line;
    const char *failure; /* its problems for people, if it failed; else NULL */
    const char *warning; /* the same of the first few that were made with some; else NULL */
};

struct vanban_batch_options {
    const char *folder;  /* made when there is none */
    const char *name;    /* of a document: a text with tags over its data; stt is the number of its record, of
                            several forms mẫu is the name of its form */
    const char *key;     /* the same for what tells it from others; NULL: its name */
    const char *records; /* the table to take, or (SQLite) a SELECT; NULL: the only one */
    const char *shard;   /* "2/5": the second of five parts by a hash of the key; NULL: all */
    unsigned jobs;       /* threads; 0: one for each processor that the process may use */
    size_t max_failures; /* stop after so many; 0: never */
    bool resume;         /* keep what is right already, whatever stopped the last run */
    bool plan;           /* only tell what would be made */
    bool pdf;            /* each as a PDF too, by LibreOffice */
    const char *join;    /* a file for all documents as one, when none has failed; NULL: none */
    /* One call a document, by one thread at a time; false: stop when those in work are done. May be NULL. */
    bool (*progress)(void *context, const struct vanban_batch_progress *progress);
    void *context;
};

/*
 * A document of each form for each record of the table in `records`, over `common` data opened with all
 * forms, in a folder with manifest.jsonl (key, path, sha256, bytes, inputs, problems of each) and
 * failed.jsonl (those that could not be made). Of several forms each takes the fields it knows; names in the
 * records that none knows are told once, unless they are nearly that of a field. A blank cell leaves what is
 * common; totals below a table are no records. The same bytes for any number of threads. With
 * options->history (and then options->period) the figures of each unit go into it with its document, those of
 * forms that keep any. False after a problem, or when some failed.
 */
VANBAN_API bool vanban_batch(const struct vanban_form *const *forms, size_t form_count, const char *records,
                             struct vanban_data *common, const struct vanban_batch_options *asked,
                             const struct vanban_options *options, struct vanban_problems *problems);
/* False after a problem: files missing, changed or too many; `plan` (may be NULL) as --plan prints. */
VANBAN_API bool vanban_manifest_verify(const char *folder, const char *plan,
                                       const struct vanban_options *options,
                                       struct vanban_problems *problems);
/* The manifests of all parts of a batch as one. */
VANBAN_API bool vanban_manifest_merge(const char *folder, const struct vanban_options *options,
                                      struct vanban_problems *problems);

/* ---- the number book ---- */

enum vanban_number_format {
    VANBAN_NUMBER_LINES,
    VANBAN_NUMBER_JSON,
    VANBAN_NUMBER_CSV,
    VANBAN_NUMBER_XML,       /* metadata of Decree 30/2020/NĐ-CP, Appendix VI */
    VANBAN_NUMBER_FORM_DATA, /* JSON that the form so-van-ban-di prints */
};

/* Each call reads those that its comment names; zeroed ones ask for nothing. */
struct vanban_number_options {
    const char *key; /* of a document; when numbers are given a text with tags over its data, "{{ Mã }}" */
    const char *number; /* "15/BC-UBND" */
    int year;           /* 0: any */
    const char *series;
    const char *words; /* that an entry must have */
    const char *reason;
    const char *date;    /* of issue: "2026-05-04", "today"; NULL: that of the data */
    bool by_kind;        /* a series for each kind of document */
    const char *records; /* a file whose table has a row a document, over `data`; NULL: all is in `data` */
    const char *table;   /* the table to take; NULL: the only one */
    enum vanban_number_format format;
};

/*
 * Makes a book (by_kind). `groups` (may be NULL): a record "abbreviation of a kind: name of a series" for
 * kinds that are counted otherwise.
 */
VANBAN_API bool vanban_number_create(const char *book, struct vanban_data *groups,
                                     const struct vanban_number_options *asked,
                                     const struct vanban_options *options, struct vanban_problems *problems);
/*
 * Gives numbers to the document of `data`, or to each of its table of documents (key, date, format: lines or
 * JSON, which is returned). Asking again with the same key gives the same number. `output` (may be NULL) gets
 * the data with Số and Ngày: YAML or JSON, of a table JSON lines.
 */
VANBAN_API char *vanban_number_allocate(const char *book, struct vanban_data *data, const char *output,
                                        const struct vanban_number_options *asked,
                                        const struct vanban_options *options,
                                        struct vanban_problems *problems);
/* Declares a number void (number and year, or key; reason); it is never given again. The year may be 0 when
 * only one year has that number. */
VANBAN_API bool vanban_number_void(const char *book, const struct vanban_number_options *asked,
                                   const struct vanban_options *options, struct vanban_problems *problems);
/* Notes what becomes known later (number and year, or key): `notes` has it by label, as Ngày chuyển. What
 * stands in the document itself cannot be changed. */
VANBAN_API bool vanban_number_note(const char *book, struct vanban_data *notes,
                                   const struct vanban_number_options *asked,
                                   const struct vanban_options *options, struct vanban_problems *problems);
/* What was changed of a document (number and year, or key; format: lines, or JSON, an object a line). */
VANBAN_API char *vanban_number_history(const char *book, const struct vanban_number_options *asked,
                                       const struct vanban_options *options,
                                       struct vanban_problems *problems);
/* What the book has (year, series, words, format). */
VANBAN_API char *vanban_number_list(const char *book, const struct vanban_number_options *asked,
                                    const struct vanban_options *options, struct vanban_problems *problems);
/* A copy of a document whose blank number and date are filled in (number and year, or key). */
VANBAN_API bool vanban_number_stamp(const char *document, const char *book, const char *output,
                                    const struct vanban_number_options *asked,
                                    const struct vanban_options *options, struct vanban_problems *problems);

#ifdef __cplusplus
}
#endif

#endif
