/* Headers and footers of included documents, and which of them are in force in each section. */

#include "template/sections.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "template/graft.h"
#include "word/tree.h"
#include "word/xml.h"

#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char prefix[] = "vanban-"; /* of a reference to the list of headers */

static struct arena *arena_of(const struct includes *includes)
{
    return includes->evaluation->lasting;
}

/* ---- references ---- */

bool sections_is_reference(const xmlNode *node)
{
    return word_is(node, "headerReference") || word_is(node, "footerReference");
}

size_t section_slot(const xmlNode *reference)
{
    static const char *const types[] = {"default", "first", "even"};
    const char *type = word_attribute(reference, "type");
    size_t slot = word_is(reference, "footerReference") ? 3 : 0;
    for (size_t i = 0; i < 3; i++)
        if (!strcmp(type ? type : types[0], types[i]))
            return slot + i;
    return HEADER_SLOTS;
}

static xmlAttr *id_of(const xmlNode *reference)
{
    for (xmlAttr *attribute = reference->properties; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, "id") && !word_is_namespace(attribute->ns))
            return attribute;
    return NULL;
}

static struct string id_text(const xmlNode *reference)
{
    xmlAttr *id = id_of(reference);
    return id ? xml_attribute_text(id) : (struct string){"", 0};
}

static struct brought_header *brought(const struct includes *includes, const xmlNode *reference)
{
    struct string id = id_text(reference);
    struct brought_header *headers = (struct brought_header *)(void *)includes->headers.bytes;
    if (!string_starts_with(id, string_of(prefix)))
        return NULL;
    size_t index = strtoul(id.bytes + strlen(prefix), NULL, 10);
    return index < includes->headers.length / sizeof(*headers) ? &headers[index] : NULL;
}

const struct brought_header *sections_brought(const struct includes *includes, const xmlNode *reference)
{
    return brought(includes, reference);
}

/* ---- what a header says ---- */

static bool is_drawn(const xmlNode *node)
{
    return word_is(node, "drawing") || word_is(node, "pict") || word_is(node, "object");
}

/* A page number without words says nothing of its own. */
static bool has_letters(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] >= 0x80 || (text.bytes[i] | 0x20) - 'a' + 0u < 26)
            return true;
    return false;
}

static struct string words_of(struct arena *arena, const xmlDoc *document)
{
    struct buffer words = {0};
    bool says_something = false;
    xmlNode *root = xmlDocGetRootElement((xmlDoc *)(uintptr_t)document);
    for (xmlNode *node = root; node; node = tree_next(node, root, false)) {
        bool is_text = word_is(node, "t");
        if (is_text || word_is(node, "instrText"))
            buffer_append_string(&words, tree_text(node));
        if (word_is(node, "fldSimple") && word_attribute(node, "instr"))
            buffer_append_text(&words, word_attribute(node, "instr"));
        if (is_drawn(node))
            buffer_append_byte(&words, '\1');
        says_something = says_something || is_drawn(node) || (is_text && has_letters(tree_text(node)));
    }
    struct string text =
        says_something ? arena_copy(arena, string_trim(buffer_string(&words))) : (struct string){"", 0};
    buffer_release(&words);
    return text;
}

struct string section_host_words(struct includes *includes, const struct buffer *rendered,
                                 const struct part *part)
{
    const struct renamed *known = renamed_lookup(&includes->words, part->name);
    if (known)
        return known->to;
    struct evaluation *evaluation = includes->evaluation;
    const struct template *host = includes->host;
    const struct template_part *compiled = template_find_part(host, part->name);
    bool is_rendered = compiled && compiled->result.has_tags;
    struct string bytes = is_rendered
                              ? buffer_string(&rendered[compiled - host->parts])
                              : package_read(host->package, part, evaluation->lasting, evaluation->problems);
    struct place place = {.file = package_file(host->package), .part = part->name};
    xmlDoc *document =
        bytes.bytes ? tree_hold(xml_parse(bytes, &place, evaluation->limits, evaluation->problems)) : NULL;
    struct string words = document ? words_of(evaluation->lasting, document) : (struct string){"", 0};
    tree_release(document);
    renamed_add(&includes->words, part->name, words);
    return words;
}

