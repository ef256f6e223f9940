/* Lines of paragraphs and what stands between wide blanks in them; what a stretch of text looks like. */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

enum { WIDE_BLANKS = 3, RINGS_MOST = 5 };

/* ---- cutting ---- */

static bool ends_in(struct string text, const char *words)
{
    struct string end = string_of(words);
    return text.length >= end.length &&
           strncasecmp(text.bytes + text.length - end.length, words, end.length) == 0;
}

/* Blanks that wait for a number or a date part nothing: "Số:      /UBND", "ngày      tháng 5". */
static bool is_waiting(struct string before, struct string behind)
{
    static const char *const words[] = {"số:", "ngày", "tháng", "năm", "/", "-", ","};
    before = string_trim(before);
    behind = string_trim(behind);
    if (behind.length > 0 && strchr("/,;.)", behind.bytes[0]))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ends_in(before, words[i]))
            return true;
    return string_starts_with(behind, STRING("tháng ")) || string_starts_with(behind, STRING("năm "));
}

static size_t blank_length(struct string text, size_t at)
{
    if (text.bytes[at] == ' ')
        return 1;
    return at + 1 < text.length && text.bytes[at] == '\xc2' && text.bytes[at + 1] == '\xa0' ? 2 : 0;
}

/* The end of the part of a line that begins at `from`; *next is where the next one begins. */
static size_t part_end(struct string line, size_t from, size_t *next)
{
    for (size_t at = from; at < line.length;) {
        size_t blanks = 0, behind = at;
        while (behind < line.length && (blank_length(line, behind) > 0 || line.bytes[behind] == '\t')) {
            blanks += line.bytes[behind] == '\t' ? WIDE_BLANKS : 1;
            behind += line.bytes[behind] == '\t' ? 1 : blank_length(line, behind);
        }
        bool is_wide = blanks >= WIDE_BLANKS && behind < line.length && at > from &&
                       !is_waiting(string_slice(line, from, at), string_slice(line, behind, line.length));
        if (is_wide) {
            *next = behind;
            return at;
        }
        at = behind > at ? behind : at + 1;
    }
    *next = line.length;
    return line.length;
}

static void trim(struct string text, size_t *from, size_t *to)
{
    while (*from < *to && (blank_length(text, *from) > 0 || strchr("\t\n", text.bytes[*from])))
        *from += blank_length(text, *from) > 0 ? blank_length(text, *from) : 1;
    for (;;) {
        if (*to > *from && strchr(" \t\n", text.bytes[*to - 1]))
            (*to)--;
        else if (*to > *from + 1 && text.bytes[*to - 2] == '\xc2' && text.bytes[*to - 1] == '\xa0')
            *to -= 2;
        else
            return;
    }
}

bool component_is_row_of_signs(struct string text)
{
    size_t rings = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if ((c == 'o' || c == 'O' || c == '0') && at > 1 && ++rings <= RINGS_MOST)
            continue;
        if (c != '_' && c != '-' && c != '=' && c != '*' && c != ' ' && c != 0x2014 && c != 0x2013 &&
            c != 0x2500 && c != 0xAF)
            return false;
    }
    return true;
}

static void add_segment(struct finder *finder, struct segment *segment, struct buffer *out)
{
    struct string text = finder->document->paragraphs[segment->paragraph]->text;
    trim(text, &segment->from, &segment->to);
    struct string own = string_slice(text, segment->from, segment->to);
    if (own.length == 0 || component_is_row_of_signs(own))
        return;
    segment->folded = component_fold(finder->arena, own);
    buffer_append(out, (const char *)segment, sizeof *segment);
}

static void append_line(struct finder *finder, size_t paragraph, size_t from, size_t to, struct buffer *out)
{
    struct string text = string_slice(finder->document->paragraphs[paragraph]->text, 0, to);
    size_t first = out->length, begin = from, end = to;
    trim(text, &begin, &end);
    bool is_moved = memchr(text.bytes + from, '\t', begin - from) != NULL || begin - from >= WIDE_BLANKS;
    for (size_t at = begin, next; at < to; at = next) {
        struct segment segment = {.paragraph = paragraph, .from = at, .is_by_blanks = is_moved};
        segment.to = part_end(text, at, &next);
        is_moved = true;
        add_segment(finder, &segment, out);
    }
    unsigned count = (unsigned)((out->length - first) / sizeof(struct segment));
    for (unsigned i = 0; i < count; i++) {
        struct segment *segment = (struct segment *)(void *)(out->bytes + first) + i;
        segment->index = i;
        segment->count = count;
        segment->is_by_blanks |= count > 1;
    }
}

void segments_append(struct finder *finder, size_t paragraph, struct buffer *out)
{
    struct string text = finder->document->paragraphs[paragraph]->text;
    for (size_t from = 0, end; from < text.length; from = end + 1) {
        end = string_find(text, STRING("\n"), from);
        end = end == SIZE_MAX ? text.length : end;
        append_line(finder, paragraph, from, end, out);
    }
}

