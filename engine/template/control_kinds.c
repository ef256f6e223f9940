/* The settings of the kinds of content controls: choices, dates, boxes, pictures. */

#include "template/control_parts.h"

#include <stdlib.h>
#include <string.h>

#include "template/made.h"
#include "word/tree.h"
#include "word/xml.h"

static struct string in_parentheses(const struct control *control, const char *before, const char *after)
{
    struct buffer name = {0};
    control_append_name(control, &name);
    struct string text = arena_format(control->compilation->arena, "%s%.*s%s", before,
                                      STRING_FORMAT(buffer_string(&name)), after);
    buffer_release(&name);
    return text;
}

static void fill_attribute(const struct control *control, xmlAttr *attribute, struct string text)
{
    control_tell_names(control, made_attribute(control->compilation, attribute, control->shown, text));
}

static xmlAttr *find_attribute(xmlNode *element, const char *name)
{
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, name))
            return attribute;
    return NULL;
}

static void remove_attribute(xmlNode *element, const char *name)
{
    xmlAttr *attribute = find_attribute(element, name);
    if (attribute)
        xmlRemoveProp(attribute);
}

/* ---- lists ---- */

/* What was chosen last is another choice now. */
void control_forget_choice(xmlNode *shell)
{
    xmlNode *properties = word_child(shell, "sdtPr");
    xmlNode *list = word_child(properties, "dropDownList");
    remove_attribute(list ? list : word_child(properties, "comboBox"), "lastValue");
}

static bool is_choice(const struct control *control, const xmlNode *item)
{
    return word_is(item, "listItem") &&
           (control_attribute(item, "value").length || control->kind == CONTROL_COMBO_BOX);
}

static struct string shown_choice(const xmlNode *item)
{
    struct string shown = control_attribute(item, "displayText");
    return shown.length ? shown : control_attribute(item, "value");
}

void control_tell_choices(const struct control *control, struct tag *tag)
{
    size_t count = 0;
    if (control->kind != CONTROL_DROP_DOWN && control->kind != CONTROL_COMBO_BOX)
        return;
    for (const xmlNode *item = control->setting->children; item; item = item->next)
        count += is_choice(control, item);
    struct string *choices = arena_allocate(control->compilation->arena, (count + 1) * sizeof(*choices));
    for (const xmlNode *item = control->setting->children; item; item = item->next)
        if (is_choice(control, item) && shown_choice(item).length)
            choices[tag->choice_count++] = arena_copy(control->compilation->arena, shown_choice(item));
    tag->choices = choices;
}

/* " | choice([["S", "Thường"], ["K", "Khẩn"]])" */
void control_append_choices(const struct control *control, struct buffer *out)
{
    const char *separator = "";
    buffer_append_text(out, " | choice([");
    for (xmlNode *item = control->setting->children; item; item = item->next) {
        if (!is_choice(control, item))
            continue;
        buffer_append_format(out, "%s[", separator);
        made_append_text(out, control_attribute(item, "value"));
        buffer_append_text(out, ", ");
        made_append_text(out, shown_choice(item));
        buffer_append_byte(out, ']');
        separator = ", ";
    }
    buffer_append_text(out, control->kind == CONTROL_COMBO_BOX ? "], others=true)" : "])");
}

/* ---- dates ---- */

/* w:fullDate is the date; there is none while the day is blank. */
void control_set_date(const struct control *control, xmlNode *shell)
{
    xmlNode *dated = word_child(word_child(shell, "sdtPr"), "date"), *undated;
    remove_attribute(dated, "fullDate");
    undated = tree_copy(dated);
    tree_set_attribute(dated, dated->ns, "fullDate", STRING("x"));
    fill_attribute(control, find_attribute(dated, "fullDate"), in_parentheses(control, "", " | full date"));
    tree_put_before(dated, control_new_statement(control, VALUE_DATE,
                                                 in_parentheses(control, "if (", " | full date) != \"\"")));
    tree_put_after(dated, control_new_statement(control, VALUE_UNDEFINED, STRING("else")));
    tree_put_after(dated->next, undated);
    tree_put_after(undated, control_new_statement(control, VALUE_UNDEFINED, STRING("endif")));
}

