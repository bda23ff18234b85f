#include "rfmseg/report/audience.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <sstream>

#include "report/country_codes.hpp"
#include "report/sha256.hpp"

namespace rfmseg {
namespace {

using enum ContactField;
using Texts = std::vector<std::string>;

// Hashes of sha256sum.
constexpr const char* kAda = "cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d";
constexpr const char* kJohn = "96d9632f363564cc3032521409cf22a852f2032eec099ed5967c0d000cec607a";
constexpr const char* kSmith = "6627835f988e2c5e50533d491163072d3f4f41f5c8b04630150debb3722ca2dd";
constexpr const char* kGb = "0b407281768f0e833afef47ed464b6571d01ca4d53c12ce5c51d1462f4ad6677";
constexpr const char* kUs = "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621";

TEST(Sha256, IsThatOfTheStandard) {
  // FIPS 180-2, appendix B, and the empty message.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

struct Written {
  AudienceCounts counts;
  std::string text;
};

Written written(Platform platform, const Contacts& contacts,
                const std::vector<NamedCells>& more = {}) {
  std::vector<std::size_t> all(contacts.at(email).size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::ostringstream out;
  const auto rows = make_row_writer(Format::csv, {}, out);
  Written result{write_audience(platform, contacts, all, more, *rows), {}};
  result.text = out.str();
  return result;
}

Contacts john() {
  return {{email, {" Ada@Example.org "}},
          {first_name, {" John"}},
          {last_name, {"SMITH "}},
          {country, {"US"}},
          {postal_code, {"94016"}}};
}

TEST(Audience, ForGoogleAdsHasHashesExceptOfCountryAndZip) {
  EXPECT_EQ(written(Platform::google_ads, john()).text,
            std::string("Email,First Name,Last Name,Country,Zip\n") + kAda + ',' + kJohn + ',' +
                kSmith + ",us,94016\n");
}

TEST(Audience, ForGoogleAdsHasAWholeAddressOrNone) {
  Contacts contacts = john();
  contacts[postal_code] = {""};
  EXPECT_EQ(written(Platform::google_ads, contacts).text,
            std::string("Email,First Name,Last Name,Country,Zip\n") + kAda + ",,,,\n");
  contacts.erase(postal_code);
  EXPECT_EQ(written(Platform::google_ads, contacts).text, std::string("Email\n") + kAda + '\n');
}

TEST(Audience, ForMetaIsAllHashed) {
  const std::string zip = sha256_hex("wc2h8lg");
  Contacts contacts = john();
  contacts[country] = {"UK"};
  contacts[postal_code] = {"WC2H 8LG"};
  EXPECT_EQ(written(Platform::meta, contacts).text, std::string("email,fn,ln,country,zip\n") +
                                                        kAda + ',' + kJohn + ',' + kSmith + ',' +
                                                        kGb + ',' + zip + '\n');
}

TEST(Audience, NamesForMetaHaveNoPunctuationAndKeepTheirAccents) {
  const Contacts contacts = {
      {email, {"ada@example.org"}}, {first_name, {"\u00C9MILIE"}}, {last_name, {"O'Neil"}}};
  EXPECT_EQ(written(Platform::meta, contacts).text,
            std::string("email,fn,ln\n") + kAda +
                ",2863487194ad92314c0d76b8e4fe04d127789e79c94081329c682b7beea2bf6c,"
                "67a42a846e98e3c1a96cd6ba14883a5ea05990cd93964ce8b832aa9497ca785c\n");
}

TEST(Audience, ForMailPlatformsIsNotHashed) {
  EXPECT_EQ(written(Platform::klaviyo, john()).text,
            "Email,First Name,Last Name\nada@example.org,John,SMITH\n");
  EXPECT_EQ(written(Platform::mailchimp, john()).text,
            "Email Address,First Name,Last Name\nada@example.org,John,SMITH\n");
  EXPECT_EQ(written(Platform::plain, john()).text, "email\nada@example.org\n");
  EXPECT_EQ(written(Platform::plain, john(), {{"city", {"Bath"}}}).text,
            "email,city\nada@example.org,Bath\n");
}

TEST(Audience, HasEachAddressOnce) {
  const Written result =
      written(Platform::plain,
              {{email, {"b@example.org", "", "a@example.org", "B@EXAMPLE.org", " ", "nobody"}}});
  EXPECT_EQ(result.text, "email\nb@example.org\na@example.org\n");
  EXPECT_EQ(result.counts.written, 2U);
  EXPECT_EQ(result.counts.without_email, 2U);
  EXPECT_EQ(result.counts.invalid_email, 1U);
  EXPECT_EQ(result.counts.first_invalid, "nobody");
  EXPECT_EQ(result.counts.repeated_email, 1U);
}

TEST(Audience, PostalCodesAreAsShopsMeanThem) {
  Contacts contacts = john();
  contacts[postal_code] = {"'02138"};  // as Shopify writes it
  EXPECT_NE(written(Platform::google_ads, contacts).text.find(",us,02138\n"), std::string::npos);
  contacts[postal_code] = {"94016-1234"};
  EXPECT_NE(written(Platform::meta, contacts).text.find(sha256_hex("94016")), std::string::npos);
  EXPECT_NE(written(Platform::google_ads, contacts).text.find("94016-1234"), std::string::npos);
}

TEST(Audience, ZipCodesOfTheUsGetTheirZerosAgain) {
  Contacts contacts = john();
  contacts[postal_code] = {"2138"};
  Written result = written(Platform::google_ads, contacts);
  EXPECT_NE(result.text.find(",us,02138\n"), std::string::npos) << result.text;
  EXPECT_EQ(result.counts.padded_zips, 1U);
  contacts[postal_code] = {"601"};
  EXPECT_NE(written(Platform::meta, contacts).text.find(sha256_hex("00601")), std::string::npos);
  contacts[postal_code] = {"2138-1234"};
  EXPECT_NE(written(Platform::meta, contacts).text.find(sha256_hex("02138")), std::string::npos);
  contacts[postal_code] = {"940161234"};
  result = written(Platform::google_ads, contacts);
  EXPECT_NE(result.text.find(",us,94016-1234\n"), std::string::npos) << result.text;
  EXPECT_EQ(result.counts.padded_zips, 0U);
}

TEST(Audience, CodesOfFourDigitsOfOtherCountriesStayAsTheyAre) {
  Contacts contacts = john();
  contacts[country] = {"Switzerland"};
  contacts[postal_code] = {"8001"};
  const Written result = written(Platform::google_ads, contacts);
  EXPECT_NE(result.text.find(",ch,8001\n"), std::string::npos) << result.text;
  EXPECT_EQ(result.counts.padded_zips, 0U);
}

TEST(Audience, OtherTextIsNotAZipCodeOfTheUs) {
  for (const char* const text : {"12", "123456", "SW1A", "2138.0", "94016-12", "94016-", "9401a"}) {
    Contacts contacts = john();
    contacts[postal_code] = {text};
    const Written result = written(Platform::meta, contacts);
    EXPECT_TRUE(result.text.ends_with(std::string(kUs) + ",\n")) << text << ": " << result.text;
    EXPECT_EQ(result.counts.invalid_zips, 1U) << text;
    EXPECT_EQ(result.counts.first_invalid_zip, text);
  }
}

TEST(CountryCode, IsThatOfTheCodeOrTheName) {
  EXPECT_EQ(country_code(" DE "), "de");
  EXPECT_EQ(country_code("UK"), "gb");
  EXPECT_EQ(country_code("United Kingdom"), "gb");
  EXPECT_EQ(country_code("united states of america"), "us");
  EXPECT_EQ(country_code("Bosnia & Herzegovina"), "ba");
  EXPECT_EQ(country_code("C\u00F4te d'Ivoire"), "ci");
  EXPECT_EQ(country_code("Zimbabwe"), "zw") << "the last of the list";
  EXPECT_EQ(country_code("Afghanistan"), "af") << "the first";
  EXPECT_EQ(country_code("Unspecified"), "");
  EXPECT_EQ(country_code("ZZ"), "") << "two letters, but of no country";
  EXPECT_EQ(country_code("EU"), "");
  EXPECT_EQ(country_code(""), "");
}

TEST(Audience, CountsCountriesThatAreNotKnown) {
  Contacts contacts = john();
  contacts[country] = {"Atlantis"};
  const Written result = written(Platform::meta, contacts);
  EXPECT_EQ(result.counts.other_countries, 1U);
  EXPECT_NE(result.text.find(std::string(kSmith) + ",,"), std::string::npos) << result.text;
}

TEST(NormalEmail, IsLowerCaseWithoutOuterSpace) {
  EXPECT_EQ(normal_email(" Ada@Example.ORG\t"), "ada@example.org");
  EXPECT_EQ(normal_email("\u00A0ada@example.org\u200B"), "ada@example.org");
  EXPECT_EQ(normal_email("'ann5@x.org"), "ann5@x.org") << "as spreadsheets mark text";
  EXPECT_EQ(normal_email("a.b+c@gmail.com"), "a.b+c@gmail.com") << "Google accepts the periods";
  EXPECT_EQ(normal_email("o'neil_7@sub-1.x.co.uk"), "o'neil_7@sub-1.x.co.uk");
  EXPECT_EQ(normal_email("a@B\u00FCcher.DE"), "a@b\u00FCcher.de");
  const std::string longest(64, 'a');
  EXPECT_EQ(normal_email(longest + "@x.org"), longest + "@x.org");
}

TEST(NormalEmail, IsNothingForOtherText) {
  for (const std::string text : {"",
                                 "'",
                                 "ada",
                                 "@example.org",
                                 "ada@",
                                 "ada@example",
                                 "ada@@x.org",
                                 "a@b@c.org",
                                 "ada@.org",
                                 "ada@example.",
                                 "ada@ex..org",
                                 "ada@x.org,bob@x.org",
                                 "Ada <ada@x.org>",
                                 "mailto:x@y.com",
                                 "http://ann@x.org",
                                 "ann@x.org/",
                                 "ann8@x.org?subject=hi",
                                 ".dot@x.org",
                                 "dot.@x.org",
                                 "a..b@x.org",
                                 "x@-y.org",
                                 "x@y-.org",
                                 "x@y.org-",
                                 "a b@c.com",
                                 "a@c .com",
                                 "a@c_d.com",
                                 "a@1.2.3.4",
                                 "a@x.o",
                                 "'ada@x.org'",
                                 "a\u00A0b@c.com",
                                 "a@c\u200B.com",
                                 "\u0130@x.org",
                                 "a@x\xFF.org"}) {
    EXPECT_EQ(normal_email(text), std::nullopt) << text;
  }
  EXPECT_EQ(normal_email(std::string(65, 'a') + "@x.org"), std::nullopt);
  EXPECT_EQ(normal_email("a@" + std::string(64, 'x') + ".org"), std::nullopt);
  const std::string label(60, 'x');
  EXPECT_EQ(normal_email("a@" + label + '.' + label + '.' + label + '.' + label + ".longer.org"),
            std::nullopt)
      << "255 bytes";
}

TEST(ContactColumn, IsFoundByItsUsualNames) {
  const Texts header = {"Name", "E-mail Address", "Email", "Billing Country", "Zip_Code"};
  EXPECT_EQ(find_contact_column(header, email), 2U) << "the best name first";
  EXPECT_EQ(find_contact_column(header, country), 3U);
  EXPECT_EQ(find_contact_column(header, postal_code), 4U);
  EXPECT_EQ(find_contact_column(header, first_name), std::nullopt);
}

}  // namespace
}  // namespace rfmseg
