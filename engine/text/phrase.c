#include "text/phrase.h"

#include <string.h>

#include "text/unicode.h"

/* Of two syllables that titles and names of offices have in them. */
static const char *const phrases[] = {
    "an ninh",      "an sinh",      "an toàn",      "ảnh hưởng",    "báo cáo",      "bảo đảm",
    "bảo hiểm",     "bảo trợ",      "bảo vệ",       "ban hành",     "bản sao",      "biên bản",
    "biện pháp",    "bổ nhiệm",     "bổ sung",      "bộ phận",      "bồi dưỡng",    "cá nhân",
    "cải cách",     "cán bộ",       "cấp bách",     "chấp hành",    "chất lượng",   "chế độ",
    "chế xuất",     "chỉ đạo",      "chỉ huy",      "chỉ số",       "chỉ thị",      "chỉ tiêu",
    "chi cục",      "chi tiết",     "chiến lược",   "chính phủ",    "chính quyền",  "chính sách",
    "chủ động",     "chủ nghĩa",    "chủ tịch",     "chủ trương",   "chuẩn bị",     "chức danh",
    "chức năng",    "chứng thực",   "chương trình", "chuyên đề",    "chuyên môn",   "chuyển đổi",
    "cơ chế",       "cơ quan",      "cơ sở",        "cung cấp",     "công an",      "công bố",
    "công chức",    "công dân",     "công điện",    "công khai",    "công nghệ",    "công nghiệp",
    "công tác",     "công trình",   "công ty",      "công văn",     "công vụ",      "cộng đồng",
    "cuộc họp",     "danh mục",     "danh sách",    "dân cư",       "dân phòng",    "dân số",
    "dân sự",       "dân tộc",      "dịch bệnh",    "dịch vụ",      "doanh nghiệp", "du lịch",
    "dự án",        "dự thảo",      "dự toán",      "đại biểu",     "đại diện",     "đại hội",
    "đánh giá",     "đào tạo",      "đăng ký",      "đất đai",      "đầu tư",       "đấu giá",
    "đấu thầu",     "đề án",        "đề nghị",      "đẩy mạnh",     "địa bàn",      "địa chính",
    "địa giới",     "địa phương",   "điện tử",      "điều chỉnh",   "điều động",    "điều hành",
    "định danh",    "định kỳ",      "đoàn thể",     "đô thị",       "đôn đốc",      "đối ngoại",
    "đối tượng",    "đồng bào",     "đồng bộ",      "đơn vị",       "gia đình",     "giá trị",
    "giải pháp",    "giải quyết",   "giai đoạn",    "giám đốc",     "giám sát",     "giáo dục",
    "giao thông",   "giấy tờ",      "hạ tầng",      "hành chính",   "hệ thống",     "hiệu lực",
    "hiệu quả",     "hỗ trợ",       "hồ sơ",        "hộ tịch",      "hoàn thiện",   "hoạt động",
    "hòa giải",     "hội đồng",     "hội nghị",     "hội trường",   "hợp đồng",     "hợp tác",
    "huy động",     "hướng dẫn",    "kế hoạch",     "kế toán",      "kết luận",     "kết quả",
    "khai thác",    "khẩn cấp",     "khắc phục",    "khen thưởng",  "khiếu nại",    "khoa học",
    "khoáng sản",   "khu vực",      "khuyến khích", "kiểm kê",      "kiểm soát",    "kiểm tra",
    "kiểm điểm",    "kiện toàn",    "kiến nghị",    "kinh doanh",   "kinh phí",     "kinh tế",
    "kỳ họp",       "kỷ luật",      "kỹ năng",      "kỹ thuật",     "lãnh đạo",     "lao động",
    "lập pháp",     "liên quan",    "liên thông",   "lĩnh vực",     "lực lượng",    "mặt trận",
    "minh bạch",    "môi trường",   "mục tiêu",     "nâng cao",     "ngân hàng",    "ngân sách",
    "nghị định",    "nghị quyết",   "nghiên cứu",   "nghiệp vụ",    "nguồn lực",    "nguyên nhân",
    "người dân",    "nhà nước",     "nhà văn",      "nhân dân",     "nhân lực",     "nhiệm kỳ",
    "nhiệm vụ",     "nông nghiệp",  "nông thôn",    "nội dung",     "nội đồng",     "nội vụ",
    "phản ánh",     "phát huy",     "phát sinh",    "phát triển",   "phân bổ",      "phân cấp",
    "phân công",    "pháp luật",    "phê duyệt",    "phòng cháy",   "phòng chống",  "phối hợp",
    "phục vụ",      "phong trào",   "phương án",    "phương tiện",  "quản lý",      "quân sự",
    "quốc gia",     "quốc hội",     "quốc phòng",   "quy chế",      "quy định",     "quy hoạch",
    "quy trình",    "quyền hạn",    "quyết định",   "quyết toán",   "rà soát",      "sắp xếp",
    "sản xuất",     "sinh hoạt",    "sơ kết",       "số hóa",       "số liệu",      "sử dụng",
    "sự nghiệp",    "sửa chữa",     "sửa đổi",      "tài chính",    "tài khoản",    "tài liệu",
    "tài nguyên",   "tài sản",      "tăng cường",   "tập huấn",     "tập trung",    "thành lập",
    "thành phần",   "thành phố",    "thành tích",   "thành viên",   "thanh niên",   "thanh toán",
    "thanh tra",    "tham gia",     "tham mưu",     "thẩm định",    "thẩm quyền",   "theo dõi",
    "thi đua",      "thi hành",     "thiên tai",    "thông báo",    "thông qua",    "thông tin",
    "thời gian",    "thời hạn",     "thủ tục",      "thủ trưởng",   "thường kỳ",    "thường lệ",
    "thường trực",  "thường xuyên", "thực hành",    "thực hiện",    "tiếp cận",     "tiếp công",
    "tiếp nhận",    "tiêu chí",     "tìm kiếm",     "tình hình",    "tình trạng",   "tín dụng",
    "tổ chức",      "toàn diện",    "toàn dân",     "toàn trình",   "tội phạm",     "tổng hợp",
    "tổng kết",     "trách nhiệm",  "trao đổi",     "trật tự",      "trẻ em",       "triển khai",
    "trụ sở",       "trung tâm",    "trưởng thôn",  "trực thuộc",   "trực tiếp",    "trực tuyến",
    "truyền thông", "truyền thanh", "tư pháp",      "tuyên truyền", "tuyển dụng",   "tuyển quân",
    "tự nguyện",    "ủy ban",       "ủy quyền",     "ứng dụng",     "ứng phó",      "văn bản",
    "văn hóa",      "văn phòng",    "vận động",     "vận hành",     "vật liệu",     "vệ sinh",
    "vi phạm",      "viên chức",    "vướng mắc",    "xã hội",       "xác nhận",     "xây dựng",
    "xét duyệt",    "xếp hạng",     "xử lý",        "xử phạt",      "xúc tiến",     "y tế",
    "yêu cầu",
};

