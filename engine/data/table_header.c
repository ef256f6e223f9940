/*
 * The rows that name the columns. Above them may stand a letterhead, titles and notes:
 *
 *     UBND XÃ AN BÌNH        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 *                            Độc lập - Tự do - Hạnh phúc
 *                    DANH SÁCH
 *     STT | Lĩnh vực |     Số hồ sơ          ←  top
 *         |          | Trực tiếp | Trực tuyến ←  bottom, "Số hồ sơ / Trực tiếp"
 *      1  | Đất đai  |     70    |    219
 *
 * The header is the row with most of the labels that are wanted; else the first that holds words in at least
 * half as many columns as the widest row has, and that is followed by a row; a row of words alone further up
 * is preferred to one with figures. A merged cell counts for the cells under it. A letterhead is known by its
 * motto.
 */

#include "data/grid.h"
#include "data/map.h"
#include "text/decimal.h"
#include "text/unicode.h"

enum { LAST_ROW = 50, MOST_LEVELS = 10 };

static bool is_word(const struct cell *cell)
{
    struct date date;
    struct buffer digits = {0};
    if (cell->value.kind != VALUE_TEXT)
        return false;
    bool is_figure = text_read_decimal(&digits, cell->value.as.text) || date_read(&date, cell->value.as.text);
    buffer_release(&digits);
    return !is_figure;
}

static size_t count_words(const struct grid_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += is_word(&row->cells[i]);
    return count;
}

/* ---- by its look ---- */

static bool is_motto(const struct grid *grid, const struct cell *cell)
{
    if (cell->value.kind != VALUE_TEXT || cell->value.as.text.length > 200)
        return false;
    struct string folded = text_fold_accents(grid->arena, cell->value.as.text);
    return string_find(folded, STRING("cong_hoa_xa_hoi_chu_nghia_viet_nam"), 0) != SIZE_MAX ||
           (string_find(folded, STRING("doc_lap"), 0) != SIZE_MAX &&
            string_find(folded, STRING("hanh_phuc"), 0) != SIZE_MAX);
}

static size_t widest(const struct grid *grid)
{
    size_t most = 0;
    for (size_t i = 0; i < grid->count; i++)
        most = grid->rows[i].count > most ? grid->rows[i].count : most;
    return most;
}

static bool is_right_below(const struct grid *grid, size_t i)
{
    return i > 0 && i < grid->count && grid->rows[i].number == grid->rows[i - 1].number + 1;
}

/* Behind the motto, and the number and date that may stand right under it. */
static size_t skip_letterhead(const struct grid *grid, size_t width)
{
    size_t after = 0;
    for (size_t i = 0; i < grid->count && grid->rows[i].number <= LAST_ROW; i++) {
        for (size_t k = 0; k < grid->rows[i].count; k++)
            after = is_motto(grid, &grid->rows[i].cells[k]) ? i + 1 : after;
    }
    while (after > 0 && width > 2 && is_right_below(grid, after) && grid->rows[after].count == 2)
        after++;
    return after;
}

/* The last row and column of a cell, merged or not; it ends where the next cell of its row begins. */
static struct grid_area area_of(const struct grid *grid, const struct grid_row *row, size_t k)
{
    uint32_t column = row->cells[k].column;
    const struct grid_area *found = grid_area(grid, row->number, column);
    struct grid_area area = {row->number, column, row->number, column};
    if (found != NULL)
        area = *found;
    if (k + 1 < row->count && row->cells[k + 1].column <= area.right)
        area.right = row->cells[k + 1].column - 1;
    return area;
}

/* How many words stand in the row under a merged cell; 0 if anything there is none, or the cell is narrow. */
static size_t count_below(const struct grid *grid, size_t i, const struct grid_area *area)
{
    size_t count = 0;
    while (i < grid->count && grid->rows[i].number <= area->bottom)
        i++;
    if (area->right == area->left || i == grid->count || grid->rows[i].number != area->bottom + 1)
        return 0;
    const struct grid_row *row = &grid->rows[i];
    for (size_t k = grid_find(row, area->left); k < row->count && row->cells[k].column <= area->right; k++) {
        if (!is_word(&row->cells[k]))
            return 0;
        count++;
    }
    return count;
}

