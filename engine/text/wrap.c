#include "text/wrap.h"

#include <limits.h>
#include <string.h>

#include "text/phrase.h"

/* More than titles have: of what is longer, fewer columns are tried. */
enum { BYTES_TRIED = 1 << 20 };

/* Widths are summed in font units and compared in twips, so that no rounding adds up along a line. */
struct line {
    struct string text;
    enum face face;
    unsigned size_half_points;
    struct arena *arena; /* for words that are looked up; NULL where nobody asks what is torn */
};

/* A wrapping, and what tells one column from another. */
struct layout {
    struct wrapping wrapping;
    size_t torn;
    unsigned long narrowest_twips;
    unsigned long next_twips; /* the least column that breaks otherwise */
};

static unsigned long twips_of(const struct line *line, size_t from, size_t to)
{
    return text_width_twips(string_slice(line->text, from, to), line->face, line->size_half_points);
}

static size_t next_blank(struct string s, size_t from)
{
    while (from < s.length && s.bytes[from] != ' ')
        from++;
    return from;
}

static size_t skip_blanks(struct string s, size_t from)
{
    while (from < s.length && s.bytes[from] == ' ')
        from++;
    return from;
}

static void count_line(struct layout *layout, unsigned long width)
{
    layout->wrapping.lines++;
    if (width > layout->wrapping.widest_twips)
        layout->wrapping.widest_twips = width;
    if (width < layout->narrowest_twips)
        layout->narrowest_twips = width;
}

/* Behind the word at `last`, since all up to the next one, `wanted` wide, does not fit. */
static void count_break(struct layout *layout, const struct line *line, size_t last, size_t end,
                        unsigned long wanted)
{
    if (wanted < layout->next_twips)
        layout->next_twips = wanted;
    if (line->arena == NULL)
        return;
    struct arena_mark mark = arena_mark(line->arena);
    layout->torn += text_break_tears(line->arena, line->text, last, end);
    arena_rewind(line->arena, mark);
}

static void wrap_line(const struct line *line, unsigned long column, struct layout *layout)
{
    size_t start = skip_blanks(line->text, 0), end = start, last = start;
    for (size_t word = start; word < line->text.length;
         word = skip_blanks(line->text, next_blank(line->text, word))) {
        size_t word_end = next_blank(line->text, word);
        unsigned long wanted = twips_of(line, start, word_end);
        if (end > start && wanted > column) {
            count_line(layout, twips_of(line, start, end));
            count_break(layout, line, last, end, wanted);
            start = word;
        }
        end = word_end;
        last = word;
    }
    count_line(layout, twips_of(line, start, end));
}

static struct layout lay_out(const struct line *all, unsigned long column)
{
    struct layout layout = {.narrowest_twips = ULONG_MAX, .next_twips = ULONG_MAX};
    for (size_t from = 0; from <= all->text.length;) {
        const char *newline = memchr(all->text.bytes + from, '\n', all->text.length - from);
        size_t to = newline != NULL ? (size_t)(newline - all->text.bytes) : all->text.length;
        struct line line = *all;
        line.text = string_slice(all->text, from, to);
        wrap_line(&line, column, &layout);
        from = to + 1;
    }
    return layout;
}

struct wrapping text_wrap(struct string s, unsigned long column_twips, enum face face,
                          unsigned size_half_points)
{
    struct line all = {s, face, size_half_points, NULL};
    return lay_out(&all, column_twips).wrapping;
}

/* The least column that takes no more lines. */
static unsigned long narrowest_column(const struct line *all, unsigned long column)
{
    struct wrapping best = lay_out(all, column).wrapping;
    unsigned long too_narrow = 0, enough = best.widest_twips;
    while (too_narrow + 1 < enough) {
        unsigned long middle = too_narrow + (enough - too_narrow) / 2;
        struct wrapping tried = lay_out(all, middle).wrapping;
        if (tried.lines == best.lines && tried.widest_twips <= middle)
            enough = tried.widest_twips;
        else
            too_narrow = middle;
    }
    return enough;
}

/* With the room it is drawn with it breaks as it does without. */
static bool holds(const struct layout *layout, unsigned long column)
{
    return layout->next_twips > column || layout->next_twips > layout->wrapping.widest_twips + TEXT_WRAP_ROOM;
}

static bool is_even(const struct layout *layout)
{
    return layout->narrowest_twips >= layout->wrapping.widest_twips / 2;
}

struct wrapping text_wrap_evenly(struct arena *arena, struct string s, unsigned long column_twips,
                                 enum face face, unsigned size_half_points)
{
    struct line all = {s, face, size_half_points, NULL};
    unsigned long narrowest = narrowest_column(&all, column_twips);
    size_t tries = BYTES_TRIED / (s.length + 1);
    all.arena = arena;
    struct layout best = lay_out(&all, narrowest), tried = best;
    while (tries-- > 0 && (best.torn > 0 || !holds(&best, column_twips)) &&
           tried.next_twips <= column_twips) {
        tried = lay_out(&all, tried.next_twips);
        if (holds(&tried, column_twips) &&
            (!holds(&best, column_twips) || (tried.torn < best.torn && is_even(&tried))))
            best = tried;
    }
    return best.wrapping;
}
