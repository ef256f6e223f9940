/* What is wrong with a JSON file at the place where it stops making sense, as the person who typed it would
 * say it. */

#include "data/json.h"

#include <string.h>

#include "text/unicode.h"

struct fault {
    struct json *json;
    enum json_wanted wanted;
    size_t opened;
    size_t offset;
    unsigned found; /* the code point; 0 at the end */
    size_t length;  /* its bytes */
};

static bool is_among(unsigned code_point, const char *characters)
{
    struct string all = string_of(characters);
    for (size_t at = 0; at < all.length;) {
        if (text_next(all, &at) == code_point)
            return true;
    }
    return false;
}

static const char *slice(const struct fault *fault, size_t length)
{
    struct string found = string_slice(fault->json->text.bytes, fault->offset, fault->offset + length);
    return arena_copy(fault->json->text.reader->arena, found).bytes;
}

static bool report(const struct fault *fault, enum problem_code code, size_t length, const char *argument)
{
    source_report(&fault->json->text, code, fault->offset, length, argument);
    return true;
}

/* How far the text without quotes goes: to a sign of JSON or the end of the line. */
static size_t bare_length(const struct fault *fault)
{
    struct string bytes = fault->json->text.bytes;
    size_t end = fault->offset;
    while (end < bytes.length && strchr(",:{}[]\"\r\n", bytes.bytes[end]) == NULL)
        end++;
    return string_trim(string_slice(bytes, fault->offset, end)).length;
}

static bool wants_key(const struct fault *fault)
{
    return fault->wanted == JSON_WANT_KEY || fault->wanted == JSON_WANT_FIRST_KEY;
}

static bool wants_value(const struct fault *fault)
{
    return fault->wanted <= JSON_WANT_FIRST_ITEM || fault->wanted == JSON_WANT_ITEM;
}

static bool is_record(const struct fault *fault)
{
    return fault->opened != SIZE_MAX && fault->json->text.bytes.bytes[fault->opened] == '{';
}

static bool explain_end(const struct fault *fault)
{
    if (fault->found != 0)
        return false;
    struct json *json = fault->json;
    if (fault->opened == SIZE_MAX)
        return report(fault, PROBLEM_JSON_EMPTY, 0, NULL);
    source_report(&json->text, PROBLEM_JSON_UNCLOSED, fault->opened, 1, is_record(fault) ? "{" : "[",
                  is_record(fault) ? "}" : "]");
    return true;
}

static bool explain_comment(const struct fault *fault)
{
    return is_among(fault->found, "/#") && report(fault, PROBLEM_JSON_COMMENT, 1, NULL);
}

static bool explain_quote(const struct fault *fault)
{
    if (is_among(fault->found, "“”„‘’«»"))
        return report(fault, PROBLEM_JSON_SMART_QUOTE, fault->length, slice(fault, fault->length));
    return fault->found == '\'' && report(fault, PROBLEM_JSON_SINGLE_QUOTE, 1, NULL);
}

static bool explain_comma(const struct fault *fault)
{
    bool is_close = is_among(fault->found, "}]");
    bool after_comma = fault->wanted == JSON_WANT_KEY || fault->wanted == JSON_WANT_ITEM;
    if (is_close && after_comma)
        return report(fault, PROBLEM_JSON_COMMA_TRAILING, 1, slice(fault, 1));
    if (fault->wanted == JSON_WANT_VALUE && is_among(fault->found, ",}]"))
        return report(fault, PROBLEM_JSON_VALUE_MISSING, 1, slice(fault, 1));
    return fault->found == ',' && (wants_key(fault) || wants_value(fault)) &&
           report(fault, PROBLEM_JSON_COMMA_EXTRA, 1, NULL);
}

static bool explain_key(const struct fault *fault)
{
    if (!wants_key(fault))
        return false;
    bool is_digit = fault->found >= '0' && fault->found <= '9';
    bool is_after_number = fault->offset >= 2 && is_digit &&
                           fault->json->text.bytes.bytes[fault->offset - 1] == ',' &&
                           text_is_digit((unsigned char)fault->json->text.bytes.bytes[fault->offset - 2]);
    if (is_after_number)
        return report(fault, PROBLEM_JSON_DECIMAL_COMMA, bare_length(fault), NULL);
    if (text_is_name(fault->found) && !is_digit)
        return report(fault, PROBLEM_JSON_KEY_UNQUOTED, bare_length(fault), slice(fault, bare_length(fault)));
    size_t length = is_digit ? bare_length(fault) : fault->length;
    return report(fault, PROBLEM_JSON_KEY, length, slice(fault, length));
}

static bool explain_value(const struct fault *fault)
{
    if (!wants_value(fault))
        return false;
    if (is_among(fault->found, "+."))
        return report(fault, PROBLEM_JSON_NUMBER, bare_length(fault), slice(fault, bare_length(fault)));
    if (text_is_name(fault->found))
        return report(fault, PROBLEM_JSON_WORD, bare_length(fault), slice(fault, bare_length(fault)));
    return report(fault, PROBLEM_JSON_VALUE, fault->length, slice(fault, fault->length));
}

/* The key before the place, as typed, without its quotes. */
static struct string key_before(const struct fault *fault)
{
    struct string before = string_trim(string_slice(fault->json->text.bytes, 0, fault->offset));
    size_t end = before.length - 1, start = end;
    while (start > 0 && (before.bytes[start - 1] != '"' || (start > 1 && before.bytes[start - 2] == '\\')))
        start--;
    return string_slice(before, start, end);
}

static bool explain_colon(const struct fault *fault)
{
    if (fault->wanted != JSON_WANT_COLON)
        return false;
    struct string key = arena_copy(fault->json->text.reader->arena, key_before(fault));
    return report(fault, PROBLEM_JSON_COLON_MISSING, fault->length, key.bytes);
}

static bool explain_separator(const struct fault *fault)
{
    if (fault->wanted == JSON_WANT_END)
        return report(fault, PROBLEM_JSON_AFTER_END, fault->length, NULL);
    bool begins_value = is_among(fault->found, "\"{[-") || text_is_name(fault->found);
    if (begins_value)
        return report(fault, PROBLEM_JSON_COMMA_MISSING, fault->length, NULL);
    source_report(&fault->json->text, PROBLEM_JSON_SEPARATOR, fault->offset, fault->length,
                  is_record(fault) ? "}" : "]", slice(fault, fault->length));
    return true;
}

void json_explain(struct json *json, enum json_wanted wanted, size_t opened)
{
    static bool (*const explanations[])(const struct fault *) = {
        explain_end, explain_comment, explain_quote, explain_comma,
        explain_key, explain_value,   explain_colon, explain_separator,
    };
    size_t offset = json_offset(json), after = offset;
    unsigned found = json->at < json->end ? text_next(json->text.bytes, &after) : 0;
    struct fault fault = {json, wanted, opened, offset, found, after - offset};
    for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++) {
        if (explanations[i](&fault))
            return;
    }
}