static size_t count_covered(const struct grid *grid, size_t i)
{
    size_t count = 0;
    for (size_t k = 0; k < grid->rows[i].count; k++) {
        struct grid_area area = area_of(grid, &grid->rows[i], k);
        size_t below = count_below(grid, i, &area);
        count += below > 1 ? below : 1;
    }
    return count;
}

/* By a row of cells; one heading may stand between. */
static bool is_followed(const struct grid *grid, size_t i, size_t width)
{
    if (!is_right_below(grid, i + 1))
        return false;
    return width == 1 || grid->rows[i + 1].count > 1 ||
           (is_right_below(grid, i + 2) && grid->rows[i + 2].count > 1);
}

/* How much a row must look like a header. */
struct look {
    size_t words;
    bool is_followed, has_only_words;
};

static bool looks_right(const struct grid *grid, size_t i, size_t width, const struct look *look)
{
    size_t words = count_words(&grid->rows[i]);
    return words >= look->words && count_covered(grid, i) * 2 >= width &&
           (!look->has_only_words || words == grid->rows[i].count) &&
           (!look->is_followed || is_followed(grid, i, width));
}

/* The first row of that look before `end`. */
static bool find_look(const struct grid *grid, const struct look *look, size_t end, size_t *top)
{
    size_t width = widest(grid);
    for (size_t i = skip_letterhead(grid, width); i < end && grid->rows[i].number <= LAST_ROW; i++) {
        if (looks_right(grid, i, width, look)) {
            *top = i;
            return true;
        }
    }
    return false;
}

/* Behind a blank row the header is not right above the data, whose first row has figures in it. */
static bool find_by_look(const struct grid *grid, size_t *top)
{
    size_t least = widest(grid) > 1 ? 2 : 1;
    const struct look looks[] = {{least, true, false}, {least, false, false}, {1, true, false}};
    const struct look words = {least, false, true};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (!find_look(grid, &looks[i], grid->count, top))
            continue;
        if (count_words(&grid->rows[*top]) < grid->rows[*top].count)
            find_look(grid, &words, *top, top);
        return true;
    }
    return false;
}

/* ---- its rows and columns ---- */

/* The last row of the merged cells of a row, and of the words under them. */
static uint32_t find_last_row(const struct grid *grid, size_t i)
{
    uint32_t last = grid->rows[i].number;
    for (size_t k = 0; k < grid->rows[i].count; k++) {
        struct grid_area area = area_of(grid, &grid->rows[i], k);
        uint32_t own = area.bottom + (count_below(grid, i, &area) > 1);
        last = own > last ? own : last;
    }
    return last;
}

static void find_bottom(const struct grid *grid, struct header *header)
{
    uint32_t last = 0;
    header->bottom = header->top;
    for (size_t i = header->top; i <= header->bottom; i++) {
        uint32_t own = find_last_row(grid, i);
        last = own > last ? own : last;
        bool goes_on = i + 1 < grid->count && grid->rows[i + 1].number <= last;
        if (i == header->bottom && goes_on && i + 1 - header->top < MOST_LEVELS)
            header->bottom++;
    }
}

/*
 * The label of a column in the making: words of the rows from the top down. The column is named only if the
 * lowest word stands in this very column, for what is merged to the right of it is one column.
 */
struct label {
    struct buffer text;
    const struct cell *lowest;
};

/* A run of white space is one blank, as in a name typed on one line. */
static void append_words(struct buffer *out, struct string text)
{
    bool is_after_blank = true;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        if (text_is_space(text_next(text, &offset))) {
            is_after_blank = true;
            continue;
        }
        if (is_after_blank && out->length > 0)
            buffer_append_byte(out, ' ');
        is_after_blank = false;
        buffer_append(out, text.bytes + start, offset - start);
    }
}

