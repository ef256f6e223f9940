/* Statements: one row of keywords.def names one, one function here reads what follows its keyword. */

#include "template/statement.h"

#include <string.h>

#include "text/unicode.h"

struct keyword {
    const char *words;
    enum statement_kind kind;
};

static const struct keyword keywords[] = {
#define KEYWORD(words, kind) {words, STATEMENT_##kind},
#include "template/keywords.def"
#undef KEYWORD
};

struct kind_row {
    enum statement_role role;
    enum statement_kind block;
    const char *name;
};

static const struct kind_row kinds[STATEMENT_KIND_COUNT] = {
#define STATEMENT(kind, role, block, name) [STATEMENT_##kind] = {STATEMENT_##role, STATEMENT_##block, name},
#include "template/statements.def"
#undef STATEMENT
};

static const char *const loop_words[] = {"in", "trong", NULL};
static const char *const condition_words[] = {"if", "nếu", "recursive", "đệ quy", NULL};

struct reader {
    struct arena *arena;
    const struct expression_source *source;
    size_t offset;
    struct statement *statement;
    struct problems *problems;
};

enum statement_role statement_role(enum statement_kind kind)
{
    return kinds[kind].role;
}

enum statement_kind statement_block(enum statement_kind kind)
{
    return kinds[kind].block;
}

const char *statement_name(enum statement_kind kind)
{
    return kinds[kind].name ? kinds[kind].name : "";
}

/* All Vietnamese keywords have letters beyond ASCII. */
static bool is_vietnamese(const struct keyword *keyword)
{
    for (const char *byte = keyword->words; *byte; byte++)
        if ((unsigned char)*byte >= 0x80)
            return true;
    return false;
}

const char *statement_words(enum statement_kind kind, bool in_vietnamese)
{
    enum statement_kind typed = kind == STATEMENT_SET_BLOCK ? STATEMENT_SET : kind;
    for (size_t i = 0; in_vietnamese && i < sizeof(keywords) / sizeof(*keywords); i++)
        if (keywords[i].kind == typed && is_vietnamese(&keywords[i]))
            return keywords[i].words;
    return statement_name(kind);
}

static bool accept_any(struct reader *reader, const char *const *words)
{
    for (; *words; words++)
        if (expression_accept_word(reader->source, &reader->offset, *words))
            return true;
    return false;
}

static bool accept_mark(struct reader *reader, const char *mark)
{
    return expression_accept_mark(reader->source, &reader->offset, mark);
}

static bool want(struct reader *reader, bool found, const char *wanted)
{
    if (!found)
        expression_report_missing(reader->source, reader->offset, wanted, reader->problems);
    return found;
}

static const struct expression *read_expression(struct reader *reader, const char *const *stops)
{
    return expression_parse_part(reader->arena, reader->source, &reader->offset, stops, reader->problems);
}

static const struct expression *read_tuple(struct reader *reader)
{
    return expression_parse_tuple(reader->arena, reader->source, &reader->offset, NULL, reader->problems);
}

static bool read_names(struct reader *reader, const char *const *stops)
{
    struct statement *statement = reader->statement;
    statement->target = expression_parse_target(reader->arena, reader->source, &reader->offset, stops,
                                                &statement->names, &statement->name_count, reader->problems);
    return statement->target != NULL;
}

static bool read_parameters(struct reader *reader)
{
    struct statement *statement = reader->statement;
    return expression_parse_parameters(reader->arena, reader->source, &reader->offset, &statement->parameters,
                                       &statement->parameter_count, reader->problems);
}

static bool read_one_expression(struct reader *reader)
{
    reader->statement->expression = read_tuple(reader);
    return reader->statement->expression != NULL;
}

static bool read_for(struct reader *reader)
{
    static const char *const recursive_words[] = {"recursive", "đệ quy", NULL};
    static const char *const if_words[] = {"if", "nếu", NULL};
    static const char *const recursive_stops[] = {"recursive", "đệ quy", NULL};
    struct statement *statement = reader->statement;
    if (!read_names(reader, loop_words) || !want(reader, accept_any(reader, loop_words), "in"))
        return false;
    statement->expression = expression_parse_tuple(reader->arena, reader->source, &reader->offset,
                                                   condition_words, reader->problems);
    if (!statement->expression)
        return false;
    if (accept_any(reader, if_words)) {
        statement->condition = read_expression(reader, recursive_stops);
        if (!statement->condition)
            return false;
    }
    statement->is_recursive = accept_any(reader, recursive_words);
    return true;
}

/* {% set a = 1 %}, {% set a, b = 1, 2 %}, {% set n.a = 1 %}; {% set a %} and {% set a | upper %} open a
 * block. */
