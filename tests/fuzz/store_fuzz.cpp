#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::fuzz {
namespace {

/// A folder that goes away with the program.
class StoreFolder {
 public:
  StoreFolder() {
    path_ = (std::filesystem::temp_directory_path() / "rfmseg-fuzz-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  }
  ~StoreFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return path_ + '/' + name; }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream out(file(name), std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path_;
};

/// The bytes of a store with three files, restated orders, bad rows and two runs.
std::string bytes_of_a_store(const StoreFolder& folder) {
  const std::string header = "order,customer,date,stock_code,quantity,price,country\n";
  {
    Store store(folder.file("whole.db"), Store::Access::write);
    CleaningOptions options;
    options.load.layout.restates_orders = true;
    options.error_limit.rows = 10;
    int number = 0;
    for (const std::string rows : {"1,a,2024-05-01,x,2,1.50,France\n2,b,2024-05-02,y,1,3,Spain\n",
                                   "2,b,2024-05-02,y,2,3,Spain\n2,b,someday,y,1,3,Spain\n"
                                   "3,a,2024-05-03,x,-1,1.50,France\n",
                                   "4,c,2024-05-04,x,1,1.50,France\n4,c,2024-05-04,x,1,1.50,"
                                   "France\n"}) {
      const std::string name = std::to_string(++number) + ".csv";
      folder.write(name, header + rows);
      store.ingest(folder.file(name), {}, options);
    }
    for (const std::string day : {"2024-05-04", "2024-05-05"}) {
      store.save_run({"segment", day + "T00:00:00", "classic", "[]", ""},
                     [](const Store::AddRunCustomer& add) {
                       add({"a", "1", "2", "3.00", "111", "Lost", "", ""});
                       add({"b", "2", "1", "6.00", "555", "Champions", "", ""});
                     });
    }
  }
  return folder.read("whole.db");
}

template <class Action>
void attempt(const Action& action) {
  try {
    action();
  } catch (const DataError&) {
    // What a damaged store must give.
  }
}

void read_store(const std::string& path) {
  const Store store(path, Store::Access::read);
  attempt([&] { (void)store.files(); });
  attempt([&] { (void)store.measure({}); });
  MeasureOptions lines;
  lines.cleaning.rules.drop_duplicates = true;
  lines.cleaning.rules.net_returns = true;
  attempt([&] { (void)store.measure(lines); });
  attempt([&] {
    for (const Run& run : store.runs()) (void)store.run_customers(run.number);
  });
  attempt([&] { (void)store.history("a"); });
}

}  // namespace

void store(std::string_view input) {
  static const StoreFolder folder;
  static const std::string whole = bytes_of_a_store(folder);
  // Three bytes are a position, the next is what is there instead.
  std::string bytes = whole;
  constexpr std::size_t kEdit = 4;
  const auto number = [&](std::size_t i) { return static_cast<unsigned char>(input[i]); };
  for (std::size_t i = 0; i + kEdit <= input.size(); i += kEdit) {
    const std::size_t at = (std::size_t{number(i)} << 16U) | (std::size_t{number(i + 1)} << 8U) |
                           std::size_t{number(i + 2)};
    bytes[at % bytes.size()] = input[i + 3];
  }
  folder.write("shop.db", bytes);
  for (const char* const ending : {"-wal", "-shm", "-journal"}) {
    std::filesystem::remove(folder.file(std::string("shop.db") + ending));
  }
  const std::string path = folder.file("shop.db");
  attempt([&] { read_store(path); });
  folder.write("new.csv", "order,customer,date,amount\n1,a,2024-05-05,4\n9,d,2024-05-06,5\n");
  attempt([&] {
    Store changed(path, Store::Access::write);
    const bool known = changed.ingest(folder.file("new.csv"), {}, {}).known;
    require(known || !changed.files().empty(), "a file that was added is in the store");
    changed.prune_runs(1);
  });
}

}  // namespace rfmseg::fuzz
