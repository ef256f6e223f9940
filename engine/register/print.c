/* The book as lines for people, JSON, CSV, metadata of Appendix VI, and data of the form that prints it. */

#include "register/book.h"

#include <string.h>

#include "data/data.h"
#include "text/unicode.h"

static const struct {
    const char *column, *element;
    size_t length;
} rows[REGISTER_FIELD_COUNT] = {
#define REGISTER_FIELD(id, column, label, names, joining, element, length, known) {column, element, length},
#include "register/fields.def"
#undef REGISTER_FIELD
};

static void append_date(struct buffer *out, struct date date)
{
    date_append_iso(out, date);
}

/* ---- lines ---- */

static void append_one_line(struct buffer *out, struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        buffer_append_byte(out, text.bytes[i] == '\n' ? ' ' : text.bytes[i]);
}

static void append_blanks(struct buffer *out, size_t line_start, size_t width)
{
    size_t length = text_length(string_slice(buffer_string(out), line_start, out->length));
    for (size_t i = length; i < width; i++)
        buffer_append_byte(out, ' ');
    buffer_append_text(out, "  ");
}

void register_append_lines(struct buffer *out, const struct register_entry *entries, size_t count,
                           enum language language)
{
    size_t from = out->length;
    for (size_t i = 0; i < count; i++) {
        const struct register_entry *entry = &entries[i];
        size_t line_start = out->length;
        register_append_symbol(out, entry);
        append_blanks(out, line_start, 18);
        date_append_short(out, entry->date);
        append_blanks(out, line_start, 30);
        append_one_line(out, entry->fields[REGISTER_SUBJECT]);
        if (entry->fields[REGISTER_SECRECY].length > 0)
            buffer_append_format(out, "  [%.*s]", STRING_FORMAT(entry->fields[REGISTER_SECRECY]));
        if (entry->voided.length > 0) {
            buffer_append_text(out, language == LANGUAGE_VI ? "  [đã hủy: " : "  [void: ");
            append_one_line(out, entry->voided);
            buffer_append_byte(out, ']');
        }
        buffer_append_byte(out, '\n');
    }
    buffer_mask_controls(out, from);
}

/* ---- JSON ---- */

static void append_member(struct buffer *out, const char *name, struct string text)
{
    buffer_append_format(out, ",\"%s\":", name);
    json_append_string(out, text);
}

static void append_date_member(struct buffer *out, const char *name, struct date date)
{
    struct buffer text = {0};
    append_date(&text, date);
    append_member(out, name, buffer_string(&text));
    buffer_release(&text);
}

static void append_object(struct buffer *out, const struct register_entry *entry)
{
    buffer_append_format(out, "{\"number\":%lld,\"year\":%d", (long long)entry->number, entry->year);
    append_member(out, "key", entry->key);
    append_member(out, "series", entry->series);
    append_date_member(out, "date", entry->date);
    append_member(out, "void", entry->voided);
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++)
        append_member(out, rows[i].column, entry->fields[i]);
    buffer_append_byte(out, '}');
}

void register_append_json(struct buffer *out, const struct register_entry *entries, size_t count)
{
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(out, i > 0 ? ",\n " : "\n ");
        append_object(out, &entries[i]);
    }
    buffer_append_text(out, "\n]\n");
}

/* ---- CSV ---- */

static void append_cell(struct buffer *out, struct string text, bool is_first)
{
    if (!is_first)
        buffer_append_byte(out, ',');
    data_append_csv_cell(out, text);
}

static void append_row(struct buffer *out, const struct register_entry *entry)
{
    struct buffer cell = {0};
    buffer_append_format(&cell, "%02lld", (long long)entry->number);
    append_cell(out, buffer_string(&cell), true);
    buffer_truncate(&cell, 0);
    append_date(&cell, entry->date);
    append_cell(out, buffer_string(&cell), false);
    buffer_release(&cell);
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++)
        append_cell(out, entry->fields[i], false);
    append_cell(out, entry->series, false);
    append_cell(out, entry->voided, false);
    append_cell(out, entry->key, false);
    buffer_append_text(out, "\r\n");
}

