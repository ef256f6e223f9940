/* Files that are written: to a temporary, synced, given their place; into streams as they are. */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/sync.h"
#include "base/system_error.h"
#include "base/temporary.h"

struct file_output {
    char *target;
    struct temporary temporary;
    mode_t replaced; /* mode of the file that was there; 0: none was */
    bool overwrite;
    bool is_link;                    /* the target was found by one */
    bool is_stream;                  /* the target is written into, not replaced */
    bool leaves_folder, leaves_sync; /* not synced after the file; nor is the file */
};

static void abandon(void *subject)
{
    struct file_output *output = subject;
    temporary_close(&output->temporary);
    memory_free(output->target);
    memory_free(output);
}

/* Standard output, a device, a pipe: what cannot be replaced by a file. */
static bool is_stream(const char *path, const struct stat *status)
{
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0)
        return true;
    return status->st_mode != 0 && !S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode);
}

/* Sets whether the target is a stream. Looked at once when nothing is there, as mostly. */
static bool may_be_target(struct file_output *output, const char *path, struct problems *problems)
{
    struct place place = {.file = string_of(path)};
    struct stat status = {0};
    bool is_there = lstat(path, &status) == 0;
    output->is_link = S_ISLNK(status.st_mode);
    if (output->is_link && stat(path, &status) != 0)
        status.st_mode = 0;
    output->is_stream = is_stream(path, &status);
    if (output->is_stream)
        return true;
    if (path[0] == '\0' || path[strlen(path) - 1] == '/' || S_ISDIR(status.st_mode)) {
        system_error_report(problems, PROBLEM_FILE_WRITE, path, path[0] == '\0' ? ENOENT : EISDIR);
        return false;
    }
    if (is_there && !output->overwrite) {
        problems_add(problems, PROBLEM_FILE_EXISTS, &place, path);
        return false;
    }
    output->replaced = status.st_mode;
    return true;
}

/* What a symbolic link stands for, one link of the way; NULL when it is none. */
static char *follow_link(const char *path)
{
    enum { LONGEST = 4096 };
    char place[LONGEST];
    ssize_t length = readlink(path, place, sizeof place);
    if (length <= 0 || length == LONGEST)
        return NULL;
    const char *slash = place[0] == '/' ? NULL : strrchr(path, '/');
    size_t folder_length = slash != NULL ? (size_t)(slash + 1 - path) : 0;
    char *followed = memory_allocate_owned(folder_length + (size_t)length + 1);
    memcpy(followed, path, folder_length);
    memcpy(followed + folder_length, place, (size_t)length);
    followed[folder_length + (size_t)length] = '\0';
    return followed;
}

/* The file that is written for a path: links lead to it and stay, but for one that leads to itself. */
static void set_target(struct file_output *output, const char *path)
{
    enum { MOST_LINKS = 40 };
    output->target = strcpy(memory_allocate_owned(strlen(path) + 1), path);
    for (int i = 0; i < MOST_LINKS && output->is_link && !output->is_stream; i++) {
        char *followed = follow_link(output->target);
        if (followed == NULL)
            return;
        memory_free(output->target);
        output->target = followed;
    }
}

/* Whom the old file was kept from, the new one is; where that cannot be set, it is as ordinary files are. Its
 * owner may read and write it in any case, as we do by its path. */
static void keep_rights(const struct file_output *output)
{
    if (output->replaced != 0)
        fchmod(output->temporary.descriptor, (output->replaced & 0777) | S_IRUSR | S_IWUSR);
}

struct file_output *file_output_open(const char *path, bool overwrite, struct problems *problems)
{
    struct file_output looked_at = {.temporary.descriptor = -1, .overwrite = overwrite};
    if (!may_be_target(&looked_at, path, problems))
        return NULL;
    struct file_output *output = memory_allocate_owned(sizeof *output);
    *output = looked_at;
    memory_undo_later(abandon, output);
    set_target(output, path);
    char *name = temporary_name(output->is_stream ? NULL : output->target);
    if (temporary_open(&output->temporary, name, output->is_stream ? 0600 : 0666)) {
        keep_rights(output);
        return output;
    }
    system_error_report(problems, PROBLEM_FILE_WRITE, path, errno);
    file_output_abandon(output);
    return NULL;
}

