/*
 * Faults and ids. A fault is kept once for each rule, part and subject, so a broken loop of 100 000 rows is
 * told once. Ids are kept as hashes: a definition, or a reference that waits until all parts were read.
 */

#include <stdarg.h>
#include <stdio.h>

#include "word/verify_internal.h"

static void release_sets(void *subject)
{
    struct check *check = subject;
    hash_set_release(&check->faults);
    hash_set_release(&check->defined);
    hash_set_release(&check->referred);
}

struct check *check_new(struct package *package, const struct limits *limits, size_t most_faults)
{
    struct arena *arena = arena_new();
    struct check *check = arena_allocate(arena, sizeof(*check));
    *check = (struct check){.arena = arena, .package = package, .limits = limits, .most_faults = most_faults};
    check->last_fault = &check->first_fault;
    check->last_reference = &check->first_reference;
    arena_on_free(arena, release_sets, check);
    check->names = element_names_new(arena);
    return check;
}

void check_free(struct check *check)
{
    if (check)
        arena_free(check->arena);
}

static struct place kept_place(struct check *check, const struct place *place)
{
    struct place kept = *place;
    kept.file = package_file(check->package);
    kept.near = arena_copy(check->arena, place->near);
    return kept;
}

static uint64_t fault_hash(const struct rule *rule, struct string part, struct string subject)
{
    return hash_mix(hash_mix(string_hash(subject) + (size_t)(rule - verify_rules)) + string_hash(part));
}

static void add_fault(struct check *check, const struct rule *rule, const struct place *place,
                      struct string subject)
{
    uint64_t hash = fault_hash(rule, place->part, subject);
    if (check->fault_count >= check->most_faults || !hash_set_add(&check->faults, hash))
        return;
    struct fault *fault = arena_allocate(check->arena, sizeof(*fault));
    *fault = (struct fault){.rule = rule,
                            .place = kept_place(check, place),
                            .subject = arena_copy(check->arena, subject),
                            .hash = hash};
    *check->last_fault = fault;
    check->last_fault = &fault->next;
    check->fault_count++;
}

enum { MOST_SUBJECT = 200 };

/* Cut between characters. */
static struct string cut(const char *text, int length)
{
    size_t end = length < 0 ? 0 : (size_t)length < MOST_SUBJECT ? (size_t)length : MOST_SUBJECT - 1;
    while (end > 0 && length >= MOST_SUBJECT && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return (struct string){text, end};
}

void check_fault(struct check *check, const struct rule *rule, const struct place *place, const char *subject,
                 ...)
{
    char text[MOST_SUBJECT + 1];
    va_list arguments;
    va_start(arguments, subject);
    int length = vsnprintf(text, sizeof(text), subject, arguments);
    va_end(arguments);
    add_fault(check, rule, place, cut(text, length));
}

void reading_fault(struct reading *reading, const struct rule *rule, const char *subject, ...)
{
    char text[MOST_SUBJECT + 1];
    va_list arguments;
    va_start(arguments, subject);
    int length = vsnprintf(text, sizeof(text), subject, arguments);
    va_end(arguments);
    struct place place = reading->place;
    place.near = string_trim(buffer_string(&reading->near));
    add_fault(reading->check, rule, &place, cut(text, length));
    arena_rewind(reading->words, reading->no_words);
}

uint64_t id_hash(enum id_sort sort, size_t scope, struct string value)
{
    return hash_mix(string_hash(value) + hash_mix(scope * 32 + sort + 1));
}

size_t reading_scope(const struct reading *reading, const struct rule *rule)
{
    enum { DOCUMENTS = 2 };
    return rule->is_in_part ? DOCUMENTS + reading->part_index : reading->document;
}

void reading_refer(struct reading *reading, const struct rule *rule, uint64_t hash, struct string value)
{
    struct check *check = reading->check;
    if (!hash_set_add(&check->referred, hash_mix(hash + (size_t)(rule - verify_rules) + reading->part_index)))
        return;
    struct reference *reference = arena_allocate(check->arena, sizeof(*reference));
    struct place place = reading->place;
    place.near = string_trim(buffer_string(&reading->near));
    *reference = (struct reference){.rule = rule,
                                    .place = kept_place(check, &place),
                                    .subject = arena_format(check->arena, "%s %s=%.*s",
                                                            frame_name(reading, reading_top(reading)),
                                                            rule->attribute, STRING_FORMAT(value)),
                                    .hash = hash};
    *check->last_reference = reference;
    check->last_reference = &reference->next;
    arena_rewind(reading->words, reading->no_words);
}

void check_references(struct check *check)
{
    for (const struct reference *reference = check->first_reference; reference; reference = reference->next)
        if (!hash_set_has(&check->defined, reference->hash))
            check_fault(check, reference->rule, &reference->place, "%s", reference->subject.bytes);
}
