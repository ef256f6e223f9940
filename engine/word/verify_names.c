/* The names of elements: where they may stand, what may stand in them. */

#include "word/verify_names.h"

#include <assert.h>
#include <string.h>

#include "word/verify_internal.h"
#include "word/xml.h"

#define OFFICE "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"

static const struct {
    enum space space;
    const char *uri;
} uris[] = {
    {SPACE_W, OFFICE "wordprocessingml/2006/main"},
    {SPACE_W, STRICT "wordprocessingml/main"},
    {SPACE_W14, "http://schemas.microsoft.com/office/word/2010/wordml"},
    {SPACE_R, OFFICE "officeDocument/2006/relationships"},
    {SPACE_R, STRICT "officeDocument/relationships"},
    {SPACE_MC, OFFICE "markup-compatibility/2006"},
    {SPACE_WP, OFFICE "drawingml/2006/wordprocessingDrawing"},
    {SPACE_WP, STRICT "drawingml/wordprocessingDrawing"},
    {SPACE_A, OFFICE "drawingml/2006/main"},
    {SPACE_A, STRICT "drawingml/main"},
    {SPACE_PIC, OFFICE "drawingml/2006/picture"},
    {SPACE_PIC, STRICT "drawingml/picture"},
    {SPACE_WPS, "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"},
    {SPACE_V, "urn:schemas-microsoft-com:vml"},
    {SPACE_O, "urn:schemas-microsoft-com:office:office"},
    {SPACE_M, OFFICE "officeDocument/2006/math"},
    {SPACE_M, STRICT "officeDocument/math"},
    {SPACE_XML, "http://www.w3.org/XML/1998/namespace"},
};

static const char *const prefixes[SPACE_COUNT] = {
    [SPACE_NONE] = "", [SPACE_W] = "w", [SPACE_W14] = "w14", [SPACE_R] = "r",     [SPACE_MC] = "mc",
    [SPACE_WP] = "wp", [SPACE_A] = "a", [SPACE_PIC] = "pic", [SPACE_WPS] = "wps", [SPACE_V] = "v",
    [SPACE_O] = "o",   [SPACE_M] = "m", [SPACE_XML] = "xml", [SPACE_OTHER] = "",
};

static const char *const named[ELEMENT_NAMED] = {
    [W_BODY] = "w:body",
    [W_P] = "w:p",
    [W_TBL] = "w:tbl",
    [W_TR] = "w:tr",
    [W_TC] = "w:tc",
    [W_SDT] = "w:sdt",
    [W_SECT_PR] = "w:sectPr",
    [W_GRID_COL] = "w:gridCol",
    [W_GRID_SPAN] = "w:gridSpan",
    [W_GRID_BEFORE] = "w:gridBefore",
    [W_GRID_AFTER] = "w:gridAfter",
    [W_V_MERGE] = "w:vMerge",
    [W_T] = "w:t",
    [W_DEL_TEXT] = "w:delText",
    [W_DEL] = "w:del",
    [W_HYPERLINK] = "w:hyperlink",
    [W_FLD_CHAR] = "w:fldChar",
    [MC_CHOICE] = "mc:Choice",
    [MC_FALLBACK] = "mc:Fallback",
};

enum { ALL_LEVELS = LEVEL_BLOCK | LEVEL_ROW | LEVEL_CELL | LEVEL_RUN };

/* What each contains, and where it may stand (0: not looked at here). */
static const struct {
    const char *names;
    enum level level;
    unsigned allowed, flags;
} kinds[] = {
    {"w:body w:hdr w:ftr w:footnote w:endnote w:comment w:docPartBody", LEVEL_BLOCK, 0, NAME_STORY},
    {"w:txbxContent", LEVEL_BLOCK, 0, NAME_STORY},
    {"w:document w:glossaryDocument w:docParts w:docPart w:footnotes w:endnotes w:comments", LEVEL_NOTHING, 0,
     0},
    {"w:p", LEVEL_RUN, LEVEL_BLOCK, NAME_CONTENT},
    {"w:tbl", LEVEL_ROW, LEVEL_BLOCK, NAME_CONTENT},
    {"w:altChunk", LEVEL_NOTHING, LEVEL_BLOCK, NAME_CONTENT},
    {"w:tr", LEVEL_CELL, LEVEL_ROW, NAME_CONTENT},
    {"w:tc", LEVEL_BLOCK, LEVEL_CELL, NAME_CONTENT},
    {"w:r", LEVEL_TEXT, LEVEL_RUN, NAME_CONTENT},
    {"w:hyperlink w:fldSimple w:smartTag w:dir w:bdo", LEVEL_RUN, LEVEL_RUN, NAME_CONTENT},
    {"w:ins w:del w:moveFrom w:moveTo", LEVEL_RUN, 0, NAME_CONTENT},
    {"w:rt w:rubyBase", LEVEL_RUN, 0, 0},
    {"w:sdt w:customXml", LEVEL_SAME, ALL_LEVELS, NAME_TRANSPARENT | NAME_CONTENT},
    {"w:sdtContent", LEVEL_SAME, 0, NAME_TRANSPARENT},
    {"mc:AlternateContent", LEVEL_SAME, 0, NAME_TRANSPARENT | NAME_CONTENT},
    {"mc:Choice mc:Fallback", LEVEL_SAME, 0, NAME_TRANSPARENT},
    {"w:t w:delText w:instrText w:delInstrText", LEVEL_NOTHING, LEVEL_TEXT, NAME_HOLDS_TEXT | NAME_CONTENT},
    {"w:br w:cr w:noBreakHyphen w:softHyphen w:sym w:ptab w:fldChar w:ruby w:drawing w:pict w:object "
     "w:footnoteReference w:endnoteReference w:commentReference w:footnoteRef w:endnoteRef w:annotationRef "
     "w:separator w:continuationSeparator w:lastRenderedPageBreak",
     LEVEL_ANY, LEVEL_TEXT, NAME_CONTENT},
    {"w:numPicBullet", LEVEL_TEXT, 0, 0},
    {"w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:moveFromRangeStart "
     "w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd w:customXmlInsRangeStart w:customXmlInsRangeEnd "
     "w:customXmlDelRangeStart w:customXmlDelRangeEnd w:customXmlMoveFromRangeStart "
     "w:customXmlMoveFromRangeEnd w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd w:permStart "
     "w:permEnd "
     "w:proofErr",
     LEVEL_NOTHING, 0, NAME_MARK},
};

