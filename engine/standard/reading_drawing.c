/* Drawings: straight lines (DrawingML, VML) and the paragraphs of text boxes. */

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "standard/reading.h"

enum { EMU_PER_TWIP = 635, PIXEL_TWIPS = 15, BOX_INSET_TWIPS = 288, FLAT_TWIPS = 60, FAR = 10000000 };

/* No paper is so large: what is typed beyond it must not run over where it is reckoned with. */
static long within_reach(long twips)
{
    return twips > FAR ? FAR : twips < -FAR ? -FAR : twips;
}

static long emu(const xmlNode *node, const char *name)
{
    const char *text = node ? story_attribute(node, name) : NULL;
    return text ? within_reach(strtol(text, NULL, 10) / EMU_PER_TWIP) : NOT_THERE;
}

static const xmlNode *find(const xmlNode *parent, const char *name)
{
    for (const xmlNode *child = parent ? parent->children : NULL; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || word_is(child, "txbxContent") || story_is(child, "Fallback"))
            continue;
        const xmlNode *found = story_is(child, name) ? child : find(child, name);
        if (found)
            return found;
    }
    return NULL;
}

static void add_line(struct reading *reading, const xmlNode *node, long length, long left, bool is_solid)
{
    struct document_line line = {
        .source = LINE_DRAWN, .length_twips = length, .left_twips = left, .is_solid = is_solid, .node = node};
    if (!reading->open || length < 200)
        return;
    line.paragraph = reading->anchor != SIZE_MAX ? reading->anchor : reading->open->index;
    buffer_append(&reading->lines, (const char *)&line, sizeof line);
}

/* ---- DrawingML ---- */

static bool is_line_shape(const xmlNode *shape)
{
    static const char *const names[] = {"line", "straightConnector1", "lineInv"};
    const xmlNode *geometry = find(shape, "prstGeom");
    const char *preset = geometry ? story_attribute(geometry, "prst") : NULL;
    for (size_t i = 0; preset && i < sizeof names / sizeof *names; i++)
        if (!strcmp(preset, names[i]))
            return true;
    return false;
}

static bool is_solid_outline(const xmlNode *shape)
{
    const xmlNode *dash = find(shape, "prstDash");
    const char *value = dash ? story_attribute(dash, "val") : NULL;
    return !value || !strcmp(value, "solid");
}

/* Where an anchored drawing begins across its column; LONG_MIN when it is told by the page. */
static long left_of_anchor(const xmlNode *drawing)
{
    const xmlNode *position = find(drawing, "positionH");
    const char *from = position ? story_attribute(position, "relativeFrom") : NULL;
    const xmlNode *offset = position ? find(position, "posOffset") : NULL;
    if (!offset || !offset->children || !from || (strcmp(from, "column") != 0 && strcmp(from, "margin") != 0))
        return LONG_MIN;
    return within_reach(strtol((const char *)offset->children->content, NULL, 10) / EMU_PER_TWIP);
}

/* A flat rectangle without text serves as a line too; a picture does not. */
static void read_drawing_line(struct reading *reading, const xmlNode *drawing)
{
    const xmlNode *extent = find(drawing, "extent"), *shape = find(drawing, "wsp");
    long width = emu(extent, "cx"), height = emu(extent, "cy");
    if (find(drawing, "wgp") || !shape || height > FLAT_TWIPS + width / 10 || find(shape, "txbx"))
        return;
    if (is_line_shape(shape) || height <= FLAT_TWIPS)
        add_line(reading, drawing, width, left_of_anchor(drawing), is_solid_outline(shape));
}

/* ---- VML ---- */

long story_vml_measure(const char *text)
{
    int twips;
    char space[32];
    size_t length = strcspn(text, ",;");
    if (length == 0 || length >= sizeof space - 3)
        return NOT_THERE;
    memcpy(space, text, length);
    space[length] = '\0';
    if (format_read_twips(space, &twips) && strpbrk(space, "pcmi"))
        return within_reach(twips);
    return within_reach(strtol(space, NULL, 10)) * PIXEL_TWIPS;
}

