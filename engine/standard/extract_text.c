/* Texts of a document as data, and setting fields. */

#include <string.h>

#include "standard/extracting.h"
#include "text/glue.h"
#include "text/unicode.h"

struct string extract_plain(struct arena *arena, struct string text)
{
    struct buffer plain = {0};
    buffer_append_text(&plain, "");
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        bool is_blank = text_is_space(c) || c == 0xA0;
        if (!is_blank)
            buffer_append_code_point(&plain, c);
        else if (plain.length > 0 && plain.bytes[plain.length - 1] != ' ')
            buffer_append_byte(&plain, ' ');
    }
    struct string joined = arena_copy(arena, string_trim(buffer_string(&plain)));
    buffer_release(&plain);
    return text_normalise(arena, joined);
}

struct string extract_item(struct string text)
{
    text = string_trim(text);
    while (text.length > 0) {
        size_t next = 0;
        unsigned c = text_next(text, &next);
        if (c != '-' && c != '+' && c != ' ' && c != 0x2013 && c != 0x2022 && c != 0xB7)
            break;
        text = string_slice(text, next, text.length);
    }
    while (text.length > 0 && strchr(" ;.,", text.bytes[text.length - 1]))
        text.length--;
    return text;
}

struct string extract_piece(const struct extracting *work, const struct component_piece *piece)
{
    return extract_plain(work->arena, piece_text(work->components, piece));
}

/* A blank of any kind is one; line breaks stay. */
static struct string span_text(const struct extracting *work, struct string text, size_t from, size_t to)
{
    struct string copy = arena_copy(work->arena, text_unglue_part(work->arena, text, from, to));
    char *bytes = (char *)copy.bytes;
    for (size_t i = 0; i < copy.length; i++)
        if (bytes[i] == '\t')
            bytes[i] = ' ';
    return text_normalise(work->arena, copy);
}

struct outline_cell extract_spans(const struct extracting *work, size_t index, size_t from, size_t to)
{
    const struct document_paragraph *paragraph = work->document->paragraphs[index];
    struct outline_cell line = {arena_allocate(work->arena, (paragraph->span_count + 1) * sizeof *line.spans),
                                0};
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t begin = span->from > from ? span->from : from, end = span->to < to ? span->to : to;
        if (begin >= end)
            continue;
        struct string text = span_text(work, paragraph->text, begin, end);
        if (span->format.caps)
            text = text_upper(work->arena, text);
        line.spans[line.span_count++] = (struct outline_span){
            text, (span->format.bold ? OUTLINE_BOLD : 0u) | (span->format.italic ? OUTLINE_ITALIC : 0u)};
    }
    return line;
}

struct string extract_behind_colon(struct string text)
{
    size_t colon = string_find(text, STRING(":"), 0);
    return colon == SIZE_MAX ? text : string_trim(string_slice(text, colon + 1, text.length));
}

/* ---- fields ---- */

bool extract_has_field(const struct extracting *work, const char *name)
{
    for (size_t i = 0; i < work->fields->count; i++)
        if (string_is(work->fields->items[i], name))
            return true;
    return false;
}

void extract_note(struct extracting *work, enum problem_code code, const char *field, struct string words,
                  size_t paragraph)
{
    struct extraction_note *note = arena_allocate(work->arena, sizeof *note);
    *note = (struct extraction_note){.code = code, .field = string_of(field), .words = words};
    if (paragraph < work->document->paragraph_count)
        note->place = work->document->paragraphs[paragraph]->place;
    *work->extraction->last_note = note;
    work->extraction->last_note = &note->next;
}

/* Fields inside records are not asked for: only the top has names to miss. */
static bool may_set(struct extracting *work, const struct value *record, const char *name, struct string text)
{
    bool is_top = record->as.record == work->extraction->data.as.record;
    if (!is_top || extract_has_field(work, name))
        return true;
    extract_note(work, PROBLEM_EXTRACT_UNREAD, "", text, work->act->first_paragraph);
    return false;
}

void extract_set_text(struct extracting *work, struct value *record, const char *name, struct string text)
{
    struct value value = value_text(text);
    if (text.length > 0 && may_set(work, record, name, text))
        record_set_text(record->as.record, string_of(name), &value);
}

void extract_set_list(struct extracting *work, struct value *record, const char *name, struct value list)
{
    if (list.as.list->count > 0 && may_set(work, record, name, list.as.list->items[0].as.text))
        record_set_text(record->as.record, string_of(name), &list);
}

void extract_add(struct value *list, struct string text)
{
    struct value value = value_text(text);
    if (text.length > 0)
        list_append(list->as.list, &value);
}

struct value extract_lines(const struct extracting *work, enum component component, bool in_capitals)
{
    struct value list = value_list(work->arena);
    for (const struct component_piece *piece = act_first(work->act, component); piece;
         piece = act_next(work->act, piece)) {
        struct string text = extract_piece(work, piece);
        extract_add(&list, in_capitals ? text_upper(work->arena, text) : text);
    }
    return list;
}

/* ---- dates ---- */

static long number_behind(struct string text, const char *word)
{
    size_t at = string_find(text, string_of(word), 0);
    long number = 0;
    if (at == SIZE_MAX)
        return NOT_THERE;
    for (at += strlen(word); at < text.length && text.bytes[at] == ' ';)
        at++;
    size_t first = at;
    for (; at < text.length && at < first + 4 && text.bytes[at] >= '0' && text.bytes[at] <= '9'; at++)
        number = number * 10 + (text.bytes[at] - '0');
    return at > first ? number : NOT_THERE;
}

struct string extract_date(struct arena *arena, struct string text)
{
    struct string folded = component_fold(arena, text);
    long day = number_behind(folded, "ngay"), month = number_behind(folded, "thang"),
         year = number_behind(folded, "nam");
    struct date date;
    if (month < 1 || month > 12 || year < 1000)
        return STRING("");
    struct string read = day > 0 ? arena_format(arena, "%04ld-%02ld-%02ld", year, month, day)
                                 : arena_format(arena, "%04ld-%02ld", year, month);
    return date_read(&date, read) ? read : STRING("");
}
