/*
 * Where the acts of a file begin: at a Quốc hiệu with the lines that stand beside it, at "Phụ lục", at the
 * name of what is issued with another document, at SAO Y, or on a new page behind a signature.
 */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

struct starting {
    struct finder *finder;
    struct buffer *starts; /* struct act_start */
    bool is_signed;        /* a Nơi nhận has been seen since the last document began */
};

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

/* Lines in capitals right above a Quốc hiệu are the issuer's. */
static size_t header_start(const struct finder *finder, size_t index, size_t floor)
{
    size_t start = outermost_start(finder, index);
    if (finder->document->paragraphs[index]->anchor != SIZE_MAX)
        return first_box(finder, start, floor);
    bool is_free = start == index && finder->document->paragraphs[index]->cell == SIZE_MAX;
    for (size_t lines = 0; is_free && start > floor && lines < 4; lines++) {
        const struct document_paragraph *before = finder->document->paragraphs[start - 1];
        if (before->is_blank || before->cell != SIZE_MAX || before->text.length > 160 ||
            !paragraph_is_upper(before, 0, before->text.length))
            break;
        start--;
    }
    return start;
}

/* A line of an issuer's half that stands above the Quốc hiệu; *in_subject: "V/v" has begun. */
static bool may_be_of_issuer(const struct finder *finder, size_t index, bool *in_subject)
{
    enum { LONGEST_NAME = 160, LONGEST_SUBJECT = 80 };
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    struct string text = paragraph->text;
    if (paragraph->cell != SIZE_MAX || paragraph->anchor != SIZE_MAX)
        return false;
    if (component_is_row_of_signs(string_trim(text)) || is_number_line(finder->folded[index]))
        return true;
    if (begins(finder->folded[index], "v/v"))
        return *in_subject = true;
    return *in_subject ? text.length < LONGEST_SUBJECT
                       : text.length < LONGEST_NAME && paragraph_is_upper(paragraph, 0, text.length);
}

/* All of the issuer's half, its number too, above the first Quốc hiệu: the header begins with the file. */
static bool has_issuer_above(const struct finder *finder, size_t nation)
{
    enum { LINES_MOST = 16 };
    bool in_subject = false, has_number = false;
    for (size_t i = 0; i < nation && nation <= LINES_MOST; i++) {
        if (!may_be_of_issuer(finder, i, &in_subject))
            return false;
        has_number |= is_number_line(finder->folded[i]);
    }
    return has_number;
}

static bool is_division(struct string folded)
{
    return begins(folded, "chuong ") || begins(folded, "phan ") || begins(folded, "muc ");
}

/* Quy chế, kế hoạch … behind the signature of the document that issues them; "Chương I / QUY ĐỊNH CHUNG" is
 * none. */
static bool is_attached_title(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    struct string text = paragraph->text;
    size_t before = index;
    while (before > 0 && finder->document->paragraphs[before - 1]->is_blank)
        before--;
    return paragraph->cell == SIZE_MAX && paragraph->format.alignment == ALIGN_CENTER && text.length < 100 &&
           paragraph_is_upper(paragraph, 0, text.length) && paragraph_is_bold(paragraph, 0, text.length) &&
           words_begin(standard_words(finder->standard, "ten-loai"), finder->folded[index]) &&
           !(before > 0 && is_division(finder->folded[before - 1]));
}

