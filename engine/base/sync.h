#ifndef VANBAN_BASE_SYNC_H
#define VANBAN_BASE_SYNC_H

/* Waiting for the disk once for many files. */

#include "base/file.h"

/*
 * Brings what was written to outputs, all of one folder, to the disk, so that committing them does not wait
 * for it again. Where a file system cannot promise that for many files at once, committing syncs each.
 */
void sync_outputs(struct file_output *const *outputs, size_t count);
/* Brings the names of the files in a folder to the disk. */
void sync_names(const char *folder);

#endif
