/* How a problem reads: for people, with its place and the wrong bytes underlined, and as JSON. */

#include <inttypes.h>

#include "base/problem_kinds.h"

static const char *const severity_words[2][3] = {
    {"lỗi", "cảnh báo", "lưu ý"},
    {"error", "warning", "note"},
};

static const char *const mended_words[2] = {"đã sửa", "mended"};

/* Of PROBLEM_WORDS() the half that is meant. */
static struct string words_of(struct string argument, enum language language)
{
    size_t middle = string_find(argument, STRING("\x1f"), 0);
    if (middle == SIZE_MAX)
        return argument;
    return language == LANGUAGE_VI ? string_slice(argument, 0, middle)
                                   : string_slice(argument, middle + 1, argument.length);
}

/* A file without a name is still seen to have none. */
static void append_argument(struct buffer *out, const struct problem *problem, size_t index,
                            enum language language)
{
    struct string words = words_of(problem->arguments[index], language);
    bool is_nameless = words.length == 0 && index == 0 && problem_kinds[problem->code].exit == EXIT_FILES;
    buffer_append_string(out, is_nameless ? STRING("“”") : words);
}

/* "{1}" stands for the first argument. */
static void append_filled(struct buffer *out, const char *text, const struct problem *problem,
                          enum language language)
{
    for (; *text != '\0'; text++) {
        size_t number =
            text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}' ? text[1] - '0' : 0;
        if (number == 0) {
            buffer_append_byte(out, *text);
            continue;
        }
        if (number <= problem->argument_count)
            append_argument(out, problem, number - 1, language);
        text += 2;
    }
}

void problem_append_message(const struct problem *problem, enum language language, struct buffer *out)
{
    append_filled(out, problem_kinds[problem->code].message[language], problem, language);
    if (problem->count > 1)
        buffer_append_format(out, language == LANGUAGE_VI ? " (%zu chỗ)" : " (%zu places)", problem->count);
}

void problem_append_hint(const struct problem *problem, enum language language, struct buffer *out)
{
    if (problem->suggestion.length > 0) {
        buffer_append_format(out, language == LANGUAGE_VI ? "có phải “%.*s”? " : "did you mean “%.*s”? ",
                             STRING_FORMAT(problem->suggestion));
    }
    append_filled(out, problem_kinds[problem->code].hint[language], problem, language);
}

static void append_counted(struct buffer *out, const char *word, uint32_t number)
{
    if (number > 0)
        buffer_append_format(out, "%s%s %" PRIu32, out->length > 0 ? ", " : "", word, number);
}

static void append_structure(struct buffer *out, const struct place *place, enum language language)
{
    static const char *const words[2][6] = {
        {"bảng", "hàng", "ô", "đoạn", "dòng", "cột"},
        {"table", "row", "cell", "paragraph", "line", "column"},
    };
    const uint32_t numbers[6] = {place->table,     place->row,  place->cell,
                                 place->paragraph, place->line, place->column};
    struct buffer words_out = {0};
    for (size_t i = 0; i < 6; i++)
        append_counted(&words_out, words[language][i], numbers[i]);
    buffer_append_string(out, buffer_string(&words_out));
    buffer_release(&words_out);
}

/* A, B … Z, AA …; at most seven letters for 32 bits. */
static void append_column_letters(struct buffer *out, uint32_t column)
{
    char letters[8];
    size_t first = sizeof letters;
    for (; column > 0; column = (column - 1) / 26)
        letters[--first] = (char)('A' + (column - 1) % 26);
    buffer_append(out, letters + first, sizeof letters - first);
}

/* trang “Số liệu”, ô C12 */
static void append_cell(struct buffer *out, const struct place *place, enum language language)
{
    static const char *const words[2][4] = {{"trang", "hàng", "cột", "ô"},
                                            {"sheet", "row", "column", "cell"}};
    buffer_append_format(out, "%s “%.*s”", words[language][0], STRING_FORMAT(place->sheet));
    if (place->line == 0 && place->column == 0)
        return;
    size_t word = place->column == 0 ? 1 : place->line == 0 ? 2 : 3;
    buffer_append_format(out, ", %s ", words[language][word]);
    append_column_letters(out, place->column);
    if (place->line > 0)
        buffer_append_format(out, "%" PRIu32, place->line);
}

