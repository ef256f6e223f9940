/* Paragraphs: alignment, spacing, indents. */

#include <stdlib.h>
#include <string.h>

#include "standard/check.h"
#include "text/unicode.h"

enum { CENTRE_TOLERANCE = 284, TWIPS_PER_POINT = 20, LINE_OF_FONT = 115 /* percent of the size */ };

static const char *const alignment_words[] = {
    [ALIGN_LEFT] = PROBLEM_WORDS("canh trái", "left"),
    [ALIGN_CENTER] = PROBLEM_WORDS("canh giữa", "centred"),
    [ALIGN_RIGHT] = PROBLEM_WORDS("canh phải", "right"),
    [ALIGN_JUSTIFIED] = PROBLEM_WORDS("canh đều hai bên", "justified"),
};

static void add_alignment(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece, enum alignment wanted)
{
    check_add(checking, rule, piece, NULL,
              string_of(alignment_words[check_paragraph(checking, piece)->format.alignment]),
              string_of(alignment_words[wanted]));
}

static long longest_line(const struct document_paragraph *paragraph)
{
    long longest = 0;
    for (size_t from = 0, end; from <= paragraph->text.length; from = end + 1) {
        end = string_find(paragraph->text, STRING("\n"), from);
        end = end == SIZE_MAX ? paragraph->text.length : end;
        long width = document_text_width(paragraph, from, end);
        longest = width > longest ? width : longest;
    }
    return longest;
}

static long room_of(const struct checking *checking, const struct document_paragraph *paragraph)
{
    return document_width(checking->document, paragraph) - paragraph->format.left_twips -
           paragraph->format.right_twips;
}

/* One line that stands in the middle by its indents looks centred. */
static bool looks_centred(const struct checking *checking, const struct document_paragraph *paragraph)
{
    long width = longest_line(paragraph), room = room_of(checking, paragraph);
    long left = paragraph->format.left_twips + paragraph->format.first_line_twips;
    long whole = document_width(checking->document, paragraph);
    if (width >= room)
        return false;
    if (paragraph->format.alignment == ALIGN_RIGHT)
        left = whole - paragraph->format.right_twips - width;
    return labs(left + width / 2 - whole / 2) <= CENTRE_TOLERANCE;
}

void measure_centred(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    if (!piece->is_by_blanks && paragraph->format.alignment != ALIGN_CENTER &&
        !looks_centred(checking, paragraph))
        add_alignment(checking, rule, piece, ALIGN_CENTER);
}

/* A line of dots that somebody fills in by hand begins where the dots do; the words beside them are few. */
static bool is_line_of_dots(struct string text)
{
    size_t dots = 0, letters = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        dots += c == '.' ? 1 : c == 0x2026 ? 3 : 0;
        letters += text_is_letter(c);
    }
    return dots > letters;
}

static bool is_prose(const struct checking *checking, const struct component_piece *piece)
{
    return check_has_words(checking, piece) && !is_line_of_dots(piece_text(checking->components, piece));
}

/* A paragraph of one line is the same either way. */
void measure_justified(struct checking *checking, const struct rule *rule,
                       const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    long first_line = paragraph->format.first_line_twips;
    bool is_long = longest_line(paragraph) + (first_line > 0 ? first_line : 0) > room_of(checking, paragraph);
    if (is_prose(checking, piece) && paragraph->format.alignment != ALIGN_JUSTIFIED &&
        (is_long || paragraph->format.alignment != ALIGN_LEFT))
        add_alignment(checking, rule, piece, ALIGN_JUSTIFIED);
}

/* At the very left margin of its cell or page. */
void measure_left(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    long start = paragraph->format.left_twips +
                 (paragraph->format.first_line_twips < 0 ? paragraph->format.first_line_twips : 0);
    if (paragraph->format.alignment == ALIGN_CENTER || paragraph->format.alignment == ALIGN_RIGHT)
        add_alignment(checking, rule, piece, ALIGN_LEFT);
    else if (start + (paragraph->format.first_line_twips > 0 ? paragraph->format.first_line_twips : 0) > 284)
        check_add(checking, rule, piece, NULL, string_of(PROBLEM_WORDS("lùi vào", "indented")),
                  string_of(PROBLEM_WORDS("sát lề trái", "at the left margin")));
}

