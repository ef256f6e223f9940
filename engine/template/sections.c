/* Which sections of included documents become sections of ours, and where those before and behind them end.
 */

#include "template/sections.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "template/graft.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

static const char mark_name[] = "vanban-section";

struct settling {
    struct includes *includes;
    const struct buffer *rendered; /* by the parts of the host */
    bool has_joined;
};

/* One mark on its way. */
struct joining {
    struct settling *settling;
    const struct stay *stay;
    const char *number;
    xmlNode *mark, *last; /* the last block of what is included */
    xmlNode *own;         /* the guest's last section; NULL: none */
    xmlNode *ours;        /* the section of ours that goes on behind it; NULL: none */
    bool has_other_pages, has_other_headers, has_other_columns;
    bool has_begun; /* the first section of what is included */
};

static bool is_mark(const xmlNode *node)
{
    return node && node->type == XML_ELEMENT_NODE && !node->ns &&
           !strcmp((const char *)node->name, mark_name);
}

static unsigned long number_of(const xmlNode *mark, const char *name)
{
    xmlChar *value = xmlGetNoNsProp((xmlNode *)(uintptr_t)mark, (const xmlChar *)name);
    unsigned long number = value ? strtoul((const char *)value, NULL, 10) : 0;
    xmlFree(value);
    return number;
}

static bool is_block(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && !word_is(node, "bookmarkStart") && !word_is(node, "bookmarkEnd");
}

/* The last of the elements that belong to a mark. */
static xmlNode *last_of(xmlNode *mark)
{
    xmlNode *last = mark;
    for (unsigned long count = number_of(mark, "blocks"); count > 0; count--) {
        xmlNode *next = tree_element_from(last->next);
        if (!next)
            break;
        last = next;
    }
    return last;
}

/* The section that a block of a body ends or is, or NULL. */
static xmlNode *section_of(xmlNode *block)
{
    if (word_is(block, "sectPr"))
        return block;
    return word_is(block, "p") ? word_child(word_child(block, "pPr"), "sectPr") : NULL;
}

/* The section a place is in: the next that ends, past documents not settled yet. */
static xmlNode *section_after(xmlNode *node)
{
    for (xmlNode *next = node->next; next; next = next->next) {
        if (is_mark(next))
            next = last_of(next);
        else if (section_of(next))
            return section_of(next);
    }
    return NULL;
}

/* ---- what is told ---- */

static void warn(const struct joining *joining)
{
    static const char *const words[][2] = {
        {"đầu trang và chân trang", "headers and footers"},
        {"khổ giấy và lề riêng của các phần", "page settings of the sections"}};
    bool drops[] = {joining->has_other_headers, joining->has_other_pages || joining->has_other_columns};
    struct guest *guest = joining->stay->guest;
    for (size_t i = 0; i < sizeof(drops) / sizeof(*drops); i++)
        if (drops[i] && !joining->stay->is_refused && !guest->has_told_sections)
            problems_add(joining->settling->includes->evaluation->problems, PROBLEM_TEMPLATE_INCLUDE_DROPS,
                         &joining->stay->place, guest->name.bytes, words[i][0], words[i][1]);
    guest->has_told_sections = guest->has_told_sections || drops[0] || drops[1];
}

/* ---- sections that go ---- */

static void end_page(xmlNode *section)
{
    xmlNode *run = tree_new_element(section->doc, section->ns, "r");
    xmlNode *page = tree_new_element(section->doc, section->ns, "br");
    tree_set_attribute(page, page->ns, "type", STRING("page"));
    tree_append(run, page);
    tree_append(paragraph_around(section), run);
}

static void flow_section(xmlNode *section)
{
    if (!section_is_continuous(section))
        end_page(section);
    tree_remove(section);
}

void sections_flow(xmlNode *body)
{
    for (xmlNode *node = body, *next; node; node = next) {
        bool goes = word_is(node, "sectPr") && word_is(node->parent, "pPr");
        next = tree_next(node, body, goes);
        if (goes)
            flow_section(node);
    }
}

/* ---- sections that stay ---- */

typedef void section_work(struct joining *joining, xmlNode *section);

