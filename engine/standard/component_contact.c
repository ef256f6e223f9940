/*
 * What stands at the edges of the first page: the address of the office in its footer (ô 13), the words of an
 * electronic signature above all (ô 14).
 */

#include <string.h>

#include "standard/finding.h"

static bool holds(struct string folded, const char *words)
{
    return string_find(folded, string_of(words), 0) != SIZE_MAX;
}

/* Which of address, telephone, fax, mail and site a line names. */
static unsigned kinds_of_contact(struct string folded)
{
    static const char *const words[][3] = {
        {"dia chi", "tru so", "so nha"},    {"dien thoai", "dt:", "tel"},           {"fax", "fax:", "fax."},
        {"email", "e-mail", "thu dien tu"}, {"website", "web:", "trang thong tin"},
    };
    unsigned kinds = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t j = 0; j < sizeof *words / sizeof **words; j++)
            if (holds(folded, words[i][j]))
                kinds |= 1u << i;
    return kinds;
}

/* A footer that names two of them is an address. */
static bool is_contact(const struct finder *finder, const struct document_story *story)
{
    unsigned kinds = 0;
    for (size_t i = story->first_paragraph; i < story->end_paragraph; i++)
        kinds |= kinds_of_contact(finder->folded[i]);
    return (kinds & (kinds - 1)) != 0;
}

static bool is_of_first_page(const struct document *document, size_t story)
{
    const struct document_section *section = &document->sections[0];
    return section->footers[PAGE_FIRST] == story || section->footers[PAGE_DEFAULT] == story;
}

void find_contact(struct finder *finder)
{
    const struct document *document = finder->document;
    for (size_t i = 1; i < document->story_count; i++) {
        const struct document_story *story = &document->stories[i];
        if (story->kind != STORY_FOOTER || !is_of_first_page(document, i) || !is_contact(finder, story))
            continue;
        for (size_t j = story->first_paragraph; j < story->end_paragraph; j++)
            if (!document->paragraphs[j]->is_blank && !document->paragraphs[j]->has_page_number)
                finder_add_paragraph(finder, COMPONENT_CONTACT, j);
    }
}

const struct document_line *find_line_of_contact(const struct finder *finder)
{
    const struct component_piece *contact = act_first(finder->act, COMPONENT_CONTACT);
    const struct document *document = finder->document;
    for (size_t i = 0; contact && i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];
        if (document->paragraphs[line->paragraph]->story == document->paragraphs[contact->paragraph]->story)
            return line;
    }
    return NULL;
}

static size_t digits_from(struct string text, size_t at)
{
    size_t end = at;
    while (end < text.length && text.bytes[end] >= '0' && text.bytes[end] <= '9')
        end++;
    return end - at;
}

/* "16:45:12" */
static bool has_time(struct string folded)
{
    for (size_t at = 0; at + 8 <= folded.length; at++)
        if (digits_from(folded, at) == 2 && folded.bytes[at + 2] == ':' && digits_from(folded, at + 3) == 2 &&
            folded.bytes[at + 5] == ':' && digits_from(folded, at + 6) == 2)
            return true;
    return false;
}

bool is_electronic_line(struct string folded)
{
    return has_time(folded) && folded.length < 200 &&
           (holds(folded, ";") || holds(folded, "ky boi") || holds(folded, "thoi gian ky"));
}
