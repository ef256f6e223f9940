/* The head of an appendix: "Phụ lục II", its title, the note on what it goes with. */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

enum { TITLE_LINES = 8, LONG_PARAGRAPH = 240, MARKER_MOST = 8 };

static const struct document_paragraph *paragraph_at(const struct finder *finder, size_t index)
{
    return finder->document->paragraphs[index];
}

/* ---- its first line ---- */

static size_t skip(struct string text, size_t at, const char *signs)
{
    while (at < text.length && strchr(signs, text.bytes[at]))
        at++;
    return at;
}

/* Blanks that keep words together are two bytes. */
static bool is_blank_at(struct string text, size_t at)
{
    return strchr(" \t", text.bytes[at]) ||
           string_starts_with(string_slice(text, at, text.length), STRING("\u00a0")) ||
           (at > 0 && string_starts_with(string_slice(text, at - 1, text.length), STRING("\u00a0")));
}

static size_t skip_blanks(struct string text, size_t at)
{
    while (at < text.length && is_blank_at(text, at))
        at++;
    return at;
}

/* The word that begins at or behind `*at`, folded; *at moves behind it. */
static struct string next_word(const struct finder *finder, struct string text, size_t *at)
{
    size_t from = skip_blanks(text, *at), to = from;
    while (to < text.length && text.bytes[to] != '\n' && !is_blank_at(text, to))
        to++;
    *at = to;
    return component_fold(finder->arena, string_slice(text, from, to));
}

/* "II", "2.", "01:", "IIa". */
static bool is_marker(struct string word)
{
    size_t length = 0;
    while (length < word.length && strchr("ivxlc0123456789ab.", word.bytes[length]))
        length++;
    return length > 0 && length < MARKER_MOST && skip(word, length, ".:-") == word.length;
}

static bool is_set_off(const struct document_paragraph *paragraph)
{
    return paragraph->format.alignment == ALIGN_CENTER || paragraph->format.alignment == ALIGN_RIGHT ||
           paragraph_is_bold(paragraph, 0, paragraph->text.length);
}

size_t appendix_word_end(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    struct string text = paragraph->text;
    size_t end = 0, next;
    if (paragraph->cell != SIZE_MAX || finder->folded[index].length > LONG_PARAGRAPH ||
        !is_set_off(paragraph) || !string_is(next_word(finder, text, &end), "phu") ||
        !string_is(next_word(finder, text, &end), "luc"))
        return 0;
    next = end;
    if (string_is(next_word(finder, text, &next), "so"))
        end = next;
    next = end;
    bool is_marked = is_marker(next_word(finder, text, &next));
    end = is_marked ? next : end;
    size_t behind = skip_blanks(text, end);
    if (behind == text.length || text.bytes[behind] == '\n')
        return end;
    bool is_parted = is_marked || strchr(":-.", text.bytes[behind]);
    return is_parted && paragraph_is_upper(paragraph, behind, text.length) ? end : 0;
}

/* What follows "Phụ lục II" in its paragraph is the title, or the note. */
static void add_first(struct finder *finder, size_t index)
{
    struct string text = paragraph_at(finder, index)->text;
    size_t end = appendix_word_end(finder, index), behind = skip(text, end, " \t\n:-.");
    struct segment word = {.paragraph = index, .to = end}, title = {.paragraph = index, .from = behind};
    word.from = skip_blanks(text, 0);
    title.to = text.length;
    finder_add(finder, COMPONENT_APPENDIX, &word);
    if (behind < text.length)
        finder_add(finder, text.bytes[behind] == '(' ? COMPONENT_ATTACHED_TO : COMPONENT_APPENDIX_TITLE,
                   &title);
}

/* ---- the lines below ---- */

static bool is_note(const struct finder *finder, size_t index, bool has_title)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    return is_attached_note(finder->folded[index]) ||
           (has_title && paragraph_is_italic(paragraph, 0, paragraph->text.length) &&
            paragraph->format.alignment == ALIGN_CENTER && finder->folded[index].bytes[0] == '(');
}

size_t find_appendix_title(struct finder *finder, size_t from, size_t end)
{
    size_t i = from, lines = 0;
    bool was_upper = false;
    if (appendix_word_end(finder, from) > 0) {
        add_first(finder, from);
        i++;
    }
    size_t behind = i;
    for (; i < end && lines < TITLE_LINES; i++) {
        const struct document_paragraph *paragraph = paragraph_at(finder, i);
        if (paragraph_is_empty(finder, i))
            continue;
        if (is_note(finder, i, lines > 0))
            return add_attached_note(finder, i, end);
        bool is_upper = paragraph_is_upper(paragraph, 0, paragraph->text.length);
        bool is_title = paragraph->format.alignment == ALIGN_CENTER && paragraph->anchor == SIZE_MAX &&
                        !document_is_in_framed_table(finder->document, paragraph) &&
                        !paragraph_is_no_title(finder, i, LONG_PARAGRAPH) &&
                        !is_division_line(finder->folded[i]) &&
                        string_find(finder->folded[i], STRING("xa hoi chu nghia"), 0) == SIZE_MAX;
        if (!is_title || (lines > 0 && !was_upper && is_upper))
            break;
        finder_add_paragraph(finder, COMPONENT_APPENDIX_TITLE, i);
        was_upper = is_upper;
        behind = i + 1;
        lines++;
    }
    return behind;
}
