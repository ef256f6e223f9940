#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "data/xlsx.h"

static const struct {
    const char *code;
    enum cell_form form;
} codes[] = {
    {"General", CELL_NUMBER},
    {"0.00", CELL_NUMBER},
    {"#,##0 \"đồng\"", CELL_NUMBER},
    {"#,##0\\ [$₫-42A];[Red]\\-#,##0\\ [$₫-42A]", CELL_NUMBER},
    {"_-* #,##0\\ _d_-;\\-* #,##0\\ _h_-", CELL_NUMBER},
    {"0.00E+00", CELL_NUMBER},
    {"# ?/?", CELL_NUMBER},
    {"\"ngày hạn\" 0", CELL_NUMBER},
    {"[Blue]0;[Red]-0;\"ymd\"", CELL_NUMBER},
    {"[>=1000]0\\d;0", CELL_NUMBER},
    {"0;yyyy", CELL_NUMBER},
    {"@", CELL_NUMBER},
    {"00", CELL_NUMBER},
    {"000", CELL_CODE},
    {"0000000000", CELL_CODE},
    {"0%", CELL_PERCENT},
    {"0.0\\ %;-0.0%", CELL_PERCENT},
    {"0\"%\"", CELL_NUMBER},
    {"dd/mm/yyyy", CELL_DAY},
    {"d/m/yyyy;@", CELL_DAY},
    {"[$-42A]dd mmmm yyyy", CELL_DAY},
    {"[$-1010000]d/m/yyyy;@", CELL_DAY},
    {"\"ngày\" dd \"tháng\" mm \"năm\" yyyy", CELL_DAY},
    {"mm/yyyy", CELL_DAY},
    {"mmm", CELL_DAY},
    {"dddd", CELL_DAY},
    {"DD.MM.YY", CELL_DAY},
    {"dd/mm/yyyy hh:mm", CELL_DAY_TIME},
    {"yyyy-mm-dd\\Thh:mm:ss", CELL_DAY_TIME},
    {"m/d/yy h:mm AM/PM", CELL_DAY_TIME},
    {"hh:mm", CELL_TIME},
    {"h:mm AM/PM", CELL_TIME},
    {"mm:ss.0", CELL_TIME},
    {"h \"giờ\" mm", CELL_TIME},
    {"[h]:mm:ss", CELL_ELAPSED},
    {"[mm]:ss", CELL_ELAPSED},
    {"", CELL_NUMBER},
    {"\"", CELL_NUMBER},
    {"[", CELL_NUMBER},
    {"\\", CELL_NUMBER},
};

static void codes_tell_what_is_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (cell_format_of_code(string_of(codes[i].code)).form != codes[i].form)
            fail_msg("%s", codes[i].code);
    }
    assert_int_equal(cell_format_of_code(STRING("00000")).digits, 5);
}

static void numbers_of_formats_stand_in_no_file(void **state)
{
    (void)state;
    static const struct {
        uint32_t id;
        enum cell_form form;
    } cases[] = {
        {0, CELL_NUMBER}, {1, CELL_NUMBER},  {9, CELL_PERCENT},  {10, CELL_PERCENT}, {11, CELL_NUMBER},
        {14, CELL_DAY},   {17, CELL_DAY},    {18, CELL_TIME},    {21, CELL_TIME},    {22, CELL_DAY_TIME},
        {30, CELL_DAY},   {37, CELL_NUMBER}, {46, CELL_ELAPSED}, {49, CELL_NUMBER},  {57, CELL_DAY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(cell_format_of_id(cases[i].id).form, cases[i].form);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_tell_what_is_shown),
        cmocka_unit_test(numbers_of_formats_stand_in_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
