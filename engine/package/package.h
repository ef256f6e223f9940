#ifndef VANBAN_PACKAGE_PACKAGE_H
#define VANBAN_PACKAGE_PACKAGE_H

/*
 * The OPC package (ISO/IEC 29500-2): parts in a zip, content types,
 * relationships. The only user of libzip. Opening reads the compressed bytes
 * once and checks names and limits; parts are inflated on demand and counted
 * while streaming. Writing is reproducible: entries in a fixed order
 * ([Content_Types].xml, _rels/.rels, then as added), one fixed time, deflate by
 * libdeflate, so the same parts give the same bytes everywhere.
 */

#include "base/file.h"
#include "base/limits.h"

struct package;

struct part {
    struct string name; /* "word/document.xml": no leading slash */
    struct string content_type; /* from [Content_Types].xml; empty if none */
    /* as stored */
    struct string stored;
    uint64_t size;
    uint32_t crc;
    uint16_t method; /* 0 stored, 8 deflated */
};

struct relationship {
    struct string id, type, target; /* target as written; */
    struct string part;             /* the resolved part name when internal */
    bool is_external;
};

/* Reads a whole package; NULL after a problem (not a zip, encrypted, limits, hostile names, no content types …). */
struct package *package_open(const char *path, const struct limits *limits, struct problems *problems);
/* A package from parts in a folder of unzipped parts. */
struct package *package_open_folder(const char *path, const struct limits *limits, struct problems *problems);
/* From bytes of a zip in memory; borrowed until package_close(). `file` is for messages. */
struct package *package_open_bytes(struct string file, struct string bytes, const struct limits *limits,
                                   struct problems *problems);
void package_close(struct package *package);
struct string package_file(const struct package *package);

size_t package_part_count(const struct package *package);
const struct part *package_part_at(const struct package *package, size_t index);
/* By name without regard to ASCII case, as OPC asks; NULL if there is none. */
const struct part *package_lookup(const struct package *package, struct string name);
/* The inflated bytes in `arena`; bytes == NULL after a problem (bad crc, beyond its limit). */
struct string package_read(struct package *package, const struct part *part, struct arena *arena,
                           struct problems *problems);
/* Adds or replaces a part with plain bytes (copied); its content type is written as an override when the default differs. */
bool package_set(struct package *package, struct string name, struct string content_type, struct string bytes,
                 struct problems *problems);

/* The relationships of a part ("" is the package); *count is 0 without any. NULL after a problem. */
const struct relationship *package_relationships(struct package *package, struct string part, size_t *count,
                                                 struct problems *problems);
/* The main document by its officeDocument relationship, transitional or strict; NULL after a problem. */
const struct part *package_main_document(struct package *package, struct problems *problems);

/*
 * A writer: parts are pushed in the order they shall stand. package_writer_open() takes the file's temporary;
 * a part is streamed in any number of writes. Memory does not grow with a part's size: small parts are deflated at
 * once by libdeflate, large ones streamed through zlib into an unlinked temporary file.
 */
struct package_writer;
struct package_writer *package_writer_open(struct file_output *output, const struct limits *limits,
                                           struct problems *problems);
/* A stored part as it is: its compressed bytes must live until the writer is closed. */
bool package_writer_copy(struct package_writer *writer, const struct part *part);
bool package_writer_begin(struct package_writer *writer, struct string name);
bool package_writer_write(struct package_writer *writer, const char *bytes, size_t length);
bool package_writer_end(struct package_writer *writer);
/* Writes the zip into the output (not committed yet) and frees; false after a problem. */
bool package_writer_close(struct package_writer *writer);
/* Frees without writing. */
void package_writer_abandon(struct package_writer *writer);

#endif
