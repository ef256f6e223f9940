/* Reading letters with their bytes: the visitor tells where each <w:t> begins, its text is scanned from
 * there. */

#include "register/letters.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "package/part_xml.h"
#include "text/unicode.h"

enum { MOST_DEPTH = 64 };

struct reading {
    struct string part;
    struct arena *arena;
    struct buffer letters;
    uint32_t paragraphs, open[MOST_DEPTH]; /* paragraphs within text boxes of paragraphs */
    size_t open_count, paragraph_depths[MOST_DEPTH], depth;
    bool is_utf8;
};

/* A mark that stands apart from its letter, as on a Mac, becomes one with it. */
static bool is_composed(struct reading *reading, unsigned code, size_t at, size_t length)
{
    if (code < 0x300 || code > 0x36F || reading->letters.length == 0)
        return false;
    struct letter *last =
        (struct letter *)(void *)(reading->letters.bytes + reading->letters.length - sizeof *last);
    struct buffer pair = {0};
    size_t next = 0;
    buffer_append_code_point(&pair, last->code);
    buffer_append_code_point(&pair, code);
    struct string one = text_normalise(reading->arena, buffer_string(&pair));
    unsigned composed = text_next(one, &next);
    buffer_release(&pair);
    if (next != one.length || last->at + last->length != at)
        return false;
    last->code = composed;
    last->length += length;
    return true;
}

static void add_letter(struct reading *reading, unsigned code, size_t at, size_t length)
{
    if (reading->open_count == 0 || is_composed(reading, code, at, length))
        return;
    struct letter letter = {code, reading->open[reading->open_count - 1], at, length};
    buffer_append(&reading->letters, (const char *)&letter, sizeof letter);
}

/* The byte behind the ">" of the tag that begins at `at`. */
static size_t end_of_tag(struct string part, size_t at)
{
    char quote = 0;
    for (; at < part.length; at++) {
        char byte = part.bytes[at];
        if (quote != 0)
            quote = byte == quote ? 0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '>')
            return at + 1;
    }
    return part.length;
}

/* &#160; and the five names; a part without DOCTYPE has no others. */
static unsigned entity_code(struct string name)
{
    static const struct {
        const char *name;
        unsigned code;
    } named[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    if (name.length > 1 && name.bytes[0] == '#') {
        bool is_hexadecimal = name.bytes[1] == 'x';
        return (unsigned)strtoul(name.bytes + 1 + is_hexadecimal, NULL, is_hexadecimal ? 16 : 10);
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (string_is(name, named[i].name))
            return named[i].code;
    }
    return 0xFFFD;
}

static void read_text(struct reading *reading, size_t at)
{
    struct string part = reading->part;
    while (at < part.length && part.bytes[at] != '<') {
        size_t next = at;
        unsigned code;
        if (part.bytes[at] == '&') {
            size_t end = string_find(part, STRING(";"), at);
            code = entity_code(string_slice(part, at + 1, end));
            next = end + 1;
        } else {
            code = text_next(part, &next);
        }
        add_letter(reading, code, at, next - at);
        at = next;
    }
}

static void enter(void *context, const struct xml_element *element)
{
    static const struct {
        const char *name;
        unsigned code;
    } signs[] = {{"tab", '\t'}, {"br", '\n'}, {"cr", '\n'}, {"noBreakHyphen", '-'}};
    struct reading *reading = context;
    reading->is_utf8 &= element->is_utf8;
    reading->depth = element->depth;
    if (string_is(element->name, "p") && reading->open_count < MOST_DEPTH &&
        string_find(element->namespace_uri, STRING("wordprocessingml"), 0) != SIZE_MAX) {
        reading->paragraph_depths[reading->open_count] = element->depth;
        reading->open[reading->open_count++] = ++reading->paragraphs;
    }
    if (string_is(element->name, "t") && reading->is_utf8)
        read_text(reading, end_of_tag(reading->part, element->begins));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (string_is(element->name, signs[i].name))
            add_letter(reading, signs[i].code, element->begins, 0);
    }
}

/* Elements are left innermost first, so the depth of the one left is that of the last entered or one less
 * each time. */
static void leave(void *context, uint64_t ends)
{
    struct reading *reading = context;
    (void)ends;
    if (reading->open_count > 0 && reading->paragraph_depths[reading->open_count - 1] == reading->depth)
        reading->open_count--;
    reading->depth--;
}

static int compare(const void *a, const void *b)
{
    const struct letter *first = a, *second = b;
    if (first->paragraph != second->paragraph)
        return first->paragraph < second->paragraph ? -1 : 1;
    return first->at < second->at ? -1 : first->at > second->at;
}

bool letters_read(struct letters *letters, struct string part, const struct place *place, struct arena *arena,
                  struct problems *problems)
{
    struct reading reading = {.part = part, .arena = arena, .is_utf8 = true};
    struct xml_visitor visitor = {.enter = enter, .leave = leave, .context = &reading};
    bool done = part_xml_visit(part, place, &visitor, problems);
    if (done && !reading.is_utf8) {
        problems_add(problems, PROBLEM_STAMP_ENCODING, place, NULL);
        done = false;
    }
    letters->count = reading.letters.length / sizeof *letters->list;
    letters->list = arena_allocate(arena, reading.letters.length + 1);
    memcpy(letters->list, buffer_string(&reading.letters).bytes, reading.letters.length);
    qsort(letters->list, letters->count, sizeof *letters->list, compare);
    buffer_release(&reading.letters);
    return done;
}
