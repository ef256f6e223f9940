/* Values as offices and their programs write them, by the type of the field: in a workbook's cells as in
 * YAML. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "form/fields.h"

/* NULL: it does not fit. */
static const struct {
    enum field_type type;
    const char *typed, *json;
} texts[] = {
    {FIELD_COUNT, "12", "12"},
    {FIELD_COUNT, "05", "5"},
    {FIELD_COUNT, " 1.234 ", "1234"},
    {FIELD_COUNT, "1 234 567", "1234567"},
    {FIELD_COUNT,
     "1\xc2\xa0"
     "234",
     "1234"},
    {FIELD_COUNT, "12,5", NULL},
    {FIELD_COUNT, "-3", NULL},
    {FIELD_COUNT, "12 hồ sơ", NULL},
    {FIELD_COUNT, "mười hai", NULL},
    {FIELD_NUMBER, "98,3", "98.3"},
    {FIELD_NUMBER, "-1.234,56", "-1234.56"},
    {FIELD_NUMBER, "1.2.3", NULL},
    {FIELD_MONEY, "2.318.000đ", "2318000"},
    {FIELD_MONEY, "2.318.000 Đồng", "2318000"},
    {FIELD_MONEY, "2318000 VNĐ", "2318000"},
    {FIELD_MONEY, "2.318.000\xc2\xa0₫", "2318000"},
    {FIELD_MONEY, "500", "500"},
    {FIELD_MONEY, "2,5 triệu", NULL},
    {FIELD_MONEY, "10,5", NULL},
    {FIELD_PERCENT, "98,3%", "98.3"},
    {FIELD_PERCENT, "98,3 %", "98.3"},
    {FIELD_PERCENT, "100", "100"},
    {FIELD_PERCENT, "gần 50%", NULL},
    {FIELD_DATE, "2023-05-04", "\"2023-05-04\""},
    {FIELD_DATE, "04/5/2023", "\"2023-05-04\""},
    {FIELD_DATE, "4-5-2023", "\"2023-05-04\""},
    {FIELD_DATE, "04.05.2023", "\"2023-05-04\""},
    {FIELD_DATE, "ngày 04 tháng 5 năm 2023", "\"2023-05-04\""},
    {FIELD_DATE, "Ngày 4/5/2023", "\"2023-05-04\""},
    {FIELD_DATE, "4 tháng 5 năm 2023", "\"2023-05-04\""},
    {FIELD_DATE, "thứ Năm, ngày 04/05/2023", "\"2023-05-04\""},
    {FIELD_DATE, "04/05/2023 08:30:12", "\"2023-05-04\""},
    {FIELD_DATE, "08:30 04/05/2023", "\"2023-05-04\""},
    {FIELD_DATE, "04/05/2023 8:30:00 SA", "\"2023-05-04\""},
    {FIELD_DATE, "2023-05-04T08:30:00.000Z", "\"2023-05-04\""},
    {FIELD_DATE, "2023-05-04 08:30:00+07:00", "\"2023-05-04\""},
    {FIELD_DATE,
     "\xc2\xa0"
     "04/5/2023\xc2\xa0",
     "\"2023-05-04\""},
    {FIELD_DATE, "5/2023", "\"2023-05\""},
    {FIELD_DATE, "tháng 5 năm 2023", "\"2023-05\""},
    {FIELD_DATE, "tháng 5/2023", "\"2023-05\""},
    {FIELD_DATE, "31/02/2023", NULL},
    {FIELD_DATE, "05/13/2023", NULL},
    {FIELD_DATE, "4/5/23", NULL},
    {FIELD_DATE, "20230504", NULL},
    {FIELD_DATE, "2023", NULL},
    {FIELD_DATE, "năm 2023", NULL},
    {FIELD_DATE, "04 5 2023", NULL},
    {FIELD_DATE, "08:30", NULL},
    {FIELD_DATE, "tháng", NULL},
    {FIELD_DATE, ",", NULL},
    {FIELD_DATE, "chưa có", NULL},
    {FIELD_BOOL, "Có", "true"},
    {FIELD_BOOL, "KHÔNG", "false"},
    {FIELD_BOOL, "x", "true"},
    {FIELD_BOOL, "TRUE", "true"},
    {FIELD_BOOL, "0", "false"},
    {FIELD_BOOL, "có thể", NULL},
    {FIELD_CHOICE, "đất ĐAI", "\"Đất đai\""},
    {FIELD_CHOICE, "Dat dai", NULL},
    {FIELD_TEXT, "  05 ", "\"05\""},
    {FIELD_LINES, "UBND\n xã \n", "[\"UBND\",\"xã\"]"},
};

