/*
 * What breaks the rules of a standard, or was mended, for people: a heading that counts, each rule once with
 * its places, the gravest first, and at the end what is left to do.
 *
 *   sai.docx: 1 lỗi, 1 cảnh báo
 *   lỗi: Lề trái: 20 mm; quy định: 30–35 mm (le-trai)
 *     theo Phụ lục I, Phần I, mục I.3
 *   cảnh báo: Trước dấu câu: “ấp , mỗi”; quy định: không có dấu cách (2 chỗ) (cach-truoc-dau-cau)
 *     ở: đoạn 12; theo quy tắc soạn thảo
 *     cũng ở: “xã .” (đoạn 14)
 */

#include <stdlib.h>

#include "base/problem_kinds.h"

enum { PLACES_SHOWN = 6, SEVERITIES = 3, FOUND = 1, CLAUSE = 3 };

static bool is_same_rule(const struct problem *a, const struct problem *b)
{
    return a->rule.length > 0 && string_equal(a->rule, b->rule);
}

static bool was_told(const struct problems *findings, const struct problem *problem)
{
    for (const struct problem *told = problems_first(findings); told != problem; told = told->next)
        if (is_same_rule(told, problem))
            return true;
    return false;
}

/* Rules that something was found by; with a severity that is not SEVERITIES those of it alone. */
static size_t count_rules(const struct problems *findings, unsigned severity, bool by_hand_alone)
{
    size_t count = 0;
    for (const struct problem *problem = problems_first(findings); problem; problem = problem->next)
        if ((severity == SEVERITIES || problem->severity == severity) &&
            (!by_hand_alone || problem->is_by_hand) && !was_told(findings, problem))
            count++;
    return count;
}

/* ---- a rule ---- */

