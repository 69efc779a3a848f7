// SPDX-License-Identifier: Apache-2.0
#include "oracle/generate.h"

#include <memory>
#include <random>
#include <string>

#include "cspkit/hash.h"
#include "oracle/directives.h"
#include "oracle/generate_pools.h"
#include "oracle/grammar.h"

namespace cspkit::oracle {

Choose seeded_choices(std::uint64_t seed) {
  // std::mt19937_64 is the same everywhere; the standard distributions are not.
  const auto generator = std::make_shared<std::mt19937_64>(seed);
  return
      [generator](std::size_t below) { return static_cast<std::size_t>((*generator)() % below); };
}

namespace {

class Generator {
 public:
  explicit Generator(const Choose& choose) : choose_(choose) {}

  Case run();
  /// A check of a case whose page and sources are given.
  Check check_for(const std::string& document_url, const Strings& sources);
  std::string source_expression();

 private:
  const Choose& choose_;
  Case case_;
  Strings sources_;  ///< every source written so far, to derive URLs from

  std::size_t below(std::size_t n) { return choose_(n); }
  /// True in `percent` of a hundred.
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class Pool>
  std::string pick(const Pool& pool) {
    return pool[below(pool.size())];
  }

  std::string vary_case(const std::string& text);
  std::string base64_variant(const std::string& base64);
  std::string hash_value(const std::string& algorithm, const std::string& content);
  std::string algorithm();

  std::string host();
  std::string host_source_expression();
  std::string source_list();
  std::string directive(const std::string& name);
  std::string directive_name();
  std::string policy_text(const Strings& useful);
  void policies(const Strings& useful);

  std::string url();
  std::string url_from_source();
  std::string document_url();
  std::string integrity();
  Strings check();
  void fill_check();
  Strings request_check();
};

std::string Generator::vary_case(const std::string& text) {
  if (!chance(15)) return text;
  std::string result;
  for (const char c : text) {
    result += (is_ascii_alpha(c) && chance(50)) ? static_cast<char>(c ^ 0x20) : c;
  }
  return result;
}

std::string Generator::algorithm() {
  static const Strings algorithms = {"sha256", "sha384", "sha512"};
  return pick(algorithms);
}

std::string Generator::base64_variant(const std::string& base64) {
  std::string result;
  const bool url_alphabet = chance(25);
  for (const char c : base64) {
    if (url_alphabet && c == '+') {
      result += '-';
    } else if (url_alphabet && c == '/') {
      result += '_';
    } else {
      result += c;
    }
  }
  if (chance(15)) {
    while (!result.empty() && result.back() == '=') result.pop_back();
  }
  if (chance(5)) result = ascii_lowercase(result);
  if (chance(3)) result += '=';
  if (chance(3)) result = result.substr(0, 10);
  return result;
}

std::string Generator::hash_value(const std::string& algorithm, const std::string& content) {
  const Digest computed = digest(*find_hash_algorithm(algorithm), content);
  return base64_variant(
      base64_encode({computed.bytes.begin(), computed.bytes.begin() + computed.size}));
}

std::string Generator::host() {
  // Half of all hosts are the first few, so that they meet.
  return chance(50) ? pools::kHosts[below(4)] : pick(pools::kHosts);
}

std::string Generator::host_source_expression() {
  std::string result;
  if (chance(45)) {
    result += chance(80) ? std::string(pools::kSchemes[below(4)]) : pick(pools::kSchemes);
    result += "://";
  }
  if (chance(8)) {
    result += "*";
  } else {
    if (chance(25)) result += "*.";
    result += host();
    if (chance(3)) result += ".";
  }
  if (chance(30)) result += ":" + (chance(25) ? std::string("*") : pick(pools::kPorts));
  if (chance(35)) result += chance(90) ? pick(pools::kPaths) : pick(pools::kOddPaths);
  return vary_case(result);
}

std::string Generator::source_expression() {
  const std::size_t what = below(100);
  if (what < 40) return host_source_expression();
  if (what < 50) return vary_case("'self'");
  if (what < 55) return "*";
  if (what < 65) return vary_case(pick(pools::kSchemes)) + ":";
  if (what < 80) return vary_case(pick(pools::kKeywords));
  if (what < 87) {
    return vary_case("'nonce-") + (chance(90) ? pick(pools::kNonces) : pick(pools::kOddNonces)) +
           "'";
  }
  if (what < 95) {
    const std::string chosen = algorithm();
    return "'" + vary_case(chosen) + "-" + hash_value(chosen, pick(pools::kScripts)) + "'";
  }
  return pick(pools::kOddTokens);
}

std::string Generator::source_list() {
  if (chance(8)) return chance(50) ? "" : vary_case("'none'");
  std::string result;
  const std::size_t count = 1 + below(chance(85) ? 4 : 12);
  for (std::size_t i = 0; i < count; ++i) {
    // Now and then something stands twice.
    const bool again = !sources_.empty() && chance(8);
    const std::string source = again ? pick(sources_) : source_expression();
    sources_.push_back(source);
    static const Strings gaps = {" ", " ", " ", " ", "  ", "\t", "\f", "\r\n"};
    if (i != 0) result += pick(gaps);
    result += source;
  }
  return result;
}

std::string Generator::directive_name() {
  const std::size_t what = below(100);
  if (what < 75) return pick(pools::kFetchDirectives);
  static const Strings others = {"form-action", "base-uri",      "frame-ancestors",
                                 "webrtc",      "trusted-types", "require-trusted-types-for"};
  if (what < 90) return pick(others);
  return pick(pools::kOddDirectives);
}

std::string Generator::directive(const std::string& name) {
  std::string value;
  if (name == "webrtc") {
    static const Strings values = {"'allow'", "'block'",  "'ALLOW'",         "",
                                   "allow",   " 'allow'", "'allow' 'allow'", "'allow' 'block'"};
    value = pick(values);
  } else if (name == "require-trusted-types-for") {
    static const Strings values = {"'script'", "'script'", "'SCRIPT'",         "",
                                   "script",   "'none'",   "'style' 'script'", "'script''"};
    value = pick(values);
  } else if (name == "trusted-types") {
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) value += " " + pick(pools::kPolicyTokens);
  } else if (name == "sandbox") {
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i)
      value += pick(Strings{" ", "\t"}) + vary_case(pick(pools::kSandboxTokens));
  } else {
    value = source_list();
  }
  return vary_case(name) + " " + value;
}

