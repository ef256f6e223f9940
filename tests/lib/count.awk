# Counts a program's TAP: prints "PASSED FAILED"; with -v status=N, its exit status. A program that dies, prints no
# plan, does not keep to it or skips a test has failed once more; why goes to standard error.

/^ok / && !/# *[Ss][Kk][Ii][Pp]/ { passed++ }
/^ok / && /# *[Ss][Kk][Ii][Pp]/ { failed++ }
/^not ok / { failed++ }
/^1\.\.[0-9]+/ { planned += substr($1, 4); plans++ }

function fault(text) {
    failed++
    print text (status ? ", exit status " status : "") > "/dev/stderr"
}

END {
    seen = passed + failed
    if (!plans)
        fault("no plan (1..N) was printed")
    else if (!planned)
        fault("a plan of no results")
    else if (planned != seen)
        fault("planned " planned " results, printed " (seen + 0))
    if (status && !failed)
        fault("no test failed")
    print passed + 0, failed + 0
}
