/* TM., KT., TL., TUQ., Q. and the positions behind them (Article 13; Appendix I, Phần I, mục II.7.b). */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/unicode.h"

enum { LINES_MOST = 6 };

struct authority_line {
    const struct component_piece *piece;
    const struct standard_authority *authority; /* NULL: none stands before */
    struct string text, name;                   /* folded; the name without the authority */
};

struct authority_lines {
    struct authority_line items[LINES_MOST];
    size_t count;
};

static const struct standard_authority *authority_of(struct checking *checking, struct string folded,
                                                     size_t *length)
{
    for (size_t i = 0; i < checking->standard->authority_count; i++) {
        const struct standard_authority *authority = &checking->standard->authorities[i];
        struct string prefix = text_lower(checking->arena, authority->prefix);
        *length = prefix.length;
        if (string_starts_with(folded, prefix))
            return authority;
    }
    *length = 0;
    return NULL;
}

static struct authority_lines read_lines(struct checking *checking)
{
    struct authority_lines lines = {0};
    for (const struct component_piece *piece = act_first(checking->act, COMPONENT_AUTHORITY);
         piece && lines.count < LINES_MOST; piece = act_next(checking->act, piece)) {
        struct authority_line *line = &lines.items[lines.count++];
        size_t length;
        line->piece = piece;
        line->text = component_fold(checking->arena, rule_text(checking, piece));
        line->authority = authority_of(checking, line->text, &length);
        line->name = string_trim(string_slice(line->text, length, line->text.length));
    }
    return lines;
}

static bool is_prefix(const struct authority_line *line, const char *prefix)
{
    return line->authority && string_is(line->authority->prefix, prefix);
}

static bool begins(struct string text, const char *words)
{
    return string_starts_with(text, string_of(words));
}

/* ---- the faults ---- */

/* TM. is for a collective, not for a position. */
static bool is_collective_missing(const struct checking *checking, const struct authority_lines *lines,
                                  size_t at)
{
    const struct authority_line *line = &lines->items[at];
    return is_prefix(line, "TM.") && line->name.length > 0 && !begins(line->name, "chu tich doan") &&
           words_begin(standard_words(checking->standard, "chuc-vu-nguoi-dung-dau"), line->name);
}

/* The others are for the position of the head, not for the name of a body. */
static bool is_position_missing(const struct checking *checking, const struct authority_lines *lines,
                                size_t at)
{
    const struct authority_line *line = &lines->items[at];
    bool is_body = words_begin(standard_words(checking->standard, "ten-tap-the"), line->name) &&
                   !words_begin(standard_words(checking->standard, "chuc-vu-nguoi-dung-dau"), line->name);
    return line->authority && !is_prefix(line, "TM.") && is_body;
}

/* KT. CHỦ TỊCH / PHÓ CHỦ TỊCH: the next line is that of a deputy. */
static bool is_deputy_missing(const struct checking *checking, const struct authority_lines *lines, size_t at)
{
    (void)checking;
    if (!is_prefix(&lines->items[at], "KT."))
        return false;
    for (size_t i = at + 1; i < lines->count; i++)
        if (begins(lines->items[i].text, "pho ") || begins(lines->items[i].text, "thu truong"))
            return false;
    return true;
}

/* TL. and TUQ. are followed by the position of who signs. */
static bool is_signer_missing(const struct checking *checking, const struct authority_lines *lines, size_t at)
{
    (void)checking;
    bool is_last = at + 1 == lines->count;
    return is_last && (is_prefix(&lines->items[at], "TL.") || is_prefix(&lines->items[at], "TUQ."));
}

/* TM. stands above the others. */
static bool is_out_of_order(const struct checking *checking, const struct authority_lines *lines, size_t at)
{
    (void)checking;
    for (size_t i = 0; is_prefix(&lines->items[at], "TM.") && i < at; i++)
        if (lines->items[i].authority)
            return true;
    return false;
}

static bool is_competence_of_head(const struct checking *checking, const struct component_piece *piece)
{
    struct string folded = component_fold(checking->arena, piece_text(checking->components, piece));
    return words_begin(standard_words(checking->standard, "chuc-vu-nguoi-dung-dau"), folded);
}

static bool has_collective(const struct authority_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (is_prefix(&lines->items[i], "TM."))
            return true;
    return false;
}

/* What a collective decides is signed on its behalf. */
static bool is_behalf_missing(const struct checking *checking, const struct authority_lines *lines, size_t at)
{
    const struct component_piece *competence = act_first(checking->act, COMPONENT_COMPETENCE);
    if (!competence || at > 0 || is_competence_of_head(checking, competence))
        return false;
    struct string folded = component_fold(checking->arena, piece_text(checking->components, competence));
    return words_begin(standard_words(checking->standard, "ten-tap-the-lanh-dao"), folded) &&
           !has_collective(lines);
}

/* What a committee reports or submits is signed on its behalf as well. */
static bool is_behalf_of_issuer_missing(const struct checking *checking, const struct authority_lines *lines,
                                        size_t at)
{
    struct string issuer = component_fold(
        checking->arena, act_text(checking->arena, checking->components, checking->act, COMPONENT_ISSUER));
    bool is_head =
        words_begin(standard_words(checking->standard, "chuc-vu-nguoi-dung-dau"), lines->items[at].name);
    return at == 0 && is_head && !is_prefix(&lines->items[at], "TL.") &&
           !is_prefix(&lines->items[at], "TUQ.") && !has_collective(lines) &&
           words_begin(standard_words(checking->standard, "ten-tap-the-lanh-dao"), issuer);
}

/* What the head decides is not. */
static bool is_behalf_wrong(const struct checking *checking, const struct authority_lines *lines, size_t at)
{
    const struct component_piece *competence = act_first(checking->act, COMPONENT_COMPETENCE);
    return competence && is_competence_of_head(checking, competence) && is_prefix(&lines->items[at], "TM.");
}

/* What `side` names. */
static const struct {
    const char *side;
    bool (*is_wrong)(const struct checking *, const struct authority_lines *, size_t at);
} faults[] = {
    {"collective", is_collective_missing},
    {"position", is_position_missing},
    {"deputy", is_deputy_missing},
    {"signer", is_signer_missing},
    {"order", is_out_of_order},
    {"behalf", is_behalf_missing},
    {"no-behalf", is_behalf_wrong},
    {"behalf-of-issuer", is_behalf_of_issuer_missing},
};

void measure_authority(struct checking *checking, const struct rule *rule)
{
    struct authority_lines lines = read_lines(checking);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (size_t at = 0; string_is(rule->side, faults[i].side) && at < lines.count; at++)
            if (faults[i].is_wrong(checking, &lines, at))
                check_add_piece(checking, rule, lines.items[at].piece, rule->wanted);
}
