#ifndef VANBAN_STANDARD_STANDARD_H
#define VANBAN_STANDARD_STANDARD_H

/*
 * A standard as data: a folder templates/standard/<name>/ of
 *
 *   standard.yaml     its title
 *   rules.yaml        what a document must be like, a row a rule (standard/rule.h)
 *   kinds.yaml        kinds of documents with their abbreviations
 *   authorities.yaml  TM., KT. … before a position
 *   wording.yaml      words by which components are recognised, fixed wording
 *   units.yaml        classes of administrative units, with the time they are in force
 *
 * Reading is strict: an unknown key, a missing one or a value of the wrong type is a problem at its place.
 */

#include "data/data.h"

/* A list of texts from wording.yaml; `folded` as component_fold() makes them. */
struct words {
    struct string name;
    struct string *items, *folded;
    size_t count;
};

struct standard_kind {
    struct string name, folded; /* "Quyết định" */
    struct string abbreviation; /* "QĐ"; empty: none */
    bool is_shown;              /* its name stands in the document; not that of a công văn */
    bool is_named;              /* has a longer name: HỢP ĐỒNG LAO ĐỘNG */
    struct string begins;       /* folded: names of documents of this kind begin so ("THƯ KHEN"), or empty */
    struct string model;        /* "1.2", or empty */
};

struct standard_authority {
    struct string prefix; /* "KT." */
    struct string name;   /* "Ký thay" */
    struct string clause;
};

/* A class of administrative units. Dates are 0 when they are open. */
struct standard_unit {
    struct string name, folded; /* "huyện" */
    struct string level;        /* "province", "district", "commune" */
    struct date from, until;
    bool has_from, has_until;
};

struct rule;

struct standard {
    struct string name;  /* "nd30-2020" */
    struct string title; /* "Nghị định số 30/2020/NĐ-CP" */
    struct standard_kind *kinds;
    size_t kind_count;
    struct standard_authority *authorities;
    size_t authority_count;
    struct words *wording;
    size_t wording_count;
    struct standard_unit *units;
    size_t unit_count;
    struct rule *rules;
    size_t rule_count;
};

/* Reads the standard of this name below `forms_folder`/standard into `arena`; NULL after a problem. */
struct standard *standard_open(struct arena *arena, const char *forms_folder, const char *name,
                               const struct limits *limits, struct problems *problems);
/* The list of that name; one without items when there is none. */
const struct words *standard_words(const struct standard *standard, const char *name);
/* True if the folded text begins with an item (and ends there or goes on behind a word). */
bool words_begin(const struct words *words, struct string folded);
/* True if the folded text is an item; one that holds an item. */
bool words_have(const struct words *words, struct string folded);
bool words_within(const struct words *words, struct string folded);
/* By its name or abbreviation, NULL if there is none. */
const struct standard_kind *standard_kind_lookup(const struct standard *standard, struct string name);

#endif
