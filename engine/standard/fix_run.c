/* Formats of runs. A piece may be part of a run ("ỦY BAN →→ CỘNG HÒA" is one): then the run is cut first. */

#include <stdlib.h>
#include <string.h>

#include "standard/fixing.h"
#include "text/unicode.h"
#include "word/tree.h"

/* ---- cutting ---- */

static bool is_blank(struct string text)
{
    for (size_t at = 0; at < text.length;)
        if (!text_is_space(text_next(text, &at)))
            return false;
    return true;
}

/* The child of a run that made its span of this number, NULL when they do not match one to one. */
static xmlNode *child_of_span(const xmlNode *run, size_t number)
{
    size_t count = 0;
    for (xmlNode *child = run->children; child; child = child->next) {
        bool is_text = word_is(child, "t") && child->children && child->children->content &&
                       child->children->content[0] && !child->children->next;
        bool is_sign = word_is(child, "tab") || word_is(child, "ptab") || word_is(child, "cr") ||
                       word_is(child, "noBreakHyphen") || word_is(child, "sym") || word_is(child, "br");
        if (child->type == XML_ELEMENT_NODE && !is_text && !is_sign && !word_is(child, "rPr") &&
            !word_is(child, "lastRenderedPageBreak"))
            return NULL;
        if ((is_text || is_sign) && count++ == number)
            return child;
    }
    return NULL;
}

static size_t number_in_run(const struct document_paragraph *paragraph, size_t span)
{
    size_t number = 0;
    for (size_t i = 0; i < span; i++)
        number += paragraph->spans[i].run == paragraph->spans[span].run;
    return number;
}

static void set_text(xmlNode *element, struct string text)
{
    tree_set_text(element, text);
    xmlNodeSetSpacePreserve(element, 1);
}

/* What stands from `child` on goes to a run of its own. */
static void move_rest(xmlNode *run, xmlNode *child)
{
    xmlNode *rest = tree_copy_shallow(run), *properties = word_child(run, "rPr");
    if (properties)
        tree_append(rest, tree_copy(properties));
    while (child) {
        xmlNode *next = child->next;
        tree_append(rest, child);
        child = next;
    }
    tree_put_after(run, rest);
}

/* Cuts the run of a span at an offset of the paragraph's text; false when that cannot be done. */
static bool cut(struct fixing *fixing, const struct document_paragraph *paragraph, size_t index, size_t at)
{
    const struct text_span *span = &paragraph->spans[index];
    xmlNode *run = (xmlNode *)span->run;
    xmlNode *child = child_of_span(run, number_in_run(paragraph, index));
    if (!child || (at > span->from && (!word_is(child, "t") || span->is_legacy)))
        return false;
    if (at > span->from) {
        struct string text = string_slice(paragraph->text, span->from, span->to);
        xmlNode *second = tree_copy(child);
        set_text(second, string_slice(text, at - span->from, text.length));
        set_text(child, string_slice(text, 0, at - span->from));
        tree_put_after(child, second);
        child = second;
    }
    move_rest(run, child);
    fix_set_stale(fixing, paragraph);
    fix_mark(fixing, run);
    return true;
}

/* Words of the run of a span that stand before `from` or behind `to`. */
static bool has_words_beyond(const struct document_paragraph *paragraph, const xmlNode *run, size_t from,
                             size_t to)
{
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        if (span->run != run)
            continue;
        size_t left = span->to < from ? span->to : from, right = span->from > to ? span->from : to;
        if ((span->from < left && !is_blank(string_slice(paragraph->text, span->from, left))) ||
            (right < span->to && !is_blank(string_slice(paragraph->text, right, span->to))))
            return true;
    }
    return false;
}

enum apart { IS_APART, WAS_CUT, STAYS_WHOLE };

/* Cuts at one end of the piece a round. */
static enum apart set_apart(struct fixing *fixing, const struct document_paragraph *paragraph,
                            const struct component_piece *piece)
{
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        if (!span->run || span->to <= piece->from || span->from >= piece->to)
            continue;
        bool has_before = has_words_beyond(paragraph, span->run, piece->from, SIZE_MAX);
        bool has_behind = has_words_beyond(paragraph, span->run, 0, piece->to);
        if (!has_before && !has_behind)
            continue;
        size_t at = has_before ? piece->from : piece->to;
        if (!has_before) /* the span at its end */
            while (i + 1 < paragraph->span_count && paragraph->spans[i].to <= at)
                i++;
        bool is_same = paragraph->spans[i].run == span->run;
        return is_same && cut(fixing, paragraph, i, at) ? WAS_CUT : STAYS_WHOLE;
    }
    return IS_APART;
}

/* ---- changing ---- */

