/* The definition a packed form carries: the custom XML part, its relationships and content types. */

#include "form/carried.h"

#include <string.h>

#include "package/content_types.h"
#include "package/part_name.h"
#include "word/part_tree.h"
#include "word/tree.h"

static const char carried_namespace[] = "urn:vanban:form";
static const char relationship_id[] = "vanbanForm";
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"

static const char properties_content_type[] =
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
static const char properties[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
    "<ds:datastoreItem ds:itemID=\"{7A6E2F0C-3B5D-4C1E-9F42-6D1B8A5C9E03}\" xmlns:ds=\"" OFFICE "customXml\">"
    "<ds:schemaRefs><ds:schemaRef ds:uri=\"urn:vanban:form\"/></ds:schemaRefs></ds:datastoreItem>";

/* Names of the parts that belong together. */
struct names {
    struct string item, properties, relationships, id;
};

/* One package written anew from another, some parts changed, left out or added. */
struct rewriting {
    struct package *package;
    struct arena *arena;
    const struct limits *limits;
    struct problems *problems;
    struct names names;
    struct string types, relationships; /* new bytes of these parts */
    struct string relationships_name;
    bool has_new_relationships;
    struct carried_file added[4];
    size_t added_count;
};

/* ---- reading ---- */

static const struct relationship *custom_parts(struct package *package, size_t *count,
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
    const struct relationship *all = custom_parts(package, &count, problems);
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

/* ---- a package written anew ---- */

static bool is_dropped(const struct rewriting *rewriting, struct string name)
{
    return string_equal(name, rewriting->names.item) || string_equal(name, rewriting->names.properties) ||
           string_equal(name, rewriting->names.relationships);
}

static bool write_bytes(struct package_writer *writer, struct string name, struct string bytes)
{
    return package_writer_begin(writer, name) && package_writer_write(writer, bytes.bytes, bytes.length) &&
           package_writer_end(writer);
}

static bool write_part(const struct rewriting *rewriting, const struct part *part,
                       struct package_writer *writer)
{
    if (is_dropped(rewriting, part->name))
        return true;
    if (string_is(part->name, CONTENT_TYPES_NAME))
        return write_bytes(writer, part->name, rewriting->types);
    if (string_equal(part->name, rewriting->relationships_name))
        return write_bytes(writer, part->name, rewriting->relationships);
    package_pack(rewriting->package, part);
    return package_writer_copy(writer, part);
}

static bool write_all(const struct rewriting *rewriting, struct package_writer *writer)
{
    bool is_written = true;
    for (size_t i = 0; i < package_part_count(rewriting->package); i++)
        is_written &= write_part(rewriting, package_part_at(rewriting->package, i), writer);
    for (size_t i = 0; i < rewriting->added_count; i++)
        is_written &= write_bytes(writer, rewriting->added[i].name, rewriting->added[i].text);
    return is_written;
}

static struct package *write_anew(const struct rewriting *rewriting)
{
    struct buffer zip = {0};
    struct package *result = NULL;
    struct package_writer *writer = package_writer_open_memory(&zip, rewriting->limits, rewriting->problems);
    bool is_written = writer != NULL && write_all(rewriting, writer);
    if (is_written)
        is_written = package_writer_close(writer);
    else
        package_writer_abandon(writer);
    if (is_written)
        result = package_open_bytes(package_file(rewriting->package), buffer_string(&zip), rewriting->limits,
                                    rewriting->problems);
    buffer_release(&zip);
    return result;
}

static xmlDoc *read_tree(const struct rewriting *rewriting, struct string name)
{
    const struct part *part = package_lookup(rewriting->package, name);
    return part != NULL ? part_tree_read(rewriting->arena, rewriting->package, part, rewriting->limits,
                                         rewriting->problems)
                        : NULL;
}

/* The relationships of the main document; empty ones when it has none yet. */
static xmlDoc *read_relationships(struct rewriting *rewriting)
{
    static const char none[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    struct place place = {.file = package_file(rewriting->package), .part = rewriting->relationships_name};
    if (package_lookup(rewriting->package, rewriting->relationships_name) != NULL)
        return read_tree(rewriting, rewriting->relationships_name);
    rewriting->has_new_relationships = true;
    return part_tree_parse(rewriting->arena, string_of(none), &place, rewriting->limits, rewriting->problems);
}

static struct string write_tree(const struct rewriting *rewriting, const xmlDoc *document)
{
    struct buffer out = {0};
    xml_append_document(&out, document);
    struct string bytes = arena_copy(rewriting->arena, buffer_string(&out));
    buffer_release(&out);
    return bytes;
}

static bool begin(struct rewriting *rewriting, xmlDoc **types, xmlDoc **relationships)
{
    const struct part *main = package_main_document(rewriting->package, rewriting->problems);
    *types = *relationships = NULL;
    if (main == NULL)
        return false;
    rewriting->relationships_name = package_relationships_name(rewriting->arena, main->name);
    *types = read_tree(rewriting, STRING(CONTENT_TYPES_NAME));
    *relationships = read_relationships(rewriting);
    return *types != NULL && *relationships != NULL;
}

static void add_part(struct rewriting *rewriting, struct string name, struct string bytes)
{
    rewriting->added[rewriting->added_count++] = (struct carried_file){name, bytes};
}

static struct package *finish(struct rewriting *rewriting, const xmlDoc *types, const xmlDoc *relationships)
{
    rewriting->types = write_tree(rewriting, types);
    rewriting->relationships = write_tree(rewriting, relationships);
    if (rewriting->has_new_relationships)
        add_part(rewriting, rewriting->relationships_name, rewriting->relationships);
    return write_anew(rewriting);
}

/* ---- adding ---- */

static struct names free_names(const struct rewriting *rewriting)
{
    struct names names = {0};
    for (unsigned number = 1;; number++) {
        names.item = arena_format(rewriting->arena, "customXml/item%u.xml", number);
        names.properties = arena_format(rewriting->arena, "customXml/itemProps%u.xml", number);
        names.relationships = package_relationships_name(rewriting->arena, names.item);
        if (package_lookup(rewriting->package, names.item) == NULL &&
            package_lookup(rewriting->package, names.properties) == NULL)
            return names;
    }
}

static xmlNode *add_element(xmlDoc *document, const char *name)
{
    xmlNode *root = xmlDocGetRootElement(document), *element = tree_new_element(document, root->ns, name);
    tree_append(root, element);
    return element;
}

static void add_override(const struct rewriting *rewriting, xmlDoc *types, struct string part,
                         const char *type)
{
    xmlNode *override = add_element(types, "Override");
    struct string name = arena_format(rewriting->arena, "/%.*s", STRING_FORMAT(part));
    tree_set_attribute(override, NULL, "PartName", name);
    tree_set_attribute(override, NULL, "ContentType", string_of(type));
}

static struct string item_bytes(const struct rewriting *rewriting, const struct carried *carried)
{
    struct buffer out = {0};
    xml_append_declaration(&out);
    buffer_append_format(&out, "<form xmlns=\"%s\">", carried_namespace);
    for (size_t i = 0; i < carried->count; i++) {
        buffer_append_text(&out, "<file name=\"");
        xml_append_attribute_value(&out, carried->files[i].name);
        buffer_append_text(&out, "\" xml:space=\"preserve\">");
        xml_append_text(&out, carried->files[i].text);
        buffer_append_text(&out, "</file>");
    }
    buffer_append_text(&out, "</form>");
    struct string bytes = arena_copy(rewriting->arena, buffer_string(&out));
    buffer_release(&out);
    return bytes;
}

static struct string item_relationships(const struct rewriting *rewriting, struct string target)
{
    struct relationship relationship = {
        .id = STRING("rId1"), .type = STRING(OFFICE "relationships/customXmlProps"), .target = target};
    struct buffer out = {0};
    package_append_relationships(&relationship, 1, &out);
    struct string bytes = arena_copy(rewriting->arena, buffer_string(&out));
    buffer_release(&out);
    return bytes;
}

static struct package *add(struct rewriting *rewriting, const struct carried *carried)
{
    xmlDoc *types, *relationships;
    if (!begin(rewriting, &types, &relationships))
        return NULL;
    struct names names = free_names(rewriting);
    struct string folder = STRING("customXml/");
    xmlNode *relationship = add_element(relationships, "Relationship");
    tree_set_attribute(relationship, NULL, "Id", string_of(relationship_id));
    tree_set_attribute(relationship, NULL, "Type", STRING(OFFICE "relationships/customXml"));
    tree_set_attribute(relationship, NULL, "Target",
                       arena_format(rewriting->arena, "/%.*s", STRING_FORMAT(names.item)));
    add_override(rewriting, types, names.item, "application/xml");
    add_override(rewriting, types, names.properties, properties_content_type);
    add_part(rewriting, names.item, item_bytes(rewriting, carried));
    add_part(rewriting, names.relationships,
             item_relationships(rewriting,
                                string_slice(names.properties, folder.length, names.properties.length)));
    add_part(rewriting, names.properties, string_of(properties));
    return finish(rewriting, types, relationships);
}

struct package *carried_add(struct package *package, const struct carried *carried,
                            const struct limits *limits, struct problems *problems)
{
    struct rewriting rewriting = {
        .package = package, .arena = arena_new(), .limits = limits, .problems = problems};
    struct package *result = add(&rewriting, carried);
    arena_free(rewriting.arena);
    package_close(package);
    return result;
}

/* ---- taking away ---- */

static void remove_elements(xmlDoc *document, const char *key, struct string value)
{
    xmlNode *root = xmlDocGetRootElement(document);
    for (xmlNode *child = root->children, *next; child != NULL; child = next) {
        next = child->next;
        const xmlAttr *attribute =
            child->type == XML_ELEMENT_NODE ? xmlHasNsProp(child, (const xmlChar *)key, NULL) : NULL;
        if (attribute != NULL && string_equal(xml_attribute_text(attribute), value))
            tree_remove(child);
    }
}

static bool name_carried(struct rewriting *rewriting)
{
    const struct relationship *found;
    size_t count = 0;
    if (find_root(rewriting->package, rewriting->arena, rewriting->limits, rewriting->problems, &found) ==
        NULL)
        return false;
    struct names *names = &rewriting->names;
    names->id = arena_copy(rewriting->arena, found->id);
    names->item = arena_copy(rewriting->arena, found->part);
    names->relationships = package_relationships_name(rewriting->arena, names->item);
    const struct relationship *all =
        package_relationships(rewriting->package, names->item, &count, rewriting->problems);
    for (size_t i = 0; all != NULL && i < count; i++) {
        if (relationship_is(&all[i], "customXmlProps"))
            names->properties = all[i].part;
    }
    return true;
}

static struct package *take_away(struct rewriting *rewriting)
{
    xmlDoc *types, *relationships;
    if (!begin(rewriting, &types, &relationships))
        return NULL;
    const struct string names[] = {rewriting->names.item, rewriting->names.properties};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove_elements(types, "PartName", arena_format(rewriting->arena, "/%.*s", STRING_FORMAT(names[i])));
    remove_elements(relationships, "Id", rewriting->names.id);
    return finish(rewriting, types, relationships);
}

struct package *carried_remove(struct package *package, const struct limits *limits,
                               struct problems *problems)
{
    struct rewriting rewriting = {
        .package = package, .arena = arena_new(), .limits = limits, .problems = problems};
    struct package *result = package;
    if (name_carried(&rewriting)) {
        result = take_away(&rewriting);
        package_close(package);
    }
    arena_free(rewriting.arena);
    return result;
}
