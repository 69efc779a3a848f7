// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/browser.h"
#include "cspkit/directives.h"
#include "cspkit/policy.h"
#include "cspkit/request.h"
#include "cspkit/sandbox.h"
#include "cspkit/url.h"

/// The decision engine: policies are compiled once, and then answer from many threads at once
/// without allocating.
///
///     cspkit::PolicyList list(cspkit::origin_of(document_url));
///     list.add(*cspkit::CompiledPolicy::compile("script-src 'self' https://*.example.com"));
///     cspkit::Request request{.url = url, .destination = cspkit::Destination::script};
///     auto verdict = cspkit::should_block_request(list, request);
///     verdict.blocked();           // true, when url is not allowed
///     verdict.effective_directive  // DirectiveId::script_src_elem
namespace cspkit {

enum class Outcome : std::uint8_t { allow, block };

/// Why a policy was refused: a limit of limits.h.
struct PolicyError {
  std::string_view limit;  ///< the limit's name, such as `kMaxSources`
  std::size_t maximum;
  std::size_t actual;
};

/// One policy, ready to answer. Immutable; cheap to move; safe to share between threads.
class CompiledPolicy {
 public:
  /// Compiles one serialized policy (no commas are looked at).
  /// Linear in the length of the text; one allocation, a short-lived second one above 4 KiB, and
  /// more only where a browser reads the policy otherwise than the text does.
  /// Source: https://w3c.github.io/webappsec-csp/#parse-serialized-policy
  [[nodiscard]] static tl::expected<CompiledPolicy, PolicyError> compile(
      std::string_view serialized, Disposition disposition = Disposition::enforce,
      Delivery delivery = Delivery::header);

  CompiledPolicy(CompiledPolicy&&) noexcept;
  CompiledPolicy& operator=(CompiledPolicy&&) noexcept;
  ~CompiledPolicy();

  [[nodiscard]] Disposition disposition() const noexcept;
  [[nodiscard]] Delivery delivery() const noexcept;
  /// The text that was compiled.
  [[nodiscard]] std::string_view text() const noexcept;
  /// Whether the directive set is empty, so that the text leaves the policy out of the list.
  [[nodiscard]] bool empty() const noexcept;
  /// Whether the policy has that directive. A directive that its delivery or disposition switches
  /// off is absent.
  [[nodiscard]] bool has(DirectiveId id) const noexcept;
  /// The value of that directive as written, without the name; empty where the directive is absent
  /// or has no value.
  [[nodiscard]] std::string_view value_of(DirectiveId id) const noexcept;
  /// The first directive of `effective`'s fallback list that the policy has.
  [[nodiscard]] std::optional<DirectiveId> governing_directive(
      DirectiveId effective) const noexcept;

  struct Data;
  [[nodiscard]] const Data& data() const noexcept { return *data_; }
  /// What browsers read otherwise than the text does; null for most policies.
  struct Readings;
  [[nodiscard]] const Readings* readings() const noexcept { return readings_.get(); }

 private:
  struct Deleter {
    void operator()(Data* data) const noexcept;
    void operator()(Readings* readings) const noexcept;
  };
  explicit CompiledPolicy(std::unique_ptr<Data, Deleter> data) noexcept;
  /// Without readings; `may_be_read_otherwise` tells whether there may be some.
  static tl::expected<CompiledPolicy, PolicyError> compile_alone(std::string_view serialized,
                                                                 Disposition disposition,
                                                                 Delivery delivery,
                                                                 bool& may_be_read_otherwise);
  [[nodiscard]] tl::expected<void, PolicyError> add_readings();
  std::unique_ptr<Data, Deleter> data_;
  std::unique_ptr<Readings, Deleter> readings_;
};

/// A CSP list: the policies of one page, and the origin that `'self'` stands for.
/// Source: https://w3c.github.io/webappsec-csp/#csp-list
class PolicyList {
 public:
  explicit PolicyList(Origin self_origin);

  void add(CompiledPolicy policy);
  /// Splits a header value at its commas (or takes a `<meta>`'s content whole) and adds each part.
  /// Parts without a directive keep their index, so that the n-th part is policy n.
  [[nodiscard]] tl::expected<void, PolicyError> add_header(
      std::string_view value, Disposition disposition = Disposition::enforce,
      Delivery delivery = Delivery::header);

  [[nodiscard]] std::span<const CompiledPolicy> policies() const noexcept { return policies_; }
  [[nodiscard]] const Origin& self_origin() const noexcept { return self_origin_; }

 private:
  friend struct SelfToMatch;
  Origin self_origin_;
  // Of the origin, what every decision asks for; see SelfToMatch.
  std::uint64_t self_tail_ = 0;
  std::uint16_t self_accepts_ = 0;
  std::uint8_t self_scheme_ = 0;
  std::vector<CompiledPolicy> policies_;
};

/// One policy's violation, as the decision found it. See violation.h for the record that is
/// reported.
struct PolicyViolation {
  std::uint32_t policy;  ///< index in the list
  Disposition disposition;
  DirectiveId effective_directive;  ///< what reports name
  DirectiveId source_directive;     ///< the directive of the policy that stood in the way
};

/// Called for each violation, in the order of the policies. A reference to a callable; it must
/// outlive the call.
class ViolationSink {
 public:
  ViolationSink() noexcept = default;
  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, ViolationSink>) ViolationSink(F&& f)
  noexcept  // NOLINT(google-explicit-constructor): meant to take a lambda in place
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
        call_([](void* object, const PolicyViolation& violation) {
          (*static_cast<std::remove_reference_t<F>*>(object))(violation);
        }) {}

  explicit operator bool() const noexcept { return call_ != nullptr; }
  void operator()(const PolicyViolation& violation) const { call_(object_, violation); }

