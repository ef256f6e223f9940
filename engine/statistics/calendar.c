/* Rows of holidays → sorted days off; see the head of templates/standard/ngay-nghi.yaml. */

#include "statistics/calendar.h"

#include <stdlib.h>

#include "base/file.h"

/* The years there can be; the days that can be told, as many again making up for weekends. */
enum { FIRST_YEAR = 2013, LEAP_YEAR = 2016, LAST_YEAR = 2060, MOST_DAYS = 2048 };

struct calendar_reading {
    const struct data_reader *reader;
    struct working_calendar *calendar;
    bool is_sound;
};

static const struct value *key_of(const struct value *record, const char *key)
{
    return record->kind == VALUE_RECORD ? record_lookup(record->as.record, string_of(key)) : NULL;
}

static void report(struct calendar_reading *reading, const struct value *value, enum problem_code code,
                   const char *day, const char *year)
{
    struct place place = value_place(reading->reader->sources, value);
    problems_add(reading->reader->problems, code, &place, day, year);
    reading->is_sound = false;
}

static const char *number_words(struct calendar_reading *reading, int number)
{
    return arena_format(reading->reader->arena, "%d", number).bytes;
}

static void refuse(struct calendar_reading *reading, const struct value *value, const char *what)
{
    report(reading, value, PROBLEM_CALENDAR_ROW, what, NULL);
}

/* A row is a record that has no other keys than those, which end with NULL. False when it is no record. */
static bool check_keys(struct calendar_reading *reading, const struct value *row, const char *const *keys)
{
    if (row->kind != VALUE_RECORD) {
        refuse(reading, row, keys[0]);
        return false;
    }
    for (size_t i = 0; i < row->as.record->count; i++) {
        const struct entry *entry = &row->as.record->entries[i];
        size_t key = 0;
        while (keys[key] != NULL && !string_is(entry->name->folded, keys[key]))
            key++;
        if (keys[key] == NULL)
            refuse(reading, &entry->value, entry->name->text.bytes);
    }
    return true;
}

/* The items of a list under a key; none when it is not given. */
static const struct list *list_of(struct calendar_reading *reading, const struct value *record,
                                  const char *key)
{
    static const struct list nothing;
    const struct value *value = key_of(record, key);
    if (value == NULL || value->kind == VALUE_NONE)
        return &nothing;
    if (value->kind == VALUE_LIST)
        return value->as.list;
    refuse(reading, value, key);
    return &nothing;
}

static int64_t integer_of(struct calendar_reading *reading, const struct value *record, const char *key,
                          int64_t least, int64_t most)
{
    const struct value *value = key_of(record, key);
    int64_t integer = 0;
    bool is_integer = value != NULL && value->kind == VALUE_NUMBER &&
                      number_to_integer(value->as.number, &integer) && integer >= least && integer <= most;
    if (!is_integer)
        refuse(reading, value != NULL ? value : record, key);
    return is_integer ? integer : least;
}

static void add_day(struct calendar_reading *reading, int32_t *days, size_t *count, int32_t day,
                    const struct value *row)
{
    if (*count < MOST_DAYS)
        days[(*count)++] = day;
    else if (reading->is_sound)
        report(reading, row, PROBLEM_CALENDAR_FULL, number_words(reading, MOST_DAYS), NULL);
}

/* In the section of another year it was left behind when that was copied. */
static void add_item(struct calendar_reading *reading, const struct value *item, int year, int32_t *days,
                     size_t *count)
{
    struct date date = item->kind == VALUE_DATE ? item->as.date : (struct date){0};
    bool is_text = item->kind == VALUE_TEXT;
    if (is_text && !date_read(&date, item->as.text) && date_is_written(item->as.text))
        report(reading, item, PROBLEM_CALENDAR_DAY, arena_copy(reading->reader->arena, item->as.text).bytes,
               NULL);
    else if (date.day == 0)
        refuse(reading, item, "days");
    else if (date.year != year)
        report(reading, item, PROBLEM_CALENDAR_OTHER_YEAR, number_words(reading, date.year),
               number_words(reading, year));
    else
        add_day(reading, days, count, date_to_days(date), item);
}

static void add_days(struct calendar_reading *reading, const struct list *list, int year, int32_t *days,
                     size_t *count)
{
    for (size_t i = 0; i < list->count; i++)
        add_item(reading, &list->items[i], year, days, count);
}

/* 0 after a problem. */
static int16_t read_year_number(struct calendar_reading *reading, const struct value *row)
{
    size_t before = problems_error_count(reading->reader->problems);
    int64_t year = integer_of(reading, row, "year", INT16_MIN, INT16_MAX);
    if (problems_error_count(reading->reader->problems) > before)
        return 0;
    if (year >= FIRST_YEAR && year <= LAST_YEAR)
        return (int16_t)year;
    report(reading, key_of(row, "year"), PROBLEM_CALENDAR_YEARS, number_words(reading, FIRST_YEAR),
           number_words(reading, LAST_YEAR));
    return 0;
}

