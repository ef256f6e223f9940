#ifndef VANBAN_BASE_FOLDER_H
#define VANBAN_BASE_FOLDER_H

/*
 * A folder written whole or not at all: its files are made in a temporary folder beside the target and moved
 * when all are there. Over a folder that exists the files replace those of the same name; others stay.
 */

#include "base/problems.h"

struct folder_output;

/* NULL after a problem. */
struct folder_output *folder_output_open(const char *path, bool overwrite, struct problems *problems);
/* Writes one file; `name` may have slashes but nothing that leaves the folder. */
bool folder_output_write(struct folder_output *output, struct string name, struct string bytes,
                         struct problems *problems);
/* Moves the folder to its target and frees; false after a problem, the temporary removed. */
bool folder_output_commit(struct folder_output *output, struct problems *problems);
void folder_output_abandon(struct folder_output *output);

/* Removes a folder with all in it. */
void folder_remove(const char *path);
/* Makes a folder whose name is the pattern, with other letters for the XXXXXX it ends in; NULL with errno
 * set. It is removed with all in it by its name, when memory ends, or when the process is ended in the
 * middle. */
char *folder_temporary(const char *pattern);
/* Frees the name. NULL is fine. */
void folder_remove_temporary(char *name);

#endif
