/*
 * Relationships (ISO/IEC 29500-2, 6.5): a part's own are in _rels/NAME.rels
 * beside it. Read once and kept with the part that holds them.
 */

#include "package/package_internal.h"
#include "package/part_name.h"
#include "package/part_xml.h"

struct item {
    struct relationship relationship;
    struct item *next;
};

struct reading {
    struct package *package;
    const struct part *part;
    struct string source;
    struct problems *problems;
    struct item *first, **end;
    size_t count;
    bool is_complete;
};

struct string package_relationships_name(struct arena *arena, struct string part)
{
    size_t slash = part.length;
    while (slash > 0 && part.bytes[slash - 1] != '/')
        slash--;
    return arena_format(arena, "%.*s_rels/%.*s.rels", STRING_FORMAT(string_slice(part, 0, slash)),
                        STRING_FORMAT(string_slice(part, slash, part.length)));
}

static struct string read_attribute(struct reading *reading, const struct xml_element *element,
                                    const char *name, bool is_required)
{
    struct string value = xml_element_attribute(element, NULL, name);
    if (value.bytes != NULL)
        return arena_copy(reading->package->arena, value);
    if (is_required) {
        struct place place = {.file = reading->package->file, .part = reading->part->name};
        if (!problems_have(reading->problems, PROBLEM_PACKAGE_RELATIONSHIP, &place, NULL))
            problems_add(reading->problems, PROBLEM_PACKAGE_RELATIONSHIP, &place, reading->part->name.bytes,
                         name);
        reading->is_complete = false;
    }
    return STRING("");
}

static struct string resolve(const struct reading *reading, struct string target)
{
    struct string name = part_name_resolve(reading->package->arena, reading->source, target);
    const struct part *part = name.length > 0 ? package_lookup(reading->package, name) : NULL;
    return part != NULL ? part->name : name;
}

static void read_element(void *context, const struct xml_element *element)
{
    struct reading *reading = context;
    if (element->depth != 1 || !string_is(element->name, "Relationship") ||
        !string_is(element->namespace_uri, "http://schemas.openxmlformats.org/package/2006/relationships"))
        return;
    struct item *item = arena_allocate(reading->package->arena, sizeof *item);
    struct relationship *relationship = &item->relationship;
    relationship->id = read_attribute(reading, element, "Id", true);
    relationship->type = read_attribute(reading, element, "Type", true);
    relationship->target = read_attribute(reading, element, "Target", true);
    relationship->is_external = string_is(read_attribute(reading, element, "TargetMode", false), "External");
    relationship->part = relationship->is_external ? STRING("") : resolve(reading, relationship->target);
    *reading->end = item;
    reading->end = &item->next;
    reading->count++;
}

static void keep(struct reading *reading, struct entry *entry)
{
    struct relationship *list = arena_allocate(reading->package->arena, (reading->count + 1) * sizeof *list);
    size_t count = 0;
    for (struct item *item = reading->first; item != NULL; item = item->next)
        list[count++] = item->relationship;
    entry->relationships = list;
    entry->relationship_count = count;
}

static bool read_relationships(struct package *package, struct entry *entry, struct string source,
                               struct problems *problems)
{
    struct reading reading = {.package = package,
                              .part = &entry->part,
                              .source = source,
                              .problems = problems,
                              .is_complete = true};
    reading.end = &reading.first;
    struct xml_visitor visitor = {.enter = read_element, .context = &reading};
    struct place place = {.file = package->file, .part = entry->part.name};
    struct arena *scratch = arena_new();
    struct string bytes = package_read(package, &entry->part, scratch, problems);
    bool done =
        bytes.bytes != NULL && part_xml_visit(bytes, &place, &visitor, problems) && reading.is_complete;
    if (done)
        keep(&reading, entry);
    arena_free(scratch);
    return done;
}

const struct relationship *package_relationships(struct package *package, struct string part, size_t *count,
                                                 struct problems *problems)
{
    static const struct relationship none;
    struct arena *scratch = arena_new();
    struct entry *entry = package_find(package, package_relationships_name(scratch, part));
    arena_free(scratch);
    *count = 0;
    if (entry == NULL)
        return &none;
    if (entry->relationships == NULL && !read_relationships(package, entry, part, problems))
        return NULL;
    *count = entry->relationship_count;
    return entry->relationships;
}

bool relationship_is(const struct relationship *relationship, const char *last_name)
{
    static const char *const beginnings[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/",
        "http://schemas.microsoft.com/office/2006/relationships/",
        "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/",
    };
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        struct string beginning = string_of(beginnings[i]);
        if (string_starts_with(relationship->type, beginning) &&
            string_is(string_slice(relationship->type, beginning.length, relationship->type.length),
                      last_name))
            return true;
    }
    return false;
}

const struct part *package_main_document(struct package *package, struct problems *problems)
{
    size_t count;
    const struct relationship *relationships = package_relationships(package, STRING(""), &count, problems);
    if (relationships == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const struct part *part = package_lookup(package, relationships[i].part);
        if (part != NULL && relationship_is(&relationships[i], "officeDocument"))
            return part;
    }
    struct place place = {.file = package->file};
    problems_add(problems, PROBLEM_PACKAGE_NO_MAIN, &place, NULL);
    return NULL;
}

static void append_attribute(struct buffer *out, const char *begin, struct string value)
{
    buffer_append_text(out, begin);
    part_xml_append_value(out, value);
    buffer_append_byte(out, '"');
}

void package_append_relationships(const struct relationship *relationships, size_t count, struct buffer *out)
{
    buffer_append_text(
        out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (size_t i = 0; i < count; i++) {
        append_attribute(out, "<Relationship Id=\"", relationships[i].id);
        append_attribute(out, " Type=\"", relationships[i].type);
        append_attribute(out, " Target=\"", relationships[i].target);
        buffer_append_text(out, relationships[i].is_external ? " TargetMode=\"External\"/>" : "/>");
    }
    buffer_append_text(out, "</Relationships>");
}
