#include "text/phrase.h"

#include <stdint.h>
#include <string.h>

#include "text/unicode.h"

/* Of two syllables that titles and names of offices have in them. */
static const char *const phrases[] = {
    "an ninh",      "an sinh",      "an toàn",      "ảnh hưởng",    "bàn giao",     "ban hành",
    "bản sao",      "báo cáo",      "bảo đảm",      "bảo hiểm",     "bảo trì",      "bảo trợ",
    "bảo vệ",       "bầu cử",       "bệnh viện",    "biên bản",     "biện pháp",    "bình đẳng",
    "bổ nhiệm",     "bộ phận",      "bổ sung",      "bồi dưỡng",    "bồi thường",   "bưu chính",
    "cá nhân",      "cải cách",     "cán bộ",       "cận nghèo",    "cao điểm",     "cao tuổi",
    "cấp bách",     "cấp cứu",      "cấp phép",     "chăn nuôi",    "chấp hành",    "chất lượng",
    "chất thải",    "chế độ",       "chế xuất",     "chi bộ",       "chi cục",      "chỉ đạo",
    "chỉ huy",      "chỉ số",       "chỉ thị",      "chi tiết",     "chỉ tiêu",     "chiến lược",
    "chính phủ",    "chính quyền",  "chính sách",   "chính trị",    "chủ động",     "chữ ký",
    "chủ nghĩa",    "chủ tịch",     "chủ trương",   "chữa bệnh",    "chữa cháy",    "chuẩn bị",
    "chức danh",    "chức năng",    "chứng thực",   "chứng từ",     "chương trình", "chuyên đề",
    "chuyển đổi",   "chuyên môn",   "chuyên viên",  "cơ chế",       "cơ quan",      "cơ sở",
    "công an",      "công bố",      "công chức",    "công cộng",    "công dân",     "công điện",
    "cộng đồng",    "công khai",    "công nghệ",    "công nghiệp",  "công tác",     "công trình",
    "công ty",      "công văn",     "công vụ",      "cung cấp",     "cuộc họp",     "cuộc thi",
    "cứu nạn",      "dân chủ",      "dân cư",       "dân phòng",    "dân quân",     "dân số",
    "dân sự",       "dân tộc",      "danh mục",     "danh sách",    "di sản",       "di tích",
    "dịch bệnh",    "dịch vụ",      "dinh dưỡng",   "doanh nghiệp", "dự án",        "dự bị",
    "du lịch",      "dự thảo",      "dự toán",      "đặc khu",      "đại biểu",     "đại diện",
    "đại hội",      "đăng ký",      "đảng ủy",      "đảng viên",    "đánh giá",     "đào tạo",
    "đất đai",      "đấu giá",      "đấu thầu",     "đầu tư",       "đẩy mạnh",     "đề án",
    "đề nghị",      "đề xuất",      "địa bàn",      "địa chính",    "địa giới",     "địa phương",
    "điện thoại",   "điện tử",      "điều chỉnh",   "điều động",    "điều hành",    "định cư",
    "định danh",    "định kỳ",      "đô thị",       "đoàn kết",     "đoàn thể",     "đối ngoại",
    "đời sống",     "đối tượng",    "đôn đốc",      "đơn vị",       "đồng bào",     "đồng bộ",
    "đột xuất",     "gia đình",     "giá trị",      "giai đoạn",    "giải pháp",    "giải phóng",
    "giải quyết",   "giám đốc",     "giám sát",     "giao ban",     "giáo dục",     "giao thông",
    "giáo viên",    "giấy phép",    "giấy tờ",      "góp ý",        "hạ tầng",      "hàng hóa",
    "hành chính",   "hệ thống",     "hiệu lực",     "hiệu quả",     "hộ nghèo",     "hồ sơ",
    "hộ tịch",      "hỗ trợ",       "hóa đơn",      "hòa giải",     "hoàn thiện",   "hoạt động",
    "học sinh",     "hội đồng",     "hội nghị",     "hội thảo",     "hội thi",      "hội trường",
    "hợp đồng",     "hợp nhất",     "hợp tác",      "hướng dẫn",    "huy động",     "kế hoạch",
    "kế toán",      "kết luận",     "kết quả",      "khắc phục",    "khai thác",    "khám bệnh",
    "khẩn cấp",     "khánh thành",  "khen thưởng",  "khiếu nại",    "khoa học",     "khoáng sản",
    "khởi công",    "khu vực",      "khuyến khích", "khuyết tật",   "kiểm điểm",    "kiểm kê",
    "kiểm soát",    "kiểm tra",     "kiến nghị",    "kiện toàn",    "kinh doanh",   "kinh phí",
    "kinh tế",      "kỳ họp",       "kỷ luật",      "kỹ năng",      "kỷ niệm",      "kỳ thi",
    "kỹ thuật",     "lâm nghiệp",   "lãnh đạo",     "lao động",     "lập pháp",     "lễ hội",
    "liên quan",    "liên thông",   "liệt sĩ",      "lĩnh vực",     "lực lượng",    "mầm non",
    "mặt bằng",     "mặt trận",     "minh bạch",    "môi trường",   "mức độ",       "mục tiêu",
    "nâng cao",     "nếp sống",     "ngân hàng",    "ngân sách",    "ngập lụt",     "ngày hội",
    "nghị định",    "nghị quyết",   "nghĩa vụ",     "nghiệm thu",   "nghiên cứu",   "nghiệp vụ",
    "người dân",    "nguồn lực",    "nguyên nhân",  "nhà nước",     "nhà văn",      "nhân dân",
    "nhân lực",     "nhiệm kỳ",     "nhiệm vụ",     "niêm yết",     "nội dung",     "nội đồng",
    "nội vụ",       "nông nghiệp",  "nông thôn",    "nước sạch",    "phản ánh",     "phân bổ",
    "phân cấp",     "phân công",    "pháp luật",    "phát huy",     "phát sinh",    "phát triển",
    "phê duyệt",    "phổ thông",    "phối hợp",     "phòng cháy",   "phòng chống",  "phong trào",
    "phụ cấp",      "phụ nữ",       "phục vụ",      "phương án",    "phương hướng", "phương tiện",
    "quản lý",      "quân sự",      "quốc gia",     "quốc hội",     "quốc phòng",   "quy chế",
    "quy định",     "quy hoạch",    "quy mô",       "quy tắc",      "quy trình",    "quyền hạn",
    "quyết định",   "quyết toán",   "rà soát",      "rác thải",     "sản xuất",     "sáp nhập",
    "sắp xếp",      "sinh hoạt",    "sinh viên",    "số hóa",       "sơ kết",       "số liệu",
    "sử dụng",      "sự nghiệp",    "sửa chữa",     "sửa đổi",      "sức khỏe",     "tài chính",
    "tài khoản",    "tài liệu",     "tai nạn",      "tài nguyên",   "tài sản",      "tăng cường",
    "tập huấn",     "tập trung",    "tệ nạn",       "thẩm định",    "tham gia",     "tham mưu",
    "thẩm quyền",   "thành lập",    "thanh lý",     "thanh niên",   "thành phần",   "thành phố",
    "thành tích",   "thanh toán",   "thanh tra",    "thành viên",   "thể dục",      "thể thao",
    "theo dõi",     "thi đua",      "thi hành",     "thị trấn",     "thị trường",   "thị xã",
    "thiên tai",    "thiệt hại",    "thời gian",    "thời hạn",     "thông báo",    "thông minh",
    "thống nhất",   "thông qua",    "thông tin",    "thu hồi",      "thủ trưởng",   "thủ tục",
    "thủ tướng",    "thư viện",     "thực hành",    "thực hiện",    "thực phẩm",    "thương binh",
    "thường kỳ",    "thường lệ",    "thương mại",   "thường niên",  "thường trực",  "thường xuyên",
    "thủy lợi",     "thủy sản",     "tiêm chủng",   "tiền lương",   "tiếp cận",     "tiếp công",
    "tiếp nhận",    "tiếp tục",     "tiêu chí",     "tiểu học",     "tìm kiếm",     "tín dụng",
    "tình hình",    "tình trạng",   "tổ chức",      "toàn dân",     "toàn diện",    "toàn trình",
    "tội phạm",     "tổng hợp",     "tổng kết",     "tốt nghiệp",   "trách nhiệm",  "trao đổi",
    "trật tự",      "trẻ em",       "triển khai",   "trồng trọt",   "trụ sở",       "trực thuộc",
    "trực tiếp",    "trực tuyến",   "trung học",    "trung tâm",    "trường học",   "trưởng thôn",
    "truyền nhiễm", "truyền thanh", "truyền thông", "tự nguyện",    "tư pháp",      "tư vấn",
    "tự vệ",        "tuyển dụng",   "tuyển quân",   "tuyển sinh",   "tuyên truyền", "ứng dụng",
    "ứng phó",      "ứng xử",       "ưu đãi",       "ủy ban",       "ủy quyền",     "văn bản",
    "vận động",     "vận hành",     "văn hóa",      "văn minh",     "văn phòng",    "vật liệu",
    "vệ sinh",      "vi phạm",      "viên chức",    "viễn thông",   "vướng mắc",    "xã hội",
    "xác định",     "xác nhận",     "xây dựng",     "xếp hạng",     "xét duyệt",    "xử lý",
    "xử phạt",      "xuất sắc",     "xúc tiến",     "ý kiến",       "y tế",         "yêu cầu",
};

