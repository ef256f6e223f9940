/*
 * Cells of a workbook to fill in. Texts are written as texts, so that "=1+1" is no formula. Days are texts as
 * well, in cells of the format Text: Excel would take 04/5/2023 for the fifth of April.
 */

#include <stdlib.h>
#include <string.h>

#include "form/workbook.h"
#include "text/unicode.h"

enum { GREY = 0xd9e2f3, YELLOW = 0xfffbe6, RED = 0xffc7ce, DARK_RED = 0x9c0006, NOTE_COLOUR = 0x595959 };

static lxw_format *new_look(struct workbook_writing *writing)
{
    lxw_format *format = workbook_add_format(writing->workbook);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, 12);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

void workbook_looks(struct workbook_writing *writing)
{
    static const char *const formats[LOOK_COUNT_] = {[LOOK_TEXT] = "@",
                                                     [LOOK_NUMBER] = "General",
                                                     [LOOK_COUNT] = "#,##0",
                                                     [LOOK_PERCENT] = "0.00%",
                                                     [LOOK_DATE] = "dd/mm/yyyy"};
    for (int look = 0; look < LOOK_COUNT_; look++) {
        lxw_format *format = look == LOOK_WRONG ? workbook_add_format(writing->workbook) : new_look(writing);
        writing->looks[look] = format;
        if (formats[look] == NULL)
            continue;
        format_set_num_format(format, formats[look]);
        format_set_bg_color(format, YELLOW);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, LXW_COLOR_GRAY);
    }
    format_set_bold(writing->looks[LOOK_HEAD]);
    format_set_bg_color(writing->looks[LOOK_HEAD], GREY);
    format_set_border(writing->looks[LOOK_HEAD], LXW_BORDER_THIN);
    format_set_font_color(writing->looks[LOOK_NOTE], NOTE_COLOUR);
    format_set_bg_color(writing->looks[LOOK_WRONG], RED);
    format_set_font_color(writing->looks[LOOK_WRONG], DARK_RED);
}

lxw_format *workbook_look_of(const struct workbook_writing *writing, const struct field *field)
{
    static const enum look looks[FIELD_ANY + 1] = {
        [FIELD_TEXT] = LOOK_TEXT,       [FIELD_LINES] = LOOK_TEXT,    [FIELD_OUTLINE] = LOOK_TEXT,
        [FIELD_COUNT] = LOOK_COUNT,     [FIELD_NUMBER] = LOOK_NUMBER, [FIELD_MONEY] = LOOK_COUNT,
        [FIELD_PERCENT] = LOOK_PERCENT, [FIELD_DATE] = LOOK_TEXT,     [FIELD_BOOL] = LOOK_TEXT,
        [FIELD_CHOICE] = LOOK_TEXT,     [FIELD_ANY] = LOOK_NUMBER,
    };
    return writing->looks[looks[field->type]];
}

/* ---- values ---- */

static void write_text(struct workbook_writing *writing, lxw_worksheet *worksheet, uint32_t row,
                       uint32_t column, struct string text, lxw_format *format)
{
    struct string whole = arena_copy(writing->arena, string_slice(text, 0, text_offset(text, CELL_LENGTH)));
    if (whole.length < text.length)
        problems_add(writing->problems, PROBLEM_WORKBOOK_LENGTH, NULL, NULL);
    if (whole.length == 0)
        worksheet_write_blank(worksheet, row, (lxw_col_t)column, format);
    else
        worksheet_write_string(worksheet, row, (lxw_col_t)column, whole.bytes, format);
}

void workbook_write_text(struct workbook_writing *writing, lxw_worksheet *worksheet, uint32_t row,
                         uint32_t column, struct string text, enum look look)
{
    write_text(writing, worksheet, row, column, text, writing->looks[look]);
}

static size_t count_digits(struct string digits)
{
    size_t count = 0;
    for (size_t i = 0; i < digits.length; i++)
        count += digits.bytes[i] >= '0' && digits.bytes[i] <= '9';
    return count;
}