/* ---- headers of a guest ---- */

bool sections_find_header(struct includes *includes, struct guest *guest, xmlNode *reference,
                          struct brought_header *header)
{
    size_t count;
    const struct relationship *list =
        package_relationships(guest->package, guest->document, &count, includes->evaluation->problems);
    for (size_t i = 0; list && i < count; i++) {
        const struct part *part = string_equal(list[i].id, id_text(reference))
                                      ? package_lookup(guest->package, list[i].part)
                                      : NULL;
        if (!part)
            continue;
        *header = (struct brought_header){.guest = guest,
                                          .name = part->name,
                                          .type = list[i].type,
                                          .content_type = part->content_type,
                                          .part = includes_new_name(includes, guest->arena, part->name)};
        return true;
    }
    return false;
}

/* The place in the list of one just like it, as of the round before; else it is added. */
static size_t list_header(struct includes *includes, const struct brought_header *header)
{
    const struct brought_header *headers =
        (const struct brought_header *)(const void *)includes->headers.bytes;
    size_t count = includes->headers.length / sizeof(*headers);
    for (size_t i = 0; i < count; i++)
        if (headers[i].guest == header->guest && string_equal(headers[i].name, header->name) &&
            string_equal(headers[i].xml, header->xml))
            return i;
    buffer_append(&includes->headers, (const char *)header, sizeof(*header));
    return count;
}

void sections_bring(struct includes *includes, struct brought_header *header, xmlDoc *document,
                    xmlNode *reference)
{
    struct buffer xml = {0};
    xml_append_document(&xml, document);
    header->xml = arena_copy(header->guest->arena, buffer_string(&xml));
    header->words = words_of(header->guest->arena, document);
    buffer_release(&xml);
    xmlAttr *id = id_of(reference);
    tree_set_attribute(reference, id->ns, "id",
                       arena_format(header->guest->arena, "%s%zu", prefix, list_header(includes, header)));
}

/* The id of the relationship to it. */
static struct string add_part(struct includes *includes, const struct brought_header *header,
                              struct string bytes, bool leads_on)
{
    struct media_link link = {
        .type = header->type,
        .target = includes_add_part(includes, header->part, header->content_type, bytes, leads_on)};
    return media_relate(includes->media, includes->document, &link);
}

static struct string graft_header(struct includes *includes, const struct brought_header *header)
{
    struct buffer numbers = {0}, bytes = {0};
    size_t links = includes->media->links.length;
    struct place place = {.file = header->guest->name, .part = header->name};
    struct graft graft = {.includes = includes,
                          .guest = header->guest,
                          .host_part = header->part,
                          .guest_part = header->name,
                          .numbers = &numbers};
    xmlDoc *document = tree_hold(
        xml_parse(header->xml, &place, includes->evaluation->limits, includes->evaluation->problems));
    if (document) {
        graft_tree(&graft, xmlDocGetRootElement(document));
        xml_append_document(&bytes, document);
    }
    tree_release(document);
    graft_release(&graft);
    struct string id =
        add_part(includes, header, buffer_string(&bytes), includes->media->links.length > links);
    buffer_release(&bytes);
    buffer_release(&numbers);
    return id;
}

struct string sections_header_id(struct includes *includes, xmlNode *reference)
{
    struct brought_header *header = brought(includes, reference);
    if (!header)
        return arena_copy(arena_of(includes), id_text(reference));
    if (!header->id.length)
        header->id = graft_header(includes, header);
    return header->id;
}

/* ---- which is in force ---- */

