/* The body of a document against the main part of a template, then headers and footers against theirs. */

#include "inverse/inverse.h"

#include <string.h>

#include "inverse/left.h"
#include "inverse/looks.h"
#include "package/scratch.h"
#include "template/template_parts.h"

enum { MOST_WORDS = 60, MOST_STRANGERS = 8 };

struct inverse_work {
    struct arena *arena;
    const struct definition *definition;
    const struct template *template;
    const struct document *document;
    const struct components *components;
    bool is_told;
    const struct limits *limits;
    struct problems *problems;
    struct inverse *result;
    const struct style_names *names, *own_names; /* of the document, of the template */
    struct buffer *patterns;                     /* struct inverse_pattern * */
    bool *are_taken;                             /* stories of the document */
};

static struct inverse_pattern *pattern_of(struct inverse_work *work, const struct template_part *part)
{
    struct inverse_pattern *pattern =
        pattern_make(work->arena, work->definition, work->own_names, &part->result.program);
    buffer_append(work->patterns, (const char *)&pattern, sizeof pattern);
    return pattern;
}

/* ---- where it leaves the form ---- */

/* The first words of a text, up to the end of their paragraph. */
static struct string first_words(struct arena *arena, struct string text)
{
    size_t end = 0;
    text = string_trim(text);
    while (end < text.length && end < MOST_WORDS && !sheet_is_boundary(text.bytes[end]))
        end++;
    while (end < text.length && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end++;
    return arena_copy(arena, string_slice(text, 0, end));
}

static struct string last_words(struct arena *arena, const struct sheet *sheet, size_t from, size_t at)
{
    size_t end = at;
    while (end < sheet->text.length && end < at + MOST_WORDS && !sheet_is_boundary(sheet->text.bytes[end]))
        end++;
    while (end < sheet->text.length && ((unsigned char)sheet->text.bytes[end] & 0xC0) == 0x80)
        end++;
    return sheet_plain(arena, sheet, from, end);
}

static void tell_difference(struct inverse_work *work, const struct sheet *sheet,
                            const struct matching *matching)
{
    struct inverse *result = work->result;
    size_t paragraph = sheet_paragraph_at(sheet, matching->furthest);
    result->expected = matching->expected.bytes ? first_words(work->arena, matching->expected) : STRING("");
    if (paragraph == SIZE_MAX) {
        result->place.file = work->document->file;
        return;
    }
    size_t from = sheet->paragraphs[paragraph].from;
    result->place = work->document->paragraphs[sheet->paragraphs[paragraph].index]->place;
    result->found =
        last_words(work->arena, sheet, from, matching->furthest > from ? matching->furthest : from);
}

/* ---- parts ---- */

static const struct match_rules rules[] = {
    {PLACE_BY_STYLE, true}, {PLACE_BY_LOOK, true}, {PLACE_BY_LOOK, false}, {PLACE_ANY, false}};

/* As strictly as it can be: styles and the template's own paragraphs part what words do not. Where nothing
 * matches, the strict ones tell best where the document leaves the form: without anchors a text takes all up
 * to the end. */
static bool match_any(struct inverse_work *work, const struct inverse_pattern *pattern,
                      const struct sheet *sheet, struct matching *matching)
{
    struct matching best = {.is_match = false};
    for (size_t i = 0; i < sizeof rules / sizeof *rules && (work->is_told || rules[i].by_anchors); i++) {
        work->result->is_loose |= rules[i].place != PLACE_BY_STYLE;
        if (!match_sheet(work->arena, pattern, sheet, rules[i], work->limits, work->problems, matching))
            return false;
        if (matching->is_match)
            return true;
        if (rules[i].by_anchors && (i == 0 || matching->furthest > best.furthest))
            best = *matching;
    }
    *matching = best;
    return true;
}

/* Paragraphs that somebody added: where the document leaves the form the next one is passed over, as long as
 * that leads on. What does not match in the end is told as it is. */
static bool match_without_strangers(struct inverse_work *work, const struct inverse_pattern *pattern,
                                    struct sheet **sheet, struct matching *matching)
{
    struct sheet *rest = *sheet;
    struct matching next = *matching;
    size_t *strangers = arena_allocate(work->arena, MOST_STRANGERS * sizeof *strangers);
    size_t count = 0, furthest = 0;
    for (; count < MOST_STRANGERS && !next.is_match; count++) {
        size_t paragraph = sheet_paragraph_at(rest, next.furthest);
        if (paragraph == SIZE_MAX || (count > 0 && next.furthest <= furthest))
            break;
        furthest = rest->paragraphs[paragraph].from;
        strangers[count] = rest->paragraphs[paragraph].index;
        rest = sheet_without(work->arena, rest, paragraph);
        work->result->is_loose = false;
        if (!match_any(work, pattern, rest, &next))
            return false;
    }
    if (next.is_match) {
        work->result->strangers = strangers;
        work->result->stranger_count = count;
        *matching = next;
        *sheet = rest;
    }
    return true;
}

static bool read_body(struct inverse_work *work)
{
    struct package *package = template_package(work->template);
    const struct part *main = package_main_document(package, work->problems);
    const struct template_part *part = main ? template_find_part(work->template, main->name) : NULL;
    struct sheet *sheet = sheet_of_story(work->arena, work->document, work->names, 0);
    struct matching matching;
    if (part == NULL)
        return false;
    looks_find(sheet, work->components);
    struct inverse_pattern *pattern = pattern_of(work, part);
    if (!match_any(work, pattern, sheet, &matching))
        return false;
    if (!matching.is_match && work->is_told && !match_without_strangers(work, pattern, &sheet, &matching))
        return false;
    if (matching.is_match)
        work->result->solution = solve(work->arena, pattern, sheet, &matching, NULL);
    else
        tell_difference(work, sheet, &matching);
    work->result->is_of_form = matching.is_match;
    return true;
}

/* Word gives headers other names when it saves: each is held against all, and footers against footers. */
static bool read_margin(struct inverse_work *work, const struct template_part *part)
{
    struct inverse_pattern *pattern = pattern_of(work, part);
    struct matching matching;
    bool is_header = string_starts_with(part->part->name, STRING("word/header"));
    enum story_kind kind = is_header ? STORY_HEADER : STORY_FOOTER;
    for (size_t i = 1; i < work->document->story_count && pattern_has_holes(pattern); i++) {
        struct sheet *sheet = work->document->stories[i].kind == kind
                                  ? sheet_of_story(work->arena, work->document, work->names, i)
                                  : NULL;
        if (sheet == NULL || sheet->text.length == 0)
            continue;
        if (!match_any(work, pattern, sheet, &matching))
            return false;
        if (matching.is_match) {
            solve(work->arena, pattern, sheet, &matching, work->result->solution);
            work->are_taken[i] = true;
            return true;
        }
    }
    return true;
}

static bool read_margins(struct inverse_work *work)
{
    for (size_t i = 0; i < work->template->part_count; i++) {
        const struct template_part *part = &work->template->parts[i];
        bool is_margin = string_starts_with(part->part->name, STRING("word/header")) ||
                         string_starts_with(part->part->name, STRING("word/footer"));
        if (is_margin && part->result.has_tags && !read_margin(work, part))
            return false;
    }
    return true;
}

/* ---- what cannot be seen ---- */

static bool is_reached(const struct inverse_work *work, struct string path)
{
    struct inverse_pattern *const *patterns = (struct inverse_pattern *const *)(void *)work->patterns->bytes;
    for (size_t i = 0; i < work->patterns->length / sizeof *patterns; i++)
        if (solve_reaches(patterns[i], path))
            return true;
    return false;
}

static void find_unseen(struct inverse_work *work, const struct field *fields, size_t count,
                        struct string outer, struct buffer *unseen)
{
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &fields[i];
        struct string path = outer.length > 0 ? arena_format(work->arena, "%.*s.%.*s", STRING_FORMAT(outer),
                                                             STRING_FORMAT(field->name->text))
                                              : field->name->text;
        if (!is_reached(work, path))
            buffer_append(unseen, (const char *)&path, sizeof path);
        else if (field->type == FIELD_RECORD)
            find_unseen(work, field->fields, field->field_count, path, unseen);
    }
}

