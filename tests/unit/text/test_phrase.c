/* What a title does not tear apart. In the rows "_" stands for a blank that lines should not break at. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/phrase.h"

#include "texts.h"

static const char *const rows[] = {
    "Nâng_cao chất_lượng phục_vụ tại_Trung_tâm Phục_vụ hành_chính công xã_An_Bình",
    "Về_việc_thành_lập Tổ_công_nghệ số cộng_đồng, phân_công nhiệm_vụ cho_các_thành_viên",
    "TRUNG_TÂM PHỤC_VỤ HÀNH_CHÍNH CÔNG XÃ_NAM_TRÀ_MY",
    "UBND THÀNH_PHỐ_HỒ_CHÍ_MINH",
    "khắc_phục hồ_sơ thủ_tục, hành_chính; quá hạn",
    "Kết_luận của_Chủ_tịch UBND xã_An_Bình năm 2026",
    "thôn_Đông và_ông_Trần_Văn_Hòa",
    "XÃ_AN_BÌNH NĂM 2026",
    "CÔNG_AN XÃ VÀ_XÃ_HỘI_HÓA",
    "đặc_khu_Phú_Quốc, thị_trấn_An_Sơn",
    "“Tìm hiểu (pháp_luật về_bầu_cử)” và_“thủ_tục” hành_chính",
    "thủ_tục” và_các",
    "Phòng_Văn_hóa_- Xã_hội và_Bà_Rịa_- Vũng_Tàu",
    "HỘI_ĐỒNG NHÂN_DÂN_- ỦY_BAN NHÂN_DÂN",
    "theo_Nghị_định_số\u00A030/2020/NĐ-CP ngày\u00A005_tháng\u00A03_năm\u00A02020 của_Chính_phủ",
    "nhân kỷ_niệm 96_năm Ngày_thành_lập",
    "𝐀 𝐁 𠀀 thủ_tục",
    "thủ\ntục",
    "một",
    "",
};

static void finds_what_breaks_tear(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string text = arena_copy(arena, string_of(rows[i]));
        char *plain = (char *)(uintptr_t)text.bytes,
             *found = (char *)(uintptr_t)arena_copy(arena, text).bytes;
        for (size_t at = 0; at < text.length; at++)
            plain[at] = plain[at] == '_' ? ' ' : plain[at];
        for (size_t at = 0, word = 0; at < text.length; at++) {
            if (plain[at] != ' ' && plain[at] != '\n')
                continue;
            if (plain[at] == ' ')
                found[at] = text_break_tears(arena, text, word, at) ? '_' : ' ';
            word = at + 1;
        }
        assert_string_equal(found, rows[i]);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_breaks_tear),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
