/*
 * Reading a part with libxml2's SAX2: a stack of frames, one for each open element, and the rules that look
 * at it. Nothing is kept of what was read but ids. The part is inflated whole; beside it memory grows only
 * with the depth of the XML and the number of ids.
 */

#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/memory.h"
#include "package/xml_error.h"
#include "word/verify_internal.h"
#include "word/xml.h"

enum { LOCAL, PREFIX, URI, VALUE, VALUE_END, FIELDS };

/* libxml2 keeps one copy of each name, so its address tells the name. */
struct known {
    const xmlChar *local, *uri;
    const struct name *name;
    enum space space;
};
struct known_space {
    const xmlChar *uri;
    enum space space;
};
enum { KNOWN = 2048, KNOWN_SPACES = 64 };

struct parse {
    struct reading reading;
    xmlParserCtxtPtr parser;
    struct known known[KNOWN];
    struct known_space spaces[KNOWN_SPACES];
    struct string rest; /* not yet given to the parser */
};

struct frame *reading_top(const struct reading *reading)
{
    return &reading->frames[reading->depth];
}

struct frame *reading_parent(const struct reading *reading)
{
    return &reading->frames[reading->depth - 1];
}

struct frame *reading_container(const struct reading *reading)
{
    size_t depth = reading->depth - 1;
    while (depth > 0 && reading->frames[depth].name->flags & NAME_TRANSPARENT)
        depth--;
    return &reading->frames[depth];
}

const char *qualified_name(struct reading *reading, enum space space, const char *local)
{
    return arena_format(reading->words, "%s%s%s", space_prefix(space), *space_prefix(space) ? ":" : "", local)
        .bytes;
}

const char *frame_name(struct reading *reading, const struct frame *frame)
{
    return qualified_name(reading, frame->space, frame->local);
}

static enum space known_space(struct parse *parse, const xmlChar *uri)
{
    struct known_space *known = &parse->spaces[(uintptr_t)uri / 8 % KNOWN_SPACES];
    if (known->uri != uri || !uri)
        *known = (struct known_space){uri, space_of((const char *)uri)};
    return known->space;
}

static const struct known *known_name(struct parse *parse, const xmlChar *local, const xmlChar *uri)
{
    struct known *known = &parse->known[((uintptr_t)local / 4 ^ (uintptr_t)uri / 64) % KNOWN];
    if (known->local == local && known->uri == uri)
        return known;
    enum space space = known_space(parse, uri);
    const struct name *name = names_lookup(parse->reading.check->names, space, (const char *)local);
    *known = (struct known){local, uri, name, space};
    return known;
}

struct string reading_attribute(const struct reading *reading, const char *name)
{
    const struct parse *parse = (const struct parse *)reading;
    const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name;
    for (size_t i = 0; i < reading->attribute_count; i++) {
        const unsigned char **fields = reading->attributes + i * FIELDS;
        if (strcmp((const char *)fields[LOCAL], local))
            continue;
        const char *prefix = space_prefix(known_space((struct parse *)parse, fields[URI]));
        size_t length = colon ? (size_t)(colon - name) : 0;
        if (strlen(prefix) == length && !strncmp(prefix, name, length))
            return (struct string){(const char *)fields[VALUE], (size_t)(fields[VALUE_END] - fields[VALUE])};
    }
    return (struct string){0};
}

uint64_t reading_number(struct string text, uint64_t otherwise)
{
    enum { MOST_DIGITS = 18 };
    uint64_t number = 0;
    text = string_trim(text);
    if (!text.length || text.length > MOST_DIGITS)
        return otherwise;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return otherwise;
        number = number * 10 + (uint64_t)(text.bytes[i] - '0');
    }
    return number;
}

bool reading_declares(const struct reading *reading, struct string prefix)
{
    const char *at = reading->prefixes.bytes;
    for (size_t i = 0; i < reading->prefix_count; i++, at += strlen(at) + 1)
        if (string_is(prefix, at))
            return true;
    return false;
}

static void declare_prefixes(struct reading *reading, int count, const xmlChar **namespaces)
{
    for (int i = 0; i < count; i++) {
        const char *prefix = namespaces[2 * i] ? (const char *)namespaces[2 * i] : "";
        buffer_append(&reading->prefixes, prefix, strlen(prefix) + 1);
        reading->prefix_count++;
    }
}

static void run_rules(struct reading *reading, const struct rule_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        list->rules[i]->check(reading, list->rules[i]);
}

/* The counts of words the rest of the engine tells a place by. */
static void count_in(struct reading *reading, enum element element, unsigned flags)
{
    struct place *place = &reading->place;
    if (element == W_P)
        place->paragraph++;
    else if (element == W_TC)
        place->cell++, place->paragraph = 0;
    else if (element == W_TR)
        place->row++, place->cell = 0;
    else if (element == W_TBL)
        place->table = ++reading->tables, place->row = 0;
    else if (flags & NAME_STORY)
        place->paragraph = 0;
}

