/*
 * Each document is read, made ours and written into the body of the first before the next is read: what stays
 * of it is what it brought (lists, notes, pictures) in spools, and the names it took.
 */

#include "template/bind.h"

#include <errno.h>

#include "base/system_error.h"
#include "template/compose.h"
#include "template/graft.h"
#include "template/sections.h"
#include "template/template_parts.h"
#include "word/tree.h"
#include "word/xml.h"

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
static const char tail[] = "</w:body></w:document>";

struct binding {
    struct includes includes;
    struct media media;
    struct identity_state identities;
    const struct template_files *files;
    struct package_writer *writer;
    struct template *host;
    struct headers_in_force headers; /* of the section before */
    struct buffer body;
};

/* ---- reading ---- */

static struct package *open_document(const struct template_files *files, struct string name,
                                     struct arena *arena, struct evaluation *evaluation)
{
    struct problems *problems = evaluation->problems;
    size_t told = problems_error_count(problems);
    struct string bytes = files->read(files->context, name, arena, problems);
    if (bytes.bytes)
        return package_open_bytes(name, bytes, evaluation->limits, problems);
    if (problems_error_count(problems) == told)
        problems_add(problems, PROBLEM_FILE_READ, NULL, arena_copy(arena, name).bytes,
                     system_error_words(ENOENT));
    return NULL;
}

static void free_tree(void *document)
{
    xmlFreeDoc(document);
}

/* NULL when there is none, or after a problem. */
static xmlDoc *read_part(struct binding *binding, struct guest *guest, struct string name)
{
    struct evaluation *evaluation = binding->includes.evaluation;
    const struct part *part = name.length ? package_lookup(guest->package, name) : NULL;
    struct place place = {.file = guest->name, .part = name};
    struct string bytes = part ? package_read(guest->package, part, guest->arena, evaluation->problems)
                               : (struct string){NULL, 0};
    xmlDoc *document =
        bytes.bytes ? xml_parse(bytes, &place, evaluation->limits, evaluation->problems) : NULL;
    if (document)
        arena_on_free(guest->arena, free_tree, document);
    return document;
}

/* ---- making it ours ---- */

/* What a section of the body says, not what it said before a change. */
static bool is_section(const xmlNode *node)
{
    return word_is(node, "sectPr") && (word_is(node->parent, "pPr") || word_is(node->parent, "body"));
}

static void bring_headers(struct binding *binding, struct guest *guest, xmlNode *section)
{
    for (xmlNode *child = section->children, *next; child; child = next) {
        struct brought_header header;
        next = child->next;
        if (!sections_is_reference(child))
            continue;
        bool is_there = sections_find_header(&binding->includes, guest, child, &header);
        xmlDoc *document = is_there ? read_part(binding, guest, header.name) : NULL;
        if (document)
            sections_bring(&binding->includes, &header, document, child);
        else
            tree_remove(child);
    }
}

static void graft_body(struct binding *binding, struct guest *guest, xmlNode *body)
{
    struct buffer numbers = {0};
    struct graft graft = {.includes = &binding->includes,
                          .guest = guest,
                          .host_part = binding->includes.document,
                          .guest_part = guest->document,
                          .numbers = &numbers};
    struct place place = {.file = guest->name, .part = guest->document};
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++) {
        xmlDoc *notes = read_part(binding, guest, guest->notes[kind]);
        graft.notes[kind] = notes ? xmlDocGetRootElement(notes) : NULL;
    }
    graft_tree(&graft, body);
    graft_tell_drops(&graft, &place);
    graft_release(&graft);
    buffer_release(&numbers);
}

/* The last paragraph, a new one where none ends the body or where it ends a section itself. */
static xmlNode *last_paragraph(xmlNode *body, xmlNode *section)
{
    xmlNode *last = tree_element_back(section->prev);
    while (last && (word_is(last, "bookmarkStart") || word_is(last, "bookmarkEnd")))
        last = tree_element_back(last->prev);
    if (last && word_is(last, "p") && !word_child(word_child(last, "pPr"), "sectPr"))
        return last;
    last = tree_new_element(body->doc, body->ns, "p");
    tree_put_before(section, last);
    return last;
}

/* The section that the body itself is ends with its last paragraph, unless it is the last of all. */
static void end_document(xmlNode *body, bool is_last)
{
    xmlNode *section = word_child(body, "sectPr");
    if (!section) {
        section = tree_new_element(body->doc, body->ns, "sectPr");
        tree_append(body, section);
    }
    xmlNode *paragraph = last_paragraph(body, section);
    if (!is_last)
        section_end_at(paragraph, section);
}

static xmlNode *next_section(xmlNode *node, const xmlNode *body)
{
    do
        node = tree_next(node, body, false);
    while (node && !is_section(node));
    return node;
}

