/* Runs the rules over the acts of a document and collects what they find. */

#include "standard/check.h"

#include <stdlib.h>
#include <string.h>

#include "standard/text_measures.h"
#include "text/unicode.h"

/* ---- findings ---- */

static struct string copy_words(struct checking *checking, struct string words)
{
    return arena_copy(checking->arena, words);
}

/* Of the rule that runs, in the act it is held against. */
static struct finding *find_same(const struct checking *checking, struct string found)
{
    for (struct finding *finding = *checking->first_of_act; finding; finding = finding->next)
        if (string_equal(finding->found, found))
            return finding;
    return NULL;
}

static struct place place_of(const struct checking *checking, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    struct place place = paragraph->place;
    struct string own = string_slice(paragraph->text, piece->from, piece->to);
    bool is_part = piece->from > paragraph->number_length || piece->to < paragraph->text.length;
    if (is_part && own.length > 0 && own.length <= 60)
        place.near = own;
    return place;
}

/* Of a whole document nothing is known but its file. */
static struct place place_of_file(const struct checking *checking)
{
    return (struct place){.file = checking->document->file};
}

struct finding *check_add(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece, const struct place *place, struct string found,
                          struct string wanted)
{
    struct finding *finding = find_same(checking, found);
    if (finding) {
        finding->count++;
        return finding;
    }
    finding = arena_allocate(checking->arena, sizeof *finding);
    *finding = (struct finding){.rule = rule,
                                .act = checking->act,
                                .place = place   ? *place
                                         : piece ? place_of(checking, piece)
                                                 : place_of_file(checking),
                                .found = copy_words(checking, found),
                                .wanted = copy_words(checking, wanted),
                                .count = 1,
                                .piece = piece,
                                .is_by_hand = rule->mend == MEND_HAND};
    *checking->last = finding;
    checking->last = &finding->next;
    return finding;
}

const struct document_paragraph *check_paragraph(const struct checking *checking,
                                                 const struct component_piece *piece)
{
    return checking->document->paragraphs[piece->paragraph];
}

struct string check_words(struct checking *checking, const char *words)
{
    return arena_copy(checking->arena, string_of(words));
}

bool check_has_words(const struct checking *checking, const struct component_piece *piece)
{
    enum { LETTERS_LEAST = 4 };
    struct string text = piece_text(checking->components, piece);
    size_t letters = 0;
    for (size_t at = 0; at < text.length;)
        letters += text_is_letter(text_next(text, &at));
    return letters >= LETTERS_LEAST;
}

/* ---- numbers as words ---- */

static void append_thousandths(struct buffer *out, long number, char comma)
{
    long whole = number / 1000, part = labs(number % 1000);
    buffer_append_format(out, "%s%ld", number < 0 && whole == 0 ? "-" : "", whole);
    if (part == 0)
        return;
    char digits[8];
    snprintf(digits, sizeof digits, "%03ld", part);
    for (size_t i = 3; i > 0 && digits[i - 1] == '0'; i--)
        digits[i - 1] = '\0';
    buffer_append_format(out, "%c%s", comma, digits);
}

static void append_unit(struct buffer *out, const char *unit)
{
    if (unit && *unit)
        buffer_append_format(out, " %s", unit);
}

static struct string finish(struct checking *checking, struct buffer *out)
{
    struct string words = arena_copy(checking->arena, buffer_string(out));
    buffer_release(out);
    return words;
}

struct string check_number(struct checking *checking, long thousandths, const char *unit)
{
    struct buffer out = {0};
    append_thousandths(&out, thousandths, ',');
    append_unit(&out, unit);
    buffer_append_text(&out, "\x1f");
    append_thousandths(&out, thousandths, '.');
    append_unit(&out, unit);
    return finish(checking, &out);
}

struct string check_numbers(struct checking *checking, const struct number_set *numbers, const char *unit)
{
    struct buffer out = {0};
    for (int language = 0; language < 2; language++) {
        for (size_t i = 0; i < numbers->count; i++) {
            bool is_last = i + 1 == numbers->count;
            buffer_append_text(&out, i == 0 ? "" : !is_last ? ", " : language == 0 ? " hoặc " : " or ");
            append_thousandths(&out, numbers->items[i], language == 0 ? ',' : '.');
        }
        append_unit(&out, unit);
        buffer_append_text(&out, language == 0 ? "\x1f" : "");
    }
    return finish(checking, &out);
}

static void append_range(struct buffer *out, long least, long most, char comma, const char *const words[2])
{
    if (least != NOT_THERE && most != NOT_THERE && least != most) {
        append_thousandths(out, least, comma);
        buffer_append_text(out, "–");
        append_thousandths(out, most, comma);
        return;
    }
    if (least != most)
        buffer_append_text(out, least != NOT_THERE ? words[0] : words[1]);
    append_thousandths(out, least != NOT_THERE ? least : most, comma);
}

struct string check_range(struct checking *checking, long least, long most, const char *unit)
{
    struct buffer out = {0};
    append_range(&out, least, most, ',', (const char *const[]){"ít nhất ", "nhiều nhất "});
    append_unit(&out, unit);
    buffer_append_text(&out, "\x1f");
    append_range(&out, least, most, '.', (const char *const[]){"at least ", "at most "});
    append_unit(&out, unit);
    return finish(checking, &out);
}

