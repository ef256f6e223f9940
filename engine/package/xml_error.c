/* The usual mistakes in XML, in Vietnamese. */

#include "package/xml_error.h"

#include <stdbool.h>
#include <string.h>

#include <libxml/parser.h>

/* The words and their names fit, and what libxml2 says has room behind them. */
enum { LONGEST_NAME = 100 };

struct row {
    int code;
    const char *words; /* {1} and {2} are the names libxml2 gives */
};

static const struct row rows[] = {
    {XML_ERR_DOCUMENT_EMPTY, "không có nội dung"},
    {XML_ERR_DOCUMENT_END, "sau thẻ đóng cuối cùng còn thừa chữ"},
    {XML_ERR_INVALID_CHAR, "có ký tự không được phép trong XML"},
    {XML_ERR_INVALID_ENCODING, "có ký tự không đúng bảng mã"},
    {XML_ERR_UNSUPPORTED_ENCODING, "bảng mã ghi ở dòng đầu không đọc được"},
    {XML_ERR_UNKNOWN_ENCODING, "bảng mã ghi ở dòng đầu không đọc được"},
    {XML_ERR_INVALID_CHARREF, "số của ký tự sau &# không đúng"},
    {XML_ERR_INVALID_HEX_CHARREF, "số của ký tự sau &#x không đúng"},
    {XML_ERR_INVALID_DEC_CHARREF, "số của ký tự sau &# không đúng"},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "sau dấu & thiếu dấu ; (dấu & trong lời văn viết là &amp;)"},
    {XML_ERR_ENTITYREF_NO_NAME, "dấu & trong lời văn phải viết là &amp;"},
    {XML_ERR_UNDECLARED_ENTITY, "không có ký hiệu &{1};"},
    {XML_WAR_UNDECLARED_ENTITY, "không có ký hiệu &{1};"},
    {XML_ERR_LT_IN_ATTRIBUTE, "trong giá trị của thuộc tính, dấu < phải viết là &lt;"},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, "giá trị của thuộc tính phải đứng trong dấu nháy"},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, "dấu nháy của một thuộc tính chưa đóng"},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "thuộc tính {1} không có giá trị"},
    {XML_ERR_ATTRIBUTE_REDEFINED, "thuộc tính {1} được ghi hai lần trong một thẻ"},
    {XML_ERR_COMMENT_NOT_FINISHED, "một chú thích <!-- chưa đóng bằng -->"},
    {XML_ERR_CDATA_NOT_FINISHED, "một đoạn <![CDATA[ chưa đóng bằng ]]>"},
    {XML_ERR_RESERVED_XML_NAME, "khai báo <?xml chỉ được đứng ở đầu tệp"},
    {XML_ERR_SPACE_REQUIRED, "giữa hai thuộc tính thiếu dấu cách"},
    {XML_ERR_NAME_REQUIRED, "sau dấu < hoặc & thiếu tên (trong lời văn viết là &lt; và &amp;)"},
    {XML_ERR_GT_REQUIRED, "một thẻ chưa có dấu > ở cuối"},
    {XML_ERR_TAG_NAME_MISMATCH, "thẻ {1} được đóng bằng thẻ {2}"},
    {XML_ERR_TAG_NOT_FINISHED, "thẻ {1} chưa đóng mà phần này đã hết"},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, "tiền tố {1} chưa được khai báo bằng xmlns"},
};

static const char *find_words(const xmlError *error)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_named = strstr(rows[i].words, "{1}") == NULL || error->str1 != NULL;
        if (rows[i].code == error->code && is_named)
            return rows[i].words;
    }
    return NULL;
}

/* As many whole characters as there is room for, but no more than `most` bytes. */
static void append(char *out, size_t size, const char *text, size_t most)
{
    size_t used = strlen(out), room = size - 1 - used, length = strnlen(text, most);
    if (length > room || text[length] != '\0')
        for (length = length < room ? length : room;
             length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    memcpy(out + used, text, length);
    out[used + length] = '\0';
}

static void append_filled(char *out, size_t size, const char *words, const xmlError *error)
{
    for (; *words != '\0'; words++) {
        bool is_name = words[0] == '{' && words[2] == '}';
        const char *name = is_name && words[1] == '2' ? error->str2 : error->str1;
        if (is_name && name != NULL)
            append(out, size, name, LONGEST_NAME);
        else if (!is_name)
            strncat(out, words, 1);
        words += is_name ? 2 : 0;
    }
}

static void append_message(char *out, size_t size, const xmlError *error)
{
    const char *message = error->message != NULL ? error->message : "";
    append(out, size, message, strcspn(message, "\n"));
}

static void take(struct xml_fault *fault, const xmlError *error)
{
    const char *words = find_words(error);
    if (words != NULL) {
        append_filled(fault->words, sizeof fault->words, words, error);
        strcat(fault->words, "\x1f");
    }
    append_message(fault->words, sizeof fault->words, error);
    fault->line = error->line > 0 ? (uint32_t)error->line : 0;
    fault->column = error->line > 0 && error->int2 > 0 ? (uint32_t)error->int2 : 0;
    fault->is_noted = true;
}

static void stay_silent(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

void xml_parse_silently(xmlParserCtxtPtr parser)
{
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, stay_silent);
    xmlParseDocument(parser);
    xmlSetStructuredErrorFunc(context, handler);
}

void xml_fault_note(struct xml_fault *fault, const xmlError *error)
{
    if (!fault->is_noted && error->level == XML_ERR_FATAL)
        take(fault, error);
}

void xml_fault_report(struct xml_fault *fault, const xmlError *last, const struct place *where,
                      struct problems *problems)
{
    struct place place = where != NULL ? *where : (struct place){0};
    if (!fault->is_noted && last != NULL)
        take(fault, last);
    place.line = fault->line;
    place.column = fault->column;
    problems_add(problems, PROBLEM_XML_SYNTAX, &place, fault->words);
}

void xml_fault_report_empty(const struct place *where, struct problems *problems)
{
    char message[] = "Document is empty";
    const xmlError error = {.code = XML_ERR_DOCUMENT_EMPTY, .message = message};
    xml_fault_report(&(struct xml_fault){0}, &error, where, problems);
}
