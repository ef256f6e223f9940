/*
 * How wide the columns of a table are: by their content at first, then so that its rows take the fewest
 * lines. Only the first rows of a long table are weighed.
 */

#include "word/outline_internal.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/width.h"

enum {
    CELL_SIZE = 26, /* half-points: the size content is measured at */
    ROWS_WEIGHED = 60,
    COLUMNS_WEIGHED = 16,
    ROUNDS = 16,
    STEPS = 40, /* of the whole width: what one column gives another is counted in them */
};

struct column {
    unsigned long line, word,
        heading; /* the widest line and word, and the header's line, in units of 1/2048 em */
    unsigned long wanted, least, width; /* in twips, with the margins */
};

struct sharing {
    struct column *columns;
    size_t count, rows;
    unsigned long *texts; /* of each cell of the rows weighed: how long it is in one line, in twips */
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

static unsigned long twips_of(unsigned long units)
{
    return units * CELL_SIZE * 10 / 2048;
}

/* Units of 1/2048 em → twips, with the margins and a little room. */
static unsigned long cell_width(unsigned long units)
{
    return twips_of(units) + 2 * OUTLINE_CELL_MARGIN + 40;
}

static void widen(struct column *column, const struct column *cell)
{
    column->line = cell->line > column->line ? cell->line : column->line;
    column->word = cell->word > column->word ? cell->word : column->word;
}

/* At least the widest word, and room for the header in two lines. */
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
            sharing->texts[row * sharing->count + index] = twips_of(measured.line) * count_lines(cell);
        if (row == 0 && table->has_header)
            column->heading =
                column->line <= 2 * column->word ? column->line : (column->line + column->word) / 2;
    }
    column->wanted = cell_width(column->line);
    column->least = cell_width(column->heading > column->word ? column->heading : column->word);
}

/* Shares `width` among the columns not settled yet, by the weight of each; true when all have room for their
 * words. */
static bool share_width(struct column *columns, size_t count, bool *is_settled, unsigned long width)
{
    unsigned long weight = 0, left = width;
    bool fits = true;
    for (size_t i = 0; i < count; i++) {
        weight += is_settled[i] ? 0 : columns[i].wanted;
        left -= is_settled[i] ? columns[i].width : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_settled[i])
            continue;
        columns[i].width = left * columns[i].wanted / weight;
        if (columns[i].width < columns[i].least)
            fits = false;
    }
    for (size_t i = 0; !fits && i < count; i++) {
        if (!is_settled[i] && columns[i].width < columns[i].least) {
            columns[i].width = columns[i].least;
            is_settled[i] = true;
        }
    }
    return fits;
}

/* By the widest line, which counts as the whole width at most; when even words do not fit, by the widest
 * words. */
static void share_evenly(struct column *columns, size_t count, unsigned long width)
{
    bool is_settled[OUTLINE_COLUMN_MOST] = {false};
    unsigned long least = 0, used = 0;
    for (size_t i = 0; i < count; i++) {
        columns[i].wanted = columns[i].wanted < width ? columns[i].wanted : width;
        least += columns[i].least;
    }
    for (size_t i = 0; least > width && i < count; i++)
        columns[i].width = width * columns[i].least / least;
    while (least <= width && !share_width(columns, count, is_settled, width)) {
        /* each round settles one column at least */
    }
    for (size_t i = 0; i < count; i++)
        used += columns[i].width;
    columns[count - 1].width += width - used;
}

/* ---- rows of few lines ---- */

/* Words do not fill the lines they break into. */
static unsigned long lines_of(unsigned long text, unsigned long width)
{
    unsigned long room = width > 2 * OUTLINE_CELL_MARGIN ? width - 2 * OUTLINE_CELL_MARGIN : 1;
    return text <= room ? 1 : (text + text / 12 + room - 1) / room;
}

static unsigned long lines_together(const struct sharing *sharing)
{
    unsigned long lines = 0;
    for (size_t row = 0; row < sharing->rows; row++) {
        unsigned long most = 1;
        for (size_t i = 0; i < sharing->count; i++) {
            unsigned long own = lines_of(sharing->texts[row * sharing->count + i], sharing->columns[i].width);
            most = own > most ? own : most;
        }
        lines += most;
    }
    return lines;
}

static bool breaks_lines(const struct sharing *sharing, size_t column)
{
    for (size_t row = 0; row < sharing->rows; row++)
        if (lines_of(sharing->texts[row * sharing->count + column], sharing->columns[column].width) > 1)
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

static unsigned long least_together(const struct sharing *sharing)
{
    unsigned long least = 0;
    for (size_t i = 0; i < sharing->count; i++)
        least += sharing->columns[i].least;
    return least;
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

void outline_find_widths(const struct outline_table *table, unsigned long width, unsigned long wider,
                         unsigned long *widths)
{
    struct column columns[OUTLINE_COLUMN_MOST] = {{0}};
    struct sharing sharing = {columns, table->columns,
                              table->rows < ROWS_WEIGHED ? table->rows : ROWS_WEIGHED, NULL};
    sharing.texts = memory_allocate(sharing.rows * sharing.count * sizeof *sharing.texts);
    for (size_t i = 0; i < table->columns; i++)
        measure_column(&sharing, table, i);
    wider = least_together(&sharing) > width ? wider : width;
    share_evenly(columns, table->columns, wider);
    if (table->columns <= COLUMNS_WEIGHED)
        save_lines(&sharing, wider);
    bring_down(&sharing, width, wider, widths);
    memory_free(sharing.texts);
}
