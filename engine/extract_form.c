/* A document read back by the template of its form, and the proof: made again, it has the same outline. */

#include <stdlib.h>

#include "text/unicode.h"
#include "word/review.h"

#include "extract_work.h"

static const char *language_words(struct arena *arena, struct string text, const char *otherwise)
{
    return text.length > 0 ? arena_format(arena, "“%.*s”", STRING_FORMAT(text)).bytes : otherwise;
}

/* ---- what was found ---- */

static void tell_other_form(const struct extract_reading *reading, const struct inverse *inverse)
{
    struct place place = inverse->place;
    place.file = string_of(reading->work->document);
    problems_add(reading->work->problems, PROBLEM_EXTRACT_NOT_OF_FORM, &place,
                 extract_terminated(reading->arena, form_name(reading->form)),
                 language_words(reading->arena, inverse->found, PROBLEM_WORDS("hết văn bản", "its end")),
                 language_words(reading->arena, inverse->expected, PROBLEM_WORDS("hết mẫu", "its end")));
}

static void tell_unread(const struct extract_reading *reading, const size_t *paragraphs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct document_paragraph *paragraph = reading->document->paragraphs[paragraphs[i]];
        struct place place = paragraph->place;
        place.file = string_of(reading->work->document);
        problems_add(reading->work->problems, PROBLEM_EXTRACT_UNREAD, &place,
                     extract_terminated(reading->arena, string_trim(paragraph->text)));
    }
}

static void tell_lost(const struct extract_reading *reading, const struct left_found *left)
{
    for (size_t i = 0; i < left->thing_count; i++) {
        struct place place = reading->document->paragraphs[left->things[i].paragraph]->place;
        place.file = string_of(reading->work->document);
        problems_add(reading->work->problems, PROBLEM_EXTRACT_LOST, &place, left->things[i].words);
    }
}

static void tell_conflicts(const struct extract_reading *reading, const struct solution *solution)
{
    for (const struct solve_conflict *conflict = solution->conflicts; conflict; conflict = conflict->next) {
        struct place place = {0};
        if (conflict->paragraph > 0)
            place = reading->document->paragraphs[conflict->paragraph - 1]->place;
        place.file = string_of(reading->work->document);
        problems_add(reading->work->problems, PROBLEM_EXTRACT_CONFLICT, &place,
                     extract_terminated(reading->arena, conflict->field->label),
                     extract_terminated(reading->arena, conflict->second),
                     extract_terminated(reading->arena, conflict->first));
    }
}

static bool is_unseen(const struct inverse *inverse, struct string name)
{
    for (size_t i = 0; i < inverse->unseen_count; i++)
        if (string_equal(inverse->unseen[i], name))
            return true;
    return false;
}

/* ---- what the look of the document tells: sizes, pages that lie ---- */

static void fill_rows(struct list *rows, const struct list *others)
{
    for (size_t i = 0; i < rows->count && rows->count == others->count; i++) {
        if (rows->items[i].kind != VALUE_RECORD || others->items[i].kind != VALUE_RECORD)
            continue;
        const struct record *other = others->items[i].as.record;
        for (size_t k = 0; k < other->count; k++)
            if (other->entries[k].value.kind == VALUE_BOOL &&
                record_lookup(rows->items[i].as.record, other->entries[k].name->text) == NULL)
                record_set(rows->items[i].as.record, other->entries[k].name, &other->entries[k].value);
    }
}

/* Where the closing words begin the template does not tell; the standard knows how they begin. */
static void part_closing(struct record *data, const struct record *read)
{
    const struct value *body = record_lookup(read, STRING("noi_dung"));
    const struct value *closing = record_lookup(read, STRING("loi_ket"));
    if (body == NULL || closing == NULL || record_lookup(data, STRING("noi_dung")) == NULL ||
        record_lookup(data, STRING("loi_ket")) != NULL)
        return;
    record_set_text(data, STRING("noi_dung"), body);
    record_set_text(data, STRING("loi_ket"), closing);
}

/* Of a form over the frame: what its template does not show, read by the standard. */
static void fill_unseen(struct extract_reading *reading, const struct inverse *inverse)
{
    const struct extract_form *general = &reading->forms->items[reading->forms->count - 1];
    struct words names = extract_field_names(reading);
    if (extract_field(reading, STRING("co_quan_ban_hanh")) == NULL || reading->components->act_count == 0)
        return;
    const struct extraction *read =
        extract_data(reading->arena, reading->components, reading->forms, general, &names);
    struct record *data = reading->extraction->data.as.record;
    for (size_t i = 0; i < read->data.as.record->count; i++) {
        const struct entry *entry = &read->data.as.record->entries[i];
        struct value *own = record_lookup(data, entry->name->text);
        const struct field *field = extract_field(reading, entry->name->text);
        bool is_body = string_is(entry->name->text, "noi_dung") || string_is(entry->name->text, "loi_ket");
        bool is_small = field != NULL && field->type != FIELD_OUTLINE && field->type != FIELD_LINES &&
                        field->type != FIELD_TABLE;
        if ((own == NULL && (is_small || is_unseen(inverse, entry->name->text))) ||
            (own != NULL && inverse->is_loose && !is_body && own->kind == entry->value.kind))
            record_set(data, entry->name, &entry->value);
        else if (own != NULL && own->kind == VALUE_LIST && entry->value.kind == VALUE_LIST)
            fill_rows(own->as.list, entry->value.as.list);
    }
    part_closing(data, read->data.as.record);
}