/* The Quốc hiệu, or what the Party's documents have in its place. */
static bool is_nation(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    struct string folded = finder->folded[index];
    bool is_party = holds(folded, "dang cong san viet nam");
    size_t first = string_find(paragraph->text, STRING("H"), 0);
    return (is_party || holds(folded, "xa hoi chu nghia viet nam")) && folded.length < 160 &&
           paragraph_is_upper(paragraph, is_party || first == SIZE_MAX ? 0 : first, paragraph->text.length);
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

/* A number stands in the header that begins there: "Số: 15/TB-UBND". */
static bool has_number(const struct finder *finder, size_t header, size_t nation)
{
    enum { HEADER_LINES = 12 };
    size_t end = finder->document->stories[0].end_paragraph;
    for (size_t i = header, seen = 0; i < end && seen < HEADER_LINES; i++) {
        struct string folded = finder->folded[i];
        seen += i > nation && !finder->document->paragraphs[i]->is_blank;
        if (begins(folded, "so:") || (begins(folded, "so ") && holds(folded, "/")) || begins(folded, "so/"))
            return true;
    }
    return false;
}

/* ---- new pages ---- */

/* True when the paragraph begins a page, or blank ones that do so stand before it. */
static bool begins_page(const struct finder *finder, size_t index)
{
    const struct document *document = finder->document;
    if (document->paragraphs[index]->has_page_break)
        return true;
    for (size_t i = index; i > 0; i--) {
        if (document->paragraphs[i - 1]->has_page_break)
            return true;
        if (!document->paragraphs[i - 1]->is_blank)
            return false;
    }
    return false;
}

/* A list or a table on a page of its own behind the signature: an appendix that does not say so. */
static bool is_page_behind(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[index];
    bool is_table = document_is_in_framed_table(finder->document, paragraph);
    bool is_title = paragraph->cell == SIZE_MAX && paragraph->anchor == SIZE_MAX &&
                    (paragraph->format.alignment == ALIGN_CENTER ||
                     paragraph_is_upper(paragraph, 0, paragraph->text.length));
    return (is_table || is_title) && begins_page(finder, index);
}

/* ---- the whole ---- */

static const struct act_start *last_start(const struct starting *starting)
{
    size_t count = starting->starts->length / sizeof(struct act_start);
    return count > 0 ? (const struct act_start *)(const void *)starting->starts->bytes + count - 1 : NULL;
}

/* The first document begins with the file, whatever stands above its header. */
static void add_start(struct starting *starting, enum act_kind kind, size_t paragraph)
{
    const struct act_start *last = last_start(starting);
    struct act_start start = {kind, last ? paragraph : 0, paragraph};
    if (!last || last->paragraph < paragraph)
        buffer_append(starting->starts, (const char *)&start, sizeof start);
}

/* A document without a Quốc hiệu: what has been read is one. */
static void add_unnamed(struct starting *starting, size_t index)
{
    enum { TITLE_LINES = 3 };
    size_t lines = 0;
    for (size_t i = 0; i < index && !last_start(starting); i++)
        lines += !starting->finder->document->paragraphs[i]->is_blank;
    if (lines > TITLE_LINES)
        add_start(starting, ACT_MAIN, 0);
}

/* An appendix may show a form with a header of its own, which bears no number. */
static bool read_nation(struct starting *starting, size_t index)
{
    const struct act_start *last = last_start(starting);
    size_t start = !last && has_issuer_above(starting->finder, index)
                       ? 0
                       : header_start(starting->finder, index, last ? last->paragraph + 1 : 0);
    if (last && last->kind == ACT_APPENDIX && !has_number(starting->finder, start, index))
        return false;
    add_start(starting, ACT_MAIN, start);
    starting->is_signed = false;
    return true;
}

static void read_paragraph(struct starting *starting, size_t index)
{
    struct finder *finder = starting->finder;
    struct string folded = finder->folded[index];
    const struct act_start *last = last_start(starting);
    bool may_follow = starting->is_signed || !last || (last->kind != ACT_COPY && begins_page(finder, index));
    if (is_nation(finder, index) && read_nation(starting, index))
        return;
    if (words_have(finder_words(finder, "hinh-thuc-sao"), folded) && (starting->is_signed || !last)) {
        add_start(starting, ACT_COPY, outermost_start(finder, index));
    } else if (may_follow && appendix_word_end(finder, index) > 0) {
        add_unnamed(starting, index);
        add_start(starting, ACT_APPENDIX, index);
    } else if (starting->is_signed && is_attached_title(finder, index)) {
        add_start(starting, ACT_ATTACHED, index);
    } else if (starting->is_signed && last && last->kind == ACT_MAIN && is_page_behind(finder, index)) {
        add_start(starting, ACT_APPENDIX, outermost_start(finder, index));
    }
    starting->is_signed |= begins(folded, "noi nhan") && folded.length < 80;
}

void find_starts(struct finder *finder, struct buffer *starts)
{
    struct starting starting = {finder, starts, false};
    for (size_t i = 0; i < finder->document->stories[0].end_paragraph; i++)
        if (!finder->document->paragraphs[i]->is_blank && !is_example(finder, i))
            read_paragraph(&starting, i);
    if (starts->length == 0)
        add_start(&starting, ACT_MAIN, 0);
}
