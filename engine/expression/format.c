/* Python's two ways to format texts: "%d hồ sơ" % 5 and "{} hồ sơ".format(5). */

#include "expression/evaluate.h"
#include "expression/format_spec.h"

#include <string.h>

#include "text/unicode.h"

/* ---- percent ---- */

/* The values a format takes one after another, or by name. */
struct supply {
    struct evaluation *evaluation;
    const struct value *values;
    size_t next;
};

static const struct value *take_value(struct supply *supply)
{
    const struct value *values = supply->values;
    bool is_tuple = values->kind == VALUE_LIST && values->flags & VALUE_TUPLE;
    size_t count = is_tuple ? values->as.list->count : 1;
    if (supply->next >= count)
        return NULL;
    return is_tuple ? &values->as.list->items[supply->next++] : (supply->next++, values);
}

static bool all_taken(const struct supply *supply)
{
    const struct value *values = supply->values;
    if (values->kind == VALUE_LIST && values->flags & VALUE_TUPLE)
        return supply->next == values->as.list->count;
    return supply->next == 1 || values->kind == VALUE_RECORD || values->kind == VALUE_LIST;
}

/* "(name)" at *offset. */
static bool take_named(const struct supply *supply, struct string format, size_t *offset,
                       const struct value **value)
{
    if (*offset >= format.length || format.bytes[*offset] != '(')
        return true;
    size_t end = string_find(format, STRING(")"), *offset);
    if (end == SIZE_MAX || supply->values->kind != VALUE_RECORD)
        return false;
    *value = record_lookup(supply->values->as.record, string_slice(format, *offset + 1, end));
    *offset = end + 1;
    return *value != NULL;
}

static bool take_number(struct supply *supply, struct string format, size_t *offset, uint64_t most,
                        int64_t *number)
{
    *number = 0;
    if (*offset < format.length && format.bytes[*offset] == '*') {
        const struct value *value = take_value(supply);
        (*offset)++;
        return value != NULL && value->kind == VALUE_NUMBER && number_to_integer(value->as.number, number) &&
               *number >= 0 && (uint64_t)*number <= most;
    }
    while (*offset < format.length && format.bytes[*offset] >= '0' && format.bytes[*offset] <= '9') {
        *number = *number * 10 + (format.bytes[(*offset)++] - '0');
        if ((uint64_t)*number > most)
            return false;
    }
    return true;
}

static void take_flags(struct string format, size_t *offset, struct format_spec *spec)
{
    for (; *offset < format.length; (*offset)++) {
        char flag = format.bytes[*offset];
        if (flag == '-')
            spec->align = '<';
        else if (flag == '0' && spec->align != '<') {
            spec->align = '=';
            spec->fill = STRING("0");
        } else if (flag == '+' || (flag == ' ' && spec->sign != '+'))
            spec->sign = flag;
        else if (flag == '#')
            spec->is_alternate = true;
        else if (flag != '0')
            return;
    }
    if (spec->align == '<')
        spec->fill = STRING(" ");
}

/* %d and %i cut the fraction off, as int() does; %s and %r never fill with zeros. */
static bool format_one(struct evaluation *evaluation, struct format_spec *spec, const struct value *value,
                       struct buffer *out)
{
    struct value whole = *value;
    bool is_text = spec->type == 's' || spec->type == 'r';
    if (!is_text && !is_numeric(value))
        return false;
    if (spec->type == 'd' || spec->type == 'i' || spec->type == 'u') {
        struct number number = numeric(evaluation->arena, value);
        whole = value_number(number_round(evaluation->arena, number, 0, ROUND_DOWN));
        spec->type = 'd';
    }
    if (is_text) {
        spec->fill = STRING(" ");
        spec->align = spec->align == '<' ? '<' : '>';
    }
    return format_value(evaluation, spec, &whole, out);
}

static bool format_directive(struct supply *supply, struct string format, size_t *offset, struct buffer *out)
{
    struct format_spec spec = {.fill = STRING(" "), .precision = -1};
    const struct value *value = NULL;
    int64_t width, precision;
    if (!take_named(supply, format, offset, &value))
        return false;
    take_flags(format, offset, &spec);
    if (!take_number(supply, format, offset, MOST_FORMAT_WIDTH, &width))
        return false;
    spec.width = (uint64_t)width;
    if (*offset < format.length && format.bytes[*offset] == '.') {
        (*offset)++;
        if (!take_number(supply, format, offset, MOST_FORMAT_PRECISION, &precision))
            return false;
        spec.precision = (int)precision;
    }
    if (*offset >= format.length || strchr("sdiufFeEgGxXor", format.bytes[*offset]) == NULL)
        return false;
    spec.type = format.bytes[(*offset)++];
    if (value == NULL)
        value = take_value(supply);
    return value != NULL && value->kind != VALUE_UNDEFINED &&
           format_one(supply->evaluation, &spec, value, out);
}

bool format_percent(struct evaluation *evaluation, struct string format, const struct value *values,
                    struct buffer *out)
{
    struct supply supply = {evaluation, values, 0};
    for (size_t offset = 0; offset < format.length;) {
        char byte = format.bytes[offset++];
        if (byte != '%') {
            buffer_append_byte(out, byte);
        } else if (offset < format.length && format.bytes[offset] == '%') {
            buffer_append_byte(out, '%');
            offset++;
        } else if (!format_directive(&supply, format, &offset, out)) {
            return false;
        }
    }
    return all_taken(&supply);
}

