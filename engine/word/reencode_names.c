/* Text beside paragraphs, drawn by fonts that stand elsewhere than in runs; and the names of the fonts. */

#include <string.h>

#include "text/unicode.h"
#include "word/reencode_internal.h"
#include "word/tree.h"

static const char new_font[] = "Times New Roman";

bool reencode_font(struct string name, struct drawn_text *drawn)
{
    drawn->font = name;
    return legacy_of_font(name, &drawn->encoding, &drawn->draws_capitals);
}

static bool is_old_font(const char *name)
{
    struct drawn_text drawn;
    return name && reencode_font(string_of(name), &drawn);
}

static xmlAttr *plain_attribute(const xmlNode *element, const char *name)
{
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!attribute->ns && !strcmp((const char *)attribute->name, name))
            return attribute;
    return NULL;
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
}

static xmlNode *child_named(const xmlNode *node, const char *name)
{
    for (xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (is_named(child, name))
            return child;
    return NULL;
}

/* ---- levels of lists ---- */

/* The font of the paragraphs that a level numbers: of the style it names, or of the usual one. */
static const char *font_of_style(struct reencode *reencode, const xmlNode *level)
{
    xmlNode *style = word_child(level, "pStyle"), *paragraph, *properties;
    paragraph = tree_new_element(level->doc, level->ns, "p");
    if (style) {
        properties = tree_new_element(level->doc, level->ns, "pPr");
        tree_append(paragraph, properties);
        tree_append(properties, tree_copy(style));
    }
    struct paragraph_format format = format_of_paragraph(reencode->formats, paragraph);
    const char *font = format_of_mark(reencode->formats, &format, paragraph).font_high;
    xmlFreeNode(paragraph);
    return font;
}

/* "§iÒu %1." */
static bool reencode_level(struct reencode *reencode, xmlNode *text)
{
    const xmlNode *level = text->parent, *fonts = word_child(word_child(level, "rPr"), "rFonts");
    const char *typed = word_attribute(text, "val"), *font = word_attribute(fonts, "hAnsi");
    struct drawn_text drawn;
    struct buffer out = {0};
    if (!font)
        font = font_of_style(reencode, level);
    if (!typed || !reencode_font(string_of(font), &drawn))
        return false;
    drawn.text = string_of(typed);
    bool is_decoded = reencode_text(reencode, &drawn, &out);
    if (is_decoded)
        tree_set_attribute(text, text->ns, "val", buffer_string(&out));
    buffer_release(&out);
    return is_decoded;
}

/* ---- drawings ---- */

/* a:r: the font stands in a:rPr, the text in a:t. NULL for other fonts. */
static xmlNode *read_drawn_run(const xmlNode *run, struct drawn_text *drawn)
{
    xmlNode *text = child_named(run, "t");
    const xmlNode *latin = child_named(child_named(run, "rPr"), "latin");
    const xmlAttr *font = latin ? plain_attribute(latin, "typeface") : NULL;
    if (!text || !font || !reencode_font(xml_attribute_text(font), drawn))
        return NULL;
    drawn->text = tree_text(text);
    return text;
}

/* A mark at the beginning of the next run comes to the text; true when there was one. */
static bool take_mark_behind(const xmlNode *run, const struct drawn_text *drawn, xmlNode *text)
{
    struct drawn_text behind;
    const xmlNode *next = tree_element_from(run->next);
    xmlNode *other = is_named(next, "r") ? read_drawn_run(next, &behind) : NULL;
    if (!other || behind.encoding != drawn->encoding ||
        !legacy_begins_with_mark(drawn->encoding, drawn->text, behind.text))
        return false;
    struct buffer joined = {0}, left = {0};
    size_t mark = text_offset(behind.text, 1);
    buffer_append_string(&joined, drawn->text);
    buffer_append_string(&joined, string_slice(behind.text, 0, mark));
    buffer_append_string(&left, string_slice(behind.text, mark, behind.text.length));
    tree_set_text(text, buffer_string(&joined));
    tree_set_text(other, buffer_string(&left));
    buffer_release(&joined);
    buffer_release(&left);
    return true;
}

static bool reencode_drawn_run(struct reencode *reencode, xmlNode *run)
{
    struct drawn_text drawn;
    struct buffer out = {0};
    xmlNode *text = read_drawn_run(run, &drawn);
    if (!text)
        return false;
    bool has_mark = take_mark_behind(run, &drawn, text);
    drawn.text = tree_text(text);
    bool is_decoded = reencode_text(reencode, &drawn, &out);
    if (is_decoded)
        tree_set_text(text, buffer_string(&out));
    buffer_release(&out);
    return is_decoded || has_mark;
}

/* The name in "font-family:&quot;.VnTimeH&quot;;font-size:36pt". */
static bool find_family(struct string style, size_t *from, size_t *to)
{
    const struct string key = STRING("font-family:");
    *from = string_find(style, key, 0);
    if (*from == SIZE_MAX)
        return false;
    *from += key.length;
    while (*from < style.length && strchr(" '\"", style.bytes[*from]))
        ++*from;
    for (*to = *from; *to < style.length && !strchr("'\";,", style.bytes[*to]);)
        ++*to;
    return *to > *from;
}

/* Letters drawn along a line: v:textpath, a WordArt of old. */
static bool reencode_path(struct reencode *reencode, xmlNode *path)
{
    const xmlAttr *style = plain_attribute(path, "style"), *typed = plain_attribute(path, "string");
    size_t from, to;
    struct drawn_text drawn;
    struct buffer out = {0};
    struct string look = style ? xml_attribute_text(style) : (struct string){"", 0};
    if (!typed || !find_family(look, &from, &to) || !reencode_font(string_slice(look, from, to), &drawn))
        return false;
    drawn.text = xml_attribute_text(typed);
    if (reencode_text(reencode, &drawn, &out))
        tree_set_attribute(path, NULL, "string", buffer_string(&out));
    buffer_truncate(&out, 0);
    buffer_append_string(&out, string_slice(look, 0, from));
    buffer_append_text(&out, new_font);
    buffer_append_string(&out, string_slice(look, to, look.length));
    tree_set_attribute(path, NULL, "style", buffer_string(&out));
    buffer_release(&out);
    return true;
}

bool reencode_element(struct reencode *reencode, xmlNode *element)
{
    if (word_is(element, "lvlText"))
        return reencode_level(reencode, element);
    if (is_named(element, "textpath"))
        return reencode_path(reencode, element);
    return is_named(element, "r") && !word_is(element, "r") && reencode_drawn_run(reencode, element);
}

/* ---- names ---- */

/* Or Word underlines every word as misspelt English. */
static void speak_vietnamese(const xmlNode *fonts)
{
    xmlNode *language = fonts->parent ? word_child(fonts->parent, "lang") : NULL;
    if (language)
        tree_set_attribute(language, language->ns, "val", STRING("vi-VN"));
}

/* All four, or Word may draw a letter of Vietnamese in the font of another script. */
static bool rename_run_fonts(xmlNode *fonts)
{
    static const char *const scripts[] = {"ascii", "hAnsi", "eastAsia", "cs"};
    bool is_old = false;
    for (size_t i = 0; i < 4; i++)
        is_old |= is_old_font(word_attribute(fonts, scripts[i]));
    for (size_t i = 0; is_old && i < 4; i++) {
        const char *font = word_attribute(fonts, scripts[i]);
        if (!font || is_old_font(font))
            tree_set_attribute(fonts, fonts->ns, scripts[i], STRING("Times New Roman"));
    }
    if (is_old)
        speak_vietnamese(fonts);
    return is_old;
}

/* The table of fonts describes what is no longer used. */
static bool drop_descriptions(xmlNode *table)
{
    bool is_changed = false;
    for (xmlNode *font = table->children, *next; font; font = next) {
        next = font->next;
        if (!word_is(font, "font") || !is_old_font(word_attribute(font, "name")))
            continue;
        tree_remove(font);
        is_changed = true;
    }
    return is_changed;
}

bool reencode_names(xmlNode *element)
{
    if (word_is(element, "rFonts"))
        return rename_run_fonts(element);
    if (word_is(element, "fonts"))
        return drop_descriptions(element);
    const xmlAttr *typeface = plain_attribute(element, "typeface");
    if (!typeface || !is_old_font(xml_attribute_text(typeface).bytes))
        return false;
    tree_set_attribute(element, NULL, "typeface", string_of(new_font));
    return true;
}
