/*
 * Number and date into blank slots. A slot is looked for in the letters of each paragraph, however its runs
 * are cut; the blanks of it are replaced in the bytes of the part, the first by the figures, the others by
 * nothing.
 */

#include "register/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "register/slots.h"
#include "text/unicode.h"

/* "Số:      /BC-UBND"; of "Số: …/…" the symbol is a slot too. */
struct number_slot {
    struct slot figures, symbol;
    bool has_blank_symbol;
};

struct stamp {
    const struct register_entry *entry;
    struct string part;
    struct letters letters;
    struct string *figures; /* for each letter: what it becomes; bytes == NULL: it stays */
    struct arena *arena;
    const struct place *place;
    struct problems *problems;
    bool has_failed;
    size_t numbers, dates;
    struct string other_symbol; /* of a line that begins with a number; or empty */
};

/* ---- filling ---- */

static void report_other(struct stamp *stamp, const char *what, int64_t found, struct string wanted)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)found);
    problems_add(stamp->problems, PROBLEM_STAMP_OTHER, stamp->place, what, text, wanted.bytes);
    stamp->has_failed = true;
}

/* A slot that is a tab, or nothing at all: before the letter behind it, or behind the last one. A blank that
 * does not break is kept where a run begins or ends with it. */
static void fill_beside(struct stamp *stamp, const struct slot *slot, struct string figures,
                        const char *behind)
{
    const struct letter *list = stamp->letters.list;
    size_t last = slot->from - 1, next = slot->to;
    bool is_tab = slot->to > slot->from;
    while (next < stamp->letters.count && list[next].paragraph == list[last].paragraph &&
           list[next].length == 0)
        next++;
    bool has_next = next < stamp->letters.count && list[next].paragraph == list[last].paragraph;
    while (!has_next && list[last].length == 0 && last > 0)
        last--;
    const struct letter *beside = &list[has_next ? next : last];
    struct string own = string_slice(stamp->part, beside->at, beside->at + beside->length);
    stamp->figures[beside - list] =
        has_next ? arena_format(stamp->arena, "%s%.*s%s%.*s", is_tab ? "" : "\xC2\xA0",
                                STRING_FORMAT(figures), behind, STRING_FORMAT(own))
                 : arena_format(stamp->arena, "%.*s\xC2\xA0%.*s", STRING_FORMAT(own), STRING_FORMAT(figures));
}

/* The first letter of the slot that has bytes becomes the text, the others nothing; false if there is none.
 */
static bool put(struct stamp *stamp, const struct slot *slot, struct string text)
{
    for (size_t i = slot->from; i < slot->to; i++) {
        if (stamp->letters.list[i].length == 0)
            continue;
        stamp->figures[i] = text;
        text = (struct string){"", 0};
    }
    return text.length == 0;
}

/* " figures" and `behind` into the slot. */
static void fill(struct stamp *stamp, const struct slot *slot, struct string figures, const char *behind)
{
    if (!put(stamp, slot, arena_format(stamp->arena, " %.*s%s", STRING_FORMAT(figures), behind)))
        fill_beside(stamp, slot, figures, behind);
}

/* True if the number is the document's now. What is cited has another, unless it is the paragraph itself. */
static bool fill_number(struct stamp *stamp, const struct number_slot *number, bool is_own_line)
{
    const struct slot *slot = &number->figures;
    struct string figures = arena_format(stamp->arena, "%02lld", (long long)stamp->entry->number);
    bool is_other = slot->found >= 0 && slot->found != stamp->entry->number;
    if (is_other && !is_own_line)
        return false;
    if (slot->found < 0)
        fill(stamp, slot, figures, "");
    else if (is_other)
        report_other(stamp, PROBLEM_WORDS("số", "number"), slot->found, figures);
    if (number->has_blank_symbol)
        put(stamp, &number->symbol, stamp->entry->fields[REGISTER_SYMBOL]);
    stamp->numbers++;
    return true;
}

/* "20…" is a blank year. */
static bool is_blank_slot(const struct slot *slot, size_t part_of_date)
{
    return slot->found < 0 || (part_of_date == 2 && slot->found == 20);
}

