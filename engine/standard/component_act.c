/* The acts of a file: where each begins, then its parts from the header to the signature. */

#include <stdlib.h>
#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

static bool begins(struct string folded, const char *words)
{
    return string_starts_with(folded, string_of(words));
}

static bool holds(struct string folded, const char *words)
{
    return string_find(folded, string_of(words), 0) != SIZE_MAX;
}

/* ---- where acts begin ---- */

static size_t outermost_start(const struct finder *finder, size_t index)
{
    const struct document *document = finder->document;
    const struct document_paragraph *paragraph = document->paragraphs[index];
    for (size_t cell = paragraph->cell; cell != SIZE_MAX;
         cell = document->tables[document->cells[cell].table].cell)
        index = document->tables[document->cells[cell].table].first_paragraph;
    return paragraph->anchor != SIZE_MAX ? paragraph->anchor : index;
}

/* The half of the issuer may be a text box of its own before that of the Quốc hiệu. */
static size_t first_box(const struct finder *finder, size_t start, size_t floor)
{
    size_t first = start;
    for (size_t i = start; i > floor && start - i < 20; i--) {
        const struct document_paragraph *before = finder->document->paragraphs[i - 1];
        if (before->anchor != SIZE_MAX && before->anchor < first)
            first = before->anchor;
        else if (before->anchor == SIZE_MAX && !before->is_blank)
            break;
    }
    return first;
}

/* A paragraph in a frame of its own (w:framePr), which stands beside what follows it. */
static bool is_framed(const struct finder *finder, size_t index)
{
    const xmlNode *properties = word_child(finder->document->paragraphs[index]->node, "pPr");
    return properties && word_child(properties, "framePr");
}

/* Lines in frames or in capitals right above a Quốc hiệu are the issuer's. */
static size_t header_start(const struct finder *finder, size_t index, size_t floor)
{
    size_t start = outermost_start(finder, index);
    if (finder->document->paragraphs[index]->anchor != SIZE_MAX)
        return first_box(finder, start, floor);
    bool is_free = start == index && finder->document->paragraphs[index]->cell == SIZE_MAX;
    while (is_free && start > floor && is_framed(finder, start - 1))
        start--;
    for (size_t lines = 0; is_free && start > floor && lines < 4; lines++) {
        const struct document_paragraph *before = finder->document->paragraphs[start - 1];
        if (before->is_blank || before->cell != SIZE_MAX || before->text.length > 160 ||
            !paragraph_is_upper(before, 0, before->text.length))
            break;
        start--;
    }
    return start;
}

static bool is_appendix_line(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    struct string folded = finder->folded[index];
    if (!begins(folded, "phu luc") || folded.length > 24 || paragraph->cell != SIZE_MAX)
        return false;
    struct string rest = string_trim(string_slice(folded, 7, folded.length));
    for (size_t i = 0; i < rest.length; i++)
        if (!strchr("ivxlc0123456789.:ab", rest.bytes[i]))
            return false;
    return rest.length < 8 && (paragraph->format.alignment == ALIGN_CENTER ||
                               paragraph_is_bold(paragraph, 0, paragraph->text.length));
}

/* Quy chế, kế hoạch … behind the signature of the document that issues them. */
static bool is_attached_title(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    struct string text = paragraph->text;
    return paragraph->cell == SIZE_MAX && paragraph->format.alignment == ALIGN_CENTER && text.length < 100 &&
           paragraph_is_upper(paragraph, 0, text.length) && paragraph_is_bold(paragraph, 0, text.length) &&
           words_begin(standard_words(finder->standard, "ten-loai"), finder->folded[index]);
}

/* A picture of a form in a table of examples begins no document. */
static bool is_example(const struct finder *finder, size_t index)
{
    enum { HEADER_ROWS = 4 };
    const struct document *document = finder->document;
    const struct document_paragraph *paragraph = document->paragraphs[index];
    if (paragraph->cell == SIZE_MAX || !document_is_in_framed_table(document, paragraph))
        return false;
    const struct document_cell *cell = &document->cells[paragraph->cell];
    return cell->row >= HEADER_ROWS || cell->column > 1 ||
           document->tables[cell->table].first_paragraph + 40 < document->tables[cell->table].end_paragraph;
}

static void add_start(struct buffer *starts, enum act_kind kind, size_t paragraph)
{
    struct act_start start = {kind, paragraph};
    size_t count = starts->length / sizeof start;
    const struct act_start *last =
        count > 0 ? (const struct act_start *)(const void *)starts->bytes + count - 1 : NULL;
    if (!last || last->paragraph < paragraph)
        buffer_append(starts, (const char *)&start, sizeof start);
}

static size_t last_start(const struct buffer *starts)
{
    size_t count = starts->length / sizeof(struct act_start);
    return count > 0 ? ((const struct act_start *)(const void *)starts->bytes + count - 1)->paragraph : 0;
}

void find_starts(struct finder *finder, struct buffer *starts)
{
    const struct document *document = finder->document;
    size_t end = document->stories[0].end_paragraph;
    bool is_signed = false;
    for (size_t i = 0; i < end; i++) {
        const struct document_paragraph *paragraph = document->paragraphs[i];
        struct string folded = finder->folded[i];
        if (paragraph->is_blank || is_example(finder, i))
            continue;
        if (holds(folded, "xa hoi chu nghia viet nam") && folded.length < 160 &&
            paragraph_is_upper(paragraph, string_find(paragraph->text, STRING("H"), 0),
                               paragraph->text.length)) {
            add_start(starts, ACT_MAIN,
                      header_start(finder, i, starts->length > 0 ? last_start(starts) + 1 : 0));
            is_signed = false;
        } else if (words_have(finder_words(finder, "hinh-thuc-sao"), folded) &&
                   (is_signed || starts->length == 0)) {
            add_start(starts, ACT_COPY, outermost_start(finder, i));
        } else if (is_appendix_line(finder, i) && (is_signed || i == 0 || starts->length == 0)) {
            add_start(starts, ACT_APPENDIX, i);
        } else if (is_signed && is_attached_title(finder, i)) {
            add_start(starts, ACT_ATTACHED, i);
        }
        is_signed |= begins(folded, "noi nhan") && folded.length < 80;
    }
    if (starts->length == 0)
        add_start(starts, ACT_MAIN, 0);
}

/* ---- the parts of an act ---- */

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

/* What is issued with another document may have a header, but neither number nor date. */
static void read_act(struct finder *finder, struct act *act)
{
    finder->act = act;
    buffer_truncate(&finder->pieces, 0);
    size_t body = find_front(finder, act->first_paragraph, act->end_paragraph), behind;
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
        read_act(&finder, act);
    }
    buffer_release(&starts);
    buffer_release(&finder.pieces);
    return components;
}
