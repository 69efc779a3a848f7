// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "match/compiled.h"
#include "match/key_hash.h"
#include "match/match_url.h"
#include "match/reading.h"
#include "match/script_check.h"
#include "policy/excess.h"
#include "policy/plain_host.h"
#include "policy/scan.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

/// Hands out aligned parts of one block. A first run over a null block measures it.
class Arena {
 public:
  explicit Arena(std::byte* block) noexcept : block_(block) {}
  template <class T>
  T* take(std::size_t n) noexcept {
    used_ = (used_ + alignof(T) - 1) / alignof(T) * alignof(T);
    T* const out = block_ == nullptr ? nullptr : reinterpret_cast<T*>(block_ + used_);
    used_ += n * sizeof(T);
    return out;
  }
  [[nodiscard]] std::size_t used() const noexcept { return used_; }

 private:
  std::byte* block_;
  std::size_t used_ = 0;
};

struct Layout {
  CompiledPolicy::Data* data;
  CompiledDirective* directives;
  CompiledSource* sources;
  HostEntry* entries;
  std::uint32_t* buckets;
  char* before_text;  ///< HostEnd::kBefore bytes, and then the text
};

Layout lay_out(Arena& arena, std::size_t directives, std::size_t sources, std::size_t buckets,
               std::size_t text) noexcept {
  Layout out{};
  out.data = arena.take<CompiledPolicy::Data>(1);
  out.directives = arena.take<CompiledDirective>(directives + 1);
  out.sources = arena.take<CompiledSource>(sources);
  out.entries = arena.take<HostEntry>(sources + HostTails::kFirst * (directives + 1));
  out.buckets = arena.take<std::uint32_t>(buckets);
  out.before_text =
      arena.take<char>(HostEnd::kBefore + std::max<std::size_t>(text, HostEnd::kShortest));
  return out;
}

