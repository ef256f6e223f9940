/*
 * What stands in two columns by tabs and blanks becomes a table without borders, as in the frame:
 *
 *   ỦY BAN NHÂN DÂN →→ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM        ┌ ỦY BAN NHÂN DÂN ┬ CỘNG HÒA … ┐
 *   XÃ AN BÌNH      →→    Độc lập - Tự do - Hạnh phúc            │   XÃ AN BÌNH    │ Độc lập …  │
 *   Số: …           →→    An Bình, ngày …                        ├ Số: …           ┼ An Bình …  ┤
 *
 * A header whose lines stand one below the other becomes the same. Only where nothing but these words and the
 * lines below them stands there. Lines that were drawn go: the rules of lines make new ones.
 */

#include <string.h>

#include "standard/fix_columns.h"
#include "text/unicode.h"
#include "word/tree.h"

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
     .is_header = true,
     .rule = LAYOUT_RULE("bo-tri-phan-dau", "Phần đầu văn bản", "Header")},
    {.components = {{COMPONENT_RECIPIENTS_WORD, COMPONENT_RECIPIENTS},
                    {COMPONENT_AUTHORITY, COMPONENT_SIGNATURE, COMPONENT_SIGNER}},
     .counts = {2, 3},
     .alignments = {"left", "center"},
     .right_percent = 50,
     .keeps_room = true,
     .rule = LAYOUT_RULE("bo-tri-phan-ky", "Phần ký văn bản", "Signature")},
};

size_t fix_side_of(const struct block *block, enum component component)
{
    for (size_t side = 0; side < SIDES; side++)
        for (size_t i = 0; i < block->counts[side]; i++)
            if (block->components[side][i] == component)
                return side;
    return SIDES;
}

/* ---- what may be moved ---- */

static bool is_plain(const struct document_paragraph *paragraph)
{
    xmlNode *properties = word_child(paragraph->node, "pPr");
    return paragraph->cell == SIZE_MAX && paragraph->anchor == SIZE_MAX && !paragraph->has_page_break &&
           paragraph->number_length == 0 && word_is(paragraph->node->parent, "body") &&
           (!properties || (!word_child(properties, "sectPr") && !word_child(properties, "framePr")));
}

const struct component_piece *fix_piece_in_line(const struct act *act, const struct block *block, size_t side,
                                                size_t paragraph, size_t from, size_t to)
{
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        if (piece->paragraph == paragraph && from <= piece->from && piece->to <= to &&
            fix_side_of(block, piece->component) == side)
            return piece;
    }
    return NULL;
}

size_t fix_line_end(struct string text, size_t from)
{
    size_t end = string_find(text, STRING("\n"), from);
    return end == SIZE_MAX ? text.length : end;
}

/* A whole header, no line of which stands beside another one. */
static bool is_one_column(const struct fixing *fixing, const struct block *block)
{
    static const enum component needed[] = {COMPONENT_NATIONAL_NAME, COMPONENT_MOTTO, COMPONENT_ISSUER,
                                            COMPONENT_NUMBER};
    const struct act *act = fixing->act;
    bool is_whole = act->kind == ACT_MAIN && block->is_header;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        is_whole = is_whole && act_first(act, needed[i]);
    for (size_t i = 0; is_whole && i < act->piece_count; i++)
        is_whole = fix_side_of(block, act->pieces[i].component) == SIDES ||
                   is_plain(fix_paragraph(fixing, &act->pieces[i]));
    return is_whole;
}

static bool find_region(const struct fixing *fixing, const struct block *block, struct region *region)
{
    const struct act *act = fixing->act;
    *region = (struct region){block, SIZE_MAX, 0, ARRANGED_OTHERWISE};
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
        if (fix_side_of(block, piece->component) == SIDES || !is_plain(paragraph))
            continue;
        region->first = piece->paragraph < region->first ? piece->paragraph : region->first;
        region->last = piece->paragraph > region->last ? piece->paragraph : region->last;
        size_t end = fix_line_end(paragraph->text, piece->from);
        if (fix_side_of(block, piece->component) == 0 &&
            fix_piece_in_line(act, block, 1, piece->paragraph, piece->to, end))
            region->arrangement = SIDE_BY_SIDE;
    }
    if (region->arrangement == ARRANGED_OTHERWISE && is_one_column(fixing, block))
        region->arrangement = ONE_BELOW_OTHER;
    return region->arrangement != ARRANGED_OTHERWISE;
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
            size_t side = fix_side_of(region->block, piece->component);
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

bool fix_columns(struct fixing *fixing)
{
    bool is_changed = false;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        struct region region;
        if (!find_region(fixing, &blocks[i], &region) || !may_be_moved(fixing, &region))
            continue;
        fix_tell_layout(fixing, &blocks[i].rule, &fixing->document->paragraphs[region.first]->place,
                        region.arrangement == ONE_BELOW_OTHER
                            ? PROBLEM_WORDS("xếp một cột", "in one column")
                            : PROBLEM_WORDS("dàn bằng phím Tab, dấu cách", "laid out with tabs and spaces"),
                        PROBLEM_WORDS("bảng hai cột không viền", "a table of two columns without borders"));
        fix_make_columns(fixing, &region);
        is_changed = true;
    }
    return is_changed;
}
