/* The table of units → units; who exists when. */

#include "statistics/units.h"

#include "text/unicode.h"

enum column {
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_LEVEL,
    COLUMN_GROUP,
    COLUMN_PARENT,
    COLUMN_ADDRESS,
    COLUMN_FROM,
    COLUMN_TO,
    COLUMN_COUNT
};

static const char *const columns[COLUMN_COUNT][6] = {
    [COLUMN_CODE] = {"mã", "mã đơn vị", "ma", "ma_don_vi", "code", NULL},
    [COLUMN_NAME] = {"tên", "tên đơn vị", "ten", "ten_don_vi", "name", NULL},
    [COLUMN_LEVEL] = {"cấp", "cấp đơn vị", "cap", "level", NULL},
    [COLUMN_GROUP] = {"nhóm", "nhom", "group", NULL},
    [COLUMN_PARENT] = {"cấp trên", "cap_tren", "parent", NULL},
    [COLUMN_ADDRESS] = {"địa chỉ", "dia_chi", "address", NULL},
    [COLUMN_FROM] = {"từ ngày", "từ", "tu_ngay", "from", NULL},
    [COLUMN_TO] = {"đến ngày", "đến", "den_ngay", "to", NULL},
};

struct reading {
    struct arena *arena;
    const struct sources *sources;
    struct problems *problems;
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

static bool refuse(const struct reading *reading, const struct value *value, const char *what)
{
    struct place place = value_place(reading->sources, value);
    problems_add(reading->problems, PROBLEM_ROLLUP_UNITS, &place, what);
    return false;
}

/* True when the cell is empty: no bound. */
static bool read_day(const struct reading *reading, const struct value *row, enum column column,
                     struct date *day)
{
    const struct value *value = cell_of(row, column);
    *day = (struct date){0};
    if (value == NULL)
        return true;
    if (value->kind == VALUE_DATE)
        *day = value->as.date;
    else if (value->kind != VALUE_TEXT || !date_read(day, value->as.text))
        *day = (struct date){0};
    return day->day > 0 || refuse(reading, value, columns[column][0]);
}

struct string unit_fold_name(struct arena *arena, struct string name)
{
    static const char *const others[] = {"ubnd_", "uỷ_ban_nhân_dân_"};
    struct string folded = text_fold_name(arena, name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct string other = string_of(others[i]);
        if (string_starts_with(folded, other))
            return arena_format(arena, "ủy_ban_nhân_dân_%.*s",
                                STRING_FORMAT(string_slice(folded, other.length, folded.length)));
    }
    return folded;
}

static struct string without_head(struct string folded, struct string head)
{
    bool has_head = head.length > 0 && string_starts_with(folded, head) && folded.length > head.length &&
                    folded.bytes[head.length] == '_';
    return has_head ? string_slice(folded, head.length + 1, folded.length) : folded;
}

void unit_fold_names(struct unit *unit, struct arena *arena)
{
    unit->folded = unit_fold_name(arena, unit->name);
    unit->folded_code = text_fold_name(arena, unit->code);
    unit->short_names[0] = without_head(unit->folded, STRING("ủy_ban_nhân_dân"));
    unit->short_names[1] = without_head(unit->short_names[0], text_fold_name(arena, unit->level));
}

static bool read_unit(const struct reading *reading, const struct value *row, struct unit *unit)
{
    struct arena *arena = reading->arena;
    *unit = (struct unit){.code = text_of(arena, row, COLUMN_CODE),
                          .name = text_of(arena, row, COLUMN_NAME),
                          .level = text_of(arena, row, COLUMN_LEVEL),
                          .group = text_of(arena, row, COLUMN_GROUP),
                          .parent = text_of(arena, row, COLUMN_PARENT),
                          .address = text_of(arena, row, COLUMN_ADDRESS),
                          .row = row};
    unit_fold_names(unit, arena);
    if (unit->name.length == 0)
        return refuse(reading, row, columns[COLUMN_NAME][0]);
    return read_day(reading, row, COLUMN_FROM, &unit->from) && read_day(reading, row, COLUMN_TO, &unit->to);
}

/* NULL when there is none. */
static const struct list *find_table(const struct reading *reading, const struct value *top)
{
    for (size_t i = 0; top->kind == VALUE_RECORD && i < top->as.record->count; i++) {
        const struct entry *entry = &top->as.record->entries[i];
        if (entry->value.kind == VALUE_LIST)
            return data_without_total(reading->arena, entry, reading->sources, reading->problems).as.list;
    }
    return top->kind == VALUE_LIST ? top->as.list : NULL;
}

/* ---- one name or code at one time ---- */

static bool overlap(const struct unit *a, const struct unit *b)
{
    bool ends_before = a->to.day != 0 && b->from.day != 0 && date_to_days(a->to) < date_to_days(b->from);
    bool begins_behind = b->to.day != 0 && a->from.day != 0 && date_to_days(b->to) < date_to_days(a->from);
    return !ends_before && !begins_behind;
}

bool unit_report_twice(const struct unit *unit, const struct unit *earlier, const struct sources *sources,
                       struct arena *arena, struct problems *problems)
{
    struct place place = value_place(sources, unit->row);
    if (string_equal(unit->folded, earlier->folded))
        problems_add(problems, PROBLEM_ROLLUP_TWICE, &place, unit->name.bytes,
                     place.file.bytes != NULL ? arena_copy(arena, place.file).bytes : "");
    else
        problems_add(problems, PROBLEM_UNIT_CODE_TWICE, &place, unit->code.bytes, earlier->name.bytes,
                     unit->name.bytes);
    return false;
}

/* `latest`: of each name or code its last unit so far; `before`: of each unit the one before it, or itself.
 */
static bool is_single(const struct reading *reading, const struct units *units, size_t position,
                      struct string name, struct record *latest, size_t *before)
{
    const struct value *found = record_lookup(latest, name);
    int64_t earlier = (int64_t)position;
    if (name.length == 0)
        return true;
    if (found != NULL)
        number_to_integer(found->as.number, &earlier);
    before[position] = (size_t)earlier;
    struct value last = value_integer((int64_t)position);
    record_set_text(latest, name, &last);
    for (size_t i = position; before[i] != i;) {
        i = before[i];
        if (overlap(&units->list[i], &units->list[position]))
            return unit_report_twice(&units->list[position], &units->list[i], reading->sources,
                                     reading->arena, reading->problems);
    }
    return true;
}

static bool are_single(const struct reading *reading, const struct units *units)
{
    struct record *names = value_record(reading->arena).as.record;
    struct record *codes = value_record(reading->arena).as.record;
    size_t size = (units->count + 1) * sizeof(size_t);
    size_t *by_name = arena_allocate(reading->arena, size), *by_code = arena_allocate(reading->arena, size);
    bool are_all = true;
    for (size_t i = 0; i < units->count; i++)
        are_all &= is_single(reading, units, i, units->list[i].folded, names, by_name) &&
                   is_single(reading, units, i, units->list[i].folded_code, codes, by_code);
    return are_all;
}

bool units_read(struct arena *arena, const struct sources *sources, const struct value *top,
                struct units *units, struct problems *problems)
{
    struct reading reading = {arena, sources, problems};
    const struct list *table = find_table(&reading, top);
    bool is_read = true;
    if (table == NULL || table->count == 0)
        return refuse(&reading, top, columns[COLUMN_NAME][0]);
    units->count = table->count;
    units->list = arena_allocate(arena, units->count * sizeof *units->list);
    for (size_t i = 0; i < units->count; i++)
        is_read &= read_unit(&reading, &table->items[i], &units->list[i]);
    return is_read && are_single(&reading, units);
}

bool units_is_own_column(struct arena *arena, struct string column)
{
    struct string folded = text_fold_name(arena, column);
    if (string_is(folded, "stt") || string_is(folded, "đơn_vị") || string_is(folded, "don_vi"))
        return true;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        for (size_t name = 0; columns[i][name] != NULL; name++) {
            if (string_equal(folded, text_fold_name(arena, string_of(columns[i][name]))))
                return true;
        }
    }
    return false;
}