void register_append_csv(struct buffer *out, const struct register_entry *entries, size_t count)
{
    buffer_append_text(out, "\xEF\xBB\xBFSố,Ngày");
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++)
        append_cell(out, register_field_label(i), false);
    buffer_append_text(out, ",Hệ thống số,Lý do hủy,Khóa\r\n");
    for (size_t i = 0; i < count; i++)
        append_row(out, &entries[i]);
}

/* ---- what the form prints ---- */

/* As an office writes days; what is no day stays as it is. */
static void append_day_member(struct buffer *out, const char *name, struct string text)
{
    struct date date;
    struct buffer printed = {0};
    if (date_read(&date, text))
        date_append_short(&printed, date);
    else
        buffer_append_string(&printed, text);
    append_member(out, name, buffer_string(&printed));
    buffer_release(&printed);
}

/* The ten columns of Appendix IV, part I.2, with the names of the form's table. */
static void append_form_row(struct buffer *out, const struct register_entry *entry)
{
    static const struct {
        const char *name;
        enum register_field field;
    } columns[] = {{"nguoi_ky", REGISTER_SIGNER}, {"noi_nhan", REGISTER_RECIPIENTS},
                   {"luu", REGISTER_KEEPER},      {"so_luong_ban", REGISTER_COPIES},
                   {"ky_nhan", REGISTER_RECEIPT}, {"ghi_chu", REGISTER_NOTE},
                   {"ten_loai", REGISTER_KIND},   {"trich_yeu", REGISTER_SUBJECT}};
    struct buffer symbol = {0};
    register_append_symbol(&symbol, entry);
    buffer_append_text(out, "{\"so_ky_hieu\":");
    json_append_string(out, buffer_string(&symbol));
    buffer_release(&symbol);
    append_date_member(out, "ngay", entry->date);
    append_member(out, "huy", entry->voided);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        append_member(out, columns[i].name, entry->fields[columns[i].field]);
    append_day_member(out, "ngay_chuyen", entry->fields[REGISTER_SENT]);
    buffer_append_byte(out, '}');
}

static void append_range(struct buffer *out, const struct register_entry *entries, size_t count)
{
    struct date first = entries[0].date, last = first;
    for (size_t i = 1; i < count; i++) {
        if (date_to_days(entries[i].date) < date_to_days(first))
            first = entries[i].date;
        if (date_to_days(entries[i].date) > date_to_days(last))
            last = entries[i].date;
    }
    append_date_member(out, "tu_ngay", first);
    append_date_member(out, "den_ngay", last);
    buffer_append_format(out, ",\"nam\":%d,\"tu_so\":%lld,\"den_so\":%lld", entries[0].year,
                         (long long)entries[0].number, (long long)entries[count - 1].number);
    append_member(out, "co_quan_ban_hanh", entries[0].fields[REGISTER_ISSUER]);
}

/* A book is bound for one series. */
static bool is_one_series(const struct register_entry *entries, size_t count, struct problems *problems)
{
    if (count == 0) {
        problems_add(problems, PROBLEM_BOOK_EMPTY, NULL, NULL);
        return false;
    }
    struct buffer series = {0};
    bool is_one = true;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && string_equal(entries[i].series, entries[i - 1].series))
            continue;
        is_one = i == 0;
        buffer_append_format(&series, "%s“%.*s”", i > 0 ? ", " : "", STRING_FORMAT(entries[i].series));
    }
    if (!is_one)
        problems_add(problems, PROBLEM_BOOK_SERIES, NULL, entries[0].series.bytes, series.bytes);
    buffer_release(&series);
    return is_one;
}

bool register_append_form_data(struct buffer *out, const struct register_entry *entries, size_t count,
                               struct problems *problems)
{
    if (!is_one_series(entries, count, problems))
        return false;
    buffer_append_text(out, "{\"van_ban\":[");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_append_text(out, ",\n");
        append_form_row(out, &entries[i]);
    }
    buffer_append_byte(out, ']');
    append_range(out, entries, count);
    buffer_append_byte(out, '}');
    return true;
}
