// SPDX-License-Identifier: Apache-2.0
//
// Reads the lines that generate.mjs writes and parses each input again:
//
//     node generate.mjs 250000 1 | url_compare [MINIMUM_LINES]
//
// Exit status 0: no difference, those aside that a known fault of Node explains, which are counted
// one by one. Besides, every URL must survive its own parsing, and split_canonical_url() must
// agree.
#include <boost/json.hpp>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "cspkit/url.h"
#include "node_faults.h"
#include "same_view.h"

namespace {

using cspkit::Url;
using cspkit::UrlView;

constexpr int kShownDifferences = 40;

std::string prefixed(char prefix, std::string_view text) {
  return text.empty() ? std::string() : prefix + std::string(text);
}

std::string port_text(const UrlView& url) {
  return url.port == cspkit::kNoPort ? std::string() : std::to_string(url.port);
}

/// A getter of the URL API. Source: https://url.spec.whatwg.org/#urlutils-members
struct Field {
  const char* name;
  std::function<std::string(const UrlView&)> get;
};

const Field kFields[] = {
    {"href", [](const UrlView& u) { return std::string(u.href); }},
    {"protocol", [](const UrlView& u) { return std::string(u.scheme) + ':'; }},
    {"username", [](const UrlView& u) { return std::string(u.username); }},
    {"password", [](const UrlView& u) { return std::string(u.password); }},
    {"host", [](const UrlView& u) { return std::string(u.host) + prefixed(':', port_text(u)); }},
    {"hostname", [](const UrlView& u) { return std::string(u.host); }},
    {"port", port_text},
    {"pathname", [](const UrlView& u) { return std::string(u.path); }},
    {"search", [](const UrlView& u) { return prefixed('?', u.query); }},
    {"hash", [](const UrlView& u) { return prefixed('#', u.fragment); }},
    {"origin", [](const UrlView& u) { return cspkit::origin_of(u).serialize(); }},
};

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(cspkit::hex_value(hex[i]) * 16 + cspkit::hex_value(hex[i + 1]));
  }
  return bytes;
}

/// Bases recur, so each is parsed once.
const Url* find_base(const boost::json::object& line) {
  static std::unordered_map<std::string, Url> bases;
  const auto* written = line.if_contains("base");
  if (written == nullptr) return nullptr;
  std::string key(written->as_string());
  const auto known = bases.find(key);
  if (known != bases.end()) return &known->second;
  return &bases.emplace(key, Url::parse(key).value()).first->second;
}

tl::expected<Url, cspkit::UrlError> parse_line(const boost::json::object& line) {
  const auto* bytes = line.if_contains("bytes");
  return Url::parse(
      bytes ? from_hex(bytes->as_string()) : std::string(line.at("input").as_string()),
      find_base(line));
}

/// Where Node and cspkit differ, if they do.
std::optional<std::string> difference(const boost::json::object& line,
                                      const tl::expected<Url, cspkit::UrlError>& url) {
  const bool expected = line.at("ok").as_bool();
  if (url.has_value() != expected) {
    return expected ? "refused: " + std::string(url.error().message()) : "accepted: " + url->href();
  }
  if (!url) return std::nullopt;
  for (const Field& field : kFields) {
    const std::string got = field.get(url->view());
    if (got != line.at(field.name).as_string()) return field.name + (": " + got);
  }
  return std::nullopt;
}

/// Where cspkit differs from itself, if it does.
std::optional<std::string> contradiction(const Url& url) {
  const auto again = Url::parse(url.href());
  if (!again) return "refuses its own " + url.href();
  if (!cspkit::test::same_view(again->view(), url.view()))
    return "changes when parsed again: " + again->href();
  const auto split = cspkit::split_canonical_url(url.href());
  if (split && !cspkit::test::same_view(*split, url.view())) return "split differs: " + url.href();
  return std::nullopt;
}

/// How often each of node_faults() was the explanation.
class FaultCounts {
 public:
  bool explain(const boost::json::object& line, const tl::expected<Url, cspkit::UrlError>& url) {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (cspkit::test::node_faults()[i].explains(line, url)) {
        ++counts_[i];
        return true;
      }
    }
    return false;
  }
  void print() const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      std::cout << "  Node is at fault in " << counts_[i] << ": "
                << cspkit::test::node_faults()[i].reason << '\n';
    }
  }

 private:
  std::vector<long> counts_ = std::vector<long>(cspkit::test::node_faults().size());
};

}  // namespace

int main(int argc, char** argv) {
  const long minimum = argc > 1 ? std::atol(argv[1]) : 1;
  long lines = 0, urls = 0, differences = 0;
  FaultCounts faults;
  for (std::string text; std::getline(std::cin, text); ++lines) {
    const boost::json::object line = boost::json::parse(text).as_object();
    if (line.at("ok").as_bool()) ++urls;
    const auto url = parse_line(line);
    auto found = difference(line, url);
    if (found && faults.explain(line, url)) found.reset();
    if (!found && url) found = contradiction(*url);
    if (found && ++differences <= kShownDifferences)
      std::cout << text << "\n    " << *found << "\n\n";
  }
  std::cout << lines << " inputs, " << urls << " of them URLs: " << differences << " differences\n";
  faults.print();
  if (lines < minimum || urls < lines / 3 || urls > lines * 9 / 10) {
    std::cout << "the inputs are too few or too one-sided to say anything (at least " << minimum
              << " were expected)\n";
    return 2;
  }
  return differences == 0 ? 0 : 1;
}
