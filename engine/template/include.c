/* Documents and texts that a template includes, read, rendered and put where their tag stood. */

#include "template/include.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "template/graft.h"
#include "template/sections.h"
#include "word/tree.h"
#include "word/xml.h"

/* ---- what includes ---- */

static const struct value *document_name(const struct value *value)
{
    const struct value *name =
        value->kind == VALUE_RECORD ? record_lookup(value->as.record, STRING("document")) : NULL;
    return name && name->kind == VALUE_TEXT ? name : NULL;
}

bool include_is(const struct value *value)
{
    return document_name(value) != NULL;
}

static bool refuse(struct render *render, const struct print *print, enum problem_code code,
                   struct string name)
{
    struct place place = tag_place(print->tag);
    problems_add(render->evaluation->problems, code, &place,
                 arena_copy(render->evaluation->lasting, name).bytes);
    return render_fail(render, print->tag);
}

/* ---- rendering a guest ---- */

struct inclusion {
    struct render *render; /* that of the part it is included in */
    struct guest *guest;
    struct identity_state identities;
    struct stay stay;
    bool may_have_sections;
    bool has_failed;
};

/* A part of the guest with the data in force where it is included, to stand in `host_part`; a tree for the
 * caller to release, or NULL. */
static xmlDoc *render_part(struct inclusion *inclusion, struct string name, struct string host_part)
{
    struct render *outer = inclusion->render, inner;
    struct evaluation *evaluation = outer->evaluation;
    struct scope *scope = evaluation->scope;
    const struct template *template = inclusion->guest->template;
    const struct template_part *part = name.length ? template_find_part(template, name) : NULL;
    struct place place = {.file = inclusion->guest->name, .part = name};
    if (!part)
        return NULL;
    if (!part->result.has_tags)
        return tree_hold(
            xml_parse(package_read(template->package, part->part, evaluation->lasting, evaluation->problems),
                      &place, evaluation->limits, evaluation->problems));
    render_init(&inner, &part->result.program, evaluation, template->tag_count);
    inner.styles = &template->styles;
    inner.sections = &template->sections;
    inner.identities = &inclusion->identities;
    inner.media = outer->media;
    inner.includes = outer->includes;
    inner.part = host_part;
    inner.call_depth = outer->call_depth;
    evaluation->scope = scope_new(evaluation->arena, scope);
    evaluation->passing++;
    bool is_done = render_run(&inner, 0, part->result.program.count) && !inner.is_failed;
    evaluation->passing--;
    evaluation->scope = scope;
    xmlDoc *document = is_done ? tree_hold(xml_parse(buffer_string(&inner.output.bytes), &place,
                                                     evaluation->limits, evaluation->problems))
                               : NULL;
    inclusion->has_failed = inclusion->has_failed || !document;
    render_release(&inner);
    return document;
}

/* Behind a table, and where a section ends, a paragraph must follow. */
static bool needs_paragraph(const xmlNode *body, const struct print *print)
{
    const xmlNode *last = body->last;
    while (last &&
           (last->type != XML_ELEMENT_NODE || word_is(last, "sectPr") || word_is(last, "bookmarkEnd")))
        last = last->prev;
    return !last || !word_is(last, "p") ||
           string_find(print->frame->paragraph_properties, STRING("<w:sectPr"), 0) != SIZE_MAX;
}

static size_t block_count(const xmlNode *body)
{
    size_t count = 0;
    for (const xmlNode *child = body->children; child; child = child->next)
        count += child->type == XML_ELEMENT_NODE && !word_is(child, "sectPr");
    return count;
}

static void put_body(struct inclusion *inclusion, const struct print *print, xmlNode *body)
{
    struct render *render = inclusion->render;
    struct buffer *out = &render->output.bytes;
    bool is_inside = render->media->guest != NULL;
    if (is_inside)
        buffer_append_text(out, "<vanban-grafted xmlns=\"\">");
    if (inclusion->may_have_sections)
        sections_mark(render->includes, &inclusion->stay, body, out,
                      block_count(body) + needs_paragraph(body, print));
    for (xmlNode *child = body->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !word_is(child, "sectPr"))
            graft_append(out, child);
    if (is_inside)
        buffer_append_text(out, "</vanban-grafted>");
    if (needs_paragraph(body, print)) {
        buffer_append_string(out, print->frame->open_paragraph);
        buffer_append_string(out, print->frame->close_paragraph);
    }
}

