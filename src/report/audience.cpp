#include "rfmseg/report/audience.hpp"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "fold.hpp"
#include "load/field_names.hpp"
#include "report/country_codes.hpp"
#include "report/sha256.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// How a platform wants a value.
enum class Form {
  plain,        ///< normalised
  hashed,       ///< and hashed
  hashed_name,  ///< without punctuation, normalised and hashed
};

struct AudienceColumn {
  std::string_view name;
  ContactField field;
  Form form;
};

/// The columns of a platform, by its own names.
std::span<const AudienceColumn> columns_of(Platform platform) {
  static constexpr std::array<AudienceColumn, 5> kGoogleAds = {
      {{"Email", ContactField::email, Form::hashed},
       {"First Name", ContactField::first_name, Form::hashed},
       {"Last Name", ContactField::last_name, Form::hashed},
       {"Country", ContactField::country, Form::plain},
       {"Zip", ContactField::postal_code, Form::plain}}};
  static constexpr std::array<AudienceColumn, 5> kMeta = {
      {{"email", ContactField::email, Form::hashed},
       {"fn", ContactField::first_name, Form::hashed_name},
       {"ln", ContactField::last_name, Form::hashed_name},
       {"country", ContactField::country, Form::hashed},
       {"zip", ContactField::postal_code, Form::hashed}}};
  static constexpr std::array<AudienceColumn, 3> kKlaviyo = {
      {{"Email", ContactField::email, Form::plain},
       {"First Name", ContactField::first_name, Form::plain},
       {"Last Name", ContactField::last_name, Form::plain}}};
  static constexpr std::array<AudienceColumn, 3> kMailchimp = {
      {{"Email Address", ContactField::email, Form::plain},
       {"First Name", ContactField::first_name, Form::plain},
       {"Last Name", ContactField::last_name, Form::plain}}};
  static constexpr std::array<AudienceColumn, 1> kPlain = {
      {{"email", ContactField::email, Form::plain}}};
  switch (platform) {
    case Platform::google_ads:
      return kGoogleAds;
    case Platform::meta:
      return kMeta;
    case Platform::klaviyo:
      return kKlaviyo;
    case Platform::mailchimp:
      return kMailchimp;
    case Platform::plain:
      break;
  }
  return kPlain;
}

/// Usual names of a field's column, as plain_name() makes them; the best first.
std::span<const std::string_view> usual_names(ContactField field) {
  static constexpr std::array<std::string_view, 12> kEmail = {
      "email",        "emailaddress",     "customeremail", "customeremailaddress",
      "contactemail", "billingemail",     "buyeremail",    "buyeremailaddress",
      "payeremail",   "fromemailaddress", "useremail",     "mail"};
  static constexpr std::array<std::string_view, 5> kFirstName = {
      "firstname", "customerfirstname", "billingfirstname", "givenname", "buyerfirstname"};
  static constexpr std::array<std::string_view, 7> kLastName = {
      "lastname",   "customerlastname", "billinglastname", "surname",
      "familyname", "buyerlastname",    "secondname"};
  static constexpr std::array<std::string_view, 7> kCountry = {
      "countrycode",     "billingcountrycode", "billingcountry", "customercountry",
      "shippingcountry", "buyercountry",       "country"};
  static constexpr std::array<std::string_view, 8> kPostalCode = {
      "postalcode",      "postcode",          "zip",        "zipcode", "billingzip",
      "billingpostcode", "billingpostalcode", "shippingzip"};
  switch (field) {
    case ContactField::email:
      return kEmail;
    case ContactField::first_name:
      return kFirstName;
    case ContactField::last_name:
      return kLastName;
    case ContactField::country:
      return kCountry;
    case ContactField::postal_code:
      break;
  }
  return kPostalCode;
}

bool is_space(char c) {
  return std::string_view(" \t\r\n\v\f").find(c) != std::string_view::npos;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_space(c); });
  return out;
}

bool is_punctuation(char c) {
  return std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(c) != std::string_view::npos;
}

/// Shopify writes an apostrophe before postal codes, so that spreadsheets keep their zeroes.
std::string normal_postal_code(std::string_view text, Form form) {
  text = trimmed(text);
  if (text.starts_with('\'')) text.remove_prefix(1);
  if (form == Form::plain) return std::string(text);
  const auto are_digits = [](std::string_view part) { return std::ranges::all_of(part, is_digit); };
  // Of ZIP+4 the five digits.
  const bool is_zip_4 = text.size() == 10 && text[5] == '-' && are_digits(text.substr(0, 5)) &&
                        are_digits(text.substr(6));
  if (is_zip_4) return std::string(text.substr(0, 5));
  std::string code = to_lower(without_spaces(text));
  std::erase(code, '-');
  return code;
}

