/*
 * How far two names are apart, for "did you mean". Names longer than
 * LONGEST code points are never near.
 */

#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 128 };

struct characters {
    unsigned at[LONGEST];
    size_t count;
};

static bool read_characters(struct string s, struct characters *characters)
{
    characters->count = 0;
    for (size_t offset = 0; offset < s.length;) {
        if (characters->count == LONGEST)
            return false;
        characters->at[characters->count++] = text_next(s, &offset);
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table of distances between the first i of `a` and the first j of `b`; rows[k] is row i - k.
 */
static size_t fill_row(const struct characters *a, const struct characters *b, size_t i,
                       size_t *const rows[3])
{
    size_t smallest = rows[0][0] = i;
    for (size_t j = 1; j <= b->count; j++) {
        size_t changed = rows[1][j - 1] + (a->at[i - 1] != b->at[j - 1]);
        size_t best = least(changed, least(rows[1][j], rows[0][j - 1]) + 1);
        if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
            best = least(best, rows[2][j - 2] + 1);
        rows[0][j] = best;
        smallest = least(smallest, best);
    }
    return smallest;
}

size_t text_distance(struct string a, struct string b, size_t limit)
{
    struct characters from, to;
    size_t table[3][LONGEST + 1];
    if (!read_characters(a, &from) || !read_characters(b, &to))
        return string_equal(a, b) ? 0 : limit + 1;
    for (size_t j = 0; j <= to.count; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= from.count; i++) {
        size_t *const rows[3] = {table[i % 3], table[(i + 2) % 3], table[(i + 1) % 3]};
        size_t smallest = fill_row(&from, &to, i, rows);
        if (smallest > limit + 1)
            return limit + 1;
    }
    return least(table[from.count % 3][to.count], limit + 1);
}

/* How near a candidate is: without accents first, then with. */
struct nearness {
    size_t without_accents, with_accents;
};

static bool is_nearer(struct nearness a, struct nearness b)
{
    return a.without_accents != b.without_accents ? a.without_accents < b.without_accents
                                                  : a.with_accents < b.with_accents;
}

struct string text_closest(struct string wanted, const struct string *candidates, size_t count)
{
    struct arena *arena = arena_new();
    struct string folded = text_fold_name(arena, wanted), plain = text_fold_accents(arena, wanted);
    size_t limit = text_length(plain) / 3;
    struct nearness nearest = {limit + 1, SIZE_MAX};
    struct string closest = {"", 0};
    for (size_t i = 0; i < count; i++) {
        struct arena_mark mark = arena_mark(arena);
        struct nearness found = {text_distance(plain, text_fold_accents(arena, candidates[i]), limit),
                                 text_distance(folded, text_fold_name(arena, candidates[i]), LONGEST)};
        if (found.without_accents <= limit && is_nearer(found, nearest)) {
            nearest = found;
            closest = candidates[i];
        }
        arena_rewind(arena, mark);
    }
    arena_free(arena);
    return closest;
}
