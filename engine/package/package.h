#ifndef VANBAN_PACKAGE_PACKAGE_H
#define VANBAN_PACKAGE_PACKAGE_H

/*
 * The OPC package (ISO/IEC 29500-2): parts in a zip, content types,
 * relationships. The only user of libzip. Opening checks names, limits and
 * every checksum, so that a part once opened can be copied as it is stored;
 * parts are inflated again on demand. Writing is reproducible: entries as
 * pushed, one fixed time, deflate by libdeflate, so the same parts give the
 * same bytes everywhere.
 *
 * A package is changed by one thread at a time (package_relationships() and
 * package_main_document() count as changes: they keep what they read); after
 * that package_read(), the lookups and writers may run in many threads at once.
 */

#include "base/buffer.h"
#include "base/file.h"
#include "base/limits.h"

struct package;
struct spool;

struct part {
    struct string name;         /* "word/document.xml": no leading slash */
    struct string content_type; /* from [Content_Types].xml; empty if none */
    /* as stored */
    struct string stored;
    uint64_t size;
    uint32_t crc;
    uint16_t method; /* 0 stored, 8 deflated */
    bool is_plain;   /* set or read from a folder, and not deflated yet: see package_pack() */
};

struct relationship {
    struct string id, type, target; /* target as written */
    struct string part; /* the part it leads to, as that is named; empty when external or no part name */
    bool is_external;
};

/*
 * Reads a whole package, or a folder of unzipped parts; NULL after a problem (not a zip, encrypted, damaged,
 * limits, hostile names, no content types …). The limits are copied.
 */
struct package *package_open(const char *path, const struct limits *limits, struct problems *problems);
/*
 * A package from parts in a folder of unzipped parts. Without [Content_Types].xml one is made from the names
 * Word gives its parts. Not parts are: names that begin with a dot (.rels aside), files at the top without a
 * content type.
 */
struct package *package_open_folder(const char *path, const struct limits *limits, struct problems *problems);
/* From bytes of a zip in memory, not needed afterwards. `file` is for messages. */
struct package *package_open_bytes(struct string file, struct string bytes, const struct limits *limits,
                                   struct problems *problems);
void package_close(struct package *package);
struct string package_file(const struct package *package);

/* The parts: [Content_Types].xml, _rels/.rels, then as in the zip, or sorted by name. They never move. */
size_t package_part_count(const struct package *package);
const struct part *package_part_at(const struct package *package, size_t index);
/* The name of the entry the zip begins with; empty if the package did not come from one. */
struct string package_first_entry(const struct package *package);
/* By name as OPC compares: without regard to ASCII case, percent-encoding undone; NULL if there is none. */
const struct part *package_lookup(const struct package *package, struct string name);
/* The inflated bytes in `arena`; bytes == NULL after a problem. Within the limits: opening saw to that. */
struct string package_read(struct package *package, const struct part *part, struct arena *arena,
                           struct problems *problems);
/*
 * Adds or replaces a part with plain bytes (copied). Its content type is written as an override when the
 * default differs; an empty one keeps what the part had, or is guessed from the name. False after a problem
 * (limits, name).
 */
bool package_set(struct package *package, struct string name, struct string content_type, struct string bytes,
                 struct problems *problems);
/* Parts of these names go, where they are there; false after a problem. */
bool package_remove(struct package *package, const struct string *names, size_t count,
                    struct problems *problems);
/* Deflates a plain part once, so that each copy of it costs nothing; before threads share the package. */
void package_pack(struct package *package, const struct part *part);

/* The relationships of a part ("" is the package); *count is 0 without any. NULL after a problem. */
const struct relationship *package_relationships(struct package *package, struct string part, size_t *count,
                                                 struct problems *problems);
/* The name of the part that holds them: "word/_rels/document.xml.rels". */
struct string package_relationships_name(struct arena *arena, struct string part);
/* The main document by its officeDocument relationship, transitional or strict; NULL after a problem. */
const struct part *package_main_document(struct package *package, struct problems *problems);
/* True for a relationship type of this last name ("image"), transitional, strict or Microsoft's. */
bool relationship_is(const struct relationship *relationship, const char *last_name);

/*
 * What a template may not bring along: macros, embedded objects, ActiveX, altChunk, signatures and external
 * targets (hyperlinks aside) are problems, all of them reported. A link to an attached template is cut out
 * with a warning.
 */
bool package_check_content(struct package *package, struct problems *problems);

/* A template (.dotx) becomes a document (.docx): Word opens neither under the other's ending. */
bool package_become_document(struct package *package, struct problems *problems);

/* The bytes of these two kinds of part, for writers that add parts; `more` needs name and content_type. */
void package_append_content_types(const struct package *package, const struct part *more, size_t more_count,
                                  struct buffer *out);
void package_append_relationships(const struct relationship *relationships, size_t count, struct buffer *out);

/*
 * A writer: parts are pushed in the order they shall stand, each streamed in any number of writes. Memory
 * does not grow with a part's size: it is deflated a piece at a time by libdeflate, the pieces joined, and
 * what is many waits in an unlinked temporary file beside the output. After the first problem every call
 * returns false.
 */
struct package_writer;
struct package_writer *package_writer_open(struct file_output *output, const struct limits *limits,
                                           struct problems *problems);
/* The same into the end of `out`, which must live until the writer is closed. */
struct package_writer *package_writer_open_memory(struct buffer *out, const struct limits *limits,
                                                  struct problems *problems);
/* A stored part as it is: the part must live, unchanged, until the writer is closed. */
bool package_writer_copy(struct package_writer *writer, const struct part *part);
bool package_writer_begin(struct package_writer *writer, struct string name);
/* Keeps a place in the order for a part whose bytes are known later only: what is then pushed of that name
 * takes it. A place that is not taken is none. */
bool package_writer_reserve(struct package_writer *writer, struct string name);
bool package_writer_write(struct package_writer *writer, const char *bytes, size_t length);
bool package_writer_end(struct package_writer *writer);
/* The same of bytes that wait in a spool (package/spool.h). */
bool package_writer_write_spool(struct package_writer *writer, const struct spool *spool, uint64_t from,
                                uint64_t length);
/* spool_settle() into a temporary file beside the output, which has no name. */
bool package_writer_settle(struct package_writer *writer, struct spool *spool);
/* Writes the zip into the output (not committed yet) and frees; false after a problem. */
bool package_writer_close(struct package_writer *writer);
/* Frees without writing. */
void package_writer_abandon(struct package_writer *writer);

/*
 * Appends a zip with other bytes for one of its entries, deflated: all else of it is as it was, in its order,
 * with its dates and its stored bytes. False, with nothing told or appended, for a zip without one entry of
 * that name, and for one this cannot be done to: in zip64, on several disks, that entry encrypted.
 */
bool package_exchange(struct string zip, struct string name, struct string bytes, struct buffer *out);

#endif
