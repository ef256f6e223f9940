/* Scanning texts for tags. */

#include "template/flat.h"

#include <string.h>

#include "template/block.h"
#include "text/unicode.h"

static bool opens_raw(struct compilation *compilation, const struct tag *tag)
{
    struct string word = string_trim(tag->source.text);
    if (tag->mark != MARK_STATEMENT || word.length > 32)
        return false;
    word = text_fold_name(compilation->arena, word);
    return string_is(word, "raw") || string_is(word, "nguyên_văn");
}

static struct mark next_mark(struct scanner *scanner, struct string text, size_t *offset)
{
    return scanner->raw ? mark_next_endraw(text, offset) : mark_next(text, offset);
}

void scanner_scan(struct scanner *scanner, struct string text, const struct place *where,
                  struct buffer *found)
{
    size_t offset = 0, unclosed = 0;
    if (!scanner->raw && !mark_is_likely(text))
        return;
    while (unclosed < MOST_UNCLOSED) {
        struct mark mark = next_mark(scanner, text, &offset);
        if (mark.kind == MARK_NONE)
            return;
        if (mark.kind == MARK_UNCLOSED) {
            unclosed++;
            tag_report_unclosed(scanner->compilation, text, &mark, where);
            continue;
        }
        struct tag *tag = tag_new(scanner->compilation, text, &mark, where);
        buffer_append(found, (const char *)&tag, sizeof(tag));
        if (scanner->raw)
            scanner->raw = NULL;
        else if (opens_raw(scanner->compilation, tag))
            scanner->raw = tag;
    }
}

void scanner_finish(struct scanner *scanner)
{
    if (!scanner->raw)
        return;
    struct place place = tag_place(scanner->raw);
    problems_add(scanner->compilation->problems, PROBLEM_TEMPLATE_BLOCK_UNCLOSED, &place, "raw", "endraw");
    scanner->raw = NULL;
}

struct flat *flat_read(struct compilation *compilation, struct string text, const struct place *where)
{
    struct buffer found = {0};
    struct scanner scanner = {compilation, NULL};
    scanner_scan(&scanner, text, where, &found);
    scanner_finish(&scanner);
    if (!found.length) {
        buffer_release(&found);
        return NULL;
    }
    struct flat *flat = arena_allocate(compilation->arena, sizeof(*flat));
    struct tag **tags = arena_allocate(compilation->arena, found.length);
    memcpy(tags, found.bytes, found.length);
    flat->text = arena_copy(compilation->arena, text);
    flat->tags = tags;
    flat->count = found.length / sizeof(*tags);
    buffer_release(&found);
    for (size_t i = 0; i < flat->count; i++)
        if (tags[i]->mark != MARK_LITERAL)
            tag_parse(compilation, tags[i]);
    blocks_pair(compilation, tags, flat->count);
    return flat;
}
