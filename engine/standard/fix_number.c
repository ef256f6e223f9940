/* Page numbers that are missing or stand where they should not: headers made, paragraphs of numbers moved. */

#include <string.h>

#include "standard/fixing.h"
#include "text/unicode.h"
#include "word/tree.h"

#define HEADER_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONSHIPS_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"

static const char number_runs[] =
    "<w:r><w:rPr><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr><w:instrText xml:space=\"preserve\"> PAGE "
    "</w:instrText></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr><w:fldChar "
    "w:fldCharType=\"separate\"/></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr><w:t>2</w:t></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"end\"/></w:r>";

/* ---- taking away ---- */

/* Nothing is written in it but the number, dashes around it aside. */
static bool is_number_alone(const struct document_paragraph *paragraph)
{
    for (size_t at = 0; at < paragraph->text.length;) {
        size_t start = at;
        unsigned c = text_next(paragraph->text, &at);
        bool is_page = false;
        for (size_t i = 0; i < paragraph->span_count; i++)
            is_page |= paragraph->spans[i].kind == SPAN_PAGE && paragraph->spans[i].from <= start &&
                       start < paragraph->spans[i].to;
        if (!is_page && text_is_name(c))
            return false;
    }
    return paragraph->anchor == SIZE_MAX && paragraph->cell == SIZE_MAX;
}

/* The paragraph stays, empty: a header must have one. */
static bool take_number(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    if (!is_number_alone(paragraph) || fix_is_stale(fixing, paragraph))
        return false;
    fix_set_stale(fixing, paragraph);
    xmlNode *node = (xmlNode *)paragraph->node;
    for (xmlNode *child = node->children; child;) {
        xmlNode *next = child->next;
        if (child->type == XML_ELEMENT_NODE && !word_is(child, "pPr"))
            tree_remove(child);
        child = next;
    }
    fix_remove_child(fixing, fix_child(fixing, node, "pPr"), "framePr");
    fix_mark(fixing, node);
    return true;
}

/* ---- a number at the top of pages ---- */

static bool is_strict(const xmlNode *node)
{
    return node->ns && !strcmp((const char *)node->ns->href, word_namespace_strict);
}

/* The paragraph <w:p> with the number, as a tree of its own; in the fixing's arena. */
static xmlNode *number_paragraph(struct fixing *fixing, xmlNode *beside)
{
    struct string xml =
        arena_format(fixing->arena, "<w:p xmlns:w=\"%s\"><w:pPr><w:jc w:val=\"center\"/></w:pPr>%s</w:p>",
                     is_strict(beside) ? word_namespace_strict : word_namespace, number_runs);
    xmlDocPtr parsed = xml_parse(xml, &(struct place){0}, fixing->limits, fixing->problems);
    if (!parsed)
        return NULL;
    xmlNode *copy = xmlDocCopyNode(xmlDocGetRootElement(parsed), beside->doc, 1);
    xmlFreeDoc(parsed);
    return copy;
}

static bool add_to_story(struct fixing *fixing, size_t story)
{
    size_t first = fixing->document->stories[story].first_paragraph;
    if (first >= fixing->document->stories[story].end_paragraph)
        return false;
    xmlNode *node = (xmlNode *)fixing->document->paragraphs[first]->node;
    while (node->parent && node->parent->parent && node->parent->parent->type == XML_ELEMENT_NODE)
        node = node->parent;
    xmlNode *paragraph = number_paragraph(fixing, node);
    if (!paragraph)
        return false;
    tree_put_before(node, paragraph);
    fix_mark(fixing, node);
    return true;
}

static bool has_id(const struct relationship *list, size_t count, struct string id)
{
    for (size_t i = 0; i < count; i++)
        if (string_equal(list[i].id, id))
            return true;
    return false;
}

/* Writes the part and the relationship that leads to it; an empty id after a problem. */
static struct string store_header(struct fixing *fixing, bool strict)
{
    struct string main_part = fixing->document->stories[0].part, name = STRING(""), id = STRING("rIdHeader");
    size_t folder = main_part.length, count;
    while (folder > 0 && main_part.bytes[folder - 1] != '/')
        folder--;
    for (unsigned i = 1; name.length == 0 || package_lookup(fixing->package, name); i++)
        name = arena_format(fixing->arena, "%.*sheader%u.xml", (int)folder, main_part.bytes, i);
    const struct relationship *list =
        package_relationships(fixing->package, main_part, &count, fixing->problems);
    if (!list)
        return STRING("");
    for (unsigned i = 1; has_id(list, count, id); i++)
        id = arena_format(fixing->arena, "rIdHeader%u", i);
    struct relationship *all = arena_allocate(fixing->arena, (count + 1) * sizeof *all);
    if (count > 0)
        memcpy(all, list, count * sizeof *all);
    all[count] = (struct relationship){.id = id,
                                       .type = strict ? STRING(RELATIONSHIPS_STRICT "/header")
                                                      : STRING(RELATIONSHIPS "/header"),
                                       .target = string_slice(name, folder, name.length)};
    struct buffer bytes = {0};
    package_append_relationships(all, count + 1, &bytes);
    struct string header = arena_format(
        fixing->arena,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:hdr xmlns:w=\"%s\"><w:p><w:pPr>"
        "<w:jc w:val=\"center\"/></w:pPr>%s</w:p></w:hdr>",
        strict ? word_namespace_strict : word_namespace, number_runs);
    bool is_done = package_set(fixing->package, name, STRING(HEADER_TYPE), header, fixing->problems) &&
                   package_set(fixing->package, package_relationships_name(fixing->arena, main_part),
                               STRING(""), buffer_string(&bytes), fixing->problems);
    buffer_release(&bytes);
    return is_done ? id : STRING("");
}

