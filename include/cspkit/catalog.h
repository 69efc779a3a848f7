// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/data_file.h"
#include "cspkit/policy.h"

/// The vendor catalogue: what third-party products need from a Content-Security-Policy.
///
/// A vendor has options (how it is installed) and features (what it is used for). Both select
/// *requirements* (a source in a directive) and *probes* (what the product really does in the page,
/// as concrete requests, inline blocks, workers, evaluations…). A requirement is there because some
/// probe needs it: under a policy with all requirements every probe passes, and each requirement
/// has a probe that fails without it.
///
///     auto selection = cspkit::parse_vendor_selection("customerio:region=eu,features=in_app");
///     const auto* vendor = cspkit::builtin_catalog().find(selection->name);
///     auto resolved = cspkit::resolve(*vendor, *selection);
///     resolved->requirements[0].source;  // "'nonce-{nonce}'"
///
/// The data live in `catalog/vendors/*.yaml`; docs/catalog.md tells how to add one.
namespace cspkit {

/// The feature that every vendor has and that is always chosen.
inline constexpr std::string_view kCoreFeature = "core";

// ---------------------------------------------------------------------------------------------
// How sure, and on what ground
// ---------------------------------------------------------------------------------------------

/// How sure a row is, best first.
enum class Confidence : std::uint8_t {
  certain,      ///< the vendor's own text was seen, host included
  high,         ///< the vendor's own row, and the host from a second source
  medium,       ///< derived
  low,          ///< a guess
  conflicting,  ///< versions of the vendor's page differ
};

/// Where a row comes from.
enum class Evidence : std::uint8_t {
  documented,  ///< the vendor's own pages state it
  observed,    ///< the SDK, pages in the field, or what follows from them
};

/// In which mode of composing (`--evidence`) a row counts. `Evidence` is also the type of the mode.
enum class EvidenceScope : std::uint8_t {
  both,             ///< documented, and true of the real SDK
  documented_only,  ///< documented, but the real SDK does not need it, or needs something else
  observed_only,    ///< the real SDK needs it although no page says so
};

/// Does a row of this scope count in this mode?
[[nodiscard]] constexpr bool applies(EvidenceScope scope, Evidence mode) noexcept {
  return scope == EvidenceScope::both ||
         (scope == EvidenceScope::documented_only) == (mode == Evidence::documented);
}

[[nodiscard]] std::string_view to_string(Confidence confidence) noexcept;
[[nodiscard]] std::string_view to_string(Evidence evidence) noexcept;
/// `both`, `documented`, `observed`.
[[nodiscard]] std::string_view to_string(EvidenceScope scope) noexcept;

// ---------------------------------------------------------------------------------------------
// The vocabulary of probes
// ---------------------------------------------------------------------------------------------

/// What a probe does. Each corresponds to one kind of check that the engine answers.
enum class ProbeKind : std::uint8_t {
  request,               ///< fetches `url` for `destination`
  inline_script,         ///< an inline `<script>` with `source`
  script_attribute,      ///< an event handler attribute with `source`
  inline_style,          ///< a `<style>` element with `source`
  style_attribute,       ///< a `style` attribute with `source`
  eval,                  ///< compiles a string as JavaScript
  wasm,                  ///< compiles WebAssembly
  form_action,           ///< submits a form to `url`
  frame_ancestors,       ///< is framed by `ancestors`
  base_uri,              ///< sets `<base href>` to `url`
  trusted_types_policy,  ///< creates the Trusted Types policy `name`
  trusted_types_sink,    ///< hands a plain string to a Trusted Types sink of the group `script`
};

/// Who puts the element into the page, or starts the request.
enum class ProbeLoader : std::uint8_t {
  parser,          ///< markup of the page itself: parser-inserted
  trusted_script,  ///< a script that the page trusts (its own, or the install snippet): not parser-inserted
  vendor_script,  ///< the vendor's script, once it runs: not parser-inserted
};

/// Which nonce the element bears.
enum class ProbeNonce : std::uint8_t {
  none,    ///< it has no nonce attribute
  script,  ///< the one the page gives its own scripts: option `script_nonce`, else the policy's nonce
  style,  ///< the one handed to the vendor for its styles: option `style_nonce`
};

/// What people lose when a probe fails.
enum class ProbeSeverity : std::uint8_t {
  broken,    ///< the feature does not work
  degraded,  ///< it works, with something missing
};

/// The name that stands in the data: `request`, `inline-script`, `trusted-types-policy`…
[[nodiscard]] std::string_view to_string(ProbeKind kind) noexcept;
[[nodiscard]] std::string_view to_string(ProbeLoader loader) noexcept;
[[nodiscard]] std::string_view to_string(ProbeSeverity severity) noexcept;

// ---------------------------------------------------------------------------------------------
// A vendor, as its file has it
// ---------------------------------------------------------------------------------------------

enum class OptionKind : std::uint8_t {
  enumeration,  ///< one of `values`
  list,         ///< some of `values`, joined by `+`
  boolean,      ///< `true` or `false`
  text,         ///< letters, digits, `.`, `_` and `-`
  host,         ///< `host` or `host:port`; a leading `https://` and a final `/` are taken off
  url,          ///< an absolute `https:` URL; `{name.origin}` in a template is its origin
  nonce,        ///< a nonce value (base64 or base64url characters), or `{nonce}`
  version,      ///< numbers joined by `.`, compared number by number
};

/// The name that stands in the data: `enum`, `list`, `bool`, `text`, `host`, `url`, `nonce`, `version`.
[[nodiscard]] std::string_view to_string(OptionKind kind) noexcept;

/// One option that a vendor knows.
struct OptionSpec {
  std::string name;
  OptionKind kind = OptionKind::text;
  std::vector<std::string> values;           ///< for enumeration and list; empty otherwise
  std::optional<std::string> default_value;  ///< absent: not given unless somebody gives it
  std::string doc;
};

/// One test on the options in effect: `region` is one of…, `style_nonce` is given, `agent_version` is
/// below…; `features` stands for the chosen features.
struct ConditionTerm {
  enum class Test : std::uint8_t {
    one_of,  ///< any of `values`; for `features`, `a+b` means both of them
    given,
    absent,
    below,  ///< given, and below the version that stands in `values`
  };
  std::string subject;
  Test test = Test::one_of;
  std::vector<std::string> values;
};

/// Holds when every term of `when` holds, and no group of `unless` holds as a whole. Empty: always.
struct Condition {
  std::vector<ConditionTerm> when;
  std::vector<std::vector<ConditionTerm>> unless;
};

/// One feature that a vendor has. `core` is the first of every vendor.
struct FeatureSpec {
  std::string name;
  std::string title;
  std::string symptom;  ///< what people see when it is blocked
  /// Empty: chosen by name, under `features`. Otherwise chosen by other options, where this holds, and
  /// never by name (Pendo's `video`).
  std::optional<Condition> implied_by;
};

/// What a case of a variable, or a cap, changes about the rows that it stands in.
struct RowOverride {
  std::optional<Confidence> at_most;  ///< no better than this
  std::optional<Evidence> evidence;   ///< absent: the row's own
  std::string reference;              ///< empty: the row's own
};

/// A name for hosts and the like that follow from the options, such as Pendo's hosts of a region.
struct Variable {
  struct Case {
    Condition condition;
    std::string value;  ///< template; may name options and earlier variables
    RowOverride row;
  };
  enum class Pick : std::uint8_t {
    first,  ///< the first case that holds; none: the variable has no value
    all,    ///< every case that holds: a row that names the variable stands once for each value
  };
  std::string name;
  Pick pick = Pick::first;
  std::vector<Case> cases;
};

/// When a requirement is part of what is composed.
enum class Contribution : std::uint8_t {
  always,
  /// Only into a policy that has this very directive already: the product copes with its absence,
  /// and adding it would restrict the page (`trusted-types`).
  if_governed,
};

/// What requirements have in common before and after `resolve`.
struct RequirementBase {
  std::vector<std::string> features;  ///< any of them; resolved: those that were chosen
  std::string directive;
  std::string source;  ///< template; resolved: final but for `{nonce}`
  std::string purpose;
  std::string reference;
  std::string date;  ///< YYYY-MM-DD, when the row was last compared with its reference
  Confidence confidence = Confidence::certain;
  Evidence evidence = Evidence::documented;
  EvidenceScope scope = EvidenceScope::both;
  Contribution contribution = Contribution::always;
  /// For `'unsafe-inline'`: the vendor's option that takes a nonce instead. Empty: there is none.
  std::string nonce_option;
  /// What people should know about this row, first of all how the real SDK differs from the page.
  std::string note;
};

/// A source that some feature needs in a directive.
struct Requirement : RequirementBase {
  Condition condition;
  bool universal = false;  ///< holds alike for every choice of options: caps leave it alone
};

/// What probes have in common before and after `resolve`.
struct ProbeBase {
  std::string id;                     ///< unique within a vendor
  std::vector<std::string> features;  ///< any of them; resolved: those that were chosen
  ProbeKind kind = ProbeKind::request;
  std::string url;          ///< request, form_action, base_uri: template
  std::string destination;  ///< request: Fetch's name; empty for fetch, XHR, WebSocket, beacon
  std::string source;       ///< inline kinds and eval: text of the same shape as the real one
  std::string name;         ///< trusted_types_policy
  std::vector<std::string> ancestors;  ///< frame_ancestors: URLs, nearest first; templates
  std::uint32_t redirects = 0;         ///< request: redirects behind it; `url` is the current one
  ProbeLoader loader = ProbeLoader::vendor_script;
  ProbeNonce nonce_use = ProbeNonce::none;
  ProbeSeverity severity = ProbeSeverity::broken;
  Evidence evidence = Evidence::documented;
  /// documented_only: what a page claims that the product does, and it does not. `check` runs those that
  /// apply in mode `observed`.
  EvidenceScope scope = EvidenceScope::both;
  std::string effect;     ///< what people lose when it fails, one sentence
  std::string reference;  ///< may be empty
};

/// Something that the product does in the page and that a policy can stop.
struct Probe : ProbeBase {
  Condition condition;
};

enum class NoteLevel : std::uint8_t { info, warning };

/// Advice that goes with a choice of options.
struct NoteBase {
  NoteLevel level = NoteLevel::info;
  EvidenceScope scope = EvidenceScope::both;
  std::string text;
  std::string reference;  ///< may be empty
};

struct Note : NoteBase {
  Condition condition;
};

/// A choice of options that cannot be: `resolve` fails with it.
struct Rule {
  Condition condition;
  std::string message;  ///< what is wrong
  std::string remedy;   ///< what to do
};

/// Where a case holds, rows are no surer than this.
struct Cap {
  Condition condition;
  RowOverride row;
};

/// One vendor, as its file has it: templates not filled, conditions not decided.
struct Vendor {
  std::string name;           ///< `customerio`
  std::string title;          ///< `Customer.io`
  std::string documentation;  ///< URL of the vendor's page
  std::string date;  ///< YYYY-MM-DD, when the whole file was last compared with its references
  std::string summary;
  std::vector<OptionSpec> options;
  std::vector<FeatureSpec> features;        ///< `core` first
  std::vector<std::string> usual_features;  ///< chosen where `features` is left out
  std::vector<Variable> variables;
  std::vector<Cap> caps;
  std::vector<Requirement> requirements;
  std::vector<Probe> probes;
  std::vector<Note> notes;
  std::vector<Rule> rules;