bool number_set_has(const struct number_set *set, long thousandths, long tolerance)
{
    for (size_t i = 0; i < set->count; i++)
        if (labs(set->items[i] - thousandths) <= tolerance)
            return true;
    return false;
}

/* ---- running ---- */

static bool is_among(const struct standard_kind *kind, const struct standard_kind *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == kind)
            return true;
    return false;
}

static bool is_before(long year, long month, long day, struct date date)
{
    if (year != date.year)
        return year < date.year;
    if (month == NOT_THERE || month != date.month)
        return month != NOT_THERE && month < date.month;
    return day != NOT_THERE && day < date.day;
}

static bool is_in_force(const struct rule *rule, const struct act *act)
{
    if (act->year == NOT_THERE)
        return !rule->has_from;
    if (rule->has_from && is_before(act->year, act->month, act->day, rule->from))
        return false;
    return !rule->has_until || is_before(act->year, act->month, act->day, rule->until) ||
           !is_before(rule->until.year, rule->until.month, rule->until.day,
                      (struct date){(int16_t)act->year, (uint8_t)(act->month > 0 ? act->month : 1),
                                    (uint8_t)(act->day > 0 ? act->day : 1)});
}

bool check_is_for(const struct rule *rule, const struct act *act)
{
    if (!(rule->acts & 1u << act->kind) || !is_in_force(rule, act))
        return false;
    if (rule->kind_count > 0 && !is_among(act->document_kind, rule->kinds, rule->kind_count))
        return false;
    return !is_among(act->document_kind, rule->except, rule->except_count) || !act->document_kind;
}

bool check_is_of(const struct rule *rule, enum component component)
{
    for (size_t i = 0; i < rule->component_count; i++)
        if (rule->components[i] == component)
            return true;
    return rule->component_count == 0;
}

static void run_on_act(struct checking *checking, const struct rule *rule, const struct act *act)
{
    checking->act = act;
    checking->first_of_act = checking->last;
    checking->body_size = check_size_of_body(checking->document, act);
    if (rule->measure->measure_act)
        rule->measure->measure_act(checking, rule);
    for (size_t i = 0; rule->measure->measure_piece && i < act->piece_count; i++)
        if (check_is_of(rule, act->pieces[i].component))
            rule->measure->measure_piece(checking, rule, &act->pieces[i]);
}

static bool is_body(enum component component)
{
    return component == COMPONENT_BODY || component == COMPONENT_CLAUSE || component == COMPONENT_POINT;
}

/* The size most letters of the body have. */
long check_size_of_body(const struct document *document, const struct act *act)
{
    size_t letters[200] = {0}, best = 0;
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct document_paragraph *paragraph = document->paragraphs[act->pieces[i].paragraph];
        for (size_t j = 0; is_body(act->pieces[i].component) && j < paragraph->span_count; j++) {
            const struct text_span *span = &paragraph->spans[j];
            if (span->format.size_half_points < 200 && span->kind == SPAN_TEXT)
                letters[span->format.size_half_points] += span->to - span->from;
        }
    }
    for (size_t size = 0; size < 200; size++)
        best = letters[size] > letters[best] ? size : best;
    return letters[best] > 0 ? (long)best : NOT_THERE;
}

struct checking *check_document(struct arena *arena, const struct standard *standard,
                                const struct components *components)
{
    struct checking *checking = arena_allocate(arena, sizeof *checking);
    *checking = (struct checking){
        .arena = arena, .standard = standard, .document = components->document, .components = components};
    checking->last = &checking->first;
    for (size_t i = 0; i < standard->rule_count; i++) {
        const struct rule *rule = &standard->rules[i];
        checking->act = NULL;
        checking->first_of_act = checking->last;
        if (rule->measure->measure_file && !check_is_out_of_scope(checking, &components->acts[0]))
            rule->measure->measure_file(checking, rule);
        for (size_t j = 0; j < components->act_count; j++) {
            const struct act *act = &components->acts[j];
            bool is_held =
                rule->measure->measure_act == measure_scope || !check_is_out_of_scope(checking, act);
            if (is_held && check_is_for(rule, act))
                run_on_act(checking, rule, act);
        }
    }
    return checking;
}

void check_report(const struct checking *checking, struct problems *problems)
{
    for (const struct finding *finding = checking->first; finding; finding = finding->next) {
        struct buffer name = {0};
        const struct rule *rule = finding->rule;
        buffer_append_format(&name, "%.*s\x1f%.*s", STRING_FORMAT(rule->name), STRING_FORMAT(rule->name_en));
        size_t before = problems_count(problems);
        struct problem *problem =
            problems_add(problems, PROBLEM_STANDARD_FINDING, &finding->place, name.bytes,
                         finding->found.bytes, finding->wanted.bytes, rule->clause.bytes);
        if (problems_count(problems) == before + 1) {
            problems_set_severity(problems, problem, rule->severity);
            problems_set_rule(problems, problem, rule->id, finding->count);
            problem->is_by_hand = finding->is_by_hand;
        }
        buffer_release(&name);
    }
}
