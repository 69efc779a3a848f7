// SPDX-License-Identifier: Apache-2.0
//
// The tokenizer tests that browsers' parsers share; tests/html/html5lib/README.md says where they are from. Each runs
// whole and byte by byte.
#include <cspkit/html.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/ascii.h"
#include "support/html_tokens.h"

namespace cspkit {
namespace {

namespace json = boost::json;

constexpr auto kHalf =
    "half a surrogate pair, which is no UTF-8: bytes are passed on as they come, and a decoder "
    "replaces them";

/// Tests that we do not pass, each with the reason. One that passes must not stand here.
const std::map<std::string, std::string> kKnown = {
    {"domjs.test: leading U+FEFF must pass through (Data state)",
     "the test's input is characters, from which a decoder has taken the byte order mark; ours is "
     "bytes"},
    {"unicodeCharsProblematic.test: Invalid Unicode character U+DFFF (Data state)", kHalf},
    {"unicodeCharsProblematic.test: Invalid Unicode character U+D800 (Data state)", kHalf},
    {"unicodeCharsProblematic.test: Invalid Unicode character U+DFFF with valid preceding "
     "character (Data state)",
     kHalf},
    {"unicodeCharsProblematic.test: Invalid Unicode character U+D800 with valid following "
     "character (Data state)",
     kHalf},
};

void append_utf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))};
  } else {
    out += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
            static_cast<char>(0x80 | (c & 63))};
  }
}

/// The second round of `\uXXXX` that "doubleEscaped" asks for. Half surrogates, which no UTF-8 has, become the bytes that
/// UTF-8 would have for them: the tokenizer passes bytes on.
std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\\u" && i + 6 <= text.size()) {
      append_utf8(
          static_cast<std::uint32_t>(std::stoul(std::string(text.substr(i + 2, 4)), nullptr, 16)),
          out);
      i += 5;
    } else {
      out += text[i];
    }
  }
  return out;
}

json::value unescape(const json::value& value) {
  if (value.is_string()) return json::value(unescape(std::string_view(value.as_string())));
  if (value.is_array()) {
    json::array out;
    for (const json::value& item : value.as_array()) out.push_back(unescape(item));
    return out;
  }
  if (value.is_object()) {
    json::object out;
    for (const auto& [key, item] : value.as_object())
      out[unescape(std::string_view(key))] = unescape(item);
    return out;
  }
  return value;
}

std::string decode(HtmlTextKind kind, std::string_view text) {
  std::string out;
  HtmlTextDecoder decoder(kind);
  decoder.feed(text, out);
  decoder.finish(out);
  return out;
}

/// Lower case, and the characters that the Standard's tokenizer replaces.
std::string name_of(std::string_view text) {
  return ascii_lower(decode(HtmlTextKind::rawtext, text));
}

json::array as_expected(const std::vector<test::OwnedHtmlToken>& tokens) {
  json::array out;
  for (const test::OwnedHtmlToken& token : tokens) {
    switch (token.kind) {
      case HtmlTokenKind::text:
        // The tests join runs of text, whatever stood between them and made no token.
        if (!out.empty() && out.back().as_array()[0] == "Character") {
          out.back().as_array()[1].as_string() += decode(token.text_kind, token.text);
        } else {
          out.push_back(json::array{"Character", decode(token.text_kind, token.text)});
        }
        break;
      case HtmlTokenKind::start_tag: {
        json::object attributes;
        for (const auto& attribute : token.attributes) {
          if (attribute.duplicate) continue;
          attributes[name_of(attribute.name)] = decode_html_attribute(attribute.value);
        }
        json::array tag{"StartTag", name_of(token.text), attributes};
        if (token.self_closing) tag.push_back(true);
        out.push_back(tag);
        break;
      }
      case HtmlTokenKind::end_tag: out.push_back(json::array{"EndTag", name_of(token.text)}); break;
      case HtmlTokenKind::comment:
        out.push_back(json::array{"Comment", decode(HtmlTextKind::rawtext, token.text)});
        break;
      case HtmlTokenKind::doctype: {
        const HtmlDoctype doctype = parse_html_doctype(token.text);
        const auto text = [](bool has, std::string_view value) {
          return has ? json::value(decode(HtmlTextKind::rawtext, value)) : json::value(nullptr);
        };
        out.push_back(json::array{
            "DOCTYPE", doctype.has_name ? json::value(name_of(doctype.name)) : json::value(nullptr),
            text(doctype.has_public_id, doctype.public_id),
            text(doctype.has_system_id, doctype.system_id), !doctype.force_quirks});
        break;
      }
      default: break;
    }
  }
  return out;
}

