#include "csv/xlsx/workbook.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "csv/xlsx/xml_reader.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

// Limits of what is kept in memory, beyond those of Excel: 64,000 styles.
constexpr std::size_t kMostStyles = 1'000'000;
constexpr std::size_t kMostSheets = 10'000;
constexpr std::size_t kMostRelations = 100'000;

std::string_view attribute(XmlAttributes attributes, std::string_view name) {
  const char* value = find_attribute(attributes, name);
  return value == nullptr ? std::string_view() : value;
}

int whole_number(std::string_view text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true" || text == "on";
}

void limit(const ZipArchive& archive, std::size_t count, std::size_t most, const char* what) {
  if (count < most) return;
  throw DataError(ErrorKind::damaged_file, {archive.name()},
                  fmt::format("has more than {} {}, as no real workbook has", most, what));
}

/// Where the parts are that a part refers to: by id, with the last word of their type.
class Relations final : public XmlHandler {
 public:
  struct Target {
    std::string type, part;
  };

  /// Those of `part`; none if it has no file of them.
  Relations(ZipArchive& archive, std::string_view part) : archive_(archive) {
    const std::size_t slash = part.rfind('/');
    folder_ = slash == std::string_view::npos ? "" : part.substr(0, slash + 1);
    const std::string file = fmt::format("{}_rels/{}.rels", folder_, part.substr(folder_.size()));
    if (archive.has(file)) read_xml(archive, file, *this);
  }

  void begin(const char* element, XmlAttributes attributes) override {
    if (std::string_view(element) != "Relationship") return;
    limit(archive_, targets_.size(), kMostRelations, "relations");
    const std::string_view type = attribute(attributes, "Type");
    targets_[std::string(attribute(attributes, "Id"))] = {
        std::string(type.substr(type.rfind('/') + 1)), path_of(attribute(attributes, "Target"))};
  }
  void end(const char*) override {}

  [[nodiscard]] const Target* with_id(std::string_view id) const {
    const auto found = targets_.find(std::string(id));
    return found == targets_.end() ? nullptr : &found->second;
  }
  /// The part with this type; empty if there is none.
  [[nodiscard]] std::string with_type(std::string_view type) const {
    for (const auto& [id, target] : targets_) {
      if (target.type == type) return target.part;
    }
    return {};
  }

 private:
  [[nodiscard]] std::string path_of(std::string_view target) const {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string folder = folder_;
    while (target.starts_with("../") && !folder.empty()) {
      target.remove_prefix(3);
      folder.pop_back();
      folder.erase(folder.rfind('/') + 1);
    }
    if (target.starts_with("./")) target.remove_prefix(2);
    return folder.append(target);
  }

  ZipArchive& archive_;
  std::string folder_;
  std::map<std::string, Target> targets_;
};

/// The list of sheets.
class SheetList final : public XmlHandler {
 public:
  SheetList(const ZipArchive& archive, const Relations& relations, Workbook& workbook)
      : archive_(archive), relations_(relations), workbook_(workbook) {}

  void begin(const char* element, XmlAttributes attributes) override {
    const std::string_view name = element;
    if (name == "workbookPr" && is_true(attribute(attributes, "date1904"))) {
      workbook_.first_day = FirstDay::in_1904;
    }
    if (name != "sheet") return;
    limit(archive_, workbook_.sheets.size(), kMostSheets, "sheets");
    const Relations::Target* target = relations_.with_id(attribute(attributes, "id"));
    if (target == nullptr || target->type != "worksheet") return;  // of charts, for example
    const std::string_view state = attribute(attributes, "state");
    workbook_.sheets.push_back({std::string(attribute(attributes, "name")), target->part,
                                state == "hidden" || state == "veryHidden"});
  }
  void end(const char*) override {}

 private:
  const ZipArchive& archive_;
  const Relations& relations_;
  Workbook& workbook_;
};

/// What the numbers of cells are.
class Styles final : public XmlHandler {
 public:
  Styles(const ZipArchive& archive, std::vector<CellNumber>& styles)
      : archive_(archive), styles_(styles) {}

  void begin(const char* element, XmlAttributes attributes) override {
    const std::string_view name = element;
    if (name == "numFmt") {
      limit(archive_, codes_.size(), kMostStyles, "number formats");
      codes_[whole_number(attribute(attributes, "numFmtId"))] =
          parse_number_format(attribute(attributes, "formatCode"));
    } else if (name == "cellXfs") {
      of_cells_ = true;
    } else if (name == "xf" && of_cells_) {
      limit(archive_, styles_.size(), kMostStyles, "styles");
      const int id = whole_number(attribute(attributes, "numFmtId"));
      const auto code = codes_.find(id);
      styles_.push_back(code == codes_.end() ? builtin_number_format(id) : code->second);
    }
  }
  void end(const char* element) override {
    if (std::string_view(element) == "cellXfs") of_cells_ = false;
  }

