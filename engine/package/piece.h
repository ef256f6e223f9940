#ifndef VANBAN_PACKAGE_PIECE_H
#define VANBAN_PACKAGE_PIECE_H

/*
 * A piece of a long part, deflated by another thread while the next one is made. Starts as {0} and stays
 * where it is; all but the deflating itself is done by the thread that calls.
 */

#include <pthread.h>
#include <semaphore.h>

#include "base/buffer.h"
#include "package/deflate.h"

struct piece {
    struct buffer plain, stored;
    struct libdeflate_compressor *compressor;
    pthread_t thread;   /* one for all pieces: a new one would first wait for the processor it was made on */
    sem_t begun, ended; /* posted for each piece */
    bool is_begun, has_thread;
    bool is_last; /* the thread ends instead of deflating */
};

/* Takes the bytes of `plain`, which is left empty; the piece before it has been ended. */
void piece_begin(struct piece *piece, struct buffer *plain);
/* Waits until it is deflated, to be continued by the next: `plain` and `stored` can be read. False if none
 * was begun. */
bool piece_end(struct piece *piece);
void piece_release(struct piece *piece);

#endif
