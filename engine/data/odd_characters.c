/* Characters of data that only look like letters of Vietnamese, and that came along from elsewhere. */

#include "data/source.h"
#include "text/look_alike.h"
#include "text/stray.h"
#include "text/unicode.h"

enum { MOST_TOLD = 10 };

static bool are_enough(const struct problems *problems, enum problem_code code)
{
    size_t count = 0;
    for (const struct problem *problem = problems_first(problems); problem; problem = problem->next)
        count += problem->code == code;
    return count >= MOST_TOLD;
}

/* A character of one kind in a text, and what is said of it. */
struct odd {
    size_t at; /* the length of the text when there is none */
    unsigned code_point;
    struct string words;
};

typedef struct odd find(struct arena *arena, struct string text, size_t from);

static struct odd find_look_alike(struct arena *arena, struct string text, size_t from)
{
    struct odd odd = {.at = text_find_look_alike(text, from)};
    size_t next = odd.at;
    struct buffer letter = {0};
    if (odd.at == text.length)
        return odd;
    odd.code_point = text_next(text, &next);
    buffer_append_code_point(&letter, text_look_alike(odd.code_point));
    odd.words = arena_copy(arena, buffer_string(&letter));
    buffer_release(&letter);
    return odd;
}

static struct odd find_stray(struct arena *arena, struct string text, size_t from)
{
    enum stray_kind kind;
    struct odd odd = {.at = text_find_stray(text, from, &kind)};
    size_t next = odd.at;
    (void)arena;
    if (odd.at == text.length)
        return odd;
    odd.code_point = text_next(text, &next);
    odd.words = string_of(text_stray_words(kind));
    return odd;
}

static const struct {
    find *find;
    enum problem_code code;
} kinds[] = {{find_look_alike, PROBLEM_DATA_LOOK_ALIKE}, {find_stray, PROBLEM_DATA_STRAY}};

static void warn(const struct data_reader *reader, enum problem_code code, const struct odd *odd,
                 const struct place *place)
{
    struct string shown = arena_format(reader->arena, "U+%04X", odd->code_point);
    problems_add(reader->problems, code, place, shown.bytes, odd->words.bytes);
}

void source_warn_odd_character(const struct data_reader *reader, struct string text,
                               const struct place *place)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct odd odd = kinds[i].find(reader->arena, text, 0);
        if (odd.at < text.length && !are_enough(reader->problems, kinds[i].code))
            warn(reader, kinds[i].code, &odd, place);
    }
}

void source_warn_escaped_character(const struct source_text *text, struct string decoded, size_t offset,
                                   size_t length)
{
    struct string typed = string_slice(text->bytes, offset, offset + length);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct odd odd = kinds[i].find(text->reader->arena, decoded, 0);
        bool was_told = odd.at == decoded.length || are_enough(text->reader->problems, kinds[i].code) ||
                        kinds[i].find(text->reader->arena, typed, 0).at < typed.length;
        struct place place = was_told ? (struct place){0} : source_place(text, offset, length);
        if (!was_told)
            warn(text->reader, kinds[i].code, &odd, &place);
    }
}

static void warn_of_kind(const struct source_text *text, size_t kind)
{
    const struct data_reader *reader = text->reader;
    struct string bytes = text->bytes;
    struct odd odd = kinds[kind].find(reader->arena, bytes, 0);
    while (odd.at < bytes.length && !are_enough(reader->problems, kinds[kind].code)) {
        size_t next = odd.at;
        text_next(bytes, &next);
        struct place place = source_place(text, odd.at, next - odd.at);
        warn(reader, kinds[kind].code, &odd, &place);
        odd = kinds[kind].find(reader->arena, bytes, next);
    }
}

void source_warn_odd_characters(const struct source_text *text)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !text->is_plain; i++)
        warn_of_kind(text, i);
}
