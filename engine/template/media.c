/* Pictures that rendering adds to a document. */

#include "template/media.h"

#include <string.h>

#include "word/xml.h"

#define IMAGE_RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

static const char *const kinds[][2] = {{"png", "image/png"}, {"jpeg", "image/jpeg"}, {"gif", "image/gif"}};

void media_release(struct media *media)
{
    buffer_release(&media->items);
    buffer_release(&media->links);
    buffer_release(&media->slots);
    buffer_release(&media->numbers);
}

static size_t item_count(const struct media *media)
{
    return media->items.length / sizeof(struct media_item *);
}

static struct media_item *item_at(const struct media *media, size_t index)
{
    return ((struct media_item **)(void *)media->items.bytes)[index];
}

static size_t link_count(const struct media *media)
{
    return media->links.length / sizeof(struct media_link);
}

static const struct media_link *link_at(const struct media *media, size_t index)
{
    return (const struct media_link *)(const void *)media->links.bytes + index;
}

static struct string read_from_package(struct media *media, struct string name)
{
    struct string candidates[] = {arena_format(media->arena, "word/media/%.*s", STRING_FORMAT(name)), name};
    for (size_t i = 0; i < 2; i++) {
        const struct part *part = package_lookup(media->package, candidates[i]);
        if (part)
            return package_read(media->package, part, media->arena, media->problems);
    }
    return (struct string){NULL, 0};
}

static struct string read_picture(struct media *media, struct string name, const struct place *place)
{
    struct string bytes = read_from_package(media, name);
    if (bytes.bytes)
        return bytes;
    size_t told = problems_error_count(media->problems);
    if (media->files)
        bytes = media->files->read(media->files->context, name, media->arena, media->problems);
    if (!bytes.bytes && problems_error_count(media->problems) == told)
        problems_add(media->problems, PROBLEM_TEMPLATE_PICTURE_MISSING, place,
                     arena_copy(media->arena, name).bytes);
    return bytes;
}

static struct string new_part_name(struct media *media, const char *extension)
{
    for (size_t number = item_count(media) + 1;; number++) {
        struct string name = arena_format(media->arena, "word/media/vanban%zu.%s", number, extension);
        if (!package_lookup(media->package, name))
            return name;
    }
}

const struct media_item *media_open(struct media *media, struct string name, const struct place *place)
{
    for (size_t i = 0; i < item_count(media); i++)
        if (string_equal(item_at(media, i)->source, name))
            return item_at(media, i);
    struct string bytes = read_picture(media, name, place);
    struct image image;
    if (!bytes.bytes)
        return NULL;
    if (!image_measure(bytes, &image)) {
        problems_add(media->problems, PROBLEM_TEMPLATE_PICTURE_KIND, place,
                     arena_copy(media->arena, name).bytes);
        return NULL;
    }
    struct media_item *item = arena_allocate(media->arena, sizeof(*item));
    *item = (struct media_item){new_part_name(media, image.extension), arena_copy(media->arena, name), bytes,
                                image};
    buffer_append(&media->items, (const char *)&item, sizeof(item));
    return item;
}

/* ---- relationships ---- */

struct part_number {
    struct string part;
    size_t last;
};

static bool has_id(struct media *media, struct package *package, struct string part, struct string id)
{
    size_t count;
    const struct relationship *relationships = package_relationships(package, part, &count, media->problems);
    for (size_t i = 0; relationships && i < count; i++)
        if (string_equal(relationships[i].id, id))
            return true;
    return false;
}

/* What an included document shows is told from what it has of its own by the id. */
static bool is_taken(struct media *media, const struct media_link *link)
{
    bool is_taken = has_id(media, media->package, link->part, link->id);
    size_t count = link->guest ? package_part_count(media->guest_package) : 0;
    for (size_t i = 0; i < count && !is_taken; i++)
        is_taken =
            has_id(media, media->guest_package, package_part_at(media->guest_package, i)->name, link->id);
    return is_taken;
}

