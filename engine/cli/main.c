/* The command: finds what to run in a table, runs it, tells its problems, exits as the contract says. */

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

#define COMMON (TAKES(JSON) | TAKES(LANG) | TAKES(LIMIT) | TAKES(HELP))
#define EVALUATES (TAKES(SET) | TAKES(MAP) | TAKES(DRAFT) | TAKES(UNDEFINED) | TAKES(NUMBERS))
#define WRITES (TAKES(OUTPUT) | TAKES(FORCE))

/* Done, but something was found. */
enum { FOUND = 1 };

static const struct command commands[] = {
    {"render",
     run_render,
     COMMON | EVALUATES | WRITES | TAKES(VERIFY) | TAKES(ANNOTATE) | TAKES(PERIOD) | TAKES(HISTORY) |
         TAKES(UNIT) | TAKES(UNITS),
     1,
     SIZE_MAX,
     "FORM DATA... -o OUT.docx",
     {"điền mẫu bằng dữ liệu thành văn bản Word", "fills a form with data"}},
    {"forms", run_forms, COMMON, 0, 0, "", {"liệt kê các mẫu có sẵn", "lists the shipped forms"}},
    {"fields",
     run_fields,
     COMMON | TAKES(ANNOTATE) | TAKES(FORCE),
     1,
     1,
     "FORM",
     {"các trường mà một mẫu cần", "what a form asks for"}},
    {"new",
     run_new,
     COMMON | WRITES | TAKES(PERIOD),
     1,
     1,
     "FORM -o data.yaml|data.xlsx",
     {"tạo tệp dữ liệu trống có chú thích cho một mẫu", "makes a commented data file for a form"}},
    {"check",
     run_check,
     COMMON | TAKES(STANDARD) | TAKES(ANNOTATE) | TAKES(FIX) | WRITES,
     1,
     SIZE_MAX,
     "FILE.docx... [--fix -o OUT.docx]",
     {"kiểm tra thể thức theo Nghị định 30", "holds documents against Decree 30"}},
    {"extract",
     run_extract,
     COMMON | WRITES | TAKES(STANDARD),
     1,
     1,
     "FILE.docx -o data.yaml",
     {"đọc một văn bản trở lại thành dữ liệu của mẫu", "reads a document back into the data of its form"}},
    {"eval",
     run_eval,
     COMMON | EVALUATES | TAKES(PERIOD),
     1,
     SIZE_MAX,
     "EXPRESSION [DATA...]",
     {"tính một biểu thức trên dữ liệu", "computes an expression over data"}},
    {"explain",
     run_explain,
     COMMON | EVALUATES | TAKES(PERIOD) | TAKES(HISTORY) | TAKES(UNIT),
     2,
     SIZE_MAX,
     "FORM DATA... NAME",
     {"cho biết một số trong văn bản từ đâu ra", "tells where a figure of a document came from"}},
    {"outline",
     run_outline,
     COMMON | WRITES,
     1,
     1,
     "FILE.docx",
     {"in nội dung văn bản để đọc soát", "prints a document for review"}},
    {"text",
     run_text,
     COMMON | WRITES | TAKES(FROM) | TAKES(YES) | TAKES(TONE) | TAKES(TIDY) | TAKES(NAMES),
     0,
     1,
     "[--from ENCODING] [FILE], FILE.docx -o NEW.docx",
     {"đổi chữ sang Unicode dựng sẵn, thống nhất kiểu đặt dấu", "turns a text into composed Unicode"}},
    {"pack",
     run_pack,
     COMMON | WRITES,
     1,
     1,
     "DIR -o FILE.docx",
     {"đóng thư mục mẫu thành tệp Word", "makes a .docx of a form's folder"}},
    {"unpack",
     run_unpack,
     COMMON | WRITES,
     1,
     1,
     "FILE.docx -o DIR",
     {"mở tệp Word thành thư mục XML", "makes a folder of XML of a .docx"}},
    {"rollup",
     run_rollup,
     COMMON | WRITES | TAKES(MAP) | TAKES(UNITS) | TAKES(PERIOD),
     2,
     SIZE_MAX,
     "FORM DATA... -o OUT.yaml|.xlsx",
     {"tổng hợp số liệu của nhiều đơn vị, mỗi đơn vị một tệp",
      "adds up the data of many units, a file each"}},
    {"units list",
     run_units_list,
     COMMON | WRITES | TAKES(DATE),
     1,
     2,
     "UNITS [GROUP]",
     {"các đơn vị trong danh mục, hoặc của một nhóm", "the units of a list, or of a group"}},
    {"units join",
     run_units_join,
     COMMON | WRITES | TAKES(DATE) | TAKES(GROUP) | TAKES(FIGURES) | TAKES(TASKS),
     1,
     1,
     "UNITS --figures FILE --tasks FILE -o RECORDS.jsonl",
     {"mỗi đơn vị một bản ghi, kèm số liệu và nhiệm vụ",
      "a record for each unit with its figures and tasks"}},
    {"units track",
     run_units_track,
     COMMON | WRITES | TAKES(SET) | TAKES(DATA),
     1,
     1,
     "RECORDS.jsonl -o SHEET.docx|.csv",
     {"bảng theo dõi ai phải báo cáo khi nào", "a sheet of who has to answer by when"}},
    {"period list",
     run_period_list,
     COMMON | TAKES(HISTORY) | TAKES(PERIOD) | TAKES(UNIT),
     0,
     0,
     "--history FILE",
     {"liệt kê các kỳ đã phát hành trong sổ số liệu", "lists the periods that were issued"}},
    {"period close",
     run_period_close,
     COMMON | TAKES(HISTORY) | TAKES(PERIOD) | TAKES(UNIT),
     0,
     0,
     "--history FILE --period PERIOD",
     {"chốt một kỳ: số liệu đã phát hành không đổi được nữa", "closes a period: its figures stay"}},
    {"period reopen",
     run_period_reopen,
     COMMON | TAKES(HISTORY) | TAKES(PERIOD) | TAKES(UNIT) | TAKES(REASON),
     0,
     0,
     "--history FILE --period PERIOD --reason TEXT",
     {"mở lại một kỳ đã chốt, ghi rõ lý do", "reopens a closed period, for a reason"}},
    {"batch",
     run_batch,
     COMMON | EVALUATES | TAKES(FORCE) | TAKES(VERIFY) | TAKES(OUT_DIR) | TAKES(NAME) | TAKES(KEY) |
         TAKES(DATA) | TAKES(UNITS) | TAKES(RECORDS) | TAKES(JOBS) | TAKES(SHARD) | TAKES(RESUME) |
         TAKES(PLAN) | TAKES(PDF) | TAKES(JOIN) | TAKES(MAX_FAILURES),
     2,
     2,
     "FORM RECORDS --out-dir DIR --name PATTERN",
     {"tạo mỗi bản ghi một văn bản", "makes a document for each record"}},
    {"manifest verify",
     run_manifest_verify,
     COMMON,
     1,
     2,
     "DIR [PLAN.jsonl]",
     {"soát lại các văn bản của một đợt", "checks the documents of a batch"}},
    {"manifest merge",
     run_manifest_merge,
     COMMON,
     1,
     1,
     "DIR",
     {"gộp danh sách của các phần làm riêng", "joins the manifests of parts"}},
    {"number create",
     run_number_create,
     COMMON | TAKES(BY_KIND),
     1,
     2,
     "BOOK.db [GROUPS.yaml]",
     {"lập sổ đăng ký văn bản đi", "makes a book of outgoing documents"}},
    {"number allocate",
     run_number_allocate,
     COMMON | WRITES | TAKES(SET) | TAKES(DATA) | TAKES(KEY) | TAKES(DATE),
     2,
     SIZE_MAX,
     "BOOK.db DATA... --key TEXT [-o NUMBERED.yaml]",
     {"cấp số, ghi vào sổ và vào dữ liệu", "gives documents their numbers"}},
    {"number void",
     run_number_void,
     COMMON | TAKES(KEY) | TAKES(YEAR) | TAKES(REASON),
     1,
     2,
     "BOOK.db 15/BC-UBND --reason TEXT",
     {"hủy một số đã cấp; số ấy không cấp lại", "declares a number void, never to be given again"}},
    {"number note",
     run_number_note,
     COMMON | TAKES(SET) | TAKES(KEY) | TAKES(YEAR),
     1,
     2,
     "BOOK.db 15/BC-UBND --set \"Ngày chuyển=2026-05-06\"",
     {"ghi thêm vào sổ: ngày chuyển, ký nhận, ghi chú …", "notes what becomes known later"}},
    {"number history",
     run_number_history,
     COMMON | TAKES(KEY) | TAKES(YEAR),
     1,
     2,
     "BOOK.db 15/BC-UBND",
     {"những gì đã sửa của một văn bản trong sổ", "what was changed of a document in the book"}},
    {"number list",
     run_number_list,
     COMMON | TAKES(YEAR) | TAKES(SERIES),
     1,
     1,
     "BOOK.db",
     {"liệt kê văn bản trong sổ", "lists what the book has"}},
    {"number find",
     run_number_find,
     COMMON | TAKES(YEAR) | TAKES(SERIES),
     2,
     2,
     "BOOK.db WORDS",
     {"tìm văn bản trong sổ, không cần gõ dấu", "finds documents in the book"}},
    {"number book",
     run_number_book,
     COMMON | WRITES | TAKES(SET) | TAKES(YEAR) | TAKES(SERIES) | TAKES(VERIFY),
     1,
     SIZE_MAX,
     "BOOK.db [DATA...] --year 2026 -o BOOK.docx",
     {"in sổ đăng ký văn bản đi của một năm", "prints the book of a year"}},
    {"number export",
     run_number_export,
     COMMON | WRITES | TAKES(YEAR) | TAKES(SERIES),
     1,
     1,
     "BOOK.db -o METADATA.xml|.csv",
     {"xuất dữ liệu đặc tả theo Phụ lục VI", "exports the metadata of Appendix VI"}},
    {"number stamp",
     run_number_stamp,
     COMMON | WRITES | TAKES(KEY) | TAKES(YEAR),
     2,
     3,
     "FILE.docx BOOK.db 15/BC-UBND -o OUT.docx",
     {"điền số và ngày vào chỗ trống của văn bản có sẵn", "fills the blank number and date of a document"}},
};