static void count_out(struct reading *reading, const struct frame *frame)
{
    struct place *place = &reading->place;
    if (frame->name->element == W_TC)
        place->paragraph = frame->place.paragraph;
    else if (frame->name->element == W_TR)
        place->cell = frame->place.cell;
    else if (frame->name->element == W_TBL || frame->name->flags & NAME_STORY)
        *place = frame->place;
}

/* In settings w:footnotePr refers to the separators by elements called as the notes themselves. */
static const struct name *name_in_place(const struct reading *reading, const struct name *name)
{
    const char *outer = reading_top(reading)->local;
    if (!(name->flags & NAME_STORY) || (strcmp(outer, "footnotePr") && strcmp(outer, "endnotePr")))
        return name;
    return names_lookup(reading->check->names, SPACE_W,
                        *outer == 'f' ? "footnoteSeparator" : "endnoteSeparator");
}

static struct frame *push(struct reading *reading)
{
    if (reading->depth + 1 == reading->capacity) {
        reading->capacity *= 2;
        reading->frames = memory_resize(reading->frames, reading->capacity * sizeof(*reading->frames));
    }
    return &reading->frames[++reading->depth];
}

static void begin_frame(struct reading *reading, const struct name *name, enum space space, const char *local)
{
    struct frame *frame = push(reading);
    const struct frame *parent = frame - 1;
    bool is_story = name->flags & NAME_STORY;
    *frame = (struct frame){
        .name = name,
        .local = local,
        .space = space,
        .level = name->level == LEVEL_SAME ? parent->level : name->level,
        .place = reading->place,
        .keeps_blanks = parent->keeps_blanks,
        .is_alternative = parent->is_alternative || name->element == MC_FALLBACK,
        .is_deleted = !is_story && (parent->is_deleted || name->element == W_DEL),
        .is_in_hyperlink = !is_story && (parent->is_in_hyperlink || parent->name->element == W_HYPERLINK),
        .fields = is_story ? reading->fields.length : parent->fields,
        .prefixes = reading->prefix_count,
    };
}

/* xml:space, and the rules that look at attributes of one namespace. */
static void read_attributes(struct parse *parse)
{
    struct reading *reading = &parse->reading;
    bool seen[SPACE_COUNT] = {0};
    for (size_t i = 0; i < reading->attribute_count; i++) {
        const xmlChar *uri = reading->attributes[i * FIELDS + URI];
        if (uri)
            seen[known_space(parse, uri)] = true;
    }
    for (enum space space = SPACE_NONE; space < SPACE_COUNT; space++)
        if (seen[space])
            run_rules(reading, &reading->check->names->attributes[space]);
    if (seen[SPACE_XML]) {
        struct string value = reading_attribute(reading, "xml:space");
        if (value.bytes)
            reading_top(reading)->keeps_blanks = string_is(value, "preserve");
    }
}

static void start_element(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count,
                          int defaulted_count, const xmlChar **attributes)
{
    (void)prefix, (void)defaulted_count;
    struct parse *parse = context;
    struct reading *reading = &parse->reading;
    if (reading->depth >= reading->check->limits->values[LIMIT_XML_DEPTH]) {
        reading->is_too_deep = true;
        xmlStopParser(parse->parser);
        return;
    }
    const struct known *known = known_name(parse, local, uri);
    const struct name *name = name_in_place(reading, known->name);
    begin_frame(reading, name, known->space, (const char *)local);
    declare_prefixes(reading, namespace_count, namespaces);
    count_in(reading, name->element, name->flags);
    reading->attributes = attributes;
    reading->attribute_count = (size_t)attribute_count;
    if (attribute_count)
        read_attributes(parse);
    if (reading_parent(reading)->name->order)
        run_rules(reading, &reading->check->names->children);
    run_rules(reading, &name->enter);
    grid_enter(reading);
    if (name->flags & NAME_HOLDS_TEXT)
        reading->begins_blank = reading->ends_blank = reading->has_double_blank = reading->has_text = false;
    reading->attribute_count = 0;
}

/* What an element is to those around it. */
static void count_content(struct reading *reading, const struct frame *top)
{
    if (!(top->name->flags & NAME_CONTENT))
        return;
    reading_parent(reading)->content++;
    struct frame *container = reading_container(reading);
    enum element element = top->name->element;
    if (element == W_P || element == W_TBL || top->name->allowed == LEVEL_BLOCK) {
        container->blocks++;
        container->ends_in_paragraph = element == W_P;
    }
    container->rows += element == W_TR;
    container->cells += element == W_TC;
}

static void forget_prefixes(struct reading *reading, size_t count)
{
    if (reading->prefix_count == count)
        return;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += strlen(reading->prefixes.bytes + length) + 1;
    buffer_truncate(&reading->prefixes, length);
    reading->prefix_count = count;
}

