#ifndef VANBAN_STATISTICS_UNITS_H
#define VANBAN_STATISTICS_UNITS_H

/*
 * The list of units (danh mục đơn vị): who there is, from when to when, of which level and group, under whom.
 * It is a table with the columns Mã, Tên, Cấp, Nhóm, Cấp trên, Địa chỉ, Từ ngày, Đến ngày (code, name, level,
 * group, parent, address, from, to), of which only the name must be there. A unit may be of several groups,
 * between semicolons.
 */

#include "data/data.h"

struct unit {
    struct string code, name, level, group, parent, address; /* empty when not told */
    struct string folded, folded_code;                       /* as names are equal */
    struct string short_names[2]; /* folded, without “UBND”, and its level too */
    struct date from, to;         /* day 0: no bound */
    const struct value *row;
};

struct units {
    struct unit *list;
    size_t count;
};

/* The first table of `top`; everything in it is in `arena`. False after a problem, among them that two units
 * have one name or code at one time. */
bool units_read(struct arena *arena, const struct sources *sources, const struct value *top,
                struct units *units, struct problems *problems);
/* Whether a column of a table has something of a unit itself, and not a figure: its code, its group … */
bool units_is_own_column(struct arena *arena, struct string column);

/* Tells that it has the name of an earlier one at one time, or its code; false. */
bool unit_report_twice(const struct unit *unit, const struct unit *earlier, const struct sources *sources,
                       struct arena *arena, struct problems *problems);
/* text_fold_name() with “UBND” in full at the beginning: as names of units are equal. */
struct string unit_fold_name(struct arena *arena, struct string name);
/* From its name, code and level what it is found by. */
void unit_fold_names(struct unit *unit, struct arena *arena);
/* On a day; one of year 0 is now: whoever has no end. */
bool unit_exists(const struct unit *unit, struct date day);
/* The last day of a month that has no day. */
struct date units_day(struct date date);
/* By name or code, one that exists on the day before one that does not; without its “UBND”, or its level too,
 * or without the zeros before its code, when only one is called so. NULL if there is none. */
const struct unit *units_find(const struct units *units, struct arena *arena, struct string name,
                              struct date day);

/* Which units of a list: a mark for each. */
struct unit_choice {
    bool *is_chosen;
    size_t count; /* of those that are */
};

/*
 * The units of a group on a day: “UBND các xã, thị trấn” by their levels, or a group, a level, the units
 * under a parent, both (“các xã miền núi”), a unit by its name, “tất cả”; behind “trừ” those that are not
 * meant: “UBND các xã, trừ UBND xã An Bình, Miền núi”. False after a problem: there is no such group or unit,
 * or nobody is left.
 */
bool units_choose(const struct units *units, struct string group, struct date day, const struct place *place,
                  struct arena *arena, struct unit_choice *choice, struct problems *problems);
/* Units by name or code between semicolons, or "@" and a group. False after a problem. */
bool units_choose_typed(const struct units *units, struct string typed, struct date day,
                        const struct place *place, struct arena *arena, struct unit_choice *choice,
                        struct problems *problems);
/* The problem that no unit has this name. */
void units_report_unknown(const struct units *units, struct string name, const struct place *place,
                          struct arena *arena, struct problems *problems);

#endif