/* Where a part is found that is not the text itself. */
static const char *words_of_part(struct string part, enum language language)
{
    static const struct {
        const char *piece, *words[2];
    } parts[] = {{"header", {"đầu trang", "page header"}},
                 {"footer", {"chân trang", "page footer"}},
                 {"notes", {"chú thích", "notes"}}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (string_find(part, string_of(parts[i].piece), 0) != SIZE_MAX)
            return parts[i].words[language];
    return "";
}

/* What is quoted as found is not told again as what stands near. */
static void append_place(const struct problem *problem, enum language language, struct buffer *out)
{
    struct problem shown = *problem;
    const char *part = words_of_part(problem->place.part, language);
    struct buffer place = {0};
    if (problem->argument_count > FOUND && problem->place.near.length > 0 &&
        string_find(problem->arguments[FOUND], problem->place.near, 0) != SIZE_MAX)
        shown.place.near = (struct string){"", 0};
    problem_append_place(&shown, language, &place);
    buffer_append_text(out, part);
    if (place.length > 0)
        buffer_append_format(out, "%s%s", *part ? ", " : "", place.bytes);
    buffer_release(&place);
}

static void append_where(const struct problem *problem, enum language language, struct buffer *out)
{
    static const char *const words[2][2] = {{"ở: ", "theo "}, {"at: ", "according to "}};
    struct buffer place = {0};
    append_place(problem, language, &place);
    buffer_append_text(out, "  ");
    if (place.length > 0)
        buffer_append_format(out, "%s%s; ", words[language][0], place.bytes);
    buffer_append_text(out, words[language][1]);
    buffer_append_string(out, problem_argument(problem, CLAUSE, language));
    buffer_append_byte(out, '\n');
    buffer_release(&place);
}

static void append_other(const struct problem *other, enum language language, struct buffer *out)
{
    struct buffer place = {0};
    append_place(other, language, &place);
    buffer_append_text(out, out->length > 0 ? "; " : "");
    buffer_append_string(out, problem_argument(other, FOUND, language));
    if (place.length > 0)
        buffer_append_format(out, " (%s)", place.bytes);
    buffer_release(&place);
}

static void append_others(const struct problem *first, enum language language, struct buffer *out)
{
    static const char *const words[2][2] = {{"cũng ở", "; và %zu chỗ nữa"}, {"also at", "; and %zu more"}};
    struct buffer places = {0};
    size_t count = 0;
    for (const struct problem *other = first->next; other; other = other->next)
        if (is_same_rule(first, other) && count++ < PLACES_SHOWN)
            append_other(other, language, &places);
    if (count > 0)
        buffer_append_format(out, "  %s: %s", words[language][0], places.bytes);
    if (count > PLACES_SHOWN)
        buffer_append_format(out, words[language][1], count - PLACES_SHOWN);
    buffer_append_text(out, count > 0 ? "\n" : "");
    buffer_release(&places);
}

static void append_rule(const struct problem *first, enum language language, struct buffer *out)
{
    struct problem whole = *first;
    for (const struct problem *other = first->next; other; other = other->next)
        whole.count += is_same_rule(first, other) ? other->count : 0;
    problem_append_headline(&whole, language, out);
    append_where(first, language, out);
    append_others(first, language, out);
}

/* ---- all ---- */

static void append_severities(const struct problems *findings, enum language language, struct buffer *out)
{
    static const char *const words[2][SEVERITIES] = {{"%s%zu lỗi", "%s%zu cảnh báo", "%s%zu lưu ý"},
                                                     {"%serrors: %zu", "%swarnings: %zu", "%snotes: %zu"}};
    bool is_first = true;
    for (unsigned severity = 0; severity < SEVERITIES; severity++) {
        size_t count = count_rules(findings, severity, false);
        if (count == 0)
            continue;
        buffer_append_format(out, words[language][severity], is_first ? "" : ", ", count);
        is_first = false;
    }
}

static void append_heading(const struct problems *findings, enum findings_kind kind, const char *document,
                           enum language language, struct buffer *out)
{
    static const char *const none[2] = {"%s: không có lỗi thể thức\n", "%s: nothing wrong found\n"};
    static const char *const mended[2] = {"%s: đã sửa %zu điều\n", "%s: mended: %zu\n"};
    size_t count = count_rules(findings, SEVERITIES, false);
    if (count == 0 && kind != FINDINGS_MENDED)
        buffer_append_format(out, none[language], document);
    if (kind == FINDINGS_MENDED)
        buffer_append_format(out, mended[language], document, count);
    if (count == 0 || kind == FINDINGS_MENDED)
        return;
    buffer_append_format(out, "%s: ", document);
    append_severities(findings, language, out);
    buffer_append_byte(out, '\n');
}

/* The names of what is left, for those who mended the rest. */
static void append_left(const struct problems *findings, size_t count, enum language language,
                        struct buffer *out)
{
    static const char *const words[2] = {"Còn %zu điều phải tự sửa: ", "Left to mend by hand (%zu): "};
    bool is_first = true;
    buffer_append_format(out, words[language], count);
    for (unsigned severity = 0; severity < SEVERITIES; severity++)
        for (const struct problem *problem = problems_first(findings); problem; problem = problem->next) {
            if (problem->severity != severity || was_told(findings, problem))
                continue;
            buffer_append_text(out, is_first ? "" : "; ");
            buffer_append_string(out, problem_argument(problem, 0, language));
            is_first = false;
        }
    buffer_append_byte(out, '\n');
}

static void append_offer(const struct problems *findings, size_t count, enum language language,
                         struct buffer *out)
{
    static const char *const words[2][2] = {
        {"Máy sửa được %zu điều: vanban check --fix", "; còn %zu điều phải tự sửa"},
        {"vanban check --fix can mend: %zu", "; to mend by hand: %zu"}};
    size_t by_hand = count_rules(findings, SEVERITIES, true);
    if (by_hand == count)
        return;
    buffer_append_format(out, words[language][0], count - by_hand);
    if (by_hand > 0)
        buffer_append_format(out, words[language][1], by_hand);
    buffer_append_byte(out, '\n');
}

void findings_append_human(const struct problems *findings, enum findings_kind kind, const char *document,
                           enum language language, struct buffer *out)
{
    size_t count = count_rules(findings, SEVERITIES, false), from = out->length;
    append_heading(findings, kind, document, language, out);
    for (unsigned severity = 0; severity < SEVERITIES; severity++)
        for (const struct problem *problem = problems_first(findings); problem; problem = problem->next)
            if (problem->severity == severity && !was_told(findings, problem))
                append_rule(problem, language, out);
    if (count > 0 && kind == FINDINGS_LEFT)
        append_left(findings, count, language, out);
    if (count > 0 && kind == FINDINGS_OF_CHECK)
        append_offer(findings, count, language, out);
    buffer_mask_controls(out, from);
}
