/*
 * What stands in two columns by tabs and blanks becomes a table without borders, as in the frame:
 *
 *   ỦY BAN NHÂN DÂN →→ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM        ┌ ỦY BAN NHÂN DÂN ┬ CỘNG HÒA … ┐
 *   XÃ AN BÌNH      →→    Độc lập - Tự do - Hạnh phúc            │   XÃ AN BÌNH    │ Độc lập …  │
 *   Số: …           →→    An Bình, ngày …                        ├ Số: …           ┼ An Bình …  ┤
 *
 * Only where nothing but these words and the lines below them stands there. Lines that were drawn go: the
 * rules of lines make new ones.
 */

#include <string.h>

#include "standard/fixing.h"
#include "text/unicode.h"
#include "word/tree.h"

enum { CELL_MARGIN = 108, SIDES = 2, COMPONENTS_MOST = 6, ROOM_TO_SPARE = 40 };

/* The components of both columns; the right one is at least so many percent of the page. */
struct block {
    enum component components[SIDES][COMPONENTS_MOST];
    size_t counts[SIDES];
    const char *alignments[SIDES];
    long right_percent;
    bool keeps_room;  /* in the right column where words stand only in the left one */
    struct rule rule; /* of how it is told */
};

#define LAYOUT_CLAUSE "Phụ lục I, Phần I, mục IV"
#define LAYOUT_RULE(id, vi, en)                                                                              \
    {                                                                                                        \
        {id, sizeof id - 1}, {vi, sizeof vi - 1}, {en, sizeof en - 1},                                       \
        {                                                                                                    \
            LAYOUT_CLAUSE, sizeof LAYOUT_CLAUSE - 1                                                          \
        }                                                                                                    \
    }

static const struct block blocks[] = {
    {.components = {{COMPONENT_PARENT, COMPONENT_ISSUER, COMPONENT_NUMBER, COMPONENT_LETTER_SUBJECT},
                    {COMPONENT_NATIONAL_NAME, COMPONENT_MOTTO, COMPONENT_DATE}},
     .counts = {4, 3},
     .alignments = {"center", "center"},
     .right_percent = 58,
     .rule = LAYOUT_RULE("bo-tri-phan-dau", "Phần đầu văn bản", "Header")},
    {.components = {{COMPONENT_RECIPIENTS_WORD, COMPONENT_RECIPIENTS},
                    {COMPONENT_AUTHORITY, COMPONENT_SIGNATURE, COMPONENT_SIGNER}},
     .counts = {2, 3},
     .alignments = {"left", "center"},
     .right_percent = 50,
     .keeps_room = true,
     .rule = LAYOUT_RULE("bo-tri-phan-ky", "Phần ký văn bản", "Signature")},
};

/* SIDES when it is of neither. */
static size_t side_of(const struct block *block, enum component component)
{
    for (size_t side = 0; side < SIDES; side++)
        for (size_t i = 0; i < block->counts[side]; i++)
            if (block->components[side][i] == component)
                return side;
    return SIDES;
}

/* ---- what may be moved ---- */

/* The paragraphs from the first to the last piece of a block. */
struct region {
    const struct block *block;
    size_t first, last;
    bool has_both; /* a line with a piece on each side */
};

static bool is_plain(const struct document_paragraph *paragraph)
{
    xmlNode *properties = word_child(paragraph->node, "pPr");
    return paragraph->cell == SIZE_MAX && paragraph->anchor == SIZE_MAX && !paragraph->has_page_break &&
           paragraph->number_length == 0 && word_is(paragraph->node->parent, "body") &&
           (!properties || (!word_child(properties, "sectPr") && !word_child(properties, "framePr")));
}

static const struct component_piece *piece_in_line(const struct act *act, const struct block *block,
                                                   size_t side, size_t paragraph, size_t from, size_t to)
{
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        if (piece->paragraph == paragraph && from <= piece->from && piece->to <= to &&
            side_of(block, piece->component) == side)
            return piece;
    }
    return NULL;
}

static size_t line_end(struct string text, size_t from)
{
    size_t end = string_find(text, STRING("\n"), from);
    return end == SIZE_MAX ? text.length : end;
}

