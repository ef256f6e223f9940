/*
 * What a template asks of its data. The names that loops, set, with and macros
 * define shadow those of the data within their blocks; a loop's name stands
 * for the items of what the loop goes through: {% for x in ds %}{{ x.tên }}
 * reads "ds" and, locally, "ds[].tên".
 */

#include "template/uses.h"

#include <string.h>

#include "template/block.h"
#include "template/flat.h"
#include "template/template_parts.h"

enum { MOST_INCLUDED = 8 }; /* one in the other */

struct local {
    const struct name *name; /* NULL: any, a field of the item that `path` stands for */
    struct string path;      /* what it stands for; empty: not known */
    unsigned depth;          /* blocks open when it was defined */
    size_t slot;
    size_t outer; /* the one defined before it in the same slot, its number + 1; 0: none */
};

enum { SLOTS = 1024, ANY_NAME = SLOTS };

struct visiting {
    struct uses_files files;
    void (*visit)(void *context, const struct template_use *use);
    void *context;
    struct arena *arena;
    struct buffer locals;       /* struct local */
    size_t slots[ANY_NAME + 1]; /* by name, the last for any: the innermost local, its number + 1; 0: none */
    unsigned depth;
    const struct tag *tag;
    enum value_kind wanted; /* of a plain path; VALUE_UNDEFINED: as its use tells */
    struct string last_path;
    size_t use_count, last_end;
    const struct expression *expression; /* being visited */
};

static size_t slot_of(const struct name *name)
{
    return name ? name->hash % SLOTS : ANY_NAME;
}

static const struct local *find_local(const struct visiting *visiting, const struct name *name)
{
    const struct local *locals = (const struct local *)(const void *)visiting->locals.bytes;
    size_t at = visiting->slots[slot_of(name)], any = visiting->slots[ANY_NAME];
    while (at > any && !string_equal(locals[at - 1].name->folded, name->folded))
        at = locals[at - 1].outer;
    at = at > any ? at : any;
    return at ? &locals[at - 1] : NULL;
}

static size_t count_locals(const struct visiting *visiting)
{
    return visiting->locals.length / sizeof(struct local);
}

static void add_local(struct visiting *visiting, const struct name *name, struct string path)
{
    size_t slot = slot_of(name);
    struct local local = {name, path, visiting->depth, slot, visiting->slots[slot]};
    buffer_append(&visiting->locals, (const char *)&local, sizeof(local));
    visiting->slots[slot] = count_locals(visiting);
}

/* Those defined last are in force no more; their names may be gone with an included document. */
static void keep_locals(struct visiting *visiting, size_t count)
{
    const struct local *locals = (const struct local *)(const void *)visiting->locals.bytes;
    for (size_t i = count_locals(visiting); i-- > count;)
        visiting->slots[locals[i].slot] = locals[i].outer;
    visiting->locals.length = count * sizeof(*locals);
}

static void end_block(struct visiting *visiting)
{
    const struct local *locals = (const struct local *)(const void *)visiting->locals.bytes;
    size_t count = count_locals(visiting);
    while (count > 0 && locals[count - 1].depth >= visiting->depth)
        count--;
    keep_locals(visiting, count);
    visiting->depth--;
}

/* The path with the local at its root replaced by what it stands for. */
static struct string resolve(struct visiting *visiting, const struct local *local, struct string path)
{
    if (!local || !local->path.length)
        return arena_copy(visiting->arena, path);
    if (!local->name)
        return arena_format(visiting->arena, "%.*s.%.*s", STRING_FORMAT(local->path), STRING_FORMAT(path));
    size_t root = string_find(path, STRING("."), 0);
    struct string rest = root == SIZE_MAX ? (struct string){"", 0} : string_slice(path, root, path.length);
    return arena_format(visiting->arena, "%.*s%.*s", STRING_FORMAT(local->path), STRING_FORMAT(rest));
}

