/* What letters look like: font, colour, size, bold, italic, case. */

#include <stdlib.h>
#include <string.h>

#include "standard/check.h"
#include "text/legacy.h"
#include "text/unicode.h"

/* The spans of a piece that hold letters or digits on the line. */
struct letters {
    const struct document_paragraph *paragraph;
    size_t from, to, next;
};

static struct letters letters_of(const struct checking *checking, const struct component_piece *piece)
{
    return (struct letters){check_paragraph(checking, piece), piece->from, piece->to, 0};
}

static bool has_letters(struct string text, bool *has_high)
{
    bool is_found = false;
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if (!text_is_name(c) || c == '_')
            continue;
        is_found = true;
        *has_high |= c >= 0x80;
    }
    return is_found;
}

/* The next span, or NULL; *text is what of it belongs to the piece. Raised notes and automatic numbers are
 * passed over. */
static const struct text_span *next_span(struct letters *letters, struct string *text, bool *has_high)
{
    while (letters->next < letters->paragraph->span_count) {
        const struct text_span *span = &letters->paragraph->spans[letters->next++];
        size_t from = span->from > letters->from ? span->from : letters->from;
        size_t to = span->to < letters->to ? span->to : letters->to;
        *has_high = false;
        if (from >= to || span->format.position != POSITION_BASELINE || span->kind == SPAN_NUMBER)
            continue;
        *text = string_slice(letters->paragraph->text, from, to);
        if (has_letters(*text, has_high))
            return span;
    }
    return NULL;
}

static void add_text(struct checking *checking, const struct rule *rule, const struct component_piece *piece,
                     struct string found)
{
    struct string wanted = rule->wanted;
    if (wanted.length == 0 && rule->words.count > 0)
        wanted = rule->words.items[0];
    check_add(checking, rule, piece, NULL, found, wanted);
}

/* ---- font, colour ---- */

static bool is_allowed_font(const struct rule *rule, const char *font)
{
    for (size_t i = 0; i < rule->words.count; i++)
        if (rule->words.items[i].length == strlen(font) &&
            !strncasecmp(rule->words.items[i].bytes, font, strlen(font)))
            return true;
    return font[0] == '\0';
}

const char *check_font_of_number(const struct document *document, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = document->paragraphs[piece->paragraph];
    enum legacy_encoding encoding;
    bool has_high = false, draws_capitals;
    if (paragraph->number_length == 0 || piece->from > paragraph->number_length ||
        !has_letters(string_slice(paragraph->text, 0, paragraph->number_length), &has_high))
        return NULL;
    const struct run_format *format = &paragraph->spans[0].format;
    const char *font = has_high ? format->font_high : format->font;
    const struct paragraph_format *list = &paragraph->format;
    const xmlNode *level = format_list_level(document->formats, list->list_id, list->list_level).level;
    const char *kind = word_attribute(word_child(level, "numFmt"), "val");
    bool is_bullet = kind && !strcmp(kind, "bullet");
    return is_bullet || legacy_of_font(string_of(font), &encoding, &draws_capitals) ? NULL : font;
}

/* Its format is that of the list and of the paragraph's mark, so it may differ from the words behind it. */
static void measure_font_of_number(struct checking *checking, const struct rule *rule,
                                   const struct component_piece *piece)
{
    const char *font = check_font_of_number(checking->document, piece);
    if (font && !is_allowed_font(rule, font))
        add_text(checking, rule, piece,
                 arena_format(checking->arena, "%s (số tự động)\x1f%s (automatic number)", font, font));
}

void measure_font(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));) {
        const char *font = has_high ? span->format.font_high : span->format.font;
        if (is_allowed_font(rule, span->format.font) && (!has_high || is_allowed_font(rule, font)))
            continue;
        font = is_allowed_font(rule, font) ? span->format.font : font;
        if (!span->is_legacy)
            add_text(checking, rule, piece, string_of(font));
        return;
    }
    measure_font_of_number(checking, rule, piece);
}

void measure_legacy(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));)
        if (span->is_legacy) {
            add_text(checking, rule, piece, string_of(span->format.font_high));
            return;
        }
}

static bool is_black(const char *color)
{
    return !color || color[0] == '\0' || !strcasecmp(color, "auto") || !strcmp(color, "000000");
}

void measure_color(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));)
        if (!is_black(span->format.color)) {
            add_text(checking, rule, piece,
                     arena_format(checking->arena,
                                  "màu #%s\x1f"
                                  "colour #%s",
                                  span->format.color, span->format.color));
            return;
        }
}

/* ---- size ---- */

void measure_size(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));) {
        long size = (long)span->format.size_half_points * 500;
        if (number_set_has(&rule->allowed, size, 0) ||
            (rule->least != NOT_THERE && size >= rule->least && size <= rule->most))
            continue;
        check_add(checking, rule, piece, NULL, check_number(checking, size, ""),
                  rule->allowed.count > 0 ? check_numbers(checking, &rule->allowed, "")
                                          : check_range(checking, rule->least, rule->most, ""));
        return;
    }
}

/* Sizes out of the range of the body are told by the rule of size. */
void measure_size_of_body(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));) {
        long size = (long)span->format.size_half_points;
        if (checking->body_size == NOT_THERE || size == checking->body_size || size * 500 < rule->least ||
            size * 500 > rule->most || checking->body_size * 500 < rule->least ||
            checking->body_size * 500 > rule->most)
            continue;
        check_add(checking, rule, piece, NULL, check_number(checking, size * 500, ""),
                  check_number(checking, checking->body_size * 500, ""));
        return;
    }
}

