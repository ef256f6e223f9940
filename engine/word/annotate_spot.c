/*
 * The place of a problem in a document: by the counts, by the tag and the words around it. Tracked changes
 * and what is made for content controls may shift the counts, so the tag counts for more.
 */

#include <string.h>

#include "word/annotate_internal.h"
#include "word/paragraph.h"
#include "word/place_count.h"
#include "word/tree.h"
#include "word/xml.h"

/* ---- reading ---- */

struct spot_reader {
    struct arena *arena;
    struct buffer spots;
    struct place_count count;
};

/* Text boxes and drawings stand within a paragraph. */
static xmlNode *find_host(xmlNode *paragraph)
{
    xmlNode *host = NULL;
    for (xmlNode *node = paragraph; node; node = node->parent)
        if (word_is(node, "p"))
            host = node;
    return host;
}

static void add_spot(struct spot_reader *reader, xmlNode *paragraph)
{
    struct spot spot = {paragraph, find_host(paragraph), reader->count.place, {"", 0}};
    struct paragraph_text text;
    if (!spot.host)
        return;
    paragraph_read(&text, paragraph, LAYER_SHOWN);
    spot.text = arena_copy(reader->arena, buffer_string(&text.text));
    paragraph_release(&text);
    buffer_append(&reader->spots, (const char *)&spot, sizeof(spot));
}

static void read_element(struct spot_reader *reader, xmlNode *element)
{
    struct place before = reader->count.place;
    place_count_enter(&reader->count, element);
    if (paragraph_is(element))
        add_spot(reader, element);
    for (xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            read_element(reader, child);
    place_count_leave(&reader->count, element, &before);
}

/* The first paragraph of the body, with words if there is one; in a document that is all tables the first of
 * those. */
static size_t find_first(const struct spots *spots)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < spots->count; i++) {
        if (!word_is(spots->list[i].host->parent, "body"))
            continue;
        if (string_trim(spots->list[i].text).length > 0)
            return i;
        first = first == SIZE_MAX ? i : first;
    }
    return first == SIZE_MAX ? 0 : first;
}

static void put_paragraph(xmlNode *root)
{
    xmlNode *body = word_child(root, "body");
    xmlNode *paragraph = tree_new_element(root->doc, body->ns, "p");
    tree_put_first(body, paragraph);
}

void spots_read(struct spots *spots, struct arena *arena, xmlNode *root)
{
    struct spot_reader reader = {.arena = arena};
    read_element(&reader, root);
    if (!reader.spots.length) {
        put_paragraph(root);
        read_element(&reader, root);
    }
    spots->count = reader.spots.length / sizeof(*spots->list);
    spots->list = arena_allocate(arena, reader.spots.length);
    memcpy(spots->list, reader.spots.bytes, reader.spots.length);
    buffer_release(&reader.spots);
    spots->first = find_first(spots);
}

/* ---- finding ---- */

enum likeness {
    LIKE_NOTHING,
    LIKE_COUNTS,
    LIKE_TAG,
    LIKE_WORDS,
    LIKE_ATTRIBUTE_THERE,
    LIKE_TAG_THERE,
    LIKE_WORDS_THERE
};

static bool is_count(uint32_t wanted, uint32_t count, bool is_open)
{
    return wanted == count || (is_open && !wanted);
}

/* A place that names a table, a row or a cell alone is all that is in it. */
static bool has_counts(const struct spot *spot, const struct place *place)
{
    bool is_open = !place->paragraph;
    return (place->paragraph || place->table) && spot->place.table == place->table &&
           is_count(place->row, spot->place.row, is_open) &&
           is_count(place->cell, spot->place.cell, is_open) &&
           is_count(place->paragraph, spot->place.paragraph, is_open);
}

static bool has_words(struct string text, const struct stretch *stretch, const struct place *place)
{
    return string_equal(paragraph_words_around(text, stretch->from, stretch->to), place->near);
}