bool inverse_read(struct arena *arena, const struct form *form, struct package *package,
                  const struct components *components, bool is_told, const struct limits *limits,
                  struct problems *problems, struct inverse *result)
{
    struct inverse_work work = {.arena = arena,
                                .definition = form_definition(form),
                                .template = form_template(form),
                                .document = components->document,
                                .components = components,
                                .is_told = is_told,
                                .limits = limits,
                                .problems = problems,
                                .result = result,
                                .names = style_names_read(arena, package),
                                .own_names = style_names_read(arena, template_package(form_template(form))),
                                .patterns = scratch_buffer(arena)};
    struct buffer *unseen = scratch_buffer(arena);
    work.are_taken = arena_allocate(arena, work.document->story_count * sizeof *work.are_taken);
    memset(work.are_taken, 0, work.document->story_count * sizeof *work.are_taken);
    *result = (struct inverse){.is_of_form = false};
    if (!read_body(&work))
        return false;
    if (!result->is_of_form)
        return true;
    if (!read_margins(&work))
        return false;
    struct left_search left = {arena,          work.definition, work.template, work.document, work.names,
                               work.own_names, work.are_taken,  limits,        problems};
    if (!left_find(&left, &result->left))
        return false;
    find_unseen(&work, work.definition->fields, work.definition->field_count, STRING(""), unseen);
    result->unseen = (struct string *)(void *)unseen->bytes;
    result->unseen_count = unseen->length / sizeof *result->unseen;
    return true;
}
