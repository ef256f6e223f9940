/* Included documents, each read once, and all that they bring to a rendering. */

#include "template/include.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "template/graft.h"
#include "word/xml.h"

static const char *const note_types[NOTE_KIND_COUNT] = {"footnotes", "endnotes", "comments"};

/* ---- pairs ---- */

const struct renamed *renamed_lookup(const struct buffer *list, struct string from)
{
    const struct renamed *pairs = (const struct renamed *)(const void *)list->bytes;
    for (size_t i = 0; i < list->length / sizeof(*pairs); i++)
        if (string_equal(pairs[i].from, from))
            return &pairs[i];
    return NULL;
}

void renamed_add(struct buffer *list, struct string from, struct string to)
{
    struct renamed pair = {from, to};
    buffer_append(list, (const char *)&pair, sizeof(pair));
}

/* ---- guests ---- */

struct string includes_related(struct package *package, const char *type, struct problems *problems)
{
    const struct part *document = package_main_document(package, problems);
    size_t count = 0;
    const struct relationship *list =
        document ? package_relationships(package, document->name, &count, problems) : NULL;
    for (size_t i = 0; list && i < count; i++)
        if (relationship_is(&list[i], type))
            return list[i].part;
    return (struct string){"", 0};
}

struct string includes_note_part(struct includes *includes, enum note_kind kind)
{
    static const char *const names[NOTE_KIND_COUNT] = {"word/footnotes.xml", "word/endnotes.xml",
                                                       "word/comments.xml"};
    struct string own =
        includes_related(includes->host->package, note_types[kind], includes->evaluation->problems);
    return own.length ? own : string_of(names[kind]);
}

static void free_tree(void *document)
{
    xmlFreeDoc(document);
}

/* Documents of one form have the same styles and lists: what has been read is not read again. */
struct known_tree {
    struct string bytes;
    xmlDoc *document;
};

static xmlDoc *find_tree(const struct includes *includes, struct string bytes)
{
    const struct known_tree *trees = (const struct known_tree *)(const void *)includes->trees.bytes;
    for (size_t i = 0; i < includes->trees.length / sizeof(*trees); i++)
        if (string_equal(trees[i].bytes, bytes))
            return trees[i].document;
    return NULL;
}

static xmlDoc *parse_tree(struct includes *includes, struct string bytes, const struct place *place)
{
    struct evaluation *evaluation = includes->evaluation;
    xmlDoc *document = xml_parse(bytes, place, evaluation->limits, evaluation->problems);
    if (!document)
        return NULL;
    arena_on_free(evaluation->lasting, free_tree, document);
    struct known_tree known = {arena_copy(evaluation->lasting, bytes), document};
    buffer_append(&includes->trees, (const char *)&known, sizeof(known));
    return document;
}

/* A part as a tree that lives as long as the rendering and is never changed; NULL when there is none. */
static xmlDoc *read_tree(struct includes *includes, struct package *package, struct string name)
{
    const struct part *part = name.length ? package_lookup(package, name) : NULL;
    if (!part)
        return NULL;
    struct arena *scratch = arena_new();
    struct place place = {.file = package_file(package), .part = name};
    struct string bytes = package_read(package, part, scratch, includes->evaluation->problems);
    xmlDoc *document = bytes.bytes ? find_tree(includes, bytes) : NULL;
    if (bytes.bytes && !document)
        document = parse_tree(includes, bytes, &place);
    arena_free(scratch);
    return document;
}

void includes_read_parts(struct includes *includes, struct guest *guest)
{
    struct evaluation *evaluation = includes->evaluation;
    struct package *package = guest->package;
    const struct part *document = package_main_document(package, evaluation->problems);
    guest->document = document ? document->name : (struct string){"", 0};
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++)
        guest->notes[kind] = includes_related(package, note_types[kind], evaluation->problems);
    guest->styles = read_tree(includes, package, includes_related(package, "styles", evaluation->problems));
    guest->numbering =
        read_tree(includes, package, includes_related(package, "numbering", evaluation->problems));
    struct graft graft = {.includes = includes, .guest = guest, .numbers = &guest->style_numbers};
    graft_find_default_style(&graft);
}

static struct guest *find_guest(const struct includes *includes, struct string name)
{
    struct guest *const *guests = (struct guest *const *)(const void *)includes->guests.bytes;
    for (size_t i = 0; i < includes->guests.length / sizeof(*guests); i++)
        if (string_equal(guests[i]->name, name))
            return guests[i];
    return NULL;
}

struct guest *includes_open(struct includes *includes, struct string name, struct string bytes)
{
    struct evaluation *evaluation = includes->evaluation;
    struct guest *guest = find_guest(includes, name);
    if (guest)
        return guest->template ? guest : NULL;
    guest = arena_allocate(evaluation->lasting, sizeof(*guest));
    guest->name = arena_copy(evaluation->lasting, name);
    guest->arena = evaluation->lasting;
    guest->package = package_open_bytes(guest->name, bytes, evaluation->limits, evaluation->problems);
    guest->template = guest->package
                          ? template_compile_guest(guest->package, evaluation->limits, evaluation->problems)
                          : NULL;
    buffer_append(&includes->guests, (const char *)&guest, sizeof(guest));
    if (guest->template)
        includes_read_parts(includes, guest);
    return guest->template ? guest : NULL;
}