/* A header or footer that says nothing, for sections of ours behind one that says something. */
static struct string blank_id(struct includes *includes, size_t slot)
{
    static const char *const kinds[][2] = {{"header", "hdr"}, {"footer", "ftr"}};
    bool is_footer = slot >= 3;
    struct string *id = &includes->blank_headers[is_footer];
    if (!id->length) {
        const char *kind = kinds[is_footer][0], *root = kinds[is_footer][1];
        struct string xml =
            arena_format(arena_of(includes), "<w:%s xmlns:w=\"" MAIN "\"><w:p/></w:%s>", root, root);
        struct string name = arena_format(arena_of(includes), "%s.xml", kind);
        struct brought_header blank = {.part = includes_new_name(includes, arena_of(includes), name),
                                       .content_type = arena_format(arena_of(includes), TYPE "%s+xml", kind),
                                       .type = arena_format(arena_of(includes), RELATIONSHIP "%s", kind)};
        *id = add_part(includes, &blank, xml, false);
    }
    return *id;
}

struct owner {
    struct headers_in_force headers;
    bool is_known;
};

struct connecting {
    struct includes *includes;
    struct owner *owners; /* ours, then those of the inclusions */
    struct headers_in_force running;
};

static struct headers_in_force *headers_of_owner(struct connecting *connecting, xmlNode *section)
{
    xmlChar *number = xmlGetNoNsProp(section, (const xmlChar *)"vanban");
    struct owner *owner = &connecting->owners[number ? strtoul((const char *)number, NULL, 10) + 1 : 0];
    xmlFree(number);
    xmlUnsetProp(section, (const xmlChar *)"vanban");
    if (!owner->is_known)
        owner->headers = connecting->running;
    owner->is_known = true;
    return &owner->headers;
}

static void refer(struct includes *includes, xmlNode *section, size_t slot, struct string id)
{
    static const char *const types[] = {"default", "first", "even"};
    xmlNode *root = xmlDocGetRootElement(section->doc);
    xmlNode *reference =
        tree_new_element(section->doc, section->ns, slot < 3 ? "headerReference" : "footerReference");
    xmlNs *space = xmlSearchNsByHref(
        section->doc, root,
        (const xmlChar *)"http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    tree_put_first(section, reference);
    tree_set_attribute(reference, reference->ns, "type", string_of(types[slot % 3]));
    if (!space)
        space = xmlNewNs(
            reference, (const xmlChar *)"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            (const xmlChar *)"r");
    tree_set_attribute(reference, space, "id", id.length ? id : blank_id(includes, slot));
}

void section_connect(struct includes *includes, xmlNode *section, struct headers_in_force *own,
                     struct headers_in_force *running)
{
    bool is_said[HEADER_SLOTS] = {false};
    for (xmlNode *child = section->children, *next; child; child = next) {
        next = child->next;
        bool refers = sections_is_reference(child) && id_of(child);
        size_t slot = refers ? section_slot(child) : HEADER_SLOTS;
        if (word_is(child, "printerSettings"))
            tree_remove(child);
        if (slot == HEADER_SLOTS)
            continue;
        own->ids[slot] = sections_header_id(includes, child);
        tree_set_attribute(child, id_of(child)->ns, "id", own->ids[slot]);
        is_said[slot] = true;
    }
    for (size_t slot = 0; slot < HEADER_SLOTS; slot++)
        if (!is_said[slot] && !string_equal(own->ids[slot], running->ids[slot]))
            refer(includes, section, slot, own->ids[slot]);
    *running = *own;
}

void sections_connect_headers(struct includes *includes, xmlNode *root)
{
    size_t count = includes->stays.length / sizeof(struct stay) + 1;
    struct connecting connecting = {
        .includes = includes, .owners = arena_allocate(arena_of(includes), count * sizeof(struct owner))};
    for (xmlNode *node = root; node; node = tree_next(node, root, false))
        if (word_is(node, "sectPr"))
            section_connect(includes, node, headers_of_owner(&connecting, node), &connecting.running);
}
