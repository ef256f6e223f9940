/* Pages: paper, margins, page numbers. Each section is mended where it breaks the rule. */

#include <stdlib.h>
#include <string.h>

#include "standard/fixing.h"
#include "word/tree.h"

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

static long margin_of(const struct document_section *section, struct string side)
{
    return string_is(side, "top")      ? section->top_twips
           : string_is(side, "right")  ? section->right_twips
           : string_is(side, "bottom") ? section->bottom_twips
                                       : section->left_twips;
}

/* A page that lies may have its margins turned: the rule tells which sections to mend. */
static bool breaks_margin(const struct rule *rule, long twips)
{
    long tolerance = rule->tolerance == NOT_THERE ? 0 : rule->tolerance;
    long length = (long)((long long)twips * 1000000 / 56693);
    return length < rule->least - tolerance - 50 || length > rule->most + tolerance + 50;
}

bool fix_margin(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    bool is_changed = false;
    (void)finding;
    for (size_t i = 0; i < fixing->document->section_count; i++) {
        const struct document_section *section = &fixing->document->sections[i];
        long now = margin_of(section, rule->side);
        if (section->is_landscape || !breaks_margin(rule, now))
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