  [[nodiscard]] const OptionSpec* find_option(std::string_view option_name) const noexcept;
  [[nodiscard]] const FeatureSpec* find_feature(std::string_view feature_name) const noexcept;
  /// Is the feature chosen where nobody chooses?
  [[nodiscard]] bool is_usual_feature(std::string_view feature_name) const noexcept;
};

// ---------------------------------------------------------------------------------------------
// Loading
// ---------------------------------------------------------------------------------------------

/// Reads one vendor file. On failure: every mistake that was found, in order, at least one.
/// Input over limits::kMaxCatalogBytes, YAML aliases, and nesting that no vendor needs are refused.
[[nodiscard]] tl::expected<Vendor, std::vector<FileIssue>> load_vendor(std::string_view yaml,
                                                                       std::string_view file_name);

/// Vendors by name. Immutable once loaded; safe to share between threads.
class Catalog {
 public:
  /// Reads every file; on failure, the mistakes of all of them.
  [[nodiscard]] static tl::expected<Catalog, std::vector<FileIssue>> load(
      std::span<const CatalogFile> files);

  /// The vendor of that name, or nullptr.
  [[nodiscard]] const Vendor* find(std::string_view name) const noexcept;
  /// Every vendor, ordered by name.
  [[nodiscard]] const std::vector<Vendor>& vendors() const noexcept { return vendors_; }

