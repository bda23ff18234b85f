#include "csv/xlsx/workbook_input.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "csv/fingerprint.hpp"
#include "csv/xlsx/ahead_queue.hpp"
#include "csv/xlsx/sheet_choice.hpp"
#include "csv/xlsx/sheet_reader.hpp"
#include "csv/xlsx/workbook.hpp"
#include "csv/xlsx/zip_archive.hpp"
#include "plural.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// Lines of CSV, and what is known after them.
struct Piece {
  std::string text;
  std::uint64_t formulas_without_value = 0;  ///< up to here
  std::size_t part = 0;                      ///< of SheetChoice::parts
  std::uint64_t first_line = 0;              ///< of its sheet
};

/// Thrown in the thread that makes text to end it.
struct Unwanted {};

class WorkbookInput final : public TextInput {
 public:
  WorkbookInput(std::FILE* file, const std::string& name, const CsvOptions& options)
      : archive_(file, name),
        workbook_(read_workbook(archive_)),
        choice_(choose_sheets(archive_, workbook_, options.sheet)) {
    if (options.fingerprint) fingerprint_.emplace();
    thread_ = std::jthread([this] { make_text(); });
  }
  ~WorkbookInput() override { queue_.want_no_more(); }

  std::size_t read(char* buffer, std::size_t size) override {
    std::size_t filled = 0;
    while (filled < size) {
      if (used_ == piece_.text.size()) {
        std::optional<Piece> next = queue_.pop();
        if (!next) break;
        piece_ = *std::move(next);
        first_lines_.resize(piece_.part + 1, piece_.first_line);
        used_ = 0;
      }
      const std::size_t copied = piece_.text.copy(buffer + filled, size - filled, used_);
      used_ += copied;
      filled += copied;
    }
    if (fingerprint_) fingerprint_->add({buffer, filled});
    return filled;
  }
  std::uint64_t bytes_consumed() const override { return archive_.bytes_consumed(); }

  const std::string& encoding() const override { return encoding_; }
  std::optional<std::uint64_t> first_non_utf8() const override { return std::nullopt; }
  std::string fingerprint() const override { return fingerprint_ ? fingerprint_->hex() : ""; }
  std::string format() const override {
    std::string text = "Excel workbook, sheet " + quoted_sheet(0);
    for (std::size_t i = 1; i < choice_.parts.size(); ++i) {
      text += ", " + quoted_sheet(i);
      if (i < first_lines_.size()) text += fmt::format(" from line {}", first_lines_[i]);
    }
    return text;
  }
  std::vector<Message> warnings() const override {
    std::vector<Message> warnings;
    if (choice_.warning) warnings.push_back(*choice_.warning);
    if (piece_.formulas_without_value > 0) {
      warnings.push_back(fmt::format(
          "{}: {} with a formula but no value {} read as blank (hint: open and save it in a "
          "spreadsheet program, which computes values)",
          archive_.name(), plural(piece_.formulas_without_value, "cell"),
          agree(piece_.formulas_without_value, "is", "are")));
    }
    return warnings;
  }

 private:
  [[nodiscard]] std::string quoted_sheet(std::size_t part) const {
    return fmt::format("'{}'", printable(workbook_.sheets[choice_.parts[part].sheet].name));
  }

  void make_text() {
    try {
      std::optional<std::size_t> width;
      std::uint64_t formulas = 0;  // of the sheets before, as
      std::uint64_t lines = 0;
      for (std::size_t i = 0; i < choice_.parts.size(); ++i) {
        const WorkbookSheet& sheet = workbook_.sheets[choice_.parts[i].sheet];
        const SheetReader::Limits limits{.first_row = choice_.parts[i].first_row, .width = width};
        SheetReader reader(archive_, workbook_, sheet, limits, [&](std::string& text) {
          const std::uint64_t without_value = formulas + reader.formulas_without_value();
          if (!queue_.push({std::move(text), without_value, i, lines + 1})) throw Unwanted{};
        });
        read_xml(archive_, sheet.part, reader, Unpack::ahead);
        reader.finish();
        width = reader.width();
        formulas += reader.formulas_without_value();
        lines += reader.last_row();
      }
      queue_.end();
    } catch (const Unwanted&) {
    } catch (...) {
      queue_.end(std::current_exception());
    }
  }

  ZipArchive archive_;
  Workbook workbook_;
  SheetChoice choice_;
  std::string encoding_ = "UTF-8";
  std::optional<Fingerprint> fingerprint_;
  AheadQueue<Piece> queue_;
  Piece piece_;                             ///< that was taken from the queue
  std::size_t used_ = 0;                    ///< of its bytes
  std::vector<std::uint64_t> first_lines_;  ///< of the sheets that were begun
  std::jthread thread_;                     ///< ends before all that it uses
};

}  // namespace

std::unique_ptr<TextInput> open_workbook(std::FILE* file, const std::string& name,
                                         const CsvOptions& options) {
  return std::make_unique<WorkbookInput>(file, name, options);
}

}  // namespace rfmseg