/* ---- what cannot be seen ---- */

static const struct field *field_at(const struct field *fields, size_t count, struct string path)
{
    size_t dot = string_find(path, STRING("."), 0);
    struct string name = string_slice(path, 0, dot == SIZE_MAX ? path.length : dot);
    for (size_t i = 0; i < count; i++)
        if (string_equal(fields[i].name->text, name))
            return dot == SIZE_MAX ? &fields[i]
                                   : field_at(fields[i].fields, fields[i].field_count,
                                              string_slice(path, dot + 1, path.length));
    return NULL;
}

/* Pictures and what has a default aside. */
static bool is_worth_telling(const struct extract_reading *reading, const struct field *field,
                             struct string path)
{
    bool is_known = record_lookup(reading->extraction->data.as.record, path) != NULL;
    return !is_known && field->default_value.kind == VALUE_UNDEFINED && field->computed == NULL &&
           (field->type != FIELD_ANY || field->is_required);
}

/* "Số liệu.Trực tiếp" */
static const char *path_words(const struct extract_reading *reading, struct string path)
{
    size_t count, end = 0;
    const struct field *fields = form_fields(reading->form, &count);
    struct string words = STRING("");
    while (end <= path.length) {
        size_t dot = string_find(path, STRING("."), end);
        dot = dot == SIZE_MAX ? path.length : dot;
        struct string label = field_at(fields, count, string_slice(path, 0, dot))->label;
        words = arena_format(reading->arena, "%.*s%s%.*s", STRING_FORMAT(words), words.length > 0 ? "." : "",
                             STRING_FORMAT(label));
        end = dot + 1;
    }
    return extract_terminated(reading->arena, words);
}

static void tell_unseen(const struct extract_reading *reading, const struct inverse *inverse)
{
    size_t count, told = 0;
    const struct field *fields = form_fields(reading->form, &count);
    struct buffer list = {0};
    for (size_t i = 0; i < inverse->unseen_count; i++) {
        const struct field *field = field_at(fields, count, inverse->unseen[i]);
        if (field != NULL && is_worth_telling(reading, field, inverse->unseen[i]))
            buffer_append_format(&list, "%s%s", told++ > 0 ? "; " : "",
                                 path_words(reading, inverse->unseen[i]));
    }
    struct place place = {.file = string_of(reading->work->document)};
    if (told > 0)
        problems_add(reading->work->problems, PROBLEM_EXTRACT_UNSEEN, &place, list.bytes);
    buffer_release(&list);
}

/* A template may take any text for a field that may be left out; what the form requires and prints must be
 * there. */
static bool has_all(const struct extract_reading *reading, const struct inverse *inverse)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    const struct record *data = inverse->solution->data.as.record;
    for (size_t i = 0; i < count; i++)
        if (fields[i].is_required && fields[i].default_value.kind == VALUE_UNDEFINED &&
            fields[i].computed == NULL && !is_unseen(inverse, fields[i].name->text) &&
            record_lookup(data, fields[i].name->text) == NULL)
            return false;
    return true;
}

bool extract_by_form(struct extract_reading *reading, bool tells)
{
    struct inverse inverse;
    if (!inverse_read(reading->arena, reading->form, reading->package, reading->components, tells,
                      reading->limits, reading->work->problems, &inverse))
        return false;
    if (!inverse.is_of_form) {
        if (tells)
            tell_other_form(reading, &inverse);
        return false;
    }
    if (!tells && !has_all(reading, &inverse))
        return false;
    reading->extraction = arena_allocate(reading->arena, sizeof *reading->extraction);
    *reading->extraction = (struct extraction){.data = inverse.solution->data, .is_of_form = true};
    reading->extraction->last_note = &reading->extraction->notes;
    reading->is_by_form = true;
    fill_unseen(reading, &inverse);
    tell_unread(reading, inverse.strangers, inverse.stranger_count);
    tell_unread(reading, inverse.left.paragraphs, inverse.left.paragraph_count);
    tell_lost(reading, &inverse.left);
    tell_conflicts(reading, inverse.solution);
    tell_unseen(reading, &inverse);
    return true;
}

/* ---- the proof ---- */

struct proof {
    struct extract_reading *reading;
    struct vanban_problems problems; /* of making it again: the data file tells them when it is used */
    struct limits limits;
    struct buffer made;
};

