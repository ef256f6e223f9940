/*
 * The end of a document: Nơi nhận (ô 9b, 12) on the left, authority and name (ô 7) on the right, in a table
 * without borders or in lines laid out by tabs. Minutes have two signatures and Nơi nhận below them.
 * component_ending.c tells where it begins.
 */

#include <limits.h>
#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

static bool begins(struct string folded, const char *words)
{
    return string_starts_with(folded, string_of(words));
}

static const struct document_paragraph *paragraph_at(const struct finder *finder, size_t index)
{
    return finder->document->paragraphs[index];
}

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

/* A picture alone: the signature, the seal. */
static bool is_picture(const struct document_paragraph *paragraph)
{
    size_t at = 0;
    while (at < paragraph->text.length && strchr(" \t\n", paragraph->text.bytes[at]))
        at++;
    return at == paragraph->text.length && !paragraph->is_blank;
}

/* Blank lines between two lines of a column, a picture counting as some; laid out by blanks, what stands
 * between is of the other one. */
static size_t room_between(const struct block *block, const struct segment *above, const struct segment *line)
{
    enum { ROOM_OF_PICTURE = 2 };
    size_t room = 0, column = paragraph_at(block->finder, line->paragraph)->cell;
    const struct document_cell *cells = block->finder->document->cells;
    for (size_t i = above->paragraph + 1; i < line->paragraph; i++) {
        const struct document_paragraph *between = paragraph_at(block->finder, i);
        bool is_beside = column != SIZE_MAX && between->cell != SIZE_MAX &&
                         cells[between->cell].column != cells[column].column;
        room += (between->is_blank && !is_beside) || column == SIZE_MAX;
        room += is_picture(between) && !is_beside ? ROOM_OF_PICTURE : 0;
    }
    if (line->paragraph == above->paragraph)
        for (size_t at = above->to; at + 1 < line->from; at++)
            room += paragraph_at(block->finder, line->paragraph)->text.bytes[at] == '\n';
    return room;
}

/* Room for the signature above a line tells a name in capitals, or another position, from the position. */
static bool is_apart(const struct block *block, const struct segment *line, const struct segment *above,
                     size_t least)
{
    enum { ROOM = 600 };
    return room_between(block, above, line) >= least ||
           paragraph_at(block->finder, line->paragraph)->format.before_twips > ROOM;
}

static bool is_position(const struct block *block, const struct segment *line)
{
    return words_begin(finder_words(block->finder, "chuc-vu"), line->folded);
}

static bool is_name(const struct block *block, const struct segment *line, const struct segment *above)
{
    const struct document_paragraph *paragraph = paragraph_at(block->finder, line->paragraph);
    return finder_is_person(block->finder, segment_text(block, line)) && !is_position(block, line) &&
           (!paragraph_is_upper(paragraph, line->from, line->to) || is_apart(block, line, above, 1));
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
        bool is_other = has_name && i > 0 && is_apart(block, &lines[i], &lines[i - 1], 2);
        enum component component = COMPONENT_SIGNATURE;
        if (has_name && i + 1 == count)
            component = COMPONENT_SIGNER;
        else if (i == first && !is_other && (is_upper || i == 0 || is_position(block, &lines[i])) &&
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

/* The first column from `column` on that has a paragraph; UINT_MAX when there is none. */
static unsigned next_column(const struct block *block, size_t from, size_t end, unsigned column)
{
    const struct document *document = block->finder->document;
    unsigned next = UINT_MAX;
    for (size_t i = from; i < end; i++) {
        size_t cell = paragraph_at(block->finder, i)->cell;
        unsigned own = cell != SIZE_MAX ? document->cells[cell].column : UINT_MAX;
        next = own >= column && own < next ? own : next;
    }
    return next;
}

/* A table is read column by column: its rows may be lines. */
static void read_columns(struct block *block, size_t table, size_t end)
{
    const struct document *document = block->finder->document;
    size_t from = document->tables[table].first_paragraph;
    for (unsigned column = 0; (column = next_column(block, from, end, column)) != UINT_MAX; column++) {
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
        size_t table = finder_outermost_table(finder, i);
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
