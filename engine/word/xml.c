/*
 * Parsing with libxml2 and writing of our own.
 *
 * libxml2 hides failed allocations, so its allocator keeps a flag for each
 * thread; xml_parse() looks at it and leaves by memory_exhausted(). The parser
 * is stopped at the first DOCTYPE and beyond the depth limit from within its
 * callbacks, before it can spend time on them.
 */

#include "word/xml.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/memory.h"
#include "package/xml_attributes.h"
#include "package/xml_error.h"

const char word_namespace[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const char word_namespace_strict[] = "http://purl.oclc.org/ooxml/wordprocessingml/main";

static _Thread_local bool allocation_failed;

static void *noticed(void *block)
{
    if (!block)
        allocation_failed = true;
    return block;
}

static void *allocate(size_t size)
{
    return noticed(malloc(size ? size : 1));
}

static void *resize(void *block, size_t size)
{
    return noticed(realloc(block, size ? size : 1));
}

static char *duplicate(const char *text)
{
    return noticed(strdup(text));
}

static void start_once(void)
{
    xmlMemSetup(free, allocate, resize, duplicate);
    xmlInitParser();
}

void xml_start(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_once);
}

void xml_watch_memory(void)
{
    xml_start();
    allocation_failed = false;
}

bool xml_memory_failed(void)
{
    return allocation_failed;
}

/* What stops a parse, aside from bad syntax. */
struct parse {
    uint64_t depth_limit;
    bool has_doctype;
    bool is_too_deep;
    startElementNsSAX2Func start_element;
    struct xml_fault fault;
};

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                           const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    xmlParserCtxtPtr parser = context;
    ((struct parse *)parser->_private)->has_doctype = true;
    xmlStopParser(parser);
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count,
                          int defaulted_count, const xmlChar **attributes)
{
    xmlParserCtxtPtr parser = context;
    struct parse *parse = parser->_private;
    if (parser->nodeNr >= 0 && (uint64_t)parser->nodeNr >= parse->depth_limit) {
        parse->is_too_deep = true;
        xmlStopParser(parser);
        return;
    }
    parse->start_element(context, name, prefix, uri, namespace_count, namespaces, attribute_count,
                         defaulted_count, attributes);
}

static void note_error(void *context, xmlErrorPtr error)
{
    xmlParserCtxtPtr parser = context;
    xml_fault_note(&((struct parse *)parser->_private)->fault, error);
}

static bool parse_succeeded(xmlParserCtxtPtr parser, struct parse *parse, const struct place *where,
                            const struct limits *limits, struct problems *problems)
{
    if (parse->has_doctype) {
        problems_add(problems, PROBLEM_XML_DOCTYPE, where, NULL);
        return false;
    }
    if (parse->is_too_deep) {
        limits_allow(limits, LIMIT_XML_DEPTH, parse->depth_limit + 1, where, problems);
        return false;
    }
    if (!parser->wellFormed || !parser->myDoc || !xmlDocGetRootElement(parser->myDoc)) {
        xml_fault_report(&parse->fault, xmlCtxtGetLastError(parser), where, problems);
        return false;
    }
    return true;
}

xmlDocPtr xml_parse(struct string bytes, const struct place *where, const struct limits *limits,
                    struct problems *problems)
{
    enum {
        OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |
                  XML_PARSE_NOENT | XML_PARSE_HUGE
    };
    if (!xml_attributes_allow(bytes, where, problems))
        return NULL;
    xml_start();
    allocation_failed = false;
    struct parse parse = {.depth_limit = limits->values[LIMIT_XML_DEPTH]};
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser)
        memory_exhausted();
    parse.start_element = parser->sax->startElementNs;
    parser->sax->startElementNs = start_element;
    parser->sax->internalSubset = refuse_doctype;
    parser->sax->serror = note_error;
    parser->_private = &parse;
    xmlDocPtr document = bytes.length <= INT32_MAX ? xmlCtxtReadMemory(parser, bytes.bytes ? bytes.bytes : "",
                                                                       (int)bytes.length, NULL, NULL, OPTIONS)
                                                   : NULL;
    parser->myDoc = document;
    bool is_done = !allocation_failed && parse_succeeded(parser, &parse, where, limits, problems);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    if (!is_done) {
        xmlFreeDoc(document);
        document = NULL;
    }
    if (allocation_failed)
        memory_exhausted();
    return document;
}
