/* The fields of a .docx: the names its tags use that it does not give itself. */

#include "form/internal.h"
#include "text/decimal.h"
#include "text/unicode.h"

struct collection {
    struct arena *arena;
    struct field *fields;
    size_t count;
    struct value
        positions; /* a record: name → where it stands in `fields`, for templates of very many names */
};

static enum field_type guess_type(enum value_kind wanted)
{
    switch (wanted) {
    case VALUE_BOOL:
        return FIELD_BOOL;
    case VALUE_NUMBER:
        return FIELD_NUMBER;
    case VALUE_DATE:
        return FIELD_DATE;
    case VALUE_LIST:
        return FIELD_TABLE;
    case VALUE_RECORD:
        return FIELD_RECORD;
    case VALUE_TEXT:
        return FIELD_TEXT;
    default:
        return FIELD_ANY;
    }
}

/* What people fill in under such a name, so that a blank file reads like one that is filled in. */
static const struct {
    const char *word, *example;
} examples[] = {
    {"ngày", "04/5/2023"},
    {"tháng", "5"},
    {"năm", "2023"},
    {"giờ", "8 giờ 00"},
    {"kinh phí", "1.500.000"},
    {"số tiền", "1.500.000"},
    {"lệ phí", "1.500.000"},
    {"họ tên", "Nguyễn Văn An"},
    {"họ và tên", "Nguyễn Văn An"},
    {"người ký", "Nguyễn Văn An"},
    {"địa chỉ", "xã An Bình"},
    {"điện thoại", "0912 345 678"},
    {"số lượng", "12"},
};

/* The name begins with the word, as a whole word. */
static bool begins_with(struct string folded, const char *word)
{
    struct arena *arena = arena_new();
    struct string wanted = text_fold_name(arena, string_of(word));
    bool begins = string_starts_with(folded, wanted) &&
                  (folded.length == wanted.length || folded.bytes[wanted.length] == '_');
    arena_free(arena);
    return begins;
}

static struct value find_example(const struct name *name)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (begins_with(name->folded, examples[i].word))
            return value_text(string_of(examples[i].example));
    }
    return value_undefined(name->text);
}

/* 1.500.000 under the name of a sum of money, else 12. */
static struct value find_number(struct arena *arena, const struct name *name)
{
    struct number number;
    struct buffer digits = {0};
    struct value example = find_example(name);
    bool is_number = example.kind == VALUE_TEXT && text_read_decimal(&digits, example.as.text) &&
                     number_read(arena, buffer_string(&digits), &number, NULL);
    buffer_release(&digits);
    if (is_number || number_read(arena, STRING("12"), &number, NULL))
        example = value_number(number);
    return example;
}

static void settle_examples(struct arena *arena, struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle_examples(arena, fields[i].fields, fields[i].field_count);
        if (fields[i].type == FIELD_ANY || fields[i].type == FIELD_TEXT)
            fields[i].example = find_example(fields[i].name);
        else if (fields[i].type == FIELD_NUMBER)
            fields[i].example = find_number(arena, fields[i].name);
    }
}

static struct field *add_field(struct arena *arena, struct field **fields, size_t *count,
                               const struct name *name)
{
    bool is_full = (*count & (*count - 1)) == 0; /* room is for powers of two */
    struct field *grown = is_full ? arena_allocate(arena, (*count + *count + 1) * sizeof *grown) : *fields;
    for (size_t i = 0; is_full && i < *count; i++)
        grown[i] = (*fields)[i];
    grown[*count] = (struct field){.name = name,
                                   .label_name = name,
                                   .label = name->text,
                                   .type = FIELD_ANY,
                                   .is_required = true,
                                   .default_value = value_undefined(name->text),
                                   .example = value_undefined(name->text)};
    *fields = grown;
    return &grown[(*count)++];
}

static struct field *find_or_add(struct arena *arena, struct field **fields, size_t *count,
                                 struct string text)
{
    const struct name *name = name_new(arena, arena_copy(arena, text));
    const struct field *found = field_lookup(*fields, *count, name);
    return found != NULL ? *fields + (found - *fields) : add_field(arena, fields, count, name);
}

static struct field *find_or_add_at_top(struct collection *collection, struct string text)
{
    const struct name *name = name_new(collection->arena, arena_copy(collection->arena, text));
    const struct value *position = record_lookup_name(collection->positions.as.record, name);
    int64_t at = (int64_t)collection->count;
    if (position != NULL && number_to_integer(position->as.number, &at))
        return &collection->fields[at];
    struct value new_position = value_integer(at);
    record_set(collection->positions.as.record, name, &new_position);
    return add_field(collection->arena, &collection->fields, &collection->count, name);
}

