/*
 * Runs → text with its effective format: what a reader sees. Deleted text,
 * hidden text and instructions of fields are not seen; the number of the page
 * is {PAGE}.
 */

#include "word/review_internal.h"

#include <stdlib.h>
#include <string.h>

#include "text/unicode.h"

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
}

bool review_is_alternate(const xmlNode *node)
{
    return is_named(node, "AlternateContent");
}

static bool has_elements(const xmlNode *node)
{
    return xmlFirstElementChild((xmlNode *)node) != NULL;
}

const xmlNode *review_branch(const xmlNode *alternate)
{
    const xmlNode *fallback = NULL;
    for (const xmlNode *child = alternate->children; child; child = child->next) {
        if (is_named(child, "Choice") && has_elements(child))
            return child;
        if (is_named(child, "Fallback"))
            fallback = child;
    }
    return fallback;
}

bool review_is_transparent(const xmlNode *node)
{
    static const char *const names[] = {"sdt",       "sdtContent", "ins", "moveTo", "hyperlink", "smartTag",
                                        "customXml", "dir",        "bdo", "ruby",   "rubyBase"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (word_is(node, names[i]))
            return true;
    return false;
}

void review_end_span(struct review *review, size_t from, unsigned format)
{
    struct line_span span = {review->text.length - from, format};
    if (span.length > 0)
        buffer_append(&review->spans, (const char *)&span, sizeof span);
}

void review_add_text(struct review *review, struct string text, unsigned format)
{
    size_t from = review->text.length;
    buffer_append_string(&review->text, text);
    review_end_span(review, from, format);
}

static unsigned format_bits(const struct run_format *format)
{
    return (format->bold ? OUTLINE_BOLD : 0u) | (format->italic ? OUTLINE_ITALIC : 0u);
}

/* ---- fields ---- */

/* "{PAGE}" for a field that shows a number of pages, else an empty string. */
static struct string page_field(struct string instruction)
{
    static const char *const names[][2] = {
        {"PAGE", "{PAGE}"}, {"NUMPAGES", "{NUMPAGES}"}, {"SECTIONPAGES", "{SECTIONPAGES}"}};
    struct string trimmed = string_trim(instruction);
    size_t length = 0;
    while (length < trimmed.length && !strchr(" \t\\", trimmed.bytes[length]))
        length++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (length == strlen(names[i][0]) && !strncasecmp(trimmed.bytes, names[i][0], length))
            return string_of(names[i][1]);
    return STRING("");
}

static struct string field_text(const struct field *field)
{
    return page_field((struct string){field->instruction, field->length});
}

static bool is_shown(const struct review *review)
{
    for (size_t i = 0; i < review->field_depth; i++)
        if (!review->fields[i].in_result || review->fields[i].is_replaced)
            return false;
    return true;
}

static void separate_field(struct review *review, unsigned format)
{
    struct field *field = &review->fields[review->field_depth - 1];
    if (field->in_result)
        return;
    field->in_result = true;
    struct string text = field_text(field);
    if (text.length > 0 && is_shown(review)) {
        review_add_text(review, text, format);
        field->is_replaced = true;
    }
}

static void read_field_mark(struct review *review, const xmlNode *mark, unsigned format)
{
    const char *type = word_attribute(mark, "fldCharType");
    if (!type)
        return;
    if (!strcmp(type, "begin") && review->field_depth < FIELD_DEPTH_MOST)
        review->fields[review->field_depth++] = (struct field){0};
    else if (review->field_depth > 0 && strcmp(type, "begin") != 0)
        separate_field(review, format);
    if (!strcmp(type, "end") && review->field_depth > 0)
        review->field_depth--;
}

static void read_instruction(struct review *review, struct string text)
{
    struct field *field = review->field_depth > 0 ? &review->fields[review->field_depth - 1] : NULL;
    for (size_t i = 0; field && i < text.length && field->length < FIELD_NAME_MOST; i++)
        field->instruction[field->length++] = text.bytes[i];
}

void review_end_fields(struct review *review)
{
    size_t kept = 0;
    for (size_t i = 0; i < review->field_depth; i++)
        if (review->fields[i].in_result)
            review->fields[kept++] = review->fields[i];
    review->field_depth = kept;
}

/* ---- what stands in a run ---- */

static void read_symbol(struct review *review, const xmlNode *symbol, unsigned format)
{
    static const struct {
        unsigned code, shown;
    } rows[] = {{0x6F, 0x2610}, {0xA8, 0x2610}, {0x71, 0x2610}, {0xFE, 0x2611}, {0xFD, 0x2612},
                {0xFC, 0x2713}, {0xB7, 0x2022}, {0xE0, 0x2192}, {0xDF, 0x2190}};
    const char *text = word_attribute(symbol, "char");
    unsigned long code = text ? strtoul(text, NULL, 16) : 0;
    bool is_private = code >= 0xE000 && code <= 0xF8FF;
    unsigned shown = is_private || code < 0x20 || code > 0xFFFD || (code >= 0xD800 && code < 0xE000)
                         ? 0x25A1
                         : (unsigned)code;
    size_t from = review->text.length;
    for (size_t i = 0; is_private && i < sizeof rows / sizeof *rows; i++)
        if (rows[i].code == (code & 0xFF))
            shown = rows[i].shown;
    buffer_append_code_point(&review->text, shown);
    review_end_span(review, from, format);
}

static void read_note_mark(struct review *review, const xmlNode *mark, const char *kind, unsigned format)
{
    const char *id = word_attribute(mark, "id");
    struct string text = arena_format(review->scratch, "[^%s%d]", kind, id ? atoi(id) : 0);
    review_add_text(review, text, format);
}

static struct string node_text(const xmlNode *node)
{
    const xmlNode *text = node->children;
    return text && text->content ? string_of((const char *)text->content) : STRING("");
}

/* What is appended since `from` in capitals. */
static void make_capitals(struct review *review, size_t from)
{
    struct string text = string_slice(buffer_string(&review->text), from, review->text.length);
    struct string upper = arena_copy(review->scratch, text_upper(review->scratch, text));
    buffer_truncate(&review->text, from);
    buffer_append_string(&review->text, upper);
}

/* All text of an element, however libxml2 cut it into nodes. Its tabs and newlines are blanks. */
static void read_text(struct review *review, const xmlNode *element, const struct run_format *run)
{
    size_t from = review->text.length;
    for (const xmlNode *node = element->children; node; node = node->next)
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            buffer_append_text(&review->text, (const char *)node->content);
    for (size_t i = from; i < review->text.length; i++)
        if (strchr("\t\n\r", review->text.bytes[i]))
            review->text.bytes[i] = ' ';
    if (run->caps)
        make_capitals(review, from);
    review_end_span(review, from, format_bits(run));
}

/* Elements that stand for a fixed text. */
static bool read_fixed(struct review *review, const xmlNode *node, unsigned format)
{
    static const char *const rows[][2] = {
        {"tab", " "}, {"ptab", " "}, {"noBreakHyphen", "-"}, {"cr", "\n"}, {"pgNum", "{PAGE}"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (word_is(node, rows[i][0])) {
            review_add_text(review, string_of(rows[i][1]), format);
            return true;
        }
    if (!word_is(node, "br"))
        return false;
    const char *type = word_attribute(node, "type");
    bool ends_line = !type || !strcmp(type, "textWrapping");
    review_add_text(review, ends_line ? STRING("\n") : STRING(" "), format);
    return true;
}

static void read_run_child(struct review *review, const xmlNode *node, const struct run_format *run);

static void read_run_children(struct review *review, const xmlNode *parent, const struct run_format *run)
{
    for (const xmlNode *child = parent ? parent->children : NULL; child; child = child->next)
        read_run_child(review, child, run);
}

static void read_run_child(struct review *review, const xmlNode *node, const struct run_format *run)
{
    unsigned format = format_bits(run);
    if (review_is_alternate(node))
        read_run_children(review, review_branch(node), run);
    else if (word_is(node, "fldChar"))
        read_field_mark(review, node, format);
    else if (word_is(node, "instrText"))
        read_instruction(review, node_text(node));
    else if (!is_shown(review) || run->hidden)
        return;
    else if (word_is(node, "t"))
        read_text(review, node, run);
    else if (word_is(node, "sym"))
        read_symbol(review, node, format);
    else if (word_is(node, "footnoteReference"))
        read_note_mark(review, node, "", format);
    else if (word_is(node, "endnoteReference"))
        read_note_mark(review, node, "e", format);
    else if (word_is(node, "drawing") || word_is(node, "pict") || word_is(node, "object"))
        review_read_drawing(review, node, format);
    else if (word_is(node, "ruby"))
        review_read_inline(review, word_child(node, "rubyBase"));
    else
        read_fixed(review, node, format);
}

/* Formulas as their plain characters. */
static void read_formula(struct review *review, const xmlNode *formula)
{
    for (const xmlNode *child = formula->children; child; child = child->next)
        if (is_named(child, "t"))
            review_add_text(review, node_text(child), 0);
        else if (child->type == XML_ELEMENT_NODE)
            read_formula(review, child);
}

static void read_simple_field(struct review *review, const xmlNode *field)
{
    const char *instruction = word_attribute(field, "instr");
    struct string text = page_field(string_of(instruction ? instruction : ""));
    const xmlNode *run = word_child(field, "r");
    if (text.length == 0) {
        review_read_inline(review, field);
    } else if (is_shown(review)) {
        struct run_format format = format_of_run(review->formats, review->paragraph, run ? run : field);
        review_add_text(review, text, format_bits(&format));
    }
}

void review_read_inline(struct review *review, const xmlNode *parent)
{
    for (const xmlNode *child = parent ? parent->children : NULL; child; child = child->next) {
        if (word_is(child, "r")) {
            struct run_format run = format_of_run(review->formats, review->paragraph, child);
            read_run_children(review, child, &run);
        } else if (word_is(child, "fldSimple")) {
            read_simple_field(review, child);
        } else if (review_is_alternate(child)) {
            review_read_inline(review, review_branch(child));
        } else if (is_named(child, "oMath") || is_named(child, "oMathPara")) {
            read_formula(review, child);
        } else if (review_is_transparent(child)) {
            review_read_inline(review, child);
        }
    }
}
