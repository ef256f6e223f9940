/* Groups of units as letters name them → the units. */

#include "statistics/units.h"

#include <string.h>

#include "text/unicode.h"

struct choosing {
    const struct units *units;
    struct date day;
    const struct place *place;
    struct arena *arena;
    struct problems *problems;
};

/* ---- one word of a group ---- */

/* A piece of a cell between semicolons. */
static bool is_one_of(struct arena *arena, struct string cell, struct string folded)
{
    for (size_t from = 0, to; from <= cell.length; from = to + 1) {
        to = string_find(cell, STRING(";"), from);
        to = to == SIZE_MAX ? cell.length : to;
        struct string piece = text_fold_name(arena, string_slice(cell, from, to));
        if (piece.length > 0 && string_equal(piece, folded))
            return true;
    }
    return false;
}

static bool belongs(struct arena *arena, const struct unit *unit, struct string folded)
{
    return is_one_of(arena, unit->group, folded) || is_one_of(arena, unit->level, folded) ||
           is_one_of(arena, unit->parent, folded);
}

static bool is_everybody(struct string folded)
{
    static const char *const words[] = {"tất_cả", "các_đơn_vị", "tất_cả_các_đơn_vị"};
    bool is_everybody = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is_everybody |= string_is(folded, words[i]);
    return is_everybody;
}

/* Sets the marks of those that belong; false when none ever did. */
static bool mark(const struct choosing *choosing, struct string folded, bool is_meant, bool *marks)
{
    bool is_known = false, is_all = is_everybody(folded);
    for (size_t i = 0; i < choosing->units->count; i++) {
        const struct unit *unit = &choosing->units->list[i];
        if (!is_all && !belongs(choosing->arena, unit, folded))
            continue;
        is_known = true;
        if (unit_exists(unit, choosing->day))
            marks[i] = is_meant;
    }
    return is_known;
}

/* “xã miền núi”: of a level and of a group. */
static bool mark_both(const struct choosing *choosing, struct string folded, bool is_meant, bool *marks)
{
    bool is_known = false;
    for (size_t at = 1; at < folded.length; at++) {
        struct string level = string_slice(folded, 0, at);
        struct string group = string_slice(folded, at + 1, folded.length);
        for (size_t i = 0; folded.bytes[at] == '_' && i < choosing->units->count; i++) {
            const struct unit *unit = &choosing->units->list[i];
            if (!is_one_of(choosing->arena, unit->level, level) || !belongs(choosing->arena, unit, group))
                continue;
            is_known = true;
            if (unit_exists(unit, choosing->day))
                marks[i] = is_meant;
        }
    }
    return is_known;
}

static bool mark_unit(const struct choosing *choosing, struct string folded, bool is_meant, bool *marks)
{
    const struct unit *unit = units_find(choosing->units, choosing->arena, folded, choosing->day);
    if (unit != NULL && unit_exists(unit, choosing->day))
        marks[unit - choosing->units->list] = is_meant;
    return unit != NULL;
}

static bool mark_word(const struct choosing *choosing, struct string folded, bool is_meant, bool *marks)
{
    return mark(choosing, folded, is_meant, marks) || mark_both(choosing, folded, is_meant, marks) ||
           mark_unit(choosing, folded, is_meant, marks);
}

/* ---- “UBND các xã, phường và đặc khu” ---- */

static struct string without_head(struct string folded)
{
    static const char *const heads[] = {"tất_cả_", "ubnd_", "ủy_ban_nhân_dân_", "uỷ_ban_nhân_dân_", "tất_cả_",
                                        "các_",    NULL};
    for (size_t i = 0; heads[i] != NULL; i++) {
        struct string head = string_of(heads[i]);
        if (string_starts_with(folded, head))
            folded = string_slice(folded, head.length, folded.length);
    }
    return folded;
}

static struct string trim(struct string text)
{
    while (text.length > 0 && (text.bytes[0] == '_' || text.bytes[0] == ','))
        text = string_slice(text, 1, text.length);
    while (text.length > 0 && (text.bytes[text.length - 1] == '_' || text.bytes[text.length - 1] == ','))
        text = string_slice(text, 0, text.length - 1);
    return text;
}

/* Where the next word of the list ends: before a comma or “và”; *next: where the one behind it begins. */
static size_t find_end(struct string text, size_t from, size_t *next)
{
    size_t comma = string_find(text, STRING(","), from), and = string_find(text, STRING("_và_"), from);
    size_t end = comma < and? comma : and;
    *next = end == SIZE_MAX ? text.length + 1 : end + 1;
    return end == SIZE_MAX ? text.length : end;
}

static bool mark_words(const struct choosing *choosing, struct string folded, bool is_meant, bool *marks)
{
    struct string words = without_head(folded);
    bool is_known = words.length > 0;
    for (size_t from = 0, next; is_known && from <= words.length; from = next) {
        struct string word = trim(string_slice(words, from, find_end(words, from, &next)));
        word =
            string_starts_with(word, STRING("và_")) ? string_slice(word, strlen("và_"), word.length) : word;
        is_known = word.length > 0 && mark_word(choosing, without_head(word), is_meant, marks);
    }
    return is_known;
}