 private:
  void* object_ = nullptr;
  void (*call_)(void*, const PolicyViolation&) = nullptr;
};

/// The answer for a whole list.
struct Verdict {
  std::uint32_t policy = 0;  ///< where blocked: the first enforced policy that blocks
  Outcome outcome = Outcome::allow;
  DirectiveId effective_directive = DirectiveId::default_src;  ///< where blocked: what reports name
  DirectiveId source_directive =
      DirectiveId::default_src;  ///< where blocked: the directive that decided

  [[nodiscard]] bool blocked() const noexcept { return outcome == Outcome::block; }
};

// Every check below takes an optional sink. Without one, report-only policies are not even looked
// at, and the first block ends the search.

/// Source: https://w3c.github.io/webappsec-csp/#should-block-request and #report-for-request
[[nodiscard]] Verdict should_block_request(const PolicyList& list, const Request& request,
                                           Browser as = Browser::specification,
                                           ViolationSink sink = {});

/// The check after the response: `response_url` is the URL that answered.
/// Source: https://w3c.github.io/webappsec-csp/#should-block-response
[[nodiscard]] Verdict should_block_response(const PolicyList& list, const Request& request,
                                            const UrlView& response_url,
                                            Browser as = Browser::specification,
                                            ViolationSink sink = {});

/// Source: https://w3c.github.io/webappsec-csp/#should-block-inline, and for InlineType::navigation
/// #should-block-navigation-request, step 3.
[[nodiscard]] Verdict should_block_inline(const PolicyList& list, const InlineCheck& check,
                                          Browser as = Browser::specification,
                                          ViolationSink sink = {});

/// Form submissions: the pre-navigation check of `form-action`, and for a `javascript:` URL that passes it the inline
/// check of navigations. `hashes` says what is known of a `javascript:` URL's content, as
/// InlineCheck::hashes does; without them the URL is hashed.
/// Source: https://w3c.github.io/webappsec-csp/#should-block-navigation-request
[[nodiscard]] Verdict should_block_form_submission(const PolicyList& list, const UrlView& url,
                                                   std::uint32_t redirect_count = 0,
                                                   Browser as = Browser::specification,
                                                   ViolationSink sink = {},
                                                   std::string_view hashes = {});

/// `frame-ancestors`: `ancestors` holds the ancestors' URLs, nearest first; of a URL its origin counts, and an about:
/// page, which has its creator's origin, counts for the one behind it.
/// Source: https://w3c.github.io/webappsec-csp/#frame-ancestors-navigation-response
[[nodiscard]] Verdict should_block_navigation_response(const PolicyList& list,
                                                       std::span<const UrlView> ancestors,
                                                       Browser as = Browser::specification,
                                                       ViolationSink sink = {});

/// Source: https://w3c.github.io/webappsec-csp/#allow-base-for-document
[[nodiscard]] Verdict allow_base_for_document(const PolicyList& list, const UrlView& base,
                                              Browser as = Browser::specification,
                                              ViolationSink sink = {});

/// `eval()` and its kin. Source: https://w3c.github.io/webappsec-csp/#can-compile-strings
[[nodiscard]] Verdict can_compile_strings(const PolicyList& list,
                                          Browser as = Browser::specification,
                                          ViolationSink sink = {});

/// Source: https://w3c.github.io/webappsec-csp/#can-compile-wasm-bytes
[[nodiscard]] Verdict can_compile_wasm_bytes(const PolicyList& list,
                                             Browser as = Browser::specification,
                                             ViolationSink sink = {});

/// Source: https://w3c.github.io/webappsec-csp/#should-block-rtc-connection
[[nodiscard]] Verdict should_block_rtc_connection(const PolicyList& list,
                                                  Browser as = Browser::specification,
                                                  ViolationSink sink = {});

/// The creation of a Trusted Types policy; `existing` are the names created before.
/// Source: https://w3c.github.io/trusted-types/dist/spec/#should-block-create-policy
[[nodiscard]] Verdict should_block_create_policy(const PolicyList& list, std::string_view name,
                                                 std::span<const std::string_view> existing = {},
                                                 Browser as = Browser::specification,
                                                 ViolationSink sink = {});

/// A string that reaches a sink of the group `script` without a Trusted Type.
/// Source: https://w3c.github.io/trusted-types/dist/spec/#should-block-sink-type-mismatch
[[nodiscard]] Verdict should_block_sink_type_mismatch(const PolicyList& list,
                                                      std::string_view group,
                                                      Browser as = Browser::specification,
                                                      ViolationSink sink = {});

/// The source expression of `directive`'s value that matches `url` first, in the order of the text;
/// empty where none does. For people and traces: it walks the list.
[[nodiscard]] std::string_view first_match(const CompiledPolicy& policy, DirectiveId directive,
                                           const UrlView& url, std::uint32_t redirect_count,
                                           const Origin& self_origin,
                                           Browser as = Browser::specification);

/// The union over the enforced policies; as a browser, without the flags that it does not heed.
/// Source: https://html.spec.whatwg.org/multipage/browsers.html#csp-derived-sandboxing-flags
[[nodiscard]] SandboxFlags csp_derived_sandboxing_flags(
    const PolicyList& list, Browser as = Browser::specification) noexcept;

/// Whether the list's sandbox directives take from the page what that flag stands for.
[[nodiscard]] Verdict should_block_sandboxed(const PolicyList& list, SandboxFlag flag,
                                             Browser as = Browser::specification,
                                             ViolationSink sink = {});

/// Whether a worker may run under the list's sandbox directives.
/// Source: https://w3c.github.io/webappsec-csp/#sandbox-init
[[nodiscard]] Outcome sandbox_init_for_worker(const PolicyList& list,
                                              Browser as = Browser::specification) noexcept;

}  // namespace cspkit
