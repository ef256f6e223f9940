/* The layout once letters are mended: lines in the middle, the Quốc hiệu in one line. */

#include <string.h>

#include "standard/fixing.h"
#include "standard/reading.h"
#include "word/tree.h"

enum { SIDES = 2, ROOM_TO_SPARE = 40 };

/* How it is told. */
static const struct rule national_name_rule = {
    .id = {"quoc-hieu-mot-dong", 18},
    .name = {"Quốc hiệu", 13},
    .name_en = {"National name", 13},
    .clause = {PROBLEM_WORDS("Phụ lục I, Phần I, mục II.1.a", "Appendix I, Part I, Section II.1.a"), 72}};

static const struct rule middle_rule = {
    .id = {"canh-giua-bang-dau-cach", 23},
    .name = {"Dòng canh giữa", 17},
    .name_en = {"Line in the middle", 18},
    .clause = {PROBLEM_WORDS("Phụ lục I, Phần I, mục IV", "Appendix I, Part I, Section IV"), 64}};

/* ---- lines in the middle ---- */

static bool is_in_middle(const struct act *act, enum component component)
{
    static const enum component lines[] = {COMPONENT_KIND, COMPONENT_SUBJECT, COMPONENT_COMPETENCE,
                                           COMPONENT_RESOLVES};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i] == component)
            return true;
    return component == COMPONENT_ADDRESSEE && !act_first(act, COMPONENT_ADDRESSEES);
}

/* One line with nothing but blanks before it. */
static bool is_moved_by_blanks(const struct fixing *fixing, const struct component_piece *piece)
{
    enum { BLANKS_LEAST = 3 };
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    struct string before = string_slice(paragraph->text, 0, piece->from);
    struct string behind = string_slice(paragraph->text, piece->to, paragraph->text.length);
    bool is_wide = before.length >= BLANKS_LEAST || string_find(before, STRING("\t"), 0) != SIZE_MAX;
    return is_wide && string_trim(before).length == 0 && string_trim(behind).length == 0 &&
           paragraph->cell == SIZE_MAX && paragraph->anchor == SIZE_MAX &&
           paragraph->format.alignment != ALIGN_CENTER && paragraph->format.alignment != ALIGN_RIGHT;
}

bool fix_middle(struct fixing *fixing)
{
    bool is_changed = false;
    for (size_t i = 0; i < fixing->act->piece_count; i++) {
        const struct component_piece *piece = &fixing->act->pieces[i];
        const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
        if (!is_in_middle(fixing->act, piece->component) || !is_moved_by_blanks(fixing, piece) ||
            !fix_leading_blanks(fixing, paragraph))
            continue;
        fix_tell_layout(fixing, &middle_rule, &paragraph->place,
                        PROBLEM_WORDS("canh bằng phím Tab, dấu cách", "moved with tabs and spaces"),
                        PROBLEM_WORDS("canh giữa", "centred"));
        fix_alignment(fixing, paragraph, "center");
        xmlNode *indents = fix_child(fixing, fix_properties(fixing, paragraph), "ind");
        fix_number(fixing, indents, "left", 0);
        fix_attribute(fixing, indents, "hanging", NULL);
        fix_number(fixing, indents, "firstLine", 0);
        is_changed = true;
    }
    return is_changed;
}

/* ---- columns that are too narrow ---- */

static bool is_line_broken(const struct fixing *fixing, const struct component_piece *piece, long *missing)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    long room = document_width(fixing->document, paragraph) - paragraph->format.left_twips -
                paragraph->format.right_twips;
    *missing = document_text_width(paragraph, piece->from, piece->to) + ROOM_TO_SPARE - room;
    return *missing > 0;
}