bool has_capitals(std::string_view text) noexcept {
  return std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// CompiledDirective::passes
SchemeSet schemes_that_pass(const CompiledDirective& list) noexcept {
  SchemeSet out = 0;
  for (const SchemeId url : {SchemeId::http, SchemeId::https}) {
    if (list.star || (list.schemes & matching_source_schemes(url, true)) != 0)
      out |= scheme_bit(url);
  }
  return out;
}

class Compiler {
 public:
  /// `entries` is where the first directive's will stand.
  Compiler(CompiledPolicy::Data& data, HostEntry* entries, const TextMasks& masks) noexcept
      : data_(data), entries_(entries), text_(data.text, data.text_size), masks_(masks) {}

  /// Whether something stands in the policy that some browser may read otherwise.
  [[nodiscard]] bool may_be_read_otherwise() const noexcept { return may_be_read_otherwise_; }

  /// #parse-serialized-policy, step 3
  void run() noexcept {
    masks_.walk(
        0, text_.size(),
        [this](Span token) { in_directive_ ? add_token(token) : begin_directive(token); },
        [this] { end_directive(); });
    end_directive();
    settle_governing();
  }

 private:
  void begin_directive(Span name) noexcept {
    in_directive_ = true;
    // 3.2 Skip what is not ASCII.
    if (!masks_.ascii() &&
        !is_ascii(text_.substr(name.begin, text_.find(';', name.begin) - name.begin))) {
      may_be_read_otherwise_ = true;
      return;
    }
    // 3.3, 3.4 Case does not matter.
    name_ = text_at(text_, name);
    data_.any_directive = true;
    const auto id = find_directive(name_);
    if (!id) return;
    const DirectiveInfo& info = directive_info(*id);
    // HTML's processing of the pragma removes these from a <meta> policy.
    if (data_.delivery == Delivery::meta && info.ignored_in_meta) return;
    if (data_.disposition == Disposition::report && info.ignored_in_report_only) return;
    // 3.5 The first of its name counts.
    std::uint8_t& index = data_.index[static_cast<std::size_t>(*id)];
    if (index != kAbsent) return;
    index = data_.directive_count++;
    // 3.6 to 3.8
    directive_ = new (data_.directives + index) CompiledDirective{};
    directive_->id = *id;
    directive_->value_begin = directive_->value_end = static_cast<std::uint32_t>(name.end);
    lists_sources_ = info.grammar == ValueGrammar::source_list ||
                     info.grammar == ValueGrammar::ancestor_source_list;
    if (lists_sources_) begin_entries(*directive_);
  }

  void begin_entries(CompiledDirective& list) noexcept {
    entries_ += entry_count_;
    list.tails = HostTails(entries_);
    entry_count_ = HostTails::kFirst;
  }

  void add_token(Span token) noexcept {
    if (directive_ == nullptr) return;
    CompiledDirective& out = *directive_;
    if (out.value_begin == out.value_end) out.value_begin = static_cast<std::uint32_t>(token.begin);
    out.value_end = static_cast<std::uint32_t>(token.end);
    if (!lists_sources_) return;
    ++out.token_count;
    add_source(out, static_cast<std::uint8_t>(directive_ - data_.directives), token);
  }

  void end_directive() noexcept {
    if (directive_ != nullptr && lists_sources_)
      directive_->passes = schemes_that_pass(*directive_);
    directive_ = nullptr;
    in_directive_ = false;
  }

  void add_source(CompiledDirective& list, std::uint8_t index, Span place) noexcept {
    const std::string_view token = text_at(text_, place);
    const auto at = static_cast<std::uint32_t>(place.begin);
    SourceExpression e;
    if (!read_plain_host(text_, masks_, place, e)) e = parse_source_expression(token);
    switch (e.kind) {
      case SourceKind::invalid:
        may_be_read_otherwise_ |= token.front() == '\'';
        if (e.forms == kFormNonceEquals) add_nonce(list, index, e, token, at);
        return;
      case SourceKind::star: list.star = true; return;
      case SourceKind::keyword:
        list.keywords |= 1u << static_cast<unsigned>(e.keyword);
        may_be_read_otherwise_ |= e.keyword == Keyword::strict_dynamic && has_capitals(name_);
        return;
      case SourceKind::scheme: return add_scheme(list, index, e, token, at);
      case SourceKind::host: return add_host(list, index, e, token, at);
      case SourceKind::nonce: return add_nonce(list, index, e, token, at);
      case SourceKind::hash: {
        const auto bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(e.algorithm));
        may_be_read_otherwise_ |= e.value.size() % 4 != 0;
        (e.forms == kFormPlain ? list.hash_algorithms : list.loose_hash_algorithms) |= bit;
        insert(list, index, e, token, at, e.value, KeyKind::hash, HashKey(e.value).view());
        return;
      }
    }
  }

  void add_nonce(CompiledDirective& list, std::uint8_t index, SourceExpression e,
                 std::string_view token, std::uint32_t at) noexcept {
    (e.forms == kFormPlain ? list.nonces : list.loose_nonces) = true;
    e.kind = SourceKind::nonce;
    insert(list, index, e, token, at, e.value, KeyKind::nonce, e.value);
  }

  void add_scheme(CompiledDirective& list, std::uint8_t index, const SourceExpression& e,
                  std::string_view token, std::uint32_t at) noexcept {
    if (const SchemeId id = scheme_id(e.scheme); id != SchemeId::other) {
      list.schemes |= scheme_bit(id);
      if (!list.has(Keyword::strict_dynamic)) list.schemes_before_strict_dynamic |= scheme_bit(id);
      return;
    }
    list.schemes |= scheme_bit(SchemeId::other);
    insert(list, index, e, token, at, e.scheme, KeyKind::scheme, e.scheme);
  }

  void add_host(CompiledDirective& list, std::uint8_t index, const SourceExpression& e,
                std::string_view token, std::uint32_t at) noexcept {
    may_be_read_otherwise_ |= e.path.find('%') != std::string_view::npos;
    if (e.host_wildcard && e.host.empty()) {
      list.any_host = true;
      list.tails.ask_always();
      insert(list, index, e, token, at, e.host, KeyKind::any_host, {});
    } else if (e.host_wildcard) {
      // The suffix that the URL's host ends with begins at the dot, one byte before `host`.
      const std::string_view suffix(e.host.data() - 1, e.host.size() + 1);
      list.suffix_lengths |= 1ull << (suffix.size() % 64);
      insert(list, index, e, token, at, suffix, KeyKind::suffix, suffix);
      add_tail(list, suffix);
    } else {
      list.host_lengths |= 1ull << (e.host.size() % 64);
      insert(list, index, e, token, at, e.host, KeyKind::host, e.host);
      add_tail(list, e.host);
    }
  }

  /// Enters the source that was inserted last, whose key is `key`.
  void add_tail(CompiledDirective& list, std::string_view key) noexcept {
    if (key.size() < HostTails::kShortest) return list.tails.ask_always();
    const std::uint32_t index = data_.source_count - 1;
    const CompiledSource& source = data_.sources[index];
    const bool of_itself =
        (key.size() > HostEnd::kLongest) | (source.path_size != 0) | (source.forms != kFormPlain);
    new (entries_ + entry_count_) HostEntry{
        .end = HostEnd(source.key_begin, source.key_size, source.host_wildcard),
        .accepts = accepted_schemes(source.scheme, source.port),
        .more = of_itself ? kMoreOfItself : std::uint8_t{0},
        .source = index,
    };
    list.tails.add(key, entry_count_++);
  }

  void insert(const CompiledDirective& list, std::uint8_t index, const SourceExpression& e,
              std::string_view token, std::uint32_t at, std::string_view key, KeyKind kind,
              std::string_view hashed) noexcept {
    const auto offset_of = [&](std::string_view part) {
      return part.empty() ? at : static_cast<std::uint32_t>(part.data() - data_.text);
    };
    const std::uint32_t hash = key_hash(kind, index, hashed);
    std::uint32_t& bucket = data_.buckets[hash & data_.bucket_mask];
    new (data_.sources + data_.source_count) CompiledSource{
        .begin = at,
        .size = static_cast<std::uint32_t>(token.size()),
        .key_begin = offset_of(key),
        .key_size = static_cast<std::uint32_t>(key.size()),
        .path_begin = offset_of(e.path),
        .path_size = static_cast<std::uint32_t>(e.path.size()),
        .port = e.port,
        .hash = hash,
        .next = bucket,
        .forms = e.forms,
        .kind = e.kind,
        .scheme = scheme_id(e.scheme),
        .algorithm = e.algorithm,
        .host_wildcard = e.host_wildcard,
        .after_strict_dynamic = list.has(Keyword::strict_dynamic),
    };
    bucket = data_.source_count++;
  }

  /// #directive-fallback-list for every fetch directive, once.
  void settle_governing() noexcept {
    for (std::size_t i = 0; i < kFetchDirectiveCount; ++i) {
      for (const DirectiveId candidate : directive_fallback_list(static_cast<DirectiveId>(i))) {
        if (const std::uint8_t index = data_.index[static_cast<std::size_t>(candidate)];
            index != kAbsent) {
          const CompiledDirective& list = data_.directives[index];
          const auto effective = static_cast<DirectiveId>(i);
          data_.governing[i] = static_cast<std::uint8_t>(index + 1);
          const bool trusts_insertion =
              list.has(Keyword::strict_dynamic) &&
              runs_script_checks(list.id, effective, kProfile<Browser::specification>);
          data_.governing_by_url[i] = trusts_insertion ? std::uint8_t{0} : data_.governing[i];
          break;
        }
      }
    }
  }

  CompiledPolicy::Data& data_;
  HostEntry* entries_;           ///< of the directive at hand, or of the one before
  std::size_t entry_count_ = 0;  ///< of those
  std::string_view text_;
  const TextMasks& masks_;
  bool may_be_read_otherwise_ = false;
  // Of the directive at hand:
  bool in_directive_ = false;
  bool lists_sources_ = false;
  std::string_view name_;
  CompiledDirective* directive_ = nullptr;  ///< where it counts
};

