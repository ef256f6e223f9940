/* Pages: paper, margins, columns, page numbers. */

#include <stdlib.h>
#include <string.h>

#include "standard/check.h"

enum { TWIPS_PER_MM_1000 = 56693 }; /* thousandths of a twip */

/* Whole tenths of a millimetre: a twip is no more than that. */
static long to_thousandth_mm(long twips)
{
    long long thousandths = (long long)twips * 1000000 / TWIPS_PER_MM_1000;
    return (long)((thousandths + 50) / 100 * 100);
}

static struct string millimetres(struct checking *checking, long twips)
{
    return check_number(checking, to_thousandth_mm(twips), "mm");
}

static void add(struct checking *checking, const struct rule *rule, struct string found, struct string wanted)
{
    check_add(checking, rule, NULL, NULL, found, rule->wanted.length > 0 ? rule->wanted : wanted);
}

/* ---- paper ---- */

static bool is_near(long twips, long thousandth_mm, long tolerance)
{
    return labs(to_thousandth_mm(twips) - thousandth_mm) <= tolerance;
}

static struct string paper_words(struct checking *checking, long width, long height)
{
    long wide = (to_thousandth_mm(width) + 500) / 1000, high = (to_thousandth_mm(height) + 500) / 1000;
    return arena_format(checking->arena, "%ld mm × %ld mm", wide, high);
}

/* `allowed` are the shorter and the longer side. */
void measure_page_size(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < checking->document->section_count && rule->allowed.count == 2; i++) {
        const struct document_section *section = &checking->document->sections[i];
        long shorter = section->width_twips, longer = section->height_twips;
        if (shorter > longer)
            shorter = section->height_twips, longer = section->width_twips;
        if (!is_near(shorter, rule->allowed.items[0], rule->tolerance) ||
            !is_near(longer, rule->allowed.items[1], rule->tolerance))
            add(checking, rule, paper_words(checking, section->width_twips, section->height_twips),
                rule->wanted);
    }
}

/* Pages with tables may lie, and those of appendices. */
static bool has_wide_table(const struct document *document, size_t section)
{
    for (size_t i = 0; i < document->table_count; i++)
        if (document->tables[i].is_framed &&
            document->tables[i].first_paragraph < document->paragraph_count &&
            document->paragraphs[document->tables[i].first_paragraph]->section == section)
            return true;
    return false;
}

static bool is_of_appendix(const struct components *components, size_t section)
{
    const struct document *document = components->document;
    for (size_t i = 0; i < components->act_count; i++) {
        const struct act *act = &components->acts[i];
        if (act->kind == ACT_APPENDIX && act->first_paragraph < document->paragraph_count &&
            document->paragraphs[act->first_paragraph]->section <= section)
            return true;
    }
    return false;
}

bool check_may_stand(const struct components *components, size_t section)
{
    return components->document->sections[section].is_landscape &&
           !has_wide_table(components->document, section) && !is_of_appendix(components, section);
}

void measure_orientation(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < checking->document->section_count; i++)
        if (check_may_stand(checking->components, i))
            add(checking, rule, string_of(PROBLEM_WORDS("trang ngang", "landscape")),
                string_of(PROBLEM_WORDS("trang dọc", "portrait")));
}

/* A page that lies is bound at its upper side, so its margins are those of the page turned round. */
static long margin_of(const struct document_section *section, struct string side)
{
    const long turned[4] = {section->left_twips, section->top_twips, section->right_twips,
                            section->bottom_twips};
    const long upright[4] = {section->top_twips, section->right_twips, section->bottom_twips,
                             section->left_twips};
    const long *margins = section->is_landscape ? turned : upright;
    return string_is(side, "top")      ? margins[0]
           : string_is(side, "right")  ? margins[1]
           : string_is(side, "bottom") ? margins[2]
                                       : margins[3];
}

static bool is_good_margin(const struct rule *rule, long twips)
{
    long tolerance = rule->tolerance == NOT_THERE ? 0 : rule->tolerance, length = to_thousandth_mm(twips);
    return length >= rule->least - tolerance && length <= rule->most + tolerance;
}

/* The margin of a page that lies may be as it is or turned. */
bool check_margin(const struct rule *rule, const struct document_section *section, long *twips)
{
    struct document_section upright = *section;
    upright.is_landscape = false;
    *twips = margin_of(&upright, rule->side);
    return is_good_margin(rule, *twips) ||
           (section->is_landscape && is_good_margin(rule, margin_of(section, rule->side)));
}

void measure_margin(struct checking *checking, const struct rule *rule)
{
    long twips;
    for (size_t i = 0; i < checking->document->section_count; i++)
        if (!check_margin(rule, &checking->document->sections[i], &twips))
            add(checking, rule, millimetres(checking, twips),
                check_range(checking, rule->least, rule->most, "mm"));
}

void measure_columns(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < checking->document->section_count; i++) {
        int columns = checking->document->sections[i].columns;
        if (columns > 1)
            add(checking, rule, arena_format(checking->arena, "%d cột\x1f%d columns", columns, columns),
                string_of(PROBLEM_WORDS("một cột", "one column")));
    }
}