void problem_append_place(const struct problem *problem, enum language language, struct buffer *out)
{
    const struct place *place = &problem->place;
    if (place->sheet.length > 0)
        append_cell(out, place, language);
    else
        append_structure(out, place, language);
    if (place->near.length > 0) {
        buffer_append_format(out, language == LANGUAGE_VI ? "%sgần “%.*s”" : "%snear “%.*s”",
                             out->length > 0 ? ", " : "", STRING_FORMAT(place->near));
    }
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static void append_marks(struct buffer *out, struct string covered, char mark)
{
    for (size_t i = 0; i < covered.length; i++) {
        if (!is_continuation(covered.bytes[i]))
            buffer_append_byte(out, covered.bytes[i] == '\t' ? '\t' : mark);
    }
}

/* Shows the tag on one line, cut to the words around the underline when it is long. */
static void append_underlined(struct buffer *out, const struct place *place)
{
    enum { BEFORE = 60, AFTER = 80 };
    size_t from = place->underline > BEFORE ? place->underline - BEFORE : 0;
    size_t to = place->underline + place->underline_length + AFTER;
    while (from > 0 && from < place->tag.length && is_continuation(place->tag.bytes[from]))
        from--;
    while (to < place->tag.length && is_continuation(place->tag.bytes[to]))
        to++;
    struct string shown = string_slice(place->tag, from, to);
    buffer_append_text(out, "    ");
    for (size_t i = 0; i < shown.length; i++)
        buffer_append_byte(out, shown.bytes[i] == '\n' || shown.bytes[i] == '\r' ? ' ' : shown.bytes[i]);
    buffer_append_byte(out, '\n');
    if (place->underline_length == 0)
        return;
    buffer_append_text(out, "    ");
    append_marks(out, string_slice(place->tag, from, place->underline), ' ');
    append_marks(out, string_slice(place->tag, place->underline, place->underline + place->underline_length),
                 '^');
    buffer_append_byte(out, '\n');
}

static void append_where(struct buffer *out, const struct problem *problem, enum language language)
{
    struct buffer where = {0};
    buffer_append_string(&where, problem->place.file);
    if (problem->place.part.length > 0) {
        buffer_append_format(&where, "%s%.*s", where.length > 0 ? ", " : "",
                             STRING_FORMAT(problem->place.part));
    }
    struct buffer place = {0};
    problem_append_place(problem, language, &place);
    if (place.length > 0)
        buffer_append_format(&where, "%s%s", where.length > 0 ? ", " : "", place.bytes);
    if (where.length > 0)
        buffer_append_format(out, "  %s: %s\n", language == LANGUAGE_VI ? "ở" : "at", where.bytes);
    buffer_release(&place);
    buffer_release(&where);
}

struct string problem_argument(const struct problem *problem, size_t index, enum language language)
{
    return index < problem->argument_count ? words_of(problem->arguments[index], language)
                                           : (struct string){"", 0};
}

void problem_append_headline(const struct problem *problem, enum language language, struct buffer *out)
{
    bool is_mended = problem->code == PROBLEM_STANDARD_FIXED;
    buffer_append_format(
        out, "%s: ", is_mended ? mended_words[language] : severity_words[language][problem->severity]);
    problem_append_message(problem, language, out);
    if (problem->rule.length > 0)
        buffer_append_format(out, " (%.*s)\n", STRING_FORMAT(problem->rule));
    else
        buffer_append_format(out, " (%s)\n", problem_code_name(problem->code));
}

void problem_append_human(const struct problem *problem, enum language language, struct buffer *out)
{
    problem_append_headline(problem, language, out);
    append_where(out, problem, language);
    if (problem->place.tag.length > 0)
        append_underlined(out, &problem->place);
    struct buffer hint = {0};
    problem_append_hint(problem, language, &hint);
    if (hint.length > 0)
        buffer_append_format(out, "  %s: %s\n", language == LANGUAGE_VI ? "gợi ý" : "hint", hint.bytes);
    buffer_release(&hint);
}

/* How many bytes of `rest` are a character of UTF-8; 0: what it begins with is none. */
static size_t character_length(struct string rest)
{
    static const struct {
        unsigned char first, last, least_second, most_second;
        size_t length;
    } rows[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    const unsigned char *bytes = (const unsigned char *)rest.bytes;
    size_t i = 0, last = sizeof rows / sizeof *rows - 1;
    while (i < last && bytes[0] > rows[i].last)
        i++;
    if (bytes[0] < rows[i].first || bytes[0] > rows[i].last || rows[i].length > rest.length)
        return 0;
    for (size_t k = 1; k < rows[i].length; k++) {
        unsigned char least = k == 1 ? rows[i].least_second : 0x80,
                      most = k == 1 ? rows[i].most_second : 0xbf;
        if (bytes[k] < least || bytes[k] > most)
            return 0;
    }
    return rows[i].length;
}

/* How many bytes of `rest` stand in JSON as they are. */
static size_t json_plain_length(struct string rest)
{
    unsigned char byte = (unsigned char)rest.bytes[0];
    if (byte >= 0x80)
        return character_length(rest);
    return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f;
}

/* A byte that is no character, as in a file name of an old encoding, is shown as one that is unknown. */
static void append_json_escape(struct buffer *out, unsigned char byte)
{
    if (byte >= 0x80)
        buffer_append_text(out, "\xef\xbf\xbd");
    else if (byte == '"' || byte == '\\')
        buffer_append_format(out, "\\%c", byte);
    else if (byte == '\n')
        buffer_append_text(out, "\\n");
    else if (byte == '\t')
        buffer_append_text(out, "\\t");
    else
        buffer_append_format(out, "\\u%04x", byte);
}

void json_append_string(struct buffer *out, struct string s)
{
    buffer_append_byte(out, '"');
    for (size_t from = 0, at = 0;; from = ++at) {
        for (size_t plain = 1; plain > 0 && at < s.length; at += plain)
            plain = json_plain_length(string_slice(s, at, s.length));
        buffer_append(out, s.bytes + from, at - from);
        if (at == s.length)
            break;
        append_json_escape(out, (unsigned char)s.bytes[at]);
    }
    buffer_append_byte(out, '"');
}

static void append_member(struct buffer *out, const char *key, struct string value)
{
    buffer_append_format(out, "%s\"%s\":", out->bytes[out->length - 1] == '{' ? "" : ",", key);
    json_append_string(out, value);
}

static void append_number_member(struct buffer *out, const char *key, uint32_t number)
{
    if (number > 0)
        buffer_append_format(out, "%s\"%s\":%" PRIu32, out->bytes[out->length - 1] == '{' ? "" : ",", key,
                             number);
}

void place_append_json(const struct place *place, enum language language, struct buffer *out)
{
    const struct problem problem = {.place = *place};
    buffer_append_text(out, ",\"place\":{");
    if (place->sheet.length > 0)
        append_member(out, "sheet", place->sheet);
    append_number_member(out, "table", place->table);
    append_number_member(out, "row", place->row);
    append_number_member(out, "cell", place->cell);
    append_number_member(out, "paragraph", place->paragraph);
    append_number_member(out, "line", place->line);
    append_number_member(out, "column", place->column);
    append_member(out, "near", place->near);
    struct buffer words = {0};
    problem_append_place(&problem, language, &words);
    append_member(out, "words", buffer_string(&words));
    buffer_release(&words);
    buffer_append_byte(out, '}');
}

static size_t count_characters(struct string s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.length; i++)
        count += !is_continuation(s.bytes[i]);
    return count;
}

/* The underline counts characters, as other programs do. */
static void append_tag_json(struct buffer *out, const struct place *place)
{
    append_member(out, "tag", place->tag);
    if (place->underline_length == 0)
        return;
    struct string before = string_slice(place->tag, 0, place->underline);
    struct string wrong =
        string_slice(place->tag, place->underline, place->underline + place->underline_length);
    buffer_append_format(out, ",\"underline\":{\"start\":%zu,\"length\":%zu}", count_characters(before),
                         count_characters(wrong));
}

/* The rule, and what the arguments of a finding are. */
static void append_rule_json(struct buffer *out, const struct problem *problem, enum language language)
{
    static const char *const keys[] = {NULL, "found", "wanted", "clause"};
    if (problem->rule.length == 0)
        return;
    append_member(out, "rule", problem->rule);
    for (size_t i = 1; i < 4 && i < problem->argument_count; i++)
        append_member(out, keys[i], words_of(problem->arguments[i], language));
    append_number_member(out, "count", (uint32_t)problem->count);
    if (problem->code == PROBLEM_STANDARD_FINDING)
        append_member(out, "mend", problem->is_by_hand ? STRING("hand") : STRING("fix"));
}

/* What is wrong with a file names it, be it a place or not. */
static struct string file_at_fault(const struct problem *problem)
{
    bool names_it = problem_code_exit(problem->code) == EXIT_FILES && problem->argument_count > 0;
    return problem->place.file.length == 0 && names_it ? problem->arguments[0] : problem->place.file;
}

void problem_append_json(const struct problem *problem, enum language language, struct buffer *out)
{
    struct buffer text = {0};
    buffer_append_byte(out, '{');
    append_member(out, "severity", string_of(severity_words[LANGUAGE_EN][problem->severity]));
    append_member(out, "code", string_of(problem_code_name(problem->code)));
    append_member(out, "file", file_at_fault(problem));
    append_member(out, "part", problem->place.part);
    place_append_json(&problem->place, language, out);
    append_tag_json(out, &problem->place);
    problem_append_message(problem, language, &text);
    append_member(out, "message", buffer_string(&text));
    buffer_truncate(&text, 0);
    problem_append_hint(problem, language, &text);
    append_member(out, "hint", buffer_string(&text));
    append_rule_json(out, problem, language);
    buffer_append_byte(out, '}');
    buffer_release(&text);
}
