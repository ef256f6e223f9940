/* Statements that hold the tags of attributes: taken out of the text, put back where they belong. */

#include "template/attribute.h"

#include <string.h>

#include "package/content_types.h"
#include "template/attribute_path.h"
#include "template/tag.h"
#include "word/paragraph.h"
#include "word/place_count.h"
#include "word/part_tree.h"
#include "word/tree.h"

/* One statement: its two tags with what stands between, as bytes of the paragraph's text. */
struct held {
    size_t from, to;
    struct tag *tag;
    struct string path, value;
};

/* What waits until its part is read: a value for another part. */
struct outside {
    struct attribute_path path;
    struct string value;
    struct tag *tag;
};

struct restoring {
    struct package *package;
    struct compilation compilation; /* for tags that are only looked at */
    uint32_t tag_count;
    struct place_count count;
    struct buffer outsides; /* struct outside */
    size_t unclosed;        /* tags of the text that is looked at */
};

/* ---- where ---- */

static void report(struct restoring *restoring, enum problem_code code, const struct tag *tag,
                   struct string wrong)
{
    struct place place = tag_place(tag);
    size_t at = (size_t)(wrong.bytes - place.tag.bytes);
    if (wrong.bytes >= place.tag.bytes && at + wrong.length <= place.tag.length && wrong.length > 0) {
        place.underline = (uint32_t)at;
        place.underline_length = (uint32_t)wrong.length;
    }
    problems_add(restoring->compilation.problems, code, &place,
                 arena_copy(restoring->compilation.arena, wrong).bytes);
}

/* The path between its quotes; the whole of what follows the keyword is told when there are none. */
static bool read_path(struct restoring *restoring, struct held *held, size_t offset)
{
    struct string text = held->tag->source.text, rest = string_trim(string_slice(text, offset, text.length));
    bool is_quoted =
        rest.length > 2 && strchr("\"'", rest.bytes[0]) && rest.bytes[rest.length - 1] == rest.bytes[0];
    held->path = is_quoted ? string_slice(rest, 1, rest.length - 1) : rest;
    if (!is_quoted)
        report(restoring, PROBLEM_TEMPLATE_ATTRIBUTE_PATH, held->tag, rest.length ? rest : text);
    return is_quoted;
}

/* The keyword of a mark; *tag is made of it. */
static enum statement_kind read_kind(struct restoring *restoring, struct string text, const struct mark *mark,
                                     struct tag **tag, size_t *offset)
{
    *offset = 0;
    if (mark->kind != MARK_STATEMENT)
        return STATEMENT_NONE;
    *tag = tag_new(&restoring->compilation, text, mark, &restoring->count.place);
    return statement_keyword(restoring->compilation.arena, &(*tag)->source, offset);
}

static struct mark next_mark(struct restoring *restoring, struct string text, size_t *offset)
{
    struct mark mark = {.kind = MARK_NONE};
    if (restoring->unclosed < MOST_UNCLOSED)
        mark = mark_next(text, offset);
    restoring->unclosed += mark.kind == MARK_UNCLOSED;
    return mark;
}

/* What stands up to the end of the statement; false when there is none in the rest of the text: compiling
 * tells. */
static bool read_value(struct restoring *restoring, struct string text, size_t *offset, struct held *held)
{
    const struct string keeper = STRING(ATTRIBUTE_KEEPER);
    size_t from = *offset, behind = from, keyword;
    for (;;) {
        struct tag *tag;
        struct mark mark = next_mark(restoring, text, &behind);
        if (mark.kind == MARK_NONE)
            return false;
        if (read_kind(restoring, text, &mark, &tag, &keyword) != STATEMENT_END_ATTRIBUTE)
            continue;
        held->value = arena_copy(restoring->compilation.arena, string_slice(text, from, mark.from));
        bool is_kept_in_sight = string_starts_with(string_slice(text, behind, text.length), keeper);
        held->to = *offset = is_kept_in_sight ? behind + keeper.length : behind;
        return true;
    }
}

