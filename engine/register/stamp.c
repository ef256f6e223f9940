/*
 * Number and date into blank slots. A slot is looked for in the letters of each paragraph, however its runs
 * are cut; the blanks of it are replaced in the bytes of the part, the first by the figures, the others by
 * nothing.
 */

#include "register/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "register/letters.h"
#include "text/unicode.h"

/* One run of letters being matched. */
struct slot_reader {
    const struct letter *list;
    size_t at, end; /* of one paragraph */
};

/* What stands where figures belong: letters [from, to). */
struct slot {
    size_t from, to;
    int64_t found; /* -1: blanks alone */
};

struct stamp {
    const struct register_entry *entry;
    struct letters letters;
    struct string *figures; /* for each letter: what it becomes; bytes == NULL: it stays */
    struct arena *arena;
    const struct place *place;
    struct problems *problems;
    bool has_failed;
    size_t numbers, dates;
};

/* ---- matching ---- */

static bool is_blank(unsigned code)
{
    return code == ' ' || code == 0xA0 || code == '\t' || code == '.' || code == 0x2026 || code == '_' ||
           (code >= 0x2000 && code <= 0x200A);
}

/* Signs that keep a symbol on one line and are not seen. */
static bool is_unseen(unsigned code)
{
    return code == 0x2060 || code == 0xAD;
}

static bool take_letter(struct slot_reader *reader, unsigned wanted)
{
    while (reader->at < reader->end && is_unseen(reader->list[reader->at].code))
        reader->at++;
    if (reader->at == reader->end)
        return false;
    unsigned code = reader->list[reader->at].code;
    bool is_wanted = code == wanted || (wanted == '-' && code == 0x2011) || (wanted == ' ' && is_blank(code));
    reader->at += is_wanted;
    return is_wanted;
}

static bool take_text(struct slot_reader *reader, struct string text)
{
    size_t offset = 0, before = reader->at;
    while (offset < text.length) {
        if (!take_letter(reader, text_next(text, &offset))) {
            reader->at = before;
            return false;
        }
    }
    return true;
}

static void skip_blanks(struct slot_reader *reader)
{
    while (reader->at < reader->end &&
           (is_blank(reader->list[reader->at].code) || is_unseen(reader->list[reader->at].code)))
        reader->at++;
}

/* Digits among blanks, or blanks alone; false for more digits than any number has. */
static bool take_slot(struct slot_reader *reader, struct slot *slot)
{
    size_t digits = 0;
    *slot = (struct slot){.from = reader->at};
    skip_blanks(reader);
    for (; reader->at < reader->end && digits < 10; reader->at++, digits++) {
        unsigned code = reader->list[reader->at].code;
        if (code < '0' || code > '9')
            break;
        slot->found = slot->found * 10 + (code - '0');
    }
    if (digits == 0)
        slot->found = -1;
    skip_blanks(reader);
    slot->to = reader->at;
    return digits < 10;
}

/* ---- filling ---- */

static void report_other(struct stamp *stamp, const char *what, int64_t found, struct string wanted)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)found);
    problems_add(stamp->problems, PROBLEM_STAMP_OTHER, stamp->place, what, text, wanted.bytes);
    stamp->has_failed = true;
}

/* The first letter of the slot that has bytes becomes " figures" and `behind`, the others nothing. */
static void fill(struct stamp *stamp, const struct slot *slot, struct string figures, const char *behind)
{
    struct string text = arena_format(stamp->arena, " %.*s%s", STRING_FORMAT(figures), behind);
    for (size_t i = slot->from; i < slot->to; i++) {
        if (stamp->letters.list[i].length == 0)
            continue;
        stamp->figures[i] = text;
        text = (struct string){"", 0};
    }
    if (text.length > 0) {
        problems_add(stamp->problems, PROBLEM_STAMP_NO_ROOM, stamp->place, figures.bytes);
        stamp->has_failed = true;
    }
}

static void fill_number(struct stamp *stamp, const struct slot *slot)
{
    struct string figures = arena_format(stamp->arena, "%02lld", (long long)stamp->entry->number);
    if (slot->found < 0)
        fill(stamp, slot, figures, "");
    else if (slot->found != stamp->entry->number)
        report_other(stamp, PROBLEM_WORDS("số", "number"), slot->found, figures);
    stamp->numbers++;
}

/* Days below 10 and the months 1 and 2 have a zero before (Appendix I, part I.II.4); "20…" is a blank year.
 */
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
        if (slots[i].found < 0 || (i == 2 && slots[i].found == 20))
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
    skip_blanks(reader);
    if (!take_letter(reader, ':'))
        reader->at = before;
}

/* "Số:      /BC-UBND" or "số      /BC-UBND" from here on. */
static bool take_number(const struct stamp *stamp, struct slot_reader *reader, struct slot *slot)
{
    if (!take_text(reader, STRING("Số")) && !take_text(reader, STRING("số")))
        return false;
    take_colon(reader);
    if (!take_slot(reader, slot) || !take_letter(reader, '/'))
        return false;
    skip_blanks(reader);
    return take_text(reader, stamp->entry->fields[REGISTER_SYMBOL]);
}

/* "ngày      tháng 5 năm 2026" from here on. */
static bool take_date(struct slot_reader *reader, struct slot slots[3])
{
    return take_text(reader, STRING("ngày")) && take_slot(reader, &slots[0]) &&
           take_text(reader, STRING("tháng")) && take_slot(reader, &slots[1]) &&
           take_text(reader, STRING("năm")) && take_slot(reader, &slots[2]);
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

/* Each number of a paragraph, and the date behind it. */
static void stamp_numbers(struct stamp *stamp, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++) {
        struct slot_reader reader = {stamp->letters.list, at, to};
        struct slot slot, date[3];
        if (!take_number(stamp, &reader, &slot))
            continue;
        fill_number(stamp, &slot);
        if (find_date(&reader, date))
            fill_date(stamp, date);
        at = reader.at - 1;
    }
}

/* "An Bình, ngày      tháng 5 năm 2026" alone in its paragraph: the line of place and date. */
static bool stamp_date_line(struct stamp *stamp, size_t from, size_t to)
{
    enum { MOST_PLACE = 80 };
    struct slot date[3];
    struct slot_reader reader = {stamp->letters.list, from, to};
    if (!find_date(&reader, date) || reader.at != to || date[0].from - from > MOST_PLACE)
        return false;
    for (size_t i = from; i < date[0].from; i++) {
        if (stamp->letters.list[i].code == ',') {
            fill_date(stamp, date);
            return true;
        }
    }
    return false;
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
    struct stamp stamp = {.entry = entry, .arena = arena, .place = place, .problems = problems};
    if (!letters_read(&stamp.letters, part, place, arena, problems))
        return nothing;
    stamp.figures = arena_allocate(arena, (stamp.letters.count + 1) * sizeof *stamp.figures);
    stamp_paragraphs(&stamp);
    if (stamp.numbers == 0)
        problems_add(problems, PROBLEM_STAMP_NO_NUMBER, place, entry->fields[REGISTER_SYMBOL].bytes);
    else if (stamp.dates == 0)
        problems_add(problems, PROBLEM_STAMP_NO_DATE, place, NULL);
    return stamp.has_failed || stamp.numbers == 0 || stamp.dates == 0 ? nothing : write_part(&stamp, part);
}
