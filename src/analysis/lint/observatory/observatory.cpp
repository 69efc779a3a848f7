// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/observatory/observatory.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <tuple>
#include <utility>

#include "analysis/lint/observatory/merge.h"
#include "analysis/lint/observatory/results.h"
#include "base/ascii.h"
#include "policy/tokenizer.h"

namespace cspkit::linting {
namespace {

using namespace observatory;

constexpr std::string_view kBroad[] = {"ftp:",     "http:",      "https:",    "*",
                                       "http://*", "http://*.*", "https://*", "https://*.*"};
constexpr std::string_view kTrusting[] = {"'sha256-", "'sha384-", "'sha512-", "'nonce-"};
constexpr std::string_view kOnlyInHeaders[] = {"frame-ancestors", "report-uri", "sandbox"};

bool is_broad(const Source& source) {
  return std::ranges::find(kBroad, source.text) != std::end(kBroad);
}
bool is_broad_or_inline(const Source& source) {
  return is_broad(source) || source.text == "'unsafe-inline'" || source.text == "data:";
}
bool is_insecure(const Source& source) {
  return source.text.starts_with("http:") || source.text.starts_with("ftp:");
}
bool is_trusting(const Source& source) {
  return std::ranges::any_of(
      kTrusting, [&](std::string_view start) { return source.text.starts_with(start); });
}
bool is_passive(std::string_view name) { return name == "img-src" || name == "media-src"; }

FindingSeverity severity_of(int modifier) {
  if (modifier <= -20) return FindingSeverity::high;
  if (modifier < 0) return FindingSeverity::medium;
  return modifier == 0 ? FindingSeverity::low : FindingSeverity::info;
}

/// The policies of one kind of text, and where each lies.
struct Policies {
  std::vector<PolicyText> texts;
  std::vector<std::pair<std::size_t, std::size_t>> places;  ///< text and policy of it

  void add(const LintText& from, std::size_t text) {
    std::size_t policy = 0;
    const auto take = [&](std::string_view piece, std::size_t begin, bool alone) {
      while (!piece.empty() && is_ascii_whitespace(piece.front())) piece.remove_prefix(1), ++begin;
      while (!piece.empty() && is_ascii_whitespace(piece.back())) piece.remove_suffix(1);
      // Between commas nothing is no policy; a header without a text is one that is not valid.
      if (!piece.empty() || alone) {
        texts.push_back({piece, begin});
        places.emplace_back(text, policy);
      }
      ++policy;
    };
    if (from.delivery == Delivery::meta || from.text.find(',') == from.text.npos) {
      return take(from.text, 0, true);
    }
    strictly_split(from.text, ',',
                   [&](std::string_view piece, std::size_t at) { take(piece, at, false); });
  }
};

class Judge {
 public:
  explicit Judge(const LintInput& input) : input_(input) {}

  LintReport judge() && {
    sort_texts();
    decide();
    const ResultInfo& info = result_table()[static_cast<std::size_t>(result_.value())];
    report_.result = info.keyword;
    report_.score_modifier = info.modifier;
    report_.score = score_of(info.result);
    report_.grade = grade_of_score(*report_.score);
    return std::move(report_);
  }

 private:
  void sort_texts() {
    for (const Delivery delivery : {Delivery::header, Delivery::meta}) {
      for (std::size_t i = 0; i < input_.texts.size(); ++i) {
        const LintText& text = input_.texts[i];
        if (text.delivery != delivery) continue;
        if (text.disposition == Disposition::report) {
          reports_ |= delivery == Delivery::header && !text.text.empty();
          continue;
        }
        all_.add(text, i);
        (delivery == Delivery::header ? of_headers_ : of_metas_).add(text, i);
      }
    }
  }

