/* Formats of paragraphs: alignment, indents, spacing. What stands in its place by tabs or blanks is left. */

#include <stdlib.h>
#include <string.h>

#include "standard/fixing.h"
#include "text/unicode.h"

enum { SINGLE_LINE = 240, TWIPS_PER_POINT = 20 };

static xmlNode *indents_of(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    return fix_child(fixing, fix_properties(fixing, paragraph), "ind");
}

/* Indents in characters win over those in twips. */
static bool drop_characters(struct fixing *fixing, xmlNode *indents)
{
    static const char *const names[] = {"leftChars",      "rightChars",   "startChars", "endChars",
                                        "firstLineChars", "hangingChars", "start",      "end"};
    bool is_changed = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_changed |= fix_attribute(fixing, indents, names[i], NULL);
    return is_changed;
}

bool fix_alignment(struct fixing *fixing, const struct document_paragraph *paragraph, const char *alignment)
{
    return fix_attribute(fixing, fix_child(fixing, fix_properties(fixing, paragraph), "jc"), "val",
                         alignment);
}

static bool set_first_line(struct fixing *fixing, const struct document_paragraph *paragraph, long twips)
{
    xmlNode *indents = indents_of(fixing, paragraph);
    bool is_changed = drop_characters(fixing, indents);
    is_changed |= fix_attribute(fixing, indents, "hanging", NULL);
    return fix_number(fixing, indents, "firstLine", twips) || is_changed;
}

static bool set_left(struct fixing *fixing, const struct document_paragraph *paragraph, long twips)
{
    return paragraph->format.left_twips != twips &&
           fix_number(fixing, indents_of(fixing, paragraph), "left", twips);
}

/* Of components that stand in one half of the page; outside a table or box their column is not known. */
static bool has_column(const struct document_paragraph *paragraph, enum component component)
{
    static const enum component halves[] = {COMPONENT_NATIONAL_NAME,  COMPONENT_MOTTO,     COMPONENT_PARENT,
                                            COMPONENT_ISSUER,         COMPONENT_NUMBER,    COMPONENT_DATE,
                                            COMPONENT_LETTER_SUBJECT, COMPONENT_AUTHORITY, COMPONENT_SIGNER};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (halves[i] == component)
            return paragraph->cell != SIZE_MAX || paragraph->anchor != SIZE_MAX;
    return true;
}

/* In the middle of its column, not beside it by its indents. */
bool fix_centred(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    if (!has_column(paragraph, piece->component))
        return false;
    bool is_changed = fix_alignment(fixing, paragraph, "center");
    if (paragraph->format.first_line_twips != 0)
        is_changed |= set_first_line(fixing, paragraph, 0);
    if (paragraph->format.left_twips != paragraph->format.right_twips) {
        is_changed |= set_left(fixing, paragraph, 0);
        is_changed |= paragraph->format.right_twips != 0 &&
                      fix_number(fixing, indents_of(fixing, paragraph), "right", 0);
    }
    return is_changed;
}

/* A line broken by hand would be stretched. */
bool fix_justified(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    if (string_find(paragraph->text, STRING("\n"), 0) != SIZE_MAX)
        return false;
    return fix_alignment(fixing, paragraph, "both");
}

bool fix_left(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    bool is_changed = false;
    if (paragraph->format.alignment == ALIGN_CENTER || paragraph->format.alignment == ALIGN_RIGHT)
        is_changed = fix_alignment(fixing, paragraph, "left");
    if (paragraph->format.left_twips + paragraph->format.first_line_twips > 0) {
        is_changed |= set_left(fixing, paragraph, 0);
        is_changed |= set_first_line(fixing, paragraph, 0);
    }
    return is_changed;
}

bool fix_line_spacing(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    const struct paragraph_format *format = &paragraph->format;
    bool is_wide = format->line_rule == LINE_AUTO ? (long)format->line * 1000 > rule->most * SINGLE_LINE
                                                  : format->line > 20 * TWIPS_PER_POINT;
    long line = (is_wide ? rule->most : rule->least) * SINGLE_LINE / 1000;
    xmlNode *spacing = fix_child(fixing, fix_properties(fixing, paragraph), "spacing");
    bool is_changed = fix_number(fixing, spacing, "line", line);
    fix_tell(fixing, is_wide ? rule->most : rule->least, "");
    return fix_attribute(fixing, spacing, "lineRule", "auto") || is_changed;
}

/* The tab behind an automatic number would go to where no text stands any more. */
static bool stop_behind_number(struct fixing *fixing, const struct document_paragraph *paragraph, long indent)
{
    enum { GRID = 57, GAP = 60 };
    if (paragraph->number_length == 0)
        return false;
    long width = document_text_width(paragraph, 0, paragraph->number_length) + GAP;
    xmlNode *stops = fix_child(fixing, fix_properties(fixing, paragraph), "tabs");
    xmlNode *stop = fix_child(fixing, stops, "tab");
    fix_attribute(fixing, stop, "val", "left");
    return fix_number(fixing, stop, "pos", indent + (width + GRID - 1) / GRID * GRID);
}

