/*
 * A data file to begin with: every field with its label as key and what a person must know above it. Required
 * fields hold their examples, optional ones stand as comments, so that the file renders as it is. Inside a
 * record the optional ones with an example are filled too: its figures belong together. What is a comment
 * reads right once the "#" alone is gone: that stands where the field would, "# " begins a note.
 */

#include "form/internal.h"

struct blank {
    const struct definition *definition;
    struct buffer *out;
    enum language language;
    bool is_comment;         /* inside an optional field */
    unsigned comment_indent; /* where its "#" stands */
};

static void append_blanks(struct buffer *out, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        buffer_append_byte(out, ' ');
}

static void begin_line(struct blank *blank, unsigned indent)
{
    unsigned before = blank->is_comment ? blank->comment_indent : 0;
    append_blanks(blank->out, before);
    buffer_append_text(blank->out, blank->is_comment ? "#" : "");
    append_blanks(blank->out, indent - before);
}

static void append_key(struct blank *blank, const struct field *field)
{
    struct value label = value_text(field->label);
    data_append_yaml(blank->out, &label, 0);
    buffer_append_byte(blank->out, ':');
}

/* "Tên đầy đủ (bắt buộc; chữ)" */
static void append_note(struct blank *blank, const struct field *field, unsigned indent)
{
    static const char *const required[2] = {"bắt buộc", "required"};
    static const char *const optional[2] = {"có thể bỏ trống", "optional"};
    struct buffer *out = blank->out;
    enum language language = blank->language;
    begin_line(blank, indent);
    buffer_append_text(out, "# ");
    if (field->hint.length > 0)
        buffer_append_format(out, "%.*s ", STRING_FORMAT(field->hint));
    buffer_append_format(out, "(%s; %s", (field->is_required ? required : optional)[language],
                         field_kinds[field->type].words[language]);
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_append_format(out, "%s%.*s", i > 0 ? ", " : ": ", STRING_FORMAT(field->choices[i]));
    buffer_append_text(out, ")\n");
}

struct value field_sample(struct arena *arena, const struct field *field)
{
    if (field->example.kind != VALUE_UNDEFINED)
        return field->example;
    if (field->default_value.kind != VALUE_UNDEFINED)
        return field->default_value;
    struct string words = arena_format(arena, "(%.*s)", STRING_FORMAT(field->label));
    struct value value = value_text(field->choice_count > 0 ? field->choices[0] : words);
    struct string typed = string_of(field_kinds[field->type].example);
    struct number number;
    if (field_has_fields(field->type)) {
        value = field->type == FIELD_TABLE ? value_list(arena) : value_record(arena);
    } else if (field->type == FIELD_LINES) {
        struct value line = value;
        value = value_list(arena);
        list_append(value.as.list, &line);
    } else if (number_read(arena, typed, &number, NULL)) {
        value = value_number(number);
    } else if (field->type == FIELD_DATE || field->type == FIELD_BOOL) {
        value = value_text(typed);
    }
    return value;
}

/* The lines of a value, each as a comment where the field is one. */
static void append_value(struct blank *blank, const struct value *value, unsigned indent)
{
    struct buffer typed = {0};
    data_append_yaml(&typed, value, indent + 2);
    struct string text = buffer_string(&typed);
    if (text.length > 0 && text.bytes[0] != '\n')
        buffer_append_byte(blank->out, ' ');
    for (size_t i = 0; i < text.length; i++) {
        buffer_append_byte(blank->out, text.bytes[i]);
        if (text.bytes[i] == '\n' && blank->is_comment) {
            begin_line(blank, blank->comment_indent);
            for (unsigned k = 0; k < blank->comment_indent && text.bytes[i + 1] == ' '; k++)
                i++;
        }
    }
    buffer_append_byte(blank->out, '\n');
    buffer_release(&typed);
}

static void append_fields(struct blank *blank, struct arena *arena, const struct field *fields, size_t count,
                          unsigned indent);

/* The fields inside; the first of a row stands behind a dash. */
static void append_inside(struct blank *blank, struct arena *arena, const struct field *field,
                          unsigned indent)
{
    buffer_append_byte(blank->out, '\n');
    if (field->type == FIELD_TABLE) {
        begin_line(blank, indent + 2);
        buffer_append_text(blank->out, "-\n");
    }
    append_fields(blank, arena, field->fields, field->field_count,
                  indent + (field->type == FIELD_TABLE ? 4 : 2));
}

static void append_field(struct blank *blank, struct arena *arena, const struct field *field, unsigned indent)
{
    bool was_comment = blank->is_comment, has_example = field->example.kind != VALUE_UNDEFINED;
    append_note(blank, field, indent);
    bool is_asked = field_is_asked(blank->definition, field);
    blank->is_comment |= !is_asked && !(indent > 0 && has_example);
    blank->is_comment |= field->computed != NULL;
    if (!was_comment)
        blank->comment_indent = indent;
    begin_line(blank, indent);
    append_key(blank, field);
    if (field->field_count > 0 && field->example.kind == VALUE_UNDEFINED) {
        append_inside(blank, arena, field, indent);
    } else {
        struct value value = field_sample(arena, field);
        append_value(blank, &value, indent);
    }
    blank->is_comment = was_comment;
}

static void append_fields(struct blank *blank, struct arena *arena, const struct field *fields, size_t count,
                          unsigned indent)
{
    for (size_t i = 0; i < count; i++) {
        if (indent == 0)
            buffer_append_byte(blank->out, '\n');
        append_field(blank, arena, &fields[i], indent);
    }
}

void form_append_blank(const struct form *form, enum language language, struct buffer *out)
{
    static const char *const heads[2] = {
        "# Dữ liệu của mẫu %.*s. Sửa phần sau dấu hai chấm; dòng bắt đầu bằng # là chú thích.\n"
        "# Muốn dùng trường đang có dấu # ở trước thì xóa riêng dấu # đó.\n",
        "# Data for the form %.*s. Change what follows the colons; lines that begin with # are comments.\n"
        "# To use a field that has a # before it, delete that # alone.\n",
    };
    struct blank blank = {.definition = form->definition, .out = out, .language = language};
    struct arena *arena = arena_new();
    buffer_append_format(out, heads[language], STRING_FORMAT(form->definition->title));
    append_fields(&blank, arena, form->definition->fields, form->definition->field_count, 0);
    arena_free(arena);
}
