// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/policy.h"

#include <algorithm>
#include <bit>

#include "base/ascii.h"
#include "base/words.h"

namespace cspkit::linting::evaluator {
namespace {

/// The texts that were seen, by their hash; equal texts but for the case that keywords and schemes have are one.
class Seen {
 public:
  explicit Seen(std::size_t count) {
    const std::size_t size = std::bit_ceil(count * 2 + 1);
    if (size > few_.size()) many_.resize(size);
    slots_ = size > few_.size() ? std::span(many_) : std::span(few_).first(size);
    std::ranges::fill(slots_, nullptr);
  }
  Seen(const Seen&) = delete;
  Seen& operator=(const Seen&) = delete;

  bool insert(const Value& value) {
    std::size_t at = hash_of(value.text) & (slots_.size() - 1);
    for (; slots_[at] != nullptr; at = (at + 1) & (slots_.size() - 1)) {
      if (same(*slots_[at], value)) return false;
    }
    slots_[at] = &value;
    return true;
  }

 private:
  static std::size_t hash_of(std::string_view text) noexcept {
    std::uint64_t h = text.size();
    for (; text.size() > 24; text.remove_prefix(8)) h = mix(h, load8(text.data()) | kFoldWord);
    const Words words(text);
    h = mix(mix(mix(h, words.first | kFoldWord), words.middle | kFoldWord), words.last | kFoldWord);
    return h >> 32;
  }
  static bool same(const Value& a, const Value& b) noexcept {
    if (a.text == b.text) return true;
    const bool folds = a.lone_scheme || a.kind == SourceKind::keyword;
    return folds && equals_ignoring_ascii_case(a.text, b.text);
  }

