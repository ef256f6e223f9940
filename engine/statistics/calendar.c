/* Rows of holidays → sorted days off; see the head of templates/standard/ngay-nghi.yaml. */

#include "statistics/calendar.h"

#include <stdlib.h>

#include "base/file.h"

enum { MOST_YEARS = 100, MOST_DAYS = 2048, FIRST_FIXED_YEAR = 2013, LAST_FIXED_YEAR = 2060 };

struct calendar_reading {
    const struct data_reader *reader;
    struct working_calendar *calendar;
    bool is_sound;
};

static const struct value *key_of(const struct value *record, const char *key)
{
    return record->kind == VALUE_RECORD ? record_lookup(record->as.record, string_of(key)) : NULL;
}

static void refuse(struct calendar_reading *reading, const struct value *value, const char *what)
{
    struct place place = value_place(reading->reader->sources, value);
    problems_add(reading->reader->problems, PROBLEM_CALENDAR_ROW, &place, what);
    reading->is_sound = false;
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
    if (*count == MOST_DAYS)
        refuse(reading, row, "days");
    else
        days[(*count)++] = day;
}

static void add_days(struct calendar_reading *reading, const struct list *list, int32_t *days, size_t *count)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct value *item = &list->items[i];
        struct date date = {0};
        if (item->kind == VALUE_DATE)
            date = item->as.date;
        if (date.day > 0 || (item->kind == VALUE_TEXT && date_read(&date, item->as.text) && date.day > 0))
            add_day(reading, days, count, date_to_days(date), item);
        else
            refuse(reading, item, "days");
    }
}

static void read_year(struct calendar_reading *reading, const struct value *row)
{
    struct working_calendar *calendar = reading->calendar;
    int16_t year = (int16_t)integer_of(reading, row, "year", 1900, 2199);
    const struct list *off = list_of(reading, row, "off");
    calendar->years[calendar->year_count++] = year;
    for (size_t i = 0; i < off->count; i++)
        add_days(reading, list_of(reading, &off->items[i], "days"), calendar->days_off,
                 &calendar->day_off_count);
    add_days(reading, list_of(reading, row, "worked"), calendar->made_up, &calendar->made_up_count);
}

/* Also in years the file says nothing of: these days are off by law alone. */
static void add_fixed(struct calendar_reading *reading, const struct list *fixed)
{
    struct working_calendar *calendar = reading->calendar;
    for (size_t i = 0; i < fixed->count; i++) {
        uint8_t month = (uint8_t)integer_of(reading, &fixed->items[i], "month", 1, 12);
        uint8_t day = (uint8_t)integer_of(reading, &fixed->items[i], "day", 1, 31);
        for (int16_t year = FIRST_FIXED_YEAR; year <= LAST_FIXED_YEAR; year++)
            add_day(reading, calendar->days_off, &calendar->day_off_count,
                    date_to_days((struct date){year, month, day}), &fixed->items[i]);
    }
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
    for (size_t i = 0; i < count && calendar->day_off_count < MOST_DAYS; i++) {
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
    struct working_calendar *calendar = reading->calendar;
    const struct list *fixed = list_of(reading, top, "fixed"), *years = list_of(reading, top, "years");
    for (size_t i = 0; i < years->count && i < MOST_YEARS; i++)
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
    calendar->days_off = arena_allocate(reader->arena, MOST_DAYS * sizeof *calendar->days_off);
    calendar->made_up = arena_allocate(reader->arena, MOST_DAYS * sizeof *calendar->made_up);
    calendar->years = arena_allocate(reader->arena, MOST_YEARS * sizeof *calendar->years);
    struct calendar_reading reading = {reader, calendar, true};
    read_rows(&reading, &top);
    return reading.is_sound ? calendar : NULL;
}

bool calendar_read_shipped(const struct data_reader *reader, const char *forms_folder,
                           const struct working_calendar **calendar)
{
    struct string folder = string_of(forms_folder != NULL ? forms_folder : ".");
    struct string path = file_join(reader->arena, folder, STRING("standard/ngay-nghi.yaml"));
    *calendar = NULL;
    if (forms_folder == NULL || !file_exists(path.bytes))
        return true;
    struct string bytes = file_read(reader->arena, path.bytes, reader->limits, reader->problems);
    if (bytes.bytes != NULL)
        *calendar = calendar_read(reader, path, bytes);
    return *calendar != NULL;
}
