/*
 * The end of a document: Nơi nhận (ô 9b, 12) on the left, authority and name (ô 7) on the right, in a table
 * without borders or in lines laid out by tabs. Minutes have two signatures and Nơi nhận below them.
 */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

enum { LINES_MOST = 60 };

static bool begins(struct string folded, const char *words)
{
    return string_starts_with(folded, string_of(words));
}

static const struct document_paragraph *paragraph_at(const struct finder *finder, size_t index)
{
    return finder->document->paragraphs[index];
}

static size_t outermost_table(const struct finder *finder, size_t index)
{
    size_t cell = paragraph_at(finder, index)->cell, table = SIZE_MAX;
    while (cell != SIZE_MAX) {
        table = finder->document->cells[cell].table;
        cell = finder->document->tables[table].cell;
    }
    return table;
}

/* ---- where it begins ---- */

static bool is_authority_line(const struct finder *finder, const struct segment *segment)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, segment->paragraph);
    struct string folded = segment->folded;
    if (folded.length > 120 || !paragraph_is_upper(paragraph, segment->from, segment->to))
        return false;
    for (size_t i = 0; i < finder->standard->authority_count; i++) {
        struct string prefix = component_fold(finder->arena, finder->standard->authorities[i].prefix);
        if (string_starts_with(folded, prefix) ||
            (string_starts_with(folded, string_slice(prefix, 0, prefix.length - 1)) &&
             folded.length > prefix.length && strchr("/ ", folded.bytes[prefix.length - 1])))
            return true;
    }
    return words_begin(finder_words(finder, "chuc-vu"), folded);
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

static bool is_recipients_word(struct string folded)
{
    return begins(folded, "noi nhan") && folded.length < 60;
}

