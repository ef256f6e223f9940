/* Pages: paper, margins, page numbers. Each section is mended where it breaks the rule. */

#include <stdlib.h>
#include <string.h>

#include "standard/fixing.h"
#include "standard/reading.h"
#include "word/tree.h"

enum { EMU_PER_TWIP = 635 };

static long to_twips(long thousandth_mm)
{
    return (long)((long long)thousandth_mm * 56693 / 1000000);
}

static xmlNode *body_of(const struct fixing *fixing)
{
    xmlNode *node = (xmlNode *)fixing->document->paragraphs[0]->node;
    while (node && !word_is(node, "body"))
        node = node->parent;
    return node;
}

xmlNode *fix_section(struct fixing *fixing, size_t section)
{
    xmlNode *node = (xmlNode *)fixing->document->sections[section].node;
    xmlNode *body = fixing->document->paragraph_count > 0 ? body_of(fixing) : NULL;
    if (node || !body)
        return node;
    node = word_child(body, "sectPr");
    if (!node) {
        node = tree_new_element(body->doc, body->ns, "sectPr");
        tree_append(body, node);
        fix_mark(fixing, body);
    }
    return node;
}

/* ---- paper ---- */

bool fix_page_size(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    bool is_changed = false;
    (void)finding;
    for (size_t i = 0; i < fixing->document->section_count && rule->allowed.count == 2; i++) {
        const struct document_section *section = &fixing->document->sections[i];
        xmlNode *node = fix_section(fixing, i), *size = node ? fix_child(fixing, node, "pgSz") : NULL;
        long shorter = to_twips(rule->allowed.items[0] + 9), longer = to_twips(rule->allowed.items[1] + 9);
        bool lies = section->is_landscape;
        if (!size)
            continue;
        is_changed |= fix_number(fixing, size, "w", lies ? longer : shorter);
        is_changed |= fix_number(fixing, size, "h", lies ? shorter : longer);
        fix_attribute(fixing, size, "code", NULL);
    }
    return is_changed;
}

/* ---- pages that lie ---- */

static long text_width_of(const xmlNode *section, const struct document_section *old)
{
    const xmlNode *size = word_child(section, "pgSz"), *margins = word_child(section, "pgMar");
    long width = story_number(size, "w", old->width_twips);
    return width - story_number(margins, "left", old->left_twips) - story_number(margins, "gutter", 0) -
           story_number(margins, "right", old->right_twips);
}

/* A picture or drawing that is as wide as a page that lies keeps it so. */
static bool has_wide_drawing(const xmlNode *node, long most_emu)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        const char *width = child->type == XML_ELEMENT_NODE && story_is(child, "extent")
                                ? story_attribute(child, "cx")
                                : NULL;
        if ((width && strtol(width, NULL, 10) > most_emu) ||
            (child->type == XML_ELEMENT_NODE && has_wide_drawing(child, most_emu)))
            return true;
    }
    return false;
}

static bool is_narrow_enough(const struct fixing *fixing, size_t section)
{
    const struct document_section *own = &fixing->document->sections[section];
    long width = own->height_twips - own->left_twips - own->right_twips;
    for (size_t i = 0; i < fixing->document->paragraph_count; i++)
        if (fixing->document->paragraphs[i]->section == section &&
            has_wide_drawing(fixing->document->paragraphs[i]->node, width * EMU_PER_TWIP))
            return false;
    return own->columns <= 1;
}

/* Its paper may have been mended in this round already. */
static bool turn(struct fixing *fixing, size_t section)
{
    xmlNode *node = fix_section(fixing, section), *size = node ? fix_child(fixing, node, "pgSz") : NULL;
    const struct document_section *own = &fixing->document->sections[section];
    long width = size ? story_number(size, "w", own->width_twips) : 0;
    long height = size ? story_number(size, "h", own->height_twips) : 0;
    if (!size || !is_narrow_enough(fixing, section))
        return false;
    fix_attribute(fixing, size, "orient", NULL);
    fix_number(fixing, size, "w", width < height ? width : height);
    fix_number(fixing, size, "h", width < height ? height : width);
    return true;
}

bool fix_portrait(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    bool is_changed = false;
    (void)rule, (void)finding;
    for (size_t i = 0; i < fixing->document->section_count; i++)
        if (check_may_stand(fixing->components, i))
            is_changed |= turn(fixing, i);
    return is_changed;
}

/* ---- tables on narrower pages ---- */

enum { CELL_MARGINS = 230 };

static long grid_width(const xmlNode *table)
{
    long width = 0;
    const xmlNode *grid = word_child(table, "tblGrid");
    for (const xmlNode *column = grid ? grid->children : NULL; column; column = column->next)
        if (word_is(column, "gridCol"))
            width += story_number(column, "w", 0);
    return width;
}

