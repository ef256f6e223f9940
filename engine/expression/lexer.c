#include "expression/lexer.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "text/unicode.h"

/* Longest first: the first row that fits is taken. */
static const struct {
    const char *typed, *mark;
} marks[] = {
    {"**", "**"}, {"//", "//"}, {"==", "=="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"≤", "<="},
    {"≥", ">="},  {"≠", "!="},  {"<", "<"},   {">", ">"},   {"=", "="},   {"+", "+"},   {"-", "-"},
    {"–", "-"},   {"−", "-"},   {"‑", "-"},   {"*", "*"},   {"/", "/"},   {"%", "%"},   {"~", "~"},
    {"(", "("},   {")", ")"},   {"[", "["},   {"]", "]"},   {"{", "{"},   {"}", "}"},   {",", ","},
    {":", ":"},   {".", "."},   {"|", "|"},
};

static const struct {
    const char *typed;
    char plain;
    bool opens; /* “ and ‘ nest */
} quotes[] = {{"\"", '"', false}, {"'", '\'', false}, {"“", '"', true},   {"”", '"', false},
              {"„", '"', true},   {"‘", '\'', true},  {"’", '\'', false}, {"`", '`', false}};

enum { QUOTE_COUNT = sizeof quotes / sizeof quotes[0], MARK_COUNT = sizeof marks / sizeof marks[0] };

static const char *const operator_words[] = {"and", "or", "not", "in", "is", "if", "else", NULL};
static const char *const other_keywords[] = {"elif", "for",   "endfor", "endif", "set",  "true",
                                             "True", "false", "False",  "none",  "None", NULL};

static bool is_one_of(struct string word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (string_is(word, *words))
            return true;
    return false;
}

bool lexer_is_operator_word(struct string word)
{
    return is_one_of(word, operator_words);
}

bool lexer_is_keyword(struct string word)
{
    return is_one_of(word, operator_words) || is_one_of(word, other_keywords);
}

static bool stands_at(struct string text, size_t offset, const char *typed)
{
    size_t length = strlen(typed);
    return text.length - offset >= length && memcmp(text.bytes + offset, typed, length) == 0;
}

static int quote_at(struct string text, size_t offset)
{
    for (int i = 0; i < QUOTE_COUNT; i++)
        if (stands_at(text, offset, quotes[i].typed))
            return i;
    return -1;
}

/* Where the closing quote stands, or SIZE_MAX. `nests`: a further opening quote must be closed too. */
static size_t find_closing(struct string text, size_t offset, int opening, bool only_same, bool nests)
{
    size_t depth = 1;
    while (offset < text.length) {
        int quote = quote_at(text, offset);
        if (text.bytes[offset] == '\\' && offset + 1 < text.length)
            offset++;
        else if (quote >= 0 && quotes[quote].plain == quotes[opening].plain &&
                 (!only_same || quote == opening)) {
            depth += nests && quotes[quote].opens ? 1 : (size_t)-1;
            if (depth == 0)
                return offset;
        }
        text_next(text, &offset);
    }
    return SIZE_MAX;
}

/*
 * A plain quote closes a text that a plain one opened, however many smart ones stand between; smart ones may
 * be nested. Where that finds no end, as in “a“, the next quote of the kind does.
 */
static size_t find_end_of_text(struct string text, size_t offset, int opening)
{
    bool is_plain = opening < 2;
    size_t end = find_closing(text, offset, opening, is_plain, !is_plain);
    return end != SIZE_MAX ? end : find_closing(text, offset, opening, false, false);
}

static void read_text(struct string text, struct token *token, int opening)
{
    size_t start = token->offset + strlen(quotes[opening].typed);
    size_t end = find_end_of_text(text, start, opening);
    if (end == SIZE_MAX) {
        token->kind = TOKEN_UNCLOSED;
        token->length = text.length - token->offset;
        return;
    }
    token->kind = TOKEN_TEXT;
    token->inner = string_slice(text, start, end);
    token->length = end + strlen(quotes[quote_at(text, end)].typed) - token->offset;
}

struct string lexer_meant_sign(struct string text, size_t offset)
{
    char before = offset > 0 ? text.bytes[offset - 1] : '\0';
    char sign = offset < text.length ? text.bytes[offset] : '\0';
    char after = offset + 1 < text.length ? text.bytes[offset + 1] : '\0';
    if (sign == '=')
        return after == '>' ? STRING(">=") : after == '<' ? STRING("<=") : STRING("==");
    return sign == '>' && before == '<' ? STRING("!=") : STRING("");
}

bool lexer_is_quoted_name(struct string text, const struct token *token)
{
    return token->kind == TOKEN_TEXT && text.bytes[token->offset] == '`';
}

static size_t name_length(struct string text, size_t offset)
{
    size_t end = offset;
    while (end < text.length) {
        size_t next = end;
        if (!text_is_name(text_next(text, &next)))
            break;
        end = next;
    }
    return end - offset;
}

static size_t digits_length(struct string text, size_t offset)
{
    size_t end = offset;
    while (end < text.length &&
           ((text.bytes[end] >= '0' && text.bytes[end] <= '9') || text.bytes[end] == '_'))
        end++;
    return end - offset;
}

static size_t exponent_length(struct string text, size_t offset)
{
    size_t end = offset;
    if (end >= text.length || (text.bytes[end] != 'e' && text.bytes[end] != 'E'))
        return 0;
    end++;
    if (end < text.length && (text.bytes[end] == '+' || text.bytes[end] == '-'))
        end++;
    size_t digits = digits_length(text, end);
    return digits == 0 ? 0 : end + digits - offset;
}

