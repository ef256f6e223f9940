/* The template's own words found in a sheet. */

#include "inverse/anchors.h"

enum {
    LEAST_WORDS = 12, /* bytes of a paragraph that has little else */
    LEAST_BEGIN = 18, /* of what a paragraph begins with */
    LEAST_CELLS = 3,  /* of a table that are the template's, word for word */
};

struct anchors {
    const struct sheet *sheet;
    bool *own, *exact; /* of the paragraphs */
    bool *tables;
};

/* All of a paragraph but its number: "b) Tồn tại, hạn chế và nguyên nhân:" by "{{ … }}) Tồn tại, …". */
static bool is_own(struct string paragraph, struct string words, bool begins, bool ends)
{
    if (ends && words.length >= LEAST_WORDS && words.length * 10 >= paragraph.length * 7)
        return string_ends_with(paragraph, words);
    return begins && words.length >= LEAST_BEGIN && string_starts_with(paragraph, words);
}

static void find_words(struct anchors *anchors, struct string words, bool begins, bool ends)
{
    for (size_t i = 0; i < anchors->sheet->paragraph_count && words.length > 0; i++) {
        const struct sheet_paragraph *paragraph = &anchors->sheet->paragraphs[i];
        struct string text = string_slice(anchors->sheet->text, paragraph->from, paragraph->to);
        anchors->own[i] |= is_own(text, words, begins, ends);
        anchors->exact[i] |= begins && ends && string_equal(text, words);
    }
}

static size_t next_boundary(struct string text, size_t at)
{
    while (at < text.length && !sheet_is_boundary(text.bytes[at]))
        at++;
    return at;
}

/* Whether a paragraph begins where a literal does: the step before ends in a mark, or is a choice of blocks.
 */
static bool begins_paragraph(const struct inverse_pattern *pattern, size_t step)
{
    while (step > 0) {
        const struct step *before = &pattern->steps[--step];
        if (before->kind == STEP_LITERAL)
            return sheet_is_boundary(before->as.literal.bytes[before->as.literal.length - 1]);
        if (before->kind == STEP_HOLE)
            return false;
    }
    return true;
}

static void find_literal(struct anchors *anchors, const struct inverse_pattern *pattern, size_t step)
{
    struct string literal = pattern->steps[step].as.literal;
    bool begins = begins_paragraph(pattern, step);
    for (size_t at = 0; at < literal.length; begins = true) {
        size_t end = next_boundary(literal, at);
        find_words(anchors, string_trim(string_slice(literal, at, end)), begins, end < literal.length);
        at = end + 1;
    }
}

static void find_tables(struct anchors *anchors)
{
    const struct sheet *sheet = anchors->sheet;
    for (size_t i = 0; i < sheet->table_count; i++) {
        size_t cells = 0;
        for (size_t at = sheet_paragraph_at(sheet, sheet->tables[i].from);
             at < sheet->paragraph_count && sheet->paragraphs[at].from < sheet->tables[i].end; at++) {
            cells += anchors->exact[at];
            anchors->tables[i] |= anchors->own[at] || cells >= LEAST_CELLS;
        }
    }
}

struct anchors *anchors_find(struct arena *arena, const struct inverse_pattern *pattern,
                             const struct sheet *sheet)
{
    struct anchors *anchors = arena_allocate(arena, sizeof *anchors);
    anchors->sheet = sheet;
    anchors->own = arena_allocate(arena, sheet->paragraph_count + 1);
    anchors->exact = arena_allocate(arena, sheet->paragraph_count + 1);
    anchors->tables = arena_allocate(arena, sheet->table_count + 1);
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->steps[i].kind == STEP_LITERAL)
            find_literal(anchors, pattern, i);
    find_tables(anchors);
    return anchors;
}

bool anchors_have(const struct anchors *anchors, size_t at)
{
    if (anchors == NULL || at >= anchors->sheet->text.length)
        return false;
    if (anchors->sheet->text.bytes[at] == MARK_TABLE)
        return anchors->tables[sheet_table_at(anchors->sheet, at) - anchors->sheet->tables];
    size_t paragraph = sheet_paragraph_at(anchors->sheet, at);
    return paragraph != SIZE_MAX && anchors->own[paragraph] &&
           anchors->sheet->paragraphs[paragraph].from == at;
}
