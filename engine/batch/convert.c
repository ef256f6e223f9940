/*
 * One worker's folder:
 *
 *     .vanban-pdf-XXXXXX/profile/   settings of its LibreOffice
 *                        out/       PDFs as they are made, each moved away when its group is done
 */

#include "batch/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/memory.h"
#include "base/system_error.h"

extern char **environ;

enum { GROUP = 20, MOST_WORKERS = 16, PAUSE_NANOSECONDS = 20000000, PAUSES_A_SECOND = 50 };

static const char any[] = "XXXXXX";

/* ---- for who ends the process in the middle ---- */

static _Atomic pid_t processes[64];

enum { MOST_PROCESSES = sizeof processes / sizeof processes[0] };

/* The process ends: no other is started, and nothing is told of those that were ended. */
static atomic_bool are_ended;

static void replace_process(pid_t from, pid_t to)
{
    for (size_t i = 0; i < MOST_PROCESSES; i++) {
        pid_t expected = from;
        if (atomic_compare_exchange_strong(&processes[i], &expected, to))
            return;
    }
}

void conversion_end_all(void)
{
    atomic_store(&are_ended, true);
    for (size_t i = 0; i < MOST_PROCESSES; i++) {
        pid_t process = atomic_load(&processes[i]);
        if (process > 0)
            kill(-process, SIGKILL);
    }
}

/* ---- the program ---- */

struct string conversion_find_program(struct arena *arena)
{
    static const char *const names[] = {"soffice", "libreoffice"};
    const char *path = getenv("PATH");
    for (size_t i = 0; path != NULL && i < sizeof names / sizeof *names; i++) {
        for (const char *from = path; *from != '\0'; from += *from == ':') {
            size_t length = strcspn(from, ":");
            struct string found = file_join(arena, (struct string){from, length}, string_of(names[i]));
            if (length > 0 && access(found.bytes, X_OK) == 0 && !file_is_folder(found.bytes))
                return found;
            from += length;
        }
    }
    return (struct string){NULL, 0};
}

/* ---- folders ---- */

void conversion_clean(const char *folder, const char *temporary)
{
    struct arena *arena = arena_new();
    struct problems *ignored = problems_new();
    char **names = file_list(arena, folder, ignored);
    for (; names != NULL && *names != NULL; names++) {
        if (string_starts_with(string_of(*names), string_of(temporary)) &&
            strlen(*names) == strlen(temporary) + strlen(any))
            folder_remove(file_join(arena, string_of(folder), string_of(*names)).bytes);
    }
    problems_free(ignored);
    arena_free(arena);
}

/* ---- one run of the program ---- */

struct shared {
    struct conversion *conversion;
    pthread_mutex_t lock;
    size_t next;
    bool is_stopped;
};

struct worker {
    struct shared *shared;
    pthread_t thread;
    struct arena *arena;
    char *folder;            /* as it was made */
    struct string home, out; /* the same and one in it, absolute */
};

/* Every byte that is no letter, digit or one of these is written as %XX. */
static struct string file_url(struct arena *arena, struct string path)
{
    struct buffer url = {0};
    buffer_append_text(&url, "file://");
    for (size_t i = 0; i < path.length; i++) {
        unsigned char byte = (unsigned char)path.bytes[i];
        bool is_plain = byte < 0x80 && (strchr("/-_.~", byte) != NULL || (byte >= '0' && byte <= '9') ||
                                        ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'));
        if (is_plain)
            buffer_append_byte(&url, (char)byte);
        else
            buffer_append_format(&url, "%%%02X", byte);
    }
    struct string text = arena_copy(arena, buffer_string(&url));
    buffer_release(&url);
    return text;
}

/* In a group of processes of its own, so that all of it can be ended, and Ctrl-C does not end it. */
static pid_t start(char *const *words)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t process = -1;
    if (atomic_load(&are_ended))
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    if (posix_spawn(&process, words[0], &actions, &attributes, words, environ) != 0)
        process = -1;
    else
        replace_process(0, process);
    if (process > 0 && atomic_load(&are_ended))
        kill(-process, SIGKILL);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return process;
}

static void wait_for(pid_t process, unsigned seconds)
{
    const struct timespec pause = {.tv_nsec = PAUSE_NANOSECONDS};
    for (unsigned i = 0; i < seconds * PAUSES_A_SECOND; i++) {
        if (waitpid(process, NULL, WNOHANG) != 0)
            return;
        nanosleep(&pause, NULL);
    }
    kill(-process, SIGKILL);
    waitpid(process, NULL, 0);
}

static void convert(struct worker *worker, size_t from, size_t count)
{
    const struct conversion *conversion = worker->shared->conversion;
    struct arena *arena = arena_new();
    const char *words[GROUP + 8];
    size_t used = 0;
    struct string url = file_url(arena, file_join(arena, worker->home, STRING("profile")));
    words[used++] = conversion->program;
    words[used++] = arena_format(arena, "-env:UserInstallation=%s", url.bytes).bytes;
    words[used++] = "--headless";
    words[used++] = "--convert-to";
    words[used++] = "pdf:writer_pdf_Export";
    words[used++] = "--outdir";
    words[used++] = worker->out.bytes;
    for (size_t i = from; i < from + count; i++)
        words[used++] = file_join(arena, string_of(conversion->folder), conversion->names[i]).bytes;
    words[used] = NULL;
    pid_t process = start((char *const *)(uintptr_t)words);
    if (process > 0) {
        wait_for(process, conversion->seconds * (1 + (unsigned)count / 10));
        replace_process(process, 0);
    }
    arena_free(arena);
}

/* ---- groups ---- */

