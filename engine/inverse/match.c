/* The matcher: one way at a time, with the places to come back to on a stack. */

#include "inverse/match.h"

#include <string.h>

#include "inverse/anchors.h"
#include "inverse/looks.h"
#include "package/scratch.h"

enum retry_kind { RETRY_CHOICE, RETRY_LONGER, RETRY_SHORTER };

struct retry {
    uint8_t kind;
    uint32_t step, at, from; /* from: where the hole begins */
    size_t trace_length;
};

struct matcher {
    const struct inverse_pattern *pattern;
    const struct sheet *sheet;
    struct string text;
    struct buffer *retries, *trace, *tried;
    struct matching *result;
    uint32_t step, at;
    struct match_rules rules;
    struct anchors *anchors; /* NULL: there are none */
};

/* ---- what was tried ---- */

/* True the first time. */
static bool try_first(struct matcher *matcher, uint32_t number, uint32_t at)
{
    uint64_t bit = (uint64_t)number * (matcher->text.length + 1) + at;
    char *byte = &matcher->tried->bytes[bit / 8], mask = (char)(1u << (bit % 8));
    bool is_first = !(*byte & mask);
    *byte |= mask;
    return is_first;
}

static void push_retry(struct matcher *matcher, enum retry_kind kind, uint32_t step, uint32_t at,
                       uint32_t from)
{
    struct retry retry = {(uint8_t)kind, step, at, from, matcher->trace->length};
    buffer_append(matcher->retries, (const char *)&retry, sizeof retry);
}

static void pass(struct matcher *matcher, uint32_t step, uint32_t from, uint32_t to)
{
    struct trace_item item = {step, from, to};
    buffer_append(matcher->trace, (const char *)&item, sizeof item);
}

/* ---- literals ---- */

static char before(const struct matcher *matcher, size_t at)
{
    return at > 0 ? matcher->text.bytes[at - 1] : MARK_PARAGRAPH;
}

static bool is_at_edge(const struct matcher *matcher, size_t at)
{
    return at == matcher->text.length || sheet_is_boundary(matcher->text.bytes[at]) ||
           sheet_is_boundary(before(matcher, at));
}

/* Blanks at the ends of paragraphs and paragraphs without text are not in a sheet. */
static bool match_byte(const struct matcher *matcher, char wanted, size_t *at)
{
    char found = *at < matcher->text.length ? matcher->text.bytes[*at] : '\0';
    bool is_blank = found == ' ' || found == MARK_BREAK;
    if (found == wanted || (wanted == ' ' && is_blank)) {
        ++*at;
        return true;
    }
    if (wanted == ' ')
        return is_at_edge(matcher, *at) || before(matcher, *at) == ' ' || before(matcher, *at) == MARK_BREAK;
    return wanted == MARK_PARAGRAPH && sheet_is_boundary(before(matcher, *at));
}

static bool match_literal(struct matcher *matcher, struct string literal)
{
    size_t at = matcher->at;
    for (size_t i = 0; i < literal.length; i++)
        if (!match_byte(matcher, literal.bytes[i], &at)) {
            if (at > matcher->result->furthest || matcher->result->expected.bytes == NULL) {
                matcher->result->furthest = at;
                matcher->result->expected = string_slice(literal, i, literal.length);
            }
            return false;
        }
    matcher->at = (uint32_t)at;
    return true;
}

/* ---- holes ---- */

static bool holds(const struct hole *hole, const struct matcher *matcher, size_t at)
{
    char byte = at < matcher->text.length ? matcher->text.bytes[at] : '\0';
    if (hole->is_number)
        return byte != '\0' && strchr("0123456789.,%-", byte) != NULL;
    return hole->is_block || (byte != MARK_TABLE && !sheet_is_boundary(byte));
}

/* The hole one sign longer; false when it cannot be. */
static bool stretch(const struct matcher *matcher, const struct hole *hole, uint32_t *at)
{
    size_t next = holds(hole, matcher, *at) && !(hole->is_block && anchors_have(matcher->anchors, *at))
                      ? sheet_step(matcher->sheet, *at)
                      : *at;
    bool does = next > *at;
    *at = (uint32_t)next;
    return does;
}

static bool go_on_from(struct matcher *matcher, uint32_t step, uint32_t from, uint32_t at,
                       enum retry_kind kind)
{
    uint32_t number = matcher->pattern->steps[step].number;
    if (!try_first(matcher, number, at))
        return false;
    push_retry(matcher, kind, step, at, from);
    pass(matcher, step, from, at);
    matcher->step = step + 1;
    matcher->at = at;
    return true;
}

/* Ends of paragraphs from the longest on; the last one before `at`. */
static bool shrink(struct matcher *matcher, uint32_t step, uint32_t from, uint32_t at)
{
    while (at > from + 1) {
        at--;
        bool is_end = matcher->text.bytes[at] == MARK_PARAGRAPH || matcher->text.bytes[at - 1] == MARK_END;
        if (is_end && go_on_from(matcher, step, from, at, RETRY_SHORTER))
            return true;
    }
    return false;
}

