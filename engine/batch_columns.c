/*
 * Columns of the records that no form asks for, as “Ghi chú”: told once and left out of every document. A
 * name that is nearly that of a field a record lacks stays for the form to tell, as a typing error is: in
 * whatever record it is one, and so whichever comes first.
 */

#include "batch_work.h"
#include "form/fields.h"
#include "text/unicode.h"

struct batch_unread_name {
    const struct field *outer; /* the record or table it stands in; NULL: the record of the document */
    const struct name *name;
    bool is_mistyped; /* which is for the form to tell */
    bool is_told;
    struct batch_unread_name *next;
};

/* What was looked at already, of each record or table. */
struct seen {
    const struct field *outer;
    struct record *shapes; /* by their names, as a hash */
    const struct record *last;
    struct seen *next;
};

struct search {
    struct batch_work *work;
    size_t form;
    struct seen *seen;
};

/* ---- what is a typing error ---- */

/* Fields that are not in a record. */
static struct field *absent_fields(struct arena *arena, const struct field *fields, size_t count,
                                   const struct record *record, size_t *absent_count)
{
    struct field *absent = arena_allocate(arena, (count + 1) * sizeof *absent);
    *absent_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (record_lookup_name(record, fields[i].name) == NULL &&
            record_lookup_name(record, fields[i].label_name) == NULL)
            absent[(*absent_count)++] = fields[i];
    }
    return absent;
}

static bool is_ascii(struct string name)
{
    bool is_ascii = true;
    for (size_t i = 0; i < name.length; i++)
        is_ascii &= (unsigned char)name.bytes[i] < 0x80;
    return is_ascii;
}

/* The name of a field in the form, as dia_chi, is what a program writes and not a person. */
static bool is_near(struct arena *arena, const struct field *fields, size_t count, struct string name)
{
    struct string *names = arena_allocate(arena, (2 * count + 1) * sizeof *names);
    size_t name_count = is_ascii(name) ? 2 * count : count;
    for (size_t i = 0; i < count; i++) {
        names[i] = fields[i].label;
        names[count + i] = fields[i].name->text;
    }
    return text_closest(name, names, name_count).length > 0;
}

/* "Kính gửi đơn vị" of a field that must be there and that nothing gives: of others, as "Số" or "Ngày", many
 * names of columns are longer. */
static bool is_longer(struct arena *arena, const struct field *fields, size_t count,
                      const struct record *common, struct string name)
{
    struct field *needed = arena_allocate(arena, (count + 1) * sizeof *needed);
    size_t needed_count = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_common = common != NULL && (record_lookup_name(common, fields[i].name) != NULL ||
                                            record_lookup_name(common, fields[i].label_name) != NULL);
        if (fields[i].is_required && !is_common)
            needed[needed_count++] = fields[i];
    }
    return field_find_longer(arena, needed, needed_count, name).length > 0;
}

static bool is_mistyped(const struct search *search, const struct field *fields, size_t count,
                        const struct field *outer, const struct record *record, struct string name)
{
    struct arena *arena = arena_new();
    const struct record *common = outer == NULL ? search->work->common->top.as.record : NULL;
    size_t absent_count;
    const struct field *absent = absent_fields(arena, fields, count, record, &absent_count);
    bool is_mistyped = is_near(arena, absent, absent_count, name) ||
                       is_longer(arena, absent, absent_count, common, name) ||
                       field_find_last_part(arena, absent, absent_count, name).length > 0;
    arena_free(arena);
    return is_mistyped;
}

/* ---- looking through the records ---- */

static struct seen *seen_in(struct search *search, const struct field *outer)
{
    struct seen *seen = search->seen;
    while (seen != NULL && seen->outer != outer)
        seen = seen->next;
    if (seen == NULL) {
        seen = arena_allocate(search->work->arena, sizeof *seen);
        *seen = (struct seen){outer, value_record(search->work->arena).as.record, NULL, search->seen};
        search->seen = seen;
    }
    return seen;
}

