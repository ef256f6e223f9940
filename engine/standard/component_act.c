/* The parts of an act from the header to the signature; component_starts.c tells where acts begin. */

#include <stdlib.h>
#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

static size_t find_copy_header(struct finder *finder, size_t from, size_t end)
{
    size_t behind = find_header(finder, from, end);
    struct component_piece *pieces = (struct component_piece *)(void *)finder->pieces.bytes;
    size_t count = finder->pieces.length / sizeof *pieces;
    for (size_t i = 0; i < count; i++) {
        struct string text = string_slice(finder->document->paragraphs[pieces[i].paragraph]->text,
                                          pieces[i].from, pieces[i].to);
        if (words_have(finder_words(finder, "hinh-thuc-sao"), component_fold(finder->arena, text)))
            pieces[i].component = COMPONENT_COPY_FORM;
    }
    return behind;
}

static size_t find_front(struct finder *finder, size_t from, size_t end)
{
    switch (finder->act->kind) {
    case ACT_APPENDIX:
        return find_appendix_title(finder, from, end);
    case ACT_ATTACHED:
        return find_title(finder, from, end);
    case ACT_COPY:
        return find_copy_header(finder, from, end);
    case ACT_MAIN:
        break;
    }
    size_t behind = find_header(finder, from, end);
    return find_title(finder, behind, end);
}

static int compare_pieces(const void *a, const void *b)
{
    const struct component_piece *first = a, *second = b;
    if (first->paragraph != second->paragraph)
        return first->paragraph < second->paragraph ? -1 : 1;
    return first->from < second->from ? -1 : first->from > second->from;
}

/* A letter has no name; one with a "V/v" or a Kính gửi and no name is a công văn. */
static void name_kind(struct finder *finder)
{
    struct act *act = finder->act;
    if (act->kind == ACT_MAIN && !act->document_kind && act->has_header && !act_first(act, COMPONENT_KIND) &&
        (act_first(act, COMPONENT_LETTER_SUBJECT) || act_first(act, COMPONENT_ADDRESSEE)))
        act->document_kind = standard_kind_lookup(finder->standard, STRING("Công văn"));
}

static long number_behind(struct string folded, const char *word)
{
    size_t at = string_find(folded, string_of(word), 0);
    if (at == SIZE_MAX)
        return NOT_THERE;
    at += strlen(word);
    while (at < folded.length && (unsigned char)folded.bytes[at] <= ' ')
        at++;
    if (at >= folded.length || folded.bytes[at] < '0' || folded.bytes[at] > '9')
        return NOT_THERE;
    char digits[8] = "";
    for (size_t i = 0; i < 7 && at < folded.length && folded.bytes[at] >= '0' && folded.bytes[at] <= '9'; i++)
        digits[i] = folded.bytes[at++];
    return strtol(digits, NULL, 10);
}

static void read_date(struct finder *finder)
{
    struct act *act = finder->act;
    struct components shown = {finder->document, finder->standard, act, 1};
    struct string folded =
        component_fold(finder->arena, act_text(finder->arena, &shown, act, COMPONENT_DATE));
    act->day = number_behind(folded, "ngay");
    act->month = number_behind(folded, "thang");
    act->year = number_behind(folded, "nam");
}

/* What stands above the header: a stamp, "DỰ THẢO", the words of an electronic signature. */
static void add_above(struct finder *finder, size_t from, size_t header)
{
    for (size_t i = from; i < header; i++)
        finder_add_paragraph(finder, finder_stamp(finder, finder->folded[i]), i);
}

/* What is issued with another document may have a header, but neither number nor date. */
static void read_act(struct finder *finder, struct act *act, size_t header)
{
    finder->act = act;
    buffer_truncate(&finder->pieces, 0);
    add_above(finder, act->first_paragraph, header);
    size_t body = find_front(finder, header, act->end_paragraph), behind;
    size_t signature = act->kind == ACT_APPENDIX && finder->document->paragraph_count > 0
                           ? (behind = act->end_paragraph)
                           : signature_start(finder, body, act->end_paragraph, &behind);
    if (act->kind != ACT_COPY)
        find_body(finder, body, signature);
    find_signature(finder, signature, behind);
    for (size_t i = behind; i < act->end_paragraph; i++)
        finder_add_paragraph(finder, COMPONENT_OTHER, i);
    if (act->main_act == 0 && act->kind == ACT_MAIN)
        find_contact(finder);
    act->piece_count = finder->pieces.length / sizeof *act->pieces;
    if (act->kind == ACT_MAIN && finder_has(finder, COMPONENT_ATTACHED_TO) &&
        !finder_has(finder, COMPONENT_NUMBER))
        act->kind = ACT_ATTACHED;
    act->pieces = arena_allocate(finder->arena, finder->pieces.length + 1);
    if (act->piece_count > 0)
        memcpy(act->pieces, finder->pieces.bytes, finder->pieces.length);
    qsort(act->pieces, act->piece_count, sizeof *act->pieces, compare_pieces);
    name_kind(finder);
    read_date(finder);
    find_lines(finder);
}

struct components *components_find(struct arena *arena, const struct document *document,
                                   const struct standard *standard)
{
    struct components *components = arena_allocate(arena, sizeof *components);
    struct finder finder = {.arena = arena, .document = document, .standard = standard};
    struct buffer starts = {0};
    finder.folded = arena_allocate(arena, (document->paragraph_count + 1) * sizeof *finder.folded);
    for (size_t i = 0; i < document->paragraph_count; i++)
        finder.folded[i] = component_fold(arena, document->paragraphs[i]->text);
    find_starts(&finder, &starts);
    const struct act_start *list = (const struct act_start *)(const void *)starts.bytes;
    *components = (struct components){document, standard, NULL, starts.length / sizeof *list};
    components->acts = arena_allocate(arena, components->act_count * sizeof *components->acts);
    size_t end = document->stories[0].end_paragraph, main_act = 0;
    for (size_t i = 0; i < components->act_count; i++) {
        struct act *act = &components->acts[i];
        main_act = list[i].kind == ACT_MAIN ? i : main_act;
        *act = (struct act){.kind = list[i].kind,
                            .first_paragraph = list[i].paragraph,
                            .end_paragraph = i + 1 < components->act_count ? list[i + 1].paragraph : end,
                            .main_act = main_act};
        read_act(&finder, act, list[i].header);
    }
    buffer_release(&starts);
    buffer_release(&finder.pieces);
    return components;
}