/* What the lines in the other column leave free, or a third of it. */
static long spare_room(const struct fixing *fixing, size_t cell)
{
    const struct document *document = fixing->document;
    long spare = document->cells[cell].width_twips / 3;
    for (size_t i = 0; i < fixing->act->piece_count; i++) {
        long missing;
        const struct component_piece *piece = &fixing->act->pieces[i];
        size_t own = fix_paragraph(fixing, piece)->cell;
        if (own == SIZE_MAX || document->cells[own].table != document->cells[cell].table ||
            document->cells[own].column != document->cells[cell].column)
            continue;
        is_line_broken(fixing, piece, &missing);
        spare = -missing < spare ? -missing : spare;
    }
    return spare;
}

static xmlNode *child_at(const xmlNode *parent, const char *name, size_t index)
{
    for (xmlNode *child = parent ? parent->children : NULL; child; child = child->next)
        if (word_is(child, name) && index-- == 0)
            return child;
    return NULL;
}

static void shift_columns(struct fixing *fixing, const xmlNode *table, const long widths[SIDES])
{
    const xmlNode *grid = word_child(table, "tblGrid");
    xmlNode *whole = word_child(word_child(table, "tblPr"), "tblW");
    const char *type = whole ? word_attribute(whole, "type") : NULL;
    if (type && !strcmp(type, "dxa"))
        fix_width(fixing, whole, widths[0] + widths[1]);
    for (size_t side = 0; side < SIDES; side++) {
        fix_number(fixing, child_at(grid, "gridCol", side), "w", widths[side]);
        for (const xmlNode *row = table->children; row; row = row->next) {
            xmlNode *cell = word_is(row, "tr") ? child_at(row, "tc", side) : NULL;
            if (cell && child_at(row, "tc", 1))
                fix_width(fixing, fix_child(fixing, fix_child(fixing, cell, "tcPr"), "tcW"), widths[side]);
        }
    }
}

/* What the page has beyond a table. */
static long free_room(const struct fixing *fixing, const struct component_piece *piece, long width)
{
    const struct document_section *section =
        &fixing->document->sections[fix_paragraph(fixing, piece)->section];
    long room = section->width_twips - section->left_twips - section->right_twips;
    return section->columns > 1 || width >= room ? 0 : room - width;
}

/* The widths of the grid; false when it has not two columns. */
static bool read_grid(const xmlNode *table, long widths[SIDES])
{
    const xmlNode *grid = word_child(table, "tblGrid");
    for (size_t side = 0; side < SIDES; side++) {
        const xmlNode *column = grid ? child_at(grid, "gridCol", side) : NULL;
        widths[side] = column ? story_number(column, "w", 0) : 0;
        if (widths[side] <= 0)
            return false;
    }
    return !child_at(grid, "gridCol", SIDES);
}

/* The Quốc hiệu on one line, when the page or the other column of its table has room. */
bool fix_narrow_column(struct fixing *fixing)
{
    const struct document *document = fixing->document;
    const struct component_piece *piece = act_first(fixing->act, COMPONENT_NATIONAL_NAME);
    size_t cell = piece ? fix_paragraph(fixing, piece)->cell : SIZE_MAX;
    long missing, widths[SIDES];
    if (cell == SIZE_MAX || cell == 0 || !is_line_broken(fixing, piece, &missing))
        return false;
    const struct document_cell *right = &document->cells[cell], *left = &document->cells[cell - 1];
    const xmlNode *table = document->tables[right->table].node;
    if (left->table != right->table || left->row != right->row || left->column != 0 || right->column != 1 ||
        right->is_framed || !read_grid(table, widths))
        return false;
    long free = free_room(fixing, piece, widths[0] + widths[1]);
    long taken = missing > free ? missing - free : 0;
    if (taken > 0 && spare_room(fixing, cell - 1) < taken)
        return false;
    widths[0] -= taken;
    widths[1] += missing;
    fix_tell_layout(fixing, &national_name_rule, &fix_paragraph(fixing, piece)->place,
                    PROBLEM_WORDS("xuống dòng", "broken into two lines"),
                    PROBLEM_WORDS("trên một dòng", "on one line"));
    shift_columns(fixing, table, widths);
    return true;
}
