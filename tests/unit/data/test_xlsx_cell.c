/* What a cell becomes: numbers, dates, texts, faults. */

#include "workbooks.h"

/* Styles 0 … : General, date, date and time, time, [h]:mm, percent, custom date, custom number, .VnTime,
 * .VnTimeH. */
static const char styles[] =
    "<numFmts count=\"5\"><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"&quot;ngày&quot; dd &quot;tháng&quot; mm &quot;năm&quot; yyyy\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"#,##0\\ &quot;hộ dân&quot;;[Red]-#,##0\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"000\"/><numFmt numFmtId=\"168\" formatCode=\"00\"/></numFmts>"
    "<fonts><font><name val=\"Times New Roman\"/></font><font><name val=\".VnTime\"/></font>"
    "<font><name val=\".VnTimeH\"/></font></fonts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\"/><xf numFmtId=\"22\" "
    "fontId=\"0\"/>"
    "<xf numFmtId=\"20\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/><xf numFmtId=\"9\" fontId=\"0\"/>"
    "<xf numFmtId=\"165\" fontId=\"0\"/><xf numFmtId=\"166\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/>"
    "<xf numFmtId=\"0\" fontId=\"2\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/></cellXfs>"
    "<dxfs><dxf><font><name val=\".VnTime\"/></font></dxf></dxfs>";

#define VNI "<rPr><b/><rFont val=\"VNI-Times\"/></rPr>"

static const char strings[] = "<si><t>Ủy ban</t></si>"
                              "<si><r><t>Ủy </t></r><r><rPr><b/><rFont val=\"Times New "
                              "Roman\"/></rPr><t>ban</t></r><rPh sb=\"0\" eb=\"1\">"
                              "<t>đọc</t></rPh><phoneticPr fontId=\"1\"/></si>"
                              "<si><t>a_x000D_\nb_x000D_c_x005F_x000D__xD83D__xDE00_</t></si>"
                              "<si><t>a_x0007_</t></si>"
                              "<si><r><rPr><rFont val=\".VnTime\"/></rPr><t>X· </t></r><r><rPr><rFont "
                              "val=\"Arial\"/></rPr><t>·</t></r></si>"
                              "<si><t>X\u00b7 An B\u00d7nh</t></si>"
                              "<si><t>Xã An Bình ế</t></si>"
                              "<si><t>Te\u0302\u0301t</t></si>"
                              "<si><t>\u00ae\u00adêng Ủy \u00ae\u00b6ng</t></si>"
                              "<si><r>" VNI "<t>Quye</t></r><r>" VNI "<t>á</t></r><r>" VNI
                              "<t>t ñònh e</t></r><r><rPr><rFont val=\"Arial\"/></rPr><t>á</t></r></si>";

