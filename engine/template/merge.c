/* Merge fields in the tree of a part. */

#include "template/merge.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "template/lift.h"
#include "template/made.h"
#include "template/merge_code.h"
#include "template/merge_read.h"
#include "word/paragraph.h"
#include "text/unicode.h"
#include "word/tree.h"
#include "word/xml.h"

enum {
    LONGEST_SHOWN = 60 /* characters of a code in a problem */
};

/* Remembers the record that is on. */
#define RECORD_NAME "merge_record_on"

struct merging {
    struct compilation *compilation;
    struct word_fields fields;
    bool has_records; /* a field goes on to the next record, as in labels */
};

static bool is_merge_code(struct string code)
{
    static const char *const keywords[] = {"MERGEFIELD", "GREETINGLINE", "ADDRESSBLOCK", NULL};
    for (const char *const *keyword = keywords; *keyword; keyword++)
        for (size_t i = 0; i + strlen(*keyword) <= code.length; i++)
            if (!strncasecmp(code.bytes + i, *keyword, strlen(*keyword)))
                return true;
    return false;
}

bool merge_is_in(xmlNode *root)
{
    struct word_fields fields;
    bool is_in = false;
    word_fields_read(&fields, root);
    for (size_t i = 0; i < fields.count && !is_in; i++)
        is_in = is_merge_code(buffer_string(&fields.fields[i].code));
    word_fields_release(&fields);
    return is_in;
}

static void report(struct merging *merging, enum problem_code code, struct string shown, struct string more)
{
    struct place place = merging->compilation->place;
    place.tag = arena_copy(merging->compilation->arena, shown);
    place.underline_length = (uint32_t)shown.length;
    problems_add(merging->compilation->problems, code, &place,
                 arena_copy(merging->compilation->arena, more).bytes);
}

/* ---- what fields ask for ---- */

static struct string nested_expression(void *context, size_t index)
{
    const struct merging *merging = context;
    return index < merging->fields.count ? merging->fields.fields[index].expression : (struct string){"", 0};
}

/* The code as Alt+F9 shows it, with the fields in it as they show. */
static struct string shown_code(struct merging *merging, const struct word_field *field)
{
    struct string code = string_trim(buffer_string(&field->code));
    struct buffer shown = {0};
    for (size_t i = 0; i < code.length; i++) {
        if (code.bytes[i] != '\1') {
            buffer_append_byte(&shown, code.bytes[i]);
            continue;
        }
        size_t index = strtoul(code.bytes + i + 1, NULL, 10);
        buffer_append_string(&shown, merging->fields.fields[index].shown);
        i = string_find(code, STRING("\2"), i);
    }
    struct string whole = buffer_string(&shown);
    size_t cut = text_offset(whole, LONGEST_SHOWN);
    struct string text = arena_format(merging->compilation->arena, "{ %.*s%s }", (int)cut,
                                      whole.length ? whole.bytes : "", cut < whole.length ? "…" : "");
    buffer_release(&shown);
    return text;
}

static bool is_keyword(struct string code, const char *keyword)
{
    size_t length = strlen(keyword);
    return code.length >= length && !strncasecmp(code.bytes, keyword, length) &&
           (code.length == length || strchr(" \t\\\"\1", code.bytes[length]));
}

/* Fields of a merge that only Word could fill. */
static bool is_left(struct string code)
{
    static const char *const keywords[] = {"NEXTIF",       "SKIPIF",       "MERGEREC", "MERGESEQ",
                                           "ADDRESSBLOCK", "GREETINGLINE", NULL};
    for (const char *const *keyword = keywords; *keyword; keyword++)
        if (is_keyword(code, *keyword))
            return true;
    return false;
}

static void understand(struct merging *merging, struct word_field *field)
{
    struct arena *arena = merging->compilation->arena;
    struct merge_code code = {.code = buffer_string(&field->code),
                              .nested = nested_expression,
                              .context = merging,
                              .columns = merging->compilation->merge_columns,
                              .has_records = merging->has_records,
                              .record = field->record};
    merge_code_read(&code, arena);
    if (code.expression.length)
        field->expression = arena_copy(arena, buffer_string(&code.expression));
    field->shown = code.name.length ? arena_format(arena, "«%.*s»", STRING_FORMAT(code.name))
                                    : shown_code(merging, field);
    field->uses_code_format = code.uses_code_format;
    field->unknown = code.unknown;
    buffer_release(&code.expression);
}