static void find_held(struct restoring *restoring, struct string text, struct buffer *found)
{
    restoring->unclosed = 0;
    for (size_t offset = 0, keyword;;) {
        struct held held = {0};
        struct mark mark = next_mark(restoring, text, &offset);
        if (mark.kind == MARK_NONE)
            return;
        enum statement_kind kind = read_kind(restoring, text, &mark, &held.tag, &keyword);
        if (kind == STATEMENT_RAW)
            mark_next_endraw(text, &offset);
        held.from = mark.from;
        if (kind != STATEMENT_ATTRIBUTE)
            continue;
        if (!read_value(restoring, text, &offset, &held))
            return;
        if (read_path(restoring, &held, keyword))
            buffer_append(found, (const char *)&held, sizeof held);
    }
}

/* ---- putting back ---- */

static void put_into(struct restoring *restoring, const struct attribute_path *path, struct string value,
                     xmlNode *anchor, struct tag *tag, struct string whole)
{
    struct string wrong = whole;
    if (!anchor || !attribute_path_set(path, anchor, value, &wrong))
        report(restoring, PROBLEM_TEMPLATE_ATTRIBUTE_ABSENT, tag, wrong);
}

static xmlNode *run_at(const struct paragraph_text *text, size_t at)
{
    for (size_t i = 0; i < paragraph_piece_count(text); i++) {
        const struct piece *piece = paragraph_piece(text, i);
        if (piece->from <= at && at < piece->to)
            return piece->element->parent;
    }
    return NULL;
}

static void put_back(struct restoring *restoring, struct held *held, xmlNode *root, xmlNode *paragraph,
                     xmlNode *run)
{
    struct outside outside = {.value = held->value, .tag = held->tag};
    struct string wrong;
    if (!attribute_path_read(held->path, &outside.path, &wrong))
        report(restoring, PROBLEM_TEMPLATE_ATTRIBUTE_PATH, held->tag, wrong.length ? wrong : held->path);
    else if (attribute_path_part(&outside.path))
        buffer_append(&restoring->outsides, (const char *)&outside, sizeof outside);
    else
        put_into(restoring, &outside.path, held->value,
                 attribute_path_anchor(&outside.path, root, paragraph, run ? run->next : NULL), held->tag,
                 held->path);
}

static bool restore_paragraph(struct restoring *restoring, xmlNode *root, xmlNode *paragraph)
{
    struct paragraph_text text;
    struct buffer found = {0}, cuts = {0};
    paragraph_read(&text, paragraph, LAYER_SHOWN);
    find_held(restoring, buffer_string(&text.text), &found);
    size_t count = found.length / sizeof(struct held);
    for (size_t i = 0; i < count; i++) {
        struct held *held = (struct held *)(void *)found.bytes + i;
        struct cut cut = {held->from, held->to, NULL};
        put_back(restoring, held, root, paragraph, run_at(&text, held->to - 1));
        buffer_append(&cuts, (const char *)&cut, sizeof cut);
    }
    paragraph_cut(&text, (const struct cut *)(void *)cuts.bytes, count);
    buffer_release(&found);
    buffer_release(&cuts);
    paragraph_release(&text);
    return count > 0;
}

static bool restore_element(struct restoring *restoring, xmlNode *root, xmlNode *element)
{
    struct place before = restoring->count.place;
    place_count_enter(&restoring->count, element);
    bool has = paragraph_is(element) && restore_paragraph(restoring, root, element);
    for (xmlNode *child = element->children, *next; child; child = next) {
        next = child->next;
        if (child->type == XML_ELEMENT_NODE)
            has |= restore_element(restoring, root, child);
    }
    place_count_leave(&restoring->count, element, &before);
    return has;
}

/* ---- parts ---- */

static size_t skip_markup(struct string bytes, size_t at)
{
    bool is_behind = false;
    while (at < bytes.length &&
           (bytes.bytes[at] == '<' || (is_behind && strchr(" \t\r\n", bytes.bytes[at])))) {
        size_t close = bytes.bytes[at] == '<' ? string_find(bytes, STRING(">"), at) : at;
        at = close == SIZE_MAX ? bytes.length : close + 1;
        is_behind = true;
    }
    return at;
}

/* "{%" and the first letters of a keyword, whatever markup stands between. */
static bool has_keyword_at(struct string bytes, size_t at)
{
    static const char *const beginnings[] = {"att", "thu"};
    at = skip_markup(bytes, at);
    if (at >= bytes.length || bytes.bytes[at] != '%')
        return false;
    for (at = skip_markup(bytes, at + 1); at < bytes.length && strchr(" -\xC2\xA0", bytes.bytes[at]);)
        at = skip_markup(bytes, at + 1);
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
        size_t here = at, matched = 0;
        while (matched < 3 && here < bytes.length && (bytes.bytes[here] | 32) == beginnings[i][matched]) {
            here = skip_markup(bytes, here + 1);
            matched++;
        }
        if (matched == 3)
            return true;
    }
    return false;
}

