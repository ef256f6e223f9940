/*
 * Rule lines. A new one is an empty paragraph with an upper border, as in the frame:
 *
 *     ỦY BAN NHÂN DÂN
 *       ───────         w:pBdr w:top, indents on both sides
 *
 * A border is made longer by its indents, a drawing by its extent; a row of "_" that stands alone becomes a
 * border. What stands beside other words in a line is left.
 */

#include <string.h>

#include "standard/fixing.h"
#include "standard/reading.h"
#include "word/tree.h"

enum { EMU_PER_TWIP = 635 };

static long shown_width(const struct fixing *fixing, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    long width = document_text_width(paragraph, piece->from, piece->to);
    long room = document_width(fixing->document, paragraph) - paragraph->format.left_twips -
                paragraph->format.right_twips;
    return width > room && room > 0 ? room : width;
}

/* What a rule of its length wants below the longest line; without one a third to a half. */
static long wanted_length(const struct fixing *fixing, enum component component)
{
    long longest = 0, share = 417;
    for (size_t i = 0; i < fixing->standard->rule_count; i++) {
        const struct rule *rule = &fixing->standard->rules[i];
        if (!strcmp(rule->measure->name, "line-length") && rule->components[0] == component)
            share = (rule->least + rule->most) / 2;
    }
    for (const struct component_piece *piece = act_first(fixing->act, component); piece;
         piece = act_next(fixing->act, piece)) {
        long width = shown_width(fixing, piece);
        longest = width > longest ? width : longest;
    }
    return longest * share / 1000;
}

/* ---- borders ---- */

struct span_of_line {
    long left, right; /* indents */
};

/* Under the middle of the text of a paragraph. */
static struct span_of_line middle_of(const struct fixing *fixing, const struct document_paragraph *paragraph,
                                     long length)
{
    long room = document_width(fixing->document, paragraph);
    long middle = (room + paragraph->format.left_twips - paragraph->format.right_twips) / 2;
    if (paragraph->format.alignment == ALIGN_LEFT || paragraph->format.alignment == ALIGN_JUSTIFIED)
        middle = paragraph->format.left_twips + paragraph->format.first_line_twips +
                 document_text_width(paragraph, 0, paragraph->text.length) / 2;
    if (paragraph->format.alignment == ALIGN_RIGHT)
        middle = room - paragraph->format.right_twips -
                 document_text_width(paragraph, 0, paragraph->text.length) / 2;
    long left = middle - length / 2;
    left = left < 0 ? 0 : left;
    return (struct span_of_line){left, room - left - length};
}

static void set_border(struct fixing *fixing, xmlNode *properties)
{
    xmlNode *border = fix_child(fixing, fix_child(fixing, properties, "pBdr"), "top");
    fix_attribute(fixing, border, "val", "single");
    fix_attribute(fixing, border, "sz", "6");
    fix_attribute(fixing, border, "space", "0");
    fix_attribute(fixing, border, "color", "auto");
}

static bool set_indents(struct fixing *fixing, xmlNode *properties, struct span_of_line span)
{
    xmlNode *indents = fix_child(fixing, properties, "ind");
    bool is_changed = fix_number(fixing, indents, "left", span.left);
    is_changed |= fix_number(fixing, indents, "right", span.right);
    is_changed |= fix_attribute(fixing, indents, "hanging", NULL);
    return fix_number(fixing, indents, "firstLine", 0) || is_changed;
}

/* `after` is the room it leaves below. */
static void make_line(struct fixing *fixing, xmlNode *paragraph, struct span_of_line span, long after)
{
    xmlNode *properties = fix_child(fixing, paragraph, "pPr");
    set_border(fixing, properties);
    xmlNode *spacing = fix_child(fixing, properties, "spacing");
    fix_attribute(fixing, spacing, "before", "40");
    fix_number(fixing, spacing, "after", after);
    fix_attribute(fixing, spacing, "line", "60");
    fix_attribute(fixing, spacing, "lineRule", "exact");
    set_indents(fixing, properties, span);
}

static bool may_have_line_below(const struct fixing *fixing, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    return !piece->is_by_blanks && !word_child(word_child(paragraph->node, "pPr"), "sectPr") &&
           !word_child(word_child(paragraph->node, "pPr"), "framePr") &&
           !document_is_in_framed_table(fixing->document, paragraph);
}

/* A line that stands there already, but is taken for another's. */
static bool has_line_below(const xmlNode *paragraph)
{
    xmlNode *next = tree_element_from(paragraph->next);
    xmlNode *borders = next && word_is(next, "p") ? word_child(word_child(next, "pPr"), "pBdr") : NULL;
    return borders && word_child(borders, "top");
}

/* The room below the words goes below their line. */
static long take_room(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    xmlNode *spacing = fix_child(fixing, fix_properties(fixing, paragraph), "spacing");
    long after = paragraph->format.after_twips;
    if (after > 0)
        fix_number(fixing, spacing, "after", 0);
    fix_attribute(fixing, spacing, "afterAutospacing", NULL);
    return after;
}

