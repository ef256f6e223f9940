#include "base/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

/* ---- names, for who ends the process in the middle ---- */

static _Atomic(const char *) names[256];

enum { MOST_NAMES = sizeof names / sizeof names[0] };

/* The process ends: what other threads make from here on goes too. */
static atomic_bool are_removed;

static void replace_name(const char *from, const char *to)
{
    for (size_t i = 0; i < MOST_NAMES; i++) {
        const char *expected = from;
        if (atomic_compare_exchange_strong(&names[i], &expected, to))
            return;
    }
}

static void empty_folder(int folder);

/* As the handler of a signal does it: by nothing but calls of the system. */
static void remove_entry(int folder, const char *name)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || unlinkat(folder, name, 0) == 0)
        return;
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0)
        return;
    empty_folder(inner);
    close(inner);
    unlinkat(folder, name, AT_REMOVEDIR);
}

static void empty_folder(int folder)
{
    _Alignas(struct dirent64) char entries[1024];
    ssize_t got;
    while ((got = getdents64(folder, entries, sizeof entries)) > 0) {
        for (ssize_t at = 0; at < got;) {
            const struct dirent64 *entry = (const void *)(entries + at);
            at += entry->d_reclen;
            remove_entry(folder, entry->d_name);
        }
    }
}

/* What others still put into a folder goes too. */
static void remove_whole(const char *name)
{
    enum { TRIES = 50 };
    const struct timespec pause = {.tv_nsec = 10000000};
    remove_entry(AT_FDCWD, name);
    for (int i = 0; i < TRIES && faccessat(AT_FDCWD, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0; i++) {
        nanosleep(&pause, NULL);
        remove_entry(AT_FDCWD, name);
    }
}

void file_remove_temporaries(void)
{
    atomic_store(&are_removed, true);
    for (size_t i = 0; i < MOST_NAMES; i++) {
        const char *name = atomic_load(&names[i]);
        if (name != NULL)
            remove_whole(name);
    }
}

static bool is_noted(const char *name)
{
    bool is_noted = false;
    for (size_t i = 0; i < MOST_NAMES; i++)
        is_noted |= atomic_load(&names[i]) == name;
    return is_noted;
}

void temporary_note(const char *name)
{
    if (!is_noted(name))
        replace_name(NULL, name);
    if (atomic_load(&are_removed))
        remove_whole(name);
}

void temporary_forget(const char *name)
{
    replace_name(name, NULL);
}

static void forget_name(struct temporary *temporary)
{
    temporary_forget(temporary->name);
    temporary->has_name = false;
}

/* ---- opening ---- */

/* ".name.vanban-XXXXXX" beside the target; a long name is left out so that it stays a legal file name. */
static char *name_beside(const char *target)
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

/* Where the system keeps temporary files. */
static char *name_elsewhere(void)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || !file_is_folder(folder))
        folder = "/tmp";
    char *name = memory_allocate_owned(strlen(folder) + sizeof "/vanban-XXXXXX");
    return strcat(strcpy(name, folder), "/vanban-XXXXXX");
}

char *temporary_name(const char *target)
{
    return target != NULL ? name_beside(target) : name_elsewhere();
}

static void fill_in(char *letters, size_t count)
{
    static const char choice[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    uint64_t bits = 0;
    if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) != sizeof bits)
        bits = (uint64_t)clock() ^ (uint64_t)getpid() << 32;
    for (size_t i = 0; i < count; i++, bits /= sizeof choice - 1)
        letters[i] = choice[bits % (sizeof choice - 1)];
}