/* One name of a path: "ds[]" is the rows of ds. */
static struct field *step(struct collection *collection, struct field *outer, struct string name)
{
    bool is_item = string_ends_with(name, STRING("[]"));
    struct string plain = string_slice(name, 0, name.length - (is_item ? 2 : 0));
    if (outer != NULL && outer->type != FIELD_TABLE)
        outer->type = FIELD_RECORD;
    struct field *field = outer != NULL
                              ? find_or_add(collection->arena, &outer->fields, &outer->field_count, plain)
                              : find_or_add_at_top(collection, plain);
    if (is_item)
        field->type = FIELD_TABLE;
    return field;
}

/* Without blanks and the bar of a filter. */
static struct string skip_signs(struct string text)
{
    size_t at = 0;
    while (at < text.length && (text.bytes[at] == ' ' || text.bytes[at] == '|' || text.bytes[at] == '\t'))
        at++;
    return string_slice(text, at, text.length);
}

/* The use allows that nothing is there: it asks for it, or says what stands instead. */
static bool is_tested(const struct template_use *use)
{
    static const char *const behind[] = {"default",        "d(",           "mặc định", "is defined",
                                         "is not defined", "is undefined", "là đã có"};
    static const char *const before[] = {" if", " elif", " nếu", " if not", " elif not"};
    struct string tag = use->place.tag;
    if (use->is_optional)
        return true;
    struct string rest =
        skip_signs(string_slice(tag, use->place.underline + use->place.underline_length, tag.length));
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        if (string_starts_with(rest, string_of(behind[i])))
            return true;
    }
    struct string start = string_trim(string_slice(tag, 0, use->place.underline));
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        if (string_starts_with(tag, STRING("{%")) && string_ends_with(start, string_of(before[i])))
            return true;
    }
    return false;
}

/* data["x and y"] is the field "x and y", whose name cannot be typed. */
static struct string without_data(const struct template_use *use)
{
    struct string tag = use->place.tag;
    struct string typed = string_slice(tag, use->place.underline, tag.length);
    bool is_data = !use->is_local && string_starts_with(typed, STRING("data[")) &&
                   string_starts_with(use->path, STRING("data."));
    return is_data ? string_slice(use->path, 5, use->path.length) : use->path;
}

static void copy_choices(struct arena *arena, struct field *field, const struct template_use *use)
{
    field->choices = arena_allocate(arena, use->choice_count * sizeof *field->choices);
    field->choice_count = use->choice_count;
    for (size_t i = 0; i < use->choice_count; i++)
        field->choices[i] = arena_copy(arena, use->choices[i]);
}

/* What it includes may be gone when the place is asked for. */
static void add_use(struct arena *arena, struct field *field, const struct place *place)
{
    struct field_use *use = arena_allocate(arena, sizeof *use);
    use->place = *place;
    use->place.file = arena_copy(arena, place->file);
    use->place.part = arena_copy(arena, place->part);
    use->place.near = arena_copy(arena, place->near);
    use->place.tag = arena_copy(arena, place->tag);
    if (field->last_use != NULL)
        field->last_use->next = use;
    else
        field->uses = use;
    field->last_use = use;
}

/* "a.b" makes a record a with a field b, "ds[].b" a table ds; a loop's name of something computed is no
 * field. */
static void collect(void *context, const struct template_use *use)
{
    struct collection *collection = context;
    struct field *field = NULL;
    struct string path = without_data(use);
    if (use->is_local && string_find(use->path, STRING("[]"), 0) == SIZE_MAX)
        return;
    for (size_t from = 0, to; from <= path.length; from = to + 1) {
        to = string_find(path, STRING("."), from);
        to = to == SIZE_MAX ? path.length : to;
        field = step(collection, field, string_slice(path, from, to));
    }
    if (field->type == FIELD_ANY)
        field->type = guess_type(use->wanted);
    if (use->choice_count > 0 && field->choice_count == 0)
        copy_choices(collection->arena, field, use);
    if (is_tested(use))
        field->is_required = false;
    add_use(collection->arena, field, &use->place);
}

/* A list whose items have no fields is one of texts. */
static void settle_lists(struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle_lists(fields[i].fields, fields[i].field_count);
        if (fields[i].type == FIELD_TABLE && fields[i].field_count == 0)
            fields[i].type = FIELD_LINES;
    }
}

void document_fields(struct arena *arena, const struct template *template, const struct template_files *files,
                     const struct limits *limits, struct definition *definition)
{
    struct collection collection = {.arena = arena, .positions = value_record(arena)};
    template_visit_all_uses(template, files, limits, collect, &collection);
    settle_lists(collection.fields, collection.count);
    settle_examples(arena, collection.fields, collection.count);
    definition->fields = collection.fields;
    definition->field_count = collection.count;
}
