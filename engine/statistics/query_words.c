/* What the words and signs of SQL tell, as far as the rewriting has to know. */

#include <string.h>

#include "statistics/query_internal.h"

bool sql_is_one_of(const struct sql_token *token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (sql_token_is(token, *words))
            return true;
    return false;
}

bool sql_is_structure(const struct sql_token *token)
{
    static const char *const words[] = {
        "SELECT", "DISTINCT", "ALL",    "FROM",    "WHERE",   "BY",   "HAVING",  "LIMIT",
        "OFFSET", "VALUES",   "AS",     "ON",      "USING",   "JOIN", "AND",     "OR",
        "NOT",    "IN",       "IS",     "BETWEEN", "LIKE",    "GLOB", "MATCH",   "THEN",
        "WHEN",   "REGEXP",   "ESCAPE", "ELSE",    "COLLATE", "OVER", "INDEXED", NULL,
    };
    return sql_is_one_of(token, words);
}

bool sql_begins_operand(const struct sql_token *token)
{
    static const char *const signs[] = {"(", "+", "-", "~", NULL};
    switch (token->kind) {
    case SQL_WORD:
        return !sql_is_structure(token);
    case SQL_SIGN:
        return sql_is_one_of(token, signs);
    default:
        return token->kind != SQL_END;
    }
}

bool sql_begins_query(const struct sql_token *token)
{
    static const char *const words[] = {"SELECT", "WITH", "VALUES", NULL};
    return sql_is_one_of(token, words);
}

bool sql_ends_term(const struct sql_token *token)
{
    static const char *const words[] = {",", ";", "ASC", "DESC", "NULLS", "LIMIT", NULL};
    return sql_is_one_of(token, words);
}

/* All columns, not a product: nothing comes behind it that could be multiplied. */
static bool is_star(const struct sql_token *token)
{
    static const char *const behind[] = {",", ")", "FROM", NULL};
    return sql_token_is(token, "*") && (token[1].kind == SQL_END || sql_is_one_of(token + 1, behind));
}

bool sql_stays(const struct sql_token *token)
{
    static const char *const signs[] = {",",  ";",  "=",  "==", "<",  ">",   ".",
                                        "<=", ">=", "<>", "!=", "->", "->>", NULL};
    return token->kind == SQL_WORD || sql_is_one_of(token, signs) || is_star(token);
}

const struct sql_token *sql_behind_group(const struct sql_token *token)
{
    for (size_t depth = 1; depth > 0 && token->kind != SQL_END; token++) {
        depth += sql_token_is(token, "(");
        depth -= sql_token_is(token, ")");
    }
    return token;
}

bool sql_is_header(const struct sql_token *name)
{
    const struct sql_token *behind = sql_behind_group(name + 2);
    if (!sql_token_is(behind, "AS"))
        return false;
    behind += 1 + sql_token_is(behind + 1, "NOT");
    behind += sql_token_is(behind, "MATERIALIZED");
    return sql_token_is(behind, "(");
}

bool sql_has_distances(const struct sql_token *token)
{
    bool is_range = false;
    for (const struct sql_token *first = token; token->kind != SQL_END; token++) {
        bool is_bound = sql_token_is(token, "PRECEDING") || sql_token_is(token, "FOLLOWING");
        if (sql_token_is(token, "RANGE"))
            is_range = true;
        if (sql_token_is(token, "ROWS") || sql_token_is(token, "GROUPS"))
            is_range = false;
        if (is_bound && is_range && token > first && !sql_token_is(token - 1, "UNBOUNDED"))
            return true;
    }
    return false;
}

bool sql_is_integer(struct string text, const char *most)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return text.length > 1 && (text.bytes[1] | 0x20) == 'x';
    size_t length = strlen(most);
    return text.length < length || (text.length == length && memcmp(text.bytes, most, length) <= 0);
}

const char *sql_affinity(struct string type)
{
    static const struct {
        const char *piece, *affinity;
    } rows[] = {{"INT", "INTEGER"}, {"CHAR", "TEXT"}, {"CLOB", "TEXT"}, {"TEXT", "TEXT"},
                {"BLOB", "TEXT"},   {"REAL", "REAL"}, {"FLOA", "REAL"}, {"DOUB", "REAL"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; k + strlen(rows[i].piece) <= type.length; k++)
            if (sqlite3_strnicmp(type.bytes + k, rows[i].piece, (int)strlen(rows[i].piece)) == 0)
                return rows[i].affinity;
    return type.length > 0 ? "NUMERIC" : "TEXT";
}