static size_t leading_blanks_end(const struct document_paragraph *paragraph)
{
    size_t end = paragraph->number_length;
    while (end < paragraph->text.length && strchr(" \t", paragraph->text.bytes[end]))
        end++;
    return end;
}

static bool has_leading_blanks(const struct document_paragraph *paragraph)
{
    return leading_blanks_end(paragraph) > paragraph->number_length;
}

bool fix_leading_blanks(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    struct buffer edits = {0};
    for (size_t i = paragraph->number_length; i < leading_blanks_end(paragraph); i++) {
        struct edit edit = {i, i + 1, STRING("")};
        buffer_append(&edits, (const char *)&edit, sizeof edit);
    }
    bool is_changed = fix_edit(fixing, paragraph, (const struct edit *)(const void *)edits.bytes,
                               edits.length / sizeof(struct edit));
    buffer_release(&edits);
    return is_changed;
}

/* The allowed indent nearest to what it is. */
bool fix_first_line(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    long now = paragraph->format.left_twips + paragraph->format.first_line_twips, best = NOT_THERE;
    if (has_leading_blanks(paragraph) && !fix_leading_blanks(fixing, paragraph))
        return false;
    for (size_t i = 0; i < rule->allowed.count; i++) {
        long twips = (long)((long long)rule->allowed.items[i] * 56693 / 1000000);
        if (best != NOT_THERE && labs(twips - now) >= labs(best - now))
            continue;
        best = twips;
        fix_tell(fixing, rule->allowed.items[i] / 10, "cm");
    }
    bool is_changed = set_left(fixing, paragraph, 0);
    is_changed |= set_first_line(fixing, paragraph, best);
    return stop_behind_number(fixing, paragraph, best) || is_changed;
}

/* ---- gaps ---- */

static bool set_before(struct fixing *fixing, const struct document_paragraph *paragraph, long twips)
{
    xmlNode *spacing = fix_child(fixing, fix_properties(fixing, paragraph), "spacing");
    bool is_changed = fix_number(fixing, spacing, "before", twips);
    is_changed |= fix_attribute(fixing, spacing, "beforeAutospacing", NULL);
    return fix_attribute(fixing, spacing, "beforeLines", NULL) || is_changed;
}

static bool drop_contextual(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    xmlNode *properties = fix_properties(fixing, paragraph);
    if (!paragraph->format.contextual_spacing)
        return false;
    return fix_attribute(fixing, fix_child(fixing, properties, "contextualSpacing"), "val", "0");
}

/* Room that the paragraph above leaves counts. */
static bool open_gap(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *above = fix_paragraph(fixing, piece - 1);
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    long wanted = rule->least * TWIPS_PER_POINT / 1000;
    bool is_changed = drop_contextual(fixing, paragraph);
    is_changed |= drop_contextual(fixing, above);
    long given = above->format.after_twips;
    if (given + paragraph->format.before_twips < wanted)
        is_changed |= set_before(fixing, paragraph, wanted - given);
    return is_changed;
}

/* A finding stands for all places with that gap, so each paragraph of the components is looked at. */
bool fix_paragraph_gap(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    (void)finding;
    const struct act *act = fixing->act;
    bool is_changed = false;
    fix_tell(fixing, rule->least, "pt");
    for (size_t i = 1; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i], *above = piece - 1;
        const struct document_paragraph *upper = fix_paragraph(fixing, above);
        const struct document_paragraph *lower = fix_paragraph(fixing, piece);
        bool are_neighbours = piece->paragraph == above->paragraph + 1;
        long gap = check_gap(upper, lower);
        if (are_neighbours && check_is_of(rule, piece->component) && check_is_of(rule, above->component) &&
            gap * 1000 / TWIPS_PER_POINT < rule->least)
            is_changed |= open_gap(fixing, rule, piece);
    }
    return is_changed;
}

/* An empty line between is a paragraph of the document, so it stays. */
bool fix_gap_above(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    const struct component_piece *piece = finding->piece, *above = act_last(fixing->act, rule->other);
    const struct document_paragraph *upper = above ? fix_paragraph(fixing, above) : NULL;
    if (!piece || !upper ||
        (fix_paragraph(fixing, piece)->cell == upper->cell && piece->paragraph != above->paragraph + 1))
        return false;
    long wanted = (rule->least + rule->most) / 2 * TWIPS_PER_POINT / 1000;
    long given = upper->format.after_twips;
    bool is_changed = drop_contextual(fixing, fix_paragraph(fixing, piece));
    if (given > wanted) {
        xmlNode *spacing = fix_child(fixing, fix_properties(fixing, upper), "spacing");
        is_changed |= fix_number(fixing, spacing, "after", 0);
        given = 0;
    }
    return set_before(fixing, fix_paragraph(fixing, piece), wanted - given) || is_changed;
}
