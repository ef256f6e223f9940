/* Workbooks and their sheets: which are read, where tables begin, merged cells, files that are no workbooks.
 */

#include <string.h>

#include "base/memory.h"
#include "workbooks.h"

#define NAMES ROW(1, TEXT(A1, "Tên") TEXT(B1, "Số"))
#define AN ROW(2, TEXT(A2, "An") NUMBER(B2, "1"))
#define NOTE_HIDDEN                                                                                          \
    "lưu ý: Không đọc các trang ẩn: “Ẩn” (hidden-sheets)\n  ở: so-lieu.xlsx\n"              \
    "  gợi ý: Muốn đọc một trang thì bỏ ẩn nó trong Excel.\n"

static const struct {
    struct workbook_text text;
    const char *values, *told;
} workbooks[] = {
    {{.sheets = {{"Hồ sơ", NULL, NAMES AN}, {"Trang 2", NULL, ""}, {"Xã", "visible", NAMES}}},
     "{\"Hồ sơ\":[{\"Tên\":\"An\",\"Số\":1}],\"Xã\":[]}",
     ""},
    {{.sheets = {{"Hồ sơ", NULL, NAMES AN}, {"Ẩn", "veryHidden", NAMES AN}}},
     "{\"Hồ sơ\":[{\"Tên\":\"An\",\"Số\":1}]}",
     NOTE_HIDDEN},
    {{.content_type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
      .sheets = {{"Hồ sơ", NULL, NAMES AN}}},
     "{\"Hồ sơ\":[{\"Tên\":\"An\",\"Số\":1}]}",
     ""},
    {{.sheets = {{"Hồ sơ", NULL,
                  NAMES "<row r=\"2\" hidden=\"1\">" TEXT(A2, "An") "</row><row r=\"3\" hidden=\"1\"/>" ROW(
                      4, TEXT(A4, "Bình"))}}},
     "{\"Hồ sơ\":[{\"Tên\":\"An\",\"Số\":null},{\"Tên\":\"Bình\",\"Số\":null}]}",
     "cảnh báo: Đã đọc cả 1 hàng đang ẩn (table-hidden-rows)\n  ở: so-lieu.xlsx, trang “Hồ sơ”\n"
     "  gợi ý: Nếu chỉ cần những hàng đang hiện, chép chúng sang một trang khác.\n"},
    /* references may be left out */
    {{.sheets =
          {{"T", NULL,
            "<row><c t=\"inlineStr\"><is><t>Tên</t></is></c><c t=\"inlineStr\"><is><t>Số</t></is></c></row>"
            "<row><c/><c><v>7</v></c></row>"}}},
     "{\"T\":[{\"Tên\":null,\"Số\":7}]}",
     ""},
    /* fields at the top, a record, a table */
    {{.sheets = {{"Chung", NULL,
                  ROW(1, TEXT(A1, "Trường") TEXT(B1, "Giá trị")) ROW(2, TEXT(A2, "Năm") NUMBER(B2, "2023"))},
                 {"Số liệu", NULL,
                  ROW(1, TEXT(A1, "Tên") TEXT(B1, "Giá trị")) ROW(2, TEXT(A2, "Trực tiếp") NUMBER(B2, "70"))},
                 {"Hồ sơ", NULL, NAMES AN}}},
     "{\"Năm\":2023,\"Số liệu\":{\"Trực tiếp\":70},\"Hồ sơ\":[{\"Tên\":\"An\",\"Số\":1}]}",
     ""},
    {{.sheets = {{"Chung", NULL,
                  ROW(1, TEXT(A1, "Trường") TEXT(B1, "Giá trị")) ROW(2, TEXT(A2, "hồ sơ") NUMBER(B2, "1"))},
                 {"Hồ sơ", NULL, NAMES AN}}},
     "",
     "lỗi: “Hồ sơ” trùng với tên một trường hoặc một trang khác (table-name-taken)\n"
     "  ở: so-lieu.xlsx, trang “Hồ sơ”\n  gợi ý: Đổi tên, hoặc xóa một trong hai.\n"},
    /* fields inside fields, by names with dots */
    {{.sheets = {{"Chung", NULL,
                  ROW(1, TEXT(A1, "Trường") TEXT(B1, "Giá trị"))
                      ROW(2, TEXT(A2, "Số liệu.Trực tiếp") NUMBER(B2, "70"))
                          ROW(3, TEXT(A3, "Số liệu.Số hóa.Đã số hóa") NUMBER(B3, "302"))
                              ROW(4, TEXT(A4, "TM. UBND") TEXT(B4, "x"))},
                 {"Số liệu.Nhóm", NULL, NAMES AN},
                 {"T9.2023", NULL, NAMES}}},
     "{\"Số liệu\":{\"Trực tiếp\":70,\"Số hóa\":{\"Đã số hóa\":302},\"Nhóm\":[{\"Tên\":\"An\",\"Số\":1}]},"
     "\"TM. UBND\":\"x\",\"T9.2023\":[]}",
     ""},
    {{.sheets = {{"Chung", NULL,
                  ROW(1, TEXT(A1, "Trường") TEXT(B1, "Giá trị")) ROW(2, TEXT(A2, "Số liệu") NUMBER(B2, "1"))
                      ROW(3, TEXT(A3, "Số liệu.Trực tiếp") NUMBER(B3, "70"))}}},
     "",
     "lỗi: “Số liệu.Trực tiếp” trùng với tên một trường hoặc một trang khác (table-name-taken)\n"
     "  ở: so-lieu.xlsx, trang “Chung”, ô A3\n  gợi ý: Đổi tên, hoặc xóa một trong hai.\n"},
    {{.sheets = {{"T", NULL, ""}}},
     "",
     "lỗi: Tệp không có bảng số liệu nào (table-empty)\n  ở: so-lieu.xlsx\n"
     "  gợi ý: Bảng cần một hàng tiêu đề ghi tên các cột, rồi mỗi hàng một mục.\n"},
    {{.sheets = {{"Thư", NULL, ROW(1, NUMBER(A1, "1") NUMBER(B1, "2"))}, {"Hồ sơ", NULL, NAMES AN}}},
     "{\"Hồ sơ\":[{\"Tên\":\"An\",\"Số\":1}]}",
     "cảnh báo: Không thấy hàng tiêu đề trong 50 hàng đầu, nên đã bỏ qua bảng này (table-no-header)\n"
     "  ở: so-lieu.xlsx, trang “Thư”\n"
     "  gợi ý: Hàng tiêu đề ghi tên từng cột và đứng ngay trên số liệu.\n"},
    {{.sheets = {{"T", NULL, NAMES ROW(2, TEXT(A2, "An") NUMBER(C2, "1")) ROW(3, NUMBER(C3, "2"))}}},
     "",
     "lỗi: Cột thứ 3 có số liệu nhưng không có tên ở hàng tiêu đề (table-column-unnamed)\n"
     "  ở: so-lieu.xlsx, trang “T”, ô C2\n"
     "  gợi ý: Đặt tên cột ở hàng 1, hoặc xóa những gì nằm ngoài bảng.\n"},
    {{.sheets = {{"T", NULL, ROW(1, TEXT(A1, "Tên") TEXT(C1, "TÊN")) AN}}},
     "",
     "lỗi: Hai cột cùng tên “TÊN”: cột thứ 1 và cột thứ 3 (table-column-twice)\n"
     "  ở: so-lieu.xlsx, trang “T”, ô C1\n"
     "  gợi ý: Tên chỉ khác chữ hoa, chữ thường, dấu cách hoặc dấu gạch dưới là một tên; đổi tên hoặc xóa "
     "một "
     "cột.\n"},
    /* Excel takes (1) for -1 */
    {{.sheets = {{"T", NULL,
                  ROW(1, TEXT(A1, "Tên") TEXT(B1, "Số") TEXT(C1, "Đạt"))
                      ROW(2, NUMBER(A2, "-1") NUMBER(B2, "-2") NUMBER(C2, "-3")) ROW(3, TEXT(A3, "An"))}}},
     "{\"T\":[{\"Tên\":\"An\",\"Số\":null,\"Đạt\":null}]}",
     "lưu ý: Đã bỏ qua hàng đánh số cột (table-number-row)\n  ở: so-lieu.xlsx, trang “T”, hàng 2\n"
     "  gợi ý: Không cần làm gì.\n"},
};