static bool read_set(struct reader *reader)
{
    struct statement *statement = reader->statement;
    if (!read_names(reader, NULL))
        return false;
    if (statement->name_count == 1 && accept_mark(reader, ".")) {
        const struct name *const *object = statement->names;
        if (!read_names(reader, NULL))
            return false;
        statement->attribute = statement->names[0];
        statement->names = object;
    }
    if (accept_mark(reader, "=")) {
        statement->expression = read_tuple(reader);
        return statement->expression != NULL;
    }
    if (!expression_at_end(reader->source, reader->offset)) {
        if (!want(reader, accept_mark(reader, "|"), "="))
            return false;
        statement->filters =
            expression_parse_filters(reader->arena, reader->source, &reader->offset, reader->problems);
        if (!statement->filters)
            return false;
    }
    statement->kind = STATEMENT_SET_BLOCK;
    return true;
}

static bool read_assignment(struct reader *reader, struct assignment *assignment)
{
    const struct name *const *names;
    size_t count;
    if (!expression_parse_names(reader->arena, reader->source, &reader->offset, NULL, &names, &count,
                                reader->problems) ||
        !want(reader, accept_mark(reader, "="), "="))
        return false;
    assignment->name = names[0];
    assignment->value = read_expression(reader, NULL);
    return assignment->value != NULL;
}

static bool read_with(struct reader *reader)
{
    struct buffer read = {0};
    bool is_read = true;
    if (!expression_at_end(reader->source, reader->offset))
        do {
            struct assignment assignment;
            is_read = read_assignment(reader, &assignment);
            if (is_read)
                buffer_append(&read, (const char *)&assignment, sizeof(assignment));
        } while (is_read && accept_mark(reader, ","));
    struct assignment *assignments = arena_allocate(reader->arena, read.length + 1);
    if (read.length)
        memcpy(assignments, read.bytes, read.length);
    reader->statement->assignments = assignments;
    reader->statement->assignment_count = read.length / sizeof(*assignments);
    buffer_release(&read);
    return is_read;
}

static bool read_filter(struct reader *reader)
{
    reader->statement->expression =
        expression_parse_filters(reader->arena, reader->source, &reader->offset, reader->problems);
    return reader->statement->expression != NULL;
}

static bool read_macro(struct reader *reader)
{
    static const char *const stops[] = {NULL};
    return read_names(reader, stops) && read_parameters(reader);
}

static bool read_call(struct reader *reader)
{
    size_t before = reader->offset;
    if (accept_mark(reader, "(")) {
        reader->offset = before;
        if (!read_parameters(reader))
            return false;
        before = reader->offset;
    }
    reader->statement->expression = read_expression(reader, NULL);
    if (!reader->statement->expression)
        return false;
    if (expression_is_call(reader->statement->expression))
        return true;
    expression_report_missing(reader->source, before, "(", reader->problems);
    return false;
}

/* {% vm %} merges all rounds, {% vm value %} those of equal values. */
static bool read_merge(struct reader *reader)
{
    if (expression_at_end(reader->source, reader->offset))
        return true;
    (void)(expression_accept_word(reader->source, &reader->offset, "theo") ||
           expression_accept_word(reader->source, &reader->offset, "by"));
    return read_one_expression(reader);
}

static bool read_include(struct reader *reader)
{
    static const char *const stops[] = {"ignore missing", "with context", "without context", NULL};
    reader->statement->expression = read_expression(reader, stops);
    if (!reader->statement->expression)
        return false;
    reader->statement->ignores_missing =
        expression_accept_word(reader->source, &reader->offset, "ignore missing");
    (void)(expression_accept_word(reader->source, &reader->offset, "with context") ||
           expression_accept_word(reader->source, &reader->offset, "without context"));
    reader->statement->kind = STATEMENT_PRINT;
    reader->statement->is_include = true;
    return true;
}

/* Those in their place were taken out before the others are read (see attribute.h). */
static bool refuse_attribute(struct reader *reader)
{
    struct place place = reader->source->place;
    place.underline = 0;
    place.underline_length = (uint32_t)place.tag.length;
    problems_add(reader->problems, PROBLEM_TEMPLATE_ATTRIBUTE_PLACE, &place, NULL);
    return false;
}

/* What follows the keyword; no row: nothing. */
static bool (*const readers[STATEMENT_KIND_COUNT])(struct reader *reader) = {
    [STATEMENT_FOR] = read_for,
    [STATEMENT_IF] = read_one_expression,
    [STATEMENT_ELIF] = read_one_expression,
    [STATEMENT_SET] = read_set,
    [STATEMENT_WITH] = read_with,
    [STATEMENT_FILTER] = read_filter,
    [STATEMENT_MACRO] = read_macro,
    [STATEMENT_CALL] = read_call,
    [STATEMENT_AUTOESCAPE] = read_one_expression,
    [STATEMENT_DO] = read_one_expression,
    [STATEMENT_INCLUDE] = read_include,
    [STATEMENT_COLSPAN] = read_one_expression,
    [STATEMENT_CELLBG] = read_one_expression,
    [STATEMENT_VM] = read_merge,
    [STATEMENT_ATTRIBUTE] = refuse_attribute,
};

