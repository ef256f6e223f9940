/*
 * Texts of cells (18.4.8, 18.4.12): runs joined, readings of East Asian letters left out, _x000D_ undone,
 * texts in fonts of before Unicode decoded.
 */

#include <string.h>

#include "data/xlsx.h"
#include "text/legacy_guess.h"
#include "text/unicode.h"

/* The unit of UTF-16 that "_xHHHH_" at `at` stands for; false if it is no such thing (22.9.2.19). */
static bool read_escape(struct string text, size_t at, unsigned *unit)
{
    enum { LENGTH = 7 };
    *unit = 0;
    if (at + LENGTH > text.length || text.bytes[at] != '_' || text.bytes[at + 1] != 'x' ||
        text.bytes[at + LENGTH - 1] != '_')
        return false;
    for (size_t i = 2; i < LENGTH - 1; i++) {
        int digit = string_hex_digit(text.bytes[at + i]);
        if (digit < 0)
            return false;
        *unit = *unit * 16 + (unsigned)digit;
    }
    return true;
}

static bool is_forbidden(unsigned code_point)
{
    bool is_control = code_point < 0x20 && code_point != '\t' && code_point != '\n';
    return is_control || (code_point >= 0xd800 && code_point < 0xe000) || code_point == 0xfffe ||
           code_point == 0xffff;
}

/* Reads the character escaped at *at, moved on behind it. */
static unsigned read_escaped(struct string text, size_t *at, unsigned unit)
{
    unsigned low;
    *at += 7;
    bool is_pair =
        unit >= 0xd800 && unit < 0xdc00 && read_escape(text, *at, &low) && low >= 0xdc00 && low < 0xe000;
    if (!is_pair)
        return unit;
    *at += 7;
    return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/* A carriage return is a line end, or part of one. */
static void append_escaped(struct text_reading *reading, struct string text, size_t *at, unsigned unit,
                           struct buffer *out)
{
    unsigned code_point = read_escaped(text, at, unit);
    bool ends_line = *at < text.length && text.bytes[*at] == '\n';
    if (code_point == '\r' && !ends_line)
        buffer_append_byte(out, '\n');
    else if (code_point != '\r' && is_forbidden(code_point))
        reading->forbidden = code_point > 0 ? code_point : 0xffff;
    else if (code_point != '\r')
        buffer_append_code_point(out, code_point);
}

static void append_unescaped(struct text_reading *reading, struct string text, struct buffer *out)
{
    for (size_t at = 0; at < text.length;) {
        size_t next = string_find(text, STRING("_x"), at);
        unsigned unit;
        next = next == SIZE_MAX ? text.length : next;
        buffer_append_string(out, string_slice(text, at, next));
        at = next;
        if (at < text.length && read_escape(text, at, &unit))
            append_escaped(reading, text, &at, unit, out);
        else if (at < text.length)
            buffer_append_byte(out, text.bytes[at++]);
    }
}

/* ---- reading ---- */

void text_begin(struct text_reading *reading, struct workbook *workbook)
{
    buffer_truncate(&reading->piece, 0);
    *reading = (struct text_reading){.workbook = workbook,
                                     .piece = reading->piece,
                                     .runs = reading->runs,
                                     .run_capacity = reading->run_capacity};
}

static struct text_run *next_run(struct text_reading *reading)
{
    if (reading->run_count == reading->run_capacity) {
        reading->run_capacity = reading->run_capacity * 2 + 8;
        size_t size = reading->run_capacity * sizeof *reading->runs;
        struct text_run *larger = arena_allocate(reading->workbook->arena, size);
        if (reading->run_count > 0)
            memcpy(larger, reading->runs, reading->run_count * sizeof *larger);
        reading->runs = larger;
    }
    return &reading->runs[reading->run_count++];
}

static void end_piece(struct text_reading *reading)
{
    struct buffer unescaped = {0};
    if (reading->piece.length == 0)
        return;
    append_unescaped(reading, buffer_string(&reading->piece), &unescaped);
    reading->run.text = arena_copy(reading->workbook->reader->arena, buffer_string(&unescaped));
    *next_run(reading) = reading->run;
    buffer_release(&unescaped);
    buffer_truncate(&reading->piece, 0);
}

void text_enter(struct text_reading *reading, int kind, const struct xml_element *element)
{
    if (kind == XLSX_RUN) {
        end_piece(reading);
        reading->run = (struct text_run){0};
    } else if (kind == XLSX_RUN_FONT) {
        reading->run.font = cell_font_of(xlsx_attribute(element, "val"));
        reading->run.has_font = true;
    } else if (kind == XLSX_PHONETIC) {
        reading->is_phonetic = true;
    }
}

void text_leave(struct text_reading *reading, int kind)
{
    if (kind == XLSX_PHONETIC)
        reading->is_phonetic = false;
    if (kind != XLSX_RUN)
        return;
    end_piece(reading);
    reading->run = (struct text_run){0};
}

void text_add(struct text_reading *reading, int kind, struct string text)
{
    if (kind == XLSX_TEXT && !reading->is_phonetic)
        buffer_append_string(&reading->piece, text);
}

static struct string join_runs(struct text_reading *reading)
{
    struct buffer joined = {0};
    struct arena *arena = reading->workbook->reader->arena;
    if (reading->run_count == 1)
        return text_normalise(arena, reading->runs[0].text);
    for (size_t i = 0; i < reading->run_count; i++)
        buffer_append_string(&joined, reading->runs[i].text);
    struct string text = text_normalise(arena, arena_copy(arena, buffer_string(&joined)));
    buffer_release(&joined);
    return text;
}

static bool are_plain(const struct text_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (runs[i].has_font)
            return false;
    }
    return true;
}

