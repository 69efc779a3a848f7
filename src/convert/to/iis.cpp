// SPDX-License-Identifier: Apache-2.0
#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {

std::string write_iis(const Job& job) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<configuration>\n"
      "  <system.webServer>\n"
      "    <httpProtocol>\n"
      "      <customHeaders>\n";
  for (const Field& field : job.fields) {
    const std::string name(field.name());
    text += "        <remove name=\"" + name + "\" />\n";
    text += "        <add name=\"" + name + "\" value=\"" + escape_attribute(field.value.plain()) +
            "\" />\n";
  }
  text +=
      "      </customHeaders>\n"
      "    </httpProtocol>\n"
      "  </system.webServer>\n"
      "</configuration>\n";
  return text;
}

}  // namespace cspkit::convert
