// SPDX-License-Identifier: Apache-2.0
#include "finding_writer.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <deque>
#include <string>
#include <vector>

namespace cspkit::cli {
namespace {

namespace json = boost::json;

std::string written(FindingWriter& writer, const Finding& finding) {
  JsonWriter document;
  document.begin_object();
  writer.write(finding, Disposition::report, document);
  document.end_object();
  EXPECT_EQ(document.is_ascii(), document.text().find('\xC3') == std::string_view::npos);
  return std::string(document.text());
}

// The same as a document.
std::string expected(const Finding& finding) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
  };
  const auto text = [](std::string_view view) { return json::string(view.data(), view.size()); };
  json::object out;
  out["id"] = text(finding.id);
  out["severity"] = text(to_string(finding.severity));
  out["directive"] = text_or_null(finding.directive);
  out["value"] = text_or_null(finding.value);
  if (!finding.peer_severity.empty()) out["peer_severity"] = text(finding.peer_severity);
  out["message"] = finding.message;
  if (finding.fix) {
    out["fix"] = finding.fix->description;
    json::array edits;
    for (const Edit& edit : finding.fix->edits) {
      edits.push_back(
          {{"span", {edit.span.begin, edit.span.end}}, {"replacement", edit.replacement}});
    }
    out["edits"] = edits;
    out["safe"] = finding.fix->safety == FixSafety::safe;
  } else {
    out["fix"] = nullptr;
  }
  out["reference"] = text(finding.reference);
  out["page"] = text(finding.page);
  out["span"] = {finding.span.begin, finding.span.end};
  out["policy"] = finding.policy;
  out["disposition"] = "report";
  return json::serialize(out);
}

// More checks than a writer keeps, so that places are taken over again and again.
TEST(FindingWriter, WritesWhatADocumentWould) {
  std::deque<std::string> texts;
  const auto keep = [&](std::string text) -> std::string_view {
    return texts.emplace_back(std::move(text));
  };
  std::vector<Finding> findings;
  for (int i = 0; i < 1'000; ++i) {
    const std::string number = std::to_string(i);
    Finding& finding = findings.emplace_back();
    finding.id = keep("check-" + number);
    finding.severity = static_cast<FindingSeverity>(i % 4);
    finding.directive = i % 3 == 0 ? "" : "script-src";
    finding.value = i % 5 == 0 ? "" : "a\"b\\" + number;
    finding.message = i % 7 == 0 ? "b\xC3\xBC\n" : "It is \"so\".";
    if (i % 2 == 0) {
      finding.fix = Fix{"Write it.", {{{1, 2}, "x"}, {{30, 40}, "\t"}}, FixSafety::safe};
      if (i % 4 == 0) finding.fix = Fix{"Think \xC3\xA9."};
    }
    finding.reference = i % 11 == 0 ? keep("https://\xC3\xBC.test/" + number) : "https://a.test/";
    finding.page = keep("docs/" + number);
    finding.span = {static_cast<std::size_t>(i), static_cast<std::size_t>(i) * 1'000};
    finding.policy = static_cast<std::size_t>(i % 3);
    if (i % 6 == 0) finding.peer_severity = "MEDIUM_MAYBE";
  }
  FindingWriter writer;
  for (int round = 0; round < 3; ++round) {
    for (const Finding& finding : findings) {
      ASSERT_EQ(written(writer, finding), expected(finding));
      ASSERT_EQ(written(writer, finding), expected(finding)) << "again";
    }
  }
}

// One check whose findings differ in what is kept of them.
TEST(FindingWriter, TellsFindingsOfOneCheckApart) {
  Finding finding;
  finding.id = "check";
  finding.reference = "https://a.test/";
  finding.page = "docs/check.md";
  finding.message = "m";
  FindingWriter writer;
  for (int round = 0; round < 2; ++round) {
    for (const auto severity : {FindingSeverity::high, FindingSeverity::info}) {
      for (const std::string_view peer : {"", "HIGH", "INFO"}) {
        for (const std::string_view reference : {"https://a.test/", "https://b.test/"}) {
          finding.severity = severity;
          finding.peer_severity = peer;
          finding.reference = reference;
          EXPECT_EQ(written(writer, finding), expected(finding));
        }
      }
    }
  }
}

// Of each length, with one byte at each place that may need an escape.
TEST(JsonWriter, WritesStringsAsASerializerDoes) {
  JsonWriter writer;
  for (std::size_t size = 0; size < 70; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      for (const char odd : {'a', '"', '\\', '/', '\n', '\0', '\x1F', '\x7F'}) {
        std::string text(size, 'a');
        if (at < size) text[at] = odd;
        writer.clear();
        writer.begin_object();
        writer.member("k", text);
        writer.key("v");
        writer.value(std::string_view(text));
        writer.end_object();
        ASSERT_EQ(writer.text(), json::serialize(json::object{{"k", text}, {"v", text}}));
        ASSERT_TRUE(writer.is_ascii());
        if (at < size) text[at] = '\xC3';
        writer.value(std::string_view(text));
        ASSERT_EQ(writer.is_ascii(), at == size) << size << ' ' << at;
      }
    }
  }
}

// Each document on a line of its own, mended where it is ill-formed, and gone where it was dropped.
TEST(JsonWriter, WritesDocumentsBehindOneAnother) {
  JsonWriter writer;
  writer.begin_document();
  writer.value(std::string_view("a\xFF z"));
  writer.end_document();
  writer.begin_document();
  writer.value(std::string_view("gone\xFF"));
  writer.drop_document();
  writer.value(std::string_view("b"));
  writer.end_document();
  writer.begin_document();
  writer.value(std::string_view("\xC3\xBC"));
  EXPECT_FALSE(writer.is_ascii());
  writer.end_document();
  EXPECT_EQ(writer.text(), "\"a\xEF\xBF\xBD z\"\n\"b\"\n\"\xC3\xBC\"\n");
}

}  // namespace
}  // namespace cspkit::cli