static void end_element(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local, (void)prefix, (void)uri;
    struct parse *parse = context;
    struct reading *reading = &parse->reading;
    const struct frame *top = reading_top(reading);
    reading->is_leaving = true;
    run_rules(reading, &top->name->leave);
    reading->is_leaving = false;
    grid_leave(reading);
    count_content(reading, top);
    if (top->name->element == MC_CHOICE)
        reading_parent(reading)->has_choice = true;
    count_out(reading, top);
    if (top->name->flags & NAME_STORY)
        buffer_truncate(&reading->fields, top->fields);
    forget_prefixes(reading, top->prefixes);
    reading->depth--;
}

static void characters(void *context, const xmlChar *bytes, int length)
{
    struct reading *reading = &((struct parse *)context)->reading;
    reading->text = (struct string){(const char *)bytes, (size_t)length};
    if (!length)
        return;
    if (reading_top(reading)->name->flags & NAME_HOLDS_TEXT)
        text_read(reading);
    else
        run_rules(reading, &reading->check->names->text);
}

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                           const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    struct parse *parse = context;
    parse->reading.has_doctype = true;
    xmlStopParser(parse->parser);
}

static int give_bytes(void *context, char *room, int length)
{
    struct parse *parse = context;
    size_t given = parse->rest.length < (size_t)length ? parse->rest.length : (size_t)length;
    memcpy(room, parse->rest.bytes, given);
    parse->rest = string_slice(parse->rest, given, parse->rest.length);
    return (int)given;
}

static void release(void *subject)
{
    struct parse *parse = subject;
    xmlFreeParserCtxt(parse->parser);
    buffer_release(&parse->reading.near);
    buffer_release(&parse->reading.fields);
    buffer_release(&parse->reading.prefixes);
    hash_set_release(&parse->reading.relationship_ids);
    memory_free(parse->reading.frames);
}

static void note_error(struct reading *reading, const xmlError *error)
{
    reading->syntax_error = error && error->code ? error->code : XML_ERR_INTERNAL_ERROR;
    reading->place.line = error && error->line > 0 ? (uint32_t)error->line : 0;
    reading->place.column = error && error->int2 > 0 ? (uint32_t)error->int2 : 0;
}

static void run_parser(struct parse *parse)
{
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .internalSubset = refuse_doctype,
                             .startElementNs = start_element,
                             .endElementNs = end_element,
                             .characters = characters,
                             .cdataBlock = characters,
                             .ignorableWhitespace = characters};
    xml_watch_memory();
    parse->parser = xmlCreateIOParserCtxt(&handler, parse, give_bytes, NULL, parse, XML_CHAR_ENCODING_NONE);
    if (!parse->parser)
        memory_exhausted();
    xmlCtxtUseOptions(parse->parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                         XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    xml_parse_silently(parse->parser);
    if (xml_memory_failed())
        memory_exhausted();
    if (!parse->parser->wellFormed)
        note_error(&parse->reading, xmlCtxtGetLastError(parse->parser));
}

static unsigned document_of(const struct check *check, struct string part)
{
    for (size_t i = 0; i < check->glossary_count; i++)
        if (string_equal(check->glossary[i], part))
            return 1;
    return 0;
}

static void read_relationships(struct reading *reading)
{
    struct problems *unread = problems_new(); /* the relationships part has a fault of its own then */
    reading->relationships = package_relationships(reading->check->package, reading->part->name,
                                                   &reading->relationship_count, unread);
    for (size_t i = 0; reading->relationships && i < reading->relationship_count; i++)
        hash_set_add(&reading->relationship_ids, string_hash(reading->relationships[i].id));
    problems_free(unread);
}

static void parse_part(struct check *check, size_t part_index, struct string bytes, struct arena *scratch,
                       struct arena *words)
{
    static const struct name root = {.local = "", .level = LEVEL_ANY};
    enum { FIRST_DEPTH = 64 };
    const struct part *part = package_part_at(check->package, part_index);
    struct parse *parse = arena_allocate(scratch, sizeof(*parse));
    struct reading *reading = &parse->reading;
    *reading = (struct reading){.check = check, .words = words, .part = part, .part_index = part_index};
    reading->no_words = arena_mark(reading->words);
    reading->document = document_of(check, part->name);
    reading->place.part = part->name;
    arena_on_free(scratch, release, parse);
    reading->frames = memory_allocate(FIRST_DEPTH * sizeof(*reading->frames));
    reading->capacity = FIRST_DEPTH;
    reading->frames[0] = (struct frame){.name = &root, .local = "", .level = LEVEL_ANY};
    parse->rest = bytes;
    read_relationships(reading);
    run_parser(parse);
    run_rules(reading, &check->names->part);
}

void verify_part(struct check *check, size_t part_index)
{
    struct arena *scratch = arena_new(), *words = arena_new();
    struct problems *unread = problems_new();
    const struct part *part = package_part_at(check->package, part_index);
    struct string bytes = package_read(check->package, part, scratch, unread);
    parse_part(check, part_index, bytes.bytes ? bytes : (struct string){"", 0}, scratch, words);
    problems_free(unread);
    arena_free(words);
    arena_free(scratch);
}
