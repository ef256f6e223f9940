/* Where a program writes. */

#include "template/output.h"

#include <string.h>

enum {
    FULL = 64 << 10,
    TAIL = 64 /* bytes kept, so that an ending can be looked at */
};

static struct hold *hold_at(const struct output *output, size_t index)
{
    return (struct hold *)(void *)output->holds.bytes + index;
}

static size_t hold_count(const struct output *output)
{
    return output->holds.length / sizeof(struct hold);
}

/* The position before which nothing will be taken back. */
static uint64_t safe_position(const struct output *output)
{
    uint64_t safe = output_position(output);
    for (size_t i = hold_count(output); i-- > 0 && hold_at(output, i)->body == safe;)
        safe = hold_at(output, i)->start;
    return safe;
}

static bool hand_over(struct output *output, size_t length)
{
    bool is_written = package_writer_write(output->writer, output->bytes.bytes, length);
    memmove(output->bytes.bytes, output->bytes.bytes + length, output->bytes.length - length);
    buffer_truncate(&output->bytes, output->bytes.length - length);
    output->written += length;
    return is_written &&
           limits_allow(output->limits, LIMIT_OUTPUT_BYTES, output->written, NULL, output->problems);
}

bool output_flush(struct output *output)
{
    if (output->bytes.length < FULL || output->captures || !output->writer)
        return true;
    size_t safe = (size_t)(safe_position(output) - output->written);
    return safe <= TAIL || hand_over(output, safe - TAIL);
}

bool output_finish(struct output *output)
{
    return !output->writer || hand_over(output, output->bytes.length);
}

void output_release(struct output *output)
{
    buffer_release(&output->bytes);
    buffer_release(&output->holds);
}

void output_hold(struct output *output, uint64_t start)
{
    struct hold hold = {start, output_position(output)};
    buffer_append(&output->holds, (const char *)&hold, sizeof(hold));
}

bool output_end_hold(struct output *output)
{
    struct hold hold = *hold_at(output, hold_count(output) - 1);
    output->holds.length -= sizeof(hold);
    if (output_position(output) != hold.body)
        return true;
    buffer_truncate(&output->bytes, (size_t)(hold.start - output->written));
    return false;
}

size_t output_capture(struct output *output)
{
    output->captures++;
    return output->bytes.length;
}

struct string output_end_capture(struct output *output, size_t begin, struct arena *arena)
{
    struct string captured =
        arena_copy(arena, string_slice(buffer_string(&output->bytes), begin, output->bytes.length));
    buffer_truncate(&output->bytes, begin);
    output->captures--;
    return captured;
}
