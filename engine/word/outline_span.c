/*
 * Spans of one line. Stars are switches: "*" turns italic on and off, "**"
 * bold, "***" both, so they may nest or cross. A run of stars that cannot be a
 * switch, or has no partner, is text: nothing a person typed is lost.
 *
 *   opens    before a character that is no blank      2 * 3   plain
 *   closes   after a character that is no blank       2*3*4   plain: between digits
 *   (*) "*"  plain: enclosed                          ****    plain: more than three
 *
 * Reading makes tokens, pairs the stars once for each format, then puts the
 * texts together: linear in the length of the line.
 */

#include "word/outline_internal.h"

#include <string.h>

#include "text/unicode.h"

struct token {
    struct string text; /* what stands here, escapes resolved; the stars themselves */
    bool is_stars, can_open, can_close;
    unsigned opens, closes; /* formats */
};

struct tokens {
    struct arena *arena;
    struct token *items;
    size_t count, capacity;
};

static struct token *add_token(struct tokens *tokens, struct string text)
{
    if (tokens->count == tokens->capacity) {
        size_t capacity = tokens->capacity ? tokens->capacity * 2 : 8;
        struct token *items = arena_allocate(tokens->arena, capacity * sizeof *items);
        if (tokens->count > 0)
            memcpy(items, tokens->items, tokens->count * sizeof *items);
        tokens->items = items;
        tokens->capacity = capacity;
    }
    struct token *token = &tokens->items[tokens->count++];
    *token = (struct token){.text = text};
    return token;
}

static bool encloses(unsigned before, unsigned after)
{
    static const unsigned pairs[][2] = {{'(', ')'},       {'[', ']'},       {'{', '}'},   {'"', '"'},
                                        {0x201C, 0x201D}, {0x2018, 0x2019}, {0xAB, 0xBB}, {'\'', '\''}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == before && pairs[i][1] == after)
            return true;
    return false;
}

static bool is_digit(unsigned c)
{
    return c >= '0' && c <= '9';
}

bool outline_keeps_stars(unsigned before, unsigned after, size_t stars)
{
    return stars > 3 || encloses(before, after) || (stars == 1 && is_digit(before) && is_digit(after));
}

static unsigned character_at(struct string s, size_t at)
{
    return at < s.length ? text_next(s, &at) : 0;
}

static unsigned character_before(struct string s, size_t at)
{
    if (at == 0)
        return 0;
    for (at--; at > 0 && ((unsigned char)s.bytes[at] & 0xC0) == 0x80;)
        at--;
    return text_next(s, &at);
}

/* After stars "\" keeps the next character apart, so that a digit may be italic beside another: *1*\2. */
static bool is_kept_apart(unsigned c)
{
    return is_digit(c) || c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == 0x201D ||
           c == 0x2019 || c == 0xBB;
}

static bool is_blank_or_edge(unsigned c)
{
    return c == 0 || text_is_space(c);
}

static size_t count_stars(struct string line, size_t at)
{
    size_t count = 0;
    while (at + count < line.length && line.bytes[at + count] == '*')
        count++;
    return count;
}

static bool starts_break(struct string line, size_t at, bool in_cell)
{
    return in_cell && string_starts_with(string_slice(line, at, line.length), STRING("<br>"));
}

/* True when the "\" at `at` makes what follows plain; else it is only a backslash. */
static bool is_escape(struct string line, size_t at, bool in_cell)
{
    unsigned next = character_at(line, at + 1);
    return next == '*' || next == '|' || next == '\\' || next == '\n' || starts_break(line, at + 1, in_cell);
}

/* Reads the stars at `at`; returns where the text goes on. */
static size_t read_stars(struct tokens *tokens, struct string line, size_t at, bool in_cell)
{
    size_t stars = count_stars(line, at), next = at + stars;
    unsigned before = tokens->count > 0 ? character_before(tokens->items[tokens->count - 1].text,
                                                           tokens->items[tokens->count - 1].text.length)
                                        : 0;
    unsigned after = starts_break(line, next, in_cell) ? '\n' : character_at(line, next);
    bool is_apart = after == '\\' && is_kept_apart(character_at(line, next + 1));
    bool is_text = !is_apart && outline_keeps_stars(before, after, stars);
    struct token *token = add_token(tokens, string_slice(line, at, next));
    token->is_stars = true;
    token->can_open = !is_text && stars <= 3 && !is_blank_or_edge(after);
    token->can_close = !is_text && stars <= 3 && !is_blank_or_edge(before);
    return next + is_apart;
}

