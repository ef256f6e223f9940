/* Pieces of rich text, each a run. */

#include "template/rich.h"

#include <string.h>
#include <strings.h>

#include "template/media.h"
#include "word/properties.h"
#include "word/xml.h"

enum { MOST_HALF_POINTS = 3276, MOST_CHANGES = 16 };

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* A piece being written. */
struct piece {
    struct render *render;
    const struct print *print;
    const struct record *record;
    struct property_change changes[MOST_CHANGES];
    size_t count;
    bool is_wrong; /* reported */
};

static const struct value *content_of(const struct value *value)
{
    return value->kind == VALUE_RECORD ? record_lookup(value->as.record, STRING("richtext")) : NULL;
}

bool rich_is(const struct value *value)
{
    return content_of(value) != NULL;
}

static struct arena *arena_of(const struct piece *piece)
{
    return piece->render->evaluation->arena;
}

static const struct value *setting(const struct piece *piece, const char *name)
{
    const struct value *value = piece->record ? record_lookup(piece->record, string_of(name)) : NULL;
    return value && value->kind != VALUE_NONE ? value : NULL;
}

static struct string text_of(const struct piece *piece, const struct value *value)
{
    struct buffer text = {0};
    if (value)
        evaluation_append(piece->render->evaluation, &text, value);
    struct string copy = arena_copy(arena_of(piece), buffer_string(&text));
    buffer_release(&text);
    return copy;
}

static void report(struct piece *piece, enum problem_code code, struct string text)
{
    struct place place = tag_place(piece->print->tag);
    problems_add(piece->render->evaluation->problems, code, &place, arena_copy(arena_of(piece), text).bytes);
    piece->is_wrong = true;
}

/* ---- properties, in the order of the schema (17.3.2.28) ---- */

static void change(struct piece *piece, const char *name, struct string child)
{
    piece->changes[piece->count++] = (struct property_change){.name = name, .child = child};
}

/* <name attribute="value"/> … for each attribute of the list, which ends with NULL. */
static struct string element(const struct piece *piece, const char *name, const char *const *attributes,
                             struct string value)
{
    struct buffer xml = {0};
    buffer_append_format(&xml, "<%s", name);
    for (; *attributes; attributes++) {
        buffer_append_format(&xml, " %s=\"", *attributes);
        xml_append_attribute_value(&xml, value);
        buffer_append_byte(&xml, '"');
    }
    buffer_append_text(&xml, "/>");
    struct string copy = arena_copy(arena_of(piece), buffer_string(&xml));
    buffer_release(&xml);
    return copy;
}

static void change_value(struct piece *piece, const char *name, struct string value)
{
    static const char *const attributes[] = {"w:val", NULL};
    change(piece, name, element(piece, name, attributes, value));
}

