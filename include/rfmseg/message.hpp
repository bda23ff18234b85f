#pragma once

/// \file
/// Sentences that name settings, so that each program puts its own names in.

#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/setting.hpp"

namespace rfmseg {

/// A sentence for a person that may name settings. Each program puts its own names in:
///
///     k 5 is more than the 3 distinct customers       // text()
///     --k 5 is more than the 3 distinct customers     // text(names), on a command line
class Message {
 public:
  Message() = default;
  // NOLINTBEGIN(google-explicit-constructor): a sentence without settings is a message, too.
  Message(std::string text) : text_(std::move(text)) {}
  Message(const char* text) : text_(text) {}
  // NOLINTEND(google-explicit-constructor)

  /// The sentence with the library's names of settings.
  [[nodiscard]] std::string text() const;
  /// The sentence with these names of settings.
  [[nodiscard]] std::string text(const SettingNames& names) const;
  /// The first setting it names.
  [[nodiscard]] std::optional<Setting> setting() const;

  /// The message as one text, to be stored: `Message(message.encoded())` is the same message. A
  /// setting is its name between two SUBSTITUTE characters (U+001A), which printable() lets no
  /// other text have.
  [[nodiscard]] const std::string& encoded() const { return text_; }

  friend bool operator==(const Message&, const Message&) = default;

 private:
  std::string text_;
};

}  // namespace rfmseg
