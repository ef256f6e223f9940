/*
 * Explanations in words:
 *
 *   Quá hạn cả kỳ: in “05” (số lượng)
 *     = Quá hạn + Đang giải quyết quá hạn
 *     Quá hạn: in “05” (số lượng)
 *       ở: so-lieu.xlsx, trang Số liệu, ô B9
 *     Đang giải quyết quá hạn: in “0” (số lượng)
 *       mặc định
 */

#include "form/explain.h"
#include "form/kinds.h"

enum { SHOWN_CELLS = 12 };

static void append_place(const struct place *place, enum language language, bool with_file,
                         struct buffer *out)
{
    struct problem problem = {.place = *place};
    struct buffer words = {0};
    problem_append_place(&problem, language, &words);
    if (with_file)
        buffer_append_format(out, "%.*s%s", STRING_FORMAT(place->file), words.length > 0 ? ", " : "");
    buffer_append_string(out, buffer_string(&words));
    buffer_release(&words);
}

static void start_line(struct buffer *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        buffer_append_text(out, "  ");
}

/* đếm(ho_so, kênh = "trực tuyến"): 219 trong 314 dòng; hoso.xlsx: … */
static void append_query(const struct explained_query *query, enum language language, unsigned depth,
                         struct buffer *out)
{
    start_line(out, depth);
    buffer_append_format(out, language == LANGUAGE_VI ? "%.*s: %zu trong %zu dòng" : "%.*s: %zu of %zu rows",
                         STRING_FORMAT(query->text), query->found_count, query->row_count);
    const char *mark = ": ";
    for (size_t i = 0; i < query->cell_count && i < SHOWN_CELLS; i++) {
        buffer_append_text(out, mark);
        append_place(&query->cells[i], language, i == 0, out);
        mark = "; ";
    }
    buffer_append_text(out, query->found_count > SHOWN_CELLS && query->cell_count > 0 ? "; …\n" : "\n");
}

/* SQL is typed in lines; each stands under the first. */
static void append_lines(struct string text, unsigned depth, struct buffer *out)
{
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        to = string_find(text, STRING("\n"), from);
        to = to == SIZE_MAX ? text.length : to;
        if (from > 0)
            start_line(out, depth);
        buffer_append_format(out, "%.*s\n", STRING_FORMAT(string_slice(text, from, to)));
    }
}

static void append_source(const struct explanation *explanation, enum language language, unsigned depth,
                          struct buffer *out)
{
    bool is_vietnamese = language == LANGUAGE_VI;
    if (explanation->place.file.length > 0) {
        start_line(out, depth);
        buffer_append_text(out, is_vietnamese ? "ở: " : "at: ");
        append_place(&explanation->place, language, true, out);
        buffer_append_byte(out, '\n');
    }
    if (explanation->is_default) {
        start_line(out, depth);
        buffer_append_text(out, is_vietnamese ? "mặc định\n" : "default\n");
    }
    if (explanation->typed.length > 0) {
        start_line(out, depth);
        struct string formula = explanation->is_sql ? explanation->typed : explanation->labelled;
        buffer_append_text(out, explanation->is_sql ? "SQL: " : "= ");
        append_lines(formula, depth + 1, out);
    }
}

static void append_explanation(const struct explanation *explanation, enum language language, unsigned depth,
                               struct buffer *out)
{
    start_line(out, depth);
    buffer_append_format(out,
                         language == LANGUAGE_VI ? "%.*s: in “%.*s” (%s)\n" : "%.*s: prints “%.*s” (%s)\n",
                         STRING_FORMAT(explanation->label), STRING_FORMAT(explanation->text),
                         explanation->type->words[language]);
    append_source(explanation, language, depth + 1, out);
    for (size_t i = 0; i < explanation->query_count; i++)
        append_query(&explanation->queries[i], language, depth + 1, out);
    for (size_t i = 0; i < explanation->part_count; i++)
        append_explanation(explanation->parts[i], language, depth + 1, out);
}

void explanation_append(const struct explanation *explanation, enum language language, struct buffer *out)
{
    append_explanation(explanation, language, 0, out);
}

/* ---- JSON ---- */

static void append_member(struct buffer *out, const char *name, struct string text)
{
    if (text.length == 0)
        return;
    buffer_append_format(out, ",\"%s\":", name);
    json_append_string(out, text);
}

static void append_place_json(const struct place *place, enum language language, struct buffer *out)
{
    struct buffer words = {0};
    append_place(place, language, false, &words);
    buffer_append_text(out, "{\"file\":");
    json_append_string(out, place->file);
    append_member(out, "sheet", place->sheet);
    buffer_append_format(out, ",\"line\":%u,\"column\":%u", place->line, place->column);
    append_member(out, "words", buffer_string(&words));
    buffer_append_byte(out, '}');
    buffer_release(&words);
}

static void append_query_json(const struct explained_query *query, enum language language, struct buffer *out)
{
    buffer_append_text(out, "{\"query\":");
    json_append_string(out, query->text);
    buffer_append_format(out, ",\"rows\":%zu,\"found\":%zu,\"cells\":[", query->row_count,
                         query->found_count);
    for (size_t i = 0; i < query->cell_count; i++) {
        buffer_append_text(out, i > 0 ? "," : "");
        append_place_json(&query->cells[i], language, out);
    }
    buffer_append_text(out, "]}");
}

void explanation_append_json(const struct explanation *explanation, enum language language,
                             struct buffer *out)
{
    buffer_append_text(out, "{\"label\":");
    json_append_string(out, explanation->label);
    append_member(out, "text", explanation->text);
    append_member(out, "type", string_of(explanation->type->name));
    if (explanation->value.kind != VALUE_LIST && explanation->value.kind != VALUE_RECORD) {
        buffer_append_text(out, ",\"value\":");
        value_append_json(out, &explanation->value);
    }
    append_member(out, explanation->is_sql ? "sql" : "formula", explanation->typed);
    if (explanation->place.file.length > 0) {
        buffer_append_text(out, ",\"source\":");
        append_place_json(&explanation->place, language, out);
    }
    buffer_append_text(out, explanation->is_default ? ",\"default\":true,\"queries\":[" : ",\"queries\":[");
    for (size_t i = 0; i < explanation->query_count; i++) {
        buffer_append_text(out, i > 0 ? "," : "");
        append_query_json(&explanation->queries[i], language, out);
    }
    buffer_append_text(out, "],\"parts\":[");
    for (size_t i = 0; i < explanation->part_count; i++) {
        buffer_append_text(out, i > 0 ? "," : "");
        explanation_append_json(explanation->parts[i], language, out);
    }
    buffer_append_text(out, "]}");
}
