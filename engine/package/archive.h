#ifndef VANBAN_PACKAGE_ARCHIVE_H
#define VANBAN_PACKAGE_ARCHIVE_H

/*
 * The zip below a package: every entry read by libzip, its name, sizes and
 * checksum proved before anyone sees it.
 */

#include "base/limits.h"
#include "package/package.h"

/* What is read and what has been counted towards the limits. */
struct archive_reading {
    struct arena *arena; /* where the parts' names and stored bytes go */
    struct string file;  /* for messages */
    const struct limits *limits;
    uint64_t stored_total, inflated_total;
    void (*add)(void *context, const struct part *part); /* each part, in the order of the zip */
    void *context;
};

/* False after a problem. */
bool archive_read(struct archive_reading *reading, struct string bytes, struct problems *problems);

#endif
