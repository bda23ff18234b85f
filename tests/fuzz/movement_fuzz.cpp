#include <algorithm>
#include <sstream>
#include <string>

#include "fuzz/memory_file.hpp"
#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/movement_report.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::fuzz {
namespace {

Snapshot snapshot(const std::string& name, std::string_view bytes) {
  const MemoryFile file(bytes);
  InputFiles files({file.path()});
  return take_snapshot(name, read_customer_files(files));
}

}  // namespace

// Two customer files, with an empty line between them.
void movement(std::string_view input) {
  const std::size_t end = std::min(input.find("\n\n"), input.size());
  Movement moved;
  std::size_t before = 0;
  std::size_t after = 0;
  try {
    Snapshot old = snapshot("before", input.substr(0, end));
    Snapshot now = snapshot("after", input.substr(std::min(end + 2, input.size())));
    before = old.customers.size();
    after = now.customers.size();
    moved = compare(std::move(old), std::move(now));
  } catch (const Error&) {
    return;
  }
  const auto count = [](std::int64_t number) { return static_cast<std::size_t>(number); };
  require(count(moved.stayed + moved.moved + moved.went) == before, "all before are accounted for");
  require(count(moved.stayed + moved.moved + moved.came) == after, "all after are accounted for");
  std::int64_t customers = 0;
  for (const Transition& transition : moved.transitions) customers += transition.customers;
  require(customers == moved.stayed + moved.moved + moved.went + moved.came,
          "transitions add up to the customers");
  std::ostringstream out;
  render_text(describe(moved), {}, out);
  write_json(moved, out);
  static const Scheme scheme = load_scheme("classic");
  write_html(moved, scheme, {}, out);
}

}  // namespace rfmseg::fuzz
