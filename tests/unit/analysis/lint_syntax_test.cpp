// SPDX-License-Identifier: Apache-2.0
// docs/checks/syntax.md is what the parser's diagnostics link to: each code, with an example that yields it.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "base/ascii.h"
#include "cspkit/diagnostics.h"
#include "cspkit/limits.h"
#include "cspkit/lint.h"

namespace cspkit {
namespace {

struct Entry {
  std::string heading;  ///< `Error, in a <meta>: The summary.`
  std::string example;
  std::string remedy;
};

/// `\u00a0` → the character in UTF-8.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) != "\\u") {
      out += text[i];
      continue;
    }
    const unsigned long c = std::stoul(std::string(text.substr(i + 2, 4)), nullptr, 16);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
    } else {
      out += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
    }
    i += 5;
  }
  return out;
}

std::map<std::string, Entry> read_page() {
  std::ifstream file(std::string(CSPKIT_TEST_DATA) + "/../docs/checks/syntax.md");
  std::map<std::string, Entry> entries;
  Entry* entry = nullptr;
  bool in_example = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) {
      entry = &entries[line.substr(3)];
    } else if (entry == nullptr || line.empty()) {
      continue;
    } else if (line == "```") {
      in_example = !in_example;
    } else if (in_example) {
      entry->example += line;
    } else {
      (entry->example.empty() ? entry->heading : entry->remedy) += line + "\n";
    }
  }
  return entries;
}

TEST(SyntaxPage, HasEachCodeWithSeveritySummaryAndRemedyAndNoOther) {
  const auto entries = read_page();
  EXPECT_EQ(entries.size(), diagnostic_codes().size());
  for (const DiagnosticCode& code : diagnostic_codes()) {
    const auto found = entries.find(std::string(code.code));
    if (found == entries.end()) {
      ADD_FAILURE() << "docs/checks/syntax.md lacks " << code.code;
      continue;
    }
    const std::string severity(to_string(code.severity));
    EXPECT_TRUE(starts_with_ignoring_ascii_case(found->second.heading, severity)) << code.code;
    EXPECT_NE(found->second.heading.find(std::string(code.summary) + "."), std::string::npos)
        << code.code;
    EXPECT_FALSE(found->second.remedy.empty()) << code.code;
  }
}

TEST(SyntaxPage, EachExampleYieldsItsCode) {
  for (const auto& [code, entry] : read_page()) {
    const std::string policy = code == "limit-exceeded"
                                   ? std::string(limits::kMaxPolicyBytes + 1, 'a')
                                   : unescaped(entry.example);
    const bool meta = entry.heading.find("in a `<meta>`") != entry.heading.npos;
    const bool report_only = entry.heading.find("report-only:") != entry.heading.npos;
    const LintText text{.text = policy,
                        .disposition = report_only ? Disposition::report : Disposition::enforce,
                        .delivery = meta ? Delivery::meta : Delivery::header};
    const LintReport report = lint({.texts = {&text, 1}});
    std::string found;
    bool yields = false;
    for (const Finding& finding : report.findings) {
      found.append(finding.id).append(" ");
      if (finding.id != code) continue;
      yields = true;
      EXPECT_EQ(finding.page, "docs/checks/syntax.md#" + code);
    }
    EXPECT_TRUE(yields) << code << ": " << entry.example << "\n  yields " << found;
  }
}

}  // namespace
}  // namespace cspkit
