#include "cli/option.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <cctype>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

#include "rfmseg/layout/layout.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg::cli {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::string_view part = text.substr(0, text.find(separator));
    parts.emplace_back(part);
    if (part.size() == text.size()) return parts;
    text.remove_prefix(part.size() + 1);
  }
}

/// What is to be shown as the default; nothing for a list.
std::string target_text(const Target& target) {
  const auto text_of = [](const auto& to) -> std::string {
    using To = std::decay_t<decltype(to)>;
    if constexpr (std::is_same_v<To, ReadConfig> || std::is_same_v<To, ParseText>) {
      return to.standard;
    }
    if constexpr (std::is_pointer_v<To> && !std::is_same_v<To, std::vector<std::string>*>) {
      return fmt::format("{}", *to);
    }
    return "";
  };
  return std::visit(text_of, target);
}

}  // namespace

Option::Option(const std::string& all_names, Target where, std::string value_name, std::string text,
               OptionRules option_rules)
    : names(split(all_names, ',')),
      target(std::move(where)),
      value(std::move(value_name)),
      description(std::move(text)),
      rules(std::move(option_rules)) {
  const std::string standard = rules.show_default ? target_text(target) : "";
  if (!standard.empty()) description += " [" + standard + "]";
  assert(rules.role || !takes_file(*this));  // else RunFiles cannot protect the file, or from it
}

Options in_group(const std::string& group, Options options) {
  for (Option& option : options) option.group = group;
  return options;
}

Options joined(const std::vector<Options>& lists) {
  Options all;
  for (const Options& list : lists) std::ranges::copy(list, std::back_inserter(all));
  return all;
}

const std::string& full_name(const Option& option) {
  return option.names.back();
}

bool is_positional(const Option& option) {
  return !option.names.front().starts_with('-');
}

bool is_list(const Option& option) {
  return std::holds_alternative<std::vector<std::string>*>(option.target) ||
         std::holds_alternative<ParseList>(option.target);
}

bool is_settable(const Option& option) {
  const bool acts = std::holds_alternative<ShowHelp>(option.target) ||
                    std::holds_alternative<ShowVersion>(option.target) ||
                    std::holds_alternative<ReadConfig>(option.target);
  return !acts && !is_positional(option);
}

std::vector<std::string> long_names(const Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.names) {
    if (name.starts_with("--")) names.push_back(name.substr(2));
  }
  return names;
}

std::vector<std::string> choices(const Option& option) {
  if (!option.rules.words.empty()) return option.rules.words;
  if (option.rules.role == FileRole::scheme) return preset_names();
  if (option.rules.role == FileRole::layout) {
    std::vector<std::string> names = layout_names();
    if (option.value.ends_with("none")) names.emplace_back("none");
    return names;
  }
  if (option.value.find('|') == std::string::npos) return {};
  // Words in capitals are placeholders.
  std::vector<std::string> words = split(option.value, '|');
  std::erase_if(words, [](const std::string& word) {
    return std::ranges::none_of(word, [](unsigned char c) { return std::islower(c) != 0; });
  });
  return words;
}

bool takes_file(const Option& option) {
  return option.value.find("FILE") != std::string::npos;
}

bool takes_folder(const Option& option) {
  return option.value == "DIR";
}

void parse_values(const Option& option, const std::vector<std::string>& values) {
  if (const auto* const text = std::get_if<ParseText>(&option.target)) {
    text->parse(full_name(option), values.back());
  }
  if (const auto* const list = std::get_if<ParseList>(&option.target)) {
    list->parse(full_name(option), values);
  }
}

}  // namespace rfmseg::cli