/* <w:headerReference w:type="default" r:id="…"/>, before all else in w:sectPr. */
static bool refer_to(struct fixing *fixing, xmlNode *section, struct string id)
{
    const char *space = is_strict(section) ? RELATIONSHIPS_STRICT : RELATIONSHIPS;
    xmlNode *reference = tree_new_element(section->doc, section->ns, "headerReference");
    if (section->children)
        tree_put_before(section->children, reference);
    else
        tree_append(section, reference);
    xmlNs *relationships = xmlSearchNsByHref(section->doc, reference, (const xmlChar *)space);
    if (!relationships)
        relationships = xmlNewNs(reference, (const xmlChar *)space, (const xmlChar *)"r");
    tree_set_attribute(reference, section->ns, "type", STRING("default"));
    tree_set_attribute(reference, relationships, "id", id);
    fix_mark(fixing, section);
    return true;
}

/* A header at the very edge of the paper, where printers do not reach, as converters make it. */
static void leave_room(struct fixing *fixing, xmlNode *section)
{
    enum { EDGE = 284, CENTIMETRE = 567 };
    xmlNode *margins = word_child(section, "pgMar");
    if (margins && fixing->document->sections[0].header_twips < EDGE)
        fix_number(fixing, margins, "header", CENTIMETRE);
}

/* The first section's number: later ones that have no header of their own go on with it. */
static bool add_number(struct fixing *fixing)
{
    const struct document_section *section = &fixing->document->sections[0];
    xmlNode *node = fix_section(fixing, 0);
    if (!node)
        return false;
    leave_room(fixing, node);
    if (!section->has_title_page) {
        xmlNode *title = fix_child(fixing, node, "titlePg");
        fix_attribute(fixing, title, "val", NULL);
    }
    if (section->headers[PAGE_DEFAULT] != SIZE_MAX)
        return add_to_story(fixing, section->headers[PAGE_DEFAULT]);
    struct string id = store_header(fixing, is_strict(node));
    return id.length > 0 && refer_to(fixing, node, id);
}

bool fix_page_number_there(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    fix_tell_made(fixing);
    (void)rule, (void)finding;
    return add_number(fixing);
}

static bool has_number(const struct fixing *fixing, size_t story)
{
    if (story == SIZE_MAX)
        return false;
    const struct document_story *own = &fixing->document->stories[story];
    for (size_t i = own->first_paragraph; i < own->end_paragraph; i++)
        if (fixing->document->paragraphs[i]->has_page_number)
            return true;
    return false;
}

/* From the footers to the header of all pages. */
bool fix_page_number_place(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    bool is_changed = false;
    (void)rule, (void)finding;
    for (size_t i = 0; i < fixing->document->paragraph_count; i++) {
        const struct document_paragraph *paragraph = fixing->document->paragraphs[i];
        if (paragraph->has_page_number && fixing->document->stories[paragraph->story].kind == STORY_FOOTER)
            is_changed |= take_number(fixing, paragraph);
    }
    if (is_changed && !has_number(fixing, fixing->document->sections[0].headers[PAGE_DEFAULT]))
        add_number(fixing);
    return is_changed;
}

/* The first page gets a header of its own, without a number. */
bool fix_page_number_first(struct fixing *fixing, const struct rule *rule, const struct finding *finding)
{
    const struct document_section *section = &fixing->document->sections[0];
    size_t stories[] = {section->headers[PAGE_FIRST], section->footers[PAGE_FIRST]};
    bool is_changed = false;
    (void)rule, (void)finding;
    if (!section->has_title_page)
        return fix_attribute(fixing, fix_child(fixing, fix_section(fixing, 0), "titlePg"), "val", NULL) ||
               true;
    for (size_t k = 0; k < 2; k++) {
        if (stories[k] == SIZE_MAX)
            continue;
        const struct document_story *story = &fixing->document->stories[stories[k]];
        for (size_t i = story->first_paragraph; i < story->end_paragraph; i++)
            if (fixing->document->paragraphs[i]->has_page_number)
                is_changed |= take_number(fixing, fixing->document->paragraphs[i]);
    }
    return is_changed;
}
