/* Characters of data that only look like letters of Vietnamese. */

#include "data/source.h"
#include "text/look_alike.h"
#include "text/unicode.h"

enum { MOST_TOLD = 10 };

static bool are_enough(const struct problems *problems)
{
    size_t count = 0;
    for (const struct problem *problem = problems_first(problems); problem; problem = problem->next)
        count += problem->code == PROBLEM_DATA_LOOK_ALIKE;
    return count >= MOST_TOLD;
}

static void warn(const struct data_reader *reader, unsigned code_point, const struct place *place)
{
    struct buffer letter = {0};
    buffer_append_code_point(&letter, text_look_alike(code_point));
    problems_add(reader->problems, PROBLEM_DATA_LOOK_ALIKE, place,
                 arena_format(reader->arena, "U+%04X", code_point).bytes, letter.bytes);
    buffer_release(&letter);
}

void source_warn_look_alike(const struct data_reader *reader, struct string text, const struct place *place)
{
    size_t at = text_find_look_alike(text, 0);
    if (at < text.length && !are_enough(reader->problems))
        warn(reader, text_next(text, &at), place);
}

void source_warn_look_alikes(const struct source_text *text)
{
    for (size_t at = text_find_look_alike(text->bytes, 0);
         at < text->bytes.length && !are_enough(text->reader->problems);) {
        size_t next = at;
        unsigned code_point = text_next(text->bytes, &next);
        struct place place = source_place(text, at, next - at);
        warn(text->reader, code_point, &place);
        at = text_find_look_alike(text->bytes, next);
    }
}
