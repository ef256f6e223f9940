/* The table that a block becomes: a row for the names, one for what is level with one another. */

#include <string.h>

#include "standard/fix_columns.h"
#include "word/tree.h"

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
        end = fix_line_end(text, from);
        const struct component_piece *const pieces[SIDES] = {
            fix_piece_in_line(fixing->act, block, 0, index, from, end),
            fix_piece_in_line(fixing->act, block, 1, index, from, end)};
        if (pieces[0] || pieces[1] || string_trim(string_slice(text, from, end)).length == 0)
            add_line(fixing, columns, paragraph, pieces);
    }
}

/* Number, subject and date stand below the names. */
static bool is_below_names(enum component component)
{
    return component == COMPONENT_NUMBER || component == COMPONENT_LETTER_SUBJECT ||
           component == COMPONENT_DATE;
}

/* The pieces of one row, each a paragraph of its column. */
static void add_row_of_pieces(struct fixing *fixing, struct columns *columns, bool is_below)
{
    const struct block *block = columns->region->block;
    begin_row(fixing, columns);
    for (size_t i = 0; i < fixing->act->piece_count; i++) {
        const struct component_piece *piece = &fixing->act->pieces[i];
        const struct document_paragraph *from = fix_paragraph(fixing, piece);
        size_t side = fix_side_of(block, piece->component);
        if (side < SIDES && is_below_names(piece->component) == is_below)
            copy_piece(make_paragraph(fixing, columns->cells[side], from, block->alignments[side]), from,
                       piece);
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
        size_t side = fix_side_of(region->block, piece->component);
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

void fix_make_columns(struct fixing *fixing, const struct region *region)
{
    struct document_paragraph **paragraphs = fixing->document->paragraphs;
    xmlNode *first = (xmlNode *)paragraphs[region->first]->node,
            *last = (xmlNode *)paragraphs[region->last]->node;
    struct columns columns = {.region = region};
    fix_mark(fixing, first);
    share_out(fixing, region, columns.widths);
    columns.table = make_table(fixing, first, columns.widths);
    xmlNode *next = tree_element_from(last->next);
    if (region->arrangement == ONE_BELOW_OTHER) {
        add_row_of_pieces(fixing, &columns, false);
        add_row_of_pieces(fixing, &columns, true);
    }
    for (size_t i = region->first; region->arrangement == SIDE_BY_SIDE && i <= region->last; i++)
        add_lines(fixing, &columns, i);
    end_row(&columns);
    if (!next || !word_is(next, "p")) /* a table ends with a paragraph behind it */
        tree_put_after(last, tree_new_element(last->doc, last->ns, "p"));
    for (size_t i = region->first; i <= region->last; i++)
        tree_remove((xmlNode *)paragraphs[i]->node);
}
