/*
 * CSV (RFC 4180) in one pass over the text: rows into a grid, the grid into a table. Texts without doubled
 * quotes are slices of the file.
 */

#include "data/csv.h"

#include <string.h>

#include "data/grid.h"
#include "data/map.h"
#include "text/unicode.h"

struct csv {
    struct source_text text;
    char separator;
    struct grid grid;
    size_t at;
    /* the line and column of `counted`, which follows `at` */
    size_t counted;
    uint32_t line, column;
};

/* Moves the count of lines and characters up to `at`. */
static void count_up(struct csv *csv)
{
    struct string bytes = csv->text.bytes;
    for (; csv->counted < csv->at; csv->counted++) {
        char byte = bytes.bytes[csv->counted];
        bool is_pair =
            byte == '\r' && csv->counted + 1 < bytes.length && bytes.bytes[csv->counted + 1] == '\n';
        if (byte == '\n' || (byte == '\r' && !is_pair)) {
            csv->line++;
            csv->column = 1;
        } else {
            csv->column += ((unsigned char)byte & 0xc0) != 0x80;
        }
    }
}

/* Doubled quotes stand for one, and every line end is \n. */
static struct string unescape(struct csv *csv, struct string raw)
{
    struct buffer out = {0};
    for (size_t i = 0; i < raw.length; i++) {
        bool is_pair = raw.bytes[i] == '\r' && i + 1 < raw.length && raw.bytes[i + 1] == '\n';
        if (!is_pair)
            buffer_append_byte(&out, raw.bytes[i] == '\r' ? '\n' : raw.bytes[i]);
        i += raw.bytes[i] == '"';
    }
    struct string text = arena_copy(csv->text.reader->arena, buffer_string(&out));
    buffer_release(&out);
    return text;
}

static struct string read_text(struct csv *csv, const struct csv_cell *cell)
{
    struct string text = string_slice(csv->text.bytes, cell->from, cell->to);
    bool has_returns = csv->text.has_returns && cell->is_quoted && text.length > 0 &&
                       memchr(text.bytes, '\r', text.length) != NULL;
    if (cell->has_quotes || has_returns)
        text = unescape(csv, text);
    return csv->text.is_nfc ? text : text_normalise(csv->text.reader->arena, text);
}

static bool is_sound(struct csv *csv, const struct csv_cell *cell)
{
    if (cell->fault == CSV_SOUND)
        return source_is_legal(&csv->text, cell->from, cell->to);
    source_report(&csv->text,
                  cell->fault == CSV_UNCLOSED ? PROBLEM_CSV_QUOTE_UNCLOSED : PROBLEM_CSV_AFTER_QUOTE,
                  cell->fault_at, 1, NULL);
    return false;
}

/* Reads the cell at `at` and stops at what ends it. */
static bool read_cell(struct csv *csv, uint32_t column)
{
    struct csv_cell cell = csv_scan(csv->text.bytes, csv->at, csv->separator);
    bool is_read = is_sound(csv, &cell);
    count_up(csv);
    struct value value = value_text(is_read ? read_text(csv, &cell) : STRING(""));
    value.source = csv->text.source;
    value.line = csv->line;
    value.column = csv->column;
    csv->at = cell.ends;
    if (!is_read)
        return cell.fault != CSV_UNCLOSED && grid_add_faulty(&csv->grid, column, &value);
    return grid_add_cell(&csv->grid, column, &value);
}

static void skip_line_end(struct csv *csv)
{
    struct string rest = string_slice(csv->text.bytes, csv->at, csv->text.bytes.length);
    csv->at += string_starts_with(rest, STRING("\r\n")) ? 2 : rest.length > 0;
}

static bool read_row(struct csv *csv, uint32_t number)
{
    uint32_t width = 0;
    for (;; csv->at++) {
        if (!read_cell(csv, ++width))
            return false;
        if (csv->at == csv->text.bytes.length || csv->text.bytes.bytes[csv->at] != csv->separator)
            break;
    }
    skip_line_end(csv);
    return grid_end_row(&csv->grid, number, width, false);
}

static bool read_grid(struct csv *csv)
{
    if (string_starts_with(csv->text.bytes, STRING("sep=")) && csv->text.bytes.length > 4 &&
        csv->text.bytes.bytes[4] == csv->separator) {
        csv->at = 5;
        skip_line_end(csv);
    }
    for (uint32_t number = 1; csv->at < csv->text.bytes.length; number++) {
        if (!read_row(csv, number))
            return false;
    }
    return true;
}

static bool read_table(struct csv *csv, const struct tables_options *options, struct value *value)
{
    enum table_kind kind;
    struct value found;
    struct string name = map_table(options != NULL ? options->map : NULL, csv->grid.name);
    if (!read_grid(csv) || !table_read(&csv->grid, options, &kind, &found))
        return false;
    if (kind == TABLE_NOTHING)
        table_report_empty(csv->text.reader, csv->text.file);
    else
        *value = kind == TABLE_FIELDS ? found : source_table(csv->text.reader, name, &found);
    return kind != TABLE_NOTHING;
}

bool data_read_csv(const struct data_reader *reader, const struct tables_options *options, struct string file,
                   struct string bytes, struct value *value)
{
    struct csv csv = {.line = 1, .column = 1};
    if (!csv_decode(reader, file, &bytes) || !source_open_encoded(&csv.text, reader, file, bytes))
        return false;
    csv.separator = csv_find_separator(csv.text.bytes);
    source_show_cells(&csv.text, csv.separator);
    source_warn_odd_characters(&csv.text);
    grid_init(&csv.grid, reader, options, csv.text.source);
    csv.grid.separator = csv.separator;
    csv.grid.name = source_base_name(file);
    bool is_read = read_table(&csv, options, value);
    grid_release(&csv.grid);
    return is_read;
}