/* They belong to what they lead to. */
static const char *const leaders[] = {
    "bằng",  "bởi", "các", "cho", "cùng",  "của", "do",   "để",  "đến", "đối",  "được", "không", "là",
    "mọi",   "một", "mỗi", "nếu", "những", "qua", "sau",  "sẽ",  "tại", "theo", "thì",  "trên",  "trong",
    "trước", "từ",  "và",  "vào", "về",    "vì",  "việc", "với", "v/v", "hoặc", "dưới", "giữa",
};

/* Before a name. */
static const char *const classes[] = {
    "xã", "phường", "huyện", "quận", "tỉnh", "thôn", "ấp", "phố", "ông", "bà",
};

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
    while (word.length > 0 && strchr(".,;:)", word.bytes[word.length - 1]) != NULL)
        word.length--;
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

/* An, not UBND and not xã. */
static bool is_name(struct string word)
{
    size_t offset = 0;
    return word.length > 0 && text_is_upper(text_next(word, &offset)) && offset < word.length &&
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

bool text_break_tears(struct arena *arena, struct string text, size_t before, size_t before_end)
{
    struct string word = string_slice(text, before, before_end);
    struct string after = word_at(text, skip_blanks(text, before_end));
    if (word.length == 0 || after.length == 0 || without_stops(word).length < word.length)
        return false;
    struct string lower = text_lower(arena, word);
    return IS_AMONG(lower, leaders) || is_phrase(arena, lower, after) ||
           is_torn_name(lower, word, after, word_before(text, before));
}
