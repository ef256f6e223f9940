#ifndef VANBAN_PACKAGE_XML_ERROR_H
#define VANBAN_PACKAGE_XML_ERROR_H

#include "base/problems.h"

struct _xmlError;
struct _xmlParserCtxt;

/*
 * The first thing that is wrong with XML: what libxml2 tells after it is mostly a consequence. Vietnamese for
 * the usual mistakes, else as libxml2 says it; in English always so. Starts as {0}.
 */
struct xml_fault {
    char words[400]; /* PROBLEM_WORDS() */
    uint32_t line, column;
    bool is_noted;
};

/* Parses to the end; what belongs to no parser, errors of encodings, is not printed. */
void xml_parse_silently(struct _xmlParserCtxt *parser);
/* For a structured error handler of a parser. */
void xml_fault_note(struct xml_fault *fault, const struct _xmlError *error);
/* Adds PROBLEM_XML_SYNTAX; `last` is what the parser told last, for want of better; NULL: nothing. */
void xml_fault_report(struct xml_fault *fault, const struct _xmlError *last, const struct place *where,
                      struct problems *problems);
/* Of a part without a byte in it. */
void xml_fault_report_empty(const struct place *where, struct problems *problems);

#endif
