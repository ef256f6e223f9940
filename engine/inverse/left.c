/* Each story beside the body against those of the template; each text box against its text boxes. */

#include "inverse/left.h"

#include "inverse/match.h"
#include "package/scratch.h"
#include "standard/extract.h"
#include "template/template_parts.h"
#include "text/unicode.h"
#include "word/xml.h"

struct left_work {
    const struct left_search *search;
    const struct document *own; /* the template as it is written, tags and all */
    struct buffer *found;       /* size_t */
    struct buffer *things;      /* struct left_thing */
};

static bool is_in_box(const struct document_paragraph *paragraph)
{
    return word_is(paragraph->node->parent, "txbxContent");
}

/* "Trang 1/3" is no data. */
static bool is_page_number(const struct document_paragraph *paragraph)
{
    enum { LETTERS_MOST = 8 };
    size_t letters = 0;
    for (size_t at = 0; at < paragraph->text.length;)
        letters += text_is_letter(text_next(paragraph->text, &at));
    return paragraph->has_page_number && letters <= LETTERS_MOST;
}

/* Rows of signs are lines. */
static bool says_something(const struct document_paragraph *paragraph)
{
    struct string text = string_trim(paragraph->text);
    return text.length > 0 && !paragraph->is_blank && !is_page_number(paragraph) &&
           !component_is_row_of_signs(text);
}

static void add(struct left_work *work, size_t paragraph)
{
    buffer_append(work->found, (const char *)&paragraph, sizeof paragraph);
}

/* ---- text boxes ---- */

static bool has_tag(struct string text)
{
    return string_find(text, STRING("{{"), 0) != SIZE_MAX || string_find(text, STRING("{%"), 0) != SIZE_MAX;
}

/* One with tags may have become any text. */
static bool is_box_of_template(const struct left_work *work, struct string text)
{
    for (size_t i = 0; i < work->own->paragraph_count; i++) {
        const struct document_paragraph *own = work->own->paragraphs[i];
        if (is_in_box(own) && (has_tag(own->text) || string_equal(string_trim(own->text), text)))
            return true;
    }
    return false;
}

static void find_boxes(struct left_work *work)
{
    const struct document *document = work->search->document;
    for (size_t i = 0; i < document->paragraph_count; i++) {
        const struct document_paragraph *paragraph = document->paragraphs[i];
        if (is_in_box(paragraph) && says_something(paragraph) &&
            !is_box_of_template(work, string_trim(paragraph->text)))
            add(work, i);
    }
}

/* ---- headers, footers, notes ---- */

static bool is_written_in_template(const struct left_work *work, const struct sheet *sheet)
{
    const struct left_search *search = work->search;
    for (size_t i = 1; i < work->own->story_count; i++) {
        const struct sheet *own = sheet_of_story(search->arena, work->own, search->own_names, i);
        if (string_equal(own->text, sheet->text))
            return true;
    }
    return false;
}

/* The headers of several sections say the same. */
static bool is_like_taken(const struct left_work *work, const struct sheet *sheet)
{
    const struct left_search *search = work->search;
    for (size_t i = 1; i < search->document->story_count; i++)
        if (search->are_taken[i] &&
            string_equal(sheet_of_story(search->arena, search->document, search->names, i)->text,
                         sheet->text))
            return true;
    return false;
}

/* Parts with tags that print words of their own alone. */
static bool hold_against_parts(const struct left_work *work, const struct sheet *sheet, bool *is_made)
{
    const struct left_search *search = work->search;
    const struct match_rules loose = {PLACE_ANY, false};
    for (size_t i = 0; i < search->template->part_count && !*is_made; i++) {
        const struct template_part *part = &search->template->parts[i];
        if (!part->result.has_tags || string_equal(part->part->name, search->template->body))
            continue;
        struct matching matching = {.is_match = false};
        struct inverse_pattern *pattern =
            pattern_make(search->arena, search->definition, search->own_names, &part->result.program);
        if (!pattern_has_holes(pattern) &&
            !match_sheet(search->arena, pattern, sheet, loose, search->limits, search->problems, &matching))
            return false;
        *is_made = matching.is_match;
    }
    return true;
}

static bool find_in_story(struct left_work *work, size_t story)
{
    const struct left_search *search = work->search;
    const struct sheet *sheet = sheet_of_story(search->arena, search->document, search->names, story);
    bool is_made =
        sheet->text.length == 0 || is_written_in_template(work, sheet) || is_like_taken(work, sheet);
    if (!hold_against_parts(work, sheet, &is_made))
        return false;
    for (size_t i = 0; i < sheet->paragraph_count && !is_made; i++)
        if (says_something(search->document->paragraphs[sheet->paragraphs[i].index]))
            add(work, sheet->paragraphs[i].index);
    return true;
}

/* ---- what is no text ---- */

static bool has_template(const struct left_work *work, size_t kind)
{
    for (size_t i = 0; i < work->own->paragraph_count; i++)
        if (extract_lost_words(work->own->paragraphs[i]->node, kind))
            return true;
    return false;
}

static void find_things(struct left_work *work, size_t kind)
{
    const struct document *document = work->search->document;
    for (size_t i = 0; i < document->stories[0].end_paragraph; i++) {
        struct left_thing thing = {i, extract_lost_words(document->paragraphs[i]->node, kind)};
        if (thing.words)
            buffer_append(work->things, (const char *)&thing, sizeof thing);
    }
}

bool left_find(const struct left_search *search, struct left_found *found)
{
    struct left_work work = {.search = search,
                             .own = document_read(search->arena, template_package(search->template),
                                                  search->limits, search->problems),
                             .found = scratch_buffer(search->arena),
                             .things = scratch_buffer(search->arena)};
    bool is_read = work.own != NULL;
    if (is_read)
        find_boxes(&work);
    for (size_t i = 1; is_read && i < search->document->story_count; i++)
        is_read = find_in_story(&work, i);
    for (size_t kind = 0; is_read && kind < EXTRACT_LOST_KINDS; kind++)
        if (!has_template(&work, kind))
            find_things(&work, kind);
    found->paragraphs = (size_t *)(void *)work.found->bytes;
    found->paragraph_count = work.found->length / sizeof *found->paragraphs;
    found->things = (struct left_thing *)(void *)work.things->bytes;
    found->thing_count = work.things->length / sizeof *found->things;
    return is_read;
}
