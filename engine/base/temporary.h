#ifndef VANBAN_BASE_TEMPORARY_H
#define VANBAN_BASE_TEMPORARY_H

/*
 * A file that is being written and has not its place yet. Where the file system can, it has no name until
 * then: it is gone with the process, however that ends, and its folder is changed once instead of twice.
 * Elsewhere its name is beside its place. What fails leaves its reason in errno.
 */

#include <stdbool.h>
#include <sys/types.h>

struct temporary {
    char *name;                                    /* what it has, or may come to have */
    char path[sizeof "/proc/self/fd/-2147483648"]; /* of the descriptor, while it has no name */
    int descriptor;
    bool has_name;
};

/*
 * A name for what comes to stand at `target`, in its folder, or for what waits where the system keeps
 * temporary files if that is NULL; from memory_allocate_owned(), for temporary_open().
 */
char *temporary_name(const char *target);
/* `name` is such a one; the temporary keeps it, even after a failure. */
bool temporary_open(struct temporary *temporary, char *name, mode_t mode);
/* A path that opens it. */
const char *temporary_path(const struct temporary *temporary);
/* Gives it its place, in the folder of its name; EEXIST where something is and may not be overwritten. */
bool temporary_place(struct temporary *temporary, const char *target, bool overwrite);
/*
 * Of what has this name, and of all in it, nothing is left when the process is ended in the middle
 * (file_remove_temporaries()). The text stays where it is, until it is forgotten. A name may be noted before
 * there is anything, as one that mkdtemp() is about to fill in, and is then noted again.
 */
void temporary_note(const char *name);
void temporary_forget(const char *name);
/* From now on nothing but its descriptors leads to it. */
bool temporary_unlink(struct temporary *temporary);
/* Closes it; removes it if it did not get its place. */
void temporary_close(struct temporary *temporary);

#endif
