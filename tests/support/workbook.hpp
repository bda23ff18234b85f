#pragma once

#include <minizip/zip.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace rfmseg::test {

/// The parts of a zip archive: names and contents.
using Parts = std::vector<std::pair<std::string, std::string>>;

/// Writes a zip archive to `path`, which is returned.
inline std::string write_zip(std::string path, const Parts& parts) {
  const zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  bool written = zip != nullptr;
  for (const auto& [name, content] : parts) {
    written =
        written &&
        zipOpenNewFileInZip(zip, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                            Z_BEST_SPEED) == ZIP_OK &&
        zipWriteInFileInZip(zip, content.data(), static_cast<unsigned>(content.size())) == ZIP_OK &&
        zipCloseFileInZip(zip) == ZIP_OK;
  }
  if (zipClose(zip, nullptr) != ZIP_OK || !written) throw std::runtime_error("cannot zip " + path);
  return path;
}

/// A workbook by its parts, as small as programs read it.
class WorkbookParts {
 public:
  /// Adds a sheet with these `row` elements. `attributes`: others of it, as `state="hidden"`.
  WorkbookParts& sheet(const std::string& name, const std::string& rows,
                       const std::string& attributes = {}) {
    const std::string number = std::to_string(++sheets_);
    list_ += "<sheet name=\"" + name + "\" sheetId=\"" + number + "\" r:id=\"s" + number + "\" " +
             attributes + "/>";
    relate("s" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    return part("xl/worksheets/sheet" + number + ".xml",
                "<worksheet xmlns=\"main\"><sheetData>" + rows + "</sheetData></worksheet>");
  }
  /// The `si` elements of the shared texts.
  WorkbookParts& strings(const std::string& items) {
    relate("strings", "sharedStrings", "sharedStrings.xml");
    return part("xl/sharedStrings.xml", "<sst xmlns=\"main\">" + items + "</sst>");
  }
  /// The content of the style sheet.
  WorkbookParts& styles(const std::string& content) {
    relate("styles", "styles", "styles.xml");
    return part("xl/styles.xml", "<styleSheet xmlns=\"main\">" + content + "</styleSheet>");
  }
  /// Attributes of `workbookPr`.
  WorkbookParts& properties(const std::string& attributes) {
    properties_ = "<workbookPr " + attributes + "/>";
    return *this;
  }
  WorkbookParts& part(const std::string& name, const std::string& content) {
    parts_.emplace_back(name, content);
    return *this;
  }

  [[nodiscard]] Parts parts() const {
    Parts all = {
        {"_rels/.rels",
         "<Relationships><Relationship Id=\"b\" Type=\"x/officeDocument\" "
         "Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns=\"main\" xmlns:r=\"r\">" + properties_ + "<sheets>" +
                                list_ + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships>" + relations_ + "</Relationships>"}};
    all.insert(all.end(), parts_.begin(), parts_.end());
    return all;
  }

 private:
  void relate(const std::string& id, const std::string& type, const std::string& target) {
    relations_ += "<Relationship Id=\"" + id + "\" Type=\"http://x/" + type + "\" Target=\"" +
                  target + "\"/>";
  }

  int sheets_ = 0;
  std::string list_, relations_, properties_;
  Parts parts_;
};

}  // namespace rfmseg::test
