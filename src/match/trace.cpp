// SPDX-License-Identifier: Apache-2.0
#include "cspkit/trace.h"

#include <fmt/format.h>

#include <algorithm>

#include "match/element.h"
#include "match/explain_source.h"
#include "match/match_url.h"
#include "match/profile.h"
#include "match/reading.h"
#include "match/script_check.h"
#include "match/script_url.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

using enum DirectiveId;

/// A value that people can read in a line.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  return text.size() <= kLongest ? fmt::format("\"{}\"", text)
                                 : fmt::format("\"{}…\"", text.substr(0, kLongest));
}

/// Collects the steps of one decision and tells, policy by policy, how the decision itself (made by
/// the engine) came out.
class Tracer {
 public:
  explicit Tracer(const PolicyList& list, Browser as)
      : list_(list), as_(as), profile_(profile_of(as)) {}

  void step(std::string_view anchor, std::string text) {
    trace_.steps.push_back({policy_, anchor, std::move(text)});
  }

  /// Runs `explain(policy)` for each policy and closes each with what `decide(sink)` reported for
  /// it.
  template <class Decide, class Explain>
  Trace run(std::string_view anchor, Decide&& decide, Explain&& explain) {
    std::vector<bool> violated(list_.policies().size());
    const auto note = [&](const PolicyViolation& violation) { violated[violation.policy] = true; };
    static_cast<void>(decide(ViolationSink(note)));
    for (std::uint32_t i = 0; i < list_.policies().size(); ++i) {
      policy_ = i;
      const CompiledPolicy& policy = list_.policies()[i];
      matched_.clear();
      for (const CompiledPolicy* const read : read_in_the_stead_of(policy)) {
        if (read != &policy) {
          step("#parse-serialized-policy",
               fmt::format("{} reads {}", browser_name(as_), shown(read->text())));
        }
        explain(*read);
      }
      if (!violated[i] && trace_.matched.empty()) trace_.matched = matched_;
      const std::string_view outcome = !violated[i] ? "allows it"
                                       : policy.disposition() == Disposition::enforce
                                           ? "blocks it"
                                           : "reports it and lets it pass";
      step(anchor, fmt::format("the policy {}", outcome));
    }
    return std::move(trace_);
  }

  void set_policy(std::uint32_t policy) { policy_ = policy; }
  void matched(std::string_view token) { matched_ = token; }
  [[nodiscard]] const PolicyList& list() const { return list_; }
  [[nodiscard]] const Profile& profile() const { return profile_; }
  [[nodiscard]] Browser as() const { return as_; }

  /// What the browser's parser makes of a policy: mostly the policy itself.
  [[nodiscard]] std::vector<const CompiledPolicy*> read_in_the_stead_of(
      const CompiledPolicy& policy) const {
    std::vector<const CompiledPolicy*> out;
    if (policy.readings() != nullptr) {
      for (const Reading& reading : policy.readings()->all) {
        if (reading.browser == as_ && reading.copy == PolicyCopy::own) {
          out.push_back(&reading.as_read);
        }
      }
    }
    if (out.empty()) out.push_back(&policy);
    return out;
  }

  /// Names the directive that governs, or says that none does.
  const CompiledDirective* governing(const CompiledPolicy& policy, DirectiveId effective) {
    const CompiledDirective* const list = policy.data().governs(effective);
    std::string chain;
    for (const DirectiveId id : directive_fallback_list(effective)) {
      chain += fmt::format("{}{}", chain.empty() ? "" : ", ", directive_name(id));
    }
    if (list == nullptr) {
      step("#directive-fallback-list", fmt::format("the policy has none of {}", chain));
    } else if (list->id == effective) {
      step("#directive-fallback-list", fmt::format("{} governs", directive_name(effective)));
    } else {
      step("#directive-fallback-list",
           fmt::format("{} governs, the first present of {}", directive_name(list->id), chain));
    }
    return list;
  }

  /// A directive without fallback.
  bool present(const CompiledPolicy& policy, DirectiveId id, std::string_view anchor) {
    if (policy.has(id)) return true;
    step(anchor, fmt::format("the policy has no {}", directive_name(id)));
    return false;
  }

  /// Says, where it is so, that no policy is asked about the URL.
  bool unasked(bool passes, std::string_view anchor, const UrlView& url) {
    if (passes)
      step(anchor, fmt::format("{} asks no policy about {}", browser_name(as_), url.href));
    return passes;
  }