/* 0x1f, 0o17, 0b101 */
static size_t based_length(struct string text, size_t offset)
{
    size_t length = name_length(text, offset);
    if (length < 3 || text.bytes[offset] != '0' || strchr("xXoObB", text.bytes[offset + 1]) == NULL)
        return 0;
    const char *allowed = strchr("xX", text.bytes[offset + 1])   ? "0123456789abcdefABCDEF_"
                          : strchr("oO", text.bytes[offset + 1]) ? "01234567_"
                                                                 : "01_";
    for (size_t i = 2; i < length; i++)
        if (strchr(allowed, text.bytes[offset + i]) == NULL)
            return 0;
    return length;
}

/* The length of the number at `offset`; 0 when it is a word that begins with digits ("2a"). After a "." only
 * digits count. */
static size_t number_length(struct string text, size_t offset)
{
    size_t length = based_length(text, offset);
    if (length > 0)
        return length;
    length = digits_length(text, offset);
    bool is_index = offset > 0 && text.bytes[offset - 1] == '.';
    size_t point = offset + length;
    if (!is_index && point + 1 < text.length && text.bytes[point] == '.' && text.bytes[point + 1] >= '0' &&
        text.bytes[point + 1] <= '9')
        length += 1 + digits_length(text, point + 1);
    if (!is_index)
        length += exponent_length(text, offset + length);
    return name_length(text, offset + length) > 0 ? 0 : length;
}

static void read_word(struct string text, struct token *token)
{
    char first = text.bytes[token->offset];
    size_t length = first >= '0' && first <= '9' ? number_length(text, token->offset) : 0;
    token->kind = length > 0 ? TOKEN_NUMBER : TOKEN_WORD;
    token->length = length > 0 ? length : name_length(text, token->offset);
}

static void read_mark(struct string text, struct token *token)
{
    for (size_t i = 0; i < MARK_COUNT; i++) {
        if (stands_at(text, token->offset, marks[i].typed)) {
            token->kind = TOKEN_MARK;
            token->mark = marks[i].mark;
            token->length = strlen(marks[i].typed);
            return;
        }
    }
    size_t end = token->offset;
    text_next(text, &end);
    token->kind = TOKEN_BAD;
    token->length = end - token->offset;
}

struct token lexer_next(struct string text, size_t *offset)
{
    struct token token = {.kind = TOKEN_END};
    size_t next = *offset;
    while (next < text.length && text_is_space(text_next(text, &next))) {
        token.spaces++;
        *offset = next;
    }
    token.offset = *offset;
    if (*offset >= text.length)
        return token;
    int quote = quote_at(text, *offset);
    if (quote >= 0)
        read_text(text, &token, quote);
    else if (name_length(text, *offset) > 0)
        read_word(text, &token);
    else
        read_mark(text, &token);
    *offset = token.offset + token.length;
    return token;
}

static const struct {
    char letter, byte;
} escapes[] = {{'n', '\n'}, {'t', '\t'}, {'r', '\r'},  {'a', '\a'},  {'b', '\b'},
               {'f', '\f'}, {'v', '\v'}, {'\\', '\\'}, {'\'', '\''}, {'"', '"'}};

static bool append_simple_escape(struct buffer *out, char letter)
{
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (escapes[i].letter == letter) {
            buffer_append_byte(out, escapes[i].byte);
            return true;
        }
    }
    return false;
}

/* \xhh \uhhhh \Uhhhhhhhh at `offset` (of the letter); moves it behind, or leaves it when it is none. */
static bool append_code_escape(struct buffer *out, struct string inner, size_t *offset)
{
    char letter = inner.bytes[*offset];
    size_t wanted = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    if (wanted == 0 || inner.length - *offset <= wanted)
        return false;
    unsigned code_point = 0;
    for (size_t i = 1; i <= wanted; i++) {
        int digit = string_hex_digit(inner.bytes[*offset + i]);
        if (digit < 0)
            return false;
        code_point = code_point * 16 + (unsigned)digit;
    }
    if (code_point == 0 || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return false;
    buffer_append_code_point(out, code_point);
    *offset += wanted + 1;
    return true;
}

static void append_unescaped(struct buffer *out, struct string inner)
{
    for (size_t i = 0; i < inner.length;) {
        if (inner.bytes[i] != '\\' || i + 1 >= inner.length) {
            buffer_append_byte(out, inner.bytes[i++]);
            continue;
        }
        size_t letter = i + 1;
        if (inner.bytes[letter] == '\n' || append_simple_escape(out, inner.bytes[letter]))
            i = letter + 1;
        else if (append_code_escape(out, inner, &letter))
            i = letter;
        else
            buffer_append_byte(out, inner.bytes[i++]);
    }
}

struct string lexer_text(struct arena *arena, const struct token *token)
{
    if (token->inner.length == 0)
        return (struct string){"", 0};
    if (memchr(token->inner.bytes, '\\', token->inner.length) == NULL)
        return text_normalise(arena, arena_copy(arena, token->inner));
    struct buffer out = {0};
    append_unescaped(&out, token->inner);
    struct string text = text_normalise(arena, arena_copy(arena, buffer_string(&out)));
    buffer_release(&out);
    return text;
}
