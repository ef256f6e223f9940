#include "form/fragments.h"

#include <libxml/tree.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "text/unicode.h"
#include "word/xml.h"

/* The fragments being put in, innermost first, so that none contains itself. */
struct expansion {
    const struct layers *layers;
    const struct limits *limits;
    struct problems *problems;
    struct place where;
    struct string name; /* of the fragment; empty for the part */
    const struct expansion *outer;
};

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

/* Word did not write these parts: what is no XML is told to who did. */
static xmlDocPtr parse(const struct expansion *expansion, struct string bytes)
{
    xmlDocPtr document = xml_parse(bytes, &expansion->where, expansion->limits, expansion->problems);
    struct problem *last = document == NULL ? problems_last(expansion->problems) : NULL;
    if (document != NULL)
        memory_undo_later(free_document, document);
    else if (last != NULL && last->code == PROBLEM_XML_SYNTAX)
        last->code = PROBLEM_FORM_XML;
    return document;
}

static void release(xmlDocPtr document)
{
    if (document == NULL)
        return;
    memory_settled(free_document, document);
    xmlFreeDoc(document);
}

static bool is_plain_name(struct string name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9') && byte != '-' && byte != '_')
            return false;
    }
    return name.length > 0;
}

/* The path of a fragment in the first layer that has it, or empty. */
static struct string find_fragment(const struct layers *layers, struct string name)
{
    struct string file = arena_format(layers->arena, "fragments/%.*s.xml", STRING_FORMAT(name));
    for (size_t i = 0; is_plain_name(name) && i < layers->count; i++) {
        struct string path = file_join(layers->arena, layers->folders[i], file);
        if (!file_is_missing(path.bytes))
            return path;
    }
    return (struct string){0};
}

static bool is_inside(const struct expansion *expansion, struct string name)
{
    while (expansion != NULL && !string_equal(expansion->name, name))
        expansion = expansion->outer;
    return expansion != NULL;
}

static bool expand(const struct expansion *expansion, xmlDocPtr document);

static void put_in(xmlNodePtr instruction, xmlDocPtr fragment)
{
    xmlNodePtr root = xmlDocGetRootElement(fragment), next;
    for (xmlNodePtr child = root->children; child != NULL; child = next) {
        next = child->next;
        if (xmlDOMWrapAdoptNode(NULL, fragment, child, instruction->doc, instruction->parent, 0) != 0)
            memory_exhausted();
        xmlUnlinkNode(child);
        xmlAddPrevSibling(instruction, child);
    }
}

static bool replace(const struct expansion *expansion, xmlNodePtr instruction, struct string name,
                    struct string path)
{
    struct expansion inner = *expansion;
    inner.outer = expansion;
    inner.name = name;
    inner.where = (struct place){.file = path};
    struct string bytes =
        file_read(expansion->layers->arena, path.bytes, expansion->limits, expansion->problems);
    xmlDocPtr fragment = bytes.bytes != NULL ? parse(&inner, bytes) : NULL;
    bool is_expanded = fragment != NULL && expand(&inner, fragment);
    if (is_expanded) {
        put_in(instruction, fragment);
        xmlUnlinkNode(instruction);
        xmlFreeNode(instruction);
    }
    release(fragment);
    return is_expanded;
}

/* What fragments there are is in the folders of the layers. */
static struct string suggest_fragment(const struct expansion *expansion, struct string name)
{
    const struct layers *layers = expansion->layers;
    struct buffer names = {0};
    for (size_t i = 0; i < layers->count; i++) {
        struct string folder = file_join(layers->arena, layers->folders[i], STRING("fragments"));
        struct problems *unheard = problems_new();
        char **list = file_list(layers->arena, folder.bytes, unheard);
        problems_free(unheard);
        for (; list != NULL && *list != NULL; list++) {
            struct string file = string_of(*list);
            if (string_ends_with(file, STRING(".xml"))) {
                struct string own = string_slice(file, 0, file.length - 4);
                buffer_append(&names, (const char *)&own, sizeof own);
            }
        }
    }
    struct string closest = text_closest(name, (const struct string *)(const void *)names.bytes,
                                         names.length / sizeof(struct string));
    buffer_release(&names);
    return closest;
}

static void report_fragment(const struct expansion *expansion, xmlNodePtr instruction, enum problem_code code,
                            struct string name)
{
    struct place place = expansion->where;
    place.line = (uint32_t)xmlGetLineNo(instruction);
    place.tag = arena_format(expansion->layers->arena, "<?fragment %.*s?>", STRING_FORMAT(name));
    place.underline = sizeof "<?fragment " - 1;
    place.underline_length = (uint32_t)name.length;
    struct problem *problem = problems_add(expansion->problems, code, &place, name.bytes);
    if (code == PROBLEM_FORM_FRAGMENT)
        problems_suggest(expansion->problems, problem, suggest_fragment(expansion, name));
}

static bool replace_instruction(const struct expansion *expansion, xmlNodePtr instruction)
{
    const char *content = instruction->content != NULL ? (const char *)instruction->content : "";
    struct string name = arena_copy(expansion->layers->arena, string_trim(string_of(content)));
    struct string path = find_fragment(expansion->layers, name);
    enum problem_code code = is_inside(expansion, name) ? PROBLEM_FORM_FRAGMENT_LOOP : PROBLEM_FORM_FRAGMENT;
    if (path.length > 0 && code == PROBLEM_FORM_FRAGMENT)
        return replace(expansion, instruction, name, path);
    report_fragment(expansion, instruction, code, name);
    return false;
}

static bool is_fragment(const xmlNode *node)
{
    return node->type == XML_PI_NODE && strcmp((const char *)node->name, "fragment") == 0;
}

/* Blanks between elements that begin with a line break are how the source is laid out. */
static bool is_layout(const xmlNode *node)
{
    if (node->type == XML_COMMENT_NODE)
        return true;
    bool is_alone = node->prev == NULL && node->next == NULL;
    return node->type == XML_TEXT_NODE && !is_alone && xmlIsBlankNode(node) && node->content[0] == '\n';
}

static bool expand_children(const struct expansion *expansion, xmlNodePtr parent)
{
    bool is_expanded = true;
    xmlNodePtr next;
    for (xmlNodePtr child = parent->children; child != NULL; child = next) {
        next = child->next;
        if (is_layout(child)) {
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        } else if (is_fragment(child)) {
            is_expanded &= replace_instruction(expansion, child);
        } else if (child->type == XML_ELEMENT_NODE) {
            is_expanded &= expand_children(expansion, child);
        }
    }
    return is_expanded;
}

static bool expand(const struct expansion *expansion, xmlDocPtr document)
{
    return expand_children(expansion, (xmlNodePtr)document);
}

struct string fragments_expand(const struct layers *layers, struct string part, struct string bytes,
                               const struct limits *limits, struct problems *problems)
{
    struct expansion expansion = {.layers = layers,
                                  .limits = limits,
                                  .problems = problems,
                                  .where = {.file = layers->name, .part = part}};
    struct string result = {0};
    struct buffer out = {0};
    xmlDocPtr document = parse(&expansion, bytes);
    if (document != NULL && expand(&expansion, document)) {
        xml_append_document(&out, document);
        result = arena_copy(layers->arena, buffer_string(&out));
    }
    buffer_release(&out);
    release(document);
    return result;
}
