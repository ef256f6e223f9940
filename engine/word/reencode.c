/*
 * A document from before Unicode, part by part: text first, by the formats as they were, then the names of
 * the fonts. A part in which nothing changes is copied as it is stored.
 */

#include "word/reencode_internal.h"

#include <string.h>
#include <strings.h>

#include "text/legacy_guess.h"
#include "text/unicode.h"
#include "word/part_tree.h"
#include "word/tree.h"

/* ---- what was done ---- */

static struct reencoded_font *font_row(struct reencode *reencode, const struct drawn_text *drawn)
{
    struct reencoding *result = reencode->result;
    for (size_t i = 0; i < result->count; i++) {
        struct reencoded_font *font = &result->fonts[i];
        if (font->name.length == drawn->font.length &&
            strncasecmp(font->name.bytes, drawn->font.bytes, drawn->font.length) == 0)
            return font;
    }
    if (result->count == reencode->capacity) {
        reencode->capacity = reencode->capacity * 2 + 8;
        struct reencoded_font *fonts =
            arena_allocate(reencode->arena, reencode->capacity * sizeof *result->fonts);
        if (result->count > 0)
            memcpy(fonts, result->fonts, result->count * sizeof *fonts);
        result->fonts = fonts;
    }
    struct reencoded_font *font = &result->fonts[result->count++];
    font->name = arena_copy(reencode->arena, drawn->font);
    font->encoding = drawn->encoding;
    return font;
}

static void report_foreign(struct reencode *reencode, const struct drawn_text *drawn)
{
    struct place place = reencode->place;
    place.near = drawn->text;
    problems_add(reencode->problems, PROBLEM_REENCODE_FOREIGN, &place,
                 arena_copy(reencode->arena, drawn->font).bytes, legacy_name(drawn->encoding));
}

/* Text with a character that no byte stands for was typed in Unicode, whatever the font. */
static bool is_unicode(struct string text, size_t bad_offset)
{
    return text_next(text, &bad_offset) > 0xFF;
}

/* In capitals, but for tags of templates. */
static struct string upper_beside_tags(struct arena *arena, struct string text)
{
    struct buffer out = {0};
    for (size_t from = 0, to; from < text.length; from = to) {
        size_t tag = string_find(text, STRING("{"), from);
        tag = tag == SIZE_MAX ? text.length : tag;
        to = string_find(text, STRING("}"), tag);
        to = to == SIZE_MAX ? text.length : to + 1;
        buffer_append_string(&out, text_upper(arena, string_slice(text, from, tag)));
        buffer_append_string(&out, string_slice(text, tag, to));
    }
    struct string upper = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return upper;
}

/* A run with words that mean nothing in its font; they stay. */
static bool decode_part(struct reencode *reencode, const struct drawn_text *drawn, size_t bad_offset,
                        struct buffer *decoded)
{
    struct reencoded_font *font = font_row(reencode, drawn);
    bool was_unicode = is_unicode(drawn->text, bad_offset);
    font->unicode_places += was_unicode;
    font->foreign_places += !was_unicode;
    if (!was_unicode)
        report_foreign(reencode, drawn);
    return legacy_decode_words(drawn->encoding, drawn->text, decoded);
}

bool reencode_text(struct reencode *reencode, const struct drawn_text *drawn, struct buffer *out)
{
    struct buffer decoded = {0};
    size_t bad_offset = 0;
    struct reencoded_font *font = font_row(reencode, drawn);
    if (!legacy_decode_run(drawn->encoding, drawn->text, &decoded, &bad_offset) &&
        !decode_part(reencode, drawn, bad_offset, &decoded))
        return false;
    struct arena *arena = arena_new();
    struct string text = buffer_string(&decoded);
    if (drawn->draws_capitals)
        text = upper_beside_tags(arena, text);
    text = text_place_tones(arena, text, reencode->tones);
    buffer_append_string(out, text);
    font->characters += text_length(text);
    font->places += text.length > 0;
    buffer_release(&decoded);
    arena_free(arena);
    return true;
}

/* ---- parts ---- */

