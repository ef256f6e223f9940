/* Runs → text with its effective format: what a reader sees. */

#include <string.h>

#include "standard/reading.h"
#include "text/legacy.h"
#include "text/unicode.h"

static struct open_field *last_field(struct reading *reading)
{
    return reading->field_depth > 0 ? &reading->fields[reading->field_depth - 1] : NULL;
}

static void add_to_word(struct open_field *field, struct string text)
{
    for (size_t i = 0; i < text.length && field->length + 1 < FIELD_WORD_MOST; i++) {
        if (strchr(" \t\\", text.bytes[i])) {
            if (field->length > 0)
                return;
        } else {
            field->word[field->length++] = text.bytes[i];
        }
    }
}

static void read_field_mark(struct reading *reading, const xmlNode *mark)
{
    const char *type = word_attribute(mark, "fldCharType");
    struct open_field *field = last_field(reading);
    if (!type)
        return;
    if (!strcmp(type, "begin") && reading->field_depth < FIELDS_DEEP)
        reading->fields[reading->field_depth++] = (struct open_field){0};
    else if (field && !strcmp(type, "separate"))
        field->in_result = true;
    else if (field && !strcmp(type, "end"))
        reading->field_depth--;
    if (field && strcmp(type, "begin") != 0 && !strcasecmp(field->word, "PAGE") && reading->open)
        reading->open->paragraph->has_page_number = true;
}

static bool is_code(const struct reading *reading)
{
    for (size_t i = 0; i < reading->field_depth; i++)
        if (!reading->fields[i].in_result)
            return true;
    return false;
}

static enum span_kind kind_of_text(const struct reading *reading)
{
    for (size_t i = 0; i < reading->field_depth; i++)
        if (!strcasecmp(reading->fields[i].word, "PAGE"))
            return SPAN_PAGE;
    return SPAN_TEXT;
}

struct run_reading {
    struct reading *reading;
    const xmlNode *run;
    struct run_format format;
};

/* The last span, if it was in a legacy font of this encoding. */
static struct text_span *legacy_span_before(struct open_paragraph *open, enum legacy_encoding encoding)
{
    enum legacy_encoding own;
    bool draws_capitals;
    if (open->spans.length == 0)
        return NULL;
    struct text_span *span = (struct text_span *)(void *)(open->spans.bytes + open->spans.length) - 1;
    bool is_same = span->is_legacy &&
                   legacy_of_font(string_of(span->format.font_high), &own, &draws_capitals) &&
                   own == encoding;
    return is_same ? span : NULL;
}

/* Writes the letter at the end of the text again, with the mark that `text` begins with; what is behind it.
 */
static struct string take_mark(struct open_paragraph *open, enum legacy_encoding encoding, struct string text)
{
    struct text_span *span = legacy_span_before(open, encoding);
    struct string before = open->legacy_text, shown = buffer_string(&open->text);
    if (!span || !legacy_begins_with_mark(encoding, before, text))
        return text;
    struct buffer both = {0};
    size_t bad, mark = text_offset(text, 1);
    size_t letter = text_character_start(before, before.length - 1);
    buffer_append_string(&both, string_slice(before, letter, before.length));
    buffer_append_string(&both, string_slice(text, 0, mark));
    buffer_truncate(&open->text, text_character_start(shown, shown.length - 1));
    legacy_decode_run(encoding, buffer_string(&both), &open->text, &bad);
    buffer_release(&both);
    span->to = open->text.length;
    return string_slice(text, mark, text.length);
}

/* Appends characters of a legacy font, if they are that, else the text as it is; tells the span. */
static void append_text(struct open_paragraph *open, struct string text, struct text_span *span)
{
    enum legacy_encoding encoding;
    bool draws_capitals = false;
    size_t bad;
    bool is_old = legacy_of_font(string_of(span->format.font_high), &encoding, &draws_capitals);
    struct string left = is_old ? take_mark(open, encoding, text) : text;
    span->from = open->text.length;
    span->is_legacy = is_old && legacy_decode_run(encoding, left, &open->text, &bad);
    if (!span->is_legacy)
        buffer_append_string(&open->text, left);
    span->to = open->text.length;
    span->format.caps |= span->is_legacy && draws_capitals;
    open->legacy_text = span->is_legacy ? left : (struct string){0};
}

