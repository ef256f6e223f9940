#include "database/patience.h"

enum { MOST_MILLISECONDS = 30000, FIRST_NAP = 50000, SHORTEST_NAP = 1000, TURNS_OF_A_QUARTER = 8 };

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