/* A sheet keeps 15 digits, which binary numbers hold as well; what has more stays a text. */
static void write_number(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t row,
                         struct number number)
{
    enum { KEPT_DIGITS = 15 };
    struct buffer digits = {0};
    struct number hundredth;
    lxw_format *format = workbook_look_of(writing, cell->field);
    bool is_percent =
        cell->field->type == FIELD_PERCENT && number_read(writing->arena, STRING("0.01"), &hundredth, NULL);
    struct number held = is_percent ? number_multiply(writing->arena, number, hundredth) : number;
    number_append_digits(&digits, held);
    if (count_digits(buffer_string(&digits)) <= KEPT_DIGITS) {
        worksheet_write_number(cell->sheet->worksheet, row, (lxw_col_t)cell->column,
                               strtod(digits.bytes, NULL), format);
    } else {
        buffer_truncate(&digits, 0);
        struct value given = value_number(number);
        value_append_text(&digits, &given, NUMBERS_VI);
        write_text(writing, cell->sheet->worksheet, row, cell->column, buffer_string(&digits), format);
    }
    buffer_release(&digits);
}

static void append_lines(struct buffer *out, const struct value *value)
{
    for (size_t i = 0; i < value->as.list->count; i++) {
        if (i > 0)
            buffer_append_byte(out, '\n');
        value_append_text(out, &value->as.list->items[i], NUMBERS_VI);
    }
}

void workbook_append_typed(struct buffer *out, const struct field *field, const struct value *value)
{
    struct date date;
    bool is_day = field->type == FIELD_DATE && value->kind == VALUE_TEXT && date_read(&date, value->as.text);
    if (value->kind == VALUE_DATE || is_day)
        date_append_short(out, is_day ? date : value->as.date);
    else if (value->kind == VALUE_BOOL)
        buffer_append_text(out, value->as.truth ? "có" : "không");
    else if (value->kind == VALUE_LIST)
        append_lines(out, value);
    else
        value_append_text(out, value, NUMBERS_VI);
}

void workbook_write_value(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t row,
                          const struct value *value)
{
    lxw_format *format = workbook_look_of(writing, cell->field);
    struct buffer typed = {0};
    bool is_text = cell->field->type == FIELD_TEXT || cell->field->type == FIELD_LINES ||
                   cell->field->type == FIELD_OUTLINE || cell->field->type == FIELD_CHOICE;
    if (value->kind == VALUE_NUMBER && !is_text) {
        write_number(writing, cell, row, value->as.number);
        return;
    }
    workbook_append_typed(&typed, cell->field, value);
    write_text(writing, cell->sheet->worksheet, row, cell->column, string_trim(buffer_string(&typed)),
               format);
    buffer_release(&typed);
}

/* ---- what may be typed ---- */

static char *copy_cut(struct workbook_writing *writing, struct string text, size_t length)
{
    return (char *)arena_copy(writing->arena, string_slice(text, 0, text_offset(text, length))).bytes;
}

/*
 * The items of a list in its own sheet, which nobody sees and no reader tells of. libxlsxwriter 1.1.4 loses a
 * copy of the formula, some 20 bytes a list.
 */
static char *make_list(struct workbook_writing *writing, const struct field *field)
{
    if (writing->lists == NULL) {
        writing->lists = workbook_add_worksheet(writing->workbook, WORKBOOK_LISTS);
        worksheet_hide(writing->lists);
    }
    lxw_col_t column = writing->list_count++;
    for (size_t i = 0; i < field->choice_count; i++)
        workbook_write_text(writing, writing->lists, (uint32_t)i, column, field->choices[i], LOOK_TEXT);
    char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(from, 0, column, 1, 1);
    lxw_rowcol_to_cell_abs(to, (lxw_row_t)field->choice_count - 1, column, 1, 1);
    return (char *)arena_format(writing->arena, "='%s'!%s:%s", WORKBOOK_LISTS, from, to).bytes;
}

/* Commas part the items of a list that stands in the validation itself, which has room for 255 characters. */
static bool is_short_list(const struct field *field)
{
    size_t length = 0;
    for (size_t i = 0; i < field->choice_count; i++) {
        length += text_length(field->choices[i]) + 1;
        for (size_t k = 0; k < field->choices[i].length; k++) {
            if (strchr(",\"", field->choices[i].bytes[k]) != NULL)
                return false;
        }
    }
    return length <= LIST_LENGTH;
}

