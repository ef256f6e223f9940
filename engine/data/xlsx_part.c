/* The package of a workbook: its parts, and its problems in words of workbooks. */

#include <string.h>

#include "data/xlsx.h"
#include "text/unicode.h"

static const char *const namespaces[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
};

static const char *const relationship_namespaces[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
};

/* ---- problems ---- */

static enum problem_code translate(enum problem_code code)
{
    static const struct {
        enum problem_code package, workbook;
    } rows[] = {
        {PROBLEM_PACKAGE_EMPTY, PROBLEM_WORKBOOK_EMPTY},
        {PROBLEM_PACKAGE_NOT_ZIP, PROBLEM_WORKBOOK_NOT_XLSX},
        {PROBLEM_PACKAGE_NO_CONTENT_TYPES, PROBLEM_WORKBOOK_NOT_XLSX},
        {PROBLEM_PACKAGE_NO_MAIN, PROBLEM_WORKBOOK_NOT_XLSX},
        {PROBLEM_PACKAGE_OLD_FORMAT, PROBLEM_WORKBOOK_OLD_FORMAT},
        {PROBLEM_PACKAGE_PASSWORD, PROBLEM_WORKBOOK_PASSWORD},
        {PROBLEM_PACKAGE_PART_PASSWORD, PROBLEM_WORKBOOK_PASSWORD},
        {PROBLEM_PACKAGE_NAME, PROBLEM_WORKBOOK_UNSAFE},
        {PROBLEM_PACKAGE_NAME_DUPLICATE, PROBLEM_WORKBOOK_UNSAFE},
        {PROBLEM_XML_DOCTYPE, PROBLEM_WORKBOOK_UNSAFE},
        {PROBLEM_LIMIT_PACKAGE_BYTES, PROBLEM_WORKBOOK_TOO_LARGE},
        {PROBLEM_LIMIT_PACKAGE_ENTRIES, PROBLEM_WORKBOOK_TOO_LARGE},
        {PROBLEM_LIMIT_PART_BYTES, PROBLEM_WORKBOOK_TOO_LARGE},
        {PROBLEM_LIMIT_PACKAGE_INFLATED, PROBLEM_WORKBOOK_TOO_LARGE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].package == code)
            return rows[i].workbook;
    }
    return PROBLEM_WORKBOOK_DAMAGED;
}

/* Tells what the package had to say, and frees it. */
static void pass_on(struct workbook *workbook, struct problems *own)
{
    for (const struct problem *problem = problems_first(own); problem != NULL; problem = problem->next) {
        bool has_two = problem->argument_count > 1;
        problems_add(workbook->reader->problems, translate(problem->code), &problem->place,
                     has_two ? problem->arguments[0].bytes : NULL,
                     has_two ? problem->arguments[1].bytes : NULL);
    }
    problems_free(own);
}

/* ---- elements ---- */

struct visit {
    const struct xlsx_visitor *visitor;
    size_t depth;
    unsigned char kinds[300]; /* by depth; libxml2 lets XML nest 256 levels */
};

static int find_kind(const struct xlsx_visitor *visitor, const struct xml_element *element)
{
    const struct xlsx_name *row = visitor->names;
    while (row->name != NULL && !string_is(element->name, row->name))
        row++;
    bool is_ours =
        string_is(element->namespace_uri, namespaces[0]) || string_is(element->namespace_uri, namespaces[1]);
    return is_ours ? row->kind : 0;
}

static void enter_element(void *context, const struct xml_element *element)
{
    struct visit *visit = context;
    int kind = find_kind(visit->visitor, element);
    visit->depth = element->depth;
    if (visit->depth < sizeof visit->kinds)
        visit->kinds[visit->depth] = (unsigned char)kind;
    if (kind != 0)
        visit->visitor->enter(visit->visitor->context, kind, element);
}

static int present_kind(const struct visit *visit)
{
    return visit->depth < sizeof visit->kinds ? visit->kinds[visit->depth] : 0;
}

static void leave_element(void *context, uint64_t ends)
{
    struct visit *visit = context;
    (void)ends;
    int kind = present_kind(visit);
    visit->depth--;
    if (kind != 0 && visit->visitor->leave != NULL)
        visit->visitor->leave(visit->visitor->context, kind);
}

static void pass_text(void *context, struct string text)
{
    struct visit *visit = context;
    int kind = present_kind(visit);
    if (kind != 0 && visit->visitor->text != NULL)
        visit->visitor->text(visit->visitor->context, kind, text);
}

bool xlsx_visit(struct workbook *workbook, struct string name, const struct xlsx_visitor *visitor)
{
    struct visit visit = {.visitor = visitor};
    struct xml_visitor xml = {enter_element, leave_element, pass_text, &visit};
    struct problems *own = problems_new();
    struct arena *arena = arena_new();
    struct place place = {.file = workbook->file, .part = name};
    const struct part *part = package_lookup(workbook->package, name);
    struct string bytes = {0};
    if (part != NULL)
        bytes = package_read(workbook->package, part, arena, own);
    else
        problems_add(own, PROBLEM_PACKAGE_PART_DAMAGED, &place, NULL);
    bool is_visited = bytes.bytes != NULL && part_xml_visit(bytes, &place, &xml, own);
    arena_free(arena);
    pass_on(workbook, own);
    return is_visited;
}