/* ---- what is formatted ---- */

static bool take_copies(struct call *call, const struct value **values, size_t count, struct value *result,
                        bool *is_missing)
{
    struct value *copies = arena_allocate(call_arena(call), (count + 1) * sizeof *copies);
    for (size_t i = 0; i < count && !*is_missing; i++) {
        copies[i] = (*values)[i];
        if (!use_value(call->evaluation, call->expression, &copies[i], MISSING_IS_BLANK, is_missing))
            return false;
        if (*is_missing)
            *result = copies[i];
    }
    *values = copies;
    return true;
}

bool format_take_values(struct call *call, struct value *result, bool *is_missing)
{
    return take_copies(call, &call->rest, call->rest_count, result, is_missing) &&
           take_copies(call, &call->options.keyword_values, call->options.keyword_count, result, is_missing);
}

/* ---- braces ---- */

struct fields {
    struct evaluation *evaluation;
    const struct value *values;
    size_t count, next;
    const struct arguments *named;
};

static bool is_digits(struct string s)
{
    for (size_t i = 0; i < s.length; i++)
        if (s.bytes[i] < '0' || s.bytes[i] > '9')
            return false;
    return s.length > 0 && s.length < 6;
}

static size_t read_digits(struct string digits)
{
    size_t number = 0;
    for (size_t i = 0; i < digits.length; i++)
        number = number * 10 + (size_t)(digits.bytes[i] - '0');
    return number;
}

/* The value named first: by number, by name, or the next one. */
static bool lookup_field(struct fields *fields, struct string name, struct value *value)
{
    if (name.length == 0 || is_digits(name)) {
        size_t position = name.length == 0 ? fields->next++ : read_digits(name);
        if (position >= fields->count)
            return false;
        *value = fields->values[position];
        return true;
    }
    const struct name *wanted = name_new(fields->evaluation->arena, name);
    for (size_t i = 0; i < fields->named->keyword_count; i++) {
        if (string_equal(fields->named->keywords[i]->folded, wanted->folded)) {
            *value = fields->named->keyword_values[i];
            return true;
        }
    }
    return false;
}

/* ".name" and "[key]" behind it. */
static bool follow_field(struct fields *fields, struct string path, struct value *value)
{
    while (path.length > 0) {
        bool is_item = path.bytes[0] == '[';
        size_t end = 1;
        while (end < path.length && path.bytes[end] != ']' &&
               (is_item || strchr(".[", path.bytes[end]) == NULL))
            end++;
        struct string key = string_slice(path, 1, end);
        struct value object = *value, index = value_text(key);
        if (is_digits(key))
            index = value_integer((int64_t)read_digits(key));
        bool is_found = is_item ? lookup_item(fields->evaluation, &object, &index, value)
                                : lookup_attribute(fields->evaluation, &object,
                                                   name_new(fields->evaluation->arena, key), value);
        if (!is_found || (is_item && end >= path.length))
            return false;
        path = string_slice(path, end + is_item, path.length);
    }
    return true;
}

static bool format_field(struct fields *fields, struct string field, struct buffer *out)
{
    size_t colon = string_find(field, STRING(":"), 0);
    struct string path = string_slice(field, 0, colon == SIZE_MAX ? field.length : colon);
    struct string typed = colon == SIZE_MAX ? STRING("") : string_slice(field, colon + 1, field.length);
    bool is_repr = string_ends_with(path, STRING("!r"));
    if (is_repr || string_ends_with(path, STRING("!s")))
        path.length -= 2;
    size_t end = 0;
    while (end < path.length && strchr(".[", path.bytes[end]) == NULL)
        end++;
    struct value value;
    struct format_spec spec;
    if (!lookup_field(fields, string_slice(path, 0, end), &value) ||
        !follow_field(fields, string_slice(path, end, path.length), &value) || value.kind == VALUE_UNDEFINED)
        return false;
    if (value.kind == VALUE_DATE && typed.length > 0)
        return format_date(value.as.date, typed, out);
    if (!format_spec_read(typed, &spec))
        return false;
    if (is_repr)
        spec.type = 'r';
    return format_value(fields->evaluation, &spec, &value, out);
}

bool format_braces(struct evaluation *evaluation, struct string format, const struct value *values,
                   size_t count, const struct arguments *named, struct buffer *out)
{
    struct fields fields = {evaluation, values, count, 0, named};
    for (size_t offset = 0; offset < format.length;) {
        char byte = format.bytes[offset++];
        bool is_doubled = offset < format.length && format.bytes[offset] == byte;
        if ((byte == '{' || byte == '}') && is_doubled) {
            buffer_append_byte(out, byte);
            offset++;
        } else if (byte == '{') {
            size_t end = string_find(format, STRING("}"), offset);
            if (end == SIZE_MAX || !format_field(&fields, string_slice(format, offset, end), out))
                return false;
            offset = end + 1;
        } else if (byte == '}') {
            return false;
        } else {
            buffer_append_byte(out, byte);
        }
    }
    return true;
}
