#include "transaction_writer.hpp"

#include <array>
#include <charconv>

namespace rfmseg::shop {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

void append_number(std::string& text, std::int64_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

void append_two_digits(std::string& text, std::uint64_t number) {
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

/// Two decimals, and a third only where it counts.
void append_price(std::string& text, std::int64_t thousandths) {
  if (thousandths < 0) text += '-';
  const auto size = static_cast<std::uint64_t>(thousandths < 0 ? -thousandths : thousandths);
  append_number(text, static_cast<std::int64_t>(size / 1000));
  text += '.';
  append_two_digits(text, size / 10 % 100);
  if (size % 10 != 0) text += static_cast<char>('0' + size % 10);
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\n") == std::string_view::npos) return std::string{text};
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted += '"';
}

std::string csv_article(std::string_view code, std::string_view description) {
  return csv_field(code) + ',' + csv_field(description);
}

TransactionWriter::TransactionWriter(std::ostream& out) : out_(out) {
  buffer_.reserve(kChunkBytes + 4096);
  buffer_ = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
}

void TransactionWriter::begin_order(std::string_view prefix, const OrderHead& head) {
  order_ = prefix;
  append_number(order_, static_cast<std::int64_t>(next_order_++));
  order_ += ',';

  date_ = ',';
  date_ += head.date;
  date_ += ' ';
  append_two_digits(date_, head.minute / 60);
  date_ += ':';
  append_two_digits(date_, head.minute % 60);
  date_ += ":00,";

  customer_ = ',';
  if (head.customer) {
    // A spreadsheet turns ids into numbers, and numbers into this.
    append_number(customer_, static_cast<std::int64_t>(*head.customer));
    customer_ += ".0";
  }
  customer_ += ',';
  customer_ += head.country;
  customer_ += '\n';
}

void TransactionWriter::add_line(std::string_view article, std::int64_t quantity,
                                 std::int64_t price) {
  if (--lines_until_damage_ == 0) {
    lines_until_damage_ = kDamagedEvery;
    add_damaged_line(article, quantity, price);
    return;
  }
  buffer_ += order_;
  buffer_ += article;
  buffer_ += ',';
  append_number(buffer_, quantity);
  buffer_ += date_;
  append_price(buffer_, price);
  buffer_ += customer_;
  if (buffer_.size() >= kChunkBytes) flush();
}

void TransactionWriter::add_damaged_line(std::string_view article, std::int64_t quantity,
                                         std::int64_t price) {
  const std::uint64_t kind = damaged_++ % 5;
  buffer_ += order_;
  buffer_ += article;
  buffer_ += ',';
  if (kind == 0) {
    buffer_ += "n/a";
  } else {
    append_number(buffer_, quantity);
  }
  if (kind == 1) {
    buffer_ += '\n';  // the rest of the columns is lost
    return;
  }
  buffer_ += kind == 2 ? ",2011-02-30 10:00:00," : std::string_view{date_};
  if (kind == 3) {
    buffer_ += "1O";  // the letter, typed for the digit
  } else if (kind == 4) {
    buffer_ += "n/a";
  } else {
    append_price(buffer_, price);
  }
  buffer_ += customer_;
}

void TransactionWriter::flush() {
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
}

}  // namespace rfmseg::shop