void guest_release(struct guest *guest)
{
    buffer_release(&guest->style_ids);
    buffer_release(&guest->style_numbers);
    buffer_release(&guest->copies);
}

/* ---- parts ---- */

static const struct added_part *find_part(const struct includes *includes, const struct added_part *wanted)
{
    const struct added_part *parts = (const struct added_part *)(const void *)includes->parts.bytes;
    for (size_t i = 0; i < includes->parts.length / sizeof(*parts); i++)
        if (parts[i].length == wanted->length && !strcmp(parts[i].digest.hex, wanted->digest.hex) &&
            string_equal(parts[i].content_type, wanted->content_type))
            return &parts[i];
    return NULL;
}

struct string includes_add_part(struct includes *includes, struct string name, struct string content_type,
                                struct string bytes, bool leads_on)
{
    struct added_part part = {.content_type = content_type, .length = bytes.length};
    if (!leads_on) {
        part.digest = digest_of(bytes);
        const struct added_part *known = find_part(includes, &part);
        if (known)
            return known->name;
    }
    part.name = arena_copy(includes->evaluation->lasting, name);
    part.content_type = arena_copy(includes->evaluation->lasting, content_type);
    part.from = spool_length(&includes->part_bytes);
    buffer_append_string(&includes->part_bytes.memory, bytes);
    buffer_append(&includes->parts, (const char *)&part, sizeof(part));
    return part.name;
}

/* ---- beginning and end ---- */

enum { SPOOLS = 4 + NOTE_KIND_COUNT };

static struct spool *spool_at(struct includes *includes, size_t index)
{
    struct spool *spools[] = {&includes->styles, &includes->abstract_numbers, &includes->numbers,
                              &includes->part_bytes};
    return index < 4 ? spools[index] : &includes->notes[index - 4];
}

bool includes_settle(struct includes *includes, struct package_writer *writer)
{
    bool is_settled = true;
    for (size_t i = 0; i < SPOOLS && is_settled; i++)
        is_settled = package_writer_settle(writer, spool_at(includes, i));
    return is_settled;
}

void includes_release_spools(struct includes *includes)
{
    for (size_t i = 0; i < SPOOLS; i++)
        spool_release(spool_at(includes, i));
}

/* The greatest number behind `needle`, as w:numId=" */
static uint32_t greatest(struct string bytes, const char *needle)
{
    uint32_t most = 0;
    size_t length = strlen(needle);
    for (size_t at = 0; (at = string_find(bytes, string_of(needle), at)) != SIZE_MAX; at += length) {
        unsigned long number = strtoul(bytes.bytes + at + length, NULL, 10);
        if (number > most && number < INT32_MAX / 2)
            most = (uint32_t)number;
    }
    return most;
}

static struct string host_bytes(struct includes *includes, struct string name)
{
    struct package *package = includes->host->package;
    const struct part *part = name.length ? package_lookup(package, name) : NULL;
    struct string bytes =
        part ? package_read(package, part, includes->evaluation->lasting, includes->evaluation->problems)
             : (struct string){NULL, 0};
    return bytes.bytes ? media_utf8(includes->media, bytes) : (struct string){"", 0};
}

void includes_begin(struct includes *includes, const struct template *host, struct evaluation *evaluation,
                    struct media *media, struct identity_state *identities)
{
    struct problems *problems = evaluation->problems;
    *includes =
        (struct includes){.host = host, .evaluation = evaluation, .media = media, .identities = identities};
    const struct part *document = package_main_document(host->package, problems);
    includes->document = document ? document->name : (struct string){"", 0};
    includes->document_bytes = host_bytes(includes, includes->document);
    struct string numbering = host_bytes(includes, includes_related(host->package, "numbering", problems));
    includes->next_number = greatest(numbering, "w:numId=\"") + 1;
    includes->next_abstract = greatest(numbering, "w:abstractNumId=\"") + 1;
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++)
        includes->next_note[kind] =
            greatest(host_bytes(includes, includes_related(host->package, note_types[kind], problems)),
                     " w:id=\"") +
            1;
    includes->host_styles =
        read_tree(includes, host->package, includes_related(host->package, "styles", problems));
    includes->host_numbering =
        read_tree(includes, host->package, includes_related(host->package, "numbering", problems));
    includes->host_default_style = graft_default_style(includes->host_styles);
}

void includes_release(struct includes *includes)
{
    struct guest *const *guests = (struct guest *const *)(const void *)includes->guests.bytes;
    for (size_t i = 0; i < includes->guests.length / sizeof(*guests); i++) {
        template_free(guests[i]->template);
        guest_release(guests[i]);
    }
    struct buffer *buffers[] = {&includes->guests, &includes->trees,      &includes->parts,
                                &includes->names,  &includes->stays,      &includes->headers,
                                &includes->words,  &includes->style_list, &includes->list_numbers};
    for (size_t i = 0; i < sizeof(buffers) / sizeof(*buffers); i++)
        buffer_release(buffers[i]);
    includes_release_spools(includes);
}
