#ifndef VANBAN_FORM_FORM_H
#define VANBAN_FORM_FORM_H

/*
 * A form: a template, the fields it asks for, values derived from them and
 * checks on them. A form is a folder (document.xml, form.yaml, example.yaml
 * over templates/frame) or a .docx with tags, whose fields are what its tags use.
 */

#include "base/file.h"
#include "data/data.h"
#include "template/template.h"

enum field_type {
    FIELD_TEXT,    /* one line */
    FIELD_LINES,   /* a list of texts; a text with newlines is split */
    FIELD_OUTLINE, /* outline notation, many lines */
    FIELD_COUNT,   /* a whole number from 0; prints 05, 1.234 */
    FIELD_NUMBER,
    FIELD_MONEY,   /* whole đồng */
    FIELD_PERCENT, /* a number of percent: 98.3 */
    FIELD_DATE,
    FIELD_BOOL,
    FIELD_CHOICE,
    FIELD_RECORD,
    FIELD_TABLE, /* a list of records */
    FIELD_ANY
};

struct field {
    const struct name *name, *label_name; /* both are names of the field, in data and in templates */
    struct string label, hint;
    struct string before; /* the inherited field it stands before, for people; or empty */
    enum field_type type;
    struct string split_at;            /* of lines: a sign that parts them in one line too; or empty */
    bool is_required, ignores_columns; /* ignores_columns: of a table, those it has no field for */
    struct value default_value;        /* VALUE_UNDEFINED: none */
    struct value example;              /* VALUE_UNDEFINED: none */
    const struct expression *computed; /* gives the value that is not given; NULL: none */
    struct place place;                /* where the form declares it */
    struct string *choices;
    size_t choice_count;
    struct string *spellings; /* pairs: another spelling, the choice it means */
    size_t spelling_count;    /* of pairs */
    struct field *fields;     /* of a record or the rows of a table */
    size_t field_count;
    const struct field_use *uses; /* of a .docx: where its tags stand; NULL: none */
    struct field_use *last_use;
};

struct field_use {
    struct place place;
    struct field_use *next;
};

struct form;

/* `path` is a folder, a .docx, or a shipped form's name looked up in `forms_folder`. NULL after a problem. */
struct form *form_open(const char *path, const char *forms_folder, const struct limits *limits,
                       struct problems *problems);
void form_free(struct form *form);
/* Lets the fields of a .docx be those too that documents ask for which it includes. */
void form_read_included(struct form *form, const struct template_files *files, const struct limits *limits);
/* The folders its parts and definition come from, its own first; none for a document. */
const struct string *form_folders(const struct form *form, size_t *count);
struct string form_name(const struct form *form);
struct string form_title(const struct form *form);
const struct field *form_fields(const struct form *form, size_t *count);
const struct template *form_template(const struct form *form);
/* What the columns of its tables are called, by label and by name: what tells the header of a sheet. */
struct string *form_column_names(const struct form *form, struct arena *arena, size_t *count);
/* The labels and names of its fields, those inside of others aside; copies. */
struct string *form_field_names(const struct form *form, struct arena *arena, size_t *count);

/*
 * Data → what the template sees: labels become names, types are read ("05" as a count, "04/5/2023" as a
 * date), defaults filled in, unknown and missing fields reported with did-you-mean, derived values computed,
 * checks run (an error stops, a warning is only told). Result: a record that lives as long as
 * evaluation->lasting, which is another arena from then on: what was checked is data, and no expression can
 * change it. False after an error.
 */
bool form_prepare(const struct form *form, const struct value *data, struct evaluation *evaluation,
                  struct value *prepared);

/* The figures of a prepared record that rollup in form.yaml names, or all its numbers and ratios (of derived
 * ones those with a type; those of fields inside records in records), and whose they are (empty when
 * form.yaml does not say); all in `arena`. */
struct value form_figures(const struct form *form, const struct value *prepared, struct arena *arena,
                          struct string *unit);
/* The figure units are ranked by; empty when form.yaml does not say. */
void form_ranking(const struct form *form, struct string *rank, bool *ranks_upwards);

/*
 * Where a figure came from: text ← format ← formula ← queries ← cells, in words or as JSON. `name` is a
 * field, a derived value, or any expression over them. False after a problem; what the checks of the form say
 * of the data is told, and does not matter here.
 */
bool form_explain(const struct form *form, const struct value *data, struct evaluation *evaluation,
                  struct string name, enum language language, bool as_json, struct buffer *out);

/* The shipped forms, one a line with their titles, or as JSON [{"name","title"} …]; false after a problem. */
bool form_append_shipped(const char *forms_folder, bool as_json, const struct limits *limits,
                         struct buffer *out, struct problems *problems);

/* The form with this period (NULL: its own example) as what its data files say; lives in `arena`. NULL after
 * a problem: the period is none. */
const struct form *form_asking(const struct form *form, const char *period, struct arena *arena,
                               struct problems *problems);
/* A commented YAML data file that renders at once. */
void form_append_blank(const struct form *form, enum language language, struct buffer *out);
/*
 * The same as a workbook: fields on one sheet, records and tables on their own, with lists to choose from and
 * figures that turn red when they do not agree. What no sheet can hold is told. False after a problem.
 */
bool form_write_workbook(const struct form *form, enum language language, struct file_output *output,
                         struct problems *problems);
/*
 * Data as a workbook that reads back as the same: fields and those of records on sheets of their own, lists
 * of records as tables. False after a problem.
 */
bool form_write_data(const struct value *data, struct string title, struct file_output *output,
                     struct problems *problems);
/* The fields for people, and as JSON; those of a .docx with the places of their tags. */
void form_append_fields(const struct form *form, enum language language, struct buffer *out);
void form_append_fields_json(const struct form *form, enum language language, struct buffer *out);

/*
 * A form folder as one document with the frame's parts laid under it (`vanban pack`). Word opens it: tags of
 * attributes stand in hidden text (see template/attribute.h). It stands alone: its definition goes along as a
 * custom XML part, which form_open() reads. A folder that a document without one was unpacked into is packed
 * as it stands. `folder` may also name a shipped form. NULL after a problem.
 */
struct package *form_assemble(const char *folder, const char *forms_folder, const struct limits *limits,
                              struct problems *problems);

/* The same of a form whose template has faults, to show them in it: attributes have what can be computed for
 * them alone. */
struct package *form_assemble_faulty(const char *folder, const char *forms_folder,
                                     const struct limits *limits, struct problems *problems);

/* What `vanban unpack` writes: the package as a folder of form_assemble() has it, files beside the parts. */
struct form_file {
    struct string name, text;
};
/*
 * Opens a document; of a packed form the attributes have their tags again and the files it carried are in
 * `files`, in `arena`; of any other there are none and nothing is changed. NULL after a problem.
 */
struct package *form_disassemble(const char *document, struct arena *arena, struct form_file **files,
                                 size_t *count, const struct limits *limits, struct problems *problems);

#endif
