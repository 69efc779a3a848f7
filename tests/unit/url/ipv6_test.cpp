// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(Ipv6, CompressesTheFirstLongestRunOfZeros) {
  expect_hosts({{"[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:8]"},
                {"[0:0:0:0:0:0:0:0]", "[::]"},
                {"[0:0:0:0:0:0:0:1]", "[::1]"},
                {"[1:0:0:0:0:0:0:0]", "[1::]"},
                {"[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"},
                {"[1:0:0:2:3:0:0:4]", "[1::2:3:0:0:4]"},
                {"[1:0:2:3:4:5:6:7]", "[1:0:2:3:4:5:6:7]"},
                {"[1:2:3:4:5:6:0:0]", "[1:2:3:4:5:6::]"}});
}

TEST(Ipv6, DropsLeadingZerosAndCase) {
  expect_hosts({{"[2001:0DB8:00:000:0000::00Ff]", "[2001:db8::ff]"}});
}

TEST(Ipv6, CompressionMayStandForNoZeroToo) {
  expect_hosts({{"[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"},
                {"[::2:3:4:5:6:7:8]", "[0:2:3:4:5:6:7:8]"},
                {"[1::3:4:5:6:7:8]", "[1:0:3:4:5:6:7:8]"}});
}

TEST(Ipv6, TakesAnIpv4AddressAtTheEnd) {
  expect_hosts({{"[::192.0.2.1]", "[::c000:201]"},
                {"[::ffff:255.255.255.255]", "[::ffff:ffff:ffff]"},
                {"[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:102:304]"},
                {"[::1.2.3.4:5]", kRefused},
                {"[1:2:3:4:5:6:7:1.2.3.4]", kRefused},
                {"[::1.2.3]", kRefused},
                {"[::1.2.3.4.5]", kRefused},
                {"[::1.2.3.4.]", kRefused},
                {"[::1.2.3.256]", kRefused},
                {"[::01.2.3.4]", kRefused},
                {"[::1.2.3.00]", kRefused},
                {"[::0x1.2.3.4]", kRefused},
                {"[::a.2.3.4]", kRefused},
                {"[::.1.2.3]", kRefused}});
}

TEST(Ipv6, RefusesWhatIsMalformed) {
  for (std::string_view host :
       {"[]", "[:]", "[:::]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[1::2::3]",
        "[1:2:3:4:5:6:7:8::]", "[1:]", "[:1]", "[::1:]", "[g::]", "[12345::]", "[::1%25eth0]",
        "[::1 ]", "[::%31]", "[::1", "::1]", "[::1]x", "[[::1]]"}) {
    EXPECT_EQ(http_host(host), kRefused) << host;
  }
}

TEST(Ipv6, TakesAPortBehindTheBracket) {
  expect_hrefs({{"http://[::1]:8080/", "http://[::1]:8080/"},
                {"http://[::1]:80/", "http://[::1]/"},
                {"foo://[::1]:80", "foo://[::1]:80"}});
}

}  // namespace
}  // namespace cspkit
