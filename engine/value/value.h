#ifndef VANBAN_VALUE_VALUE_H
#define VANBAN_VALUE_VALUE_H

/*
 * Values: what data, expressions and templates compute with. A value is passed
 * by pointer, copied freely, and owns nothing: lists, records and texts live in
 * an arena. Texts are valid UTF-8 in NFC. Every value from data knows its
 * source; computed values have source 0.
 */

#include "base/problems.h"
#include "text/date.h"
#include "value/number.h"

enum value_kind {
    VALUE_UNDEFINED, /* a missing name; `text` is its name for the message */
    VALUE_NONE,
    VALUE_BOOL,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_DATE,
    VALUE_RATIO, /* two numbers that were given, kept apart: prints 293/314, computes as the quotient */
    VALUE_LIST,
    VALUE_RECORD,
    VALUE_CALLABLE,
    VALUE_KIND_COUNT
};

enum value_flag {
    VALUE_SAFE_TEXT = 1, /* Jinja's |safe: no effect in Word parts, kept for compatibility */
    VALUE_FAULTY = 1,    /* a record: a row of a table that could not be read, or not all of it */
    VALUE_TUPLE = 2,     /* a list that prints as (…) in --numbers plain */
    VALUE_NO_ITEM = 2,   /* undefined: taken from a list that has no items */
    VALUE_GROUP = 4,     /* a pair of groupby: also read by .grouper and .list */
    VALUE_TOLD = 8,      /* undefined, and a problem says so already */
    VALUE_FRACTION = 16, /* a number that its sheet shows as a percent: 0.583 for 58,3% */
    VALUE_CELL = 32,     /* a cell of a table, whose records all have the same names */
    VALUE_FOLDED = 64,   /* a text typed in several lines that YAML made one */
    VALUE_ABSENT = 128,  /* a record of what is not there: empty, and every name in it is none */
};

/*
 * How a value prints in NUMBERS_VI when nothing else is asked: the type of its field in form.yaml. The sum
 * and difference of two counts (or two moneys) keep the format; other operations and filters drop it.
 */
enum value_format {
    FORMAT_BARE,    /* 2023, 98,3 */
    FORMAT_COUNT,   /* 05, 12, 1.234; 0 is "0" */
    FORMAT_GROUPED, /* 1.234,5 */
    FORMAT_MONEY,   /* 2.318.000đ */
    FORMAT_PERCENT, /* 98.3 prints 98,3%; a ratio prints its percent with one decimal at most */
    FORMAT_POINTS,  /* 4.1 prints 4,1 điểm %: what two percents differ by, rounded as they are */
    FORMAT_OUTLINE, /* a text in outline notation (field type outline, filter markup) */
};

struct list;
struct record;
struct ratio;
struct callable;

struct value {
    uint8_t kind;          /* enum value_kind */
    uint8_t flags;         /* enum value_flag */
    uint8_t format;        /* enum value_format */
    uint8_t room;          /* of FORMAT_OUTLINE: hundreds of twips its tables have; 0: the page says it */
    uint16_t source;       /* index for value_source(); 0 computed */
    uint32_t line, column; /* in the source, from 1; row and column of a sheet */
    union {
        bool truth;
        struct number number;
        struct string text;
        struct date date;
        struct ratio *ratio;
        struct list *list;
        struct record *record;
        const struct callable *callable;
    } as;
};

struct ratio {
    struct value part, whole; /* VALUE_NUMBER */
};

struct list {
    struct value *items;
    size_t count, capacity;
    unsigned depth;      /* levels of lists and records in it, from 1 */
    struct arena *arena; /* where it grows */
};

/*
 * A name as typed and as matched: `folded` is text_fold_name(). Two names are equal when their folded
 * texts are. Readers of data intern names, so that many records share them.
 */
struct name {
    struct string text, folded;
    uint64_t hash; /* string_hash(folded) */
};

struct entry {
    const struct name *name;
    struct value value;
};

/* An ordered map; keys are unique by exact text (two keys that differ only in case may both stand). */
struct record {
    struct entry *entries;
    size_t count, capacity;
    uint32_t *index; /* hash index once count > 8, else NULL; record.c's own */
    size_t index_size;
    struct arena *arena;
    unsigned depth;    /* as of a list */
    bool is_namespace; /* Jinja's namespace(): attributes can be set */
};

