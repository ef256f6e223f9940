/* The records of a batch, and what each document gets of them and of the data that all share. */

#include <string.h>

#include "batch_work.h"

/* ---- records ---- */

static const struct entry *read_table(struct batch_work *work, struct problems *told)
{
    struct data_reader reader = {work->common->arena, work->common->sources, &work->limits, told};
    struct tables_options tables = work->common->tables;
    struct value data;
    tables.keeps_faulty = true;
    if (!data_read_files(&reader, &tables, &work->records_path, 1, &data))
        return NULL;
    return records_find(&data, work->asked->records, work->records_path, NULL, tables.keeps_faulty, &reader);
}

static void note_folders(struct batch_work *work)
{
    const struct data_folder *of_common = work->common->folders;
    files_note_data(work->common, work->records_path);
    work->folders = work->common->folders;
    work->common->folders = of_common;
}

bool batch_read_records(struct batch_work *work)
{
    work->told = problems_new();
    const struct entry *table = read_table(work, work->told);
    note_folders(work);
    if (table == NULL) {
        problems_join(work->problems, work->told);
        return false;
    }
    work->records = table->value.as.list;
    work->table = table->name->text;
    return batch_take_faults(work);
}

/* ---- the data of a document ---- */

/* "cong-van" of a folder or a .docx of that name. */
static struct string name_of_form(const struct vanban_form *form)
{
    struct string name = string_of(form->name);
    while (name.length > 1 && name.bytes[name.length - 1] == '/')
        name.length--;
    for (size_t i = name.length; i > 0; i--) {
        if (name.bytes[i - 1] == '/' && i < name.length) {
            name = string_slice(name, i, name.length);
            break;
        }
    }
    return string_ends_with(name, STRING(".docx")) ? string_slice(name, 0, name.length - strlen(".docx"))
                                                   : name;
}

void batch_name_forms(struct batch_work *work)
{
    struct string *names = arena_allocate(work->arena, work->form_count * sizeof *names);
    for (size_t i = 0; i < work->form_count; i++)
        names[i] = arena_copy(work->arena, name_of_form(work->forms[i]));
    work->form_names = names;
}

const struct value *batch_part_of_form(const struct batch_work *work, const struct record *data, size_t form)
{
    const struct value *part = work->form_count > 1 ? record_lookup(data, work->form_names[form]) : NULL;
    return part != NULL && part->kind == VALUE_RECORD ? part : NULL;
}

/* With what `data` has for the form alone. */
static struct value with_part(struct arena *arena, const struct batch_work *work, const struct value *data,
                              size_t form, const struct value *merged)
{
    const struct value *part = batch_part_of_form(work, data->as.record, form);
    return part != NULL ? value_merged(arena, merged, part) : *merged;
}

bool batch_is_part(const struct batch_work *work, const struct record *data, const struct entry *entry)
{
    bool is_part = false;
    for (size_t i = 0; i < work->form_count && !is_part; i++)
        is_part = batch_part_of_form(work, data, i) == &entry->value;
    return is_part;
}

static struct value without_parts(struct arena *arena, const struct batch_work *work,
                                  const struct value *merged)
{
    const struct record *record = merged->as.record;
    struct value rest = value_record_for(arena, record->count);
    for (size_t i = 0; i < record->count; i++) {
        if (!batch_is_part(work, record, &record->entries[i]))
            record_add(rest.as.record, record->entries[i].name, &record->entries[i].value);
    }
    return rest;
}

/* What is missing is told of the row that lacks it. */
static void copy_place(struct value *to, const struct value *row)
{
    *to = value_placed(*to, row);
    to->flags |= VALUE_CELL;
}

struct value batch_merge_record(struct arena *arena, const struct batch_work *work,
                                const struct batch_job *job)
{
    const struct value *common = &work->common->top, *record = &work->records->items[job->record];
    const struct value *sets = &work->common->sets;
    struct value merged = with_part(arena, work, common, job->form, common);
    merged = records_merged(arena, &merged, record);
    merged = with_part(arena, work, record, job->form, &merged);
    merged = records_set(arena, &merged, sets);
    merged = with_part(arena, work, sets, job->form, &merged);
    if (work->form_count > 1)
        merged = without_parts(arena, work, &merged);
    copy_place(&merged, record);
    return merged;
}

static bool is_in_pattern(struct string folded_pattern, const struct name *name)
{
    return string_find(folded_pattern, name->folded, 0) != SIZE_MAX;
}

static bool is_known(const struct vanban_form *form, const struct name *name)
{
    size_t count;
    const struct field *fields = form_fields(form->form, &count);
    return field_lookup(fields, count, name) != NULL;
}

bool batch_is_row_number(const struct name *name)
{
    static const char *const words[] = {"stt", "tt", "số_tt", "số_thứ_tự"};
    bool is_number = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is_number |= string_is(name->folded, words[i]);
    return is_number;
}

bool batch_is_for_others(const struct batch_work *work, size_t form, const struct name *name)
{
    bool is_of_others = batch_is_row_number(name) || is_in_pattern(work->folded_name, name) ||
                        is_in_pattern(work->folded_key, name);
    for (size_t i = 0; i < work->form_count && !is_of_others; i++)
        is_of_others = i != form && is_known(work->forms[i], name);
    return is_of_others && !is_known(work->forms[form], name);
}

struct value batch_document_data(struct arena *arena, const struct batch_work *work,
                                 const struct batch_job *job, const struct value *merged)
{
    struct value data = value_record_for(arena, merged->as.record->count);
    size_t count;
    const struct field *fields = form_fields(work->forms[job->form]->form, &count);
    copy_place(&data, merged);
    for (size_t i = 0; i < merged->as.record->count; i++) {
        const struct entry *entry = &merged->as.record->entries[i];
        const struct field *field = field_lookup(fields, count, entry->name);
        if (field == NULL && (batch_is_for_others(work, job->form, entry->name) ||
                              batch_is_unread(work, job->form, NULL, entry->name)))
            continue;
        struct value own = batch_without_unread(arena, work, job->form, field, &entry->value);
        record_add(data.as.record, entry->name, &own);
    }
    return data;
}
