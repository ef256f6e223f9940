/*
 * The header (ô 1–5b, 10, 11): from the first paragraph around the Quốc hiệu on, down to the kind of the
 * document. Its left half names the issuer, the right half the nation, in a table, in text boxes, or in one
 * line after the other.
 */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

enum { HEADER_LINES = 24 };

enum side { SIDE_UNKNOWN, SIDE_LEFT, SIDE_RIGHT };

/* What was seen so far. */
struct header {
    struct finder *finder;
    bool has_nation, has_motto, has_number, has_date;
    bool in_subject;       /* a "V/v" was begun … */
    const void *container; /* … there */
    size_t lines_behind;   /* of no component, one after the other */
    struct buffer names;   /* struct segment: lines of chủ quản and ban hành */
};

static bool holds(struct string text, const char *words)
{
    return string_find(text, string_of(words), 0) != SIZE_MAX;
}

static bool is_nation(struct string folded)
{
    return holds(folded, "xa hoi chu nghia") || holds(folded, "cong hoa xa hoi");
}

/* The head of the Party's documents stands where others have the Quốc hiệu. */
static bool is_party(struct string folded)
{
    return string_is(folded, "dang cong san viet nam");
}

static bool is_motto(struct string folded)
{
    return holds(folded, "doc lap") && (holds(folded, "tu do") || holds(folded, "hanh phuc"));
}

/* "so: 15/tb-ubnd", "so …/qd-…", "so 05". */
bool is_number_line(struct string folded)
{
    if (!string_starts_with(folded, STRING("so")) || folded.length > 80 || is_electronic_line(folded))
        return false;
    struct string rest = string_slice(folded, 2, folded.length);
    if (rest.length == 0 || !strchr(" :./0123456789\xe2", rest.bytes[0]))
        return false;
    rest = string_trim(rest);
    return rest.length > 0 && (strchr(":./0123456789\xe2", rest.bytes[0]) || holds(rest, "/"));
}

/* "ngay 14/5/2023", which is no way to write it. */
static bool is_short_date(struct string folded, size_t day)
{
    size_t at = day == SIZE_MAX ? folded.length : day + strlen("ngay"), start;
    while (at < folded.length && folded.bytes[at] == ' ')
        at++;
    start = at;
    while (at < folded.length && folded.bytes[at] >= '0' && folded.bytes[at] <= '9')
        at++;
    return at > start && at < folded.length && strchr("/.-", folded.bytes[at]);
}

static bool is_date(struct string folded)
{
    size_t day = string_find(folded, STRING("ngay"), 0);
    size_t month = string_find(folded, STRING("thang"), day == SIZE_MAX ? 0 : day);
    size_t year = month == SIZE_MAX ? SIZE_MAX : string_find(folded, STRING("nam"), month);
    bool has_comma = holds(folded, ",");
    return (year != SIZE_MAX || is_short_date(folded, day)) && folded.length < 140 &&
           (day != SIZE_MAX || has_comma) && !string_starts_with(folded, STRING("(")) &&
           !string_starts_with(folded, STRING("v/v")) && !holds(folded, "can cu");
}

/* A line that is place and date and nothing else: "An Bình, ngày 05 tháng 5 năm 2024". */
static bool is_whole_date(const struct finder *finder, const struct segment *segment)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[segment->paragraph];
    size_t comma = string_find(segment->folded, STRING(", ngay"), 0);
    size_t year = comma == SIZE_MAX ? SIZE_MAX : string_find(segment->folded, STRING(" nam"), comma);
    return year != SIZE_MAX && comma < 60 && year + 10 >= segment->folded.length &&
           (paragraph_is_italic(paragraph, segment->from, segment->to) ||
            paragraph->format.alignment == ALIGN_RIGHT);
}

