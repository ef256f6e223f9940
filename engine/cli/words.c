/* The words that stand for what a person types, FORM or DATA, in the language of the help. */

#include <string.h>

#include "cli/command.h"

static const struct {
    const char *english, *vietnamese;
} words[] = {
    {"BOOK", "SỔ"},
    {"COMMAND", "LỆNH"},
    {"DATA", "DỮ-LIỆU"},
    {"DATE", "NGÀY"},
    {"DIR", "THƯ-MỤC"},
    {"ENCODING", "BẢNG-MÃ"},
    {"EXPRESSION", "BIỂU-THỨC"},
    {"FILE", "TỆP"},
    {"FORM", "MẪU"},
    {"FOLDER", "THƯ-MỤC"},
    {"GROUP", "NHÓM"},
    {"GROUPS", "NHÓM"},
    {"METADATA", "ĐẶC-TẢ"},
    {"KEY", "KHÓA"},
    {"N", "SỐ"},
    {"NAME", "TÊN"},
    {"NEW", "MỚI"},
    {"NUMBERED", "ĐÃ-CẤP-SỐ"},
    {"OUT", "KẾT-QUẢ"},
    {"PLAN", "KẾ-HOẠCH"},
    {"PATTERN", "KIỂU-TÊN"},
    {"PERIOD", "KỲ"},
    {"REASON", "LÝ-DO"},
    {"RECORDS", "DANH-SÁCH"},
    {"SHEET", "BẢNG-THEO-DÕI"},
    {"TABLE", "BẢNG"},
    {"UNITS", "DANH-MỤC"},
    {"VALUE", "GIÁ-TRỊ"},
    {"WORDS", "TỪ"},
    {"YEAR", "NĂM"},
};

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* A word of capitals, not the first letter of another: the N of FILE=N, not that of Ngày. */
static bool is_whole(const char *start, size_t length)
{
    char next = start[length];
    return !(next >= 'a' && next <= 'z') && !(next & 0x80);
}

static const char *translate(const char *start, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].english) == length && strncmp(words[i].english, start, length) == 0)
            return words[i].vietnamese;
    }
    return NULL;
}

void spell_words(char *out, size_t size, const char *synopsis, enum vanban_language language)
{
    size_t used = 0;
    out[0] = '\0';
    while (*synopsis != '\0' && used < size) {
        size_t length = 0;
        while (is_capital(synopsis[length]))
            length++;
        bool is_other = language == VANBAN_VI && is_whole(synopsis, length);
        const char *other = is_other ? translate(synopsis, length) : NULL;
        length = length > 0 ? length : 1;
        used += (size_t)snprintf(out + used, size - used, "%.*s",
                                 other != NULL ? (int)strlen(other) : (int)length,
                                 other != NULL ? other : synopsis);
        synopsis += length;
    }
}

void spell_both(char *out, size_t size, const char *synopsis)
{
    spell_words(out, size, synopsis, VANBAN_VI);
    size_t used = strlen(out);
    snprintf(out + used, size - used, "\x1f%s", synopsis);
}

void print_column(FILE *stream, const char *text, int width)
{
    int left = width;
    for (const char *byte = text; *byte != '\0'; byte++)
        left -= (*byte & 0xC0) != 0x80;
    if (left >= 0)
        fprintf(stream, "%s%*s", text, left, "");
    else
        fprintf(stream, "%s\n%*s", text, width, "");
}
