/*
 * How wide the columns of a table are: by their content at first, then so that its rows take the fewest
 * lines. Only the first rows of a long table are weighed. A table whose words do not fit is set in smaller
 * letters, as clerks do, before words are broken.
 */

#include "word/outline_internal.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/width.h"

enum {
    ROWS_WEIGHED = 60,
    COLUMNS_WEIGHED = 16,
    ROUNDS = 16,
    STEPS = 40, /* of the whole width: what one column gives another is counted in them */
};

/* From the usual one on. */
static const struct outline_fit fits[] = {
    {OUTLINE_CELL_SIZE, OUTLINE_CELL_MARGIN},
    {OUTLINE_CELL_SIZE, OUTLINE_CELL_MARGIN}, /* with any number of lines in the header */
    {24, OUTLINE_CELL_MARGIN},
    {24, 60},
    {22, 60},
    {20, 60},
    {18, 40},
    {16, 40},
};
enum {
    FITS = sizeof fits / sizeof fits[0],
    FITS_UPRIGHT = 5, /* before a page is thought to lie */
};

struct column {
    unsigned long line, word,
        heading; /* the widest line and word, and the header's line, in units of 1/2048 em */
    unsigned long wanted, least, width; /* in twips, with the margins */
};

struct sharing {
    struct column *columns;
    size_t count, rows;
    struct outline_fit fit;
    unsigned long *texts; /* of each cell of the rows weighed: how long it is in one line, in units */
};

/* Adds the widths of a span's words; `*line` goes on from the span before. */
static void measure_span(struct column *column, const struct outline_span *span, bool is_header,
                         unsigned long *line, unsigned long *word)
{
    unsigned face = (span->format & OUTLINE_BOLD || is_header ? FACE_BOLD : 0) |
                    (span->format & OUTLINE_ITALIC ? FACE_ITALIC : 0);
    for (size_t from = 0, to = 0; from < span->text.length; from = to) {
        unsigned c = text_next(span->text, &to);
        unsigned long width = text_width_units(string_slice(span->text, from, to), (enum face)face);
        *line = c == '\n' ? 0 : *line + width;
        *word = text_is_space(c) ? 0 : *word + width;
        column->line = *line > column->line ? *line : column->line;
        column->word = *word > column->word ? *word : column->word;
    }
}

static size_t count_lines(const struct outline_cell *cell)
{
    size_t lines = 1;
    for (size_t i = 0; i < cell->span_count; i++)
        for (size_t j = 0; j < cell->spans[i].text.length; j++)
            lines += cell->spans[i].text.bytes[j] == '\n';
    return lines;
}

/* Units of 1/2048 em → twips. */
static unsigned long twips_of(unsigned long units, struct outline_fit fit)
{
    return units * fit.size_half_points * 10 / 2048;
}

/* With the margins and a little room. */
static unsigned long cell_width(unsigned long units, struct outline_fit fit)
{
    return twips_of(units, fit) + 2 * fit.margin_twips + 40;
}

static void widen(struct column *column, const struct column *cell)
{
    column->line = cell->line > column->line ? cell->line : column->line;
    column->word = cell->word > column->word ? cell->word : column->word;
}

static void measure_column(const struct sharing *sharing, const struct outline_table *table, size_t index)
{
    struct column *column = &sharing->columns[index];
    for (size_t row = 0; row < table->rows; row++) {
        const struct outline_cell *cell = &table->cells[row * table->columns + index];
        struct column measured = {0};
        unsigned long line = 0, word = 0;
        for (size_t i = 0; i < cell->span_count; i++)
            measure_span(&measured, &cell->spans[i], row == 0 && table->has_header, &line, &word);
        widen(column, &measured);
        if (row < sharing->rows)
            sharing->texts[row * sharing->count + index] = measured.line * count_lines(cell);
        if (row == 0 && table->has_header)
            column->heading =
                column->line <= 2 * column->word ? column->line : (column->line + column->word) / 2;
    }
}

