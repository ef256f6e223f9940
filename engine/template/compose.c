/* Parts of the host with additions, parts that are new, content types and relationships that know of them. */

#include "template/compose.h"

#include <stdint.h>
#include <string.h>

#include "word/xml.h"

#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

enum addition_kind {
    ADDED_STYLES,
    ADDED_LISTS,
    ADDED_FOOTNOTES,
    ADDED_ENDNOTES,
    ADDED_COMMENTS,
    ADDITION_COUNT
};

/* A part that may get additions, made when there is none. */
struct addition_row {
    const char *type; /* of the relationship */
    const char *name, *content_type, *empty;
};

static const struct addition_row rows[ADDITION_COUNT] = {
    {"styles", "word/styles.xml", TYPE "styles+xml", "<w:styles xmlns:w=\"" MAIN "\"></w:styles>"},
    {"numbering", "word/numbering.xml", TYPE "numbering+xml",
     "<w:numbering xmlns:w=\"" MAIN "\"></w:numbering>"},
    {"footnotes", "word/footnotes.xml", TYPE "footnotes+xml",
     "<w:footnotes xmlns:w=\"" MAIN "\">"
     "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
     "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r>"
     "</w:p></w:footnote></w:footnotes>"},
    {"endnotes", "word/endnotes.xml", TYPE "endnotes+xml",
     "<w:endnotes xmlns:w=\"" MAIN "\">"
     "<w:endnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>"
     "<w:endnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r>"
     "</w:p></w:endnote></w:endnotes>"},
    {"comments", "word/comments.xml", TYPE "comments+xml", "<w:comments xmlns:w=\"" MAIN "\"></w:comments>"},
};

struct composing {
    struct includes *includes;
    const struct buffer *rendered;
    struct package_writer *writer;
    struct string names[ADDITION_COUNT]; /* of the parts; empty: not needed */
    bool is_new[ADDITION_COUNT];
};

static struct package *package_of(const struct composing *composing)
{
    return composing->includes->host->package;
}

static struct arena *arena_of(const struct composing *composing)
{
    return composing->includes->evaluation->lasting;
}

static struct problems *problems_of(const struct composing *composing)
{
    return composing->includes->evaluation->problems;
}

/* ---- additions ---- */

static const struct spool *addition(const struct composing *composing, enum addition_kind kind)
{
    const struct includes *includes = composing->includes;
    const struct spool *all[ADDITION_COUNT] = {&includes->styles, &includes->numbers,
                                               &includes->notes[NOTE_FOOT], &includes->notes[NOTE_END],
                                               &includes->notes[NOTE_COMMENT]};
    return all[kind];
}

static void name_additions(struct composing *composing)
{
    struct includes *includes = composing->includes;
    for (enum addition_kind kind = 0; kind < ADDITION_COUNT; kind++) {
        if (!spool_length(addition(composing, kind)))
            continue;
        struct string name = includes_related(package_of(composing), rows[kind].type, problems_of(composing));
        composing->names[kind] = name.length ? name : string_of(rows[kind].name);
        composing->is_new[kind] = !package_lookup(package_of(composing), composing->names[kind]);
        struct media_link link = {.type =
                                      arena_format(arena_of(composing), RELATIONSHIP "%s", rows[kind].type),
                                  .target = composing->names[kind]};
        if (!name.length)
            media_relate(includes->media, includes->document, &link);
    }
}

static size_t last_end_tag(struct string bytes)
{
    for (size_t i = bytes.length; i > 1; i--)
        if (bytes.bytes[i - 2] == '<' && bytes.bytes[i - 1] == '/')
            return i - 2;
    return SIZE_MAX;
}

/* Where an element begins whose name ends so, or `otherwise`. */
static size_t find_element(struct string bytes, const char *name, size_t otherwise)
{
    size_t at = string_find(bytes, string_of(name), 0);
    if (at == SIZE_MAX)
        return otherwise;
    while (at > 0 && bytes.bytes[at] != '<')
        at--;
    return at;
}

