#ifndef VANBAN_WORD_VERIFY_INTERNAL_H
#define VANBAN_WORD_VERIFY_INTERNAL_H

/* What the files of verification share; nothing else includes it. */

#include "package/package.h"
#include "word/hash_set.h"
#include "word/verify_names.h"

struct reading;
struct check;
struct rule;

/* The sorts of ids; an id is unique, or leads somewhere, within one sort. A pair takes its start and its end.
 */
enum id_sort {
    ID_DRAWING,
    ID_SHAPE,
    ID_SHAPE_TYPE,
    ID_PARAGRAPH,
    ID_BOOKMARK,
    ID_BOOKMARK_NAME,
    ID_BOOKMARK_START,
    ID_BOOKMARK_END,
    ID_COMMENT,
    ID_COMMENT_START,
    ID_COMMENT_END,
    ID_FOOTNOTE,
    ID_ENDNOTE,
    ID_LIST,
    ID_LIST_DEFINITION,
    ID_STYLE,
    ID_RELATIONSHIP,
    ID_CONTENT_TYPE,
};

/*
 * An invariant. Its check runs when an element of `enter` begins, when one of `leave` ends, for each child of
 * an element whose children have an order, for an element with an attribute of `attributes`, for text, for a
 * part that was read, or once for the package.
 */
struct rule {
    const char *name;
    const char *vi, *en;
    enum problem_severity severity; /* when only the finished document has the fault */
    void (*check)(struct reading *reading, const struct rule *rule);
    const char *enter, *leave; /* names, with blanks between */
    bool checks_children, checks_text, checks_part;
    enum space attributes;
    void (*check_package)(struct check *check, const struct rule *rule);
    const char *attribute; /* of those that look at one: "w:id" */
    enum id_sort sort;
    bool is_in_part;        /* the id is unique, or must be defined, in its part; else in its document */
    bool sees_alternatives; /* also in mc:Fallback, which repeats the ids of its mc:Choice */
};

extern const struct rule verify_rules[];
extern const size_t verify_rule_count;

struct fault {
    const struct rule *rule;
    struct place place;
    struct string subject; /* what breaks it: "w:rPr: w:sz w:b" */
    uint64_t hash;         /* of rule, part and subject */
    struct fault *next;
};

/* An id that must be defined somewhere, looked for when all parts were read. */
struct reference {
    const struct rule *rule;
    struct place place;
    struct string subject;
    uint64_t hash;
    struct reference *next;
};

/* One package that is checked. */
struct check {
    struct arena *arena;
    struct package *package;
    const struct limits *limits;
    struct names *names;
    size_t most_faults;
    struct fault *first_fault, **last_fault;
    size_t fault_count;
    struct hash_set faults; /* their hashes */
    struct hash_set defined, referred;
    struct reference *first_reference, **last_reference;
    struct string *glossary; /* the parts that belong to the glossary document */
    size_t glossary_count;
};

struct frame {
    const struct name *name;
    const char *local; /* its own, also when the name is not one of ours */
    enum space space;
    enum level level;      /* of what it contains */
    struct place place;    /* outside of it */
    uint64_t seen[2];      /* children with an order, by their bits */
    enum space last_space; /* of the last child in order */
    const char *last_local;
    uint8_t last_rank;
    uint32_t content; /* paragraphs, tables, rows, cells, controls in it */
    uint32_t rows, cells, blocks;
    bool ends_in_paragraph; /* its last block is one */
    bool has_section, has_choice, is_out_of_order;
    bool keeps_blanks, is_alternative, is_deleted, is_in_hyperlink; /* of what it contains too */
    size_t fields;   /* where the open fields of its story begin */
    size_t prefixes; /* how many were declared outside */
};

/* A table that is open: columns of its grid; merged cells, by the column they begin in. */
enum { MOST_COLUMNS = 1024 };
struct grid {
    struct grid *outer;
    uint64_t columns;
    uint64_t column, after; /* of this row: where the next cell begins, what is left out at its end */
    uint64_t span;          /* of this cell */
    bool merges, continues;
    uint8_t above[MOST_COLUMNS], here[MOST_COLUMNS];
};

/* One part that is read. */
struct reading {
    struct check *check;
    struct arena *words; /* of the fault that is being told */
    struct arena_mark no_words;
    const struct part *part;
    size_t part_index;
    unsigned document; /* 0 main, 1 glossary */
    struct frame *frames;
    size_t depth, capacity;
    bool is_leaving;
    const unsigned char **attributes; /* of the element that begins: five pointers each */
    size_t attribute_count;
    struct place place;
    uint32_t tables;
    struct buffer near;   /* the last words read */
    struct buffer fields; /* a byte for each open field: 'b' or 's' */
    struct buffer prefixes;
    size_t prefix_count;
    struct grid *grid, *spare_grid;
    struct string text;                                        /* a piece of character data */
    bool begins_blank, ends_blank, has_double_blank, has_text; /* of the text element that is open */
    const struct relationship *relationships;
    size_t relationship_count;
    struct hash_set relationship_ids;
    int syntax_error; /* of libxml2; 0: none */
    bool has_doctype, is_too_deep;
};

