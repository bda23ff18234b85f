#include "cli/options/page_options.hpp"

namespace rfmseg::cli {

Option title_option(std::string& title, const std::string& needs) {
  return {"--title", &title, "TEXT", "Title of the page", {.needs = needs}};
}

}  // namespace rfmseg::cli