/* People put the subject of a letter in quotation marks. */
static struct string without_quote(struct string folded)
{
    static const char *const quotes[] = {"\"", "\xe2\x80\x9c", "\xe2\x80\x98", "'"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (string_starts_with(folded, string_of(quotes[i])))
            return string_trim(string_slice(folded, strlen(quotes[i]), folded.length));
    return folded;
}

static bool begins_subject(struct string folded)
{
    folded = without_quote(folded);
    return string_starts_with(folded, STRING("v/v")) || string_starts_with(folded, STRING("v / v")) ||
           string_starts_with(folded, STRING("v.v ")) || string_starts_with(folded, STRING("ve viec"));
}

/* The lines of a "V/v" that was begun may go on here. */
static bool is_in_subject(const struct header *header, const struct segment *segment)
{
    return header->in_subject && header->container == finder_container(header->finder, segment->paragraph);
}

/* "Về việc …" below a header that is a table is the subject below a name. */
static bool may_begin_subject(const struct header *header, const struct segment *segment)
{
    const struct document_paragraph *paragraph = header->finder->document->paragraphs[segment->paragraph];
    bool is_outside = header->finder->first_header_cell != SIZE_MAX && paragraph->cell == SIZE_MAX;
    return begins_subject(segment->folded) && !header->in_subject &&
           !(is_outside && paragraph_is_bold(paragraph, segment->from, segment->to));
}

/* The half of the page: in a table by the column of the Quốc hiệu, in a line by its parts. */
static enum side side_of(const struct header *header, const struct segment *segment)
{
    const struct finder *finder = header->finder;
    const struct document_paragraph *paragraph = finder->document->paragraphs[segment->paragraph];
    if (segment->count > 1)
        return segment->index == 0 ? SIDE_LEFT : SIDE_RIGHT;
    if (paragraph->cell != SIZE_MAX && finder->first_header_cell != SIZE_MAX) {
        const struct document_cell *nation = &finder->document->cells[finder->first_header_cell];
        const struct document_cell *own = &finder->document->cells[paragraph->cell];
        if (nation->column > 0)
            return own->column < nation->column ? SIDE_LEFT : SIDE_RIGHT;
    }
    return SIDE_UNKNOWN;
}

static bool add_stamp(struct header *header, const struct segment *segment)
{
    enum component stamp = finder_stamp(header->finder, segment->folded);
    if (stamp != COMPONENT_OTHER)
        finder_add(header->finder, stamp, segment);
    return stamp != COMPONENT_OTHER;
}

static bool add_known(struct header *header, const struct segment *segment, enum side side)
{
    struct finder *finder = header->finder;
    struct string folded = segment->folded;
    if (is_nation(folded) || (header->has_nation && !header->has_motto && string_is(folded, "viet nam"))) {
        header->has_nation = true;
        finder_add(finder, COMPONENT_NATIONAL_NAME, segment);
    } else if (is_motto(folded)) {
        header->has_motto = true;
        finder_add(finder, COMPONENT_MOTTO, segment);
    } else if (is_number_line(folded) && side != SIDE_RIGHT && !header->has_number) {
        header->has_number = true;
        finder_add(finder, COMPONENT_NUMBER, segment);
    } else if (is_date(folded) && side != SIDE_LEFT && !header->has_date &&
               (side == SIDE_RIGHT || !is_in_subject(header, segment) || is_whole_date(finder, segment))) {
        header->has_date = true;
        finder_add(finder, COMPONENT_DATE, segment);
    } else if (side != SIDE_RIGHT && may_begin_subject(header, segment)) {
        header->in_subject = true;
        header->container = finder_container(finder, segment->paragraph);
        finder_add(finder, COMPONENT_LETTER_SUBJECT, segment);
    } else {
        return add_stamp(header, segment);
    }
    return true;
}

/* Lines of V/v that go on: in the same cell, or narrow lines right below. */
static bool goes_on_subject(const struct header *header, const struct segment *segment, enum side side)
{
    const struct document *document = header->finder->document;
    const struct document_paragraph *paragraph = document->paragraphs[segment->paragraph];
    if (!is_in_subject(header, segment) || side == SIDE_RIGHT)
        return false;
    if (header->container)
        return true;
    bool is_narrow =
        document_text_width(paragraph, segment->from, segment->to) * 2 < document_width(document, paragraph);
    return is_narrow && header->lines_behind == 0 && !string_starts_with(segment->folded, STRING("kinh gui"));
}

static bool is_name_line(const struct header *header, const struct segment *segment, enum side side)
{
    const struct document_paragraph *paragraph = header->finder->document->paragraphs[segment->paragraph];
    bool is_outside = header->finder->first_header_cell != SIZE_MAX && paragraph->cell == SIZE_MAX;
    bool is_below = side == SIDE_UNKNOWN && header->has_motto && header->names.length == 0;
    if (header->has_number || side == SIDE_RIGHT || segment->folded.length > 160 || is_outside)
        return false;
    if (is_below && !words_begin(finder_words(header->finder, "dau-ten-co-quan"), segment->folded))
        return false;
    return side == SIDE_LEFT || (paragraph_is_upper(paragraph, segment->from, segment->to) &&
                                 !words_begin(finder_words(header->finder, "ten-loai"), segment->folded));
}

/* False for what is no part of a header. */
static bool read_segment(struct header *header, const struct segment *segment)
{
    enum side side = side_of(header, segment);
    if (add_known(header, segment, side))
        return true;
    if (goes_on_subject(header, segment, side)) {
        finder_add(header->finder, COMPONENT_LETTER_SUBJECT, segment);
        return true;
    }
    if (is_name_line(header, segment, side)) {
        buffer_append(&header->names, (const char *)segment, sizeof *segment);
        return true;
    }
    return false;
}

/* ---- whose name is whose ---- */

static bool begins_organisation(const struct finder *finder, const struct segment *segment)
{
    return words_begin(finder_words(finder, "dau-ten-co-quan"), segment->folded);
}

static bool is_bold_segment(const struct finder *finder, const struct segment *segment)
{
    return paragraph_is_bold(finder->document->paragraphs[segment->paragraph], segment->from, segment->to);
}

/* The first line of the issuer: lines before it name the superior body. */
static size_t first_of_issuer(const struct finder *finder, const struct segment *names, size_t count)
{
    size_t last_start = 0;
    for (size_t i = 1; i < count; i++) {
        bool goes_on = words_begin(finder_words(finder, "don-vi-hanh-chinh"), names[i].folded);
        bool changes = is_bold_segment(finder, &names[i]) && !is_bold_segment(finder, &names[i - 1]);
        if (begins_organisation(finder, &names[i]) || (!goes_on && changes))
            last_start = i;
        if (changes && last_start == i)
            return i;
    }
    return last_start;
}

static void add_names(struct header *header)
{
    const struct segment *names = (const struct segment *)(const void *)header->names.bytes;
    size_t count = header->names.length / sizeof *names;
    size_t first = count > 0 ? first_of_issuer(header->finder, names, count) : 0;
    for (size_t i = 0; i < count; i++)
        finder_add(header->finder, i < first ? COMPONENT_PARENT : COMPONENT_ISSUER, &names[i]);
    buffer_release(&header->names);
}

/* ---- the whole ---- */

static bool is_header_table(const struct finder *finder, size_t paragraph)
{
    const struct document_paragraph *own = finder->document->paragraphs[paragraph];
    return own->cell != SIZE_MAX && finder->first_header_cell != SIZE_MAX &&
           finder->document->cells[own->cell].table ==
               finder->document->cells[finder->first_header_cell].table;
}

/* The name of a document, which stands below its header. */
static bool is_kind(const struct header *header, const struct segment *segment)
{
    const struct document_paragraph *paragraph = header->finder->document->paragraphs[segment->paragraph];
    return header->has_nation && segment->count == 1 && paragraph->cell == SIZE_MAX &&
           paragraph->anchor == SIZE_MAX && paragraph_is_upper(paragraph, segment->from, segment->to) &&
           words_have(finder_words(header->finder, "ten-loai"), segment->folded);
}

/* Whether the paragraph belongs to the header. */
static bool read_header_paragraph(struct header *header, size_t index)
{
    struct buffer list = {0};
    bool is_known = false;
    segments_append(header->finder, index, &list);
    size_t count = list.length / sizeof(struct segment);
    const struct segment *segments = (const struct segment *)(const void *)list.bytes;
    bool is_title = count > 0 && is_kind(header, &segments[0]);
    for (size_t i = 0; !is_title && i < count; i++)
        is_known |= read_segment(header, &segments[i]);
    header->lines_behind = is_known ? 0 : header->lines_behind + 1;
    bool is_inside = is_header_table(header->finder, index) ||
                     header->finder->document->paragraphs[index]->anchor != SIZE_MAX;
    for (size_t i = 0; !is_known && is_inside && i < count; i++)
        finder_add(header->finder, COMPONENT_OTHER, &segments[i]);
    buffer_release(&list);
    return !is_title && (is_known || is_inside || count == 0);
}

size_t find_header(struct finder *finder, size_t from, size_t end)
{
    struct header header = {.finder = finder};
    size_t last = from;
    finder->first_header_cell = SIZE_MAX;
    for (size_t i = from; i < end && i < from + HEADER_LINES; i++)
        if (is_nation(finder->folded[i]) || is_motto(finder->folded[i]) || is_party(finder->folded[i])) {
            finder->first_header_cell = finder->document->paragraphs[i]->cell;
            break;
        }
    size_t title = SIZE_MAX; /* a line below the header that its text boxes are anchored in */
    for (size_t i = from; i < end; i++) {
        const struct document_paragraph *paragraph = finder->document->paragraphs[i];
        bool is_box = paragraph->anchor != SIZE_MAX;
        if (title != SIZE_MAX && !is_box)
            break;
        if (!is_box && paragraph->cell == SIZE_MAX && i + 1 < end && !paragraph->is_blank &&
            finder->document->paragraphs[i + 1]->anchor == i && !header.has_nation) {
            title = i;
            continue;
        }
        if (!read_header_paragraph(&header, i))
            break;
        if (!finder->document->paragraphs[i]->is_blank)
            last = i + 1;
    }
    finder->header_end = last;
    finder->act->has_header = header.has_nation || header.has_motto || header.has_number;
    add_names(&header);
    return title != SIZE_MAX ? title : last;
}