/* How many words the name of a command is, when they are these; else 0. */
static size_t match_name(const char *name, char **words)
{
    const char *blank = strchr(name, ' ');
    if (blank == NULL)
        return words[0] != NULL && strcmp(words[0], name) == 0;
    size_t length = (size_t)(blank - name);
    bool matches = words[0] != NULL && strlen(words[0]) == length && strncmp(words[0], name, length) == 0 &&
                   words[1] != NULL && strcmp(words[1], blank + 1) == 0;
    return matches ? 2 : 0;
}

static const struct command *find_command(char **words, size_t *used)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        *used = match_name(commands[i].name, words);
        if (*used > 0)
            return &commands[i];
    }
    return NULL;
}

static enum vanban_undefined choose_undefined(const struct command_line *line)
{
    const char *asked = line->values[OPTION_UNDEFINED];
    if (is_given(line, OPTION_DRAFT) || (asked != NULL && strcmp(asked, "mark") == 0))
        return VANBAN_UNDEFINED_MARK;
    return asked != NULL && strcmp(asked, "blank") == 0 ? VANBAN_UNDEFINED_BLANK : VANBAN_UNDEFINED_ERROR;
}

static struct vanban_options choose_options(const struct command_line *line, enum vanban_language language,
                                            const char *forms_folder)
{
    const char *numbers = line->values[OPTION_NUMBERS];
    return (struct vanban_options){
        .forms_folder = forms_folder,
        .undefined = choose_undefined(line),
        .numbers =
            numbers != NULL && strcmp(numbers, "plain") == 0 ? VANBAN_NUMBERS_PLAIN : VANBAN_NUMBERS_VI,
        .language = language,
        .overwrite = is_given(line, OPTION_FORCE),
        .verify = is_given(line, OPTION_VERIFY) || getenv("VANBAN_VERIFY") != NULL,
        .map = line->values[OPTION_MAP],
        .period = line->values[OPTION_PERIOD],
        .history = line->values[OPTION_HISTORY],
        .unit = line->values[OPTION_UNIT],
        .limits = line->limits,
        .limit_count = line->limit_count,
    };
}

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The commands whose names begin so, a line each. */
static void print_commands(const char *beginning, enum vanban_language language, FILE *stream)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char synopsis[128], line[192];
        if (!begins_with(commands[i].name, beginning))
            continue;
        spell_words(synopsis, sizeof synopsis, commands[i].synopsis, language);
        snprintf(line, sizeof line, "  vanban %s %s", commands[i].name, synopsis);
        print_column(stream, line, 44);
        fprintf(stream, " %s\n", commands[i].summary[language]);
    }
}

