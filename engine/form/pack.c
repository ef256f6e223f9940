/*
 * A form folder as a document that Word opens: attributes with tags get the value they have in the form's own
 * example, their tags stand in hidden text, and the definition goes along.
 */

#include "base/file.h"
#include "form/carried.h"
#include "form/internal.h"
#include "form/periodic.h"
#include "template/attribute.h"

struct packing {
    const struct layers *layers;
    const struct definition *definition;
    const struct definition_reader *reader;
    struct tagged_attributes attributes;
    bool is_faulty; /* nothing can be rendered */
};

/* The form's own example, or empty. */
static struct string find_example(const struct layers *layers)
{
    struct string path = file_join(layers->arena, layers->folders[0], STRING("example.yaml"));
    return !file_is_missing(path.bytes) ? path : (struct string){0};
}

/* The example; without one what `vanban new` would write. */
static bool read_example(const struct packing *packing, const struct evaluation *evaluation,
                         struct value *data)
{
    const struct definition_reader *reader = packing->reader;
    struct data_reader files = {reader->arena, reader->sources, reader->limits, evaluation->problems};
    struct string path = find_example(packing->layers);
    if (path.length > 0)
        return data_read_files(&files, NULL, &path.bytes, 1, data);
    struct form form = {.arena = reader->arena, .definition = (struct definition *)packing->definition};
    struct buffer blank = {0};
    form_append_blank(&form, LANGUAGE_VI, &blank);
    struct string text = arena_copy(reader->arena, buffer_string(&blank));
    buffer_release(&blank);
    return data_read_yaml(&files, packing->layers->name, text, data) && data_require_record(&files, data);
}

/* ---- what attributes have in a document ---- */

static struct package *render_marked(const struct template *template, struct evaluation *evaluation)
{
    struct buffer zip = {0};
    struct package *rendered = NULL;
    struct package_writer *writer =
        package_writer_open_memory(&zip, evaluation->limits, evaluation->problems);
    bool is_written = writer != NULL && template_render(template, evaluation, writer);
    if (is_written)
        is_written = package_writer_close(writer);
    else
        package_writer_abandon(writer);
    if (is_written)
        rendered = package_open_bytes(package_file(template_package(template)), buffer_string(&zip),
                                      evaluation->limits, evaluation->problems);
    buffer_release(&zip);
    return rendered;
}

/* What an attribute in a loop sees when the loop never ran: its only round. */
static void set_only_round(struct evaluation *evaluation)
{
    static const struct {
        const char *name;
        long number; /* -1: true */
    } rows[] = {{"first", -1}, {"last", -1}, {"index", 1}, {"index0", 0}, {"revindex", 1}, {"length", 1}};
    struct value loop = value_record(evaluation->lasting);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value = rows[i].number < 0 ? value_bool(true) : value_integer(rows[i].number);
        record_set(loop.as.record, name_new(evaluation->lasting, string_of(rows[i].name)), &value);
    }
    scope_set(evaluation->scope, name_new(evaluation->lasting, STRING("loop")), &loop);
}

/* A value the example never shows, from what all of the document knows. */
static void compute_alone(struct evaluation *evaluation, struct tagged_attribute *attribute)
{
    struct problems *problems = evaluation->problems, *unheard = problems_new();
    struct expression_source source = {.place = attribute->place, .text = attribute->text};
    struct text_template *template = text_template_compile(evaluation->lasting, &source, unheard);
    struct buffer out = {0};
    evaluation->problems = unheard;
    evaluation->undefined = UNDEFINED_ERROR;
    set_only_round(evaluation);
    if (template != NULL && text_template_render(template, evaluation, &out))
        attribute->value = arena_copy(evaluation->lasting, buffer_string(&out));
    evaluation->problems = problems;
    buffer_release(&out);
    problems_free(unheard);
}

/* Nothing, a word for nothing, or what a draft marks is no value Word can have in the place of a number. */
static bool is_usable(struct string value)
{
    return value.bytes != NULL && string_trim(value).length > 0 && !string_is(value, "None") &&
           string_find(value, STRING("«"), 0) == SIZE_MAX;
}

static bool complete_values(struct packing *packing, struct evaluation *evaluation)
{
    bool are_known = true;
    for (size_t i = 0; i < packing->attributes.count; i++) {
        struct tagged_attribute *attribute = &packing->attributes.list[i];
        if (!is_usable(attribute->value))
            compute_alone(evaluation, attribute);
        if (is_usable(attribute->value)) {
            attribute->value = arena_copy(packing->attributes.arena, attribute->value);
            continue;
        }
        problems_add(packing->reader->problems, PROBLEM_FORM_ATTRIBUTE_VALUE, &attribute->place, NULL);
        are_known = false;
    }
    return are_known;
}

