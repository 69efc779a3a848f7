// SPDX-License-Identifier: Apache-2.0
#include <cspkit/base64.h>
#include <cspkit/page.h>

#include <boost/json/array.hpp>
#include <utility>

#include "browser/observer.h"
#include "browser/recorder.h"
#include "browser/told.h"
#include "browser/value.h"
#include "fetch/content_type.h"
#include "scan/response.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

/// The document's own policies, without the one that the recorder adds.
std::vector<SeenPolicy> policies_of(const json::array& fields) {
  std::vector<SeenPolicy> policies;
  for (const json::value& field : fields) {
    if (!field.is_object()) continue;
    const auto policy =
        seen_policy(text_at(field.get_object(), "name"), text_at(field.get_object(), "value"));
    if (policy) policies.push_back(*policy);
  }
  return policies;
}

std::string_view content_type_of(const json::array& fields) {
  for (const json::value& field : fields) {
    if (field.is_object() && is_field(text_at(field.get_object(), "name"), "content-type"))
      return text_at(field.get_object(), "value");
  }
  return {};
}

}  // namespace

PageRecorder::Document* PageRecorder::document_of(std::string_view frame) {
  // Frames without a response (about:blank, srcdoc, blob:) live under the policies of the document around them.
  for (std::size_t depth = 0; depth < 64; ++depth) {
    if (const auto found = current_.find(frame); found != current_.end()) return found->second;
    const auto parent = frame_parents_.find(frame);
    if (parent == frame_parents_.end()) return nullptr;
    frame = parent->second;
  }
  return nullptr;
}

/// A response has begun: a document is noted with its body, and the policy goes along.
void PageRecorder::on_response(std::string_view id, const Params& params) {
  const std::int64_t status = number_at(params, "responseStatusCode", 0);
  const bool redirect = status >= 300 && status < 400 && status != 304;
  if (status == 0 || redirect) {
    tools_.send("Fetch.continueRequest", {{"requestId", text_at(params, "requestId")}}, id);
    return;
  }
  tools_.send("Fetch.getResponseBody", {{"requestId", text_at(params, "requestId")}}, id,
              [this, id = std::string(id), params](const Params* result) {
                const std::string_view body = result == nullptr ? "" : text_at(*result, "body");
                const bool whole = result != nullptr && flag_at(*result, "base64Encoded");
                open_document(text_at(params, "frameId"), params,
                              whole ? base64_decode(body).value_or("") : "");
                if (whole) {
                  answer_document(id, params, body);
                } else {
                  continue_response(id, params);
                }
              });
}

/// The response's fields, and the policy that everything violates.
json::array PageRecorder::fields_with_policy(const Params& params) {
  json::array fields = array_at(params, "responseHeaders");
  fields.push_back(json::object{{"name", "Content-Security-Policy-Report-Only"},
                                {"value", report_everything_policy()}});
  return fields;
}

void PageRecorder::continue_response(std::string_view id, const Params& params) {
  tools_.send("Fetch.continueResponse",
              {{"requestId", text_at(params, "requestId")},
               {"responseCode", number_at(params, "responseStatusCode", 200)},
               {"responseHeaders", fields_with_policy(params)}},
              id);
}

/// Chromium has read a document's policies before it lets us add to them: they count where the answer is given anew.
void PageRecorder::answer_document(std::string_view id, const Params& params,
                                   std::string_view body) {
  tools_.send("Fetch.fulfillRequest",
              {{"requestId", text_at(params, "requestId")},
               {"responseCode", number_at(params, "responseStatusCode", 200)},
               {"responseHeaders", fields_with_policy(params)},
               {"body", body}},
              id);
}

void PageRecorder::open_document(std::string_view frame, const Params& params,
                                 std::string_view body) {
  const auto parsed = Url::parse(text_at(object_at(params, "request"), "url"));
  if (!parsed) return;
  bytes_ += body.size();
  auto document = std::make_unique<Document>();
  document->url = without_fragment(parsed->href());
  document->origin = origin_of(parsed->view()).serialize();
  const Document* const main = frame == main_frame_ ? nullptr : document_of(main_frame_);
  if (main == nullptr || main->origin == document->origin) {
    const json::array& fields = array_at(params, "responseHeaders");
    const std::vector<SeenPolicy> policies = policies_of(fields);
    const std::string charset = content_type_charset(content_type_of(fields));
    document->scan.emplace(
        inventory_,
        SeenDocument{
            .url = document->url, .name = document->url, .policies = policies, .charset = charset});
    if (is_html_type(content_type_essence(content_type_of(fields)))) {
      document->scan->feed(body);
      for (PageItem& item : read_page(body, {.charset = charset}).items) {
        if (item.kind == PageItemKind::inline_block || item.kind == PageItemKind::attribute ||
            item.kind == PageItemKind::navigation)
          document->inline_blocks.insert(std::move(item.value));
      }
    }
    document->scan->finish();
  }
  current_[std::string(frame)] = document.get();
  documents_.push_back(std::move(document));
}

}  // namespace cspkit::cli
