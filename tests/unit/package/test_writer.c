#include "packages.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "package/spool.h"

static bool push(struct package_writer *writer, const char *name, struct string bytes)
{
    return package_writer_begin(writer, string_of(name)) &&
           package_writer_write(writer, bytes.bytes, bytes.length) && package_writer_end(writer);
}

static void push_rows(struct package_writer *writer, const struct row *rows)
{
    for (; rows->name != NULL; rows++)
        assert_true(push(writer, rows->name, string_of(rows->bytes)));
}

static struct package *reopen(struct fixture *fixture, const struct buffer *zip)
{
    struct package *package =
        package_open_bytes(STRING("ra.docx"), buffer_string(zip), &fixture->limits, fixture->problems);
    assert_told(fixture, "");
    assert_non_null(package);
    return package;
}

static void what_is_written_opens(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    push_rows(writer, letter);
    assert_true(push(writer, "word/empty.xml", STRING("")));
    assert_true(package_writer_close(writer));
    struct package *package = reopen(fixture, &zip);
    for (size_t i = 0; i < 3; i++) {
        assert_true(string_is(package_part_at(package, i)->name, letter[i].name));
        assert_string_equal(read_part(fixture, package, letter[i].name).bytes, letter[i].bytes);
    }
    assert_int_equal(read_part(fixture, package, "word/empty.xml").length, 0);
    package_close(package);
    buffer_release(&zip);
}

static void a_reserved_part_keeps_its_place(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    assert_true(package_writer_reserve(writer, string_of(letter[0].name)));
    assert_true(package_writer_reserve(writer, STRING("word/never.xml")));
    assert_true(package_writer_reserve(writer, string_of(letter[1].name)));
    push_rows(writer, letter + 2);
    assert_true(push(writer, letter[1].name, string_of(letter[1].bytes)));
    assert_true(push(writer, letter[0].name, string_of(letter[0].bytes)));
    assert_true(package_writer_close(writer));
    struct package *package = reopen(fixture, &zip);
    assert_int_equal(package_part_count(package), 3);
    assert_true(string_is(package_first_entry(package), letter[0].name));
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(read_part(fixture, package, letter[i].name).bytes, letter[i].bytes);
    package_close(package);
    buffer_release(&zip);
}

/* More than stays in memory, moved to its file while another part is open. */
static void what_waits_in_a_spool_is_written_whole(void **state)
{
    enum { LENGTH = 9 << 20, PIECE = 1 << 20 };
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    struct spool spool = {0};
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    push_rows(writer, letter);
    assert_true(package_writer_begin(writer, STRING("word/empty.xml")));
    for (size_t i = 0; i < LENGTH; i++) {
        buffer_append_byte(&spool.memory, (char)('a' + i % 26));
        if (i % PIECE == 0)
            assert_true(package_writer_settle(writer, &spool));
    }
    assert_true(spool.has_file && spool_length(&spool) == LENGTH);
    assert_true(package_writer_end(writer));
    assert_true(package_writer_begin(writer, STRING("word/media/image1.png")));
    assert_true(package_writer_write_spool(writer, &spool, 26, LENGTH - 26));
    assert_true(package_writer_end(writer) && package_writer_close(writer));
    struct package *package = reopen(fixture, &zip);
    struct string part = read_part(fixture, package, "word/media/image1.png");
    assert_int_equal(part.length, LENGTH - 26);
    for (size_t i = 0; i < part.length; i++)
        if (part.bytes[i] != (char)('a' + i % 26))
            fail_msg("byte %zu is another", i);
    package_close(package);
    spool_release(&spool);
    buffer_release(&zip);
}

static void memory_is_written_behind_what_is_there(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    buffer_append_text(&zip, "before");
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    push_rows(writer, letter);
    assert_true(package_writer_close(writer));
    assert_true(string_starts_with(buffer_string(&zip), STRING("beforePK\3\4")));
    struct buffer tail = {0};
    buffer_append(&tail, zip.bytes + 6, zip.length - 6);
    package_close(reopen(fixture, &tail));
    buffer_release(&tail);
    buffer_release(&zip);
}