  std::array<const Value*, 128> few_;
  std::vector<const Value*> many_;
  std::span<const Value*> slots_;
};

/// Of a text that ends with a colon.
bool is_lone_scheme(std::string_view text) noexcept {
  if (text.size() < 2 || !is_ascii_alpha(text.front())) return false;
  return std::ranges::all_of(text.substr(0, text.size() - 1), [](char c) {
    return is_ascii_alphanumeric(c) || c == '+' || c == '.' || c == '-';
  });
}

/// Whether a check looks at more of that directive than at values that are no common hosts.
bool looks_at_each_host(std::optional<DirectiveId> id) noexcept {
  if (!id) return false;
  switch (*id) {
    case DirectiveId::default_src:
    case DirectiveId::script_src:
    case DirectiveId::script_src_elem:
    case DirectiveId::script_src_attr:
    case DirectiveId::object_src:
    case DirectiveId::base_uri:
    case DirectiveId::plugin_types:
    case DirectiveId::report_uri:
    case DirectiveId::report_to: return true;
    default: return false;
  }
}

template <class Enum>
constexpr std::uint32_t bit_of(Enum value) noexcept {
  return std::uint32_t{1} << static_cast<unsigned>(value);
}

}  // namespace

Value::Value(std::string_view in, const TextMasks& masks, Span place) noexcept
    : text(text_at(in, place)), span(place) {
  if (!quoted()) {
    host = Host(in, masks, place);
    dotted = host.dotted;
    lone_scheme = text.back() == ':' && is_lone_scheme(text);
    return;
  }
  dotted = text.find('.') != text.npos;
  const SourceExpression expression = parse_source_expression(text);
  if (!expression.valid_in_text()) return;
  kind = expression.kind;
  keyword = expression.keyword;
}

void Directive::note_kinds() noexcept {
  kinds = keywords = 0;
  for (const Value& value : values) {
    kinds |= bit_of(value.kind);
    if (value.kind == SourceKind::keyword) keywords |= bit_of(value.keyword);
  }
}

const Value* Directive::find(Keyword keyword, Among among) const noexcept {
  if ((keywords & bit_of(keyword)) == 0) return nullptr;
  for (const Value& value : values) {
    if (value.is(keyword) && (value.counts || among == Among::written)) return &value;
  }
  return nullptr;
}

bool Directive::has(SourceKind kind, Among among) const noexcept {
  return (kinds & bit_of(kind)) != 0 && std::ranges::any_of(values, [&](const Value& value) {
           return value.kind == kind && (value.counts || among == Among::written);
         });
}

bool Directive::has_nonce(Among among) const noexcept { return has(SourceKind::nonce, among); }
bool Directive::has_hash(Among among) const noexcept { return has(SourceKind::hash, among); }

bool Directive::is_none() const noexcept {
  return std::ranges::all_of(values, [](const Value& value) { return value.is(Keyword::none); });
}

void Policy::take_apart(std::string_view text, const Scan& scan, const ScannedPolicy& scanned) {
  span_ = scanned.span;
  values_.clear();
  directives_.clear();
  ignored_.clear();
  unreadable_.clear();
  at_.fill(-1);
  const auto found = scan.directives_of(scanned);
  std::size_t tokens = 0;
  for (const ScannedDirective& directive : found) tokens += directive.token_count;
  values_.reserve(tokens);  // the directives point into it
  directives_.reserve(found.size());
  for (const ScannedDirective& directive : found) {
    // What a `<meta>` drops it does not know of; the others do not count for any browser.
    if (directive.fate == Fate::not_ascii) note_unreadable(text, scan, directive);
    if (directive.fate == Fate::duplicate || directive.fate == Fate::not_ascii) continue;
    Directive& made = directives_.emplace_back();
    made.name = text_at(text, directive.name);
    made.id = directive.id;
    made.name_span = directive.name;
    const std::size_t first = values_.size();
    const bool all = looks_at_each_host(directive.id);
    for (const Span place : scan.tokens_of(directive)) {
      const bool common = is_common_host(text, scan.masks, place);
      if (common && !all) continue;
      values_.emplace_back(text, scan.masks, place).common = common;
    }
    made.values = std::span(values_).subspan(first);
    made.note_kinds();
    if (made.id) {
      at_[static_cast<std::size_t>(*made.id)] = static_cast<std::int16_t>(directives_.size() - 1);
    }
  }
  find_what_counts();
}

void Policy::note_unreadable(std::string_view text, const Scan& scan,
                             const ScannedDirective& directive) {
  const auto is_ascii = [](std::string_view token) {
    return std::ranges::all_of(token, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  const std::string_view name = text_at(text, directive.name);
  if (!is_ascii(name)) return unreadable_.push_back({name, {}, directive.name});
  for (const Span span : scan.tokens_of(directive)) {
    const std::string_view value = text_at(text, span);
    if (!is_ascii(value)) return unreadable_.push_back({name, value, span});
  }
}

bool Policy::repeats(const Directive& directive, const Value& value) {
  if (!directive.compared) {
    Directive& its = directives_[static_cast<std::size_t>(&directive - directives_.data())];
    Seen seen(its.values.size());
    for (Value& each : its.values) each.repeated = !seen.insert(each);
    its.compared = true;
  }
  return value.repeated;
}

const Directive* Policy::own(DirectiveId id) const noexcept {
  const std::int16_t at = at_[static_cast<std::size_t>(id)];
  return at < 0 ? nullptr : &directives_[static_cast<std::size_t>(at)];
}

const Directive* Policy::effective(DirectiveId id) const noexcept {
  if (const Directive* directive = own(id)) return directive;
  const bool of_scripts = id == DirectiveId::script_src_elem || id == DirectiveId::script_src_attr;
  if (of_scripts) {
    if (const Directive* directive = own(DirectiveId::script_src)) return directive;
  }
  const bool fetch = directive_info(id).kind == DirectiveKind::fetch;
  return fetch ? own(DirectiveId::default_src) : nullptr;
}

Directive* Policy::effective_mutable(DirectiveId id) noexcept {
  return const_cast<Directive*>(effective(id));
}

void Policy::switch_off(Directive& directive, Value& value) {
  if (!value.counts) return;
  value.counts = false;
  ignored_.push_back({&directive, &value});
}

// What browsers that know CSP3 look at. It works on the directive itself, so that under default-src alone object-src
// loses the same values.
void Policy::find_what_counts() {
  for (const DirectiveId id :
       {DirectiveId::script_src, DirectiveId::script_src_attr, DirectiveId::script_src_elem}) {
    Directive* directive = effective_mutable(id);
    if (directive == nullptr) continue;
    if (directive->has_nonce(Directive::Among::of_today) ||
        directive->has_hash(Directive::Among::of_today)) {
      for (Value& value : directive->values) {
        if (value.is(Keyword::unsafe_inline)) switch_off(*directive, value);
      }
    }
    if (directive->find(Keyword::strict_dynamic, Directive::Among::written) == nullptr) continue;
    for (Value& value : directive->values) {
      if (!value.quoted() || value.is(Keyword::self) || value.is(Keyword::unsafe_inline)) {
        switch_off(*directive, value);
      }
    }
  }
}

}  // namespace cspkit::linting::evaluator
