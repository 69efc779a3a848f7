// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/witness.h"

namespace cspkit::linting {
namespace {

constexpr std::size_t kQuestionsOfAPage = 100'000;

/// What an effective directive loads.
Destination destination_of(DirectiveId directive) noexcept {
  switch (directive) {
    case DirectiveId::style_src_elem: return Destination::style;
    case DirectiveId::img_src: return Destination::image;
    case DirectiveId::font_src: return Destination::font;
    case DirectiveId::connect_src: return Destination::none;
    case DirectiveId::media_src: return Destination::video;
    case DirectiveId::object_src: return Destination::object;
    case DirectiveId::frame_src: return Destination::iframe;
    case DirectiveId::worker_src: return Destination::worker;
    case DirectiveId::manifest_src: return Destination::manifest;
    default: return Destination::script;
  }
}

bool blocks_request(const PolicyList& list, Destination destination, const UrlView& url) {
  const auto parsed_by = destination == Destination::script ? ParserMetadata::parser_inserted
                                                            : ParserMetadata::not_parser_inserted;
  return should_block_request(
             list, {.url = url, .destination = destination, .parser_metadata = parsed_by})
      .blocked();
}

bool blocks_inline(const PolicyList& list, InlineType type, std::string_view source) {
  return should_block_inline(list, {.type = type, .source = source}).blocked();
}

bool needs_scripts(Weakness weakness) noexcept {
  switch (weakness) {
    case Weakness::injected_script:
    case Weakness::inline_code:
    case Weakness::inline_script:
    case Weakness::inline_handler:
    case Weakness::script_url:
    case Weakness::string_to_code: return true;
    default: return false;
  }
}

bool blocks_load(const PolicyList& list, DirectiveId directive, const UrlView& url) {
  switch (directive) {
    case DirectiveId::base_uri: return allow_base_for_document(list, url).blocked();
    case DirectiveId::form_action: return should_block_form_submission(list, url).blocked();
    case DirectiveId::frame_ancestors:
      return should_block_navigation_response(list, {&url, 1}).blocked();
    default: return blocks_request(list, destination_of(directive), url);
  }
}

}  // namespace

bool blocks(const PolicyList& list, const Witness& witness) {
  const auto url = Url::parse(witness.url);
  const auto blocks_markup = [&](Weakness weakness) {
    return blocks(list, {.weakness = weakness, .url = witness.url});
  };
  switch (witness.weakness) {
    case Weakness::none: return false;
    case Weakness::injected_script:
      return blocks_markup(Weakness::inline_code) && blocks_markup(Weakness::script_url);
    case Weakness::inline_code:
      return blocks_markup(Weakness::inline_script) && blocks_markup(Weakness::inline_handler);
    case Weakness::inline_script: return blocks_inline(list, InlineType::script, "alert(1)");
    case Weakness::inline_handler:
      return blocks_inline(list, InlineType::script_attribute, "alert(1)");
    case Weakness::injected_style:
      return blocks_inline(list, InlineType::style, "*{color:red}") &&
             blocks_inline(list, InlineType::style_attribute, "color:red");
    case Weakness::string_to_code: return can_compile_strings(list).blocked();
    default: break;
  }
  if (!url) return false;
  switch (witness.weakness) {
    case Weakness::script_url: return blocks_request(list, Destination::script, url->view());
    case Weakness::plugin: return blocks_request(list, Destination::object, url->view());
    case Weakness::base: return blocks_load(list, DirectiveId::base_uri, url->view());
    case Weakness::form: return blocks_load(list, DirectiveId::form_action, url->view());
    case Weakness::framing: return blocks_load(list, DirectiveId::frame_ancestors, url->view());
    default: break;
  }
  for (std::size_t i = 0; i < witness.governed.size(); ++i) {
    if (witness.governed[i] && !blocks_load(list, static_cast<DirectiveId>(i), url->view())) {
      return false;
    }
  }
  return true;
}

Closings::Closings(const Page& page) : budget_(kQuestionsOfAPage) {
  for (const PolicyFacts& policy : page.policies) {
    const DirectiveFacts* sandbox = policy.own(DirectiveId::sandbox);
    if (sandbox == nullptr || !policy.enforced()) continue;
    const PolicyPlace place{policy.text, policy.index};
    if (!sandbox->has_token("allow-scripts")) no_scripts_ = place;
    if (!sandbox->has_token("allow-forms")) no_forms_ = place;
  }
  if (page.policies.size() < 2) return;
  const auto document = Url::parse(page.input->document_url);
  const Origin self = document ? origin_of(document->view()) : Origin{};
  for (const PolicyFacts& policy : page.policies) {
    if (!policy.enforced()) continue;
    auto compiled = CompiledPolicy::compile(text_at(page.text_of(policy), policy.span),
                                            Disposition::enforce, policy.delivery);
    if (!compiled) continue;  // scanning refused what compiling refuses
    Asked& asked = policies_.emplace_back(Asked{{policy.text, policy.index}, PolicyList(self)});
    asked.list.add(*std::move(compiled));
  }
}

std::optional<PolicyPlace> Closings::find(PolicyPlace own, const Witness& witness) {
  if (witness.weakness == Weakness::none) return std::nullopt;
  if (no_scripts_ && needs_scripts(witness.weakness)) return no_scripts_;
  if (no_forms_ && witness.weakness == Weakness::form) return no_forms_;
  for (const Asked& other : policies_) {
    if (other.place == own) continue;
    if (budget_ == 0) return std::nullopt;
    --budget_;
    if (blocks(other.list, witness)) return other.place;
  }
  return std::nullopt;
}

}  // namespace cspkit::linting
