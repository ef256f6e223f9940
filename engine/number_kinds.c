/* Public: which kind of document is meant by a symbol, and by a line of the groups a book is made with. */

#include "form/fields.h"
#include "number_work.h"
#include "text/unicode.h"

const struct standard *number_open_standard(struct number_work *work)
{
    return standard_open(work->arena, work->options.forms_folder, "nd30-2020", &work->limits, work->problems);
}

/* ---- one kind ---- */

static const char letter[] = "Công văn";

/* A thư công has no number. */
static bool is_numbered(const struct standard_kind *kind)
{
    return kind->abbreviation.length > 0 || string_is(kind->name, letter);
}

/* In any case of letters: bc, BÁO CÁO. Accents tell HD from HĐ. NULL if there is none. */
static const struct standard_kind *find_kind(const struct standard *standard, struct string typed,
                                             struct arena *arena)
{
    struct string folded = text_fold_name(arena, typed);
    for (size_t i = 0; folded.length > 0 && i < standard->kind_count; i++) {
        const struct standard_kind *kind = &standard->kinds[i];
        if (is_numbered(kind) && (string_equal(text_fold_name(arena, kind->name), folded) ||
                                  string_equal(text_fold_name(arena, kind->abbreviation), folded)))
            return kind;
    }
    return NULL;
}

/* The abbreviations there are, and with `has_names` the names too. */
static size_t list_kinds(const struct standard *standard, bool has_names, struct string *list)
{
    size_t count = 0;
    for (size_t i = 0; i < standard->kind_count; i++) {
        if (standard->kinds[i].abbreviation.length > 0)
            list[count++] = standard->kinds[i].abbreviation;
    }
    for (size_t i = 0; has_names && i < standard->kind_count; i++) {
        if (is_numbered(&standard->kinds[i]))
            list[count++] = standard->kinds[i].name;
    }
    return count;
}

static struct string *room_for_kinds(const struct standard *standard, struct arena *arena)
{
    return arena_allocate(arena, (standard->kind_count * 2 + 1) * sizeof(struct string));
}

/* ---- groups of series ---- */

static void report_kind(struct number_work *work, const struct standard *standard, struct string typed,
                        const struct place *place)
{
    struct string *names = room_for_kinds(standard, work->arena);
    struct buffer all = {0};
    size_t count = list_kinds(standard, false, names);
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(&all, i > 0 ? ", " : "");
        buffer_append_string(&all, names[i]);
    }
    count = list_kinds(standard, true, names);
    struct problem *problem = problems_add(work->problems, PROBLEM_SERIES_KIND, place,
                                           arena_copy(work->arena, typed).bytes, all.bytes);
    problems_suggest(work->problems, problem, text_closest(typed, names, count));
    buffer_release(&all);
}

/* A line of the groups; `kind` is NULL when none is meant. False after a problem. */
static bool check_group(struct number_work *work, const struct standard *standard, struct string typed,
                        const struct standard_kind *kind, const struct value *same, const struct place *place)
{
    const char *words = arena_copy(work->arena, typed).bytes;
    if (register_is_copy(typed))
        problems_add(work->problems, PROBLEM_SERIES_COPY, place, words);
    else if (kind == NULL && !string_is(typed, "*"))
        report_kind(work, standard, typed, place);
    else if (same != NULL)
        problems_add(work->problems, PROBLEM_SERIES_TWICE, place, words);
    else
        return true;
    return false;
}

static bool read_group(struct number_work *work, const struct standard *standard, const struct entry *entry,
                       struct record *groups)
{
    struct string typed = string_trim(entry->name->text);
    const struct standard_kind *kind =
        find_kind(standard, typed.length > 0 ? typed : string_of(letter), work->arena);
    struct string abbreviation = kind != NULL ? kind->abbreviation : typed;
    struct place place = value_place(work->data->sources, &entry->value);
    field_point_at_key(&place, typed);
    if (!check_group(work, standard, typed, kind, record_lookup(groups, abbreviation), &place))
        return false;
    record_set_text(groups, abbreviation, &entry->value);
    return true;
}

bool number_read_groups(struct number_work *work, struct record *groups)
{
    const struct record *typed = work->data != NULL ? work->data->top.as.record : NULL;
    if (typed == NULL || typed->count == 0)
        return true;
    const struct standard *standard = number_open_standard(work);
    bool is_read = standard != NULL;
    for (size_t i = 0; standard != NULL && i < typed->count; i++)
        is_read &= read_group(work, standard, &typed->entries[i], groups);
    return is_read;
}

/* ---- symbols ---- */

/* The kind whose abbreviation was typed without its marks or in other letters: QD, bc. */
static const struct standard_kind *find_mistyped(const struct standard *standard, struct string typed,
                                                 struct arena *arena)
{
    struct string folded = text_fold_accents(arena, typed);
    for (size_t i = 0; i < standard->kind_count; i++) {
        struct string abbreviation = standard->kinds[i].abbreviation;
        if (abbreviation.length > 0 && string_equal(text_fold_accents(arena, abbreviation), folded))
            return &standard->kinds[i];
    }
    return NULL;
}

static bool refuse_symbol(struct number_work *work, const struct value *document, struct string begin,
                          const struct standard_kind *kind)
{
    const struct value *typed = record_lookup(document->as.record, STRING("Ký hiệu"));
    if (typed == NULL)
        typed = record_lookup(document->as.record, STRING("ky_hieu"));
    struct place place = value_place(work->data->sources, typed != NULL ? typed : document);
    struct problem *problem =
        problems_add(work->problems, PROBLEM_REGISTER_KIND, &place, arena_copy(work->arena, begin).bytes);
    problems_suggest(work->problems, problem, kind->abbreviation);
    return false;
}

bool number_set_kind(struct number_work *work, const struct standard *standard, const struct value *document,
                     struct register_entry *entry)
{
    struct string symbol = entry->fields[REGISTER_SYMBOL];
    size_t dash = string_find(symbol, STRING("-"), 0);
    struct string begin = string_slice(symbol, 0, dash != SIZE_MAX ? dash : symbol.length);
    const struct standard_kind *kind = standard_kind_lookup(standard, begin);
    bool is_known = kind != NULL || register_is_copy(begin),
         is_told = entry->fields[REGISTER_KIND].length > 0;
    const struct standard_kind *mistyped =
        is_known || is_told ? NULL : find_mistyped(standard, begin, work->arena);
    if (mistyped != NULL)
        return refuse_symbol(work, document, begin, mistyped);
    entry->abbreviation = is_known ? begin : (struct string){"", 0};
    if (!is_told)
        entry->fields[REGISTER_KIND] = kind != NULL ? kind->name : string_of(letter);
    return true;
}
