#include "csv/temporary_copy.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

std::FILE* open_unnamed(const std::string& folder) {
  std::string path = folder + "/rfmseg-XXXXXX";
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  ::unlink(path.c_str());
  return ::fdopen(descriptor, "w+b");
}

}  // namespace

std::FILE* temporary_copy(ByteSource& source) {
  std::error_code error;
  const std::string folder = std::filesystem::temp_directory_path(error);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(open_unnamed(folder), &std::fclose);
  bool written = file != nullptr;
  std::vector<char> buffer(std::size_t{256} << 10);
  while (written) {
    const std::size_t got = source.read(buffer.data(), buffer.size());
    if (got == 0) break;
    written = std::fwrite(buffer.data(), 1, got, file.get()) == got;
  }
  written = written && std::fflush(file.get()) == 0;
  if (!written) {
    throw DataError(
        ErrorKind::unwritable_file, {folder},
        fmt::format("cannot write a temporary file: {} (hint: set TMPDIR to another folder)",
                    std::strerror(errno)));
  }
  std::rewind(file.get());
  return file.release();
}

}  // namespace rfmseg
