/* The list of units: code, name, group, parent, and the days between which a unit exists. */

#include "statistics/rollup_internal.h"
#include "text/unicode.h"

enum column { COLUMN_CODE, COLUMN_NAME, COLUMN_GROUP, COLUMN_PARENT, COLUMN_FROM, COLUMN_TO, COLUMN_COUNT };

static const char *const columns[COLUMN_COUNT][5] = {
    [COLUMN_CODE] = {"mã", "mã đơn vị", "ma", "code", NULL},
    [COLUMN_NAME] = {"tên", "tên đơn vị", "ten", "name", NULL},
    [COLUMN_GROUP] = {"nhóm", "nhom", "group", NULL},
    [COLUMN_PARENT] = {"cấp trên", "cap_tren", "parent", NULL},
    [COLUMN_FROM] = {"từ ngày", "từ", "tu_ngay", "from", NULL},
    [COLUMN_TO] = {"đến ngày", "đến", "den_ngay", "to", NULL},
};

static const struct value *cell_of(const struct value *row, enum column column)
{
    for (size_t i = 0; row->kind == VALUE_RECORD && columns[column][i] != NULL; i++) {
        const struct value *value = record_lookup(row->as.record, string_of(columns[column][i]));
        if (value != NULL && value->kind != VALUE_NONE)
            return value;
    }
    return NULL;
}

/* Codes are often typed as numbers. */
static struct string text_of(struct arena *arena, const struct value *row, enum column column)
{
    struct buffer out = {0};
    const struct value *value = cell_of(row, column);
    if (value != NULL)
        value_append_text(&out, value, NUMBERS_PLAIN);
    struct string text = arena_copy(arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return text;
}

static bool refuse(struct rollup *rollup, const struct value *value, const char *what)
{
    struct place place = value_place(rollup->sources, value);
    problems_add(rollup->problems, PROBLEM_ROLLUP_UNITS, &place, what);
    return false;
}

/* True when the cell is empty: no bound. */
static bool read_day(struct rollup *rollup, const struct value *row, enum column column, struct date *day)
{
    const struct value *value = cell_of(row, column);
    *day = (struct date){0};
    if (value == NULL)
        return true;
    if (value->kind == VALUE_DATE)
        *day = value->as.date;
    else if (value->kind != VALUE_TEXT || !date_read(day, value->as.text))
        *day = (struct date){0};
    return day->day > 0 || refuse(rollup, value, columns[column][0]);
}

static bool exists_on(const struct rollup *rollup, struct date from, struct date to)
{
    if (rollup->rule.day.year == 0)
        return true;
    int32_t day = date_to_days(rollup->rule.day);
    return (from.day == 0 || date_to_days(from) <= day) && (to.day == 0 || day <= date_to_days(to));
}

static bool read_unit(struct rollup *rollup, const struct value *row)
{
    struct date from, to;
    struct rollup_unit unit = {.code = text_of(rollup->arena, row, COLUMN_CODE),
                               .name = text_of(rollup->arena, row, COLUMN_NAME),
                               .group = text_of(rollup->arena, row, COLUMN_GROUP),
                               .parent = text_of(rollup->arena, row, COLUMN_PARENT)};
    if (unit.name.length == 0)
        return refuse(rollup, row, columns[COLUMN_NAME][0]);
    if (!read_day(rollup, row, COLUMN_FROM, &from) || !read_day(rollup, row, COLUMN_TO, &to))
        return false;
    unit.folded = text_fold_name(rollup->arena, unit.name);
    unit.exists = exists_on(rollup, from, to);
    struct rollup_unit *same = rollup_find(rollup, unit.name);
    if (same != NULL && same->exists && unit.exists) {
        struct place place = value_place(rollup->sources, row);
        problems_add(rollup->problems, PROBLEM_ROLLUP_TWICE, &place, unit.name.bytes,
                     place.file.bytes != NULL ? arena_copy(rollup->arena, place.file).bytes : "");
        return false;
    }
    if (same == NULL || !same->exists) {
        if (same != NULL)
            *same = unit;
        else
            rollup_append(rollup, &unit);
    }
    return true;
}

static const struct value *find_table(const struct value *top)
{
    for (size_t i = 0; top->kind == VALUE_RECORD && i < top->as.record->count; i++) {
        const struct value *value = &top->as.record->entries[i].value;
        if (value->kind == VALUE_LIST)
            return value;
    }
    return top->kind == VALUE_LIST ? top : NULL;
}

bool rollup_read_units(struct rollup *rollup, const struct value *top)
{
    const struct value *table = find_table(top);
    bool is_read = true;
    if (table == NULL || table->as.list->count == 0)
        return refuse(rollup, top, columns[COLUMN_NAME][0]);
    rollup->has_list = true;
    for (size_t i = 0; i < table->as.list->count; i++)
        is_read &= read_unit(rollup, &table->as.list->items[i]);
    return is_read;
}