/* The headers and footers that sections of the guest name, rendered; the names are places in a list until a
 * section of ours has them. */
static void bring_headers(struct inclusion *inclusion, xmlNode *body)
{
    struct includes *includes = inclusion->render->includes;
    for (xmlNode *node = body, *next; node; node = next) {
        struct brought_header header;
        next = tree_next(node, body, false);
        if (!sections_is_reference(node))
            continue;
        bool is_there = sections_find_header(includes, inclusion->guest, node, &header);
        xmlDoc *document = is_there ? render_part(inclusion, header.name, header.part) : NULL;
        if (document)
            sections_bring(includes, &header, document, node);
        else
            tree_remove(node);
        tree_release(document);
    }
}

static void put_guest(struct inclusion *inclusion, const struct print *print, xmlDoc *document,
                      xmlDoc *const notes[NOTE_KIND_COUNT])
{
    struct render *render = inclusion->render;
    struct buffer numbers = {0};
    struct graft graft = {.includes = render->includes,
                          .guest = inclusion->guest,
                          .host_part = render->part,
                          .guest_part = inclusion->guest->document,
                          .numbers = &numbers};
    xmlNode *body = word_child(xmlDocGetRootElement(document), "body");
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++)
        graft.notes[kind] = notes[kind] ? xmlDocGetRootElement(notes[kind]) : NULL;
    if (body) {
        graft_tree(&graft, body);
        put_body(inclusion, print, body);
        struct place place = tag_place(print->tag);
        graft_tell_drops(&graft, &place);
    }
    graft_release(&graft);
    buffer_release(&numbers);
}

static bool render_guest(struct inclusion *inclusion, const struct print *print)
{
    struct render *render = inclusion->render;
    struct guest *guest = inclusion->guest;
    xmlDoc *notes[NOTE_KIND_COUNT];
    const void *outer = render->media->guest;
    struct package *outer_package = render->media->guest_package;
    identity_begin(&inclusion->identities, &guest->template->identities, render->evaluation->lasting);
    render->media->guest = guest;
    render->media->guest_package = guest->package;
    xmlDoc *document = render_part(inclusion, guest->document, render->part);
    xmlNode *body = document ? word_child(xmlDocGetRootElement(document), "body") : NULL;
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++)
        notes[kind] = render_part(inclusion, guest->notes[kind], includes_note_part(render->includes, kind));
    inclusion->may_have_sections =
        body && sections_may_matter(render->includes, &inclusion->stay, render->part, body);
    if (inclusion->may_have_sections)
        bring_headers(inclusion, body);
    else if (body)
        sections_flow(body);
    render->media->guest = outer;
    render->media->guest_package = outer_package;
    if (document && !inclusion->has_failed)
        put_guest(inclusion, print, document, notes);
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++)
        tree_release(notes[kind]);
    tree_release(document);
    return (document && !inclusion->has_failed) || render_fail(render, print->tag);
}

/* ---- the statement ---- */

static struct string read_file(struct includes *includes, struct string name)
{
    const struct template_files *files = includes->media->files;
    struct evaluation *evaluation = includes->evaluation;
    return files ? files->read(files->context, name, evaluation->lasting, evaluation->problems)
                 : (struct string){NULL, 0};
}

static bool is_open(const struct includes *includes, struct string name)
{
    struct string file = package_file(includes->host->package);
    for (const struct open_include *open = includes->open; open; open = open->outer)
        if (string_equal(open->name, name))
            return true;
    return string_equal(file, name);
}

static const struct value *read_wish(const struct value *value, struct string name)
{
    const struct value *wish = value->kind == VALUE_RECORD ? record_lookup(value->as.record, name) : NULL;
    return wish && wish->kind == VALUE_BOOL ? wish : NULL;
}

/* {"document": "x.docx", "section": true} */
static void read_wishes(struct stay *stay, const struct value *value)
{
    const struct value *section = read_wish(value, STRING("section"));
    stay->is_asked = section && section->as.truth;
    stay->is_refused = section && !section->as.truth;
}

