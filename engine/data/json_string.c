/* JSON strings: a slice of the file, or decoded when they hold escapes. */

#include "data/json.h"

#include "text/unicode.h"

static size_t offset_of(const struct json *json, const char *at)
{
    return (size_t)(at - json->text.bytes.bytes);
}

/* Moves to the closing quote; *has_escapes tells whether there is anything to decode. */
static bool find_end(struct json *json, bool *has_escapes)
{
    const char *at = json->at + 1;
    *has_escapes = false;
    for (; at < json->end && *at != '"' && *at != '\n' && *at != '\r'; at++) {
        if (*at == '\\' && at + 1 < json->end) {
            *has_escapes = true;
            at++;
        }
        json->continuations += ((unsigned char)*at & 0xc0) == 0x80;
    }
    if (at < json->end && *at == '"') {
        json->at = at;
        return true;
    }
    source_report(&json->text, PROBLEM_JSON_STRING_UNCLOSED, json_offset(json), (size_t)(at - json->at),
                  NULL);
    return false;
}

/* Four hexadecimal digits at `at`; -1 if they are none. */
static long read_unit(const char *at, const char *end)
{
    long unit = 0;
    for (int i = 0; i < 4; i++, at++) {
        int digit = at < end ? string_hex_digit(*at) : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool report_escape(struct json *json, enum problem_code code, const char *at, size_t length)
{
    struct string shown = string_slice(json->text.bytes, offset_of(json, at), offset_of(json, at) + length);
    source_report(&json->text, code, offset_of(json, at), length,
                  arena_copy(json->text.reader->arena, shown).bytes);
    return false;
}

/* \uXXXX, or a pair of them for one character beyond U+FFFF; *at is moved behind. */
static bool decode_unicode(struct json *json, const char **at, const char *end, struct buffer *out)
{
    const char *start = *at;
    long unit = read_unit(start + 2, end);
    if (unit < 0)
        return report_escape(json, PROBLEM_JSON_ESCAPE, start, 2);
    *at += 6;
    if (unit >= 0xd800 && unit < 0xdc00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u') {
        long low = read_unit(*at + 2, end);
        if (low >= 0xdc00 && low < 0xe000) {
            buffer_append_code_point(out,
                                     0x10000u + ((unsigned)(unit - 0xd800) << 10) + (unsigned)(low - 0xdc00));
            *at += 6;
            return true;
        }
    }
    if (unit >= 0xd800 && unit < 0xe000)
        return report_escape(json, PROBLEM_JSON_SURROGATE, start, 6);
    buffer_append_code_point(out, (unsigned)unit);
    return true;
}

static bool decode_escape(struct json *json, const char **at, const char *end, struct buffer *out)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if ((*at)[1] == 'u')
        return decode_unicode(json, at, end, out);
    for (size_t i = 0; i < sizeof letters - 1; i++) {
        if ((*at)[1] == letters[i]) {
            buffer_append_byte(out, meanings[i]);
            *at += 2;
            return true;
        }
    }
    size_t after = offset_of(json, *at) + 1;
    text_next(json->text.bytes, &after);
    return report_escape(json, PROBLEM_JSON_ESCAPE, *at, after - offset_of(json, *at));
}

static bool decode(struct json *json, const char *at, const char *end, struct buffer *out)
{
    while (at < end) {
        const char *plain = at;
        while (at < end && *at != '\\')
            at++;
        buffer_append(out, plain, (size_t)(at - plain));
        if (at < end && !decode_escape(json, &at, end, out))
            return false;
    }
    return true;
}

static bool decode_text(struct json *json, const char *start, struct string *string)
{
    struct buffer out = {0};
    bool is_decoded = decode(json, start + 1, json->at, &out);
    if (is_decoded)
        *string = arena_copy(json->text.reader->arena, buffer_string(&out));
    buffer_release(&out);
    return is_decoded &&
           source_accept_text(&json->text, string, offset_of(json, start), (size_t)(json->at - start) + 1);
}

bool json_read_string(struct json *json, struct string *string)
{
    const char *start = json->at;
    bool has_escapes;
    if (!find_end(json, &has_escapes))
        return false;
    if (has_escapes && !decode_text(json, start, string))
        return false;
    if (!has_escapes)
        *string = (struct string){start + 1, (size_t)(json->at - start) - 1};
    if (!has_escapes && !json->text.is_nfc)
        *string = text_normalise(json->text.reader->arena, *string);
    json->at++;
    return true;
}
