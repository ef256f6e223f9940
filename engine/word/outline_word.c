/*
 * The outline as WordprocessingML. A level whose style the document has gets
 * that style and no more; else the properties of the tag's own paragraph and
 * run are used, with what the decree asks of headings put into them.
 */

#include "word/outline_internal.h"

#include <string.h>

#include "text/unicode.h"
#include "word/part_tree.h"

static const struct {
    bool is_bold, is_centred, keeps_next;
    const char *style_id;
} levels[OUTLINE_LEVEL_COUNT] = {
    [OUTLINE_TEXT] = {false, false, false, "NoiDung"},      [OUTLINE_PART] = {true, true, true, "Phan"},
    [OUTLINE_PART_TITLE] = {true, true, true, "TenPhan"},   [OUTLINE_SECTION] = {true, true, true, "Muc"},
    [OUTLINE_SECTION_TITLE] = {true, true, true, "TenMuc"}, [OUTLINE_ARTICLE] = {true, false, false, "Dieu"},
    [OUTLINE_ROMAN] = {true, false, false, "MucLaMa"},      [OUTLINE_CLAUSE] = {false, false, false, "Khoan"},
    [OUTLINE_POINT] = {false, false, false, "Diem"},        [OUTLINE_DASH] = {false, false, false, "GachDau"},
    [OUTLINE_PLUS] = {false, false, false, "DauCong"},      [OUTLINE_TABLE] = {false, false, false, ""},
};

bool outline_is_bold_level(enum outline_level level)
{
    return levels[level].is_bold;
}

enum outline_boldness outline_boldness_of(const struct outline_cell *line, bool has_style)
{
    bool has_bold = false, has_plain = false;
    for (size_t i = 0; i < line->span_count; i++) {
        bool is_bold = line->spans[i].format & OUTLINE_BOLD,
             is_blank = outline_trim(line->spans[i].text).length == 0;
        has_bold |= is_bold && !is_blank;
        has_plain |= !is_bold && !is_blank;
    }
    if (has_bold && has_plain)
        return BOLD_ONLY_TYPED;
    return has_style ? BOLD_AS_TYPED : BOLD_WHOLLY;
}

/* A reader may strip blanks at the ends of w:t. */
static bool needs_preserve(struct string text)
{
    return text.length > 0 && (text.bytes[0] == ' ' || text.bytes[text.length - 1] == ' ' ||
                               string_find(text, STRING("  "), 0) < text.length);
}

/* What Word has for a character that may not stand in w:t, "" when that is nothing; NULL for any other. */
static const char *element_of(char byte)
{
    static const char *const elements[' '] = {
        ['\a'] = "<w:br/>", ['\t'] = "<w:tab/>", ['\n'] = "<w:br/>",
        ['\v'] = "<w:br/>", ['\r'] = "<w:br/>",  ['\f'] = "<w:br w:type=\"page\"/>"};
    if ((unsigned char)byte >= ' ')
        return NULL;
    return elements[(unsigned char)byte] ? elements[(unsigned char)byte] : "";
}

static void append_text(struct buffer *out, struct string text)
{
    for (size_t from = 0, to; from < text.length; from = to) {
        const char *element = element_of(text.bytes[from]);
        if (element) {
            to = from + 1;
            if (!string_starts_with(string_slice(text, from, text.length), STRING("\r\n")))
                buffer_append_text(out, element);
            continue;
        }
        for (to = from; to < text.length && !element_of(text.bytes[to]);)
            to++;
        struct string piece = string_slice(text, from, to);
        buffer_append_text(out, needs_preserve(piece) ? "<w:t xml:space=\"preserve\">" : "<w:t>");
        xml_append_text(out, piece);
        buffer_append_text(out, "</w:t>");
    }
}

static void append_run_properties(struct buffer *out, struct string run_properties, unsigned format,
                                  enum outline_boldness boldness)
{
    bool is_bold = format & OUTLINE_BOLD || boldness == BOLD_WHOLLY, is_italic = format & OUTLINE_ITALIC;
    bool is_unbold = !is_bold && boldness == BOLD_ONLY_TYPED;
    struct property_change changes[4];
    size_t count = 0;
    if (is_bold || is_unbold) {
        changes[count++] = (struct property_change){
            "w:b", is_bold ? STRING("<w:b/>") : STRING("<w:b w:val=\"0\"/>"), STRING("")};
        changes[count++] = (struct property_change){
            "w:bCs", is_bold ? STRING("<w:bCs/>") : STRING("<w:bCs w:val=\"0\"/>"), STRING("")};
    }
    if (is_italic) {
        changes[count++] = (struct property_change){"w:i", STRING("<w:i/>"), STRING("")};
        changes[count++] = (struct property_change){"w:iCs", STRING("<w:iCs/>"), STRING("")};
    }
    properties_append(out, run_properties, "w:rPr", changes, count);
}

