/*
 * The marker at the start of a line and the level it picks. A marker is only
 * one when nothing else is likely: "V/v …" is no chapter five, "Phần lớn …" no
 * part, "Điều 5 Luật …" no article, "1.234.567 đồng" no clause.
 */

#include "word/outline_internal.h"

#include <string.h>

#include "text/unicode.h"

struct scan {
    struct string line;
    size_t at;
};

static unsigned peek(const struct scan *scan)
{
    size_t at = scan->at;
    return at < scan->line.length ? text_next(scan->line, &at) : 0;
}

static unsigned peek_second(const struct scan *scan)
{
    size_t at = scan->at;
    if (at >= scan->line.length)
        return 0;
    text_next(scan->line, &at);
    return at < scan->line.length ? text_next(scan->line, &at) : 0;
}

static bool is_blank_or_end(unsigned c)
{
    return c == 0 || text_is_space(c);
}

static bool is_digit(unsigned c)
{
    return c >= '0' && c <= '9';
}

static bool skip_text(struct scan *scan, const char *text)
{
    struct string rest = string_slice(scan->line, scan->at, scan->line.length);
    if (!string_starts_with(rest, string_of(text)))
        return false;
    scan->at += strlen(text);
    return true;
}

static size_t skip_blanks(struct scan *scan)
{
    size_t count = 0;
    while (scan->at < scan->line.length && text_is_space(peek(scan))) {
        text_next(scan->line, &scan->at);
        count++;
    }
    return count;
}

static bool skip_digits(struct scan *scan, size_t most)
{
    size_t from = scan->at;
    while (is_digit(peek(scan)))
        scan->at++;
    return scan->at > from && scan->at - from <= most;
}

/* I … XXXIX, as headings are numbered; C. D. L. M. are initials. */
static bool skip_roman(struct scan *scan)
{
    static const char *const ones[] = {"VIII", "VII", "III", "VI", "IV", "IX", "II", "V", "I"};
    size_t from = scan->at;
    for (int i = 0; i < 3 && peek(scan) == 'X'; i++)
        scan->at++;
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
        if (skip_text(scan, ones[i]))
            break;
    return scan->at > from && !text_is_letter(peek(scan));
}

static bool skip_one_of(struct scan *scan, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct scan ahead = *scan;
        if (skip_text(&ahead, words[i]) && !text_is_letter(peek(&ahead))) {
            *scan = ahead;
            return true;
        }
    }
    return false;
}

/* "thứ nhất", "thứ mười hai" */
static bool skip_ordinal(struct scan *scan)
{
    static const char *const thu[] = {"thứ", "Thứ", "THỨ"};
    static const char *const words[] = {"nhất", "hai",  "ba",  "tư",  "bốn",  "năm",  "sáu", "bảy", "tám",
                                        "chín", "mười", "một", "lăm", "NHẤT", "HAI",  "BA",  "TƯ",  "BỐN",
                                        "NĂM",  "SÁU",  "BẢY", "TÁM", "CHÍN", "MƯỜI", "MỘT", "LĂM"};
    bool found = false;
    if (!skip_one_of(scan, thu, sizeof thu / sizeof *thu))
        return false;
    for (struct scan ahead = *scan;
         skip_blanks(&ahead) && skip_one_of(&ahead, words, sizeof words / sizeof *words); found = true)
        *scan = ahead;
    return found;
}

enum { ROMAN = 1, ARABIC = 2, ORDINAL = 4 };

/* A keyword and its number; false when the words are only the start of a sentence. */
static bool skip_heading(struct scan *scan, const char *keyword, unsigned numbers)
{
    if (!skip_text(scan, keyword) || !skip_blanks(scan))
        return false;
    struct scan start = *scan;
    if ((numbers & ARABIC) && skip_digits(scan, 3) && !text_is_letter(peek(scan)))
        return true;
    *scan = start;
    if ((numbers & ROMAN) && skip_roman(scan))
        return true;
    *scan = start;
    return (numbers & ORDINAL) && skip_ordinal(scan);
}

static bool read_heading(struct string plain, struct outline_marker *marker)
{
    static const struct {
        const char *keyword;
        unsigned numbers;
        enum outline_level level;
    } rows[] = {
        {"Phần", ROMAN | ARABIC | ORDINAL, OUTLINE_PART},
        {"PHẦN", ROMAN | ARABIC | ORDINAL, OUTLINE_PART},
        {"Chương", ROMAN | ARABIC, OUTLINE_PART},
        {"CHƯƠNG", ROMAN | ARABIC, OUTLINE_PART},
        {"Mục", ROMAN | ARABIC, OUTLINE_SECTION},
        {"MỤC", ROMAN | ARABIC, OUTLINE_SECTION},
        {"Tiểu mục", ARABIC, OUTLINE_SECTION},
        {"TIỂU MỤC", ARABIC, OUTLINE_SECTION},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scan scan = {plain, 0};
        if (!skip_heading(&scan, rows[i].keyword, rows[i].numbers))
            continue;
        bool has_stop = peek(&scan) == '.' || peek(&scan) == ':';
        scan.at += has_stop;
        unsigned next = peek(&scan);
        *marker = (struct outline_marker){rows[i].level, next == 0};
        return next == 0 || next == '\n' || (has_stop && !is_digit(next));
    }
    return false;
}

