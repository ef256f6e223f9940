/* The command: finds what to run in a table, runs it, tells its problems, exits as the contract says. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

#define COMMON (TAKES(JSON) | TAKES(LANG) | TAKES(LIMIT) | TAKES(HELP))
#define EVALUATES (TAKES(SET) | TAKES(MAP) | TAKES(DRAFT) | TAKES(UNDEFINED) | TAKES(NUMBERS))
#define WRITES (TAKES(OUTPUT) | TAKES(FORCE))

/* Done, but something was found; not understood. */
enum { FOUND = 1, USAGE = 2 };

static const struct command commands[] = {
    {"render",
     run_render,
     COMMON | EVALUATES | WRITES | TAKES(VERIFY) | TAKES(ANNOTATE) | TAKES(PERIOD) | TAKES(HISTORY) |
         TAKES(UNIT) | TAKES(UNITS),
     1,
     SIZE_MAX,
     "FORM DATA... -o OUT.docx",
     {"điền dữ liệu vào mẫu thành văn bản Word", "fills in a form with data, as a Word document"}},
    {"forms", run_forms, COMMON, 0, 0, "", {"liệt kê các mẫu có sẵn", "lists the forms available"}},
    {"fields",
     run_fields,
     COMMON | TAKES(ANNOTATE) | TAKES(FORCE),
     1,
     1,
     "FORM",
     {"liệt kê các trường mà một mẫu cần", "lists the fields of a form"}},
    {"new",
     run_new,
     COMMON | WRITES | TAKES(PERIOD),
     1,
     1,
     "FORM -o data.yaml|data.xlsx",
     {"tạo tệp dữ liệu để điền, có chú thích, cho một mẫu",
      "makes a commented data file to fill in for a form"}},
    {"check",
     run_check,
     COMMON | TAKES(STANDARD) | TAKES(ANNOTATE) | TAKES(FIX) | WRITES,
     1,
     SIZE_MAX,
     "FILE.docx... [--fix -o OUT.docx]",
     {"kiểm tra thể thức theo Nghị định 30", "checks documents against Decree 30"}},
    {"extract",
     run_extract,
     COMMON | WRITES | TAKES(STANDARD) | TAKES(FORM),
     1,
     1,
     "FILE.docx [--form FORM] -o data.yaml",
     {"đọc một văn bản trở lại thành dữ liệu của mẫu", "reads a document back into the data of its form"}},
    {"eval",
     run_eval,
     COMMON | EVALUATES | TAKES(PERIOD),
     1,
     SIZE_MAX,
     "EXPRESSION [DATA...]",
     {"tính một biểu thức trên dữ liệu", "evaluates an expression over data"}},
    {"explain",
     run_explain,
     COMMON | EVALUATES | TAKES(PERIOD) | TAKES(HISTORY) | TAKES(UNIT) | TAKES(UNITS),
     2,
     SIZE_MAX,
     "FORM DATA... NAME",
     {"cho biết một số trong văn bản từ đâu ra", "says where a figure of a document came from"}},
    {"outline",
     run_outline,
     COMMON | WRITES,
     1,
     1,
     "FILE.docx",
     {"in nội dung văn bản để đọc soát", "prints the contents of a document for review"}},
    {"text",
     run_text,
     COMMON | WRITES | TAKES(FROM) | TAKES(YES) | TAKES(TONE) | TAKES(TIDY) | TAKES(NAMES),
     0,
     1,
     "[--from ENCODING] [FILE], FILE.docx -o NEW.docx",
     {"đổi chữ sang Unicode dựng sẵn, thống nhất kiểu đặt dấu",
      "converts text to composed Unicode, with tone marks placed one way"}},
    {"pack",
     run_pack,
     COMMON | WRITES,
     1,
     1,
     "FORM -o FILE.docx",
     {"đóng gói mẫu hoặc thư mục mẫu thành tệp Word", "packs a form, or the folder of one, as a .docx"}},
    {"unpack",
     run_unpack,
     COMMON | WRITES,
     1,
     1,
     "FILE.docx -o DIR",
     {"mở tệp Word thành thư mục XML; --force thay tệp cùng tên, giữ tệp khác",
      "unpacks a .docx as a folder of XML; --force replaces files of the same name, and keeps others"}},
    {"rollup",
     run_rollup,
     COMMON | WRITES | TAKES(MAP) | TAKES(UNITS) | TAKES(PERIOD),
     2,
     SIZE_MAX,
     "FORM DATA... -o OUT.yaml|.xlsx",
     {"tổng hợp số liệu của nhiều đơn vị, mỗi đơn vị một tệp",
      "adds up the data of many units, one file each"}},
    {"units list",
     run_units_list,
     COMMON | WRITES | TAKES(DATE),
     1,
     2,
     "UNITS [GROUP]",
     {"liệt kê các đơn vị trong danh mục, hoặc của một nhóm", "lists the units, or those of a group"}},
    {"units join",
     run_units_join,
     COMMON | WRITES | TAKES(MAP) | TAKES(DATE) | TAKES(GROUP) | TAKES(FIGURES) | TAKES(TASKS),
     1,
     1,
     "UNITS --figures FILE --tasks FILE -o RECORDS.jsonl",
     {"ghép mỗi đơn vị một bản ghi, kèm số liệu và nhiệm vụ",
      "makes a record for each unit, with its figures and tasks"}},
    {"units track",
     run_units_track,
     COMMON | WRITES | TAKES(SET) | TAKES(DATA) | TAKES(RECORDS),
     1,
     1,
     "RECORDS.jsonl -o SHEET.docx|.xlsx|.csv",
     {"lập bảng theo dõi ai phải báo cáo khi nào", "makes a sheet of who has to report by when"}},
    {"period list",
     run_period_list,
     COMMON | TAKES(HISTORY) | TAKES(PERIOD) | TAKES(UNIT),
     0,
     0,
     "--history FILE",
     {"liệt kê các kỳ đã phát hành trong sổ số liệu", "lists the periods in a history"}},
    {"period close",
     run_period_close,
     COMMON | TAKES(HISTORY) | TAKES(PERIOD) | TAKES(UNIT),
     0,
     0,
     "--history FILE --period PERIOD",
     {"chốt một kỳ: số liệu đã phát hành không đổi được nữa",
      "closes a period: its figures can no longer change"}},
    {"period reopen",
     run_period_reopen,
     COMMON | TAKES(HISTORY) | TAKES(PERIOD) | TAKES(UNIT) | TAKES(REASON),
     0,
     0,
     "--history FILE --period PERIOD --reason REASON",
     {"mở lại một kỳ đã chốt, ghi rõ lý do", "reopens a closed period, stating the reason"}},
    {"batch",
     run_batch,
     COMMON | EVALUATES | TAKES(FORCE) | TAKES(VERIFY) | TAKES(OUT_DIR) | TAKES(NAME) | TAKES(KEY) |
         TAKES(DATA) | TAKES(UNITS) | TAKES(RECORDS) | TAKES(JOBS) | TAKES(SHARD) | TAKES(RESUME) |
         TAKES(PLAN) | TAKES(PDF) | TAKES(JOIN) | TAKES(MAX_FAILURES) | TAKES(PERIOD) | TAKES(HISTORY) |
         TAKES(UNIT),
     2,
     SIZE_MAX,
     "FORM... RECORDS --out-dir DIR --name PATTERN",
     {"tạo mỗi bản ghi một văn bản", "makes a document for each record"}},
    {"manifest verify",
     run_manifest_verify,
     COMMON,
     1,
     2,
     "DIR [PLAN.jsonl]",
     {"soát lại các văn bản của một đợt", "checks the documents of a batch against its manifest"}},
    {"manifest merge",
     run_manifest_merge,
     COMMON,
     1,
     1,
     "DIR",
     {"gộp danh sách của các phần làm riêng", "merges the manifests of parts made apart"}},
    {"number create",
     run_number_create,
     COMMON | TAKES(BY_KIND),
     1,
     2,
     "BOOK.db [GROUPS.yaml]",
     {"lập sổ đăng ký văn bản đi", "creates a book of outgoing documents"}},
    {"number allocate",
     run_number_allocate,
     COMMON | WRITES | TAKES(SET) | TAKES(DATA) | TAKES(RECORDS) | TAKES(KEY) | TAKES(DATE),
     2,
     SIZE_MAX,
     "BOOK.db DATA... --key KEY [-o NUMBERED.yaml]",
     {"cấp số, ghi vào sổ và vào dữ liệu", "gives documents their numbers, in the book and in the data"}},
    {"number void",
     run_number_void,
     COMMON | TAKES(KEY) | TAKES(YEAR) | TAKES(REASON),
     1,
     2,
     "BOOK.db 15/BC-UBND --reason REASON",
     {"hủy một số đã cấp; số ấy không cấp lại", "declares a number void, never to be given again"}},
    {"number note",
     run_number_note,
     COMMON | TAKES(SET) | TAKES(KEY) | TAKES(YEAR),
     1,
     2,
     "BOOK.db 15/BC-UBND --set \"Ngày chuyển=2026-05-06\"",
     {"ghi thêm vào sổ: ngày chuyển, ký nhận, ghi chú …",
      "notes what becomes known later: date sent, receipt, remarks …"}},
    {"number history",
     run_number_history,
     COMMON | TAKES(KEY) | TAKES(YEAR),
     1,
     2,
     "BOOK.db 15/BC-UBND",
     {"xem những gì đã sửa về một văn bản trong sổ", "shows what was changed about a document in the book"}},
    {"number list",
     run_number_list,
     COMMON | TAKES(YEAR) | TAKES(SERIES),
     1,
     1,
     "BOOK.db",
     {"liệt kê văn bản trong sổ", "lists the documents in the book"}},
    {"number find",
     run_number_find,
     COMMON | TAKES(YEAR) | TAKES(SERIES),
     2,
     2,
     "BOOK.db WORDS",
     {"tìm văn bản trong sổ, không cần gõ dấu", "finds documents in the book, with or without accents"}},
    {"number book",
     run_number_book,
     COMMON | WRITES | TAKES(SET) | TAKES(YEAR) | TAKES(SERIES) | TAKES(VERIFY),
     1,
     SIZE_MAX,
     "BOOK.db [DATA...] --year 2026 -o BOOK.docx",
     {"in sổ đăng ký văn bản đi của một năm", "prints the book of outgoing documents of a year"}},
    {"number export",
     run_number_export,
     COMMON | WRITES | TAKES(YEAR) | TAKES(SERIES),
     1,
     1,
     "BOOK.db -o METADATA.xml|.csv",
     {"xuất dữ liệu đặc tả theo Phụ lục VI", "exports the metadata according to Appendix VI"}},
    {"number stamp",
     run_number_stamp,
     COMMON | WRITES | TAKES(KEY) | TAKES(YEAR),
     2,
     3,
     "FILE.docx BOOK.db 15/BC-UBND -o OUT.docx",
     {"điền số và ngày vào chỗ trống của văn bản có sẵn",
      "fills in the blank number and date of an existing document"}},
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

const struct command *command_at(size_t index)
{
    return index < sizeof commands / sizeof *commands ? &commands[index] : NULL;
}

const struct command *command_find(char **words, size_t *used)
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

static bool run_command(const struct command *command, const struct command_line *line,
                        enum vanban_language language, struct vanban_problems *problems)
{
    char space[4096];
    if (is_given(line, OPTION_HELP)) {
        help_print_command(command, language);
        return true;
    }
    const char *forms_folder = find_forms_folder(space, sizeof space);
    struct session session = {line, choose_options(line, language, forms_folder), problems, language};
    return has_fit_options(&session) && command->run(&session);
}

/* A result that could not be printed to the end is a problem like any other. */
static bool flush_result(struct vanban_problems *problems)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    vanban_problems_add_system(problems, "cannot-write", "stdout", errno);
    return false;
}

