#ifndef VANBAN_DATABASE_PATIENCE_H
#define VANBAN_DATABASE_PATIENCE_H

/*
 * Waiting for others who write one file. The more of them have had their turn meanwhile, the more often is
 * asked, so that nobody comes last again and again; and as long as they get on with their work everybody's
 * turn comes: only who holds the file and writes nothing makes waiting vain.
 */

#include <stdbool.h>
#include <stdint.h>

struct patience {
    int64_t moved; /* when the others were last seen to write */
    int64_t seen;
    int64_t turns; /* of others, since the waiting began */
};

/* `now`: milliseconds of a clock that goes on evenly; `seen`: differs whenever the file has been written. */
void patience_begin(struct patience *patience, int64_t now, int64_t seen);
/* How long until the next attempt, in microseconds; 0: nobody has written for 30 s. */
int64_t patience_nap(struct patience *patience, int64_t now, int64_t seen);

/*
 * Naps before the next attempt; false: it is vain. A commit waits for readers alone, who
 * let go at once, and meanwhile nobody else can begin.
 */
bool patience_wait(struct patience *patience, const char *path, bool is_first, bool is_to_commit);

#endif