/* The sections of the guest itself in order, without those of documents that it includes. */
static void each_section(struct joining *joining, section_work *work)
{
    for (xmlNode *block = joining->mark, *next; block; block = next) {
        xmlNode *section = block == joining->mark ? NULL : section_of(block);
        bool is_last = block == joining->last;
        next = block->next;
        if (block != joining->mark && is_mark(block))
            next = last_of(block) == joining->last ? NULL : last_of(block)->next;
        else if (section)
            work(joining, section);
        if (is_last)
            break;
    }
    if (joining->own)
        work(joining, joining->own);
}

static struct string host_words(struct joining *joining, size_t slot)
{
    struct includes *includes = joining->settling->includes;
    struct package *package = includes->host->package;
    struct string name = {"", 0};
    xmlNode *root = xmlDocGetRootElement(joining->mark->doc);
    for (xmlNode *node = root; node; node = tree_next(node, root, is_mark(node))) {
        if (!sections_is_reference(node) || section_slot(node) != slot || sections_brought(includes, node))
            continue;
        name = sections_header_id(includes, node);
        if (node->parent == joining->ours)
            break;
    }
    size_t count;
    const struct relationship *list =
        package_relationships(package, includes->document, &count, includes->evaluation->problems);
    for (size_t i = 0; list && name.length && i < count; i++) {
        const struct part *part =
            string_equal(list[i].id, name) ? package_lookup(package, list[i].part) : NULL;
        if (part)
            return section_host_words(includes, joining->settling->rendered, part);
    }
    return (struct string){"", 0};
}

static void compare(struct joining *joining, xmlNode *section)
{
    struct page theirs = section_page(section), ours = section_page(joining->ours);
    joining->has_other_pages = joining->has_other_pages || page_is_far(&theirs, &ours);
    joining->has_other_columns = joining->has_other_columns || theirs.columns != ours.columns ||
                                 (theirs.has_borders && !ours.has_borders);
    for (xmlNode *child = section->children; child && !joining->has_other_headers; child = child->next) {
        const struct brought_header *header =
            sections_is_reference(child) ? sections_brought(joining->settling->includes, child) : NULL;
        bool is_used = header && header->words.length &&
                       (section_slot(child) % 3 == 0 ||
                        (section_slot(child) % 3 == 1 && section_has_title_page(section)));
        if (is_used)
            joining->has_other_headers =
                !string_equal(header->words, host_words(joining, section_slot(child)));
    }
}

static void own_section(struct joining *joining, xmlNode *section)
{
    tree_set_attribute(section, NULL, "vanban", string_of(joining->number));
}

void section_end_at(xmlNode *paragraph, xmlNode *section)
{
    xmlNode *properties = paragraph_properties(paragraph);
    xmlNode *change = word_child(properties, "pPrChange");
    if (change)
        tree_put_before(change, section);
    else
        tree_append(properties, section);
}

static xmlNode *new_paragraph(xmlNode *beside)
{
    return tree_new_element(beside->doc, beside->parent->ns, "p");
}

/* Ends the section before what is included, if anything stands in it. */
static bool end_before(struct joining *joining)
{
    xmlNode *before = tree_element_back(joining->mark->prev);
    while (before && !is_block(before))
        before = tree_element_back(before->prev);
    if (!before || section_of(before))
        return false;
    xmlNode *section = tree_copy(joining->ours);
    if (!word_is(before, "p")) {
        before = new_paragraph(joining->last);
        tree_put_before(joining->mark, before);
    }
    section_end_at(before, section);
    return true;
}

static bool is_empty_paragraph(const xmlNode *block)
{
    if (!word_is(block, "p"))
        return false;
    for (const xmlNode *child = block->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !word_is(child, "pPr") && is_block(child))
            return false;
    return true;
}

/* True if nothing to be read stands between what is included and the end of the section of ours. */
static bool is_at_end(const struct joining *joining)
{
    for (xmlNode *block = joining->last->next; block; block = block->next) {
        if (block == joining->ours)
            return true;
        if (block->type != XML_ELEMENT_NODE || !is_block(block))
            continue;
        if (!is_empty_paragraph(block))
            return false;
        if (section_of(block) == joining->ours)
            return true;
    }
    return true;
}

