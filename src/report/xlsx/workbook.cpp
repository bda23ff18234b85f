#include "report/xlsx/workbook.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <system_error>
#include <utility>

#include "report/file_stream.hpp"
#include "report/xlsx/library_calls.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg::xlsx {
namespace {

[[noreturn]] void throw_no_temporary_file(const std::string& folder, int error) {
  throw DataError(
      ErrorKind::unwritable_file, {folder},
      fmt::format("cannot write the temporary files of a workbook: {}", std::strerror(error)));
}

UnnamedFile temporary_file(const std::string& folder) {
  try {
    return UnnamedFile(folder);
  } catch (const std::system_error& error) {
    throw_no_temporary_file(folder, error.code().value());
  }
}

lxw_workbook* open_workbook(const std::string& path, std::string folder) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;  // a row is on the disk once the next one begins
  options.tmpdir = folder.data();
  options.use_zip64 = LXW_FALSE;
  return workbook_new_opt(path.c_str(), &options);
}

/// libxlsxwriter prints what went wrong, for programmers; while this lives, nowhere. Errors are
/// thrown instead.
class Unprinted {
 public:
  Unprinted() : nowhere_(::fopencookie(nullptr, "w", {nullptr, discard, nullptr, nullptr})) {
    if (nowhere_ != nullptr) printed_ = std::exchange(stderr, nowhere_);
  }
  ~Unprinted() {
    if (nowhere_ == nullptr) return;
    stderr = printed_;
    const int error = errno;
    std::fclose(nowhere_);
    errno = error;
  }
  Unprinted(const Unprinted&) = delete;
  Unprinted& operator=(const Unprinted&) = delete;

 private:
  static ssize_t discard(void* /*cookie*/, const char* /*text*/, std::size_t size) {
    return static_cast<ssize_t>(size);
  }

  std::FILE* nowhere_;
  std::FILE* printed_ = nullptr;
};

constexpr std::string_view kPlainMoney = "#,##0.00";

/// `#,##0.00 "EUR"`. A currency is data: quotes and unusually long ones are not shown.
std::string money_format_of(std::string_view currency) {
  constexpr std::size_t kLongestCurrency = 8;
  const bool is_usual = !currency.empty() && currency.size() <= kLongestCurrency &&
                        currency.find('"') == std::string_view::npos;
  return is_usual ? fmt::format("{} \"{}\"", kPlainMoney, currency) : std::string(kPlainMoney);
}

}  // namespace

void Workbook::throw_not_made() const {
  throw_no_temporary_file(folder_, errno);
}

Workbook::Workbook(std::ostream& out, std::string_view currency)
    : out_(out),
      currency_width_(
          money_format_of(currency).size() > kPlainMoney.size() ? display_width(currency) + 1 : 0),
      folder_(temporary_folder_for(out)),
      file_(temporary_file(folder_)),
      book_(require(open_workbook(file_.path(), folder_))),
      title_(add_format()),
      headline_(add_format()),
      term_(add_format()),
      wrapped_(add_format()),
      plain_(add_formats(money_format_of(currency), false)),
      total_(add_formats(money_format_of(currency), true)) {
  format_set_bold(title_);
  format_set_bottom(title_, LXW_BORDER_THIN);
  format_set_bold(headline_);
  constexpr double kHeadlinePoints = 14;
  format_set_font_size(headline_, kHeadlinePoints);
  format_set_bold(term_);
  for (lxw_format* const text : {headline_, term_, wrapped_}) {
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
  }
  format_set_text_wrap(headline_);
  format_set_text_wrap(wrapped_);
  // The same input makes the same file: it must not have the time when it was made.
  lxw_doc_properties properties{};
  constexpr std::time_t kBeginningOf2000 = 946'684'800;
  properties.created = kBeginningOf2000;
  check(workbook_set_properties(book_, &properties));
}

Workbook::~Workbook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

lxw_worksheet* Workbook::add_sheet(const char* name) {
  const Unprinted unprinted;
  return require(workbook_add_worksheet(book_, name));
}

lxw_format* Workbook::add_format() {
  return require(workbook_add_format(book_));
}

Workbook::Formats Workbook::add_formats(const std::string& money_format, bool emphasised) {
  const auto make = [&](const std::string& format) {
    lxw_format* const made = add_format();
    if (!format.empty()) format_set_num_format(made, format.c_str());
    if (emphasised) {
      format_set_bold(made);
      format_set_top(made, LXW_BORDER_THIN);
    }
    return made;
  };
  return {make(""),     make("#,##0"),      make("#,##0.00"),           make(money_format),
          make("0.0%"), make("yyyy-mm-dd"), make("yyyy-mm-dd hh:mm:ss")};
}

void Workbook::finish() {
  for (const lxw_worksheet* const sheet : sheets_) {
    std::FILE* const rows = sheet->optimize_tmpfile;
    if (std::fflush(rows) != 0 || std::ferror(rows) != 0) throw_no_temporary_file(folder_, errno);
  }
  const lxw_error error = [&] {
    const Unprinted unprinted;
    errno = 0;
    return workbook_close(book_);
  }();
  book_ = nullptr;
  if (error >= LXW_ERROR_CREATING_XLSX_FILE && error <= LXW_ERROR_ZIP_CLOSE) {
    throw_no_temporary_file(folder_, errno == 0 ? EIO : errno);
  }
  check(error);
  check_workbook(file_.descriptor(), sizes_, folder_);
  copy_file(file_.descriptor(), out_, folder_);
}

}  // namespace rfmseg::xlsx

/// libxlsxwriter's own function, in whose place the dynamic linker puts this one, gives files a
/// name for a moment; killed in it, a program would leave them.
extern "C" std::FILE* lxw_tmpfile(char* folder) {
  try {
    const rfmseg::UnnamedFile file(folder == nullptr ? P_tmpdir : folder);
    const int descriptor = ::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 0);
    return descriptor < 0 ? nullptr : ::fdopen(descriptor, "w+b");
  } catch (const std::exception&) {
    return nullptr;  // with errno as it was
  }
}