static bool change_run(struct fixing *fixing, const struct text_span *span, run_change change,
                       const void *argument)
{
    if (!span->run || !word_is(span->run, "r"))
        return false;
    return change(fixing, fix_child(fixing, (xmlNode *)span->run, "rPr"), argument);
}

static bool has_letters(struct string text)
{
    for (size_t at = 0; at < text.length;)
        if (text_is_name(text_next(text, &at)))
            return true;
    return false;
}

/* An automatic number looks like the mark of its paragraph, when the list does not say more. */
static bool change_mark(struct fixing *fixing, const struct document_paragraph *paragraph, run_change change,
                        const void *argument)
{
    return paragraph->number_length > 0 &&
           change(fixing, fix_child(fixing, fix_properties(fixing, paragraph), "rPr"), argument);
}

bool fix_runs(struct fixing *fixing, const struct component_piece *piece, run_change change,
              const void *argument)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    bool is_changed = false;
    if (fix_is_stale(fixing, paragraph) || set_apart(fixing, paragraph, piece) != IS_APART)
        return false;
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t from = span->from > piece->from ? span->from : piece->from;
        size_t to = span->to < piece->to ? span->to : piece->to;
        if (from < to && span->format.position == POSITION_BASELINE && span->kind != SPAN_NUMBER &&
            has_letters(string_slice(paragraph->text, from, to)))
            is_changed |= change_run(fixing, span, change, argument);
    }
    if (piece->from <= paragraph->number_length)
        change_mark(fixing, paragraph, change, argument);
    return is_changed;
}

bool fix_runs_of(struct fixing *fixing, const struct document_paragraph *paragraph, run_change change,
                 const void *argument)
{
    bool is_changed = false;
    for (size_t i = 0; i < paragraph->span_count && !fix_is_stale(fixing, paragraph); i++)
        is_changed |= change_run(fixing, &paragraph->spans[i], change, argument);
    return is_changed;
}

/* ---- properties ---- */

/* <w:b/> or <w:b w:val="0"/>, and the same for scripts from right to left. */
static bool set_toggle(struct fixing *fixing, xmlNode *properties, const char *name, const char *complex,
                       bool is_on)
{
    xmlNode *own = word_child(properties, name);
    if (own && format_is_on(own) == is_on)
        return false;
    fix_attribute(fixing, fix_child(fixing, properties, name), "val", is_on ? NULL : "0");
    if (complex)
        fix_attribute(fixing, fix_child(fixing, properties, complex), "val", is_on ? NULL : "0");
    return true;
}

static bool set_bold(struct fixing *fixing, xmlNode *properties, const void *is_on)
{
    return set_toggle(fixing, properties, "b", "bCs", *(const bool *)is_on);
}

static bool set_italic(struct fixing *fixing, xmlNode *properties, const void *is_on)
{
    return set_toggle(fixing, properties, "i", "iCs", *(const bool *)is_on);
}

bool fix_set_upright(struct fixing *fixing, xmlNode *properties, const void *unused)
{
    (void)unused;
    return set_toggle(fixing, properties, "i", "iCs", false);
}

static bool set_capitals(struct fixing *fixing, xmlNode *properties, const void *is_on)
{
    bool is_changed = set_toggle(fixing, properties, "caps", NULL, *(const bool *)is_on);
    if (word_child(properties, "smallCaps") || !*(const bool *)is_on)
        is_changed |= set_toggle(fixing, properties, "smallCaps", NULL, false);
    return is_changed;
}

static bool set_no_underline(struct fixing *fixing, xmlNode *properties, const void *unused)
{
    (void)unused;
    return fix_attribute(fixing, fix_child(fixing, properties, "u"), "val", "none");
}

bool fix_set_size(struct fixing *fixing, xmlNode *properties, const void *half_points)
{
    long size = *(const long *)half_points;
    bool is_changed = fix_number(fixing, fix_child(fixing, properties, "sz"), "val", size);
    return fix_number(fixing, fix_child(fixing, properties, "szCs"), "val", size) || is_changed;
}

static bool set_black(struct fixing *fixing, xmlNode *properties, const void *unused)
{
    static const char *const themes[] = {"themeColor", "themeTint", "themeShade"};
    (void)unused;
    xmlNode *color = fix_child(fixing, properties, "color");
    bool is_changed = fix_attribute(fixing, color, "val", "000000");
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
        is_changed |= fix_attribute(fixing, color, themes[i], NULL);
    return is_changed;
}

static bool set_font(struct fixing *fixing, xmlNode *properties, const void *font)
{
    static const char *const names[] = {"ascii", "hAnsi", "eastAsia", "cs"};
    static const char *const themes[] = {"asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"};
    xmlNode *fonts = fix_child(fixing, properties, "rFonts");
    bool is_changed = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        is_changed |= fix_attribute(fixing, fonts, names[i], font);
        is_changed |= fix_attribute(fixing, fonts, themes[i], NULL);
    }
    return is_changed;
}