  void decide() {
    Invalid invalid;
    auto merged = merge(all_.texts, invalid);
    if (!merged) {
      settle(Result::header_invalid);
      tell(Result::header_invalid, "", "", invalid.origin, invalid.span, invalid.message);
      return;
    }
    Invalid unused;
    auto headers = merge(of_headers_.texts, unused);
    const auto metas = merge(of_metas_.texts, unused);
    const auto counts_in_meta = [](const Directive& directive) {
      return std::ranges::find(kOnlyInHeaders, directive.name) == std::end(kOnlyInHeaders);
    };
    const bool any = (headers && !headers->directives.empty()) ||
                     (metas && std::ranges::any_of(metas->directives, counts_in_meta));
    if (!any) {
      const Result result =
          reports_ ? Result::not_implemented_but_reporting_enabled : Result::not_implemented;
      settle(result);
      tell(result, "", "", 0, {},
           std::string(result_table()[static_cast<std::size_t>(result)].title) + ".");
      return;
    }
    judge_sources(*merged);
    raise_flags(*merged, headers ? headers->find("frame-ancestors") : nullptr);
    const bool passes = result_ == Result::no_unsafe ||
                        result_ == Result::no_unsafe_default_src_none ||
                        result_ == Result::unsafe_inline_in_style_src_only ||
                        result_ == Result::insecure_scheme_in_passive_content_only;
    if (merged->repeats_reporting && passes) {
      result_ = Result::duplicate_directives;
      const Directive* repeated = merged->find("report-uri");
      if (repeated == nullptr) repeated = merged->find("report-to");
      tell(Result::duplicate_directives, repeated->name, "", 0, repeated->name_span,
           "The directive is repeated; only the first counts.");
    }
  }

  /// The directive, what stands in for it, or everything.
  static Directive* or_default(Merged& merged, std::string_view name, Directive& everything) {
    if (Directive* own = merged.find(name)) return own;
    if (Directive* fallback = merged.find("default-src")) return fallback;
    return &everything;
  }

  // In its order: the first rule that is broken decides, and the others are told all the same.
  void judge_sources(Merged& merged) {
    Directive any_script{"script-src", {}, {{"*", 0, {}}}};
    Directive any_style{"style-src", {}, {{"*", 0, {}}}};
    Directive any_object{"object-src", {}, {{"*", 0, {}}}};
    Directive& script = *or_default(merged, "script-src", any_script);
    Directive& style = *or_default(merged, "style-src", any_style);
    Directive& object = *or_default(merged, "object-src", any_object);
    for (Directive* directive : {&script, &style}) {
      if (std::ranges::none_of(directive->sources, is_trusting)) continue;
      std::erase_if(directive->sources,
                    [](const Source& source) { return source.text == "'unsafe-inline'"; });
    }
    heed_strict_dynamic(script);
    tell_each(Result::unsafe_inline, "unsafe_inline", script, is_broad_or_inline,
              "lets in script that anybody may have written");
    if (&object != &script || !flagged("unsafe_inline")) {
      tell_each(Result::unsafe_inline, "unsafe_inline", object, is_broad,
                "lets in plugins from anywhere");
    }
    const bool secure = input_.document_url.starts_with("https:");
    if (secure) {
      for (const Directive& directive : merged.directives) {
        if (is_passive(directive.name) || (&directive == &script && directive.name == "script-src"))
          continue;
        tell_each(Result::insecure_scheme, "insecure_scheme_active", directive, is_insecure,
                  "can be changed on its way");
      }
      if (script.name == "script-src") {
        tell_each(Result::insecure_scheme, "insecure_scheme_active", script, is_insecure,
                  "can be changed on its way");
      }
    }
    const auto is_eval = [](const Source& source) { return source.text == "'unsafe-eval'"; };
    tell_each(Result::unsafe_eval, "unsafe_eval", script, is_eval, "turns strings into code");
    if (&style != &script)
      tell_each(Result::unsafe_eval, "unsafe_eval", style, is_eval, "turns strings into code");
    if (secure) {
      const Directive* told = nullptr;
      for (const std::string_view name : {"img-src", "media-src"}) {
        Directive nothing;
        const Directive* directive = or_default(merged, name, nothing);
        if (std::exchange(told, directive) == directive) continue;
        tell_each(Result::insecure_scheme_in_passive_content_only, "insecure_scheme_passive",
                  *directive, is_insecure, "can be changed on its way");
      }
    }
    tell_each(Result::unsafe_inline_in_style_src_only, "unsafe_inline_style", style,
              is_broad_or_inline, "lets in styles that anybody may have written");
    const Directive* fallback = merged.find("default-src");
    const bool none =
        fallback != nullptr && fallback->sources.size() == 1 && fallback->find("'none'") != nullptr;
    if (none) flag("default_none");
    settle(none ? Result::no_unsafe_default_src_none : Result::no_unsafe);
    if (result_ == Result::no_unsafe) {
      tell(Result::no_unsafe, "default-src", "", 0, {},
           "With default-src 'none' the score has 5 points more.");
    }
  }

