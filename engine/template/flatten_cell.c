/* Cells that {% colspan %}, {% cellbg %}, {% vm %} or {% hm %} act on. */

#include "template/flattening.h"

#include "word/xml.h"

/* Children of w:tcPr in their order (17.4.70); what a statement sets takes the place of what stands there. */
enum cell_property {
    CELL_WIDTH,
    CELL_SPAN,
    CELL_MERGE_ACROSS,
    CELL_MERGE_DOWN,
    CELL_BORDERS,
    CELL_SHADE,
    CELL_REST
};

static enum cell_property cell_property(const xmlNode *node)
{
    static const char *const names[] = {[CELL_SPAN] = "gridSpan",
                                        [CELL_MERGE_ACROSS] = "hMerge",
                                        [CELL_MERGE_DOWN] = "vMerge",
                                        [CELL_BORDERS] = "tcBorders",
                                        [CELL_SHADE] = "shd"};
    for (enum cell_property property = CELL_SPAN; property < CELL_REST; property++)
        if (word_is(node, names[property]))
            return property;
    return word_is(node, "tcW") || word_is(node, "cnfStyle") ? CELL_WIDTH : CELL_REST;
}

static struct tag *derive(struct flattening *flattening, const struct tag *tag, enum statement_kind kind,
                          struct string text)
{
    return tag_derive(flattening->builder.compilation, tag, kind, text);
}

/* The columns of a cell: what {% colspan %} says or what the cell has, times the rounds with {% hm %}. */
static void flatten_span(struct flattening *flattening, const struct container_notes *notes, const char *own)
{
    struct arena *arena = flattening->builder.compilation->arena;
    const struct tag *tag = notes->span;
    if (notes->merges_across) {
        struct string count = tag ? tag->source.text : string_of(own ? own : "1");
        size_t keyword = tag ? string_find(count, STRING(" "), 0) : 0;
        if (tag && keyword != SIZE_MAX)
            count = string_slice(count, keyword, count.length);
        tag = derive(flattening, notes->merges_across, STATEMENT_PRINT,
                     arena_format(arena, "(%.*s) * loop.length", STRING_FORMAT(count)));
    }
    if (!tag)
        return;
    buffer_append_text(flattening_bytes(flattening), "<w:gridSpan w:val=\"");
    builder_print(&flattening->builder, tag, PRINT_SPAN, NULL);
    buffer_append_text(flattening_bytes(flattening), "\"/>");
}

static void flatten_merge_down(struct flattening *flattening, const struct container_notes *notes)
{
    if (flattening->merge != MERGE_BY_ROUND) {
        buffer_append_text(flattening_bytes(flattening), flattening->merge == MERGE_BEGINS
                                                             ? "<w:vMerge w:val=\"restart\"/>"
                                                             : "<w:vMerge/>");
        return;
    }
    struct tag *first = derive(flattening, notes->merges_down, STATEMENT_IF, STRING("loop.first"));
    if (!first)
        return;
    builder_open_if(&flattening->builder, first);
    buffer_append_text(flattening_bytes(flattening), "<w:vMerge w:val=\"restart\"/>");
    builder_else(&flattening->builder);
    buffer_append_text(flattening_bytes(flattening), "<w:vMerge/>");
    builder_close_if(&flattening->builder);
}

static bool is_set(const struct container_notes *notes, enum cell_property property)
{
    return (property == CELL_SPAN && (notes->span || notes->merges_across)) ||
           (property == CELL_MERGE_DOWN && notes->merges_down) || (property == CELL_SHADE && notes->color);
}