static bool has_style(const struct matcher *matcher, struct string style)
{
    size_t index = sheet_paragraph_at(matcher->sheet, matcher->at);
    if (matcher->rules.place == PLACE_ANY || style.length == 0 || index == SIZE_MAX)
        return true;
    const struct sheet_paragraph *paragraph = &matcher->sheet->paragraphs[index];
    if (matcher->rules.place == PLACE_BY_STYLE)
        return string_equal(paragraph->style, style);
    int look = look_of_style(style);
    return paragraph->look == NOT_THERE ||
           paragraph->look == (look == NOT_THERE ? (int)COMPONENT_BODY : look);
}

static bool enter_hole(struct matcher *matcher)
{
    const struct hole *hole = matcher->pattern->steps[matcher->step].as.hole;
    uint32_t step = matcher->step, from = matcher->at, at = from;
    if (!has_style(matcher, hole->style) || !stretch(matcher, hole, &at))
        return false;
    if (!hole->is_greedy)
        return go_on_from(matcher, step, from, at, RETRY_LONGER);
    while (stretch(matcher, hole, &at))
        continue;
    return shrink(matcher, step, from, at + 1);
}

/* ---- ways ---- */

static bool take_step(struct matcher *matcher)
{
    const struct step *step = &matcher->pattern->steps[matcher->step];
    switch ((enum step_kind)step->kind) {
    case STEP_LITERAL:
        matcher->step++;
        return match_literal(matcher, step->as.literal);
    case STEP_HOLE:
        return enter_hole(matcher);
    case STEP_CHOICE:
        if (!try_first(matcher, step->number, matcher->at))
            return false;
        push_retry(matcher, RETRY_CHOICE, step->else_to, matcher->at, 0);
        matcher->step = step->to;
        return true;
    case STEP_JUMP:
        matcher->step = step->to;
        return true;
    case STEP_EVENT:
        pass(matcher, matcher->step, matcher->at, matcher->at);
        matcher->step++;
        return true;
    case STEP_END:
        break;
    }
    if (matcher->at == matcher->text.length) {
        matcher->result->is_match = true;
    } else if (matcher->at > matcher->result->furthest) {
        matcher->result->furthest = matcher->at;
        matcher->result->expected = STRING("");
    }
    return matcher->result->is_match;
}

static bool come_back(struct matcher *matcher)
{
    while (matcher->retries->length > 0) {
        struct retry retry;
        matcher->retries->length -= sizeof retry;
        memcpy(&retry, matcher->retries->bytes + matcher->retries->length, sizeof retry);
        matcher->trace->length = retry.trace_length;
        matcher->step = retry.step;
        matcher->at = retry.at;
        if (retry.kind == RETRY_CHOICE)
            return true;
        if (retry.kind == RETRY_SHORTER && shrink(matcher, retry.step, retry.from, retry.at))
            return true;
        uint32_t at = retry.at;
        if (retry.kind == RETRY_LONGER &&
            stretch(matcher, matcher->pattern->steps[retry.step].as.hole, &at) &&
            go_on_from(matcher, retry.step, retry.from, at, RETRY_LONGER))
            return true;
    }
    return false;
}

static bool find_room(struct matcher *matcher, const struct limits *limits, struct problems *problems)
{
    uint64_t bits = (uint64_t)matcher->pattern->number_count * (matcher->text.length + 1);
    struct place place = {.file = matcher->sheet->document->file};
    if (!limits_allow(limits, LIMIT_MATCHING, bits, &place, problems))
        return false;
    memset(buffer_reserve(matcher->tried, bits / 8 + 1), 0, bits / 8 + 1);
    return true;
}

bool match_sheet(struct arena *arena, const struct inverse_pattern *pattern, const struct sheet *sheet,
                 struct match_rules rules, const struct limits *limits, struct problems *problems,
                 struct matching *result)
{
    struct matcher matcher = {.pattern = pattern,
                              .sheet = sheet,
                              .text = sheet->text,
                              .retries = scratch_buffer(arena),
                              .trace = scratch_buffer(arena),
                              .tried = scratch_buffer(arena),
                              .result = result,
                              .rules = rules};
    *result = (struct matching){.is_match = false};
    if (!find_room(&matcher, limits, problems))
        return false;
    if (rules.by_anchors)
        matcher.anchors = anchors_find(arena, pattern, sheet);
    while (!result->is_match && (take_step(&matcher) || come_back(&matcher)))
        continue;
    buffer_release(matcher.tried);
    buffer_release(matcher.retries);
    result->items = (struct trace_item *)(void *)matcher.trace->bytes;
    result->count = matcher.trace->length / sizeof *result->items;
    return true;
}
