#include "base/system_error.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static const struct {
    int error;
    const char *words;
} rows[] = {
    {ENOENT, PROBLEM_WORDS("không có tệp hoặc thư mục này", "no such file or folder")},
    {EACCES, PROBLEM_WORDS("không có quyền", "permission denied")},
    {EPERM, PROBLEM_WORDS("hệ thống không cho phép", "not permitted")},
    {EISDIR, PROBLEM_WORDS("đây là thư mục, không phải tệp", "it is a folder, not a file")},
    {ENOTDIR, PROBLEM_WORDS("một phần của đường dẫn không phải thư mục", "part of the path is not a folder")},
    {ENOSPC, PROBLEM_WORDS("đĩa đã đầy", "no space left on the disk")},
    {EDQUOT, PROBLEM_WORDS("đã dùng hết hạn mức đĩa", "the disk quota is used up")},
    {EFBIG,
     PROBLEM_WORDS("tệp quá lớn so với giới hạn của hệ thống", "the file is too large for the system")},
    {EROFS, PROBLEM_WORDS("ổ đĩa chỉ cho đọc", "the disk is read-only")},
    {ENAMETOOLONG, PROBLEM_WORDS("tên tệp quá dài", "the name is too long")},
    {ELOOP, PROBLEM_WORDS("liên kết vòng quanh", "links lead round in a circle")},
    {EMFILE, PROBLEM_WORDS("đang mở quá nhiều tệp", "too many files are open")},
    {ENFILE, PROBLEM_WORDS("hệ thống đang mở quá nhiều tệp", "the system has too many files open")},
    {EIO, PROBLEM_WORDS("lỗi đọc ghi của ổ đĩa", "the disk has a read or write error")},
    {EBADF, PROBLEM_WORDS("đầu vào hoặc đầu ra đã đóng", "the input or output is closed")},
    {EPIPE, PROBLEM_WORDS("chương trình nhận đã kết thúc", "the receiving program has ended")},
    {ESPIPE, PROBLEM_WORDS("đây là đường ống, không phải tệp", "it is a pipe, not a file")},
    {ENOTEMPTY, PROBLEM_WORDS("thư mục không rỗng", "the folder is not empty")},
    {ESTALE, PROBLEM_WORDS("tệp trên ổ mạng không còn", "the file is gone from the network disk")},
    {ETIMEDOUT, PROBLEM_WORDS("ổ mạng không trả lời", "the network disk does not answer")},
    {ENXIO, PROBLEM_WORDS("không có thiết bị này", "no such device")},
    {ENODEV, PROBLEM_WORDS("không có thiết bị này", "no such device")},
    {ENOMEM, PROBLEM_WORDS("hệ thống hết bộ nhớ", "the system is out of memory")},
    {EEXIST, PROBLEM_WORDS("đã có tệp tên ấy", "there is a file of that name")},
    {EBUSY, PROBLEM_WORDS("tệp đang bận", "the file is busy")},
    {EINVAL,
     PROBLEM_WORDS("hệ thống không nhận tên hoặc tệp này", "the system does not take this name or file")},
};

const char *system_error_words(int error)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].error == error)
            return rows[i].words;
    }
    return strerror(error);
}

void system_error_report(struct problems *problems, enum problem_code code, const char *path, int error)
{
    struct place place = {.file = string_of(path)};
    problems_add(problems, code, &place, path, system_error_words(error));
}
