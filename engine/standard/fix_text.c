/*
 * Letters and blanks: the same words, typed as they should be. What is changed is what a rule found, in the
 * w:t it stands in; a mark typed apart from its letter in a run of its own goes to the letter's.
 */

#include <string.h>

#include "standard/fixing.h"
#include "text/look_alike.h"
#include "text/unicode.h"
#include "word/tree.h"

/* ---- edits ---- */

/* A tab can go and nothing else. */
static bool is_editable(const struct text_span *span, const struct edit *edit)
{
    bool is_text = span->element && span->kind == SPAN_TEXT && !span->is_legacy;
    return is_text && (word_is(span->element, "t") || (edit->from < edit->to && edit->text.length == 0));
}

/* The span that holds [from, to), or that an insertion stands behind; NULL when it cannot be changed. */
static const struct text_span *span_of(const struct document_paragraph *paragraph, const struct edit *edit)
{
    size_t most = edit->from < edit->to ? edit->from + 1 : edit->from; /* it begins before that */
    size_t low = 0, high = paragraph->span_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (paragraph->spans[middle].from < most)
            low = middle + 1;
        else
            high = middle;
    }
    const struct text_span *span = low > 0 ? &paragraph->spans[low - 1] : NULL;
    return span && edit->to <= span->to && is_editable(span, edit) ? span : NULL;
}

static void set_words(struct fixing *fixing, xmlNode *element, struct string words)
{
    fix_mark(fixing, element);
    if (word_is(element, "tab")) {
        tree_remove(element);
        return;
    }
    tree_set_text(element, words);
    xmlNodeSetSpacePreserve(element, 1);
}

/* The words of a span with its edits. */
static void edit_span(struct fixing *fixing, const struct document_paragraph *paragraph,
                      const struct text_span *span, const struct edit *edits, size_t count)
{
    struct buffer out = {0};
    size_t at = span->from;
    for (size_t i = 0; i < count; i++) {
        buffer_append_string(&out, string_slice(paragraph->text, at, edits[i].from));
        buffer_append_string(&out, edits[i].text);
        at = edits[i].to;
    }
    buffer_append_string(&out, string_slice(paragraph->text, at, span->to));
    set_words(fixing, (xmlNode *)span->element, buffer_string(&out));
    buffer_release(&out);
}

bool fix_edit(struct fixing *fixing, const struct document_paragraph *paragraph, const struct edit *edits,
              size_t count)
{
    bool is_changed = false;
    if (fix_is_stale(fixing, paragraph))
        return false;
    for (size_t i = 0, end; i < count; i = end) {
        const struct text_span *span = span_of(paragraph, &edits[i]);
        for (end = i + 1; end < count && span_of(paragraph, &edits[end]) == span;)
            end++;
        if (span)
            edit_span(fixing, paragraph, span, edits + i, end - i);
        is_changed |= span != NULL;
    }
    if (is_changed)
        fix_set_stale(fixing, paragraph);
    return is_changed;
}

static void add_edit(struct buffer *edits, size_t from, size_t to, struct string text)
{
    struct edit edit = {from, to, text};
    buffer_append(edits, (const char *)&edit, sizeof edit);
}

/* Makes the edits and releases them. */
static bool finish_edits(struct fixing *fixing, const struct document_paragraph *paragraph,
                         struct buffer *edits)
{
    bool is_changed = fix_edit(fixing, paragraph, (const struct edit *)(const void *)edits->bytes,
                               edits->length / sizeof(struct edit));
    buffer_release(edits);
    return is_changed;
}

/* ---- what a rule found ---- */

static size_t spot_count(const struct fixing *fixing)
{
    return fixing->spots.length / sizeof(struct spot);
}

static const struct spot *spot_at(const struct fixing *fixing, size_t index)
{
    return (const struct spot *)(const void *)fixing->spots.bytes + index;
}

static size_t blank_length(struct string text, size_t at)
{
    size_t next = at;
    unsigned c = at < text.length ? text_next(text, &next) : 0;
    return c == ' ' || c == 0xA0 || c == 0x202F ? next - at : 0;
}

/* Each run of blanks within the spots becomes `text`; those that are cut by runs of different formats do so
 * run by run. */