/* The problems are told as the words ask, even when one of them cannot be read. */
static int finish(char **words, bool done, int status, struct vanban_problems *problems)
{
    done &= flush_result(problems);
    vanban_problems_print(problems, stderr, choose_language(command_line_seek(words, OPTION_LANG)),
                          command_line_seek(words, OPTION_JSON) != NULL);
    int worst = vanban_problems_exit(problems);
    return done ? 0 : worst != 0 ? worst : status;
}

static int run_words(const struct command *command, char **words, struct vanban_problems *problems)
{
    struct command_line line;
    enum vanban_language language = choose_language(command_line_seek(words, OPTION_LANG));
    bool done =
        command_line_read(&line, command, words, problems) && run_command(command, &line, language, problems);
    int status = finish(words, done, FOUND, problems);
    command_line_release(&line);
    return status;
}

/* Without a command's name: help and the version, or a usage problem. */
static bool tell(char **words, enum vanban_language language, bool as_json, struct vanban_problems *problems)
{
    if (words[0] == NULL) {
        if (as_json)
            vanban_problems_add_usage(problems, "usage-command", "", NULL);
        else
            help_print_usage(language, stderr);
        return false;
    }
    if (strcmp(words[0], "--version") == 0 || strcmp(words[0], "version") == 0) {
        printf("vanban %s\n", vanban_version());
        return true;
    }
    bool has_topic = words[1] != NULL && words[1][0] != '-';
    if (help_is_asked(words[0]) && !has_topic) {
        help_print_usage(language, stdout);
        return true;
    }
    if (help_is_asked(words[0]) && help_print_topic(++words, language))
        return true;
    if (help_print_family(words, language))
        return words[1] != NULL;
    help_report_command(words, problems);
    return false;
}

