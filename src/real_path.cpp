#include "real_path.hpp"

#include <filesystem>
#include <system_error>

namespace rfmseg {

std::string real_path(const std::string& given) {
  namespace fs = std::filesystem;
  constexpr int kMostLinks = 40;  // as in Linux
  std::error_code error;
  fs::path path = fs::absolute(given, error);
  for (int links = 0; links < kMostLinks; ++links) {
    const fs::path real = fs::weakly_canonical(path, error);
    if (error) break;
    if (!fs::is_symlink(fs::symlink_status(real, error))) return real.string();
    path = real.parent_path() / fs::read_symlink(real, error);
  }
  return path.lexically_normal().string();
}

}  // namespace rfmseg
