/* Components by name, and looking them up in an act. */

#include "standard/component.h"

#include <string.h>

#include "text/unicode.h"

static const struct {
    const char *name, *words;
} components[COMPONENT_COUNT] = {
#define COMPONENT(id, name, vi, en) {name, PROBLEM_WORDS(vi, en)},
    COMPONENTS(COMPONENT)
#undef COMPONENT
};

const char *component_name(enum component component)
{
    return components[component].name;
}

const char *component_words(enum component component)
{
    return components[component].words;
}

bool component_lookup(struct string name, enum component *component)
{
    for (int i = 0; i < COMPONENT_COUNT; i++)
        if (string_is(name, components[i].name)) {
            *component = (enum component)i;
            return true;
        }
    return false;
}

const struct component_piece *act_first(const struct act *act, enum component component)
{
    for (size_t i = 0; i < act->piece_count; i++)
        if (act->pieces[i].component == component)
            return &act->pieces[i];
    return NULL;
}

const struct component_piece *act_last(const struct act *act, enum component component)
{
    for (size_t i = act->piece_count; i > 0; i--)
        if (act->pieces[i - 1].component == component)
            return &act->pieces[i - 1];
    return NULL;
}

const struct component_piece *act_next(const struct act *act, const struct component_piece *piece)
{
    for (const struct component_piece *next = piece + 1; next < act->pieces + act->piece_count; next++)
        if (next->component == piece->component)
            return next;
    return NULL;
}

struct string piece_text(const struct components *components_found, const struct component_piece *piece)
{
    return string_slice(components_found->document->paragraphs[piece->paragraph]->text, piece->from,
                        piece->to);
}

struct string act_text(struct arena *arena, const struct components *components_found, const struct act *act,
                       enum component component)
{
    struct buffer joined = {0};
    for (const struct component_piece *piece = act_first(act, component); piece;
         piece = act_next(act, piece)) {
        struct string text = piece_text(components_found, piece);
        for (size_t i = 0; i < text.length; i++) {
            bool is_blank = strchr(" \t\n", text.bytes[i]) != NULL;
            if (is_blank || (i == 0 && joined.length > 0))
                if (joined.length > 0 && joined.bytes[joined.length - 1] != ' ')
                    buffer_append_byte(&joined, ' ');
            if (!is_blank)
                buffer_append_byte(&joined, text.bytes[i]);
        }
    }
    struct string result = text_normalise(arena, arena_copy(arena, buffer_string(&joined)));
    buffer_release(&joined);
    return result;
}

/* What looks like "đ" in other languages, and dashes that stand for a hyphen. */
static unsigned plain_letter(unsigned c)
{
    switch (c) {
    case 0xD0:
    case 0x189:
        return 0x110;
    case 0xF0:
    case 0x256:
        return 0x111;
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return '-';
    case '_':
        return 0x2026;
    default:
        return c;
    }
}

struct string component_fold(struct arena *arena, struct string text)
{
    struct buffer plain = {0};
    buffer_append_text(&plain, "");
    for (size_t at = 0; at < text.length;)
        buffer_append_code_point(&plain, plain_letter(text_next(text, &at)));
    struct string folded = arena_copy(arena, text_fold_accents(arena, buffer_string(&plain)));
    buffer_truncate(&plain, 0);
    for (size_t i = 0; i < folded.length; i++)
        buffer_append_byte(&plain, folded.bytes[i] == '_' ? ' ' : folded.bytes[i]);
    folded = arena_copy(arena, buffer_string(&plain));
    buffer_release(&plain);
    return folded;
}
