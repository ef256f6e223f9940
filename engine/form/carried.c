/* The definition a packed form carries: the custom XML part, its relationships and content types. */

#include "form/carried.h"

#include <string.h>

#include "package/part_name.h"
#include "package/scratch.h"
#include "word/part_tree.h"
#include "word/tree.h"

static const char carried_namespace[] = "urn:vanban:form";
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"

static const char properties_content_type[] =
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
static const char properties[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
    "<ds:datastoreItem ds:itemID=\"{7A6E2F0C-3B5D-4C1E-9F42-6D1B8A5C9E03}\" xmlns:ds=\"" OFFICE "customXml\">"
    "<ds:schemaRefs><ds:schemaRef ds:uri=\"urn:vanban:form\"/></ds:schemaRefs></ds:datastoreItem>";

/* Names of the parts that belong together. */
struct names {
    struct string item, properties, relationships;
};

/* ---- reading ---- */

static const struct relationship *main_relationships(struct package *package, size_t *count,
                                                     struct problems *problems)
{
    const struct part *main = package_main_document(package, problems);
    *count = 0;
    return main != NULL ? package_relationships(package, main->name, count, problems) : NULL;
}

static xmlNode *read_root(struct package *package, struct string name, struct arena *arena,
                          const struct limits *limits, struct problems *problems)
{
    const struct part *part = package_lookup(package, name);
    struct string bytes = part != NULL ? package_read(package, part, arena, problems) : (struct string){0};
    struct place place = {.file = package_file(package), .part = name};
    if (bytes.bytes == NULL || string_find(bytes, string_of(carried_namespace), 0) == SIZE_MAX)
        return NULL;
    xmlDoc *document = part_tree_parse(arena, bytes, &place, limits, problems);
    xmlNode *root = document != NULL ? xmlDocGetRootElement(document) : NULL;
    bool is_ours = root != NULL && root->ns != NULL && root->ns->href != NULL &&
                   strcmp((const char *)root->ns->href, carried_namespace) == 0;
    return is_ours ? root : NULL;
}

/* The part that carries a form; NULL if there is none. */
static xmlNode *find_root(struct package *package, struct arena *arena, const struct limits *limits,
                          struct problems *problems, const struct relationship **found)
{
    size_t count;
    const struct relationship *all = main_relationships(package, &count, problems);
    for (size_t i = 0; i < count; i++) {
        bool may_carry = relationship_is(&all[i], "customXml") && !all[i].is_external;
        xmlNode *root = may_carry ? read_root(package, all[i].part, arena, limits, problems) : NULL;
        *found = &all[i];
        if (root != NULL)
            return root;
    }
    return NULL;
}

/* Names of files beside the parts: no folders, nothing hidden. */
static bool is_file_name(struct string name)
{
    bool is_yaml = string_ends_with(name, STRING(".yaml"));
    return is_yaml && name.bytes[0] != '.' && part_name_is_safe(name) &&
           string_find(name, STRING("/"), 0) == SIZE_MAX;
}

void carried_append(struct carried *carried, struct string name, struct string text)
{
    if (carried->count < sizeof carried->files / sizeof *carried->files)
        carried->files[carried->count++] = (struct carried_file){name, text};
}

static void read_file(struct arena *arena, struct carried *carried, xmlNode *element)
{
    xmlAttr *name = xmlHasNsProp(element, (const xmlChar *)"name", NULL);
    struct buffer text = {0};
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            buffer_append_text(&text, (const char *)child->content);
    }
    if (name != NULL && is_file_name(xml_attribute_text(name)))
        carried_append(carried, arena_copy(arena, xml_attribute_text(name)),
                       arena_copy(arena, buffer_string(&text)));
    buffer_release(&text);
}

bool carried_read(struct package *package, struct arena *arena, struct carried *carried,
                  const struct limits *limits, struct problems *problems)
{
    const struct relationship *found;
    size_t errors = problems_error_count(problems);
    struct arena *scratch = arena_new();
    xmlNode *root = find_root(package, scratch, limits, problems, &found);
    *carried = (struct carried){0};
    for (xmlNode *child = root != NULL ? root->children : NULL; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE && strcmp((const char *)child->name, "file") == 0)
            read_file(arena, carried, child);
    }
    if (root != NULL && carried_lookup(carried, STRING("form.yaml")).bytes == NULL) {
        struct place place = {.file = package_file(package), .part = found->part};
        problems_add(problems, PROBLEM_FORM_CARRIED, &place, arena_copy(arena, package_file(package)).bytes);
    }
    arena_free(scratch);
    return problems_error_count(problems) == errors;
}