 private:
  std::vector<Vendor> vendors_;
};

/// The files of `catalog/vendors/`, as they were when the library was built.
[[nodiscard]] std::span<const CatalogFile> builtin_catalog_files() noexcept;

/// The catalogue that is built into the library.
[[nodiscard]] const Catalog& builtin_catalog();

// ---------------------------------------------------------------------------------------------
// Choosing
// ---------------------------------------------------------------------------------------------

/// Why a choice of vendor or options cannot be used.
struct CatalogError {
  enum class Code : std::uint8_t {
    syntax,  ///< the selection's text is not `NAME[:key=value[,key=value]...]`
    unknown_vendor,
    unknown_option,
    unknown_feature,
    repeated_option,
    invalid_value,
    missing_option,  ///< a source needs an option that was not given
    contradiction,   ///< options that do not go together
  };
  Code code = Code::syntax;
  std::string message;  ///< what is wrong, with the vendor and the option
  std::string remedy;   ///< what to do: known names, allowed values, …

  /// `message; remedy`
  [[nodiscard]] std::string to_string() const;
};

/// A vendor and the options that somebody chose for it, as written.
struct VendorSelection {
  std::string name;
  /// Option and value, in the order written; lists joined by `+`; the features stand under `features`.
  std::vector<std::pair<std::string, std::string>> options;
};

/// Reads `NAME[:key=value[,key=value]...]`. Names and values are judged by `resolve`.
[[nodiscard]] tl::expected<VendorSelection, CatalogError> parse_vendor_selection(
    std::string_view text);

// ---------------------------------------------------------------------------------------------
// Resolving
// ---------------------------------------------------------------------------------------------

/// A requirement of the chosen features, templates filled. `source` may still hold `{nonce}`.
using ResolvedRequirement = RequirementBase;

/// A probe of the chosen features, templates filled.
struct ResolvedProbe : ProbeBase {
  /// The nonce that the element bears: the option's value, or `{nonce}` where the option was not given (then
  /// the page's own elements bear whatever nonce the policy demands). Empty where nonce_use is none.
  std::string nonce;
};

using ResolvedNote = NoteBase;

/// What a vendor needs with the options that were chosen. Requirements are ordered as in the file and hold no
/// pair of directive and source twice within one scope; where rows agree, their features are joined.
struct ResolvedVendor {
  std::string name;
  std::string title;
  std::string documentation;
  std::vector<std::pair<std::string, std::string>> options;  ///< those in effect, defaults included
  std::vector<FeatureSpec> features;                         ///< those in effect, `core` first
  std::vector<ResolvedRequirement> requirements;             ///< of both modes: filter by applies()
  std::vector<ResolvedProbe> probes;                         ///< of both modes: filter by applies()
  std::vector<ResolvedNote> notes;                           ///< of both modes: filter by applies()
};

/// The requirements that apply in one mode, with each pair of directive and source once: where a documented and
/// an observed row agree, their features are joined, and the documented row's words stand.
[[nodiscard]] std::vector<ResolvedRequirement> requirements_in(const ResolvedVendor& vendor,
                                                               Evidence mode);

/// What the page gives to a vendor's probes.
struct ResolveContext {
  std::string page_origin =
      "https://example.com";  ///< serialized origin: `{page_origin}` in templates
};

/// Validates the options, decides every condition and fills every template.
[[nodiscard]] tl::expected<ResolvedVendor, CatalogError> resolve(
    const Vendor& vendor, const VendorSelection& selection, const ResolveContext& context = {});

/// Finds the vendor and resolves it; an unknown name is an error that lists the known ones.
[[nodiscard]] tl::expected<ResolvedVendor, CatalogError> resolve(
    const Catalog& catalog, const VendorSelection& selection, const ResolveContext& context = {});

// ---------------------------------------------------------------------------------------------
// The site manifest
// ---------------------------------------------------------------------------------------------

/// A policy of a site manifest.
struct ManifestPolicy {
  std::string value;
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
};

/// A vendor of a site manifest, with its place for error messages.
struct ManifestVendor {
  VendorSelection selection;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// A site, as its manifest describes it (`--site FILE`).
///
///     document_url: https://app.example.com/
///     policy: "default-src 'self'"
///     vendors:
///       customerio: {region: eu, features: [in_app]}
///       pendo: {sub_id: "4815162342", region: us, features: [guides, designer]}
///
/// `policy` is a text, or a list of texts and of `{value, disposition, delivery}`; `vendors` is a mapping
/// as above, or a list of selections (`pendo:region=eu`) and of mappings with a `name`.
struct SiteManifest {
  std::string document_url = "https://example.com/";
  std::vector<ManifestPolicy> policies;
  std::vector<ManifestVendor> vendors;
};

/// Reads a site manifest. On failure: every mistake that was found, in order, at least one.
[[nodiscard]] tl::expected<SiteManifest, std::vector<FileIssue>> parse_site_manifest(
    std::string_view yaml, std::string_view file_name);

}  // namespace cspkit
