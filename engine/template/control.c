/* Finding content controls, and putting the filled form beside each. */

#include "template/control.h"

#include <string.h>

#include "template/content.h"
#include "template/control_parts.h"
#include "template/made.h"
#include "word/paragraph.h"
#include "text/unicode.h"
#include "word/tree.h"
#include "word/xml.h"

bool controls_are_likely(struct string bytes)
{
    return string_find(bytes, STRING("sdtPr>"), 0) != SIZE_MAX &&
           (string_find(bytes, STRING(":tag "), 0) != SIZE_MAX ||
            string_find(bytes, STRING(":alias "), 0) != SIZE_MAX);
}

xmlNode *control_child(const xmlNode *element, const char *name)
{
    for (xmlNode *child = element ? element->children : NULL; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !strcmp((const char *)child->name, name))
            return child;
    return NULL;
}

struct string control_attribute(const xmlNode *element, const char *name)
{
    for (const xmlAttr *attribute = element ? element->properties : NULL; attribute;
         attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, name))
            return xml_attribute_text(attribute);
    return (struct string){"", 0};
}

/* What the w:tag or w:alias says, when it can be a name. */
static struct string name_in(const xmlNode *element, const char *holder)
{
    const xmlNode *properties = word_child(element, "sdtPr");
    struct string name = string_trim(control_attribute(word_child(properties, holder), "val"));
    bool is_name =
        made_may_name(name) && !mark_is_likely(name) && !string_starts_with(name, STRING("goog_rdk_"));
    return is_name ? name : (struct string){"", 0};
}

struct string control_name(const xmlNode *element)
{
    struct string tag = name_in(element, "tag");
    return tag.length ? tag : name_in(element, "alias");
}

static struct string other_name(const struct control *control)
{
    struct arena *arena = control->compilation->arena;
    struct string title = name_in(control->element, "alias");
    if (!title.length || string_equal(name_new(arena, title)->folded, name_new(arena, control->name)->folded))
        return (struct string){"", 0};
    return arena_copy(arena, title);
}

/* ---- kinds ---- */

struct kind_row {
    const char *setting;
    enum control_kind kind;
};

static const struct kind_row kind_rows[] = {
    {"text", CONTROL_TEXT},
    {"richText", CONTROL_RICH_TEXT},
    {"checkbox", CONTROL_CHECKBOX},
    {"dropDownList", CONTROL_DROP_DOWN},
    {"comboBox", CONTROL_COMBO_BOX},
    {"date", CONTROL_DATE},
    {"picture", CONTROL_PICTURE},
    {"repeatingSection", CONTROL_REPEATING},
    {"repeatingSectionItem", CONTROL_OTHER},
    {"docPartObj", CONTROL_OTHER},
    {"docPartList", CONTROL_OTHER},
    {"group", CONTROL_OTHER},
    {"equation", CONTROL_OTHER},
    {"citation", CONTROL_OTHER},
    {"bibliography", CONTROL_OTHER},
    {"entityPicker", CONTROL_OTHER},
};

static void read_kind(struct control *control)
{
    control->kind = CONTROL_RICH_TEXT;
    for (size_t i = 0; i < sizeof(kind_rows) / sizeof(*kind_rows) && !control->setting; i++) {
        control->setting = control_child(control->properties, kind_rows[i].setting);
        if (control->setting)
            control->kind = kind_rows[i].kind;
    }
}

static void read_level(struct control *control)
{
    const xmlNode *first = tree_element_from(control->content->children);
    while (word_is(first, "sdt"))
        first = tree_element_from(word_child(first, "sdtContent") ? word_child(first, "sdtContent")->children
                                                                  : NULL);
    if (word_is(first, "tc"))
        control->level = CONTROL_CELL;
    else if (word_is(first, "tr"))
        control->level = CONTROL_ROW;
    else if (paragraph_around(control->element->parent))
        control->level = CONTROL_RUN;
    else
        control->level = CONTROL_BLOCK;
}

/* ---- what may be filled ---- */

/* Text that is to be understood otherwise, or would be lost: tags, fields, controls, pictures, tables. */
static bool holds_more(const struct control *control)
{
    static const char *const names[] = {
        "sdt", "fldChar", "fldSimple",         "drawing",          "pict", "object",
        "tbl", "oMath",   "footnoteReference", "endnoteReference", NULL};
    struct buffer text = {0};
    bool is_more = false;
    for (xmlNode *node = control->content->children; node && !is_more;
         node = tree_next(node, control->content, false)) {
        for (const char *const *name = names; *name && node->type == XML_ELEMENT_NODE; name++)
            is_more = is_more || !strcmp((const char *)node->name, *name);
        if (word_is(node, "t"))
            buffer_append_string(&text, tree_text(node));
    }
    is_more = is_more || mark_is_likely(buffer_string(&text));
    buffer_release(&text);
    return is_more;
}

static bool has_shape(const struct control *control)
{
    xmlNode *first = tree_element_from(control->content->children);
    switch (control->level) {
    case CONTROL_RUN:
        return true;
    case CONTROL_BLOCK:
        return word_is(first, "p");
    case CONTROL_CELL:
        return word_is(first, "tc") && !tree_element_from(first->next) && word_child(first, "p");
    default:
        return false;
    }
}

