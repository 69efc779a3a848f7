// SPDX-License-Identifier: Apache-2.0
#include "catalog/probe.h"

#include <algorithm>

namespace cspkit::catalog {
namespace {

ParserMetadata parser_metadata(ProbeLoader loader) noexcept {
  return loader == ProbeLoader::parser ? ParserMetadata::parser_inserted
                                       : ParserMetadata::not_parser_inserted;
}

std::optional<InlineType> inline_type(ProbeKind kind) noexcept {
  switch (kind) {
    case ProbeKind::inline_script: return InlineType::script;
    case ProbeKind::script_attribute: return InlineType::script_attribute;
    case ProbeKind::inline_style: return InlineType::style;
    case ProbeKind::style_attribute: return InlineType::style_attribute;
    default: return std::nullopt;
  }
}

/// Whether no script runs under the policy: then nothing of a vendor does.
bool is_sandboxed(const CompiledPolicy& policy) {
  if (!policy.has(DirectiveId::sandbox)) return false;
  const SandboxFlags flags = parse_a_sandboxing_directive(policy.value_of(DirectiveId::sandbox));
  return (flags & static_cast<SandboxFlags>(SandboxFlag::scripts)) != 0;
}

std::string with_page_nonce(const std::string& nonce, const std::string& page_nonce) {
  return nonce == kNoncePlaceholder ? page_nonce : nonce;
}

}  // namespace

std::vector<Browser> readers_in(ReaderSet set) {
  std::vector<Browser> readers;
  for (const Browser reader : kReaders) {
    if ((set & bit(reader)) != 0) readers.push_back(reader);
  }
  return readers;
}

PreparedProbe::PreparedProbe(const ResolvedVendor& vendor, const ResolvedProbe& probe,
                             const PageNonces& nonces)
    : vendor_(&vendor), probe_(&probe) {
  if (!probe.url.empty()) {
    if (auto url = Url::parse(probe.url)) url_ = *std::move(url);
  }
  for (const std::string& ancestor : probe.ancestors) {
    if (auto url = Url::parse(ancestor)) ancestors_.push_back(*std::move(url));
  }
  destination_ = find_destination(probe.destination).value_or(Destination::none);
  if (probe.nonce_use == ProbeNonce::script) nonce_ = with_page_nonce(probe.nonce, nonces.script);
  if (probe.nonce_use == ProbeNonce::style) nonce_ = with_page_nonce(probe.nonce, nonces.style);
}

bool PreparedProbe::needs_unsafe_inline() const noexcept {
  return nonce_.empty() && inline_type(probe_->kind).has_value();
}

Verdict PreparedProbe::run(const PolicyList& list, Browser reader, ViolationSink sink) const {
  if (const auto type = inline_type(probe_->kind)) {
    InlineCheck check{.type = *type,
                      .source = probe_->source,
                      .parser_metadata = parser_metadata(probe_->loader)};
    if (probe_->nonce_use != ProbeNonce::none) check.nonce = nonce_;
    return should_block_inline(list, check, reader, sink);
  }
  switch (probe_->kind) {
    case ProbeKind::request: {
      if (!url_) return {};
      const Request request{.url = url_->view(),
                            .destination = destination_,
                            .nonce = nonce_,
                            .parser_metadata = parser_metadata(probe_->loader),
                            .redirect_count = probe_->redirects};
      return should_block_request(list, request, reader, sink);
    }
    case ProbeKind::eval: return can_compile_strings(list, reader, sink);
    case ProbeKind::wasm: return can_compile_wasm_bytes(list, reader, sink);
    case ProbeKind::form_action:
      if (!url_) return {};
      return should_block_form_submission(list, url_->view(), probe_->redirects, reader, sink);
    case ProbeKind::base_uri:
      if (!url_) return {};
      return allow_base_for_document(list, url_->view(), reader, sink);
    case ProbeKind::frame_ancestors: {
      std::vector<UrlView> views;
      for (const Url& url : ancestors_) views.push_back(url.view());
      return should_block_navigation_response(list, views, reader, sink);
    }
    case ProbeKind::trusted_types_policy:
      return should_block_create_policy(list, probe_->name, {}, reader, sink);
    case ProbeKind::trusted_types_sink:
      return should_block_sink_type_mismatch(list, "script", reader, sink);
    default: return {};
  }
}

std::vector<PreparedProbe> prepare_probes(std::span<const ResolvedVendor> vendors, Evidence mode,
                                          const PageNonces& nonces) {
  std::vector<PreparedProbe> prepared;
  for (const ResolvedVendor& vendor : vendors) {
    for (const ResolvedProbe& probe : vendor.probes) {
      if (applies(probe.scope, mode)) prepared.emplace_back(vendor, probe, nonces);
    }
  }
  return prepared;
}

std::vector<Block> blocks_of(const PreparedProbe& probe, const PolicyList& list,
                             std::size_t policy) {
  if (is_sandboxed(list.policies()[policy]) && probe.probe().kind != ProbeKind::frame_ancestors) {
    return {{bit(Browser::specification) | bit(Browser::chromium) | bit(Browser::firefox) |
                 bit(Browser::webkit),
             DirectiveId::sandbox, DirectiveId::sandbox}};
  }
  std::vector<Block> blocks;
  for (const Browser reader : kReaders) {
    const auto note = [&](const PolicyViolation& violation) {
      if (violation.policy != policy) return;
      const auto same = std::ranges::find_if(blocks, [&](const Block& block) {
        return block.effective == violation.effective_directive &&
               block.source == violation.source_directive;
      });
      Block& block = same != blocks.end()
                         ? *same
                         : blocks.emplace_back(
                               Block{0, violation.effective_directive, violation.source_directive});
      block.readers |= bit(reader);
    };
    (void)probe.run(list, reader, note);
  }
  return blocks;
}

}  // namespace cspkit::catalog