/* Numbers, as cells hold them. */
static const struct {
    enum field_type type;
    const char *number;
    unsigned flags;
    const char *json;
} numbers[] = {
    {FIELD_COUNT, "12", 0, "12"},
    {FIELD_COUNT, "12.5", 0, NULL},
    {FIELD_COUNT, "-1", 0, NULL},
    {FIELD_MONEY, "2318000", 0, "2318000"},
    {FIELD_PERCENT, "98.3", 0, "98.3"},
    {FIELD_PERCENT, "0.983", VALUE_FRACTION, "98.3"},
    {FIELD_PERCENT, "1", VALUE_FRACTION, "100"},
    {FIELD_BOOL, "1", 0, "true"},
    {FIELD_BOOL, "0", 0, "false"},
    {FIELD_BOOL, "2", 0, NULL},
    {FIELD_DATE, "45050", 0, NULL},
    {FIELD_TEXT, "12", 0, "\"12\""},
    {FIELD_TEXT, "1.5", 0, NULL},
    {FIELD_CHOICE, "1", 0, NULL},
};

static void assert_coerced(struct arena *arena, enum field_type type, const char *typed,
                           const struct value *given, const char *json)
{
    static struct string choices[] = {{"Đất đai", sizeof "Đất đai" - 1}, {"Hộ tịch", sizeof "Hộ tịch" - 1}};
    struct field field = {.type = type, .choices = choices, .choice_count = type == FIELD_CHOICE ? 2 : 0};
    struct value result;
    struct buffer out = {0};
    bool fits = field_coerce(arena, &field, given, &result);
    if (fits)
        value_append_json(&out, &result);
    if (fits != (json != NULL) || (fits && !string_is(buffer_string(&out), json)))
        fail_msg("%s: %s instead of %s", typed, fits ? out.bytes : "nothing",
                 json != NULL ? json : "nothing");
    buffer_release(&out);
}

static void texts_are_read_by_type(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct value given = value_text(string_of(texts[i].typed));
        given.source = 1;
        assert_coerced(arena, texts[i].type, texts[i].typed, &given, texts[i].json);
    }
    arena_free(arena);
}

static void numbers_are_read_by_type(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct number number;
        assert_true(number_read(arena, string_of(numbers[i].number), &number, NULL));
        struct value given = value_number(number);
        given.flags = (uint8_t)numbers[i].flags;
        given.source = 1;
        assert_coerced(arena, numbers[i].type, numbers[i].number, &given, numbers[i].json);
    }
    arena_free(arena);
}

/* Of lines that a sign parts too; a text field keeps it. */
static void lines_are_split_at_a_sign(void **state)
{
    static const struct {
        enum field_type type;
        const char *split_at, *typed, *json;
    } rows[] = {
        {FIELD_LINES, ";", "Như trên; CT, các PCT UBND xã;Lưu: VT",
         "[\"Như trên\",\"CT, các PCT UBND xã\",\"Lưu: VT\"]"},
        {FIELD_LINES, ";", "Như trên;\n; Sở Tài chính;", "[\"Như trên\",\"Sở Tài chính\"]"},
        {FIELD_LINES, ";",
         "Sở Y tế; @UBND các xã, trừ xã An Bình; Miền núi\nSở Nội vụ; @Đô thị; Sở Tài chính",
         "[\"Sở Y tế\",\"@UBND các xã, trừ xã An Bình; Miền núi\",\"Sở Nội vụ\",\"@Đô thị\",\"Sở Tài "
         "chính\"]"},
        {FIELD_LINES, "", "Như trên; Lưu: VT", "[\"Như trên; Lưu: VT\"]"},
        {FIELD_LINES, "", "Như trên\nLưu: VT", "[\"Như trên\",\"Lưu: VT\"]"},
        {FIELD_TEXT, "", "Như trên; Lưu: VT", "\"Như trên; Lưu: VT\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        struct field field = {.type = rows[i].type, .split_at = string_of(rows[i].split_at)};
        struct value given = value_text(string_of(rows[i].typed)), result;
        struct buffer json = {0};
        assert_true(field_coerce(arena, &field, &given, &result));
        value_append_json(&json, &result);
        assert_string_equal(json.bytes, rows[i].json);
        buffer_release(&json);
        arena_free(arena);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_split_at_a_sign),
        cmocka_unit_test(texts_are_read_by_type),
        cmocka_unit_test(numbers_are_read_by_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
