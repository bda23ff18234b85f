#pragma once

#include <gtest/gtest.h>

#include <string>

namespace rfmseg::test {

/// What the exception of type `E` says that `action` throws; a test failure when it throws none.
template <class E, class Action>
std::string thrown(Action&& action) {
  try {
    action();
  } catch (const E& error) {
    return error.what();
  } catch (const std::exception& other) {
    ADD_FAILURE() << "another exception was thrown: " << other.what();
    return other.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

/// `text` with every `path` in it replaced by `shown`: messages name files in temporary folders.
inline std::string with_path_as(std::string text, const std::string& path,
                                const std::string& shown) {
  for (std::size_t at = text.find(path); at != std::string::npos;
       at = text.find(path, at + shown.size())) {
    text.replace(at, path.size(), shown);
  }
  return text;
}

}  // namespace rfmseg::test
