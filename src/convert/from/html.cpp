// SPDX-License-Identifier: Apache-2.0
#include "html/meta_policies.h"

#include "convert/from/reader.h"
#include "convert/from/scanner.h"

namespace cspkit::convert {

ReadResult read_html(std::string_view text) {
  ConfigReading reading;
  Scanner scanner(text);
  for (html::MetaPolicy& meta : html::find_meta_policies(text)) {
    scanner.skip(meta.offset - scanner.offset());
    if (meta.where == html::MetaPlace::outside_head) {
      reading.remarks.push_back(
          {scanner.place(), Severity::warning,
           "this <meta> stands outside of <head>, where browsers ignore it; move it there"});
      continue;
    }
    if (meta.report_only) {
      reading.remarks.push_back(
          {scanner.place(), Severity::warning,
           "a <meta> element cannot report only; browsers ignore this one. Send it as a header"});
      continue;
    }
    reading.policies.push_back({.value = std::move(meta.content),
                                .disposition = Disposition::enforce,
                                .delivery = Delivery::meta,
                                .place = scanner.place(),
                                .context = {}});
  }
  return reading;
}

}  // namespace cspkit::convert
