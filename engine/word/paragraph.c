/* A paragraph's text over all its runs, and cutting stretches out of it. */

#include "word/paragraph.h"

#include <string.h>

#include "text/unicode.h"
#include "word/tree.h"
#include "word/xml.h"

enum {
    WORDS_AROUND = 24 /* bytes before and behind a stretch that tell a reader where it is */
};

enum piece_kind { PIECE_NONE, PIECE_TEXT, PIECE_CODE, PIECE_SIGN, PIECE_NESTED };

struct piece_row {
    const char *name;
    enum piece_kind kind;
    const char *reads; /* for signs */
};

/* Elements by local name; WordprocessingML, DrawingML and math use the same ones. */
static const struct piece_row piece_rows[] = {
    {"t", PIECE_TEXT, NULL},
    {"instrText", PIECE_CODE, NULL},
    {"tab", PIECE_SIGN, "\t"},
    {"ptab", PIECE_SIGN, "\t"},
    {"br", PIECE_SIGN, "\n"},
    {"cr", PIECE_SIGN, "\n"},
    {"noBreakHyphen", PIECE_SIGN, "-"},
    {"softHyphen", PIECE_SIGN, ""},
    {"p", PIECE_NESTED, NULL},
    {"pPr", PIECE_NESTED, NULL},
    {"rPr", PIECE_NESTED, NULL},
    {"tabs", PIECE_NESTED, NULL},
};

static bool is_text_namespace(const xmlNs *space)
{
    static const char *const others[] = {"http://schemas.openxmlformats.org/drawingml/2006/main",
                                         "http://purl.oclc.org/ooxml/drawingml/main",
                                         "http://schemas.openxmlformats.org/officeDocument/2006/math",
                                         "http://purl.oclc.org/ooxml/officeDocument/math"};
    if (word_is_namespace(space))
        return true;
    for (size_t i = 0; space && i < sizeof(others) / sizeof(*others); i++)
        if (!strcmp((const char *)space->href, others[i]))
            return true;
    return false;
}

static const struct piece_row *piece_row(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || !node->ns)
        return NULL;
    for (size_t i = 0; i < sizeof(piece_rows) / sizeof(*piece_rows); i++)
        if (!strcmp((const char *)node->name, piece_rows[i].name))
            return is_text_namespace(node->ns) ? &piece_rows[i] : NULL;
    return NULL;
}

bool paragraph_is(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->name[0] == 'p' && !node->name[1] &&
           is_text_namespace(node->ns);
}

xmlNode *paragraph_around(xmlNode *node)
{
    while (node && !paragraph_is(node))
        node = node->parent;
    return node;
}

xmlNode *paragraph_properties(xmlNode *paragraph)
{
    xmlNode *properties = word_child(paragraph, "pPr");
    if (properties)
        return properties;
    properties = tree_new_element(paragraph->doc, paragraph->ns, "pPr");
    tree_put_first(paragraph, properties);
    return properties;
}

static void add_piece(struct paragraph_text *out, xmlNode *element, struct string text, bool holds_text)
{
    struct piece piece = {element, out->text.length, out->text.length + text.length, holds_text};
    buffer_append_string(&out->text, text);
    buffer_append(&out->pieces, (const char *)&piece, sizeof(piece));
}

bool paragraph_read(struct paragraph_text *out, const xmlNode *paragraph, enum paragraph_layer layer)
{
    enum piece_kind wanted = layer == LAYER_CODE ? PIECE_CODE : PIECE_TEXT;
    bool has_other = false;
    *out = (struct paragraph_text){0};
    for (xmlNode *node = paragraph->children; node;) {
        const struct piece_row *row = piece_row(node);
        enum piece_kind kind = row ? row->kind : PIECE_NONE;
        if (kind == wanted)
            add_piece(out, node, tree_text(node), true);
        else if (kind == PIECE_SIGN && layer == LAYER_SHOWN)
            add_piece(out, node, string_of(row->reads), false);
        has_other = has_other || kind == PIECE_CODE;
        node = tree_next(node, paragraph, kind != PIECE_NONE);
    }
    return has_other;
}

size_t paragraph_piece_count(const struct paragraph_text *text)
{
    return text->pieces.length / sizeof(struct piece);
}

const struct piece *paragraph_piece(const struct paragraph_text *text, size_t index)
{
    return (const struct piece *)(const void *)text->pieces.bytes + index;
}

void paragraph_release(struct paragraph_text *text)
{
    buffer_release(&text->text);
    buffer_release(&text->pieces);
}