static const struct {
    const char *cell, *value;
} values[] = {
    /* numbers */
    {NUMBER(A2, "5"), "5"},
    {NUMBER(A2, "-12345678901234567"), "-12345678901234567"},
    {NUMBER(A2, "0.57999999999999996"), "0.58"},
    {NUMBER(A2, "0.30000000000000004"), "0.3"},
    {NUMBER(A2, "2.9999999999999996"), "3"},
    {NUMBER(A2, "-99999999999999.996"), "-100000000000000"},
    {NUMBER(A2, "1.2345E-3"), "0.0012345"},
    {NUMBER(A2, "5.8000000000000003E-2"), "0.058"},
    {NUMBER(A2, "1E+3"), "1000"},
    {NUMBER(A2, "123456789.123456785"), "123456789.123457"},
    {NUMBER(A2, "0"), "0"},
    {NUMBER(A2, "0.0"), "0"},
    {NUMBER(A2, "-0.10000000000000001"), "-0.1"},
    {STYLED(A2, 5, "0.58299999999999996"), "0.583"},
    {STYLED(A2, 7, "1234"), "1234"},
    {STYLED(A2, 99, "1.5"), "1.5"},
    {STYLED(A2, 10, "7"), "\"007\""},
    {STYLED(A2, 10, "12345"), "\"12345\""},
    {STYLED(A2, 10, "-7"), "-7"},
    {STYLED(A2, 10, "7.5"), "7.5"},
    {STYLED(A2, 11, "5"), "5"},
    {TYPED(A2, "n", "<f>1+1</f><v>2</v>"), "2"},
    /* dates */
    {STYLED(A2, 1, "45050"), "\"2023-05-04\""},
    {STYLED(A2, 1, "1"), "\"1900-01-01\""},
    {STYLED(A2, 1, "59"), "\"1900-02-28\""},
    {STYLED(A2, 1, "61"), "\"1900-03-01\""},
    {STYLED(A2, 1, "2958465"), "\"9999-12-31\""},
    {STYLED(A2, 1, "45050.604166666664"), "\"2023-05-04\""},
    {STYLED(A2, 6, "45050"), "\"2023-05-04\""},
    {STYLED(A2, 2, "45050"), "\"2023-05-04\""},
    {STYLED(A2, 2, "45050.604166666664"), "\"04/5/2023 14:30\""},
    {STYLED(A2, 2, "45050.604224537034"), "\"04/5/2023 14:30:05\""},
    {STYLED(A2, 2, "45050.99999999"), "\"2023-05-05\""},
    {STYLED(A2, 3, "0.35416666666666669"), "\"08:30\""},
    {STYLED(A2, 3, "45050.5"), "\"12:00\""},
    {STYLED(A2, 4, "1.5208333333333333"), "\"36:30\""},
    {TYPED(A2, "d", "<v>2023-05-04</v>"), "\"2023-05-04\""},
    {TYPED(A2, "d", "<v>2023-05-04T00:00:00Z</v>"), "\"2023-05-04\""},
    {TYPED(A2, "d", "<v>08:05:07</v>"), "\"08:05:07\""},
    {TYPED(A2, "d", "<v>2023-05-04T08:05:00.000</v>"), "\"04/5/2023 08:05\""},
    /* truth */
    {TYPED(A2, "b", "<v>1</v>"), "true"},
    {TYPED(A2, "b", "<v>0</v>"), "false"},
    /* texts */
    {SHARED(A2, 0), "\"Ủy ban\""},
    {SHARED(A2, 1), "\"Ủy ban\""},
    {SHARED(A2, 2), "\"a\\nb\\nc_x000D_😀\""},
    {SHARED(A2, 4), "\"Xã ·\""},
    {SHARED(A2, 7), "\"Tết\""},
    {SHARED(A2, 9), "\"Quyết định eá\""},
    {"<c r=\"A2\" t=\"s\" s=\"8\"><v>5</v></c>", "\"Xã An Bình\""},
    {"<c r=\"A2\" t=\"s\" s=\"9\"><v>5</v></c>", "\"XÃ AN BÌNH\""},
    {"<c r=\"A2\" t=\"s\" s=\"8\"><v>6</v></c>", "\"Xã An Bình ế\""},
    {"<c r=\"A2\" t=\"s\" s=\"8\"><v>8</v></c>", "\"đường Ủy đảng\""},
    {TEXT(A2, "05"), "\"05\""},
    {TEXT(A2, "+84 &lt;1&gt;"), "\"+84 <1>\""},
    {TYPED(A2, "inlineStr", "<is><r><t>a </t></r><r><t>b</t></r></is>"), "\"a b\""},
    {TYPED(A2, "str", "<f>A1&amp;B1</f><v>a_x000D_b</v>"), "\"a\\nb\""},
    {TYPED(A2, "str", "<f>\"\"</f><v></v>"), "null"},
    {TEXT(A2, "  "), "null"},
    {"<c r=\"A2\" s=\"1\"/>", "null"},
    {"", "null"},
};

