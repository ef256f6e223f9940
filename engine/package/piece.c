#include "package/piece.h"

/* Allocates nothing: memory that runs out could not be told from here. */
static void deflate_piece(struct piece *piece)
{
    deflate_with(piece->compressor, &piece->stored, buffer_string(&piece->plain));
}

static void wait_for(sem_t *semaphore)
{
    while (sem_wait(semaphore) != 0)
        ; /* a signal came */
}

static void *run(void *argument)
{
    struct piece *piece = argument;
    for (wait_for(&piece->begun); !piece->is_last; wait_for(&piece->begun)) {
        deflate_piece(piece);
        sem_post(&piece->ended);
    }
    return NULL;
}

static void start(struct piece *piece)
{
    piece->compressor = deflate_compressor_new();
    sem_init(&piece->begun, 0, 0);
    sem_init(&piece->ended, 0, 0);
    piece->has_thread = pthread_create(&piece->thread, NULL, run, piece) == 0;
}

static void take(struct piece *piece, struct buffer *plain)
{
    struct buffer empty = piece->plain;
    buffer_truncate(&empty, 0);
    piece->plain = *plain;
    *plain = empty;
}

void piece_begin(struct piece *piece, struct buffer *plain)
{
    if (piece->compressor == NULL)
        start(piece);
    buffer_truncate(&piece->stored, 0);
    buffer_reserve(&piece->stored, deflate_bound(piece->compressor, plain->length));
    take(piece, plain);
    piece->is_begun = true;
    if (piece->has_thread)
        sem_post(&piece->begun);
    else
        deflate_piece(piece);
}

static void stop(struct piece *piece)
{
    piece->is_last = true;
    if (piece->has_thread) {
        sem_post(&piece->begun);
        pthread_join(piece->thread, NULL);
    }
    sem_destroy(&piece->begun);
    sem_destroy(&piece->ended);
    deflate_compressor_free(piece->compressor);
}

static bool has_ended(struct piece *piece)
{
    if (!piece->is_begun)
        return false;
    if (piece->has_thread)
        wait_for(&piece->ended);
    piece->is_begun = false;
    return true;
}

bool piece_end(struct piece *piece)
{
    if (!has_ended(piece))
        return false;
    deflate_reopen(&piece->stored, 0);
    return true;
}

void piece_release(struct piece *piece)
{
    has_ended(piece);
    if (piece->compressor != NULL)
        stop(piece);
    buffer_release(&piece->plain);
    buffer_release(&piece->stored);
    *piece = (struct piece){0};
}
