#include <sstream>
#include <string>

#include "fuzz/memory_file.hpp"
#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::fuzz {
namespace {

std::string segmented(const CustomerTable& table) {
  static const Scheme scheme = load_scheme("classic");
  const Segmentation segmentation = segment_customers(table, scheme);
  std::ostringstream out;
  write_customers(table, {.segmentation = &segmentation}, Format::csv, {}, out, 1);
  return out.str();
}

}  // namespace

void customers(std::string_view input) {
  const MemoryFile file(input);
  std::string rows;
  try {
    InputFiles files({file.path()});
    rows = segmented(read_customer_files(files));
  } catch (const Error&) {
    return;
  }
  // A stage's output is the next one's input.
  const MemoryFile written(rows);
  InputFiles files({written.path()});
  const std::string again = segmented(read_customer_files(files));
  require(again == rows, "customers read as they were written:\n" + rows + "\nand then\n" + again);
}

}  // namespace rfmseg::fuzz
