#include "csv/json_lines.hpp"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "csv/line_field.hpp"
#include "csv/special_bytes.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

namespace json = simdjson::ondemand;

constexpr std::size_t kHeadObjects = 1000;
constexpr std::size_t kMostColumns = 16'384;
constexpr std::size_t kLongestLine = std::size_t{8} << 20;
constexpr std::size_t kReadAtOnce = std::size_t{256} << 10;

/// The lines of a source, each with room after it for simdjson.
class Lines {
 public:
  Lines(TextInput& source, const std::string& name) : source_(source), name_(name) {}

  /// The next line, without its end; nothing at the end of the file. Valid until the next call.
  std::optional<std::string_view> next() {
    std::size_t end = text_.find('\n', begin_);
    while (end == std::string::npos && !ended_) {
      const std::size_t searched = text_.size() - begin_;
      if (searched > kLongestLine) {
        throw DataError(
            ErrorKind::damaged_file, {name_, number_ + 1},
            fmt::format("the line that starts here is longer than {} MiB", kLongestLine >> 20));
      }
      read_more();
      end = text_.find('\n', begin_ + searched);
    }
    if (end == std::string::npos) {
      if (begin_ == text_.size()) return std::nullopt;
      end = text_.size();
    }
    auto line = std::string_view(text_).substr(begin_, end - begin_);
    if (number_ == 0 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    begin_ = std::min(end + 1, text_.size());
    ++number_;
    return line;
  }
  /// The number of the line that next() returned.
  [[nodiscard]] std::uint64_t number() const { return number_; }

 private:
  void read_more() {
    text_.erase(0, std::exchange(begin_, 0));
    const std::size_t old = text_.size();
    text_.resize(old + kReadAtOnce);
    const std::size_t got = source_.read(text_.data() + old, kReadAtOnce);
    text_.resize(old + got);
    text_.reserve(text_.size() + simdjson::SIMDJSON_PADDING);
    ended_ = got < kReadAtOnce;
  }

  TextInput& source_;
  const std::string& name_;
  std::string text_;
  std::size_t begin_ = 0;
  std::uint64_t number_ = 0;
  bool ended_ = false;
};

std::size_t skip_digits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size());
}

/// Whether it is a number as RFC 8259 has it: no sign or zeros before it, digits on both sides of
/// the point. simdjson hands it out unseen.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t decimals = at + 1;
    at = skip_digits(text, decimals);
    if (at == decimals) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, exponent);
    if (at == exponent) return false;
  }
  return at == text.size();
}

