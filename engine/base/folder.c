#include "base/folder.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/system_error.h"
#include "base/temporary.h"

/* What becomes the target is one in the temporary folder: that is nobody else's, and this has the rights an
 * ordinary folder is made with. */
struct folder_output {
    char *target, *temporary, *inside;
};

/* ---- temporary ones ---- */

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

void folder_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void forget(char *name)
{
    temporary_forget(name);
    memory_free(name);
}

static void remove_and_forget(void *name)
{
    folder_remove(name);
    forget(name);
}

char *folder_temporary(const char *pattern)
{
    char *name = strcpy(memory_allocate_owned(strlen(pattern) + 1), pattern);
    temporary_note(name);
    if (mkdtemp(name) != NULL) {
        temporary_note(name);
        memory_undo_later(remove_and_forget, name);
        return name;
    }
    int error = errno;
    forget(name);
    errno = error;
    return NULL;
}

void folder_remove_temporary(char *name)
{
    if (name == NULL)
        return;
    memory_settled(remove_and_forget, name);
    remove_and_forget(name);
}

/* ---- written whole ---- */

static void abandon(void *subject)
{
    struct folder_output *output = subject;
    folder_remove_temporary(output->temporary);
    memory_free(output->inside);
    memory_free(output->target);
    memory_free(output);
}

static bool report(struct problems *problems, enum problem_code code, const char *path, int error)
{
    struct place place = {.file = string_of(path)};
    problems_add(problems, code, &place, path, system_error_words(error));
    return false;
}

/* Trailing slashes would put the temporary into the target. */
static char *copy_path(const char *path, const char *ending)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    char *copy = memory_allocate(length + strlen(ending) + 1);
    memcpy(copy, path, length);
    strcpy(copy + length, ending);
    return copy;
}

/* Beside the target; NULL with errno set. */
static char *make_temporary(const char *path)
{
    char *target = copy_path(path, "");
    char *pattern = temporary_name(target);
    memory_undo_later(memory_free, pattern);
    char *temporary = folder_temporary(pattern);
    int error = errno;
    memory_settled(memory_free, pattern);
    memory_free(pattern);
    memory_free(target);
    errno = error;
    return temporary;
}

struct folder_output *folder_output_open(const char *path, bool overwrite, struct problems *problems)
{
    if (file_exists(path) && (!overwrite || !file_is_folder(path))) {
        report(problems, overwrite ? PROBLEM_FILE_WRITE : PROBLEM_FILE_EXISTS, path, EEXIST);
        return NULL;
    }
    char *temporary = make_temporary(path);
    if (temporary == NULL) {
        report(problems, PROBLEM_FILE_WRITE, path, errno);
        return NULL;
    }
    struct folder_output *output = memory_allocate(sizeof *output);
    *output = (struct folder_output){
        .target = copy_path(path, ""), .temporary = temporary, .inside = copy_path(temporary, "/new")};
    memory_undo_later(abandon, output);
    if (mkdir(output->inside, 0777) == 0)
        return output;
    report(problems, PROBLEM_FILE_WRITE, path, errno);
    folder_output_abandon(output);
    return NULL;
}

static bool make_parent(struct arena *arena, struct string path, struct problems *problems)
{
    const char *slash = strrchr(path.bytes, '/');
    struct string parent = arena_copy(arena, string_slice(path, 0, (size_t)(slash - path.bytes)));
    return file_make_folder(parent.bytes, problems);
}

bool folder_output_write(struct folder_output *output, struct string name, struct string bytes,
                         struct problems *problems)
{
    struct arena *arena = arena_new();
    struct string path = file_join(arena, string_of(output->inside), name);
    bool done = make_parent(arena, path, problems) && file_write(path.bytes, bytes, false, problems);
    arena_free(arena);
    return done;
}

static bool move_tree(struct arena *arena, const char *from, const char *to, struct problems *problems);

static bool move_entry(struct arena *arena, struct string from, struct string to, struct problems *problems)
{
    if (file_is_folder(from.bytes) && file_is_folder(to.bytes))
        return move_tree(arena, from.bytes, to.bytes, problems);
    return rename(from.bytes, to.bytes) == 0 || report(problems, PROBLEM_FILE_WRITE, to.bytes, errno);
}

static bool move_tree(struct arena *arena, const char *from, const char *to, struct problems *problems)
{
    char **names = file_list(arena, from, problems);
    bool done = names != NULL;
    for (; done && *names != NULL; names++) {
        done = move_entry(arena, file_join(arena, string_of(from), string_of(*names)),
                          file_join(arena, string_of(to), string_of(*names)), problems);
    }
    return done;
}

static bool move_to_target(struct folder_output *output, struct problems *problems)
{
    struct arena *arena = arena_new();
    bool done = move_entry(arena, string_of(output->inside), string_of(output->target), problems);
    arena_free(arena);
    return done;
}

bool folder_output_commit(struct folder_output *output, struct problems *problems)
{
    bool done = move_to_target(output, problems);
    folder_output_abandon(output);
    return done;
}

void folder_output_abandon(struct folder_output *output)
{
    if (output == NULL)
        return;
    memory_settled(abandon, output);
    abandon(output);
}