static void end_behind(struct joining *joining)
{
    xmlNode *own = joining->own;
    if (is_at_end(joining)) {
        tree_put_before(joining->ours, own);
        tree_remove(joining->ours);
        joining->ours = NULL;
        return;
    }
    xmlNode *last = joining->last;
    if (!word_is(last, "p") || section_of(last)) {
        last = new_paragraph(joining->last);
        tree_put_after(joining->last, last);
    }
    section_end_at(last, own);
}

/* The first section of what is included begins on a new page, but columns alone need none. */
static void begin_first(struct joining *joining, xmlNode *section)
{
    bool is_soft = !joining->has_other_pages && !joining->has_other_headers && !joining->stay->is_asked;
    if (joining->has_begun)
        return;
    joining->has_begun = true;
    if (is_soft)
        section_begin(section, "continuous");
    else if (section_is_continuous(section))
        section_begin(section, NULL);
    if (joining->ours && is_soft)
        section_begin(joining->ours, "continuous");
    else if (joining->ours && section_is_continuous(joining->ours))
        section_begin(joining->ours, NULL);
}

/* What is said once for a section stays with its first part. */
static void go_on(xmlNode *section)
{
    xmlNode *numbers = word_child(section, "pgNumType");
    section_remove(section, "titlePg");
    if (numbers)
        xmlUnsetNsProp(numbers, numbers->ns, (const xmlChar *)"start");
}

static void join(struct joining *joining)
{
    if (!joining->own)
        joining->own = tree_copy(joining->ours);
    each_section(joining, own_section);
    bool has_begun = end_before(joining);
    xmlNode *own = joining->own;
    if (has_begun)
        go_on(joining->ours);
    end_behind(joining);
    joining->own = NULL;
    each_section(joining, begin_first);
    begin_first(joining, own);
    joining->settling->has_joined = true;
}

/* ---- marks ---- */

static void flow(struct joining *joining, xmlNode *section)
{
    if (section != joining->own)
        flow_section(section);
}

static void settle(struct settling *settling, xmlNode *mark)
{
    const struct stay *stays = (const struct stay *)(const void *)settling->includes->stays.bytes;
    unsigned long number = number_of(mark, "number");
    struct joining joining = {.settling = settling,
                              .stay = &stays[number],
                              .number =
                                  arena_format(settling->includes->evaluation->lasting, "%lu", number).bytes,
                              .mark = mark,
                              .last = last_of(mark),
                              .own = word_child(mark, "sectPr")};
    bool is_in_body = word_is(mark->parent, "body");
    joining.ours = is_in_body ? section_after(joining.last) : NULL;
    if (is_in_body && !joining.ours) {
        joining.ours = tree_new_element(mark->doc, mark->parent->ns, "sectPr");
        tree_append(mark->parent, joining.ours);
    }
    each_section(&joining, compare);
    bool is_other = joining.has_other_pages || joining.has_other_headers || joining.has_other_columns;
    if (is_in_body && (joining.stay->is_asked || (is_other && !joining.stay->is_refused))) {
        join(&joining);
    } else {
        each_section(&joining, flow);
        warn(&joining);
    }
    tree_remove(mark);
}

static void settle_all(struct settling *settling, xmlNode *root)
{
    for (xmlNode *node = root, *next; node; node = next) {
        if (is_mark(node)) {
            next = node->next;
            settle(settling, node);
            continue;
        }
        next = tree_next(node, root, false);
    }
    if (settling->has_joined)
        sections_connect_headers(settling->includes, root);
}

bool sections_settle(struct includes *includes, struct buffer *rendered)
{
    struct settling settling = {.includes = includes, .rendered = rendered};
    struct evaluation *evaluation = includes->evaluation;
    const struct template *host = includes->host;
    const struct template_part *part = template_find_part(host, includes->document);
    struct place place = {.file = package_file(host->package), .part = includes->document};
    if (!includes->stays.length || !part)
        return true;
    struct buffer *bytes = &rendered[part - host->parts];
    xmlDoc *document =
        tree_hold(xml_parse(buffer_string(bytes), &place, evaluation->limits, evaluation->problems));
    if (!document)
        return false;
    settle_all(&settling, xmlDocGetRootElement(document));
    buffer_truncate(bytes, 0);
    xml_append_document(bytes, document);
    tree_release(document);
    return true;
}
