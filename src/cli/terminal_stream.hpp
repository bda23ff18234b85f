#pragma once

#include <cstddef>
#include <ostream>
#include <streambuf>
#include <string>

namespace rfmseg::cli {

/// The columns of the terminal that the file descriptor is; 0 if it is none, or does not have them.
[[nodiscard]] std::size_t terminal_width(int descriptor);

/// Writes to a terminal, which data must not control: control characters appear as `\xNN`, except
/// line ends, tabs, and colours, which tables have and which do no harm.
class TerminalStream : public std::ostream {
 public:
  /// `terminal` must outlive it.
  explicit TerminalStream(std::ostream& terminal) : std::ostream(nullptr), filter_(terminal) {
    rdbuf(&filter_);
  }
  ~TerminalStream() override { filter_.end(); }
  TerminalStream(const TerminalStream&) = delete;
  TerminalStream& operator=(const TerminalStream&) = delete;

 private:
  class Filter : public std::streambuf {
   public:
    explicit Filter(std::ostream& terminal) : out_(terminal) {}
    /// Shows what has begun like a colour and is none.
    void end();

   protected:
    int_type overflow(int_type byte) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    void put(char byte);
    void show(char byte);

    std::ostream& out_;
    std::string begun_;  ///< of a colour, or of a character of two bytes
  };

  Filter filter_;
};

}  // namespace rfmseg::cli