static void read_tokens(struct tokens *tokens, struct string line, bool in_cell)
{
    size_t from = 0, at = 0;
    while (at < line.length) {
        char c = line.bytes[at];
        bool is_break = starts_break(line, at, in_cell);
        bool is_escaped = c == '\\' && is_escape(line, at, in_cell);
        if (c != '*' && !is_break && !is_escaped) {
            at++;
            continue;
        }
        if (at > from)
            add_token(tokens, string_slice(line, from, at));
        if (is_break) {
            add_token(tokens, STRING("\n"));
            from = at += strlen("<br>");
        } else if (is_escaped) {
            add_token(tokens, string_slice(line, at + 1, at + 2));
            from = at += 2;
        } else {
            /* What is kept apart is no escape: the text begins with it. */
            from = at = read_stars(tokens, line, at, in_cell);
        }
    }
    if (at > from)
        add_token(tokens, string_slice(line, from, at));
}

static bool has_switch(const struct token *token, unsigned format)
{
    return token->is_stars &&
           (token->text.length == 3 || token->text.length == (format == OUTLINE_BOLD ? 2 : 1));
}

/* The last star that can open is the one that a closing star meets. */
static void pair_stars(struct tokens *tokens, unsigned format)
{
    struct token *open = NULL;
    for (size_t i = 0; i < tokens->count; i++) {
        struct token *token = &tokens->items[i];
        if (!has_switch(token, format))
            continue;
        if (open && token->can_close) {
            open->opens |= format;
            token->closes |= format;
            open = NULL;
        } else if (token->can_open) {
            open = token;
        }
    }
}

struct spans {
    struct outline_span *items;
    size_t count;
    char *bytes; /* room for the whole line */
    size_t length;
};

static void add_text(struct spans *spans, struct string text, unsigned format)
{
    if (text.length == 0)
        return;
    if (spans->count == 0 || spans->items[spans->count - 1].format != format)
        spans->items[spans->count++] = (struct outline_span){{spans->bytes + spans->length, 0}, format};
    memcpy(spans->bytes + spans->length, text.bytes, text.length);
    spans->length += text.length;
    spans->items[spans->count - 1].text.length += text.length;
}

static size_t paired_stars(unsigned formats)
{
    return (formats & OUTLINE_BOLD ? 2 : 0) + (formats & OUTLINE_ITALIC ? 1 : 0);
}

static struct outline_cell join_tokens(struct arena *arena, const struct tokens *tokens, size_t length)
{
    struct spans spans = {.items = arena_allocate(arena, (tokens->count + 1) * sizeof *spans.items),
                          .bytes = arena_allocate(arena, length + 1)};
    unsigned format = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        if (!token->is_stars) {
            add_text(&spans, token->text, format);
            continue;
        }
        format &= ~token->closes;
        add_text(&spans,
                 string_slice(token->text, paired_stars(token->opens | token->closes), token->text.length),
                 format);
        format |= token->opens;
    }
    return (struct outline_cell){spans.items, spans.count};
}

struct outline_cell outline_parse_spans(struct arena *arena, struct string line, bool in_cell)
{
    struct tokens tokens = {.arena = arena};
    line = outline_trim(line);
    read_tokens(&tokens, line, in_cell);
    pair_stars(&tokens, OUTLINE_BOLD);
    pair_stars(&tokens, OUTLINE_ITALIC);
    return join_tokens(arena, &tokens, line.length);
}

struct outline_cell outline_parse_line(struct arena *arena, struct string line)
{
    return outline_parse_spans(arena, line, false);
}

struct string outline_plain_text(struct arena *arena, const struct outline_cell *line)
{
    size_t length = 0;
    for (size_t i = 0; i < line->span_count; i++)
        length += line->spans[i].text.length;
    char *bytes = arena_allocate(arena, length + 1);
    length = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        if (line->spans[i].text.length > 0)
            memcpy(bytes + length, line->spans[i].text.bytes, line->spans[i].text.length);
        length += line->spans[i].text.length;
    }
    return (struct string){bytes, length};
}

struct string outline_trim(struct string s)
{
    size_t from = 0, to = s.length;
    while (from < to && text_is_space(character_at(s, from)))
        text_next(s, &from);
    while (to > from && text_is_space(character_before(s, to)))
        for (to--; to > from && ((unsigned char)s.bytes[to] & 0xC0) == 0x80;)
            to--;
    return string_slice(s, from, to);
}
