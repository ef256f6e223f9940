/* Pages of sections, and marks that say which body of an included document has them. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "template/graft.h"
#include "template/picture.h"
#include "template/sections.h"
#include "word/tree.h"
#include "word/xml.h"

/* A4, when a section does not say it. */
enum { USUAL_WIDTH = 11906, USUAL_HEIGHT = 16838 };

static long number_or(const xmlNode *element, const char *name, long otherwise)
{
    const char *value = element ? word_attribute(element, name) : NULL;
    long number = value ? strtol(value, NULL, 10) : 0;
    return number > 0 && number < INT32_MAX ? number : otherwise;
}

struct page section_page(const xmlNode *section)
{
    const xmlNode *size = word_child(section, "pgSz"), *columns = word_child(section, "cols");
    const xmlNode *separate = columns ? word_child(columns, "col") : NULL;
    long count = 0;
    for (const xmlNode *column = separate; column; column = column->next)
        count += word_is(column, "col");
    return (struct page){.width = number_or(size, "w", USUAL_WIDTH),
                         .height = number_or(size, "h", USUAL_HEIGHT),
                         .columns = count > 1 ? count : number_or(columns, "num", 1),
                         .has_borders = word_child(section, "pgBorders") != NULL};
}

bool section_has_title_page(const xmlNode *section)
{
    const xmlNode *title = word_child(section, "titlePg");
    const char *value = title ? word_attribute(title, "val") : NULL;
    return title && (!value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0));
}

bool page_is_far(const struct page *a, const struct page *b)
{
    long wider = labs(a->width - b->width), higher = labs(a->height - b->height);
    return wider * 10 > a->width || higher * 10 > a->height;
}

/* ---- does it matter? ---- */

static bool has_reference(const xmlNode *section)
{
    for (const xmlNode *child = section->children; child; child = child->next)
        if (sections_is_reference(child))
            return true;
    return false;
}

/* The number behind `needle` from there on. */
static long number_behind(struct string bytes, const char *needle, size_t from)
{
    size_t at = string_find(bytes, string_of(needle), from);
    return at == SIZE_MAX ? 0 : strtol(bytes.bytes + at + strlen(needle), NULL, 10);
}

static struct page page_at(struct string bytes, size_t at)
{
    return (struct page){.width = number_behind(bytes, " w:w=\"", at),
                         .height = number_behind(bytes, " w:h=\"", at)};
}

/* True if the pages of the host are of that size wherever it says one. */
static bool is_size_of_host(const struct includes *includes, struct page page)
{
    struct page ours = {.width = USUAL_WIDTH, .height = USUAL_HEIGHT};
    struct string bytes = includes->document_bytes;
    size_t at = string_find(bytes, STRING("<w:pgSz "), 0);
    bool is_same = at != SIZE_MAX || !page_is_far(&page, &ours);
    for (; is_same && at != SIZE_MAX; at = string_find(bytes, STRING("<w:pgSz "), at + 1)) {
        ours = page_at(bytes, at);
        is_same = !page_is_far(&page, &ours);
    }
    return is_same;
}

static bool is_like_host(const struct includes *includes, const xmlNode *section)
{
    const struct page page = section_page(section);
    return page.columns == 1 && !page.has_borders &&
           string_find(includes->document_bytes, STRING(" w:num=\""), 0) == SIZE_MAX &&
           is_size_of_host(includes, page);
}

bool sections_may_matter(const struct includes *includes, const struct stay *stay, struct string part,
                         xmlNode *body)
{
    if (!includes->may_get_sections || !string_equal(part, includes->document))
        return false;
    bool matters = stay->is_asked;
    for (xmlNode *node = body; node && !matters; node = tree_next(node, body, false))
        if (word_is(node, "sectPr"))
            matters = node->parent != body || has_reference(node) || !is_like_host(includes, node);
    return matters;
}

/* ---- may they come? ---- */

/* True unless the document as it is stored has no sections but such as the host has. */
static bool has_sections(const struct includes *includes, struct string document)
{
    static const char *const signs[] = {"headerReference",     "footerReference", "w:cols ", "pgBorders",
                                        "</w:sectPr></w:pPr>", "include",         "chèn",    "document\""};
    bool has = string_find(document, STRING("<w:document"), 0) == SIZE_MAX;
    for (size_t i = 0; !has && i < sizeof(signs) / sizeof(*signs); i++)
        has = string_find(document, string_of(signs[i]), 0) != SIZE_MAX;
    size_t at = string_find(document, STRING("<w:pgSz "), 0);
    return has || (at != SIZE_MAX && !is_size_of_host(includes, page_at(document, at)));
}

