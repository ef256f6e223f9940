#include "data/grid.h"

#include <stdlib.h>
#include <string.h>

#include "text/unicode.h"

void grid_init(struct grid *grid, const struct data_reader *reader, const struct tables_options *options,
               uint16_t source)
{
    *grid = (struct grid){.reader = reader, .arena = arena_new(), .source = source};
    grid->keeps_faulty = options != NULL && options->keeps_faulty;
}

void grid_release(struct grid *grid)
{
    arena_free(grid->arena);
}

/* A larger copy; what is left behind dies with the arena. */
static void *grow(struct arena *arena, const void *items, size_t count, size_t size, size_t *capacity)
{
    *capacity = *capacity * 2 + 32;
    void *larger = arena_allocate(arena, *capacity * size);
    if (count > 0)
        memcpy(larger, items, count * size);
    return larger;
}

static bool is_blank(const struct value *value)
{
    if (value->kind != VALUE_TEXT)
        return value->kind == VALUE_NONE;
    for (size_t at = 0; at < value->as.text.length;) {
        if (!text_is_space(text_next(value->as.text, &at)))
            return false;
    }
    return true;
}

static bool add_cell(struct grid *grid, uint32_t column, const struct value *value, bool is_faulty)
{
    const struct data_reader *reader = grid->reader;
    if (column > reader->limits->values[LIMIT_TABLE_COLUMNS]) {
        struct place place = value_place(reader->sources, value);
        return limits_allow(reader->limits, LIMIT_TABLE_COLUMNS, column, &place, reader->problems);
    }
    if (grid->cell_count == grid->cell_capacity)
        grid->cells =
            grow(grid->arena, grid->cells, grid->cell_count, sizeof *grid->cells, &grid->cell_capacity);
    grid->cells[grid->cell_count++] = (struct cell){*value, column, is_faulty};
    return true;
}

bool grid_add_cell(struct grid *grid, uint32_t column, const struct value *value)
{
    return is_blank(value) || add_cell(grid, column, value, false);
}

bool grid_add_faulty(struct grid *grid, uint32_t column, const struct value *value)
{
    struct value none = value_placed(value_none(), value);
    grid->is_row_faulty = true;
    return add_cell(grid, column, &none, true) && grid->keeps_faulty;
}

bool grid_end_row(struct grid *grid, uint32_t number, uint32_t width, bool is_hidden)
{
    const struct data_reader *reader = grid->reader;
    size_t size = grid->cell_count * sizeof *grid->cells;
    bool is_faulty = grid->is_row_faulty;
    grid->is_row_faulty = false;
    if (size == 0)
        return true;
    if (grid->count == grid->capacity)
        grid->rows = grow(grid->arena, grid->rows, grid->count, sizeof *grid->rows, &grid->capacity);
    struct grid_row *row = &grid->rows[grid->count++];
    *row = (struct grid_row){.number = number,
                             .width = width,
                             .count = grid->cell_count,
                             .is_hidden = is_hidden,
                             .is_faulty = is_faulty};
    row->cells = memcpy(arena_allocate(grid->arena, size), grid->cells, size);
    grid->cell_count = 0;
    if (grid->count <= reader->limits->values[LIMIT_TABLE_ROWS])
        return true;
    struct place place = grid_place(grid, row, 0);
    return limits_allow(reader->limits, LIMIT_TABLE_ROWS, grid->count, &place, reader->problems);
}

void grid_add_area(struct grid *grid, struct grid_area area)
{
    if (grid->area_count == grid->area_capacity)
        grid->areas =
            grow(grid->arena, grid->areas, grid->area_count, sizeof *grid->areas, &grid->area_capacity);
    grid->areas[grid->area_count++] = area;
}

static int compare_places(uint32_t row, uint32_t column, const struct grid_area *area)
{
    if (row != area->top)
        return row < area->top ? -1 : 1;
    return column < area->left ? -1 : column > area->left;
}

static int compare_areas(const void *a, const void *b)
{
    const struct grid_area *area = a;
    return compare_places(area->top, area->left, b);
}

void grid_sort_areas(struct grid *grid)
{
    if (grid->area_count > 0)
        qsort(grid->areas, grid->area_count, sizeof *grid->areas, compare_areas);
}

const struct grid_area *grid_area(const struct grid *grid, uint32_t row, uint32_t column)
{
    size_t from = 0, to = grid->area_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare_places(row, column, &grid->areas[middle]) > 0)
            from = middle + 1;
        else
            to = middle;
    }
    bool is_found = from < grid->area_count && compare_places(row, column, &grid->areas[from]) == 0;
    return is_found ? &grid->areas[from] : NULL;
}

size_t grid_find(const struct grid_row *row, uint32_t column)
{
    size_t from = 0, to = row->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (row->cells[middle].column < column)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const struct cell *grid_cell(const struct grid_row *row, uint32_t column)
{
    size_t at = grid_find(row, column);
    return at < row->count && row->cells[at].column == column ? &row->cells[at] : NULL;
}

struct place grid_place(const struct grid *grid, const struct grid_row *row, uint32_t column)
{
    struct value somewhere = value_none();
    somewhere.source = grid->source;
    if (grid->separator != 0 && row != NULL)
        somewhere = row->cells[0].value;
    else if (grid->separator == 0)
        somewhere.line = row != NULL ? row->number : 1;
    if (grid->separator == 0)
        somewhere.column = column;
    struct place place = value_place(grid->reader->sources, &somewhere);
    if (row == NULL)
        place.line = 0;
    return place;
}