static void print_usage(enum vanban_language language, FILE *stream)
{
    static const char *const heads[2] = {
        "vanban: điền mẫu văn bản hành chính theo Nghị định 30/2020/NĐ-CP\n\nCách dùng:\n",
        "vanban: fills Vietnamese administrative forms by Decree 30/2020/NĐ-CP\n\nUsage:\n"};
    static const char *const feet[2] = {"\n“vanban LỆNH --help” nói thêm về từng lệnh.\n",
                                        "\n\"vanban COMMAND --help\" tells more of each.\n"};
    fputs(heads[language], stream);
    print_commands("", language, stream);
    fputs(feet[language], stream);
}

static void print_help(const struct command *command, enum vanban_language language)
{
    char synopsis[128];
    spell_words(synopsis, sizeof synopsis, command->synopsis, language);
    printf("vanban %s %s\n  %s\n\n", command->name, synopsis, command->summary[language]);
    command_line_print_options(command, language, stdout);
}

static bool run_command(const struct command *command, const struct command_line *line,
                        enum vanban_language language, struct vanban_problems *problems)
{
    char space[4096];
    if (is_given(line, OPTION_HELP)) {
        print_help(command, language);
        return true;
    }
    const char *forms_folder = find_forms_folder(space, sizeof space);
    struct session session = {line, choose_options(line, language, forms_folder), problems, language};
    return command->run(&session);
}