static bool has_text(struct string content_type)
{
    static const char *const kinds[] = {"wordprocessingml", "theme+xml", "drawingml",
                                        "openxmlformats-officedocument.vmlDrawing"};
    if (!string_ends_with(content_type, STRING("xml")) &&
        !string_ends_with(content_type, STRING("vmlDrawing")))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (string_find(content_type, string_of(kinds[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool change_texts(struct reencode *reencode, struct place_count *count, xmlNode *element)
{
    struct place before = count->place;
    place_count_enter(count, element);
    reencode->place = count->place;
    bool is_changed =
        word_is(element, "p") ? reencode_paragraph(reencode, element) : reencode_element(reencode, element);
    for (xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            is_changed |= change_texts(reencode, count, child);
    place_count_leave(count, element, &before);
    return is_changed;
}

static bool change_names(xmlNode *root)
{
    bool is_changed = false;
    for (xmlNode *node = root; node; node = tree_next(node, root, false))
        if (node->type == XML_ELEMENT_NODE)
            is_changed |= reencode_names(node);
    return is_changed;
}

static bool change_tree(struct reencode *reencode, const struct place *place, bool is_properties,
                        xmlDoc *tree)
{
    struct place_count count = {.place = *place};
    xmlNode *root = xmlDocGetRootElement(tree);
    if (is_properties)
        return reencode_properties(reencode, root);
    bool is_changed = change_texts(reencode, &count, root);
    return change_names(root) || is_changed;
}

static bool change_part(struct reencode *reencode, struct package *package, const struct part *part,
                        const struct limits *limits)
{
    struct arena *arena = arena_new();
    xmlDocPtr tree = part_tree_read(arena, package, part, limits, reencode->problems);
    struct place place = {.file = package_file(package), .part = part->name};
    bool is_properties = reencode_are_properties(part->content_type), is_done = tree != NULL;
    if (is_done && change_tree(reencode, &place, is_properties, tree))
        is_done = part_tree_store(package, part->name, part->content_type, tree, reencode->problems);
    arena_free(arena);
    return is_done;
}

/* Properties come last: the text tells their encoding. */
static bool change_parts(struct reencode *reencode, struct package *package, bool are_properties,
                         const struct limits *limits)
{
    bool is_done = true;
    for (size_t i = 0; is_done && i < package_part_count(package); i++) {
        const struct part *part = package_part_at(package, i);
        if (are_properties ? reencode_are_properties(part->content_type) : has_text(part->content_type))
            is_done = change_part(reencode, package, part, limits);
    }
    return is_done;
}

/* An attribute whose value begins with ".vn" or "vni-", in any case. */
static bool names_old_font(struct string bytes)
{
    static const char *const beginnings[] = {".vn", "vni-"};
    for (size_t i = 0; i + 5 < bytes.length; i++) {
        if (bytes.bytes[i] != '"' && bytes.bytes[i] != '\'')
            continue;
        for (size_t k = 0; k < 2; k++)
            if (strncasecmp(bytes.bytes + i + 1, beginnings[k], strlen(beginnings[k])) == 0)
                return true;
    }
    return false;
}

bool reencode_is_needed(struct package *package, struct problems *problems)
{
    bool is_needed = false;
    for (size_t i = 0; !is_needed && i < package_part_count(package); i++) {
        const struct part *part = package_part_at(package, i);
        struct arena *arena = arena_new();
        struct string bytes = {0};
        if (has_text(part->content_type))
            bytes = package_read(package, part, arena, problems);
        is_needed = bytes.bytes != NULL && names_old_font(bytes);
        arena_free(arena);
    }
    return is_needed;
}

bool reencode_document(struct package *package, enum tone_style tones, struct arena *arena,
                       struct reencoding *result, const struct limits *limits, struct problems *problems)
{
    *result = (struct reencoding){0};
    struct arena *lasting = arena_new();
    struct reencode reencode = {.arena = arena,
                                .formats = formats_read(lasting, package, limits, problems),
                                .tones = tones,
                                .result = result,
                                .problems = problems};
    bool is_done = reencode.formats != NULL && change_parts(&reencode, package, false, limits) &&
                   change_parts(&reencode, package, true, limits);
    arena_free(lasting);
    return is_done;
}

bool reencode_if_needed(struct package *package, struct arena *arena, struct reencoding *result,
                        const struct limits *limits, struct problems *problems)
{
    size_t errors = problems_error_count(problems);
    *result = (struct reencoding){0};
    if (reencode_is_needed(package, problems))
        return reencode_document(package, TONE_KEEP, arena, result, limits, problems);
    return problems_error_count(problems) == errors;
}

bool reencode_with_note(struct package *package, const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct reencoding done;
    bool is_read = reencode_if_needed(package, arena, &done, limits, problems);
    if (is_read && done.count > 0) {
        struct place place = {.file = package_file(package)};
        problems_add(problems, PROBLEM_TEMPLATE_OLD_FONTS, &place,
                     arena_copy(arena, done.fonts[0].name).bytes);
    }
    arena_free(arena);
    return is_read;
}