static bool find_region(const struct fixing *fixing, const struct block *block, struct region *region)
{
    const struct act *act = fixing->act;
    *region = (struct region){block, SIZE_MAX, 0, false};
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
        if (side_of(block, piece->component) == SIDES || !is_plain(paragraph))
            continue;
        region->first = piece->paragraph < region->first ? piece->paragraph : region->first;
        region->last = piece->paragraph > region->last ? piece->paragraph : region->last;
        size_t end = line_end(paragraph->text, piece->from);
        region->has_both |= side_of(block, piece->component) == 0 &&
                            piece_in_line(act, block, 1, piece->paragraph, piece->to, end) != NULL;
    }
    return region->has_both;
}

static size_t end_of_row_of_signs(const struct fixing *fixing, size_t paragraph, size_t at)
{
    for (size_t i = 0; i < fixing->document->line_count; i++) {
        const struct document_line *line = &fixing->document->lines[i];
        if (line->source == LINE_UNDERSCORES && line->paragraph == paragraph && line->from <= at &&
            at < line->to)
            return line->to;
    }
    return at;
}

/* Nothing but blanks stands outside of the pieces and lines; each side has one piece a line at most. */
static bool is_covered(const struct fixing *fixing, const struct region *region, size_t index)
{
    const struct act *act = fixing->act;
    struct string text = fixing->document->paragraphs[index]->text;
    const struct component_piece *last[SIDES] = {NULL, NULL};
    for (size_t at = 0; at < text.length;) {
        size_t next = end_of_row_of_signs(fixing, index, at);
        for (size_t i = 0; i < act->piece_count; i++) {
            const struct component_piece *piece = &act->pieces[i];
            size_t side = side_of(region->block, piece->component);
            if (piece->paragraph != index || piece->from != at)
                continue;
            if (side == SIDES || last[side] || (side == 0 && last[1]))
                return false;
            last[side] = piece;
            next = piece->to;
        }
        if (next == at) {
            unsigned c = text_next(text, &next);
            if (!text_is_space(c) && c != '\t' && c != '\n')
                return false;
            if (c == '\n')
                last[0] = last[1] = NULL;
        }
        at = next;
    }
    return true;
}

static bool holds_own_line(const struct fixing *fixing, const xmlNode *drawing)
{
    static const enum component owners[] = {COMPONENT_ISSUER, COMPONENT_MOTTO};
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        const struct document_line *line = fixing->act->lines_below[owners[i]];
        for (const xmlNode *node = line && line->source == LINE_DRAWN ? line->node : NULL; node;
             node = node->parent)
            if (node == drawing)
                return true;
    }
    return false;
}

static bool is_among(const xmlNode *node, const char *const *names)
{
    for (; *names; names++)
        if (word_is(node, *names))
            return true;
    return false;
}

/* Runs of words, tabs and lines that are made anew. */
static bool has_simple_content(const struct fixing *fixing, const struct document_paragraph *paragraph)
{
    static const char *const around[] = {"pPr", "proofErr", "bookmarkStart", "bookmarkEnd", NULL};
    static const char *const inside[] = {"rPr", "t", "tab", "br", "cr", "lastRenderedPageBreak", NULL};
    for (const xmlNode *child = paragraph->node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || is_among(child, around))
            continue;
        if (!word_is(child, "r"))
            return false;
        for (const xmlNode *own = child->children; own; own = own->next)
            if (own->type == XML_ELEMENT_NODE && !is_among(own, inside) && !holds_own_line(fixing, own))
                return false;
    }
    for (size_t i = 0; i < paragraph->span_count; i++)
        if (paragraph->spans[i].is_legacy || paragraph->spans[i].kind != SPAN_TEXT)
            return false;
    return true;
}

static bool may_be_moved(const struct fixing *fixing, const struct region *region)
{
    const struct document *document = fixing->document;
    const xmlNode *before = NULL;
    for (size_t i = region->first; i <= region->last; i++) {
        const struct document_paragraph *paragraph = document->paragraphs[i];
        bool is_next = !before || tree_element_from(before->next) == paragraph->node;
        if (!is_plain(paragraph) || !is_next || !has_simple_content(fixing, paragraph) ||
            !is_covered(fixing, region, i))
            return false;
        before = paragraph->node;
    }
    return document->sections[document->paragraphs[region->first]->section].columns <= 1;
}

/* ---- the table ---- */

static xmlNode *add_element(xmlNode *parent, const char *name)
{
    xmlNode *element = tree_new_element(parent->doc, parent->ns, name);
    tree_append(parent, element);
    return element;
}

