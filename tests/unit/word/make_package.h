/* A small .docx in memory, for tests: parts stored in a zip, relationships and content types made from their
 * names. */

#include <string.h>
#include <zlib.h>

#include "base/buffer.h"
#include "package/package.h"
#include "word/xml.h"

#define WORD_XMLNS                                                                                           \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                              \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                              \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "                   \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                                     \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "                                \
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "                       \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\""

struct made_part {
    const char *name; /* "document", "styles", "header1" …: word/NAME.xml */
    struct string bytes;
};

static void put_number(struct buffer *out, unsigned long number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, number >>= 8)
        buffer_append_byte(out, (char)(number & 0xFF));
}

static void put_entry(struct buffer *zip, struct buffer *directory, const char *name, struct string bytes)
{
    unsigned long crc = crc32(0, (const unsigned char *)bytes.bytes, (unsigned)bytes.length),
                  offset = zip->length;
    for (int i = 0; i < 2; i++) {
        struct buffer *out = i ? directory : zip;
        put_number(out, i ? 0x02014b50 : 0x04034b50, 4);
        if (i)
            put_number(out, 20, 2);
        put_number(out, 20, 2);
        put_number(out, 0, 4);
        put_number(out, 0x00210000, 4);
        put_number(out, crc, 4);
        put_number(out, bytes.length, 4);
        put_number(out, bytes.length, 4);
        put_number(out, strlen(name), 2);
        put_number(out, 0, i ? 12 : 2);
        if (i)
            put_number(out, offset, 4);
        buffer_append_text(out, name);
    }
    buffer_append_string(zip, bytes);
}

static struct string kind_of(const char *name)
{
    return (struct string){name, strcspn(name, "0123456789")};
}

static void make_zip(struct buffer *zip, const struct made_part *parts, size_t count)
{
    static const char content[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    static const char relation[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    struct buffer types = {0}, root = {0}, links = {0}, directory = {0};
    buffer_append_text(&types,
                       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                       "<Default Extension=\"rels\" "
                       "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                       "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    buffer_append_text(
        &links, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    buffer_append_string(&root, buffer_string(&links));
    buffer_append_format(&root,
                         "<Relationship Id=\"rId1\" Type=\"%sofficeDocument\" Target=\"word/document.xml\"/>",
                         relation);
    for (size_t i = 0; i < count; i++) {
        struct string kind = kind_of(parts[i].name);
        bool is_main = string_is(kind, "document");
        buffer_append_format(&types, "<Override PartName=\"/word/%s.xml\" ContentType=\"%s%.*s%s+xml\"/>",
                             parts[i].name, content, STRING_FORMAT(kind), is_main ? ".main" : "");
        if (!is_main)
            buffer_append_format(&links, "<Relationship Id=\"rId%zu\" Type=\"%s%.*s\" Target=\"%s.xml\"/>",
                                 i + 1, relation, STRING_FORMAT(kind), parts[i].name);
    }
    buffer_append_text(&types, "</Types>");
    buffer_append_text(&root, "</Relationships>");
    buffer_append_text(&links, "</Relationships>");
    put_entry(zip, &directory, "[Content_Types].xml", buffer_string(&types));
    put_entry(zip, &directory, "_rels/.rels", buffer_string(&root));
    put_entry(zip, &directory, "word/_rels/document.xml.rels", buffer_string(&links));
    for (size_t i = 0; i < count; i++) {
        struct buffer name = {0};
        buffer_append_format(&name, "word/%s.xml", parts[i].name);
        put_entry(zip, &directory, name.bytes, parts[i].bytes);
        buffer_release(&name);
    }
    size_t start = zip->length;
    buffer_append_string(zip, buffer_string(&directory));
    put_number(zip, 0x06054b50, 4);
    put_number(zip, 0, 4);
    put_number(zip, count + 3, 2);
    put_number(zip, count + 3, 2);
    put_number(zip, directory.length, 4);
    put_number(zip, start, 4);
    put_number(zip, 0, 2);
    buffer_release(&types);
    buffer_release(&root);
    buffer_release(&links);
    buffer_release(&directory);
}

/* The caller releases `zip` after closing the package. */
static struct package *make_package(struct buffer *zip, const struct made_part *parts, size_t count,
                                    const struct limits *limits, struct problems *problems)
{
    make_zip(zip, parts, count);
    return package_open_bytes(STRING("test.docx"), buffer_string(zip), limits, problems);
}
