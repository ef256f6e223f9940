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

static bool write_unbroken(struct output *output, struct string bytes)
{
    struct buffer glued = {0};
    unbroken_append(&output->unbroken, &glued, bytes);
    bool is_written = package_writer_write(output->writer, glued.bytes, glued.length);
    buffer_release(&glued);
    return is_written;
}

static bool hand_over(struct output *output, size_t length)
{
    bool is_written = output->keeps_lines && length > 0
                          ? write_unbroken(output, string_slice(buffer_string(&output->bytes), 0, length))
                          : package_writer_write(output->writer, output->bytes.bytes, length);
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

/* The bytes before `safe` that are whole paragraphs. Each byte is looked at once. */
static size_t whole_paragraphs(struct output *output, size_t safe)
{
    size_t from = output->seen > output->written ? (size_t)(output->seen - output->written) : 0;
    if (from < safe) {
        size_t length = unbroken_length(string_slice(buffer_string(&output->bytes), from, safe));
        if (length > 0)
            output->paragraphs_end = output->written + from + length;
        output->seen = output->written + safe - (sizeof "</w:p>" - 1);
    }
    return output->paragraphs_end > output->written ? (size_t)(output->paragraphs_end - output->written) : 0;
}

bool output_flush(struct output *output)
{
    if (output->bytes.length < FULL || output->captures || !output->writer)
        return true;
    size_t safe = (size_t)(safe_position(output) - output->written);
    if (safe <= TAIL)
        return true;
    size_t length = output->keeps_lines ? whole_paragraphs(output, safe - TAIL) : safe - TAIL;
    return length == 0 || hand_over(output, length);
}

bool output_finish(struct output *output)
{
    if (output->writer)
        return hand_over(output, output->bytes.length);
    if (!output->keeps_lines)
        return true;
    struct buffer glued = {0};
    unbroken_append(&output->unbroken, &glued, buffer_string(&output->bytes));
    buffer_release(&output->bytes);
    output->bytes = glued;
    return true;
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