void outline_append_spans(struct buffer *out, const struct outline_cell *line, struct string run_properties,
                          enum outline_boldness boldness)
{
    for (size_t i = 0; i < line->span_count; i++) {
        buffer_append_text(out, "<w:r>");
        append_run_properties(out, run_properties, line->spans[i].format, boldness);
        append_text(out, line->spans[i].text);
        buffer_append_text(out, "</w:r>");
    }
}

void outline_append_runs(struct buffer *out, const struct outline_cell *line, struct string run_properties)
{
    outline_append_spans(out, line, run_properties, BOLD_AS_TYPED);
}

/* What of the tag's own paragraph must stand in exactly one paragraph: its page break in the first; in the
 * last its section's end, and that it stays with what follows. */
struct surroundings {
    struct string paragraph_properties, run_properties;
    struct string page_break, keep_next, section;
};

/* A paragraph and where it stands. */
struct position {
    enum outline_level level;
    struct string style_id;
    bool is_first, is_last, is_before_table, has_line_break, is_introduction;
};

/* A line broken by hand must not be stretched to the margin. */
static struct string alignment_of(const struct position *position, const struct surroundings *given)
{
    bool has_style = position->style_id.length > 0, is_centred = levels[position->level].is_centred;
    struct string own = properties_child(given->paragraph_properties, "w:jc");
    bool is_justified = has_style || string_find(own, STRING("\"both\""), 0) < own.length;
    if (is_centred)
        return has_style ? STRING("") : STRING("<w:jc w:val=\"center\"/>");
    if (position->has_line_break && is_justified)
        return STRING("<w:jc w:val=\"left\"/>");
    return has_style ? STRING("") : own;
}

static struct string spacing_of(const struct position *position, const struct surroundings *given)
{
    if (position->style_id.length == 0)
        return properties_child(given->paragraph_properties, "w:spacing");
    return position->is_before_table ? STRING("<w:spacing w:after=\"120\"/>") : STRING("");
}

static void append_paragraph_properties(struct buffer *out, const struct position *position,
                                        const struct surroundings *given)
{
    bool has_style = position->style_id.length > 0;
    bool keeps_next =
        levels[position->level].keeps_next || position->is_before_table || position->is_introduction;
    struct string base = has_style ? STRING("") : given->paragraph_properties;
    struct string given_next = position->is_last ? given->keep_next : STRING("");
    struct property_change changes[] = {
        {.name = "w:pStyle", .child = properties_child(base, "w:pStyle"), .value = position->style_id},
        {.name = "w:keepNext", .child = keeps_next ? STRING("<w:keepNext/>") : given_next},
        {.name = "w:pageBreakBefore", .child = position->is_first ? given->page_break : STRING("")},
        {.name = "w:spacing", .child = spacing_of(position, given)},
        {.name = "w:jc", .child = alignment_of(position, given)},
        {.name = "w:sectPr", .child = position->is_last ? given->section : STRING("")},
        {.name = "w:pPrChange", .child = STRING("")},
    };
    properties_append(out, base, "w:pPr", changes, sizeof changes / sizeof *changes);
}

static void append_paragraph(struct buffer *out, const struct outline_cell *line,
                             const struct position *position, const struct surroundings *given)
{
    bool has_style = position->style_id.length > 0, is_bold = levels[position->level].is_bold;
    buffer_append_text(out, "<w:p>");
    append_paragraph_properties(out, position, given);
    outline_append_spans(out, line, has_style ? STRING("") : given->run_properties,
                         is_bold ? outline_boldness_of(line, has_style) : BOLD_AS_TYPED);
    buffer_append_text(out, "</w:p>");
}

static bool has_line_break(const struct outline_cell *line)
{
    for (size_t i = 0; i < line->span_count; i++)
        if (string_find(line->spans[i].text, STRING("\n"), 0) < line->spans[i].text.length)
            return true;
    return false;
}

static struct string text_end(const struct outline_cell *line)
{
    for (size_t i = line->span_count; i-- > 0;) {
        struct string text = outline_trim(line->spans[i].text);
        if (text.length > 0)
            return string_slice(text, text.length - 1, text.length);
    }
    return STRING("");
}

/* What ends in a colon, and a numbered line without a mark at its end, which is a title, belong to what
 * follows. */
static bool is_introduction(const struct outline_cell *line, enum outline_level level)
{
    struct string end = text_end(line);
    bool may_be_title = level == OUTLINE_ROMAN || level == OUTLINE_CLAUSE || level == OUTLINE_POINT;
    bool is_mark = end.length == 0 || strchr(".;,/!?)\"", end.bytes[0]) != NULL;
    return string_is(end, ":") || (may_be_title && !is_mark);
}

/* Word joins two tables that touch, and a cell may not end in a table: a low empty paragraph stands behind
 * each. */
