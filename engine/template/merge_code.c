/* Codes of merge fields, read as Word reads them (ECMA-376 part 1, 17.16). */

#include "template/merge_code.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "template/made.h"

enum word_kind { WORD_END, WORD_TEXT, WORD_SWITCH, WORD_SIGN };

/* A word of a code: an argument, a switch with its letter, a sign of comparison. */
struct word {
    enum word_kind kind;
    struct string plain;      /* a text without fields in it; bytes NULL: it has some */
    struct buffer expression; /* of a text */
    char letter;              /* of a switch */
};

struct code_reader {
    struct merge_code *code;
    struct arena *arena;
    size_t at;
    bool has_signs;     /* = < > stand for themselves */
    bool is_impossible; /* a field in it asks for no data */
    bool has_nested;
};

static char byte_at(const struct code_reader *reader, size_t at)
{
    return at < reader->code->code.length ? reader->code->code.bytes[at] : '\0';
}

/* The length of a blank at `at`, NBSP among them; 0: there is none. */
static size_t blank_at(const struct code_reader *reader, size_t at)
{
    char byte = byte_at(reader, at);
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
        return 1;
    return byte == '\xC2' && byte_at(reader, at + 1) == '\xA0' ? 2 : 0;
}

/* The length of a double quote, straight or typographic. */
static size_t quote_at(const struct code_reader *reader, size_t at)
{
    static const char *const quotes[] = {"\"", "“", "”", "„"};
    struct string rest = string_slice(reader->code->code, at, reader->code->code.length);
    for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++)
        if (string_starts_with(rest, string_of(quotes[i])))
            return strlen(quotes[i]);
    return 0;
}

static void add_piece(struct word *word, struct string expression)
{
    if (word->expression.length)
        buffer_append_text(&word->expression, " ~ ");
    buffer_append_string(&word->expression, expression);
}

static void add_text(struct word *word, struct buffer *text)
{
    struct buffer literal = {0};
    if (!text->length)
        return;
    made_append_text(&literal, buffer_string(text));
    add_piece(word, buffer_string(&literal));
    buffer_release(&literal);
    buffer_truncate(text, 0);
}

/* Behind the field at `at`. */
static size_t read_nested(struct code_reader *reader, size_t at, struct word *word)
{
    size_t end = string_find(reader->code->code, STRING("\2"), at);
    size_t index = strtoul(reader->code->code.bytes + at + 1, NULL, 10);
    struct string expression = reader->code->nested(reader->code->context, index);
    reader->has_nested = true;
    if (!expression.length)
        reader->is_impossible = true;
    struct buffer piece = {0};
    buffer_append_format(&piece, "(%.*s)", STRING_FORMAT(expression));
    add_piece(word, buffer_string(&piece));
    buffer_release(&piece);
    return end == SIZE_MAX ? reader->code->code.length : end + 1;
}

static bool ends_word(const struct code_reader *reader, bool is_quoted)
{
    char byte = byte_at(reader, reader->at);
    if (reader->at >= reader->code->code.length)
        return true;
    if (is_quoted)
        return quote_at(reader, reader->at) > 0;
    return blank_at(reader, reader->at) || (reader->has_signs && strchr("=<>", byte)) ||
           quote_at(reader, reader->at);
}

static void read_text(struct code_reader *reader, struct word *word)
{
    struct buffer text = {0}, all = {0};
    size_t quote = quote_at(reader, reader->at);
    bool has_fields = false;
    for (reader->at += quote; !ends_word(reader, quote > 0);) {
        char byte = byte_at(reader, reader->at);
        if (byte == '\1') {
            add_text(word, &text);
            reader->at = read_nested(reader, reader->at, word);
            has_fields = true;
            continue;
        }
        char next = byte_at(reader, reader->at + 1);
        if (byte == '\\' && (next == '"' || next == '\\'))
            byte = next, reader->at++;
        buffer_append_byte(&text, byte);
        buffer_append_byte(&all, byte);
        reader->at++;
    }
    if (quote)
        reader->at += quote_at(reader, reader->at);
    add_text(word, &text);
    if (!word->expression.length)
        buffer_append_text(&word->expression, "\"\"");
    word->plain = has_fields ? (struct string){NULL, 0} : arena_copy(reader->arena, buffer_string(&all));
    buffer_release(&text);
    buffer_release(&all);
}

