// SPDX-License-Identifier: Apache-2.0
#include <cspkit/externalize.h>
#include <gtest/gtest.h>

namespace cspkit {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// The button that Pendo's page on policies splits by hand.
TEST(Guide, SplitsAButtonIntoItsTabs) {
  const GuideTabs tabs = split_guide(
      "<button class=\"_pendo-guide-next_\" style=\"color:blue;\" "
      "onclick=\"pendo.onGuideAdvanced()\">Next</button>");
  EXPECT_EQ(tabs.html,
            R"(<button class="_pendo-guide-next_ guide-style-1 guide-action-1">Next</button>)");
  EXPECT_EQ(tabs.css,
            ".guide-style-1:not(#guide-none#guide-none#guide-none#guide-none#guide-none#guide-none#"
            "guide-none#guide-none) "
            "{ color:blue; }\n");
  EXPECT_TRUE(
      has(tabs.javascript,
          "['guide-action-1', 'click', function (event) {\npendo.onGuideAdvanced()\n  }],"));
  EXPECT_TRUE(has(tabs.javascript, "step.attachEvent(element, listener[1]"));
  ASSERT_EQ(tabs.moved.size(), 2u);
  EXPECT_EQ(tabs.moved[0].file, "CSS");
  EXPECT_EQ(tabs.moved[1].file, "JavaScript");
  EXPECT_TRUE(tabs.staying.empty());
}

TEST(Guide, GathersScriptsAndStyles) {
  const GuideTabs tabs = split_guide(
      "<style media='(min-width: "
      "9px)'>p{color:red}</style><p>x</p><script>go()</script><script>more()</script>"
      "<a href='javascript:pendo.onGuideDismissed()'>x</a>");
  EXPECT_EQ(tabs.html, "<p>x</p><a class=\"guide-action-1\" href='#'>x</a>");
  EXPECT_EQ(tabs.css, "@media (min-width: 9px) {\np{color:red}\n}\n");
  EXPECT_TRUE(has(tabs.javascript, "go()\n;\nmore()\n"));
  EXPECT_TRUE(has(tabs.javascript, "pendo.onGuideDismissed()\nreturn false;"));
}

// The listeners begin with a bracket: without a semicolon before it, the script's last value would be called.
TEST(Guide, EndsAScriptBeforeWhatFollows) {
  const GuideTabs tabs = split_guide("<script>window.ready = true</script><p onclick=go()>x</p>");
  EXPECT_TRUE(tabs.javascript.starts_with("window.ready = true\n;\n(function (step, listeners) {"));
  EXPECT_TRUE(split_guide("<script>go()</script>").javascript == "go()\n");
  EXPECT_TRUE(split_guide("<p onclick=go()>x</p>").javascript.starts_with("(function"));
}

TEST(Guide, LeavesWhatTheAgentFillsIn) {
  const GuideTabs tabs = split_guide("<p style='color: {{ color }}' onclick='go(<%= id %>)'>x</p>");
  EXPECT_EQ(tabs.html, "<p style='color: {{ color }}' onclick='go(<%= id %>)'>x</p>");
  ASSERT_EQ(tabs.staying.size(), 2u);
  EXPECT_EQ(tabs.staying[0].reason, StayReason::template_text);
}

}  // namespace
}  // namespace cspkit