/* At least the widest word, and at first room for the header in two lines; true if all columns have that in
 * `width`. */
static bool try_fit(struct sharing *sharing, size_t index, unsigned long width)
{
    struct outline_fit fit = fits[index];
    unsigned long least = 0;
    for (size_t i = 0; i < sharing->count; i++) {
        struct column *column = &sharing->columns[i];
        bool is_heading_wider = index == 0 && column->heading > column->word;
        column->wanted = cell_width(column->line, fit);
        column->least = cell_width(is_heading_wider ? column->heading : column->word, fit);
        least += column->least;
    }
    sharing->fit = fit;
    return least <= width;
}

/* The largest letters that fit, or else the smallest of the first `count`. */
static bool find_fit(struct sharing *sharing, size_t count, unsigned long width)
{
    for (size_t i = 0; i < count; i++)
        if (try_fit(sharing, i, width))
            return true;
    return false;
}

/* Shares `width` among the columns not settled yet, by the weight of each; true when all have room for their
 * words. */
static bool share_width(struct column *columns, size_t count, bool *is_settled, unsigned long width)
{
    unsigned long weight = 0, left = width;
    bool has_room = true;
    for (size_t i = 0; i < count; i++) {
        weight += is_settled[i] ? 0 : columns[i].wanted;
        left -= is_settled[i] ? columns[i].width : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_settled[i])
            continue;
        columns[i].width = left * columns[i].wanted / weight;
        if (columns[i].width < columns[i].least)
            has_room = false;
    }
    for (size_t i = 0; !has_room && i < count; i++) {
        if (!is_settled[i] && columns[i].width < columns[i].least) {
            columns[i].width = columns[i].least;
            is_settled[i] = true;
        }
    }
    return has_room;
}

/* By the widest line, which counts as the whole width at most. */
static void share_evenly(struct column *columns, size_t count, unsigned long width)
{
    bool is_settled[OUTLINE_COLUMN_MOST] = {false};
    for (size_t i = 0; i < count; i++)
        columns[i].wanted = columns[i].wanted < width ? columns[i].wanted : width;
    while (!share_width(columns, count, is_settled, width)) {
        /* each round settles one column at least */
    }
}

