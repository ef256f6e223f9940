/* A walk through the part with the fields and the blocks that are open. */

#include "template/field_blocks.h"

#include "template/merge_read.h"
#include "text/unicode.h"
#include "word/tree.h"
#include "word/xml.h"

enum {
    LONGEST_CODE = 40 /* characters of a code in a problem */
};

/* A field that is open. */
struct open_field {
    const struct word_field *field;
    bool is_in_result;
};

/* A block that is open and the field its first tag stands in. */
struct open_block {
    const struct block *block;
    struct open_field inside;
    bool is_told;
};

struct walk {
    struct compilation *compilation;
    struct word_fields fields;
    size_t next;          /* the field that begins next */
    struct buffer open;   /* struct open_field */
    struct buffer blocks; /* struct open_block */
};

static void *last_of(const struct buffer *list, size_t size)
{
    return list->length ? list->bytes + list->length - size : NULL;
}

static struct open_field innermost(const struct walk *walk)
{
    const struct open_field *field = last_of(&walk->open, sizeof(*field));
    return field ? *field : (struct open_field){NULL, false};
}

/* Fields stand in the list in the order they begin; those of one element, w:fldSimple, have no halves. */
static void pass_mark(struct walk *walk, const xmlNode *mark)
{
    struct open_field *field = last_of(&walk->open, sizeof(*field));
    if (field && mark == field->field->separate)
        field->is_in_result = true;
    if (field && mark == field->field->end)
        walk->open.length -= sizeof(*field);
    while (walk->next < walk->fields.count && walk->fields.fields[walk->next].begin == mark) {
        const struct word_field *begun = &walk->fields.fields[walk->next++];
        if (begun->end)
            buffer_append(&walk->open, (const char *)&(struct open_field){begun, false},
                          sizeof(struct open_field));
    }
}

/* Its code as Alt+F9 shows it, up to a field in it. */
static const char *shown_code(struct walk *walk, const struct word_field *field)
{
    struct string code = string_trim(buffer_string(&field->code));
    size_t nested = string_find(code, STRING("\1"), 0), cut = text_offset(code, LONGEST_CODE);
    if (nested < cut)
        cut = nested;
    return arena_format(walk->compilation->arena, "{ %.*s%s }", (int)cut, code.length ? code.bytes : "",
                        cut < code.length ? "…" : "")
        .bytes;
}

static void tell(struct walk *walk, struct open_block *open, struct open_field here)
{
    const struct word_field *field = here.field ? here.field : open->inside.field;
    const struct tag *first = open->block->first;
    struct place place = tag_place(first);
    if (!open->is_told)
        problems_add(walk->compilation->problems, PROBLEM_TEMPLATE_BLOCK_FIELD, &place,
                     statement_words(open->block->kind, first->statement.is_vietnamese),
                     shown_code(walk, field));
    open->is_told = true;
}

static void pass_tag(struct walk *walk, const struct tag *tag)
{
    struct open_field here = innermost(walk);
    if (!tag->block || tag->block->extent == EXTENT_NOWHERE)
        return;
    if (tag == tag->block->first) {
        struct open_block open = {tag->block, here, false};
        buffer_append(&walk->blocks, (const char *)&open, sizeof(open));
        return;
    }
    struct open_block *open = last_of(&walk->blocks, sizeof(*open));
    if (!open || open->block != tag->block)
        return;
    if (open->inside.field != here.field || open->inside.is_in_result != here.is_in_result)
        tell(walk, open, here);
    if (tag == tag->block->last)
        walk->blocks.length -= sizeof(*open);
}

void field_blocks_check(struct compilation *compilation, xmlNode *root)
{
    struct walk walk = {.compilation = compilation};
    word_fields_read(&walk.fields, root);
    for (xmlNode *node = root; node; node = tree_next(node, root, tag_is_node(node))) {
        const struct tag *tag = tag_of(node);
        if (tag)
            pass_tag(&walk, tag);
        else if (word_is(node, "fldChar") || word_is(node, "fldSimple"))
            pass_mark(&walk, node);
    }
    word_fields_release(&walk.fields);
    buffer_release(&walk.open);
    buffer_release(&walk.blocks);
}
