/*
 * The text of a paragraph in pieces, each of one run and one font:
 *
 *     <w:t>Thuû t</w:t> <w:softHyphen/> <w:t>íng</w:t>      TCVN3: Word keeps ư, the byte AD, as an element
 *     <w:t>Quye</w:t> | <w:t>át ñònh</w:t>                   VNI: a mark may stand in the next run
 *
 * A piece is decoded by itself, after a mark at its beginning has gone to the letter before them.
 */

#include "word/reencode_internal.h"

#include <stdlib.h>
#include <string.h>

#include "package/scratch.h"
#include "text/unicode.h"
#include "word/tree.h"

enum { SOFT_HYPHEN = 0xAD, SYMBOLS = 0xF000 };

struct piece {
    xmlNode *element;
    struct drawn_text drawn;
    bool is_legacy;
    bool is_next;     /* stands at the piece before it, nothing between */
    bool was_changed; /* a mark was taken from it or given to it */
};

struct pieces {
    struct arena *arena;
    struct piece *items;
    size_t count, capacity;
    bool is_next;
    bool is_merge_field; /* behind MERGEFIELD in the code of a field */
    bool is_changed;
};

static struct piece *add_piece(struct pieces *pieces)
{
    if (pieces->count == pieces->capacity) {
        size_t capacity = pieces->capacity * 2 + 16;
        struct piece *items = arena_allocate(pieces->arena, capacity * sizeof *items);
        if (pieces->count > 0)
            memcpy(items, pieces->items, pieces->count * sizeof *items);
        pieces->items = items;
        pieces->capacity = capacity;
    }
    struct piece *piece = &pieces->items[pieces->count++];
    *piece = (struct piece){.is_next = pieces->is_next};
    pieces->is_next = true;
    return piece;
}

/* ---- reading ---- */