static bool begins_with(struct string first_word, const char *words)
{
    size_t length = strcspn(words, " ");
    return first_word.length == length && !memcmp(first_word.bytes, words, length);
}

/* NULL: no keyword. */
static const struct keyword *read_keyword(struct reader *reader, struct string *typed)
{
    size_t offset = 0;
    *typed = (struct string){0};
    if (!expression_parse_word(reader->source, &offset, typed))
        return NULL;
    struct string folded = text_fold_name(reader->arena, *typed);
    for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
        if (begins_with(folded, keywords[i].words) &&
            expression_accept_word(reader->source, &reader->offset, keywords[i].words))
            return &keywords[i];
    return NULL;
}

enum statement_kind statement_keyword(struct arena *arena, const struct expression_source *source,
                                      size_t *offset)
{
    struct string typed;
    struct reader reader = {.arena = arena, .source = source};
    const struct keyword *keyword = read_keyword(&reader, &typed);
    *offset = reader.offset;
    return keyword ? keyword->kind : STATEMENT_NONE;
}

static size_t count_words(const char *words)
{
    size_t count = 1;
    for (; *words; words++)
        count += *words == ' ';
    return count;
}

/* The keyword of as many words as these that is nearest to them, or an empty text. */
static struct string suggest_keyword(struct string typed, size_t word_count)
{
    struct string candidates[sizeof(keywords) / sizeof(*keywords)];
    size_t count = 0;
    for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
        if (count_words(keywords[i].words) == word_count)
            candidates[count++] = string_of(keywords[i].words);
    return text_closest(typed, candidates, count);
}

enum { MOST_WORDS = 3 };

/* The first words typed that are nearly a keyword, the most of them; else the first word. */
static struct string find_keyword(struct reader *reader, struct string first, struct string *suggestion)
{
    struct string typed[MOST_WORDS] = {first};
    size_t count = 1, offset = (size_t)(first.bytes - reader->source->text.bytes) + first.length;
    for (struct string next; count < MOST_WORDS; count++) {
        if (!expression_parse_word(reader->source, &offset, &next))
            break;
        typed[count] = (struct string){first.bytes, (size_t)(next.bytes + next.length - first.bytes)};
    }
    while (count > 0) {
        count--;
        *suggestion = suggest_keyword(typed[count], count + 1);
        if (suggestion->length)
            return typed[count];
    }
    return first;
}

/* So that the other tags of its block are not told as well. */
static void guess_kind(struct statement *statement, struct string suggestion)
{
    for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords) && suggestion.length; i++) {
        if (!string_is(suggestion, keywords[i].words) || statement_role(keywords[i].kind) == STATEMENT_STANDS)
            continue;
        statement->kind = keywords[i].kind;
        statement->is_guessed = true;
        return;
    }
}

static void report_keyword(struct reader *reader, struct string first)
{
    struct place place = reader->source->place;
    struct string suggestion = {"", 0};
    struct string typed = first.length ? find_keyword(reader, first, &suggestion) : first;
    size_t at = typed.length ? (size_t)(typed.bytes - reader->source->text.bytes) : 0;
    place.underline = (uint32_t)(reader->source->offset + at);
    place.underline_length = (uint32_t)(typed.length ? typed.length : reader->source->text.length);
    struct string word = arena_copy(reader->arena, typed);
    struct problem *problem = problems_add(reader->problems, PROBLEM_TEMPLATE_STATEMENT_UNKNOWN, &place,
                                           word.bytes ? word.bytes : "");
    problems_suggest(reader->problems, problem, suggestion);
    guess_kind(reader->statement, suggestion);
}

static bool parse_statement(struct reader *reader)
{
    struct string typed;
    const struct keyword *keyword = read_keyword(reader, &typed);
    if (!keyword) {
        report_keyword(reader, typed);
        return false;
    }
    reader->statement->kind = keyword->kind;
    reader->statement->is_vietnamese = is_vietnamese(keyword);
    return !readers[keyword->kind] || readers[keyword->kind](reader);
}

bool statement_parse(struct arena *arena, const struct expression_source *source, enum mark_kind mark,
                     struct statement *statement, struct problems *problems)
{
    *statement = (struct statement){0};
    struct reader reader = {arena, source, 0, statement, problems};
    if (mark == MARK_COMMENT)
        return true;
    if (mark == MARK_PRINT)
        statement->kind = STATEMENT_PRINT;
    bool is_parsed = mark == MARK_PRINT ? read_one_expression(&reader) : parse_statement(&reader);
    return is_parsed && expression_parse_end(source, reader.offset, problems);
}
