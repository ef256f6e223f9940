/* The foot of a sheet: its totals, and below them the names of those who sign. */

#include "data/data.h"
#include "text/unicode.h"

enum { MOST_BELOW = 12 };

bool data_says_total(struct arena *arena, struct string text)
{
    static const struct {
        const char *word;
        bool stands_alone;
    } words[] = {{"tổng cộng", false}, {"tổng số", false}, {"tổng", true}, {"cộng", true}, {"total", true}};
    struct string lower = text_lower(arena, string_trim(text));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct string word = string_of(words[i].word);
        struct string rest = string_slice(lower, word.length, lower.length);
        if (string_starts_with(lower, word) &&
            (!words[i].stands_alone || rest.length == 0 || rest.bytes[0] == ':'))
            return true;
    }
    return false;
}

static bool is_filled(const struct value *cell)
{
    return cell->kind != VALUE_NONE && (cell->kind != VALUE_TEXT || string_trim(cell->as.text).length > 0);
}

static const struct value *first_cell(const struct record *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (is_filled(&row->entries[i].value))
            return &row->entries[i].value;
    }
    return NULL;
}

/* A place and a day, "NGƯỜI LẬP BIỂU", a name. */
static bool has_few_cells(const struct record *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += is_filled(&row->entries[i].value);
    return count * 2 <= row->count;
}

static bool is_total(struct arena *arena, const struct record *row)
{
    const struct value *first = first_cell(row);
    return first != NULL && first->kind == VALUE_TEXT && (first->flags & VALUE_CELL) != 0 &&
           data_says_total(arena, first->as.text);
}

static size_t count_above(struct arena *arena, const struct list *rows)
{
    size_t above = rows->count, from = above > MOST_BELOW ? above - MOST_BELOW : 0;
    for (size_t i = rows->count; i-- > from && rows->items[i].kind == VALUE_RECORD;) {
        if (is_total(arena, rows->items[i].as.record))
            above = i;
        else if (!has_few_cells(rows->items[i].as.record))
            break;
    }
    return above;
}

static void tell_rows_below(struct arena *arena, const struct entry *table, size_t above,
                            const struct sources *sources, struct problems *problems)
{
    const struct list *rows = table->value.as.list;
    const struct value *first = first_cell(rows->items[above].as.record);
    struct place place = value_place(sources, first);
    struct buffer shown = {0};
    data_append_short(&shown, first);
    problems_add(problems, PROBLEM_ROWS_BELOW, &place, arena_format(arena, "%zu", rows->count - above).bytes,
                 arena_copy(arena, table->name->text).bytes, shown.bytes);
    buffer_release(&shown);
}

struct value data_without_total(struct arena *arena, const struct entry *table, const struct sources *sources,
                                struct problems *problems)
{
    struct value rows = table->value;
    size_t above = count_above(arena, rows.as.list);
    if (above == rows.as.list->count)
        return rows;
    tell_rows_below(arena, table, above, sources, problems);
    struct list *cut = arena_allocate(arena, sizeof *cut);
    *cut = *rows.as.list;
    cut->count = cut->capacity = above; /* what is appended goes elsewhere */
    rows.as.list = cut;
    return rows;
}