static void read_sign(struct code_reader *reader, struct word *word)
{
    size_t from = reader->at++;
    char first = byte_at(reader, from), second = byte_at(reader, reader->at);
    if (first != '=' && (second == '=' || (first == '<' && second == '>')))
        reader->at++;
    word->plain = string_slice(reader->code->code, from, reader->at);
}

/* The caller releases the expression of the word. */
static struct word next_word(struct code_reader *reader)
{
    struct word word = {.kind = WORD_TEXT};
    while (blank_at(reader, reader->at))
        reader->at += blank_at(reader, reader->at);
    char byte = byte_at(reader, reader->at);
    if (reader->at >= reader->code->code.length) {
        word.kind = WORD_END;
    } else if (byte == '\\' && byte_at(reader, reader->at + 1) != '\\') {
        word.kind = WORD_SWITCH;
        word.letter = byte_at(reader, reader->at + 1);
        reader->at += 2;
    } else if (reader->has_signs && strchr("=<>", byte)) {
        word.kind = WORD_SIGN;
        read_sign(reader, &word);
    } else {
        read_text(reader, &word);
    }
    return word;
}

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
            struct word word = next_word(reader);
            bool is_switch = word.kind == WORD_SWITCH && word.letter && strchr("#@*bBfF", word.letter);
            enum word_kind kind = word.kind;
            buffer_release(&word.expression);
            if (kind == WORD_END)
                break;
            if (!is_switch)
                continue;
            struct word argument = next_word(reader);
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
    buffer_append_format(&filter, "record(%zu, ", reader->code->record);
    made_append_text(&filter, name);
    buffer_append_byte(&filter, ')');
    apply(reader, filter.bytes);
    buffer_release(&filter);
}

/* { MERGEREC } and { MERGESEQ }, in labels; elsewhere the number of the document is not known. */
static void read_number(struct code_reader *reader)
{
    if (reader->code->has_records)
        buffer_append_format(&reader->code->expression, "%zu | record(%zu, \"\")", reader->code->record + 1,
                             reader->code->record);
}

static void read_merge(struct code_reader *reader)
{
    struct word name = next_word(reader);
    if (name.kind == WORD_TEXT && name.plain.bytes && made_may_name(name.plain)) {
        reader->code->name = name.plain;
        made_append_name(&reader->code->expression, name.plain);
        if (reader->code->has_records)
            apply_record(reader, name.plain);
        apply_switches(reader);
    }
    buffer_release(&name.expression);
}

/* { QUOTE "…" } */
static void read_quote(struct code_reader *reader)
{
    struct word text = next_word(reader);
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
        words[i] = next_word(reader);
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
        char byte = byte_at(reader, reader->at);
        struct word field = {0};
        if (byte == '\1') {
            reader->at = read_nested(reader, reader->at, &field);
            buffer_append_string(out, buffer_string(&field.expression));
            buffer_release(&field.expression);
            continue;
        }
        size_t blank = blank_at(reader, reader->at);
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
    {"MERGEFIELD", read_merge, false}, {"IF", read_if, true},
    {"QUOTE", read_quote, true},       {"MERGEREC", read_number, false},
    {"MERGESEQ", read_number, false},  {"=", read_formula, true},
};

void merge_code_read(struct merge_code *code, struct arena *arena)
{
    struct code_reader reader = {.code = code, .arena = arena};
    while (blank_at(&reader, reader.at))
        reader.at += blank_at(&reader, reader.at);
    size_t from = reader.at;
    if (byte_at(&reader, reader.at) == '=')
        reader.at++;
    else
        while (reader.at < code->code.length && !blank_at(&reader, reader.at) &&
               !strchr("\"\\\1", byte_at(&reader, reader.at)))
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
