/* The body (ô 6): grounds, levels from phần to điểm, plain paragraphs, texts in tables. */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

struct body {
    struct finder *finder;
    size_t end;
    bool in_grounds;
    bool has_levels;        /* grounds stand above all of them */
    enum component awaited; /* the title of the line before; COMPONENT_OTHER: none */
};

static bool begins(struct string folded, const char *words)
{
    return string_starts_with(folded, string_of(words));
}

static const struct document_paragraph *paragraph_at(const struct body *body, size_t index)
{
    return body->finder->document->paragraphs[index];
}

static char last_of(struct string folded)
{
    return folded.length > 0 ? folded.bytes[folded.length - 1] : '\0';
}

/* The next paragraph that is not blank, or `end`. */
static size_t next_of(const struct body *body, size_t index)
{
    do
        index++;
    while (index < body->end && paragraph_at(body, index)->is_blank);
    return index;
}

static bool is_resolving(const struct body *body, size_t index)
{
    return index < body->end &&
           words_have(finder_words(body->finder, "loi-quyet-dinh"), body->finder->folded[index]);
}

/* ---- grounds ---- */

/* People put dashes before grounds. */
static struct string ground_text(const struct body *body, size_t index)
{
    struct string folded = index < body->end ? body->finder->folded[index] : STRING("");
    return begins(folded, "- ") ? string_slice(folded, 2, folded.length) : folded;
}

static bool is_ground(const struct body *body, size_t index)
{
    struct string folded = ground_text(body, index);
    char last = last_of(folded);
    size_t next = next_of(body, index);
    bool is_known = words_begin(finder_words(body->finder, "dau-can-cu"), folded);
    if (!is_known || body->has_levels || (last != ';' && last != '.' && last != ','))
        return false;
    bool is_first_of_some = begins(folded, "can cu") && begins(ground_text(body, next), "can cu");
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    bool is_leaning = begins(folded, "can cu") && paragraph_is_italic(paragraph, 0, paragraph->text.length);
    return (begins(folded, "can cu") && last == ';') || body->in_grounds || is_first_of_some || is_leaning ||
           is_resolving(body, next);
}

/* ---- levels ---- */

static size_t roman_length(struct string text)
{
    size_t length = 0;
    while (length < text.length && strchr("ivxlc", text.bytes[length]))
        length++;
    return length;
}

static size_t digits_length(struct string text)
{
    size_t length = 0;
    while (length < text.length && text.bytes[length] >= '0' && text.bytes[length] <= '9')
        length++;
    return length;
}

static struct string after(struct string text, size_t length)
{
    return string_slice(text, length, text.length);
}

/* "Phần thứ nhất" */
static bool is_ordinal_part(const char *word, struct string rest)
{
    static const char *const ordinals[] = {"nhat", "hai", "ba", "tu", "nam", "sau", "bay"};
    for (size_t i = 0; !strcmp(word, "phan thu ") && i < sizeof ordinals / sizeof *ordinals; i++)
        if (string_is(rest, ordinals[i]))
            return true;
    return false;
}

/* "phan i", "chuong 2", "muc 1." …: a word and a number; *alone when nothing follows them. */
static bool is_numbered_word(struct string folded, const char *word, bool *alone)
{
    if (!begins(folded, word))
        return false;
    struct string rest = after(folded, strlen(word));
    *alone = true;
    if (is_ordinal_part(word, rest))
        return true;
    size_t length = roman_length(rest) > 0 ? roman_length(rest) : digits_length(rest);
    rest = string_trim(after(rest, length));
    *alone = rest.length == 0 || (rest.length == 1 && strchr(".:", rest.bytes[0]));
    return length > 0 && (*alone || strchr(".:-", rest.bytes[0]));
}

static const struct {
    const char *word;
    enum component component, title;
} divisions[] = {
    {"phan ", COMPONENT_PART, COMPONENT_PART_TITLE},
    {"phan thu ", COMPONENT_PART, COMPONENT_PART_TITLE},
    {"chuong ", COMPONENT_PART, COMPONENT_PART_TITLE},
    {"muc ", COMPONENT_DIVISION, COMPONENT_DIVISION_TITLE},
    {"tieu muc ", COMPONENT_DIVISION, COMPONENT_DIVISION_TITLE},
};

/* A division stands on a line of its own: bold, centred, or alone. */
static bool read_division(struct body *body, size_t index, enum component *component)
{
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    struct string folded = body->finder->folded[index];
    for (size_t i = 0; i < sizeof divisions / sizeof *divisions; i++) {
        bool is_alone;
        if (!is_numbered_word(folded, divisions[i].word, &is_alone) || last_of(folded) == ';')
            continue;
        if (!is_alone && paragraph->format.alignment != ALIGN_CENTER)
            continue;
        *component = divisions[i].component;
        body->awaited = is_alone ? divisions[i].title : COMPONENT_OTHER;
        return true;
    }
    return false;
}

