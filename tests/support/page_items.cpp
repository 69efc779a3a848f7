// SPDX-License-Identifier: Apache-2.0
#include "support/page_items.h"

#include <fmt/format.h>

#include <algorithm>

namespace cspkit::test {

std::string describe(const PageItem& item) {
  std::string_view kind;
  switch (item.kind) {
    case PageItemKind::request:
      kind = item.destination == Destination::none ? "fetch" : destination_name(item.destination);
      break;
    case PageItemKind::form_action: kind = "form-action"; break;
    case PageItemKind::base_uri: kind = "base-uri"; break;
    case PageItemKind::frame_document: kind = "srcdoc"; break;
    default: kind = inline_type_name(item.inline_type);
  }
  std::string line = fmt::format("{} {}{}{} {}", kind, item.element,
                                 item.attribute.empty() ? "" : "@", item.attribute, item.value);
  if (item.nonce) line += " nonce=" + *item.nonce;
  if (!item.integrity.empty()) line += " integrity=" + item.integrity;
  if (item.initiator == Initiator::prefetch) line += " prefetch";
  if (item.initiator == Initiator::prerender) line += " prerender";
  if (item.is_async) line += " async";
  if (item.is_defer) line += " defer";
  if (item.is_css) line += " css";
  if (!item.complete) line += " cut";
  if (item.state == PageItemState::in_template) line += " template";
  if (item.document != 0) line += fmt::format(" #{}", item.document);
  return line;
}

std::vector<std::string> describe(const std::vector<PageItem>& items) {
  std::vector<std::string> lines;
  for (const PageItem& item : items) lines.push_back(describe(item));
  return lines;
}

Page read_page_in_chunks(std::string_view bytes, std::size_t size, const PageOptions& options) {
  Page page;
  PageReader reader(
      options,
      {.item = [&](PageItem&& item) { page.items.push_back(std::move(item)); },
       .policy = [&](MetaPolicy&& policy) { page.policies.push_back(std::move(policy)); }});
  for (std::size_t at = 0; at < bytes.size(); at += size) reader.feed(bytes.substr(at, size));
  reader.finish();
  page.summary = reader.summary();
  return page;
}

std::string dump(const Page& page) {
  const auto range = [](ByteRange one) { return fmt::format("{}-{}", one.begin, one.end); };
  std::string out;
  for (const PageItem& item : page.items) {
    out += fmt::format(
        "{} | tag {} attribute {} value {} end {} at {}:{} script {} tag {} space {} inner {}\n",
        describe(item), range(item.start_tag), range(item.attribute_range), range(item.value_range),
        item.element_end, item.position.line, item.position.column,
        static_cast<int>(item.script_type), static_cast<int>(item.tag),
        static_cast<int>(item.name_space), item.inner);
  }
  for (const MetaPolicy& policy : page.policies) {
    out += fmt::format("policy {} {} {} {} {} {} {}:{} #{}\n", policy.content, policy.counts(),
                       static_cast<int>(policy.place), static_cast<int>(policy.quote),
                       range(policy.start_tag), range(policy.value_range), policy.position.line,
                       policy.position.column, policy.document);
  }
  out += fmt::format("{} {} {} {}\n", page.summary.encoding,
                     static_cast<int>(page.summary.encoding_source), page.summary.bytes,
                     page.summary.cut_tags);
  return out;
}

}  // namespace cspkit::test
