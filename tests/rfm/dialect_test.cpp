// The sample shop gives the same customers when another country or program has written it.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>

#include "rfmseg/rfm/measure.hpp"
#include "support/csv_text.hpp"
#include "support/printing.hpp"

namespace rfmseg {
namespace {

using Rewrite = std::function<std::string(const std::string&)>;

std::string measured(const std::string& path) {
  InputFiles files({path}, {});
  const Customers customers = measure_customers(files, {.cleaning = {}, .threads = 2});
  const Ledger& ledger = customers.transactions->ledger;
  return fmt::format("{}kept {}, bad {}, in all {}", test::described(customers.table),
                     ledger[RowReason::kept].rows, ledger.bad_rows(),
                     to_string(ledger.total().amount));
}

const std::string& sample() {
  static const std::string path = RFMSEG_SOURCE_DIR "/data/sample_retail.csv";
  return path;
}
constexpr std::size_t kQuantity = 3;
constexpr std::size_t kDate = 4;
constexpr std::size_t kPrice = 5;

/// The sample with each quantity, date and price written anew.
class DialectTest : public testing::Test {
 protected:
  DialectTest() {
    CsvFile file(sample(), {});
    header_ = file.header();
    rows_ = test::read_rows(file);
  }

  std::string rewritten(const Rewrite& quantity, const Rewrite& date, const Rewrite& price,
                        char delimiter) {
    std::string text;
    const auto add = [&](const std::vector<std::string>& fields) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) text += delimiter;
        text += '"';
        for (const char c : fields[i]) text.append(c == '"' ? 2 : 1, c);
        text += '"';
      }
      text += '\n';
    };
    add(header_);
    for (const test::ReadRow& row : rows_) {
      auto fields = row.problem.empty() ? row.fields : std::vector<std::string>{"cut off"};
      if (row.problem.empty()) {
        fields[kQuantity] = quantity(fields[kQuantity]);
        fields[kDate] = date(fields[kDate]);
        fields[kPrice] = price(fields[kPrice]);
      }
      add(fields);
    }
    return folder_.write("data.csv", text);
  }

  std::string measured_with_dates(const Rewrite& date) {
    const Rewrite same = [](const std::string& value) { return value; };
    return measured(rewritten(same, date, same, ','));
  }
  std::string measured_with_numbers(const Rewrite& quantity, const Rewrite& price) {
    const Rewrite same = [](const std::string& value) { return value; };
    return measured(rewritten(quantity, same, price, ';'));
  }

  std::vector<std::string> header_;
  std::vector<test::ReadRow> rows_;
  test::TempDir folder_;
};

TEST_F(DialectTest, DatesOfEveryKnownFormat) {
  // The sample has dates like 2010-12-02 10:54:00.
  const auto with = [](const char* format) {
    return [format](const std::string& iso) {
      return fmt::format(fmt::runtime(format), fmt::arg("y", iso.substr(0, 4)),
                         fmt::arg("m", iso.substr(5, 2)), fmt::arg("d", iso.substr(8, 2)),
                         fmt::arg("clock", iso.substr(11)), fmt::arg("H", iso.substr(11, 2)),
                         fmt::arg("M", iso.substr(14, 2)), fmt::arg("S", iso.substr(17, 2)));
    };
  };
  const std::string expected = measured(sample());
  for (const char* format :
       {"{m}/{d}/{y} {clock}", "{d}/{m}/{y} {clock}", "{m}-{d}-{y} {clock}", "{d}-{m}-{y} {clock}",
        "{d}.{m}.{y} {clock}", "{y}/{m}/{d} {clock}", "{y}{m}{d}{H}{M}{S}", "{y}{m}{d}T{H}{M}{S}Z",
        "{y}-{m}-{d}T{clock}.000+00:00"}) {
    EXPECT_EQ(measured_with_dates(with(format)), expected) << format;
  }
  const auto with_seconds = [](const auto& write) {
    return [&write](const std::string& iso) {
      const auto time = TimestampParser(TimestampParser::Known::iso).parse(iso);
      return time ? fmt::format("{}", write(time->time_since_epoch().count())) : iso;
    };
  };
  const auto since_1970 = [](std::int64_t seconds) { return seconds; };
  EXPECT_EQ(measured_with_dates(with_seconds(since_1970)), expected);
  const auto days_of_excel = [](std::int64_t seconds) {
    return 25'569 + static_cast<double>(seconds) / 86'400;
  };
  EXPECT_EQ(measured_with_dates(with_seconds(days_of_excel)), expected);
}

/// `number` with other marks, where it is one: thousands apart and before the decimals.
Rewrite with_marks(std::string thousands, std::string decimal) {
  return [=](const std::string& number) {
    if (!parse_decimal(number)) return number;
    const std::size_t point = std::min(number.find('.'), number.size());
    std::string text = number.substr(0, point);
    for (std::size_t at = text.size(); at > (text[0] == '-' ? 4U : 3U);) {
      text.insert(at -= 3, thousands);
    }
    return point == number.size() ? text : text + decimal + number.substr(point + 1);
  };
}

TEST_F(DialectTest, NumbersOfOtherCountries) {
  const std::string expected = measured(sample());
  for (const auto& [thousands, decimal] : std::vector<std::pair<const char*, const char*>>{
           {"", ","}, {".", ","}, {"\xE2\x80\xAF", ","}, {"'", "."}, {",", "."}}) {
    const Rewrite number = with_marks(thousands, decimal);
    EXPECT_EQ(measured_with_numbers(number, number), expected) << thousands << decimal;
    EXPECT_EQ(measured_with_numbers(number,
                                    [&](const std::string& price) { return number(price) + " €"; }),
              expected)
        << thousands << decimal << " with a currency";
  }
}

}  // namespace
}  // namespace rfmseg
