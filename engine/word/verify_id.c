/* Ids: unique, in pairs, leading somewhere. In mc:Fallback Word repeats those of the mc:Choice beside it. */

#include "word/verify_internal.h"

static bool is_passed_over(const struct reading *reading, const struct rule *rule)
{
    return reading_top(reading)->is_alternative && !rule->sees_alternatives;
}

/* True if the value was not there before. */
static bool define(struct reading *reading, const struct rule *rule, enum id_sort sort, struct string value)
{
    return hash_set_add(&reading->check->defined, id_hash(sort, reading_scope(reading, rule), value));
}

static void report_value(struct reading *reading, const struct rule *rule, struct string value)
{
    reading_fault(reading, rule, "%s %s=%.*s", frame_name(reading, reading_top(reading)), rule->attribute,
                  STRING_FORMAT(value));
}

/*
 * What is unique in its part is also one of its document, where references may look for it: Word keeps the
 * same styles twice, in styles.xml and in stylesWithEffects.xml.
 */
void check_unique(struct reading *reading, const struct rule *rule)
{
    struct string value = reading_attribute(reading, rule->attribute);
    if (value.bytes && rule->is_in_part)
        hash_set_add(&reading->check->defined, id_hash(rule->sort, reading->document, value));
    if (value.bytes && !is_passed_over(reading, rule) && !define(reading, rule, rule->sort, value))
        report_value(reading, rule, value);
}

static bool is_long_hexadecimal(struct string value)
{
    enum { DIGITS = 8 };
    bool is_right = value.length == DIGITS && value.bytes[0] < '8';
    for (size_t i = 0; is_right && i < value.length; i++) {
        char digit = value.bytes[i];
        is_right = (digit >= '0' && digit <= '9') || (digit >= 'A' && digit <= 'F') ||
                   (digit >= 'a' && digit <= 'f');
    }
    return is_right;
}

/* [MS-DOCX] 2.2.4: below 0x80000000, eight digits; the textId says only whether the text changed. */
void check_paragraph_id(struct reading *reading, const struct rule *rule)
{
    struct string text = reading_attribute(reading, "w14:textId");
    if (text.bytes && !is_long_hexadecimal(text))
        reading_fault(reading, rule, "w14:textId=%.*s", STRING_FORMAT(text));
    struct string value = reading_attribute(reading, rule->attribute);
    if (!value.bytes || is_passed_over(reading, rule))
        return;
    if (!is_long_hexadecimal(value) || !define(reading, rule, rule->sort, value))
        report_value(reading, rule, value);
}

/* A start names its end, which must come; an end needs a start that came before. */
void check_pair(struct reading *reading, const struct rule *rule)
{
    struct string value = reading_attribute(reading, rule->attribute);
    bool is_end = string_ends_with(string_of(reading_top(reading)->local), STRING("End"));
    enum id_sort start = rule->sort, end = rule->sort + 1;
    size_t scope = reading_scope(reading, rule);
    if (!value.bytes || is_passed_over(reading, rule))
        return;
    if (!is_end) {
        define(reading, rule, start, value);
        reading_refer(reading, rule, id_hash(end, scope, value), value);
    } else if (!hash_set_has(&reading->check->defined, id_hash(start, scope, value)) ||
               !define(reading, rule, end, value)) {
        report_value(reading, rule, value);
    }
}

/* The list "0" is no list. */
void check_reference(struct reading *reading, const struct rule *rule)
{
    struct string value = reading_attribute(reading, rule->attribute);
    bool is_none = rule->sort == ID_LIST && string_is(value, "0");
    if (value.bytes && !is_none)
        reading_refer(reading, rule, id_hash(rule->sort, reading_scope(reading, rule), value), value);
}