PolicyError error_of(LimitName name, std::size_t actual) noexcept {
  const LimitInfo limit = limit_info(name);
  return {limit.name, limit.maximum, actual};
}

}  // namespace

tl::expected<CompiledPolicy, PolicyError> CompiledPolicy::compile(std::string_view serialized,
                                                                  Disposition disposition,
                                                                  Delivery delivery) {
  bool may_be_read_otherwise = false;
  auto policy = compile_alone(serialized, disposition, delivery, may_be_read_otherwise);
  if (policy && may_be_read_otherwise) {
    if (auto added = policy->add_readings(); !added) return tl::unexpected(added.error());
  }
  return policy;
}

tl::expected<CompiledPolicy, PolicyError> CompiledPolicy::compile_alone(
    std::string_view serialized, Disposition disposition, Delivery delivery,
    bool& may_be_read_otherwise) {
  if (const auto excess = policy_excess(serialized)) {
    return tl::unexpected(error_of(excess->name, excess->actual));
  }
  TextMasks masks;
  masks.read(serialized);
  // Upper bounds, so that one allocation holds everything.
  const TextMasks::Counts counts = masks.count();
  const std::size_t sources = std::min(counts.tokens, limits::kMaxSources);
  const std::size_t directives = std::min(counts.semicolons + 1, kDirectiveCount);
  const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(sources, 4));

  Arena measure(nullptr);
  lay_out(measure, directives, sources, buckets, serialized.size());
  auto* const block = static_cast<std::byte*>(::operator new(measure.used()));
  Arena arena(block);
  const Layout layout = lay_out(arena, directives, sources, buckets, serialized.size());

  auto* const data = new (layout.data) Data{.disposition = disposition, .delivery = delivery};
  std::unique_ptr<Data, Deleter> owner(data);
  data->text_size = static_cast<std::uint32_t>(serialized.size());
  data->text = layout.before_text + HostEnd::kBefore;
  data->directives = new (layout.directives) CompiledDirective{} + 1;  // see Data::decides_by_url()
  layout.directives->passes = kAllSchemes;
  layout.directives->tails = HostTails(layout.entries);
  data->sources = layout.sources;
  data->buckets = layout.buckets;
  data->bucket_mask = static_cast<std::uint32_t>(buckets - 1);
  data->index.fill(kAbsent);
  std::memset(layout.buckets, 0xFF, buckets * sizeof(std::uint32_t));
  std::memset(layout.before_text, 0, HostEnd::kBefore + HostEnd::kShortest);
  if (!serialized.empty()) std::memcpy(data->text, serialized.data(), serialized.size());
  Compiler compiler(*data, layout.entries + HostTails::kFirst, masks);
  compiler.run();
  may_be_read_otherwise =
      compiler.may_be_read_otherwise() || has_control_character(serialized) ||
      (delivery == Delivery::meta && serialized.find(',') != std::string_view::npos);
  return CompiledPolicy(std::move(owner));
}