int file_output_descriptor(const struct file_output *output)
{
    return output->temporary.descriptor;
}

const char *file_output_path(const struct file_output *output)
{
    return temporary_path(&output->temporary);
}

const char *file_output_target(const struct file_output *output)
{
    return output->target;
}

void file_output_leave_sync(struct file_output *output)
{
    output->leaves_sync = true;
}

void file_output_leave_folder(struct file_output *output)
{
    output->leaves_folder = true;
}

bool file_write_all(int descriptor, struct string bytes)
{
    while (bytes.length > 0) {
        ssize_t written = write(descriptor, bytes.bytes, bytes.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0)
            errno = ENOSPC;
        if (written <= 0)
            return false;
        bytes = string_slice(bytes, (size_t)written, bytes.length);
    }
    return true;
}

bool file_output_write(struct file_output *output, struct string bytes, struct problems *problems)
{
    if (file_write_all(output->temporary.descriptor, bytes))
        return true;
    system_error_report(problems, PROBLEM_FILE_WRITE, output->target, errno);
    return false;
}

static void sync_folder(const char *path)
{
    char *folder = strcpy(memory_allocate(strlen(path) + 2), path);
    char *slash = strrchr(folder, '/');
    strcpy(slash != NULL ? slash + 1 : folder, ".");
    sync_names(folder);
    memory_free(folder);
}

/* Whoever wrote by the path may have put another file in the place of the one we opened. */
static bool sync_temporary(const struct file_output *output)
{
    int descriptor = open(temporary_path(&output->temporary), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool done = fsync(descriptor) == 0;
    close(descriptor);
    return done;
}

static bool copy_all(int from, int to)
{
    char piece[1 << 14];
    ssize_t got;
    while ((got = read(from, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)) {
        if (got > 0 && !file_write_all(to, (struct string){piece, (size_t)got}))
            return false;
    }
    return got == 0;
}

static int open_stream(const char *target)
{
    bool is_output = strcmp(target, "-") == 0 || strcmp(target, "/dev/stdout") == 0;
    return is_output ? dup(STDOUT_FILENO) : open(target, O_WRONLY | O_CLOEXEC);
}

/* The temporary is gone before the first byte: whoever reads may end this process. */
static bool pour(struct file_output *output)
{
    int from = open(temporary_path(&output->temporary), O_RDONLY | O_CLOEXEC),
        to = open_stream(output->target);
    bool done = from >= 0 && to >= 0 && temporary_unlink(&output->temporary) && copy_all(from, to);
    int error = errno;
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    errno = error;
    return done;
}

static bool commit_stream(struct file_output *output, struct problems *problems)
{
    bool done = pour(output);
    if (!done)
        system_error_report(problems, PROBLEM_FILE_WRITE, output->target, errno);
    file_output_abandon(output);
    return done;
}

bool file_output_commit(struct file_output *output, struct problems *problems)
{
    if (output->is_stream)
        return commit_stream(output, problems);
    struct place place = {.file = string_of(output->target)};
    if (!(output->leaves_sync || sync_temporary(output)) ||
        !temporary_place(&output->temporary, output->target, output->overwrite)) {
        if (errno == EEXIST)
            problems_add(problems, PROBLEM_FILE_EXISTS, &place, output->target);
        else
            system_error_report(problems, PROBLEM_FILE_WRITE, output->target, errno);
        file_output_abandon(output);
        return false;
    }
    if (!output->leaves_folder && !output->leaves_sync)
        sync_folder(output->target);
    file_output_abandon(output);
    return true;
}

void file_output_abandon(struct file_output *output)
{
    if (output == NULL)
        return;
    memory_settled(abandon, output);
    abandon(output);
}

void file_output_detach(struct file_output *output)
{
    memory_settled(abandon, output);
}

void file_output_attach(struct file_output *output)
{
    memory_undo_later(abandon, output);
}

bool file_write(const char *path, struct string bytes, bool overwrite, struct problems *problems)
{
    struct file_output *output = file_output_open(path, overwrite, problems);
    if (output == NULL)
        return false;
    if (file_output_write(output, bytes, problems))
        return file_output_commit(output, problems);
    file_output_abandon(output);
    return false;
}