static bool is_likely(struct string bytes)
{
    const char *at = bytes.bytes, *end = bytes.bytes + bytes.length;
    while (at < end && (at = memchr(at, '{', (size_t)(end - at))))
        if (has_keyword_at(bytes, (size_t)(++at - bytes.bytes)))
            return true;
    return false;
}

static bool restore_part(struct restoring *restoring, const struct part *part)
{
    struct compilation *compilation = &restoring->compilation;
    if (string_find(part->content_type, STRING("wordprocessingml"), 0) == SIZE_MAX)
        return true;
    struct arena *arena = arena_new();
    struct place where = {.file = package_file(restoring->package), .part = part->name};
    struct string bytes = package_read(restoring->package, part, arena, compilation->problems);
    bool is_done = bytes.bytes != NULL;
    if (is_done && is_likely(bytes)) {
        xmlDoc *document = part_tree_parse(arena, bytes, &where, compilation->limits, compilation->problems);
        restoring->count = (struct place_count){.place = where};
        is_done = document != NULL;
        if (document &&
            restore_element(restoring, xmlDocGetRootElement(document), xmlDocGetRootElement(document)))
            is_done =
                part_tree_store(restoring->package, part->name, STRING(""), document, compilation->problems);
    }
    arena_free(arena);
    return is_done;
}

static const struct part *find_part(struct package *package, const char *kind, struct problems *problems)
{
    size_t count;
    const struct part *main = package_main_document(package, problems);
    const struct relationship *all =
        main ? package_relationships(package, main->name, &count, problems) : NULL;
    for (size_t i = 0; all && i < count; i++)
        if (relationship_is(&all[i], kind))
            return package_lookup(package, all[i].part);
    return NULL;
}

static const struct outside *outside_at(const struct restoring *restoring, size_t index)
{
    return (const struct outside *)(const void *)restoring->outsides.bytes + index;
}

/* All that goes into one part beside the text: its styles, its numbering … */
static bool restore_outside(struct restoring *restoring, const char *kind)
{
    struct compilation *compilation = &restoring->compilation;
    size_t count = restoring->outsides.length / sizeof(struct outside), wanted = 0;
    for (size_t i = 0; i < count; i++)
        wanted += !strcmp(attribute_path_part(&outside_at(restoring, i)->path), kind);
    if (!wanted)
        return true;
    struct arena *arena = arena_new();
    const struct part *part = find_part(restoring->package, kind, compilation->problems);
    xmlDoc *document =
        part ? part_tree_read(arena, restoring->package, part, compilation->limits, compilation->problems)
             : NULL;
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    for (size_t i = 0; i < count; i++) {
        const struct outside *outside = outside_at(restoring, i);
        if (strcmp(attribute_path_part(&outside->path), kind) != 0)
            continue;
        xmlNode *anchor = root ? attribute_path_anchor(&outside->path, root, NULL, NULL) : NULL;
        put_into(restoring, &outside->path, outside->value, anchor, outside->tag,
                 outside->path.style.length ? outside->path.style : outside->path.steps);
    }
    bool is_done = !document || part_tree_store(restoring->package, part->name, STRING(""), document,
                                                compilation->problems);
    arena_free(arena);
    return is_done;
}

bool attributes_restore(struct package *package, const struct limits *limits, struct problems *problems)
{
    static const char *const kinds[] = {"styles", "numbering", "settings"};
    struct arena *arena = arena_new();
    size_t errors = problems_error_count(problems);
    struct restoring restoring = {.package = package,
                                  .compilation = {.arena = arena, .limits = limits, .problems = problems}};
    restoring.compilation.tag_count = &restoring.tag_count;
    for (size_t i = 0; i < package_part_count(package); i++)
        restore_part(&restoring, package_part_at(package, i));
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        restore_outside(&restoring, kinds[i]);
    buffer_release(&restoring.outsides);
    arena_free(arena);
    return problems_error_count(problems) == errors;
}
