/*
 * SQL as written → the same SQL whose computing is calls of our exact functions:
 *
 *   sum(phi) * 1.1 - 2        exact_compute(exact_compute(sum(phi), '*', exact_number('1.1')), '-', 2)
 *   CAST(phi AS TEXT) || x    exact_join(CAST(exact_cast(phi, 'TEXT') AS TEXT), x)
 *   length(phi)               length(exact_text(phi))
 *
 * It is given what SQLite has understood, and tells operands from the rest by few words, since operators bind
 * them tighter than anything else in SQL does. No sign that computes is ever copied: what is misread is no
 * SQL any more, and SQLite refuses it.
 */

#include <string.h>

#include "statistics/query_internal.h"

enum { MOST_DEPTH = 400, MOST_OPERANDS = 30 };

struct rewriter {
    const struct sql_token *token; /* that is to come */
    struct buffer out;
    unsigned depth;
    bool is_lost;
};

/* Where a run of tokens ends, besides at ")". STOP_QUERY: nowhere, and it is a SELECT. */
enum stop { STOP_NOWHERE, STOP_QUERY, STOP_COMMA, STOP_END, STOP_AS, STOP_TERM };

static void rewrite_run(struct rewriter *rewriter, enum stop stop);
static void rewrite_chain(struct rewriter *rewriter, size_t level);

/* ---- writing ---- */

static void append(struct rewriter *rewriter, const char *text)
{
    buffer_append_text(&rewriter->out, text);
    buffer_append_byte(&rewriter->out, ' ');
}

static void copy(struct rewriter *rewriter)
{
    buffer_append_string(&rewriter->out, rewriter->token->text);
    buffer_append_byte(&rewriter->out, ' ');
    rewriter->is_lost |= rewriter->token->kind == SQL_END;
    rewriter->token += rewriter->token->kind != SQL_END;
}

static void copy_expected(struct rewriter *rewriter, const char *wanted)
{
    rewriter->is_lost |= !sql_token_is(rewriter->token, wanted);
    copy(rewriter);
}

/* What was written from `start` becomes the first argument of a call. */
static void begin_call(struct rewriter *rewriter, size_t start, const char *name)
{
    struct buffer *out = &rewriter->out;
    size_t length = strlen(name) + 1;
    buffer_reserve(out, length);
    memmove(out->bytes + start + length, out->bytes + start, out->length - start + 1);
    memcpy(out->bytes + start, name, length - 1);
    out->bytes[start + length - 1] = '(';
    out->length += length;
}

/* ---- operands ---- */

static void rewrite_group(struct rewriter *rewriter)
{
    copy_expected(rewriter, "(");
    rewrite_run(rewriter, sql_begins_query(rewriter->token) ? STOP_QUERY : STOP_NOWHERE);
    copy_expected(rewriter, ")");
}

static void rewrite_number(struct rewriter *rewriter)
{
    if (sql_is_integer(rewriter->token->text, "9223372036854775807")) {
        copy(rewriter);
        return;
    }
    buffer_append_text(&rewriter->out, "exact_number('");
    buffer_append_string(&rewriter->out, rewriter->token->text);
    append(rewriter, "')");
    rewriter->token++;
}

static void rewrite_arguments(struct rewriter *rewriter, bool takes_texts)
{
    copy_expected(rewriter, "(");
    while (!rewriter->is_lost && !sql_token_is(rewriter->token, ")")) {
        if (sql_token_is(rewriter->token, "DISTINCT") || sql_token_is(rewriter->token, "ALL"))
            copy(rewriter);
        size_t start = rewriter->out.length;
        rewrite_run(rewriter, STOP_COMMA);
        if (takes_texts) {
            begin_call(rewriter, start, "exact_text");
            append(rewriter, ")");
        }
        if (sql_token_is(rewriter->token, ","))
            copy(rewriter);
    }
    copy_expected(rewriter, ")");
}

static void rewrite_call(struct rewriter *rewriter)
{
    struct string name = sql_bare_name(rewriter->token);
    copy(rewriter);
    rewrite_arguments(rewriter, guard_takes_texts(name));
    if (sql_token_is(rewriter->token, "FILTER") && sql_token_is(rewriter->token + 1, "(")) {
        copy(rewriter);
        rewrite_group(rewriter);
    }
    if (!sql_token_is(rewriter->token, "OVER"))
        return;
    copy(rewriter);
    if (sql_token_is(rewriter->token, "("))
        rewrite_group(rewriter);
    else
        copy(rewriter);
}

