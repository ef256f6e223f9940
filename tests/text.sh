#!/usr/bin/env bash
# `vanban text`: Unicode from any encoding, guesses, tones beside names, texts tidied when asked.
. "$(dirname "$0")/lib/command.sh"

iconv -f UTF-8 -t TCVN5712-1 <<<'xã hội chủ nghĩa, độc lập' >"$work/cu.txt"
printf '\376\1\2\377' >"$work/la.txt"
printf '\303\220ề nghị  hoà bình , Lê Thị Hoà và chị Lê Thị Hoàng\n' >"$work/giả.txt"
printf 'Lê Thị Hoà\n\nHoà\n' >"$work/tên.txt"
# Keys in NFD, and half composed: ê and a mark behind it.
printf '{"Ho\xcc\xa3 te\xcc\x82n": "Lê Thi\xcc\xa3 Hoa\xcc\x80", "Qu\xc3\xaa\xcc\x81": "=1+1"}' >"$work/nửa.json"

prints 'a guess changes nothing' $'^tcvn3 +8[0-9]%  xã hội chủ nghĩa, độc lập\n' "$vanban" text --from auto cu.txt
prints 'a guess is taken when asked' $'^xã hội chủ nghĩa, độc lập\n' "$vanban" text --from auto --yes cu.txt
printf '\377\376x\0\343\0 \0h\0\331\036i\0\n\0' >"$work/rộng.txt"
prints 'what Notepad saved as Unicode is read' $'^xã hội\n$' "$vanban" text rộng.txt
prints 'and told' '^utf-16 +66%  xã hội' "$vanban" text --from auto rộng.txt
printf 'C\303\251ng ho\302\265\n' >"$work/chép.txt"
prints 'text copied out of a document in an old font' $'^Cộng hoà\n$' "$vanban" text --from tcvn3 chép.txt
prints 'guesses for programs' '^\[\{"encoding":"tcvn3","percent":8[0-9],"text":"xã hội' "$vanban" text --from auto --json cu.txt
prints 'Unicode is never read otherwise' '^Ðề nghị  hoà' "$vanban" text --from auto --yes giả.txt
refuses 'bytes of no encoding' 3 text-not-guessed la.txt "$vanban" text --from auto la.txt
refuses 'bytes of no encoding to be converted' 3 text-not-guessed la.txt "$vanban" text --from auto --yes la.txt
says 'a look-alike is told with its place' 'U\+00D0 ở đây trông như “Đ” nhưng không phải \(look-alike\)
  ở: giả.txt, dòng 1, cột 1' 0 "$vanban" text giả.txt
prints 'without being asked nothing is tidied' '^Ðề nghị  hoà bình , Lê Thị Hoà' "$vanban" text giả.txt
prints 'tidied when asked' '^Đề nghị hoà bình, Lê Thị Hoà và chị Lê Thị Hoàng
$' "$vanban" text --tidy giả.txt
printf 'Co\314\243\314\202ng ho\302\255à xa\314\203\342\200\213 hội, \357\254\201le, hoa \314\200 bình\n' >"$work/pdf.txt"
says 'what came along from a PDF is told with its place' 'U\+00AD ở đây không nhìn thấy được \(stray-character\)
  ở: pdf.txt, dòng 1, cột 8' 0 "$vanban" text pdf.txt
prints 'and mended when asked' $'^Cộng hoà xã hội, file, hoà bình\n$' "$vanban" text --tidy pdf.txt
prints 'tones of names stay' '^Ðề nghị  hòa bình , Lê Thị Hoà và' "$vanban" text --tone old --names tên.txt giả.txt
refuses 'a file of names that is not there' 5 cannot-read không.txt "$vanban" text --tone old --names không.txt giả.txt
prints 'keys and values typed half composed are one text; what begins with = is a text' '^Lê Thị Hoà =1\+1 10' \
    "$vanban" eval 'Họ tên ~ " " ~ Quế ~ " " ~ (Họ tên | length)' nửa.json
finish