/* ---- adding ---- */

void finder_add(struct finder *finder, enum component component, const struct segment *segment)
{
    struct component_piece piece = {component, segment->paragraph, segment->from, segment->to,
                                    segment->is_by_blanks};
    buffer_append(&finder->pieces, (const char *)&piece, sizeof piece);
}

void finder_add_paragraph(struct finder *finder, enum component component, size_t paragraph)
{
    struct string text = finder->document->paragraphs[paragraph]->text;
    struct segment whole = {.paragraph = paragraph, .to = text.length};
    trim(text, &whole.from, &whole.to);
    if (whole.to > whole.from && !component_is_row_of_signs(string_slice(text, whole.from, whole.to)))
        finder_add(finder, component, &whole);
}

const void *finder_container(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    if (paragraph->cell != SIZE_MAX)
        return &finder->document->cells[paragraph->cell];
    return paragraph->box;
}

bool finder_has(const struct finder *finder, enum component component)
{
    const struct component_piece *pieces = (const struct component_piece *)(const void *)finder->pieces.bytes;
    for (size_t i = 0; i < finder->pieces.length / sizeof *pieces; i++)
        if (pieces[i].component == component)
            return true;
    return false;
}

const struct words *finder_words(const struct finder *finder, const char *name)
{
    return standard_words(finder->standard, name);
}

enum component finder_stamp(const struct finder *finder, struct string folded)
{
    static const struct {
        const char *words;
        enum component component;
    } rows[] = {{"do-mat", COMPONENT_SECRECY},
                {"do-khan", COMPONENT_URGENCY},
                {"pham-vi-luu-hanh", COMPONENT_CIRCULATION}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (words_have(finder_words(finder, rows[i].words), folded))
            return rows[i].component;
    }
    return is_electronic_line(folded) ? COMPONENT_ELECTRONIC : COMPONENT_OTHER;
}

/* ---- what it looks like ---- */

bool paragraph_is_upper(const struct document_paragraph *paragraph, size_t from, size_t to)
{
    size_t capitals = 0;
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t begin = span->from > from ? span->from : from, end = span->to < to ? span->to : to;
        for (size_t at = begin; at < end;) {
            unsigned c = text_next(paragraph->text, &at);
            bool is_capital = text_is_upper(c) || (span->format.caps && text_is_letter(c));
            if (text_is_lower(c) && !is_capital)
                return false;
            capitals += is_capital;
        }
    }
    return capitals > 0;
}

static bool is_set(const struct run_format *format, enum run_property property)
{
    return property == RUN_BOLD ? format->bold : format->italic;
}

static bool all_letters_are(const struct document_paragraph *paragraph, size_t from, size_t to,
                            enum run_property property)
{
    size_t letters = 0;
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t begin = span->from > from ? span->from : from, end = span->to < to ? span->to : to;
        if (span->format.position != POSITION_BASELINE)
            continue;
        for (size_t at = begin; at < end;) {
            if (!text_is_letter(text_next(paragraph->text, &at)))
                continue;
            if (!is_set(&span->format, property))
                return false;
            letters++;
        }
    }
    return letters > 0;
}

bool paragraph_is_bold(const struct document_paragraph *paragraph, size_t from, size_t to)
{
    return all_letters_are(paragraph, from, to, RUN_BOLD);
}

bool paragraph_is_italic(const struct document_paragraph *paragraph, size_t from, size_t to)
{
    return all_letters_are(paragraph, from, to, RUN_ITALIC);
}

static bool is_name(struct string text)
{
    size_t words = 0;
    bool in_word = false;
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        bool is_blank = text_is_space(c);
        if (!is_blank && !text_is_letter(c) && c != '.' && c != '\'' && !(c >= 0x300 && c <= 0x36F))
            return false;
        if (!is_blank && !in_word && ++words && !text_is_upper(c))
            return false;
        in_word = !is_blank;
    }
    return words >= 2 && words <= 6;
}

/* The bytes of a word in the beginning of a text that the list holds. */
static size_t title_length(const struct finder *finder, struct string text)
{
    const struct words *titles = finder_words(finder, "hoc-ham-cap-bac");
    for (size_t to = text.length; to > 0; to--)
        if ((to == text.length || strchr(" ,", text.bytes[to]) || text.bytes[to - 1] == '.') &&
            words_have(titles, component_fold(finder->arena, string_slice(text, 0, to))))
            return to;
    return 0;
}

bool finder_is_person(const struct finder *finder, struct string text)
{
    enum { PERSON_MOST = 120, TITLES_MOST = 4 };
    text = string_trim(text);
    if (text.length > PERSON_MOST)
        return false;
    for (size_t i = 0, length; i < TITLES_MOST && (length = title_length(finder, text)) > 0; i++)
        text = string_trim(
            string_slice(text, length + (length < text.length && text.bytes[length] == ','), text.length));
    return is_name(text);
}