static struct string whole_text(struct arena *arena, const xmlNode *element)
{
    struct buffer text = {0};
    for (const xmlNode *child = element->children; child; child = child->next)
        if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content)
            buffer_append_text(&text, (const char *)child->content);
    struct string copy = arena_copy(arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

/* The character of w:sym; Word keeps bytes of symbol fonts at U+F000. */
static struct string symbol_text(struct arena *arena, const xmlNode *symbol)
{
    const char *code = word_attribute(symbol, "char");
    unsigned code_point = code ? (unsigned)strtoul(code, NULL, 16) : 0;
    struct buffer text = {0};
    if (code_point >= SYMBOLS + ' ' && code_point <= SYMBOLS + 0xFF)
        buffer_append_code_point(&text, code_point - SYMBOLS);
    struct string copy = arena_copy(arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

static bool is_ascii(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false;
    return true;
}

static void read_text(struct pieces *pieces, const struct run_format *format, xmlNode *element,
                      struct string text)
{
    struct piece *piece = add_piece(pieces);
    const char *font = is_ascii(text) ? format->font : format->font_high;
    piece->element = element;
    piece->drawn.text = text;
    piece->is_legacy = reencode_font(string_of(font), &piece->drawn);
}

static bool is_text(const xmlNode *element)
{
    return word_is(element, "t") || word_is(element, "delText") || word_is(element, "instrText");
}

/* The name in MERGEFIELD "Hä tªn" was typed as all text was; other codes name styles and files. */
static bool is_merge_field(struct string code)
{
    return string_find(code, STRING("MERGEFIELD"), 0) != SIZE_MAX;
}

static void read_code(struct pieces *pieces, const struct run_format *format, xmlNode *element)
{
    struct string code = whole_text(pieces->arena, element);
    pieces->is_merge_field |= is_merge_field(code);
    if (!pieces->is_merge_field || is_ascii(code))
        return;
    read_text(pieces, format, element, code);
    pieces->items[pieces->count - 1].drawn.draws_capitals = false;
}

static void read_element(struct pieces *pieces, const struct run_format *format, xmlNode *element)
{
    if (word_is(element, "instrText")) {
        read_code(pieces, format, element);
    } else if (is_text(element)) {
        read_text(pieces, format, element, whole_text(pieces->arena, element));
    } else if (word_is(element, "softHyphen")) {
        read_text(pieces, format, element, STRING("\u00AD"));
        struct piece *piece = &pieces->items[pieces->count - 1];
        piece->is_legacy = piece->is_legacy && piece->drawn.encoding == LEGACY_TCVN3;
    } else if (word_is(element, "sym")) {
        const char *font = word_attribute(element, "font");
        struct piece *piece = add_piece(pieces);
        piece->element = element;
        piece->drawn.text = symbol_text(pieces->arena, element);
        piece->is_legacy =
            font && piece->drawn.text.length > 0 && reencode_font(string_of(font), &piece->drawn);
    } else if (!word_is(element, "rPr") && !word_is(element, "lastRenderedPageBreak")) {
        pieces->is_next = false;
        pieces->is_merge_field &= !word_is(element, "fldChar");
    }
}

static void read_run(struct reencode *reencode, struct pieces *pieces,
                     const struct paragraph_format *paragraph, const xmlNode *run)
{
    struct run_format format = format_of_run(reencode->formats, paragraph, run);
    for (xmlNode *child = run->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            read_element(pieces, &format, child);
}

/* w:fldSimple: its code is in the font of what it shows. */
static bool change_simple_field(struct reencode *reencode, const struct paragraph_format *paragraph,
                                xmlNode *field)
{
    const char *code = word_attribute(field, "instr");
    const xmlNode *run = word_child(field, "r");
    struct drawn_text drawn = {.text = string_of(code ? code : "")};
    struct buffer out = {0};
    if (!run || is_ascii(drawn.text) || !is_merge_field(drawn.text))
        return false;
    struct run_format format = format_of_run(reencode->formats, paragraph, run);
    bool is_legacy = reencode_font(string_of(format.font_high), &drawn);
    drawn.draws_capitals = false;
    bool is_decoded = is_legacy && reencode_text(reencode, &drawn, &out);
    if (is_decoded)
        tree_set_attribute(field, field->ns, "instr", buffer_string(&out));
    buffer_release(&out);
    return is_decoded;
}

static void read_paragraph(struct reencode *reencode, struct pieces *pieces, xmlNode *paragraph)
{
    struct paragraph_format format = format_of_paragraph(reencode->formats, paragraph);
    bool skips_inside = false;
    for (xmlNode *node = tree_next(paragraph, paragraph, false); node;
         node = tree_next(node, paragraph, skips_inside)) {
        skips_inside = word_is(node, "p") || word_is(node, "pPr");
        if (word_is(node, "r"))
            read_run(reencode, pieces, &format, node);
        if (word_is(node, "fldSimple"))
            pieces->is_changed |= change_simple_field(reencode, &format, node);
    }
}

/* ---- marks of VNI ---- */

static void move_mark(struct arena *arena, struct piece *before, struct piece *piece)
{
    struct string text = piece->drawn.text, first = string_slice(text, 0, text_offset(text, 1));
    if (!legacy_begins_with_mark(LEGACY_VNI, before->drawn.text, text))
        return;
    before->drawn.text =
        arena_format(arena, "%.*s%.*s", STRING_FORMAT(before->drawn.text), STRING_FORMAT(first));
    piece->drawn.text = string_slice(text, first.length, text.length);
    before->was_changed = piece->was_changed = true;
}

static void join_marks(struct pieces *pieces)
{
    for (size_t i = 1; i < pieces->count; i++) {
        struct piece *before = &pieces->items[i - 1], *piece = &pieces->items[i];
        bool is_vni = piece->is_legacy && piece->drawn.encoding == LEGACY_VNI;
        if (is_vni && piece->is_next && before->is_legacy && before->drawn.encoding == LEGACY_VNI)
            move_mark(pieces->arena, before, piece);
    }
}

/* ---- writing ---- */

static void keep_blanks(xmlNode *element, struct string text)
{
    bool has_blank = text.length > 0 && (text.bytes[0] == ' ' || text.bytes[text.length - 1] == ' ');
    if (has_blank)
        xmlNodeSetSpacePreserve(element, 1);
}

/* Text in the place of w:sym or w:softHyphen, joined to that of its neighbours in the run. */
static void replace_with_text(struct piece *piece, struct string text)
{
    xmlNode *element = tree_new_element(piece->element->doc, piece->element->ns, "t");
    tree_put_before(piece->element, element);
    tree_set_text(element, text);
    tree_remove(piece->element);
    piece->element = element;
}

static void write_piece(struct piece *piece, struct string text)
{
    if (is_text(piece->element))
        tree_set_text(piece->element, text);
    else
        replace_with_text(piece, text);
    keep_blanks(piece->element, text);
}

static bool are_neighbours(const struct piece *before, const struct piece *piece)
{
    return tree_element_back(piece->element->prev) == before->element && word_is(before->element, "t") &&
           word_is(piece->element, "t");
}

/* The text of all goes to the first. */
static void join_pieces(struct arena *arena, const struct piece *pieces, size_t count)
{
    struct buffer *joined = scratch_buffer(arena);
    for (size_t i = 0; i < count; i++)
        buffer_append_string(joined, whole_text(arena, pieces[i].element));
    tree_set_text(pieces[0].element, buffer_string(joined));
    keep_blanks(pieces[0].element, buffer_string(joined));
    for (size_t i = 1; i < count; i++)
        tree_remove(pieces[i].element);
}

static void join_texts(const struct pieces *pieces)
{
    for (size_t i = 0, end; i < pieces->count; i = end) {
        end = i + 1;
        while (end < pieces->count && are_neighbours(&pieces->items[end - 1], &pieces->items[end]))
            end++;
        if (end - i > 1)
            join_pieces(pieces->arena, &pieces->items[i], end - i);
    }
}

static bool write_pieces(struct reencode *reencode, struct pieces *pieces)
{
    bool is_changed = pieces->is_changed, has_joints = false;
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        struct buffer text = {0};
        bool is_decoded = piece->is_legacy && reencode_text(reencode, &piece->drawn, &text);
        has_joints |= is_decoded && !is_text(piece->element);
        if (is_decoded || piece->was_changed)
            write_piece(piece, is_decoded ? buffer_string(&text) : piece->drawn.text);
        is_changed |= is_decoded || piece->was_changed;
        buffer_release(&text);
    }
    if (has_joints)
        join_texts(pieces);
    return is_changed;
}

bool reencode_paragraph(struct reencode *reencode, xmlNode *paragraph)
{
    struct pieces pieces = {.arena = arena_new()};
    read_paragraph(reencode, &pieces, paragraph);
    join_marks(&pieces);
    bool is_changed = write_pieces(reencode, &pieces);
    arena_free(pieces.arena);
    return is_changed;
}
