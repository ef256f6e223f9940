/* Codes of merge fields, read as Word reads them (ECMA-376 part 1, 17.16). */

#include "template/merge_code.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "template/made.h"
#include "template/merge_lines.h"
#include "template/merge_words.h"

/* ---- switches ---- */

struct format_row {
    const char *name;   /* behind \*, in any case */
    const char *filter; /* "": nothing to do */
};

static const struct format_row format_rows[] = {
    {"MERGEFORMAT", ""},         {"CHARFORMAT", ""},          {"Upper", "upper"},
    {"Lower", "lower"},          {"FirstCap", "first upper"}, {"Caps", "words upper"},
    {"Arabic", "mẫu số(\"0\")"}, {"Roman", "roman"},          {"CardText", "spell"},
    {"OrdText", "ordinal"},      {"Ordinal", "ordinal"},      {"DollarText", "spell(money=true)"},
};

static bool is_word(struct string text, const char *word)
{
    return text.length == strlen(word) && !strncasecmp(text.bytes, word, text.length);
}

static void apply(struct code_reader *reader, const char *filter)
{
    struct buffer *expression = &reader->code->expression, applied = {0};
    buffer_append_format(&applied, "((%.*s) | %s)", (int)expression->length, expression->bytes, filter);
    buffer_release(expression);
    *expression = applied;
}

static void apply_format(struct code_reader *reader, struct string name)
{
    for (size_t i = 0; i < sizeof(format_rows) / sizeof(*format_rows); i++) {
        if (!is_word(name, format_rows[i].name))
            continue;
        if (*format_rows[i].filter)
            apply(reader, format_rows[i].filter);
        if (is_word(name, "Roman") && name.bytes[0] == 'r')
            apply(reader, "lower");
        reader->code->uses_code_format = reader->code->uses_code_format || is_word(name, "CHARFORMAT");
        return;
    }
    reader->code->unknown = arena_format(reader->arena, "\\* %.*s", STRING_FORMAT(name));
}

static void apply_with(struct code_reader *reader, const char *before, const struct word *argument,
                       const char *after)
{
    struct buffer filter = {0};
    buffer_append_format(&filter, "%s%.*s%s", before, (int)argument->expression.length,
                         argument->expression.bytes, after);
    apply(reader, filter.bytes);
    buffer_release(&filter);
}

static void apply_switch(struct code_reader *reader, char letter, const struct word *argument)
{
    switch (letter) {
    case '*':
        apply_format(reader, argument->plain.bytes ? argument->plain : (struct string){"", 0});
        break;
    case '#':
        apply_with(reader, "mẫu số(", argument, ")");
        break;
    case '@':
        apply_with(reader, "mẫu ngày(", argument, ")");
        break;
    case 'b':
    case 'B':
        apply_with(reader, "around(before=", argument, ")");
        break;
    case 'f':
    case 'F':
        apply_with(reader, "around(after=", argument, ")");
        break;
    }
}

/* Pictures come first, then letters, then what stands around, in whatever order they are typed. */
static void apply_switches(struct code_reader *reader)
{
    static const char *const passes[] = {"#@", "*", "bBfF"};
    size_t from = reader->at;
    reader->has_signs = false;
    for (size_t pass = 0; pass < sizeof(passes) / sizeof(*passes); pass++) {
        reader->at = from;
        for (;;) {
            struct word word = word_next(reader);
            bool is_switch = word.kind == WORD_SWITCH && word.letter && strchr("#@*bBfF", word.letter);
            enum word_kind kind = word.kind;
            buffer_release(&word.expression);
            if (kind == WORD_END)
                break;
            if (!is_switch)
                continue;
            struct word argument = word_next(reader);
            if (argument.kind == WORD_TEXT && strchr(passes[pass], word.letter))
                apply_switch(reader, word.letter, &argument);
            buffer_release(&argument.expression);
        }
    }
}

/* ---- fields ---- */

static void apply_record(struct code_reader *reader, struct string name)
{
    struct buffer filter = {0};
    buffer_append_format(&filter, "record(%.*s, ", STRING_FORMAT(reader->code->record));
    made_append_text(&filter, name);
    buffer_append_byte(&filter, ')');
    apply(reader, filter.bytes);
    buffer_release(&filter);
}