static void entries_tell_nothing_of_the_machine(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    push_rows(writer, letter);
    assert_true(package_writer_close(writer));
    zip_source_t *source = zip_source_buffer_create(zip.bytes, zip.length, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(archive);
    for (zip_uint64_t i = 0; i < 3; i++) {
        zip_uint8_t system;
        zip_uint32_t attributes;
        zip_uint32_t length;
        zip_file_get_external_attributes(archive, i, 0, &system, &attributes);
        assert_int_equal(system, ZIP_OPSYS_UNIX);
        assert_int_equal(attributes >> 16, S_IFREG | 0644);
        assert_int_equal(zip_file_extra_fields_count(archive, i, ZIP_FL_CENTRAL | ZIP_FL_LOCAL), 0);
        zip_file_get_comment(archive, i, &length, 0);
        assert_int_equal(length, 0);
    }
    zip_discard(archive);
    /* Flags 0, deflate, 1980-01-01 0:00 in the first local header. */
    assert_memory_equal(zip.bytes, "PK\3\4\x14\0\0\0\x08\0\0\0\x21\0", 14);
    buffer_release(&zip);
}

static void the_same_parts_give_the_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zips[2] = {{0}, {0}};
    static const char *const zones[] = {"UTC", "Asia/Ho_Chi_Minh"};
    for (size_t i = 0; i < 2; i++) {
        setenv("TZ", zones[i], 1);
        struct package_writer *writer =
            package_writer_open_memory(&zips[i], &fixture->limits, fixture->problems);
        push_rows(writer, letter);
        assert_true(package_writer_close(writer));
    }
    unsetenv("TZ");
    assert_true(string_equal(buffer_string(&zips[0]), buffer_string(&zips[1])));
    buffer_release(&zips[0]);
    buffer_release(&zips[1]);
}

static void how_a_part_is_cut_into_writes_does_not_matter(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zips[2] = {{0}, {0}}, part = {0};
    for (unsigned i = 0; part.length < 5u << 20; i++)
        buffer_append_format(&part, "<w:t>%u</w:t>", i * 2654435761u);
    static const size_t steps[] = {SIZE_MAX, 99991};
    for (size_t i = 0; i < 2; i++) {
        struct package_writer *writer =
            package_writer_open_memory(&zips[i], &fixture->limits, fixture->problems);
        push_rows(writer, letter);
        assert_true(package_writer_begin(writer, STRING("word/big.xml")));
        for (size_t at = 0; at < part.length;) {
            size_t left = part.length - at, count = steps[i] < left ? steps[i] : left;
            assert_true(package_writer_write(writer, part.bytes + at, count));
            at += count;
        }
        assert_true(package_writer_end(writer) && package_writer_close(writer));
    }
    assert_true(string_equal(buffer_string(&zips[0]), buffer_string(&zips[1])));
    struct package *package = reopen(fixture, &zips[0]);
    assert_true(string_equal(read_part(fixture, package, "word/big.xml"), buffer_string(&part)));
    package_close(package);
    for (size_t i = 0; i < 2; i++)
        buffer_release(&zips[i]);
    buffer_release(&part);
}

/* Random parts of random sizes around the length of a piece, some copied from another package. */
static void any_parts_come_back(void **state)
{
    struct fixture *fixture = *state;
    unsigned seed = 7;
    for (size_t round = 0; round < 12; round++) {
        struct buffer zip = {0}, parts[4] = {{0}};
        struct package *other = open_rows(fixture, letter, NULL);
        struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
        for (size_t i = 0; i < package_part_count(other); i++)
            assert_true(package_writer_copy(writer, package_part_at(other, i)));
        for (size_t i = 0; i < 4; i++) {
            static const size_t lengths[] = {0, 1, 300, 1 << 20, (1 << 20) + 1, 3 << 20};
            seed = seed * 1103515245 + 12345;
            size_t length = lengths[(seed >> 16) % 6];
            while (parts[i].length < length) {
                seed = seed * 1103515245 + 12345;
                buffer_append_byte(&parts[i],
                                   round % 2 ? (char)(seed >> 16) : (char)('a' + (seed >> 16) % 4));
            }
            char name[16];
            snprintf(name, sizeof name, "word/%zu.xml", i);
            assert_true(push(writer, name, buffer_string(&parts[i])));
        }
        assert_true(package_writer_close(writer));
        struct package *package = reopen(fixture, &zip);
        assert_string_equal(read_part(fixture, package, "word/document.xml").bytes, letter[2].bytes);
        for (size_t i = 0; i < 4; i++) {
            char name[16];
            snprintf(name, sizeof name, "word/%zu.xml", i);
            assert_true(string_equal(read_part(fixture, package, name), buffer_string(&parts[i])));
            buffer_release(&parts[i]);
        }
        package_close(package);
        package_close(other);
        buffer_release(&zip);
    }
}

