// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "analysis/lint/facts.h"
#include "cspkit/engine.h"

/// What a weakness opens, as a case that the engine decides.
namespace cspkit::linting {

/// What somebody can do who puts markup into the page, or frames it. Policies add up: where another enforced policy of the
/// page blocks the witness of a finding's weakness, the finding is told as `info`. That the policy alone allows the
/// witness is a test.
enum class Weakness : std::uint8_t {
  none,                ///< about this text alone: syntax, dead sources, notes
  injected_script,     ///< any of the next four
  inline_code,         ///< either of the next two
  inline_script,       ///< an inline script, a `javascript:` URL
  inline_handler,      ///< an event handler attribute
  script_url,          ///< a script from the witness URL
  injected_style,      ///< an inline style
  string_to_code,      ///< eval and its kin
  plugin,              ///< <object> and <embed>, from the witness URL
  base,                ///< an injected <base> moves relative URLs to the witness URL
  form,                ///< an injected form sends what people type to the witness URL
  framing,             ///< the witness URL's page can frame this one
  load,                ///< the witness URL loads as something that the finding's directive governs
  insecure_transport,  ///< the same, over a connection that others can change
};

/// Whose URL a witness has where the finding names no other.
inline constexpr std::string_view kAttackerUrl = "https://attacker.example/";

struct Witness {
  Weakness weakness = Weakness::none;
  std::string_view url = kAttackerUrl;
  DirectiveSet governed =
      {};  ///< for `load` and `insecure_transport`: as what, by effective directive
};

/// Whether the policies of the list stop every way of the witness. False for Weakness::none.
[[nodiscard]] bool blocks(const PolicyList& list, const Witness& witness);

/// Asks the other policies of a page.
class Closings {
 public:
  explicit Closings(const Page& page);

  /// The enforced policy, other than `own`, that blocks the witness; or any whose sandbox makes it void.
  [[nodiscard]] std::optional<PolicyPlace> find(PolicyPlace own, const Witness& witness);

 private:
  struct Asked {
    PolicyPlace place;
    PolicyList list;
  };
  std::vector<Asked> policies_;
  std::optional<PolicyPlace> no_scripts_;  ///< whose sandbox directive switches scripts off
  std::optional<PolicyPlace> no_forms_;
  std::size_t budget_;  ///< questions left, so that no page takes long
};

}  // namespace cspkit::linting