static void rewrite_name(struct rewriter *rewriter)
{
    bool has_group = sql_token_is(rewriter->token + 1, "(");
    if (has_group && !sql_is_header(rewriter->token)) {
        rewrite_call(rewriter);
        return;
    }
    if (has_group) {
        const struct sql_token *behind = sql_behind_group(rewriter->token + 2);
        while (rewriter->token < behind)
            copy(rewriter);
        return;
    }
    copy(rewriter);
    while (sql_token_is(rewriter->token, ".")) {
        copy(rewriter);
        copy(rewriter);
    }
}

/* The cast itself stays, for what comparing makes of it. */
static void rewrite_cast(struct rewriter *rewriter)
{
    copy(rewriter);
    copy_expected(rewriter, "(");
    size_t start = rewriter->out.length;
    rewrite_run(rewriter, STOP_AS);
    begin_call(rewriter, start, "exact_cast");
    const struct sql_token *type = rewriter->token + sql_token_is(rewriter->token, "AS");
    const struct sql_token *end = sql_behind_group(type);
    struct string last = end - type > 1 ? end[-2].text : (struct string){type->text.bytes, 0};
    size_t length = (size_t)(last.bytes + last.length - type->text.bytes);
    buffer_append_format(&rewriter->out, ", '%s') ", sql_affinity((struct string){type->text.bytes, length}));
    copy_expected(rewriter, "AS");
    while (!rewriter->is_lost && rewriter->token < end)
        copy(rewriter);
}

static void rewrite_case(struct rewriter *rewriter)
{
    copy(rewriter);
    rewrite_run(rewriter, STOP_END);
    copy_expected(rewriter, "END");
}

static void rewrite_primary(struct rewriter *rewriter)
{
    const struct sql_token *token = rewriter->token;
    if (sql_token_is(token, "(")) {
        rewrite_group(rewriter);
    } else if (sql_token_is(token, "CASE")) {
        rewrite_case(rewriter);
    } else if (sql_token_is(token, "CAST")) {
        rewrite_cast(rewriter);
    } else if (sql_token_is(token, "EXISTS")) {
        copy(rewriter);
        rewrite_group(rewriter);
    } else if (token->kind == SQL_NUMBER) {
        rewrite_number(rewriter);
    } else if (token->kind == SQL_WORD || token->kind == SQL_QUOTED) {
        rewriter->is_lost |= sql_is_structure(token);
        rewrite_name(rewriter);
    } else {
        rewriter->is_lost |= token->kind == SQL_SIGN;
        copy(rewriter);
    }
}

/* ---- operators ---- */

static void rewrite_unary(struct rewriter *rewriter);

static void rewrite_prefixed(struct rewriter *rewriter, const char *before, const char *behind)
{
    buffer_append_text(&rewriter->out, before);
    rewrite_unary(rewriter);
    append(rewriter, behind);
}

/* In parentheses a sign stays a prefix, whatever stands before it. */
static void rewrite_unary(struct rewriter *rewriter)
{
    const struct sql_token *token = rewriter->token;
    bool is_minus = sql_token_is(token, "-");
    if (!is_minus && !sql_token_is(token, "+") && !sql_token_is(token, "~")) {
        rewrite_primary(rewriter);
        return;
    }
    rewriter->token++;
    if (++rewriter->depth > MOST_DEPTH || rewriter->is_lost) {
        rewriter->is_lost = true;
    } else if (is_minus && token[1].kind == SQL_NUMBER &&
               sql_is_integer(token[1].text, "9223372036854775808")) {
        buffer_append_text(&rewriter->out, "(-");
        copy(rewriter);
        append(rewriter, ")");
    } else if (is_minus) {
        rewrite_prefixed(rewriter, "exact_compute(0, '-', ", ")");
    } else if (sql_token_is(token, "+")) {
        rewrite_prefixed(rewriter, "(+", ")");
    } else {
        rewrite_prefixed(rewriter, "(~exact_whole(", "))");
    }
    rewriter->depth--;
}

static void rewrite_collated(struct rewriter *rewriter)
{
    rewrite_unary(rewriter);
    while (sql_token_is(rewriter->token, "COLLATE")) {
        copy(rewriter);
        copy(rewriter);
    }
}

/* From the loosest to the tightest; what is neither a call of its own is computed by SQLite, in integers. */
static const struct {
    const char *signs[4];
    const char *call;
    bool tells_sign;
} levels[] = {
    {{"&", "|", "<<", ">>"}, NULL, false},
    {{"+", "-"}, "exact_compute", true},
    {{"*", "/", "%"}, "exact_compute", true},
    {{"||"}, "exact_join", false},
};

