#include "small_file.hpp"

#include <fmt/core.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

[[noreturn]] void fail_to_read(const std::string& path, std::string_view what, int error) {
  throw UsageError(ErrorKind::unreadable_file,
                   fmt::format("cannot read {} '{}': {}", what, printable_in_full(path),
                               std::generic_category().message(error)));
}

constexpr std::size_t kMegabyte = 1'000'000;

}  // namespace

std::string read_small_file(const std::string& path, std::string_view what, std::size_t most) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) fail_to_read(path, what, errno);
  std::string text;
  std::array<char, 16'384> block{};
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), file.get())) {
    text.append(block.data(), size);
    if (text.size() > most) {
      throw UsageError(
          fmt::format("'{0}' is not a {2}: it is larger than {1}", printable_in_full(path),
                      most == kMegabyte ? "1 MB" : fmt::format("{} MB", most / kMegabyte), what));
    }
  }
  if (std::ferror(file.get()) != 0) fail_to_read(path, what, errno);
  return text;
}

}  // namespace rfmseg
