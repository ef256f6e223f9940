/* Headers of picture files: PNG (ISO/IEC 15948), JPEG (ITU-T T.81, JFIF), GIF89a. */

#include "template/image.h"

#include <string.h>

enum { USUAL_DOTS = 96, MOST_PIXELS = 65535 };

static uint32_t byte_at(struct string bytes, size_t at)
{
    return at < bytes.length ? (unsigned char)bytes.bytes[at] : 0;
}

static uint32_t big_16(struct string bytes, size_t at)
{
    return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

static uint32_t big_32(struct string bytes, size_t at)
{
    return big_16(bytes, at) << 16 | big_16(bytes, at + 2);
}

static uint32_t little_16(struct string bytes, size_t at)
{
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}

static uint32_t dots_of_meter(uint32_t dots)
{
    return (uint32_t)(((uint64_t)dots * 254 + 5000) / 10000);
}

static bool measure_png(struct string bytes, struct image *image)
{
    enum { SIGNATURE = 8, CHUNK_HEAD = 8, CHUNK_TAIL = 4 };
    image->extension = "png";
    image->content_type = "image/png";
    image->width = big_32(bytes, SIGNATURE + CHUNK_HEAD);
    image->height = big_32(bytes, SIGNATURE + CHUNK_HEAD + 4);
    for (size_t at = SIGNATURE; at + CHUNK_HEAD < bytes.length;) {
        size_t data = at + CHUNK_HEAD;
        if (!memcmp(bytes.bytes + at + 4, "IDAT", 4))
            break;
        if (!memcmp(bytes.bytes + at + 4, "pHYs", 4) && byte_at(bytes, data + 8) == 1) {
            image->dots_x = dots_of_meter(big_32(bytes, data));
            image->dots_y = dots_of_meter(big_32(bytes, data + 4));
        }
        at = data + big_32(bytes, at) + CHUNK_TAIL;
    }
    return true;
}

static bool is_frame_marker(uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static void read_jfif(struct string bytes, size_t at, struct image *image)
{
    if (at + 16 > bytes.length || memcmp(bytes.bytes + at + 4, "JFIF", 5) != 0)
        return;
    uint32_t unit = byte_at(bytes, at + 11), x = big_16(bytes, at + 12), y = big_16(bytes, at + 14);
    if (unit == 1)
        image->dots_x = x, image->dots_y = y;
    else if (unit == 2)
        image->dots_x = (x * 254 + 50) / 100, image->dots_y = (y * 254 + 50) / 100;
}

static bool measure_jpeg(struct string bytes, struct image *image)
{
    image->extension = "jpeg";
    image->content_type = "image/jpeg";
    for (size_t at = 2; at + 9 < bytes.length && byte_at(bytes, at) == 0xFF;) {
        uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (is_frame_marker(marker)) {
            image->height = big_16(bytes, at + 5);
            image->width = big_16(bytes, at + 7);
            return true;
        }
        if (marker == 0xE0)
            read_jfif(bytes, at, image);
        at += 2 + big_16(bytes, at + 2);
    }
    return false;
}

static bool measure_gif(struct string bytes, struct image *image)
{
    image->extension = "gif";
    image->content_type = "image/gif";
    image->width = little_16(bytes, 6);
    image->height = little_16(bytes, 8);
    return true;
}

struct signature {
    const char *bytes;
    bool (*measure)(struct string bytes, struct image *image);
};

static const struct signature signatures[] = {
    {"\x89PNG\r\n\x1a\n", measure_png},
    {"\xFF\xD8\xFF", measure_jpeg},
    {"GIF8", measure_gif},
};

bool image_measure(struct string bytes, struct image *image)
{
    *image = (struct image){.dots_x = USUAL_DOTS, .dots_y = USUAL_DOTS};
    for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
        if (!string_starts_with(bytes, string_of(signatures[i].bytes)))
            continue;
        bool is_measured = signatures[i].measure(bytes, image) && image->width && image->height &&
                           image->width <= MOST_PIXELS && image->height <= MOST_PIXELS;
        image->dots_x = image->dots_x ? image->dots_x : USUAL_DOTS;
        image->dots_y = image->dots_y ? image->dots_y : USUAL_DOTS;
        return is_measured;
    }
    return false;
}
