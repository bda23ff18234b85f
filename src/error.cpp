#include "rfmseg/error.hpp"

#include <fmt/core.h>

#include <utility>

namespace rfmseg {
namespace {

/// `orders.csv:17: `, or the part of it that is known.
std::string prefix(const ErrorPlace& place) {
  if (place.file.empty()) return {};
  return place.line == 0 ? fmt::format("{}: ", place.file)
                         : fmt::format("{}:{}: ", place.file, place.line);
}

ErrorKind default_kind(const Message& message) {
  return message.setting() ? ErrorKind::invalid_setting : ErrorKind::other;
}

}  // namespace

Error::Error(const Message& message) : Error(ErrorPlace{}, message) {}

Error::Error(ErrorKind kind, const Message& message) : Error(kind, ErrorPlace{}, message) {}

Error::Error(ErrorPlace place, const Message& message)
    : Error(default_kind(message), std::move(place), message) {}

Error::Error(ErrorKind kind, ErrorPlace place, const Message& message)
    : std::runtime_error(prefix(place) + message.text()),
      kind_(kind),
      place_(std::move(place)),
      message_(message) {}

std::string Error::text(const SettingNames& names) const {
  return prefix(place_) + message_.text(names);
}

}  // namespace rfmseg
