// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/engine.h>
#include <cspkit/trace.h>
#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cspkit::cli {

/// The checks of `cspkit eval`, ready to be decided. Texts are views into the row (or the command
/// line).
struct RequestCheck {
  Url url;
  Request request;                ///< without its URL
  std::optional<Url> as_written;  ///< before it was upgraded
};
/// A navigation to a `javascript:` URL.
struct NavigationCheck {
  Url url;
  InlineCheck as_inline;  ///< without its source
};
struct FormActionCheck {
  Url url;
  std::uint32_t redirect_count = 0;
  std::string_view hashes = {};  ///< of a `javascript:` URL whose content is not known
};
struct FrameAncestorsCheck {
  std::vector<Url> ancestors;
};
struct BaseUriCheck {
  Url url;
};
struct EvalCheck {};
struct WasmCheck {};
struct WebRtcCheck {};
struct TrustedTypesPolicyCheck {
  std::string_view name;
  std::vector<std::string_view> existing;
};
struct TrustedTypesSinkCheck {
  std::string_view group;
};
struct SandboxCheck {
  SandboxFlag flag = SandboxFlag::scripts;
};

using Check = std::variant<RequestCheck, InlineCheck, NavigationCheck, EvalCheck, WasmCheck,
                           FormActionCheck, FrameAncestorsCheck, BaseUriCheck, WebRtcCheck,
                           TrustedTypesPolicyCheck, TrustedTypesSinkCheck, SandboxCheck>;

/// One case: the policies of a page and a check.
struct EvalCase {
  explicit EvalCase(Url document)
      : policies(origin_of(document.view())), document_url(std::move(document)) {}

  PolicyList policies;
  Url document_url;
  Check check = EvalCheck{};
  bool upgraded = false;        ///< by upgrade_insecure_url()
  boost::json::object storage;  ///< texts that `check` views, where nobody else keeps them
};

/// Reads a case as the contract writes it. Throws RowError that names the field and the remedy.
[[nodiscard]] EvalCase read_eval_case(const boost::json::object& row);

/// Reads only the check. Throws RowError.
[[nodiscard]] Check read_check(const boost::json::object& check);

/// The fields `disposition` and `delivery` of a policy, with their defaults. Throw RowError.
[[nodiscard]] Disposition read_disposition(const boost::json::object& policy);
[[nodiscard]] Delivery read_delivery(const boost::json::object& policy);

/// What Fetch does before it asks any policy: http: and ws: become https: and wss: where an enforced policy has
/// upgrade-insecure-requests. Whether it did.
/// Source: https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request
bool upgrade_insecure_url(const PolicyList& policies, Check& check);

/// Decides a case.
[[nodiscard]] Verdict decide(const PolicyList& policies, const Check& check, Browser as,
                             ViolationSink sink = {});

/// The steps that led to the answer, and the source that allowed it.
[[nodiscard]] Trace trace_case(const PolicyList& policies, const Check& check, Browser as);

/// The check in words: `the request for https://cdn.test/a.js as script`.
[[nodiscard]] std::string describe(const Check& check);

/// What violations name as blocked: `inline`, `eval`, `wasm-eval`, …, or a URL.
[[nodiscard]] std::string blocked_uri(const Check& check, const Url& document_url);

}  // namespace cspkit::cli
