/* The levels of formatting laid over one another, for a paragraph, a run and the borders of a table. */

#include "word/format.h"

#include <stdlib.h>
#include <string.h>

#include "word/format_internal.h"

enum condition {
    CONDITION_FIRST_ROW,
    CONDITION_LAST_ROW,
    CONDITION_FIRST_COLUMN,
    CONDITION_LAST_COLUMN,
    CONDITION_COUNT
};

/* a:theme/a:themeElements/a:fontScheme/a:majorFont/a:latin/@typeface */
static const xmlNode *child_named(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !strcmp((const char *)child->name, name))
            return child;
    return NULL;
}

static const char *read_theme_font(const xmlNode *scheme, const char *name)
{
    const xmlNode *latin = child_named(child_named(scheme, name), "latin");
    for (const xmlAttr *attribute = latin ? latin->properties : NULL; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, "typeface"))
            return xml_attribute_text(attribute).bytes;
    return "";
}

struct formats *formats_new(struct arena *arena, const xmlDoc *styles, const xmlDoc *numbering,
                            const xmlDoc *theme)
{
    struct formats *formats = arena_allocate(arena, sizeof *formats);
    const xmlNode *style_root = styles ? xmlDocGetRootElement((xmlDoc *)styles) : NULL;
    const xmlNode *list_root = numbering ? xmlDocGetRootElement((xmlDoc *)numbering) : NULL;
    const xmlNode *theme_root = theme ? xmlDocGetRootElement((xmlDoc *)theme) : NULL;
    const xmlNode *scheme = child_named(child_named(theme_root, "themeElements"), "fontScheme");
    formats->arena = arena;
    formats->numbering = numbering;
    formats->theme =
        (struct theme_fonts){read_theme_font(scheme, "majorFont"), read_theme_font(scheme, "minorFont")};
    for (size_t i = 0; style_root && i < STYLE_TYPE_COUNT; i++)
        format_read_styles(formats, (enum style_type)i, style_root);
    formats->lists = format_read_lists(arena, list_root, &formats->styles[STYLE_NUMBERING]);
    const xmlNode *defaults = word_child(style_root, "docDefaults");
    format_read_run(&formats->defaults.run, word_child(word_child(defaults, "rPrDefault"), "rPr"),
                    &formats->theme);
    format_read_paragraph(&formats->defaults.paragraph,
                          word_child(word_child(defaults, "pPrDefault"), "pPr"));
    return formats;
}

/* ---- tables ---- */

static const xmlNode *ancestor(const xmlNode *node, const char *name)
{
    do
        node = node->parent;
    while (node && !word_is(node, name) && !word_is(node, "txbxContent"));
    return word_is(node, name) ? node : NULL;
}

static bool has_neighbour(const xmlNode *node, const char *name, bool before)
{
    do
        node = before ? node->prev : node->next;
    while (node && !word_is(node, name));
    return node != NULL;
}

/* Which of the four conditions w:tblLook turns on, as bits. */
static unsigned read_look(const xmlNode *table)
{
    static const struct {
        const char *attribute;
        long bit;
    } looks[CONDITION_COUNT] = {
        {"firstRow", 0x20}, {"lastRow", 0x40}, {"firstColumn", 0x80}, {"lastColumn", 0x100}};
    const xmlNode *look = word_child(word_child(table, "tblPr"), "tblLook");
    const char *mask = word_attribute(look, "val");
    long bits = mask ? strtol(mask, NULL, 16) : 0;
    unsigned found = 0;
    for (size_t i = 0; i < CONDITION_COUNT; i++) {
        const char *value = word_attribute(look, looks[i].attribute);
        bool is_on = value ? !strcmp(value, "1") || !strcmp(value, "true") || !strcmp(value, "on")
                           : (bits & looks[i].bit) != 0;
        found |= is_on ? 1u << i : 0;
    }
    return found;
}

