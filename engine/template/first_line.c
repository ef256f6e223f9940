#include "template/first_line.h"

#include "template/section.h"
#include "word/format.h"
#include "word/part_tree.h"
#include "word/tree.h"

/* What a tag in a style will say is not known yet: of sizes it is what text in cells has. */
enum { USUAL_HALF_POINTS = 28 };

struct reading {
    struct arena *arena;
    const struct formats *formats;
    unsigned long column_twips;
    unsigned least_half_points;
};

/* True when something may narrow lines: pictures that text flows around, frames, tables beside text. */
static bool has_obstacles(struct string document)
{
    static const char *const obstacles[] = {"<wp:wrapSquare", "<wp:wrapTight", "<wp:wrapThrough",
                                            "<w10:wrap ",     "<w:framePr",    "<w:tblpPr"};
    for (size_t i = 0; i < sizeof obstacles / sizeof *obstacles; i++)
        if (string_find(document, string_of(obstacles[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool has_tag_in(struct string styles, struct string element)
{
    for (size_t at = 0; (at = string_find(styles, element, at)) != SIZE_MAX; at++) {
        size_t end = string_find(styles, STRING(">"), at), tag = string_find(styles, STRING("{"), at);
        if (tag < end)
            return true;
    }
    return false;
}

/* The column of the body's text; 0: not known, or the styles say other things of it when they are filled in.
 */
static unsigned long column_of(struct string document, struct string styles)
{
    bool is_known = !has_obstacles(document) && !has_tag_in(styles, STRING("<w:ind ")) &&
                    !has_tag_in(styles, STRING("<w:rFonts "));
    return is_known ? section_width_least(document) : 0;
}

/* ---- styles ---- */

static unsigned long inset_of(const struct paragraph_format *format)
{
    const int parts[] = {format->left_twips, format->right_twips, format->first_line_twips};
    unsigned long inset = 0;
    for (size_t i = 0; i < 3; i++)
        inset += parts[i] > 0 ? (unsigned long)parts[i] : 0;
    return inset;
}

static bool is_times(const char *font)
{
    return string_is(string_of(font), "Times New Roman");
}

static struct first_line line_of(const struct reading *reading, xmlNode *paragraph)
{
    struct paragraph_format format = format_of_paragraph(reading->formats, paragraph);
    struct run_format run = format_of_mark(reading->formats, &format, paragraph);
    unsigned long inset = inset_of(&format), column = reading->column_twips;
    unsigned size = run.size_half_points, least = reading->least_half_points;
    bool is_known = format.list_id <= 0 && is_times(run.font) && is_times(run.font_high) && !run.caps &&
                    !run.small_caps && inset < column;
    return (struct first_line){.twips = is_known ? column - inset : 0,
                               .half_points = size > least ? size : least};
}

/* `id` may be NULL: of a paragraph that names none. */
static struct first_line line_of_style(const struct reading *reading, const xmlNode *near, const char *id)
{
    xmlNode *paragraph = tree_new_element(near->doc, near->ns, "p");
    if (id) {
        xmlNode *properties = tree_new_element(near->doc, near->ns, "pPr");
        xmlNode *named = tree_new_element(near->doc, near->ns, "pStyle");
        tree_append(paragraph, properties);
        tree_append(properties, named);
        tree_set_attribute(named, near->ns, "val", string_of(id));
    }
    struct first_line line = line_of(reading, paragraph);
    xmlFreeNode(paragraph);
    return line;
}

static struct first_lines read_styles(const struct reading *reading, const xmlNode *root)
{
    struct first_lines lines = {.usual = line_of_style(reading, root, NULL)};
    size_t most = xmlChildElementCount((xmlNode *)(uintptr_t)root);
    struct first_line *styles = arena_allocate(reading->arena, (most + 1) * sizeof *styles);
    for (const xmlNode *style = root->children; style; style = style->next) {
        const char *id = word_is(style, "style") ? word_attribute(style, "styleId") : NULL;
        const char *type = id ? word_attribute(style, "type") : NULL;
        if (!type || !string_is(string_of(type), "paragraph"))
            continue;
        styles[lines.count] = line_of_style(reading, style, id);
        styles[lines.count++].style_id = arena_copy(reading->arena, string_of(id));
    }
    lines.styles = styles;
    return lines;
}

static struct string bytes_of(struct arena *arena, struct package *package, const struct part *part,
                              struct problems *problems)
{
    struct string bytes = part ? package_read(package, part, arena, problems) : (struct string){NULL, 0};
    return bytes.bytes ? bytes : (struct string){"", 0};
}

struct first_lines first_lines_read(struct arena *arena, struct package *package, const struct limits *limits)
{
    struct first_lines lines = {0};
    struct arena *scratch = arena_new();
    /* Whoever compiles the parts tells what is wrong with them. */
    struct problems *silent = problems_new();
    const struct part *part = package_lookup(package, STRING("word/styles.xml"));
    struct string styles = bytes_of(scratch, package, part, silent);
    struct string document = bytes_of(scratch, package, package_main_document(package, silent), silent);
    struct reading reading = {.arena = arena, .column_twips = column_of(document, styles)};
    reading.least_half_points = has_tag_in(styles, STRING("<w:sz ")) ? USUAL_HALF_POINTS : 0;
    reading.formats = part && reading.column_twips ? formats_read(scratch, package, limits, silent) : NULL;
    xmlDoc *tree = reading.formats ? part_tree_read(scratch, package, part, limits, silent) : NULL;
    if (tree)
        lines = read_styles(&reading, xmlDocGetRootElement(tree));
    problems_free(silent);
    arena_free(scratch);
    return lines;
}

struct first_line first_line_of(const struct first_lines *lines, struct string style_id)
{
    for (size_t i = 0; i < lines->count; i++)
        if (string_equal(lines->styles[i].style_id, style_id))
            return lines->styles[i];
    return lines->usual;
}