static int tell_and_finish(char **words, size_t ahead, struct vanban_problems *problems)
{
    enum vanban_language language = choose_language(command_line_seek(words, OPTION_LANG));
    bool as_json = command_line_seek(words, OPTION_JSON) != NULL;
    return finish(words, tell(words + ahead, language, as_json, problems), USAGE, problems);
}

/* A standard stream that is closed stays one that cannot be used: no file of ours gets its number. */
static void keep_streams(void)
{
    for (int stream = 0; stream <= 2; stream++) {
        if (fcntl(stream, F_GETFD) < 0)
            open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
    }
}

void end_by_signal(int number)
{
    vanban_remove_temporaries();
    signal(number, SIG_DFL);
    raise(number);
}

/* Whoever ends the command finds no half file; what the caller had ignored stays so. A file that grows too
 * large is a problem like others. */
static void watch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXCPU};
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (signal(numbers[i], end_by_signal) == SIG_IGN)
            signal(numbers[i], SIG_IGN);
    }
}

int main(int count, char **words)
{
    keep_streams();
    watch_signals();
    struct vanban_problems *problems = vanban_problems_new();
    if (problems == NULL)
        return 6;
    size_t used = 0, ahead;
    char **typed = words + (count > 0);
    ahead = command_line_skip_common(typed);
    const struct command *command = command_find(typed + ahead, &used);
    command_line_turn(typed, ahead, used);
    int status = command != NULL ? run_words(command, typed + used, problems)
                                 : tell_and_finish(typed, ahead, problems);
    vanban_problems_free(problems);
    return status;
}
