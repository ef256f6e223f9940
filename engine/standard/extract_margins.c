/* Headers and footers as data, and the time of an electronic signature wherever it stands. */

#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

static bool is_of_shape(struct string text, const char *shape)
{
    if (text.length != strlen(shape))
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (shape[i] == '0'   ? text.bytes[i] < '0' || text.bytes[i] > '9'
            : shape[i] == '+' ? !strchr("+-", text.bytes[i])
                              : text.bytes[i] != shape[i])
            return false;
    return true;
}

struct string extract_signing_time(struct arena *arena, struct string text)
{
    static const char *const shapes[] = {"00/00/0000; 00:00:00 +00:00", "00.00.0000 00:00:00 +00:00",
                                         "00/00/0000 00:00:00 +00:00"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const char *at = text.bytes, *time = at + strlen(shapes[i]) - strlen("00:00:00 +00:00");
        if (is_of_shape(text, shapes[i]))
            return arena_format(arena, "%.4s-%.2s-%.2sT%.8s%.6s", at + 6, at + 3, at, time, time + 9);
    }
    return STRING("");
}

bool extract_is_signing_time(const struct extracting *work, struct string text)
{
    return record_lookup(work->extraction->data.as.record, STRING("thoi_gian_ky")) &&
           extract_signing_time(work->arena, extract_behind_colon(text)).length > 0;
}

void extract_signing(struct extracting *work, struct value *record)
{
    for (size_t i = 0; i < work->act->piece_count; i++) {
        const struct component_piece *piece = &work->act->pieces[i];
        bool may_be = piece->component == COMPONENT_OTHER || piece->component == COMPONENT_ELECTRONIC;
        struct string text = may_be ? extract_piece(work, piece) : STRING("");
        struct string time = extract_signing_time(work->arena, extract_behind_colon(text));
        if (time.length > 0 && extract_has_field(work, "thoi_gian_ky"))
            extract_set_text(work, record, "thoi_gian_ky", time);
    }
}

/* "Số: 15/KH-UBND; 04/05/2026; 14:30:05 +07:00" */
static void read_signing(struct extracting *work, struct value *record, struct string text, size_t paragraph)
{
    size_t end = string_find(text, STRING("; "), 0);
    struct string time = string_slice(text, end + 2, text.length);
    struct string read = extract_signing_time(work->arena, time);
    extract_set_text(work, record, "thoi_gian_ky", read.length > 0 ? read : time);
    if (read.length > 0 && !record_lookup(record->as.record, STRING("ngay")))
        extract_set_text(work, record, "ngay", string_slice(read, 0, 10));
    if (!record_lookup(record->as.record, STRING("so")))
        extract_number(work, record, string_slice(text, 0, end), paragraph);
}

static void read_margin_line(struct extracting *work, struct value *record, size_t index,
                             struct value *address)
{
    const struct document_paragraph *paragraph = work->document->paragraphs[index];
    enum story_kind kind = work->document->stories[paragraph->story].kind;
    struct string text = extract_plain(work->arena, paragraph->text);
    struct string folded = component_fold(work->arena, text);
    if (text.length == 0 || paragraph->has_page_number)
        return;
    if (words_have(standard_words(work->components->standard, "pham-vi-luu-hanh"), folded))
        extract_set_text(work, record, "pham_vi_luu_hanh", text_capitalize(work->arena, text));
    else if (kind == STORY_HEADER && string_starts_with(folded, STRING("so:")) &&
             string_find(text, STRING("; "), 0) != SIZE_MAX)
        read_signing(work, record, text, index);
    else if (kind == STORY_FOOTER)
        extract_add(address, text);
    else
        extract_note(work, PROBLEM_EXTRACT_UNREAD, "", text, index);
}

/* Those of other sections that say the same are no news. */
static bool is_news(struct extracting *work, const struct document_story *story, size_t index)
{
    struct string text = extract_plain(work->arena, work->document->paragraphs[index]->text);
    const struct document_story *stories = work->document->stories;
    for (const struct document_story *before = stories + 1; before < story; before++)
        for (size_t i = before->first_paragraph; before->kind == story->kind && i < before->end_paragraph;
             i++)
            if (string_equal(text, extract_plain(work->arena, work->document->paragraphs[i]->text)))
                return false;
    return true;
}

static bool is_of_first_section(const struct extracting *work, size_t story)
{
    const struct document_section *section = &work->document->sections[0];
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++)
        if (section->headers[kind] == story || section->footers[kind] == story)
            return true;
    return false;
}

/* Each once; what only later sections have is noted. */
void extract_margins(struct extracting *work, struct value *record)
{
    struct value address = value_list(work->arena);
    for (size_t i = 1; i < work->document->story_count; i++) {
        const struct document_story *story = &work->document->stories[i];
        bool is_first = is_of_first_section(work, i);
        for (size_t index = story->first_paragraph; index < story->end_paragraph; index++) {
            const struct document_paragraph *paragraph = work->document->paragraphs[index];
            bool is_margin = story->kind == STORY_HEADER || story->kind == STORY_FOOTER;
            if (!is_margin || paragraph->is_blank || !is_news(work, story, index))
                continue;
            if (is_first)
                read_margin_line(work, record, index, &address);
            else if (!paragraph->has_page_number)
                extract_note(work, PROBLEM_EXTRACT_UNREAD, "", extract_plain(work->arena, paragraph->text),
                             index);
        }
    }
    extract_set_list(work, record, "dia_chi", address);
}