  void heed_strict_dynamic(Directive& script) {
    const Source* dynamic = script.find("'strict-dynamic'");
    if (dynamic == nullptr) return;
    if (std::ranges::none_of(script.sources, is_trusting)) {
      settle(Result::header_invalid);
      tell(Result::header_invalid, script.name, dynamic->text, dynamic->origin, dynamic->span,
           "'strict-dynamic' without a nonce or hash blocks every script.");
      return;
    }
    std::erase_if(script.sources, [](const Source& source) {
      return source.text == "'self'" || source.text == "'unsafe-inline'" ||
             std::ranges::any_of(
                 kBroad, [&](std::string_view broad) { return source.text.starts_with(broad); });
    });
    flag("strict_dynamic");
  }

  void raise_flags(Merged& merged, const Directive* frame_ancestors) {
    Directive everything{"", {}, {{"*", 0, {}}}};
    const auto broad = [&](const Directive* directive, bool (*is)(const Source&)) {
      return std::ranges::any_of((directive == nullptr ? everything : *directive).sources, is);
    };
    if (!broad(frame_ancestors, is_broad)) flag("anti_clickjacking");
    if (broad(merged.find("base-uri"), is_broad_or_inline)) flag("insecure_base_uri");
    if (broad(merged.find("form-action"), is_broad)) flag("insecure_form_action");
    if (broad(or_default(merged, "object-src", everything), is_broad)) flag("unsafe_objects");
  }

  template <class Is>
  void tell_each(Result result, std::string_view of_flag, const Directive& directive, Is is,
                 std::string_view what) {
    for (const Source& source : directive.sources) {
      if (!is(source)) continue;
      settle(result);
      flag(of_flag);
      const bool missing = source.span == Span{};
      const Span place = missing && !all_.texts.empty() ? whole(0) : source.span;
      tell(result, directive.name, missing ? "" : source.text, source.origin, place,
           missing ? directive.name + " is not set, nor default-src, and that " +
                         std::string(what) + "."
                   : source.text + " in " + directive.name + " " + std::string(what) + ".");
    }
  }

  [[nodiscard]] Span whole(std::size_t policy) const {
    const PolicyText& text = all_.texts[policy];
    return {text.begin, text.begin + text.text.size()};
  }

  void settle(Result result) {
    if (!result_) result_ = result;
  }
  [[nodiscard]] bool flagged(std::string_view name) const {
    return std::ranges::find(report_.flags, name) != report_.flags.end();
  }
  void flag(std::string_view name) {
    if (!flagged(name)) report_.flags.push_back(name);
  }

  void tell(Result result, std::string_view directive, std::string_view value, std::size_t origin,
            Span span, std::string message) {
    const ResultInfo& info = result_table()[static_cast<std::size_t>(result)];
    Finding& finding = report_.findings.emplace_back();
    finding.id = info.keyword;
    finding.severity = severity_of(info.modifier);
    finding.directive = directive;
    finding.value = value;
    finding.message = std::move(message);
    finding.reference = kReference;
    finding.page = info.page;
    finding.span = span;
    if (origin < all_.places.size()) std::tie(finding.text, finding.policy) = all_.places[origin];
  }

  const LintInput& input_;
  Policies all_, of_headers_, of_metas_;
  bool reports_ = false;
  std::optional<Result> result_;
  LintReport report_;
};

}  // namespace

LintReport judge_as_observatory(const LintInput& input) { return Judge(input).judge(); }

std::span<const LintCheckInfo> observatory_checks() {
  static const std::vector<LintCheckInfo> table = [] {
    std::vector<LintCheckInfo> made;
    for (const ResultInfo& info : result_table()) {
      made.push_back({info.keyword, info.title, severity_of(info.modifier), kReference, info.page});
    }
    return made;
  }();
  return table;
}

}  // namespace cspkit::linting