/* What cannot be done as the field says, told in the order of the document. */
static void tell(struct merging *merging, const struct word_field *field)
{
    if (!field->expression.length && is_left(string_trim(buffer_string(&field->code))))
        report(merging, PROBLEM_TEMPLATE_FIELD_LEFT, field->shown, (struct string){"", 0});
    if (field->unknown.length)
        report(merging, PROBLEM_TEMPLATE_FIELD_SWITCH, field->shown, field->unknown);
}

/* ---- what takes their place ---- */

static xmlNode *run_around(xmlNode *node)
{
    while (node && !run_is(node))
        node = node->parent;
    return node;
}

/* The run of the first element of that name between two nodes. */
static xmlNode *find_run(xmlNode *from, const xmlNode *to, xmlNode *root, const char *name)
{
    for (xmlNode *node = from; node && node != to; node = tree_next(node, root, false))
        if (word_is(node, name) && string_trim(tree_text(node)).length)
            return run_around(node);
    return NULL;
}

/* The run whose format the text takes; NULL: there is none. */
static xmlNode *format_run(const struct word_field *field)
{
    xmlNode *paragraph = paragraph_around(field->begin), *run = NULL;
    if (field->is_simple)
        return find_run(field->begin, NULL, field->begin, "t");
    if (field->separate && !field->uses_code_format)
        run = find_run(field->separate, field->end, paragraph, "t");
    if (!run)
        run = find_run(field->begin, field->separate ? field->separate : field->end, paragraph, "instrText");
    return run ? run : run_around(field->begin);
}

static struct tag *next_if(struct merging *merging, const struct word_field *field)
{
    struct string statement =
        arena_format(merging->compilation->arena, "set " RECORD_NAME " = %.*s + (1 if (%.*s) else 0)",
                     STRING_FORMAT(field->record), STRING_FORMAT(field->expression));
    return made_tag(merging->compilation, MARK_STATEMENT, field->shown, statement);
}

static xmlNode *new_run(struct merging *merging, const struct word_field *field, bool is_code)
{
    xmlNode *like = format_run(field);
    xmlNs *space = like ? like->ns : field->begin->ns;
    xmlNode *run = tree_new_element(field->begin->doc, space, "r");
    xmlNode *properties = like ? word_child(like, "rPr") : NULL;
    if (properties)
        tree_append(run, tree_copy(properties));
    struct tag *tag = field->is_next_if
                          ? next_if(merging, field)
                          : made_tag(merging->compilation, MARK_PRINT, field->shown, field->expression);
    tag->is_code = is_code;
    tag->leaves_no_line = true; /* as in Word, which leaves out lines of empty fields */
    tree_append(run, tag_new_node(tag, field->begin->doc));
    return run;
}