static unsigned conditions_of(const xmlNode *table, const xmlNode *row, const xmlNode *cell)
{
    unsigned look = read_look(table), holds = 0;
    if (look & 1u << CONDITION_FIRST_ROW && row && !has_neighbour(row, "tr", true))
        holds |= 1u << CONDITION_FIRST_ROW;
    if (look & 1u << CONDITION_LAST_ROW && row && !has_neighbour(row, "tr", false))
        holds |= 1u << CONDITION_LAST_ROW;
    if (look & 1u << CONDITION_FIRST_COLUMN && cell && !has_neighbour(cell, "tc", true))
        holds |= 1u << CONDITION_FIRST_COLUMN;
    if (look & 1u << CONDITION_LAST_COLUMN && cell && !has_neighbour(cell, "tc", false))
        holds |= 1u << CONDITION_LAST_COLUMN;
    return holds;
}

static const struct style *table_style(const struct formats *formats, const xmlNode *table)
{
    const xmlNode *named = word_child(word_child(table, "tblPr"), "tblStyle");
    return format_style_or_usual(&formats->styles[STYLE_TABLE], word_attribute(named, "val"));
}

static void read_condition(const struct formats *formats, struct layers *layers, const xmlNode *style,
                           const char *name)
{
    for (const xmlNode *node = style->children; node; node = node->next) {
        const char *type = word_is(node, "tblStylePr") ? word_attribute(node, "type") : NULL;
        if (type && !strcmp(type, name))
            format_read_properties(formats, layers, node);
    }
}

/* Columns before rows: a later one wins (ECMA-376-1 17.7.6). */
static struct layers table_layers(const struct formats *formats, const xmlNode *paragraph)
{
    static const struct {
        enum condition condition;
        const char *name;
    } order[] = {{CONDITION_FIRST_COLUMN, "firstCol"},
                 {CONDITION_LAST_COLUMN, "lastCol"},
                 {CONDITION_FIRST_ROW, "firstRow"},
                 {CONDITION_LAST_ROW, "lastRow"}};
    const xmlNode *cell = ancestor(paragraph, "tc"), *row = cell ? ancestor(cell, "tr") : NULL;
    const xmlNode *table = row ? ancestor(row, "tbl") : NULL;
    struct layers layers = {0};
    const struct style *chain[CHAIN_MOST], *style = table ? table_style(formats, table) : NULL;
    if (!style)
        return layers;
    layers = *format_layers_of(formats, &formats->styles[STYLE_TABLE], style);
    size_t count = format_find_chain(&formats->styles[STYLE_TABLE], style, chain);
    unsigned conditions = conditions_of(table, row, cell);
    for (size_t i = 0; conditions && i < sizeof order / sizeof *order; i++)
        for (size_t j = count; conditions & 1u << order[i].condition && j > 0; j--)
            read_condition(formats, &layers, chain[j - 1]->node, order[i].name);
    return layers;
}

unsigned format_table_borders(const struct formats *formats, const xmlNode *table)
{
    const struct style *chain[CHAIN_MOST];
    const struct style_set *set = &formats->styles[STYLE_TABLE];
    unsigned visible = 0, seen;
    for (size_t i = format_find_chain(set, table_style(formats, table), chain); i > 0; i--) {
        unsigned own =
            format_read_borders(word_child(word_child(chain[i - 1]->node, "tblPr"), "tblBorders"), &seen);
        visible = (visible & ~seen) | own;
    }
    unsigned own = format_read_borders(word_child(word_child(table, "tblPr"), "tblBorders"), &seen);
    return (visible & ~seen) | own;
}

/* One side of a w:tblCellMar or w:tcMar; what it leaves out stays. */
static void read_margin(const xmlNode *margins, const char *side, const char *bidirectional, long *twips)
{
    const xmlNode *margin = word_child(margins, side);
    const char *text = word_attribute(margin ? margin : word_child(margins, bidirectional), "w");
    int own;
    if (text && format_read_twips(text, &own) && own >= 0)
        *twips = own;
}

static void read_margins(const xmlNode *margins, long sides[2])
{
    read_margin(margins, "left", "start", &sides[0]);
    read_margin(margins, "right", "end", &sides[1]);
}

