# Makes up the list of dossiers that a one-stop software would export: the same list for the same plan and seed, on
# any awk. There are no persons in it.
#
#   awk -v seed=N -v from=2023-08-24 -v to=2023-09-24 -f records.awk PLAN >'Hồ sơ.csv'
#
# PLAN has two kinds of lines, their parts set off by ";"; -v plus=N makes every line of the first kind N dossiers longer:
#   count;online|direct|post|carried;field of work;procedure;level;linked group
#   = quota;number     how many of all dossiers, drawn by lot: early (what is left over), ontime, late_own, late_above,
#                      pending_late, pending, withdrawn; digitised (of those not withdrawn), digitised_result,
#                      electronic, reused (of those resolved or not withdrawn); fee_online, fee_direct, money
function chance(most) {
    state = (state * 16807) % 2147483647
    return state % most
}
# Days from 1970-01-01 and back.
function days(text,   part, y, m, era, year) {
    split(text, part, "-")
    y = part[1] - (part[2] <= 2)
    m = (part[2] + 9) % 12
    era = int(y / 400)
    year = y - era * 400
    return era * 146097 + year * 365 + int(year / 4) - int(year / 100) + int((153 * m + 2) / 5) + part[3] - 1 - 719468
}
function date(day,   era, rest, year, left, m, d) {
    day += 719468
    era = int(day / 146097)
    rest = day - era * 146097
    year = int((rest - int(rest / 1460) + int(rest / 36524) - int(rest / 146096)) / 365)
    left = rest - (365 * year + int(year / 4) - int(year / 100))
    m = int((5 * left + 2) / 153)
    d = left - int((153 * m + 2) / 5) + 1
    m = m < 10 ? m + 3 : m - 9
    return sprintf("%02d/%d/%d", d, m, year + era * 400 + (m <= 2))
}
function quoted(text) {
    return text ~ /[",]/ ? "\"" text "\"" : text
}
function shuffle(list, count,   i, k, kept) {
    for (i = count; i > 1; i--) {
        k = chance(i) + 1
        kept = list[i]
        list[i] = list[k]
        list[k] = kept
    }
}
# Gives `mark` to as many of the dossiers in `list` as the quota says, from `start` on; where to go on.
function draw(list, start, quota, property, mark,   i) {
    for (i = start; i < start + quota; i++)
        is[property, list[i]] = mark
    return start + quota
}
function draw_outcomes(   i, at, list) {
    for (i = 1; i <= total; i++) {
        list[i] = i
        is["outcome", i] = "early"
    }
    shuffle(list, total)
    at = 1
    for (i = 1; i <= 6; i++)
        at = draw(list, at, quota[outcomes[i]], "outcome", outcomes[i])
    if (at > total + 1) {
        print "records.awk: more outcomes than dossiers" >"/dev/stderr"
        exit 1
    }
}
function is_resolved(i) {
    return is["outcome", i] ~ /^(early|ontime|late)/
}
function draw_among(property, resolved_only,   i, count, list) {
    for (i = 1; i <= total; i++)
        if (resolved_only ? is_resolved(i) : is["outcome", i] != "withdrawn")
            list[++count] = i
    shuffle(list, count)
    draw(list, 1, quota[property], property, 1)
}
function draw_fees(   i, list, least, paying) {
    for (i = 1; i <= total; i++)
        list[i] = i
    shuffle(list, total)
    draw(list, draw(list, 1, quota["fee_online"], "paid", "Trực tuyến"), quota["fee_direct"], "paid", "Trực tiếp")
    paying = quota["fee_online"]
    least = paying ? int(quota["money"] / paying / 1000) * 1000 : 0
    for (i = 1; i <= paying; i++)
        fee[list[i]] = least
    for (i = 1; least * paying + 1000 * i <= quota["money"]; i++)
        fee[list[(i - 1) % paying + 1]] += 1000
    for (i = paying + 1; i <= paying + quota["fee_direct"]; i++)
        fee[list[i]] = 8000
}
# When it came, is due, and was finished (0: not yet), so that its outcome is what was drawn.
function set_days(i,   outcome, first) {
    outcome = is["outcome", i]
    came = source[i] == "carried" ? start - 2 - chance(20) : start + chance(length_of_period)
    if (outcome ~ /^late|^pending_late/ && came > end - 3)
        came = end - 3 - (source[i] == "carried" ? 0 : chance(3))
    first = came > start ? came : start
    finished = first + chance(end - first + 1)
    if (outcome ~ /^late/ && finished <= came + 1)
        finished = came + 2
    if (outcome ~ /^pending/)
        finished = 0
    if (outcome == "pending")
        due = end + chance(15)
    else if (outcome == "pending_late")
        due = came + 1 + chance(end - came - 1)
    else if (outcome ~ /^late/)
        due = finished - 1 - chance(finished - came - 1)
    else
        due = finished + (outcome == "ontime" ? 0 : 1 + chance(8))
}
function line(i,   outcome, status, row) {
    set_days(i)
    outcome = is["outcome", i]
    status = outcome ~ /^pending/ ? "Đang giải quyết" : outcome == "withdrawn" ? "Công dân rút" : "Đã trả kết quả"
    row = sprintf("%s-%05d,%s,%s,%s,%s,%s,%s,%s,%s", prefix, i, quoted(field[i]), quoted(procedure[i]), channel[i],
                  date(came), date(due), finished ? date(finished) : "", status, level[i])
    row = row "," (is["digitised", i] ? "có" : "không") "," (is_resolved(i) ? is["digitised_result", i] ? "có" : "không" : "")
    row = row "," fee[i] "," is["paid", i] "," (outcome == "late_own" ? "Cấp xã" : outcome == "late_above" ? "Cấp trên" : "")
    row = row "," quoted(group[i])
    return index_columns ? row "," (is["electronic", i] ? "có" : "không") "," (is["reused", i] ? "có" : "không") : row
}
BEGIN {
    FS = ";"
    state = seed * 7919 % 2147483646 + 1
    prefix = prefix ? prefix : "H99.01"
    start = days(from)
    end = days(to)
    length_of_period = end - start + 1
    split("ontime late_own late_above pending_late pending withdrawn", outcomes, " ")
    names["online"] = "Trực tuyến"
    names["direct"] = "Trực tiếp"
    names["post"] = "Bưu chính"
}
/^#/ || /^$/ { next }
$1 ~ /^= / {
    quota[substr($1, 3)] = $2
    next
}
{
    for (k = 0; k < $1 + plus; k++) {
        total++
        source[total] = $2
        channel[total] = $2 == "carried" ? names[chance(3) ? "online" : "direct"] : names[$2]
        field[total] = $3
        procedure[total] = $4
        level[total] = $5
        group[total] = $6
    }
}
END {
    draw_outcomes()
    draw_among("digitised", 0)
    draw_among("digitised_result", 1)
    draw_among("electronic", 1)
    draw_among("reused", 0)
    draw_fees()
    print "Mã hồ sơ,Lĩnh vực,Thủ tục,Kênh tiếp nhận,Ngày tiếp nhận,Hạn trả,Ngày trả,Trạng thái,Mức độ,Số hóa hồ sơ," \
          "Số hóa kết quả,\"Phí, lệ phí\",Thanh toán,Quá hạn do,Nhóm liên thông" \
          (index_columns ? ",Kết quả điện tử,Tái sử dụng" : "")
    for (i = 1; i <= total; i++)
        order[i] = i
    shuffle(order, total)
    for (i = 1; i <= total; i++)
        print line(order[i])
}
