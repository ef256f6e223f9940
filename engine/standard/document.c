/* The stories of a document, each read with its own automatic numbers and counts of places. */

#include "standard/document.h"

#include <string.h>

#include "standard/reading.h"
#include "word/part_tree.h"

struct opening {
    struct document *document;
    struct package *package;
    const struct limits *limits;
    struct problems *problems;
    struct buffer stories;
    struct reading *reading;
};

static const struct {
    struct string type; /* how the relationship's type ends */
    enum story_kind kind;
} story_types[] = {
    {{"/header", 7}, STORY_HEADER},
    {{"/footer", 7}, STORY_FOOTER},
    {{"/footnotes", 10}, STORY_NOTES},
    {{"/endnotes", 9}, STORY_NOTES},
};

static bool read_story(struct opening *opening, enum story_kind kind, const struct part *part)
{
    struct document *document = opening->document;
    struct reading *reading = opening->reading;
    struct document_story story = {kind, arena_copy(document->arena, part->name), 0, 0};
    xmlDocPtr tree =
        part_tree_read(document->arena, opening->package, part, opening->limits, opening->problems);
    if (!tree)
        return false;
    reading->numbering = numbering_new(document->arena, document->formats);
    reading->count = (struct place_count){.place = {.file = document->file, .part = story.part}};
    reading->story = opening->stories.length / sizeof story;
    reading->field_depth = 0;
    story.first_paragraph = story_paragraph_count(reading);
    const xmlNode *root = xmlDocGetRootElement(tree);
    story_element(reading, kind == STORY_BODY ? word_child(root, "body") : root);
    story.end_paragraph = story_paragraph_count(reading);
    buffer_append(&opening->stories, (const char *)&story, sizeof story);
    return true;
}

static bool is_read(const struct opening *opening, struct string part)
{
    const struct document_story *stories =
        (const struct document_story *)(const void *)opening->stories.bytes;
    for (size_t i = 0; i < opening->stories.length / sizeof *stories; i++)
        if (string_equal(stories[i].part, part))
            return true;
    return false;
}

/* Several relationships may lead to one part. */
static bool read_other_stories(struct opening *opening, const struct relationship *list, size_t count)
{
    for (size_t i = 0; i < sizeof story_types / sizeof *story_types; i++)
        for (size_t j = 0; j < count; j++) {
            const struct part *part =
                !list[j].is_external && string_ends_with(list[j].type, story_types[i].type)
                    ? package_lookup(opening->package, list[j].part)
                    : NULL;
            if (part && !is_read(opening, part->name) && !read_story(opening, story_types[i].kind, part))
                return false;
        }
    return true;
}

static bool read_settings(struct opening *opening, const struct relationship *list, size_t count)
{
    struct document *document = opening->document;
    document->tab_twips = 720;
    for (size_t i = 0; i < count; i++) {
        const struct part *part = !list[i].is_external && string_ends_with(list[i].type, STRING("/settings"))
                                      ? package_lookup(opening->package, list[i].part)
                                      : NULL;
        if (!part)
            continue;
        xmlDocPtr tree =
            part_tree_read(document->arena, opening->package, part, opening->limits, opening->problems);
        if (!tree)
            return false;
        const xmlNode *root = xmlDocGetRootElement(tree);
        document->tab_twips = story_number(word_child(root, "defaultTabStop"), "val", 720);
        document->has_even_headers = format_is_on(word_child(root, "evenAndOddHeaders")) &&
                                     word_child(root, "evenAndOddHeaders") != NULL;
    }
    return true;
}

static void *keep(struct arena *arena, struct buffer *list, size_t size, size_t *count)
{
    void *copy = arena_allocate(arena, list->length + size);
    if (list->length > 0)
        memcpy(copy, list->bytes, list->length);
    *count = list->length / size;
    buffer_release(list);
    return copy;
}

/* From the lists that grew to those of the document. */
static void finish(struct opening *opening)
{
    struct document *document = opening->document;
    struct reading *reading = opening->reading;
    struct arena *arena = document->arena;
    document->paragraphs =
        keep(arena, &reading->paragraphs, sizeof *document->paragraphs, &document->paragraph_count);
    document->stories = keep(arena, &opening->stories, sizeof *document->stories, &document->story_count);
    document->sections =
        keep(arena, &reading->sections, sizeof *document->sections, &document->section_count);
    document->tables = keep(arena, &reading->tables, sizeof *document->tables, &document->table_count);
    document->cells = keep(arena, &reading->cells, sizeof *document->cells, &document->cell_count);
    for (size_t i = 0; i < document->paragraph_count; i++)
        if (document->paragraphs[i]->section >= document->section_count)
            document->paragraphs[i]->section = document->section_count - 1;
    story_find_lines(reading);
    document->lines = keep(arena, &reading->lines, sizeof *document->lines, &document->line_count);
}

static bool read_parts(struct opening *opening, const struct part *main_part)
{
    size_t count = 0;
    const struct relationship *list =
        package_relationships(opening->package, main_part->name, &count, opening->problems);
    if (!list || !read_settings(opening, list, count) || !read_story(opening, STORY_BODY, main_part))
        return false;
    story_add_default_section(opening->reading);
    if (!read_other_stories(opening, list, count))
        return false;
    finish(opening);
    story_link_headers(opening->document, list, count);
    return true;
}

struct document *document_read(struct arena *arena, struct package *package, const struct limits *limits,
                               struct problems *problems)
{
    const struct part *main_part = package_main_document(package, problems);
    struct document *document = arena_allocate(arena, sizeof *document);
    struct reading *reading = arena_allocate(arena, sizeof *reading);
    struct opening opening = {document, package, limits, problems, {0}, reading};
    document->arena = arena;
    document->file = arena_copy(arena, package_file(package));
    document->formats = main_part ? formats_read(arena, package, limits, problems) : NULL;
    *reading = (struct reading){.document = document,
                                .arena = arena,
                                .cell = SIZE_MAX,
                                .anchor = SIZE_MAX,
                                .box_width_twips = NOT_THERE};
    if (document->formats && read_parts(&opening, main_part))
        return document;
    buffer_release(&reading->paragraphs);
    buffer_release(&reading->sections);
    buffer_release(&reading->tables);
    buffer_release(&reading->cells);
    buffer_release(&reading->lines);
    buffer_release(&opening.stories);
    return NULL;
}