static bool read_outline(struct proof *proof, const struct file_output *output, struct arena *arena)
{
    struct string bytes = file_read(arena, file_output_path(output), &proof->limits, proof->problems.list);
    struct package *package =
        bytes.bytes ? package_open_bytes(STRING("-"), bytes, &proof->limits, proof->problems.list) : NULL;
    bool is_read =
        package != NULL && review_append(&proof->made, package, &proof->limits, proof->problems.list);
    package_close(package);
    return is_read;
}

static bool write_again(struct proof *proof, struct evaluation *evaluation, struct file_output *output)
{
    struct file_access access = {.form = proof->reading->folder, .limits = &proof->limits};
    struct template_files files = files_readable(&access);
    struct package_writer *writer = package_writer_open(output, &proof->limits, proof->problems.list);
    if (writer == NULL)
        return false;
    if (template_render_with(form_template(proof->reading->form), evaluation, &files, writer))
        return package_writer_close(writer);
    package_writer_abandon(writer);
    return false;
}

static bool make_again(struct proof *proof, struct evaluation *evaluation)
{
    struct extract_reading *reading = proof->reading;
    const char *folder = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
    struct string path = file_join(reading->arena, string_of(folder), STRING("vanban.docx"));
    struct file_output *output = file_output_open(path.bytes, true, proof->problems.list);
    bool is_made = output != NULL && write_again(proof, evaluation, output) &&
                   read_outline(proof, output, reading->arena);
    file_output_abandon(output);
    return is_made;
}

static bool render_again(struct proof *proof)
{
    struct extract_reading *reading = proof->reading;
    struct vanban_options options = reading->work->options;
    struct buffer json = {0};
    struct session session;
    struct value labelled = extract_labelled(reading), prepared;
    options.form = NULL;
    options.history = NULL;
    value_append_json(&json, &labelled);
    struct vanban_data *data = vanban_data_parse("-", json.bytes, json.length, &options, &proof->problems);
    bool is_made = false;
    if (data != NULL && session_init(&session, data, &options, proof->problems.list)) {
        is_made = form_prepare(reading->form, &data->top, &session.evaluation, &prepared);
        if (is_made) {
            scope_use_record(session.evaluation.scope, prepared.as.record);
            is_made = make_again(proof, &session.evaluation);
        }
        session_release(&session);
    }
    vanban_data_close(data);
    buffer_release(&json);
    return is_made;
}

/* The first line in which two outlines differ; both empty: none. */
static void find_difference(struct string a, struct string b, struct string *in_a, struct string *in_b)
{
    size_t at = 0;
    while (at < a.length && at < b.length && a.bytes[at] == b.bytes[at])
        at++;
    *in_a = *in_b = STRING("");
    if (at == a.length && at == b.length)
        return;
    while (at > 0 && a.bytes[at - 1] != '\n')
        at--;
    size_t end_a = string_find(a, STRING("\n"), at), end_b = string_find(b, STRING("\n"), at);
    *in_a = string_slice(a, at, end_a == SIZE_MAX ? a.length : end_a);
    *in_b = string_slice(b, at, end_b == SIZE_MAX ? b.length : end_b);
}

static void compare(struct proof *proof, struct string given)
{
    struct string found, made;
    struct arena *arena = proof->reading->arena;
    struct place place = {.file = string_of(proof->reading->work->document)};
    find_difference(given, buffer_string(&proof->made), &found, &made);
    place.near = found;
    if (found.length > 0 || made.length > 0)
        problems_add(proof->reading->work->problems, PROBLEM_EXTRACT_DIFFERS, &place,
                     language_words(arena, found, PROBLEM_WORDS("hết văn bản", "its end")),
                     language_words(arena, made, PROBLEM_WORDS("hết văn bản", "its end")));
}

static void tell_unproved(struct proof *proof)
{
    const struct problem *problem = problems_first(proof->problems.list);
    struct buffer words = {0};
    struct place place = {.file = string_of(proof->reading->work->document)};
    while (problem != NULL && problem->severity != SEVERITY_ERROR)
        problem = problem->next;
    if (problem != NULL)
        problem_append_message(problem, api_language(proof->reading->work->options.language), &words);
    problems_add(proof->reading->work->problems, PROBLEM_EXTRACT_UNPROVED, &place,
                 words.length > 0 ? words.bytes : "–");
    buffer_release(&words);
}

void extract_prove(struct extract_reading *reading)
{
    struct proof proof = {.reading = reading, .problems = {problems_new()}, .limits = *reading->limits};
    struct buffer given = {0};
    if (!render_again(&proof))
        tell_unproved(&proof);
    else if (review_append(&given, reading->package, reading->limits, reading->work->problems))
        compare(&proof, buffer_string(&given));
    buffer_release(&given);
    buffer_release(&proof.made);
    problems_free(proof.problems.list);
}