/* Looks at a document without telling what may be wrong with it. */
static bool may_bring(const struct includes *includes, struct string name)
{
    struct evaluation *evaluation = includes->evaluation;
    const struct template_files *files = includes->media->files;
    struct problems *silent = problems_new();
    struct string bytes =
        files ? files->read(files->context, name, evaluation->lasting, silent) : (struct string){NULL, 0};
    struct package *package =
        bytes.bytes ? package_open_bytes(name, bytes, evaluation->limits, silent) : NULL;
    const struct part *part = package ? package_main_document(package, silent) : NULL;
    struct string document =
        part ? package_read(package, part, evaluation->lasting, silent) : (struct string){NULL, 0};
    bool may = document.bytes && has_sections(includes, document);
    package_close(package);
    problems_free(silent);
    return may;
}

static bool mentions_record(const struct tag *tag)
{
    struct string text = tag->source.text;
    return string_find(text, STRING("document"), 0) != SIZE_MAX &&
           (string_find(text, STRING(":"), 0) != SIZE_MAX || string_find(text, STRING("="), 0) != SIZE_MAX);
}

bool sections_may_come(const struct includes *includes)
{
    struct tag *const *tags = (struct tag *const *)(const void *)includes->host->tags.bytes;
    bool may = scope_has_such(includes->evaluation->scope, include_is);
    for (size_t i = 0; !may && i < includes->host->tags.length / sizeof(*tags); i++) {
        const struct value *name =
            tags[i]->statement.is_include ? expression_literal(tags[i]->statement.expression) : NULL;
        bool is_text = name && name->kind == VALUE_TEXT;
        may = tags[i]->statement.is_include && is_text
                  ? may_bring(includes, name->as.text)
                  : tags[i]->statement.is_include || mentions_record(tags[i]);
    }
    return may;
}

/* ---- marks ---- */

void sections_mark(struct includes *includes, const struct stay *stay, xmlNode *body, struct buffer *out,
                   size_t blocks)
{
    xmlNode *section = word_child(body, "sectPr");
    size_t number = includes->stays.length / sizeof(*stay);
    buffer_append(&includes->stays, (const char *)stay, sizeof(*stay));
    buffer_append_format(out, "<vanban-section xmlns=\"\" number=\"%zu\" blocks=\"%zu\">", number, blocks);
    if (section)
        graft_append(out, section);
    buffer_append_text(out, "</vanban-section>");
}

/* ---- changes ---- */

void section_remove(xmlNode *section, const char *name)
{
    xmlNode *child = word_child(section, name);
    if (child)
        tree_remove(child);
}

bool section_is_continuous(const xmlNode *section)
{
    const char *type = word_attribute(word_child(section, "type"), "val");
    return type && !strcmp(type, "continuous");
}

/* Where the schema wants it: behind the last child of these names. */
static void put_behind(xmlNode *section, xmlNode *added, const char *const *before, size_t count)
{
    xmlNode *behind = NULL;
    for (xmlNode *child = section->children; child; child = child->next)
        for (size_t i = 0; i < count; i++)
            if (word_is(child, before[i]))
                behind = child;
    if (behind)
        tree_put_after(behind, added);
    else
        tree_put_first(section, added);
}

void section_begin(xmlNode *section, const char *type)
{
    section_remove(section, "type");
    if (!type)
        return;
    static const char *const before[] = {"headerReference", "footerReference", "footnotePr", "endnotePr"};
    xmlNode *kind = tree_new_element(section->doc, section->ns, "type");
    tree_set_attribute(kind, kind->ns, "val", string_of(type));
    put_behind(section, kind, before, sizeof(before) / sizeof(*before));
}

void section_number_pages(xmlNode *section)
{
    static const char *const before[] = {
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz",
        "pgMar",           "paperSrc",        "pgBorders",  "lnNumType"};
    xmlNode *numbers = word_child(section, "pgNumType");
    if (!numbers) {
        numbers = tree_new_element(section->doc, section->ns, "pgNumType");
        put_behind(section, numbers, before, sizeof(before) / sizeof(*before));
    }
    if (!word_attribute(numbers, "start"))
        tree_set_attribute(numbers, numbers->ns, "start", STRING("1"));
}
