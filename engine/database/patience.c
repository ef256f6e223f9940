#include "database/patience.h"

#include <sys/stat.h>
#include <time.h>

enum {
    MOST_MILLISECONDS = 30000,
    FIRST_NAP = 50000,
    SHORTEST_NAP = 1000,
    NAP_OF_COMMIT = 1000,
    TURNS_OF_A_QUARTER = 8
};

void patience_begin(struct patience *patience, int64_t now, int64_t seen)
{
    *patience = (struct patience){.moved = now, .seen = seen};
}

int64_t patience_nap(struct patience *patience, int64_t now, int64_t seen)
{
    if (seen != patience->seen) {
        patience->seen = seen;
        patience->moved = now;
        patience->turns++;
    }
    if (now - patience->moved >= MOST_MILLISECONDS)
        return 0;
    int64_t parts = TURNS_OF_A_QUARTER + patience->turns;
    int64_t nap = (int64_t)FIRST_NAP * TURNS_OF_A_QUARTER / parts * TURNS_OF_A_QUARTER / parts;
    return nap > SHORTEST_NAP ? nap : SHORTEST_NAP;
}

static int64_t read_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t last_written(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec
                                    : 0;
}

bool patience_wait(struct patience *patience, const char *path, bool is_first, bool is_to_commit)
{
    int64_t now = read_clock(), seen = last_written(path);
    if (is_first)
        patience_begin(patience, now, seen);
    int64_t nap = patience_nap(patience, now, seen);
    if (nap == 0)
        return false;
    struct timespec pause = {.tv_nsec = (is_to_commit ? NAP_OF_COMMIT : nap) * 1000};
    nanosleep(&pause, NULL);
    return true;
}