/* ---- when ---- */

struct date units_day(struct date date)
{
    if (date.year != 0 && date.month != 0 && date.day == 0)
        date.day = (uint8_t)date_days_in_month(date.year, date.month);
    return date.day != 0 ? date : (struct date){0};
}

bool unit_exists(const struct unit *unit, struct date day)
{
    if (day.day == 0)
        return unit->to.day == 0;
    int32_t on = date_to_days(day);
    return (unit->from.day == 0 || date_to_days(unit->from) <= on) &&
           (unit->to.day == 0 || on <= date_to_days(unit->to));
}

/* "xã An Bình", "An Bình" for "UBND xã An Bình". */
static bool is_called(const struct unit *unit, struct string folded)
{
    return string_equal(unit->short_names[0], folded) || string_equal(unit->short_names[1], folded);
}

static struct string without_zeros(struct string digits)
{
    size_t from = 0;
    while (from < digits.length && digits.bytes[from] == '0')
        from++;
    return string_slice(digits, from, digits.length);
}

static bool is_digits(struct string s)
{
    size_t count = 0;
    while (count < s.length && s.bytes[count] >= '0' && s.bytes[count] <= '9')
        count++;
    return count > 0 && count == s.length;
}

/* "1" for "00001": a code that Excel took for a number. */
static bool is_numbered(const struct unit *unit, struct string folded)
{
    return is_digits(folded) && is_digits(unit->folded_code) &&
           string_equal(without_zeros(unit->folded_code), without_zeros(folded));
}

