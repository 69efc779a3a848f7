// SPDX-License-Identifier: Apache-2.0
#include "policy/scan.h"

#include <bit>
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

constexpr std::size_t kBlockBytes = TextMasks::kBlockBytes;

/// The bits of the block that begins at `block` for the bytes from `begin` to `end`, of which it has some.
std::uint64_t bits_within(std::size_t block, std::size_t begin, std::size_t end) noexcept {
  std::uint64_t bits = ~std::uint64_t{0};
  if (begin > block) bits <<= begin - block;
  if (end - block < kBlockBytes) bits &= ~(~std::uint64_t{0} << (end - block));
  return bits;
}

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
    const std::size_t end = offset + serialized.size();
    bool in_token = false;
    std::size_t begin = offset;  // of the token
    for (std::size_t block = offset - offset % kBlockBytes; block < end; block += kBlockBytes) {
      const TextMasks::Block& masks = scan_.masks.block_at(block);
      const std::uint64_t inside = bits_within(block, offset, end);
      const std::uint64_t tokens = masks.tokens & inside;
      const std::uint64_t semicolons = masks.semicolons & inside;
      const std::uint64_t behind = tokens << 1 | (in_token ? 1 : 0);
      std::uint64_t begins = tokens & ~behind;
      const std::uint64_t ends = behind & ~tokens;
      const auto take_begin = [&] {
        begin = block + static_cast<std::size_t>(std::countr_zero(begins));
        begins &= begins - 1;
      };
      if (!in_token) take_begin();
      for (std::uint64_t stops = ends | semicolons; stops != 0; stops &= stops - 1) {
        const auto stop = static_cast<unsigned>(std::countr_zero(stops));
        if ((ends >> stop & 1) != 0) {
          add_token({begin, block + stop});
          take_begin();
        }
        if ((semicolons >> stop & 1) != 0) end_directive();
      }
      in_token = tokens >> (kBlockBytes - 1) != 0;
    }
    if (in_token) add_token({begin, end});
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
