#pragma once

#include <string>
#include <string_view>

#include "csv/xlsx/zip_archive.hpp"

namespace rfmseg {

/// The attributes of an element: names and values in turn, then null.
using XmlAttributes = const char**;

/// What is done with the elements of an XML file. Names are without the prefix of a name space.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(const char* element, XmlAttributes attributes) = 0;
  virtual void end(const char* element) = 0;
  /// A piece of the text of an element, in UTF-8.
  virtual void text(std::string_view) {}
  /// Whether the rest of the file need not be read.
  [[nodiscard]] bool done() const { return done_; }

 protected:
  bool done_ = false;
};

/// The value of the attribute with this name, without prefix; null if there is none.
[[nodiscard]] const char* find_attribute(XmlAttributes attributes, std::string_view name);

/// Whether a part is unpacked when its bytes are needed, or by another thread ahead of that.
enum class Unpack { when_needed, ahead };

/// Reads a part of the archive as XML, as a stream. Throws DataError if it is not well-formed, has
/// a document type (which the parts of workbooks do not have, and entities could expand), a tag of
/// megabytes or elements nested too deeply.
void read_xml(ZipArchive& archive, const std::string& part, XmlHandler& handler,
              Unpack unpack = Unpack::when_needed);

}  // namespace rfmseg