static struct part_number *number_of(struct media *media, struct string part)
{
    struct part_number *numbers = (struct part_number *)(void *)media->numbers.bytes;
    size_t count = media->numbers.length / sizeof(*numbers);
    for (size_t i = 0; i < count; i++)
        if (string_equal(numbers[i].part, part))
            return &numbers[i];
    struct part_number first = {arena_copy(media->arena, part), 0};
    buffer_append(&media->numbers, (const char *)&first, sizeof(first));
    return (struct part_number *)(void *)media->numbers.bytes + count;
}

static bool is_same(const struct media_link *a, const struct media_link *b)
{
    return a->item == b->item && a->guest == b->guest && a->is_external == b->is_external &&
           string_equal(a->part, b->part) && string_equal(a->type, b->type) &&
           string_equal(a->target, b->target);
}

static size_t *slot_of(const struct media *media, const struct media_link *link)
{
    size_t *slots = (size_t *)(void *)media->slots.bytes;
    struct string target = link->item ? link->item->name : link->target;
    return &slots[(string_hash(target) ^ string_hash(link->part)) % (media->slots.length / sizeof(*slots))];
}

static const struct media_link *find_link(const struct media *media, const struct media_link *wanted)
{
    for (size_t at = media->slots.length ? *slot_of(media, wanted) : 0; at; at = link_at(media, at - 1)->next)
        if (is_same(link_at(media, at - 1), wanted))
            return link_at(media, at - 1);
    return NULL;
}

static void put_in_slot(struct media *media, size_t index)
{
    struct media_link *link = (struct media_link *)(void *)media->links.bytes + index;
    size_t *slot = slot_of(media, link);
    link->next = *slot;
    *slot = index + 1;
}

static void add_link(struct media *media, const struct media_link *link)
{
    size_t count = link_count(media), slot_count = media->slots.length / sizeof(size_t);
    struct media_link own = *link;
    own.part = number_of(media, link->part)->part;
    own.id = arena_copy(media->arena, link->id);
    own.type = arena_copy(media->arena, link->type);
    own.target = arena_copy(media->arena, link->target);
    buffer_append(&media->links, (const char *)&own, sizeof(own));
    if (count < slot_count) {
        put_in_slot(media, count);
        return;
    }
    media->slots.length = 0;
    memset(buffer_reserve(&media->slots, (2 * count + 8) * sizeof(size_t)), 0,
           (2 * count + 8) * sizeof(size_t));
    media->slots.length = (2 * count + 8) * sizeof(size_t);
    for (size_t i = 0; i <= count; i++)
        put_in_slot(media, i);
}

/* The id of a link that may be there already; a new one begins with `prefix`. */
static struct string id_of(struct media *media, struct media_link *link, const char *prefix)
{
    const struct media_link *known = find_link(media, link);
    if (known)
        return known->id;
    do
        link->id = arena_format(media->arena, "%s%zu", prefix, ++number_of(media, link->part)->last);
    while (is_taken(media, link));
    add_link(media, link);
    return link->id;
}

struct string media_link(struct media *media, struct string part, const struct media_item *item)
{
    struct media_link link = {.part = part, .item = item, .guest = media->guest};
    return id_of(media, &link, media->guest ? "rIdAnhChen" : "rIdAnh");
}

struct string media_relate(struct media *media, struct string part, const struct media_link *link)
{
    struct media_link added = *link;
    added.part = part;
    if (!link->id.length)
        return id_of(media, &added, "rIdChen");
    add_link(media, &added);
    return added.id;
}

void media_append_target(struct buffer *out, struct string target)
{
    for (size_t i = 0; i < target.length; i++) {
        unsigned char byte = (unsigned char)target.bytes[i];
        if (byte <= ' ' || strchr("\"<>\\^`{|}", byte))
            buffer_append_format(out, "%%%02X", byte);
        else
            buffer_append_byte(out, target.bytes[i]);
    }
}

const struct media_item *media_item_at(const struct media *media, size_t index)
{
    return index < item_count(media) ? item_at(media, index) : NULL;
}