static void set_no_borders(struct fixing *fixing, xmlNode *properties)
{
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    xmlNode *borders = fix_child(fixing, properties, "tblBorders");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        xmlNode *side = add_element(borders, sides[i]);
        fix_attribute(fixing, side, "val", "none");
        fix_attribute(fixing, side, "sz", "0");
        fix_attribute(fixing, side, "space", "0");
        fix_attribute(fixing, side, "color", "auto");
    }
}

static xmlNode *make_table(struct fixing *fixing, xmlNode *beside, const long widths[SIDES])
{
    xmlNode *table = tree_new_element(beside->doc, beside->ns, "tbl");
    tree_put_before(beside, table);
    xmlNode *properties = add_element(table, "tblPr"), *grid = add_element(table, "tblGrid");
    fix_width(fixing, fix_child(fixing, properties, "tblW"), widths[0] + widths[1]);
    set_no_borders(fixing, properties);
    fix_attribute(fixing, fix_child(fixing, properties, "tblLayout"), "type", "fixed");
    xmlNode *margins = fix_child(fixing, properties, "tblCellMar");
    fix_width(fixing, add_element(margins, "left"), CELL_MARGIN);
    fix_width(fixing, add_element(margins, "right"), CELL_MARGIN);
    for (size_t side = 0; side < SIDES; side++)
        fix_number(fixing, add_element(grid, "gridCol"), "w", widths[side]);
    return table;
}

static xmlNode *make_paragraph(struct fixing *fixing, xmlNode *cell, const struct document_paragraph *from,
                               const char *alignment)
{
    static const char *const placed[] = {"tabs", "ind", "jc"};
    xmlNode *paragraph = add_element(cell, "p"), *own = word_child(from->node, "pPr");
    if (own)
        tree_append(paragraph, tree_copy(own));
    xmlNode *properties = fix_child(fixing, paragraph, "pPr");
    for (size_t i = 0; i < sizeof placed / sizeof *placed; i++)
        fix_remove_child(fixing, properties, placed[i]);
    fix_attribute(fixing, fix_child(fixing, properties, "jc"), "val", alignment);
    xmlNode *indents = fix_child(fixing, properties, "ind");
    fix_number(fixing, indents, "left", 0);
    fix_number(fixing, indents, "right", 0);
    fix_number(fixing, indents, "firstLine", 0);
    return paragraph;
}

/* The words of a piece in runs like those they stood in. */
static void copy_piece(xmlNode *paragraph, const struct document_paragraph *from,
                       const struct component_piece *piece)
{
    for (size_t i = 0; i < from->span_count; i++) {
        const struct text_span *span = &from->spans[i];
        size_t start = span->from > piece->from ? span->from : piece->from;
        size_t end = span->to < piece->to ? span->to : piece->to;
        if (start >= end)
            continue;
        xmlNode *run = tree_copy_shallow((xmlNode *)span->run), *format = word_child(span->run, "rPr");
        if (format)
            tree_append(run, tree_copy(format));
        tree_append(paragraph, run);
        struct string words = string_slice(from->text, start, end);
        if (string_is(words, "\t")) {
            add_element(run, "tab");
            continue;
        }
        xmlNode *text = add_element(run, "t");
        tree_set_text(text, words);
        xmlNodeSetSpacePreserve(text, 1);
    }
}

/* A table being filled, a cell a side. */
struct columns {
    const struct region *region;
    xmlNode *table;
    long widths[SIDES];
    xmlNode *cells[SIDES];
    bool is_split;
};

/* A cell without a paragraph is not valid. */
static void end_row(struct columns *columns)
{
    for (size_t side = 0; side < SIDES; side++)
        if (columns->cells[side] && !word_child(columns->cells[side], "p"))
            add_element(columns->cells[side], "p");
}

static void begin_row(struct fixing *fixing, struct columns *columns)
{
    end_row(columns);
    xmlNode *row = add_element(columns->table, "tr");
    for (size_t side = 0; side < SIDES; side++) {
        columns->cells[side] = add_element(row, "tc");
        fix_width(fixing, fix_child(fixing, add_element(columns->cells[side], "tcPr"), "tcW"),
                  columns->widths[side]);
    }
}

/* The number and the date are level, so they begin a row of their own. */
static bool begins_row(const struct columns *columns, const struct component_piece *const pieces[SIDES])
{
    for (size_t side = 0; side < SIDES && !columns->is_split; side++)
        if (pieces[side] &&
            (pieces[side]->component == COMPONENT_NUMBER || pieces[side]->component == COMPONENT_DATE))
            return true;
    return !columns->cells[0];
}

