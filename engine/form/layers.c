/* The folders a form is made of: its own, those it extends, and the frame under them. */

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "form/carried.h"
#include "form/internal.h"
#include "text/unicode.h"

static bool is_form_name(struct string name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!is_letter && !(byte >= '0' && byte <= '9') && byte != '-' && byte != '_')
            return false;
    }
    return name.length > 0;
}

static bool has_file(struct arena *arena, struct string folder, const char *name)
{
    return !file_is_missing(file_join(arena, folder, string_of(name)).bytes);
}

struct string find_shipped(struct arena *arena, struct string name, const char *forms_folder)
{
    if (forms_folder == NULL || !is_form_name(name))
        return (struct string){0};
    struct string folder = file_join(arena, string_of(forms_folder), name);
    return has_file(arena, folder, "form.yaml") ? folder : (struct string){0};
}

size_t list_shipped(struct arena *arena, const char *forms_folder, struct string **names)
{
    struct problems *problems = problems_new();
    bool has_folder = forms_folder != NULL && file_is_folder(forms_folder);
    char **all = has_folder ? file_list(arena, forms_folder, problems) : NULL;
    size_t count = 0, total = 0;
    while (all != NULL && all[total] != NULL)
        total++;
    *names = arena_allocate(arena, (total + 1) * sizeof **names);
    for (size_t i = 0; i < total; i++) {
        struct string name = string_of(all[i]);
        if (!string_is(name, "frame") && find_shipped(arena, name, forms_folder).length > 0)
            (*names)[count++] = name;
    }
    problems_free(problems);
    return count;
}

bool folder_is_unzipped(struct arena *arena, struct string folder)
{
    return !has_file(arena, folder, "form.yaml") && has_file(arena, folder, "word/document.xml");
}

/* The form to extend: among the shipped ones, or a neighbour of the folder. */
static struct string find_base(const struct definition_reader *reader, const struct definition *own,
                               struct string folder, const char *forms_folder)
{
    struct string found = find_shipped(reader->arena, own->extends, forms_folder);
    if (found.length > 0)
        return found;
    struct string around = file_join(reader->arena, folder, STRING(".."));
    found = find_shipped(reader->arena, own->extends, around.bytes);
    if (found.length == 0)
        problems_add(reader->problems, PROBLEM_FORM_EXTENDS, &own->extends_place, own->extends.bytes);
    return found;
}

static bool add_layer(const struct definition_reader *reader, struct layers *layers, struct string folder)
{
    bool is_new = layers->count < sizeof layers->folders / sizeof *layers->folders;
    for (size_t i = 0; i < layers->count; i++)
        is_new &= !string_equal(layers->folders[i], folder);
    if (!is_new) {
        struct place place = {.file = layers->folders[0]};
        problems_add(reader->problems, PROBLEM_FORM_EXTENDS_LOOP, &place, folder.bytes);
        return false;
    }
    layers->folders[layers->count++] = folder;
    return true;
}

/* A form that extends nothing still needs a package to stand in. */
static void add_frame(struct layers *layers, const char *forms_folder)
{
    for (size_t i = 0; i < layers->count; i++) {
        if (has_file(layers->arena, layers->folders[i], "[Content_Types].xml"))
            return;
    }
    struct string frame = find_shipped(layers->arena, STRING("frame"), forms_folder);
    if (frame.length > 0)
        layers->folders[layers->count++] = frame;
}

static void note_file(struct layers *layers, struct string name, struct string path)
{
    if (layers->file_count < sizeof layers->files / sizeof *layers->files)
        layers->files[layers->file_count++] = (struct layer_file){name, path};
}

static struct string base_file(struct arena *arena, const struct definition *own)
{
    return arena_format(arena, "%.*s.form.yaml", STRING_FORMAT(own->extends));
}

