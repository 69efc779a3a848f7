// SPDX-License-Identifier: Apache-2.0
#include "url/ipv4.h"

#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(Ipv4, ReadsDecimalHexadecimalAndOctal) {
  expect_hosts({{"192.0.2.1", "192.0.2.1"},
                {"0xC0.0X0.0x02.0x1", "192.0.2.1"},
                {"0300.0.02.01", "192.0.2.1"},
                {"0x.0x.0x.0x", "0.0.0.0"},
                {"0x", "0.0.0.0"},
                {"00", "0.0.0.0"},
                {"000000000000000000000000000377.1", "255.0.0.1"}});
}

TEST(Ipv4, LastNumberFillsWhatIsLeft) {
  expect_hosts({{"1", "0.0.0.1"},
                {"1.2", "1.0.0.2"},
                {"1.2.3", "1.2.0.3"},
                {"1.2.65535", "1.2.255.255"},
                {"1.16777215", "1.255.255.255"},
                {"4294967295", "255.255.255.255"},
                {"0xffffffff", "255.255.255.255"}});
}

TEST(Ipv4, RefusesWhatOverflows) {
  for (std::string_view host :
       {"256.0.0.1", "1.2.3.256", "1.2.65536", "1.16777216", "4294967296", "0x100000000",
        "18446744073709551617", "99999999999999999999999999", "1.256.3"}) {
    EXPECT_EQ(http_host(host), kRefused) << host;
  }
}

TEST(Ipv4, ForgivesOneTrailingDot) {
  expect_hosts({{"1.2.3.4.", "1.2.3.4"},
                {"1.", "0.0.0.1"},
                {"1.2.3.4..", "1.2.3.4.."},
                {"1..2", kRefused},
                {".1", kRefused}});
}

TEST(Ipv4, IsDemandedWhereTheLastLabelIsANumber) {
  expect_hosts({{"a.1", kRefused},
                {"a.0x", kRefused},
                {"a.0xF", kRefused},
                {"a.09", kRefused},
                {"a.1.", kRefused},
                {"1.2.3.4.5", kRefused},
                {"1.2.3.08", kRefused},
                {"1.a", "1.a"},
                {"a.1b", "a.1b"},
                {"a.0xg", "a.0xg"},
                {"1e3", "1e3"},
                {"0b1", "0b1"},
                {"-1", "-1"}});
}

TEST(Ipv4, IsSeenThroughEncodingAndMapping) {
  expect_hosts({{"%31%32%37.1", "127.0.0.1"},
                {"\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97\xE3\x80\x82\xEF\xBC\x91", "127.0.0.1"},
                {"1%2e2", "1.0.0.2"}});
}

TEST(Ipv4, EndsInANumberIsDecidedByTheLastLabel) {
  for (std::string_view domain : {"1", "a.1", "a.0x1f", "a.0X", "a.09", "a.b.1."}) {
    EXPECT_TRUE(whatwg::ends_in_a_number(domain)) << domain;
  }
  for (std::string_view domain : {"", ".", "a", "a.", "1.a", "a.0xz", "a..", "1..", "x1", "1x"}) {
    EXPECT_FALSE(whatwg::ends_in_a_number(domain)) << domain;
  }
}

}  // namespace
}  // namespace cspkit
