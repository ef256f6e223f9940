/* A form opened by its name, its folder or its document. */

#include "form/form.h"

#include "base/file.h"
#include "form/carried.h"
#include "form/internal.h"
#include "form/periodic.h"
#include "text/unicode.h"

static struct form *new_form(void)
{
    struct arena *arena = arena_new();
    struct form *form = arena_allocate(arena, sizeof *form);
    form->arena = arena;
    return form;
}

void form_free(struct form *form)
{
    if (form == NULL)
        return;
    template_free(form->template);
    arena_free(form->arena);
}

static void keep_folders(struct form *form, const struct layers *layers)
{
    struct string *folders = arena_allocate(form->arena, sizeof layers->folders);
    for (size_t i = 0; i < layers->count; i++)
        folders[i] = arena_copy(form->arena, layers->folders[i]);
    form->folders = folders;
    form->folder_count = layers->count;
}

static bool open_folder(struct form *form, struct string folder, struct string name, const char *forms_folder,
                        const struct limits *limits, struct problems *problems)
{
    struct layers layers;
    struct definition_reader reader = {form->arena, sources_new(form->arena), limits, problems};
    form->definition = definition_read_all(&reader, folder, name, forms_folder, &layers);
    if (form->definition == NULL)
        return false;
    keep_folders(form, &layers);
    struct package *package = layers_assemble(&layers, limits, problems);
    form->template = package != NULL ? template_compile(package, limits, problems) : NULL;
    return form->template != NULL;
}

static struct string base_name(struct string path)
{
    size_t start = path.length;
    while (start > 0 && path.bytes[start - 1] != '/')
        start--;
    return string_slice(path, start, path.length);
}

/* A packed form has its definition with it; what a document becomes does not carry that on. */
static bool open_packed(struct form *form, struct package *package, const struct carried *carried,
                        const struct limits *limits, struct problems *problems)
{
    struct definition_reader reader = {form->arena, sources_new(form->arena), limits, problems};
    struct string file = arena_copy(form->arena, package_file(package));
    form->definition = definition_read_carried(&reader, file, carried);
    if (form->definition == NULL) {
        package_close(package);
        return false;
    }
    if (!carried_remove(package, limits, problems)) {
        package_close(package);
        return false;
    }
    form->template = template_compile(package, limits, problems);
    return form->template != NULL;
}

static bool open_document(struct form *form, const char *path, const struct limits *limits,
                          struct problems *problems)
{
    struct carried carried;
    struct package *package = package_open(path, limits, problems);
    if (package == NULL)
        return false;
    if (!carried_read(package, form->arena, &carried, limits, problems)) {
        package_close(package);
        return false;
    }
    if (carried.count > 0)
        return open_packed(form, package, &carried, limits, problems);
    form->template = template_compile(package, limits, problems);
    if (form->template == NULL)
        return false;
    form->is_document = true;
    form->definition = arena_allocate(form->arena, sizeof *form->definition);
    form->definition->name = form->definition->title = arena_copy(form->arena, base_name(string_of(path)));
    document_fields(form->arena, form->template, NULL, limits, form->definition);
    return true;
}

static bool report_unknown(struct form *form, const char *path, const char *forms_folder,
                           struct problems *problems)
{
    struct string *names;
    struct buffer list = {0};
    size_t count = list_shipped(form->arena, forms_folder, &names);
    for (size_t i = 0; i < count; i++)
        buffer_append_format(&list, "%s%.*s", i > 0 ? ", " : "", STRING_FORMAT(names[i]));
    struct place place = {.file = string_of(path)};
    struct problem *problem =
        problems_add(problems, PROBLEM_FORM_UNKNOWN, &place, path, count > 0 ? list.bytes : "-");
    if (text_find_invalid_utf8(string_of(path)) == SIZE_MAX)
        problems_suggest(problems, problem, text_closest(string_of(path), names, count));
    buffer_release(&list);
    return false;
}