static void each_workbook_has_its_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof workbooks / sizeof *workbooks; i++)
        assert_workbook(&workbooks[i].text, workbooks[i].values, workbooks[i].told);
}

static void merged_cells_share_their_value(void **state)
{
    (void)state;
    const struct workbook_text text = {
        .sheets = {{"T", NULL,
                    ROW(1, TEXT(A1, "Lĩnh vực") TEXT(B1, "Xã") TEXT(C1, "Số"))
                        ROW(2, TEXT(A2, "Đất đai") TEXT(B2, "An") NUMBER(C2, "1")) ROW(3, TEXT(B3, "Bình"))
                            ROW(4, TEXT(B4, "Chi") NUMBER(C4, "3")) ROW(5, TEXT(A5, "Tổng") NUMBER(C5, "4"))
                                MERGED("A2:A3") MERGED("C2:C3") MERGED("A5:B5") MERGED("nhầm")}}};
    assert_workbook(&text,
                    "{\"T\":[{\"Lĩnh vực\":\"Đất đai\",\"Xã\":\"An\",\"Số\":1},"
                    "{\"Lĩnh vực\":\"Đất đai\",\"Xã\":\"Bình\",\"Số\":1},"
                    "{\"Lĩnh vực\":null,\"Xã\":\"Chi\",\"Số\":3},"
                    "{\"Lĩnh vực\":\"Tổng\",\"Xã\":\"Tổng\",\"Số\":4}]}",
                    "");
}