std::string Generator::policy_text(const Strings& useful) {
  std::string result;
  const std::size_t count = 1 + below(chance(80) ? 4 : 10);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = !useful.empty() && chance(70) ? pick(useful) : directive_name();
    static const Strings separators = {"; ", ";", "; ", " ;", ";;", ";\t", "\n;"};
    if (i != 0) result += pick(separators);
    result += directive(name);
    // A byte that is not ASCII takes its directive away; a comma ends the policy.
    if (chance(2)) result += "\xC3\xA9";
    if (chance(2)) result += chance(50) ? "," : " , ";
  }
  if (chance(10)) result += ";";
  if (chance(10)) result = " " + result + "\t";
  return result;
}

void Generator::policies(const Strings& useful) {
  const std::size_t count = chance(70) ? 1 : below(4);
  for (std::size_t i = 0; i < count; ++i) {
    CasePolicy policy;
    policy.value = policy_text(useful);
    if (chance(20)) policy.disposition = "report";
    if (chance(15)) policy.delivery = "meta";
    case_.policies.push_back(policy);
  }
}

/// A URL that one of the sources may well match: the source's own parts, some of them changed.
std::string Generator::url_from_source() {
  const std::string source = pick(sources_);
  if (const auto scheme = scheme_source(source)) {
    static const Strings rests = {"//cdn.test/a", "text/plain,hi", "//doc.test/", "", "a"};
    return *scheme + ":" + pick(rests);
  }
  const auto parts = host_source(source);
  if (!parts) return url();
  std::string scheme = parts->scheme_part.value_or(chance(50) ? "https" : "http");
  if (chance(25)) scheme = pools::kSchemes[below(4)];
  std::string name = parts->host_part;
  if (name == "*") name = host();
  if (name.substr(0, 2) == "*.") name = (chance(80) ? "a." : "") + name.substr(2);
  if (chance(8)) name = host();
  if (chance(5)) name = "x" + name;
  std::string port;
  if (parts->port_part && *parts->port_part != "*" && chance(70)) port = *parts->port_part;
  if (parts->port_part == "*" || chance(12)) port = pools::kPorts[below(9)];
  std::string path = parts->path_part;
  if (chance(15)) path = pick(pools::kPaths);
  if (chance(12)) path += pick(pools::kUrlTails);
  if (path.empty() && chance(50)) path = pick(pools::kPaths);
  // One more character of the path, written the other way.
  if (path.size() > 1 && chance(15)) {
    static const char* const hex = "0123456789abcdef";
    const auto at = 1 + below(path.size() - 1);
    const auto byte = static_cast<unsigned char>(path[at]);
    if (is_ascii_alpha(path[at]) || path[at] == '.') {
      path = path.substr(0, at) + "%" + hex[byte / 16] + hex[byte % 16] + path.substr(at + 1);
    }
  }
  return scheme + "://" + name + (port.empty() ? "" : ":" + port) + path;
}