struct string paragraph_words_around(struct string text, size_t from, size_t to)
{
    size_t begin = from > WORDS_AROUND ? text_character_start(text, from - WORDS_AROUND) : 0;
    size_t end =
        to + WORDS_AROUND < text.length ? text_character_start(text, to + WORDS_AROUND) : text.length;
    while (begin > 0 && begin < from && text.bytes[begin - 1] != ' ')
        begin++;
    while (end < text.length && end > to && text.bytes[end] != ' ')
        end--;
    struct string words = string_trim(string_slice(text, begin, end));
    return words.length > to - from ? words : (struct string){"", 0};
}

static bool has_edge_blank(struct string text)
{
    return text.length && (strchr(" \t\n", text.bytes[0]) || strchr(" \t\n", text.bytes[text.length - 1]));
}

/* A copy of a text element with another text, to be put beside it. */
static xmlNode *copy_with_text(xmlNode *element, struct string text)
{
    xmlNode *copy = tree_copy_shallow(element);
    tree_set_text(copy, text);
    if (has_edge_blank(text) && word_is_namespace(element->ns)) {
        xmlNs *space = xmlSearchNsByHref(element->doc, element, XML_XML_NAMESPACE);
        tree_set_attribute(copy, space, "space", STRING("preserve"));
    }
    return copy;
}

/* What is kept of a text element, as an element of its own before it. */
static void keep_text(xmlNode *element, struct buffer *kept)
{
    if (!kept->length)
        return;
    tree_put_before(element, copy_with_text(element, buffer_string(kept)));
    buffer_truncate(kept, 0);
}

static void cut_text(const struct paragraph_text *text, const struct piece *piece, const struct cut *cuts,
                     size_t count)
{
    struct buffer kept = {0};
    size_t at = piece->from;
    for (size_t i = 0; i < count && cuts[i].from < piece->to; i++) {
        if (cuts[i].from > at)
            buffer_append(&kept, text->text.bytes + at, cuts[i].from - at);
        if (cuts[i].node && cuts[i].from >= piece->from) {
            keep_text(piece->element, &kept);
            tree_put_before(piece->element, cuts[i].node);
        }
        at = cuts[i].to > at ? cuts[i].to : at;
    }
    if (at < piece->to)
        buffer_append(&kept, text->text.bytes + at, piece->to - at);
    keep_text(piece->element, &kept);
    buffer_release(&kept);
}

static bool is_empty_run(const xmlNode *run)
{
    const xmlNode *child = tree_element_from(run->children);
    if (child && !strcmp((const char *)child->name, "rPr"))
        child = tree_element_from(child->next);
    return !child && run->name[0] == 'r' && !run->name[1];
}

static void remove_piece(const struct piece *piece)
{
    xmlNode *run = piece->element->parent;
    tree_remove(piece->element);
    if (is_empty_run(run))
        tree_remove(run);
}

void paragraph_cut(const struct paragraph_text *text, const struct cut *cuts, size_t count)
{
    size_t first = 0; /* of the cuts that reach the piece */
    for (size_t i = 0; i < paragraph_piece_count(text); i++) {
        const struct piece *piece = paragraph_piece(text, i);
        while (first < count && cuts[first].to <= piece->from)
            first++;
        bool is_hit = first < count &&
                      (piece->holds_text ? cuts[first].from < piece->to
                                         : cuts[first].from < piece->from ||
                                               (cuts[first].from == piece->from && piece->to > piece->from));
        if (!is_hit)
            continue;
        if (piece->holds_text)
            cut_text(text, piece, cuts + first, count - first);
        remove_piece(piece);
    }
}

/* A run of WordprocessingML with a text element that holds nothing but one text. */
static bool may_split(const struct piece *piece)
{
    const xmlNode *text = piece->element->children;
    return piece->holds_text && word_is(piece->element->parent, "r") && text && !text->next &&
           text->type == XML_TEXT_NODE;
}

static void split_run(xmlNode *element, struct string before, struct string behind)
{
    xmlNode *run = element->parent, *properties = word_child(run, "rPr");
    xmlNode *rest = tree_copy_shallow(run);
    tree_put_after(run, rest);
    if (properties)
        tree_append(rest, tree_copy(properties));
    tree_append(rest, copy_with_text(element, behind));
    while (element->next)
        tree_append(rest, element->next);
    tree_put_before(element, copy_with_text(element, before));
    tree_remove(element);
}

void paragraph_split(xmlNode *paragraph, size_t offset)
{
    struct paragraph_text text;
    paragraph_read(&text, paragraph, LAYER_SHOWN);
    for (size_t i = 0; i < paragraph_piece_count(&text); i++) {
        const struct piece *piece = paragraph_piece(&text, i);
        if (piece->from < offset && offset < piece->to && may_split(piece))
            split_run(piece->element, string_slice(buffer_string(&text.text), piece->from, offset),
                      string_slice(buffer_string(&text.text), offset, piece->to));
    }
    paragraph_release(&text);
}