/* Days below 10 and the months 1 and 2 have a zero before (Appendix I, part I.II.4). */
static void fill_date(struct stamp *stamp, const struct slot slots[3])
{
    struct date date = stamp->entry->date;
    const int64_t wanted[] = {date.day, date.month, date.year};
    static const char *const words[] = {PROBLEM_WORDS("ngày", "day"), PROBLEM_WORDS("tháng", "month"),
                                        PROBLEM_WORDS("năm", "year")};
    for (size_t i = 0; i < 3; i++) {
        bool is_padded = i == 0 || (i == 1 && date.month <= 2);
        struct string figures =
            arena_format(stamp->arena, is_padded ? "%02lld" : "%lld", (long long)wanted[i]);
        if (is_blank_slot(&slots[i], i))
            fill(stamp, &slots[i], figures, i < 2 ? " " : "");
        else if (slots[i].found != wanted[i])
            report_other(stamp, words[i], slots[i].found, figures);
    }
    stamp->dates++;
}

/* ---- finding ---- */

/* A colon with the blanks before it; without one the blanks are the slot's. */
static void take_colon(struct slot_reader *reader)
{
    size_t before = reader->at;
    slot_skip_blanks(reader);
    if (!slot_take_letter(reader, ':'))
        reader->at = before;
}

/* The year of a legal document: "Số:      /2026/QĐ-UBND". */
static void take_year(const struct stamp *stamp, struct slot_reader *reader)
{
    struct slot year;
    struct slot_reader ahead = *reader;
    if (slot_take(&ahead, &year) && year.found == stamp->entry->year && slot_take_letter(&ahead, '/'))
        *reader = ahead;
}

/* What stands where the symbol belongs, for a message. */
static void note_symbol(struct stamp *stamp, const struct slot_reader *reader)
{
    enum { MOST_SHOWN = 40 };
    struct buffer shown = {0};
    for (size_t i = reader->at; i < reader->end && i < reader->at + MOST_SHOWN; i++) {
        unsigned code = reader->list[i].code;
        if (code == '\n' || code == '\t')
            break;
        buffer_append_code_point(&shown, code);
    }
    if (stamp->other_symbol.length == 0)
        stamp->other_symbol = arena_copy(stamp->arena, string_trim(buffer_string(&shown)));
    buffer_release(&shown);
}

/* "Số:      /BC-UBND" or "số      /BC-UBND" from here on. */
static bool take_number(struct stamp *stamp, struct slot_reader *reader, bool is_own_line,
                        struct number_slot *number)
{
    *number = (struct number_slot){0};
    if (!slot_take_word(reader, (const char *const[]){"Số", "số", "SỐ", NULL}))
        return false;
    take_colon(reader);
    if (!slot_take(reader, &number->figures) || !slot_take_letter(reader, '/'))
        return false;
    take_year(stamp, reader);
    struct slot_reader symbol = *reader, blank = *reader;
    slot_skip_blanks(reader);
    if (slot_take_symbol(reader, stamp->entry->fields[REGISTER_SYMBOL]))
        return true;
    number->has_blank_symbol = is_own_line && slot_take_line(&blank, &number->symbol);
    if (number->has_blank_symbol)
        *reader = blank;
    else if (is_own_line)
        note_symbol(stamp, &symbol);
    return number->has_blank_symbol;
}

/* "ngày      tháng 5 năm 2026" from here on. */
static bool take_date(struct slot_reader *reader, struct slot slots[3])
{
    return slot_take_word(reader, (const char *const[]){"ngày", "Ngày", NULL}) &&
           slot_take(reader, &slots[0]) &&
           slot_take_word(reader, (const char *const[]){"tháng", "Tháng", NULL}) &&
           slot_take(reader, &slots[1]) &&
           slot_take_word(reader, (const char *const[]){"năm", "Năm", NULL}) && slot_take(reader, &slots[2]);
}

/* The first date from here on; the reader is behind it. */
static bool find_date(struct slot_reader *reader, struct slot slots[3])
{
    for (size_t at = reader->at; at < reader->end; at++) {
        struct slot_reader ahead = {reader->list, at, reader->end};
        if (take_date(&ahead, slots)) {
            reader->at = ahead.at;
            return true;
        }
    }
    return false;
}

/* A date behind a number that has something to fill in, or stands right behind a number that had: others of
 * the paragraph are of other documents. */
static bool is_own_date(const struct stamp *stamp, const struct slot *number, size_t behind,
                        const struct slot date[3])
{
    enum { NEAR = 12 };
    const int64_t wanted[] = {stamp->entry->date.day, stamp->entry->date.month, stamp->entry->date.year};
    bool is_blank = false, is_other = false;
    for (size_t i = 0; i < 3; i++) {
        is_blank |= is_blank_slot(&date[i], i);
        is_other |= !is_blank_slot(&date[i], i) && date[i].found != wanted[i];
    }
    bool is_right_behind = number->found < 0 && date[0].from <= behind + NEAR;
    return is_right_behind || !is_other || (is_blank && number->found < 0);
}