/* A result that could not be printed to the end is a problem like any other. */
static bool flush_result(struct vanban_problems *problems)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    vanban_problems_add_usage(problems, "cannot-write", "stdout", strerror(errno));
    return false;
}

static int run_words(const struct command *command, char **words, struct vanban_problems *problems)
{
    struct command_line line;
    bool done = command_line_read(&line, command, words, problems);
    enum vanban_language language = choose_language(line.values[OPTION_LANG]);
    done = done && run_command(command, &line, language, problems) && flush_result(problems);
    vanban_problems_print(problems, stderr, language, is_given(&line, OPTION_JSON));
    command_line_release(&line);
    int status = vanban_problems_exit(problems);
    return done ? 0 : status != 0 ? status : FOUND;
}

/* Of commands of two words the first alone, or with a second there is not, tells those there are. */
static void report_command(char **words, struct vanban_problems *problems)
{
    enum { COUNT = sizeof commands / sizeof *commands };
    const char *names[COUNT + 1] = {NULL}, *typed = words[0];
    char family[64], second[64];
    snprintf(family, sizeof family, "%s ", words[0]);
    for (size_t i = 0, count = 0; i < COUNT; i++) {
        if (begins_with(commands[i].name, family))
            names[count++] = commands[i].name;
    }
    if (names[0] != NULL) {
        snprintf(second, sizeof second, "%s%s", family, words[1] != NULL ? words[1] : "");
        vanban_problems_add_usage(problems, "usage-second-word", words[0], words[1] != NULL ? words[1] : "");
        typed = second;
    } else {
        for (size_t i = 0; i < COUNT; i++)
            names[i] = commands[i].name;
        vanban_problems_add_usage(problems, "usage-command", words[0], NULL);
    }
    vanban_problems_suggest(problems, typed, names);
}

static bool asks_for_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

/* True for the first word alone of commands of two words, or with --help behind it: they are told. */
static bool print_family(char **words, enum vanban_language language)
{
    char family[64];
    bool is_family = false;
    snprintf(family, sizeof family, "%s ", words[0]);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        is_family = is_family || begins_with(commands[i].name, family);
    is_family = is_family && (words[1] == NULL || asks_for_help(words[1]));
    if (is_family)
        print_commands(family, language, words[1] == NULL ? stderr : stdout);
    return is_family;
}

/* Without a command's name: help and the version, or a usage problem. */
static int run_nothing(char **words, struct vanban_problems *problems)
{
    const char *word = words[0];
    enum vanban_language language = choose_language(NULL);
    if (word != NULL && (strcmp(word, "--version") == 0 || strcmp(word, "version") == 0)) {
        printf("vanban %s\n", vanban_version());
        return 0;
    }
    if (word != NULL && asks_for_help(word)) {
        print_usage(language, stdout);
        return 0;
    }
    if (word != NULL && print_family(words, language))
        return words[1] == NULL ? 2 : 0;
    if (word == NULL)
        print_usage(language, stderr);
    else
        report_command(words, problems);
    vanban_problems_print(problems, stderr, language, false);
    return 2;
}

int main(int count, char **words)
{
    struct vanban_problems *problems = vanban_problems_new();
    if (problems == NULL)
        return 6;
    size_t used = 0;
    char **typed = words + (count > 0);
    const struct command *command = find_command(typed, &used);
    int status = command != NULL ? run_words(command, typed + used, problems) : run_nothing(typed, problems);
    vanban_problems_free(problems);
    return status;
}
