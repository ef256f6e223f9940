/* What must be unique in a document though it stands in a loop. */

#include "template/identity.h"

#include <stdlib.h>
#include <string.h>

#include "word/tree.h"
#include "word/xml.h"

enum {
    FIRST_NEW = 1000000,
    LONGEST_NAME = 40 /* of a bookmark, in characters (17.13.6.2 w:name) */
};

struct identity_row {
    const char *element; /* NULL: any */
    const char *attribute;
    enum identity_kind kind;
    bool refers;
};

static const struct identity_row rows[] = {
    {"docPr", "id", IDENTITY_NUMBER, false},
    {"cNvPr", "id", IDENTITY_NUMBER, false},
    {"bookmarkStart", "id", IDENTITY_PAIRED, false},
    {"bookmarkEnd", "id", IDENTITY_PAIRED, true},
    {"permStart", "id", IDENTITY_PAIRED, false},
    {"permEnd", "id", IDENTITY_PAIRED, true},
    {"bookmarkStart", "name", IDENTITY_NAME, false},
    {"hyperlink", "anchor", IDENTITY_NAME, true},
    {"shape", "id", IDENTITY_NAME, false},
    {"rect", "id", IDENTITY_NAME, false},
    {"line", "id", IDENTITY_NAME, false},
    {"oval", "id", IDENTITY_NAME, false},
    {"roundrect", "id", IDENTITY_NAME, false},
    {"group", "id", IDENTITY_NAME, false},
    {"polyline", "id", IDENTITY_NAME, false},
    {NULL, "spid", IDENTITY_NAME, false},
    {NULL, "paraId", IDENTITY_DROP, false},
    {NULL, "textId", IDENTITY_DROP, false},
};

static const char *const once[] = {"commentRangeStart", "commentRangeEnd", "commentReference", NULL};

enum identity_kind identity_of(const xmlAttr *attribute, bool *refers)
{
    const char *element = (const char *)attribute->parent->name, *name = (const char *)attribute->name;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (!strcmp(name, rows[i].attribute) && (!rows[i].element || !strcmp(element, rows[i].element))) {
            *refers = rows[i].refers;
            return rows[i].kind;
        }
    return IDENTITY_NONE;
}

bool identity_is_once(const xmlNode *element)
{
    if (!strcmp((const char *)element->name, "shapetype"))
        return true;
    for (const char *const *name = once; *name; name++)
        if (word_is(element, *name) || (word_is(element, "r") && word_child(element, *name)))
            return true;
    return false;
}

static size_t slot_count(const struct identity_table *table)
{
    return table->slots.length / sizeof(struct unique_identity);
}

static const struct unique_identity *slot_at(const struct identity_table *table, size_t index)
{
    return (const struct unique_identity *)(const void *)table->slots.bytes + index;
}

/* Where the slot of an identity is kept by its hash, as its number + 1; 0: it has none yet. */
static uint32_t *index_of(const struct identity_table *table, enum identity_kind kind, struct string text)
{
    uint32_t *index = (uint32_t *)(void *)table->index.bytes;
    size_t count = table->index.length / sizeof(*index), at = (string_hash(text) + kind) & (count - 1);
    while (index[at] && !(slot_at(table, index[at] - 1)->kind == kind &&
                          string_equal(slot_at(table, index[at] - 1)->text, text)))
        at = (at + 1) & (count - 1);
    return &index[at];
}

static void make_room(struct identity_table *table)
{
    size_t length = table->index.length ? 2 * table->index.length : 64 * sizeof(uint32_t);
    if (table->index.length > 2 * slot_count(table) * sizeof(uint32_t))
        return;
    buffer_truncate(&table->index, 0);
    memset(buffer_reserve(&table->index, length), 0, length);
    table->index.length = length;
    for (size_t i = 0; i < slot_count(table); i++)
        if (slot_at(table, i)->kind != IDENTITY_NUMBER)
            *index_of(table, slot_at(table, i)->kind, slot_at(table, i)->text) = (uint32_t)i + 1;
}

struct unique_identity identity_add(struct identity_table *table, enum identity_kind kind, bool refers,
                                    struct string text)
{
    struct unique_identity identity = {(uint32_t)slot_count(table), kind, refers, text};
    if (kind != IDENTITY_NUMBER) {
        make_room(table);
        uint32_t *index = index_of(table, kind, text);
        if (*index) {
            identity.slot = *index - 1;
            return identity;
        }
        *index = identity.slot + 1;
    }
    buffer_append(&table->slots, (const char *)&identity, sizeof(identity));
    return identity;
}

void identity_note_numbers(struct identity_table *table, xmlNode *root)
{
    for (xmlNode *node = root; node; node = tree_next(node, root, false)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
            bool refers;
            enum identity_kind kind = identity_of(attribute, &refers);
            if (kind != IDENTITY_NUMBER && kind != IDENTITY_PAIRED)
                continue;
            unsigned long number = strtoul(xml_attribute_text(attribute).bytes, NULL, 10);
            if (number > table->most && number < INT32_MAX / 2)
                table->most = (uint32_t)number;
        }
    }
}

void identity_begin(struct identity_state *state, const struct identity_table *table, struct arena *arena)
{
    size_t size = (slot_count(table) + 1) * sizeof(uint32_t);
    state->uses = arena_allocate(arena, size);
    state->current = arena_allocate(arena, size);
    state->next = table->most < FIRST_NEW ? FIRST_NEW : table->most;
}

bool identity_is_first(struct identity_state *state, uint32_t slot)
{
    return state->uses[slot]++ == 0;
}

static void take_next(struct identity_state *state, const struct unique_identity *identity)
{
    bool is_first = identity_is_first(state, identity->slot);
    if (identity->kind == IDENTITY_NAME)
        state->current[identity->slot] = is_first ? 0 : state->uses[identity->slot];
    else
        state->current[identity->slot] = is_first ? 0 : ++state->next;
}

static size_t characters_to_bytes(struct string text, size_t characters)
{
    size_t at = 0;
    for (; at < text.length && characters > 0; characters--)
        for (at++; at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80;)
            at++;
    return at;
}

void identity_append(struct identity_state *state, const struct unique_identity *identity, struct buffer *out)
{
    if (!identity->refers)
        take_next(state, identity);
    uint32_t current = state->current[identity->slot];
    if (!current) {
        xml_append_attribute_value(out, identity->text);
    } else if (identity->kind == IDENTITY_NAME) {
        struct string kept =
            string_slice(identity->text, 0, characters_to_bytes(identity->text, LONGEST_NAME - 8));
        xml_append_attribute_value(out, kept);
        buffer_append_format(out, "_%u", current);
    } else {
        buffer_append_format(out, "%u", current);
    }
}