static void change_font(struct piece *piece)
{
    static const char *const attributes[] = {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs", NULL};
    struct string font = text_of(piece, setting(piece, "font"));
    size_t colon = string_find(font, STRING(":"), 0); /* docxtpl's "eastAsia:Font" */
    if (colon != SIZE_MAX)
        font = string_slice(font, colon + 1, font.length);
    if (font.length)
        change(piece, "w:rFonts", element(piece, "w:rFonts", attributes, font));
}

static void change_switch(struct piece *piece, const char *name, const char *property)
{
    const struct value *value = setting(piece, name);
    if (value && value_is_true(value))
        change(piece, property, arena_format(arena_of(piece), "<%s/>", property));
    else if (value)
        change_value(piece, property, STRING("0"));
}

static bool is_hexadecimal(struct string color)
{
    size_t digits = 0;
    while (digits < color.length && strchr("0123456789abcdefABCDEF", color.bytes[digits]))
        digits++;
    return digits == 6 && color.length == 6;
}

static struct string color_of(struct piece *piece, const char *name)
{
    struct string color = text_of(piece, setting(piece, name));
    return string_starts_with(color, STRING("#")) ? string_slice(color, 1, color.length) : color;
}

static void change_color(struct piece *piece)
{
    struct string color = color_of(piece, "color");
    if (color.length && !is_hexadecimal(color) && !string_is(color, "auto"))
        report(piece, PROBLEM_TEMPLATE_COLOR, color);
    else if (color.length)
        change_value(piece, "w:color", color);
}

/* A bare number counts half points. */
static void change_size(struct piece *piece)
{
    const struct value *value = setting(piece, "size");
    struct string text = string_trim(text_of(piece, value));
    bool is_points = string_ends_with(text, STRING("pt"));
    struct number number = {0};
    int64_t size = 0;
    if (!value)
        return;
    if (value->kind == VALUE_NUMBER)
        number = value->as.number;
    bool is_read =
        value->kind == VALUE_NUMBER ||
        number_read_exact(arena_of(piece),
                          string_trim(string_slice(text, 0, text.length - (is_points ? 2 : 0))), &number);
    if (is_read && is_points)
        number = number_multiply(arena_of(piece), number, number_of_integer(2));
    if (!is_read || !number_to_integer(number, &size) || size < 2 || size > MOST_HALF_POINTS) {
        report(piece, PROBLEM_TEMPLATE_RICH_SIZE, text);
        return;
    }
    struct string half_points = arena_format(arena_of(piece), "%d", (int)size);
    change_value(piece, "w:sz", half_points);
    change_value(piece, "w:szCs", half_points);
}

static bool is_among(struct string text, const char *const *names)
{
    while (*names && strcasecmp(text.bytes, *names) != 0)
        names++;
    return *names != NULL;
}

/* Word has sixteen colors to highlight with; any other one shades. */
static void change_highlight(struct piece *piece, bool shades)
{
    static const char *const names[] = {"black",    "blue",      "cyan",        "darkBlue", "darkCyan",
                                        "darkGray", "darkGreen", "darkMagenta", "darkRed",  "darkYellow",
                                        "green",    "lightGray", "magenta",     "red",      "white",
                                        "yellow",   "none",      NULL};
    static const char *const attributes[] = {"w:fill", NULL};
    struct string color = color_of(piece, "highlight");
    if (!color.length)
        return;
    if (is_among(color, names) && !shades)
        change_value(piece, "w:highlight", color);
    else if (is_hexadecimal(color) && shades)
        change(piece, "w:shd",
               arena_format(arena_of(piece), "<w:shd w:val=\"clear\" w:color=\"auto\"%s",
                            element(piece, "", attributes, color).bytes + 1));
    else if (!is_among(color, names) && !is_hexadecimal(color) && !shades)
        report(piece, PROBLEM_TEMPLATE_COLOR, color);
}

static void change_underline(struct piece *piece)
{
    static const char *const names[] = {"single",  "double",     "thick", "dotted", "dash",
                                        "dotDash", "dotDotDash", "wave",  NULL};
    const struct value *value = setting(piece, "underline");
    if (!value)
        return;
    struct string kind = text_of(piece, value);
    if (value->kind == VALUE_TEXT && is_among(kind, names))
        change_value(piece, "w:u", kind);
    else
        change_value(piece, "w:u", value_is_true(value) ? STRING("single") : STRING("none"));
}

static void change_position(struct piece *piece)
{
    const struct value *below = setting(piece, "subscript"), *above = setting(piece, "superscript");
    if (above && value_is_true(above))
        change_value(piece, "w:vertAlign", STRING("superscript"));
    else if (below && value_is_true(below))
        change_value(piece, "w:vertAlign", STRING("subscript"));
}

static void read_changes(struct piece *piece)
{
    struct string style = text_of(piece, setting(piece, "style"));
    if (style.length)
        change_value(piece, "w:rStyle", style);
    change_font(piece);
    change_switch(piece, "bold", "w:b");
    change_switch(piece, "italic", "w:i");
    change_switch(piece, "strike", "w:strike");
    change_color(piece);
    change_size(piece);
    change_highlight(piece, false);
    change_underline(piece);
    change_highlight(piece, true);
    change_position(piece);
}

/* ---- runs ---- */

static struct string target_of(const struct piece *piece, struct string url)
{
    struct buffer safe = {0};
    media_append_target(&safe, url);
    struct string copy = arena_copy(piece->render->evaluation->lasting, buffer_string(&safe));
    buffer_release(&safe);
    return copy;
}

static void append_run(struct buffer *out, const struct piece *piece, struct string text)
{
    buffer_append_text(out, "<w:r>");
    properties_append(out, piece->print->frame->run_properties, "w:rPr", piece->changes, piece->count);
    buffer_append_text(out, "<w:t xml:space=\"preserve\">");
    render_append_escaped(out, text);
    buffer_append_text(out, "</w:t></w:r>");
}

static void append_piece(struct buffer *out, const struct piece *piece, struct string text)
{
    struct render *render = piece->render;
    struct string url = string_trim(text_of(piece, setting(piece, "url")));
    bool is_link = url.length && render->media;
    if (is_link) {
        struct media_link link = {.guest = render->media->guest,
                                  .type = STRING(OFFICE "/hyperlink"),
                                  .target = target_of(piece, url),
                                  .is_external = true};
        struct string id = media_relate(render->media, render->part, &link);
        buffer_append_format(out, "<w:hyperlink xmlns:r=\"" OFFICE "\" r:id=\"%.*s\">", STRING_FORMAT(id));
    }
    append_run(out, piece, text);
    if (is_link)
        buffer_append_text(out, "</w:hyperlink>");
}

static bool print_item(struct render *render, const struct print *print, const struct value *item,
                       bool has_formats, struct buffer *out)
{
    struct piece piece = {.render = render, .print = print};
    if (item->kind == VALUE_RECORD)
        piece.record = item->as.record;
    struct string text = text_of(&piece, piece.record ? setting(&piece, "text") : item);
    if (!has_formats) {
        buffer_append_string(out, text);
        return true;
    }
    read_changes(&piece);
    if (text.length && !piece.is_wrong)
        append_piece(out, &piece, text);
    return !piece.is_wrong;
}

static bool is_in_a_run(const struct print *print)
{
    return print->frame && (print->place == PRINT_TEXT || print->place == PRINT_PARAGRAPH ||
                            print->place == PRINT_BETWEEN_RUNS);
}

bool rich_print(struct render *render, const struct print *print, const struct value *value)
{
    const struct value *content = content_of(value);
    bool is_list = content->kind == VALUE_LIST, is_right = true;
    bool has_formats = render->styles && is_in_a_run(print);
    size_t count = is_list ? content->as.list->count : 1;
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++)
        is_right =
            print_item(render, print, is_list ? &content->as.list->items[i] : content, has_formats, &out) &&
            is_right;
    if (has_formats && is_right) {
        render_runs(render, print, buffer_string(&out));
    } else if (is_right) {
        struct value text = value_text(arena_copy(render->evaluation->arena, buffer_string(&out)));
        is_right = render_value(render, print, &text);
    }
    buffer_release(&out);
    return is_right || render_fail(render, print->tag);
}
