/* Documents with sections, for tests, and what is seen of them: blocks, --- and what a section says. */

#include "inclusions.h"

#define RELATED(id, kind, target)                                                                            \
    "<Relationship Id=\"" id "\" Type=\"" RELATION kind "\" Target=\"" target "\"/>"
#define SAY(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TALL "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
#define WIDE "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
#define SECTION(more) "<w:sectPr>" more "</w:sectPr>"
#define ENDS(text, more)                                                                                     \
    "<w:p><w:pPr><w:sectPr>" more "</w:sectPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define HEADER(id, type) "<w:headerReference w:type=\"" type "\" r:id=\"" id "\"/>"
#define TITLE "<w:titlePg/>"
#define HEADED(text)                                                                                         \
    {                                                                                                        \
        STRING("word/header1.xml"), STRING("<w:hdr " MAIN ">" text "</w:hdr>")                               \
    }

/* Its relationship rId7 is a header. */
#define HEADER_RELATION                                                                                      \
    {                                                                                                        \
        STRING("word/_rels/document.xml.rels"),                                                              \
            STRING(RELS_OPEN RELATED("rId7", "header", "header1.xml") "</Relationships>")                    \
    }

static inline struct string header_of(struct fixture *fixture, const char *id)
{
    size_t count;
    const struct relationship *list = package_relationships(
        fixture->rendering.result, STRING("word/document.xml"), &count, fixture->rendering.problems);
    for (size_t i = 0; i < count; i++)
        if (string_is(list[i].id, id))
            return package_read(fixture->rendering.result,
                                package_lookup(fixture->rendering.result, list[i].part),
                                fixture->rendering.arena, fixture->rendering.problems);
    fail_msg("no relationship %s", id);
    return (struct string){"", 0};
}

static inline void show_header(struct fixture *fixture, struct buffer *out, const xmlNode *reference)
{
    struct buffer text = {0};
    xmlChar *id = xmlGetProp((xmlNode *)(uintptr_t)reference, (const xmlChar *)"id");
    show_part(&text, header_of(fixture, (const char *)id), &fixture->rendering.limits,
              fixture->rendering.problems);
    struct string shown = string_trim(buffer_string(&text));
    buffer_append_format(out, " %s “%.*s”", word_attribute(reference, "type"),
                         string_is(shown, "¶") ? 0 : (int)shown.length, shown.bytes);
    buffer_release(&text);
    xmlFree(id);
}

static inline void show_section(struct fixture *fixture, struct buffer *out, const xmlNode *section)
{
    const char *width = word_attribute(word_child(section, "pgSz"), "w");
    const char *type = word_attribute(word_child(section, "type"), "val");
    const char *start = word_attribute(word_child(section, "pgNumType"), "start");
    buffer_append_format(out, "---%s%s%s%s", width ? " " : "", width ? width : "", type ? " " : "",
                         type ? type : "");
    for (const xmlNode *child = section->children; child; child = child->next)
        if (word_is(child, "headerReference"))
            show_header(fixture, out, child);
    buffer_append_format(out, "%s%s%s\n", start ? " start " : "", start ? start : "",
                         word_child(section, "titlePg") ? " title" : "");
}

static inline void show_body(struct fixture *fixture, struct buffer *out)
{
    xmlDoc *document =
        xml_parse(fixture->document, NULL, &fixture->rendering.limits, fixture->rendering.problems);
    const xmlNode *body = word_child(xmlDocGetRootElement(document), "body");
    for (const xmlNode *block = body->children; block; block = block->next) {
        struct buffer format = {0};
        if (word_is(block, "sectPr"))
            show_section(fixture, out, block);
        if (!word_is(block, "p")) {
            buffer_append_text(out, word_is(block, "tbl") ? "table\n" : "");
            continue;
        }
        show_content(out, block, &format);
        buffer_append_text(out, "\n");
        buffer_release(&format);
        if (word_child(word_child(block, "pPr"), "sectPr"))
            show_section(fixture, out, word_child(word_child(block, "pPr"), "sectPr"));
    }
    buffer_append_byte(out, '\0');
    xmlFreeDoc(document);
}