static bool has_item(const struct control *control)
{
    const xmlNode *item = word_child(control->content, "sdt");
    return item && word_child(item, "sdtContent") &&
           control_child(word_child(item, "sdtPr"), "repeatingSectionItem");
}

static bool may_be_filled(const struct control *control)
{
    switch (control->kind) {
    case CONTROL_OTHER:
        return false;
    case CONTROL_REPEATING:
        return has_item(control);
    case CONTROL_PICTURE:
        return true;
    default:
        return has_shape(control) && !holds_more(control);
    }
}

bool control_read(struct control *control, struct compilation *compilation, xmlNode *element)
{
    *control = (struct control){.compilation = compilation, .element = element};
    control->properties = word_child(element, "sdtPr");
    control->content = word_child(element, "sdtContent");
    if (!control->properties || !control->content)
        return false;
    control->name = control_name(element);
    control->other_name = other_name(control);
    struct string title = control_attribute(word_child(control->properties, "alias"), "val");
    title = string_trim(title).length ? string_trim(title) : control->name;
    control->shown = arena_format(compilation->arena, "[%.*s]", STRING_FORMAT(title));
    read_kind(control);
    read_level(control);
    return control->name.length && may_be_filled(control);
}

/* ---- two forms ---- */

/* (`hoten` if `hoten` is defined else `Họ tên`) */
void control_append_name(const struct control *control, struct buffer *out)
{
    if (!control->other_name.length) {
        made_append_name(out, control->name);
        return;
    }
    buffer_append_byte(out, '(');
    made_append_name(out, control->name);
    buffer_append_text(out, " if ");
    made_append_condition(out, control->name);
    buffer_append_text(out, " else ");
    made_append_name(out, control->other_name);
    buffer_append_byte(out, ')');
}

static void append_condition(const struct control *control, struct buffer *out)
{
    made_append_condition(out, control->name);
    if (!control->other_name.length)
        return;
    buffer_append_text(out, " or ");
    made_append_condition(out, control->other_name);
}

void control_tell_names(const struct control *control, struct tag *tag)
{
    tag->other_name = control->other_name;
}

xmlNode *control_new_statement(const struct control *control, enum value_kind wanted, struct string text)
{
    struct tag *tag = made_tag(control->compilation, MARK_STATEMENT, control->shown, text);
    tag->wanted = wanted;
    tag->is_optional = string_starts_with(text, STRING("if "));
    control_tell_names(control, tag);
    return tag_new_node(tag, control->element->doc);
}

static enum value_kind wanted_kind(enum control_kind kind)
{
    switch (kind) {
    case CONTROL_CHECKBOX:
        return VALUE_BOOL;
    case CONTROL_DATE:
        return VALUE_DATE;
    case CONTROL_REPEATING:
        return VALUE_LIST;
    case CONTROL_PICTURE:
        return VALUE_UNDEFINED;
    default:
        return VALUE_TEXT;
    }
}

/* [if] filled [else] as it was [endif] */
static void put_beside(const struct control *control, xmlNode *filled, xmlNode *original)
{
    struct buffer condition = {0};
    buffer_append_text(&condition, "if ");
    append_condition(control, &condition);
    xmlNode *opening = control_new_statement(control, wanted_kind(control->kind), buffer_string(&condition));
    control_tell_choices(control, tag_of(opening));
    tree_put_before(original, opening);
    tree_put_before(original, filled);
    tree_put_before(original, control_new_statement(control, VALUE_UNDEFINED, STRING("else")));
    tree_put_after(original, control_new_statement(control, VALUE_UNDEFINED, STRING("endif")));
    buffer_release(&condition);
}

/*
 * The paragraph that a control for rich text has for itself, so that a text of several paragraphs has where
 * to go; NULL: there is none.
 */
static xmlNode *own_paragraph(const struct control *control)
{
    xmlNode *paragraph = control->element->parent;
    if (control->kind != CONTROL_RICH_TEXT || control->level != CONTROL_RUN || !word_is(paragraph, "p") ||
        content_ends_section(paragraph))
        return NULL;
    for (const xmlNode *child = paragraph->children; child; child = child->next)
        if (child != control->element && !content_is_ignorable(child))
            return NULL;
    return paragraph;
}

static void prepare_children(struct compilation *compilation, xmlNode *element);

static void prepare_control(struct compilation *compilation, xmlNode *element)
{
    struct control control;
    if (!control_read(&control, compilation, element)) {
        prepare_children(compilation, element);
        return;
    }
    xmlNode *paragraph = own_paragraph(&control);
    xmlNode *filled = control_new_filled(&control, paragraph);
    put_beside(&control, filled, paragraph ? paragraph : element);
    if (control.kind == CONTROL_REPEATING)
        prepare_children(compilation, filled);
}

/* The siblings that preparing adds are not looked at again. */
static void prepare_children(struct compilation *compilation, xmlNode *element)
{
    for (xmlNode *child = element->children, *next; child; child = next) {
        next = child->next;
        if (child->type != XML_ELEMENT_NODE || tag_is_node(child))
            continue;
        if (word_is(child, "sdt"))
            prepare_control(compilation, child);
        else
            prepare_children(compilation, child);
    }
}

void controls_prepare(struct compilation *compilation, xmlNode *root)
{
    prepare_children(compilation, root);
}
