#ifndef VANBAN_TEMPLATE_MEDIA_H
#define VANBAN_TEMPLATE_MEDIA_H

/*
 * Pictures that rendering adds to a document: the files, each once, and the
 * relationships of the parts that show them.
 */

#include "package/package.h"
#include "template/image.h"
#include "template/template.h"

struct media_item {
    struct string name;   /* of its part */
    struct string source; /* as the data named it */
    struct string bytes;
    struct image image;
};

struct media_link {
    struct string part; /* whose relationship it is */
    struct string id;
    const struct media_item *item; /* a picture; NULL: what follows */
    const void *guest;             /* the included document that shows it; NULL: none */
    struct string type, target;    /* a part's name, or where a link leads */
    bool is_external;
    size_t next; /* of the same slot of the index, its number + 1; 0: none */
};

struct media {
    struct arena *arena;
    struct package *package;
    const struct template_files *files; /* NULL: pictures come from the package only */
    const void *guest;                  /* the included document that is being rendered */
    struct package *guest_package;      /* what it was read from */
    struct problems *problems;
    struct buffer items; /* struct media_item * */
    struct buffer links; /* struct media_link */
    struct buffer
        slots; /* size_t: the index of links by what they lead to, the first link + 1 of each slot */
    struct buffer numbers; /* struct part_number: of the ids of each part */
};

void media_release(struct media *media);
/* The picture of that name, read once; NULL after a problem at `place`. */
const struct media_item *media_open(struct media *media, struct string name, const struct place *place);
/* The id of the relationship by which `part` shows it. */
struct string media_link(struct media *media, struct string part, const struct media_item *item);
/* The id of any other relationship of a part (`link` is copied); a new one when `link` has none, which is
 * none that its guest has. */
struct string media_relate(struct media *media, struct string part, const struct media_link *link);
/* Appends where a link leads: what it may not hold as it is (RFC 3987) becomes %XX, letters of any script
 * stand. */
void media_append_target(struct buffer *out, struct string target);
bool media_has_links(const struct media *media, struct string part);
/* A part as UTF-8, for those who put something into its bytes; as it is when it is so, or cannot be read. */
struct string media_utf8(const struct media *media, struct string bytes);
/* A relationships part with those added: `bytes` as it was, empty if there was none. */
void media_append_relationships(struct buffer *out, const struct media *media, struct string part,
                                struct string bytes);
/* The pictures and the relationships in order; NULL behind the last. */
const struct media_item *media_item_at(const struct media *media, size_t index);
const struct media_link *media_link_at(const struct media *media, size_t index);
/* [Content_Types].xml with defaults for pictures. */
void media_append_content_types(struct buffer *out, struct string bytes);
/* Writes the files; false after a problem. */
bool media_write(const struct media *media, struct package_writer *writer);

#endif
