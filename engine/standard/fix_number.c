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

/* What is written beside the number of the page. */
static struct string beside_number(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    struct buffer beside = {0};
    buffer_append_text(&beside, "");
    for (size_t i = 0; i < paragraph->span_count; i++)
        if (paragraph->spans[i].kind != SPAN_PAGE)
            buffer_append_string(
                &beside, string_slice(paragraph->text, paragraph->spans[i].from, paragraph->spans[i].to));
        else
            buffer_append_byte(&beside, ' ');
    struct string folded = component_fold(fixing->arena, buffer_string(&beside));
    buffer_release(&beside);
    return folded;
}

static size_t word_end(struct string folded, size_t from)
{
    size_t to = from;
    for (size_t at = from; at < folded.length && text_is_name(text_next(folded, &at));)
        to = at;
    return to;
}

static bool is_count(struct string word)
{
    enum { DIGITS_MOST = 4 };
    for (size_t i = 0; i < word.length; i++)
        if (word.bytes[i] < '0' || word.bytes[i] > '9')
            return false;
    return word.length <= DIGITS_MOST;
}

/* Signs, words of the list, and one number at most: "Trang 1/3", "- 2 -". */
static bool are_words_of_number(const struct fixing *fixing, struct string folded, bool *has_words)
{
    const struct words *words = standard_words(fixing->standard, "quanh-so-trang");
    size_t counts = 0;
    for (size_t at = 0, end; at < folded.length; at = end) {
        struct string word = string_slice(folded, at, end = word_end(folded, at));
        if (word.length == 0) {
            text_next(folded, &end);
            continue;
        }
        *has_words = true;
        counts += is_count(word);
        if (!is_count(word) && !words_have(words, word))
            return false;
    }
    return counts <= 1;
}

/* Nothing is written in it but the number and words that belong to it. */
static bool is_number_alone(struct fixing *fixing, const struct document_paragraph *paragraph,
                            bool *has_words)
{
    bool is_own_frame = paragraph->box == paragraph->node; /* as Word made numbers before 2007 */
    return (paragraph->anchor == SIZE_MAX || is_own_frame) && paragraph->cell == SIZE_MAX &&
           are_words_of_number(fixing, beside_number(fixing, paragraph), has_words);
}

/* The paragraph stays, empty: a header must have one. */
static bool take_number(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    bool has_words = false;
    if (!is_number_alone(fixing, paragraph, &has_words) || fix_is_stale(fixing, paragraph))
        return false;
    if (has_words)
        fixing->to = STRING(PROBLEM_WORDS("chỉ còn số, ở lề trên", "the number alone, in the top margin"));
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
static bool refer_to(struct fixing *fixing, xmlNode *section, enum page_kind page, struct string id)
{
    const char *space = is_strict(section) ? RELATIONSHIPS_STRICT : RELATIONSHIPS;
    xmlNode *reference = tree_new_element(section->doc, section->ns, "headerReference");
    tree_put_first(section, reference);
    xmlNs *relationships = xmlSearchNsByHref(section->doc, reference, (const xmlChar *)space);
    if (!relationships)
        relationships = xmlNewNs(reference, (const xmlChar *)space, (const xmlChar *)"r");
    tree_set_attribute(reference, section->ns, "type",
                       page == PAGE_EVEN ? STRING("even") : STRING("default"));
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
static bool add_number_on(struct fixing *fixing, enum page_kind page)
{
    xmlNode *node = fix_section(fixing, 0);
    size_t story = fixing->document->sections[0].headers[page];
    if (!node)
        return false;
    if (story != SIZE_MAX)
        return add_to_story(fixing, story);
    struct string id = store_header(fixing, is_strict(node));
    return id.length > 0 && refer_to(fixing, node, page, id);
}

static bool add_number(struct fixing *fixing)
{
    xmlNode *node = fix_section(fixing, 0);
    if (!node)
        return false;
    leave_room(fixing, node);
    if (!fixing->document->sections[0].has_title_page) {
        xmlNode *title = fix_child(fixing, node, "titlePg");
        fix_attribute(fixing, title, "val", NULL);
    }
    return add_number_on(fixing, PAGE_DEFAULT);
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

/* Where pages had a number at their foot and have none at their head now. */
static void add_missing_numbers(struct fixing *fixing)
{
    const struct document *document = fixing->document;
    size_t before = document->sections[0].headers[PAGE_DEFAULT];
    if (!has_number(fixing, before))
        add_number(fixing);
    if (document->has_even_headers && !has_number(fixing, document->sections[0].headers[PAGE_EVEN]))
        add_number_on(fixing, PAGE_EVEN);
    for (size_t i = 1; i < document->section_count; i++) {
        size_t story = document->sections[i].headers[PAGE_DEFAULT];
        if (story != SIZE_MAX && story != before && !has_number(fixing, story) &&
            has_number(fixing, document->sections[i].footers[PAGE_DEFAULT]))
            add_to_story(fixing, story);
        before = story;
    }
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
    if (is_changed)
        add_missing_numbers(fixing);
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