long format_cell_margins(const struct formats *formats, const xmlNode *table, const xmlNode *cell)
{
    enum { USUAL_TWIPS = 108 };
    const struct style *chain[CHAIN_MOST];
    long sides[2] = {USUAL_TWIPS, USUAL_TWIPS};
    for (size_t i = format_find_chain(&formats->styles[STYLE_TABLE], table_style(formats, table), chain);
         i > 0; i--)
        read_margins(word_child(word_child(chain[i - 1]->node, "tblPr"), "tblCellMar"), sides);
    read_margins(word_child(word_child(table, "tblPr"), "tblCellMar"), sides);
    read_margins(word_child(word_child(cell, "tcPr"), "tcMar"), sides);
    return sides[0] + sides[1];
}

/* A cell may stand anywhere in its table, so an inner border counts for either side of it. */
unsigned format_cell_borders(const xmlNode *cell, unsigned table_borders)
{
    unsigned seen, own = format_read_borders(word_child(word_child(cell, "tcPr"), "tcBorders"), &seen);
    unsigned given = table_borders & (BORDER_TOP | BORDER_LEFT | BORDER_BOTTOM | BORDER_RIGHT);
    if (table_borders & BORDER_BETWEEN)
        given |= BORDER_TOP | BORDER_BOTTOM;
    if (table_borders & BORDER_INNER)
        given |= BORDER_LEFT | BORDER_RIGHT;
    return (given & ~seen) | own;
}

/* ---- paragraphs and runs ---- */

static void lay_over(struct format_value *lower, const struct format_value *upper, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (upper[i].is_set)
            lower[i] = upper[i];
}

static struct paragraph_format finish_paragraph(const struct paragraph_layer *layer)
{
    const struct format_value *values = layer->values;
    return (struct paragraph_format){
        .alignment = (enum alignment)values[PARAGRAPH_ALIGNMENT].number,
        .left_twips = values[PARAGRAPH_LEFT].number,
        .right_twips = values[PARAGRAPH_RIGHT].number,
        .first_line_twips = values[PARAGRAPH_FIRST_LINE].number,
        .before_twips = values[PARAGRAPH_BEFORE].number,
        .after_twips = values[PARAGRAPH_AFTER].number,
        .line_rule = (enum line_rule)values[PARAGRAPH_LINE_RULE].number,
        .line = values[PARAGRAPH_LINE].is_set ? values[PARAGRAPH_LINE].number : 240,
        .keep_next = values[PARAGRAPH_KEEP_NEXT].number,
        .keep_lines = values[PARAGRAPH_KEEP_LINES].number,
        .page_break_before = values[PARAGRAPH_PAGE_BREAK].number,
        .contextual_spacing = values[PARAGRAPH_CONTEXTUAL].number,
        .borders = (unsigned)values[PARAGRAPH_BORDERS].number,
        .outline_level = values[PARAGRAPH_OUTLINE_LEVEL].is_set ? values[PARAGRAPH_OUTLINE_LEVEL].number : 9,
        .list_id = values[PARAGRAPH_LIST].number,
        .list_level = values[PARAGRAPH_LIST_LEVEL].number,
    };
}

struct paragraph_format format_of_paragraph(const struct formats *formats, const xmlNode *paragraph)
{
    const struct style_set *set = &formats->styles[STYLE_PARAGRAPH];
    const xmlNode *properties = word_child(paragraph, "pPr");
    const struct style *style =
        format_style_or_usual(set, word_attribute(word_child(properties, "pStyle"), "val"));
    const struct layers *styled = format_layers_of(formats, set, style);
    struct layers table = table_layers(formats, paragraph);
    struct paragraph_layer layer = formats->defaults.paragraph;
    lay_over(layer.values, table.paragraph.values, PARAGRAPH_COUNT);
    lay_over(layer.values, styled->paragraph.values, PARAGRAPH_COUNT);
    format_read_list_indents(formats, &layer, properties);
    format_read_paragraph(&layer, properties);
    struct paragraph_format format = finish_paragraph(&layer);
    format.style_id = style ? style->id : "";
    format.table = table.run;
    format.paragraph = styled->run;
    return format;
}

/* ECMA-376-1 17.7.3: direct formatting decides; else true in the defaults; else an odd number of styles. */
static bool resolve_toggle(size_t property, const struct run_layer *const *styles, size_t count,
                           const struct run_layer *defaults, const struct run_layer *direct)
{
    bool is_on = false;
    if (direct->values[property].is_set)
        return direct->values[property].number;
    if (defaults->values[property].number)
        return true;
    for (size_t i = 0; i < count; i++)
        is_on ^= styles[i]->values[property].number != 0;
    return is_on;
}

