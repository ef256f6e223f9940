/* The tokens of SQL, as SQLite tells them apart; blanks and comments are none. */

#include <string.h>

#include "statistics/query_internal.h"

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Names have letters of any script. */
static bool is_of_name(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           (unsigned char)c >= 0x80;
}

static char at(struct string sql, size_t position)
{
    return position < sql.length ? sql.bytes[position] : '\0';
}

static size_t end_of_comment(struct string sql, size_t from, const char *end)
{
    size_t found = string_find(sql, string_of(end), from + 2);
    return found == SIZE_MAX ? sql.length : found + strlen(end);
}

static size_t skip_blanks(struct string sql, size_t from)
{
    static const struct string mark = {"\xEF\xBB\xBF", 3}; /* a blank to SQLite, where a token may begin */
    for (;;) {
        if (from < sql.length && is_blank(sql.bytes[from]))
            from++;
        else if (string_starts_with(string_slice(sql, from, sql.length), mark))
            from += mark.length;
        else if (at(sql, from) == '-' && at(sql, from + 1) == '-')
            from = end_of_comment(sql, from, "\n");
        else if (at(sql, from) == '/' && at(sql, from + 1) == '*')
            from = end_of_comment(sql, from, "*/");
        else
            return from;
    }
}

/* A quote that stands twice is a part of the text. */
static size_t end_of_quoted(struct string sql, size_t from)
{
    char quote = sql.bytes[from] == '[' ? ']' : sql.bytes[from];
    for (size_t i = from + 1; i < sql.length; i++) {
        if (sql.bytes[i] != quote)
            continue;
        if (quote == ']' || at(sql, i + 1) != quote)
            return i + 1;
        i++;
    }
    return sql.length;
}

static size_t end_of_name(struct string sql, size_t from)
{
    while (is_of_name(at(sql, from)))
        from++;
    return from;
}

static size_t end_of_number(struct string sql, size_t from)
{
    size_t i = from;
    while (is_of_name(at(sql, i)) || at(sql, i) == '.') {
        bool is_hexadecimal = at(sql, from) == '0' && (at(sql, from + 1) | 0x20) == 'x';
        bool has_sign = (at(sql, i + 1) == '+' || at(sql, i + 1) == '-') && is_digit(at(sql, i + 2));
        i += (at(sql, i) | 0x20) == 'e' && !is_hexadecimal && has_sign ? 2 : 1;
    }
    return i;
}

static size_t end_of_sign(struct string sql, size_t from)
{
    static const char *const signs[] = {"->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "=="};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (string_starts_with(string_slice(sql, from, sql.length), string_of(signs[i])))
            return from + strlen(signs[i]);
    return from + 1;
}

static enum sql_token_kind kind_at(struct string sql, size_t from)
{
    char first = at(sql, from), second = at(sql, from + 1);
    if (from >= sql.length)
        return SQL_END;
    if (first == '\'' || ((first | 0x20) == 'x' && second == '\''))
        return SQL_TEXT;
    if (first == '"' || first == '`' || first == '[')
        return SQL_QUOTED;
    if (is_digit(first) || (first == '.' && is_digit(second)))
        return SQL_NUMBER;
    if (strchr("?:@#$", first) != NULL)
        return SQL_PARAMETER;
    return is_of_name(first) ? SQL_WORD : SQL_SIGN;
}

static size_t end_of(struct string sql, enum sql_token_kind kind, size_t from)
{
    switch (kind) {
    case SQL_TEXT:
        return end_of_quoted(sql, sql.bytes[from] == '\'' ? from : from + 1);
    case SQL_QUOTED:
        return end_of_quoted(sql, from);
    case SQL_NUMBER:
        return end_of_number(sql, from);
    case SQL_PARAMETER:
        return end_of_name(sql, from + 1);
    case SQL_WORD:
        return end_of_name(sql, from);
    case SQL_SIGN:
        return end_of_sign(sql, from);
    case SQL_END:
        break;
    }
    return from;
}

struct sql_token *sql_tokens(struct arena *arena, struct string sql)
{
    struct sql_token *tokens = arena_allocate(arena, (sql.length + 1) * sizeof *tokens);
    size_t position = 0;
    for (size_t i = 0;; i++) {
        size_t from = skip_blanks(sql, position);
        tokens[i].kind = kind_at(sql, from);
        position = end_of(sql, tokens[i].kind, from);
        tokens[i].text = string_slice(sql, from, position);
        if (tokens[i].kind == SQL_END)
            return tokens;
    }
}

bool sql_token_is(const struct sql_token *token, const char *wanted)
{
    bool may_be = token->kind == SQL_WORD || token->kind == SQL_SIGN;
    return may_be && strlen(wanted) == token->text.length &&
           sqlite3_strnicmp(token->text.bytes, wanted, (int)token->text.length) == 0;
}

struct string sql_bare_name(const struct sql_token *token)
{
    bool is_quoted = token->kind == SQL_QUOTED && token->text.length > 1;
    return is_quoted ? string_slice(token->text, 1, token->text.length - 1) : token->text;
}