static bool report_group(const struct choosing *choosing, struct string typed)
{
    const struct units *units = choosing->units;
    struct string *names = arena_allocate(choosing->arena, (units->count * 3 + 1) * sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++) {
        const struct string told[] = {units->list[i].group, units->list[i].level, units->list[i].name};
        for (size_t k = 0; k < 3; k++) {
            if (told[k].length > 0)
                names[count++] = told[k];
        }
    }
    struct problem *problem = problems_add(choosing->problems, PROBLEM_UNITS_GROUP, choosing->place,
                                           arena_copy(choosing->arena, typed).bytes);
    problems_suggest(choosing->problems, problem, text_closest(typed, names, count));
    return false;
}

static bool mark_group(const struct choosing *choosing, struct string typed, bool is_meant, bool *marks)
{
    struct string folded = text_fold_name(choosing->arena, typed);
    return mark_word(choosing, folded, is_meant, marks) || mark_words(choosing, folded, is_meant, marks) ||
           report_group(choosing, typed);
}

/* ---- “… trừ …” ---- */

/* Where “trừ” stands, and what is before it; SIZE_MAX: nowhere. */
static size_t find_except(struct string typed, struct string *group)
{
    static const char *const words[] = {" trừ ", "(trừ ", ",trừ ", NULL};
    *group = typed;
    for (size_t i = 0; words[i] != NULL; i++) {
        size_t at = string_find(typed, string_of(words[i]), 0);
        if (at == SIZE_MAX)
            continue;
        *group = string_slice(typed, 0, at);
        while (group->length > 0 && strchr(" ,(", group->bytes[group->length - 1]) != NULL)
            group->length--;
        return at + strlen(words[i]);
    }
    return SIZE_MAX;
}

static bool leave_out(const struct choosing *choosing, struct string name, bool *marks)
{
    const struct unit *unit = units_find(choosing->units, choosing->arena, name, choosing->day);
    if (unit == NULL)
        return mark_group(choosing, name, false, marks);
    marks[unit - choosing->units->list] = false;
    return true;
}

static bool leave_out_all(const struct choosing *choosing, struct string names, bool *marks)
{
    bool done = true;
    for (size_t from = 0, to; done && from <= names.length; from = to + 1) {
        for (to = from; to < names.length && names.bytes[to] != ';' && names.bytes[to] != ','; to++)
            continue;
        struct string name = string_trim(string_slice(names, from, to));
        while (name.length > 0 && strchr(").", name.bytes[name.length - 1]) != NULL)
            name = string_trim(string_slice(name, 0, name.length - 1));
        done = name.length == 0 || leave_out(choosing, name, marks);
    }
    return done;
}

static struct choosing choosing_of(const struct units *units, struct date day, const struct place *place,
                                   struct arena *arena, struct problems *problems)
{
    return (struct choosing){units, day, place, arena, problems};
}

static void begin(const struct choosing *choosing, struct unit_choice *choice)
{
    size_t size = (choosing->units->count + 1) * sizeof *choice->is_chosen;
    choice->count = 0;
    choice->is_chosen = memset(arena_allocate(choosing->arena, size), 0, size);
}

static bool count_chosen(const struct choosing *choosing, struct string typed, struct unit_choice *choice)
{
    struct buffer day = {0};
    const char *words = PROBLEM_WORDS("hiện nay", "now");
    for (size_t i = 0; i < choosing->units->count; i++)
        choice->count += choice->is_chosen[i];
    if (choice->count > 0)
        return true;
    if (choosing->day.day != 0) {
        date_append_short(&day, choosing->day);
        words = day.bytes;
    }
    problems_add(choosing->problems, PROBLEM_UNITS_NOBODY, choosing->place,
                 arena_copy(choosing->arena, typed).bytes, words);
    buffer_release(&day);
    return false;
}

bool units_choose(const struct units *units, struct string group, struct date day, const struct place *place,
                  struct arena *arena, struct unit_choice *choice, struct problems *problems)
{
    struct choosing choosing = choosing_of(units, day, place, arena, problems);
    struct string name;
    size_t except = find_except(group, &name);
    begin(&choosing, choice);
    return mark_group(&choosing, string_trim(name), true, choice->is_chosen) &&
           (except == SIZE_MAX ||
            leave_out_all(&choosing, string_slice(group, except, group.length), choice->is_chosen)) &&
           count_chosen(&choosing, group, choice);
}

static bool choose_named(const struct choosing *choosing, struct string name, struct unit_choice *choice)
{
    const struct unit *unit = units_find(choosing->units, choosing->arena, name, choosing->day);
    if (unit == NULL) {
        units_report_unknown(choosing->units, name, choosing->place, choosing->arena, choosing->problems);
        return false;
    }
    choice->is_chosen[unit - choosing->units->list] = true;
    return true;
}

bool units_choose_typed(const struct units *units, struct string typed, struct date day,
                        const struct place *place, struct arena *arena, struct unit_choice *choice,
                        struct problems *problems)
{
    struct choosing choosing = choosing_of(units, day, place, arena, problems);
    bool done = true;
    typed = string_trim(typed);
    if (string_starts_with(typed, STRING("@")))
        return units_choose(units, string_slice(typed, 1, typed.length), day, place, arena, choice, problems);
    begin(&choosing, choice);
    for (size_t from = 0, to; done && from <= typed.length; from = to + 1) {
        to = string_find(typed, STRING(";"), from);
        to = to == SIZE_MAX ? typed.length : to;
        struct string name = string_trim(string_slice(typed, from, to));
        done = name.length == 0 || choose_named(&choosing, name, choice);
    }
    return done && count_chosen(&choosing, typed, choice);
}
