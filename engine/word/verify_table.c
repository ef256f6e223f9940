/*
 * Tables: the columns a row covers, and cells merged over rows. Columns beyond MOST_COLUMNS are counted but
 * not looked at for merging; Word itself ends at 63.
 */

#include <inttypes.h>
#include <string.h>

#include "word/verify_internal.h"

static void open_grid(struct reading *reading)
{
    struct grid *grid = reading->spare_grid;
    if (grid)
        reading->spare_grid = grid->outer;
    else
        grid = arena_allocate(reading->check->arena, sizeof(*grid));
    *grid = (struct grid){.outer = reading->grid};
    reading->grid = grid;
}

static void close_grid(struct reading *reading)
{
    struct grid *grid = reading->grid;
    reading->grid = grid->outer;
    grid->outer = reading->spare_grid;
    reading->spare_grid = grid;
}

static uint64_t number_here(const struct reading *reading, uint64_t otherwise)
{
    return reading_number(reading_attribute(reading, "w:val"), otherwise);
}

static void begin_merge(const struct reading *reading, struct grid *grid)
{
    struct string value = reading_attribute(reading, "w:val");
    grid->merges = true;
    grid->continues = !string_is(value, "restart");
}

/* Properties as they were before a tracked change. */
static bool is_former(const struct reading *reading)
{
    enum element outer = reading->depth > 1 ? reading_parent(reading)[-1].name->element : ELEMENT_OTHER;
    return outer != W_TBL && outer != W_TR && outer != W_TC;
}

static void read_property(struct reading *reading, struct grid *grid, enum element element)
{
    if (element == W_GRID_COL)
        grid->columns++;
    else if (element == W_GRID_SPAN)
        grid->span = number_here(reading, 1);
    else if (element == W_GRID_BEFORE)
        grid->column = number_here(reading, 0);
    else if (element == W_GRID_AFTER)
        grid->after = number_here(reading, 0);
    else if (element == W_V_MERGE)
        begin_merge(reading, grid);
}

void grid_enter(struct reading *reading)
{
    enum element element = reading_top(reading)->name->element;
    if (element == W_TBL)
        open_grid(reading);
    struct grid *grid = reading->grid;
    if (!grid)
        return;
    if (element == W_TR)
        grid->column = grid->after = 0;
    else if (element == W_TC)
        grid->span = 1, grid->merges = grid->continues = false;
    else if (!is_former(reading))
        read_property(reading, grid, element);
}

void grid_leave(struct reading *reading)
{
    enum element element = reading_top(reading)->name->element;
    struct grid *grid = reading->grid;
    if (element == W_TBL) {
        close_grid(reading);
    } else if (element == W_TC && grid) {
        if (grid->column < MOST_COLUMNS)
            grid->here[grid->column] = grid->merges;
        grid->column += grid->span;
    } else if (element == W_TR && grid) {
        memcpy(grid->above, grid->here, sizeof(grid->above));
        memset(grid->here, 0, sizeof(grid->here));
    }
}

void check_grid(struct reading *reading, const struct rule *rule)
{
    const struct grid *grid = reading->grid;
    if (grid && grid->columns && reading_top(reading)->cells && grid->column + grid->after != grid->columns)
        reading_fault(reading, rule, "w:tr %" PRIu64 "/%" PRIu64, grid->column + grid->after, grid->columns);
}

/* Word has no more columns and does not open a table that does. */
void check_cell_count(struct reading *reading, const struct rule *rule)
{
    enum { MOST_CELLS = 63 };
    if (reading_top(reading)->cells > MOST_CELLS)
        reading_fault(reading, rule, "w:tr %" PRIu32, reading_top(reading)->cells);
}

void check_span(struct reading *reading, const struct rule *rule)
{
    struct string value = reading_attribute(reading, "w:val");
    if (!reading_number(value, 0))
        reading_fault(reading, rule, "w:gridSpan w:val=%.*s", STRING_FORMAT(value));
}

/* At the end of a cell, before it is counted. */
void check_merge(struct reading *reading, const struct rule *rule)
{
    const struct grid *grid = reading->grid;
    if (grid && grid->continues && grid->column < MOST_COLUMNS && !grid->above[grid->column])
        reading_fault(reading, rule, "w:vMerge");
}