/* As nearly all records after the first. */
static bool have_same_names(const struct record *a, const struct record *b)
{
    bool are_same = a != NULL && a->count == b->count;
    for (size_t i = 0; are_same && i < a->count; i++)
        are_same = a->entries[i].name == b->entries[i].name;
    return are_same;
}

/* Records of other names than the last: in each a name may be mistyped that is not in another. */
static bool is_new_shape(struct seen *seen, const struct record *record)
{
    if (have_same_names(seen->last, record))
        return false;
    struct value truth = value_bool(true);
    uint64_t hash = record->count;
    for (size_t i = 0; i < record->count; i++)
        hash = hash * 31 + string_hash(record->entries[i].name->text);
    struct string shape = arena_format(seen->shapes->arena, "%llx", (unsigned long long)hash);
    bool is_new = record_lookup(seen->shapes, shape) == NULL;
    if (is_new)
        record_set_text(seen->shapes, shape, &truth);
    seen->last = record;
    return is_new;
}

static struct batch_unread_name *find_name(const struct batch_work *work, size_t form,
                                           const struct field *outer, const struct name *name)
{
    struct batch_unread_name *one = work->unread[form];
    while (one != NULL && (one->outer != outer || !string_equal(one->name->folded, name->folded)))
        one = one->next;
    return one;
}

static struct batch_unread_name *add_name(struct batch_work *work, size_t form, const struct field *outer,
                                          const struct name *name)
{
    struct batch_unread_name **end = &work->unread[form];
    while (*end != NULL)
        end = &(*end)->next;
    *end = arena_allocate(work->arena, sizeof **end);
    **end = (struct batch_unread_name){.outer = outer, .name = name, .is_told = batch_is_row_number(name)};
    return *end;
}

static void note_name(struct search *search, const struct field *fields, size_t count,
                      const struct field *outer, const struct record *record, const struct name *name)
{
    struct batch_work *work = search->work;
    if (field_lookup(fields, count, name) != NULL ||
        (outer == NULL && batch_is_for_others(work, search->form, name)))
        return;
    struct batch_unread_name *one = find_name(work, search->form, outer, name);
    if (one == NULL)
        one = add_name(work, search->form, outer, name);
    if (!one->is_told && !one->is_mistyped)
        one->is_mistyped = is_mistyped(search, fields, count, outer, record, name->text);
}

static void search_value(struct search *search, const struct field *field, const struct value *value);

static void search_record(struct search *search, const struct field *fields, size_t count,
                          const struct field *outer, const struct record *record)
{
    struct seen *seen = seen_in(search, outer);
    bool is_new = is_new_shape(seen, record);
    for (size_t i = 0; i < record->count; i++) {
        const struct entry *entry = &record->entries[i];
        if (outer == NULL && batch_is_part(search->work, record, entry))
            continue;
        if (is_new)
            note_name(search, fields, count, outer, record, entry->name);
        if (entry->value.kind == VALUE_RECORD || entry->value.kind == VALUE_LIST)
            search_value(search, field_lookup(fields, count, entry->name), &entry->value);
    }
}

static void search_value(struct search *search, const struct field *field, const struct value *value)
{
    if (field == NULL || field->field_count == 0)
        return;
    if (value->kind == VALUE_RECORD)
        search_record(search, field->fields, field->field_count, field, value->as.record);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        const struct value *row = &value->as.list->items[i];
        if (row->kind == VALUE_RECORD)
            search_record(search, field->fields, field->field_count, field, row->as.record);
    }
}

/* ---- telling ---- */

static struct string label_of(const struct batch_work *work, const struct field *outer)
{
    return outer != NULL ? outer->label : work->table;
}

static bool is_same(const struct batch_work *work, const struct batch_unread_name *a,
                    const struct batch_unread_name *b)
{
    return string_equal(a->name->folded, b->name->folded) &&
           string_equal(label_of(work, a->outer), label_of(work, b->outer));
}

