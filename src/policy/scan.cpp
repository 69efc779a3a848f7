// SPDX-License-Identifier: Apache-2.0
#include "policy/scan.h"

#include <bitset>
#include <string>
#include <unordered_set>

#include "base/ascii.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

Span stripped(std::string_view token, std::size_t offset) {
  const std::string_view inner = strip_ascii_whitespace(token);
  const auto lead = static_cast<std::size_t>(inner.data() - token.data());
  return {offset + lead, offset + lead + inner.size()};
}

/// The names that a policy has: a bit for each known directive, a set for the rest, so that looking
/// one up takes the same time however many there are.
class NameSet {
 public:
  /// False where the name was there before.
  bool insert(std::string_view name, std::optional<DirectiveId> id) {
    if (!id) return unknown_.insert(ascii_lower(name)).second;
    const auto bit = static_cast<std::size_t>(*id);
    const bool added = !known_[bit];
    known_[bit] = true;
    return added;
  }
  void clear() {
    known_.reset();
    if (!unknown_.empty()) unknown_.clear();
  }

 private:
  std::bitset<kDirectiveCount> known_;
  std::unordered_set<std::string> unknown_;
};

class Scanner {
 public:
  Scanner(std::string_view text, Delivery delivery, Scan& scan)
      : text_(text), delivery_(delivery), scan_(scan) {
    scan_.policies.clear();
    scan_.directives.clear();
    scan_.tokens.clear();
    scan_.expressions.clear();
    scan_.marks.clear();
    scan_.exceeded.reset();
  }

  void run() {
    if (const auto excess = value_excess(text_)) {
      exceed(excess->name, excess->span);
      return;
    }
    scan_.masks.read(text_);
    if (delivery_ == Delivery::meta) {
      parse_serialized_policy(text_, 0);
    } else {
      // Source: https://fetch.spec.whatwg.org/#extract-header-list-values
      strictly_split(text_, ',', [this](std::string_view token, std::size_t offset) {
        if (!scan_.exceeded) parse_serialized_policy(token, offset);
      });
    }
  }

 private:
  void exceed(LimitName name, Span span) { scan_.exceeded = ExceededLimit{name, span}; }

  // https://w3c.github.io/webappsec-csp/#parse-serialized-policy
  void parse_serialized_policy(std::string_view serialized, std::size_t offset) {
    if (const auto excess = policy_excess(serialized)) {
      return exceed(excess->name, {offset + excess->span.begin, offset + excess->span.end});
    }
    // Step 1, the isomorphic decoding, changes nothing that matters here: bytes stay what they are.
    // Step 2: a policy without directives.
    ScannedPolicy policy{stripped(serialized, offset), scan_.directives.size(), 0};
    names_.clear();
    directive_ = {};
    // Step 3: each piece between semicolons.
    scan_.masks.walk(
        offset, offset + serialized.size(), [this](Span token) { add_token(token); },
        [this] { end_directive(); });
    end_directive();
    policy.directive_count = scan_.directives.size() - policy.first_directive;
    // Step 4.
    scan_.policies.push_back(policy);
  }

  /// Step 3.3, or what the text's next step parses: the first token of a directive is its name.
  void add_token(Span token) {
    if (directive_.span.end == 0) {
      directive_.name = token;
      directive_.first_token = scan_.tokens.size();
    } else {
      scan_.tokens.push_back(token);
    }
    directive_.span.end = token.end;
  }

  void end_directive() {
    // Steps 3.1 and 3.2: white space around it does not count, and an empty one is skipped.
    if (directive_.span.end == 0) return;
    directive_.span.begin = directive_.name.begin;
    directive_.token_count = scan_.tokens.size() - directive_.first_token;
    settle(directive_);
    // Steps 3.6 to 3.8.
    scan_.directives.push_back(directive_);
    directive_ = {};
  }

  /// What the directive is, and what becomes of it.
  void settle(ScannedDirective& directive) {
    // Steps 3.3 and 3.4: the name, without regard to case.
    const std::string_view name = text_at(text_, directive.name);
    directive.id = find_directive(name);
    // Step 3.2, the rest: a piece with a byte above 0x7F is skipped, and takes no name.
    // Step 3.5: so is a piece whose name stands there already.
    if (!scan_.masks.ascii() && !is_ascii(text_at(text_, directive.span)))
      directive.fate = Fate::not_ascii;
    else if (!names_.insert(name, directive.id))
      directive.fate = Fate::duplicate;
    else if (delivery_ == Delivery::meta && directive.id &&
             directive_info(*directive.id).ignored_in_meta)
      directive.fate = Fate::ignored_in_meta;
  }

  std::string_view text_;
  Delivery delivery_;
  Scan& scan_;
  NameSet names_;               ///< of the policy
  ScannedDirective directive_;  ///< as far as it was read
};

}  // namespace

Scan scan_policies(std::string_view text, Delivery delivery) {
  Scan scan;
  scan_policies(text, delivery, scan);
  return scan;
}

void scan_policies(std::string_view text, Delivery delivery, Scan& scan) {
  Scanner(text, delivery, scan).run();
}

}  // namespace cspkit
