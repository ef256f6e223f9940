/* What a comment says: where, unless it stands there; severity and message; hint. A paragraph each. */

#include "word/annotate_comments.h"

#include "text/unicode.h"
#include "word/tree.h"

#define SIZE_HALF_POINTS "20"

static const char *const severity_words[2][3] = {
    {"Lỗi", "Cảnh báo", "Lưu ý"},
    {"Error", "Warning", "Note"},
};

/* By how the name of a part ends, its folder aside. */
static const struct part_words {
    const char *name, *words[2];
} part_words[] = {
    {"header", {"Ở đầu trang", "In the header"}},
    {"footer", {"Ở chân trang", "In the footer"}},
    {"footnotes", {"Ở chú thích cuối trang", "In a footnote"}},
    {"endnotes", {"Ở chú thích cuối văn bản", "In an endnote"}},
    {"comments", {"Ở một nhận xét", "In a comment"}},
    {"core", {"Ở thuộc tính của tệp", "In the properties of the file"}},
    {"app", {"Ở thuộc tính của tệp", "In the properties of the file"}},
    {"custom", {"Ở thuộc tính của tệp", "In the properties of the file"}},
    {"document.xml", {"Ở một liên kết", "In a link"}},
};

/* Words that tell the part, or NULL when there are none: its name does then. */
static const char *find_part_words(struct string part, enum language language)
{
    size_t from = part.length;
    while (from > 0 && part.bytes[from - 1] != '/')
        from--;
    struct string name = string_slice(part, from, part.length);
    for (size_t i = 0; i < sizeof part_words / sizeof *part_words; i++) {
        bool is_links = string_ends_with(name, STRING(".rels"));
        bool is_links_row = part_words[i].name[0] == 'd';
        if (is_links == is_links_row && (is_links || string_starts_with(name, string_of(part_words[i].name))))
            return part_words[i].words[language];
    }
    return NULL;
}

static void append_listed(struct buffer *out, struct string words)
{
    if (words.length == 0)
        return;
    buffer_append_text(out, out->length > 0 ? ", " : "");
    buffer_append_string(out, words);
}

/* Where the problem is, for a comment that stands elsewhere; nothing when it is nowhere. */
static void append_where(struct buffer *out, const struct remark *remark, enum language language)
{
    static const char *const boxes[2] = {"Trong khung chữ hoặc hình ở đoạn này",
                                         "In a text box or drawing of this paragraph"};
    const struct place *place = &remark->problem->place;
    struct buffer words = {0};
    if (remark->is_other_file)
        append_listed(out, place->file);
    if (remark->is_boxed)
        append_listed(out, string_of(boxes[language]));
    else if (!remark->is_in_document && place->part.length > 0) {
        const char *known = find_part_words(place->part, language);
        append_listed(out, known ? string_of(known) : place->part);
    }
    problem_append_place(remark->problem, language, &words);
    if (!remark->is_boxed)
        append_listed(out, buffer_string(&words));
    if (!string_is(place->near, "") || place->tag.length == 0) {
        buffer_release(&words);
        return;
    }
    append_listed(out, place->tag);
    buffer_release(&words);
}

/* Characters XML knows; what breaks lines is a blank. */
static void append_legal(struct buffer *out, struct string text)
{
    for (size_t at = 0; at < text.length;) {
        unsigned code_point = text_next(text, &at);
        bool is_blank = code_point == '\t' || code_point == '\n' || code_point == '\r';
        if (is_blank)
            buffer_append_byte(out, ' ');
        else if (code_point >= ' ' && code_point != 0x7F && code_point != 0xFFFE && code_point != 0xFFFF)
            buffer_append_code_point(out, code_point);
    }
}

static xmlNode *append_element(xmlNode *parent, xmlNs *space, const char *name)
{
    xmlNode *element = tree_new_element(parent->doc, space, name);
    tree_append(parent, element);
    return element;
}

static void append_run(xmlNode *paragraph, xmlNs *space, struct string text, bool is_bold)
{
    struct buffer legal = {0};
    xmlNode *run = append_element(paragraph, space, "r");
    xmlNode *properties = append_element(run, space, "rPr");
    if (is_bold)
        append_element(properties, space, "b");
    tree_set_attribute(append_element(properties, space, "sz"), space, "val", STRING(SIZE_HALF_POINTS));
    xmlNode *element = append_element(run, space, "t");
    append_legal(&legal, text);
    tree_set_text(element, buffer_string(&legal));
    xmlNs *xml = xmlSearchNsByHref(paragraph->doc, xmlDocGetRootElement(paragraph->doc), XML_XML_NAMESPACE);
    tree_set_attribute(element, xml, "space", STRING("preserve"));
    buffer_release(&legal);
}

/* A form's ordinary paragraphs are indented and apart; a comment has little room. */
static void append_properties(xmlNode *paragraph, xmlNs *space)
{
    xmlNode *properties = append_element(paragraph, space, "pPr");
    xmlNode *spacing = append_element(properties, space, "spacing");
    tree_set_attribute(spacing, space, "before", STRING("0"));
    tree_set_attribute(spacing, space, "after", STRING("0"));
    tree_set_attribute(append_element(properties, space, "ind"), space, "firstLine", STRING("0"));
}

static void append_paragraph(xmlNode *comment, xmlNs *space, const char *label, struct string text)
{
    struct buffer bold = {0};
    xmlNode *paragraph = append_element(comment, space, "p");
    append_properties(paragraph, space);
    if (label)
        buffer_append_format(&bold, "%s: ", label);
    if (bold.length > 0)
        append_run(paragraph, space, buffer_string(&bold), true);
    append_run(paragraph, space, text, false);
    buffer_release(&bold);
}

/* That of a finding is the clause it goes by. */
static const char *label_of_hint(const struct problem *problem, enum language language)
{
    if (problem->rule.length > 0)
        return NULL;
    return language == LANGUAGE_VI ? "Gợi ý" : "Hint";
}

void comment_append_text(xmlNode *comment, xmlNs *space, const struct remark *remark, enum language language)
{
    struct buffer text = {0};
    const struct problem *problem = remark->problem;
    if (!remark->is_there)
        append_where(&text, remark, language);
    if (text.length > 0) {
        buffer_append_byte(&text, ':');
        append_paragraph(comment, space, NULL, buffer_string(&text));
    }
    buffer_truncate(&text, 0);
    problem_append_message(problem, language, &text);
    append_paragraph(comment, space, severity_words[language][problem->severity], buffer_string(&text));
    buffer_truncate(&text, 0);
    problem_append_hint(problem, language, &text);
    if (text.length > 0)
        append_paragraph(comment, space, label_of_hint(problem, language), buffer_string(&text));
    buffer_release(&text);
}