  /// Each expression of the list against the URL, up to the first that matches.
  bool urls(const CompiledPolicy& policy, DirectiveId directive, const UrlView& url,
            std::uint32_t redirects) {
    if (redirects != 0)
      step("#match-url-to-source-expression", "after a redirect, paths are not compared");
    bool found = false;
    bool any = false;
    split_on_ascii_whitespace(policy.value_of(directive), [&](std::string_view token, std::size_t) {
      if (found) return;
      any = true;
      const auto explanation =
          explain_source(token, directive, url, redirects, list_.self_origin(), as_);
      step(explanation.anchor, fmt::format("{}: {}", token, explanation.reason));
      if (explanation.matches) {
        matched(token);
        found = true;
      }
    });
    if (!any) step("#match-url-to-source-list", "the list is empty and matches nothing");
    return found;
  }

  /// The nonce of a request or an element.
  bool nonce(const CompiledPolicy& policy, const CompiledDirective& list, std::string_view nonce,
             std::string_view anchor) {
    nonce = compared_nonce(nonce, profile_);
    if (nonce.empty()) return false;
    if (!match_nonce_to_source_list(policy.data(), list, nonce, profile_)) {
      step(anchor, fmt::format("no nonce-source has the value {}", shown(nonce)));
      return false;
    }
    matched(fmt::format("'nonce-{}'", nonce));
    step(anchor, fmt::format("{} matches", matched_));
    return true;
  }

 private:
  const PolicyList& list_;
  Browser as_;
  const Profile& profile_;
  std::uint32_t policy_ = kNoPolicy;
  std::string matched_;
  Trace trace_;
};

void explain_request(Tracer& t, const CompiledPolicy& policy, const Request& request,
                     DirectiveId effective) {
  const CompiledDirective* const list = t.governing(policy, effective);
  if (list == nullptr) return;
  if (runs_script_checks(list->id, effective, t.profile())) {
    if (t.nonce(policy, *list, request.nonce, "#match-nonce-to-source-list")) return;
    if (!request.integrity.empty()) {
      const bool listed = match_integrity_metadata_to_source_list(policy.data(), *list,
                                                                  request.integrity, t.profile());
      t.step("#match-integrity-metadata-to-source-list",
             listed ? "every hash of the integrity metadata is listed"
                    : "not every hash of the integrity metadata is listed");
      if (listed) return t.matched(request.integrity);
    }
    if (list->has(Keyword::strict_dynamic)) {
      const bool inserted = request.parser_metadata == ParserMetadata::parser_inserted ||
                            request.destination == Destination::xslt;
      t.step("#script-pre-request", inserted ? "'strict-dynamic' blocks what the parser inserted"
                                             : "'strict-dynamic' allows what a script inserted");
      if (!inserted) t.matched("'strict-dynamic'");
      return;
    }
  } else if (effective == style_src_elem) {
    if (t.nonce(policy, *list, request.nonce, "#match-nonce-to-source-list")) return;
  }
  t.urls(policy, list->id, request.url, request.redirect_count);
}

void explain_prefetch(Tracer& t, const CompiledPolicy& policy, const Request& request) {
  if (request.destination == Destination::document && !t.profile().checks_prefetched_pages) {
    t.step("#does-resource-hint-violate-policy",
           fmt::format("{} asks no policy about a page that is prefetched", browser_name(t.as())));
    return;
  }
  if (!t.present(policy, default_src, "#does-resource-hint-violate-policy")) return;
  if (t.profile().prefetch == PrefetchRule::default_src_only) {
    t.urls(policy, default_src, request.url, request.redirect_count);
    return;
  }
  for (const DirectiveInfo& info : directive_table()) {
    if (info.kind == DirectiveKind::fetch && policy.has(info.id) &&
        t.urls(policy, info.id, request.url, request.redirect_count)) {
      return;
    }
  }
}

