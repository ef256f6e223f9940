/* Pictures as values, made into drawings in the line of text. */

#include "template/picture.h"

#include <string.h>

#include "expression/scope.h"
#include "template/media.h"
#include "word/xml.h"

enum { MOST_DEPTH = 64, EMU_INCH = 914400 };

#define MOST_EMU (100 * (int64_t)EMU_INCH)

struct unit {
    const char *name;
    int64_t emu;
};

static const struct unit units[] = {
    {"mm", 36000}, {"cm", 360000}, {"in", EMU_INCH}, {"pt", 12700}, {"px", 9525}};

static const struct value *file_name(const struct value *value)
{
    const struct value *name =
        value->kind == VALUE_RECORD ? record_lookup(value->as.record, STRING("image")) : NULL;
    return name && name->kind == VALUE_TEXT ? name : NULL;
}

bool picture_is(const struct value *value)
{
    return file_name(value) != NULL;
}

static bool has_such(const struct value *value, bool (*is_such)(const struct value *value), unsigned depth);

static bool record_has_such(const struct record *record, bool (*is_such)(const struct value *value),
                            unsigned depth)
{
    for (size_t i = 0; record && i < record->count; i++)
        if (has_such(&record->entries[i].value, is_such, depth))
            return true;
    return false;
}

static bool has_such(const struct value *value, bool (*is_such)(const struct value *value), unsigned depth)
{
    if (depth == 0 || (value->kind != VALUE_RECORD && value->kind != VALUE_LIST))
        return false;
    if (value->kind == VALUE_RECORD)
        return is_such(value) || record_has_such(value->as.record, is_such, depth - 1);
    for (size_t i = 0; i < value->as.list->count; i++)
        if (has_such(&value->as.list->items[i], is_such, depth - 1))
            return true;
    return false;
}

bool scope_has_such(const struct scope *scope, bool (*is_such)(const struct value *value))
{
    for (; scope; scope = scope->outer)
        if (record_has_such(scope->own, is_such, MOST_DEPTH) ||
            record_has_such(scope->record, is_such, MOST_DEPTH))
            return true;
    return false;
}

/* A distance in EMU, backwards when negative; false when it cannot be read. */
static bool read_distance(struct arena *arena, const struct value *value, int64_t *emu)
{
    struct number number;
    int64_t unit = units[0].emu;
    if (value->kind == VALUE_NUMBER) {
        number = value->as.number;
    } else {
        struct string text = value->kind == VALUE_TEXT ? string_trim(value->as.text) : (struct string){"", 0};
        for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
            if (string_ends_with(text, string_of(units[i].name))) {
                unit = units[i].emu;
                text = string_trim(string_slice(text, 0, text.length - strlen(units[i].name)));
                break;
            }
        if (!number_read(arena, text, &number, NULL))
            return false;
    }
    number = number_round(arena, number_multiply(arena, number, number_of_integer(unit)), 0, ROUND_HALF_UP);
    return number_to_integer(number, emu) && *emu<MOST_EMU && * emu> - MOST_EMU;
}

static bool is_given(const struct value *value)
{
    return value && value->kind != VALUE_NONE;
}

/* A length in EMU; 0 when there is none, negative when it cannot be read. */
static int64_t read_length(struct arena *arena, const struct value *value)
{
    int64_t emu;
    if (!is_given(value))
        return 0;
    return read_distance(arena, value, &emu) && emu > 0 ? emu : -1;
}

struct extent_size {
    int64_t width, height;
};

/* Over the text, at a distance from where it stands; without one, level with the middle of its line. */
struct floating {
    bool is_floating, has_top;
    int64_t left, top;
};

/* What is not said follows from the picture: its own size, or the proportion. */
static bool find_size(struct render *render, const struct print *print, const struct value *value,
                      const struct image *image, struct extent_size *size)
{
    struct arena *arena = render->evaluation->arena;
    size->width = read_length(arena, record_lookup(value->as.record, STRING("width")));
    size->height = read_length(arena, record_lookup(value->as.record, STRING("height")));
    if (size->width < 0 || size->height < 0) {
        struct place place = tag_place(print->tag);
        problems_add(render->evaluation->problems, PROBLEM_TEMPLATE_PICTURE_SIZE, &place, NULL);
        return false;
    }
    int64_t natural_width = (int64_t)image->width * EMU_INCH / image->dots_x;
    int64_t natural_height = (int64_t)image->height * EMU_INCH / image->dots_y;
    if (!size->width && !size->height)
        *size = (struct extent_size){natural_width, natural_height};
    else if (!size->width)
        size->width = size->height * natural_width / (natural_height ? natural_height : 1);
    else if (!size->height)
        size->height = size->width * natural_height / (natural_width ? natural_width : 1);
    return true;
}

static struct string alternative_text(const struct value *value)
{
    const struct value *alt =
        value->kind == VALUE_RECORD ? record_lookup(value->as.record, STRING("alt")) : NULL;
    if (alt && alt->kind == VALUE_TEXT)
        return alt->as.text;
    return (struct string){"", 0};
}