/* Empty lines keep their room, and so does what is left free for a signature. */
static void add_line(struct fixing *fixing, struct columns *columns, const struct document_paragraph *from,
                     const struct component_piece *const pieces[SIDES])
{
    const struct block *block = columns->region->block;
    bool is_split = begins_row(columns, pieces) && columns->cells[0];
    if (is_split || !columns->cells[0])
        begin_row(fixing, columns);
    columns->is_split |= is_split;
    for (size_t side = 0; side < SIDES; side++) {
        bool is_empty = !pieces[0] && !pieces[1];
        if (!pieces[side] && !is_empty && !(block->keeps_room && side == 1))
            continue;
        xmlNode *paragraph = make_paragraph(fixing, columns->cells[side], from, block->alignments[side]);
        if (pieces[side])
            copy_piece(paragraph, from, pieces[side]);
    }
}

/* Of a line that is nothing but a row of signs nothing is left. */
static void add_lines(struct fixing *fixing, struct columns *columns, size_t index)
{
    const struct document_paragraph *paragraph = fixing->document->paragraphs[index];
    const struct block *block = columns->region->block;
    struct string text = paragraph->text;
    for (size_t from = 0, end; from <= text.length; from = end + 1) {
        end = line_end(text, from);
        const struct component_piece *const pieces[SIDES] = {
            piece_in_line(fixing->act, block, 0, index, from, end),
            piece_in_line(fixing->act, block, 1, index, from, end)};
        if (pieces[0] || pieces[1] || string_trim(string_slice(text, from, end)).length == 0)
            add_line(fixing, columns, paragraph, pieces);
    }
}

/* The page shared out so that no line is broken, as far as that can be. */
static void share_out(const struct fixing *fixing, const struct region *region, long widths[SIDES])
{
    const struct act *act = fixing->act;
    long wanted[SIDES] = {0, 0},
         room = document_width(fixing->document, fixing->document->paragraphs[region->first]);
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        size_t side = side_of(region->block, piece->component);
        if (side == SIDES || piece->paragraph < region->first || piece->paragraph > region->last)
            continue;
        long width = document_text_width(fix_paragraph(fixing, piece), piece->from, piece->to) +
                     2 * CELL_MARGIN + ROOM_TO_SPARE;
        wanted[side] = width > wanted[side] ? width : wanted[side];
    }
    widths[1] = room * region->block->right_percent / 100;
    widths[1] = wanted[0] > room - widths[1] ? room - wanted[0] : widths[1];
    widths[1] = widths[1] < wanted[1] ? wanted[1] : widths[1];
    widths[1] = widths[1] > room * 3 / 4 ? room * 3 / 4 : widths[1];
    widths[0] = room - widths[1];
}

static void make_columns(struct fixing *fixing, const struct region *region)
{
    struct document_paragraph **paragraphs = fixing->document->paragraphs;
    xmlNode *first = (xmlNode *)paragraphs[region->first]->node,
            *last = (xmlNode *)paragraphs[region->last]->node;
    struct columns columns = {.region = region};
    fix_mark(fixing, first);
    share_out(fixing, region, columns.widths);
    columns.table = make_table(fixing, first, columns.widths);
    xmlNode *next = tree_element_from(last->next);
    for (size_t i = region->first; i <= region->last; i++)
        add_lines(fixing, &columns, i);
    end_row(&columns);
    if (!next || !word_is(next, "p")) /* a table ends with a paragraph behind it */
        tree_put_after(last, tree_new_element(last->doc, last->ns, "p"));
    for (size_t i = region->first; i <= region->last; i++)
        tree_remove((xmlNode *)paragraphs[i]->node);
}

bool fix_columns(struct fixing *fixing)
{
    bool is_changed = false;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        struct region region;
        if (!find_region(fixing, &blocks[i], &region) || !may_be_moved(fixing, &region))
            continue;
        fix_tell_layout(fixing, &blocks[i].rule, &fixing->document->paragraphs[region.first]->place,
                        PROBLEM_WORDS("dàn bằng phím Tab, dấu cách", "laid out with tabs and spaces"),
                        PROBLEM_WORDS("bảng hai cột không viền", "a table of two columns without borders"));
        make_columns(fixing, &region);
        is_changed = true;
    }
    return is_changed;
}
