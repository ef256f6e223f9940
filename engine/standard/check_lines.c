/* The lines drawn below the issuer, the Tiêu ngữ and the subject. */

#include "standard/check.h"

enum { PERCENT = 1000 };

/* An underline serves as a line, as long as it is. */
static long underlined_width(const struct checking *checking, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    long width = 0;
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct text_span *span = &paragraph->spans[i];
        size_t from = span->from > piece->from ? span->from : piece->from;
        size_t to = span->to < piece->to ? span->to : piece->to;
        if (span->format.underline && from < to)
            width += document_text_width(paragraph, from, to);
    }
    return width;
}

struct drawn {
    long length;             /* NOT_THERE: there is no line */
    bool is_solid, is_exact; /* rows of signs are as long as they happen to be */
    const struct document_line *line;
};

static struct drawn find_drawn(const struct checking *checking, enum component component)
{
    const struct document_line *line = checking->act->lines_below[component];
    struct drawn drawn = {NOT_THERE, true, true, line};
    if (line) {
        drawn.length = line->length_twips;
        drawn.is_solid = line->is_solid;
        drawn.is_exact = line->source != LINE_UNDERSCORES;
        return drawn;
    }
    for (const struct component_piece *piece = act_first(checking->act, component); piece;
         piece = act_next(checking->act, piece)) {
        long width = underlined_width(checking, piece);
        drawn.length = width > drawn.length && width > 0 ? width : drawn.length;
    }
    return drawn;
}

/* Without the first of its components a document has no such line. */
void measure_line_there(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *piece = act_last(checking->act, rule->components[0]);
    if (piece && find_drawn(checking, rule->components[0]).length == NOT_THERE)
        check_add(checking, rule, piece, NULL, string_of(PROBLEM_WORDS("không có", "none")),
                  string_of(PROBLEM_WORDS("phải có", "there must be one")));
}

static long shown_width(const struct checking *checking, const struct component_piece *piece)
{
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    long width = document_text_width(paragraph, piece->from, piece->to);
    long room = document_width(checking->document, paragraph) - paragraph->format.left_twips -
                paragraph->format.right_twips;
    return width > room && room > 0 && !piece->is_by_blanks ? room : width;
}

static bool is_within(const struct rule *rule, long length, long text, long tolerance)
{
    long share = (long)((long long)length * 1000 / (text > 0 ? text : 1));
    return share >= rule->least - tolerance && share <= rule->most + tolerance;
}

static struct string length_words(struct checking *checking, long length, long text)
{
    long percent = (long)((long long)length * 100 / (text > 0 ? text : 1));
    return arena_format(checking->arena, "dài bằng %ld%% dòng chữ\x1f%ld%% of the text", percent, percent);
}

/* As long as a part of one of its lines: people draw it below the last one, the longest, or all. */
void measure_line_length(struct checking *checking, const struct rule *rule)
{
    enum component component = rule->components[0];
    struct drawn drawn = find_drawn(checking, component);
    long longest = 0, tolerance = rule->tolerance == NOT_THERE ? 0 : rule->tolerance;
    const struct component_piece *last = act_last(checking->act, component);
    if (!last || drawn.length <= 0 || !check_has_words(checking, last))
        return;
    tolerance += drawn.is_exact ? 0 : 100;
    for (const struct component_piece *piece = act_first(checking->act, component); piece;
         piece = act_next(checking->act, piece)) {
        long width = shown_width(checking, piece);
        if (width > 0 && is_within(rule, drawn.length, width, tolerance))
            return;
        longest = width > longest ? width : longest;
    }
    if (longest > 0)
        check_add(checking, rule, last, NULL, length_words(checking, drawn.length, longest), rule->wanted);
}

void measure_line_solid(struct checking *checking, const struct rule *rule)
{
    struct drawn drawn = find_drawn(checking, rule->components[0]);
    const struct component_piece *last = act_last(checking->act, rule->components[0]);
    if (last && drawn.length != NOT_THERE && !drawn.is_solid)
        check_add(checking, rule, last, NULL, string_of(PROBLEM_WORDS("nét đứt", "broken")),
                  string_of(PROBLEM_WORDS("nét liền", "solid")));
}
