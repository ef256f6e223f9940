/*
 * Renders a form N times into a folder; prints documents per second and peak memory in MiB.
 *
 * usage: vanban_bench FORM DATA.json N FOLDER/ synced|unsynced
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "vanban.h"

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool render(const struct vanban_form *form, struct vanban_data *data, char **arguments,
                   struct vanban_problems *problems)
{
    const struct vanban_options options = {.unsynced = strcmp(arguments[5], "unsynced") == 0,
                                           .numbers = VANBAN_NUMBERS_PLAIN};
    bool done = form != NULL && data != NULL;
    int count = atoi(arguments[3]);
    double start = seconds_now();
    for (int i = 0; done && i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s%d.docx", arguments[4], i);
        done = vanban_render(form, data, path, &options, problems);
    }
    double seconds = seconds_now() - start;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    if (done)
        printf("%.4f %.1f\n", count / seconds, (double)usage.ru_maxrss / 1024);
    return done;
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fprintf(stderr, "usage: vanban_bench FORM DATA.json N FOLDER/ synced|unsynced\n");
        return 2;
    }
    struct vanban_problems *problems = vanban_problems_new();
    struct vanban_form *form = vanban_form_open(arguments[1], NULL, problems);
    struct vanban_data *data = vanban_data_open(arguments[2], NULL, problems);
    bool done = render(form, data, arguments, problems);
    vanban_problems_print(problems, stderr, VANBAN_EN, false);
    int status = done ? 0 : vanban_problems_exit(problems);
    vanban_data_close(data);
    vanban_form_close(form);
    vanban_problems_free(problems);
    return status;
}