/* ---- page numbers ---- */

struct number_found {
    const struct document_paragraph *paragraph;
    enum story_kind story;
    enum page_kind page;
};

/* The paragraph with the number of a story, or NULL. */
static const struct document_paragraph *number_in(const struct document *document, size_t story)
{
    if (story == SIZE_MAX)
        return NULL;
    for (size_t i = document->stories[story].first_paragraph; i < document->stories[story].end_paragraph; i++)
        if (document->paragraphs[i]->has_page_number)
            return document->paragraphs[i];
    return NULL;
}

static struct number_found find_number(const struct document *document, size_t section, enum page_kind page)
{
    const struct document_section *own = &document->sections[section];
    const struct document_paragraph *paragraph = number_in(document, own->headers[page]);
    if (paragraph)
        return (struct number_found){paragraph, STORY_HEADER, page};
    return (struct number_found){number_in(document, own->footers[page]), STORY_FOOTER, page};
}

/* That of pages with text behind the first. */
static struct number_found number_of(const struct document *document, size_t section)
{
    struct number_found found = find_number(document, section, PAGE_DEFAULT);
    return found.paragraph || !document->has_even_headers ? found : find_number(document, section, PAGE_EVEN);
}

/* How high the text of a paragraph stands, with all its lines. */
static long height_of(const struct document *document, const struct document_paragraph *paragraph)
{
    long width = document_width(document, paragraph), size = 26;
    for (size_t i = 0; i < paragraph->span_count; i++)
        if ((long)paragraph->spans[i].format.size_half_points > size)
            size = (long)paragraph->spans[i].format.size_half_points;
    long text = document_text_width(paragraph, 0, paragraph->text.length);
    long lines = width > 0 ? text / width + 1 : 1;
    for (size_t i = 0; i < paragraph->text.length; i++)
        lines += paragraph->text.bytes[i] == '\n';
    long line = size * 10 * 115 / 100;
    if (paragraph->format.line_rule == LINE_AUTO && paragraph->format.line > 0)
        line = line * paragraph->format.line / 240;
    return lines * line + paragraph->format.before_twips + paragraph->format.after_twips;
}

/*
 * Whether the document surely has a second page; without a layout that is a guess, so only text well beyond
 * one page counts. Cells stand side by side: half their height.
 */
static bool has_second_page(const struct document *document)
{
    long height = 0, page = document_page_height(&document->sections[0]);
    for (size_t i = document->stories[0].first_paragraph; i < document->stories[0].end_paragraph; i++) {
        const struct document_paragraph *paragraph = document->paragraphs[i];
        if (i > 0 && paragraph->has_page_break && !paragraph->is_blank)
            return true;
        if (paragraph->section > 0 && document->sections[paragraph->section].begins_page)
            return true;
        if (paragraph->anchor == SIZE_MAX)
            height += height_of(document, paragraph) / (paragraph->cell == SIZE_MAX ? 1 : 2);
    }
    return height > page * 5 / 4;
}

void measure_page_number_there(struct checking *checking, const struct rule *rule)
{
    if (!has_second_page(checking->document))
        return;
    for (size_t i = 0; i < checking->document->section_count; i++)
        if (number_of(checking->document, i).paragraph)
            return;
    add(checking, rule, string_of(PROBLEM_WORDS("không có", "none")),
        string_of(PROBLEM_WORDS("phải có", "there must be one")));
}

typedef bool (*number_test)(const struct checking *checking, const struct rule *rule,
                            const struct number_found *number, struct string *found);

/* Each number that fails, told once. */
static void test_numbers(struct checking *checking, const struct rule *rule, number_test is_good,
                         struct string wanted)
{
    for (size_t i = 0; i < checking->document->section_count; i++) {
        struct number_found number = number_of(checking->document, i);
        struct string found = {0};
        if (number.paragraph && !is_good(checking, rule, &number, &found))
            check_add(checking, rule, NULL, &number.paragraph->place, found,
                      rule->wanted.length > 0 ? rule->wanted : wanted);
    }
}

static bool is_in_header(const struct checking *checking, const struct rule *rule,
                         const struct number_found *number, struct string *found)
{
    (void)checking, (void)rule;
    *found = string_of(PROBLEM_WORDS("ở chân trang", "in the footer"));
    return number->story == STORY_HEADER;
}

void measure_page_number_place(struct checking *checking, const struct rule *rule)
{
    test_numbers(checking, rule, is_in_header, string_of(PROBLEM_WORDS("ở lề trên", "in the top margin")));
}

static bool is_centred_number(const struct checking *checking, const struct rule *rule,
                              const struct number_found *number, struct string *found)
{
    (void)checking, (void)rule;
    const struct document_paragraph *paragraph = number->paragraph;
    const xmlNode *frame = word_child(paragraph->node, "pPr");
    frame = frame ? word_child(frame, "framePr") : NULL;
    const char *across = frame ? word_attribute(frame, "xAlign") : NULL;
    enum alignment alignment = paragraph->format.alignment;
    bool is_moved = paragraph->text.length > 0 && paragraph->text.bytes[0] == '\t';
    *found = string_of(alignment == ALIGN_RIGHT ? PROBLEM_WORDS("canh phải", "to the right")
                                                : PROBLEM_WORDS("canh trái", "to the left"));
    if (across)
        return !strcmp(across, "center");
    return alignment == ALIGN_CENTER || is_moved || paragraph->anchor != SIZE_MAX ||
           paragraph->cell != SIZE_MAX;
}