enum space space_of(const char *uri)
{
    if (!uri)
        return SPACE_NONE;
    for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++)
        if (!strcmp(uri, uris[i].uri))
            return uris[i].space;
    return SPACE_OTHER;
}

const char *space_prefix(enum space space)
{
    return prefixes[space];
}

void names_each(struct string list, void (*visit)(void *context, struct string word), void *context)
{
    for (size_t from = 0, to; from < list.length; from = to + 1) {
        to = string_find(list, STRING(" "), from);
        to = to == SIZE_MAX ? list.length : to;
        if (to > from)
            visit(context, string_slice(list, from, to));
    }
}

enum { SLOTS = sizeof(((struct names *)NULL)->slots) / sizeof(uint16_t) };

static size_t slot_of(const struct names *names, enum space space, struct string local)
{
    size_t slot = (string_hash(local) + space) % SLOTS;
    for (; names->slots[slot]; slot = (slot + 1) % SLOTS) {
        const struct name *name = &names->items[names->slots[slot] - 1];
        if (name->space == space && string_is(local, name->local))
            break;
    }
    return slot;
}

const struct name *names_lookup(const struct names *names, enum space space, const char *local)
{
    uint16_t found = names->slots[slot_of(names, space, string_of(local))];
    return &names->items[found ? found - 1 : ELEMENT_OTHER];
}

static enum space space_of_prefix(struct string prefix)
{
    for (enum space space = SPACE_NONE; space < SPACE_COUNT; space++)
        if (string_is(prefix, prefixes[space]))
            return space;
    assert(!"a prefix of our own tables");
    return SPACE_OTHER;
}

struct name *names_add(struct names *names, struct string qualified)
{
    size_t colon = string_find(qualified, STRING(":"), 0);
    enum space space = space_of_prefix(string_slice(qualified, 0, colon));
    struct string local = string_slice(qualified, colon + 1, qualified.length);
    uint16_t *slot = &names->slots[slot_of(names, space, local)];
    if (*slot)
        return &names->items[*slot - 1];
    assert(names->count < MOST_NAMES);
    struct name *name = &names->items[names->count];
    *name = (struct name){.space = space,
                          .local = arena_copy(names->arena, local).bytes,
                          .level = space == SPACE_W ? LEVEL_NOTHING : LEVEL_ANY,
                          .index = names->count};
    *slot = (uint16_t)++names->count;
    return name;
}

struct adding {
    struct names *names;
    size_t kind;
    const struct rule *rule;
    bool leaves;
};

static void add_kind(void *context, struct string word)
{
    const struct adding *adding = context;
    struct name *name = names_add(adding->names, word);
    name->level = kinds[adding->kind].level;
    name->allowed = kinds[adding->kind].allowed;
    name->flags = kinds[adding->kind].flags;
}

static void append_rule(struct names *names, struct rule_list *list, const struct rule *rule)
{
    const struct rule **longer = arena_allocate(names->arena, (list->count + 1) * sizeof(*longer));
    if (list->count)
        memcpy(longer, list->rules, list->count * sizeof(*longer));
    longer[list->count] = rule;
    *list = (struct rule_list){longer, list->count + 1};
}

static void add_rule_to_name(void *context, struct string word)
{
    const struct adding *adding = context;
    struct name *name = names_add(adding->names, word);
    append_rule(adding->names, adding->leaves ? &name->leave : &name->enter, adding->rule);
}

static void add_rule(struct names *names, const struct rule *rule)
{
    struct adding adding = {.names = names, .rule = rule};
    names_each(string_of(rule->enter ? rule->enter : ""), add_rule_to_name, &adding);
    adding.leaves = true;
    names_each(string_of(rule->leave ? rule->leave : ""), add_rule_to_name, &adding);
    if (rule->checks_children)
        append_rule(names, &names->children, rule);
    if (rule->checks_text)
        append_rule(names, &names->text, rule);
    if (rule->checks_part)
        append_rule(names, &names->part, rule);
    if (rule->attributes != SPACE_NONE)
        append_rule(names, &names->attributes[rule->attributes], rule);
}

struct names *element_names_new(struct arena *arena)
{
    struct names *names = arena_allocate(arena, sizeof(*names));
    names->arena = arena;
    names->items[ELEMENT_OTHER].local = "";
    names->items[ELEMENT_OTHER].space = SPACE_OTHER;
    names->count = 1;
    for (enum element element = ELEMENT_OTHER + 1; element < ELEMENT_NAMED; element++)
        names_add(names, string_of(named[element]))->element = element;
    orders_add(names);
    struct adding adding = {.names = names};
    for (; adding.kind < sizeof(kinds) / sizeof(*kinds); adding.kind++)
        names_each(string_of(kinds[adding.kind].names), add_kind, &adding);
    for (size_t i = 0; i < verify_rule_count; i++)
        add_rule(names, &verify_rules[i]);
    return names;
}