static bool include_document(struct render *render, const struct print *print, struct string name,
                             struct string bytes, const struct value *value)
{
    struct includes *includes = render->includes;
    if (print->place != PRINT_PARAGRAPH)
        return refuse(render, print, PROBLEM_TEMPLATE_INCLUDE_PLACE, name);
    struct guest *guest = includes_open(includes, name, bytes);
    if (!guest)
        return render_fail(render, print->tag);
    struct open_include open = {name, includes->open};
    includes->open = &open;
    struct inclusion inclusion = {
        .render = render, .guest = guest, .stay = {.guest = guest, .place = tag_place(print->tag)}};
    read_wishes(&inclusion.stay, value);
    bool goes_on = render_guest(&inclusion, print);
    includes->open = open.outer;
    return goes_on;
}

/* A text with tags: its lines are the lines of a value. */
static bool include_text(struct render *render, const struct print *print, struct string name,
                         struct string bytes)
{
    struct evaluation *evaluation = render->evaluation;
    struct expression_source source = {.text = bytes,
                                       .place = {.file = arena_copy(evaluation->lasting, name)}};
    struct buffer text = {0};
    while (source.text.length && strchr("\r\n", source.text.bytes[source.text.length - 1]))
        source.text.length--;
    if (string_starts_with(source.text, STRING("\xEF\xBB\xBF")))
        source.text = string_slice(source.text, 3, source.text.length);
    const struct text_template *template =
        text_template_compile(evaluation->lasting, &source, evaluation->problems);
    bool is_done = template && text_template_render(template, evaluation, &text);
    if (is_done) {
        struct print plain = *print;
        struct tag tag = *print->tag;
        struct value value = value_text(arena_copy(evaluation->arena, buffer_string(&text)));
        tag.statement.is_include = false;
        plain.tag = &tag;
        is_done = render_value(render, &plain, &value);
    }
    buffer_release(&text);
    return is_done || render_fail(render, print->tag);
}

static bool has_ending(struct string name, const char *ending)
{
    size_t length = strlen(ending);
    return name.length > length && xmlStrncasecmp((const xmlChar *)name.bytes + name.length - length,
                                                  (const xmlChar *)ending, (int)length) == 0;
}

static bool include_bytes(struct render *render, const struct print *print, struct string name,
                          struct string bytes, const struct value *whole)
{
    if (has_ending(name, ".docx") || has_ending(name, ".dotx"))
        return include_document(render, print, name, bytes, whole);
    if (has_ending(name, ".txt"))
        return include_text(render, print, name, bytes);
    return refuse(render, print, PROBLEM_TEMPLATE_INCLUDE_KIND, name);
}

/* False when there is no such file, which is told if the last of the names is not there. */
static bool include_name(struct render *render, const struct print *print, const struct value *value,
                         const struct value *whole, bool *goes_on)
{
    struct includes *includes = render->includes;
    bool is_last = value == whole || value == document_name(whole) ||
                   (whole->kind == VALUE_LIST && value == &whole->as.list->items[whole->as.list->count - 1]);
    struct problems *problems = render->evaluation->problems;
    struct string name = value->kind == VALUE_TEXT ? value->as.text : (struct string){"", 0};
    size_t told = problems_error_count(problems);
    *goes_on = true;
    if (is_open(includes, name)) {
        *goes_on = refuse(render, print, PROBLEM_TEMPLATE_INCLUDE_AGAIN, name);
        return true;
    }
    struct string bytes = read_file(includes, name);
    if (bytes.bytes)
        *goes_on = include_bytes(render, print, name, bytes, whole);
    else if (problems_error_count(problems) > told)
        *goes_on = render_fail(render, print->tag);
    else if (is_last && !print->tag->statement.ignores_missing)
        *goes_on = refuse(render, print, PROBLEM_TEMPLATE_INCLUDE_MISSING, name);
    return bytes.bytes || problems_error_count(problems) > told;
}

bool include_print(struct render *render, const struct print *print, const struct value *value)
{
    const struct value *name = document_name(value) ? document_name(value) : value;
    bool goes_on = true;
    if (!render->includes || !render->media || !print->frame)
        return refuse(render, print, PROBLEM_TEMPLATE_INCLUDE_PLACE, (struct string){"", 0});
    if (!render_may_try(render, print->tag))
        return !render->is_stopped;
    if (name->kind != VALUE_LIST) {
        include_name(render, print, name, value, &goes_on);
        return goes_on;
    }
    for (size_t i = 0; i < name->as.list->count; i++)
        if (include_name(render, print, &name->as.list->items[i], name, &goes_on))
            break;
    return goes_on;
}
