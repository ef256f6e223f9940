/*
 * Files that data and templates name, as pictures: only below the folder of a
 * data file or of the form, whatever links lead elsewhere.
 */

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/memory.h"
#include "internal.h"

/* The folder a file stands in; empty for standard input. */
static struct string folder_of(struct string path)
{
    size_t end = path.length;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    if (string_is(path, "-"))
        return (struct string){"", 0};
    return end == 0 ? STRING(".") : string_slice(path, 0, end > 1 ? end - 1 : 1);
}

static char *copy_text(struct string text)
{
    char *copy = memory_allocate(text.length + 1);
    memcpy(copy, text.bytes, text.length);
    copy[text.length] = '\0';
    return copy;
}

char *files_form_folder(const char *name, const char *forms_folder)
{
    char *found = NULL;
    struct arena *arena = arena_new();
    if (forms_folder != NULL && strchr(name, '/') == NULL) {
        struct string shipped = file_join(arena, string_of(forms_folder), string_of(name));
        if (file_is_folder(shipped.bytes))
            found = copy_text(shipped);
    }
    if (found == NULL)
        found = copy_text(file_is_folder(name) ? string_of(name) : folder_of(string_of(name)));
    arena_free(arena);
    return found;
}

void files_note_data(struct vanban_data *data, const char *path)
{
    struct string folder = folder_of(string_of(path));
    if (folder.length == 0)
        return;
    struct data_folder *noted = arena_allocate(data->arena, sizeof *noted);
    noted->path = arena_copy(data->arena, folder).bytes;
    noted->next = data->folders;
    data->folders = noted;
}

/* No part of a name may lead upwards; an absolute name leads anywhere. */
static bool is_inner_name(struct string name)
{
    if (name.length == 0 || name.bytes[0] == '/' || memchr(name.bytes, '\0', name.length) != NULL)
        return false;
    for (size_t from = 0, end; from <= name.length; from = end + 1) {
        end = string_find(name, STRING("/"), from);
        end = end == SIZE_MAX ? name.length : end;
        if (string_is(string_slice(name, from, end), ".."))
            return false;
    }
    return true;
}

/* The true path of a file below the folder; false when there is none. */
static bool find_below(struct arena *arena, const char *folder, struct string name, char path[PATH_MAX])
{
    char root[PATH_MAX];
    struct stat status;
    struct string joined = file_join(arena, string_of(folder), name);
    if (realpath(folder, root) == NULL || realpath(joined.bytes, path) == NULL)
        return false;
    size_t length = strcmp(root, "/") == 0 ? 0 : strlen(root);
    return strncmp(path, root, length) == 0 && path[length] == '/' && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

/* Once for each file. */
static void note_read(struct buffer *reads, struct string name, struct string bytes)
{
    struct buffer item = {0};
    buffer_append_text(&item, "{\"name\":");
    json_append_string(&item, name);
    buffer_append_format(&item, ",\"sha256\":\"%s\"}", digest_of(bytes).hex);
    if (string_find(buffer_string(reads), buffer_string(&item), 0) == SIZE_MAX) {
        buffer_append_text(reads, reads->length == 0 ? "[" : ",");
        buffer_append_string(reads, buffer_string(&item));
    }
    buffer_release(&item);
}

static struct string read_below(void *context, struct string name, struct arena *arena,
                                struct problems *problems)
{
    const struct file_access *access = context;
    char path[PATH_MAX];
    bool is_found = false;
    if (!is_inner_name(name))
        return (struct string){NULL, 0};
    for (const struct data_folder *folder = access->data; folder != NULL && !is_found; folder = folder->next)
        is_found = find_below(arena, folder->path, name, path);
    is_found = is_found || (access->form != NULL && find_below(arena, access->form, name, path));
    if (!is_found)
        return (struct string){NULL, 0};
    struct limits limits = *access->limits;
    limits.values[LIMIT_DATA_BYTES] = limits.values[LIMIT_PART_BYTES];
    struct string bytes = file_read(arena, path, &limits, problems);
    if (bytes.bytes != NULL && access->reads != NULL)
        note_read(access->reads, name, bytes);
    return bytes;
}

struct template_files files_readable(struct file_access *access)
{
    return (struct template_files){read_below, access};
}