std::string Generator::url() {
  const std::size_t what = below(100);
  if (what < 3) return "data:text/plain,hi";
  if (what < 6) {
    return "blob:" + std::string(chance(50) ? "https://" : "http://") + host() +
           (chance(20) ? ":8080" : "") + "/5f3c9c1e";
  }
  if (what < 7) return "blob:null/5f3c9c1e";
  if (what < 8) return "javascript:" + pick(pools::kScripts);
  if (what < 9) return "file:///a/b";
  if (what < 10) return "x-foo:a";
  std::string result = chance(85) ? std::string(pools::kSchemes[below(4)]) : "ftp";
  if (chance(4)) result = "x-foo";
  result += "://" + host();
  if (chance(30)) result += ":" + std::string(pools::kPorts[below(9)]);
  result += pick(pools::kPaths);
  return result + pick(pools::kUrlTails);
}

std::string Generator::document_url() {
  const std::size_t what = below(100);
  if (what < 85) {
    std::string result = chance(50) ? "https://" : "http://";
    result += chance(70) ? std::string(pools::kHosts[below(3)]) : host();
    if (chance(25)) result += ":" + std::string(pools::kPorts[below(9)]);
    return result + "/page.html";
  }
  static const Strings others = {
      "data:text/html,x", "about:blank",       "blob:https://doc.test/5f3c",
      "file:///a.html",   "ws://doc.test/",    "wss://doc.test:8443/",
      "ftp://doc.test/",  "x-foo://doc.test/", "blob:null/5f3c"};
  return pick(others);
}

std::string Generator::integrity() {
  std::string result;
  const std::size_t count = 1 + below(3);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string chosen = algorithm();
    std::string item = vary_case(chosen) + "-" + hash_value(chosen, pick(pools::kScripts));
    static const Strings odd = {"md5-abc", "sha256", "sha256-", "sha1-abc=", "-", "sha384-abc"};
    if (chance(12)) item = pick(odd);
    // Most of all what the policy lists, so that the whole set is in the list now and then.
    if (!sources_.empty() && chance(60)) {
      if (const auto hash = hash_source(pick(sources_))) {
        item = hash->hash_algorithm + "-" + hash->base64_value;
      }
    }
    if (chance(10)) item += "?opt=1";
    static const Strings gaps = {" ", " ", " ", "  ", "\t", "\n"};
    if (i != 0) result += pick(gaps);
    result += item;
  }
  return result;
}

/// Sets what the check is, but for what is derived from the policies, and answers the directives
/// that it looks at.
Strings Generator::request_check() {
  Check& check = case_.check;
  check.destination = pick(pools::kDestinations);
  if (chance(30)) check.destination = "script";
  check.parser_inserted = default_parser_inserted(check.kind, check.destination);
  if (chance(30)) check.parser_inserted = !check.parser_inserted;
  if (chance(15)) check.redirect_count = static_cast<unsigned>(1 + below(3));
  if (chance(5)) check.initiator = "prefetch";
  if (chance(2)) check.initiator = "prerender";
  if (chance(2)) check.initiator = "fetch";
  if (chance(5)) check.webtransport_hashes = true;
  if (check.initiator == "prefetch") return {"default-src", "img-src", "script-src", "child-src"};
  FetchRequest request;
  request.destination = check.destination;
  const auto effective = effective_directive_for_a_request(request);
  return effective ? directive_fallback_list(*effective) : Strings{};
}