static void each_cell_has_its_value(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct buffer cells = {0}, expected = {0};
        buffer_append_format(&cells,
                             ROW(1, TEXT(A1, "Ô") TEXT(B1, "Tên")) "<row r=\"2\">%s" TEXT(B2, "x") "</row>",
                             values[i].cell);
        buffer_append_format(&expected, "{\"T\":[{\"Ô\":%s,\"Tên\":\"x\"}]}", values[i].value);
        struct workbook_text text = {
            .strings = strings, .styles = styles, .sheets = {{"T", NULL, cells.bytes}}};
        assert_workbook(&text, expected.bytes, "");
        buffer_release(&cells);
        buffer_release(&expected);
    }
}

static void days_may_count_from_1904(void **state)
{
    (void)state;
    const struct workbook_text text = {
        .properties = "<workbookPr date1904=\"1\"/>",
        .styles = styles,
        .sheets = {{"T", NULL, ONE_CELL(STYLED(A2, 1, "43588"))}, {"U", NULL, ONE_CELL(STYLED(A2, 1, "0"))}}};
    assert_workbook(
        &text, "{\"T\":[{\"Ô\":\"2023-05-04\",\"Tên\":\"x\"}],\"U\":[{\"Ô\":\"1904-01-01\",\"Tên\":\"x\"}]}",
        "");
}

#define AT_A2 "  ở: so-lieu.xlsx, trang “T”, ô A2\n"
#define REPAIR "  gợi ý: Mở bằng Excel để sửa rồi lưu lại.\n"

static const struct {
    const char *cell, *told;
} faults[] = {
    {TYPED(A2, "e", "<f>1/0</f><v>#DIV/0!</v>"),
     "lỗi: Ô có lỗi #DIV/0! (cell-error)\n" AT_A2
     "  gợi ý: Mở bằng Excel, sửa công thức của ô này rồi lưu lại.\n"},
    {"<c r=\"A2\"><f>SUM(B1:B2)</f></c>",
     "lỗi: Công thức của ô chưa có kết quả (cell-formula-without-value)\n" AT_A2
     "  gợi ý: Mở bằng Excel hoặc LibreOffice rồi lưu lại.\n"},
    {"<c r=\"A2\"><f>SUM(B1:B2)</f><v></v></c>",
     "lỗi: Công thức của ô chưa có kết quả (cell-formula-without-value)\n" AT_A2
     "  gợi ý: Mở bằng Excel hoặc LibreOffice rồi lưu lại.\n"},
    {STYLED(A2, 1, "-5"), "lỗi: Ô có định dạng ngày, nhưng số -5 không phải ngày nào (cell-date)\n" AT_A2
                          "  gợi ý: Sửa ô thành ngày, hoặc đổi định dạng của ô thành số.\n"},
    {STYLED(A2, 1, "60"), "lỗi: Ô có định dạng ngày, nhưng số 60 không phải ngày nào (cell-date)\n" AT_A2
                          "  gợi ý: Sửa ô thành ngày, hoặc đổi định dạng của ô thành số.\n"},
    {STYLED(A2, 2, "1E+300"), "lỗi: Số có nhiều hơn 34 chữ số (limit-number-digits)\n" AT_A2
                              "  gợi ý: Nếu là mã số, đặt trong dấu nháy để đọc như chữ; hoặc nâng giới hạn "
                              "bằng --limit number-digits=N.\n"},
    {STYLED(A2, 1, "2958466"),
     "lỗi: Ô có định dạng ngày, nhưng số 2958466 không phải ngày nào (cell-date)\n" AT_A2
     "  gợi ý: Sửa ô thành ngày, hoặc đổi định dạng của ô thành số.\n"},
    {NUMBER(A2, "0x1F"), "lỗi: Không hiểu nội dung của ô: 0x1F (cell-damaged)\n" AT_A2 REPAIR},
    {SHARED(A2, 99), "lỗi: Không hiểu nội dung của ô: 99 (cell-damaged)\n" AT_A2 REPAIR},
    {TYPED(A2, "x", "<v>1</v>"), "lỗi: Không hiểu nội dung của ô: 1 (cell-damaged)\n" AT_A2 REPAIR},
    {TYPED(A2, "d", "<v>2023-05-04T25</v>"),
     "lỗi: Không hiểu nội dung của ô: 2023-05-04T25 (cell-damaged)\n" AT_A2 REPAIR},
    {SHARED(A2, 3), "lỗi: Ký tự U+0007 không được có trong dữ liệu (data-character)\n" AT_A2
                    "  gợi ý: Xóa ký tự này; nó thường lọt vào khi sao chép từ phần mềm khác.\n"},
    {NUMBER(A2, "1") NUMBER(A2, "2"),
     "lỗi: Không hiểu nội dung của ô: A2 (cell-damaged)\n  ở: so-lieu.xlsx, trang “T”, hàng 2\n" REPAIR},
    {"<c r=\"2A\"><v>1</v></c>",
     "lỗi: Không hiểu nội dung của ô: 2A (cell-damaged)\n  ở: so-lieu.xlsx, trang “T”, hàng 2\n" REPAIR},
    {NUMBER(A3, "1"),
     "lỗi: Không hiểu nội dung của ô: A3 (cell-damaged)\n  ở: so-lieu.xlsx, trang “T”, hàng 2\n" REPAIR},
};