/* A letterhead, a title, a header of two rows whose names are merged, a merged column of one name. */
static void merged_headers_are_joined(void **state)
{
    (void)state;
    const struct workbook_text text = {
        .sheets = {
            {"T", NULL,
             ROW(1, TEXT(A1, "ỦY BAN NHÂN DÂN XÃ AN BÌNH") TEXT(D1, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
                 ROW(2, TEXT(A2, "Số: 1/BC") TEXT(D2, "Độc lập - Tự do - Hạnh phúc"))
                     ROW(4, TEXT(A4, "BIỂU TỔNG HỢP"))
                         ROW(6, TEXT(A6, "STT") TEXT(B6, "Lĩnh vực") TEXT(C6, "Số hồ sơ") TEXT(E6, "Ghi chú"))
                             ROW(7, TEXT(C7, "Trực tiếp") TEXT(D7, "Trực\ntuyến"))
                                 ROW(8, NUMBER(A8, "1") TEXT(B8, "Đất đai") NUMBER(C8, "70") NUMBER(D8, "219")
                                            TEXT(E8, "x")) MERGED("A1:C1") MERGED("D1:F1") MERGED("A2:C2")
                                     MERGED("D2:F2") MERGED("A4:F4") MERGED("A6:A7") MERGED("B6:B7")
                                         MERGED("C6:D6") MERGED("E6:F7") MERGED("E8:F8")}}};
    assert_workbook(&text,
                    "{\"T\":[{\"STT\":1,\"Lĩnh vực\":\"Đất đai\",\"Số hồ sơ / Trực tiếp\":70,"
                    "\"Số hồ sơ / Trực tuyến\":219,\"Ghi chú\":\"x\"}]}",
                    "");
}

static void sheets_can_be_chosen(void **state)
{
    (void)state;
    const struct string names[] = {STRING("ẨN")};
    const struct tables_options options = {.sheets = names, .sheet_count = 1};
    const struct workbook_text text = {.sheets = {{"Hồ sơ", NULL, NAMES AN}, {"Ẩn", "hidden", NAMES AN}}};
    struct workbook_reading reading;
    read_workbook(&reading, &text, &options);
    assert_string_equal(values_of(&reading).bytes, "{\"Ẩn\":[{\"Tên\":\"An\",\"Số\":1}]}");
    assert_string_equal(told_of(&reading).bytes, "");
    end_reading(&reading);
}

static void columns_of_limits_are_counted(void **state)
{
    (void)state;
    const struct workbook_text text = {.sheets = {{"T", NULL, ROW(1, TEXT(XFD1, "a") TEXT(XFE1, "b"))}}};
    assert_workbook(&text, "",
                    "lỗi: Bảng có nhiều hơn 16384 cột (limit-table-columns)\n"
                    "  ở: so-lieu.xlsx, trang “T”, ô XFE1\n"
                    "  gợi ý: Bỏ bớt cột không dùng, hoặc nâng giới hạn bằng --limit table-columns=N.\n");
}

#define TOLD(message, hint) "lỗi: " message "\n  ở: so-lieu.xlsx\n  gợi ý: " hint "\n"
#define SAVE_AS "Mở tệp bằng Excel hoặc LibreOffice rồi lưu thành kiểu Excel Workbook (.xlsx)."

static void what_is_no_workbook_is_told(void **state)
{
    (void)state;
    static const struct {
        struct string bytes;
        const char *told;
    } cases[] = {
        {{"", 0},
         TOLD("Tệp bảng tính rỗng (0 byte) (workbook-empty)",
              "Tệp có thể chép hoặc tải về chưa xong; hãy lấy lại tệp gốc.")},
        {{"<html><table>", 13}, TOLD("Tệp không phải bảng tính Excel (.xlsx) (not-xlsx)", SAVE_AS)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct workbook_reading reading;
        begin_reading(&reading);
        read_bytes(&reading, cases[i].bytes, NULL);
        assert_false(reading.is_read);
        assert_string_equal(told_of(&reading).bytes, cases[i].told);
        end_reading(&reading);
    }
}

/* The beginning of a compound file (MS-CFB), with the name of a stream. */
static void read_compound(struct workbook_reading *reading, const char *stream)
{
    char bytes[2048] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    for (size_t i = 0; stream[i] != '\0'; i++)
        bytes[1024 + 2 * i] = stream[i];
    begin_reading(reading);
    read_bytes(reading, (struct string){bytes, sizeof bytes}, NULL);
    assert_false(reading->is_read);
}

static void files_of_old_excel_are_told(void **state)
{
    (void)state;
    struct workbook_reading reading;
    read_compound(&reading, "Workbook");
    assert_string_equal(
        told_of(&reading).bytes,
        TOLD("Tệp theo định dạng Excel cũ (.xls), không phải .xlsx (old-excel-format)", SAVE_AS));
    end_reading(&reading);
    read_compound(&reading, "EncryptedPackage");
    assert_string_equal(
        told_of(&reading).bytes,
        TOLD("Bảng tính đặt mật khẩu nên không đọc được (workbook-password)",
             "Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu lại."));
    end_reading(&reading);
}

static void other_packages_are_no_workbooks(void **state)
{
    (void)state;
    const struct workbook_text text = {
        .content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        .sheets = {{"T", NULL, NAMES AN}}};
    assert_workbook(&text, "", TOLD("Tệp không phải bảng tính Excel (.xlsx) (not-xlsx)", SAVE_AS));
}

static void damage_is_told_with_its_part(void **state)
{
    (void)state;
    static const struct {
        const char *cells, *told;
    } cases[] = {
        {"<row>",
         "lỗi: Bảng tính bị hỏng (workbook-damaged)\n  ở: so-lieu.xlsx, xl/sheet0.xml, dòng 1, cột 106\n"
         "  gợi ý: Lấy lại tệp gốc, hoặc mở bằng Excel để sửa rồi lưu thành tệp mới.\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct workbook_text text = {.sheets = {{"T", NULL, cases[i].cells}}};
        assert_workbook(&text, "", cases[i].told);
    }
}

static void a_half_file_is_damaged(void **state)
{
    (void)state;
    struct workbook_reading reading;
    const struct workbook_text text = {.sheets = {{"T", NULL, NAMES AN}}};
    begin_reading(&reading);
    make_workbook(&reading, &text);
    read_bytes(&reading, string_slice(buffer_string(&reading.zip), 0, reading.zip.length / 2), NULL);
    assert_false(reading.is_read);
    assert_string_equal(told_of(&reading).bytes,
                        TOLD("Bảng tính bị hỏng (workbook-damaged)",
                             "Lấy lại tệp gốc, hoặc mở bằng Excel để sửa rồi lưu thành tệp mới."));
    end_reading(&reading);
}

static void a_doctype_is_refused(void **state)
{
    (void)state;
    struct workbook_reading reading;
    const struct workbook_text text = {.sheets = {{"T", NULL, NAMES AN}}};
    begin_reading(&reading);
    make_workbook(&reading, &text);
    struct package *package = package_open_bytes(STRING("so-lieu.xlsx"), buffer_string(&reading.zip),
                                                 &reading.limits, reading.problems);
    assert_non_null(package);
    struct string evil = STRING("<!DOCTYPE worksheet [<!ENTITY a \"b\">]><worksheet/>");
    assert_true(package_set(package, STRING("xl/sheet0.xml"), STRING(""), evil, reading.problems));
    buffer_truncate(&reading.zip, 0);
    struct package_writer *writer =
        package_writer_open_memory(&reading.zip, &reading.limits, reading.problems);
    for (size_t i = 0; i < package_part_count(package); i++)
        assert_true(package_writer_copy(writer, package_part_at(package, i)));
    assert_true(package_writer_close(writer));
    package_close(package);
    read_bytes(&reading, buffer_string(&reading.zip), NULL);
    assert_string_equal(
        told_of(&reading).bytes,
        "lỗi: Bảng tính có nội dung không an toàn mà Excel không bao giờ tạo ra (workbook-unsafe)\n"
        "  ở: so-lieu.xlsx, xl/sheet0.xml\n"
        "  gợi ý: Đừng dùng tệp này nếu không rõ nguồn gốc.\n");
    end_reading(&reading);
}

static void limits_of_packages_hold(void **state)
{
    (void)state;
    struct workbook_reading reading;
    const struct workbook_text text = {.sheets = {{"T", NULL, NAMES AN}}};
    begin_reading(&reading);
    make_workbook(&reading, &text);
    reading.limits.values[LIMIT_PACKAGE_ENTRIES] = 3;
    read_bytes(&reading, buffer_string(&reading.zip), NULL);
    assert_string_equal(told_of(&reading).bytes,
                        TOLD("Bảng tính vượt giới hạn package-entries = 3 (workbook-too-large)",
                             "Nếu tệp đáng tin cậy, nâng giới hạn bằng --limit package-entries=N."));
    assert_int_equal(problems_exit(reading.problems), EXIT_LIMIT);
    end_reading(&reading);
}

struct starved {
    struct workbook_reading reading;
    struct string bytes;
};

static void read_starved(void *argument)
{
    struct starved *starved = argument;
    begin_reading(&starved->reading);
    read_bytes(&starved->reading, starved->bytes, NULL);
    end_reading(&starved->reading);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct workbook_reading whole;
    const struct workbook_text text = {
        .strings = "<si><r><t>An</t></r><r><rPr><rFont val=\".VnTime\"/></rPr><t>B\u00d7nh</t></r></si>",
        .sheets = {{"T", NULL, NAMES ROW(2, SHARED(A2, 0) NUMBER(B2, "0.57999999999999996")) MERGED("A2:A3")},
                   {"U", "hidden", NAMES}}};
    begin_reading(&whole);
    make_workbook(&whole, &text);
    struct starved starved = {.bytes = buffer_string(&whole.zip)};
    bool is_done = false;
    for (size_t count = 0; !is_done; count++) {
        memory_fail_after(count);
        is_done = memory_guard(read_starved, &starved);
        memory_fail_after(SIZE_MAX);
    }
    end_reading(&whole);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_workbook_has_its_tables),  cmocka_unit_test(merged_cells_share_their_value),
        cmocka_unit_test(merged_headers_are_joined),     cmocka_unit_test(sheets_can_be_chosen),
        cmocka_unit_test(columns_of_limits_are_counted), cmocka_unit_test(what_is_no_workbook_is_told),
        cmocka_unit_test(files_of_old_excel_are_told),   cmocka_unit_test(other_packages_are_no_workbooks),
        cmocka_unit_test(damage_is_told_with_its_part),  cmocka_unit_test(a_half_file_is_damaged),
        cmocka_unit_test(a_doctype_is_refused),          cmocka_unit_test(limits_of_packages_hold),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
