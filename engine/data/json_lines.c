/*
 * JSON Lines (jsonlines.org), a value a line. Values that go over several lines are read too, when nothing in
 * the file is wrong.
 */

#include "data/json.h"

#include <string.h>

/* Blank lines are passed over. */
bool json_read_lines(struct json *json, struct list *list)
{
    while (json->at < json->end) {
        struct value value;
        if (!json_read_value(json, JSON_WANT_VALUE, SIZE_MAX, &value))
            return false;
        uint32_t line = json->line;
        json_skip_blanks(json);
        if (json->at < json->end && json->line == line) {
            source_report(&json->text, PROBLEM_JSON_LINE_END, json_offset(json), 1, NULL);
            return false;
        }
        list_append(list, &value);
    }
    return !json->has_problem;
}

const char *json_find_line_end(const struct json *json, size_t length)
{
    size_t left = (size_t)(json->end - json->at);
    const char *end = length < left ? memchr(json->at + length, '\n', left - length) : NULL;
    return end != NULL ? end + 1 : json->end;
}

/* ---- faulty lines ---- */

/* The line that is begun; `rest` then begins behind it. */
static struct json take_line(struct json *rest)
{
    struct json line = *rest;
    line.end = json_find_line_end(rest, 0);
    rest->at = rest->line_start = line.end;
    rest->continuations = 0;
    rest->line++;
    json_skip_blanks(&line);
    return line;
}

static struct value faulty_line(const struct json *line)
{
    struct value row = value_record(line->text.reader->arena);
    row.flags |= VALUE_FAULTY;
    row.source = line->text.source;
    row.line = line->line;
    row.column = 1;
    return row;
}

/* No value begins so, but the lines of one that goes over several do. */
static bool is_within_value(const struct json *line)
{
    return *line->at != '\0' && strchr("}],:\"", *line->at) != NULL;
}

static bool is_legal(const struct json *line)
{
    size_t from = json_offset(line);
    return source_is_legal(&line->text, from, from + (size_t)(line->end - line->at));
}

/* False if these are no lines of which some are faulty: none is sound, or they are parts of values. */
static bool read_each_line(struct json *json, struct list *list)
{
    bool has_sound = false, are_lines = true;
    while (json->at < json->end && are_lines) {
        struct json line = take_line(json);
        struct value faulty = faulty_line(&line);
        size_t before = list->count;
        are_lines = line.at == line.end || !is_within_value(&line);
        if (is_legal(&line) && json_read_lines(&line, list)) {
            has_sound |= list->count > before;
            are_lines = true;
        } else {
            list->count = before;
            list_append(list, &faulty);
        }
    }
    return has_sound && are_lines;
}

static bool read_at_once(struct json *json, struct list *list)
{
    return is_legal(json) && (json_read_parts(json, list) || json_read_lines(json, list));
}

static bool read_telling(const struct json *json, bool (*read)(struct json *json, struct list *list),
                         struct problems *problems, struct list *list)
{
    struct data_reader reader = *json->text.reader;
    struct json own = *json;
    reader.problems = problems;
    own.text.reader = &reader;
    return read(&own, list);
}

/* What is told is of the way that led somewhere, else of the whole. */
static bool read_sound_lines(struct json *json, struct list *list)
{
    struct problems *of_whole = problems_new(), *of_lines = problems_new();
    bool is_read = read_telling(json, read_at_once, of_whole, list), has_lines = false;
    if (!is_read) {
        list->count = 0;
        has_lines = read_telling(json, read_each_line, of_lines, list);
    }
    problems_join(json->text.reader->problems, has_lines ? of_lines : of_whole);
    problems_free(of_whole);
    problems_free(of_lines);
    return is_read || has_lines;
}

bool data_read_json_lines(const struct data_reader *reader, const struct tables_options *options,
                          struct string file, struct string bytes, struct value *value)
{
    struct source_text text;
    if (!source_open_encoded(&text, reader, file, bytes))
        return false;
    struct json json = json_open(&text);
    struct value list = value_list(reader->arena);
    list.source = json.text.source;
    list.line = 1;
    bool keeps_faulty = options != NULL && options->keeps_faulty;
    if (!(keeps_faulty ? read_sound_lines : read_at_once)(&json, list.as.list))
        return false;
    *value = source_table(reader, source_base_name(file), &list);
    return true;
}