/* ---- line spacing ---- */

static long size_of(const struct document_paragraph *paragraph)
{
    long size = 0;
    for (size_t i = 0; i < paragraph->span_count; i++)
        if ((long)paragraph->spans[i].format.size_half_points > size)
            size = (long)paragraph->spans[i].format.size_half_points;
    return size > 0 ? size : 26;
}

/* In thousandths of a line. */
static long lines_of(const struct document_paragraph *paragraph)
{
    const struct paragraph_format *format = &paragraph->format;
    long natural = size_of(paragraph) * 10 * LINE_OF_FONT / 100;
    if (format->line_rule == LINE_AUTO)
        return format->line > 0 ? (long)format->line * 1000 / 240 : 1000;
    if (format->line_rule == LINE_AT_LEAST && format->line < natural)
        return 1000;
    return (long)format->line * 1000 / natural;
}

static struct string line_words(struct checking *checking, const struct document_paragraph *paragraph)
{
    const struct paragraph_format *format = &paragraph->format;
    if (format->line_rule == LINE_AUTO)
        return check_number(checking, (lines_of(paragraph) + 5) / 10 * 10, "");
    struct string points = check_number(checking, (long)format->line * 1000 / TWIPS_PER_POINT, "pt");
    size_t middle = string_find(points, STRING("\x1f"), 0);
    return arena_format(checking->arena, "%s%.*s\x1f%s%.*s",
                        format->line_rule == LINE_EXACT ? "đúng " : "ít nhất ", (int)middle, points.bytes,
                        format->line_rule == LINE_EXACT ? "exactly " : "at least ",
                        (int)(points.length - middle - 1), points.bytes + middle + 1);
}

void measure_line_spacing(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    long lines = lines_of(paragraph), tolerance = rule->tolerance == NOT_THERE ? 0 : rule->tolerance;
    if (lines < rule->least - tolerance || lines > rule->most + tolerance)
        check_add(checking, rule, piece, NULL, line_words(checking, paragraph),
                  check_range(checking, rule->least, rule->most, ""));
}

/* ---- first line ---- */

/* Where the first letter stands, moved by leading tabs and blanks; NOT_THERE when tab stops are its own. */
static long first_letter(const struct checking *checking, const struct document_paragraph *paragraph)
{
    const xmlNode *properties = word_child(paragraph->node, "pPr");
    bool has_stops = properties && word_child(properties, "tabs");
    long at = paragraph->format.left_twips + paragraph->format.first_line_twips;
    long stop = checking->document->tab_twips > 0 ? checking->document->tab_twips : 720;
    struct string text = paragraph->text;
    for (size_t i = paragraph->number_length; i < text.length; i++) {
        if (text.bytes[i] == '\t' && has_stops)
            return NOT_THERE;
        if (text.bytes[i] == '\t')
            at = (at / stop + 1) * stop;
        else if (text.bytes[i] == ' ')
            at += document_text_width(paragraph, i, i + 1);
        else
            break;
    }
    return at;
}

static bool is_dash_item(const struct document_paragraph *paragraph)
{
    struct string text = string_trim(paragraph->text);
    return text.length > 0 &&
           (strchr("-+*", text.bytes[0]) || !strncmp(text.bytes, "–", 3) || !strncmp(text.bytes, "•", 3) ||
            !strncmp(text.bytes, "\xef\x82\xb7", 3) || !strncmp(text.bytes, "·", 2));
}