struct value value_none(void);
struct value value_undefined(struct string name);
struct value value_bool(bool truth);
struct value value_number(struct number number);
struct value value_integer(int64_t integer);
struct value value_text(struct string text);
struct value value_date(struct date date);
struct value value_ratio(struct arena *arena, const struct value *part, const struct value *whole);
struct value value_list(struct arena *arena);
struct value value_record(struct arena *arena);
/* A record that is likely to have so many entries. */
struct value value_record_for(struct arena *arena, size_t count);
/* The value at the place that another one has: source, line and column. */
struct value value_placed(struct value value, const struct value *as);

void list_append(struct list *list, const struct value *item);

struct name *name_new(struct arena *arena, struct string text);
/* Appends a name that the record has not. */
void record_add(struct record *record, const struct name *name, const struct value *value);
/* Appends or replaces by exact text. */
void record_set(struct record *record, const struct name *name, const struct value *value);
void record_set_text(struct record *record, struct string key, const struct value *value);
/* By exact text, else by folded text; NULL if there is none. The pointer holds until the record grows. */
struct value *record_lookup(const struct record *record, struct string key);
struct value *record_lookup_name(const struct record *record, const struct name *name);

/* How deep lists and records are nested: 0 for anything else. Bounded by readers and the evaluator. */
unsigned value_depth(const struct value *value);
/* What has come to hold the item is deeper than it. */
void value_raise_depth(unsigned *depth, const struct value *item);
/* Python's truth: none, undefined, 0, empty text, list and record are false. */
bool value_is_true(const struct value *value);
bool value_is_number(const struct value *value); /* a number, or a ratio whose whole is not 0 */
/* The number of a number or ratio; the caller has tested value_is_number(). */
struct number value_to_number(struct arena *arena, const struct value *value);
bool value_equal(const struct value *a, const struct value *b);
/* -1, 0, 1; false when the two have no order (kinds differ). Texts by code point, as Python. */
bool value_compare(const struct value *a, const struct value *b, int *order);
/*
 * Takes one from *budget for each value in it and one for each byte of text; false when it runs out. Lists
 * that hold one list many times are small in memory but endless when printed or copied.
 */
bool value_fits(const struct value *value, uint64_t *budget);
/* Deep copy into another arena (a list or record is copied whole). */
struct value value_copy(struct arena *arena, const struct value *value);

/* How values print: vi as an office writes (98,3; none is blank), plain as Jinja in Python does (98.3; None).
 */
enum number_style { NUMBERS_VI, NUMBERS_PLAIN };
void value_append_text(struct buffer *out, const struct value *value, enum number_style style);
/* The same in a list in the plain style: texts in quotes, as Python's repr(). */
void value_append_repr(struct buffer *out, const struct value *value);
/* One JSON value; numbers exact. */
void value_append_json(struct buffer *out, const struct value *value);
/* Bytes that differ when anything does that printing may ask for; where a value comes from is no part of
 * them. For hashes: they are not read back, and a callable is its kind alone. */
void value_append_bytes(struct buffer *out, const struct value *value);
/* "số", "chuỗi" … / "number", "text" … for messages. */
const char *value_kind_word(const struct value *value, enum language language);

/*
 * Two records merged as data files are: key by key, deeply; anything else of `later` replaces. Neither is
 * changed, and what is not merged is shared with them.
 */
struct value value_merged(struct arena *arena, const struct value *base, const struct value *later);

/*
 * Sources: the files (and sheets) values came from. One table for one set of data; index 0 is "computed".
 */
struct sources;
struct sources *sources_new(struct arena *arena);
uint16_t sources_add(struct sources *sources, struct string file);
struct string sources_file(const struct sources *sources, uint16_t source);
/*
 * Who read a file can show more of a place than its numbers: locate() gives the line as tag with the value
 * underlined. Many threads may call it at once.
 */
struct source_locator {
    struct place (*locate)(const struct source_locator *locator, uint32_t line, uint32_t column);
};
void sources_locate_with(struct sources *sources, uint16_t source, const struct source_locator *locator);
/* The place of a value from data, for a problem. */
struct place value_place(const struct sources *sources, const struct value *value);
/* In a table names stand apart from their values: in the header, in the column before. */
void sources_note_name(struct sources *sources, uint16_t source, const struct name *name, uint32_t line,
                       uint32_t column);
/* Where the name of a value stands; false when that is not known. */
bool value_name_place(const struct sources *sources, const struct value *value, const struct name *name,
                      struct place *place);

/* A path into data: "nơi nhận[2].tên". Appends names and indices to a message. */
void value_append_path(struct buffer *out, struct string parent, struct string name);

#endif
