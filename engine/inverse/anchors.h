#ifndef VANBAN_INVERSE_ANCHORS_H
#define VANBAN_INVERSE_ANCHORS_H

/*
 * Paragraphs and tables of a sheet that are the template's own by their words, so that they are none of the
 * text that a field has: "3. Đánh giá chung", "Kết quả … của UBND xã An Bình: …", a table with the template's
 * header.
 */

#include "inverse/pattern.h"
#include "inverse/sheet.h"

struct anchors;

struct anchors *anchors_find(struct arena *arena, const struct inverse_pattern *pattern,
                             const struct sheet *sheet);
/* True where such a paragraph or table begins. `anchors` may be NULL. */
bool anchors_have(const struct anchors *anchors, size_t at);

#endif
