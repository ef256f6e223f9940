/* The body of an act as outline notation. */

#include <string.h>

#include "standard/extracting.h"
#include "word/review.h"

static bool is_body(enum component component)
{
    return component >= COMPONENT_GROUNDS && component <= COMPONENT_TABLE_TEXT;
}

/* The outermost table with borders that holds the paragraph, or SIZE_MAX. */
static size_t framed_table(const struct document *document, size_t index)
{
    size_t found = SIZE_MAX;
    for (size_t cell = document->paragraphs[index]->cell; cell != SIZE_MAX;) {
        size_t table = document->cells[cell].table;
        found = document->tables[table].is_framed ? table : found;
        cell = document->tables[table].cell;
    }
    return found;
}

/* The header's cells are bold by themselves: "| **a** | **b** |" above "|---|---|" needs no stars. */
static struct string plain_header(struct arena *arena, struct string table)
{
    size_t end = string_find(table, STRING("\n"), 0);
    if (end == SIZE_MAX || end + 2 >= table.length || !strchr(":-", table.bytes[end + 2]) ||
        table.bytes[end + 1] != '|' || table.bytes[end + 2] == ' ')
        return table;
    struct buffer out = {0};
    for (size_t at = 0; at < end;) {
        size_t bar = string_find(table, STRING("|"), at + 1);
        bar = bar > end ? end : bar;
        struct string cell = string_trim(string_slice(table, at + 1, bar));
        bool is_bold = cell.length > 4 && string_starts_with(cell, STRING("**")) &&
                       string_ends_with(cell, STRING("**")) &&
                       string_find(string_slice(cell, 2, cell.length - 2), STRING("*"), 0) == SIZE_MAX;
        if (cell.length > 0 && !is_bold) {
            buffer_release(&out);
            return table;
        }
        if (at + 1 < end)
            buffer_append_format(&out, "| %.*s ", cell.length > 4 ? (int)cell.length - 4 : 0,
                                 cell.length > 4 ? cell.bytes + 2 : "");
        at = bar;
    }
    buffer_append_byte(&out, '|');
    buffer_append_string(&out, string_slice(table, end, table.length));
    struct string plain = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return plain;
}

struct string extract_table_notation(struct arena *arena, const struct document *document,
                                     const xmlNode *table)
{
    struct buffer out = {0};
    buffer_append_text(&out, "");
    review_append_table(&out, document->formats, table);
    struct string notation = arena_copy(arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return plain_header(arena, notation);
}

static struct string table_notation(const struct extracting *work, size_t table)
{
    return extract_table_notation(work->arena, work->document, work->document->tables[table].node);
}

struct string extract_line_notation(struct arena *arena, const struct document *document, size_t paragraph,
                                    size_t from, size_t to, struct string above)
{
    struct extracting work = {.arena = arena, .document = document};
    struct outline_cell spans = extract_spans(&work, paragraph, from, to);
    return outline_restore(arena, above, &spans);
}

/* Without "./." at the end of the spans. */
static void drop_end_mark(struct outline_cell *line)
{
    size_t dropped = 0;
    for (size_t i = line->span_count; i-- > 0 && dropped < 3;) {
        struct string *text = &line->spans[i].text;
        while (text->length > 0 && dropped < 3 && strchr("./ ", text->bytes[text->length - 1])) {
            dropped += text->bytes[text->length - 1] != ' ';
            text->length--;
        }
        if (text->length > 0)
            break;
    }
}

static bool has_end_mark(struct string text)
{
    text = string_trim(text);
    return string_ends_with(text, STRING("./."));
}

static struct body_line make_line(const struct extracting *work, const struct component_piece *piece,
                                  const struct body_line *before, bool is_last)
{
    const struct document_paragraph *paragraph = work->document->paragraphs[piece->paragraph];
    struct outline_cell spans = extract_spans(work, piece->paragraph, 0, paragraph->text.length);
    struct string text = extract_plain(work->arena, paragraph->text);
    if (is_last && has_end_mark(text)) {
        drop_end_mark(&spans);
        text = string_trim(string_slice(text, 0, text.length - 3));
    }
    struct string above = before ? before->notation : STRING("");
    return (struct body_line){piece->paragraph, piece->component, false, text,
                              text.length > 0 ? outline_restore(work->arena, above, &spans) : STRING("")};
}

/* A table is one line, whatever its paragraphs are. */
static bool is_same_table(const struct extracting *work, size_t paragraph, const struct body_line *before)
{
    size_t table = framed_table(work->document, paragraph);
    return table != SIZE_MAX && before && before->is_table &&
           framed_table(work->document, before->paragraph) == table;
}

static bool is_last_piece(const struct extracting *work, const struct component_piece *piece)
{
    for (const struct component_piece *next = piece + 1; next < work->act->pieces + work->act->piece_count;
         next++)
        if (is_body(next->component))
            return false;
    return true;
}

struct body_line *extract_body(const struct extracting *work, size_t *count)
{
    const struct act *act = work->act;
    struct body_line *lines = arena_allocate(work->arena, (act->piece_count + 1) * sizeof *lines);
    *count = 0;
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        struct body_line *before = *count > 0 ? &lines[*count - 1] : NULL;
        if (!is_body(piece->component) || is_same_table(work, piece->paragraph, before) ||
            (before && !before->is_table && before->paragraph == piece->paragraph))
            continue;
        size_t table = framed_table(work->document, piece->paragraph);
        if (table != SIZE_MAX)
            lines[*count] = (struct body_line){piece->paragraph, piece->component, true, STRING(""),
                                               table_notation(work, table)};
        else
            lines[*count] = make_line(work, piece, before, is_last_piece(work, piece));
        *count += lines[*count].notation.length > 0;
    }
    return lines;
}

struct string extract_join(struct arena *arena, const struct body_line *lines, size_t count)
{
    struct buffer out = {0};
    buffer_append_text(&out, "");
    for (size_t i = 0; i < count; i++) {
        bool is_gap = i > 0 && lines[i].is_table && lines[i - 1].is_table;
        buffer_append_format(&out, "%s%.*s\n", is_gap ? "\n" : "", STRING_FORMAT(lines[i].notation));
    }
    struct string joined = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return joined;
}
