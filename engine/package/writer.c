/*
 * Parts wait deflated in a spool; package_writer_close() lets libzip put them
 * together. libzip takes them as they are, because their sources tell size,
 * method and checksum beforehand.
 */

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "base/system_error.h"
#include "base/memory.h"
#include "package/deflate.h"
#include "package/package.h"
#include "package/part_name.h"
#include "package/piece.h"
#include "package/sink.h"
#include "package/spool.h"

/* A piece is long enough that the joints cost nothing, and short enough for a processor's cache. */
enum { PIECE = 1 << 20, LARGEST_WINDOW = 1 << 18 };

/* A part that was pushed; also what its zip_source reads from. */
struct pushed {
    struct pushed *next;
    struct package_writer *writer;
    const char *name;
    const struct part *copied; /* NULL: its bytes are in the spool, from `offset` on */
    uint64_t offset, stored_size, size;
    uint32_t crc;
    uint16_t method;
    bool is_reserved; /* and not taken yet */
    uint64_t position;
    zip_error_t error;
};

struct package_writer {
    struct arena *arena;
    struct file_output *output;
    struct buffer *out;
    struct limits limits;
    struct problems *problems;
    struct pushed *first, **end, *open;
    size_t reserved_count;
    struct buffer plain; /* of the open part, not deflated yet */
    struct piece piece;  /* of it, before that */
    struct spool spool;
    struct buffer window;
    uint64_t total;
    bool has_failed;
};

static void release_buffers(void *subject)
{
    struct package_writer *writer = subject;
    piece_release(&writer->piece);
    buffer_release(&writer->plain);
    buffer_release(&writer->window);
    spool_release(&writer->spool);
}

static struct package_writer *open_writer(struct file_output *output, struct buffer *out,
                                          const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct package_writer *writer = arena_allocate(arena, sizeof *writer);
    writer->arena = arena;
    writer->output = output;
    writer->out = out;
    writer->limits = *limits;
    writer->problems = problems;
    writer->end = &writer->first;
    arena_on_free(arena, release_buffers, writer);
    return writer;
}

struct package_writer *package_writer_open(struct file_output *output, const struct limits *limits,
                                           struct problems *problems)
{
    return open_writer(output, NULL, limits, problems);
}

struct package_writer *package_writer_open_memory(struct buffer *out, const struct limits *limits,
                                                  struct problems *problems)
{
    return open_writer(NULL, out, limits, problems);
}

void package_writer_abandon(struct package_writer *writer)
{
    if (writer != NULL)
        arena_free(writer->arena);
}

static const char *target_of(const struct package_writer *writer)
{
    return writer->output != NULL ? file_output_target(writer->output) : "";
}

static bool fail(struct package_writer *writer, const char *reason)
{
    struct place place = {.file = string_of(target_of(writer))};
    if (!writer->has_failed)
        problems_add(writer->problems, PROBLEM_FILE_WRITE, &place, target_of(writer), reason);
    writer->has_failed = true;
    return false;
}

static struct pushed *push(struct package_writer *writer, struct string name)
{
    assert(writer->open == NULL && part_name_is_safe(name));
    struct pushed *pushed = arena_allocate(writer->arena, sizeof *pushed);
    pushed->writer = writer;
    pushed->name = arena_copy(writer->arena, name).bytes;
    *writer->end = pushed;
    writer->end = &pushed->next;
    return pushed;
}

/* The place kept for that name, or a new one at the end. */
static struct pushed *take_place(struct package_writer *writer, struct string name)
{
    struct pushed *pushed = writer->reserved_count > 0 ? writer->first : NULL;
    while (pushed != NULL && !(pushed->is_reserved && string_is(name, pushed->name)))
        pushed = pushed->next;
    if (pushed == NULL)
        return push(writer, name);
    pushed->is_reserved = false;
    writer->reserved_count--;
    return pushed;
}

static bool count_bytes(struct package_writer *writer, uint64_t length)
{
    struct place place = {.file = string_of(target_of(writer))};
    if (writer->has_failed)
        return false;
    writer->total += length;
    writer->has_failed =
        !limits_allow(&writer->limits, LIMIT_OUTPUT_BYTES, writer->total, &place, writer->problems);
    return !writer->has_failed;
}