/* { MERGEREC } and { MERGESEQ }, in labels; elsewhere the number of the document is not known. */
static void read_number(struct code_reader *reader)
{
    if (reader->code->has_records)
        buffer_append_format(&reader->code->expression, "(%.*s + 1) | record(%.*s, \"\")",
                             STRING_FORMAT(reader->code->record), STRING_FORMAT(reader->code->record));
}

/* \m: the field is one of Word's list. */
static bool is_mapped(const struct code_reader *reader)
{
    struct code_reader ahead = *reader;
    ahead.has_signs = false;
    for (struct word word = {0}; (word = word_next(&ahead)).kind != WORD_END;) {
        buffer_release(&word.expression);
        if (word.kind == WORD_SWITCH && (word.letter == 'm' || word.letter == 'M'))
            return true;
    }
    return false;
}

/* Of a field of Word's list the column that the merge has for it, as far as the data has that. */
static void append_merge_name(struct code_reader *reader, struct string name)
{
    struct buffer *out = &reader->code->expression;
    struct string column = merge_columns_lookup(reader->code->columns, name);
    if (!column.length || string_equal(column, name) || !is_mapped(reader)) {
        made_append_name(out, name);
        return;
    }
    buffer_append_byte(out, '(');
    made_append_name(out, name);
    buffer_append_text(out, " if ");
    made_append_condition(out, name);
    buffer_append_text(out, " and not (");
    made_append_condition(out, column);
    buffer_append_text(out, ") else ");
    made_append_name(out, column);
    buffer_append_byte(out, ')');
}

static void read_merge(struct code_reader *reader)
{
    struct word name = word_next(reader);
    if (name.kind == WORD_TEXT && name.plain.bytes && made_may_name(name.plain)) {
        reader->code->name = name.plain;
        append_merge_name(reader, name.plain);
        if (reader->code->has_records)
            apply_record(reader, name.plain);
        apply_switches(reader);
    }
    buffer_release(&name.expression);
}

/* { QUOTE "…" } */
static void read_quote(struct code_reader *reader)
{
    struct word text = word_next(reader);
    if (text.kind == WORD_TEXT) {
        buffer_append_string(&reader->code->expression, buffer_string(&text.expression));
        apply_switches(reader);
    }
    buffer_release(&text.expression);
}

/*
 * What is missing is no reason to take the other text: it is told, and marked in a draft. Where the left side
 * is long it is not said twice, so that fields in one another do not double without end.
 */
static void append_choice(struct buffer *out, const struct word *words)
{
    enum { LONG = 256 };
    const struct buffer *left = &words[0].expression;
    if (left->length < LONG)
        buffer_append_format(out, "(%s) if ((%s) is undefined) else (", left->bytes, left->bytes);
    buffer_append_format(out, "(%s) if ((%s) | compare(\"%.*s\", %s)) else (%s)", words[3].expression.bytes,
                         left->bytes, STRING_FORMAT(words[1].plain), words[2].expression.bytes,
                         words[4].expression.bytes);
    buffer_append_text(out, left->length < LONG ? ")" : "");
}

/* { IF left sign right "then" "else" } */
static void read_if(struct code_reader *reader)
{
    struct word words[5];
    bool is_whole = true;
    reader->has_signs = true;
    for (size_t i = 0; i < 5; i++) {
        reader->has_signs = i < 3;
        words[i] = word_next(reader);
        if (words[i].kind == WORD_END && i > 3)
            words[i].kind = WORD_TEXT, buffer_append_text(&words[i].expression, "\"\"");
        is_whole = is_whole && words[i].kind == (i == 1 ? WORD_SIGN : WORD_TEXT);
    }
    if (is_whole) {
        append_choice(&reader->code->expression, words);
        apply_switches(reader);
    }
    for (size_t i = 0; i < 5; i++)
        buffer_release(&words[i].expression);
}

/* { NEXTIF left sign right } */
static void read_condition(struct code_reader *reader)
{
    struct word words[3];
    bool is_whole = true;
    reader->has_signs = true;
    for (size_t i = 0; i < 3; i++) {
        words[i] = word_next(reader);
        is_whole = is_whole && words[i].kind == (i == 1 ? WORD_SIGN : WORD_TEXT);
    }
    if (is_whole)
        buffer_append_format(&reader->code->expression, "(%s) | compare(\"%.*s\", %s)",
                             words[0].expression.bytes, STRING_FORMAT(words[1].plain),
                             words[2].expression.bytes);
    for (size_t i = 0; i < 3; i++)
        buffer_release(&words[i].expression);
}