/* Narrow columns keep their words whole; the others share alike what is left. */
static void share_too_little(struct column *columns, size_t count, unsigned long width)
{
    bool is_settled[OUTLINE_COLUMN_MOST] = {false};
    size_t others = count;
    for (size_t settled = 1; settled > 0;) {
        settled = 0;
        for (size_t i = 0; i < count; i++) {
            if (is_settled[i] || columns[i].least * others > width)
                continue;
            is_settled[i] = true;
            columns[i].width = columns[i].least;
            width -= columns[i].least;
            others--;
            settled++;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (!is_settled[i])
            columns[i].width = width / others;
}

/* What rounding left. */
static void fill_up(struct column *columns, size_t count, unsigned long width)
{
    for (size_t i = 0; i < count; i++)
        width -= columns[i].width;
    columns[count - 1].width += width;
}

/* ---- rows of few lines ---- */

/* Words do not fill the lines they break into. */
static unsigned long lines_of(const struct sharing *sharing, size_t row, size_t column)
{
    unsigned long text = sharing->texts[row * sharing->count + column],
                  width = sharing->columns[column].width;
    unsigned long margins = 2 * sharing->fit.margin_twips, room = width > margins ? width - margins : 1;
    return text <= room ? 1 : (text + text / 12 + room - 1) / room;
}

static unsigned long lines_together(const struct sharing *sharing)
{
    unsigned long lines = 0;
    for (size_t row = 0; row < sharing->rows; row++) {
        unsigned long most = 1;
        for (size_t i = 0; i < sharing->count; i++) {
            unsigned long own = lines_of(sharing, row, i);
            most = own > most ? own : most;
        }
        lines += most;
    }
    return lines;
}

static bool breaks_lines(const struct sharing *sharing, size_t column)
{
    for (size_t row = 0; row < sharing->rows; row++)
        if (lines_of(sharing, row, column) > 1)
            return true;
    return false;
}

struct move {
    struct column *giver, *taker;
    unsigned long twips, lines; /* how many lines all rows have then */
};

/* What of the giver's width saves most lines; the least of what saves as many. */
static void try_moves(const struct sharing *sharing, struct column *giver, struct column *taker,
                      unsigned long step, struct move *best)
{
    static const unsigned char steps[] = {1, 2, 3, 4, 6, 8};
    for (size_t i = 0; i < sizeof steps; i++) {
        unsigned long twips = steps[i] * step;
        if (giver->width < giver->least + twips)
            return;
        giver->width -= twips;
        taker->width += twips;
        unsigned long lines = lines_together(sharing);
        giver->width += twips;
        taker->width -= twips;
        if (lines < best->lines)
            *best = (struct move){giver, taker, twips, lines};
    }
}

static void try_givers(const struct sharing *sharing, struct column *taker, unsigned long step,
                       struct move *best)
{
    for (size_t i = 0; i < sharing->count; i++)
        if (&sharing->columns[i] != taker)
            try_moves(sharing, &sharing->columns[i], taker, step, best);
}

/* From one column to another that breaks lines, as long as lines are saved. */
static void save_lines(const struct sharing *sharing, unsigned long width)
{
    struct move best = {.lines = lines_together(sharing)};
    for (unsigned round = 0; round < ROUNDS && best.lines > sharing->rows; round++) {
        best.giver = NULL;
        for (size_t i = 0; i < sharing->count; i++)
            if (breaks_lines(sharing, i))
                try_givers(sharing, &sharing->columns[i], width / STEPS, &best);
        if (best.giver == NULL)
            return;
        best.giver->width -= best.twips;
        best.taker->width += best.twips;
    }
}

static void bring_down(const struct sharing *sharing, unsigned long width, unsigned long wider,
                       unsigned long *widths)
{
    unsigned long left = width;
    for (size_t i = 0; i < sharing->count; i++) {
        widths[i] = sharing->columns[i].width * width / wider;
        left -= widths[i];
    }
    widths[sharing->count - 1] += left;
}

static void share(struct sharing *sharing, unsigned long width, bool is_enough)
{
    for (size_t i = 0; i < sharing->rows * sharing->count; i++)
        sharing->texts[i] = twips_of(sharing->texts[i], sharing->fit);
    if (!is_enough)
        share_too_little(sharing->columns, sharing->count, width);
    else
        share_evenly(sharing->columns, sharing->count, width);
    fill_up(sharing->columns, sharing->count, width);
    if (is_enough && sharing->count <= COLUMNS_WEIGHED)
        save_lines(sharing, width);
}

struct outline_fit outline_find_widths(const struct outline_table *table, unsigned long width,
                                       unsigned long wider, unsigned long *widths)
{
    struct column columns[OUTLINE_COLUMN_MOST] = {{0}};
    struct sharing sharing = {.columns = columns,
                              .count = table->columns,
                              .rows = table->rows < ROWS_WEIGHED ? table->rows : ROWS_WEIGHED};
    sharing.texts = memory_allocate(sharing.rows * sharing.count * sizeof *sharing.texts);
    for (size_t i = 0; i < table->columns; i++)
        measure_column(&sharing, table, i);
    bool is_enough = find_fit(&sharing, width < wider ? FITS_UPRIGHT : FITS, width);
    if (is_enough)
        wider = width;
    share(&sharing, wider, is_enough || find_fit(&sharing, FITS, wider));
    bring_down(&sharing, width, wider, widths);
    memory_free(sharing.texts);
    return sharing.fit;
}
