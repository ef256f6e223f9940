#ifndef VANBAN_FORM_INTERNAL_H
#define VANBAN_FORM_INTERNAL_H

/* The form itself, for the files of this module. */

#include "form/definition.h"

struct form {
    struct arena *arena;
    struct definition *definition;
    struct template *template;
    const struct working_calendar *calendar; /* NULL: none is shipped */
    const struct string *folders;
    size_t folder_count;
    bool is_document; /* a .docx: its fields are what its tags use, and rendering tells what is missing */
};

/* Completes an opened form: the names of periods its template reads, the days off. False after a problem. */
bool form_read_periods(struct form *form, const char *forms_folder, const struct limits *limits,
                       struct problems *problems);
/* Whether a blank data file must say it: required, or the period that nothing can be reported without. */
bool field_is_asked(const struct definition *definition, const struct field *field);
/* Evaluates what the form derives and checks; form_prepare() for a form with a definition. */
bool definition_prepare(const struct definition *definition, const struct value *data,
                        struct evaluation *evaluation, struct value *prepared);

/* A definition as it travels with a packed form: "form.yaml", or "frame.form.yaml" of one it extends. */
struct layer_file {
    struct string name, path;
};

/* The folders of a form: its own, then those it extends, the frame last; and the definitions they gave. */
struct layers {
    struct arena *arena;
    struct string name; /* for people: of a shipped form, or the path of the folder */
    struct string folders[16];
    size_t count;
    struct layer_file files[16];
    size_t file_count;
};

struct carried;

/*
 * Reads the definition of a folder and of all it extends into one; NULL after a problem. `name` is what
 * problems call the form.
 */
struct definition *definition_read_all(const struct definition_reader *reader, struct string folder,
                                       struct string name, const char *forms_folder, struct layers *layers);
/* The parts of all layers as one package, fragments put in; NULL after a problem. */
struct package *layers_assemble(const struct layers *layers, const struct limits *limits,
                                struct problems *problems);
/* The same as a document that Word opens and that carries the definition; of a faulty form nothing is
 * compiled. */
struct package *layers_pack(const struct layers *layers, const struct definition *definition,
                            const struct definition_reader *reader, bool is_faulty);
/* The definition that a packed form carries, from `file`; NULL after a problem. */
struct definition *definition_read_carried(const struct definition_reader *reader, struct string file,
                                           const struct carried *carried);
/* A form of this name in the folder of forms: letters, digits, "-" and "_" alone, no path; else empty. */
struct string find_shipped(struct arena *arena, struct string name, const char *forms_folder);

/* The names of the forms there, the frame aside; the folder may be NULL. */
size_t list_shipped(struct arena *arena, const char *forms_folder, struct string **names);

/* A folder without form.yaml that holds word/document.xml: a document that was unzipped. */
bool folder_is_unzipped(struct arena *arena, struct string folder);

/* The fields of a .docx from what its tags use, and those of what it includes (files NULL: without). */
void document_fields(struct arena *arena, const struct template *template, const struct template_files *files,
                     const struct limits *limits, struct definition *definition);

#endif