static void each_fault_is_told_at_its_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct buffer cells = {0};
        buffer_append_format(&cells,
                             ROW(1, TEXT(A1, "Ô") TEXT(B1, "Tên")) "<row r=\"2\">%s" TEXT(B2, "x") "</row>",
                             faults[i].cell);
        struct workbook_text text = {
            .strings = strings, .styles = styles, .sheets = {{"T", NULL, cells.bytes}}};
        assert_workbook(&text, "", faults[i].told);
        buffer_release(&cells);
    }
}

static void places_read_in_english_and_as_json(void **state)
{
    (void)state;
    struct workbook_reading reading;
    const struct workbook_text text = {
        .sheets = {{"Số liệu", NULL,
                    ROW(1, TEXT(A1, "a") TEXT(AA1, "b")) ROW(12, TYPED(AA12, "e", "<v>#N/A</v>"))}}};
    read_workbook(&reading, &text, NULL);
    struct buffer out = {0};
    problem_append_place(problems_first(reading.problems), LANGUAGE_EN, &out);
    assert_string_equal(out.bytes, "sheet “Số liệu”, cell AA12");
    buffer_truncate(&out, 0);
    problem_append_json(problems_first(reading.problems), LANGUAGE_VI, &out);
    assert_string_equal(
        out.bytes, "{\"severity\":\"error\",\"code\":\"cell-error\",\"file\":\"so-lieu.xlsx\",\"part\":\"\","
                   "\"place\":{\"sheet\":\"Số liệu\",\"line\":12,\"column\":27,\"near\":\"\","
                   "\"words\":\"trang “Số liệu”, ô AA12\"},\"tag\":\"\",\"message\":\"Ô có lỗi #N/A\","
                   "\"hint\":\"Mở bằng Excel, sửa công thức của ô này rồi lưu lại.\"}");
    buffer_release(&out);
    end_reading(&reading);
}

static void percents_are_fractions(void **state)
{
    (void)state;
    struct workbook_reading reading;
    const struct workbook_text text = {.styles = styles,
                                       .sheets = {{"T", NULL, ONE_CELL(STYLED(A2, 5, "0.5"))}}};
    read_workbook(&reading, &text, NULL);
    const struct value *row = &record_lookup(reading.value.as.record, STRING("T"))->as.list->items[0];
    assert_true(record_lookup(row->as.record, STRING("Ô"))->flags & VALUE_FRACTION);
    end_reading(&reading);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_has_its_value),
        cmocka_unit_test(days_may_count_from_1904),
        cmocka_unit_test(each_fault_is_told_at_its_cell),
        cmocka_unit_test(places_read_in_english_and_as_json),
        cmocka_unit_test(percents_are_fractions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
