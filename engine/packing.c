/* Public functions that turn folders into packages and back, and write texts. */

#include "base/folder.h"
#include "internal.h"
#include "word/canonical.h"

struct file_work {
    const char *input, *output;
    struct vanban_options options;
    struct problems *problems;
    bool done;
};

static bool run_file(void (*work)(void *), const char *input, const char *output,
                     const struct vanban_options *options, struct vanban_problems *problems)
{
    struct file_work task = {input, output, api_options(options), problems->list, false};
    return api_run(work, &task, problems) && task.done;
}

static bool write_parts(struct package *package, struct package_writer *writer, struct problems *problems)
{
    struct arena *arena = arena_new();
    bool done = true;
    for (size_t i = 0; done && i < package_part_count(package); i++) {
        const struct part *part = package_part_at(package, i);
        struct string bytes = package_read(package, part, arena, problems);
        done = bytes.bytes != NULL && package_writer_begin(writer, part->name) &&
               package_writer_write(writer, bytes.bytes, bytes.length) && package_writer_end(writer);
    }
    arena_free(arena);
    return done;
}

static bool write_package(struct package *package, struct file_output *output, const struct limits *limits,
                          struct problems *problems)
{
    struct package_writer *writer = package_writer_open(output, limits, problems);
    if (writer == NULL)
        return false;
    if (write_parts(package, writer, problems))
        return package_writer_close(writer);
    package_writer_abandon(writer);
    return false;
}

bool api_save_package(struct package *package, const char *path, bool overwrite, const struct limits *limits,
                      struct problems *problems)
{
    struct file_output *output = file_output_open(path, overwrite, problems);
    if (output == NULL)
        return false;
    if (write_package(package, output, limits, problems))
        return file_output_commit(output, problems);
    file_output_abandon(output);
    return false;
}

static void pack(void *argument)
{
    struct file_work *work = argument;
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct package *package = form_assemble(work->input, work->options.forms_folder, &limits, work->problems);
    if (package == NULL)
        return;
    work->done = api_save_package(package, work->output, work->options.overwrite, &limits, work->problems);
    package_close(package);
}

bool vanban_pack(const char *folder, const char *output, const struct vanban_options *options,
                 struct vanban_problems *problems)
{
    return run_file(pack, folder, output, options, problems);
}

static bool unpack_part(struct package *package, const struct part *part, const struct file_work *work,
                        const struct limits *limits, struct folder_output *folder)
{
    struct arena *arena = arena_new();
    struct buffer canonical = {0};
    struct string bytes = package_read(package, part, arena, work->problems);
    struct place place = {.file = string_of(work->input), .part = part->name};
    bool done = bytes.bytes != NULL;
    if (done && canonical_is_xml(part->name)) {
        done = canonical_append(&canonical, bytes, &place, limits, work->problems);
        bytes = buffer_string(&canonical);
    }
    done = done && folder_output_write(folder, part->name, bytes, work->problems);
    buffer_release(&canonical);
    arena_free(arena);
    return done;
}

static bool unpack_all(struct package *package, const struct form_file *files, size_t count,
                       const struct file_work *work, const struct limits *limits)
{
    struct folder_output *folder = folder_output_open(work->output, work->options.overwrite, work->problems);
    bool done = folder != NULL;
    for (size_t i = 0; done && i < package_part_count(package); i++)
        done = unpack_part(package, package_part_at(package, i), work, limits, folder);
    for (size_t i = 0; done && i < count; i++)
        done = folder_output_write(folder, files[i].name, files[i].text, work->problems);
    if (done)
        return folder_output_commit(folder, work->problems);
    folder_output_abandon(folder);
    return false;
}

/* ---- what was in the folder before ---- */

enum { MOST_TOLD = 5, DEEPEST = 8 };

struct others {
    struct arena *arena;
    const struct package *package;
    struct problems *unheard;
    struct buffer names;
    size_t count;
};

static void tell_other(struct others *others, struct string name)
{
    if (++others->count <= MOST_TOLD)
        buffer_append_format(&others->names, "%s%.*s", others->count > 1 ? ", " : "", STRING_FORMAT(name));
    else
        buffer_append_text(&others->names, ", …");
}

/* Whatever packing the folder takes along; at its top that is the document of a form alone. */
static void find_others(struct others *others, struct string folder, struct string prefix, unsigned depth)
{
    char **names = file_list(others->arena, folder.bytes, others->unheard);
    for (; names != NULL && *names != NULL && others->count <= MOST_TOLD; names++) {
        struct string name = string_of(*names), path = file_join(others->arena, folder, name);
        struct string part = depth > 0 ? file_join(others->arena, prefix, name) : name;
        bool is_hidden = name.bytes[0] == '.' && !string_is(name, ".rels");
        if (is_hidden || string_is(part, "fragments"))
            continue;
        if (file_is_folder(path.bytes) && depth < DEEPEST)
            find_others(others, path, part, depth + 1);
        else if ((depth > 0 || string_is(name, "document.xml")) && !package_lookup(others->package, part))
            tell_other(others, part);
    }
}

static void report_others(const struct package *package, const struct file_work *work)
{
    struct others others = {.arena = arena_new(), .package = package, .unheard = problems_new()};
    struct place place = {.file = string_of(work->output)};
    find_others(&others, place.file, STRING(""), 0);
    if (others.count > 0)
        problems_add(work->problems, PROBLEM_UNPACK_KEPT, &place, work->output, others.names.bytes);
    buffer_release(&others.names);
    problems_free(others.unheard);
    arena_free(others.arena);
}

static void unpack(void *argument)
{
    struct file_work *work = argument;
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct arena *arena = arena_new();
    struct form_file *files;
    size_t count;
    struct package *package = form_disassemble(work->input, arena, &files, &count, &limits, work->problems);
    work->done = package != NULL && unpack_all(package, files, count, work, &limits);
    if (work->done && work->options.overwrite)
        report_others(package, work);
    package_close(package);
    arena_free(arena);
}

bool vanban_unpack(const char *document, const char *folder, const struct vanban_options *options,
                   struct vanban_problems *problems)
{
    return run_file(unpack, document, folder, options, problems);
}

static void write_text(void *argument)
{
    struct file_work *work = argument;
    work->done = file_write(work->output, string_of(work->input), work->options.overwrite, work->problems);
}

bool vanban_write_text(const char *text, const char *output, const struct vanban_options *options,
                       struct vanban_problems *problems)
{
    return run_file(write_text, text, output, options, problems);
}
