#ifndef VANBAN_TEMPLATE_MADE_H
#define VANBAN_TEMPLATE_MADE_H

/*
 * Tags that are not typed as tags: what Word's own merge fields and content
 * controls ask for, made into tags, so that all the rest is shared. Problems
 * show them as the person sees them: «Họ tên», [Ngày ký].
 *
 * Statements among them stand already where their block begins and ends.
 */

#include "base/buffer.h"
#include "template/tag.h"

/* True if the text can be the name of data: it says something and has no ` or \. */
bool made_may_name(struct string name);
/* Appends a name as an expression; the dots of a.b part names when all are plain words. */
void made_append_name(struct buffer *out, struct string name);
/* Appends the condition that there is such data: of a.b both a and a.b are asked. */
void made_append_condition(struct buffer *out, struct string name);
/* Appends a text as an expression. */
void made_append_text(struct buffer *out, struct string text);

/* A tag with the expression or statement `text`, shown as `shown`. */
struct tag *made_tag(struct compilation *compilation, enum mark_kind mark, struct string shown,
                     struct string text);
/* An attribute whose value is what the expression prints. */
struct tag *made_attribute(struct compilation *compilation, xmlAttr *attribute, struct string shown,
                           struct string text);

#endif