/* <wp:inline …> or <wp:anchor …> with its position, up to the size (ECMA-376 20.4.2.3, 20.4.2.8). */
static void append_anchor(struct buffer *out, const struct floating *floating)
{
    static const char namespace[] =
        " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" "
        "distB=\"0\" distL=\"0\" distR=\"0\"";
    if (!floating->is_floating) {
        buffer_append_format(out, "<w:drawing><wp:inline%s>", namespace);
        return;
    }
    buffer_append_format(out,
                         "<w:drawing><wp:anchor%s simplePos=\"0\" relativeHeight=\"2\" behindDoc=\"0\" "
                         "locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>"
                         "<wp:positionH relativeFrom=\"character\"><wp:posOffset>%lld</wp:posOffset>"
                         "</wp:positionH><wp:positionV relativeFrom=\"line\">",
                         namespace, (long long)floating->left);
    if (floating->has_top)
        buffer_append_format(out, "<wp:posOffset>%lld</wp:posOffset>", (long long)floating->top);
    else
        buffer_append_text(out, "<wp:align>center</wp:align>");
    buffer_append_text(out, "</wp:positionV>");
}

static void append_graphic(struct buffer *out, unsigned number, struct string id, struct extent_size size)
{
    buffer_append_format(
        out,
        "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData "
        "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic "
        "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr "
        "id=\"%u\" "
        "name=\"Picture %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"%.*s\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/"
        "><a:stretch><a:fillRect/>"
        "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%lld\" "
        "cy=\"%lld\"/>"
        "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
        "</a:graphic>",
        number, number, STRING_FORMAT(id), (long long)size.width, (long long)size.height);
}

static void append_drawing(struct buffer *out, unsigned number, struct string id, struct extent_size size,
                           const struct floating *floating, struct string alt)
{
    append_anchor(out, floating);
    buffer_append_format(
        out, "<wp:extent cx=\"%lld\" cy=\"%lld\"/>%s<wp:docPr id=\"%u\" name=\"Picture %u\" descr=\"",
        (long long)size.width, (long long)size.height, floating->is_floating ? "<wp:wrapNone/>" : "", number,
        number);
    xml_append_attribute_value(out, alt);
    buffer_append_text(out, "\"/>");
    append_graphic(out, number, id, size);
    buffer_append_format(out, "</wp:%s></w:drawing>", floating->is_floating ? "anchor" : "inline");
}

/* "left" or "top" make a picture float. */
static bool find_position(struct render *render, const struct print *print, const struct value *value,
                          struct floating *floating)
{
    struct arena *arena = render->evaluation->arena;
    const struct value *left = record_lookup(value->as.record, STRING("left")),
                       *top = record_lookup(value->as.record, STRING("top"));
    *floating = (struct floating){.is_floating = is_given(left) || is_given(top), .has_top = is_given(top)};
    if ((!is_given(left) || read_distance(arena, left, &floating->left)) &&
        (!is_given(top) || read_distance(arena, top, &floating->top)))
        return true;
    struct place place = tag_place(print->tag);
    problems_add(render->evaluation->problems, PROBLEM_TEMPLATE_PICTURE_SIZE, &place, NULL);
    return false;
}

static const struct media_item *open_picture(struct render *render, const struct print *print,
                                             struct string name)
{
    struct place place = tag_place(print->tag);
    return media_open(render->media, name, &place);
}

bool picture_print(struct render *render, const struct print *print, const struct value *value)
{
    struct place place = tag_place(print->tag);
    struct extent_size size;
    struct floating floating;
    if (!print->frame || !render->media) {
        problems_add(render->evaluation->problems, PROBLEM_TEMPLATE_PICTURE_PLACE, &place, NULL);
        return render_fail(render, print->tag);
    }
    const struct media_item *item = open_picture(render, print, file_name(value)->as.text);
    if (!item || !find_size(render, print, value, &item->image, &size) ||
        !find_position(render, print, value, &floating))
        return render_fail(render, print->tag);
    struct buffer run = {0};
    buffer_append_format(&run, "<w:r>%.*s", STRING_FORMAT(print->frame->run_properties));
    append_drawing(&run, ++render->identities->next, media_link(render->media, render->part, item), size,
                   &floating, alternative_text(value));
    buffer_append_text(&run, "</w:r>");
    render_runs(render, print, buffer_string(&run));
    buffer_release(&run);
    return true;
}

bool picture_print_embed(struct render *render, const struct print *print, const struct value *value)
{
    const struct value *name = value->kind == VALUE_TEXT ? value : file_name(value);
    if (!name || !name->as.text.length) {
        buffer_append_string(&render->output.bytes, print->fallback);
        return true;
    }
    const struct media_item *item = open_picture(render, print, name->as.text);
    if (!item)
        return render_fail(render, print->tag);
    buffer_append_string(&render->output.bytes, media_link(render->media, render->part, item));
    return true;
}

static bool says_size(const struct value *value)
{
    return value->kind == VALUE_RECORD && (is_given(record_lookup(value->as.record, STRING("width"))) ||
                                           is_given(record_lookup(value->as.record, STRING("height"))));
}

bool picture_print_extent(struct render *render, const struct print *print, const struct value *value)
{
    struct extent_size size;
    const struct value *name = file_name(value);
    if (!name || !says_size(value)) {
        buffer_append_string(&render->output.bytes, print->fallback);
        return true;
    }
    const struct media_item *item = open_picture(render, print, name->as.text);
    if (!item || !find_size(render, print, value, &item->image, &size))
        return render_fail(render, print->tag);
    buffer_append_format(&render->output.bytes, "%lld",
                         (long long)(print->place == PRINT_WIDTH ? size.width : size.height));
    return true;
}

bool picture_print_alt(struct render *render, const struct print *print, const struct value *value)
{
    (void)print;
    xml_append_attribute_value(&render->output.bytes, alternative_text(value));
    return true;
}
