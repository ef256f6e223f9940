/* styles.xml (18.8): the font and number format of each style a cell can have. */

#include <string.h>

#include "data/xlsx.h"

enum { STYLES_FORMAT = 1, STYLES_FONTS, STYLES_FONT, STYLES_FONT_NAME, STYLES_CELLS, STYLES_CELL };

static const struct xlsx_name style_names[] = {
    {"numFmt", STYLES_FORMAT},
    {"fonts", STYLES_FONTS},
    {"font", STYLES_FONT},
    {"name", STYLES_FONT_NAME},
    {"cellXfs", STYLES_CELLS},
    {"xf", STYLES_CELL},
    {NULL, 0},
};

enum { MOST_FORMATS = 1 << 16 };

/* Rows of one kind, growing in the workbook's arena. */
struct rows {
    void *items;
    size_t count, capacity;
};

struct styles_reading {
    struct workbook *workbook;
    struct cell_format *formats[MOST_FORMATS]; /* by id; NULL: not given */
    struct rows fonts, styles;
    bool is_in_fonts, is_in_cells;
};

static void *add_row(struct styles_reading *reading, struct rows *rows, size_t size)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity * 2 + 32;
        void *larger = arena_allocate(reading->workbook->arena, rows->capacity * size);
        if (rows->count > 0)
            memcpy(larger, rows->items, rows->count * size);
        rows->items = larger;
    }
    return (char *)rows->items + rows->count++ * size;
}

struct cell_font cell_font_of(struct string name)
{
    struct cell_font font = {0};
    font.is_legacy = legacy_of_font(name, &font.encoding, &font.draws_capitals);
    return font;
}

static void add_format(struct styles_reading *reading, const struct xml_element *element)
{
    uint32_t id = xlsx_number(xlsx_attribute(element, "numFmtId"), UINT32_MAX);
    if (id >= MOST_FORMATS)
        return;
    reading->formats[id] = arena_allocate(reading->workbook->arena, sizeof **reading->formats);
    *reading->formats[id] = cell_format_of_code(xlsx_attribute(element, "formatCode"));
}

static void add_style(struct styles_reading *reading, const struct xml_element *element)
{
    struct cell_style *style = add_row(reading, &reading->styles, sizeof *style);
    uint32_t font = xlsx_number(xlsx_attribute(element, "fontId"), 0);
    uint32_t format = xlsx_number(xlsx_attribute(element, "numFmtId"), 0);
    bool is_given = format < MOST_FORMATS && reading->formats[format] != NULL;
    style->format = is_given ? *reading->formats[format] : cell_format_of_id(format);
    if (font < reading->fonts.count)
        style->font = ((const struct cell_font *)reading->fonts.items)[font];
}

static void enter_style(void *context, int kind, const struct xml_element *element)
{
    struct styles_reading *reading = context;
    reading->is_in_fonts |= kind == STYLES_FONTS;
    reading->is_in_cells |= kind == STYLES_CELLS;
    if (kind == STYLES_FORMAT)
        add_format(reading, element);
    else if (kind == STYLES_FONT && reading->is_in_fonts)
        add_row(reading, &reading->fonts, sizeof(struct cell_font));
    else if (kind == STYLES_FONT_NAME && reading->is_in_fonts && reading->fonts.count > 0)
        ((struct cell_font *)reading->fonts.items)[reading->fonts.count - 1] =
            cell_font_of(xlsx_attribute(element, "val"));
    else if (kind == STYLES_CELL && reading->is_in_cells)
        add_style(reading, element);
}

static void leave_style(void *context, int kind)
{
    struct styles_reading *reading = context;
    reading->is_in_fonts &= kind != STYLES_FONTS;
    reading->is_in_cells &= kind != STYLES_CELLS;
}

bool xlsx_read_styles(struct workbook *workbook)
{
    struct styles_reading *reading = arena_allocate(workbook->arena, sizeof *reading);
    struct xlsx_visitor visitor = {style_names, enter_style, leave_style, NULL, reading};
    struct string part = xlsx_part(workbook, "styles");
    reading->workbook = workbook;
    if (part.length > 0 && !xlsx_visit(workbook, part, &visitor))
        return false;
    workbook->styles = reading->styles.items;
    workbook->style_count = reading->styles.count;
    return true;
}
