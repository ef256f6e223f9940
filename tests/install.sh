#!/usr/bin/env bash
# What is installed stands on its own: the command finds the forms beside it, and a C program uses the library by the
# public header alone.
. "$(dirname "$0")/lib/tap.sh"
prefix="$root/build/installed here"

finds_its_forms() {
    sed -i 's/^title: .*/title: Mẫu đã cài đặt/' "$prefix/share/vanban/templates/cong-van/form.yaml"
    env -u VANBAN_TEMPLATES "$prefix/bin/vanban" forms | grep 'Mẫu đã cài đặt'
}

renders_by_library() {
    cat >"$prefix/program.c" <<'C'
#include <vanban.h>

int main(int count, char **words)
{
    struct vanban_problems *problems = vanban_problems_new();
    struct vanban_options options = {.forms_folder = words[1], .overwrite = true};
    struct vanban_form *form = vanban_form_open("cong-van", &options, problems);
    struct vanban_data *data = vanban_data_open(words[2], &options, problems);
    if (count == 4 && form != NULL && data != NULL)
        vanban_render(form, data, words[3], &options, problems);
    vanban_problems_print(problems, stderr, VANBAN_EN, false);
    int status = vanban_problems_exit(problems);
    vanban_data_close(data);
    vanban_form_close(form);
    vanban_problems_free(problems);
    return status;
}
C
    cc -std=c17 -Wall -Wextra -Wpedantic -Werror -I "$prefix/include" "$prefix/program.c" -o "$prefix/program" \
        -L "$prefix/lib" -lvanban -Wl,-rpath,"$prefix/lib" &&
        "$prefix/program" "$prefix/share/vanban/templates" templates/cong-van/example.yaml "$prefix/out.docx" &&
        "$prefix/bin/vanban" outline "$prefix/out.docx" | grep 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
}

# The first lines of vanban.h, as they are printed there.
runs_the_example_of_the_header() {
    local flags
    {
        echo '#include <vanban.h>'
        echo 'int main(void) {'
        sed -n '/^ \*     struct vanban_options options = /,/^ \*     vanban_problems_free/s/^ \*//p' "$prefix/include/vanban.h" |
            sed "s#/usr/share/vanban/templates#$prefix/share/vanban/templates#"
        echo '}'
    } >"$prefix/example.c"
    grep -q "$prefix/share" "$prefix/example.c" || return 1
    flags=$(PKG_CONFIG_PATH="$prefix/lib/pkgconfig" pkg-config --cflags --libs vanban) || return 1
    eval "cc -std=c17 -Wall -Wextra -Wpedantic -Werror \"\$prefix/example.c\" -o \"\$prefix/example\" $flags" || return 1
    cp templates/cong-van/example.yaml "$prefix/data.yaml"
    [ "$(cd "$prefix" && LD_LIBRARY_PATH="$prefix/lib" ./example)" = done ] && [ -s "$prefix/out.docx" ]
}

# They are run for numbers now and then, and must go on compiling.
programs_of_the_bench_compile() {
    local flags program
    read -ra flags <<<"$(pkg-config --cflags libzip libdeflate)"
    for program in tests/bench/*.c; do
        cc -std=c17 -D_GNU_SOURCE -Wall -Werror -fsyntax-only -Iengine "${flags[@]}" "$program"
    done
}

rm -rf "$prefix"
check 'it can be installed' cmake --install build/dev --prefix "$prefix"
check 'the installed command runs' "$prefix/bin/vanban" --version
check 'it finds the forms that were installed' finds_its_forms
check 'a program renders by the library' renders_by_library
rm -f "$prefix/out.docx"
check 'the example of the header runs' runs_the_example_of_the_header
check 'the programs of the bench compile' programs_of_the_bench_compile
rm -rf "$prefix"
finish
