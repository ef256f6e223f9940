/*
 * The stories of a document: the body, then headers, footers and notes, each
 * read with its own memory and its own automatic numbers.
 */

#include "word/review.h"

#include <stdlib.h>
#include <string.h>

#include "word/part_tree.h"
#include "word/review_internal.h"

static void append_heading(struct review *review, const char *title, struct string name)
{
    size_t from = name.length;
    while (from > 0 && name.bytes[from - 1] != '/')
        from--;
    name = string_slice(name, from, name.length);
    buffer_append_format(review->out, "== %s%s%.*s ==\n", title, name.length > 0 ? ": " : "",
                         STRING_FORMAT(name));
    review->is_after_table = false;
}

/* Runs `read` under a heading; the heading goes when nothing stands under it. */
static void read_under(struct review *review, const char *title, struct string name, const xmlNode *node,
                       void (*read)(struct review *, const xmlNode *))
{
    size_t from = review->out->length;
    append_heading(review, title, name);
    size_t empty = review->out->length;
    read(review, node);
    if (review->out->length == empty)
        buffer_truncate(review->out, from);
}

/* Text boxes may hold others: those are added behind and come later. */
static void read_box_texts(struct review *review, const xmlNode *unused)
{
    (void)unused;
    for (const struct text_box *box = review->first_box; box; box = box->next)
        review_read_blocks(review, box->content);
}

static void read_body(struct review *review, const xmlNode *root)
{
    review_read_blocks(review, word_child(root, "body"));
}

/* Notes begin with the mark that stands in the text; separators are no notes. */
static void read_notes(struct review *review, const xmlNode *root)
{
    for (const xmlNode *note = root->children; note; note = note->next) {
        bool is_endnote = word_is(note, "endnote");
        const char *type = word_attribute(note, "type"), *id = word_attribute(note, "id");
        if ((!is_endnote && !word_is(note, "footnote")) || (type && strcmp(type, "normal") != 0))
            continue;
        review->prefix = arena_format(review->arena, "[^%s%d] ", is_endnote ? "e" : "", id ? atoi(id) : 0);
        review_read_blocks(review, note);
    }
    review->prefix = STRING("");
}

static const struct story {
    struct string type; /* how the relationship's type ends */
    const char *title;
    void (*read)(struct review *, const xmlNode *);
} stories[] = {
    {{"/header", 7}, "đầu trang", review_read_blocks},
    {{"/footer", 7}, "chân trang", review_read_blocks},
    {{"/footnotes", 10}, "chú thích", read_notes},
    {{"/endnotes", 9}, "chú thích cuối", read_notes},
};
static const struct story body = {{"", 0}, NULL, read_body};

struct reading {
    struct buffer *out;
    struct package *package;
    const struct formats *formats;
    const struct limits *limits;
    struct problems *problems;
};

static void release_review(void *subject)
{
    struct review *review = subject;
    buffer_release(&review->text);
    buffer_release(&review->spans);
}

static struct review *review_new(struct arena *arena, struct arena *scratch, const struct reading *reading)
{
    struct review *review = arena_allocate(arena, sizeof *review);
    *review = (struct review){.out = reading->out,
                              .arena = arena,
                              .scratch = scratch,
                              .formats = reading->formats,
                              .numbering = numbering_new(arena, reading->formats),
                              .prefix = STRING("")};
    review->last_box = &review->first_box;
    arena_on_free(arena, release_review, review);
    return review;
}

void review_append_table(struct buffer *out, const struct formats *formats, const xmlNode *table)
{
    struct arena *arena = arena_new(), *scratch = arena_new();
    struct reading reading = {.out = out, .formats = formats};
    review_read_table(review_new(arena, scratch, &reading), table);
    arena_free(scratch);
    arena_free(arena);
}

static bool read_story(const struct reading *reading, const struct story *story, const struct part *part)
{
    struct arena *arena = arena_new(), *scratch = arena_new();
    xmlDocPtr document = part_tree_read(arena, reading->package, part, reading->limits, reading->problems);
    if (document) {
        struct review *review = review_new(arena, scratch, reading);
        const xmlNode *root = xmlDocGetRootElement(document);
        if (story->title)
            read_under(review, story->title, part->name, root, story->read);
        else
            story->read(review, root);
        if (review->first_box)
            read_under(review, "khung chữ", STRING(""), NULL, read_box_texts);
    }
    arena_free(scratch);
    arena_free(arena);
    return document != NULL;
}

/* Once, though many relationships lead to it. */
static bool read_once(const struct reading *reading, const struct story *story, const struct part *part,
                      bool *was_read)
{
    size_t index = 0;
    while (package_part_at(reading->package, index) != part)
        index++;
    bool is_done = was_read[index] || read_story(reading, story, part);
    was_read[index] = true;
    return is_done;
}

static bool read_stories(const struct reading *reading, const struct part *main_part)
{
    struct arena *arena = arena_new();
    bool *was_read = arena_allocate(arena, package_part_count(reading->package));
    size_t count = 0;
    const struct relationship *list =
        package_relationships(reading->package, main_part->name, &count, reading->problems);
    bool is_done = list != NULL;
    for (size_t i = 0; is_done && i < sizeof stories / sizeof *stories; i++)
        for (size_t j = 0; is_done && j < count; j++) {
            const struct part *part = !list[j].is_external && string_ends_with(list[j].type, stories[i].type)
                                          ? package_lookup(reading->package, list[j].part)
                                          : NULL;
            is_done = !part || read_once(reading, &stories[i], part, was_read);
        }
    arena_free(arena);
    return is_done;
}

bool review_append(struct buffer *out, struct package *package, const struct limits *limits,
                   struct problems *problems)
{
    struct arena *arena = arena_new();
    const struct part *main_part = package_main_document(package, problems);
    struct formats *formats = main_part ? formats_read(arena, package, limits, problems) : NULL;
    struct reading reading = {out, package, formats, limits, problems};
    bool is_done = formats && read_story(&reading, &body, main_part) && read_stories(&reading, main_part);
    arena_free(arena);
    return is_done;
}
