#include "cli/terminal_stream.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text.hpp"

namespace rfmseg::cli {
namespace {

constexpr char kEscape = '\x1b';
/// The first byte of U+0080 to U+00BF, of which those to U+009F are control characters.
constexpr char kLatin = '\xc2';

bool is_control(char byte) {
  return (static_cast<unsigned char>(byte) < ' ' && byte != '\n' && byte != '\t') || byte == '\x7f';
}

bool goes_on_as_color(const std::string& begun, char byte) {
  return begun.size() == 1 ? byte == '[' : is_digit(byte) || byte == ';';
}

}  // namespace

void TerminalStream::Filter::end() {
  for (const char byte : begun_) show(byte);
  begun_.clear();
}

TerminalStream::Filter::int_type TerminalStream::Filter::overflow(int_type byte) {
  if (!traits_type::eq_int_type(byte, traits_type::eof())) put(traits_type::to_char_type(byte));
  return out_ ? traits_type::not_eof(byte) : traits_type::eof();
}

std::streamsize TerminalStream::Filter::xsputn(const char* text, std::streamsize size) {
  for (std::streamsize i = 0; i < size; ++i) put(text[i]);
  return out_ ? size : 0;
}

int TerminalStream::Filter::sync() {
  out_.flush();
  return out_ ? 0 : -1;
}

void TerminalStream::Filter::put(char byte) {
  if (begun_.starts_with(kEscape)) {
    if (goes_on_as_color(begun_, byte)) {
      begun_ += byte;
      return;
    }
    if (byte == 'm' && begun_.size() > 1) {
      out_ << begun_ << byte;
      begun_.clear();
      return;
    }
  } else if (begun_.starts_with(kLatin) && static_cast<unsigned char>(byte) >= 0xa0) {
    out_ << begun_ << byte;
    begun_.clear();
    return;
  } else if (begun_.starts_with(kLatin)) {
    begun_ += byte;
    return end();
  }
  end();
  if (byte == kEscape || byte == kLatin) {
    begun_ = byte;
  } else if (is_control(byte)) {
    show(byte);
  } else {
    out_ << byte;
  }
}

void TerminalStream::Filter::show(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  if (is_control(byte) || code >= 0x80) {
    out_ << fmt::format("\\x{:02X}", code);
  } else {
    out_ << byte;
  }
}

std::size_t terminal_width(int descriptor) {
  struct winsize window {};
  const bool known = ::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &window) == 0;
  return known ? window.ws_col : 0;
}

}  // namespace rfmseg::cli