static void append_gap(struct buffer *out, const struct surroundings *given, bool is_last)
{
    buffer_append_text(out, "<w:p><w:pPr>");
    buffer_append_string(out, is_last ? given->keep_next : STRING(""));
    buffer_append_text(out, "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>");
    buffer_append_string(out, is_last ? given->section : STRING(""));
    buffer_append_text(out, "</w:pPr></w:p>");
}

static bool is_table(const struct outline *outline, size_t index)
{
    return index < outline->count && outline->paragraphs[index].level == OUTLINE_TABLE;
}

static void append_text_paragraph(struct buffer *out, const struct outline *outline, size_t index,
                                  const struct outline_styles *styles, const struct surroundings *given)
{
    const struct outline_paragraph *paragraph = &outline->paragraphs[index];
    struct outline_cell line = {paragraph->spans, paragraph->span_count};
    struct position position = {
        .level = paragraph->level,
        .style_id = styles->style_ids[paragraph->level],
        .is_first = index == 0,
        .is_last = index + 1 == outline->count,
        .is_before_table = is_table(outline, index + 1),
        .has_line_break = has_line_break(&line),
        .is_introduction = index + 1 < outline->count && is_introduction(&line, paragraph->level),
    };
    append_paragraph(out, &line, &position, given);
}

static void append_empty_paragraph(struct buffer *out, const struct surroundings *given, bool is_last)
{
    struct position position = {.style_id = STRING(""), .is_first = true, .is_last = is_last};
    append_paragraph(out, &(struct outline_cell){NULL, 0}, &position, given);
}

void outline_append_word(struct buffer *out, const struct outline *outline,
                         const struct outline_styles *styles, struct string paragraph_properties,
                         struct string run_properties)
{
    struct surroundings given = {paragraph_properties, run_properties,
                                 properties_child(paragraph_properties, "w:pageBreakBefore"),
                                 properties_child(paragraph_properties, "w:keepNext"),
                                 properties_child(paragraph_properties, "w:sectPr")};
    if (outline->count == 0 || (is_table(outline, 0) && given.page_break.length > 0))
        append_empty_paragraph(out, &given, outline->count == 0);
    for (size_t i = 0; i < outline->count; i++) {
        bool is_last = i + 1 == outline->count;
        if (!is_table(outline, i)) {
            append_text_paragraph(out, outline, i, styles, &given);
            continue;
        }
        outline_append_table(out, outline->paragraphs[i].table, styles, run_properties);
        if (is_last || is_table(outline, i + 1))
            append_gap(out, &given, is_last);
    }
}

/* "Nội dung" names the style NoiDung: Word may write other ids than it read, never other names. */
static bool is_name_of(struct arena *scratch, const char *name, const char *style_id)
{
    struct string folded = text_fold_accents(scratch, string_of(name));
    struct string wanted = text_fold_accents(scratch, string_of(style_id));
    char *joined = arena_allocate(scratch, folded.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < folded.length; i++)
        if (folded.bytes[i] != '_')
            joined[length++] = folded.bytes[i];
    return string_equal((struct string){joined, length}, wanted);
}

struct search {
    struct arena *arena, *scratch;
    const xmlNode *root;
};

static struct string find_style(const struct search *search, const char *type, const char *style_id)
{
    struct string found = STRING("");
    for (const xmlNode *style = search->root->children; style_id[0] && style; style = style->next) {
        const char *id = word_is(style, "style") ? word_attribute(style, "styleId") : NULL;
        const char *of_type = id ? word_attribute(style, "type") : NULL;
        if (!id || !of_type || strcmp(of_type, type) != 0)
            continue;
        if (strcmp(id, style_id) == 0)
            return arena_copy(search->arena, string_of(id));
        const char *name = word_attribute(word_child(style, "name"), "val");
        if (name && found.length == 0 && is_name_of(search->scratch, name, style_id))
            found = arena_copy(search->arena, string_of(id));
    }
    return found;
}

static void find_styles(struct outline_styles *styles, const struct search *search)
{
    for (size_t i = 0; i < OUTLINE_LEVEL_COUNT; i++)
        styles->style_ids[i] = find_style(search, "paragraph", levels[i].style_id);
    styles->table_style_id = find_style(search, "table", "BangNoiDung");
    styles->table_cell_style_id = find_style(search, "paragraph", "OBang");
    styles->table_header_style_id = find_style(search, "paragraph", "OBangDau");
}

struct outline_styles outline_find_styles(struct arena *arena, struct string styles_part)
{
    struct outline_styles styles = {0};
    struct limits limits = limits_default();
    struct problems *ignored = problems_new();
    struct arena *scratch = arena_new();
    xmlDocPtr document = styles_part.length > 0
                             ? part_tree_parse(scratch, styles_part, &(struct place){0}, &limits, ignored)
                             : NULL;
    if (document)
        find_styles(&styles, &(struct search){arena, scratch, xmlDocGetRootElement(document)});
    arena_free(scratch);
    problems_free(ignored);
    return styles;
}
