#include "text/wrap.h"

#include <string.h>

/* Widths are summed in font units and compared in twips, so that no rounding adds up along a line. */
struct line {
    struct string text;
    enum face face;
    unsigned size_half_points;
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

static void count_line(struct wrapping *wrapping, unsigned long width)
{
    wrapping->lines++;
    if (width > wrapping->widest_twips)
        wrapping->widest_twips = width;
}

static void wrap_line(const struct line *line, unsigned long column, struct wrapping *wrapping)
{
    size_t start = skip_blanks(line->text, 0), end = start;
    for (size_t word = start; word < line->text.length;
         word = skip_blanks(line->text, next_blank(line->text, word))) {
        size_t word_end = next_blank(line->text, word);
        if (end > start && twips_of(line, start, word_end) > column) {
            count_line(wrapping, twips_of(line, start, end));
            start = word;
        }
        end = word_end;
    }
    count_line(wrapping, twips_of(line, start, end));
}

struct wrapping text_wrap(struct string s, unsigned long column_twips, enum face face,
                          unsigned size_half_points)
{
    struct wrapping wrapping = {0};
    for (size_t from = 0; from <= s.length;) {
        const char *newline = memchr(s.bytes + from, '\n', s.length - from);
        size_t to = newline != NULL ? (size_t)(newline - s.bytes) : s.length;
        struct line line = {string_slice(s, from, to), face, size_half_points};
        wrap_line(&line, column_twips, &wrapping);
        from = to + 1;
    }
    return wrapping;
}

struct wrapping text_wrap_evenly(struct string s, unsigned long column_twips, enum face face,
                                 unsigned size_half_points)
{
    struct wrapping best = text_wrap(s, column_twips, face, size_half_points);
    unsigned long too_narrow = 0, enough = best.widest_twips;
    while (too_narrow + 1 < enough) {
        unsigned long middle = too_narrow + (enough - too_narrow) / 2;
        struct wrapping tried = text_wrap(s, middle, face, size_half_points);
        if (tried.lines == best.lines && tried.widest_twips <= middle) {
            best = tried;
            enough = tried.widest_twips;
        } else {
            too_narrow = middle;
        }
    }
    return best;
}
