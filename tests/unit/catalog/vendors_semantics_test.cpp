// SPDX-License-Identifier: Apache-2.0
// What the vendors' pages say in prose, as policies.
#include <algorithm>
#include <string>

#include "unit/catalog/vendors_support.h"

namespace cspkit::test {
namespace {

struct Case {
  std::string_view selection;
  Evidence mode;
  std::string_view policy;
};

constexpr auto kDocumented = Evidence::documented;
constexpr auto kObserved = Evidence::observed;

void expect_policies(std::span<const Case> cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(policy_of(resolved(one.selection), one.mode), one.policy) << one.selection;
  }
}

TEST(Customerio, ComesToWhatItsPageSays) {
  const Case cases[] = {
      {"customerio", kDocumented,
       "script-src cdp.customer.io; connect-src cdp.customer.io *.api.gist.build "
       "*.cloud.gist.build; "
       "frame-src renderer.gist.build code.gist.build; style-src 'unsafe-inline'"},
      {"customerio:region=eu", kDocumented,
       "script-src cdp-eu.customer.io; connect-src cdp-eu.customer.io *.api.gist.build "
       "*.cloud.gist.build; frame-src renderer.gist.build code.gist.build; style-src "
       "'unsafe-inline'"},
      {"customerio:features=none", kDocumented,
       "script-src cdp.customer.io; connect-src cdp.customer.io"},
      {"customerio:features=none,script_nonce=abc123", kDocumented,
       "script-src 'nonce-abc123' cdp.customer.io; connect-src cdp.customer.io"},
      {"customerio:install=package", kDocumented,
       "connect-src cdp.customer.io *.api.gist.build *.cloud.gist.build; "
       "frame-src renderer.gist.build code.gist.build; style-src 'unsafe-inline'"},
      {"customerio:features=none,proxy_host=analytics.example.com", kDocumented,
       "script-src analytics.example.com; connect-src analytics.example.com"},
      {"customerio:features=none,region=eu,proxy_host=js.example.com,proxy_api_host=api.example."
       "com",
       kDocumented, "script-src js.example.com; connect-src js.example.com api.example.com"},
      {"customerio:install=legacy_snippet,region=eu", kDocumented,
       "script-src assets.customer.io 'unsafe-inline' 'unsafe-eval' code.gist.build; "
       "connect-src track-eu.customer.io *.api.gist.build *.cloud.gist.build; "
       "frame-src renderer.gist.build code.gist.build; style-src code.gist.build 'unsafe-inline'; "
       "img-src track-eu.customer.io"},
  };
  expect_policies(cases);
}

TEST(Customerio, InPracticeNeedsANonceForItsInlineSnippet) {
  const Case cases[] = {
      {"customerio:features=none", kObserved,
       "script-src 'nonce-{nonce}' cdp.customer.io; connect-src cdp.customer.io"},
      {"customerio:features=none,script_nonce=abc123", kObserved,
       "script-src 'nonce-abc123' cdp.customer.io; connect-src cdp.customer.io"},
      {"customerio:features=none,install=package", kObserved, "connect-src cdp.customer.io"},
      {"customerio:features=connected_forms,install=legacy_snippet", kObserved,
       "script-src 'nonce-{nonce}' assets.customer.io customerioforms.com; "
       "connect-src track.customer.io customerioforms.com; img-src track.customer.io"},
  };
  expect_policies(cases);
}

TEST(Customerio, InAppInboxAndMicrosurveysNeedTheSame) {
  const std::string in_app = policy_of(resolved("customerio:features=in_app"), kObserved);
  EXPECT_EQ(policy_of(resolved("customerio:features=inbox"), kObserved), in_app);
  EXPECT_EQ(policy_of(resolved("customerio:features=microsurveys"), kObserved), in_app);
  EXPECT_EQ(policy_of(resolved("customerio:features=in_app+inbox+microsurveys"), kObserved),
            in_app);
}

TEST(Customerio, AProxyLeavesTheHostsOfGistAlone) {
  const ResolvedVendor vendor = resolved("customerio:proxy_host=analytics.example.com");
  EXPECT_NE(find_row(vendor, kDocumented, "connect-src", "*.api.gist.build"), nullptr);
  EXPECT_EQ(find_row(vendor, kObserved, "connect-src", "cdp.customer.io"), nullptr);
}

TEST(Pendo, ComesToWhatItsPageSays) {
  const Case cases[] = {
      {"pendo:features=none", kDocumented,
       "script-src cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io"},
      {"pendo:features=none,region=us1", kDocumented,
       "script-src us1.cdn.pendo.io; img-src us1.data.pendo.io; connect-src us1.data.pendo.io"},
      {"pendo:features=none,delivery=jsonp", kDocumented,
       "script-src cdn.pendo.io data.pendo.io; img-src data.pendo.io; connect-src data.pendo.io"},
      {"pendo:features=none,delivery=xhr", kDocumented,
       "script-src cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io"},
      {"pendo:sub_id=42,region=jp", kDocumented,
       "script-src cdn.jpn.pendo.io pendo-jp-prod-static-42.storage.googleapis.com; "
       "style-src pendo-jp-prod-static-42.storage.googleapis.com 'unsafe-inline'; "
       "img-src data.jpn.pendo.io pendo-jp-prod-static-42.storage.googleapis.com; "
       "connect-src data.jpn.pendo.io pendo-jp-prod-static-42.storage.googleapis.com"},
      {"pendo:sub_id=42,style_nonce=abc", kDocumented,
       "script-src cdn.pendo.io pendo-static-42.storage.googleapis.com; "
       "style-src pendo-static-42.storage.googleapis.com 'nonce-abc'; "
       "img-src data.pendo.io pendo-static-42.storage.googleapis.com; "
       "connect-src data.pendo.io pendo-static-42.storage.googleapis.com"},
      {"pendo:sub_id=42,content_proxy=true", kDocumented,
       "script-src cdn.pendo.io pendo-static-42.storage.googleapis.com content-42.static.pendo.io; "
       "style-src pendo-static-42.storage.googleapis.com content-42.static.pendo.io "
       "'unsafe-inline'; "
       "img-src data.pendo.io pendo-static-42.storage.googleapis.com content-42.static.pendo.io; "
       "connect-src data.pendo.io pendo-static-42.storage.googleapis.com "
       "content-42.static.pendo.io"},
      {"pendo:sub_id=42,features=designer+code_blocks", kDocumented,
       "script-src cdn.pendo.io app.pendo.io 'unsafe-inline' 'unsafe-eval'; "
       "style-src 'unsafe-inline' app.pendo.io; img-src data.pendo.io app.pendo.io; "
       "connect-src data.pendo.io app.pendo.io; frame-src app.pendo.io; font-src cdn.pendo.io"},
      {"pendo:sub_id=42,features=code_blocks", kDocumented,
       "script-src cdn.pendo.io 'unsafe-inline' 'unsafe-eval'; img-src data.pendo.io; "
       "connect-src data.pendo.io"},
      {"pendo:sub_id=42,features=designer+code_blocks,avoid_unsafe_script=true", kDocumented,
       "script-src cdn.pendo.io app.pendo.io; "
       "style-src 'unsafe-inline' app.pendo.io; img-src data.pendo.io app.pendo.io; "
       "connect-src data.pendo.io app.pendo.io; frame-src app.pendo.io; font-src cdn.pendo.io"},
      {"pendo:features=none,trusted_types=true", kDocumented,
       "script-src cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io; trusted-types "
       "pendo"},
      {"pendo:region=eu,cname=complete,content_host=c.example.com,data_host=d.example.com",
       kDocumented,
       "script-src c.example.com; style-src c.example.com 'unsafe-inline'; "
       "img-src d.example.com c.example.com; connect-src d.example.com c.example.com"},
      {"pendo:sub_id=42,cname=setup,content_host=c.example.com,data_host=d.example.com",
       kDocumented,
       "script-src cdn.pendo.io c.example.com pendo-static-42.storage.googleapis.com; "
       "style-src pendo-static-42.storage.googleapis.com c.example.com 'unsafe-inline'; "
       "img-src data.pendo.io d.example.com pendo-static-42.storage.googleapis.com c.example.com; "
       "connect-src data.pendo.io d.example.com pendo-static-42.storage.googleapis.com "
       "c.example.com"},
  };
  expect_policies(cases);
}

TEST(Pendo, InPracticeNeedsMoreThanItsPageSays) {
  const Case cases[] = {
      {"pendo:features=none", kObserved,
       "script-src 'nonce-{nonce}' cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io"},
      {"pendo:features=none,install=package", kObserved,
       "script-src cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io cdn.pendo.io"},
      {"pendo:features=none,install=package,package_config=local", kObserved,
       "script-src cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io"},
      {"pendo:features=none,install=package,package_config=local_without_data_host,region=eu",
       kObserved,
       "script-src cdn.eu.pendo.io; img-src data.eu.pendo.io app.eu.pendo.io; "
       "connect-src data.eu.pendo.io app.eu.pendo.io"},
      {"pendo:features=session_replay,worker_url=https://static.example.com/w.js,script_nonce=abc",
       kObserved,
       "script-src 'nonce-abc' cdn.pendo.io; img-src data.pendo.io; connect-src data.pendo.io; "
       "worker-src https://static.example.com"},
      {"pendo:features=debugger,trusted_types=true,region=eu,script_nonce=abc", kObserved,
       "script-src 'nonce-abc' cdn.eu.pendo.io pendo-eu-static.storage.googleapis.com; "
       "style-src 'unsafe-inline'; img-src data.eu.pendo.io; connect-src data.eu.pendo.io; "
       "font-src cdn.eu.pendo.io cdn.pendo.io; trusted-types pendo vue dompurify"},
  };
  expect_policies(cases);
}

TEST(Pendo, ANonceAndUnsafeInlineDoNotStandTogetherInScriptSrc) {
  // Browsers ignore 'unsafe-inline' beside a nonce, so that one of them would be in vain.
  const ResolvedVendor open = resolved("pendo:sub_id=1,features=guides+designer+code_blocks");
  EXPECT_NE(find_row(open, kObserved, "script-src", "'unsafe-inline'"), nullptr);
  EXPECT_EQ(find_row(open, kObserved, "script-src", "'nonce-{nonce}'"), nullptr);
  const ResolvedVendor nonce =
      resolved("pendo:sub_id=1,features=guides+designer+code_blocks,script_nonce=abc");
  EXPECT_EQ(find_row(nonce, kObserved, "script-src", "'unsafe-inline'"), nullptr);
  EXPECT_NE(find_row(nonce, kObserved, "script-src", "'nonce-abc'"), nullptr);
  EXPECT_NE(find_row(nonce, kDocumented, "script-src", "'unsafe-inline'"), nullptr);
}

bool has_note(const ResolvedVendor& vendor, std::string_view part, NoteLevel level) {
  return std::ranges::any_of(vendor.notes, [&](const ResolvedNote& note) {
    return note.level == level && note.text.find(part) != note.text.npos;
  });
}

TEST(Pendo, OldAgentsAreWarnedOf) {
  const ResolvedVendor style = resolved("pendo:sub_id=1,style_nonce=abc,agent_version=2.220.9");
  EXPECT_TRUE(has_note(style, "2.221.0", NoteLevel::warning));
  EXPECT_NE(find_row(style, kObserved, "style-src", "'unsafe-inline'"), nullptr);
  EXPECT_EQ(find_row(style, kObserved, "style-src", "'nonce-abc'"), nullptr);
  const ResolvedVendor fresh = resolved("pendo:sub_id=1,style_nonce=abc,agent_version=2.221.0");
  EXPECT_FALSE(has_note(fresh, "2.221.0", NoteLevel::warning));
  EXPECT_NE(find_row(fresh, kObserved, "style-src", "'nonce-abc'"), nullptr);
  EXPECT_TRUE(has_note(resolved("pendo:sub_id=1,trusted_types=true,agent_version=2.183"), "2.184.0",
                       NoteLevel::warning));
  EXPECT_FALSE(has_note(resolved("pendo:sub_id=1,trusted_types=true,agent_version=2.184"),
                        "2.184.0", NoteLevel::warning));
}

TEST(Pendo, LeavingUnsafeKeywordsOutSaysWhatItCosts) {
  const ResolvedVendor vendor =
      resolved("pendo:sub_id=1,features=designer+code_blocks,avoid_unsafe_script=true");
  EXPECT_TRUE(has_note(vendor, "cannot be previewed", NoteLevel::info));
  EXPECT_TRUE(has_note(vendor, "can be ignored", NoteLevel::info));
}

TEST(Pendo, OneRegionNeverBringsAnothersHosts) {
  const std::string_view regions[] = {"us", "us1", "eu", "jp", "au"};
  const std::string_view marks[] = {" cdn.pendo.io", "us1.", ".eu.", ".jpn.", ".au."};
  for (std::size_t i = 0; i < std::size(regions); ++i) {
    const std::string policy = policy_of(
        resolved("pendo:sub_id=1,features=guides+designer+classic_guides+staging,region=" +
                 std::string(regions[i])),
        kObserved);
    for (std::size_t k = 0; k < std::size(marks); ++k) {
      EXPECT_EQ(policy.find(marks[k]) != policy.npos, i == k) << regions[i] << " " << marks[k];
    }
  }
}

}  // namespace
}  // namespace cspkit::test