/* What may have its other end elsewhere. */
static bool is_kept(const xmlNode *node)
{
    static const char *const names[] = {
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", NULL};
    for (const char *const *name = names; *name; name++)
        if (word_is(node, *name))
            return true;
    return false;
}

/* What stands behind the end of the field in its run gets a run of its own. */
static void split_behind(xmlNode *end)
{
    xmlNode *run = end->parent, *properties = word_child(run, "rPr");
    if (!tree_element_from(end->next))
        return;
    xmlNode *rest = tree_copy_shallow(run);
    if (properties)
        tree_append(rest, tree_copy(properties));
    while (end->next)
        tree_append(rest, end->next);
    tree_put_after(run, rest);
}

/* A run loses what stands from `from` on, and goes when nothing is left. */
static void cut_run(xmlNode *run, xmlNode *from)
{
    for (xmlNode *node = from, *next; node; node = next) {
        next = node->next;
        tree_remove(node);
    }
    const xmlNode *left = tree_element_from(run->children);
    if (!left || (word_is(left, "rPr") && !tree_element_from(left->next)))
        tree_remove(run);
}

static void replace_complex(struct word_field *field, xmlNode *run)
{
    xmlNode *first = field->begin->parent, *last = field->end->parent;
    split_behind(field->end);
    xmlNode *node = first == last ? NULL : first->next;
    if (run)
        tree_put_after(first, run);
    for (xmlNode *next; node; node = next) {
        next = node == last ? NULL : node->next;
        if (!is_kept(node))
            tree_remove(node);
    }
    cut_run(first, field->begin);
}

static void replace_field(struct merging *merging, struct word_field *field, bool is_code)
{
    xmlNode *run = field->is_next ? NULL : new_run(merging, field, is_code);
    if (!field->is_simple) {
        replace_complex(field, run);
        return;
    }
    if (run)
        tree_put_before(field->begin, run);
    for (xmlNode *child = field->begin->children, *next; child; child = next) {
        next = child->next;
        if (is_kept(child))
            tree_put_before(field->begin, child);
    }
    tree_remove(field->begin);
}

/* Begins and ends in runs side by side of one paragraph. */
static bool is_whole(const struct word_field *field)
{
    if (field->is_simple)
        return paragraph_around(field->begin) != NULL;
    return field->end && run_is(field->begin->parent) && run_is(field->end->parent) &&
           field->begin->parent->parent == field->end->parent->parent &&
           paragraph_around(field->begin) != NULL;
}

/* Word computes a field anew when it opens the document and its code has changed. */
static void ask_for_update(struct word_field *field)
{
    if (!field->is_simple)
        tree_set_attribute(field->begin, field->begin->ns, "dirty", STRING("true"));
}

static void fill_field(struct merging *merging, size_t index)
{
    struct word_field *field = &merging->fields.fields[index];
    struct word_field *parent = field->parent ? &merging->fields.fields[field->parent - 1] : NULL;
    if (parent && parent->is_gone) {
        field->is_gone = true;
        return;
    }
    if (!field->expression.length && !field->is_next)
        return;
    if (!is_whole(field)) {
        report(merging, PROBLEM_TEMPLATE_FIELD_SPANS, field->shown, (struct string){"", 0});
        return;
    }
    if (field->is_in_code && parent)
        ask_for_update(parent);
    replace_field(merging, field, field->is_in_code);
    field->is_gone = true;
}

/* Of a field in the condition of a NEXTIF it is the record that is on there. */
static const struct word_field *condition_around(const struct merging *merging,
                                                 const struct word_field *field)
{
    while (field->parent) {
        field = &merging->fields.fields[field->parent - 1];
        if (field->is_next_if)
            return field;
    }
    return NULL;
}

/*
 * Which record is on where: those before have been gone through. Behind a NEXTIF only the data tells, so that
 * it remembers the number under a name of its own.
 */
static void count_records(struct merging *merging)
{
    struct arena *arena = merging->compilation->arena;
    const char *from = NULL;
    size_t record = 0;
    for (size_t i = 0; i < merging->fields.count; i++) {
        struct word_field *field = &merging->fields.fields[i];
        const struct word_field *around = condition_around(merging, field);
        struct string code = string_trim(buffer_string(&field->code));
        field->record = around ? around->record
                        : from ? arena_format(arena, "((%s) + %zu)", from, record)
                               : arena_format(arena, "%zu", record);
        field->is_next = is_keyword(code, "NEXT");
        field->is_next_if = is_keyword(code, "NEXTIF");
        merging->has_records = merging->has_records || field->is_next || field->is_next_if;
        record += field->is_next;
        if (field->is_next_if) {
            from = arena_format(arena, RECORD_NAME " | default(%.*s)", STRING_FORMAT(field->record)).bytes;
            record = 0;
        }
    }
}

void merge_fields(struct compilation *compilation, xmlNode *root)
{
    struct merging merging = {.compilation = compilation};
    word_fields_read(&merging.fields, root);
    count_records(&merging);
    for (size_t i = merging.fields.count; i-- > 0;)
        understand(&merging, &merging.fields.fields[i]);
    if (merging.fields.has_loose_ends)
        problems_add(compilation->problems, PROBLEM_TEMPLATE_FIELD_LOOSE, &compilation->place, NULL);
    for (size_t i = 0; i < merging.fields.count; i++)
        tell(&merging, &merging.fields.fields[i]);
    for (size_t i = 0; i < merging.fields.count; i++)
        fill_field(&merging, i);
    word_fields_release(&merging.fields);
}
