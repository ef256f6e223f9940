/* The filled form of a content control. */

#include "template/control_parts.h"

#include <string.h>

#include "template/made.h"
#include "word/tree.h"
#include "word/xml.h"

/* What a filled control must not have: Word would take its text for a prompt, or put another in its place. */
static const char *const left_out[] = {"showingPlcHdr", "dataBinding", NULL};

static xmlNode *new_properties(const struct control *control)
{
    xmlNode *properties = tree_copy(control->properties);
    for (const char *const *name = left_out; *name; name++)
        while (control_child(properties, *name))
            tree_remove(control_child(properties, *name));
    return properties;
}

xmlNode *control_new_shell(const struct control *control, xmlNode **content)
{
    xmlNode *shell = tree_copy_shallow(control->element);
    xmlNode *end = word_child(control->element, "sdtEndPr");
    tree_append(shell, new_properties(control));
    if (end)
        tree_append(shell, tree_copy(end));
    *content = tree_copy_shallow(control->content);
    tree_append(shell, *content);
    return shell;
}

/* ---- runs ---- */

static xmlNode *first_run(const struct control *control)
{
    for (xmlNode *node = control->content->children; node; node = tree_next(node, control->content, false))
        if (word_is(node, "r") && word_child(node, "t"))
            return node;
    return NULL;
}

/*
 * The format of what is filled in: that of the text that was there; in place of a prompt that of the control,
 * for a prompt has a style of its own. NULL: none.
 */
static xmlNode *new_run_properties(const struct control *control)
{
    xmlNode *run = first_run(control), *own = word_child(control->properties, "rPr");
    bool is_prompt = word_child(control->properties, "showingPlcHdr") != NULL;
    xmlNode *properties = run ? word_child(run, "rPr") : NULL;
    if (is_prompt && own)
        return tree_copy(own);
    if (!properties)
        return own && !run ? tree_copy(own) : NULL;
    properties = tree_copy(properties);
    if (is_prompt && word_child(properties, "rStyle"))
        tree_remove(word_child(properties, "rStyle"));
    if (tree_element_from(properties->children))
        return properties;
    tree_remove(properties);
    return NULL;
}

static void append_expression(const struct control *control, struct buffer *out)
{
    control_append_name(control, out);
    if (control->kind == CONTROL_DROP_DOWN || control->kind == CONTROL_COMBO_BOX) {
        control_append_choices(control, out);
    } else if (control->kind == CONTROL_DATE) {
        struct string picture = control_attribute(word_child(control->setting, "dateFormat"), "val");
        buffer_append_text(out, " | mẫu ngày(");
        made_append_text(out, picture.length ? picture : STRING("dd/MM/yyyy"));
        buffer_append_byte(out, ')');
    }
}

/* A run that prints; with an empty text in it, so that it stays when nothing is printed. */
static xmlNode *new_run(const struct control *control, bool stays)
{
    struct buffer expression = {0};
    xmlNode *run = tree_new_element(control->element->doc, control->element->ns, "r");
    xmlNode *properties = new_run_properties(control);
    append_expression(control, &expression);
    if (properties)
        tree_append(run, properties);
    if (stays)
        tree_append(run, tree_new_element(run->doc, run->ns, "t"));
    struct tag *tag = made_tag(control->compilation, MARK_PRINT, control->shown, buffer_string(&expression));
    control_tell_names(control, tag);
    tree_append(run, tag_new_node(tag, run->doc));
    buffer_release(&expression);
    return run;
}

/* ---- content ---- */

static void append_named(xmlNode *parent, xmlNode *from, const char *name)
{
    for (xmlNode *node = from->children; node; node = tree_next(node, from, false))
        if (word_is(node, name))
            tree_append(parent, tree_copy(node));
}

static void append_text(const struct control *control, xmlNode *parent, xmlNode *marks, bool stays)
{
    append_named(parent, marks, "bookmarkStart");
    if (control->kind == CONTROL_CHECKBOX) {
        xmlNode *properties = new_run_properties(control);
        control_append_boxes(control, parent, properties);
        xmlFreeNode(properties);
    } else {
        tree_append(parent, new_run(control, stays));
    }
    append_named(parent, marks, "bookmarkEnd");
}

static xmlNode *append_like(xmlNode *parent, xmlNode *original, const char *properties)
{
    xmlNode *copy = tree_copy_shallow(original);
    if (word_child(original, properties))
        tree_append(copy, tree_copy(word_child(original, properties)));
    tree_append(parent, copy);
    return copy;
}

static void fill_paragraph(const struct control *control, xmlNode *content, xmlNode *like, xmlNode *marks)
{
    append_text(control, append_like(content, like, "pPr"), marks, control->kind != CONTROL_RICH_TEXT);
}

static void fill_content(const struct control *control, xmlNode *content, xmlNode *paragraph)
{
    xmlNode *first = tree_element_from(control->content->children);
    if (paragraph)
        fill_paragraph(control, content, paragraph, paragraph);
    else if (control->level == CONTROL_BLOCK)
        fill_paragraph(control, content, first, control->content);
    else if (control->level == CONTROL_CELL)
        fill_paragraph(control, append_like(content, first, "tcPr"), word_child(first, "p"), first);
    else
        append_text(control, content, control->content, true);
}

/* ---- repeating sections ---- */

static const struct name *first_name(struct compilation *compilation, xmlNode *item)
{
    for (xmlNode *node = item->children; node; node = tree_next(node, item, false))
        if (word_is(node, "sdt") && control_name(node).length)
            return name_new(compilation->arena, arena_copy(compilation->arena, control_name(node)));
    return NULL;
}

/* The first item, once for each element of the list. */
static void repeat_item(const struct control *control, xmlNode *content)
{
    xmlNode *item = word_child(control->content, "sdt"), *inside;
    struct control section = {.compilation = control->compilation, .element = item};
    struct buffer loop = {0};
    section.properties = word_child(item, "sdtPr");
    section.content = word_child(item, "sdtContent");
    buffer_append_text(&loop, "for control_item in ");
    control_append_name(control, &loop);
    xmlNode *opening = control_new_statement(control, VALUE_UNDEFINED, buffer_string(&loop));
    tag_of(opening)->opens_record = true;
    tag_of(opening)->item_name = first_name(control->compilation, item);
    tree_append(content, opening);
    tree_append(content, control_new_shell(&section, &inside));
    for (xmlNode *child = section.content ? section.content->children : NULL; child; child = child->next)
        tree_append(inside, tree_copy(child));
    tree_append(content, control_new_statement(control, VALUE_UNDEFINED, STRING("endfor")));
    buffer_release(&loop);
}

xmlNode *control_new_filled(const struct control *control, xmlNode *paragraph)
{
    xmlNode *content, *shell = control_new_shell(control, &content);
    switch (control->kind) {
    case CONTROL_REPEATING:
        repeat_item(control, content);
        return shell;
    case CONTROL_PICTURE:
        for (xmlNode *child = control->content->children; child; child = child->next)
            tree_append(content, tree_copy(child));
        control_set_picture(control, content);
        return shell;
    case CONTROL_CHECKBOX:
        control_set_checked(control, shell);
        break;
    case CONTROL_DATE:
        control_set_date(control, shell);
        break;
    case CONTROL_DROP_DOWN:
    case CONTROL_COMBO_BOX:
        control_forget_choice(shell);
        break;
    default:
        break;
    }
    fill_content(control, content, paragraph);
    return shell;
}
