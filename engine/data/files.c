/* Files of data by their ending, and several merged into one record. */

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "data/source.h"
#include "data/yaml.h"
#include "text/unicode.h"

typedef bool read_function(const struct data_reader *reader, const struct tables_options *options,
                           struct string file, struct string bytes, struct value *value);

static bool is_table(const struct value *value, const struct tables_options *options)
{
    size_t count = value->kind == VALUE_LIST ? value->as.list->count : 0, records = 0;
    for (size_t i = 0; i < count; i++)
        records += value->as.list->items[i].kind == VALUE_RECORD;
    bool keeps_faulty = options != NULL && options->keeps_faulty;
    return value->kind == VALUE_LIST && (records == count || (keeps_faulty && records > 0));
}

/* A list of records is a table under the file's name, as the rows of a CSV file are. */
static struct value table_or_value(const struct data_reader *reader, const struct tables_options *options,
                                   struct string file, const struct value *top)
{
    return is_table(top, options) ? source_table(reader, source_base_name(file), top) : *top;
}

static bool read_yaml(const struct data_reader *reader, const struct tables_options *options,
                      struct string file, struct string bytes, struct value *value)
{
    struct value top;
    if (!data_read_yaml(reader, file, bytes, &top))
        return false;
    *value = table_or_value(reader, options, file, &top);
    return true;
}

static bool read_json(const struct data_reader *reader, const struct tables_options *options,
                      struct string file, struct string bytes, struct value *value)
{
    struct value top;
    if (!data_read_json(reader, file, bytes, &top))
        return false;
    *value = table_or_value(reader, options, file, &top);
    return true;
}

static bool read_json_lines(const struct data_reader *reader, const struct tables_options *options,
                            struct string file, struct string bytes, struct value *value)
{
    return data_read_json_lines(reader, options, file, bytes, value);
}

/* What ends in .xls is mostly the old format, which is told with what to do about it. NULL: SQLite opens it.
 */
static const struct {
    struct string ending;
    read_function *read;
} kinds[] = {
    {{".json", 5}, read_json},
    {{".jsonl", 6}, read_json_lines},
    {{".yaml", 5}, read_yaml},
    {{".yml", 4}, read_yaml},
    {{".csv", 4}, data_read_csv},
    {{".xlsx", 5}, data_read_xlsx},
    {{".xlsm", 5}, data_read_xlsx},
    {{".xls", 4}, data_read_xlsx},
    {{".sqlite", 7}, NULL},
    {{".sqlite3", 8}, NULL},
    {{".db", 3}, NULL},
};

static bool is_one_of(char byte, const char *bytes)
{
    return byte != '\0' && strchr(bytes, byte) != NULL;
}

/* The first line without its end, and what is below it. */
static struct string cut_first_line(struct string text, struct string *below)
{
    size_t end = 0;
    while (end < text.length && !is_one_of(text.bytes[end], "\r\n"))
        end++;
    *below = string_trim(string_slice(text, end, text.length));
    return string_trim(string_slice(text, 0, end));
}

/* {"Mã": 1} and another one below it. */
static bool is_json_lines(struct string text)
{
    struct string below, line = cut_first_line(text, &below);
    return string_starts_with(line, STRING("{")) && string_ends_with(line, STRING("}")) &&
           string_starts_with(below, STRING("{"));
}

/* Column names between separators with rows below them. "Quyền hạn, chức vụ: CHỦ TỊCH" is a field of YAML,
 * and "Trích yếu:cung cấp, báo cáo" is meant to be one. */
static bool is_csv(struct string text)
{
    struct string below, line = cut_first_line(text, &below);
    bool has_separator = false;
    if (line.length == 0 || below.length == 0 || is_one_of(line.bytes[0], "-#?%&*!|>@[{"))
        return false;
    for (size_t i = 0; i < line.length; i++) {
        bool is_last = i + 1 == line.length;
        if (line.bytes[i] == ':' && (!has_separator || is_last || is_one_of(line.bytes[i + 1], " \t")))
            return false;
        has_separator |= is_one_of(line.bytes[i], ",;\t");
    }
    return has_separator;
}

/* Standard input has no ending, nor has another stream, so the beginning tells: JSON begins with a bracket, a
 * workbook as a zip does.
 */
static bool read_standard_input(const struct data_reader *reader, const struct tables_options *options,
                                struct string file, struct string bytes, struct value *value)
{
    struct string start = string_trim(bytes);
    if (string_starts_with(start, STRING("\xef\xbb\xbf")))
        start = string_trim(string_slice(start, 3, start.length));
    if (string_starts_with(start, STRING("PK\3\4")))
        return data_read_xlsx(reader, options, file, bytes, value);
    if (is_json_lines(start))
        return read_json_lines(reader, options, file, bytes, value);
    if (start.length > 0 && is_one_of(start.bytes[0], "{["))
        return read_json(reader, options, file, bytes, value);
    return (is_csv(start) ? data_read_csv : read_yaml)(reader, options, file, bytes, value);
}