/* ---- by rule ---- */

/* In the list, where that names one, and at the mark of the paragraph. */
static bool set_font_of_number(struct fixing *fixing, const struct component_piece *piece, const char *font)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    if (!check_font_of_number(fixing->document, piece))
        return false;
    const struct list_level found =
        format_list_level(fixing->document->formats, paragraph->format.list_id, paragraph->format.list_level);
    xmlNode *properties = word_child(found.level, "rPr");
    bool is_named = properties && word_child(properties, "rFonts");
    bool is_changed = is_named && set_font(fixing, properties, font);
    return change_mark(fixing, paragraph, set_font, font) || is_changed;
}

bool fix_font(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    if (rule->words.count == 0)
        return false;
    const char *font = rule->words.items[0].bytes;
    bool is_changed = set_font_of_number(fixing, piece, font);
    return fix_runs(fixing, piece, set_font, font) || is_changed;
}

bool fix_color(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_black, NULL);
}

static const bool on = true, off = false;

bool fix_bold(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_bold, &on);
}

bool fix_not_bold(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_bold, &off);
}

bool fix_italic(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_italic, &on);
}

bool fix_upright(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_italic, &off);
}

bool fix_not_underlined(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_no_underline, NULL);
}

/* The letters stay small letters that are shown as capitals. */
bool fix_upper(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, set_capitals, &on);
}

/* Capitals that were typed are for people to change: which of them are names no rule knows. */
bool fix_lower(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return check_is_made_upper(fix_paragraph(fixing, piece), piece) &&
           fix_runs(fixing, piece, set_capitals, &off);
}

/* ---- size ---- */

/* The allowed size nearest to the one most letters have now, in half-points. */
static long nearest_size(const struct rule *rule, long size)
{
    if (rule->allowed.count == 0)
        return (size * 500 < rule->least  ? rule->least
                : size * 500 > rule->most ? rule->most
                                          : size * 500) /
               500;
    long best = rule->allowed.items[0];
    for (size_t i = 1; i < rule->allowed.count; i++)
        if (labs(rule->allowed.items[i] - size * 500) < labs(best - size * 500))
            best = rule->allowed.items[i];
    return best / 500;
}

static long size_of_piece(const struct document_paragraph *paragraph, const struct component_piece *piece)
{
    for (size_t i = 0; i < paragraph->span_count; i++)
        if (paragraph->spans[i].to > piece->from && paragraph->spans[i].kind != SPAN_NUMBER &&
            has_letters(string_slice(paragraph->text, paragraph->spans[i].from, paragraph->spans[i].to)))
            return (long)paragraph->spans[i].format.size_half_points;
    return 26;
}

bool fix_size(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    bool is_range = rule->allowed.count == 0 && fixing->body_size != NOT_THERE; /* one for all of the body */
    long size =
        nearest_size(rule, is_range ? fixing->body_size : size_of_piece(fix_paragraph(fixing, piece), piece));
    fix_tell(fixing, size * 500, "");
    return fix_runs(fixing, piece, fix_set_size, &size);
}

bool fix_size_of_body(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return fix_runs(fixing, piece, fix_set_size, &fixing->body_size);
}

/* How many components of the rule have the size a set wants. */
static size_t count_fits(const struct fixing *fixing, const struct rule *rule, const struct number_set *set)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->component_count && i < set->count; i++) {
        const struct component_piece *piece = act_first(fixing->act, rule->components[i]);
        count += piece && size_of_piece(fix_paragraph(fixing, piece), piece) * 500 == set->items[i];
    }
    return count;
}

bool fix_coherent(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    (void)finding;
    const struct number_set *best = &rule->sets[0];
    bool is_changed = false;
    struct string sizes = STRING("");
    for (size_t i = 1; i < rule->set_count; i++)
        if (count_fits(fixing, rule, &rule->sets[i]) > count_fits(fixing, rule, best))
            best = &rule->sets[i];
    for (size_t i = 0; i < rule->component_count && i < best->count; i++) {
        long size = best->items[i] / 500;
        sizes = arena_format(fixing->arena, "%.*s%s%ld", STRING_FORMAT(sizes), i > 0 ? " – " : "", size / 2);
        for (const struct component_piece *piece = act_first(fixing->act, rule->components[i]); piece;
             piece = act_next(fixing->act, piece))
            is_changed |= fix_runs(fixing, piece, fix_set_size, &size);
    }
    fixing->to = sizes;
    return is_changed;
}
