// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare/pair.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/ascii.h"
#include "base/base64.h"
#include "cspkit/hash.h"
#include "match/reading.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

/// Every text of the pair in lower case, raw and percent-decoded.
std::string everything_mentioned(const ComparedPair& pair) {
  std::string raw = pair.self().scheme + " " + pair.self().host + " ";
  for (const auto* data : pair.data) {
    raw.append(data->text, data->text_size);
    raw += ' ';
  }
  raw = ascii_lower(raw);
  if (raw.find('%') == std::string::npos) return raw;
  std::string decoded;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool encoded = raw[i] == '%' && i + 2 < raw.size() && is_ascii_hex_digit(raw[i + 1]) &&
                         is_ascii_hex_digit(raw[i + 2]);
    decoded +=
        encoded ? ascii_lower(static_cast<char>(hex_value(raw[i + 1]) * 16 + hex_value(raw[i + 2])))
                : raw[i];
    if (encoded) i += 2;
  }
  return raw + " " + decoded;
}

bool mentions(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

/// A word of letters only, so that it goes well beside labels of every script.
std::string unmentioned_word(const std::string& text) {
  for (const std::string_view nice : {"other", "another", "elsewhere", "unlisted"}) {
    if (!mentions(text, nice)) return std::string(nice);
  }
  std::string word = "unlisted";
  // The text is finite, so that one of these is not in it.
  for (std::size_t number = 0;; ++number) {
    std::string next = word;
    for (std::size_t rest = number; rest != 0; rest /= 26) {
      next += static_cast<char>('a' + rest % 26);
    }
    next += 'z';
    if (!mentions(text, next)) return next;
  }
}

Unmentioned find_unmentioned(const ComparedPair& pair) {
  const std::string text = everything_mentioned(pair);
  Unmentioned out;
  out.word = unmentioned_word(text);
  out.host = out.word + "." + out.word;
  for (const char* const top : {"example", "test", "invalid"}) {
    if (mentions(text, std::string("*.") + top)) continue;
    out.host = out.word + "." + top;
    break;
  }
  out.scheme = "x-" + out.word;
  const auto pick = [&](std::initializer_list<const char*> candidates) -> std::string {
    for (const char* const each : candidates) {
      if (!mentions(text, each)) return each;
    }
    out.found = false;
    return *candidates.begin();
  };
  out.ipv4 = pick({"192.0.2.7", "198.51.100.7", "203.0.113.7", "192.0.2.77", "198.51.100.77"});
  out.ipv6 = pick({"[2001:db8::7]", "[2001:db8::77]"});
  out.port = 8444;
  while (out.port <= 65535 &&
         (mentions(text, std::to_string(out.port)) || out.port == pair.self().port)) {
    ++out.port;
  }
  out.found = out.found && out.port <= 65535;
  return out;
}

/// Content of which no list of the pair has a hash.
std::string unmentioned_source(const ComparedPair& pair, const std::string& word) {
  std::set<std::string, std::less<>> listed;
  for (const auto* data : pair.data) {
    for (std::uint32_t i = 0; i < data->source_count; ++i) {
      const CompiledSource& source = data->sources[i];
      if (source.kind != SourceKind::hash) continue;
      listed.insert(standard_hash(parse_source_expression(data->token(source))));
    }
  }
  std::string content = word;
  const auto is_listed = [&](const std::string& text) {
    for (const auto algorithm :
         {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
      const std::string quoted = hash_source(text, algorithm);
      if (listed.count(std::string_view(quoted).substr(1, quoted.size() - 2)) != 0) return true;
    }
    return false;
  };
  while (!listed.empty() && (is_listed(content) || is_listed("javascript:" + content))) {
    content += word;
  }
  return content;
}

void add_data(const PolicyList& list, Browser as, std::vector<const CompiledPolicy::Data*>& out) {
  for (const CompiledPolicy& policy : list.policies()) {
    // By the text, what only reports has no say. WebKit looks at it now and then.
    if (as == Browser::specification && policy.disposition() == Disposition::report) continue;
    out.push_back(&policy.data());
    if (policy.readings() == nullptr) continue;
    for (const Reading& reading : policy.readings()->all) {
      if (reading.browser == as) out.push_back(&reading.as_read.data());
    }
  }
}

}  // namespace

ComparedPair::ComparedPair(const PolicyList& side_a, const PolicyList& side_b, Browser reader)
    : a(side_a), b(side_b), as(reader) {
  add_data(a, as, data);
  count_a = data.size();
  add_data(b, as, data);
  for (const PolicyList* const list : {&a, &b}) {
    for (const CompiledPolicy& policy : list->policies())
      read_alike = read_alike && policy.readings() == nullptr;
  }
  unmentioned = find_unmentioned(*this);
  unmentioned.source = unmentioned_source(*this, unmentioned.word);
}

const CompiledDirective* list_for(const CompiledPolicy::Data& data, DirectiveId id) noexcept {
  const bool falls_back = !directive_fallback_list(id).empty();
  return falls_back ? data.governs(id) : data.find(id);
}

std::vector<AskedList> ComparedPair::governing(std::initializer_list<DirectiveId> effective) const {
  std::vector<AskedList> out;
  for (const auto* one : data) {
    for (const DirectiveId id : effective) {
      if (const auto* const list = list_for(*one, id)) out.push_back({one, list, id});
    }
  }
  return out;
}

bool ComparedPair::same_lists(std::initializer_list<DirectiveId> effective) const {
  // A browser may look at more of a policy than these lists: at its other readings, and at where it
  // trusts scripts by who inserted them.
  const bool lists_say_all =
      as == Browser::specification || (read_alike && !any_has(Keyword::strict_dynamic));
  if (!lists_say_all) return false;
  std::array<std::set<std::string>, 2> sides;
  for (std::size_t i = 0; i < data.size(); ++i) {
    std::string lists;
    for (const DirectiveId id : effective) {
      const auto* const list = list_for(*data[i], id);
      if (list == nullptr) continue;
      lists.append(directive_name(id)).append("=").append(directive_name(list->id)).append(" ");
      lists.append(data[i]->value(*list)).append(";");
    }
    sides[i < count_a ? 0 : 1].insert(std::move(lists));
  }
  for (auto& side : sides) side.erase("");
  return sides[0] == sides[1];
}

bool ComparedPair::any_has(Keyword keyword) const noexcept {
  return std::any_of(data.begin(), data.end(), [&](const CompiledPolicy::Data* one) {
    return std::any_of(one->directives, one->directives + one->directive_count,
                       [&](const CompiledDirective& list) { return list.has(keyword); });
  });
}

std::vector<SourceExpression> expressions_of(const AskedList& asked) {
  std::vector<SourceExpression> out;
  split_on_ascii_whitespace(asked.data->value(*asked.list),
                            [&](std::string_view token, std::size_t) {
                              const SourceExpression expression = parse_source_expression(token);
                              if (expression.kind != SourceKind::invalid) out.push_back(expression);
                            });
  return out;
}

std::string standard_hash(const SourceExpression& hash) {
  Digest digest;
  digest.size = digest_size(hash.algorithm);
  if (!base64_decode_to(hash.value, std::span(digest.bytes).first(digest.size))) return {};
  return std::string(hash_algorithm_name(hash.algorithm)) + "-" + base64_encode(digest.view());
}

}  // namespace cspkit