struct string xlsx_attribute(const struct xml_element *element, const char *name)
{
    struct string value = xml_element_attribute(element, NULL, name);
    return value.bytes != NULL ? value : STRING("");
}

uint32_t xlsx_number(struct string digits, uint32_t otherwise)
{
    uint64_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || number > INT32_MAX / 10)
            return otherwise;
        number = number * 10 + (uint64_t)(digits.bytes[i] - '0');
    }
    return digits.length > 0 ? (uint32_t)number : otherwise;
}

/* ---- workbook.xml ---- */

enum { WORKBOOK_PROPERTIES = 1, WORKBOOK_SHEET };

static const struct xlsx_name workbook_names[] = {
    {"workbookPr", WORKBOOK_PROPERTIES},
    {"sheet", WORKBOOK_SHEET},
    {NULL, 0},
};

static const struct relationship *relationships(struct workbook *workbook, size_t *count)
{
    struct problems *own = problems_new();
    const struct relationship *list =
        package_relationships(workbook->package, workbook->main->name, count, own);
    pass_on(workbook, own);
    *count = list != NULL ? *count : 0;
    return list;
}

struct string xlsx_part(struct workbook *workbook, const char *type)
{
    size_t count;
    const struct relationship *list = relationships(workbook, &count);
    for (size_t i = 0; i < count; i++) {
        if (!list[i].is_external && relationship_is(&list[i], type))
            return list[i].part;
    }
    return STRING("");
}

static const struct relationship *find_sheet(struct workbook *workbook, const struct xml_element *element)
{
    size_t count;
    const struct relationship *list = relationships(workbook, &count);
    struct string id = xml_element_attribute(element, relationship_namespaces[0], "id");
    if (id.bytes == NULL)
        id = xml_element_attribute(element, relationship_namespaces[1], "id");
    for (size_t i = 0; i < count; i++) {
        if (string_equal(list[i].id, id) && relationship_is(&list[i], "worksheet"))
            return &list[i];
    }
    return NULL;
}

static void add_sheet(struct workbook *workbook, const struct xml_element *element)
{
    struct arena *arena = workbook->reader->arena;
    if (++workbook->named_count > package_part_count(workbook->package))
        return;
    const struct relationship *relationship = find_sheet(workbook, element);
    if (relationship == NULL) /* a chart or a dialog */
        return;
    size_t size = (workbook->sheet_count + 1) * sizeof *workbook->sheets;
    struct workbook_sheet *sheets = arena_allocate(workbook->arena, size);
    if (workbook->sheet_count > 0)
        memcpy(sheets, workbook->sheets, size - sizeof *sheets);
    struct string state = xlsx_attribute(element, "state");
    sheets[workbook->sheet_count++] = (struct workbook_sheet){
        .name = text_normalise(arena, arena_copy(arena, string_trim(xlsx_attribute(element, "name")))),
        .part = relationship->part,
        .is_hidden = string_is(state, "hidden") || string_is(state, "veryHidden"),
    };
    workbook->sheets = sheets;
}

static void enter_workbook(void *context, int kind, const struct xml_element *element)
{
    struct workbook *workbook = context;
    struct string from_1904 = xlsx_attribute(element, "date1904");
    if (kind == WORKBOOK_SHEET)
        add_sheet(workbook, element);
    else
        workbook->counts_from_1904 = string_is(from_1904, "1") || string_is(from_1904, "true");
}

static bool is_spreadsheet(struct workbook *workbook)
{
    struct string type = workbook->main->content_type;
    bool is_binary = string_find(type, STRING("binary"), 0) != SIZE_MAX;
    if (!is_binary && (string_find(type, STRING("spreadsheetml"), 0) != SIZE_MAX ||
                       string_find(type, STRING("ms-excel"), 0) != SIZE_MAX))
        return true;
    struct place place = {.file = workbook->file};
    problems_add(workbook->reader->problems, PROBLEM_WORKBOOK_NOT_XLSX, &place, NULL);
    return false;
}

static bool open_package(struct workbook *workbook, struct string bytes)
{
    const struct data_reader *reader = workbook->reader;
    struct problems *own = problems_new();
    workbook->package = package_open_bytes(workbook->file, bytes, reader->limits, own);
    if (workbook->package != NULL)
        workbook->main = package_main_document(workbook->package, own);
    pass_on(workbook, own);
    return workbook->main != NULL && is_spreadsheet(workbook);
}

bool xlsx_open(struct workbook *workbook, const struct data_reader *reader, struct string file,
               struct string bytes)
{
    struct xlsx_visitor visitor = {.names = workbook_names, .enter = enter_workbook, .context = workbook};
    *workbook = (struct workbook){.reader = reader, .file = file, .arena = arena_new()};
    if (!open_package(workbook, bytes) || !xlsx_visit(workbook, workbook->main->name, &visitor))
        return false;
    if (workbook->named_count <= package_part_count(workbook->package))
        return true;
    struct place place = {.file = file, .part = workbook->main->name};
    problems_add(reader->problems, PROBLEM_WORKBOOK_DAMAGED, &place, NULL);
    return false;
}

void xlsx_close(struct workbook *workbook)
{
    package_close(workbook->package);
    arena_free(workbook->arena);
}