static bool add_line(struct fixing *fixing, const struct component_piece *piece, long length)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    xmlNode *above = (xmlNode *)paragraph->node;
    if (length <= 0 || !may_have_line_below(fixing, piece) || has_line_below(above))
        return false;
    xmlNode *line = tree_new_element(above->doc, above->ns, "p");
    tree_put_after(above, line);
    make_line(fixing, line, middle_of(fixing, paragraph, length), take_room(fixing, paragraph));
    return true;
}

bool fix_line_there(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    fix_tell_made(fixing);
    return finding->piece && add_line(fixing, finding->piece, wanted_length(fixing, rule->components[0]));
}

/* ---- what is there ---- */

/* Nothing in the paragraph but the row. */
static bool stands_alone(const struct document_paragraph *paragraph, const struct document_line *line)
{
    struct string before = string_slice(paragraph->text, 0, line->from);
    struct string behind = string_slice(paragraph->text, line->to, paragraph->text.length);
    return string_trim(before).length == 0 && string_trim(behind).length == 0 &&
           paragraph->anchor == SIZE_MAX;
}

/* A row of "_" as a border: the runs go. */
static bool replace_row(struct fixing *fixing, const struct document_line *line,
                        const struct component_piece *piece, long length)
{
    const struct document_paragraph *paragraph = fixing->document->paragraphs[line->paragraph];
    if (!stands_alone(paragraph, line) || !may_have_line_below(fixing, piece) ||
        fix_is_stale(fixing, paragraph))
        return false;
    fix_set_stale(fixing, paragraph);
    for (xmlNode *child = ((xmlNode *)paragraph->node)->children; child;) {
        xmlNode *next = child->next;
        if (word_is(child, "r"))
            tree_remove(child);
        child = next;
    }
    make_line(fixing, (xmlNode *)paragraph->node, middle_of(fixing, fix_paragraph(fixing, piece), length),
              paragraph->format.after_twips);
    return true;
}

/* The border of the paragraph with the words is as long as its column: the line becomes one of its own. */
static bool replace_border(struct fixing *fixing, const struct document_line *line,
                           const struct component_piece *piece, long length)
{
    const struct document_paragraph *paragraph = fixing->document->paragraphs[line->paragraph];
    static const char *const strokes[] = {"sz", "space", "color", "themeColor", "shadow", "frame"};
    xmlNode *properties = fix_properties(fixing, paragraph);
    if (paragraph->is_blank)
        return set_indents(fixing, properties, middle_of(fixing, fix_paragraph(fixing, piece), length));
    if (length <= 0 || !may_have_line_below(fixing, piece))
        return false;
    /* That of a style stays one when there is none of the paragraph's own. */
    xmlNode *border =
        fix_child(fixing, fix_child(fixing, properties, "pBdr"), line->is_above ? "top" : "bottom");
    fix_attribute(fixing, border, "val", "nil");
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        fix_attribute(fixing, border, strokes[i], NULL);
    add_line(fixing, piece, length);
    return true;
}

static xmlNode *find(xmlNode *parent, const char *name)
{
    for (xmlNode *child = parent->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        xmlNode *found = !strcmp((const char *)child->name, name) ? child : find(child, name);
        if (found)
            return found;
    }
    return NULL;
}

static void set_plain(struct fixing *fixing, xmlNode *element, const char *name, long value)
{
    struct string digits = arena_format(fixing->arena, "%ld", value);
    if (element)
        tree_set_attribute(element, NULL, name, digits);
}

/* Twips as points with decimals: "72.35pt". */
static struct string in_points(struct fixing *fixing, long twips)
{
    return arena_format(fixing->arena, "%s%ld.%02ldpt", twips < 0 ? "-" : "", labs(twips) / 20,
                        labs(twips) % 20 * 5);
}

/* The x of "x,y", with the y as it was. */
static void set_end(struct fixing *fixing, xmlNode *line, const char *name, long twips)
{
    const char *old = story_attribute(line, name), *y = strchr(old, ',');
    struct string x = in_points(fixing, twips);
    tree_set_attribute(line, NULL, name,
                       arena_format(fixing->arena, "%.*s%s", STRING_FORMAT(x), y ? y : ",0"));
}

static bool stretch_vml_line(struct fixing *fixing, xmlNode *line, long length)
{
    const char *from = story_attribute(line, "from"), *to = story_attribute(line, "to");
    if (!from || !to)
        return false;
    long first = story_vml_measure(from), second = story_vml_measure(to);
    long left = (first + second - length) / 2;
    set_end(fixing, line, "from", first <= second ? left : left + length);
    set_end(fixing, line, "to", first <= second ? left + length : left);
    return true;
}

/* The value of a name in its style attribute. */
static bool set_style(struct fixing *fixing, xmlNode *shape, const char *name, long twips)
{
    const char *style = story_attribute(shape, "style"), *value = story_style_value(style, name);
    if (!value)
        return false;
    struct string points = in_points(fixing, twips);
    tree_set_attribute(shape, NULL, "style",
                       arena_format(fixing->arena, "%.*s%.*s%s", (int)(value - style), style,
                                    STRING_FORMAT(points), value + strcspn(value, ";")));
    return true;
}

