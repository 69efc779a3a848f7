// SPDX-License-Identifier: Apache-2.0
#include "scan/mentions.h"

#include <gtest/gtest.h>

namespace cspkit::scan_detail {
namespace {

TEST(MentionsTest, FindsUrlsThatAreWrittenInFull) {
  struct Case {
    const char* script;
    std::vector<std::string> urls;
  };
  const Case cases[] = {
      {"s.src='https://cdn.test/a/b.js?x=1'", {"https://cdn.test/a/b.js"}},
      {"s.src=\"//cdn.test/a\"+k", {"https://cdn.test/a"}},
      {"u=\"https:\\/\\/cdn.test\\/a\"", {"https://cdn.test/a"}},
      {"u=\"\\/\\/cdn.test\\/a\"", {"https://cdn.test/a"}},
      {"s='http://old.test'", {"http://old.test"}},
      {"// cdn.test is a comment", {}},
      {"//cdn.test is a comment", {}},
      {"a = 4 //2.5", {}},
      {"fetch(`https://a.test:8443/x`); fetch('https://a.test:8443/x')", {"https://a.test:8443/x"}},
      {"'https://'", {}},
      {"'https://localhost/x'", {}},
      {"/", {}},
      {"\\/", {}},
  };
  for (const Case& each : cases) EXPECT_EQ(mentions_in(each.script), each.urls) << each.script;
}

TEST(MentionsTest, KeepsAFewOfMany) {
  std::string script;
  for (int i = 0; i < 1000; ++i) script += "'https://h" + std::to_string(i) + ".test/';";
  EXPECT_EQ(mentions_in(script).size(), 8u);
}

TEST(MentionsTest, HintsAtStringsThatAreCompiled) {
  for (const char* const yes :
       {"eval(x)", "a=eval(x)", "window.eval(x)", "new Function('a')", ";eval(1)"})
    EXPECT_TRUE(names_string_compilation(yes)) << yes;
  for (const char* const no : {"medieval(x)", "$eval(x)", "a.eval(x)", "function Function2(){}",
                               "retrieval(1)", "evaluate(2)"})
    EXPECT_FALSE(names_string_compilation(no)) << no;
}

}  // namespace
}  // namespace cspkit::scan_detail