/* A document begins on a new page, with page number 1, and without the headers of the one before. */
static void connect_sections(struct binding *binding, xmlNode *body)
{
    struct headers_in_force own = {0};
    xmlNode *first = next_section(body, body);
    section_number_pages(first);
    if (section_is_continuous(first))
        section_begin(first, NULL);
    for (xmlNode *section = first; section; section = next_section(section, body))
        section_connect(&binding->includes, section, &own, &binding->headers);
    buffer_truncate(&binding->includes.headers, 0);
}

/* ---- writing ---- */

static bool write_text(struct binding *binding, struct string text)
{
    return package_writer_write(binding->writer, text.bytes, text.length);
}

static bool write_body(struct binding *binding, xmlNode *body)
{
    buffer_truncate(&binding->body, 0);
    for (xmlNode *child = body->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            graft_append(&binding->body, child);
    return write_text(binding, buffer_string(&binding->body)) &&
           includes_settle(&binding->includes, binding->writer);
}

static bool bind_guest(struct binding *binding, struct guest *guest, bool is_last)
{
    size_t told = problems_error_count(binding->includes.evaluation->problems);
    includes_read_parts(&binding->includes, guest);
    xmlDoc *document = read_part(binding, guest, guest->document);
    xmlNode *body = document ? word_child(xmlDocGetRootElement(document), "body") : NULL;
    if (body) {
        end_document(body, is_last);
        for (xmlNode *section = next_section(body, body); section; section = next_section(section, body))
            bring_headers(binding, guest, section);
        graft_body(binding, guest, body);
        connect_sections(binding, body);
    }
    return problems_error_count(binding->includes.evaluation->problems) == told &&
           (!body || write_body(binding, body));
}

static bool bind_document(struct binding *binding, struct string name, bool is_last)
{
    struct guest guest = {.name = name, .arena = arena_new()};
    guest.package = open_document(binding->files, name, guest.arena, binding->includes.evaluation);
    bool is_done = guest.package && bind_guest(binding, &guest, is_last);
    guest_release(&guest);
    package_close(guest.package);
    arena_free(guest.arena);
    return is_done;
}

static bool write_documents(struct binding *binding, const struct string *names, size_t count)
{
    bool is_done = package_writer_begin(binding->writer, binding->includes.document) &&
                   write_text(binding, STRING(head));
    for (size_t i = 0; i < count && is_done; i++)
        is_done = bind_document(binding, names[i], i + 1 == count);
    return is_done && write_text(binding, STRING(tail)) && package_writer_end(binding->writer);
}

static bool write_parts(struct binding *binding, const struct string *names, size_t count)
{
    bool is_done = true;
    for (size_t i = 0; i < binding->host->part_count && is_done; i++) {
        const struct part *part = binding->host->parts[i].part;
        if (string_equal(part->name, binding->includes.document))
            is_done = write_documents(binding, names, count);
        else if (compose_waits(&binding->includes, part->name))
            is_done = package_writer_reserve(binding->writer, part->name);
        else
            is_done = package_writer_copy(binding->writer, part);
    }
    return is_done && compose_document(&binding->includes, NULL, binding->writer);
}

/* ---- the whole ---- */

/* The first document: what is not its body stays. */
static struct template *open_host(struct string name, struct evaluation *evaluation,
                                  const struct template_files *files)
{
    struct problems *problems = evaluation->problems;
    struct arena *scratch = arena_new();
    struct package *package = open_document(files, name, scratch, evaluation);
    const struct part *document = package ? package_main_document(package, problems) : NULL;
    struct string empty = arena_format(scratch, "%s%s", head, tail);
    bool is_empty = document && package_set(package, document->name, (struct string){"", 0}, empty, problems);
    arena_free(scratch);
    if (is_empty)
        return template_of_finished(package, evaluation->limits, problems);
    package_close(package);
    return NULL;
}

static void release_spools(void *binding)
{
    includes_release_spools(&((struct binding *)binding)->includes);
}

static bool bind(struct binding *binding, struct evaluation *evaluation, const struct string *names,
                 size_t count)
{
    binding->media = (struct media){
        .arena = evaluation->lasting, .package = binding->host->package, .problems = evaluation->problems};
    identity_begin(&binding->identities, &binding->host->identities, evaluation->lasting);
    includes_begin(&binding->includes, binding->host, evaluation, &binding->media, &binding->identities);
    bool is_done = write_parts(binding, names, count);
    includes_release(&binding->includes);
    media_release(&binding->media);
    buffer_release(&binding->body);
    return is_done;
}

bool template_bind(const struct string *names, size_t count, struct evaluation *evaluation,
                   const struct template_files *files, struct package_writer *writer)
{
    struct binding *binding = arena_allocate(evaluation->lasting, sizeof(*binding));
    *binding =
        (struct binding){.files = files, .writer = writer, .host = open_host(names[0], evaluation, files)};
    arena_on_free(evaluation->lasting, release_spools, binding);
    bool is_done = binding->host && bind(binding, evaluation, names, count);
    if (!is_done)
        package_writer_abandon(writer);
    is_done = is_done && package_writer_close(writer);
    template_free(binding->host);
    return is_done;
}
