// Prints what a CSV file is read as, for differential.py: {"delimiter", "encoding", "rows":
// [[...]], "error"}, the header first. A row that is refused is a string that says why.

#include <iostream>
#include <nlohmann/json.hpp>

#include "csv/csv_file.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: print_rows FILE\n";
    return 2;
  }
  nlohmann::ordered_json said;
  auto rows = nlohmann::ordered_json::array();
  std::vector<rfmseg::test::ReadRow> read;
  try {
    rfmseg::CsvFile file(argv[1], {});
    said["delimiter"] = std::string(1, file.delimiter());
    rows.push_back(file.header());
    try {
      rfmseg::test::read_rows(file, read);
    } catch (const rfmseg::DataError& error) {
      said["error"] = error.what();
    }
    for (const auto& row : read) {
      if (row.problem.empty()) {
        rows.push_back(row.fields);
      } else {
        rows.push_back(row.problem);
      }
    }
    said["encoding"] = file.encoding();
  } catch (const rfmseg::Error& error) {
    said["error"] = error.what();
  }
  said["rows"] = rows;
  std::cout << said.dump() << '\n';
}
