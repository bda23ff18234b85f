#include "cli/help/manual_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ostream>
#include <sstream>
#include <string_view>
#include <vector>

#include "rfmseg/version.hpp"

namespace rfmseg::cli {
namespace {

/// Plain text as roff takes it: no escapes, hyphens that can be copied, no line that is a request.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'' && out.empty()) {
      out += "\\&'";
    } else if (c == '.' && out.empty()) {
      out += "\\&.";
    } else {
      out += c;
    }
  }
  return out;
}

/// The footer of a command's help.
struct Footer {
  std::vector<std::string> examples, remarks;  ///< lines
};

/// Examples are the lines with blanks in front after `Examples:`.
Footer parse_footer(const std::string& text) {
  Footer footer;
  std::istringstream lines(text);
  bool examples = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "Examples:" || line == "Example:") {
      examples = true;
      continue;
    }
    examples = examples && line.starts_with(' ');
    (examples ? footer.examples : footer.remarks).push_back(line);
  }
  return footer;
}

/// Writes one manual page.
class ManualPage {
 public:
  ManualPage(const Command& program, std::ostream& out) : program_(program), out_(out) {}

  void write(const Command& command) {
    const std::string name = manual_page_name(command);
    std::string title = name;
    std::ranges::transform(title, title.begin(), [](unsigned char c) { return std::toupper(c); });
    out_ << fmt::format(".TH {} 1 \"\" \"rfmseg {}\" \"User Commands\"\n", roff(title), version());
    out_ << fmt::format(".SH NAME\n{} \\- {}\n", roff(name), roff(one_line(command)));
    synopsis(command);
    const Footer footer = parse_footer(command.footer);
    description(command, footer);
    groups(command);
    for (const Command& under : command.commands) subcommand(command, under);
    files(command);
    examples(footer);
    closing(command);
  }

 private:
  /// For whatis: what comes after the name in the program's own description.
  static std::string one_line(const Command& command) {
    const std::string& text = command.description;
    return command.name.empty() ? text.substr(text.find(": ") + 2) : text;
  }

  static std::string words_after(const Command& command) {
    std::string words = command.commands.empty() ? "" : " \\fICOMMAND\\fR";
    words += " [\\fIOPTION\\fR]...";
    for (const Option& option : command.options) {
      if (!is_positional(option)) continue;
      const std::string name = "\\fI" + roff(option.names.front()) + "\\fR";
      words += is_list(option) ? " [" + name + "]..." : ' ' + name;
    }
    return words;
  }

  void synopsis(const Command& command) {
    out_ << ".SH SYNOPSIS\n.B rfmseg" << (command.name.empty() ? "" : " " + roff(command.name))
         << "\n"
         << words_after(command).substr(1) << '\n';
  }

  void option(const Option& of) {
    std::string names;
    for (const std::string& name : of.names) {
      const bool positional = is_positional(of);
      names += fmt::format("{}\\f{}{}\\fR", names.empty() ? "" : ", ", positional ? 'I' : 'B',
                           roff(name));
    }
    if (!of.value.empty() && !is_positional(of)) {
      names += fmt::format(" \\fI{}\\fR", roff(of.value));
    }
    out_ << ".TP\n" << names << '\n' << roff(of.description) << '\n';
  }

  /// The options of a command by their groups, in the order of the groups' first options.
  void groups(const Command& command) {
    const Options options = options_of(command, program_);
    out_ << ".SH OPTIONS\n";
    std::vector<std::string> seen;
    for (const Option& first : options) {
      if (std::ranges::find(seen, first.group) != seen.end()) continue;
      seen.push_back(first.group);
      if (first.group != "Options") out_ << ".SS " << roff(first.group) << '\n';
      for (const Option& each : options) {
        if (each.group == first.group) option(each);
      }
    }
  }

