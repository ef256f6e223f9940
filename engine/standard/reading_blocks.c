/* Paragraphs and tables of a story, in the order of the document; places are counted as all others do. */

#include <string.h>

#include "standard/reading.h"
#include "text/unicode.h"

const char *story_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node ? node->properties : NULL; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, name))
            return xml_attribute_text(attribute).bytes;
    return NULL;
}

bool story_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
}

long story_number(const xmlNode *element, const char *name, long otherwise)
{
    const char *text = element ? word_attribute(element, name) : NULL;
    int twips;
    return text && format_read_twips(text, &twips) ? twips : otherwise;
}

size_t story_paragraph_count(const struct reading *reading)
{
    return reading->paragraphs.length / sizeof(struct document_paragraph *);
}

/* ---- paragraphs ---- */

enum { NEAR_MOST = 60 }; /* bytes of a paragraph that tell a reader which one it is */

static struct string first_words(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] == '\n' || text.bytes[i] == '\t')
            text.length = i > 0 && string_trim(string_slice(text, 0, i)).length > 0 ? i : text.length;
    text = string_trim(text);
    if (text.length <= NEAR_MOST)
        return text;
    size_t end = text_character_start(text, NEAR_MOST);
    while (end > NEAR_MOST / 2 && text.bytes[end] != ' ')
        end--;
    return string_trim(string_slice(text, 0, text_character_start(text, end)));
}

static bool is_blank(struct string text)
{
    for (size_t i = 0; i < text.length;)
        if (!text_is_space(text_next(text, &i)))
            return false;
    return true;
}

static void add_number(struct reading *reading, struct open_paragraph *open)
{
    struct document_paragraph *paragraph = open->paragraph;
    numbering_append_next(&open->text, reading->numbering, &paragraph->format);
    paragraph->number_length = open->text.length;
    if (open->text.length == 0)
        return;
    struct text_span span = {
        .to = open->text.length,
        .format = format_of_number(reading->document->formats, &paragraph->format, paragraph->node),
        .kind = SPAN_NUMBER};
    /* the list may be mended while the paragraph is still looked at */
    span.format.font = arena_copy(reading->arena, string_of(span.format.font)).bytes;
    span.format.font_high = arena_copy(reading->arena, string_of(span.format.font_high)).bytes;
    buffer_append(&open->spans, (const char *)&span, sizeof span);
}

static void close_paragraph(struct reading *reading, struct open_paragraph *open)
{
    struct document_paragraph *paragraph = open->paragraph;
    paragraph->text = arena_copy(reading->arena, buffer_string(&open->text));
    paragraph->span_count = open->spans.length / sizeof *paragraph->spans;
    paragraph->spans = arena_allocate(reading->arena, open->spans.length + 1);
    if (open->spans.length > 0)
        memcpy(paragraph->spans, open->spans.bytes, open->spans.length);
    paragraph->is_blank = paragraph->is_blank && is_blank(document_typed_text(paragraph));
    paragraph->place.near = first_words(document_typed_text(paragraph));
    buffer_release(&open->text);
    buffer_release(&open->spans);
}

/* Its w:framePr; a drop cap is no frame of its own. */
static const xmlNode *frame_of(const xmlNode *node)
{
    const xmlNode *properties = node && word_is(node, "p") ? word_child(node, "pPr") : NULL;
    const xmlNode *frame = properties ? word_child(properties, "framePr") : NULL;
    return frame && !word_attribute(frame, "dropCap") ? frame : NULL;
}

static bool has_attributes_of(const xmlNode *node, const xmlNode *other)
{
    for (const xmlAttr *attribute = other->properties; attribute; attribute = attribute->next) {
        const char *own = story_attribute(node, (const char *)attribute->name);
        if (!own || strcmp(own, xml_attribute_text(attribute).bytes) != 0)
            return false;
    }
    return true;
}

/* Neighbours with the same w:framePr are one frame (17.3.1.11). */
static bool goes_on_frame(const xmlNode *node, const xmlNode *before)
{
    const xmlNode *own = frame_of(node), *other = before ? frame_of(before) : NULL;
    return own && other && has_attributes_of(own, other) && has_attributes_of(other, own);
}