static bool is_of_level(const struct sql_token *token, size_t level)
{
    for (size_t i = 0; i < 4 && levels[level].signs[i] != NULL; i++)
        if (sql_token_is(token, levels[level].signs[i]))
            return true;
    return false;
}

static void close_operand(struct rewriter *rewriter, size_t level, size_t start)
{
    if (levels[level].call != NULL)
        return;
    begin_call(rewriter, start, "exact_whole");
    append(rewriter, ")");
}

static void rewrite_operator(struct rewriter *rewriter, size_t level)
{
    if (levels[level].call == NULL) {
        copy(rewriter);
        return;
    }
    if (levels[level].tells_sign)
        buffer_append_format(&rewriter->out, ", '%.*s'", STRING_FORMAT(rewriter->token->text));
    append(rewriter, ",");
    rewriter->token++;
}

/* Many operands are one call; SQLite's parser would not take as many within each other. */
static void rewrite_chain(struct rewriter *rewriter, size_t level)
{
    if (level == sizeof levels / sizeof *levels) {
        rewrite_collated(rewriter);
        return;
    }
    size_t start = rewriter->out.length, count = 0;
    rewrite_chain(rewriter, level + 1);
    if (!rewriter->is_lost && is_of_level(rewriter->token, level))
        close_operand(rewriter, level, start);
    for (; !rewriter->is_lost && is_of_level(rewriter->token, level); count++) {
        if (levels[level].call != NULL && count % MOST_OPERANDS == 0) {
            append(rewriter, count > 0 ? ")" : "");
            begin_call(rewriter, start, levels[level].call);
        }
        rewrite_operator(rewriter, level);
        size_t operand = rewriter->out.length;
        rewrite_chain(rewriter, level + 1);
        close_operand(rewriter, level, operand);
    }
    append(rewriter, levels[level].call != NULL && count > 0 ? ")" : "");
}

/* ---- what is between operands ---- */

static bool is_stop(const struct sql_token *token, enum stop stop)
{
    static const char *const words[] = {[STOP_NOWHERE] = ")", [STOP_QUERY] = ")", [STOP_COMMA] = ",",
                                        [STOP_END] = "END",   [STOP_AS] = "AS",   [STOP_TERM] = ","};
    return token->kind == SQL_END || sql_token_is(token, ")") || sql_token_is(token, words[stop]) ||
           (stop == STOP_TERM && sql_ends_term(token));
}

/* What is computed has no collation in SQLite, and texts would be in the order of their bytes. */
static void rewrite_term(struct rewriter *rewriter)
{
    const struct sql_token *token = rewriter->token;
    size_t start = rewriter->out.length;
    bool is_collated = false;
    rewrite_run(rewriter, STOP_TERM);
    for (; token < rewriter->token; token++)
        is_collated |= sql_token_is(token, "COLLATE");
    if (is_collated)
        return;
    begin_call(rewriter, start, "");
    append(rewriter, ") COLLATE vietnamese");
}

/* ORDER BY a, b DESC NULLS LAST */
static void rewrite_order(struct rewriter *rewriter)
{
    static const char *const rest[] = {"ASC", "DESC", "NULLS", "FIRST", "LAST", NULL};
    copy(rewriter);
    do {
        copy(rewriter);
        rewrite_term(rewriter);
        while (sql_is_one_of(rewriter->token, rest))
            copy(rewriter);
    } while (!rewriter->is_lost && sql_token_is(rewriter->token, ","));
}

static void rewrite_run(struct rewriter *rewriter, enum stop stop)
{
    rewriter->is_lost |= ++rewriter->depth > MOST_DEPTH;
    while (!rewriter->is_lost && !is_stop(rewriter->token, stop)) {
        if (stop == STOP_QUERY && sql_token_is(rewriter->token, "ORDER") &&
            sql_token_is(rewriter->token + 1, "BY")) {
            rewrite_order(rewriter);
            continue;
        }
        if (sql_begins_operand(rewriter->token)) {
            rewrite_chain(rewriter, 0);
            continue;
        }
        rewriter->is_lost |= !sql_stays(rewriter->token);
        copy(rewriter);
    }
    rewriter->depth--;
}

bool sql_rewrite(struct arena *arena, struct string sql, struct string *rewritten)
{
    struct sql_token *tokens = sql_tokens(arena, sql);
    struct rewriter rewriter = {.token = tokens, .is_lost = sql_has_distances(tokens)};
    rewrite_run(&rewriter, STOP_QUERY);
    rewriter.is_lost |= rewriter.token->kind != SQL_END;
    *rewritten = arena_copy(arena, buffer_string(&rewriter.out));
    buffer_release(&rewriter.out);
    return !rewriter.is_lost;
}
