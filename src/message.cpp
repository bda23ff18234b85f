#include "rfmseg/message.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace rfmseg {
namespace {

constexpr char kMark = '\x1A';

/// A setting in an encoded message, and its position including the marks.
struct Named {
  Setting setting{};
  std::size_t begin = 0, end = 0;
};

std::optional<Named> next_named(std::string_view text, std::size_t from) {
  for (std::size_t begin = text.find(kMark, from); begin != std::string_view::npos;
       begin = text.find(kMark, begin + 1)) {
    const std::size_t end = text.find(kMark, begin + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(begin + 1, end - begin - 1);
    const auto* const setting =
        std::ranges::find_if(kSettings, [&](Setting one) { return to_string(one) == name; });
    if (setting != kSettings.end()) return Named{*setting, begin, end + 1};
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Setting setting) {
  constexpr std::array<std::string_view, kSettings.size()> kNames = {"columns",
                                                                     "date_format",
                                                                     "decimal",
                                                                     "zone",
                                                                     "layout",
                                                                     "measure",
                                                                     "amount",
                                                                     "returned",
                                                                     "once_an_order",
                                                                     "restate",
                                                                     "group_column",
                                                                     "carried_columns",
                                                                     "nobody",
                                                                     "encoding",
                                                                     "sheet",
                                                                     "error_limit",
                                                                     "as_of",
                                                                     "from",
                                                                     "keep",
                                                                     "drop",
                                                                     "currency",
                                                                     "returns",
                                                                     "scheme",
                                                                     "features",
                                                                     "transform",
                                                                     "winsorize",
                                                                     "k",
                                                                     "starts",
                                                                     "k_range",
                                                                     "k_criterion",
                                                                     "condition",
                                                                     "horizon",
                                                                     "discount",
                                                                     "draws",
                                                                     "calibration_end",
                                                                     "lock_timeout",
                                                                     "allow_gap",
                                                                     "table",
                                                                     "table_files",
                                                                     "text_columns",
                                                                     "create_table",
                                                                     "incremental",
                                                                     "model"};
  return kNames[static_cast<std::size_t>(setting)];
}

std::string library_name(Setting setting) {
  return std::string(to_string(setting));
}

std::string Message::text() const {
  return text(library_name);
}

std::string Message::text(const SettingNames& names) const {
  std::string text;
  std::size_t from = 0;
  while (const auto named = next_named(text_, from)) {
    text.append(text_, from, named->begin - from);
    text += names(named->setting);
    from = named->end;
  }
  return text.append(text_, from);
}

std::optional<Setting> Message::setting() const {
  const auto named = next_named(text_, 0);
  return named ? std::optional(named->setting) : std::nullopt;
}

}  // namespace rfmseg
