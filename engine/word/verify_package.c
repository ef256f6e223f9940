/* Relationships and content types. */

#include <string.h>

#include "package/part_xml.h"
#include "word/verify_internal.h"
#include "word/xml.h"

enum { LOCAL, PREFIX, URI, VALUE, VALUE_END, FIELDS };

/* Every attribute of the relationships namespace is an id; empty, it is none. */
void check_relationship(struct reading *reading, const struct rule *rule)
{
    for (size_t i = 0; i < reading->attribute_count; i++) {
        const unsigned char **fields = reading->attributes + i * FIELDS;
        if (space_of((const char *)fields[URI]) != SPACE_R)
            continue;
        struct string id = {(const char *)fields[VALUE], (size_t)(fields[VALUE_END] - fields[VALUE])};
        if (id.length && !hash_set_has(&reading->relationship_ids, string_hash(id)))
            reading_fault(reading, rule, "%s r:%s=%.*s", frame_name(reading, reading_top(reading)),
                          (const char *)fields[LOCAL], STRING_FORMAT(id));
    }
}

void check_relationship_kind(struct reading *reading, const struct rule *rule)
{
    static const struct {
        const char *local, *attribute, *kind;
    } kinds[] = {
        {"headerReference", "r:id", "header"}, {"footerReference", "r:id", "footer"},
        {"hyperlink", "r:id", "hyperlink"},    {"blip", "r:embed", "image"},
        {"imagedata", "r:id", "image"},
    };
    const char *local = reading_top(reading)->local;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        struct string id = reading_attribute(reading, kinds[i].attribute);
        if (!id.bytes || strcmp(local, kinds[i].local))
            continue;
        for (size_t j = 0; j < reading->relationship_count; j++)
            if (string_equal(reading->relationships[j].id, id) &&
                !relationship_is(&reading->relationships[j], kinds[i].kind))
                reading_fault(reading, rule, "%s %s=%.*s", frame_name(reading, reading_top(reading)),
                              kinds[i].attribute, STRING_FORMAT(id));
    }
}

/* Calls visit for the relationships of the package and of every part. */
static void each_relationships(struct check *check, const struct rule *rule,
                               void (*visit)(struct check *, const struct rule *, const struct place *,
                                             const struct relationship *, size_t))
{
    for (size_t i = 0; i <= package_part_count(check->package); i++) {
        struct string part = i ? package_part_at(check->package, i - 1)->name : STRING("");
        struct place place = {.part = package_relationships_name(check->arena, part)};
        struct problems *unread = problems_new();
        size_t count;
        const struct relationship *list = package_relationships(check->package, part, &count, unread);
        visit(check, rule, &place, list, list ? count : 0);
        problems_free(unread);
    }
}

static void look_at_ids(struct check *check, const struct rule *rule, const struct place *place,
                        const struct relationship *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!hash_set_add(&check->defined, id_hash(ID_RELATIONSHIP, string_hash(place->part), list[i].id)))
            check_fault(check, rule, place, "Id=%.*s", STRING_FORMAT(list[i].id));
}

void check_relationship_ids(struct check *check, const struct rule *rule)
{
    each_relationships(check, rule, look_at_ids);
}

static void look_at_reading(struct check *check, const struct rule *rule, const struct place *place,
                            const struct relationship *list, size_t count)
{
    (void)count;
    if (!list)
        check_fault(check, rule, place, "Relationship");
}

void check_relationships_read(struct check *check, const struct rule *rule)
{
    each_relationships(check, rule, look_at_reading);
}

/* A target of "#name" is a place in the part itself. */
static void look_at_targets(struct check *check, const struct rule *rule, const struct place *place,
                            const struct relationship *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!list[i].is_external && !string_starts_with(list[i].target, STRING("#")) &&
            !package_lookup(check->package, list[i].part))
            check_fault(check, rule, place, "%.*s: %.*s", STRING_FORMAT(list[i].id),
                        STRING_FORMAT(list[i].target));
}

void check_targets(struct check *check, const struct rule *rule)
{
    each_relationships(check, rule, look_at_targets);
}

static const char types_name[] = "[Content_Types].xml";

void check_types_present(struct check *check, const struct rule *rule)
{
    for (size_t i = 0; i < package_part_count(check->package); i++) {
        const struct part *part = package_part_at(check->package, i);
        struct place place = {.part = part->name};
        if (!part->content_type.length && !string_is(part->name, types_name))
            check_fault(check, rule, &place, "%.*s", STRING_FORMAT(part->name));
    }
}

struct types_reading {
    struct check *check;
    const struct rule *rule;
    void (*visit)(const struct types_reading *reading, bool is_override, struct string name);
};

static void read_type(void *context, const struct xml_element *element)
{
    const struct types_reading *reading = context;
    bool is_override = string_is(element->name, "Override");
    struct string name = xml_element_attribute(element, NULL, is_override ? "PartName" : "Extension");
    if (element->depth == 1 && name.bytes)
        reading->visit(reading, is_override, name);
}

static void each_type(struct types_reading *reading)
{
    struct arena *scratch = arena_new();
    struct problems *unread = problems_new();
    const struct part *types = package_lookup(reading->check->package, string_of(types_name));
    struct place place = {.part = string_of(types_name)};
    struct xml_visitor visitor = {.enter = read_type, .context = reading};
    if (types)
        part_xml_visit(package_read(reading->check->package, types, scratch, unread), &place, &visitor,
                       unread);
    problems_free(unread);
    arena_free(scratch);
}

static void look_at_override(const struct types_reading *reading, bool is_override, struct string name)
{
    struct string part = string_slice(name, name.length && name.bytes[0] == '/', name.length);
    struct place place = {.part = string_of(types_name)};
    if (is_override && !package_lookup(reading->check->package, part))
        check_fault(reading->check, reading->rule, &place, "%.*s", STRING_FORMAT(name));
}

void check_types_lead(struct check *check, const struct rule *rule)
{
    each_type(&(struct types_reading){check, rule, look_at_override});
}

static void look_at_repeated(const struct types_reading *reading, bool is_override, struct string name)
{
    struct place place = {.part = string_of(types_name)};
    if (!hash_set_add(&reading->check->defined, id_hash(ID_CONTENT_TYPE, is_override, name)))
        check_fault(reading->check, reading->rule, &place, "%.*s", STRING_FORMAT(name));
}

void check_types_once(struct check *check, const struct rule *rule)
{
    each_type(&(struct types_reading){check, rule, look_at_repeated});
}

void check_types_first(struct check *check, const struct rule *rule)
{
    struct string first = package_first_entry(check->package);
    struct place place = {.part = string_of(types_name)};
    if (first.length && !string_is(first, types_name))
        check_fault(check, rule, &place, "%.*s", STRING_FORMAT(first));
}

void check_main(struct check *check, const struct rule *rule)
{
    struct problems *unread = problems_new();
    if (!package_main_document(check->package, unread))
        check_fault(check, rule, &(struct place){.part = STRING("_rels/.rels")}, "officeDocument");
    problems_free(unread);
}
