#include "rfmseg/report/audience.hpp"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <utility>

#include "fold.hpp"
#include "load/field_names.hpp"
#include "report/contact_values.hpp"
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

bool is_punctuation(char c) {
  return std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(c) != std::string_view::npos;
}

/// `country` is its code, empty if it is not known.
std::string normal_postal_code(std::string_view text, Form form, std::string_view country) {
  text = cell_text(text);
  if (country == "us") {
    const std::string zip = zip_code(text);
    return form == Form::plain ? zip : zip.substr(0, 5);
  }
  if (form == Form::plain) return std::string(text);
  std::string code = to_lower(text);
  std::erase_if(code, [](char c) {
    return std::string_view(" \t\r\n\v\f-").find(c) != std::string_view::npos;
  });
  return code;
}

std::string normal_name(std::string_view text, Form form) {
  std::string name(trimmed(text));
  if (form == Form::plain) return name;
  if (form == Form::hashed_name) std::erase_if(name, is_punctuation);
  return lowered(trimmed(name));
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
    const auto known = contacts_.find(ContactField::country);
    const std::string country =
        known == contacts_.end() ? std::string() : country_code(known->second[customer]);
    std::vector<std::string> cells;
    for (const AudienceColumn& column : columns_) {
      const std::string& given = contacts_.at(column.field)[customer];
      cells.push_back(normal_value(column, given, country));
      if (trimmed(given).empty()) continue;
      if (column.field == ContactField::country && country.empty()) ++counts_.other_countries;
      if (column.field == ContactField::postal_code && country == "us") {
        count_zip(cell_text(given), cells.back());
      }
    }
    return cells;
  }

  /// The value in the form that hashes are made of.
  static std::string normal_value(const AudienceColumn& column, const std::string& given,
                                  const std::string& country) {
    switch (column.field) {
      case ContactField::email:
        return normal_email(given).value_or("");
      case ContactField::first_name:
      case ContactField::last_name:
        return normal_name(given, column.form);
      case ContactField::country:
        return country;
      case ContactField::postal_code:
        break;
    }
    return normal_postal_code(given, column.form, country);
  }

  void count_zip(std::string_view given, const std::string& zip) {
    if (zip.empty()) {
      if (++counts_.invalid_zips == 1) counts_.first_invalid_zip = given;
    } else if (!given.starts_with(std::string_view(zip).substr(0, 5))) {
      ++counts_.padded_zips;
    }
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

AudienceCounts write_audience(Platform platform, const Contacts& contacts,
                              std::span<const std::size_t> customers,
                              const std::vector<NamedCells>& more, RowWriter& rows) {
  AudienceWriter writer(platform, contacts, more, rows);
  for (const std::size_t customer : customers) writer.add(customer);
  return writer.finish();
}

}  // namespace rfmseg