class JsonLines final : public TextInput {
 public:
  JsonLines(std::unique_ptr<TextInput> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)), lines_(*source_, name_) {}

  std::size_t read(char* buffer, std::size_t size) override {
    if (!begun_) read_head();
    std::size_t filled = 0;
    while (filled < size) {
      if (used_ == csv_.size()) {
        csv_.clear();
        used_ = 0;
        while (csv_.size() < kReadAtOnce && append_line()) {
        }
        if (csv_.empty()) break;
      }
      const std::size_t copied = csv_.copy(buffer + filled, size - filled, used_);
      used_ += copied;
      filled += copied;
    }
    return filled;
  }
  std::uint64_t bytes_consumed() const override { return source_->bytes_consumed(); }

  const std::string& encoding() const override { return source_->encoding(); }
  std::optional<std::uint64_t> first_non_utf8() const override { return std::nullopt; }
  std::string fingerprint() const override { return source_->fingerprint(); }
  std::string format() const override { return "JSON lines"; }
  std::uint64_t first_line() const override { return 0; }  // the header is in no line

 private:
  /// Finds the columns and appends the header, then the rows of the first objects.
  void read_head() {
    begun_ = true;
    while (head_.size() < kHeadObjects) {
      const auto line = lines_.next();
      if (!line) break;
      parse(*line, lines_.number());
      head_.emplace_back(*line);
    }
    fixed_ = true;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (i > 0) csv_ += ',';
      append_line_field(csv_, names_[i]);
    }
    csv_ += '\n';
    std::uint64_t number = 0;
    for (std::string& line : head_) {
      line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
      append_object(line, ++number);
    }
    head_ = {};
  }

  bool append_line() {
    const auto line = lines_.next();
    if (line) append_object(*line, lines_.number());
    return line.has_value();
  }

  void append_object(std::string_view line, std::uint64_t number) {
    parse(line, number);
    bool blank = true;
    const std::size_t begin = csv_.size();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (i > 0) csv_ += ',';
      blank = blank && values_[i].empty();
      append_line_field(csv_, values_[i]);
    }
    if (blank) csv_.resize(begin);
    csv_ += '\n';
  }

  /// Reads the values of a line; all are empty in a blank one.
  void parse(std::string_view line, std::uint64_t number) {
    number_ = number;
    values_.assign(names_.size(), {});
    next_ = 0;
    ++reads_;
    if (trimmed(line).empty()) return;
    if (line.find(kNoText) != std::string_view::npos) {
      fail(fmt::format("bytes that are not UTF-8 (hint: {} NAME)", Setting::encoding));
    }
    json::document document;
    json::object object;
    const std::size_t room = line.size() + simdjson::SIMDJSON_PADDING;
    check(parser_.iterate(line.data(), line.size(), room).get(document));
    check(document.get_object().get(object));
    read_object(object, {});
    const bool ended = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    if (!ended) check(simdjson::TAPE_ERROR);
  }

  // NOLINTNEXTLINE(misc-no-recursion): once, for an object inside
  void read_object(json::object& object, std::string_view outer) {
    for (auto each : object) {
      json::field field;
      check(std::move(each).get(field));
      std::string_view key;
      check(field.unescaped_key().get(key));
      std::string inner;
      if (!outer.empty()) {
        inner = fmt::format("{}.{}", outer, key);
        key = inner;
      }
      json::value value = field.value();
      json::json_type type{};
      check(value.type().get(type));
      if (type == json::json_type::object && outer.empty()) {
        const std::string name(key);
        json::object nested;
        check(value.get_object().get(nested));
        read_object(nested, name);
      } else if (type == json::json_type::array || type == json::json_type::object) {
        fail(fmt::format(
            "key '{0}' is {1} (hint: remove or flatten it, for example: jq -c 'del(.{0})')",
            printable(key),
            type == json::json_type::array ? "an array" : "an object in another one"));
      } else {
        const std::size_t column = column_of(key);
        if (std::exchange(read_in_[column], reads_) == reads_) {
          fail(fmt::format(
              "key '{}' appears twice (hint: rename or remove one, for example with jq)",
              printable(key)));
        }
        values_[column] = text_of(value, type);
      }
    }
  }

  std::string_view text_of(json::value& value, json::json_type type) {
    std::string_view text;
    bool yes = false;
    switch (type) {
      case json::json_type::string:
        check(value.get_string().get(text));
        return text;
      case json::json_type::number:
        text = trimmed(value.raw_json_token());
        if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) {
          check(simdjson::NUMBER_ERROR);
        }
        if (!is_json_number(text)) fail(fmt::format("'{}' is not a JSON number", printable(text)));
        return text;
      case json::json_type::boolean:
        check(value.get_bool().get(yes));
        return yes ? "true" : "false";
      default:
        check(value.is_null().get(yes));
        if (!yes) check(simdjson::N_ATOM_ERROR);
        return {};
    }
  }

  /// Keys are mostly in the order of the columns.
  std::size_t column_of(std::string_view key) {
    if (next_ < names_.size() && names_[next_] == key) return next_++;
    auto found = columns_.find(key);
    if (found == columns_.end()) {
      if (fixed_ || names_.size() == kMostColumns) {
        fail(
            fmt::format("key '{}' is not in the first {} objects, which define the columns (hint: "
                        "give all objects the same keys, for example with jq)",
                        printable(key), kHeadObjects));
      }
      found = columns_.emplace(key, names_.size()).first;
      names_.emplace_back(key);
      values_.emplace_back();
      read_in_.push_back(0);
    }
    next_ = found->second + 1;
    return found->second;
  }

  void check(simdjson::error_code error) const {
    if (error == simdjson::SUCCESS) return;
    fail("is not a JSON object on one line (hint: jq -c . FILE)");
  }
  [[noreturn]] void fail(const std::string& problem) const {
    throw DataError(ErrorKind::damaged_file, {name_, number_}, problem);
  }

  std::unique_ptr<TextInput> source_;
  std::string name_;
  Lines lines_;
  json::parser parser_;
  std::vector<std::string> names_;                           ///< of the columns
  std::map<std::string, std::size_t, std::less<>> columns_;  ///< by name
  std::vector<std::string_view> values_;                     ///< of the object, by column
  std::vector<std::uint64_t> read_in_;                       ///< by column: the last of `reads_`
  std::uint64_t reads_ = 0;                                  ///< of objects so far
  std::size_t next_ = 0;                                     ///< the column expected next
  std::uint64_t number_ = 0;                                 ///< of the line
  std::vector<std::string> head_;                            ///< the first lines
  bool begun_ = false, fixed_ = false;
  std::string csv_;
  std::size_t used_ = 0;
};

}  // namespace

bool is_json_lines(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::size_t brace = text.find_first_not_of(" \t\r\n");
  if (brace == std::string_view::npos || text[brace] != '{') return false;
  const std::size_t key = text.find_first_not_of(" \t", brace + 1);
  return key != std::string_view::npos && (text[key] == '"' || text[key] == '}');
}

std::unique_ptr<TextInput> open_json_lines(std::unique_ptr<TextInput> source, std::string name) {
  return std::make_unique<JsonLines>(std::move(source), std::move(name));
}

}  // namespace rfmseg
