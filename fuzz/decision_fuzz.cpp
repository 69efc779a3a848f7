// SPDX-License-Identifier: Apache-2.0
//
// The engine against the oracle. The first byte says how the rest becomes a case: an even one lets
// the test's generator draw its choices from the bytes; an odd one takes them as they are, a byte
// for each choice of a few and then texts with a byte FF between them:
//
//     odd, kind, destination, flags, disposition and delivery, policies FF document FF URL FF
//     second URL FF nonce FF integrity or source
//
//     ./dev fuzz decision
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "oracle/engine_answer.h"
#include "oracle/generate.h"
#include "oracle/generate_pools.h"
#include "oracle/infra.h"
#include "oracle/oracle.h"
#include "oracle/shrink.h"

namespace {

using namespace cspkit::oracle;
using cspkit::Browser;

class Bytes {
 public:
  explicit Bytes(std::string_view data) : data_(data) {}

  std::size_t byte() {
    if (data_.empty()) return 0;
    const auto first = static_cast<unsigned char>(data_.front());
    data_.remove_prefix(1);
    return first;
  }
  std::size_t below(std::size_t n) { return n > 256 ? (byte() * 256 + byte()) % n : byte() % n; }
  bool flag(std::size_t flags, unsigned bit) const { return ((flags >> bit) & 1) != 0; }
  std::string text() {
    const std::size_t end = data_.find('\xFF');
    const std::string result(data_.substr(0, end));
    data_ = end == std::string_view::npos ? std::string_view() : data_.substr(end + 1);
    return result;
  }

 private:
  std::string_view data_;
};

Case raw_case(Bytes bytes) {
  static const Strings kinds = {"request",
                                "response",
                                "inline",
                                "eval",
                                "wasm",
                                "webrtc",
                                "form-action",
                                "frame-ancestors",
                                "base-uri",
                                "trusted-types-policy",
                                "trusted-types-sink"};
  static const Strings types = {"script",          "script-attribute", "style",
                                "style-attribute", "navigation",       "speculation-rules"};
  Case one;
  Check& check = one.check;
  check.kind = kinds[bytes.below(kinds.size())];
  const std::size_t destination = bytes.byte();
  check.destination = pools::kDestinations[destination % pools::kDestinations.size()];
  check.type = types[destination % types.size()];
  const std::size_t flags = bytes.byte();
  check.parser_inserted = bytes.flag(flags, 0);
  check.redirect_count = bytes.flag(flags, 1) ? 1 : 0;
  if (bytes.flag(flags, 2)) check.initiator = bytes.flag(flags, 3) ? "prefetch" : "prerender";
  check.webtransport_hashes = bytes.flag(flags, 4);
  const std::size_t delivery = bytes.byte();
  const std::string policies = bytes.text();
  for (const std::string& value : strictly_split(policies, '\n')) {
    const bool first = one.policies.empty();
    one.policies.push_back({value, bytes.flag(delivery, first ? 0 : 2) ? "report" : "enforce",
                            bytes.flag(delivery, first ? 1 : 3) ? "meta" : "header"});
  }
  one.document_url = bytes.text();
  check.url = bytes.text();
  check.response_url = bytes.text();
  const std::string nonce = bytes.text();
  if (bytes.flag(flags, 5)) check.nonce = nonce;
  const std::string last = bytes.text();
  check.integrity = last;
  check.source = last;
  check.ancestors = {check.url, check.response_url};
  check.name = nonce;
  if (bytes.flag(flags, 6)) check.existing = {last};
  check.group = "script";
  return one;
}

/// Whether the two disagree. A limit that the engine keeps is not the oracle's business.
bool disagree(const Case& one) {
  const auto actual = engine_answer(one);
  if (!actual && actual.error().rfind("limit", 0) == 0) return false;
  if (!actual && actual.error().rfind("inconsistent", 0) == 0) return true;
  const auto expected = decide(one, Reading::house);
  if (expected.has_value() != actual.has_value()) return true;
  return expected && *expected != *actual;
}

std::string shown(const tl::expected<Answer, std::string>& answer) {
  return answer ? answer->to_text() : "error: " + answer.error();
}

void require_agreement(const Case& one) {
  if (!disagree(one)) return;
  const Case small = shrink_case(one, disagree);
  static_cast<void>(std::fprintf(
      stderr, "%s\n  oracle: %s\n  engine: %s\n", write_case(small).c_str(),
      shown(decide(small, Reading::house)).c_str(), shown(engine_answer(small)).c_str()));
  std::abort();
}

/// No browser's rules crash, nor answer one thing with a sink and another without.
void require_consistent_browsers(const Case& one) {
  for (const Browser browser : cspkit::kBrowsers) {
    const auto answer = engine_answer(one, browser);
    if (answer || answer.error().rfind("inconsistent", 0) != 0) continue;
    static_cast<void>(std::fprintf(stderr, "%s\n  %s: %s\n", write_case(one).c_str(),
                                   std::string(cspkit::browser_name(browser)).c_str(),
                                   answer.error().c_str()));
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Bytes bytes(std::string_view(reinterpret_cast<const char*>(data), size));
  const bool generated = bytes.byte() % 2 == 0;
  const Case one = generated ? generate_case([&bytes](std::size_t n) { return bytes.below(n); })
                             : raw_case(bytes);
  require_agreement(one);
  require_consistent_browsers(one);
  return 0;
}