/* They belong to what they lead to. */
static const char *const leaders[] = {
    "bằng",  "bởi", "các", "cho", "cùng",  "của", "do",   "để",  "đến", "đối",  "được", "không", "là",
    "mọi",   "một", "mỗi", "nếu", "những", "qua", "sau",  "sẽ",  "tại", "theo", "thì",  "trên",  "trong",
    "trước", "từ",  "và",  "vào", "về",    "vì",  "việc", "với", "v/v", "hoặc", "dưới", "giữa",
};

/* Before a name. */
static const char *const classes[] = {
    "xã", "phường", "huyện", "quận",  "tỉnh", "thôn", "ấp",  "phố",  "ông",
    "bà", "khu",    "trấn",  "đường", "bản",  "buôn", "xóm", "làng",
};

static const char *const stops[] = {".", ",", ";", ":", ")", "]", "\"", "!", "?", "”", "’", "…"};
static const char *const openings[] = {"(", "[", "\"", "“", "‘"};

/* A list of small letters. */
static bool is_among(struct string lower, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (string_is(lower, list[i]))
            return true;
    return false;
}

#define IS_AMONG(lower, list) is_among((lower), (list), sizeof(list) / sizeof(list)[0])

static struct string word_at(struct string text, size_t from)
{
    size_t to = from;
    while (to < text.length && text.bytes[to] != ' ' && text.bytes[to] != '\n')
        to++;
    return string_slice(text, from, to);
}