const std::map<std::string_view, HtmlTextKind> kStates = {
    {"Data state", HtmlTextKind::data},           {"RCDATA state", HtmlTextKind::rcdata},
    {"RAWTEXT state", HtmlTextKind::rawtext},     {"Script data state", HtmlTextKind::script},
    {"PLAINTEXT state", HtmlTextKind::plaintext}, {"CDATA section state", HtmlTextKind::cdata}};

/// Older editions put parse errors between the tokens, and cut text there.
json::value without_errors(const json::value& output) {
  json::array out;
  for (const json::value& token : output.as_array()) {
    if (token == "ParseError") continue;
    const bool text = token.as_array()[0] == "Character";
    if (text && !out.empty() && out.back().as_array()[0] == "Character") {
      out.back().as_array()[1].as_string() += token.as_array()[1].as_string();
    } else {
      out.push_back(token);
    }
  }
  return out;
}

struct Count {
  std::size_t cases = 0, failures = 0;
};

void check_case(const std::string& file, const json::object& test, std::set<std::string>& seen,
                Count& count) {
  const auto* const escaped = test.if_contains("doubleEscaped");
  const bool twice = escaped != nullptr && escaped->as_bool();
  std::string input(test.at("input").as_string());
  json::value expected = without_errors(test.at("output"));
  if (twice) {
    input = unescape(input);
    expected = unescape(expected);
  }
  json::array states{"Data state"};
  if (const auto* const given = test.if_contains("initialStates")) states = given->as_array();
  const auto* const last = test.if_contains("lastStartTag");
  for (const json::value& state : states) {
    HtmlTokenizerOptions options;
    options.switching = HtmlSwitching::none;
    options.begin_in = kStates.at(std::string_view(state.as_string()));
    if (last != nullptr) options.inside = last->as_string();
    const std::string name = file + ": " + std::string(test.at("description").as_string()) + " (" +
                             std::string(state.as_string()) + ")";
    const auto whole = as_expected(test::html_tokens(input, options));
    const auto bytewise = as_expected(test::html_tokens_bytewise(input, options));
    const bool passes = json::value(whole) == expected && json::value(bytewise) == expected;
    ++count.cases;
    seen.insert(name);
    if (kKnown.contains(name)) {
      EXPECT_FALSE(passes) << name << " passes: take it out of the known failures";
    } else if (!passes) {
      ++count.failures;
      ADD_FAILURE() << name << "\n  input " << json::serialize(json::value(input))
                    << "\n  expected " << json::serialize(expected) << "\n  whole    "
                    << json::serialize(whole) << "\n  bytewise " << json::serialize(bytewise);
    }
  }
}

TEST(Html5lib, TheTokenizerTestsPass) {
  const char* const folder = std::getenv("HTML5LIB_TESTS");
  ASSERT_NE(folder, nullptr) << "HTML5LIB_TESTS names the folder of the tests";
  Count count;
  std::set<std::string> seen;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".test") continue;
    const std::string file = entry.path().filename().string();
    std::ifstream stream(entry.path());
    std::stringstream text;
    text << stream.rdbuf();
    const json::value content = json::parse(text.str());
    const json::value* const tests = content.as_object().if_contains("tests");
    if (tests == nullptr) continue;  // xmlViolation.test is about making XML of HTML
    for (const json::value& test : tests->as_array())
      check_case(file, test.as_object(), seen, count);
  }
  for (const auto& [name, reason] : kKnown)
    EXPECT_TRUE(seen.contains(name)) << name << " is no test";
  EXPECT_GT(count.cases, 6'000u) << "the tests are not there";
  RecordProperty("cases", static_cast<int>(count.cases));
  std::printf("%zu cases, %zu failures, %zu known\n", count.cases, count.failures, kKnown.size());
}

}  // namespace
}  // namespace cspkit