/* The values in the first use of each attribute in the example rendered. */
static bool read_rendered(struct packing *packing, const struct template *template,
                          struct evaluation *evaluation)
{
    struct value data, prepared;
    if (!read_example(packing, evaluation, &data) ||
        !definition_prepare(packing->definition, &data, evaluation, &prepared))
        return false;
    scope_use_record(evaluation->scope, prepared.as.record);
    if (packing->is_faulty)
        return true;
    struct package *rendered = render_marked(template, evaluation);
    bool is_found = rendered != NULL && attributes_find_values(rendered, &packing->attributes,
                                                               evaluation->limits, evaluation->problems);
    package_close(rendered);
    return is_found;
}

/* A form without an example of its own, or at fault, is not to blame for what cannot be rendered: only values
 * count. */
static bool find_values(struct packing *packing, const struct template *template)
{
    const struct definition_reader *reader = packing->reader;
    bool must_render = !packing->is_faulty && find_example(packing->layers).length > 0;
    struct problems *unheard = problems_new();
    struct arena *arena = arena_new(), *lasting = arena_new();
    struct periodic periodic = {.period_otherwise = periodic_example(packing->definition)};
    struct evaluation evaluation = {
        .arena = arena,
        .lasting = lasting,
        .scope = scope_new(lasting, NULL),
        .sources = reader->sources,
        .limits = reader->limits,
        .problems = must_render ? reader->problems : unheard,
        .undefined = must_render ? UNDEFINED_ERROR : UNDEFINED_MARK,
        .numbers = NUMBERS_VI,
        .periodic = &periodic,
    };
    bool is_rendered = read_rendered(packing, template, &evaluation);
    bool is_found = (is_rendered || !must_render) && complete_values(packing, &evaluation);
    problems_free(unheard);
    arena_free(arena);
    arena_free(lasting);
    return is_found;
}

static bool read_values(struct packing *packing)
{
    const struct definition_reader *reader = packing->reader;
    struct package *marked = layers_assemble(packing->layers, reader->limits, reader->problems);
    if (marked == NULL)
        return false;
    if (!attributes_mark(marked, &packing->attributes, reader->limits, reader->problems)) {
        package_close(marked);
        return false;
    }
    struct template *template =
        packing->is_faulty ? NULL : template_compile(marked, reader->limits, reader->problems);
    if (packing->is_faulty)
        package_close(marked);
    bool is_found = (template != NULL || packing->is_faulty) &&
                    (packing->attributes.count == 0 || find_values(packing, template));
    template_free(template);
    return is_found;
}

/* ---- what goes along ---- */

static bool collect(const struct packing *packing, struct carried *carried)
{
    const struct layers *layers = packing->layers;
    const struct definition_reader *reader = packing->reader;
    struct string example = find_example(layers);
    *carried = (struct carried){0};
    for (size_t i = 0; i < layers->file_count; i++)
        carried_append(
            carried, layers->files[i].name,
            file_read(reader->arena, layers->files[i].path.bytes, reader->limits, reader->problems));
    if (example.length > 0)
        carried_append(carried, STRING("example.yaml"),
                       file_read(reader->arena, example.bytes, reader->limits, reader->problems));
    for (size_t i = 0; i < carried->count; i++) {
        if (carried->files[i].text.bytes == NULL)
            return false;
    }
    return true;
}

struct package *layers_pack(const struct layers *layers, const struct definition *definition,
                            const struct definition_reader *reader, bool is_faulty)
{
    struct packing packing = {layers, definition, reader, {.arena = reader->arena}, is_faulty};
    struct carried carried;
    if (!read_values(&packing) || !collect(&packing, &carried))
        return NULL;
    struct package *package = layers_assemble(layers, reader->limits, reader->problems);
    if (package == NULL)
        return NULL;
    if ((packing.attributes.count == 0 ||
         attributes_hide(package, &packing.attributes, reader->limits, reader->problems)) &&
        carried_add(package, &carried, reader->problems))
        return package;
    package_close(package);
    return NULL;
}

/* ---- and back ---- */

static struct package *bring_back(struct package *package, const struct limits *limits,
                                  struct problems *problems)
{
    if (carried_remove(package, limits, problems) && attributes_restore(package, limits, problems))
        return package;
    package_close(package);
    return NULL;
}

struct package *form_disassemble(const char *document, struct arena *arena, struct form_file **files,
                                 size_t *count, const struct limits *limits, struct problems *problems)
{
    struct carried carried;
    struct package *package = package_open(document, limits, problems);
    *count = 0;
    if (package == NULL)
        return NULL;
    if (!carried_read(package, arena, &carried, limits, problems)) {
        package_close(package);
        return NULL;
    }
    *files = arena_allocate(arena, sizeof **files * (carried.count + 1));
    for (size_t i = 0; i < carried.count; i++)
        (*files)[(*count)++] = (struct form_file){carried.files[i].name, carried.files[i].text};
    return *count > 0 ? bring_back(package, limits, problems) : package;
}