void explain_inline(Tracer& t, const CompiledPolicy& policy, const InlineCheck& check,
                    DirectiveId effective) {
  const bool rules = check.type == InlineType::speculation_rules;
  if (rules && !t.profile().knows_speculation_rules) {
    t.step("#should-block-inline",
           fmt::format("{} has no speculation rules", browser_name(t.as())));
    return;
  }
  const CompiledDirective* const list = t.governing(policy, effective);
  if (list == nullptr) return;
  const bool overridden = list->has_nonce(t.profile().forms) || list->hash_algorithms != 0;
  const bool element = rules || check.type == InlineType::script || check.type == InlineType::style;
  const bool by_rules = rules && !list->has(Keyword::unsafe_inline);
  const Keyword sought = by_rules ? Keyword::inline_speculation_rules : Keyword::unsafe_inline;
  const std::string_view keyword = keyword_text(sought);
  const bool counts =
      !by_rules || list->id != default_src || t.profile().speculation_rules_by_default_src;
  if (!list->has(sought)) {
    t.step("#allow-all-inline", fmt::format("the list has no {}", keyword));
  } else if (!counts) {
    t.step("#allow-all-inline", fmt::format("{} does not count in default-src", keyword));
  } else if (overridden) {
    t.step("#allow-all-inline",
           fmt::format("{} is switched off by the list's nonces or hashes", keyword));
  } else if (list->has(Keyword::strict_dynamic)) {
    t.step("#allow-all-inline",
           fmt::format("{} stands beside 'strict-dynamic', which switches it off for scripts",
                       keyword));
  } else {
    t.step("#allow-all-inline", fmt::format("{} allows it", keyword));
    return t.matched(keyword);
  }
  if (element && check.nonce &&
      t.nonce(policy, *list, *check.nonce, "#match-element-to-source-list"))
    return;
  if (!element && !list->has(Keyword::unsafe_hashes)) {
    return t.step("#match-element-to-source-list",
                  "without 'unsafe-hashes', no hash counts for this type");
  }
  if ((rules || check.type == InlineType::script) && list->has(Keyword::strict_dynamic) &&
      check.parser_metadata == ParserMetadata::not_parser_inserted) {
    t.step("#match-element-to-source-list", "'strict-dynamic' allows what a script inserted");
    return t.matched("'strict-dynamic'");
  }
  const HashedInline hashed(check, t.profile());
  if (const CompiledSource* const hash =
          match_content_hash(policy.data(), *list, hashed.check(), t.profile())) {
    t.matched(policy.data().token(*hash));
    return t.step("#match-element-to-source-list",
                  fmt::format("{} matches the content", policy.data().token(*hash)));
  }
  t.step("#match-element-to-source-list",
         fmt::format("no hash-source matches; the content's is {}",
                     check.hashes.empty() ? hash_source(hashed.check().source)
                                          : std::string(check.hashes)));
}

Trace trace_compilation(const PolicyList& list, Browser as, std::string_view anchor,
                        Verdict (*decide)(const PolicyList&, Browser, ViolationSink),
                        std::initializer_list<Keyword> keywords) {
  Tracer t(list, as);
  return t.run(
      anchor, [&](ViolationSink sink) { return decide(list, as, sink); },
      [&](const CompiledPolicy& policy) {
        const CompiledDirective* const directive = policy.data().compilation_list();
        if (directive == nullptr)
          return t.step(anchor, "the policy has neither script-src nor default-src");
        for (const Keyword keyword : keywords) {
          const bool there = directive->has(keyword);
          t.step(anchor, fmt::format("{} {} {}", directive_name(directive->id),
                                     there ? "has" : "has no", keyword_text(keyword)));
          if (there) return t.matched(keyword_text(keyword));
        }
      });
}

}  // namespace

Trace trace_request(const PolicyList& list, const Request& request, Browser as) {
  Tracer t(list, as);
  const auto effective = effective_directive_as(profile_of(as), request);
  const std::string_view name = destination_name(request.destination);
  t.step("#effective-directive-for-a-request",
         !effective ? std::string("the browser's own reports are not checked")
         : request.initiator != Initiator::other
             ? std::string("a prefetch or prerender is checked under default-src")
             : fmt::format("destination {} is checked under {}", name.empty() ? "\"\"" : name,
                           directive_name(*effective)));
  const auto decide = [&](ViolationSink sink) {
    return should_block_request(list, request, as, sink);
  };
  return t.run("#should-block-request", decide, [&](const CompiledPolicy& policy) {
    if (!effective || t.unasked(passes_unasked(t.profile(), request, request.url, *effective),
                                "#does-request-violate-policy", request.url)) {
      return;
    }
    if (request.initiator == Initiator::prefetch) return explain_prefetch(t, policy, request);
    explain_request(t, policy, request, *effective);
  });
}

Trace trace_inline(const PolicyList& list, const InlineCheck& check, Browser as) {
  Tracer t(list, as);
  const DirectiveId effective = effective_directive_for_inline_check(check.type);
  t.step("#effective-directive-for-inline-check",
         fmt::format("an inline {} is checked under {}", inline_type_name(check.type),
                     directive_name(effective)));
  const auto decide = [&](ViolationSink sink) {
    return should_block_inline(list, check, as, sink);
  };
  return t.run("#should-block-inline", decide,
               [&](const CompiledPolicy& policy) { explain_inline(t, policy, check, effective); });
}

Trace trace_form_submission(const PolicyList& list, const UrlView& url, std::uint32_t redirects,
                            Browser as) {
  Tracer t(list, as);
  const auto decide = [&](ViolationSink sink) {
    return should_block_form_submission(list, url, redirects, as, sink);
  };
  return t.run("#should-block-navigation-request", decide, [&](const CompiledPolicy& policy) {
    if (t.present(policy, form_action, "#form-action-pre-navigate") &&
        !t.unasked(passes_as_about(t.profile(), url, form_action), "#form-action-pre-navigate",
                   url))
      t.urls(policy, form_action, url, redirects);
  });
}