/* Adds a text that is Unicode, or characters of a legacy font. */
static void add_text(const struct run_reading *run, const char *bytes)
{
    struct open_paragraph *open = run->reading->open;
    struct text_span span = {.format = run->format, .kind = kind_of_text(run->reading), .run = run->run};
    if (is_code(run->reading))
        return;
    append_text(open, string_of(bytes), &span);
    if (span.to > span.from)
        buffer_append(&open->spans, (const char *)&span, sizeof span);
}

/* The span that all of an element became knows it; of legacy text, the span before may have its mark. */
static void tell_element(struct buffer *spans, size_t before, const xmlNode *element)
{
    if (spans->length != before + sizeof(struct text_span))
        return;
    struct text_span *span = (struct text_span *)(void *)(spans->bytes + before);
    if (!span->is_legacy)
        span->element = element;
}

/* Its tabs and newlines are blanks. */
static void read_text(const struct run_reading *run, const xmlNode *element)
{
    struct buffer *text = &run->reading->open->text;
    size_t from = text->length, spans = run->reading->open->spans.length;
    for (const xmlNode *node = element->children; node; node = node->next)
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            add_text(run, (const char *)node->content);
    for (size_t i = from; i < text->length; i++)
        if (strchr("\t\n\r", text->bytes[i]))
            text->bytes[i] = ' ';
    tell_element(&run->reading->open->spans, spans, element);
}

static void read_instruction(struct reading *reading, const xmlNode *element)
{
    struct open_field *field = last_field(reading);
    for (const xmlNode *node = element->children; field && !field->in_result && node; node = node->next)
        if (node->content)
            add_to_word(field, string_of((const char *)node->content));
}

static void read_break(const struct run_reading *run, const xmlNode *element)
{
    const char *type = word_attribute(element, "type");
    if (type && !strcmp(type, "page"))
        run->reading->open->paragraph->has_page_break = true;
    else
        add_text(run, "\n");
}

static const struct {
    const char *name, *reads;
} signs[] = {{"tab", "\t"}, {"ptab", "\t"}, {"cr", "\n"}, {"noBreakHyphen", "-"}, {"sym", "\u25a1"}};

static void read_child(const struct run_reading *run, const xmlNode *child)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (word_is(child, signs[i].name)) {
            size_t spans = run->reading->open->spans.length;
            add_text(run, signs[i].reads);
            if (word_is(child, "tab"))
                tell_element(&run->reading->open->spans, spans, child);
            return;
        }
    if (word_is(child, "t"))
        read_text(run, child);
    else if (word_is(child, "br"))
        read_break(run, child);
    else if (word_is(child, "instrText"))
        read_instruction(run->reading, child);
    else if (word_is(child, "fldChar"))
        read_field_mark(run->reading, child);
    else if (word_is(child, "pgNum"))
        run->reading->open->paragraph->has_page_number = true;
    else if (!word_is(child, "rPr"))
        story_element(run->reading, child);
}

void story_run(struct reading *reading, const xmlNode *node)
{
    struct run_reading run = {
        reading, node, format_of_run(reading->document->formats, &reading->open->paragraph->format, node)};
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && (!run.format.hidden || word_is(child, "fldChar")))
            read_child(&run, child);
}

void story_simple_field(struct reading *reading, const xmlNode *node)
{
    const char *instruction = word_attribute(node, "instr");
    if (reading->field_depth >= FIELDS_DEEP) {
        story_children(reading, node);
        return;
    }
    struct open_field *field = &reading->fields[reading->field_depth++];
    *field = (struct open_field){.in_result = true};
    add_to_word(field, string_of(instruction ? instruction : ""));
    if (!strcasecmp(field->word, "PAGE"))
        reading->open->paragraph->has_page_number = true;
    story_children(reading, node);
    reading->field_depth--;
}
