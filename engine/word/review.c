#include "word/review.h"

#include <stdlib.h>
#include <string.h>

#include "word/review_internal.h"

static xmlDocPtr read_part(struct review *review, struct package *package, const struct part *part,
                           const struct limits *limits, struct problems *problems)
{
    struct place place = {.file = package_file(package), .part = part->name};
    struct arena_mark mark = arena_mark(review->scratch);
    struct string bytes = package_read(package, part, review->scratch, problems);
    xmlDocPtr document = bytes.bytes ? xml_parse(bytes, &place, limits, problems) : NULL;
    arena_rewind(review->scratch, mark);
    return document;
}

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
    for (size_t i = 0; i < review->text_box_count; i++) {
        const xmlNode *box;
        memcpy(&box, review->text_boxes.bytes + i * sizeof box, sizeof box);
        review_read_blocks(review, box);
    }
}

static void read_text_boxes(struct review *review)
{
    if (review->text_box_count > 0)
        read_under(review, "khung chữ", STRING(""), NULL, read_box_texts);
    buffer_truncate(&review->text_boxes, 0);
    review->text_box_count = 0;
}

/* Notes begin with the mark that stands in the text; separators are no notes. */
static void read_notes(struct review *review, const xmlNode *root)
{
    for (const xmlNode *note = root->children; note; note = note->next) {
        bool is_endnote = word_is(note, "endnote");
        const char *type = word_attribute(note, "type"), *id = word_attribute(note, "id");
        if ((!is_endnote && !word_is(note, "footnote")) || (type && strcmp(type, "normal") != 0))
            continue;
        buffer_truncate(&review->prefix, 0);
        buffer_append_format(&review->prefix, "[^%s%d]", is_endnote ? "e" : "", id ? atoi(id) : 0);
        review_read_blocks(review, note);
    }
    buffer_truncate(&review->prefix, 0);
}

static const struct story {
    struct string type; /* how the relationship's type ends */
    const char *title;
    void (*read)(struct review *, const xmlNode *);
} stories[] = {
    {{"/header", 7}, "đầu trang", review_read_blocks},
    {{"/footer", 7}, "cuối trang", review_read_blocks},
    {{"/footnotes", 10}, "chú thích", read_notes},
    {{"/endnotes", 9}, "chú thích cuối", read_notes},
};

static bool read_story(struct review *review, const struct story *story, struct package *package,
                       const struct part *part, const struct limits *limits, struct problems *problems)
{
    xmlDocPtr document = read_part(review, package, part, limits, problems);
    if (!document)
        return false;
    struct arena *arena = arena_new();
    review->numbering = numbering_new(arena, review->formats);
    review->field_depth = 0;
    read_under(review, story->title, part->name, xmlDocGetRootElement(document), story->read);
    read_text_boxes(review);
    arena_free(arena);
    xmlFreeDoc(document);
    return true;
}

static bool read_stories(struct review *review, struct package *package, const struct limits *limits,
                         struct problems *problems)
{
    const struct part *main_part = package_main_document(package, problems);
    size_t count = 0;
    const struct relationship *list =
        main_part ? package_relationships(package, main_part->name, &count, problems) : NULL;
    for (size_t i = 0; list && i < sizeof stories / sizeof *stories; i++)
        for (size_t j = 0; j < count; j++) {
            const struct part *part = !list[j].is_external && string_ends_with(list[j].type, stories[i].type)
                                          ? package_lookup(package, list[j].part)
                                          : NULL;
            if (part && !read_story(review, &stories[i], package, part, limits, problems))
                return false;
        }
    return list != NULL;
}

static bool read_body(struct review *review, struct package *package, const struct limits *limits,
                      struct problems *problems)
{
    const struct part *part = package_main_document(package, problems);
    xmlDocPtr document = part ? read_part(review, package, part, limits, problems) : NULL;
    if (!document)
        return false;
    review_read_blocks(review, word_child(xmlDocGetRootElement(document), "body"));
    read_text_boxes(review);
    xmlFreeDoc(document);
    return true;
}

bool review_append(struct buffer *out, struct package *package, const struct limits *limits,
                   struct problems *problems)
{
    struct arena *arena = arena_new();
    struct formats *formats = formats_read(arena, package, limits, problems);
    bool is_done = false;
    if (formats) {
        struct review review = {.out = out,
                                .scratch = arena_new(),
                                .formats = formats,
                                .numbering = numbering_new(arena, formats)};
        is_done =
            read_body(&review, package, limits, problems) && read_stories(&review, package, limits, problems);
        buffer_release(&review.text);
        buffer_release(&review.spans);
        buffer_release(&review.prefix);
        buffer_release(&review.text_boxes);
        arena_free(review.scratch);
    }
    arena_free(arena);
    return is_done;
}