static bool make_file(struct temporary *temporary, mode_t mode)
{
    temporary->descriptor = open(temporary->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    return temporary->descriptor >= 0;
}

/* By the descriptor alone, which is quicker; before Linux 6.10 that was for root. */
static bool link_to(const struct temporary *temporary, const char *name)
{
    return linkat(temporary->descriptor, "", AT_FDCWD, name, AT_EMPTY_PATH) == 0 ||
           (errno == ENOENT && linkat(AT_FDCWD, temporary->path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0);
}

/* As mkostemp(), but with the rights an ordinary file is made with, and so without changing them. */
static bool take_name(struct temporary *temporary, mode_t mode)
{
    enum { TRIES = 1000 };
    static const char letters[] = "XXXXXX";
    char *end = temporary->name + strlen(temporary->name) - strlen(letters);
    bool is_open = temporary->descriptor >= 0;
    for (int i = 0; i < TRIES && !temporary->has_name && (i == 0 || errno == EEXIST); i++) {
        fill_in(end, strlen(letters));
        temporary->has_name = is_open ? link_to(temporary, temporary->name) : make_file(temporary, mode);
    }
    if (temporary->has_name)
        temporary_note(temporary->name);
    return temporary->has_name;
}

/* Asked until it has one: without /proc it could be neither read nor, by older systems, linked. */
static bool has_path(const struct temporary *temporary)
{
    static atomic_bool is_known;
    if (!atomic_load(&is_known) && access(temporary->path, R_OK | W_OK) == 0)
        atomic_store(&is_known, true);
    return atomic_load(&is_known);
}

static bool open_nameless(struct temporary *temporary, mode_t mode)
{
    char *slash = strrchr(temporary->name, '/'), begin = slash != NULL ? slash[1] : '\0';
    if (slash != NULL)
        slash[1] = '\0';
    temporary->descriptor = open(slash != NULL ? temporary->name : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
    if (slash != NULL)
        slash[1] = begin;
    snprintf(temporary->path, sizeof temporary->path, "/proc/self/fd/%d", temporary->descriptor);
    if (temporary->descriptor < 0 || has_path(temporary))
        return temporary->descriptor >= 0;
    close(temporary->descriptor);
    temporary->descriptor = -1;
    return false;
}

bool temporary_open(struct temporary *temporary, char *name, mode_t mode)
{
    *temporary = (struct temporary){.name = name, .descriptor = -1};
    return open_nameless(temporary, mode) || take_name(temporary, mode);
}

const char *temporary_path(const struct temporary *temporary)
{
    return temporary->has_name ? temporary->name : temporary->path;
}

/* ---- its place ---- */

static bool rename_to(struct temporary *temporary, const char *target)
{
    if (rename(temporary->name, target) != 0)
        return false;
    forget_name(temporary);
    return true;
}

/* A link takes the place of nothing, so what replaces a file needs a name to be renamed from. */
static bool place_nameless(struct temporary *temporary, const char *target, bool overwrite)
{
    if (link_to(temporary, target))
        return true;
    return overwrite && errno == EEXIST && take_name(temporary, 0) && rename_to(temporary, target);
}

static bool place_named(struct temporary *temporary, const char *target)
{
    if (renameat2(AT_FDCWD, temporary->name, AT_FDCWD, target, RENAME_NOREPLACE) == 0) {
        forget_name(temporary);
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (link(temporary->name, target) == 0)
        return temporary_unlink(temporary);
    return errno != EEXIST && rename_to(temporary, target); /* a file system without hard links */
}

bool temporary_place(struct temporary *temporary, const char *target, bool overwrite)
{
    if (!temporary->has_name)
        return place_nameless(temporary, target, overwrite);
    return overwrite ? rename_to(temporary, target) : place_named(temporary, target);
}

bool temporary_unlink(struct temporary *temporary)
{
    if (temporary->has_name && unlink(temporary->name) != 0)
        return false;
    if (temporary->has_name)
        forget_name(temporary);
    return true;
}

void temporary_close(struct temporary *temporary)
{
    if (temporary->descriptor >= 0)
        close(temporary->descriptor);
    if (!temporary_unlink(temporary))
        forget_name(temporary);
    memory_free(temporary->name);
}