static void add_words(struct label *label, const struct cell *cell)
{
    struct buffer printed = {0}, words = {0};
    value_append_text(&printed, &cell->value, NUMBERS_PLAIN);
    append_words(&words, buffer_string(&printed));
    if (label->text.length > 0)
        buffer_append_text(&label->text, " / ");
    buffer_append_string(&label->text, buffer_string(&words));
    label->lowest = cell;
    buffer_release(&printed);
    buffer_release(&words);
}

static void label_row(const struct grid *grid, const struct grid_row *row, struct label *labels,
                      uint32_t width)
{
    for (size_t k = 0; k < row->count; k++) {
        struct grid_area area = area_of(grid, row, k);
        for (uint32_t column = area.left; column <= area.right && column <= width; column++)
            add_words(&labels[column], &row->cells[k]);
    }
}

static uint32_t last_column(const struct grid *grid, const struct header *header)
{
    uint32_t last = 0;
    for (size_t i = header->top; i <= header->bottom; i++) {
        const struct grid_row *row = &grid->rows[i];
        uint32_t own = row->cells[row->count - 1].column;
        last = own > last ? own : last;
    }
    return last;
}

static struct column name_column(const struct grid *grid, uint32_t number, struct string typed,
                                 const struct cell *cell, struct table_map *map, struct names *names)
{
    struct string mapped = map_column(map, grid->name, typed);
    bool is_left_out = mapped.length == 0;
    return (struct column){.number = number,
                           .name = names_intern(names, is_left_out ? typed : mapped),
                           .is_left_out = is_left_out,
                           .cell = cell};
}

struct column *header_columns(const struct grid *grid, const struct header *header, struct table_map *map,
                              struct names *names, size_t *count)
{
    uint32_t width = last_column(grid, header);
    struct label *labels = arena_allocate(grid->arena, (width + 1) * sizeof *labels);
    struct column *columns = arena_allocate(grid->arena, (width + 1) * sizeof *columns);
    for (size_t i = header->top; i <= header->bottom; i++)
        label_row(grid, &grid->rows[i], labels, width);
    *count = 0;
    for (uint32_t number = 1; number <= width; number++) {
        struct label *label = &labels[number];
        struct string text = arena_copy(grid->reader->arena, buffer_string(&label->text));
        if (label->lowest != NULL && label->lowest->column == number && text.length > 0)
            columns[(*count)++] = name_column(grid, number, text, label->lowest, map, names);
        buffer_release(&label->text);
    }
    return columns;
}

/* ---- by the labels that are wanted ---- */

static struct record *labels_of(const struct grid *grid, const struct tables_options *options)
{
    struct value labels = value_record(grid->arena), truth = value_bool(true);
    for (size_t i = 0; i < options->label_count; i++)
        record_set(labels.as.record, name_new(grid->arena, options->labels[i]), &truth);
    return labels.as.record;
}

/* How many columns have a label when the header begins in this row. */
static size_t count_labels(const struct grid *grid, size_t row, const struct record *labels)
{
    size_t count, found = 0;
    struct header header = {row, row};
    struct names *names = names_new(grid->arena);
    find_bottom(grid, &header);
    const struct column *columns = header_columns(grid, &header, NULL, names, &count);
    for (size_t i = 0; i < count; i++)
        found += record_lookup_name(labels, columns[i].name) != NULL;
    return found;
}

static bool find_by_labels(const struct grid *grid, const struct tables_options *options, size_t *top)
{
    size_t most = 0;
    if (options == NULL || options->label_count == 0)
        return false;
    struct record *labels = labels_of(grid, options);
    for (size_t i = 0; i < grid->count && grid->rows[i].number <= LAST_ROW; i++) {
        size_t count = count_labels(grid, i, labels);
        *top = count > most ? i : *top;
        most = count > most ? count : most;
    }
    return most > 1 || (most > 0 && most == options->label_count);
}

bool header_find(const struct grid *grid, const struct tables_options *options, struct header *header)
{
    if (!find_by_labels(grid, options, &header->top) && !find_by_look(grid, &header->top))
        return false;
    find_bottom(grid, header);
    return true;
}