/* The whole table the paragraph stands in, a table right before it that bears authorities as well. */
static size_t start_of_block(struct finder *finder, size_t from, size_t index)
{
    size_t table = outermost_table(finder, index), start = index;
    if (table != SIZE_MAX && !finder->document->tables[table].is_framed)
        start = finder->document->tables[table].first_paragraph;
    for (size_t i = start, seen = 0; i > from && seen < 14; i--) {
        const struct document_paragraph *before = paragraph_at(finder, i - 1);
        if (before->is_blank)
            continue;
        seen++;
        if (has_authority(finder, i - 1) && before->format.alignment != ALIGN_JUSTIFIED) {
            size_t outer = outermost_table(finder, i - 1);
            start = outer == SIZE_MAX ? i - 1 : finder->document->tables[outer].first_paragraph;
        } else if (finder->folded[i - 1].length > 80) {
            break;
        }
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

static size_t find_last_authority(struct finder *finder, size_t from, size_t end)
{
    size_t found = end;
    for (size_t i = end, seen = 0; i > from && seen < 12; i--) {
        const struct document_paragraph *paragraph = paragraph_at(finder, i - 1);
        if (paragraph->is_blank || document_is_in_framed_table(finder->document, paragraph))
            continue;
        seen++;
        if (has_authority(finder, i - 1))
            found = i - 1;
        else if (finder->folded[i - 1].length > 120)
            break;
    }
    return found;
}

static bool is_of_block(struct finder *finder, size_t table, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    if (paragraph->is_blank || paragraph->anchor != SIZE_MAX)
        return true;
    size_t own = outermost_table(finder, index);
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
    size_t table = outermost_table(finder, anchor);
    *behind = table != SIZE_MAX ? finder->document->tables[table].end_paragraph : anchor + 1;
    for (size_t i = *behind; i < end && i < anchor + LINES_MOST && is_of_block(finder, table, i); i++)
        *behind = i + 1;
    *behind = *behind < end ? *behind : end;
    return start_of_block(finder, from, anchor);
}

/* ---- what stands in it ---- */

struct block {
    struct finder *finder;
    bool in_list;
    bool in_notes;        /* "Ghi chú:" and what follows it in its column */
    struct buffer rights; /* struct segment: lines of the signer in one column */
};

/* "PL.(300)", "A.40": letters, then a number. */
static bool is_drafter_mark(struct string text)
{
    size_t at = 0, letters = 0, digits = 0;
    while (at < text.length) {
        unsigned c = text_next(text, &at);
        if (text_is_upper(c) && digits == 0)
            letters++;
        else if (c >= '0' && c <= '9' && letters > 0)
            digits++;
        else if (c > 0x7F || !strchr(". ()", (int)c))
            return false;
    }
    return letters > 0 && letters < 9 && digits > 0;
}

static struct string segment_text(const struct block *block, const struct segment *segment)
{
    return string_slice(paragraph_at(block->finder, segment->paragraph)->text, segment->from, segment->to);
}

static bool is_list_item(const struct segment *segment)
{
    return strchr("-+*", segment->folded.bytes[0]) || begins(segment->folded, "\xe2\x80\xa2") ||
           begins(segment->folded, "\xc2\xb7") || begins(segment->folded, "luu:") ||
           begins(segment->folded, "nhu tren") || begins(segment->folded, "nhu dieu");
}

/* Puts a line of the left side; false when it is none. */
static bool add_left(struct block *block, const struct segment *segment, bool is_left)
{
    if (is_recipients_word(segment->folded)) {
        block->in_list = true;
        finder_add(block->finder, COMPONENT_RECIPIENTS_WORD, segment);
    } else if (is_drafter_mark(segment_text(block, segment)) && block->in_list && is_left) {
        finder_add(block->finder, COMPONENT_DRAFTER, segment);
    } else if (block->in_list && (is_left || is_list_item(segment))) {
        finder_add(block->finder, COMPONENT_RECIPIENTS, segment);
    } else {
        return false;
    }
    return true;
}

/* Room for the signature above a line tells a name in capitals from a position. */
static bool is_apart(const struct block *block, const struct segment *line, const struct segment *above)
{
    enum { ROOM = 600 };
    return line->paragraph > above->paragraph + 1 ||
           paragraph_at(block->finder, line->paragraph)->format.before_twips > ROOM;
}

static bool is_position(const struct block *block, const struct segment *line)
{
    return words_begin(finder_words(block->finder, "chuc-vu"), line->folded);
}

static bool is_name(const struct block *block, const struct segment *line, const struct segment *above)
{
    const struct document_paragraph *paragraph = paragraph_at(block->finder, line->paragraph);
    return text_is_person(segment_text(block, line)) && !is_position(block, line) &&
           (!paragraph_is_upper(paragraph, line->from, line->to) || is_apart(block, line, above));
}

/* The lines of one signer: authority down to the first line that is not in capitals, the name last. */
static void add_signer(struct block *block)
{
    const struct segment *lines = (const struct segment *)(const void *)block->rights.bytes;
    size_t count = block->rights.length / sizeof *lines, first = 0;
    bool has_name = count > 1 && is_name(block, &lines[count - 1], &lines[count - 2]);
    for (size_t i = 0; i < count; i++) {
        const struct document_paragraph *paragraph = paragraph_at(block->finder, lines[i].paragraph);
        bool is_upper = paragraph_is_upper(paragraph, lines[i].from, lines[i].to);
        enum component component = COMPONENT_SIGNATURE;
        if (has_name && i + 1 == count)
            component = COMPONENT_SIGNER;
        else if (i == first && (is_upper || i == 0 || is_position(block, &lines[i])) &&
                 lines[i].folded.bytes[0] != '(')
            component = COMPONENT_AUTHORITY, first++;
        finder_add(block->finder, component, &lines[i]);
    }
    buffer_truncate(&block->rights, 0);
}

static void add_segment(struct block *block, const struct segment *segment, bool in_cell)
{
    block->in_notes |= begins(segment->folded, "ghi chu");
    if (block->in_notes) {
        finder_add(block->finder, COMPONENT_OTHER, segment);
        return;
    }
    bool is_left = in_cell ? block->in_list : segment->count > 1 && segment->index == 0;
    if (!add_left(block, segment, is_left))
        buffer_append(&block->rights, (const char *)segment, sizeof *segment);
}

static void read_block_paragraph(struct block *block, size_t index, bool in_cell)
{
    struct buffer list = {0};
    segments_append(block->finder, index, &list);
    const struct segment *segments = (const struct segment *)(const void *)list.bytes;
    for (size_t i = 0; i < list.length / sizeof *segments; i++)
        add_segment(block, &segments[i], in_cell);
    buffer_release(&list);
}

/* A table is read column by column: its rows may be lines. */
static void read_columns(struct block *block, size_t table, size_t end)
{
    const struct document *document = block->finder->document;
    unsigned columns = 0;
    size_t from = document->tables[table].first_paragraph;
    for (size_t i = from; i < end; i++)
        if (paragraph_at(block->finder, i)->cell != SIZE_MAX &&
            document->cells[paragraph_at(block->finder, i)->cell].column >= columns)
            columns = document->cells[paragraph_at(block->finder, i)->cell].column + 1;
    for (unsigned column = 0; column < columns; column++) {
        block->in_list = block->in_notes = false;
        for (size_t i = from; i < end; i++) {
            const struct document_paragraph *paragraph = paragraph_at(block->finder, i);
            if (!paragraph->is_blank && paragraph->cell != SIZE_MAX &&
                document->cells[paragraph->cell].column == column)
                read_block_paragraph(block, i, true);
        }
        add_signer(block);
    }
    block->in_list = block->in_notes = false;
}

void find_signature(struct finder *finder, size_t from, size_t end)
{
    struct block block = {.finder = finder};
    for (size_t i = from; i < end;) {
        size_t table = outermost_table(finder, i);
        if (table != SIZE_MAX) {
            size_t last = finder->document->tables[table].end_paragraph;
            add_signer(&block);
            read_columns(&block, table, last < end ? last : end);
            i = last > i ? last : i + 1;
        } else {
            if (!paragraph_at(finder, i)->is_blank)
                read_block_paragraph(&block, i, false);
            i++;
        }
    }
    add_signer(&block);
    buffer_release(&block.rights);
}
