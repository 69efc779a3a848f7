// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/names.h"
#include "cspkit/catalog.h"

namespace cspkit::catalog {

inline constexpr Named<Confidence> kConfidenceNames[] = {
    {Confidence::certain, "certain"},         {Confidence::high, "high"},
    {Confidence::medium, "medium"},           {Confidence::low, "low"},
    {Confidence::conflicting, "conflicting"},
};
inline constexpr Named<Evidence> kEvidenceNames[] = {
    {Evidence::documented, "documented"},
    {Evidence::observed, "observed"},
};
inline constexpr Named<EvidenceScope> kScopeNames[] = {
    {EvidenceScope::both, "both"},
    {EvidenceScope::documented_only, "documented"},
    {EvidenceScope::observed_only, "observed"},
};
inline constexpr Named<ProbeKind> kProbeKindNames[] = {
    {ProbeKind::request, "request"},
    {ProbeKind::inline_script, "inline-script"},
    {ProbeKind::script_attribute, "script-attribute"},
    {ProbeKind::inline_style, "inline-style"},
    {ProbeKind::style_attribute, "style-attribute"},
    {ProbeKind::eval, "eval"},
    {ProbeKind::wasm, "wasm"},
    {ProbeKind::form_action, "form-action"},
    {ProbeKind::frame_ancestors, "frame-ancestors"},
    {ProbeKind::base_uri, "base-uri"},
    {ProbeKind::trusted_types_policy, "trusted-types-policy"},
    {ProbeKind::trusted_types_sink, "trusted-types-sink"},
};
inline constexpr Named<ProbeLoader> kLoaderNames[] = {
    {ProbeLoader::parser, "parser"},
    {ProbeLoader::trusted_script, "trusted-script"},
    {ProbeLoader::vendor_script, "vendor-script"},
};
inline constexpr Named<ProbeNonce> kNonceNames[] = {
    {ProbeNonce::none, "none"},
    {ProbeNonce::script, "script"},
    {ProbeNonce::style, "style"},
};
inline constexpr Named<ProbeSeverity> kSeverityNames[] = {
    {ProbeSeverity::broken, "broken"},
    {ProbeSeverity::degraded, "degraded"},
};
inline constexpr Named<OptionKind> kOptionKindNames[] = {
    {OptionKind::enumeration, "enum"}, {OptionKind::list, "list"},
    {OptionKind::boolean, "bool"},     {OptionKind::text, "text"},
    {OptionKind::host, "host"},        {OptionKind::url, "url"},
    {OptionKind::nonce, "nonce"},      {OptionKind::version, "version"},
};
inline constexpr Named<NoteLevel> kNoteLevelNames[] = {
    {NoteLevel::info, "info"},
    {NoteLevel::warning, "warning"},
};
inline constexpr Named<Contribution> kContributionNames[] = {
    {Contribution::always, "always"},
    {Contribution::if_governed, "if-governed"},
};
inline constexpr Named<Variable::Pick> kPickNames[] = {
    {Variable::Pick::first, "first"},
    {Variable::Pick::all, "all"},
};

}  // namespace cspkit::catalog
