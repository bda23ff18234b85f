#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace rfmseg::cli {

/// What is wrong with the command line and what was likely meant, in one sentence.
[[nodiscard]] std::string explain(const CLI::ParseError& error, const CLI::App& app, int argc,
                                  const char* const* argv);

}  // namespace rfmseg::cli
