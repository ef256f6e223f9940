/* Text, fields and changes of a story; what makes a part readable at all. */

#include <string.h>

#include <libxml/xmlerror.h>

#include "word/verify_internal.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void remember_words(struct reading *reading, struct string text)
{
    enum { KEPT = 48 };
    struct buffer *near = &reading->near;
    size_t from = text.length > KEPT ? text.length - KEPT : 0;
    buffer_append(near, text.bytes + from, text.length - from);
    if (near->length <= KEPT)
        return;
    size_t start = near->length - KEPT;
    while (start < near->length && ((unsigned char)near->bytes[start] & 0xC0) == 0x80)
        start++;
    memmove(near->bytes, near->bytes + start, near->length - start);
    buffer_truncate(near, near->length - start);
}

static void look_at_blanks(struct reading *reading, struct string text)
{
    if (!reading->has_text)
        reading->begins_blank = is_blank(text.bytes[0]);
    bool was_blank = reading->has_text && reading->ends_blank;
    for (size_t i = 0; i < text.length; i++) {
        bool blank = is_blank(text.bytes[i]);
        reading->has_double_blank = reading->has_double_blank || (blank && was_blank);
        was_blank = blank;
    }
    reading->ends_blank = was_blank;
    reading->has_text = true;
}

void text_read(struct reading *reading)
{
    look_at_blanks(reading, reading->text);
    remember_words(reading, reading->text);
}

/* Word drops such blanks without xml:space="preserve". */
void check_blanks(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    if ((reading->begins_blank || reading->ends_blank) && !top->keeps_blanks)
        reading_fault(reading, rule, "%s", frame_name(reading, top));
}

/* Word keeps those within, and so does LibreOffice; other readers may not. */
void check_double_blanks(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    if (reading->has_double_blank && !reading->begins_blank && !reading->ends_blank && !top->keeps_blanks)
        reading_fault(reading, rule, "%s", frame_name(reading, top));
}

void check_stray_text(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    bool is_ours = top->level != LEVEL_ANY && top->space == SPACE_W;
    if (is_ours && string_trim(reading->text).length)
        reading_fault(reading, rule, "%s", frame_name(reading, top));
}

static bool is_character_error(int error)
{
    return error == XML_ERR_INVALID_CHAR || error == XML_ERR_INVALID_CHARREF ||
           error == XML_ERR_INVALID_ENCODING;
}

/* Where reading ended. */
static const char *open_element(struct reading *reading)
{
    return reading->depth ? frame_name(reading, reading_top(reading)) : "XML";
}

void check_well_formed(struct reading *reading, const struct rule *rule)
{
    if (reading->has_doctype)
        reading_fault(reading, rule, "DOCTYPE");
    else if (reading->is_too_deep)
        reading_fault(reading, rule, "> %llu",
                      (unsigned long long)reading->check->limits->values[LIMIT_XML_DEPTH]);
    else if (reading->syntax_error && !is_character_error(reading->syntax_error))
        reading_fault(reading, rule, "%s", open_element(reading));
}

void check_characters(struct reading *reading, const struct rule *rule)
{
    if (is_character_error(reading->syntax_error) && !reading->has_doctype && !reading->is_too_deep)
        reading_fault(reading, rule, "%s", open_element(reading));
}

static char open_field(const struct reading *reading)
{
    size_t from = reading_top(reading)->fields, to = reading->fields.length;
    return to > from ? reading->fields.bytes[to - 1] : '\0';
}

/* A field is begun, may be separated once, and ends; another may stand in either half. */
static void follow_field(struct reading *reading, const struct rule *rule)
{
    struct string type = reading_attribute(reading, "w:fldCharType");
    char open = open_field(reading);
    struct buffer *fields = &reading->fields;
    if (string_is(type, "begin"))
        buffer_append_byte(fields, 'b');
    else if (string_is(type, "separate") && open == 'b')
        fields->bytes[fields->length - 1] = 's';
    else if (string_is(type, "end") && open)
        buffer_truncate(fields, fields->length - 1);
    else
        reading_fault(reading, rule, "w:fldChar %.*s", STRING_FORMAT(type));
}

void check_fields(struct reading *reading, const struct rule *rule)
{
    if (!reading->is_leaving)
        follow_field(reading, rule);
    else if (open_field(reading))
        reading_fault(reading, rule, "w:fldChar begin");
}

void check_instruction(struct reading *reading, const struct rule *rule)
{
    if (open_field(reading) != 'b')
        reading_fault(reading, rule, "w:instrText");
}

void check_deleted_text(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    bool is_deleted_text = top->name->element == W_DEL_TEXT;
    if (is_deleted_text != top->is_deleted)
        reading_fault(reading, rule, "%s", frame_name(reading, top));
}

struct prefix_check {
    struct reading *reading;
    const struct rule *rule;
};

static void check_prefix(void *context, struct string prefix)
{
    const struct prefix_check *check = context;
    if (!reading_declares(check->reading, prefix))
        reading_fault(check->reading, check->rule, "%.*s", STRING_FORMAT(prefix));
}

/* mc:Ignorable="w14 wp14" and Requires="wps": each must be declared, or Word does not open the file. */
void check_prefixes(struct reading *reading, const struct rule *rule)
{
    bool is_choice = reading_top(reading)->name->element == MC_CHOICE;
    const char *attribute = is_choice ? "Requires" : rule->attribute;
    struct string value = reading_attribute(reading, attribute);
    names_each(value, check_prefix, &(struct prefix_check){reading, rule});
}
