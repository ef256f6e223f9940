/* Files that are written: to a temporary beside the target, synced, renamed; into streams as they are. */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/system_error.h"

static void report(struct problems *problems, enum problem_code code, const char *path, int error)
{
    struct place place = {.file = string_of(path)};
    problems_add(problems, code, &place, path, system_error_words(error));
}

struct file_output {
    char *target, *temporary;
    int descriptor;
    bool overwrite;
    bool is_stream;                  /* the target is written into, not replaced */
    bool leaves_folder, leaves_sync; /* not synced after the file; nor is the file */
};

static void abandon(void *subject)
{
    struct file_output *output = subject;
    if (output->descriptor >= 0) {
        close(output->descriptor);
        unlink(output->temporary);
    }
    memory_free(output->temporary);
    memory_free(output->target);
    memory_free(output);
}

/* ".name.vanban-XXXXXX" beside the target; a long name is left out so that it stays a legal file name. */
static char *make_temporary_name(const char *target)
{
    static const char ending[] = ".vanban-XXXXXX";
    const char *slash = strrchr(target, '/');
    const char *name = slash != NULL ? slash + 1 : target;
    size_t folder_length = (size_t)(name - target);
    char *temporary = memory_allocate_owned(folder_length + strlen(name) + sizeof ending + 1);
    memcpy(temporary, target, folder_length);
    temporary[folder_length] = '.';
    strcpy(temporary + folder_length + 1, strlen(name) < 200 ? name : "");
    return strcat(temporary, ending);
}

/* Standard output, a device, a pipe: what cannot be replaced by a file. */
static bool leads_to_stream(const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0)
        return true;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/* Where the bytes for a stream wait until they are all there. */
static char *make_waiting_name(void)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0')
        folder = "/tmp";
    char *name = memory_allocate_owned(strlen(folder) + sizeof "/vanban-XXXXXX");
    return strcat(strcpy(name, folder), "/vanban-XXXXXX");
}

static bool may_be_target(const char *path, bool overwrite, struct problems *problems)
{
    struct place place = {.file = string_of(path)};
    if (path[0] == '\0' || path[strlen(path) - 1] == '/' || file_is_folder(path)) {
        report(problems, PROBLEM_FILE_WRITE, path, EISDIR);
        return false;
    }
    if (!overwrite && file_exists(path)) {
        problems_add(problems, PROBLEM_FILE_EXISTS, &place, path);
        return false;
    }
    return true;
}

static mode_t file_mask;

/* Asking sets it, for all threads; so it is asked once. */
static void read_file_mask(void)
{
    file_mask = umask(0);
    umask(file_mask);
}

static void open_temporary(struct file_output *output)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_file_mask);
    output->descriptor = mkostemp(output->temporary, O_CLOEXEC);
    if (output->descriptor >= 0)
        fchmod(output->descriptor, 0666 & ~file_mask);
}

struct file_output *file_output_open(const char *path, bool overwrite, struct problems *problems)
{
    bool is_stream = leads_to_stream(path);
    if (!is_stream && !may_be_target(path, overwrite, problems))
        return NULL;
    struct file_output *output = memory_allocate_owned(sizeof *output);
    *output = (struct file_output){.descriptor = -1, .overwrite = overwrite, .is_stream = is_stream};
    memory_undo_later(abandon, output);
    output->target = strcpy(memory_allocate_owned(strlen(path) + 1), path);
    output->temporary = is_stream ? make_waiting_name() : make_temporary_name(path);
    open_temporary(output);
    if (output->descriptor >= 0)
        return output;
    report(problems, PROBLEM_FILE_WRITE, path, errno);
    file_output_abandon(output);
    return NULL;
}

int file_output_descriptor(const struct file_output *output)
{
    return output->descriptor;
}

const char *file_output_path(const struct file_output *output)
{
    return output->temporary;
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

static bool write_all(int descriptor, struct string bytes)
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
    if (write_all(output->descriptor, bytes))
        return true;
    report(problems, PROBLEM_FILE_WRITE, output->target, errno);
    return false;
}

static void sync_folder(const char *path)
{
    char *folder = strcpy(memory_allocate(strlen(path) + 2), path);
    char *slash = strrchr(folder, '/');
    strcpy(slash != NULL ? slash + 1 : folder, ".");
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    memory_free(folder);
}

/* Without leave to overwrite, this fails where another process made the target in the meantime. */
static bool move_to_target(struct file_output *output)
{
    if (output->overwrite)
        return rename(output->temporary, output->target) == 0;
    if (renameat2(AT_FDCWD, output->temporary, AT_FDCWD, output->target, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (link(output->temporary, output->target) == 0)
        return unlink(output->temporary) == 0;
    if (errno == EEXIST)
        return false;
    return rename(output->temporary, output->target) == 0; /* a file system without hard links */
}

/* Whoever wrote by the path may have put another file in the place of the one we opened. */
static bool sync_temporary(const struct file_output *output)
{
    int descriptor = open(output->temporary, O_RDONLY | O_CLOEXEC);
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
        if (got > 0 && !write_all(to, (struct string){piece, (size_t)got}))
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
static bool pour(const struct file_output *output)
{
    int from = open(output->temporary, O_RDONLY | O_CLOEXEC), to = open_stream(output->target);
    bool done = from >= 0 && to >= 0 && unlink(output->temporary) == 0 && copy_all(from, to);
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
        report(problems, PROBLEM_FILE_WRITE, output->target, errno);
    file_output_abandon(output);
    return done;
}

bool file_output_commit(struct file_output *output, struct problems *problems)
{
    if (output->is_stream)
        return commit_stream(output, problems);
    struct place place = {.file = string_of(output->target)};
    if (!(output->leaves_sync || sync_temporary(output)) || !move_to_target(output)) {
        if (errno == EEXIST)
            problems_add(problems, PROBLEM_FILE_EXISTS, &place, output->target);
        else
            report(problems, PROBLEM_FILE_WRITE, output->target, errno);
        file_output_abandon(output);
        return false;
    }
    if (!output->leaves_folder && !output->leaves_sync)
        sync_folder(output->target);
    close(output->descriptor);
    output->descriptor = -1;
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
