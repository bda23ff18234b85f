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
    groups(command);
    for (const Command& under : command.commands) subcommand(command, under);
    footer(command);
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

  /// Remarks, and examples as they are.
  void footer(const Command& command) {
    std::istringstream lines(command.footer);
    bool examples = false;
    bool remarks = false;
    for (std::string line; std::getline(lines, line);) {
      if (line == "Examples:" || line == "Example:") {
        out_ << ".SH EXAMPLES\n.nf\n";
        examples = true;
      } else if (examples && !line.starts_with(' ')) {
        out_ << ".fi\n.PP\n" << roff(line) << '\n';
        examples = false;
      } else {
        if (!examples && !remarks) out_ << ".SH NOTES\n";
        remarks = remarks || !examples;
        if (!examples && line.starts_with(' ')) out_ << ".br\n";
        out_ << roff(line) << '\n';
      }
    }
    if (examples) out_ << ".fi\n";
  }

  void closing(const Command& command) {
    out_ << ".SH EXIT STATUS\n"
            ".TP\n.B 0\nDone.\n"
            ".TP\n.B 1\nData or files are wrong.\n"
            ".TP\n.B 2\nThe command line, its config file or a scheme is wrong.\n"
            ".TP\n.B 3\nA condition of \\fBdiff \\-\\-fail\\-if\\fR holds.\n"
            ".TP\n.B 130\nInterrupted.\n"
            ".SH ENVIRONMENT\n"
            ".TP\n.B RFMSEG_*\nOptions, RFMSEG_AS_OF for \\fB\\-\\-as\\-of\\fR; the command line "
            "and the config file come first.\n"
            ".TP\n.B RFMSEG_CONFIG\nThe config file.\n"
            ".TP\n.B NO_COLOR\nNo colour, when not empty.\n"
            ".SH SEE ALSO\n";
    if (command.name.empty()) {
      out_ << "The commands' own pages.\n";
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
