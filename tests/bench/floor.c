/*
 * The least any engine can need: takes a finished .docx and writes it N times, doing nothing but what no
 * writer can leave out. The parts named are deflated each time (level 6, libdeflate, whole in memory), the
 * others copied as stored; libzip puts the zip together; a temporary file is written and renamed. Prints
 * documents per second and peak memory in MiB.
 *
 * GROUP says what is synced: 0 nothing, 1 each file before it is renamed and its folder after that, N the
 * file system once for N files before they are renamed, and the folder at the end.
 *
 * usage: floor FILE.docx N FOLDER/ GROUP PART...
 */

#include <fcntl.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

struct part {
    char *name, *plain, *stored;
    size_t size, stored_size, position;
    zip_uint32_t crc;
    zip_uint16_t method;
    bool is_rendered;
};

enum { LARGEST_GROUP = 1000 };

struct work {
    struct part parts[1000];
    size_t count;
    const char *folder;
    int folder_descriptor, group;
    int open[LARGEST_GROUP]; /* of the group that is not renamed yet */
    struct libdeflate_compressor *compressor;
};

static void *not_null(void *pointer, const char *what)
{
    if (pointer == NULL) {
        fprintf(stderr, "floor: %s\n", what);
        exit(1);
    }
    return pointer;
}

static void check(bool holds, const char *what)
{
    not_null(holds ? (void *)1 : NULL, what);
}

static char *read_entry(zip_t *archive, zip_uint64_t index, size_t size, zip_flags_t flags)
{
    char *bytes = not_null(malloc(size + 1), "memory");
    zip_file_t *entry = not_null(zip_fopen_index(archive, index, flags), "cannot open a part");
    check(zip_fread(entry, bytes, size) == (zip_int64_t)size, "cannot read a part");
    zip_fclose(entry);
    return bytes;
}

static void read_parts(struct work *work, const char *path, char **rendered)
{
    zip_t *archive = not_null(zip_open(path, ZIP_RDONLY, NULL), "cannot open the document");
    work->count = (size_t)zip_get_num_entries(archive, 0);
    check(work->count <= 1000, "too many parts");
    for (size_t i = 0; i < work->count; i++) {
        struct part *part = &work->parts[i];
        zip_stat_t stat;
        check(zip_stat_index(archive, i, 0, &stat) == 0, "cannot read the directory");
        *part = (struct part){.name = strdup(stat.name),
                              .size = stat.size,
                              .stored_size = stat.comp_size,
                              .crc = stat.crc,
                              .method = stat.comp_method};
        for (char **name = rendered; *name != NULL; name++)
            part->is_rendered = part->is_rendered || strcmp(*name, part->name) == 0;
        if (part->is_rendered)
            part->plain = read_entry(archive, i, part->size, 0);
        else
            part->stored = read_entry(archive, i, part->stored_size, ZIP_FL_COMPRESSED);
    }
    zip_discard(archive);
}

static void deflate_part(struct work *work, struct part *part)
{
    size_t room = libdeflate_deflate_compress_bound(work->compressor, part->size);
    if (part->stored == NULL)
        part->stored = not_null(malloc(room), "memory");
    part->stored_size =
        libdeflate_deflate_compress(work->compressor, part->plain, part->size, part->stored, room);
    part->crc = libdeflate_crc32(0, part->plain, part->size);
    part->method = ZIP_CM_DEFLATE;
}

static zip_int64_t obey(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    struct part *part = context;
    zip_stat_t *stat = data;
    size_t left = part->stored_size - part->position;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_OPEN:
        part->position = 0;
        return 0;
    case ZIP_SOURCE_READ:
        left = length < left ? length : left;
        memcpy(data, part->stored + part->position, left);
        part->position += left;
        return (zip_int64_t)left;
    case ZIP_SOURCE_STAT:
        zip_stat_init(stat);
        stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
        stat->size = part->size;
        stat->comp_size = part->stored_size;
        stat->comp_method = part->method;
        stat->crc = part->crc;
        return sizeof *stat;
    default:
        return 0;
    }
}

