/* The folders a form is made of: its own, those it extends, and the frame under them. */

#include "base/file.h"
#include "form/internal.h"

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
    return file_exists(file_join(arena, folder, string_of(name)).bytes);
}

struct string find_shipped(struct arena *arena, struct string name, const char *forms_folder)
{
    if (forms_folder == NULL || !is_form_name(name))
        return (struct string){0};
    struct string folder = file_join(arena, string_of(forms_folder), name);
    return has_file(arena, folder, "form.yaml") ? folder : (struct string){0};
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

static struct definition *read_layers(const struct definition_reader *reader, struct string folder,
                                      const char *forms_folder, struct layers *layers)
{
    if (!add_layer(reader, layers, folder))
        return NULL;
    struct definition *own = definition_read(reader, folder), *base = NULL;
    if (own == NULL)
        return NULL;
    if (own->extends.length > 0) {
        struct string base_folder = find_base(reader, own, folder, forms_folder);
        base = base_folder.length > 0 ? read_layers(reader, base_folder, forms_folder, layers) : NULL;
        if (base == NULL)
            return NULL;
    }
    return definition_complete(reader, own, base) ? own : NULL;
}

struct definition *definition_read_all(const struct definition_reader *reader, struct string folder,
                                       struct string name, const char *forms_folder, struct layers *layers)
{
    *layers = (struct layers){.arena = reader->arena, .name = name};
    struct definition *definition = read_layers(reader, folder, forms_folder, layers);
    if (definition != NULL && layers->count < sizeof layers->folders / sizeof *layers->folders)
        add_frame(layers, forms_folder);
    return definition;
}
