#include <memory>
#include <ostream>
#include <string>

#include "cli/commands/commands.hpp"
#include "cli/commands/writing.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/segment/segment_keys.hpp"

namespace rfmseg::cli {
namespace {

/// A name per line, without those that have several lines.
void write_names(const std::vector<std::string>& names, std::ostream& out) {
  for (const std::string& name : names) {
    if (!name.empty() && name.find('\n') == std::string::npos) out << name << '\n';
  }
}

void write_columns(const std::string& file, std::ostream& out) {
  write_names(InputFiles({file}, {}).first_header(), out);
}

void write_segments(const std::string& scheme_name, std::ostream& out) {
  const Scheme scheme = rfmseg::load_scheme(scheme_name);
  std::vector<std::string> keys = segment_keys(scheme);
  if (scheme.unmatched.name.empty()) keys.pop_back();
  write_names(keys, out);
}

}  // namespace

/// What completions offer that depends on a file.
Command names_command() {
  const auto name = std::make_shared<std::string>();
  return {.name = "names",
          .description = "The names that completions offer",
          .commands = {{.name = "columns",
                        .description = "The columns of a file",
                        .options = {Option("COLUMNS_OF", name.get(), "FILE", "A file",
                                           {.required = true, .role = FileRole::model})},
                        .run = writing([name](std::ostream& out) { write_columns(*name, out); })},
                       {.name = "segments",
                        .description = "The keys of a scheme's segments",
                        .options = {Option("SCHEME", name.get(), "NAME|FILE",
                                           "A preset's name, or a TOML file",
                                           {.required = true, .role = FileRole::scheme})},
                        .run = writing([name](std::ostream& out) { write_segments(*name, out); })}},
          .hidden = true};
}

}  // namespace rfmseg::cli