static bool open_any(struct form *form, const char *path, const char *forms_folder,
                     const struct limits *limits, struct problems *problems)
{
    struct string name = arena_copy(form->arena, string_of(path));
    struct string folder = find_shipped(form->arena, name, forms_folder);
    if (folder.length == 0 && file_is_folder(path))
        folder = name;
    if (folder.length > 0 && !folder_is_unzipped(form->arena, folder))
        return open_folder(form, folder, name, forms_folder, limits, problems);
    struct string lower = string_of(path);
    bool is_named_document =
        string_ends_with(lower, STRING(".docx")) || string_ends_with(lower, STRING(".dotx"));
    if (folder.length > 0 || is_named_document || !file_is_missing(path))
        return open_document(form, path, limits, problems);
    return report_unknown(form, path, forms_folder, problems);
}

struct form *form_open(const char *path, const char *forms_folder, const struct limits *limits,
                       struct problems *problems)
{
    struct form *form = new_form();
    struct limits own = limits_for_forms(limits);
    if (open_any(form, path, forms_folder, &own, problems) &&
        form_read_periods(form, forms_folder, &own, problems))
        return form;
    form_free(form);
    return NULL;
}

void form_read_included(struct form *form, const struct template_files *files, const struct limits *limits)
{
    if (form->is_document && template_includes(form->template))
        document_fields(form->arena, form->template, files, limits, form->definition);
}

const struct string *form_folders(const struct form *form, size_t *count)
{
    *count = form->folder_count;
    return form->folders;
}

struct string form_name(const struct form *form)
{
    return form->definition->name;
}

struct string form_title(const struct form *form)
{
    return form->definition->title;
}

const struct field *form_fields(const struct form *form, size_t *count)
{
    *count = form->definition->field_count;
    return form->definition->fields;
}

const struct template *form_template(const struct form *form)
{
    return form->template;
}

bool form_prepare(const struct form *form, const struct value *data, struct evaluation *evaluation,
                  struct value *prepared)
{
    *prepared = *data;
    evaluation->calendar = form->calendar;
    bool is_prepared = form->is_document ? periodic_start(NULL, evaluation, NULL)
                                         : definition_prepare(form->definition, data, evaluation, prepared);
    evaluation->lasting = arena_new_in(evaluation->lasting);
    return is_prepared;
}

static bool read_title(struct arena *arena, struct string name, const char *forms_folder,
                       const struct limits *limits, struct problems *problems, struct string *title)
{
    struct limits own = limits_for_forms(limits);
    struct definition_reader reader = {arena, sources_new(arena), &own, problems};
    struct definition *definition = definition_read(&reader, find_shipped(arena, name, forms_folder));
    if (definition != NULL)
        *title = definition->title;
    return definition != NULL;
}

static void append_shipped(struct buffer *out, struct string name, struct string title, bool as_json)
{
    if (!as_json) {
        buffer_append_format(out, "%-16.*s %.*s\n", STRING_FORMAT(name), STRING_FORMAT(title));
        return;
    }
    buffer_append_text(out, out->bytes[out->length - 1] == '[' ? "{\"name\":" : ",{\"name\":");
    json_append_string(out, name);
    buffer_append_text(out, ",\"title\":");
    json_append_string(out, title);
    buffer_append_byte(out, '}');
}

bool form_append_shipped(const char *forms_folder, bool as_json, const struct limits *limits,
                         struct buffer *out, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct string *names;
    size_t count = list_shipped(arena, forms_folder, &names);
    bool are_read = forms_folder == NULL || file_list(arena, forms_folder, problems) != NULL;
    buffer_append_text(out, as_json ? "[" : "");
    for (size_t i = 0; i < count; i++) {
        struct string title;
        bool is_read = read_title(arena, names[i], forms_folder, limits, problems, &title);
        if (is_read)
            append_shipped(out, names[i], title, as_json);
        are_read &= is_read;
    }
    buffer_append_text(out, as_json ? "]\n" : "");
    arena_free(arena);
    return are_read;
}