static void plain_parts_are_deflated_when_copied(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0}, text = {0};
    for (size_t i = 0; i < 1000; i++)
        buffer_append_text(&text, "Điều 1. ");
    struct package *package = open_rows(fixture, letter, NULL);
    package_set(package, STRING("word/a.xml"), STRING(""), buffer_string(&text), fixture->problems);
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    for (size_t i = 0; i < package_part_count(package); i++)
        assert_true(package_writer_copy(writer, package_part_at(package, i)));
    assert_true(package_writer_close(writer));
    assert_true(zip.length < 2000);
    struct package *again = reopen(fixture, &zip);
    assert_true(string_equal(read_part(fixture, again, "word/a.xml"), buffer_string(&text)));
    package_close(again);
    package_close(package);
    buffer_release(&text);
    buffer_release(&zip);
}

/* Threads have their own tables for deflate, and share the package. */
struct thread {
    pthread_t id;
    const struct package *package;
    const struct limits *limits;
    struct buffer zips[20];
};

static void *write_many(void *argument)
{
    struct thread *thread = argument;
    struct problems *problems = problems_new();
    for (size_t i = 0; i < 20; i++) {
        struct package_writer *writer =
            package_writer_open_memory(&thread->zips[i], thread->limits, problems);
        for (size_t p = 0; p < package_part_count(thread->package); p++)
            package_writer_copy(writer, package_part_at(thread->package, p));
        push(writer, "word/a.xml", string_of(letter[2].bytes));
        package_writer_close(writer);
    }
    problems_free(problems);
    return NULL;
}

static void threads_write_the_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    struct thread threads[4];
    for (size_t t = 0; t < 4; t++) {
        threads[t] = (struct thread){.package = package, .limits = &fixture->limits};
        assert_int_equal(pthread_create(&threads[t].id, NULL, write_many, &threads[t]), 0);
    }
    for (size_t t = 0; t < 4; t++)
        pthread_join(threads[t].id, NULL);
    for (size_t i = 0; i < 4 * 20; i++) {
        struct string zip = buffer_string(&threads[i / 20].zips[i % 20]);
        assert_true(zip.length > 0 && string_equal(zip, buffer_string(&threads[0].zips[0])));
    }
    for (size_t i = 0; i < 4 * 20; i++)
        buffer_release(&threads[i / 20].zips[i % 20]);
    package_close(package);
}

static size_t count_files(struct fixture *fixture)
{
    size_t count = 0;
    for (char **names = file_list(fixture->arena, fixture->folder, fixture->problems); *names != NULL;
         names++)
        count++;
    return count;
}

/* About `megabytes` that do not deflate to less than a quarter, so that the spool goes to its file. */
static bool push_noise(struct package_writer *writer, const char *name, size_t megabytes)
{
    char *bytes = malloc(1 << 20);
    unsigned seed = 3;
    bool done = package_writer_begin(writer, string_of(name));
    for (size_t i = 0; done && i < megabytes; i++) {
        for (size_t at = 0; at < 1 << 20; at++) {
            seed = seed * 1103515245 + 12345;
            bytes[at] = (char)(seed >> 16);
        }
        done = package_writer_write(writer, bytes, 1 << 20);
    }
    free(bytes);
    return done && package_writer_end(writer);
}

