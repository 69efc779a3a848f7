// SPDX-License-Identifier: Apache-2.0
#include "convert/from/reader.h"
#include "cspkit/page.h"

namespace cspkit::convert {

ReadResult read_html(std::string_view text) {
  ConfigReading reading;
  const auto add = [&](MetaPolicy&& policy) {
    const ConfigPlace place{policy.position.line, policy.position.column};
    if (policy.place == MetaPolicy::Place::outside_head) {
      reading.remarks.push_back(
          {place, Severity::warning,
           "this <meta> stands outside of <head>, where browsers ignore it; move it there"});
    } else if (policy.report_only) {
      reading.remarks.push_back(
          {place, Severity::warning,
           "a <meta> element cannot report only; browsers ignore this one. Send it as a header"});
    } else {
      for (const Diagnostic& found :
           parse_policies(policy.content, Disposition::enforce, Delivery::meta).diagnostics) {
        if (found.code == "ignored-in-meta")
          reading.remarks.push_back({place, Severity::warning, found.message});
      }
      reading.policies.push_back({.value = std::move(policy.content),
                                  .disposition = Disposition::enforce,
                                  .delivery = Delivery::meta,
                                  .place = place,
                                  .context = {}});
    }
  };
  // The documents in srcdoc attributes have policies of their own.
  PageReader reader({.max_frame_depth = 0}, {.policy = add});
  reader.feed(text);
  reader.finish();
  return reading;
}

}  // namespace cspkit::convert