static void flatten_set_property(struct flattening *flattening, const struct container_notes *notes,
                                 enum cell_property property, const xmlNode *properties)
{
    if (property == CELL_SPAN) {
        flatten_span(flattening, notes, word_attribute(word_child(properties, "gridSpan"), "val"));
    } else if (property == CELL_MERGE_DOWN) {
        flatten_merge_down(flattening, notes);
    } else {
        buffer_append_text(flattening_bytes(flattening), "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"");
        builder_print(&flattening->builder, notes->color, PRINT_COLOR, NULL);
        buffer_append_text(flattening_bytes(flattening), "\"/>");
    }
}

static void flatten_cell_properties(struct flattening *flattening, const struct container_notes *notes,
                                    xmlNode *properties)
{
    buffer_append_text(flattening_bytes(flattening), "<w:tcPr>");
    for (enum cell_property property = CELL_WIDTH; property <= CELL_REST; property++) {
        if (is_set(notes, property)) {
            flatten_set_property(flattening, notes, property, properties);
            continue;
        }
        for (xmlNode *child = properties ? properties->children : NULL; child; child = child->next)
            if (child->type == XML_ELEMENT_NODE && cell_property(child) == property)
                flatten_node(flattening, child);
    }
    buffer_append_text(flattening_bytes(flattening), "</w:tcPr>");
}

static void flatten_cell_content(struct flattening *flattening, xmlNode *cell, xmlNode *from,
                                 const struct container_notes *notes)
{
    bool is_by_round = notes->merges_down && flattening->merge == MERGE_BY_ROUND;
    struct tag *first =
        is_by_round ? derive(flattening, notes->merges_down, STATEMENT_IF, STRING("loop.first")) : NULL;
    if (flattening->merge == MERGE_GOES_ON) {
        buffer_append_string(flattening_bytes(flattening), flatten_make_ensure(flattening, cell)->fallback);
        return;
    }
    if (!first) {
        flatten_content(flattening, cell, from);
        return;
    }
    builder_open_if(&flattening->builder, first);
    flatten_content(flattening, cell, from);
    builder_else(&flattening->builder);
    buffer_append_string(flattening_bytes(flattening), flatten_make_ensure(flattening, cell)->fallback);
    builder_close_if(&flattening->builder);
}

static void flatten_one_cell(struct flattening *flattening, xmlNode *cell,
                             const struct container_notes *notes, enum merge merge)
{
    xmlNode *properties = word_child(cell, "tcPr");
    flattening->merge = merge;
    flatten_start(flattening, cell);
    buffer_append_byte(flattening_bytes(flattening), '>');
    flatten_cell_properties(flattening, notes, properties);
    flatten_cell_content(flattening, cell, properties ? properties->next : cell->children, notes);
    xml_append_end(flattening_bytes(flattening), cell);
    flattening->merge = MERGE_BY_ROUND;
}

/* Merging over rounds needs rounds. */
static void report_no_rounds(struct flattening *flattening, const struct container_notes *notes)
{
    const struct tag *tag = notes->merges_down ? notes->merges_down : notes->merges_across;
    if (!tag || builder_is_in_loop(&flattening->builder))
        return;
    struct place place = tag_place(tag);
    problems_add(flattening->builder.compilation->problems, PROBLEM_TEMPLATE_MERGE_ROUND, &place,
                 place.tag.bytes);
}

void flatten_cell(struct flattening *flattening, xmlNode *cell)
{
    const struct container_notes *notes = arrange_notes(cell);
    report_no_rounds(flattening, notes);
    struct tag *first = notes->merges_across
                            ? derive(flattening, notes->merges_across, STATEMENT_IF, STRING("loop.first"))
                            : NULL;
    const struct tag *by_value =
        notes->merges_down && notes->merges_down->statement.expression ? notes->merges_down : NULL;
    if (first)
        builder_open_if(&flattening->builder, first);
    if (by_value) {
        builder_open_changed(&flattening->builder, by_value);
        flatten_one_cell(flattening, cell, notes, MERGE_BEGINS);
        builder_else(&flattening->builder);
        flatten_one_cell(flattening, cell, notes, MERGE_GOES_ON);
        builder_close_if(&flattening->builder);
    } else {
        flatten_one_cell(flattening, cell, notes, MERGE_BY_ROUND);
    }
    if (first)
        builder_close_if(&flattening->builder);
}

bool flatten_acts_on_cell(const struct container_notes *notes)
{
    return notes && (notes->span || notes->color || notes->merges_down || notes->merges_across);
}