Strings Generator::check() {
  Check& check = case_.check;
  const std::size_t what = below(100);
  if (what < 50) {
    check.kind = "request";
    return request_check();
  }
  if (what < 56) {
    check.kind = "response";
    return request_check();
  }
  if (what < 74) {
    check.kind = "inline";
    static const Strings types = {"script",          "script-attribute", "style",
                                  "style-attribute", "navigation",       "speculation-rules"};
    check.type = pick(types);
    check.source = pick(pools::kScripts);
    check.parser_inserted = chance(70);
    std::string type = check.type;
    if (type.find('-') != std::string::npos) type.replace(type.find('-'), 1, " ");
    if (type == "speculation rules") type = "script speculationrules";
    return directive_fallback_list(effective_directive_for_inline_check(type));
  }
  if (what < 81) {
    check.kind = "form-action";
    if (chance(15)) check.redirect_count = 1;
    return {"form-action", "form-action", "script-src"};
  }
  if (what < 86) {
    check.kind = "frame-ancestors";
    return {"frame-ancestors"};
  }
  if (what < 90) {
    check.kind = "base-uri";
    return {"base-uri"};
  }
  if (what < 95) {
    check.kind = chance(50) ? "eval" : "wasm";
    return {"script-src", "default-src", "require-trusted-types-for"};
  }
  if (what < 97) {
    check.kind = "trusted-types-policy";
    check.name = pick(pools::kPolicyNames);
    const std::size_t existing = below(3);
    for (std::size_t i = 0; i < existing; ++i) check.existing.push_back(pick(pools::kPolicyNames));
    return {"trusted-types"};
  }
  if (what < 98) {
    check.kind = "sandbox";
    check.effect = pick(pools::kSandboxEffects);
    return {"sandbox"};
  }
  if (what < 99) {
    check.kind = "trusted-types-sink";
    check.group = "script";
    return {"require-trusted-types-for"};
  }
  check.kind = "webrtc";
  return {"webrtc"};
}

/// Fills in what the check compares with the sources.
void Generator::fill_check() {
  Check& check = case_.check;
  const auto target = [&] {
    if (chance(12)) return case_.document_url;
    return !sources_.empty() && chance(65) ? url_from_source() : url();
  };
  const auto parsing_target = [&] {
    for (int i = 0; i < 8; ++i) {
      const std::string text = target();
      if (Url::parse(text)) return text;
    }
    return std::string("https://doc.test/");
  };
  check.url = parsing_target();
  if (check.kind == "form-action" && chance(5)) check.url = "javascript:alert(1)";
  if (check.kind == "response") check.response_url = parsing_target();
  if (check.kind == "frame-ancestors") {
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) check.ancestors.push_back(parsing_target());
  }
  if (check.kind == "request" || check.kind == "response" || check.kind == "inline") {
    if (chance(30)) check.nonce = chance(90) ? pick(pools::kNonces) : pick(pools::kOddNonces);
  }
  if ((check.kind == "request" || check.kind == "response") && chance(20)) {
    check.integrity = integrity();
  }
}

Case Generator::run() {
  case_.document_url = document_url();
  policies(check());
  fill_check();
  return case_;
}

Check Generator::check_for(const std::string& document_url, const Strings& sources) {
  case_.document_url = document_url;
  check();
  sources_ = sources;
  fill_check();
  return case_.check;
}

}  // namespace

Case generate_case(const Choose& choose) { return Generator(choose).run(); }

Check generate_check(const Choose& choose, const std::string& document_url,
                     const std::vector<std::string>& sources) {
  return Generator(choose).check_for(document_url, sources);
}

std::string generate_source(const Choose& choose) { return Generator(choose).source_expression(); }

}  // namespace cspkit::oracle