/* Each number of a paragraph, and the date behind it. */
static void stamp_numbers(struct stamp *stamp, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++) {
        struct slot_reader reader = {stamp->letters.list, at, to};
        struct number_slot number;
        struct slot date[3];
        if (!take_number(stamp, &reader, at == from, &number))
            continue;
        size_t behind = reader.at;
        if (fill_number(stamp, &number, at == from) && find_date(&reader, date) &&
            is_own_date(stamp, &number.figures, behind, date))
            fill_date(stamp, date);
        at = behind - 1;
    }
}

/* "An Bình, ngày      tháng 5 năm 2026" alone in its paragraph: the line of place and date. Without a comma
 * only when its day is blank. */
static bool stamp_date_line(struct stamp *stamp, size_t from, size_t to)
{
    enum { MOST_PLACE = 80 };
    struct slot date[3];
    struct slot_reader reader = {stamp->letters.list, from, to};
    if (!find_date(&reader, date) || reader.at != to || date[0].from - from > MOST_PLACE)
        return false;
    bool is_line = date[0].found < 0;
    for (size_t i = from; i < date[0].from; i++)
        is_line |= stamp->letters.list[i].code == ',';
    if (is_line)
        fill_date(stamp, date);
    return is_line;
}

static void stamp_paragraphs(struct stamp *stamp)
{
    bool has_date_line = false;
    const struct letters *letters = &stamp->letters;
    for (size_t from = 0, to; from < letters->count; from = to) {
        for (to = from; to < letters->count && letters->list[to].paragraph == letters->list[from].paragraph;)
            to++;
        size_t numbers = stamp->numbers;
        stamp_numbers(stamp, from, to);
        if (!has_date_line && stamp->numbers == numbers)
            has_date_line = stamp_date_line(stamp, from, to);
    }
}

/* ---- writing ---- */

static int compare_places(const void *a, const void *b)
{
    const struct letter *first = *(const struct letter *const *)a, *second = *(const struct letter *const *)b;
    return first->at < second->at ? -1 : first->at > second->at;
}

/* The letters that change, as they stand in the part. */
static const struct letter **changed_letters(const struct stamp *stamp, size_t *count)
{
    const struct letter **changed =
        arena_allocate(stamp->arena, (stamp->letters.count + 1) * sizeof *changed);
    *count = 0;
    for (size_t i = 0; i < stamp->letters.count; i++) {
        if (stamp->figures[i].bytes != NULL)
            changed[(*count)++] = &stamp->letters.list[i];
    }
    qsort(changed, *count, sizeof *changed, compare_places);
    return changed;
}

static struct string write_part(const struct stamp *stamp, struct string part)
{
    size_t count, at = 0;
    const struct letter **changed = changed_letters(stamp, &count);
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_append_string(&out, string_slice(part, at, changed[i]->at));
        buffer_append_string(&out, stamp->figures[changed[i] - stamp->letters.list]);
        at = changed[i]->at + changed[i]->length;
    }
    buffer_append_string(&out, string_slice(part, at, part.length));
    struct string written = arena_copy(stamp->arena, buffer_string(&out));
    buffer_release(&out);
    return written;
}

struct string register_stamp(struct string part, const struct place *place,
                             const struct register_entry *entry, struct arena *arena,
                             struct problems *problems)
{
    const struct string nothing = {NULL, 0};
    struct stamp stamp = {.entry = entry, .part = part, .arena = arena, .place = place, .problems = problems};
    if (!letters_read(&stamp.letters, part, place, arena, problems))
        return nothing;
    stamp.figures = arena_allocate(arena, (stamp.letters.count + 1) * sizeof *stamp.figures);
    stamp_paragraphs(&stamp);
    if (stamp.numbers == 0 && stamp.other_symbol.length > 0)
        problems_add(problems, PROBLEM_STAMP_SYMBOL, place, entry->fields[REGISTER_SYMBOL].bytes,
                     stamp.other_symbol.bytes);
    else if (stamp.numbers == 0)
        problems_add(problems, PROBLEM_STAMP_NO_NUMBER, place, entry->fields[REGISTER_SYMBOL].bytes);
    else if (stamp.dates == 0)
        problems_add(problems, PROBLEM_STAMP_NO_DATE, place, NULL);
    return stamp.has_failed || stamp.numbers == 0 || stamp.dates == 0 ? nothing : write_part(&stamp, part);
}