/* verify_check.c: faults and ids */
struct check *check_new(struct package *package, const struct limits *limits, size_t most_faults);
void check_free(struct check *check);
__attribute__((format(printf, 4, 5))) void check_fault(struct check *check, const struct rule *rule,
                                                       const struct place *place, const char *subject, ...);
/* The subject at the element that is read. */
__attribute__((format(printf, 3, 4))) void reading_fault(struct reading *reading, const struct rule *rule,
                                                         const char *subject, ...);
uint64_t id_hash(enum id_sort sort, size_t scope, struct string value);
/* Where the ids of a rule count: its part, or its document. */
size_t reading_scope(const struct reading *reading, const struct rule *rule);
void reading_refer(struct reading *reading, const struct rule *rule, uint64_t hash, struct string value);
void check_references(struct check *check);

/* verify_read.c */
void verify_part(struct check *check, size_t part_index);
struct frame *reading_top(const struct reading *reading);
/* What contains it; of the root: a frame of no name. */
struct frame *reading_parent(const struct reading *reading);
/* The nearest element around the top that is not transparent (a content control, an alternative …). */
struct frame *reading_container(const struct reading *reading);
/* The value of "w:id" of the element that begins; bytes == NULL without it. */
struct string reading_attribute(const struct reading *reading, const char *name);
/* As a person knows it: "w:p". Lives until a fault or a reference was told. */
const char *frame_name(struct reading *reading, const struct frame *frame);
const char *qualified_name(struct reading *reading, enum space space, const char *local);
/* A whole number, or `otherwise` */
uint64_t reading_number(struct string text, uint64_t otherwise);
bool reading_declares(const struct reading *reading, struct string prefix);

/* the checks of verify_rules.c, by file */
/* verify_story.c */
void check_cell_end(struct reading *reading, const struct rule *rule);
void check_has_row(struct reading *reading, const struct rule *rule);
void check_has_cell(struct reading *reading, const struct rule *rule);
void check_control(struct reading *reading, const struct rule *rule);
void check_story(struct reading *reading, const struct rule *rule);
void check_story_end(struct reading *reading, const struct rule *rule);
void check_section(struct reading *reading, const struct rule *rule);
void check_level(struct reading *reading, const struct rule *rule);
void check_choice(struct reading *reading, const struct rule *rule);
void check_hyperlink(struct reading *reading, const struct rule *rule);
/* verify_table.c */
void grid_enter(struct reading *reading);
void grid_leave(struct reading *reading);
void check_grid(struct reading *reading, const struct rule *rule);
void check_cell_count(struct reading *reading, const struct rule *rule);
void check_span(struct reading *reading, const struct rule *rule);
void check_merge(struct reading *reading, const struct rule *rule);
/* verify_order.c */
void check_known(struct reading *reading, const struct rule *rule);
void check_order(struct reading *reading, const struct rule *rule);
void check_once(struct reading *reading, const struct rule *rule);
void check_required(struct reading *reading, const struct rule *rule);
/* verify_text.c */
/* A piece of the text element that is open. */
void text_read(struct reading *reading);
void check_blanks(struct reading *reading, const struct rule *rule);
void check_double_blanks(struct reading *reading, const struct rule *rule);
void check_stray_text(struct reading *reading, const struct rule *rule);
void check_well_formed(struct reading *reading, const struct rule *rule);
void check_characters(struct reading *reading, const struct rule *rule);
void check_fields(struct reading *reading, const struct rule *rule);
void check_instruction(struct reading *reading, const struct rule *rule);
void check_deleted_text(struct reading *reading, const struct rule *rule);
void check_prefixes(struct reading *reading, const struct rule *rule);
/* verify_id.c */
void check_unique(struct reading *reading, const struct rule *rule);
void check_paragraph_id(struct reading *reading, const struct rule *rule);
void check_pair(struct reading *reading, const struct rule *rule);
void check_reference(struct reading *reading, const struct rule *rule);
/* verify_package.c */
void check_relationship(struct reading *reading, const struct rule *rule);
void check_relationship_kind(struct reading *reading, const struct rule *rule);
void check_relationships_read(struct check *check, const struct rule *rule);
void check_relationship_ids(struct check *check, const struct rule *rule);
void check_targets(struct check *check, const struct rule *rule);
void check_types_present(struct check *check, const struct rule *rule);
void check_types_lead(struct check *check, const struct rule *rule);
void check_types_once(struct check *check, const struct rule *rule);
void check_types_first(struct check *check, const struct rule *rule);
void check_main(struct check *check, const struct rule *rule);

#endif