Trace trace_navigation_response(const PolicyList& list, std::span<const UrlView> ancestors,
                                Browser as) {
  Tracer t(list, as);
  const auto decide = [&](ViolationSink sink) {
    return should_block_navigation_response(list, ancestors, as, sink);
  };
  return t.run("#should-block-navigation-response", decide, [&](const CompiledPolicy& policy) {
    if (!t.present(policy, frame_ancestors, "#frame-ancestors-navigation-response")) return;
    if (t.profile().star_matches_every_ancestor && policy.data().find(frame_ancestors)->star) {
      t.step("#frame-ancestors-navigation-response", "*: every ancestor matches");
      return t.matched("*");
    }
    for (const UrlView& ancestor : ancestors) {
      if (ancestor.scheme == "about" && &ancestor != &ancestors.back()) {
        t.step("#frame-ancestors-navigation-response",
               fmt::format("{} has the origin of what comes behind it", ancestor.href));
        continue;
      }
      if (!t.urls(policy, frame_ancestors, ancestor, 0)) return;
    }
  });
}

Trace trace_base(const PolicyList& list, const UrlView& base, Browser as) {
  Tracer t(list, as);
  const auto decide = [&](ViolationSink sink) {
    return allow_base_for_document(list, base, as, sink);
  };
  return t.run("#allow-base-for-document", decide, [&](const CompiledPolicy& policy) {
    if (t.present(policy, base_uri, "#allow-base-for-document")) t.urls(policy, base_uri, base, 0);
  });
}

Trace trace_compile_strings(const PolicyList& list, Browser as) {
  return trace_compilation(list, as, "#can-compile-strings", can_compile_strings,
                           {Keyword::unsafe_eval, Keyword::trusted_types_eval});
}

Trace trace_compile_wasm(const PolicyList& list, Browser as) {
  return trace_compilation(list, as, "#can-compile-wasm-bytes", can_compile_wasm_bytes,
                           {Keyword::unsafe_eval, Keyword::wasm_unsafe_eval});
}

Trace trace_rtc(const PolicyList& list, Browser as) {
  Tracer t(list, as);
  const auto decide = [&](ViolationSink sink) {
    return should_block_rtc_connection(list, as, sink);
  };
  return t.run("#should-block-rtc-connection", decide, [&](const CompiledPolicy& policy) {
    if (!t.present(policy, webrtc, "#webrtc-pre-connect")) return;
    if (!t.profile().checks_webrtc) {
      t.step("#webrtc-pre-connect", fmt::format("{} does not read webrtc", browser_name(as)));
      return;
    }
    t.step("#webrtc-pre-connect",
           fmt::format("the value is {}; only 'allow' alone allows", policy.value_of(webrtc)));
    t.matched(policy.value_of(webrtc));
  });
}

Trace trace_create_policy(const PolicyList& list, std::string_view name,
                          std::span<const std::string_view> existing, Browser as) {
  Tracer t(list, as);
  const auto decide = [&](ViolationSink sink) {
    return should_block_create_policy(list, name, existing, as, sink);
  };
  return t.run("#should-block-create-policy", decide, [&](const CompiledPolicy& policy) {
    if (!t.present(policy, trusted_types, "#should-block-create-policy")) return;
    bool listed = false, wildcard = false;
    split_on_ascii_whitespace(policy.value_of(trusted_types),
                              [&](std::string_view token, std::size_t) {
                                listed |= token == name;
                                wildcard |= token == "*";
                              });
    if (std::ranges::find(existing, name) != existing.end()) {
      t.step(
          "#should-block-create-policy",
          fmt::format("a policy {} exists already; only 'allow-duplicates' allows another", name));
    }
    t.step("#should-block-create-policy", listed     ? fmt::format("{} is listed", name)
                                          : wildcard ? std::string("* stands for every name")
                                                     : fmt::format("{} is not listed", name));
    if (listed || wildcard) t.matched(listed ? name : "*");
  });
}

Trace trace_sink(const PolicyList& list, std::string_view group, Browser as) {
  Tracer t(list, as);
  const auto decide = [&](ViolationSink sink) {
    return should_block_sink_type_mismatch(list, group, as, sink);
  };
  return t.run("#should-block-sink-type-mismatch", decide, [&](const CompiledPolicy& policy) {
    if (!t.present(policy, require_trusted_types_for, "#should-block-sink-type-mismatch")) return;
    t.step(
        "#should-block-sink-type-mismatch",
        fmt::format("require-trusted-types-for is {}", policy.value_of(require_trusted_types_for)));
  });
}

}  // namespace cspkit
