/* Field codes: simple ones in an attribute, complex ones over runs, one in another (ECMA-376 part 1, 17.16).
 */

#include "template/fields.h"

#include <string.h>
#include <strings.h>

#include "word/tree.h"
#include "word/xml.h"

static const char *const refused[] = {"DDE",  "DDEAUTO",  "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE",
                                      "LINK", "DATABASE", "IMPORT",  "HTMLACTIVEX", "CONTROL",
                                      NULL};

struct field_reader {
    struct compilation *compilation;
    struct buffer codes;   /* of the fields open, one behind the other */
    struct buffer begins;  /* size_t: where each of them begins */
    unsigned result_depth; /* fields whose code is over, their result not */
};

bool fields_are_likely(struct string bytes)
{
    return string_find(bytes, STRING("instrText"), 0) != SIZE_MAX ||
           string_find(bytes, STRING("fldSimple"), 0) != SIZE_MAX;
}

static bool is_one_of(struct string word, const char *const *names)
{
    for (const char *const *name = names; *name; name++)
        if (word.length == strlen(*name) && !strncasecmp(word.bytes, *name, word.length))
            return true;
    return false;
}

/* The next word of a code from *to on; a text in quotes is one, without them. Empty at the end. */
static struct string next_word(struct string code, size_t *from, size_t *to)
{
    for (*from = *to; *from < code.length && strchr(" \t\r\n", code.bytes[*from]);)
        (*from)++;
    bool is_quoted = *from < code.length && code.bytes[*from] == '"';
    *from += is_quoted;
    for (*to = *from; *to < code.length && !strchr(is_quoted ? "\"" : " \t\r\n\"", code.bytes[*to]);)
        (*to)++;
    struct string word = string_slice(code, *from, *to);
    *to += is_quoted && *to < code.length;
    return word;
}

bool field_names_bookmark(struct string code, size_t *from, size_t *to)
{
    static const char *const references[] = {"REF", "PAGEREF", "NOTEREF", NULL};
    static const char *const links[] = {"HYPERLINK", NULL};
    *to = 0;
    struct string word = next_word(code, from, to);
    if (is_one_of(word, links)) {
        while (word.length && !string_is(word, "\\l"))
            word = next_word(code, from, to);
    } else if (!is_one_of(word, references)) {
        return false;
    }
    word = next_word(code, from, to);
    *to = *from + word.length;
    return word.length && word.bytes[0] != '\\';
}

static bool has_tag(struct string word)
{
    static const char *const openings[] = {"{{", "{%", "{#", NULL};
    for (const char *const *opening = openings; *opening; opening++)
        if (string_find(word, string_of(*opening), 0) != SIZE_MAX)
            return true;
    return false;
}

static void check_code(struct compilation *compilation, struct string code)
{
    struct string trimmed = string_trim(code);
    size_t length = 0;
    while (length < trimmed.length && !strchr(" \t\r\n\"\\", trimmed.bytes[length]))
        length++;
    struct string word = string_slice(trimmed, 0, length);
    struct place place = compilation->place;
    place.near = string_slice(trimmed, 0, trimmed.length < 80 ? trimmed.length : length);
    if (is_one_of(word, refused))
        problems_add(compilation->problems, PROBLEM_TEMPLATE_FIELD_REFUSED, &place,
                     arena_copy(compilation->arena, word).bytes);
    else if (has_tag(word))
        problems_add(compilation->problems, PROBLEM_TEMPLATE_FIELD_TAG, &place, NULL);
}

static size_t open_count(const struct field_reader *reader)
{
    return reader->begins.length / sizeof(size_t);
}

static void begin_field(struct field_reader *reader)
{
    size_t begin = reader->codes.length;
    buffer_append(&reader->begins, (const char *)&begin, sizeof(begin));
}

/* The code of the innermost field is whole. */
static void end_code(struct field_reader *reader)
{
    size_t begin;
    if (!open_count(reader))
        return;
    reader->begins.length -= sizeof(begin);
    memcpy(&begin, reader->begins.bytes + reader->begins.length, sizeof(begin));
    check_code(reader->compilation, string_slice(buffer_string(&reader->codes), begin, reader->codes.length));
    buffer_truncate(&reader->codes, begin);
}

static void read_mark(struct field_reader *reader, const xmlNode *mark)
{
    const char *type = word_attribute(mark, "fldCharType");
    if (!type)
        return;
    if (!strcmp(type, "begin")) {
        begin_field(reader);
    } else if (!strcmp(type, "separate")) {
        end_code(reader);
        reader->result_depth++;
    } else if (reader->result_depth) {
        reader->result_depth--;
    } else {
        end_code(reader);
    }
}

void fields_check(struct compilation *compilation, xmlNode *root)
{
    struct field_reader reader = {.compilation = compilation};
    for (xmlNode *node = root; node; node = tree_next(node, root, false)) {
        if (word_is(node, "fldChar"))
            read_mark(&reader, node);
        else if (word_is(node, "instrText") || word_is(node, "delInstrText"))
            buffer_append_string(&reader.codes, tree_text(node));
        else if (word_is(node, "fldSimple") && word_attribute(node, "instr"))
            check_code(compilation, string_of(word_attribute(node, "instr")));
    }
    while (open_count(&reader))
        end_code(&reader);
    buffer_release(&reader.codes);
    buffer_release(&reader.begins);
}