/* Of several forms each name is told once. */
static bool was_told(const struct batch_work *work, size_t form, const struct batch_unread_name *name)
{
    bool was_told = false;
    for (size_t earlier = 0; earlier < form; earlier++) {
        for (const struct batch_unread_name *one = work->unread[earlier]; one != NULL; one = one->next)
            was_told |= !one->is_mistyped && is_same(work, one, name);
    }
    return was_told;
}

static void tell_together(struct batch_work *work, struct batch_unread_name *first)
{
    struct buffer names = {0};
    struct string label = label_of(work, first->outer);
    for (size_t form = 0; form < work->form_count; form++) {
        for (struct batch_unread_name *one = work->unread[form]; one != NULL; one = one->next) {
            if (one->is_told || one->is_mistyped || !string_equal(label_of(work, one->outer), label))
                continue;
            one->is_told = true;
            if (was_told(work, form, one))
                continue;
            buffer_append_text(&names, names.length > 0 ? "; " : "");
            buffer_append_string(&names, one->name->text);
        }
    }
    struct value sheet = value_none();
    sheet.source = work->records->count > 0 ? work->records->items[0].source : 0;
    struct place place = value_place(work->common->sources, &sheet);
    problems_add(work->problems, PROBLEM_COLUMNS_UNREAD, &place, names.bytes,
                 arena_copy(work->arena, label).bytes);
    buffer_release(&names);
}

void batch_find_unread(struct batch_work *work)
{
    work->unread = arena_allocate(work->arena, work->form_count * sizeof *work->unread);
    for (size_t form = 0; form < work->form_count; form++) {
        struct search search = {.work = work, .form = form};
        size_t count;
        const struct field *fields = form_fields(work->forms[form]->form, &count);
        for (size_t i = 0; i < work->records->count; i++) {
            const struct record *record = work->records->items[i].as.record;
            const struct value *part = batch_part_of_form(work, record, form);
            search_record(&search, fields, count, NULL, record);
            if (part != NULL)
                search_record(&search, fields, count, NULL, part->as.record);
        }
    }
    for (size_t form = 0; form < work->form_count; form++) {
        for (struct batch_unread_name *one = work->unread[form]; one != NULL; one = one->next) {
            if (!one->is_told && !one->is_mistyped)
                tell_together(work, one);
        }
    }
}

/* ---- leaving out ---- */

bool batch_is_unread(const struct batch_work *work, size_t form, const struct field *outer,
                     const struct name *name)
{
    const struct batch_unread_name *one = find_name(work, form, outer, name);
    return one != NULL && !one->is_mistyped;
}

static struct value without_inside(struct arena *arena, const struct batch_work *work, size_t form,
                                   const struct field *field, const struct value *value)
{
    struct value rest = *value;
    if (value->kind == VALUE_LIST) {
        rest.as.list = value_list(arena).as.list;
        for (size_t i = 0; i < value->as.list->count; i++) {
            struct value row = without_inside(arena, work, form, field, &value->as.list->items[i]);
            list_append(rest.as.list, &row);
        }
    } else if (value->kind == VALUE_RECORD) {
        rest.as.record = value_record(arena).as.record;
        for (size_t i = 0; i < value->as.record->count; i++) {
            const struct entry *entry = &value->as.record->entries[i];
            const struct field *inner = field_lookup(field->fields, field->field_count, entry->name);
            if (batch_is_unread(work, form, field, entry->name))
                continue;
            struct value own = batch_without_unread(arena, work, form, inner, &entry->value);
            record_set(rest.as.record, entry->name, &own);
        }
    }
    return rest;
}

struct value batch_without_unread(struct arena *arena, const struct batch_work *work, size_t form,
                                  const struct field *field, const struct value *value)
{
    const struct batch_unread_name *one = work->unread[form];
    while (one != NULL && one->outer == NULL)
        one = one->next;
    bool may_be_inside = one != NULL && field != NULL && field->field_count > 0;
    return may_be_inside ? without_inside(arena, work, form, field, value) : *value;
}