/* Widths of columns and cells; those in percents follow by themselves. */
static void scale(struct fixing *fixing, xmlNode *node, long from, long to)
{
    const char *type = word_attribute(node, "type");
    bool is_cell = (word_is(node, "tcW") || word_is(node, "tblW")) && type && !strcmp(type, "dxa");
    if (word_is(node, "gridCol") || is_cell)
        fix_number(fixing, node, "w", (long)((long long)story_number(node, "w", 0) * to / from));
    for (xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            scale(fixing, child, from, to);
}

void fix_fit_tables(struct fixing *fixing)
{
    const struct document *document = fixing->document;
    for (size_t i = 0; i < document->table_count; i++) {
        const struct document_table *table = &document->tables[i];
        size_t index = table->first_paragraph < document->paragraph_count
                           ? document->paragraphs[table->first_paragraph]->section
                           : SIZE_MAX;
        const struct document_section *section =
            index < document->section_count ? &document->sections[index] : NULL;
        if (!section || !section->node || table->cell != SIZE_MAX || section->columns > 1)
            continue;
        long old = section->width_twips - section->left_twips - section->right_twips;
        long now = text_width_of(section->node, section), width = grid_width(table->node);
        long beyond = width > old ? width - old : 0;
        if (now < old && width > now + CELL_MARGINS && beyond <= 2 * CELL_MARGINS)
            scale(fixing, (xmlNode *)table->node, width, now + beyond);
    }
}

/* ---- margins ---- */

bool fix_margin(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    bool is_changed = false;
    (void)finding;
    for (size_t i = 0; i < fixing->document->section_count; i++) {
        const struct document_section *section = &fixing->document->sections[i];
        long now;
        if (check_margin(rule, section, &now))
            continue;
        xmlNode *node = fix_section(fixing, i), *margins = node ? fix_child(fixing, node, "pgMar") : NULL;
        long wanted = to_twips(now < to_twips(rule->least) ? rule->least + 9 : rule->most);
        if (!margins)
            continue;
        fix_tell(fixing, now > to_twips(rule->most) ? rule->most : rule->least, "mm");
        char side[16];
        snprintf(side, sizeof side, "%.*s", STRING_FORMAT(rule->side));
        is_changed |= fix_number(fixing, margins, side, wanted);
        if (string_is(rule->side, "left"))
            is_changed |= fix_attribute(fixing, margins, "gutter", "0");
        const struct {
            const char *name;
            long twips;
        } others[] = {{"top", section->top_twips},
                      {"right", section->right_twips},
                      {"bottom", section->bottom_twips},
                      {"left", section->left_twips},
                      {"header", section->header_twips},
                      {"footer", section->footer_twips},
                      {"gutter", 0}};
        for (size_t k = 0; k < sizeof others / sizeof *others; k++) /* w:pgMar has all of them */
            if (!word_attribute(margins, others[k].name))
                fix_number(fixing, margins, others[k].name, others[k].twips);
    }
    return is_changed;
}

/* ---- numbers of sections ---- */

bool fix_page_number_format(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    bool is_changed = false;
    (void)rule, (void)finding;
    for (size_t i = 0; i < fixing->document->section_count; i++) {
        const char *format = fixing->document->sections[i].number_format;
        if (strcmp(format, "decimal") != 0 && strcmp(format, "numberInDash") != 0)
            is_changed |= fix_attribute(fixing, fix_child(fixing, fix_section(fixing, i), "pgNumType"), "fmt",
                                        "decimal");
    }
    return is_changed;
}

bool fix_page_number_start(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    (void)rule, (void)finding;
    return fix_number(fixing, fix_child(fixing, fix_section(fixing, 0), "pgNumType"), "start", 1);
}

/* ---- paragraphs with a number ---- */

typedef bool (*number_change)(struct fixing *fixing, const struct document_paragraph *paragraph);

/* All of them, in headers and footers. */
static bool change_numbers(struct fixing *fixing, number_change change)
{
    bool is_changed = false;
    for (size_t i = 0; i < fixing->document->paragraph_count; i++) {
        const struct document_paragraph *paragraph = fixing->document->paragraphs[i];
        enum story_kind kind = fixing->document->stories[paragraph->story].kind;
        if (paragraph->has_page_number && (kind == STORY_HEADER || kind == STORY_FOOTER))
            is_changed |= change(fixing, paragraph);
    }
    return is_changed;
}

static bool centre_number(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    xmlNode *frame = word_child(fix_properties(fixing, paragraph), "framePr");
    if (frame && word_attribute(frame, "xAlign"))
        return fix_attribute(fixing, frame, "xAlign", "center");
    return fix_alignment(fixing, paragraph, "center");
}

bool fix_page_number_alignment(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    (void)rule, (void)finding;
    return change_numbers(fixing, centre_number);
}

static bool size_number(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    static const long size = 28;
    return fix_runs_of(fixing, paragraph, fix_set_size, &size);
}

bool fix_page_number_size(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    (void)rule, (void)finding;
    return change_numbers(fixing, size_number);
}

static bool straighten_number(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    return fix_runs_of(fixing, paragraph, fix_set_upright, NULL);
}

bool fix_page_number_style(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    (void)rule, (void)finding;
    return change_numbers(fixing, straighten_number);
}
