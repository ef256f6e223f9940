/* Greetings and addresses as expressions. */

#include "template/merge_lines.h"

#include "template/made.h"

/* What stands between the underlines, and the names that data has for it. */
struct field_row {
    const char *code, *names[2];
};

static const struct field_row rows[] = {
    {"TITLE0", {"Courtesy Title", "Danh xưng"}},
    {"NICK0", {"Nickname", "Biệt danh"}},
    {"FIRST0", {"First Name", "Tên"}},
    {"MIDDLE0", {"Middle Name", "Tên đệm"}},
    {"LAST0", {"Last Name", "Họ"}},
    {"SUFFIX0", {"Suffix", "Hậu tố"}},
    {"TITLE1", {"Spouse/Partner Courtesy Title", "Danh xưng vợ chồng"}},
    {"NICK1", {"Spouse/Partner Nickname", "Biệt danh vợ chồng"}},
    {"FIRST1", {"Spouse/Partner First Name", "Tên vợ chồng"}},
    {"MIDDLE1", {"Spouse/Partner Middle Name", "Tên đệm vợ chồng"}},
    {"LAST1", {"Spouse/Partner Last Name", "Họ vợ chồng"}},
    {"SUFFIX1", {"Spouse/Partner Suffix", "Hậu tố vợ chồng"}},
    {"COMPANY", {"Company", "Cơ quan"}},
    {"STREET1", {"Address 1", "Địa chỉ"}},
    {"STREET2", {"Address 2", "Địa chỉ 2"}},
    {"CITY", {"City", "Thành phố"}},
    {"STATE", {"State", "Tỉnh"}},
    {"POSTAL", {"Postal Code", "Mã bưu chính"}},
    {"COUNTRY", {"Country or Region", "Quốc gia"}},
};

/* A line being written: the whole text, the values in it, the condition that there is any of them. */
struct writing {
    const struct merge_line *line;
    struct buffer text, values, condition;
    struct string first_name; /* of the first field; empty: none yet */
};

static const struct field_row *find_row(struct string code)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (string_is(code, rows[i].code))
            return &rows[i];
    return NULL;
}

/* The names that data may have for a field, the column that the merge has for it first; how many. */
static size_t read_names(const struct writing *writing, const struct field_row *row, struct string names[3])
{
    struct string column = merge_columns_lookup(writing->line->columns, string_of(row->names[0]));
    size_t count = 0;
    if (column.length)
        names[count++] = column;
    names[count++] = string_of(row->names[0]);
    names[count++] = string_of(row->names[1]);
    return count;
}

static void append_joined(struct buffer *out, const char *between)
{
    if (out->length)
        buffer_append_text(out, between);
}

static void append_literal(struct writing *writing, struct string text)
{
    if (!text.length)
        return;
    append_joined(&writing->text, " ~ ");
    made_append_text(&writing->text, text);
}

/* The first of its names that the data has; a country that is left out is blank. */
static void append_value(struct writing *writing, struct buffer *out, const struct field_row *row)
{
    bool is_unless = string_is(string_of(row->code), "COUNTRY") && string_is(writing->line->country, "2");
    struct string names[3];
    size_t count = read_names(writing, row, names);
    buffer_append_text(out, "(");
    for (size_t i = 0; i < count; i++) {
        struct string name = names[i];
        made_append_name(out, name);
        buffer_append_text(out, " if ");
        made_append_condition(out, name);
        if (is_unless) {
            buffer_append_text(out, " and ");
            made_append_name(out, name);
            buffer_append_text(out, " | compare(\"<>\", ");
            made_append_text(out, writing->line->otherwise);
            buffer_append_text(out, ")");
        }
        buffer_append_text(out, " else ");
    }
    buffer_append_text(out, "\"\")");
}

static void append_field(struct writing *writing, const struct field_row *row, struct string before,
                         struct string after)
{
    append_joined(&writing->text, " ~ ");
    buffer_append_text(&writing->text, "(");
    append_value(writing, &writing->text, row);
    buffer_append_text(&writing->text, " | around(before=");
    made_append_text(&writing->text, before);
    buffer_append_text(&writing->text, ", after=");
    made_append_text(&writing->text, after);
    buffer_append_text(&writing->text, "))");
    append_joined(&writing->values, " ~ ");
    append_value(writing, &writing->values, row);
    struct string names[3];
    size_t count = read_names(writing, row, names);
    for (size_t i = 0; i < count; i++) {
        append_joined(&writing->condition, " or ");
        made_append_condition(&writing->condition, names[i]);
    }
    if (!writing->first_name.length)
        writing->first_name = names[0];
}

/* What stands between << and >>. */
static void append_piece(struct writing *writing, struct string piece)
{
    size_t from = string_find(piece, STRING("_"), 0);
    size_t to = from == SIZE_MAX ? SIZE_MAX : string_find(piece, STRING("_"), from + 1);
    if (to == SIZE_MAX) {
        append_literal(writing, piece);
        return;
    }
    struct string code = string_slice(piece, from + 1, to);
    struct string before = string_slice(piece, 0, from), after = string_slice(piece, to + 1, piece.length);
    const struct field_row *row = find_row(code);
    bool is_edge = string_is(code, "BEFORE") || string_is(code, "AFTER");
    bool is_gone = string_is(code, "COUNTRY") && string_is(writing->line->country, "0");
    if (is_edge) {
        append_literal(writing, before);
        append_literal(writing, string_slice(after, string_starts_with(after, STRING(" ")), after.length));
    } else if (row && !is_gone) {
        append_field(writing, row, before, after);
    }
}

static void append_pieces(struct writing *writing)
{
    struct string format = writing->line->format;
    for (size_t at = 0; at < format.length;) {
        size_t begin = string_find(format, STRING("<<"), at);
        size_t end = begin == SIZE_MAX ? SIZE_MAX : string_find(format, STRING(">>"), begin);
        if (end == SIZE_MAX)
            begin = end = format.length;
        append_literal(writing, string_slice(format, at, begin));
        if (begin < end)
            append_piece(writing, string_slice(format, begin + 2, end));
        at = end == format.length ? end : end + 2;
    }
}

/* Without any of the names the first of them is what is missing. */
static void append_whole(struct buffer *out, const struct writing *writing)
{
    buffer_append_format(out, "((%.*s) if (", STRING_FORMAT(buffer_string(&writing->text)));
    if (writing->line->is_greeting)
        buffer_append_format(out, "(%.*s) | string | trim", STRING_FORMAT(buffer_string(&writing->values)));
    else
        buffer_append_text(out, "true");
    buffer_append_text(out, ") else ");
    made_append_text(out, writing->line->otherwise);
    buffer_append_format(out, ") if %.*s else ", STRING_FORMAT(buffer_string(&writing->condition)));
    made_append_name(out, writing->first_name);
}

void merge_line_append(struct buffer *out, const struct merge_line *line)
{
    struct writing writing = {.line = line};
    append_pieces(&writing);
    if (writing.first_name.length)
        append_whole(out, &writing);
    buffer_release(&writing.text);
    buffer_release(&writing.values);
    buffer_release(&writing.condition);
}