/* `allowed` are millimetres. Items of lists within a paragraph may stand further in. */
void measure_first_line(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    long at = first_letter(checking, paragraph);
    long mm = (long)((long long)at * 1000000 / 56693);
    bool is_centred =
        paragraph->format.alignment == ALIGN_CENTER || paragraph->format.alignment == ALIGN_RIGHT;
    if (at == NOT_THERE || is_centred || !is_prose(checking, piece) ||
        number_set_has(&rule->allowed, mm, rule->tolerance))
        return;
    if (is_dash_item(paragraph) && rule->allowed.count > 0 && mm >= rule->allowed.items[0] - rule->tolerance)
        return;
    long centimetres = (mm + (mm < 0 ? -50 : 50)) / 100 * 10;
    struct number_set shown = {arena_allocate(checking->arena, (rule->allowed.count + 1) * sizeof(long)),
                               rule->allowed.count};
    for (size_t i = 0; i < shown.count; i++)
        shown.items[i] = rule->allowed.items[i] / 10;
    check_add(checking, rule, piece, NULL,
              centimetres == 0 ? string_of(PROBLEM_WORDS("không lùi vào", "not indented"))
                               : check_number(checking, centimetres, "cm"),
              check_numbers(checking, &shown, "cm"));
}

/* ---- gaps ---- */

/* Each of two paragraphs of one style leaves its own room out when it says so. */
long check_gap(const struct document_paragraph *above, const struct document_paragraph *below)
{
    bool is_one_style = !strcmp(above->format.style_id, below->format.style_id);
    long after = is_one_style && above->format.contextual_spacing ? 0 : above->format.after_twips;
    return after + (is_one_style && below->format.contextual_spacing ? 0 : below->format.before_twips);
}

static bool is_blank_between(const struct document *document, size_t above, size_t below)
{
    for (size_t i = above + 1; i < below; i++)
        if (document->paragraphs[i]->is_blank && document->paragraphs[i]->anchor == SIZE_MAX)
            return true;
    return false;
}

/* Between paragraphs of the components, one right behind the other. */
void measure_paragraph_gap(struct checking *checking, const struct rule *rule)
{
    const struct act *act = checking->act;
    for (size_t i = 1; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i], *above = piece - 1;
        if (!check_is_of(rule, piece->component) || !check_is_of(rule, above->component) ||
            piece->paragraph == above->paragraph ||
            is_blank_between(checking->document, above->paragraph, piece->paragraph))
            continue;
        long gap = check_gap(check_paragraph(checking, above), check_paragraph(checking, piece));
        if (gap * 1000 / TWIPS_PER_POINT < rule->least)
            check_add(checking, rule, piece, NULL, check_number(checking, gap * 1000 / TWIPS_PER_POINT, "pt"),
                      check_range(checking, rule->least, NOT_THERE, "pt"));
    }
}

/* Between the last line of `other` and the first of the component, when both stand in the same column. */
void measure_gap_above(struct checking *checking, const struct rule *rule)
{
    const struct act *act = checking->act;
    const struct component_piece *piece = act_first(act, rule->components[0]),
                                 *above = act_last(act, rule->other);
    if (!piece || !above || piece->paragraph <= above->paragraph || piece->is_by_blanks)
        return;
    const struct document_paragraph *upper = check_paragraph(checking, above),
                                    *lower = check_paragraph(checking, piece);
    bool is_blank = is_blank_between(checking->document, above->paragraph, piece->paragraph);
    long gap = check_gap(upper, lower) * 1000 / TWIPS_PER_POINT;
    if (upper->cell == lower->cell && !is_blank && gap >= rule->least && gap <= rule->most)
        return;
    if (upper->cell != lower->cell && gap <= rule->most && gap >= rule->least)
        return;
    if (upper->cell != lower->cell && gap < rule->least)
        return; /* margins of cells add to it */
    check_add(checking, rule, piece, NULL,
              is_blank ? string_of(PROBLEM_WORDS("một dòng trống", "an empty line"))
                       : check_number(checking, gap, "pt"),
              rule->wanted.length > 0 ? rule->wanted : check_range(checking, rule->least, rule->most, "pt"));
}