/* ---- boxes ---- */

void control_set_checked(const struct control *control, xmlNode *shell)
{
    xmlNode *setting = control_child(word_child(shell, "sdtPr"), "checkbox");
    xmlNode *checked = control_child(setting, "checked");
    if (!checked) {
        checked = tree_new_element(setting->doc, setting->ns, "checked");
        tree_put_first(setting, checked);
    }
    if (!find_attribute(checked, "val"))
        tree_set_attribute(checked, setting->ns, "val", STRING("0"));
    fill_attribute(control, find_attribute(checked, "val"),
                   in_parentheses(control, "\"1\" if (", " | checked) else \"0\""));
}

static void set_font(xmlNode *run, struct string font)
{
    static const char *const names[] = {"ascii", "hAnsi", "eastAsia", "cs"};
    xmlNode *properties = word_child(run, "rPr"), *fonts;
    if (!properties) {
        properties = tree_new_element(run->doc, run->ns, "rPr");
        tree_append(run, properties);
    }
    while ((fonts = word_child(properties, "rFonts")))
        tree_remove(fonts);
    fonts = tree_new_element(run->doc, run->ns, "rFonts");
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        tree_set_attribute(fonts, run->ns, names[i], font);
    xmlNode *style = word_child(properties, "rStyle");
    if (style)
        tree_put_after(style, fonts);
    else
        tree_put_first(properties, fonts);
}

/* A font of signs has them in the private area, and Word writes them as w:sym. */
static xmlNode *new_box(xmlNode *like, xmlNs *space, const xmlNode *state, const char *fallback,
                        xmlNode *properties)
{
    struct string code = control_attribute(state, "val"), font = control_attribute(state, "font");
    xmlNode *run = tree_new_element(like->doc, space, "r"), *shown;
    code = code.length ? code : string_of(fallback);
    font = font.length ? font : STRING("MS Gothic");
    unsigned long code_point = strtoul(code.bytes, NULL, 16);
    bool is_sign = code_point < 0x2000 || code_point >= 0xD800; /* no character, or a private one */
    if (properties)
        tree_append(run, tree_copy(properties));
    set_font(run, font);
    shown = tree_new_element(like->doc, space, is_sign ? "sym" : "t");
    if (is_sign) {
        char padded[8];
        snprintf(padded, sizeof(padded), "%04lX", code_point & 0xFFFF);
        tree_set_attribute(shown, space, "font", font);
        tree_set_attribute(shown, space, "char", string_of(padded));
    } else {
        struct buffer text = {0};
        buffer_append_code_point(&text, (unsigned)code_point);
        tree_set_text(shown, buffer_string(&text));
        buffer_release(&text);
    }
    tree_append(run, shown);
    return run;
}

void control_append_boxes(const struct control *control, xmlNode *parent, xmlNode *properties)
{
    const xmlNode *checked = control_child(control->setting, "checkedState");
    const xmlNode *unchecked = control_child(control->setting, "uncheckedState");
    xmlNs *space = control->element->ns;
    tree_append(parent,
                control_new_statement(control, VALUE_BOOL, in_parentheses(control, "if ", " | checked")));
    tree_append(parent, new_box(parent, space, checked, "2612", properties));
    tree_append(parent, control_new_statement(control, VALUE_UNDEFINED, STRING("else")));
    tree_append(parent, new_box(parent, space, unchecked, "2610", properties));
    tree_append(parent, control_new_statement(control, VALUE_UNDEFINED, STRING("endif")));
}

/* ---- pictures ---- */

/* The picture in the control is one whose alternative text names the picture. */
void control_set_picture(const struct control *control, xmlNode *content)
{
    for (xmlNode *node = content->children; node; node = tree_next(node, content, false)) {
        if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, "docPr") != 0)
            continue;
        if (!find_attribute(node, "descr"))
            tree_set_attribute(node, NULL, "descr", STRING("x"));
        fill_attribute(control, find_attribute(node, "descr"), in_parentheses(control, "", ""));
        return;
    }
}
