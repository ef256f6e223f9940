#ifndef VANBAN_DATA_YAML_H
#define VANBAN_DATA_YAML_H

/* What the files of the YAML reader share. */

#include <yaml.h>

#include "data/source.h"

/*
 * "Trích yếu:cung cấp" from `offset` on: the place of a colon that wants a blank behind it; SIZE_MAX if there
 * is none. A time of day and an address have such colons too, and so may a sentence far in.
 */
size_t yaml_find_tight_colon(struct string bytes, size_t offset);
/* What went wrong in libyaml, as the person who typed it would say it. */
void yaml_explain(const struct source_text *text, const yaml_parser_t *parser);
size_t yaml_offset(const struct source_text *text, yaml_mark_t mark);

/*
 * A plain scalar by the core schema of YAML 1.2, but a number must be written as JSON does: "05", "+84",
 * "0x1F" and ".5" are texts, so that no digit of a code or telephone number is lost. False after a problem.
 */
bool yaml_read_plain(const struct source_text *text, struct string typed, size_t offset, struct value *value);

#endif