static void add_part(struct work *work, zip_t *archive, struct part *part)
{
    if (part->is_rendered)
        deflate_part(work, part);
    zip_source_t *source = not_null(zip_source_function(archive, obey, part), "memory");
    zip_int64_t index = zip_file_add(archive, part->name, source, 0);
    check(index >= 0, "cannot add a part");
    zip_set_file_compression(archive, (zip_uint64_t)index, part->method, 0);
    zip_file_set_dostime(archive, (zip_uint64_t)index, 0, 0x21, 0);
}

static int write_bytes(const char *path, zip_source_t *source)
{
    static char bytes[1 << 20];
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    check(descriptor >= 0 && zip_source_open(source) == 0, "cannot write");
    for (zip_int64_t length; (length = zip_source_read(source, bytes, sizeof bytes)) > 0;)
        check(write(descriptor, bytes, (size_t)length) == length, "cannot write");
    zip_source_close(source);
    return descriptor;
}

/* In memory: the file source of libzip would write a file of its own and rename it. */
static int write_zip(struct work *work, const char *path)
{
    zip_source_t *source = not_null(zip_source_buffer_create(NULL, 0, 0, NULL), "memory");
    zip_source_keep(source);
    zip_t *archive = not_null(zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL), "cannot write");
    for (size_t i = 0; i < work->count; i++)
        add_part(work, archive, &work->parts[i]);
    check(zip_close(archive) == 0, "cannot write the zip");
    int descriptor = write_bytes(path, source);
    zip_source_free(source);
    return descriptor;
}

static void name_file(const struct work *work, int number, bool is_temporary, char *path, size_t size)
{
    snprintf(path, size, "%s%s%d.docx", work->folder, is_temporary ? "." : "", number);
}

static void rename_group(struct work *work, int from, int to)
{
    char temporary[4096], path[4096];
    if (work->group > 1)
        check(syncfs(work->folder_descriptor) == 0, "cannot sync");
    for (int i = from; i < to; i++) {
        name_file(work, i, true, temporary, sizeof temporary);
        name_file(work, i, false, path, sizeof path);
        check(work->group != 1 || fsync(work->open[i - from]) == 0, "cannot sync");
        close(work->open[i - from]);
        check(rename(temporary, path) == 0, "cannot rename");
        check(work->group != 1 || fsync(work->folder_descriptor) == 0, "cannot sync");
    }
}

static void write_documents(struct work *work, int count)
{
    int group = work->group > 0 ? work->group : 1;
    for (int from = 0; from < count; from += group) {
        int to = from + group < count ? from + group : count;
        for (int i = from; i < to; i++) {
            char temporary[4096];
            name_file(work, i, true, temporary, sizeof temporary);
            work->open[i - from] = write_zip(work, temporary);
        }
        rename_group(work, from, to);
    }
    check(work->group < 2 || fsync(work->folder_descriptor) == 0, "cannot sync");
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **arguments)
{
    check(count >= 5, "usage: floor FILE.docx N FOLDER/ GROUP PART...");
    static struct work work;
    int documents = atoi(arguments[2]);
    work.folder = arguments[3];
    work.group = atoi(arguments[4]);
    check(work.group >= 0 && work.group <= LARGEST_GROUP, "too large a group");
    work.folder_descriptor = open(work.folder, O_RDONLY | O_DIRECTORY);
    check(work.folder_descriptor >= 0, "cannot open the folder");
    work.compressor = not_null(libdeflate_alloc_compressor(6), "memory");
    read_parts(&work, arguments[1], arguments + 5);
    double start = seconds_now();
    write_documents(&work, documents);
    double seconds = seconds_now() - start;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.4f %.1f\n", documents / seconds, (double)usage.ru_maxrss / 1024);
    return 0;
}