/* The only one that is meant, of those that exist on the day if any does. */
static const struct unit *find_only(const struct units *units, struct string folded, struct date day,
                                    bool (*is_meant)(const struct unit *unit, struct string folded))
{
    const struct unit *found[2] = {NULL, NULL}; /* those that do not exist, and those that do */
    size_t counts[2] = {0, 0};
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->list[i];
        bool exists = unit_exists(unit, day);
        if (!is_meant(unit, folded))
            continue;
        found[exists] = unit;
        counts[exists]++;
    }
    bool any_exists = counts[true] > 0;
    return counts[any_exists] == 1 ? found[any_exists] : NULL;
}

const struct unit *units_find(const struct units *units, struct arena *arena, struct string name,
                              struct date day)
{
    struct string folded = unit_fold_name(arena, name), code = text_fold_name(arena, name);
    const struct unit *found = NULL;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->list[i];
        if (!string_equal(unit->folded, folded) &&
            (unit->code.length == 0 || !string_equal(unit->folded_code, code)))
            continue;
        if (unit_exists(unit, day))
            return unit;
        found = unit;
    }
    if (found == NULL && folded.length > 0)
        found = find_only(units, folded, day, is_called);
    return found != NULL ? found : find_only(units, code, day, is_numbered);
}

/* "Ủy ban nhân dân xã A" and "UBND xã B" are near to each other only when both are written one way. */
void units_report_unknown(const struct units *units, struct string name, const struct place *place,
                          struct arena *arena, struct problems *problems)
{
    struct string *names = arena_allocate(arena, (units->count + 1) * sizeof *names);
    for (size_t i = 0; i < units->count; i++)
        names[i] = units->list[i].folded;
    struct string closest = text_closest(unit_fold_name(arena, name), names, units->count);
    struct problem *problem =
        problems_add(problems, PROBLEM_ROLLUP_UNKNOWN, place, arena_copy(arena, name).bytes);
    for (size_t i = 0; i < units->count && closest.length > 0; i++) {
        if (!string_equal(names[i], closest))
            continue;
        problems_suggest(problems, problem, units->list[i].name);
        break;
    }
}