static bool is_article(struct string folded)
{
    struct string rest = begins(folded, "dieu ") ? after(folded, 5) : STRING("");
    size_t digits = digits_length(rest);
    rest = after(rest, digits);
    return digits > 0 && (rest.length == 0 || strchr(".:", rest.bytes[0]) || begins(rest, "\xe2\x80\xa6"));
}

static bool is_roman(struct string folded)
{
    size_t length = roman_length(folded);
    struct string rest = after(folded, length);
    return length > 0 && rest.length > 1 && strchr("./", rest.bytes[0]) && rest.bytes[1] == ' ';
}

/* "1.", "1.2.", "1/", "1)" with text behind it. */
static bool is_clause(struct string folded)
{
    size_t length = digits_length(folded);
    while (length > 0 && length < 12 && after(folded, length).length > 1 && folded.bytes[length] == '.' &&
           digits_length(after(folded, length + 1)) > 0)
        length += 1 + digits_length(after(folded, length + 1));
    struct string rest = after(folded, length);
    return length > 0 && length < 12 && rest.length > 1 && strchr("./)", rest.bytes[0]) &&
           rest.bytes[1] == ' ';
}

static bool is_point(struct string folded)
{
    return folded.length > 2 && folded.bytes[0] >= 'a' && folded.bytes[0] <= 'z' && folded.bytes[1] == ')';
}

/* A title is wholly bold and no sentence. */
static bool is_title_line(const struct body *body, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    char last = last_of(body->finder->folded[index]);
    return paragraph_is_bold(paragraph, paragraph->number_length, paragraph->text.length) && last != ';' &&
           body->finder->folded[index].length < 200;
}

/* "A. KẾT QUẢ THỰC HIỆN": no level of the decree, but people have it above I. */
static bool is_lettered_title(const struct body *body, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    struct string folded = body->finder->folded[index];
    return folded.length > 3 && folded.bytes[0] >= 'a' && folded.bytes[0] <= 'h' &&
           strchr("./-", folded.bytes[1]) && folded.bytes[2] == ' ' &&
           paragraph_is_upper(paragraph, 0, paragraph->text.length) && folded.length < 200;
}

static enum component level_of(struct body *body, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    struct string folded = body->finder->folded[index];
    enum component component;
    if (read_division(body, index, &component))
        return component;
    if (is_article(folded))
        return COMPONENT_ARTICLE;
    if (is_roman(folded) &&
        (is_title_line(body, index) || paragraph_is_upper(paragraph, 0, paragraph->text.length)))
        return COMPONENT_ROMAN;
    if (is_lettered_title(body, index))
        return COMPONENT_HEADING;
    if (is_clause(folded))
        return is_title_line(body, index) ? COMPONENT_CLAUSE_TITLE : COMPONENT_CLAUSE;
    if (is_point(folded))
        return COMPONENT_POINT;
    bool is_heading = paragraph->format.alignment == ALIGN_CENTER && folded.length < 200;
    return is_heading ? COMPONENT_HEADING : COMPONENT_BODY;
}

/* ---- the whole ---- */

/* In capitals, bold or centred: people leave out one of them. */
static bool is_division_title(const struct body *body, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    return paragraph->format.alignment == ALIGN_CENTER || is_title_line(body, index) ||
           paragraph_is_upper(paragraph, 0, paragraph->text.length);
}

static enum component component_of(struct body *body, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(body, index);
    enum component awaited = body->awaited;
    if (paragraph->cell != SIZE_MAX)
        return COMPONENT_TABLE_TEXT;
    if (paragraph->anchor != SIZE_MAX)
        return COMPONENT_OTHER;
    body->awaited = COMPONENT_OTHER;
    if (is_resolving(body, index))
        return COMPONENT_RESOLVES;
    if (is_ground(body, index)) {
        body->in_grounds = true;
        return COMPONENT_GROUNDS;
    }
    body->in_grounds = false;
    enum component level = level_of(body, index);
    body->has_levels |= level != COMPONENT_BODY && level != COMPONENT_HEADING;
    if (awaited == COMPONENT_OTHER || (level != COMPONENT_HEADING && level != COMPONENT_BODY) ||
        is_lettered_title(body, index) || !is_division_title(body, index))
        return level;
    body->awaited = awaited; /* a title may go on in another line */
    return awaited;
}

void find_body(struct finder *finder, size_t from, size_t end)
{
    struct body body = {.finder = finder, .end = end, .awaited = COMPONENT_OTHER};
    for (size_t i = from; i < end; i++)
        if (!finder->document->paragraphs[i]->is_blank)
            finder_add_paragraph(finder, component_of(&body, i), i);
}
