/* Figures as rows: numbers exact, ratios with both their numbers, formats by name. */

#include "statistics/history_internal.h"

static const char *const formats[] = {
    [FORMAT_BARE] = "bare",     [FORMAT_COUNT] = "count",     [FORMAT_GROUPED] = "grouped",
    [FORMAT_MONEY] = "money",   [FORMAT_PERCENT] = "percent", [FORMAT_OUTLINE] = "outline",
    [FORMAT_POINTS] = "points",
};
enum { FORMATS = sizeof formats / sizeof *formats };

static const char *const kinds[VALUE_KIND_COUNT] = {
    [VALUE_BOOL] = "bool", [VALUE_NUMBER] = "number", [VALUE_TEXT] = "text",
    [VALUE_DATE] = "date", [VALUE_RATIO] = "ratio",
};

static void append_scalar(struct buffer *out, const struct value *value)
{
    switch (value->kind) {
    case VALUE_BOOL:
        buffer_append_text(out, value->as.truth ? "true" : "false");
        return;
    case VALUE_NUMBER:
        number_append_exact(out, value->as.number);
        return;
    case VALUE_DATE:
        date_append_iso(out, value->as.date);
        return;
    default:
        buffer_append_string(out, value->as.text);
        return;
    }
}

static void bind_scalar(struct statement *statement, int parameter, const struct value *value)
{
    struct buffer out = {0};
    append_scalar(&out, value);
    statement_bind_text(statement, parameter, buffer_string(&out));
    buffer_release(&out);
}

void figure_bind(struct statement *statement, int first, const struct value *value)
{
    const char *kind = kinds[value->kind];
    bool is_ratio = value->kind == VALUE_RATIO;
    statement_bind_text(statement, first, string_of(kind != NULL ? kind : "none"));
    statement_bind_null(statement, first + 1);
    statement_bind_null(statement, first + 2);
    if (kind != NULL)
        bind_scalar(statement, first + 1, is_ratio ? &value->as.ratio->part : value);
    if (is_ratio)
        bind_scalar(statement, first + 2, &value->as.ratio->whole);
    statement_bind_text(statement, first + 3,
                        string_of(formats[value->format < FORMATS ? value->format : 0]));
}

void date_bind(struct statement *statement, int parameter, struct date date)
{
    struct buffer out = {0};
    date_append_iso(&out, date);
    statement_bind_text(statement, parameter, buffer_string(&out));
    buffer_release(&out);
}

struct string column_copy(struct statement *statement, int column, struct arena *arena)
{
    struct string text = statement_text(statement, column);
    return text.bytes != NULL ? arena_copy(arena, text) : (struct string){"", 0};
}

static uint8_t format_of(struct string name)
{
    uint8_t format = 0;
    while (format < FORMATS && !string_is(name, formats[format]))
        format++;
    return format < FORMATS ? format : FORMAT_BARE;
}

static enum value_kind kind_of(struct string name)
{
    for (unsigned kind = 0; kind < VALUE_KIND_COUNT; kind++) {
        if (kinds[kind] != NULL && string_is(name, kinds[kind]))
            return kind;
    }
    return VALUE_NONE;
}

static struct value number_of(struct arena *arena, struct string typed)
{
    struct number number;
    return number_read_exact(arena, typed, &number) ? value_number(number) : value_none();
}

struct value figure_read(struct statement *statement, int first, struct arena *arena)
{
    struct string typed = column_copy(statement, first + 1, arena);
    struct value value = value_none(), whole;
    struct date date;
    switch (kind_of(statement_text(statement, first))) {
    case VALUE_BOOL:
        value = value_bool(string_is(typed, "true"));
        break;
    case VALUE_NUMBER:
        value = number_of(arena, typed);
        break;
    case VALUE_TEXT:
        value = value_text(typed);
        break;
    case VALUE_DATE:
        if (date_read(&date, typed))
            value = value_date(date);
        break;
    case VALUE_RATIO:
        value = number_of(arena, typed);
        whole = number_of(arena, column_copy(statement, first + 2, arena));
        if (value.kind == VALUE_NUMBER && whole.kind == VALUE_NUMBER)
            value = value_ratio(arena, &value, &whole);
        break;
    default:
        break;
    }
    value.format = format_of(statement_text(statement, first + 3));
    return value;
}