/* A definition that stands in the form's own folder, where `vanban unpack` puts those it extends. */
static struct definition *read_beside(const struct definition_reader *reader, struct layers *layers,
                                      const struct definition *own)
{
    struct string name = base_file(reader->arena, own),
                  path = file_join(reader->arena, layers->folders[0], name);
    for (size_t i = 0; i < layers->file_count; i++) {
        if (!string_equal(layers->files[i].name, name))
            continue;
        struct place place = {.file = path};
        problems_add(reader->problems, PROBLEM_FORM_EXTENDS_LOOP, &place, own->extends.bytes);
        return NULL;
    }
    note_file(layers, name, path);
    struct string bytes = file_read(reader->arena, path.bytes, reader->limits, reader->problems);
    struct definition *base = bytes.bytes != NULL ? definition_parse(reader, path, bytes) : NULL;
    if (base == NULL)
        return NULL;
    struct definition *further = base->extends.length > 0 ? read_beside(reader, layers, base) : NULL;
    bool is_whole = base->extends.length == 0 || further != NULL;
    return is_whole && definition_complete(reader, base, further) ? base : NULL;
}

/* `name` is what the definition is called where it travels. */
static struct definition *read_layers(const struct definition_reader *reader, struct string folder,
                                      struct string name, const char *forms_folder, struct layers *layers)
{
    if (!add_layer(reader, layers, folder))
        return NULL;
    struct definition *own = definition_read(reader, folder), *base = NULL;
    if (own == NULL)
        return NULL;
    note_file(layers, name, file_join(reader->arena, folder, STRING("form.yaml")));
    if (own->extends.length > 0 &&
        has_file(reader->arena, layers->folders[0], base_file(reader->arena, own).bytes)) {
        base = read_beside(reader, layers, own);
        if (base == NULL)
            return NULL;
    } else if (own->extends.length > 0) {
        struct string base_folder = find_base(reader, own, folder, forms_folder);
        base = base_folder.length > 0
                   ? read_layers(reader, base_folder, base_file(reader->arena, own), forms_folder, layers)
                   : NULL;
        if (base == NULL)
            return NULL;
    }
    return definition_complete(reader, own, base) ? own : NULL;
}

/* What a form is called tells its reports from those of others; a folder that was copied still has the old
 * name, one that was unpacked may have any. */
static void compare_names(const struct definition_reader *reader, const struct definition *own,
                          const struct layers *layers)
{
    char path[PATH_MAX];
    bool is_unpacked = own->extends.length > 0 &&
                       has_file(reader->arena, layers->folders[0], base_file(reader->arena, own).bytes);
    if (is_unpacked || realpath(layers->folders[0].bytes, path) == NULL || strrchr(path, '/') == NULL)
        return;
    struct string folder = arena_copy(reader->arena, string_of(strrchr(path, '/') + 1));
    if (text_find_invalid_utf8(folder) != SIZE_MAX ||
        string_equal(text_fold_name(reader->arena, folder), text_fold_name(reader->arena, own->name)))
        return;
    problems_add(reader->problems, PROBLEM_FORM_OTHER_NAME, &own->name_place,
                 arena_copy(reader->arena, own->name).bytes, folder.bytes);
}

struct definition *definition_read_all(const struct definition_reader *reader, struct string folder,
                                       struct string name, const char *forms_folder, struct layers *layers)
{
    *layers = (struct layers){.arena = reader->arena, .name = name};
    struct definition *definition = read_layers(reader, folder, STRING("form.yaml"), forms_folder, layers);
    if (definition != NULL && layers->count < sizeof layers->folders / sizeof *layers->folders)
        add_frame(layers, forms_folder);
    if (definition != NULL)
        compare_names(reader, definition, layers);
    return definition;
}

static struct definition *read_carried(const struct definition_reader *reader, struct string file,
                                       const struct carried *carried, struct string name, unsigned depth)
{
    struct string text = carried_lookup(carried, name), shown;
    shown = arena_format(reader->arena, "%.*s/%.*s", STRING_FORMAT(file), STRING_FORMAT(name));
    if (text.bytes == NULL || depth > sizeof carried->files / sizeof *carried->files) {
        struct place place = {.file = shown};
        problems_add(reader->problems, PROBLEM_FORM_CARRIED, &place, arena_copy(reader->arena, file).bytes);
        return NULL;
    }
    struct definition *own = definition_parse(reader, shown, text), *base = NULL;
    if (own != NULL && own->extends.length > 0) {
        base = read_carried(reader, file, carried, base_file(reader->arena, own), depth + 1);
        own = base != NULL ? own : NULL;
    }
    return own != NULL && definition_complete(reader, own, base) ? own : NULL;
}

struct definition *definition_read_carried(const struct definition_reader *reader, struct string file,
                                           const struct carried *carried)
{
    return read_carried(reader, file, carried, STRING("form.yaml"), 0);
}
