#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/system_error.h"

static bool read_all(int descriptor, struct buffer *bytes, const char *path, const struct limits *limits,
                     struct problems *problems)
{
    enum { PIECE = 1 << 16 };
    struct place place = {.file = string_of(path)};
    for (;;) {
        char *end = buffer_reserve(bytes, PIECE);
        ssize_t got = read(descriptor, end, PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            system_error_report(problems, PROBLEM_FILE_READ, path, errno);
        if (got <= 0)
            return got == 0;
        bytes->length += (size_t)got;
        if (!limits_allow(limits, LIMIT_DATA_BYTES, bytes->length, &place, problems))
            return false;
    }
}

static int open_for_reading(const char *path)
{
    return strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

static void close_descriptor(void *descriptor)
{
    close((int)(intptr_t)descriptor);
}

void file_close_later(int descriptor)
{
    if (descriptor >= 0)
        memory_undo_later(close_descriptor, (void *)(intptr_t)descriptor);
}

void file_close(int descriptor)
{
    if (descriptor < 0)
        return;
    memory_settled(close_descriptor, (void *)(intptr_t)descriptor);
    close(descriptor);
}

static void free_bytes(void *bytes)
{
    memory_free(bytes);
}

struct string file_read(struct arena *arena, const char *path, const struct limits *limits,
                        struct problems *problems)
{
    int descriptor = open_for_reading(path);
    if (descriptor < 0) {
        system_error_report(problems, PROBLEM_FILE_READ, path, errno);
        return (struct string){0};
    }
    file_close_later(descriptor);
    struct buffer bytes = {0};
    struct stat status;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size < INT32_MAX)
        buffer_reserve(&bytes, (size_t)status.st_size + (1 << 16));
    bool done = read_all(descriptor, &bytes, path, limits, problems);
    file_close(descriptor);
    if (!done) {
        buffer_release(&bytes);
        return (struct string){0};
    }
    *buffer_reserve(&bytes, 0) = '\0';
    arena_on_free(arena, free_bytes, bytes.bytes);
    memory_own(bytes.bytes); /* the arena may be of data that outlive the work */
    return buffer_string(&bytes);
}

bool file_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool file_is_missing(const char *path)
{
    return !file_exists(path) && (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG);
}

bool file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_is_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

struct string file_join(struct arena *arena, struct string folder, struct string name)
{
    bool has_slash = folder.length == 0 || string_ends_with(folder, STRING("/"));
    return arena_format(arena, "%.*s%s%.*s", STRING_FORMAT(folder), has_slash ? "" : "/",
                        STRING_FORMAT(name));
}

static bool make_one_folder(const char *path, struct problems *problems)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && file_is_folder(path)))
        return true;
    system_error_report(problems, PROBLEM_FILE_WRITE, path, errno);
    return false;
}

bool file_make_folder(const char *path, struct problems *problems)
{
    char *prefix = strcpy(memory_allocate(strlen(path) + 1), path);
    bool made = true;
    for (size_t i = path[0] == '/'; made && prefix[i] != '\0'; i++) {
        if (prefix[i] != '/')
            continue;
        prefix[i] = '\0';
        made = make_one_folder(prefix, problems);
        prefix[i] = '/';
    }
    made = made && make_one_folder(prefix, problems);
    memory_free(prefix);
    return made;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char **copy_names(struct arena *arena, DIR *folder)
{
    struct buffer names = {0};
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        buffer_append(&names, entry->d_name, strlen(entry->d_name) + 1);
        count++;
    }
    char **list = arena_allocate(arena, (count + 1) * sizeof *list);
    const char *bytes = arena_copy(arena, buffer_string(&names)).bytes;
    buffer_release(&names);
    for (size_t i = 0; i < count; i++) {
        list[i] = (char *)bytes;
        bytes += strlen(bytes) + 1;
    }
    qsort(list, count, sizeof *list, compare_names);
    return list;
}

static void close_folder(void *folder)
{
    closedir(folder);
}

char **file_list(struct arena *arena, const char *path, struct problems *problems)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        system_error_report(problems, PROBLEM_FILE_READ, path, errno);
        return NULL;
    }
    memory_undo_later(close_folder, folder);
    char **list = copy_names(arena, folder);
    memory_settled(close_folder, folder);
    closedir(folder);
    return list;
}
