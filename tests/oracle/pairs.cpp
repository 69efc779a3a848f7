// SPDX-License-Identifier: Apache-2.0
#include "oracle/pairs.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cspkit/directives.h"
#include "oracle/generate_pools.h"
#include "oracle/infra.h"

namespace cspkit::oracle {
namespace {

struct Line {
  std::string name;
  Strings value;
};
using Lines = std::vector<Line>;

Lines read_lines(const std::string& text) {
  Lines out;
  for (const std::string& piece : strictly_split(text, ';')) {
    Strings tokens = split_on_ascii_whitespace(piece);
    if (tokens.empty()) continue;
    const std::string name = tokens.front();
    tokens.erase(tokens.begin());
    out.push_back({name, std::move(tokens)});
  }
  return out;
}

std::string write_lines(const Lines& lines) {
  std::string out;
  for (const Line& line : lines) {
    if (!out.empty()) out += "; ";
    out += line.name;
    for (const std::string& token : line.value) out += " " + token;
  }
  return out;
}

bool is_source_list(const Line& line) {
  const auto id = find_directive(line.name);
  return id && (directive_info(*id).grammar == ValueGrammar::source_list ||
                directive_info(*id).grammar == ValueGrammar::ancestor_source_list);
}

class Mutator {
 public:
  explicit Mutator(const Choose& choose) : choose_(choose) {}

  /// Changes what one policy allows, or so it may be.
  void change(Lines& lines) {
    if (lines.empty()) return add_directive(lines);
    Line& line = lines[choose_(lines.size())];
    switch (choose_(12)) {
      case 0: return remove_token(line);
      case 1:
      case 2: line.value.push_back(generate_source(choose_)); return;
      case 3:
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(choose_(lines.size())));
        return;
      case 4: return add_directive(lines);
      case 5: line.name = fetch_name(); return;
      case 6: line.value = {"'none'"}; return;
      default: return rewrite_token(line);
    }
  }

  /// Writes the same in another way.
  void rewrite(Lines& lines) {
    if (lines.empty()) return;
    const std::size_t at = choose_(lines.size());
    Line& line = lines[at];
    switch (choose_(5)) {
      case 0:  // The order of sources means nothing to the text.
        if (is_source_list(line) && line.value.size() > 1)
          std::swap(line.value.front(), line.value[choose_(line.value.size())]);
        return;
      case 1:  // Nor does a source that stands there twice.
        if (is_source_list(line) && !line.value.empty())
          line.value.push_back(line.value[choose_(line.value.size())]);
        return;
      case 2:  // Nor the case of a name.
        for (char& c : line.name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        return;
      case 3:  // A second directive of a name is ignored.
        lines.push_back({line.name, {generate_source(choose_)}});
        return;
      default:  // A directive of nobody's is, too.
        lines.push_back({"x-nobody", {"*"}});
        return;
    }
  }

 private:
  std::string fetch_name() {
    return pools::kFetchDirectives[choose_(pools::kFetchDirectives.size())];
  }

  void add_directive(Lines& lines) {
    Line line{fetch_name(), {}};
    // Often a copy of another: what it falls back to, spelt out.
    if (!lines.empty() && choose_(3) == 0) {
      line.value = lines[choose_(lines.size())].value;
    } else {
      for (std::size_t i = choose_(4); i > 0; --i) line.value.push_back(generate_source(choose_));
    }
    lines.push_back(std::move(line));
  }

  void remove_token(Line& line) {
    if (line.value.empty()) return;
    line.value.erase(line.value.begin() + static_cast<std::ptrdiff_t>(choose_(line.value.size())));
  }

  /// Another scheme, wildcard, port or path.
  void rewrite_token(Line& line) {
    if (line.value.empty()) return line.value.push_back(generate_source(choose_));
    std::string& token = line.value[choose_(line.value.size())];
    if (token.front() == '\'') {
      token = generate_source(choose_);
      return;
    }
    const std::size_t slashes = token.find("://");
    const std::size_t host = slashes == std::string::npos ? 0 : slashes + 3;
    switch (choose_(6)) {
      case 0: token = token.substr(host); return;
      case 1: token = pools::kSchemes[choose_(4)] + std::string("://") + token.substr(host); return;
      case 2: token.insert(host, "*."); return;
      case 3: token += ":" + std::string(pools::kPorts[choose_(5)]); return;
      case 4: token += pools::kPaths[choose_(10)]; return;
      default:
        if (const std::size_t star = token.find("*."); star != std::string::npos) {
          token.replace(star, 1, choose_(2) == 0 ? "a" : "a.b");
        } else {
          token = token.substr(0, token.find('/', host));
          if (token.empty()) token = "*";
        }
    }
  }

  const Choose& choose_;
};

void collect(const std::vector<CasePolicy>& policies, Strings& out) {
  for (const CasePolicy& policy : policies) {
    for (const Line& line : read_lines(policy.value))
      out.insert(out.end(), line.value.begin(), line.value.end());
  }
}

}  // namespace

PolicyPair generate_pair(const Choose& choose) {
  const Case base = generate_case(choose);
  PolicyPair pair;
  pair.document_url = base.document_url;
  pair.a = base.policies;
  if (pair.a.empty()) pair.a.push_back({"default-src 'self'"});
  pair.b = pair.a;
  pair.same_meaning = true;
  Mutator mutator(choose);
  for (std::size_t i = 1 + choose(4); i > 0; --i) {
    const std::size_t what = choose(100);
    CasePolicy& policy = pair.b[choose(pair.b.size())];
    // Commas part policies, and bytes beyond ASCII take directives away: both are left as they are.
    const bool plain = policy.value.find(',') == std::string::npos && is_ascii_string(policy.value);
    if (what < 6) {
      pair.b.push_back(pair.b[choose(pair.b.size())]);  // says it once more
    } else if (what < 12) {
      const Case more = generate_case(choose);
      pair.b.push_back(more.policies.empty() ? CasePolicy{"img-src 'self'"}
                                             : more.policies.front());
      pair.same_meaning = false;
    } else if (what < 16 && pair.b.size() > 1) {
      pair.b.pop_back();
      pair.same_meaning = false;
    } else if (plain) {
      Lines lines = read_lines(policy.value);
      if (what < 45) {
        mutator.rewrite(lines);
      } else {
        mutator.change(lines);
        pair.same_meaning = false;
      }
      policy.value = write_lines(lines);
    }
  }
  if (choose(2) == 0) std::swap(pair.a, pair.b);
  collect(pair.a, pair.sources);
  collect(pair.b, pair.sources);
  return pair;
}

std::string write_pair(const PolicyPair& pair) {
  namespace json = boost::json;
  const auto side = [](const std::vector<CasePolicy>& policies) {
    json::array out;
    for (const CasePolicy& policy : policies) {
      out.push_back({{"value", policy.value},
                     {"disposition", policy.disposition},
                     {"delivery", policy.delivery}});
    }
    return out;
  };
  return json::serialize(
      json::object{{"a", side(pair.a)}, {"b", side(pair.b)}, {"self_origin", pair.document_url}});
}

}  // namespace cspkit::oracle
