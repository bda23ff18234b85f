#include "csv/text_input.hpp"

#include <string_view>

#include "csv/text_source.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {

std::unique_ptr<TextInput> open_text(const std::string& path, const CsvOptions& options,
                                     EncodingCheck check) {
  constexpr std::string_view kZipMark = "PK\x03\x04";
  auto text = std::make_unique<TextSource>(path, options.encoding, options.fingerprint, check);
  if (text->first_bytes().starts_with(kZipMark)) {
    throw DataError(ErrorKind::damaged_file, {input_name(path)},
                    "is a spreadsheet or a zip archive (export or unpack it as CSV first)");
  }
  return text;
}

}  // namespace rfmseg