static void read_year(struct calendar_reading *reading, const struct value *row)
{
    static const char *const keys[] = {"year", "off", "worked", NULL}, *const off_keys[] = {"days", "name",
                                                                                            NULL};
    struct working_calendar *calendar = reading->calendar;
    int16_t year = check_keys(reading, row, keys) ? read_year_number(reading, row) : 0;
    if (year == 0)
        return;
    const struct list *off = list_of(reading, row, "off");
    calendar->years[calendar->year_count++] = year;
    for (size_t i = 0; i < off->count; i++) {
        if (check_keys(reading, &off->items[i], off_keys))
            add_days(reading, list_of(reading, &off->items[i], "days"), year, calendar->days_off,
                     &calendar->day_off_count);
    }
    add_days(reading, list_of(reading, row, "worked"), year, calendar->made_up, &calendar->made_up_count);
}

static void add_fixed_row(struct calendar_reading *reading, const struct value *row)
{
    static const char *const keys[] = {"month", "day", "name", NULL};
    struct working_calendar *calendar = reading->calendar;
    if (!check_keys(reading, row, keys))
        return;
    uint8_t month = (uint8_t)integer_of(reading, row, "month", 1, 12);
    uint8_t day = (uint8_t)integer_of(reading, row, "day", 1, 31);
    if (day > date_days_in_month(LEAP_YEAR, month))
        report(reading, row, PROBLEM_CALENDAR_DAY,
               arena_format(reading->reader->arena, "%u/%u", day, month).bytes, NULL);
    for (int16_t year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        struct date date = {year, month, day};
        if (date_is_valid(date))
            add_day(reading, calendar->days_off, &calendar->day_off_count, date_to_days(date), row);
    }
}

/* Also in years the file says nothing of: these days are off by law alone. */
static void add_fixed(struct calendar_reading *reading, const struct list *fixed)
{
    for (size_t i = 0; i < fixed->count; i++)
        add_fixed_row(reading, &fixed->items[i]);
}

static int compare_days(const void *a, const void *b)
{
    int32_t first = *(const int32_t *)a, second = *(const int32_t *)b;
    return (first > second) - (first < second);
}

static void sort_days(int32_t *days, size_t count)
{
    qsort(days, count, sizeof *days, compare_days);
}

static bool is_weekend(int32_t day)
{
    return date_weekday(date_of_days(day)) > 5;
}

static bool is_off(const struct working_calendar *calendar, int32_t day)
{
    for (size_t i = 0; i < calendar->day_off_count; i++) {
        if (calendar->days_off[i] == day)
            return true;
    }
    return is_weekend(day);
}

/* In the order of the days, so that two on one weekend take two days. */
static void make_up_for_weekends(struct working_calendar *calendar)
{
    size_t count = calendar->day_off_count;
    for (size_t i = 0; i < count; i++) {
        int32_t day = calendar->days_off[i];
        if (!is_weekend(day) || (i > 0 && day == calendar->days_off[i - 1]))
            continue;
        while (is_off(calendar, day))
            day++;
        calendar->days_off[calendar->day_off_count++] = day;
    }
}

static void read_rows(struct calendar_reading *reading, const struct value *top)
{
    static const char *const keys[] = {"fixed", "years", NULL};
    struct working_calendar *calendar = reading->calendar;
    const struct list *fixed = list_of(reading, top, "fixed"), *years = list_of(reading, top, "years");
    check_keys(reading, top, keys);
    calendar->years = arena_allocate(reading->reader->arena, (years->count + 1) * sizeof *calendar->years);
    for (size_t i = 0; i < years->count; i++)
        read_year(reading, &years->items[i]);
    add_fixed(reading, fixed);
    sort_days(calendar->days_off, calendar->day_off_count);
    make_up_for_weekends(calendar);
    sort_days(calendar->days_off, calendar->day_off_count);
    sort_days(calendar->made_up, calendar->made_up_count);
}

const struct working_calendar *calendar_read(const struct data_reader *reader, struct string file,
                                             struct string bytes)
{
    struct value top;
    if (!data_read_yaml(reader, file, bytes, &top) || !data_require_record(reader, &top))
        return NULL;
    struct working_calendar *calendar = arena_allocate(reader->arena, sizeof *calendar);
    calendar->days_off = arena_allocate(reader->arena, 2 * MOST_DAYS * sizeof *calendar->days_off);
    calendar->made_up = arena_allocate(reader->arena, MOST_DAYS * sizeof *calendar->made_up);
    struct calendar_reading reading = {reader, calendar, true};
    read_rows(&reading, &top);
    return reading.is_sound ? calendar : NULL;
}

struct string calendar_find_shipped(struct arena *arena, const char *forms_folder)
{
    const struct string nothing = {NULL, 0};
    if (forms_folder == NULL)
        return nothing;
    struct string path = file_join(arena, string_of(forms_folder), STRING("standard/ngay-nghi.yaml"));
    return file_is_missing(path.bytes) ? nothing : path;
}

bool calendar_read_shipped(const struct data_reader *reader, const char *forms_folder,
                           const struct working_calendar **calendar)
{
    struct string path = calendar_find_shipped(reader->arena, forms_folder);
    *calendar = NULL;
    if (path.bytes == NULL)
        return true;
    struct limits limits = limits_for_forms(reader->limits);
    struct data_reader own = {reader->arena, reader->sources, &limits, reader->problems};
    struct string bytes = file_read(own.arena, path.bytes, &limits, own.problems);
    if (bytes.bytes != NULL)
        *calendar = calendar_read(&own, path, bytes);
    return *calendar != NULL;
}