static bool write_piece(struct composing *composing, struct string piece)
{
    return package_writer_write(composing->writer, piece.bytes, piece.length);
}

static bool write_spool(struct composing *composing, const struct spool *spool)
{
    return package_writer_write_spool(composing->writer, spool, 0, spool_length(spool));
}

/* Definitions of levels stand before the lists (17.9.17). */
static bool write_added(struct composing *composing, enum addition_kind kind, struct string base)
{
    const struct includes *includes = composing->includes;
    base = media_utf8(includes->media, base);
    size_t end = last_end_tag(base), definitions = end;
    if (end == SIZE_MAX) {
        base = string_of(rows[kind].empty);
        end = definitions = last_end_tag(base);
    }
    if (kind == ADDED_LISTS) {
        end = find_element(base, ":numIdMacAtCleanup", end);
        definitions = find_element(base, ":num ", end);
    }
    return package_writer_begin(composing->writer, composing->names[kind]) &&
           write_piece(composing, string_slice(base, 0, definitions)) &&
           (kind != ADDED_LISTS || write_spool(composing, &includes->abstract_numbers)) &&
           write_piece(composing, string_slice(base, definitions, end)) &&
           write_spool(composing, addition(composing, kind)) &&
           write_piece(composing, string_slice(base, end, base.length)) &&
           package_writer_end(composing->writer);
}

/* ---- writing ---- */

static bool write_bytes(struct composing *composing, struct string name, struct string bytes)
{
    struct package_writer *writer = composing->writer;
    return package_writer_begin(writer, name) && package_writer_write(writer, bytes.bytes, bytes.length) &&
           package_writer_end(writer);
}

static void add_type(struct composing *composing, struct buffer *more, struct string name,
                     struct string content_type)
{
    struct part part = {.name = name, .content_type = content_type};
    (void)composing;
    buffer_append(more, (const char *)&part, sizeof(part));
}

static bool write_content_types(struct composing *composing, struct string name)
{
    struct includes *includes = composing->includes;
    struct buffer more = {0}, out = {0};
    const struct added_part *added = (const struct added_part *)(const void *)includes->parts.bytes;
    const struct media_item *item;
    for (size_t i = 0; i < includes->parts.length / sizeof(*added); i++)
        add_type(composing, &more, added[i].name, added[i].content_type);
    for (size_t i = 0; (item = media_item_at(includes->media, i)); i++)
        add_type(composing, &more, item->name,
                 arena_format(arena_of(composing), "image/%s", item->image.extension));
    for (enum addition_kind kind = 0; kind < ADDITION_COUNT; kind++)
        if (composing->is_new[kind])
            add_type(composing, &more, composing->names[kind], string_of(rows[kind].content_type));
    package_append_content_types(package_of(composing), (const struct part *)(const void *)more.bytes,
                                 more.length / sizeof(struct part), &out);
    bool is_written = write_bytes(composing, name, buffer_string(&out));
    buffer_release(&more);
    buffer_release(&out);
    return is_written;
}

static bool write_relationships(struct composing *composing, struct string name, struct string owner,
                                struct string base)
{
    struct buffer whole = {0};
    media_append_relationships(&whole, composing->includes->media, owner, base);
    bool is_written = write_bytes(composing, name, buffer_string(&whole));
    buffer_release(&whole);
    return is_written;
}

/* Whose relationships, if any are added, are in the part of that name; empty: nobody's. */
static struct string owner_of(struct composing *composing, struct string name)
{
    const struct media_link *link;
    for (size_t i = 0; (link = media_link_at(composing->includes->media, i)); i++)
        if (string_equal(package_relationships_name(arena_of(composing), link->part), name))
            return link->part;
    return (struct string){"", 0};
}

static struct string base_of(struct composing *composing, size_t index)
{
    const struct template_part *part = &composing->includes->host->parts[index];
    return part->result.has_tags
               ? buffer_string(&composing->rendered[index])
               : package_read(package_of(composing), part->part, arena_of(composing), problems_of(composing));
}

