#ifndef VANBAN_CLI_COMMAND_H
#define VANBAN_CLI_COMMAND_H

/*
 * The command line. main.c has the table of commands, options.c the table of
 * options; each command is one file and sees its words through struct command_line.
 * Results go to stdout, talk to stderr; only main() exits.
 */

#include "vanban.h"

enum option {
#define OPTION(id, letter, name, value, vi, en) OPTION_##id,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
};

/* A set of options a command takes. */
#define TAKES(id) (1ull << OPTION_##id)

struct command_line {
    const char **operands; /* what is no option, in order */
    size_t operand_count;
    const char *values[OPTION_COUNT]; /* NULL: not given; flags: "" */
    const char **sets;                /* every --set, in order */
    size_t set_count;
    struct vanban_limit *limits; /* every --limit */
    size_t limit_count;
};

/* What a command works with. */
struct session {
    const struct command_line *line;
    struct vanban_options options;
    struct vanban_problems *problems;
    enum vanban_language language;
};

struct command {
    const char *name;
    bool (*run)(const struct session *session); /* false after a problem */
    unsigned long long options;
    size_t least_operands, most_operands;
    const char *synopsis;   /* "FORM DATA... -o OUT.docx" */
    const char *summary[2]; /* by language */
};

/* Reads the words behind the command's name; false after a problem. Free with command_line_release(). */
bool command_line_read(struct command_line *line, const struct command *command, char **words,
                       struct vanban_problems *problems);
void command_line_release(struct command_line *line);
/* The options of a command, a line each. */
void command_line_print_options(const struct command *command, enum vanban_language language, FILE *stream);
/* What the words give an option before they are read, "" for a flag; NULL: they do not give it. */
const char *command_line_seek(char **words, enum option option);
/* How many of the words are options that every command takes, before the command's name. */
size_t command_line_skip_common(char **words);
/* Puts the `length` words behind the first `ahead` in front of them. */
void command_line_turn(char **words, size_t ahead, size_t length);

/* The commands, NULL behind the last. */
const struct command *command_at(size_t index);
/* The command whose name the words begin with, and how many they are; NULL if none. */
const struct command *command_find(char **words, size_t *used);

bool help_is_asked(const char *word);
/* All commands, a line each. */
void help_print_usage(enum vanban_language language, FILE *stream);
/* A command with its options. */
void help_print_command(const struct command *command, enum vanban_language language);
/* True for the first word alone of commands of two words, or with --help behind it: they are told. */
bool help_print_family(char **words, enum vanban_language language);
/* What stands behind "help": a command, the first word of several, "limits"; false if it is none. */
bool help_print_topic(char **words, enum vanban_language language);
/* Of commands of two words the first alone, or with a second there is not, tells those there are. */
void help_report_command(char **words, struct vanban_problems *problems);

/* The handler of signals that end the command: nothing half stays. */
void end_by_signal(int number);

/* --lang, else VANBAN_LANG, else the locale. */
enum vanban_language choose_language(const char *asked);
/* $VANBAN_TEMPLATES, else beside the installed program, else where it was built; `space` is room for it. */
const char *find_forms_folder(char *space, size_t size);
/* A synopsis, or what a value is called: in Vietnamese MẪU stands for FORM. Both at once are an argument of
 * vanban_problems_add_usage(). */
void spell_words(char *out, size_t size, const char *synopsis, enum vanban_language language);
void spell_both(char *out, size_t size, const char *synopsis);
/* Text filled up with blanks to so many characters; a longer one has its line for itself. */
void print_column(FILE *stream, const char *text, int width);
bool is_given(const struct command_line *line, enum option option);
/* Prints a text and frees it. NULL is a failure already reported. */
bool print_text(char *text, FILE *stream);
/* Prints a result to stdout, or writes it to -o; frees the text. NULL is a failure already reported. */
bool finish_text(const struct session *session, char *text);
/* The same for what is no JSON: with --json it is a JSON string, or a list of its lines. */
bool finish_words(const struct session *session, char *text, bool by_line);
/* Data files from operand `first` on merged, then every --set; never NULL without a problem. */
struct vanban_data *read_data(const struct session *session, size_t first);
/* The same over `data`; false after a problem. */
bool fill_data(const struct session *session, size_t first, struct vanban_data *data);
/* The data beside a table of records: --data, then every --set; NULL after a problem. */
struct vanban_data *read_common(const struct session *session, const struct vanban_options *options);
/* The list that --units names; NULL without one, and with *is_open false after a problem. */
struct vanban_units *open_units(const struct session *session, bool *is_open);
/* What SQLite's files end in. */
extern const char *const database_endings[];
/* False when a name, if there is one, is that of another kind of file than the endings say. */
bool has_fit_name(const struct session *session, const char *name, const char *const *endings);
/* The same of --map and --history. */
bool has_fit_options(const struct session *session);
/* True if -o is given and does not promise another kind of file than the endings say. */
bool has_output(const struct session *session, const char *const *endings);
/* True if -o is given and ends so, in any case of letters. */
bool output_ends_in(const struct session *session, const char *ending);

/* False when the file that an option names is of another kind than the endings, or one that the command
 * reads: not even --force writes over that. */
bool may_write_to(const struct session *session, enum option option, const char *const *endings);
/* False when -o promises something else than a text. */
bool may_write_text(const struct session *session);

/* False when --annotate names a file of another kind, or one that the command reads or writes,
 * or that is there already. */
bool may_annotate(const struct session *session);
/* Makes the copy that --annotate asks for, with what was found so far; true when it asks for none. */
bool annotate_form(const struct session *session);

#define COMMAND(name) bool run_##name(const struct session *session);
COMMAND(render)
COMMAND(forms)
COMMAND(fields)
COMMAND(new)
COMMAND(eval)
COMMAND(explain)
COMMAND(check)
COMMAND(extract)
COMMAND(outline)
COMMAND(text)
COMMAND(pack)
COMMAND(unpack)
COMMAND(period_list)
COMMAND(period_close)
COMMAND(period_reopen)
COMMAND(rollup)
COMMAND(units_list)
COMMAND(units_join)
COMMAND(units_track)
COMMAND(batch)
COMMAND(manifest_verify)
COMMAND(manifest_merge)
COMMAND(number_create)
COMMAND(number_allocate)
COMMAND(number_void)
COMMAND(number_note)
COMMAND(number_history)
COMMAND(number_list)
COMMAND(number_find)
COMMAND(number_book)
COMMAND(number_export)
COMMAND(number_stamp)
#undef COMMAND

#endif
