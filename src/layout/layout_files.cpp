#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "layout/column_places.hpp"
#include "layout/embedded_layouts.hpp"
#include "nearest.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"
#include "setting_format.hpp"
#include "small_file.hpp"

namespace rfmseg {
namespace {

[[noreturn]] void fail_to_find_layout(const std::string& name) {
  const std::vector<std::string> names = layout_names();
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string guess = did_you_mean(name, candidates);
  throw UsageError(fmt::format("no such layout or file: '{}' ({}layouts: {})", name,
                               guess.empty() ? "" : guess + ' ', fmt::join(names, ", ")));
}

const EmbeddedLayout* find_embedded(const std::string& name) {
  const auto found = std::ranges::find(embedded_layouts(), name, &EmbeddedLayout::name);
  return found == embedded_layouts().end() ? nullptr : &*found;
}

/// The embedded layout that recognises the header; one without a name if there is none.
Layout recognise(const std::string& file, const std::vector<std::string>& header) {
  std::vector<std::string> names;
  Layout found;
  for (const EmbeddedLayout& embedded : embedded_layouts()) {
    const std::vector<ColumnName> match = embedded_match(embedded.toml);
    if (find_place(header, match.front()) < 0) continue;
    Layout layout = parse_layout(embedded.toml, embedded.name);
    if (!layout.recognises(header)) continue;
    names.push_back(layout.name);
    found = std::move(layout);
  }
  if (names.size() < 2) return found;
  DataError error(ErrorKind::ambiguous_format, {file},
                  fmt::format("several layouts match the header: {} (hint: {} {})",
                              fmt::join(names, ", "), Setting::layout, names.front()));
  names.emplace_back("none");
  for (const std::string& name : names) error.propose(Setting::layout, name);
  throw error;
}

}  // namespace

std::vector<std::string> embedded_match(std::string_view toml) {
  constexpr std::string_view kKey = "\nmatch = [";
  toml.remove_prefix(std::min(toml.find(kKey), toml.size() - kKey.size()) + kKey.size());
  std::vector<std::string> names;
  while (true) {
    const std::size_t begin = toml.find_first_of("\"]");
    if (begin == std::string_view::npos || toml[begin] == ']') return names;
    const std::size_t end = toml.find('"', begin + 1);
    names.emplace_back(toml.substr(begin + 1, end - begin - 1));
    toml.remove_prefix(end + 1);
  }
}

bool Layout::recognises(const std::vector<std::string>& header) const {
  const auto has = [&](const ColumnName& column) { return find_place(header, column) >= 0; };
  return !match.empty() && std::ranges::all_of(match, has) && std::ranges::none_of(without, has);
}

std::vector<std::string> layout_names() {
  std::vector<std::string> names;
  for (const EmbeddedLayout& layout : embedded_layouts()) names.push_back(layout.name);
  std::ranges::sort(names);  // the build has them by the names of their files
  return names;
}

std::string layout_text(const std::string& name_or_path) {
  if (const EmbeddedLayout* layout = find_embedded(name_or_path)) return std::string(layout->toml);
  std::error_code error;
  const auto type = std::filesystem::status(name_or_path, error).type();
  if (type == std::filesystem::file_type::not_found) fail_to_find_layout(name_or_path);
  if (type == std::filesystem::file_type::directory) {
    throw UsageError(fmt::format("'{}' is a directory, not a layout file (layouts: {})",
                                 name_or_path, fmt::join(layout_names(), ", ")));
  }
  return read_small_file(name_or_path, "layout file");
}

Layout load_layout(const std::string& name_or_path) {
  return parse_layout(layout_text(name_or_path), name_or_path);
}

Layout choose_layout(const std::string& file, const std::vector<std::string>& header,
                     const LayoutOptions& options) {
  Layout layout;
  if (options.layout.empty()) {
    layout = recognise(file, header);
  } else if (options.layout != "none") {
    layout = load_layout(options.layout);
  }
  if (!layout.advice.empty()) {
    throw DataError(ErrorKind::missing_column, {file},
                    fmt::format("{}: {}", layout.title, layout.advice));
  }
  if (options.goods) {
    if (layout.goods.empty()) {
      throw UsageError(
          {file},
          layout.name.empty()
              ? fmt::format("{} goods requires a layout, but no layout matches this header",
                            Setting::measure)
              : fmt::format("layout {} does not have {} goods", layout.name, Setting::measure));
    }
    layout.amount = layout.goods;
    layout.measures = layout.goods_measures;
  }
  if (!options.amount.empty()) {
    layout.amount = options.amount;
    layout.measures = to_string(options.amount);
  }
  if (!options.returns.empty()) layout.returns = options.returns;
  if (!options.once_an_order.empty()) layout.once_an_order = options.once_an_order;
  if (options.restates_orders) layout.restates_orders = *options.restates_orders;
  return layout;
}

}  // namespace rfmseg