void measure_page_number_alignment(struct checking *checking, const struct rule *rule)
{
    test_numbers(checking, rule, is_centred_number, string_of(PROBLEM_WORDS("canh giữa", "centred")));
}

static const struct text_span *span_of_number(const struct document_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->span_count; i++)
        if (paragraph->spans[i].kind == SPAN_PAGE)
            return &paragraph->spans[i];
    return NULL;
}

static bool is_good_size(const struct checking *checking, const struct rule *rule,
                         const struct number_found *number, struct string *found)
{
    const struct text_span *span = span_of_number(number->paragraph);
    if (!span)
        return true;
    long size = (long)span->format.size_half_points * 500;
    *found = check_number((struct checking *)checking, size, "");
    return number_set_has(&rule->allowed, size, 0) ||
           (rule->least != NOT_THERE && size >= rule->least && size <= rule->most);
}

void measure_page_number_size(struct checking *checking, const struct rule *rule)
{
    test_numbers(checking, rule, is_good_size, check_range(checking, rule->least, rule->most, ""));
}

static bool is_upright_number(const struct checking *checking, const struct rule *rule,
                              const struct number_found *number, struct string *found)
{
    (void)checking, (void)rule;
    const struct text_span *span = span_of_number(number->paragraph);
    *found = string_of(PROBLEM_WORDS("nghiêng", "italic"));
    return !span || !span->format.italic;
}

void measure_page_number_style(struct checking *checking, const struct rule *rule)
{
    test_numbers(checking, rule, is_upright_number, string_of(PROBLEM_WORDS("đứng", "upright")));
}

/* ---- of sections ---- */

/* A section that begins in the middle of a document shows its number: only the first page has none. */
void measure_page_number_first(struct checking *checking, const struct rule *rule)
{
    const struct document *document = checking->document;
    const struct document_section *section = &document->sections[0];
    struct number_found number =
        find_number(document, 0, section->has_title_page ? PAGE_FIRST : PAGE_DEFAULT);
    if (number.paragraph && (section->first_page == NOT_THERE || section->first_page == 1))
        check_add(
            checking, rule, NULL, &number.paragraph->place,
            string_of(PROBLEM_WORDS("hiển thị ở trang thứ nhất", "shown on the first page")),
            string_of(PROBLEM_WORDS("không hiển thị số trang thứ nhất", "not shown on the first page")));
}

static bool is_decimal(const char *format)
{
    return !strcmp(format, "decimal") || !strcmp(format, "numberInDash");
}

void measure_page_number_format(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < checking->document->section_count; i++) {
        const struct document_section *section = &checking->document->sections[i];
        if (number_of(checking->document, i).paragraph && !is_decimal(section->number_format))
            add(checking, rule, string_of(section->number_format),
                string_of(PROBLEM_WORDS("chữ số Ả Rập", "Arabic numerals")));
    }
}

void measure_page_number_start(struct checking *checking, const struct rule *rule)
{
    const struct document_section *section = &checking->document->sections[0];
    if (section->first_page != NOT_THERE && section->first_page != 1 &&
        number_of(checking->document, 0).paragraph)
        add(checking, rule, arena_format(checking->arena, "%ld", section->first_page), STRING("1"));
}

/* ---- of appendices ---- */

/* An appendix that begins a page whose number goes on from the pages before it. */
static bool is_numbered_on(const struct document *document, size_t first)
{
    const struct document_paragraph *paragraph = document->paragraphs[first];
    const struct document_section *section = &document->sections[paragraph->section];
    bool begins_section = first == 0 || document->paragraphs[first - 1]->section != paragraph->section;
    bool is_hidden = begins_section && section->has_title_page &&
                     !find_number(document, paragraph->section, PAGE_FIRST).paragraph;
    bool begins_page = begins_section
                           ? section->begins_page
                           : paragraph->has_page_break || document->paragraphs[first - 1]->has_page_break;
    return begins_page && !is_hidden && !(begins_section && section->first_page == 1);
}

/* Pages of an appendix count from 1 (mục I.7, III.1); only a number that is seen there tells. */
void measure_page_number_of_appendix(struct checking *checking, const struct rule *rule)
{
    const struct document *document = checking->document;
    const struct act *act = checking->act;
    size_t section = document->paragraphs[act->first_paragraph]->section;
    if (act->piece_count == 0 || act->first_paragraph == 0 || !number_of(document, section).paragraph ||
        !is_numbered_on(document, act->first_paragraph))
        return;
    check_add(
        checking, rule, &act->pieces[0], NULL,
        string_of(PROBLEM_WORDS("đánh tiếp số trang của phần trước", "continues the numbers before it")),
        rule->wanted);
}
