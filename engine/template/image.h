#ifndef VANBAN_TEMPLATE_IMAGE_H
#define VANBAN_TEMPLATE_IMAGE_H

/* The size of a picture from the first bytes of its file: PNG, JPEG, GIF. */

#include <stdint.h>

#include "base/string.h"

struct image {
    const char *extension, *content_type;
    uint32_t width, height;  /* pixels */
    uint32_t dots_x, dots_y; /* an inch; 96 when the file does not tell */
};

/* False for other files and broken ones. */
bool image_measure(struct string bytes, struct image *image);

#endif
