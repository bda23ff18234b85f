#include "cli/log.hpp"

#include <fmt/core.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/file_name.hpp"
#include "cli/terminal_stream.hpp"
#include "report/wrapped.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// The warnings and errors that were logged, for the summary.
const std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt>& problems() {
  static const auto sink = [] {
    auto made = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(100);
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return sink;
}

std::vector<std::string> logged(spdlog::level::level_enum level) {
  std::vector<std::string> messages;
  for (const auto& message : problems()->last_raw()) {
    if (message.level == level)
      messages.emplace_back(message.payload.data(), message.payload.size());
  }
  return messages;
}

/// The message as a JSON string.
class JsonMessage final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    const std::string text(message.payload.data(), message.payload.size());
    const std::string quoted =
        nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    out.append(quoted.data(), quoted.data() + quoted.size());
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

/// The message wrapped at words, under where it begins after `rfmseg: warning: `.
class WrappedMessage final : public spdlog::custom_flag_formatter {
 public:
  explicit WrappedMessage(std::size_t width) : width_(width) {}

  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    const std::string_view payload(message.payload.data(), message.payload.size());
    const std::size_t used =
        std::string_view("rfmseg: : ").size() + spdlog::level::to_string_view(message.level).size();
    // Lines that are indented are commands, to be copied as they are.
    for (std::size_t at = 0; at <= payload.size();) {
      const std::size_t end = std::min(payload.find('\n', at), payload.size());
      const std::string_view line = payload.substr(at, end - at);
      const std::string text = at == 0                 ? wrapped(line, width_, "  ", used)
                               : line.starts_with(' ') ? '\n' + std::string(line)
                                                       : '\n' + wrapped(line, width_);
      out.append(text.data(), text.data() + text.size());
      at = end + 1;
    }
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<WrappedMessage>(width_);
  }

 private:
  std::size_t width_;
};

/// Lines for a terminal so wide.
std::unique_ptr<spdlog::formatter> wrapped_lines(std::size_t width) {
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<WrappedMessage>('*', width).set_pattern("rfmseg: %^%l%$: %*");
  return formatter;
}

std::unique_ptr<spdlog::formatter> json_lines() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  formatter->add_flag<JsonMessage>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":%*})");
  return formatter;
}

std::unique_ptr<spdlog::formatter> timed_lines() {
  return std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l: %v",
                                                     spdlog::pattern_time_type::utc);
}

/// The message, whose lines are ours; what else could control a terminal is shown.
std::string without_controls(std::string_view message) {
  std::string shown;
  while (true) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    shown += printable_in_full(message.substr(0, end));
    if (end == message.size()) return shown;
    shown += '\n';
    message.remove_prefix(end + 1);
  }
}

}  // namespace

void start_log() {
  const char* no_color = std::getenv("NO_COLOR");
  const bool color = no_color == nullptr || *no_color == '\0';
  auto on_stderr = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(
      color ? spdlog::color_mode::automatic : spdlog::color_mode::never);
  auto logger = std::make_shared<spdlog::logger>("rfmseg", std::move(on_stderr));
  logger->sinks().push_back(problems());
  logger->flush_on(spdlog::level::trace);
  spdlog::set_default_logger(std::move(logger));
  spdlog::set_pattern("rfmseg: %^%l%$: %v");
  if (const std::size_t width = terminal_width(STDERR_FILENO); width > 0) {
    spdlog::default_logger()->sinks().front()->set_formatter(wrapped_lines(width));
  }
}

void configure_log(const LogOptions& options) {
  if (options.verbose) spdlog::set_level(spdlog::level::debug);
  auto& sinks = spdlog::default_logger()->sinks();
  // The file and the summary get it all the same.
  if (options.quiet) sinks.front()->set_level(spdlog::level::err);
  if (options.format == "json") sinks.front()->set_formatter(json_lines());
}

void open_log_file(const LogOptions& options) {
  if (options.file.empty()) return;
  try {
    auto file = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file_name(options.file));
    file->set_formatter(options.format == "json" ? json_lines() : timed_lines());
    spdlog::default_logger()->sinks().push_back(std::move(file));
  } catch (const spdlog::spdlog_ex&) {
    throw DataError(fmt::format("{}: cannot write the log", options.file));
  }
}

std::vector<std::string> logged_warnings() {
  return logged(spdlog::level::warn);
}
std::vector<std::string> logged_errors() {
  return logged(spdlog::level::err);
}

bool is_quiet() {
  return !spdlog::default_logger()->sinks().front()->should_log(spdlog::level::info);
}

void log_error(const std::string& message) {
  spdlog::error("{}", without_controls(message));
}
void log_warning(const std::string& message) {
  spdlog::warn("{}", without_controls(message));
}
void log_new_warning(const std::string& message) {
  const std::vector<std::string> known = logged_warnings();
  if (std::ranges::find(known, without_controls(message)) == known.end()) log_warning(message);
}
void log_info(const std::string& message) {
  spdlog::info("{}", without_controls(message));
}
void log_detail(const std::string& message) {
  spdlog::debug("{}", without_controls(message));
}

}  // namespace rfmseg::cli
