/*
 * syncfs() waits for all that the file system has to write, ours and others', but once: for thirty documents
 * it takes about as long as fsync() for one or two. Only those file systems are listed that bring all of it
 * to the disk itself; others (of networks, FUSE) may leave that to somebody else.
 */

#include "base/sync.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#ifndef XFS_SUPER_MAGIC
#define XFS_SUPER_MAGIC 0x58465342
#endif

static bool syncs_as_a_whole(int descriptor)
{
    static const unsigned long magics[] = {EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC,
                                           F2FS_SUPER_MAGIC, TMPFS_MAGIC,     OVERLAYFS_SUPER_MAGIC};
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0)
        return false;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if ((unsigned long)status.f_type == magics[i])
            return true;
    }
    return false;
}

/* The others are on their way while committing waits for the first. */
static void start_each(struct file_output *const *outputs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sync_file_range(file_output_descriptor(outputs[i]), 0, 0, SYNC_FILE_RANGE_WRITE);
}

void sync_outputs(struct file_output *const *outputs, size_t count)
{
    if (count == 0)
        return;
    int any = file_output_descriptor(outputs[0]);
    if (count == 1 || !syncs_as_a_whole(any) || syncfs(any) != 0) {
        start_each(outputs, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        file_output_leave_sync(outputs[i]);
}

void sync_names(const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}