/// The value of a field in the form that hashes are made of.
std::string normal_value(ContactField field, Form form, const std::string& text) {
  switch (field) {
    case ContactField::email:
      return normal_email(text).value_or("");
    case ContactField::first_name:
    case ContactField::last_name: {
      std::string name(trimmed(text));
      if (form == Form::plain) return name;
      if (form == Form::hashed_name) std::erase_if(name, is_punctuation);
      return lowered(trimmed(name));
    }
    case ContactField::country:
      return country_code(text);
    case ContactField::postal_code:
      break;
  }
  return normal_postal_code(text, form);
}

/// The columns that are known. Google cannot use a part of an address: all of
/// its columns or none.
std::vector<AudienceColumn> known_columns(Platform platform, const Contacts& contacts) {
  std::vector<AudienceColumn> columns;
  for (const AudienceColumn& column : columns_of(platform)) {
    if (contacts.contains(column.field)) columns.push_back(column);
  }
  const bool whole = columns.size() == columns_of(platform).size();
  if (platform == Platform::google_ads && !whole) columns.resize(1);
  return columns;
}

/// Writes customers one by one.
class AudienceWriter {
 public:
  AudienceWriter(Platform platform, const Contacts& contacts, const std::vector<NamedCells>& more,
                 RowWriter& rows)
      : platform_(platform),
        contacts_(contacts),
        more_(more),
        columns_(known_columns(platform, contacts)),
        rows_(rows) {
    std::vector<RowColumn> names;
    for (const AudienceColumn& column : columns_) names.push_back({std::string(column.name)});
    for (const auto& [name, cells] : more_) names.push_back({name});
    rows_.begin(names);
  }

  void add(std::size_t customer) {
    if (!has_new_address(contacts_.at(ContactField::email)[customer])) return;
    std::vector<std::string> cells = normal_cells(customer);
    const bool is_whole = std::ranges::find(cells, "") == cells.end();
    if (platform_ == Platform::google_ads && !is_whole) {
      std::fill(cells.begin() + 1, cells.end(), "");
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].form != Form::plain && !cells[i].empty()) cells[i] = sha256_hex(cells[i]);
    }
    for (const auto& [name, values] : more_) cells.push_back(values[customer]);
    rows_.row(cells);
    ++counts_.written;
  }

  AudienceCounts finish() {
    rows_.end();
    return std::move(counts_);
  }

 private:
  /// Whether it is an address that none before has; counts it if not.
  bool has_new_address(const std::string& given) {
    if (trimmed(given).empty()) {
      ++counts_.without_email;
      return false;
    }
    const auto email = normal_email(given);
    if (!email) {
      if (++counts_.invalid_email == 1) counts_.first_invalid = given;
      return false;
    }
    const bool is_new = seen_.insert(*email).second;
    if (!is_new) ++counts_.repeated_email;
    return is_new;
  }

  std::vector<std::string> normal_cells(std::size_t customer) {
    std::vector<std::string> cells;
    for (const AudienceColumn& column : columns_) {
      const std::string& given = contacts_.at(column.field)[customer];
      cells.push_back(normal_value(column.field, column.form, given));
      const bool lost = cells.back().empty() && !trimmed(given).empty();
      if (lost && column.field == ContactField::country) ++counts_.other_countries;
    }
    return cells;
  }

  Platform platform_;
  const Contacts& contacts_;
  const std::vector<NamedCells>& more_;
  std::vector<AudienceColumn> columns_;
  RowWriter& rows_;
  absl::flat_hash_set<std::string> seen_;
  AudienceCounts counts_;
};

}  // namespace

std::vector<ContactField> fields_of(Platform platform) {
  std::vector<ContactField> fields;
  for (const AudienceColumn& column : columns_of(platform)) fields.push_back(column.field);
  return fields;
}

bool takes_more_columns(Platform platform) {
  return platform != Platform::google_ads && platform != Platform::meta;
}

std::optional<std::size_t> find_contact_column(const std::vector<std::string>& header,
                                               ContactField field) {
  for (const std::string_view name : usual_names(field)) {
    const auto found = std::ranges::find_if(
        header, [&](const std::string& own) { return plain_name(own) == name; });
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  }
  return std::nullopt;
}

std::optional<std::string> normal_email(std::string_view text) {
  const std::string address = lowered(without_spaces(text));
  const std::size_t at = address.find('@');
  if (at == std::string::npos || at == 0 || address.find('@', at + 1) != std::string::npos) {
    return std::nullopt;
  }
  const std::string_view domain = std::string_view(address).substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  const bool is_domain = dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size() &&
                         domain.front() != '.' && domain.find("..") == std::string_view::npos;
  const bool has_delimiter = address.find_first_of(",;<>\"()") != std::string::npos;
  if (!is_domain || has_delimiter) return std::nullopt;
  return address;
}

AudienceCounts write_audience(Platform platform, const Contacts& contacts,
                              std::span<const std::size_t> customers,
                              const std::vector<NamedCells>& more, RowWriter& rows) {
  AudienceWriter writer(platform, contacts, more, rows);
  for (const std::size_t customer : customers) writer.add(customer);
  return writer.finish();
}

}  // namespace rfmseg
