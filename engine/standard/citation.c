/* Finds what a text cites: a kind of document, "số", a number. */

#include "standard/citation.h"

#include <string.h>

#include "text/unicode.h"

static bool is_digit_at(struct string text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

static size_t skip_digits(struct string text, size_t at)
{
    while (is_digit_at(text, at))
        at++;
    return at;
}

static size_t skip_blanks(struct string text, size_t at)
{
    while (at < text.length && text.bytes[at] == ' ')
        at++;
    return at;
}

static struct string rest_of(struct string text, size_t at)
{
    return string_slice(text, at < text.length ? at : text.length, text.length);
}

/* ---- number ---- */

/* "766/QĐ-TTg", "30/2020/NĐ-CP": where it ends; `at` when there is none. */
static size_t number_end(struct string text, size_t at)
{
    size_t slash = skip_digits(text, at), end = slash;
    if (slash == at || slash >= text.length || text.bytes[slash] != '/')
        return at;
    for (size_t next = slash + 1; next < text.length;) {
        size_t start = next;
        unsigned c = text_next(text, &next);
        if (!text_is_letter(c) && !text_is_digit(c) && !strchr("/-&", (int)(c < 0x80 ? c : '.')))
            break;
        if (c == '/' && start > slash + 1 && text.bytes[start - 1] == '/')
            return at;
        end = next;
    }
    return end > slash + 2 ? end : at;
}

/* ---- kind ---- */

/* The longest name of `loai-vien-dan` that ends at `end`, or an empty text. */
static struct string kind_before(struct checking *checking, struct string text, size_t end)
{
    const struct words *kinds = standard_words(checking->standard, "loai-vien-dan");
    struct string best = STRING("");
    while (end > 0 && text.bytes[end - 1] == ' ')
        end--;
    for (size_t i = 0; i < kinds->count; i++) {
        size_t length = kinds->items[i].length;
        if (length > end || length <= best.length || text_is_letter(sign_before(text, end - length)))
            continue;
        struct string own = string_slice(text, end - length, end);
        if (string_is(own, "luật") && string_ends_with(string_slice(text, 0, end - length), STRING("pháp ")))
            continue;
        if (string_equal(text_lower(checking->arena, own), text_lower(checking->arena, kinds->items[i])))
            best = own;
    }
    return best;
}

/* ---- date, issuer, subject ---- */

static size_t read_number(struct string text, size_t at, long *number)
{
    size_t end = skip_digits(text, at);
    *number = NOT_THERE;
    if (end == at || end - at > 4)
        return at;
    *number = 0;
    for (size_t i = at; i < end; i++)
        *number = *number * 10 + (text.bytes[i] - '0');
    return end;
}

/* Behind a separator, or `at` when it is not there. */
static size_t behind(struct string text, size_t at, const char *words)
{
    size_t next = skip_blanks(text, at), length = strlen(words);
    return string_starts_with(rest_of(text, next), string_of(words)) ? skip_blanks(text, next + length) : at;
}

/* "23/6/2022" or "23 tháng 6 năm 2022". */
static size_t read_date(struct citation *citation, size_t at)
{
    static const char *const signs[][2] = {{"/", "/"}, {"tháng", "năm"}, {"-", "-"}, {".", "."}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        long day, month, year;
        size_t first = read_number(citation->text, at, &day);
        size_t second = first > at ? behind(citation->text, first, signs[i][0]) : first;
        size_t second_end = second > first ? read_number(citation->text, second, &month) : second;
        size_t third = second_end > second ? behind(citation->text, second_end, signs[i][1]) : second_end;
        size_t end = third > second_end ? read_number(citation->text, third, &year) : third;
        if (third > second_end && end > third) {
            citation->day = day;
            citation->month = month;
            citation->year = year;
            return end;
        }
    }
    return at;
}

static void find_date(struct citation *citation)
{
    struct string text = citation->text;
    size_t at = skip_blanks(text, citation->to);
    citation->has_comma = at < text.length && text.bytes[at] == ',';
    at = citation->has_comma ? skip_blanks(text, at + 1) : at;
    if (at < text.length && text.bytes[at] == '(')
        at++;
    size_t word = behind(text, at, "ngày");
    size_t end = word > at ? read_date(citation, word) : at;
    citation->date_end = word > at && end > word ? end : citation->to;
    citation->has_comma &= citation->date_end > citation->to;
}

/* "…, các xã": another clause; "…, Bộ Tài chính" may be one who issued it too. */
static bool is_clause_comma(struct string text, size_t at)
{
    return text.bytes[at] == ',' && text_is_lower(sign_at(text, skip_blanks(text, at + 1)));
}

/* Up to the end of the sentence or of what brackets, quotes and semicolons bound. */
static size_t clause_end(struct string text, size_t at)
{
    while (at < text.length && !strchr(";()", text.bytes[at]) && !is_clause_comma(text, at) &&
           !(text.bytes[at] == '.' && (at + 1 >= text.length || strchr(" /", text.bytes[at + 1]))))
        at++;
    return at;
}

static bool begins_with_one(const struct words *words, struct string text, size_t at)
{
    for (size_t i = 0; i < words->count; i++)
        if (string_starts_with(rest_of(text, at), words->items[i]) &&
            !text_is_letter(sign_at(text, at + words->items[i].length)))
            return true;
    return false;
}

static bool holds_one(const struct words *words, struct string text, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if (!text_is_letter(sign_before(text, at)) && begins_with_one(words, text, at))
            return true;
    return false;
}

/* Who issued it stands behind "của", or before, as the one who acts ("UBND xã đã ban hành Kế hoạch số …"). */
static void find_issuer_and_subject(struct checking *checking, struct citation *citation)
{
    const struct standard *standard = checking->standard;
    struct string text = citation->text;
    size_t at = skip_blanks(text, citation->date_end), end = clause_end(text, at);
    size_t start = citation->from;
    while (start > 0 && !strchr(".;", text.bytes[start - 1]))
        start--;
    citation->has_issuer =
        string_starts_with(rest_of(text, at), STRING("của ")) ||
        holds_one(standard_words(standard, "co-quan-dung-truoc"), text, start, citation->from);
    citation->has_subject =
        holds_one(standard_words(standard, "dau-trich-yeu-vien-dan"), text, at, end) ||
        holds_one(standard_words(standard, "trich-yeu-dung-truoc"), text, start, citation->from);
}

/* ---- all ---- */

static bool is_same_document(const struct citation *a, const struct citation *b)
{
    bool is_dated = a->year != NOT_THERE && b->year != NOT_THERE;
    return string_equal(a->number, b->number) &&
           (!is_dated || (a->year == b->year && a->month == b->month && a->day == b->day));
}

static void add_citation(struct checking *checking, struct buffer *list, struct citation *citation)
{
    find_date(citation);
    find_issuer_and_subject(checking, citation);
    buffer_append(list, (const char *)citation, sizeof *citation);
}

static void read_piece(struct checking *checking, const struct component_piece *piece, struct buffer *list)
{
    struct string text = rule_text(checking, piece), small = text_lower(checking->arena, text);
    if (small.length != text.length)
        return;
    for (size_t at = string_find(small, STRING("số"), 0); at != SIZE_MAX;
         at = string_find(small, STRING("số"), at + 1)) {
        size_t number = skip_blanks(text, at + strlen("số"));
        if (number < text.length && text.bytes[number] == ':')
            number = skip_blanks(text, number + 1);
        size_t end = number_end(text, number);
        if (end == number || text_is_letter(sign_before(text, at)))
            continue;
        struct string kind = kind_before(checking, text, at);
        struct citation citation = {.piece = piece,
                                    .text = text,
                                    .from = kind.length > 0 ? (size_t)(kind.bytes - text.bytes) : at,
                                    .to = end,
                                    .kind = kind,
                                    .number = string_slice(text, number, end),
                                    .day = NOT_THERE,
                                    .month = NOT_THERE,
                                    .year = NOT_THERE};
        add_citation(checking, list, &citation);
    }
}

static void settle(struct citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        citations[i].earlier = NULL;
        for (size_t j = 0; j < i && !citations[i].earlier; j++)
            if (is_same_document(&citations[j], &citations[i]))
                citations[i].earlier = &citations[j];
    }
}

size_t citations_find(struct checking *checking, const struct rule *rule, struct citation **citations)
{
    struct buffer list = {0};
    for (size_t i = 0; i < checking->act->piece_count; i++)
        if (check_is_of(rule, checking->act->pieces[i].component))
            read_piece(checking, &checking->act->pieces[i], &list);
    size_t count = list.length / sizeof **citations;
    *citations = arena_allocate(checking->arena, list.length + 1);
    if (count > 0)
        memcpy(*citations, list.bytes, list.length);
    buffer_release(&list);
    settle(*citations, count);
    return count;
}