/* LibreOffice writes a PDF from its first byte on: one that was cut short lacks the end. */
static bool is_whole_pdf(const char *path)
{
    char end[64] = "";
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    off_t length = descriptor >= 0 ? lseek(descriptor, 0, SEEK_END) : 0;
    off_t from = length > (off_t)sizeof end ? length - (off_t)sizeof end : 0;
    ssize_t got = length > 0 ? pread(descriptor, end, sizeof end, from) : 0;
    bool is_whole = got > 5 && memmem(end, (size_t)got, "%%EOF", 5) != NULL && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return is_whole;
}

/* What is made is told, though none is begun any more. */
static void hand_over(struct worker *worker, size_t index, const char *pdf)
{
    struct shared *shared = worker->shared;
    bool is_end = atomic_load(&are_ended);
    pthread_mutex_lock(&shared->lock);
    bool is_told = !is_end && (pdf != NULL || !shared->is_stopped);
    if (is_end || (is_told && !shared->conversion->done(shared->conversion->context, index, pdf)))
        shared->is_stopped = true;
    pthread_mutex_unlock(&shared->lock);
}

static void stop(struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    shared->is_stopped = true;
    pthread_mutex_unlock(&shared->lock);
}

static bool is_stopped(struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
    bool is_stopped = shared->is_stopped;
    pthread_mutex_unlock(&shared->lock);
    return is_stopped;
}

/* The PDF of a document if it is there and whole, else NULL. */
static const char *made_pdf(struct worker *worker, struct arena *arena, size_t index)
{
    struct string name = worker->shared->conversion->names[index];
    struct string pdf = file_join(
        arena, worker->out,
        arena_format(arena, "%.*s.pdf", STRING_FORMAT(string_slice(name, 0, name.length - strlen(".docx")))));
    return is_whole_pdf(pdf.bytes) ? pdf.bytes : NULL;
}

static void convert_again(struct worker *worker, struct arena *arena, size_t index)
{
    folder_remove(file_join(arena, worker->home, STRING("profile")).bytes);
    convert(worker, index, 1);
    hand_over(worker, index, made_pdf(worker, arena, index));
}

static void convert_group(struct worker *worker, size_t from, size_t count)
{
    struct arena *arena = arena_new();
    bool is_missing[GROUP] = {false};
    convert(worker, from, count);
    for (size_t i = 0; i < count; i++) {
        const char *pdf = made_pdf(worker, arena, from + i);
        is_missing[i] = pdf == NULL;
        if (pdf != NULL)
            hand_over(worker, from + i, pdf);
    }
    for (size_t i = 0; i < count && !is_stopped(worker->shared); i++) {
        if (is_missing[i])
            convert_again(worker, arena, from + i);
    }
    arena_free(arena);
}

/* A group of the next documents; 0: there is none. */
static size_t take_group(struct shared *shared, size_t *from)
{
    const struct conversion *conversion = shared->conversion;
    size_t share = conversion->count / conversion->workers + 1, count = share < GROUP ? share : GROUP;
    pthread_mutex_lock(&shared->lock);
    *from = shared->next;
    if (count > conversion->count - *from)
        count = conversion->count - *from;
    if (shared->is_stopped)
        count = 0;
    shared->next += count;
    pthread_mutex_unlock(&shared->lock);
    return count;
}

static void work_guarded(void *argument)
{
    struct worker *worker = argument;
    size_t from, count;
    while ((count = take_group(worker->shared, &from)) > 0)
        convert_group(worker, from, count);
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    if (!memory_guard(work_guarded, worker))
        stop(worker->shared);
    return NULL;
}

/* ---- workers ---- */

static bool make_folders(struct worker *worker, struct problems *problems)
{
    struct arena *arena = worker->arena;
    const char *folder = worker->shared->conversion->folder;
    struct string pattern = file_join(
        arena, string_of(folder), arena_format(arena, "%s%s", worker->shared->conversion->temporary, any));
    worker->folder = folder_temporary(pattern.bytes);
    char *absolute = worker->folder != NULL ? realpath(worker->folder, NULL) : NULL;
    if (absolute != NULL) {
        worker->home = arena_copy(arena, string_of(absolute));
        worker->out = file_join(arena, worker->home, STRING("out"));
        free(absolute);
        if (mkdir(worker->out.bytes, 0777) == 0)
            return true;
    }
    problems_add(problems, PROBLEM_FILE_WRITE, NULL, folder, system_error_words(errno));
    return false;
}

bool conversion_run(struct conversion *conversion, struct problems *problems)
{
    struct shared shared = {.conversion = conversion};
    struct worker workers[MOST_WORKERS] = {{0}};
    struct arena *arena = arena_new();
    unsigned started = 0;
    unsigned wanted = conversion->workers > 0 ? conversion->workers : 1;
    conversion->workers = wanted < MOST_WORKERS ? wanted : MOST_WORKERS;
    pthread_mutex_init(&shared.lock, NULL);
    bool done = true;
    for (; done && started < conversion->workers && started * GROUP < conversion->count + GROUP; started++) {
        workers[started] = (struct worker){.shared = &shared, .arena = arena};
        done = make_folders(&workers[started], problems);
    }
    unsigned running = 0;
    while (done && running + 1 < started &&
           pthread_create(&workers[running + 1].thread, NULL, work, &workers[running + 1]) == 0)
        running++;
    if (done)
        work(&workers[0]);
    for (unsigned i = 1; i <= running; i++)
        pthread_join(workers[i].thread, NULL);
    for (unsigned i = 0; i < started; i++)
        folder_remove_temporary(workers[i].folder);
    pthread_mutex_destroy(&shared.lock);
    arena_free(arena);
    return done;
}