bool package_writer_copy(struct package_writer *writer, const struct part *part)
{
    if (part->is_plain)
        return package_writer_begin(writer, part->name) &&
               package_writer_write(writer, part->stored.bytes, part->stored.length) &&
               package_writer_end(writer);
    if (!count_bytes(writer, part->size))
        return false;
    struct pushed *pushed = take_place(writer, part->name);
    pushed->copied = part;
    pushed->stored_size = part->stored.length;
    pushed->size = part->size;
    pushed->crc = part->crc;
    pushed->method = part->method;
    return true;
}

bool package_writer_reserve(struct package_writer *writer, struct string name)
{
    if (writer->has_failed)
        return false;
    push(writer, name)->is_reserved = true;
    writer->reserved_count++;
    return true;
}

bool package_writer_begin(struct package_writer *writer, struct string name)
{
    if (writer->has_failed)
        return false;
    writer->open = take_place(writer, name);
    writer->open->offset = spool_length(&writer->spool);
    writer->open->method = METHOD_DEFLATED;
    buffer_truncate(&writer->plain, 0);
    return true;
}

bool package_writer_settle(struct package_writer *writer, struct spool *spool)
{
    const char *beside = writer->output != NULL ? file_output_target(writer->output) : NULL;
    return !writer->has_failed && (spool_settle(spool, beside) || fail(writer, system_error_words(errno)));
}

/* Counts what has come to the end of the spool. */
static bool settle_bytes(struct package_writer *writer, struct string plain, size_t stored_size)
{
    struct pushed *open = writer->open;
    open->stored_size += stored_size;
    open->size += plain.length;
    open->crc = checksum_add(open->crc, plain);
    return package_writer_settle(writer, &writer->spool);
}

/* The piece that is being deflated, if any, to the end of the spool. */
static bool settle_piece(struct package_writer *writer)
{
    struct piece *piece = &writer->piece;
    if (!piece_end(piece))
        return true;
    buffer_append_string(&writer->spool.memory, buffer_string(&piece->stored));
    return settle_bytes(writer, buffer_string(&piece->plain), piece->stored.length);
}

/* The rest of the part, which is mostly all of it. */
static bool deflate_rest(struct package_writer *writer)
{
    struct string rest = buffer_string(&writer->plain);
    struct buffer *stored = &writer->spool.memory;
    size_t from = stored->length;
    deflate_append(stored, rest);
    if (writer->open->size == 0 && stored->length - from >= rest.length) {
        buffer_truncate(stored, from);
        buffer_append_string(stored, rest);
        writer->open->method = METHOD_STORED;
    }
    return settle_bytes(writer, rest, stored->length - from);
}

static bool begin_piece(struct package_writer *writer)
{
    bool is_settled = settle_piece(writer);
    piece_begin(&writer->piece, &writer->plain);
    return is_settled;
}

bool package_writer_write(struct package_writer *writer, const char *bytes, size_t length)
{
    assert(writer->has_failed || writer->open != NULL);
    if (!count_bytes(writer, length))
        return false;
    while (length > 0) {
        if (writer->plain.length == PIECE && !begin_piece(writer))
            return false;
        size_t room = PIECE - writer->plain.length;
        size_t count = length < room ? length : room;
        buffer_append(&writer->plain, bytes, count);
        bytes += count;
        length -= count;
    }
    return true;
}

bool package_writer_write_spool(struct package_writer *writer, const struct spool *spool, uint64_t from,
                                uint64_t length)
{
    char bytes[1 << 14];
    for (uint64_t end = from + length; from < end;) {
        size_t count = end - from < sizeof bytes ? (size_t)(end - from) : sizeof bytes;
        if (!spool_read(spool, from, bytes, count))
            return fail(writer, system_error_words(errno));
        if (!package_writer_write(writer, bytes, count))
            return false;
        from += count;
    }
    return true;
}

bool package_writer_end(struct package_writer *writer)
{
    if (writer->has_failed)
        return false;
    assert(writer->open != NULL);
    bool done = settle_piece(writer) && deflate_rest(writer);
    writer->open = NULL;
    return done;
}

static zip_int64_t read_pushed(struct pushed *pushed, char *bytes, zip_uint64_t length)
{
    uint64_t left = pushed->stored_size - pushed->position;
    size_t count = (size_t)(length < left ? length : left);
    if (pushed->copied != NULL && count > 0)
        memcpy(bytes, pushed->copied->stored.bytes + pushed->position, count);
    if (pushed->copied == NULL &&
        !spool_read(&pushed->writer->spool, pushed->offset + pushed->position, bytes, count)) {
        zip_error_set(&pushed->error, ZIP_ER_READ, errno);
        return -1;
    }
    pushed->position += count;
    return (zip_int64_t)count;
}

