#include "package/piece.h"

/* Allocates nothing: memory that runs out could not be told from here. */
static void *run(void *argument)
{
    struct piece *piece = argument;
    deflate_with(piece->compressor, &piece->stored, buffer_string(&piece->plain));
    return NULL;
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
        piece->compressor = deflate_compressor_new();
    buffer_truncate(&piece->stored, 0);
    buffer_reserve(&piece->stored, deflate_bound(piece->compressor, plain->length));
    take(piece, plain);
    piece->is_begun = true;
    piece->has_thread = pthread_create(&piece->thread, NULL, run, piece) == 0;
    if (!piece->has_thread)
        run(piece);
}

static void wait_for_thread(struct piece *piece)
{
    if (piece->has_thread)
        pthread_join(piece->thread, NULL);
    piece->has_thread = false;
}

bool piece_end(struct piece *piece)
{
    if (!piece->is_begun)
        return false;
    wait_for_thread(piece);
    deflate_reopen(&piece->stored, 0);
    piece->is_begun = false;
    return true;
}

void piece_release(struct piece *piece)
{
    wait_for_thread(piece);
    deflate_compressor_free(piece->compressor);
    buffer_release(&piece->plain);
    buffer_release(&piece->stored);
    *piece = (struct piece){0};
}