/* "Điều 1." "Điều 12a:" or "Điều 1" alone; "Điều 5 Luật …" is a sentence. */
static bool is_article(struct string plain)
{
    struct scan scan = {plain, 0};
    if ((!skip_text(&scan, "Điều") && !skip_text(&scan, "ĐIỀU")) || !skip_blanks(&scan) ||
        !skip_digits(&scan, 4))
        return false;
    if (text_is_lower(peek(&scan)))
        text_next(scan.line, &scan.at);
    unsigned stop = peek(&scan);
    return stop == 0 || stop == ':' || (stop == '.' && !is_digit(peek_second(&scan)));
}

/* After "I" or "1": "." then a blank or a word; "/" then a blank or a word that is no abbreviation
 * ("1/QĐ-…"). */
static bool ends_marker(struct scan *scan)
{
    unsigned stop = peek(scan);
    scan->at += stop == '.' || stop == '/' || stop == ')';
    unsigned next = peek(scan), second = peek_second(scan);
    switch (stop) {
    case '.':
        return is_blank_or_end(next) || (text_is_letter(next) && text_is_letter(second));
    case '/':
        return is_blank_or_end(next) || (text_is_upper(next) && text_is_lower(second));
    case ')':
        return true;
    default:
        return false;
    }
}

static bool is_roman(struct string plain)
{
    struct scan scan = {plain, 0};
    return skip_roman(&scan) && ends_marker(&scan);
}

/* The further numbers of "1.2." or "I.2": none begins with 0, none has three digits ("1.234" is a quantity).
 */
static size_t skip_subnumbers(struct scan *scan)
{
    size_t count = 0;
    while (peek(scan) == '.' && is_digit(peek_second(scan))) {
        scan->at++;
        if (peek(scan) == '0' || !skip_digits(scan, 2))
            return 0;
        count++;
    }
    return count;
}

static bool is_clause(struct string plain)
{
    struct scan scan = {plain, 0};
    bool has_number = skip_digits(&scan, 3);
    if (!has_number) {
        scan.at = 0;
        if (!skip_roman(&scan))
            return false;
    }
    size_t subnumbers = skip_subnumbers(&scan);
    if (subnumbers > 0 && is_blank_or_end(peek(&scan)))
        return true;
    return (has_number || subnumbers > 0) && ends_marker(&scan);
}

static bool is_point_letter(unsigned c)
{
    static const unsigned others[] = {0x111, 0x103, 0xE2, 0xEA, 0xF4, 0x1A1, 0x1B0}; /* đ ă â ê ô ơ ư */
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (c == others[i])
            return true;
    return c >= 'a' && c <= 'z';
}

/* "a)" "đ)" "a1)"; "a." and "a/" before a blank */
static bool is_point(struct string plain)
{
    struct scan scan = {plain, 0};
    if (!is_point_letter(peek(&scan)))
        return false;
    text_next(plain, &scan.at);
    unsigned stop = peek(&scan);
    if ((stop == '.' || stop == '/') && text_is_space(peek_second(&scan)))
        return true;
    return (!is_digit(stop) || skip_digits(&scan, 2)) && peek(&scan) == ')';
}

/* A dash that is not part of a line of dashes or an arrow. */
static bool is_bullet(struct string plain, unsigned bullet)
{
    struct scan scan = {plain, 0};
    unsigned second = peek_second(&scan);
    return peek(&scan) == bullet && second != 0 && second != bullet && second != '>' && second != '=';
}

struct outline_marker outline_read_marker(struct string plain)
{
    struct outline_marker marker = {OUTLINE_TEXT, false};
    if (read_heading(plain, &marker))
        return marker;
    marker = (struct outline_marker){OUTLINE_TEXT, false};
    if (is_article(plain))
        marker.level = OUTLINE_ARTICLE;
    else if (is_clause(plain))
        marker.level = OUTLINE_CLAUSE;
    else if (is_roman(plain))
        marker.level = OUTLINE_ROMAN;
    else if (is_point(plain))
        marker.level = OUTLINE_POINT;
    else if (is_bullet(plain, '-') || is_bullet(plain, 0x2013))
        marker.level = OUTLINE_DASH;
    else if (is_bullet(plain, '+'))
        marker.level = OUTLINE_PLUS;
    return marker;
}
