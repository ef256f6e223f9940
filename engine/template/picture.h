#ifndef VANBAN_TEMPLATE_PICTURE_H
#define VANBAN_TEMPLATE_PICTURE_H

/*
 * Pictures as values: {"image": "logo.png", "width": "30mm", "height": "2cm", "alt": "Biểu trưng"}. With
 * "left" or "top", distances from where it stands (negative: leftwards, upwards), it floats over the text.
 */

#include "template/render.h"

bool picture_is(const struct value *value);
/* True if a picture is anywhere in the names in force. */
bool scope_has_such(const struct scope *scope, bool (*is_such)(const struct value *value));
/* Appends a run with the drawing; false when rendering has to stop. */
bool picture_print(struct render *render, const struct print *print, const struct value *value);
/* In the frame of a picture of the template: its relationship, its text, and its size, which is that of the
 * frame when the value does not say another. A file name is enough for a value. */
bool picture_print_embed(struct render *render, const struct print *print, const struct value *value);
bool picture_print_extent(struct render *render, const struct print *print, const struct value *value);
bool picture_print_alt(struct render *render, const struct print *print, const struct value *value);

#endif