/* libzip stores a source as it is when its STAT tells all this. */
static zip_int64_t tell_stat(const struct pushed *pushed, zip_stat_t *stat)
{
    zip_stat_init(stat);
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    stat->size = pushed->size;
    stat->comp_size = pushed->stored_size;
    stat->comp_method = pushed->method;
    stat->crc = pushed->crc;
    return sizeof *stat;
}

static zip_int64_t obey(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    struct pushed *pushed = context;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_OPEN:
        pushed->position = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_pushed(pushed, data, length);
    case ZIP_SOURCE_STAT:
        return tell_stat(pushed, data);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&pushed->error, data, length);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        zip_error_set(&pushed->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/* Every attribute that could differ between two runs or two machines is set. */
static bool set_attributes(zip_t *archive, zip_uint64_t index, const struct pushed *pushed)
{
    enum { FIRST_OF_JANUARY_1980 = 1 << 5 | 1 };
    const zip_uint32_t ordinary_file = (zip_uint32_t)(S_IFREG | 0644) << 16;
    return zip_set_file_compression(archive, index, pushed->method, 0) == 0 &&
           zip_file_set_dostime(archive, index, 0, FIRST_OF_JANUARY_1980, 0) == 0 &&
           zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, ordinary_file) == 0;
}

static bool add_pushed(zip_t *archive, struct pushed *pushed)
{
    zip_error_init(&pushed->error);
    zip_source_t *source = zip_source_function(archive, obey, pushed);
    if (source == NULL)
        return false;
    zip_int64_t index = zip_file_add(archive, pushed->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0)
        zip_source_free(source);
    return index >= 0 && set_attributes(archive, (zip_uint64_t)index, pushed);
}

/* More than libzip writes for these parts, whatever it puts into headers. */
static uint64_t archive_bound(const struct package_writer *writer)
{
    uint64_t bound = 1024;
    for (const struct pushed *pushed = writer->first; pushed != NULL; pushed = pushed->next)
        bound += pushed->stored_size + 2 * strlen(pushed->name) + 256;
    return bound;
}

/* From here to the end of the archive nothing of ours allocates: libzip could not be left by a jump. */
static void prepare_sink(struct package_writer *writer, struct sink *sink)
{
    uint64_t bound = archive_bound(writer);
    if (writer->out == NULL && bound > LARGEST_WINDOW)
        bound = LARGEST_WINDOW;
    *sink = (struct sink){.descriptor = -1, .window = writer->out};
    if (writer->output != NULL) {
        sink->descriptor = file_output_descriptor(writer->output);
        sink->window = &writer->window;
    }
    buffer_reserve(sink->window, (size_t)bound);
}

static bool fill_archive(struct package_writer *writer, zip_t *archive)
{
    for (struct pushed *pushed = writer->first; pushed != NULL; pushed = pushed->next) {
        if (!pushed->is_reserved && !add_pushed(archive, pushed))
            return false;
    }
    return zip_close(archive) == 0;
}

static bool report_zip_error(struct package_writer *writer, zip_error_t *error)
{
    bool has_memory = zip_error_code_zip(error) != ZIP_ER_MEMORY;
    if (has_memory)
        fail(writer, zip_error_code_system(error) != 0 ? system_error_words(zip_error_code_system(error))
                                                       : zip_error_strerror(error));
    zip_error_fini(error);
    if (!has_memory)
        memory_exhausted();
    return false;
}

static bool write_archive(struct package_writer *writer)
{
    struct sink sink;
    prepare_sink(writer, &sink);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = sink_open(&sink);
    if (source == NULL)
        memory_exhausted();
    zip_t *archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == NULL) {
        zip_source_free(source);
        return report_zip_error(writer, &error);
    }
    if (fill_archive(writer, archive))
        return true;
    error = *zip_get_error(archive);
    error.str = NULL;
    zip_discard(archive);
    if (sink.descriptor < 0)
        buffer_truncate(sink.window, sink.start);
    return report_zip_error(writer, &error);
}

bool package_writer_close(struct package_writer *writer)
{
    assert(writer->has_failed || (writer->open == NULL && writer->first != NULL));
    bool done = !writer->has_failed && write_archive(writer);
    package_writer_abandon(writer);
    return done;
}