 private:
  const ZipArchive& archive_;
  std::vector<CellNumber>& styles_;
  std::map<int, CellNumber> codes_;
  bool of_cells_ = false;
};

/// The texts: those of `t`, also in several runs, without the pronunciation in `rPh`.
class StringTable final : public XmlHandler {
 public:
  StringTable(const ZipArchive& archive, SharedStrings& strings, std::uint64_t most_bytes)
      : archive_(archive), strings_(strings), most_bytes_(most_bytes) {}

  void begin(const char* element, XmlAttributes) override {
    const std::string_view name = element;
    if (name == "t") in_text_ = !in_phonetic_;
    if (name == "rPh") in_phonetic_ = true;
  }
  void end(const char* element) override {
    const std::string_view name = element;
    if (name == "t") in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name != "si") return;
    strings_.add(text_, archive_, most_bytes_);
    text_.clear();
  }
  void text(std::string_view piece) override {
    if (!in_text_) return;
    text_ += piece;
    limit(archive_, text_.size(), most_bytes_, "bytes of text in a cell");
  }

 private:
  const ZipArchive& archive_;
  SharedStrings& strings_;
  std::uint64_t most_bytes_;
  std::string text_;
  bool in_text_ = false, in_phonetic_ = false;
};

/// What kind of archive this is if not a workbook of this format, with what to do.
std::string foreign_archive(ZipArchive& archive) {
  if (archive.has("xl/workbook.bin")) {
    return "is a binary Excel workbook, .xlsb (hint: save it as .xlsx or CSV)";
  }
  if (archive.has("mimetype") && archive.has("content.xml")) {
    return archive.beginning_of("mimetype", 100).find("spreadsheet") != std::string::npos
               ? "is an OpenDocument spreadsheet, .ods (hint: save it as .xlsx or CSV)"
               : "is an OpenDocument file, but not a spreadsheet (hint: export the table as CSV)";
  }
  if (archive.has_folder("Index/") && archive.has_folder("Metadata/")) {
    return "is a document of Numbers or a similar program (hint: export it as .xlsx or CSV)";
  }
  if (archive.has_folder("word/") || archive.has_folder("ppt/")) {
    return "is a Word or PowerPoint document (hint: save the table as .xlsx or CSV)";
  }
  return "is a zip archive, but not an Excel workbook (hint: unpack it first)";
}

}  // namespace

void SharedStrings::add(std::string_view text, const ZipArchive& archive,
                        std::uint64_t most_bytes) {
  append_text_field(text_, text);
  ends_.push_back(text_.size());
  if (text_.size() + ends_.size() * sizeof(std::size_t) <= most_bytes) return;
  throw DataError(
      ErrorKind::damaged_file, {archive.name()},
      fmt::format(
          "has more distinct texts than fit in {} MiB of memory (hint: save the sheet as CSV)",
          most_bytes >> 20));
}

Workbook read_workbook(ZipArchive& archive, std::uint64_t most_shared_bytes) {
  Workbook workbook;
  std::string part = Relations(archive, "").with_type("officeDocument");
  if (part.empty() || !archive.has(part)) part = "xl/workbook.xml";
  const bool is_workbook = archive.has(part) && part.ends_with(".xml") &&
                           !archive.has_folder("word/") && !archive.has_folder("ppt/");
  if (!is_workbook) {
    throw DataError(ErrorKind::damaged_file, {archive.name()}, foreign_archive(archive));
  }
  const Relations relations(archive, part);
  SheetList sheets(archive, relations, workbook);
  read_xml(archive, part, sheets);
  if (workbook.sheets.empty()) {
    throw DataError(ErrorKind::no_data, {archive.name()}, "is a workbook without sheets");
  }
  if (const std::string styles = relations.with_type("styles"); archive.has(styles)) {
    Styles reader(archive, workbook.styles);
    read_xml(archive, styles, reader);
  }
  if (const std::string strings = relations.with_type("sharedStrings"); archive.has(strings)) {
    StringTable reader(archive, workbook.strings, most_shared_bytes);
    read_xml(archive, strings, reader);
  }
  return workbook;
}

}  // namespace rfmseg
