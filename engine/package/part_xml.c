#include "package/part_xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

#include "base/memory.h"
#include "package/xml_attributes.h"
#include "package/xml_error.h"

struct visit {
    const struct xml_visitor *visitor;
    xmlParserCtxtPtr parser;
    size_t depth;
    bool has_doctype;
    struct xml_fault fault;
};

struct string xml_element_attribute(const struct xml_element *element, const char *namespace_uri,
                                    const char *name)
{
    enum { LOCAL_NAME, PREFIX, NAMESPACE, VALUE, VALUE_END, FIELDS };
    for (size_t i = 0; i < element->attribute_count; i++) {
        const unsigned char **fields = element->attributes + i * FIELDS;
        const char *uri = (const char *)fields[NAMESPACE];
        bool same_namespace =
            uri == NULL || namespace_uri == NULL ? uri == namespace_uri : strcmp(uri, namespace_uri) == 0;
        if (same_namespace && strcmp((const char *)fields[LOCAL_NAME], name) == 0)
            return (struct string){(const char *)fields[VALUE], (size_t)(fields[VALUE_END] - fields[VALUE])};
    }
    return (struct string){0};
}

static struct string name_or_empty(const xmlChar *name)
{
    return name != NULL ? string_of((const char *)name) : STRING("");
}

static uint64_t bytes_before(xmlParserCtxtPtr parser)
{
    const xmlParserInput *input = parser->input;
    return input->consumed + (uint64_t)(input->cur - input->base);
}

/* The parser stands behind the last attribute, and no attribute can contain "<". */
static uint64_t tag_begin(xmlParserCtxtPtr parser)
{
    const xmlChar *at = parser->input->cur;
    uint64_t position = bytes_before(parser);
    while (at > parser->input->base && *at != '<') {
        at--;
        position--;
    }
    return position;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count,
                          int defaulted_count, const xmlChar **attributes)
{
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted_count;
    struct visit *visit = ((xmlParserCtxtPtr)context)->_private;
    struct xml_element element = {
        .namespace_uri = name_or_empty(uri),
        .name = name_or_empty(name),
        .depth = visit->depth++,
        .begins = tag_begin(visit->parser),
        .is_utf8 = visit->parser->input->buf == NULL || visit->parser->input->buf->encoder == NULL,
        .attribute_count = (size_t)attribute_count,
        .attributes = attributes,
    };
    visit->visitor->enter(visit->visitor->context, &element);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct visit *visit = ((xmlParserCtxtPtr)context)->_private;
    visit->depth--;
    if (visit->visitor->leave != NULL)
        visit->visitor->leave(visit->visitor->context, bytes_before(visit->parser));
}

static void pass_text(void *context, const xmlChar *text, int length)
{
    struct visit *visit = ((xmlParserCtxtPtr)context)->_private;
    visit->visitor->text(visit->visitor->context, (struct string){(const char *)text, (size_t)length});
}

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    struct visit *visit = ((xmlParserCtxtPtr)context)->_private;
    visit->has_doctype = true;
    xmlStopParser(visit->parser);
}

static void free_parser(void *parser)
{
    xmlFreeParserCtxt(parser);
}

static void note_error(void *context, xmlErrorPtr error)
{
    xmlParserCtxtPtr parser = context;
    xml_fault_note(&((struct visit *)parser->_private)->fault, error);
}

static xmlParserCtxtPtr open_parser(struct string bytes, struct visit *visit)
{
    xmlInitParser();
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes.bytes, (int)bytes.length);
    if (parser == NULL)
        memory_exhausted();
    memory_undo_later(free_parser, parser);
    /* Attribute values come with their entities replaced; without a DOCTYPE there are only XML's own five. */
    xmlCtxtUseOptions(parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .serror = note_error,
                                   .internalSubset = refuse_doctype,
                                   .startElementNs = start_element,
                                   .endElementNs = end_element};
    if (visit->visitor->text != NULL)
        parser->sax->characters = parser->sax->ignorableWhitespace = parser->sax->cdataBlock = pass_text;
    parser->_private = visit;
    visit->parser = parser;
    return parser;
}

static bool report_outcome(xmlParserCtxtPtr parser, struct visit *visit, const struct place *place,
                           struct problems *problems)
{
    if (visit->has_doctype)
        problems_add(problems, PROBLEM_XML_DOCTYPE, place, NULL);
    else if (!parser->wellFormed)
        xml_fault_report(&visit->fault, &parser->lastError, place, problems);
    return !visit->has_doctype && parser->wellFormed;
}

bool part_xml_visit(struct string bytes, const struct place *place, const struct xml_visitor *visitor,
                    struct problems *problems)
{
    if (bytes.length == 0 || bytes.length > INT_MAX) {
        xml_fault_report_empty(place, problems);
        return false;
    }
    if (!xml_attributes_allow(bytes, place, problems))
        return false;
    struct visit visit = {.visitor = visitor};
    xmlParserCtxtPtr parser = open_parser(bytes, &visit);
    xml_parse_silently(parser);
    bool has_memory = parser->errNo != XML_ERR_NO_MEMORY;
    bool done = has_memory && report_outcome(parser, &visit, place, problems);
    memory_settled(free_parser, parser);
    xmlFreeParserCtxt(parser);
    if (!has_memory)
        memory_exhausted();
    return done;
}

void part_xml_append_value(struct buffer *out, struct string text)
{
    static const struct {
        char byte;
        const char *escaped;
    } rows[] = {{'&', "&amp;"}, {'<', "&lt;"},   {'>', "&gt;"},  {'"', "&quot;"},
                {'\t', "&#9;"}, {'\n', "&#10;"}, {'\r', "&#13;"}};
    for (size_t i = 0; i < text.length; i++) {
        const char *escaped = NULL;
        for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
            if (rows[row].byte == text.bytes[i])
                escaped = rows[row].escaped;
        }
        if (escaped != NULL)
            buffer_append_text(out, escaped);
        else
            buffer_append_byte(out, text.bytes[i]);
    }
}
