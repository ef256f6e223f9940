#ifndef VANBAN_BASE_FILE_H
#define VANBAN_BASE_FILE_H

/*
 * Files: read whole, or written to a temporary (temporary.h) that is synced and takes its place at the end,
 * so that the target is the old file or the whole new one, never a part. What exists is not overwritten
 * unless `overwrite` says so; a symbolic link stays, and the file it leads to is replaced. "-" (standard
 * output), devices and pipes are never replaced: they get the whole bytes, once all are there.
 */

#include "base/arena.h"
#include "base/limits.h"
#include "base/problems.h"

/* The bytes of a file ("-" is standard input) in `arena`; bytes == NULL after a problem. */
struct string file_read(struct arena *arena, const char *path, const struct limits *limits,
                        struct problems *problems);
bool file_exists(const char *path);
/* True when nothing is there; where that cannot be seen, as in a folder without permission, opening it tells
 * why. */
bool file_is_missing(const char *path);
bool file_is_folder(const char *path);
/* True when both names lead to one file that is there. */
bool file_is_same(const char *a, const char *b);
/* Joins folder and name with one slash. */
struct string file_join(struct arena *arena, struct string folder, struct string name);
/* Makes a folder and its missing parents. */
bool file_make_folder(const char *path, struct problems *problems);
/* The names in a folder, sorted by code unit, "." and ".." left out; a list ended by NULL, or NULL. */
char **file_list(struct arena *arena, const char *path, struct problems *problems);

/* The descriptor is closed when guarded work is left before file_close(). A negative one is none. */
void file_close_later(int descriptor);
void file_close(int descriptor);

/* Writes to a descriptor until all is written; false with errno set. */
bool file_write_all(int descriptor, struct string bytes);

struct file_output;

/* Checks the target and makes the temporary; NULL after a problem. */
struct file_output *file_output_open(const char *path, bool overwrite, struct problems *problems);
/* The temporary's descriptor, and a path that opens it, for those who read and write it themselves. */
int file_output_descriptor(const struct file_output *output);
const char *file_output_path(const struct file_output *output);
/* The path it will have, for messages. */
const char *file_output_target(const struct file_output *output);
bool file_output_write(struct file_output *output, struct string bytes, struct problems *problems);
/* The caller sees to it that the folder is synced: one of many files. */
void file_output_leave_folder(struct file_output *output);
/* Neither file nor folder is synced: the caller has done it, or takes an empty file after a power failure. */
void file_output_leave_sync(struct file_output *output);
/* Syncs, gives it its place and frees; false after a problem, the temporary removed. */
bool file_output_commit(struct file_output *output, struct problems *problems);
/*
 * For files that are committed later, many at once, by another thread: detached, an output belongs to no
 * guarded work; attached again, to that of the calling thread.
 */
void file_output_detach(struct file_output *output);
void file_output_attach(struct file_output *output);
/* Removes the temporary and frees. NULL is fine. */
void file_output_abandon(struct file_output *output);
/* Removes the temporaries of all that are open or will be, folders too; safe in the handler of a signal that
 * ends the process. */
void file_remove_temporaries(void);
/* All of the above for bytes that are there already. */
bool file_write(const char *path, struct string bytes, bool overwrite, struct problems *problems);

#endif