static void visit_use(void *context, const struct expression_use *use)
{
    struct visiting *visiting = context;
    if (visiting->tag->other_name.length && string_equal(use->path, visiting->tag->other_name))
        return;
    const struct local *local = find_local(visiting, use->name);
    const struct expression_source *source = &visiting->tag->source;
    struct template_use told = {.path = resolve(visiting, local, use->path), .wanted = use->wanted};
    told.place = source->place;
    told.place.underline = (uint32_t)(source->offset + use->offset);
    told.place.underline_length = (uint32_t)use->length;
    if (source->is_made)
        told.place = tag_place(visiting->tag);
    told.expression = visiting->expression;
    told.depth = visiting->depth;
    told.is_local = local != NULL;
    told.is_optional = visiting->tag->is_optional;
    told.choices = visiting->tag->choices;
    told.choice_count = visiting->tag->choice_count;
    if (told.wanted == VALUE_UNDEFINED)
        told.wanted = visiting->wanted;
    bool is_same = visiting->use_count > 0 && string_equal(visiting->last_path, told.path);
    visiting->last_path = told.path;
    visiting->last_end = use->offset + use->length;
    visiting->use_count += !is_same;
    visiting->visit(visiting->context, &told);
}

static void visit_expression(struct visiting *visiting, const struct expression *expression)
{
    visiting->use_count = 0;
    visiting->expression = expression;
    if (expression)
        expression_visit_uses(expression, visit_use, visiting);
}

/* The items are those of one path, be they sorted or filtered. */
static struct string item_path(struct visiting *visiting, const struct statement *statement)
{
    static const char *const makers[] = {"batch", "groupby", "map", "slice", "items", NULL};
    struct string rest = visiting->tag->source.text;
    if (visiting->use_count != 1 || statement->name_count != 1)
        return (struct string){"", 0};
    rest = string_slice(rest, visiting->last_end, rest.length);
    for (const char *const *maker = makers; *maker; maker++)
        if (string_find(rest, string_of(*maker), 0) != SIZE_MAX)
            return (struct string){"", 0};
    return arena_format(visiting->arena, "%.*s[]", STRING_FORMAT(visiting->last_path));
}

static void add_names(struct visiting *visiting, const struct statement *statement, struct string path)
{
    for (size_t i = 0; i < statement->name_count; i++)
        add_local(visiting, statement->names[i], path);
}

static void visit_for(struct visiting *visiting, const struct statement *statement)
{
    visiting->wanted = VALUE_LIST;
    visit_expression(visiting, statement->expression);
    visiting->wanted = VALUE_UNDEFINED;
    struct string path = item_path(visiting, statement);
    visiting->depth++;
    if (visiting->tag->opens_record)
        add_local(visiting, NULL, path);
    else
        add_names(visiting, statement, path);
    add_local(visiting, name_new(visiting->arena, STRING("loop")), (struct string){"", 0});
    visit_expression(visiting, statement->condition);
}

static void visit_parameters(struct visiting *visiting, const struct statement *statement)
{
    visiting->depth++;
    for (size_t i = 0; i < statement->parameter_count; i++) {
        visit_expression(visiting, statement->parameters[i].default_value);
        add_local(visiting, statement->parameters[i].name, (struct string){"", 0});
    }
    add_local(visiting, name_new(visiting->arena, STRING("caller")), (struct string){"", 0});
}

static void visit_with(struct visiting *visiting, const struct statement *statement)
{
    visiting->depth++;
    for (size_t i = 0; i < statement->assignment_count; i++) {
        visit_expression(visiting, statement->assignments[i].value);
        add_local(visiting, statement->assignments[i].name, (struct string){"", 0});
    }
}

static void visit_set(struct visiting *visiting, const struct statement *statement)
{
    visit_expression(visiting, statement->expression);
    if (!statement->attribute)
        add_names(visiting, statement, (struct string){"", 0});
}

static void visit_opening(struct visiting *visiting, const struct statement *statement)
{
    switch (statement->kind) {
    case STATEMENT_FOR:
        visit_for(visiting, statement);
        return;
    case STATEMENT_WITH:
        visit_with(visiting, statement);
        return;
    case STATEMENT_MACRO:
        add_names(visiting, statement, (struct string){"", 0});
        visit_parameters(visiting, statement);
        return;
    case STATEMENT_CALL:
        visit_expression(visiting, statement->expression);
        visit_parameters(visiting, statement);
        return;
    default:
        visit_expression(visiting, statement->expression);
        visit_expression(visiting, statement->filters);
        visiting->depth++;
    }
}

