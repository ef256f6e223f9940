/*
 * Metadata of outgoing documents (Decree 30/2020/NĐ-CP, Appendix VI, part II.I): one element a document, its
 * elements in the order and with the names and lengths of the decree's table. Dates are yyyy-mm-dd. Priority
 * follows the exchange format of QCVN 102:2016: 0 none, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc.
 */

#include "register/book.h"

#include <string.h>

#include "text/unicode.h"
#include "word/xml.h"

static const struct {
    const char *element;
    size_t length;
} rows[REGISTER_FIELD_COUNT] = {
#define REGISTER_FIELD(id, column, label, names, joining, element, length, known) {element, length},
#include "register/fields.def"
#undef REGISTER_FIELD
};

/* The order of the table, whose groups are SignerInfo and FileCode; "To" is repeated and stands by itself. */
static const enum register_field file_code[] = {REGISTER_ORGAN, REGISTER_CATALOG, REGISTER_NOTATION};
static const enum register_field document_facts[] = {REGISTER_ISSUER, REGISTER_SUBJECT, REGISTER_LANGUAGE,
                                                     REGISTER_PAGES, REGISTER_NOTE};
static const enum register_field signer_info[] = {REGISTER_POSITION, REGISTER_SIGNER};

struct metadata {
    struct buffer *out;
    const struct register_entry *entry;
    struct problems *problems;
    bool is_complete;
};

static void append_element(struct metadata *metadata, const char *name, struct string text)
{
    if (text.length == 0)
        return;
    buffer_append_format(metadata->out, "<%s>", name);
    xml_append_text(metadata->out, text);
    buffer_append_format(metadata->out, "</%s>", name);
}

static bool fits(struct metadata *metadata, enum register_field field, struct string text)
{
    if (rows[field].length == 0 || text_length(text) <= rows[field].length)
        return true;
    struct buffer symbol = {0};
    char length[24];
    register_append_symbol(&symbol, metadata->entry);
    snprintf(length, sizeof length, "%zu", rows[field].length);
    problems_add(metadata->problems, PROBLEM_METADATA_LENGTH, NULL, symbol.bytes,
                 register_field_label(field).bytes, length, rows[field].element);
    buffer_release(&symbol);
    metadata->is_complete = false;
    return false;
}

/* The name behind the group's: FullName of SignerInfo/FullName. */
static const char *element_name(enum register_field field)
{
    const char *slash = strchr(rows[field].element, '/');
    return slash != NULL ? slash + 1 : rows[field].element;
}

static void append_field(struct metadata *metadata, enum register_field field)
{
    struct string text = metadata->entry->fields[field];
    if (fits(metadata, field, text))
        append_element(metadata, element_name(field), text);
}

static void append_group(struct metadata *metadata, const char *name, const enum register_field *fields,
                         size_t count)
{
    size_t before = metadata->out->length;
    if (name != NULL)
        buffer_append_format(metadata->out, "<%s>", name);
    size_t inside = metadata->out->length;
    for (size_t i = 0; i < count; i++)
        append_field(metadata, fields[i]);
    if (name == NULL)
        return;
    if (metadata->out->length == inside)
        buffer_truncate(metadata->out, before);
    else
        buffer_append_format(metadata->out, "</%s>", name);
}

static void append_recipients(struct metadata *metadata)
{
    struct string text = metadata->entry->fields[REGISTER_RECIPIENTS];
    for (size_t from = 0, end; from < text.length; from = end + 1) {
        end = string_find(text, STRING("\n"), from);
        if (end == SIZE_MAX)
            end = text.length;
        struct string line = string_slice(text, from, end);
        if (!fits(metadata, REGISTER_RECIPIENTS, line))
            continue;
        buffer_append_text(metadata->out, "<To>");
        append_element(metadata, element_name(REGISTER_RECIPIENTS), line);
        buffer_append_text(metadata->out, "</To>");
    }
}

static int priority_of(struct string urgency)
{
    static const char *const words[] = {"khan", "thuong_khan", "hoa_toc"};
    struct arena *arena = arena_new();
    struct string folded = text_fold_accents(arena, urgency);
    int priority = 0;
    for (int i = 0; i < 3; i++) {
        if (string_starts_with(folded, string_of(words[i])))
            priority = i + 1;
    }
    arena_free(arena);
    return priority;
}

static void append_number(struct metadata *metadata)
{
    struct buffer text = {0};
    buffer_append_format(&text, "%02lld", (long long)metadata->entry->number);
    append_element(metadata, "CodeNumber", buffer_string(&text));
    append_field(metadata, REGISTER_SYMBOL);
    buffer_truncate(&text, 0);
    date_append_iso(&text, metadata->entry->date);
    append_element(metadata, "IssuedDate", buffer_string(&text));
    buffer_release(&text);
}

static void append_document(struct metadata *metadata)
{
    buffer_append_text(metadata->out, "  <Document>");
    append_group(metadata, "FileCode", file_code, sizeof file_code / sizeof *file_code);
    append_field(metadata, REGISTER_ORDINAL);
    append_field(metadata, REGISTER_KIND);
    append_number(metadata);
    append_group(metadata, NULL, document_facts, sizeof document_facts / sizeof *document_facts);
    append_group(metadata, "SignerInfo", signer_info, sizeof signer_info / sizeof *signer_info);
    append_recipients(metadata);
    buffer_append_format(metadata->out, "<Priority>%d</Priority>",
                         priority_of(metadata->entry->fields[REGISTER_URGENCY]));
    append_field(metadata, REGISTER_COPIES);
    append_field(metadata, REGISTER_DUE);
    buffer_append_text(metadata->out, "</Document>\n");
}

bool register_append_xml(struct buffer *out, const struct register_entry *entries, size_t count,
                         struct problems *problems)
{
    struct metadata metadata = {.out = out, .problems = problems, .is_complete = true};
    buffer_append_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Documents>\n");
    for (size_t i = 0; i < count; i++) {
        metadata.entry = &entries[i];
        if (entries[i].voided.length == 0)
            append_document(&metadata);
    }
    buffer_append_text(out, "</Documents>\n");
    return metadata.is_complete;
}