const char *story_style_value(const char *style, const char *name)
{
    size_t length = strlen(name);
    while (style) {
        style += strspn(style, " ;");
        if (!strncmp(style, name, length) && style[length] == ':')
            return style + length + 1;
        style = strchr(style, ';');
    }
    return NULL;
}

static void read_vml_line(struct reading *reading, const xmlNode *line, bool is_solid)
{
    const char *from = story_attribute(line, "from"), *to = story_attribute(line, "to");
    if (!from || !to)
        return;
    long left = story_vml_measure(from), right = story_vml_measure(to);
    const char *style = story_style_value(story_attribute(line, "style"), "margin-left");
    add_line(reading, line, labs(right - left), left + (style ? story_vml_measure(style) : 0), is_solid);
}

static bool is_connector(const xmlNode *shape)
{
    const char *type = story_attribute(shape, "type");
    return type && (!strcmp(type, "#_x0000_t32") || !strcmp(type, "#_x0000_t20"));
}

static void read_vml_shape(struct reading *reading, const xmlNode *shape, bool is_solid)
{
    const char *style = story_attribute(shape, "style");
    const char *width = story_style_value(style, "width"), *height = story_style_value(style, "height");
    const char *left = story_style_value(style, "margin-left");
    bool is_flat = height && story_vml_measure(height) <= FLAT_TWIPS && !find(shape, "imagedata") &&
                   !find(shape, "textbox");
    if (width && (is_connector(shape) || is_flat))
        add_line(reading, shape, story_vml_measure(width), left ? story_vml_measure(left) : LONG_MIN,
                 is_solid);
}

static void read_vml(struct reading *reading, const xmlNode *node)
{
    const xmlNode *stroke = find(node, "stroke");
    bool is_solid = !stroke || !story_attribute(stroke, "dashstyle") ||
                    !strcmp(story_attribute(stroke, "dashstyle"), "solid");
    if (story_is(node, "line"))
        read_vml_line(reading, node, is_solid);
    else if (story_is(node, "shape") || story_is(node, "rect"))
        read_vml_shape(reading, node, is_solid);
}

/* ---- text boxes ---- */

static long box_width(const xmlNode *drawing)
{
    const xmlNode *extent = find(drawing, "extent"), *shape = find(drawing, "shape");
    if (!shape)
        shape = find(drawing, "rect");
    const char *width = shape ? story_style_value(story_attribute(shape, "style"), "width") : NULL;
    long outer = extent ? emu(extent, "cx") : width ? story_vml_measure(width) : NOT_THERE;
    return outer > BOX_INSET_TWIPS ? outer - BOX_INSET_TWIPS : NOT_THERE;
}

static void read_box(struct reading *reading, const xmlNode *content, long width)
{
    struct reading outer = *reading;
    if (reading->anchor == SIZE_MAX && reading->open)
        reading->anchor = reading->open->index;
    reading->box_width_twips = width;
    reading->cell = SIZE_MAX;
    reading->open = NULL;
    story_element(reading, content);
    reading->anchor = outer.anchor;
    reading->box_width_twips = outer.box_width_twips;
    reading->cell = outer.cell;
    reading->open = outer.open;
}

static void read_shapes(struct reading *reading, const xmlNode *parent, long width)
{
    for (const xmlNode *child = parent->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        if (story_is(child, "pic") || story_is(child, "imagedata"))
            reading->open->paragraph->is_blank = false;
        if (word_is(child, "txbxContent")) {
            read_box(reading, child, width);
        } else if (story_is(child, "AlternateContent")) {
            story_element(reading, child);
        } else {
            read_vml(reading, child);
            read_shapes(reading, child, width);
        }
    }
}

void story_drawing(struct reading *reading, const xmlNode *drawing)
{
    if (!reading->open)
        return;
    if (word_is(drawing, "drawing"))
        read_drawing_line(reading, drawing);
    read_shapes(reading, drawing, box_width(drawing));
}