const struct media_link *media_link_at(const struct media *media, size_t index)
{
    return index < link_count(media) ? link_at(media, index) : NULL;
}

bool media_has_links(const struct media *media, struct string part)
{
    for (size_t i = 0; i < link_count(media); i++)
        if (string_equal(link_at(media, i)->part, part))
            return true;
    return false;
}

static void append_link(struct buffer *out, const struct media_link *link)
{
    struct string type = link->item ? STRING(IMAGE_RELATIONSHIP) : link->type;
    struct string target = link->item ? link->item->name : link->target;
    buffer_append_format(out, "<Relationship Id=\"%.*s\" Type=\"", STRING_FORMAT(link->id));
    xml_append_attribute_value(out, type);
    buffer_append_text(out, link->is_external ? "\" Target=\"" : "\" Target=\"/");
    xml_append_attribute_value(out, target);
    buffer_append_text(out, link->is_external ? "\" TargetMode=\"External\"/>" : "\"/>");
}

static void append_links(struct buffer *out, const struct media *media, struct string part)
{
    for (size_t i = 0; i < link_count(media); i++)
        if (string_equal(link_at(media, i)->part, part))
            append_link(out, link_at(media, i));
}

/* Where the root's end tag begins; SIZE_MAX when it is an empty element. */
static size_t find_end(struct string bytes, const char *end_tag)
{
    size_t found = SIZE_MAX;
    for (size_t at = 0; (at = string_find(bytes, string_of(end_tag), at)) != SIZE_MAX; at++)
        found = at;
    return found;
}

struct string media_utf8(const struct media *media, struct string bytes)
{
    if (!bytes.length || !memchr(bytes.bytes, '\0', bytes.length < 64 ? bytes.length : 64))
        return bytes;
    struct limits limits = limits_default();
    struct place place = {0};
    struct buffer out = {0};
    xmlDoc *document = xml_parse(bytes, &place, &limits, media->problems);
    if (document)
        xml_append_document(&out, document);
    xmlFreeDoc(document);
    struct string whole = out.length ? arena_copy(media->arena, buffer_string(&out)) : bytes;
    buffer_release(&out);
    return whole;
}

void media_append_relationships(struct buffer *out, const struct media *media, struct string part,
                                struct string bytes)
{
    static const char root[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    bytes = media_utf8(media, bytes);
    size_t end = find_end(bytes, "</Relationships>");
    if (end == SIZE_MAX) {
        xml_append_declaration(out);
        buffer_append_text(out, root);
        append_links(out, media, part);
        buffer_append_text(out, "</Relationships>");
        return;
    }
    buffer_append_string(out, string_slice(bytes, 0, end));
    append_links(out, media, part);
    buffer_append_string(out, string_slice(bytes, end, bytes.length));
}

static bool has_default(struct string bytes, const char *extension)
{
    char needle[40];
    snprintf(needle, sizeof(needle), "Extension=\"%s\"", extension);
    return string_find(bytes, string_of(needle), 0) != SIZE_MAX;
}

void media_append_content_types(struct buffer *out, struct string bytes)
{
    size_t start = string_find(bytes, STRING("<Types"), 0);
    start = start == SIZE_MAX ? SIZE_MAX : string_find(bytes, STRING(">"), start);
    if (start == SIZE_MAX) {
        buffer_append_string(out, bytes);
        return;
    }
    buffer_append_string(out, string_slice(bytes, 0, start + 1));
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (!has_default(bytes, kinds[i][0]))
            buffer_append_format(out, "<Default Extension=\"%s\" ContentType=\"%s\"/>", kinds[i][0],
                                 kinds[i][1]);
    buffer_append_string(out, string_slice(bytes, start + 1, bytes.length));
}

bool media_write(const struct media *media, struct package_writer *writer)
{
    for (size_t i = 0; i < item_count(media); i++) {
        const struct media_item *item = item_at(media, i);
        if (!package_writer_begin(writer, item->name) ||
            !package_writer_write(writer, item->bytes.bytes, item->bytes.length) ||
            !package_writer_end(writer))
            return false;
    }
    return true;
}
