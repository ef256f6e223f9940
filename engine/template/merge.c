/* Merge fields in the tree of a part. */

#include "template/merge.h"

#include <string.h>
#include <strings.h>

#include "template/made.h"
#include "template/merge_code.h"
#include "template/merge_read.h"
#include "template/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

enum {
    LONGEST_SHOWN = 60 /* bytes of a code in a problem */
};

struct merging {
    struct compilation *compilation;
    struct word_fields fields;
};

bool merge_is_likely(struct string bytes)
{
    for (const char *at = bytes.bytes, *end = bytes.bytes + bytes.length; at + 10 <= end; at++) {
        if (!(at = memchr(at, 'E', (size_t)(end - at))) || at - bytes.bytes < 1 || at + 9 > end)
            at = at ? at : end;
        else if (!strncasecmp(at - 1, "MERGEFIELD", 10))
            return true;
    }
    return false;
}

/* ---- what fields ask for ---- */

static struct string nested_expression(void *context, size_t index)
{
    const struct merging *merging = context;
    return index < merging->fields.count ? merging->fields.fields[index].expression : (struct string){"", 0};
}

static void report(struct merging *merging, enum problem_code code, struct string shown, struct string more)
{
    struct place place = merging->compilation->place;
    place.tag = arena_copy(merging->compilation->arena, shown);
    place.underline_length = (uint32_t)shown.length;
    problems_add(merging->compilation->problems, code, &place,
                 arena_copy(merging->compilation->arena, more).bytes);
}

/* The code as Alt+F9 shows it, its fields as they show. */
static struct string shown_code(struct merging *merging, const struct word_field *field)
{
    struct string code = string_trim(buffer_string(&field->code));
    struct buffer shown = {0};
    for (size_t i = 0; i < code.length && shown.length < LONGEST_SHOWN; i++) {
        if (code.bytes[i] != '\1') {
            buffer_append_byte(&shown, code.bytes[i]);
            continue;
        }
        size_t end = string_find(code, STRING("\2"), i), index = 0;
        for (i++; i < end; i++)
            index = index * 10 + (size_t)(code.bytes[i] - '0');
        buffer_append_string(&shown, merging->fields.fields[index].shown);
    }
    struct string whole = buffer_string(&shown);
    while (whole.length && ((unsigned char)whole.bytes[whole.length - 1] & 0x80) && i_am_cut(whole))
        whole.length--;
    struct string text = arena_format(merging->compilation->arena, "{%.*s}", STRING_FORMAT(whole));
    buffer_release(&shown);
    return text;
}

static void understand(struct merging *merging, struct word_field *field)
{
    struct arena *arena = merging->compilation->arena;
    struct merge_code code = {
        .code = buffer_string(&field->code), .nested = nested_expression, .context = merging};
    merge_code_read(&code, arena);
    field->expression = arena_copy(arena, buffer_string(&code.expression));
    field->shown = code.name.length ? arena_format(arena, "«%.*s»", STRING_FORMAT(code.name))
                                    : shown_code(merging, field);
    if (code.unknown.length)
        report(merging, PROBLEM_TEMPLATE_FIELD_SWITCH, field->shown, code.unknown);
    field->uses_code_format = code.uses_code_format;
    buffer_release(&code.expression);
}