/* Counts where the tag stands in the text, among the same words when `same_words`; the one numbered `wanted`
 * (from 0) is told. */
static size_t count_tags(struct string text, const struct place *place, bool same_words, size_t wanted,
                         struct stretch *found)
{
    size_t count = 0;
    struct stretch whole, all = {0, place->tag.length};
    for (size_t from = 0; tag_find(text, place->tag, from, all, &whole); from = whole.from + 1) {
        if (same_words && !has_words(text, &whole, place))
            continue;
        if (count++ == wanted)
            *found = whole;
    }
    return count;
}

/* Alternative texts, field codes and targets of links are no shown text. */
static bool has_attribute(xmlNode *paragraph, struct string tag)
{
    for (xmlNode *node = paragraph; node; node = tree_next(node, paragraph, false)) {
        if (node->type == XML_TEXT_NODE && string_find(string_of((char *)node->content), tag, 0) != SIZE_MAX)
            return true;
        for (const xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute;
             attribute = attribute->next)
            if (string_find(xml_attribute_text(attribute), tag, 0) != SIZE_MAX)
                return true;
    }
    return false;
}

static enum likeness likeness_of(const struct spot *spot, const struct place *place)
{
    struct stretch ignored;
    bool is_there = has_counts(spot, place);
    if (place->tag.length && count_tags(spot->text, place, true, 0, &ignored))
        return is_there ? LIKE_WORDS_THERE : LIKE_WORDS;
    if (place->tag.length && count_tags(spot->text, place, false, 0, &ignored))
        return is_there ? LIKE_TAG_THERE : LIKE_TAG;
    if (is_there && place->tag.length && has_attribute(spot->paragraph, place->tag))
        return LIKE_ATTRIBUTE_THERE;
    if (!place->tag.length && place->near.length && string_find(spot->text, place->near, 0) != SIZE_MAX)
        return is_there ? LIKE_WORDS_THERE : LIKE_WORDS;
    return is_there ? LIKE_COUNTS : LIKE_NOTHING;
}

static const struct spot *find_spot(const struct spots *spots, const struct place *place)
{
    const struct spot *best = NULL;
    enum likeness best_likeness = LIKE_NOTHING;
    for (int only_there = 1; only_there >= 0 && best_likeness < LIKE_ATTRIBUTE_THERE; only_there--)
        for (size_t i = 0; i < spots->count; i++) {
            if (only_there && !has_counts(&spots->list[i], place))
                continue;
            enum likeness likeness = likeness_of(&spots->list[i], place);
            if (likeness > best_likeness) {
                best = &spots->list[i];
                best_likeness = likeness;
            }
        }
    return best;
}

/* The wrong part of the tag, or all of it. */
static struct stretch narrow(struct string text, const struct place *place, struct stretch whole)
{
    struct stretch part = {place->underline, place->underline + place->underline_length};
    struct stretch found;
    bool is_known = place->underline_length && part.to <= place->tag.length &&
                    tag_find(text, place->tag, whole.from, part, &found);
    return is_known && found.to > found.from ? found : whole;
}

static struct target find_in(const struct spot *spot, const struct place *place, size_t repeats)
{
    struct stretch whole = {0, 0}, ignored;
    bool same_words = place->tag.length && count_tags(spot->text, place, true, 0, &ignored) > 0;
    size_t count = place->tag.length ? count_tags(spot->text, place, same_words, repeats, &whole) : 0;
    if (repeats >= (count ? count : 1))
        return (struct target){0};
    if (spot->paragraph != spot->host || !count)
        return (struct target){spot, {0, 0}, spot->paragraph == spot->host};
    return (struct target){spot, narrow(spot->text, place, whole), true};
}

struct target spots_find(const struct spots *spots, const struct place *place, size_t repeats)
{
    const struct spot *spot = find_spot(spots, place);
    if (spot)
        return find_in(spot, place, repeats);
    return (struct target){repeats ? NULL : &spots->list[spots->first], {0, 0}, false};
}