static bool stretch_vml_shape(struct fixing *fixing, xmlNode *shape, long length)
{
    const char *style = story_attribute(shape, "style");
    const char *width = story_style_value(style, "width"), *left = story_style_value(style, "margin-left");
    if (!width)
        return false;
    long moved = left ? story_vml_measure(left) + (story_vml_measure(width) - length) / 2 : 0;
    set_style(fixing, shape, "width", length);
    if (left)
        set_style(fixing, shape, "margin-left", moved);
    return true;
}

static bool stretch_vml(struct fixing *fixing, xmlNode *line, long length)
{
    bool is_line = !strcmp((const char *)line->name, "line");
    fix_mark(fixing, line);
    return is_line ? stretch_vml_line(fixing, line, length) : stretch_vml_shape(fixing, line, length);
}

/* What programs without DrawingML show instead. */
static void stretch_fallback(struct fixing *fixing, const xmlNode *drawing, long length)
{
    xmlNode *choice = drawing->parent, *fallback = choice ? tree_element_from(choice->next) : NULL;
    xmlNode *line = fallback && story_is(fallback, "Fallback") ? find(fallback, "line") : NULL;
    if (!line && fallback && story_is(fallback, "Fallback"))
        line = find(fallback, "shape");
    if (line)
        stretch_vml(fixing, line, length);
}

/* Both extents of a DrawingML line, its middle where it was. */
static bool stretch_drawing(struct fixing *fixing, const struct document_line *line, long length)
{
    xmlNode *drawing = (xmlNode *)line->node;
    if (!word_is(drawing, "drawing"))
        return stretch_vml(fixing, drawing, length);
    stretch_fallback(fixing, drawing, length);
    xmlNode *position = find(drawing, "positionH"), *offset = position ? find(position, "posOffset") : NULL;
    xmlNode *shape = find(drawing, "spPr"), *inner = shape ? find(shape, "ext") : NULL;
    if (!find(drawing, "extent"))
        return false;
    set_plain(fixing, find(drawing, "extent"), "cx", length * EMU_PER_TWIP);
    set_plain(fixing, inner, "cx", length * EMU_PER_TWIP);
    if (offset && offset->children && offset->children->content) {
        long left = strtol((const char *)offset->children->content, NULL, 10);
        if (!__builtin_add_overflow(left, (line->length_twips - length) * EMU_PER_TWIP / 2, &left))
            tree_set_text(offset, arena_format(fixing->arena, "%ld", left));
    }
    fix_mark(fixing, drawing);
    return true;
}

/* Words that are underlined as far as they go; the line is drawn below them instead. */
static bool no_underline(struct fixing *fixing, xmlNode *properties, const void *unused)
{
    (void)unused;
    return fix_attribute(fixing, fix_child(fixing, properties, "u"), "val", "none");
}

static bool replace_underline(struct fixing *fixing, const struct component_piece *piece)
{
    bool is_changed = false;
    if (!may_have_line_below(fixing, piece))
        return false;
    for (const struct component_piece *each = act_first(fixing->act, piece->component); each;
         each = act_next(fixing->act, each))
        is_changed |= fix_runs(fixing, each, no_underline, NULL);
    return is_changed;
}

bool fix_line_length(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    enum component component = rule->components[0];
    const struct component_piece *piece = act_last(fixing->act, component);
    const struct document_line *line = fixing->act->lines_below[component];
    long length = wanted_length(fixing, component);
    (void)finding;
    if (!piece || length <= 0)
        return false;
    if (!line)
        return replace_underline(fixing, piece);
    switch (line->source) {
    case LINE_UNDERSCORES:
        return replace_row(fixing, line, piece, length);
    case LINE_BORDER:
        return replace_border(fixing, line, piece, length);
    case LINE_DRAWN:
        return stretch_drawing(fixing, line, length);
    }
    return false;
}

/* ---- strokes ---- */

static bool set_solid_drawing(struct fixing *fixing, xmlNode *drawing)
{
    xmlNode *dash = find(drawing, "prstDash"), *stroke = find(drawing, "stroke");
    if (dash)
        tree_set_attribute(dash, NULL, "val", STRING("solid"));
    else if (stroke)
        tree_set_attribute(stroke, NULL, "dashstyle", STRING("solid"));
    else
        return false;
    fix_mark(fixing, drawing);
    return true;
}

bool fix_line_solid(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    enum component component = rule->components[0];
    const struct document_line *line = fixing->act->lines_below[component];
    const struct component_piece *piece = act_last(fixing->act, component);
    (void)finding;
    if (!line || !piece)
        return false;
    if (line->source == LINE_DRAWN)
        return set_solid_drawing(fixing, (xmlNode *)line->node);
    if (line->source == LINE_UNDERSCORES)
        return replace_row(fixing, line, piece, wanted_length(fixing, component));
    xmlNode *borders = word_child(word_child(line->node, "pPr"), "pBdr");
    xmlNode *border = borders ? word_child(borders, line->is_above ? "top" : "bottom") : NULL;
    return border && fix_attribute(fixing, border, "val", "single");
}