/* { SKIPIF left sign right } */
static void read_skip(struct code_reader *reader)
{
    read_condition(reader);
    if (reader->code->expression.length)
        apply(reader, "skip record");
}

static void read_line(struct code_reader *reader, bool is_greeting)
{
    struct merge_line line = {.is_greeting = is_greeting, .columns = reader->code->columns};
    struct string format = {NULL, 0};
    for (struct word word = {0}; (word = word_next(reader)).kind != WORD_END;) {
        char letter = word.kind == WORD_SWITCH ? word.letter : '\0';
        buffer_release(&word.expression);
        if (!letter || !strchr("fecl*", letter))
            continue;
        struct word argument = word_next(reader);
        struct string *texts[] = {&line.format, &line.otherwise, &line.country, NULL, &format};
        struct string *text = texts[strchr("fecl*", letter) - "fecl*"];
        if (argument.plain.bytes && text)
            *text = argument.plain;
        buffer_release(&argument.expression);
    }
    merge_line_append(&reader->code->expression, &line);
    if (format.bytes && reader->code->expression.length)
        apply_format(reader, format);
}

static void read_greeting(struct code_reader *reader)
{
    read_line(reader, true);
}

static void read_address(struct code_reader *reader)
{
    read_line(reader, false);
}

/* Where a formula ends: at its first switch. */
static size_t formula_end(const struct code_reader *reader)
{
    size_t end = string_find(reader->code->code, STRING("\\"), reader->at);
    return end == SIZE_MAX ? reader->code->code.length : end;
}

/* { = <field> * 2 }: figures, fields, + - * / ^ and parentheses; functions and cells of tables are Word's. */
static void read_formula(struct code_reader *reader)
{
    struct buffer *out = &reader->code->expression;
    size_t end = formula_end(reader);
    while (reader->at < end) {
        char byte = word_byte_at(reader, reader->at);
        struct word field = {0};
        if (byte == '\1') {
            reader->at = word_read_nested(reader, reader->at, &field);
            buffer_append_string(out, buffer_string(&field.expression));
            buffer_release(&field.expression);
            continue;
        }
        size_t blank = word_blank_at(reader, reader->at);
        if (!blank && !strchr("0123456789,.+-*/^()", byte)) {
            buffer_truncate(out, 0);
            return;
        }
        if (byte == '^')
            buffer_append_text(out, "**");
        else
            buffer_append_byte(out, blank ? ' ' : byte == ',' ? '.' : byte);
        reader->at += blank ? blank : 1;
    }
    if (out->length)
        apply_switches(reader);
}

struct field_row {
    const char *name;
    void (*read)(struct code_reader *reader);
    bool needs_nested; /* without a field in it, it is Word's own affair */
};

static const struct field_row field_rows[] = {
    {"MERGEFIELD", read_merge, false},
    {"IF", read_if, true},
    {"QUOTE", read_quote, true},
    {"MERGEREC", read_number, false},
    {"MERGESEQ", read_number, false},
    {"=", read_formula, true},
    {"NEXTIF", read_condition, false},
    {"SKIPIF", read_skip, false},
    {"GREETINGLINE", read_greeting, false},
    {"ADDRESSBLOCK", read_address, false},
};

void merge_code_read(struct merge_code *code, struct arena *arena)
{
    struct code_reader reader = {.code = code, .arena = arena};
    while (word_blank_at(&reader, reader.at))
        reader.at += word_blank_at(&reader, reader.at);
    size_t from = reader.at;
    if (word_byte_at(&reader, reader.at) == '=')
        reader.at++;
    else
        while (reader.at < code->code.length && !word_blank_at(&reader, reader.at) &&
               !strchr("\"\\\1", word_byte_at(&reader, reader.at)))
            reader.at++;
    struct string name = string_slice(code->code, from, reader.at);
    for (size_t i = 0; i < sizeof(field_rows) / sizeof(*field_rows); i++) {
        if (!is_word(name, field_rows[i].name))
            continue;
        field_rows[i].read(&reader);
        if (reader.is_impossible || (field_rows[i].needs_nested && !reader.has_nested))
            buffer_truncate(&code->expression, 0);
    }
}
