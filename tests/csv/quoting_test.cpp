#include "csv/quoting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace rfmseg {
namespace {

struct Nothing {
  void text(const char*, const char*) {}
  void newline() {}
  void end_field() {}
};

RC_GTEST_PROP(Quoting, ARecordEndsWhereTheScanOfItsFieldsEnds, ()) {
  const std::string text = *rc::gen::container<std::string>(
      rc::gen::element('"', '"', '"', ',', ',', '\n', '\r', 'x', '\0'));
  const char* const end = text.data() + text.size();
  const RecordEnd found = find_record_end(text.data(), end, ',');
  const RecordEnd scanned = scan_record(text.data(), end, ',', Nothing{});
  RC_ASSERT(found.next == scanned.next);
  RC_ASSERT(found.open_quote == scanned.open_quote);
}

}  // namespace
}  // namespace rfmseg