static void set_frame(struct reading *reading, struct document_paragraph *paragraph, size_t index)
{
    const xmlNode *frame = frame_of(paragraph->node);
    if (!frame || paragraph->anchor != SIZE_MAX || paragraph->cell != SIZE_MAX)
        return;
    const struct document_paragraph *before =
        index > 0 ? ((struct document_paragraph **)(void *)reading->paragraphs.bytes)[index - 1] : NULL;
    bool goes_on = before && before->story == paragraph->story && before->box &&
                   xmlPreviousElementSibling((xmlNode *)paragraph->node) == before->node &&
                   goes_on_frame(paragraph->node, before->node);
    paragraph->anchor = goes_on ? before->anchor : index;
    paragraph->box = goes_on ? before->box : paragraph->node;
    paragraph->box_width_twips = story_number(frame, "w", NOT_THERE);
}

static void read_paragraph(struct reading *reading, const xmlNode *node)
{
    struct document_paragraph *paragraph = arena_allocate(reading->arena, sizeof *paragraph);
    struct open_paragraph open = {.paragraph = paragraph, .index = story_paragraph_count(reading)};
    struct open_paragraph *outer = reading->open;
    *paragraph =
        (struct document_paragraph){.node = node,
                                    .format = format_of_paragraph(reading->document->formats, node),
                                    .place = reading->count.place,
                                    .story = reading->story,
                                    .section = reading->sections.length / sizeof(struct document_section),
                                    .cell = reading->cell,
                                    .anchor = reading->anchor,
                                    .box_width_twips = reading->box_width_twips,
                                    .box = reading->anchor != SIZE_MAX ? node->parent : NULL,
                                    .is_blank = true};
    set_frame(reading, paragraph, open.index);
    if (paragraph->format.page_break_before)
        paragraph->has_page_break = true;
    buffer_append(&reading->paragraphs, (const char *)&paragraph, sizeof paragraph);
    add_number(reading, &open);
    reading->open = &open;
    story_children(reading, node);
    reading->open = outer;
    close_paragraph(reading, &open);
}

/* ---- tables ---- */

struct table_reading {
    const xmlNode *node;
    unsigned borders;
    size_t index, framed, cells;
    unsigned row, column;
    long left;
};

/* The width of `span` columns of the grid from `column` on; NOT_THERE when the grid does not tell. */
static long grid_width(const xmlNode *table, unsigned column, long span)
{
    const xmlNode *grid = word_child(table, "tblGrid");
    long width = 0;
    unsigned at = 0;
    for (const xmlNode *child = grid ? grid->children : NULL; child; child = child->next)
        if (word_is(child, "gridCol")) {
            long own = story_number(child, "w", 0);
            width += at >= column && at < column + span ? own : 0;
            at++;
        }
    return width > 0 ? width : NOT_THERE;
}

static bool is_framed(const xmlNode *cell, unsigned table_borders)
{
    unsigned visible = format_cell_borders(cell, table_borders);
    return visible & (BORDER_TOP | BORDER_BOTTOM) && visible & (BORDER_LEFT | BORDER_RIGHT);
}

static void read_cell(struct reading *reading, struct table_reading *table, const xmlNode *node)
{
    const xmlNode *properties = word_child(node, "tcPr");
    long span = story_number(properties ? word_child(properties, "gridSpan") : NULL, "val", 1);
    const xmlNode *stated = properties ? word_child(properties, "tcW") : NULL;
    const char *type = stated ? word_attribute(stated, "type") : NULL;
    long width = !type || !strcmp(type, "dxa") ? story_number(stated, "w", 0) : 0;
    long drawn = grid_width(table->node, table->column, span < 1 ? 1 : span);
    width = width > 0 ? width : drawn;
    struct document_cell cell = {
        table->index,
        table->row,
        table->column,
        table->left,
        width > 0 ? width - format_cell_margins(reading->document->formats, table->node, node) : NOT_THERE,
        is_framed(node, table->borders)};
    size_t outer = reading->cell;
    reading->cell = reading->cells.length / sizeof cell;
    buffer_append(&reading->cells, (const char *)&cell, sizeof cell);
    story_children(reading, node);
    reading->cell = outer;
    table->framed += cell.is_framed;
    table->cells++;
    table->column += (unsigned)(span < 1 || span > 64 ? 1 : span);
    table->left += width > 0 ? width : 0;
}