static bool write_part(struct composing *composing, size_t index)
{
    const struct template_part *part = &composing->includes->host->parts[index];
    struct string name = part->part->name;
    if (string_is(name, "[Content_Types].xml"))
        return write_content_types(composing, name);
    for (enum addition_kind kind = 0; kind < ADDITION_COUNT; kind++)
        if (string_equal(composing->names[kind], name))
            return write_added(composing, kind, base_of(composing, index));
    struct string owner =
        string_ends_with(name, STRING(".rels")) ? owner_of(composing, name) : (struct string){"", 0};
    if (owner.length)
        return write_relationships(composing, name, owner, base_of(composing, index));
    if (part->result.has_tags)
        return write_bytes(composing, name, base_of(composing, index));
    return package_writer_copy(composing->writer, part->part);
}

/* A header that was rendered may not have become one of ours. */
static bool is_ours(const struct composing *composing, struct string name)
{
    const struct includes *includes = composing->includes;
    const struct added_part *added = (const struct added_part *)(const void *)includes->parts.bytes;
    bool is_there = package_lookup(package_of(composing), name) != NULL;
    for (size_t i = 0; !is_there && i < includes->parts.length / sizeof(*added); i++)
        is_there = string_equal(added[i].name, name);
    for (size_t i = 0; !is_there && i < ADDITION_COUNT; i++)
        is_there = string_equal(composing->names[i], name);
    return is_there;
}

/* Relationships of parts that had none; each owner once. */
static bool write_new_relationships(struct composing *composing)
{
    struct media *media = composing->includes->media;
    struct buffer done = {0};
    bool is_done = true;
    const struct media_link *link;
    for (size_t i = 0; (link = media_link_at(media, i)); i++) {
        struct string name = package_relationships_name(arena_of(composing), link->part);
        if (renamed_lookup(&done, name) || package_lookup(package_of(composing), name) ||
            !is_ours(composing, link->part))
            continue;
        renamed_add(&done, name, name);
        is_done = write_relationships(composing, name, link->part, (struct string){"", 0}) && is_done;
    }
    buffer_release(&done);
    return is_done;
}

static bool write_new_parts(struct composing *composing)
{
    struct includes *includes = composing->includes;
    const struct added_part *added = (const struct added_part *)(const void *)includes->parts.bytes;
    bool is_done = media_write(includes->media, composing->writer);
    for (enum addition_kind kind = 0; kind < ADDITION_COUNT; kind++)
        if (composing->is_new[kind])
            is_done = write_added(composing, kind, string_of(rows[kind].empty)) && is_done;
    for (size_t i = 0; i < includes->parts.length / sizeof(*added); i++)
        is_done = package_writer_begin(composing->writer, added[i].name) &&
                  package_writer_write_spool(composing->writer, &includes->part_bytes, added[i].from,
                                             added[i].length) &&
                  package_writer_end(composing->writer) && is_done;
    return is_done;
}

bool compose_waits(const struct includes *includes, struct string name)
{
    const struct template_part *part =
        includes->may_get_sections ? template_find_part(includes->host, name) : NULL;
    if (string_is(name, "[Content_Types].xml") || string_ends_with(name, STRING(".rels")) ||
        (part && part->result.has_tags))
        return true;
    for (enum addition_kind kind = 0; kind < ADDITION_COUNT; kind++) {
        struct string related =
            includes_related(includes->host->package, rows[kind].type, includes->evaluation->problems);
        if (string_equal(related.length ? related : string_of(rows[kind].name), name))
            return true;
    }
    return false;
}

bool compose_document(struct includes *includes, const struct buffer *rendered, struct package_writer *writer)
{
    struct composing composing = {.includes = includes, .rendered = rendered, .writer = writer};
    bool is_done = true;
    name_additions(&composing);
    for (size_t i = 0; i < includes->host->part_count; i++)
        if (compose_waits(includes, includes->host->parts[i].part->name))
            is_done = write_part(&composing, i) && is_done;
    is_done = write_new_parts(&composing) && is_done;
    return write_new_relationships(&composing) && is_done && !includes->has_failed;
}
