/* Words of codes, as Word parts them. */

#include "template/merge_words.h"

#include <stdlib.h>
#include <string.h>

#include "template/made.h"

char word_byte_at(const struct code_reader *reader, size_t at)
{
    return at < reader->code->code.length ? reader->code->code.bytes[at] : '\0';
}

size_t word_blank_at(const struct code_reader *reader, size_t at)
{
    char byte = word_byte_at(reader, at);
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
        return 1;
    return byte == '\xC2' && word_byte_at(reader, at + 1) == '\xA0' ? 2 : 0;
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

size_t word_read_nested(struct code_reader *reader, size_t at, struct word *word)
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
    char byte = word_byte_at(reader, reader->at);
    if (reader->at >= reader->code->code.length)
        return true;
    if (is_quoted)
        return quote_at(reader, reader->at) > 0;
    return word_blank_at(reader, reader->at) || (reader->has_signs && strchr("=<>", byte)) ||
           quote_at(reader, reader->at);
}

static void read_text(struct code_reader *reader, struct word *word)
{
    struct buffer text = {0}, all = {0};
    size_t quote = quote_at(reader, reader->at);
    bool has_fields = false;
    for (reader->at += quote; !ends_word(reader, quote > 0);) {
        char byte = word_byte_at(reader, reader->at);
        if (byte == '\1') {
            add_text(word, &text);
            reader->at = word_read_nested(reader, reader->at, word);
            has_fields = true;
            continue;
        }
        char next = word_byte_at(reader, reader->at + 1);
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
    char first = word_byte_at(reader, from), second = word_byte_at(reader, reader->at);
    if (first != '=' && (second == '=' || (first == '<' && second == '>')))
        reader->at++;
    word->plain = string_slice(reader->code->code, from, reader->at);
}

struct word word_next(struct code_reader *reader)
{
    struct word word = {.kind = WORD_TEXT};
    while (word_blank_at(reader, reader->at))
        reader->at += word_blank_at(reader, reader->at);
    char byte = word_byte_at(reader, reader->at);
    if (reader->at >= reader->code->code.length) {
        word.kind = WORD_END;
    } else if (byte == '\\' && word_byte_at(reader, reader->at + 1) != '\\') {
        word.kind = WORD_SWITCH;
        word.letter = word_byte_at(reader, reader->at + 1);
        reader->at += 2;
    } else if (reader->has_signs && strchr("=<>", byte)) {
        word.kind = WORD_SIGN;
        read_sign(reader, &word);
    } else {
        read_text(reader, &word);
    }
    return word;
}
