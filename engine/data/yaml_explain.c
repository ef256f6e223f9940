/* libyaml's problems, told in the words of problems.def at the place a person has to change. */

#include "data/yaml.h"

#include <string.h>

#include "base/memory.h"
#include "text/unicode.h"

/* Rows are searched in order; NULL matches anything. `at_context`: the place is where the broken thing began.
 */
static const struct {
    const char *context, *problem;
    enum problem_code code;
    bool at_context;
} explanations[] = {
    {NULL, "mapping values are not allowed in this context", PROBLEM_YAML_COLON, false},
    {NULL, "found a tab character that violates indentation", PROBLEM_YAML_TAB, false},
    {NULL, "found a tab character where an indentation space is expected", PROBLEM_YAML_TAB, false},
    {NULL, "found character that cannot start any token", PROBLEM_YAML_START, false},
    {"while scanning a directive", NULL, PROBLEM_YAML_START, true},
    {"while scanning a block scalar", NULL, PROBLEM_YAML_START, true},
    {"while scanning an anchor", NULL, PROBLEM_YAML_MARKUP, true},
    {"while scanning an alias", NULL, PROBLEM_YAML_MARKUP, true},
    {"while scanning a tag", NULL, PROBLEM_YAML_MARKUP, true},
    {"while parsing a node", "found undefined tag handle", PROBLEM_YAML_MARKUP, true},
    {"while parsing a quoted scalar", NULL, PROBLEM_YAML_ESCAPE, false},
    {"while scanning a quoted scalar", NULL, PROBLEM_YAML_QUOTE, true},
    {"while scanning a simple key", NULL, PROBLEM_YAML_COLON_MISSING, true},
    {"while parsing a flow sequence", NULL, PROBLEM_YAML_UNCLOSED, true},
    {"while parsing a flow mapping", NULL, PROBLEM_YAML_UNCLOSED, true},
    {NULL, "block sequence entries are not allowed in this context", PROBLEM_YAML_DASH, false},
    {"while parsing a block mapping", NULL, PROBLEM_YAML_INDENT, false},
    {"while parsing a block collection", NULL, PROBLEM_YAML_INDENT, false},
    {NULL, "did not find expected <document start>", PROBLEM_YAML_INDENT, false},
    {NULL, NULL, PROBLEM_YAML_SYNTAX, false},
};

size_t yaml_offset(const struct source_text *text, yaml_mark_t mark)
{
    return source_offset(text, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1);
}

static bool matches(const char *wanted, const char *found)
{
    return wanted == NULL || (found != NULL && strcmp(wanted, found) == 0);
}

static size_t find_explanation(const yaml_parser_t *parser)
{
    size_t row = 0;
    while (!matches(explanations[row].context, parser->context) ||
           !matches(explanations[row].problem, parser->problem))
        row++;
    return row;
}

/* The text of the line before the place. */
static struct string before(const struct source_text *text, size_t offset)
{
    size_t start = offset;
    while (start > 0 && text->bytes.bytes[start - 1] != '\n' && text->bytes.bytes[start - 1] != '\r')
        start--;
    return string_trim(string_slice(text->bytes, start, offset));
}

size_t yaml_find_tight_colon(struct string bytes, size_t offset)
{
    enum { LONGEST_NAME = 100 };
    for (size_t at = offset; at + 1 < bytes.length && at < offset + LONGEST_NAME; at++) {
        char sign = bytes.bytes[at], after = bytes.bytes[at + 1];
        if (sign == '\n' || sign == '\r')
            break;
        bool is_inside = (after >= '0' && after <= '9' && at > offset && bytes.bytes[at - 1] >= '0' &&
                          bytes.bytes[at - 1] <= '9') ||
                         after == '/';
        if (sign == ':')
            return is_inside || strchr(" \r\n\t", after) != NULL ? SIZE_MAX : at;
    }
    return SIZE_MAX;
}

/* What the table cannot tell: one problem of libyaml stands for several mistakes. */
static enum problem_code refine(const struct source_text *text, enum problem_code code, size_t offset)
{
    struct string line = before(text, offset);
    char last = line.length > 0 ? line.bytes[line.length - 1] : '\0';
    bool is_tab = offset < text->bytes.length && text->bytes.bytes[offset] == '\t';
    if (code == PROBLEM_YAML_START && is_tab)
        return PROBLEM_YAML_TAB;
    if (code == PROBLEM_YAML_INDENT && last != '\0' && strchr("\"']}", last) != NULL)
        return PROBLEM_YAML_AFTER_VALUE;
    if (code == PROBLEM_YAML_INDENT && offset < text->bytes.length && text->bytes.bytes[offset] == ':')
        return PROBLEM_YAML_KEY;
    if (code == PROBLEM_YAML_INDENT && last != '\0')
        return PROBLEM_YAML_SYNTAX;
    return code;
}

static void explain_reader(const struct source_text *text, const yaml_parser_t *parser)
{
    struct string shown = arena_format(text->reader->arena, "U+%04X", (unsigned)parser->problem_value);
    source_report(text, PROBLEM_DATA_CHARACTER, parser->problem_offset, 1, shown.bytes);
}

/* Brackets that go wrong in the line they begin in are told where they do. */
static bool is_inside_line(const yaml_parser_t *parser, enum problem_code code)
{
    return code == PROBLEM_YAML_UNCLOSED && parser->context_mark.line == parser->problem_mark.line;
}

void yaml_explain(const struct source_text *text, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR)
        memory_exhausted();
    if (parser->error == YAML_READER_ERROR) {
        explain_reader(text, parser);
        return;
    }
    size_t row = find_explanation(parser);
    bool is_at_context = explanations[row].at_context && !is_inside_line(parser, explanations[row].code);
    size_t offset = yaml_offset(text, is_at_context ? parser->context_mark : parser->problem_mark);
    size_t after = offset;
    if (offset < text->bytes.length)
        text_next(text->bytes, &after);
    struct string found = arena_copy(text->reader->arena, string_slice(text->bytes, offset, after));
    bool lacks_colon = explanations[row].code == PROBLEM_YAML_COLON_MISSING;
    size_t colon = lacks_colon ? yaml_find_tight_colon(text->bytes, offset) : SIZE_MAX;
    if (colon != SIZE_MAX) {
        source_report(text, PROBLEM_YAML_COLON_BLANK, colon, 1, NULL);
        return;
    }
    source_report(text, refine(text, explanations[row].code, offset), offset, after - offset, found.bytes);
}