static void visit_tag(struct visiting *visiting, const struct tag *tag);

static void visit_tags(struct visiting *visiting, struct tag *const *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        visit_tag(visiting, tags[i]);
}

/* ---- what is included ---- */

static void visit_document(struct visiting *visiting, struct string name, struct string bytes,
                           struct problems *silent)
{
    struct package *package = package_open_bytes(name, bytes, visiting->files.limits, silent);
    struct template *template =
        package ? template_compile_guest(package, visiting->files.limits, silent) : NULL;
    if (template)
        visit_tags(visiting, (struct tag *const *)(void *)template->tags.bytes,
                   template->tags.length / sizeof(struct tag *));
    template_free(template);
}

static void visit_text(struct visiting *visiting, struct string name, struct string bytes,
                       struct problems *silent)
{
    uint32_t tag_count = 0;
    struct place place = {.file = name};
    struct compilation compilation = {.arena = visiting->arena,
                                      .limits = visiting->files.limits,
                                      .problems = silent,
                                      .place = place,
                                      .tag_count = &tag_count};
    const struct flat *flat = flat_read(&compilation, bytes, &place);
    for (size_t i = 0; flat && i < flat->count; i++)
        if (flat->tags[i]->mark != MARK_LITERAL)
            visit_tag(visiting, flat->tags[i]);
}

static bool is_open(const struct visiting *visiting, struct string name)
{
    unsigned depth = 0;
    for (const struct open_name *open = visiting->files.open; open; open = open->outer, depth++)
        if (string_equal(open->name, name))
            return true;
    return depth >= MOST_INCLUDED;
}

/* The names in force where it stands are in force in it too; its own go with it. */
static void visit_included(struct visiting *visiting, const struct tag *tag)
{
    const struct value *value = expression_literal(tag->statement.expression);
    if (!visiting->files.files || !value || value->kind != VALUE_TEXT || is_open(visiting, value->as.text))
        return;
    struct string name = value->as.text;
    struct problems *silent = problems_new();
    struct open_name open = {name, visiting->files.open};
    const struct template_files *files = visiting->files.files;
    struct string bytes = files->read(files->context, name, visiting->arena, silent);
    size_t local_count = count_locals(visiting);
    unsigned depth = visiting->depth;
    visiting->files.open = &open;
    if (bytes.bytes && string_ends_with(name, STRING(".txt")))
        visit_text(visiting, name, bytes, silent);
    else if (bytes.bytes)
        visit_document(visiting, name, bytes, silent);
    visiting->files.open = open.outer;
    visiting->depth = depth;
    keep_locals(visiting, local_count);
    problems_free(silent);
}

/* ---- tags ---- */

static void visit_tag(struct visiting *visiting, const struct tag *tag)
{
    const struct statement *statement = &tag->statement;
    visiting->tag = tag;
    visiting->wanted = tag->wanted;
    if (statement_role(statement->kind) == STATEMENT_OPENS)
        visit_opening(visiting, statement);
    else if (tag_is(tag, STATEMENT_SET))
        visit_set(visiting, statement);
    else
        visit_expression(visiting, statement->expression);
    if (statement->is_include)
        visit_included(visiting, tag);
    if (statement_role(statement->kind) == STATEMENT_CLOSES)
        end_block(visiting);
    if (tag_is(tag, STATEMENT_END_SET) && tag->block)
        add_names(visiting, &tag->block->first->statement, (struct string){"", 0});
}

void uses_visit(struct tag *const *tags, size_t count, const struct uses_files *files,
                void (*visit)(void *context, const struct template_use *use), void *context)
{
    struct visiting visiting = {.files = *files, .visit = visit, .context = context, .arena = arena_new()};
    visit_tags(&visiting, tags, count);
    buffer_release(&visiting.locals);
    arena_free(visiting.arena);
}