struct rich_text text_end(struct text_reading *reading)
{
    end_piece(reading);
    struct rich_text text = {.text = join_runs(reading), .forbidden = reading->forbidden};
    if (are_plain(reading->runs, reading->run_count))
        return text;
    size_t size = reading->run_count * sizeof *reading->runs;
    text.runs = memcpy(arena_allocate(reading->workbook->arena, size), reading->runs, size);
    text.run_count = reading->run_count;
    return text;
}

void text_release(struct text_reading *reading)
{
    buffer_release(&reading->piece);
}

/* ---- fonts ---- */

/* What is not of the font's encoding was typed in Unicode. */
static bool decode_in_font(struct string text, const struct cell_font *font, struct buffer *decoded)
{
    size_t bad;
    return font->is_legacy && (legacy_decode_run(font->encoding, text, decoded, &bad) ||
                               legacy_decode_words(font->encoding, text, decoded));
}

static void append_in_font(struct arena *arena, struct string text, const struct cell_font *font,
                           struct buffer *out)
{
    struct buffer decoded = {0};
    if (!decode_in_font(text, font, &decoded))
        buffer_append_string(out, text);
    else if (font->draws_capitals)
        buffer_append_string(out, text_upper(arena, buffer_string(&decoded)));
    else
        buffer_append_string(out, buffer_string(&decoded));
    buffer_release(&decoded);
}

static bool has_legacy_font(const struct rich_text *text, const struct cell_font *font)
{
    bool has_legacy = text->run_count == 0 && font->is_legacy;
    for (size_t i = 0; i < text->run_count; i++)
        has_legacy |= text->runs[i].has_font ? text->runs[i].font.is_legacy : font->is_legacy;
    return has_legacy;
}

static const struct cell_font *font_of_run(const struct text_run *run, const struct cell_font *font)
{
    return run->has_font ? &run->font : font;
}

/* The length of a mark that a run begins with and that belongs to the letter at the end of `text`. */
static size_t mark_behind(struct string text, const struct text_run *run, const struct text_run *next,
                          const struct cell_font *font)
{
    const struct cell_font *own = font_of_run(run, font), *other = font_of_run(next, font);
    bool is_mark = own->is_legacy && other->is_legacy && own->encoding == other->encoding &&
                   legacy_begins_with_mark(own->encoding, text, next->text);
    return is_mark ? text_offset(next->text, 1) : 0;
}

struct string text_in_font(struct workbook *workbook, const struct rich_text *text,
                           const struct cell_font *font)
{
    struct arena *arena = workbook->reader->arena;
    struct buffer out = {0};
    if (!has_legacy_font(text, font))
        return text->text;
    if (text->run_count == 0)
        append_in_font(arena, text->text, font, &out);
    size_t mark = 0; /* bytes that the run before took */
    for (size_t i = 0; i < text->run_count; i++) {
        struct string own = string_slice(text->runs[i].text, mark, text->runs[i].text.length);
        mark = i + 1 < text->run_count ? mark_behind(own, &text->runs[i], &text->runs[i + 1], font) : 0;
        if (mark > 0)
            own =
                arena_format(arena, "%.*s%.*s", STRING_FORMAT(own), (int)mark, text->runs[i + 1].text.bytes);
        append_in_font(arena, own, font_of_run(&text->runs[i], font), &out);
    }
    struct string decoded = text_normalise(arena, arena_copy(arena, buffer_string(&out)));
    buffer_release(&out);
    return decoded;
}

/* ---- sharedStrings.xml ---- */

enum { STRINGS_ITEM = 1 };

static const struct xlsx_name string_names[] = {{"si", STRINGS_ITEM}, XLSX_TEXT_NAMES, {NULL, 0}};

struct strings_reading {
    struct workbook *workbook;
    struct text_reading text;
    size_t capacity;
};

static void add_string(struct strings_reading *reading, struct rich_text text)
{
    struct workbook *workbook = reading->workbook;
    if (workbook->string_count == reading->capacity) {
        reading->capacity = reading->capacity * 2 + 256;
        struct rich_text *larger = arena_allocate(workbook->arena, reading->capacity * sizeof *larger);
        if (workbook->string_count > 0)
            memcpy(larger, workbook->strings, workbook->string_count * sizeof *larger);
        workbook->strings = larger;
    }
    workbook->strings[workbook->string_count++] = text;
}

static void enter_string(void *context, int kind, const struct xml_element *element)
{
    struct strings_reading *reading = context;
    if (kind == STRINGS_ITEM)
        text_begin(&reading->text, reading->workbook);
    else
        text_enter(&reading->text, kind, element);
}

static void leave_string(void *context, int kind)
{
    struct strings_reading *reading = context;
    if (kind == STRINGS_ITEM)
        add_string(reading, text_end(&reading->text));
    else
        text_leave(&reading->text, kind);
}

static void add_text(void *context, int kind, struct string text)
{
    struct strings_reading *reading = context;
    text_add(&reading->text, kind, text);
}

bool xlsx_read_strings(struct workbook *workbook)
{
    struct strings_reading reading = {.workbook = workbook};
    struct xlsx_visitor visitor = {string_names, enter_string, leave_string, add_text, &reading};
    struct string part = xlsx_part(workbook, "sharedStrings");
    text_begin(&reading.text, workbook);
    bool is_read = part.length == 0 || xlsx_visit(workbook, part, &visitor);
    text_release(&reading.text);
    return is_read;
}