static void a_large_file_is_written_and_nothing_beside_it(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "ra.docx");
    struct file_output *output = file_output_open(path, false, fixture->problems);
    struct package_writer *writer = package_writer_open(output, &fixture->limits, fixture->problems);
    size_t count = count_files(fixture); /* the output may have no name before its place */
    push_rows(writer, letter);
    assert_true(push_noise(writer, "word/media/a.bin", 9));
    assert_true(push_noise(writer, "word/media/b.bin", 1));
    assert_int_equal(count_files(fixture), count);
    assert_true(package_writer_close(writer));
    assert_int_equal(count_files(fixture), count);
    assert_true(file_output_commit(output, fixture->problems));
    assert_told(fixture, "");
    assert_int_equal(count_files(fixture), 1);
    struct package *package = package_open(path, &fixture->limits, fixture->problems);
    assert_int_equal(read_part(fixture, package, "word/media/a.bin").length, 9 << 20);
    assert_memory_equal(read_part(fixture, package, "word/media/b.bin").bytes,
                        read_part(fixture, package, "word/media/a.bin").bytes, 1 << 20);
    package_close(package);
}

static void too_much_output_is_told_once(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    fixture->limits.values[LIMIT_OUTPUT_BYTES] = 1000;
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    char bytes[600] = {0};
    assert_true(push(writer, "a", (struct string){bytes, 600}));
    assert_false(push(writer, "b", (struct string){bytes, 600}));
    assert_false(push(writer, "c", (struct string){bytes, 1}));
    assert_false(package_writer_close(writer));
    assert_told(fixture, "limit-output-bytes: Văn bản tạo ra lớn hơn 1000 byte\n");
    buffer_release(&zip);
}

static void an_abandoned_writer_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct buffer zip = {0};
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    assert_true(package_writer_begin(writer, STRING("a")));
    package_writer_abandon(writer);
    package_writer_abandon(NULL);
    assert_int_equal(zip.length, 0);
}

/* In a child, so that the limit on the size of files ends with it: the n-th byte of a file is the last. */
static int write_under_limit(struct fixture *fixture, rlim_t most, size_t megabytes)
{
    struct rlimit limit = {most, most};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    const char *path = path_in(fixture, "ra.docx");
    struct file_output *output = file_output_open(path, false, fixture->problems);
    struct package_writer *writer = package_writer_open(output, &fixture->limits, fixture->problems);
    push_rows(writer, letter);
    push_noise(writer, "word/media/a.bin", megabytes);
    bool done = package_writer_close(writer);
    file_output_abandon(output);
    struct string expected =
        arena_format(fixture->arena,
                     "cannot-write: Không ghi được tệp %s: tệp quá lớn so với giới hạn của hệ thống\n", path);
    return done || !string_equal(told(fixture, LANGUAGE_VI), expected) || count_files(fixture) != 0;
}

static void a_full_disk_is_told_and_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        rlim_t most;
        size_t megabytes;
    } rows[] = {{0, 0}, {100, 0}, {1 << 18, 1}, {3 << 20, 9}, {9 << 20, 9}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pid_t child = fork();
        if (child == 0)
            _exit(write_under_limit(fixture, rows[i].most, rows[i].megabytes));
        int status = -1;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_opens),
        TEST(a_reserved_part_keeps_its_place),
        TEST(what_waits_in_a_spool_is_written_whole),
        TEST(memory_is_written_behind_what_is_there),
        TEST(entries_tell_nothing_of_the_machine),
        TEST(the_same_parts_give_the_same_bytes),
        TEST(how_a_part_is_cut_into_writes_does_not_matter),
        TEST(any_parts_come_back),
        TEST(plain_parts_are_deflated_when_copied),
        TEST(threads_write_the_same_bytes),
        TEST(a_large_file_is_written_and_nothing_beside_it),
        TEST(too_much_output_is_told_once),
        TEST(an_abandoned_writer_leaves_nothing),
        TEST(a_full_disk_is_told_and_leaves_nothing),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