tl::expected<void, PolicyError> CompiledPolicy::add_readings() {
  auto out = std::unique_ptr<Readings, Deleter>(new Readings);
  for (const Browser browser : kBrowsers) {
    for (const PolicyCopy copy : {PolicyCopy::passed_on, PolicyCopy::own}) {
      const auto texts = read_as(browser, copy, text(), delivery());
      if (!texts) continue;
      if (texts->size() > limits::kMaxPolicies) {
        return tl::unexpected(error_of(LimitName::policies, texts->size()));
      }
      for (const std::string& part : *texts) {
        bool unused = false;
        auto policy = compile_alone(part, disposition(), delivery(), unused);
        if (!policy) return tl::unexpected(policy.error());
        out->all.push_back({browser, copy, *std::move(policy)});
      }
    }
  }
  if (!out->all.empty()) readings_ = std::move(out);
  return {};
}

void CompiledPolicy::Deleter::operator()(Data* data) const noexcept { ::operator delete(data); }
void CompiledPolicy::Deleter::operator()(Readings* readings) const noexcept { delete readings; }

CompiledPolicy::CompiledPolicy(std::unique_ptr<Data, Deleter> data) noexcept
    : data_(std::move(data)) {}
CompiledPolicy::CompiledPolicy(CompiledPolicy&&) noexcept = default;
CompiledPolicy& CompiledPolicy::operator=(CompiledPolicy&&) noexcept = default;
CompiledPolicy::~CompiledPolicy() = default;

Disposition CompiledPolicy::disposition() const noexcept { return data_->disposition; }
Delivery CompiledPolicy::delivery() const noexcept { return data_->delivery; }
std::string_view CompiledPolicy::text() const noexcept { return data_->slice(0, data_->text_size); }
bool CompiledPolicy::empty() const noexcept { return !data_->any_directive; }
bool CompiledPolicy::has(DirectiveId id) const noexcept { return data_->find(id) != nullptr; }

std::string_view CompiledPolicy::value_of(DirectiveId id) const noexcept {
  const CompiledDirective* const directive = data_->find(id);
  return directive == nullptr ? std::string_view() : data_->value(*directive);
}

std::optional<DirectiveId> CompiledPolicy::governing_directive(
    DirectiveId effective) const noexcept {
  if (static_cast<std::size_t>(effective) >= kFetchDirectiveCount) {
    return has(effective) ? std::optional(effective) : std::nullopt;
  }
  const CompiledDirective* const directive = data_->governs(effective);
  return directive == nullptr ? std::nullopt : std::optional(directive->id);
}

PolicyList::PolicyList(Origin self_origin) : self_origin_(std::move(self_origin)) {
  const SelfToMatch self(self_origin_);
  self_tail_ = self.tail;
  self_accepts_ = self.accepts;
  self_scheme_ = static_cast<std::uint8_t>(self.scheme);
}

void PolicyList::add(CompiledPolicy policy) { policies_.push_back(std::move(policy)); }

// https://w3c.github.io/webappsec-csp/#parse-response-csp
tl::expected<void, PolicyError> PolicyList::add_header(std::string_view value,
                                                       Disposition disposition, Delivery delivery) {
  if (const auto excess = value_excess(value))
    return tl::unexpected(error_of(excess->name, excess->actual));
  std::optional<PolicyError> error;
  const auto add_policy = [&](std::string_view part, std::size_t = 0) {
    if (error) return;
    if (policies_.size() >= limits::kMaxPolicies) {
      error = error_of(LimitName::policies, policies_.size() + 1);
      return;
    }
    auto compiled = CompiledPolicy::compile(part, disposition, delivery);
    if (compiled) {
      policies_.push_back(*std::move(compiled));
    } else {
      error = compiled.error();
    }
  };
  if (delivery == Delivery::header) {
    strictly_split(value, ',', add_policy);
  } else {
    // A report-only policy cannot be delivered by an element; an empty one keeps its place.
    add_policy(disposition == Disposition::report ? std::string_view() : value);
  }
  if (error) return tl::unexpected(*error);
  return {};
}

}  // namespace cspkit
