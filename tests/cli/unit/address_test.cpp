// SPDX-License-Identifier: Apache-2.0
#include "fetch/address.h"

#include <gtest/gtest.h>

namespace cspkit::cli {
namespace {

struct Row {
  const char* address;
  const char* what;  ///< nullptr: no address
};

// Each block by its first and last address, and what lies before and behind it.
constexpr Row kRows[] = {
    {"0.0.0.0", "unspecified"},
    {"0.255.255.255", "unspecified"},
    {"1.0.0.0", ""},
    {"9.255.255.255", ""},
    {"10.0.0.0", "private"},
    {"10.255.255.255", "private"},
    {"11.0.0.0", ""},
    {"100.63.255.255", ""},
    {"100.64.0.0", "shared"},
    {"100.127.255.255", "shared"},
    {"100.128.0.0", ""},
    {"126.255.255.255", ""},
    {"127.0.0.1", "loopback"},
    {"127.255.255.255", "loopback"},
    {"128.0.0.0", ""},
    {"169.254.169.254", "link-local"},
    {"169.255.0.0", ""},
    {"172.15.255.255", ""},
    {"172.16.0.0", "private"},
    {"172.31.255.255", "private"},
    {"172.32.0.0", ""},
    {"192.0.0.1", "reserved"},
    {"192.0.1.1", ""},
    {"192.0.2.1", "documentation"},
    {"192.167.255.255", ""},
    {"192.168.0.0", "private"},
    {"192.169.0.0", ""},
    {"198.17.255.255", ""},
    {"198.19.255.255", "benchmark"},
    {"198.20.0.0", ""},
    {"203.0.113.7", "documentation"},
    {"223.255.255.255", ""},
    {"224.0.0.1", "multicast"},
    {"239.255.255.255", "multicast"},
    {"240.0.0.0", "reserved"},
    {"255.255.255.255", "reserved"},
    {"::", "unspecified"},
    {"::1", "loopback"},
    {"[::1]", "loopback"},
    {"::2", "unspecified"},  // 0.0.0.2, compatible
    {"::ffff:127.0.0.1", "loopback"},
    {"::ffff:8.8.8.8", ""},
    {"::10.0.0.1", "private"},
    {"64:ff9b::10.0.0.1", "private"},
    {"64:ff9b::8.8.8.8", ""},
    {"64:ff9b:1::8.8.8.8", "reserved"},
    {"100::1", "discard-only"},
    {"2001::1", "reserved"},
    {"2001:1ff:ffff::", "reserved"},
    {"2001:200::", ""},
    {"2001:db8::1", "documentation"},
    {"2001:db9::1", ""},
    {"2002:a00:1::", "private"},
    {"2002:808:808::", ""},
    {"2606:2800:220:1::", ""},
    {"3fff:fff::1", "documentation"},
    {"3fff:1000::1", ""},
    {"4000::1", "reserved"},
    {"fbff::1", "reserved"},
    {"fc00::1", "private"},
    {"fdff::1", "private"},
    {"fe80::1", "link-local"},
    {"febf::1", "link-local"},
    {"fec0::1", "private"},
    {"ff02::1", "multicast"},
    {"example.com", nullptr},
    {"1.2.3", nullptr},
    {"", nullptr},
};

TEST(SpecialAddress, TellsWhatIsNotOfThePublicInternet) {
  for (const Row& row : kRows) {
    const auto what = special_address(row.address);
    ASSERT_EQ(what.has_value(), row.what != nullptr) << row.address;
    if (what) {
      EXPECT_EQ(*what, row.what) << row.address;
    }
  }
}

TEST(SpecialAddress, RefusesWhatIsNeitherIPv4NorIPv6) {
  const sockaddr local{AF_UNIX, {}};
  EXPECT_EQ(special_address(&local, sizeof local), "non-Internet");
  const sockaddr cut{AF_INET6, {}};
  EXPECT_EQ(special_address(&cut, sizeof cut), "non-Internet");
}

}  // namespace
}  // namespace cspkit::cli