/* Rows and cells, those in content controls too. */
static void read_rows(struct reading *reading, struct table_reading *table, const xmlNode *parent)
{
    for (const xmlNode *child = parent->children; child; child = child->next) {
        struct place before = reading->count.place;
        if (child->type != XML_ELEMENT_NODE)
            continue;
        place_count_enter(&reading->count, child);
        if (word_is(child, "tc"))
            read_cell(reading, table, child);
        else
            read_rows(reading, table, child);
        if (word_is(child, "tr"))
            table->row++, table->column = 0, table->left = 0;
        place_count_leave(&reading->count, child, &before);
    }
}

void story_table(struct reading *reading, const xmlNode *node)
{
    struct document_table table = {node, reading->cell, story_paragraph_count(reading), 0, false};
    size_t index = reading->tables.length / sizeof table;
    struct table_reading state = {
        .node = node, .borders = format_table_borders(reading->document->formats, node), .index = index};
    buffer_append(&reading->tables, (const char *)&table, sizeof table);
    read_rows(reading, &state, node);
    table.end_paragraph = story_paragraph_count(reading);
    table.is_framed = state.framed * 2 > state.cells;
    memcpy(reading->tables.bytes + index * sizeof table, &table, sizeof table);
}

/* ---- any element ---- */

static const xmlNode *shown_branch(const xmlNode *alternate)
{
    const xmlNode *fallback = NULL;
    for (const xmlNode *child = alternate->children; child; child = child->next) {
        if (story_is(child, "Choice") && xmlFirstElementChild((xmlNode *)child))
            return child;
        if (story_is(child, "Fallback"))
            fallback = child;
    }
    return fallback;
}

/* What is in the other branches is counted, as those who look for the place count it. */
static void read_alternate(struct reading *reading, const xmlNode *alternate)
{
    const xmlNode *shown = shown_branch(alternate);
    bool was_unseen = reading->is_unseen;
    for (const xmlNode *child = alternate->children; child; child = child->next) {
        reading->is_unseen = was_unseen || child != shown;
        if (child->type == XML_ELEMENT_NODE)
            story_element(reading, child);
    }
    reading->is_unseen = was_unseen;
}

static bool is_deleted(const xmlNode *node)
{
    return word_is(node, "del") || word_is(node, "moveFrom");
}

static void read_known(struct reading *reading, const xmlNode *element)
{
    if (word_is(element, "p"))
        read_paragraph(reading, element);
    else if (word_is(element, "tbl"))
        story_table(reading, element);
    else if (word_is(element, "sectPr"))
        story_section(reading, element);
    else if (word_is(element, "r") && reading->open)
        story_run(reading, element);
    else if (word_is(element, "fldSimple") && reading->open)
        story_simple_field(reading, element);
    else if (word_is(element, "drawing") || word_is(element, "pict") || word_is(element, "object"))
        story_drawing(reading, element);
    else
        story_children(reading, element);
}

/* Nothing is seen there, but its paragraphs and tables are counted. */
static void count_unseen(struct reading *reading, const xmlNode *element)
{
    bool was_unseen = reading->is_unseen;
    reading->is_unseen = true;
    story_children(reading, element);
    reading->is_unseen = was_unseen;
}

void story_element(struct reading *reading, const xmlNode *element)
{
    if (!element)
        return;
    struct place before = reading->count.place;
    place_count_enter(&reading->count, element);
    if (story_is(element, "AlternateContent"))
        read_alternate(reading, element);
    else if (reading->is_unseen || is_deleted(element))
        count_unseen(reading, element);
    else
        read_known(reading, element);
    place_count_leave(&reading->count, element, &before);
}

void story_children(struct reading *reading, const xmlNode *parent)
{
    for (const xmlNode *child = parent->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            story_element(reading, child);
}