/* ---- bold, italic, underline ---- */

enum share { SHARE_NONE, SHARE_SOME, SHARE_ALL };

static enum share share_of(const struct checking *checking, const struct component_piece *piece,
                           enum run_property property)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high, has_set = false, has_unset = false;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));) {
        bool is_set = property == RUN_BOLD     ? span->format.bold
                      : property == RUN_ITALIC ? span->format.italic
                                               : span->format.underline;
        has_set |= is_set;
        has_unset |= !is_set;
    }
    return !has_set ? SHARE_NONE : has_unset ? SHARE_SOME : SHARE_ALL;
}

static const char *const share_words[3][3] = {
    [0] = {PROBLEM_WORDS("không đậm", "not bold"), PROBLEM_WORDS("có chữ không đậm", "partly not bold"),
           PROBLEM_WORDS("đậm", "bold")},
    [1] = {PROBLEM_WORDS("đứng", "upright"), PROBLEM_WORDS("có chữ đứng, có chữ nghiêng", "partly italic"),
           PROBLEM_WORDS("nghiêng", "italic")},
    [2] = {PROBLEM_WORDS("không gạch chân", "not underlined"),
           PROBLEM_WORDS("có chữ gạch chân", "partly underlined"), PROBLEM_WORDS("gạch chân", "underlined")},
};

/* Some letters that are bold are "đậm" where none should be. */
static void check_share(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece, enum run_property property, bool is_wanted)
{
    size_t row = property == RUN_BOLD ? 0 : property == RUN_ITALIC ? 1 : 2;
    enum share share = share_of(checking, piece, property);
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    if (!next_span(&letters, &text, &has_high))
        return;
    if (is_wanted ? share == SHARE_ALL : share == SHARE_NONE || (rule->is_whole && share != SHARE_ALL))
        return;
    const char *found = share_words[row][share];
    if (!is_wanted && share == SHARE_SOME && row == 0)
        found = PROBLEM_WORDS("có chữ đậm", "partly bold");
    check_add(checking, rule, piece, NULL, string_of(found),
              string_of(share_words[row][is_wanted ? SHARE_ALL : SHARE_NONE]));
}

void measure_bold(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    check_share(checking, rule, piece, RUN_BOLD, true);
}

void measure_not_bold(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    check_share(checking, rule, piece, RUN_BOLD, false);
}

void measure_italic(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    check_share(checking, rule, piece, RUN_ITALIC, true);
}

/* "(Chi tiết tại Phụ lục kèm theo)" */
static bool is_in_brackets(struct string text)
{
    while (text.length > 0 && strchr("./;", text.bytes[text.length - 1]))
        text.length--;
    return text.length > 1 && text.bytes[0] == '(' && text.bytes[text.length - 1] == ')';
}

/* A line of reference in brackets may lean where only whole paragraphs are looked at. */
void measure_upright(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    if (rule->is_whole && is_in_brackets(piece_text(checking->components, piece)))
        return;
    check_share(checking, rule, piece, RUN_ITALIC, false);
}

void measure_not_underlined(struct checking *checking, const struct rule *rule,
                            const struct component_piece *piece)
{
    check_share(checking, rule, piece, RUN_UNDERLINE, false);
}

/* ---- case ---- */

static void count_case(const struct checking *checking, const struct component_piece *piece, size_t *upper,
                       size_t *lower)
{
    struct letters letters = letters_of(checking, piece);
    struct string text;
    bool has_high;
    *upper = *lower = 0;
    for (const struct text_span *span; (span = next_span(&letters, &text, &has_high));)
        for (size_t at = 0; at < text.length;) {
            unsigned c = text_next(text, &at);
            bool is_capital =
                text_is_upper(c) || (text_is_lower(c) && (span->format.caps || span->format.small_caps));
            *upper += is_capital;
            *lower += !is_capital && text_is_lower(c);
        }
}

#define UPPER_WORDS PROBLEM_WORDS("in hoa", "capitals")
#define LOWER_WORDS PROBLEM_WORDS("in thường", "small letters")

void measure_upper(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    size_t upper, lower;
    count_case(checking, piece, &upper, &lower);
    if (lower > 0)
        check_add(
            checking, rule, piece, NULL,
            string_of(upper > lower ? PROBLEM_WORDS("có chữ in thường", "some small letters") : LOWER_WORDS),
            string_of(UPPER_WORDS));
}

bool check_is_made_upper(const struct document_paragraph *paragraph, const struct component_piece *piece)
{
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        if (span->from < piece->to && span->to > piece->from &&
            (span->format.caps || span->format.small_caps))
            return true;
    }
    return false;
}

/* A few capitals may be an abbreviation. */
void measure_lower(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    enum { ABBREVIATION_MOST = 5 };
    size_t upper, lower;
    count_case(checking, piece, &upper, &lower);
    if (lower > 0 || upper <= ABBREVIATION_MOST)
        return;
    struct finding *finding =
        check_add(checking, rule, piece, NULL, string_of(UPPER_WORDS), string_of(LOWER_WORDS));
    finding->is_by_hand |= !check_is_made_upper(check_paragraph(checking, piece), piece);
}