static size_t skip_blanks(struct string text, size_t from)
{
    while (from < text.length && text.bytes[from] == ' ')
        from++;
    return from;
}

static struct string without_stops(struct string word)
{
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
        if (!string_ends_with(word, string_of(stops[i])))
            continue;
        word.length -= strlen(stops[i]);
        i = SIZE_MAX; /* from the first one again */
    }
    return word;
}

static struct string without_openings(struct string word)
{
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        if (!string_starts_with(word, string_of(openings[i])))
            continue;
        word = string_slice(word, strlen(openings[i]), word.length);
        i = SIZE_MAX;
    }
    return word;
}

static bool is_phrase(struct arena *arena, struct string lower_before, struct string after)
{
    struct string lower_after = text_lower(arena, without_stops(after));
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        struct string phrase = string_of(phrases[i]);
        if (phrase.length == lower_before.length + 1 + lower_after.length &&
            string_starts_with(phrase, lower_before) && phrase.bytes[lower_before.length] == ' ' &&
            string_ends_with(phrase, lower_after))
            return true;
    }
    return false;
}

static bool begins_upper(struct string word)
{
    size_t offset = 0;
    return word.length > 0 && text_is_upper(text_next(word, &offset));
}

/* An, not UBND and not xã. */
static bool is_name(struct string word)
{
    size_t offset = 0;
    return begins_upper(word) && text_next(word, &offset) != 0 && offset < word.length &&
           text_is_lower(text_next(word, &offset));
}

static bool begins_small(struct string word)
{
    size_t offset = 0;
    return word.length > 0 && text_is_lower(text_next(word, &offset));
}

static struct string word_before(struct string text, size_t at)
{
    size_t end = at, start;
    while (end > 0 && text.bytes[end - 1] == ' ')
        end--;
    for (start = end; start > 0 && text.bytes[start - 1] != ' ' && text.bytes[start - 1] != '\n';)
        start--;
    return string_slice(text, start, end);
}

/* An | Bình, xã | An Bình, Trung | tâm: of a name of small letters the first syllable alone is capital. */
static bool is_torn_name(struct string lower, struct string before, struct string after, struct string outer)
{
    if (is_name(after))
        return is_name(before) || IS_AMONG(lower, classes);
    return is_name(before) && begins_small(after) && begins_small(outer) && !IS_AMONG(after, leaders);
}

/* Where all is in capitals: XÃ | AN, XÃ AN | BÌNH, and at the end XÃ NAM TRÀ | MY. */
static bool is_torn_upper_name(struct arena *arena, struct string text, size_t before, struct string lower,
                               struct string after)
{
    struct string first = word_before(text, before);
    size_t first_at = (size_t)(first.bytes - text.bytes);
    if (!begins_upper(after) || is_name(after) || IS_AMONG(text_lower(arena, after), leaders))
        return false;
    if (IS_AMONG(lower, classes) || IS_AMONG(text_lower(arena, first), classes))
        return true;
    bool is_last = skip_blanks(text, (size_t)(after.bytes - text.bytes) + after.length) == text.length;
    return is_last && IS_AMONG(text_lower(arena, word_before(text, first_at)), classes);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* ngày 05 | tháng 3, Nghị định | số 30, An Sơn | - Bình Hòa: "ngày 05" and the like hold by themselves. */
static bool is_torn_number(struct arena *arena, struct string word, struct string after)
{
    static const char *const parts[] = {"ngày", "tháng", "năm"};
    struct string lower = text_lower(arena, after);
    if (string_starts_with(lower, STRING("số\u00A0")) || string_is(lower, "-") || string_is(lower, "–"))
        return true;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (is_digit(word.bytes[word.length - 1]) && string_starts_with(lower, string_of(parts[i])))
            return true;
    return false;
}

bool text_break_tears(struct arena *arena, struct string text, size_t before, size_t before_end)
{
    struct string word = without_openings(string_slice(text, before, before_end));
    struct string after = word_at(text, skip_blanks(text, before_end));
    if (word.length == 0 || after.length == 0 || without_stops(word).length < word.length)
        return false;
    struct string lower = text_lower(arena, word);
    return IS_AMONG(lower, leaders) || is_phrase(arena, lower, after) || is_torn_number(arena, word, after) ||
           is_torn_name(lower, word, after, word_before(text, before)) ||
           (begins_upper(word) && !is_name(word) && is_torn_upper_name(arena, text, before, lower, after));
}
