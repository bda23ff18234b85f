#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

// Each target gives `input` to the code that a user's file goes through, and checks what must hold
// with any content. Built by clang with libFuzzer (scripts/fuzz.sh); in every build the corpus
// runs through the same functions as a test.
namespace rfmseg::fuzz {

void csv(std::string_view input);           ///< bytes of a file → rows
void transactions(std::string_view input);  ///< bytes of a file → customers and ledger
void timestamp(std::string_view input);     ///< a format, a newline, a date
void number(std::string_view input);        ///< a number
void scheme(std::string_view input);        ///< a scheme file
void model(std::string_view input);         ///< a model file
void predictions(std::string_view input);   ///< a model file of predictions
void customers(std::string_view input);     ///< bytes of a customer file → segments, and again
void movement(std::string_view input);      ///< two customer files → what changed
void store(std::string_view input);         ///< changes of the bytes of a store → customers, runs
void config(std::string_view input);        ///< a config file

/// Something that must hold does not. No Error of the library, so that no target takes it for one.
class Finding : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void require(bool holds, const std::string& what) {
  if (!holds) throw Finding(what);
}

/// Whether an error is about a file that cannot be unpacked, or converted to CSV, to its end.
/// Blocks before the damage are read, so that what is read, and with it what is wrong first,
/// depends on their size; whether the file is refused does not.
inline bool is_about_packing(const std::string& error) {
  for (const char* part : {" data is damaged", " data ends too early", ": its part ", ": sheet '",
                           "JSON object", ": key '", "are not UTF-8"}) {
    if (error.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace rfmseg::fuzz