static bool replace_blanks(struct fixing *fixing, const struct document_paragraph *paragraph,
                           struct string text)
{
    struct buffer edits = {0};
    for (size_t i = 0; i < spot_count(fixing); i++) {
        const struct spot *spot = spot_at(fixing, i);
        for (size_t at = spot->from, end; at<spot->to; at = end> at ? end : at + 1) {
            for (end = at; end < spot->to && blank_length(paragraph->text, end) > 0;)
                end += blank_length(paragraph->text, end);
            if (end > at)
                add_edit(&edits, at, end, text);
        }
    }
    return finish_edits(fixing, paragraph, &edits);
}

/* All blanks but the first, which may stand in another run, go one by one. */
bool fix_double_blanks(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    struct buffer edits = {0};
    (void)rule;
    for (size_t i = 0; i < spot_count(fixing); i++) {
        const struct spot *spot = spot_at(fixing, i);
        size_t at = spot->from + blank_length(paragraph->text, spot->from);
        for (size_t length; at < spot->to && (length = blank_length(paragraph->text, at)) > 0; at += length)
            add_edit(&edits, at, at + length, STRING(""));
    }
    return finish_edits(fixing, paragraph, &edits);
}

/* What is found is found because of its blanks. */
bool fix_blank_out(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    (void)rule;
    return replace_blanks(fixing, fix_paragraph(fixing, piece), STRING(""));
}

bool fix_blank_behind(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    struct buffer edits = {0};
    (void)rule;
    for (size_t i = 0; i < spot_count(fixing); i++)
        add_edit(&edits, spot_at(fixing, i)->to, spot_at(fixing, i)->to, STRING(" "));
    return finish_edits(fixing, fix_paragraph(fixing, piece), &edits);
}

/* ---- letters ---- */

bool fix_look_alikes(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    struct buffer edits = {0};
    (void)rule;
    for (size_t i = 0; i < spot_count(fixing); i++) {
        const struct spot *spot = spot_at(fixing, i);
        struct buffer letter = {0};
        size_t at = spot->from;
        buffer_append_code_point(&letter, text_look_alike(text_next(paragraph->text, &at)));
        add_edit(&edits, spot->from, spot->to, arena_copy(fixing->arena, buffer_string(&letter)));
        buffer_release(&letter);
    }
    return finish_edits(fixing, paragraph, &edits);
}

/* Those that no one sees; signs of private fonts are seen. */
static bool is_unseen(unsigned c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF;
}

bool fix_hidden(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    struct buffer edits = {0};
    (void)rule;
    for (size_t at = piece->from, next = at; at < piece->to; at = next)
        if (is_unseen(text_next(paragraph->text, &next)))
            add_edit(&edits, at, next, STRING(""));
    return finish_edits(fixing, paragraph, &edits);
}

/* ---- marks apart from their letters ---- */

static bool is_mark(unsigned c)
{
    return c >= 0x300 && c <= 0x36F;
}

/* Marks at the beginning of a run go to the end of the one before. */
static void add_moves(const struct document_paragraph *paragraph, struct buffer *edits)
{
    for (size_t i = 1; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t end = span->from;
        for (size_t next = end; next < span->to && is_mark(text_next(paragraph->text, &next));)
            end = next;
        const struct edit out = {span->from, end, STRING("")}, in = {span->from, span->from, STRING("")};
        if (end == span->from || !span_of(paragraph, &out) || !span_of(paragraph, &in))
            continue;
        add_edit(edits, span->from, span->from, string_slice(paragraph->text, span->from, end));
        add_edit(edits, span->from, end, STRING(""));
    }
}

static void add_compositions(struct fixing *fixing, const struct document_paragraph *paragraph,
                             struct buffer *edits)
{
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        struct string text = string_slice(paragraph->text, span->from, span->to);
        if (!text_is_nfc(text))
            add_edit(edits, span->from, span->to, text_normalise(fixing->arena, text));
    }
}

/* The same letters in composed form; marks are moved first, and composed in the next round. */
bool fix_composed(struct fixing *fixing, const struct rule *rule, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = fix_paragraph(fixing, piece);
    struct buffer edits = {0};
    (void)rule;
    add_moves(paragraph, &edits);
    if (finish_edits(fixing, paragraph, &edits))
        return false;
    add_compositions(fixing, paragraph, &edits);
    return finish_edits(fixing, paragraph, &edits);
}