  void subcommand(const Command& command, const Command& under) {
    if (&under == &command.commands.front()) out_ << ".SH COMMANDS\n";
    if (command.name.empty()) {
      out_ << fmt::format(".TP\n.BR {} (1)\n{}\n", roff(manual_page_name(under)),
                          roff(under.description));
      return;
    }
    out_ << fmt::format(".TP\n\\fBrfmseg {} {}\\fR{}\n{}\n", roff(command.name), roff(under.name),
                        words_after(under), roff(under.description));
  }

  /// Sentences about the command: its purpose, its remarks, and what it reads and writes.
  void description(const Command& command, const Footer& footer) {
    out_ << ".SH DESCRIPTION\n" << roff(one_line(command)) << ".\n";
    for (const std::string& line : footer.remarks) {
      if (line.starts_with(' ')) out_ << ".br\n";
      out_ << roff(line) << '\n';
    }
    const auto has = [&](std::string_view name) {
      return std::ranges::any_of(command.options,
                                 [&](const Option& each) { return full_name(each) == name; });
    };
    if (has("INPUT") && has("--output")) {
      out_ << "It reads standard input if there is no \\fIINPUT\\fR, and writes to standard output "
              "unless \\fB\\-\\-output\\fR names a file. Messages go to standard error.\n";
    }
  }

  /// What happens to the file of an option.
  static std::string_view use_of(FileRole role) {
    if (role == FileRole::store) return "Read, and written by commands that record something.";
    if (role == FileRole::log || role == FileRole::summary) return "Appended to.";
    return role < FileRole::store ? "Read." : "Written completely or not at all.";
  }

  void files(const Command& command) {
    bool begun = false;
    for (const Option& each : options_of(command, program_)) {
      if (!each.rules.role) continue;
      if (!begun) out_ << ".SH FILES\n";
      begun = true;
      const bool positional = is_positional(each);
      out_ << ".TP\n\\f" << (positional ? 'I' : 'B') << roff(full_name(each)) << "\\fR";
      if (!positional) out_ << " \\fI" << roff(each.value) << "\\fR";
      out_ << '\n' << use_of(*each.rules.role) << '\n';
    }
  }

  void examples(const Footer& footer) {
    if (footer.examples.empty()) return;
    out_ << ".SH EXAMPLES\n.nf\n";
    for (const std::string& line : footer.examples) out_ << roff(line) << '\n';
    out_ << ".fi\n";
  }

  void closing(const Command& command) {
    out_ << ".SH EXIT STATUS\n"
            ".TP\n.B 0\nSuccess.\n"
            ".TP\n.B 1\nData or I/O error.\n"
            ".TP\n.B 2\nUsage or configuration error.\n";
    if (command.name.empty() || command.name == "diff") {
      out_ << ".TP\n.B 3\nA condition of \\fBdiff \\-\\-fail\\-if\\fR is met.\n";
    }
    out_ << ".TP\n.B 130\nInterrupted.\n"
            ".SH ENVIRONMENT\n"
            ".TP\n.B RFMSEG_*\nOptions, such as RFMSEG_AS_OF for \\fB\\-\\-as\\-of\\fR; the "
            "command line "
            "and the config file come first.\n"
            ".TP\n.B RFMSEG_CONFIG\nThe config file.\n"
            ".TP\n.B NO_COLOR\nDisables colors if it is not empty.\n"
            ".SH SEE ALSO\n";
    if (command.name.empty()) {
      out_ << "The page of each command, such as\n.BR rfmseg\\-analyze (1)\n";
    } else {
      out_ << ".BR rfmseg (1)\n";
    }
  }

  const Command& program_;
  std::ostream& out_;
};

}  // namespace

std::string manual_page_name(const Command& command) {
  return command.name.empty() ? "rfmseg" : "rfmseg-" + command.name;
}

void write_manual_page(const Command& program, const Command& command, std::ostream& out) {
  ManualPage(program, out).write(command);
}

}  // namespace rfmseg::cli