struct string carried_lookup(const struct carried *carried, struct string name)
{
    for (size_t i = 0; i < carried->count; i++) {
        if (string_equal(carried->files[i].name, name))
            return carried->files[i].text;
    }
    return (struct string){0};
}

/* ---- adding ---- */

static struct names free_names(struct arena *arena, struct package *package)
{
    struct names names = {0};
    for (unsigned number = 1;; number++) {
        names.item = arena_format(arena, "customXml/item%u.xml", number);
        names.properties = arena_format(arena, "customXml/itemProps%u.xml", number);
        names.relationships = package_relationships_name(arena, names.item);
        if (package_lookup(package, names.item) == NULL &&
            package_lookup(package, names.properties) == NULL &&
            package_lookup(package, names.relationships) == NULL)
            return names;
    }
}

static struct string item_bytes(struct arena *arena, const struct carried *carried)
{
    struct buffer *out = scratch_buffer(arena);
    xml_append_declaration(out);
    buffer_append_format(out, "<form xmlns=\"%s\">", carried_namespace);
    for (size_t i = 0; i < carried->count; i++) {
        buffer_append_text(out, "<file name=\"");
        xml_append_attribute_value(out, carried->files[i].name);
        buffer_append_text(out, "\" xml:space=\"preserve\">");
        xml_append_text(out, carried->files[i].text);
        buffer_append_text(out, "</file>");
    }
    buffer_append_text(out, "</form>");
    return buffer_string(out);
}

static bool set_relationships(struct package *package, struct string name, const struct relationship *all,
                              size_t count, struct problems *problems)
{
    struct buffer bytes = {0};
    package_append_relationships(all, count, &bytes);
    bool is_set = package_set(package, name, (struct string){"", 0}, buffer_string(&bytes), problems);
    buffer_release(&bytes);
    return is_set;
}

/* The relationships of the main document but for one, and another if it has an id. */
static bool change_relationships(struct package *package, struct arena *arena, struct string without,
                                 struct relationship with, struct problems *problems)
{
    size_t count, kept = 0;
    const struct relationship *all = main_relationships(package, &count, problems);
    if (all == NULL)
        return false;
    struct relationship *changed = arena_allocate(arena, (count + 1) * sizeof *changed);
    for (size_t i = 0; i < count; i++) {
        if (!string_equal(all[i].id, without))
            changed[kept++] = all[i];
    }
    if (with.id.length > 0)
        changed[kept++] = with;
    const struct part *main = package_main_document(package, problems);
    return set_relationships(package, package_relationships_name(arena, main->name), changed, kept, problems);
}

static bool add(struct package *package, struct arena *arena, const struct carried *carried,
                struct problems *problems)
{
    static const struct string folder = {"customXml/", 10};
    struct names names = free_names(arena, package);
    struct relationship item = {.id = STRING("vanbanForm"),
                                .type = STRING(OFFICE "relationships/customXml"),
                                .target = arena_format(arena, "/%.*s", STRING_FORMAT(names.item))};
    struct relationship beside = {.id = STRING("rId1"),
                                  .type = STRING(OFFICE "relationships/customXmlProps"),
                                  .target =
                                      string_slice(names.properties, folder.length, names.properties.length)};
    return package_set(package, names.item, STRING("application/xml"), item_bytes(arena, carried),
                       problems) &&
           set_relationships(package, names.relationships, &beside, 1, problems) &&
           package_set(package, names.properties, string_of(properties_content_type), string_of(properties),
                       problems) &&
           change_relationships(package, arena, item.id, item, problems);
}

bool carried_add(struct package *package, const struct carried *carried, struct problems *problems)
{
    struct arena *arena = arena_new();
    bool is_added = add(package, arena, carried, problems);
    arena_free(arena);
    return is_added;
}

/* ---- taking away ---- */

static bool take_away(struct package *package, struct arena *arena, const struct relationship *found,
                      struct problems *problems)
{
    struct string id = arena_copy(arena, found->id), item = arena_copy(arena, found->part);
    struct string names[3] = {item, package_relationships_name(arena, item)};
    size_t count = 0, name_count = 2;
    const struct relationship *all = package_relationships(package, item, &count, problems);
    for (size_t i = 0; all != NULL && i < count && name_count < 3; i++) {
        if (relationship_is(&all[i], "customXmlProps") && !all[i].is_external)
            names[name_count++] = arena_copy(arena, all[i].part);
    }
    return all != NULL && change_relationships(package, arena, id, (struct relationship){0}, problems) &&
           package_remove(package, names, name_count, problems);
}

bool carried_remove(struct package *package, const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    const struct relationship *found;
    bool has_form = find_root(package, arena, limits, problems, &found) != NULL;
    bool is_removed = !has_form || take_away(package, arena, found, problems);
    arena_free(arena);
    return is_removed;
}
