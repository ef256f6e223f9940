/*
 * Where the signature and Nơi nhận of a document begin and end: around the last "Nơi nhận", or around the
 * last lines that are authorities when there is none.
 */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

enum { LINES_MOST = 60, BLOCK_LINES = 14, LINE_MOST = 80, MOVED_TWIPS = 2000 };

static bool begins(struct string folded, const char *words)
{
    return string_starts_with(folded, string_of(words));
}

static const struct document_paragraph *paragraph_at(const struct finder *finder, size_t index)
{
    return finder->document->paragraphs[index];
}

size_t finder_outermost_table(const struct finder *finder, size_t index)
{
    size_t cell = paragraph_at(finder, index)->cell, table = SIZE_MAX;
    while (cell != SIZE_MAX) {
        table = finder->document->cells[cell].table;
        cell = finder->document->tables[table].cell;
    }
    return table;
}

bool is_recipients_word(struct string folded)
{
    return begins(folded, "noi nhan") && folded.length < 60;
}

/* ---- what a line is ---- */

static bool is_authority_line(const struct finder *finder, const struct segment *segment)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, segment->paragraph);
    struct string folded = segment->folded;
    if (folded.length > 120 || !paragraph_is_upper(paragraph, segment->from, segment->to) ||
        memchr(folded.bytes, ':', folded.length))
        return false;
    for (size_t i = 0; i < finder->standard->authority_count; i++) {
        struct string prefix = component_fold(finder->arena, finder->standard->authorities[i].prefix);
        if (string_starts_with(folded, prefix) ||
            (string_starts_with(folded, string_slice(prefix, 0, prefix.length - 1)) &&
             folded.length > prefix.length && strchr("/ ", folded.bytes[prefix.length - 1])))
            return true;
    }
    return begins(folded, "t/m") || words_begin(finder_words(finder, "chuc-vu"), folded);
}

static bool has_authority(struct finder *finder, size_t index)
{
    struct buffer list = {0};
    bool is_found = false;
    segments_append(finder, index, &list);
    const struct segment *segments = (const struct segment *)(const void *)list.bytes;
    for (size_t i = 0; i < list.length / sizeof *segments; i++)
        is_found |= is_authority_line(finder, &segments[i]);
    buffer_release(&list);
    return is_found;
}

/* On the right half, or in the middle. */
static bool is_moved(const struct document_paragraph *paragraph)
{
    struct string text = document_typed_text(paragraph);
    return paragraph->format.alignment == ALIGN_CENTER || paragraph->format.alignment == ALIGN_RIGHT ||
           paragraph->format.left_twips + paragraph->format.first_line_twips > MOVED_TWIPS ||
           (text.length > 0 && strchr(" \t", text.bytes[0]));
}

enum signing { SIGNING_NONE, SIGNING_NAME, SIGNING_CAPITALS, SIGNING_AUTHORITY, SIGNING_OTHER };

/* What a line above Nơi nhận may be of a signature. */
static enum signing signing_of(struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    struct string folded = finder->folded[index];
    if (paragraph->format.alignment == ALIGN_JUSTIFIED ||
        document_is_in_framed_table(finder->document, paragraph))
        return SIGNING_NONE;
    if (has_authority(finder, index))
        return SIGNING_AUTHORITY;
    bool is_cell = paragraph->cell != SIZE_MAX;
    if (folded.length > LINE_MOST || (!is_moved(paragraph) && !is_cell) || paragraph->number_length > 0 ||
        strchr(".:;-+", folded.bytes[folded.length - 1]) || strchr("-+", folded.bytes[0]))
        return SIGNING_NONE;
    if (finder_is_person(finder, string_trim(paragraph->text)))
        return SIGNING_NAME;
    return paragraph_is_upper(paragraph, 0, paragraph->text.length) ? SIGNING_CAPITALS : SIGNING_OTHER;
}

/* ---- where it begins ---- */

static size_t begin_of(const struct finder *finder, size_t index)
{
    size_t table = finder_outermost_table(finder, index);
    return table != SIZE_MAX && !finder->document->tables[table].is_framed
               ? finder->document->tables[table].first_paragraph
               : index;
}

/*
 * The whole table the paragraph stands in, and the lines right above it that are a signature: down from an
 * authority, or from words in capitals with a name below them.
 */
static size_t start_of_block(struct finder *finder, size_t from, size_t index)
{
    size_t start = begin_of(finder, index);
    bool has_name = false;
    for (size_t i = start, seen = 0; i > from && seen < BLOCK_LINES; i--) {
        if (paragraph_at(finder, i - 1)->is_blank)
            continue;
        enum signing signing = signing_of(finder, i - 1);
        seen++;
        if (signing == SIGNING_NONE)
            break;
        has_name |= signing == SIGNING_NAME;
        if (signing == SIGNING_AUTHORITY || (signing == SIGNING_CAPITALS && has_name))
            start = begin_of(finder, i - 1);
    }
    return start > from ? start : from;
}

/* The last one that is followed by nothing of a body. */
static size_t find_recipients_word(struct finder *finder, size_t from, size_t end)
{
    for (size_t i = end; i > from; i--) {
        const struct document_paragraph *paragraph = paragraph_at(finder, i - 1);
        if (!paragraph->is_blank && is_recipients_word(finder->folded[i - 1]) &&
            !document_is_in_framed_table(finder->document, paragraph))
            return i - 1;
    }
    return end;
}

/* Lines of text end the search, once there is something. */
static size_t find_last_authority(struct finder *finder, size_t from, size_t end)
{
    size_t found = end;
    for (size_t i = end, seen = 0; i > from && seen < BLOCK_LINES; i--) {
        const struct document_paragraph *paragraph = paragraph_at(finder, i - 1);
        if (paragraph->is_blank)
            continue;
        seen++;
        enum signing signing = signing_of(finder, i - 1);
        if (signing == SIGNING_AUTHORITY)
            found = i - 1;
        else if ((signing == SIGNING_NONE && found < end) || finder->folded[i - 1].length > 120)
            break;
    }
    return found;
}

static bool is_of_block(struct finder *finder, size_t table, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    if (paragraph->is_blank || paragraph->anchor != SIZE_MAX)
        return true;
    size_t own = finder_outermost_table(finder, index);
    if (own != SIZE_MAX)
        return own == table || has_authority(finder, index);
    return table == SIZE_MAX && finder->folded[index].length < 200 &&
           paragraph->format.alignment != ALIGN_JUSTIFIED;
}

size_t signature_start(struct finder *finder, size_t from, size_t end, size_t *behind)
{
    size_t word = find_recipients_word(finder, from, end);
    size_t anchor = word < end ? word : find_last_authority(finder, from, end);
    *behind = end;
    if (anchor >= end)
        return end;
    size_t table = finder_outermost_table(finder, anchor);
    *behind = table != SIZE_MAX ? finder->document->tables[table].end_paragraph : anchor + 1;
    for (size_t i = *behind; i < end && i < anchor + LINES_MOST && is_of_block(finder, table, i); i++)
        *behind = i + 1;
    *behind = *behind < end ? *behind : end;
    return start_of_block(finder, from, anchor);
}