static void allow_list(struct workbook_writing *writing, const struct field *field,
                       lxw_data_validation *validation)
{
    static char yes[] = "có", no[] = "không";
    size_t count = field->type == FIELD_BOOL ? 2 : field->choice_count;
    char **list = arena_allocate(writing->arena, (count + 1) * sizeof *list);
    if (field->type != FIELD_BOOL && !is_short_list(field)) {
        validation->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation->value_formula = make_list(writing, field);
        return;
    }
    for (size_t i = 0; i < count && field->type != FIELD_BOOL; i++)
        list[i] = copy_cut(writing, field->choices[i], SIZE_MAX);
    if (field->type == FIELD_BOOL) {
        list[0] = yes;
        list[1] = no;
    }
    validation->validate = LXW_VALIDATION_TYPE_LIST;
    validation->value_list = list;
}

/* Many spellings are read; this only tells what is no day at all. */
static void allow_days(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t from,
                       lxw_data_validation *validation)
{
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(name, from, (lxw_col_t)cell->column);
    validation->validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    validation->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    validation->value_formula =
        (char *)arena_format(
            writing->arena,
            "=OR(ISNUMBER(%s),ISNUMBER(SEARCH(\"?/????\",%s)),ISNUMBER(SEARCH(\"?\?\?\?-?\",%s)),"
            "ISNUMBER(SEARCH(\"năm\",%s)))",
            name, name, name, name)
            .bytes;
}

static void allow_numbers(const struct field *field, lxw_data_validation *validation)
{
    static const double most = 999999999999999;
    bool is_whole = field->type == FIELD_COUNT || field->type == FIELD_MONEY;
    validation->validate = is_whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
    validation->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation->minimum_number = field->type == FIELD_COUNT ? 0 : -most;
    validation->maximum_number = most;
}

static const char *wrong_words(const struct field *field, enum language language)
{
    static const char *const words[FIELD_ANY + 1][2] = {
        [FIELD_COUNT] = {"Ô này cần một số nguyên từ 0, ví dụ 12.",
                         "This cell needs a whole number from 0, for example 12."},
        [FIELD_NUMBER] = {"Ô này cần một số.", "This cell needs a number."},
        [FIELD_MONEY] = {"Ô này cần số tiền tròn đồng, ví dụ 2318000.",
                         "This cell needs an amount in whole đồng, for example 2318000."},
        [FIELD_PERCENT] = {"Ô này cần số phần trăm, ví dụ 98,3%.",
                           "This cell needs a percentage, for example 98.3%."},
        [FIELD_DATE] = {"Ghi ngày như 04/5/2023.", "Write the date like 04/5/2023."},
        [FIELD_BOOL] = {"Chọn có hoặc không.", "Choose có or không."},
        [FIELD_CHOICE] = {"Chọn một mục trong danh sách.", "Choose an item from the list."},
    };
    return words[field->type][language];
}

static void allow(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t from,
                  lxw_data_validation *validation)
{
    switch (cell->field->type) {
    case FIELD_COUNT:
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_PERCENT:
        allow_numbers(cell->field, validation);
        break;
    case FIELD_DATE:
        allow_days(writing, cell, from, validation);
        break;
    case FIELD_BOOL:
    case FIELD_CHOICE:
        allow_list(writing, cell->field, validation);
        break;
    default:
        validation->validate = LXW_VALIDATION_TYPE_ANY;
    }
}

void workbook_validate(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t from,
                       uint32_t to)
{
    const struct field *field = cell->field;
    const char *wrong = wrong_words(field, writing->language);
    lxw_data_validation validation = {
        .ignore_blank = LXW_VALIDATION_ON,
        .show_input = LXW_VALIDATION_ON,
        .show_error = LXW_VALIDATION_ON,
        .dropdown = LXW_VALIDATION_ON,
        .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
        .error_message = (char *)wrong,
        .error_title = wrong != NULL ? "vanban" : NULL,
    };
    if (field->hint.length > 0) {
        validation.input_title = copy_cut(writing, field->label, TITLE_LENGTH);
        validation.input_message = copy_cut(writing, field->hint, MESSAGE_LENGTH);
    }
    allow(writing, cell, from, &validation);
    if (validation.validate == LXW_VALIDATION_TYPE_ANY && field->hint.length == 0)
        return;
    worksheet_data_validation_range(cell->sheet->worksheet, from, (lxw_col_t)cell->column, to,
                                    (lxw_col_t)cell->column, &validation);
}
