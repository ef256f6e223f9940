/* Where a program writes. */

#include "template/output.h"

#include <string.h>

enum {
    FULL = 64 << 10,
    TAIL = 512 /* bytes kept, so that an ending can be looked at */
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

/* The length of "<w:r><w:rPr>…</w:rPr><w:t …>" at the end, when there is nothing else in the run; else 0. */
static size_t empty_run_length(const struct output *output)
{
    static const char start_of_text[] = "<w:t xml:space=\"preserve\">";
    struct string written = buffer_string(&output->bytes);
    if (!string_ends_with(written, STRING(start_of_text)))
        return 0;
    size_t at = written.length - strlen(start_of_text);
    struct string before = string_slice(written, 0, at);
    if (string_ends_with(before, STRING("</w:rPr>")) || string_ends_with(before, STRING("<w:rPr/>")))
        while (at > 0 && !string_starts_with(string_slice(written, at, written.length), STRING("<w:rPr")))
            at--;
    size_t end = at;
    while (at > 0 && written.bytes[--at] != '<')
        ;
    struct string start = string_slice(written, at, end);
    bool is_run = string_is(start, "<w:r>") || string_starts_with(start, STRING("<w:r "));
    return is_run ? written.length - at : 0;
}

void output_leave_run(struct output *output, struct string close)
{
    size_t length = empty_run_length(output);
    if (length)
        buffer_truncate(&output->bytes, output->bytes.length - length);
    else
        buffer_append_string(&output->bytes, close);
}

void output_enter_run(struct output *output, struct string open)
{
    output->run_entered = output_position(output);
    buffer_append_string(&output->bytes, open);
    output->run_body = output_position(output);
}

void output_append(struct output *output, struct string bytes)
{
    static const char end_of_run[] = "</w:t></w:r>";
    if (output->run_body && output->run_body == output_position(output) &&
        string_starts_with(bytes, STRING(end_of_run))) {
        buffer_truncate(&output->bytes, (size_t)(output->run_entered - output->written));
        bytes = string_slice(bytes, strlen(end_of_run), bytes.length);
    }
    buffer_append_string(&output->bytes, bytes);
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
