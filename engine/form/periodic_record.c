/* The record “kỳ”: each of its values under its name, that name without accents, and an English one. */

#include "form/periodic_internal.h"

static struct value take_text(struct arena *arena, struct buffer *out)
{
    struct value text = value_text(arena_copy(arena, buffer_string(out)));
    buffer_release(out);
    return text;
}

static void set_all(struct record *record, const char *const *keys, struct value value)
{
    for (; *keys != NULL; keys++)
        record_set_text(record, string_of(*keys), &value);
}

static struct value describe(const struct periodic *periodic, const struct period *period,
                             struct evaluation *evaluation)
{
    struct arena *arena = evaluation->lasting;
    struct value record = value_record(arena);
    struct buffer name = {0}, code = {0};
    struct date deadline = period_deadline(period, &periodic->rule, evaluation->calendar);
    int32_t days = date_to_days(period->to) - date_to_days(period->from) + 1;
    period_append_name(&name, period);
    period_append_code(&code, period);
    const struct {
        const char *keys[4];
        struct value value;
    } rows[] = {
        {{"tên", "ten", "name"}, take_text(arena, &name)},
        {{"mã", "ma", "code"}, take_text(arena, &code)},
        {{"loại", "loai", "kind"}, value_text(string_of(period_kind_name(period->kind)))},
        {{"năm", "nam", "year"}, value_integer(period->year)},
        {{"số", "so", "number"}, period->number > 0 ? value_integer(period->number) : value_none()},
        {{"từ ngày", "tu_ngay", "from"}, value_date(period->from)},
        {{"đến ngày", "den_ngay", "to"}, value_date(period->to)},
        {{"số ngày", "so_ngay", "days"}, value_integer(days)},
        {{"hạn nộp", "han_nop", "deadline"}, value_date(deadline)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        set_all(record.as.record, rows[i].keys, rows[i].value);
    return record;
}

struct value period_record(const struct periodic *periodic, struct evaluation *evaluation)
{
    static const char *const previous_keys[] = {"trước", "truoc", "previous", NULL};
    static const char *const earlier_keys[] = {"cùng kỳ", "cung_ky", "year_earlier", NULL};
    struct value record = describe(periodic, &periodic->period, evaluation);
    struct period other;
    bool has_previous = period_previous(&periodic->period, &periodic->rule, &other);
    set_all(record.as.record, previous_keys,
            has_previous ? describe(periodic, &other, evaluation) : value_none());
    other = period_year_earlier(&periodic->period, &periodic->rule);
    set_all(record.as.record, earlier_keys, describe(periodic, &other, evaluation));
    return record;
}