static struct run_format finish_run(const struct formats *formats, const struct paragraph_format *paragraph,
                                    const struct run_layer *character, const struct run_layer *direct)
{
    const struct run_layer *styles[] = {&paragraph->table, &paragraph->paragraph, character};
    struct run_layer layer = formats->defaults.run;
    bool toggles[RUN_TOGGLE_COUNT];
    for (size_t i = 0; i < 3; i++)
        lay_over(layer.values, styles[i]->values, RUN_COUNT);
    lay_over(layer.values, direct->values, RUN_COUNT);
    for (size_t i = 0; i < RUN_TOGGLE_COUNT; i++)
        toggles[i] = resolve_toggle(i, styles, 3, &formats->defaults.run, direct);
    const struct format_value *values = layer.values;
    return (struct run_format){
        .bold = toggles[RUN_BOLD],
        .italic = toggles[RUN_ITALIC],
        .caps = toggles[RUN_CAPS],
        .small_caps = toggles[RUN_SMALL_CAPS],
        .strike = toggles[RUN_STRIKE],
        .hidden = toggles[RUN_HIDDEN],
        .underline = values[RUN_UNDERLINE].number,
        /* Word's own default is 10 pt. */
        .size_half_points = values[RUN_SIZE].is_set ? (unsigned)values[RUN_SIZE].number : 20,
        .color = values[RUN_COLOR].text ? values[RUN_COLOR].text : "auto",
        .font = values[RUN_FONT].text ? values[RUN_FONT].text : "",
        .font_high = values[RUN_FONT_HIGH].text ? values[RUN_FONT_HIGH].text : "",
        .position = (enum vertical_position)values[RUN_POSITION].number,
    };
}

static struct run_format format_of_properties(const struct formats *formats,
                                              const struct paragraph_format *paragraph,
                                              const xmlNode *properties, const xmlNode *list_properties)
{
    const struct style_set *set = &formats->styles[STYLE_CHARACTER];
    const struct style *style =
        format_style_or_usual(set, word_attribute(word_child(properties, "rStyle"), "val"));
    struct run_layer direct = {0};
    format_read_run(&direct, properties, &formats->theme);
    format_read_run(&direct, list_properties, &formats->theme);
    return finish_run(formats, paragraph, &format_layers_of(formats, set, style)->run, &direct);
}

struct run_format format_of_run(const struct formats *formats, const struct paragraph_format *paragraph,
                                const xmlNode *run)
{
    return format_of_properties(formats, paragraph, word_child(run, "rPr"), NULL);
}

struct run_format format_of_mark(const struct formats *formats, const struct paragraph_format *paragraph,
                                 const xmlNode *node)
{
    return format_of_properties(formats, paragraph, word_child(word_child(node, "pPr"), "rPr"), NULL);
}

struct run_format format_of_number(const struct formats *formats, const struct paragraph_format *paragraph,
                                   const xmlNode *node)
{
    const xmlNode *level = format_level_node(formats, paragraph->list_id, paragraph->list_level);
    return format_of_properties(formats, paragraph, word_child(word_child(node, "pPr"), "rPr"),
                                word_child(level, "rPr"));
}

struct list_level format_list_level(const struct formats *formats, int list_id, int level)
{
    const struct list *list = format_lookup_list(&formats->lists, list_id);
    if (!list || level < 0 || level >= LIST_LEVELS)
        return (struct list_level){NULL, 0, 0, -1};
    size_t index = (size_t)(list - formats->lists.items);
    return (struct list_level){list->levels[level], index, list->counter, list->start_overrides[level]};
}

struct string format_part_of(const struct formats *formats, const xmlDoc *tree)
{
    return tree == formats->numbering ? formats->numbering_part : (struct string){0};
}

size_t format_list_count(const struct formats *formats)
{
    return formats->lists.count;
}

size_t format_counter_count(const struct formats *formats)
{
    return formats->lists.counter_count;
}
