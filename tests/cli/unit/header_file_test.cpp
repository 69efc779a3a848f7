// SPDX-License-Identifier: Apache-2.0
#include "header_file.h"

#include <gtest/gtest.h>

#include "error.h"

namespace cspkit::cli {
namespace {

// `line:e:value` for an enforced policy, `line:r:value` for a report-only one, joined by `|`.
std::string found(std::string_view text) {
  std::string all;
  for (const HeaderPolicy& header : read_header_file(text, "test").policies) {
    if (!all.empty()) all += "|";
    all += std::to_string(header.line) +
           (header.disposition == Disposition::enforce ? ":e:" : ":r:") + header.value;
  }
  return all;
}

TEST(HeaderFile, FindsThePolicyHeadersOfAResponse) {
  const struct {
    std::string_view text, expected;
  } cases[] = {
      {"", ""},
      {"Content-Type: text/html", ""},
      {"Content-Security-Policy: img-src *", "1:e:img-src *"},
      {"content-security-policy:img-src *\r\n", "1:e:img-src *"},
      {"CONTENT-SECURITY-POLICY-REPORT-ONLY:\timg-src * \t", "1:r:img-src *"},
      {"Content-Security-Policy:", "1:e:"},
      {"X-Content-Security-Policy: img-src *", ""},
      {"HTTP/1.1 200 OK\nContent-Security-Policy: a\nContent-Security-Policy: b", "2:e:a|3:e:b"},
      {":status: 200\ncontent-security-policy: a", "2:e:a"},
      {"\nContent-Security-Policy: a", "2:e:a"},
      // Obsolete folding: a line that begins with a blank goes on with the header before it.
      {"Content-Security-Policy: a\n b;\r\n\tc", "1:e:a b; c"},
      {"Content-Security-Policy:\n  a", "1:e:a"},
      {"Content-Security-Policy: a\nX-Other: b\n c", "1:e:a"},
      // What follows the empty line is the body.
      {"Content-Security-Policy: a\n\nContent-Security-Policy: body", "1:e:a"},
      {"Content-Type: text/html\n\n<p>no header at all", ""},
      // Of several responses the last counts.
      {"HTTP/1.1 302 Found\nContent-Security-Policy: a\n\nHTTP/2 200\ncontent-security-policy: b",
       "5:e:b"},
      {"HTTP/1.1 302 Found\nContent-Security-Policy: a\n\nHTTP/2 200\ncontent-type: x", ""},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(text), expected) << text;
}

TEST(HeaderFile, ALineThatIsNoHeaderIsAnErrorWithItsPlace) {
  for (const std::string_view text :
       {"HTTP/2 200\nnot a header", "HTTP/2 200\nname with blanks: x", "HTTP/2 200\nname : x",
        "HTTP/2 200\n folded", "HTTP/2 200\n: x", "HTTP/2 200\nn\xC3\xA4me: x"}) {
    try {
      static_cast<void>(read_header_file(text, "test.headers"));
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_TRUE(std::string_view(error.what()).starts_with("test.headers: line 2: "))
          << error.what();
    }
  }
}

}  // namespace
}  // namespace cspkit::cli