/* A pipe or a terminal, as "<(…)" of a shell and /dev/stdin are. */
static bool is_stream(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
}

/* False if no reader is for such files. */
static bool find_reader(const struct data_reader *reader, struct string path, read_function **read)
{
    *read = read_standard_input;
    if (string_is(path, "-"))
        return true;
    struct string lower = text_find_invalid_utf8(path) == SIZE_MAX ? text_lower(reader->arena, path) : path;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        *read = kinds[i].read;
        if (string_ends_with(lower, kinds[i].ending))
            return true;
    }
    *read = read_standard_input;
    return is_stream(path.bytes);
}

bool data_is_sqlite(const char *path)
{
    struct arena *arena = arena_new();
    struct data_reader reader = {.arena = arena};
    read_function *read;
    bool is_sqlite = find_reader(&reader, string_of(path), &read) && read == NULL;
    arena_free(arena);
    return is_sqlite;
}

/* A file that is not there, or is a folder, is told as that. */
static void report_format(const struct data_reader *reader, struct string file)
{
    struct place place = {.file = file};
    if (file_exists(file.bytes) && !file_is_folder(file.bytes))
        problems_add(reader->problems, PROBLEM_DATA_FORMAT, &place, file.bytes);
    else
        file_read(reader->arena, file.bytes, reader->limits, reader->problems);
}

bool data_read_file(const struct data_reader *reader, const struct tables_options *options, const char *path,
                    struct value *value)
{
    struct string file = arena_copy(reader->arena, string_of(path));
    read_function *read;
    if (!find_reader(reader, file, &read)) {
        report_format(reader, file);
        return false;
    }
    if (read == NULL)
        return data_read_sqlite(reader, options, file.bytes, value);
    struct string bytes = file_read(reader->arena, path, reader->limits, reader->problems);
    return bytes.bytes != NULL && read(reader, options, file, bytes, value);
}

/* A file that says "Trích yếu:cung cấp" alone; true when told. */
static bool report_tight_colon(const struct data_reader *reader, struct place *place)
{
    size_t start = place->underline;
    bool is_quoted = start >= place->tag.length || strchr("\"'", place->tag.bytes[start]) != NULL;
    size_t colon = is_quoted ? SIZE_MAX : yaml_find_tight_colon(place->tag, start);
    if (colon == SIZE_MAX)
        return false;
    place->column += (uint32_t)text_length(string_slice(place->tag, start, colon));
    place->underline = (uint32_t)colon;
    place->underline_length = 1;
    problems_add(reader->problems, PROBLEM_YAML_COLON_BLANK, place, NULL);
    return true;
}

bool data_require_record(const struct data_reader *reader, const struct value *value)
{
    if (value->kind == VALUE_RECORD)
        return true;
    struct place place = value_place(reader->sources, value);
    if (value->kind == VALUE_TEXT && report_tight_colon(reader, &place))
        return false;
    struct buffer shown = {0};
    data_append_short(&shown, value);
    problems_add(reader->problems, PROBLEM_DATA_NOT_RECORD, &place, shown.bytes);
    buffer_release(&shown);
    return false;
}

bool data_read_files(const struct data_reader *reader, const struct tables_options *options,
                     const char *const *paths, size_t count, struct value *value)
{
    bool are_read = true;
    *value = value_record(reader->arena);
    for (size_t i = 0; i < count; i++) {
        struct value later;
        bool is_read =
            data_read_file(reader, options, paths[i], &later) && data_require_record(reader, &later);
        if (is_read)
            *value = value_merged(reader->arena, value, &later);
        are_read &= is_read;
    }
    return are_read;
}

/* Cuts at a character. */
void data_append_short(struct buffer *out, const struct value *value)
{
    enum { SHOWN = 40 };
    if (value->kind == VALUE_LIST || value->kind == VALUE_RECORD) {
        buffer_append_text(out, value->kind == VALUE_LIST ? "[…]" : "{…}");
        return;
    }
    struct buffer all = {0};
    if (value->kind == VALUE_TEXT)
        buffer_append_string(&all, value->as.text);
    else
        value_append_json(&all, value);
    struct string text = buffer_string(&all);
    size_t end = text_offset(text, SHOWN);
    const char *quotes[2] = {value->kind == VALUE_TEXT ? "“" : "", value->kind == VALUE_TEXT ? "”" : ""};
    buffer_append_format(out, "%s%.*s%s%s", quotes[0], (int)end, text.length > 0 ? text.bytes : "",
                         end < text.length ? "…" : "", quotes[1]);
    buffer_release(&all);
}
