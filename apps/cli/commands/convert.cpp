// SPDX-License-Identifier: Apache-2.0
#include <cspkit/convert.h>
#include <cspkit/diagnostics.h>
#include <cspkit/limits.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <charconv>

#include "command.h"
#include "config_input.h"
#include "json_output.h"
#include "policy_input.h"
#include "policy_json.h"
#include "table.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

template <typename Table>
std::vector<std::string_view> names_of(const Table& table) {
  std::vector<std::string_view> names;
  for (const auto& row : table) names.push_back(row.name);
  return names;
}

Target target_of(const Args& args) {
  return find_target(args.value("to").value_or("header")).value();  // one of the flag's choices
}

Conversion convert_or_throw(const std::vector<Policy>& policies, const Args& args,
                            std::string_view input) {
  auto conversion =
      convert_policies(policies, target_of(args), {.form = args.value("form").value_or("")});
  if (conversion) return *std::move(conversion);
  if (args.has("form") && !policies.empty()) {
    const std::string& message = conversion.error().message;
    if (message.find("has no form") != std::string::npos) throw UsageError("--form: " + message);
  }
  throw InputError(fmt::format("{}: {}", input, conversion.error().message));
}

json::object to_json(const Conversion& conversion, Target target) {
  json::array notes;
  for (const ConvertNote& note : conversion.notes) {
    notes.push_back(
        {{"message", note.message},
         {"reference", note.reference.empty() ? json::value() : json::value(note.reference)}});
  }
  return {{"target", target_info(target).name},
          {"form", conversion.form->name},
          {"file", conversion.form->file},
          {"text", conversion.text},
          {"notes", std::move(notes)}};
}

void say(std::string_view text, Context& context) {
  context.err.print("{}\n", wrap(text, context.err.columns() - 2, 2));
}

/// What the reader has to know goes to standard error, so that the text can be pasted or piped as it is.
void print_notes(const std::vector<ConvertNote>& notes, Context& context) {
  for (const ConvertNote& note : notes) {
    say(context.err_style.info("note") + ": " + printable(note.message), context);
    if (!note.reference.empty()) context.err.print("  see {}\n", note.reference);
  }
}

ExitStatus status_of(const Conversion& conversion) {
  return conversion.text.empty() ? ExitStatus::no : ExitStatus::yes;
}

void tell_that_none_is_in(std::string_view input, Context& context) {
  context.err.print("{}: no Content-Security-Policy in it\n", printable(input));
}

/// Headers, pages and manifests were read, and none has a policy.
ExitStatus nothing_to_write(const Args& args, Context& context) {
  for (const Given& given : args.given()) {
    const bool source = given.flag == "header-file" || given.flag == "html" ||
                        given.flag == "url" || given.flag == "har" || given.flag == "site";
    if (source) tell_that_none_is_in(input_name(given.value), context);
  }
  if (args.has("json")) {
    write_json(context.out, {{"target", target_info(target_of(args)).name},
                             {"form", nullptr},
                             {"file", nullptr},
                             {"text", ""},
                             {"notes", json::array()}});
  }
  return ExitStatus::no;
}

ExitStatus write_policies(const Args& args, Context& context) {
  const std::vector<PolicyText> texts = read_policy_texts(args);
  for (const PolicyText& text : texts) tell_mistakes(text, context);
  if (texts.empty()) return nothing_to_write(args, context);
  const std::string name = texts.size() == 1 ? texts.front().name : "the policies";
  const Conversion conversion = convert_or_throw(parse_policy_texts(texts), args, name);
  if (args.has("json")) {
    write_json(context.out, to_json(conversion, target_of(args)));
  } else {
    context.out.write(conversion.text);
    context.out.flush();
    print_notes(conversion.notes, context);
  }
  return status_of(conversion);
}

std::string place_in(std::string_view file, const FoundPolicy& found) {
  return fmt::format("{}:{}:{}", file, found.place.line, found.place.column);
}

/// Policies that are sent together.
struct Together {
  std::string context;
  std::vector<const FoundPolicy*> found;

  /// `name` is the file's, for errors.
  [[nodiscard]] std::vector<Policy> parse(std::string_view name) const {
    std::vector<Policy> policies;
    for (const FoundPolicy* one : found) {
      auto parsed = parse_policies(one->value, one->disposition, one->delivery);
      const auto refusal = std::ranges::find_if(parsed.diagnostics, is_refusal);
      if (refusal != parsed.diagnostics.end()) {
        throw InputError(fmt::format("{}: {}", place_in(name, *one), refusal->message));
      }
      policies.insert(policies.end(), parsed.policies.begin(), parsed.policies.end());
    }
    return policies;
  }
};

std::vector<Together> group(const ConfigReading& reading) {
  std::vector<Together> groups;
  for (const FoundPolicy& found : reading.policies) {
    auto at = std::ranges::find(groups, found.context, &Together::context);
    if (at == groups.end()) at = groups.insert(groups.end(), {found.context, {}});
    at->found.push_back(&found);
  }
  return groups;
}

void keep_the_one_at(std::vector<Together>& groups, std::string_view text) {
  std::size_t line = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), line);
  if (problem != std::errc() || end != text.data() + text.size()) {
    throw UsageError(fmt::format("--at {}: not a line number; give one, such as --at 12", text));
  }
  const auto has_line = [line](const FoundPolicy* found) { return found->place.line == line; };
  std::erase_if(groups,
                [&](const Together& one) { return std::ranges::none_of(one.found, has_line); });
  if (groups.empty()) {
    throw UsageError(fmt::format(
        "--at {}: no policy stands on that line; without --at the lines are listed", line));
  }
}

json::object reading_to_json(const ConfigReading& reading) {
  json::array policies;
  for (const FoundPolicy& found : reading.policies) {
    policies.push_back({{"policy", found.value},
                        {"disposition", disposition_name(found.disposition)},
                        {"delivery", found.delivery == Delivery::meta ? "meta" : "header"},
                        {"line", found.place.line},
                        {"column", found.place.column},
                        {"context", found.context}});
  }
  json::array remarks;
  for (const ConfigRemark& remark : reading.remarks) {
    remarks.push_back({{"line", remark.place.line},
                       {"column", remark.place.column},
                       {"severity", to_string(remark.severity)},
                       {"message", remark.message}});
  }
  return {{"policies", std::move(policies)}, {"remarks", std::move(remarks)}};
}

std::string severity_text(Severity severity, const Style& style) {
  const std::string_view text = to_string(severity);
  return severity == Severity::info ? style.info(text) : style.warning(text);
}

void print_remarks(const ConfigReading& reading, std::string_view name, Context& context) {
  for (const ConfigRemark& remark : reading.remarks) {
    say(fmt::format("{}:{}:{}: {}: {}", printable(name), remark.place.line, remark.place.column,
                    severity_text(remark.severity, context.err_style), printable(remark.message)),
        context);
  }
}

void print_place(const Together& one, std::string_view name, Context& context) {
  const ConfigPlace& place = one.found.front()->place;
  context.err.print("{}:{}:{}: {}\n", printable(name), place.line, place.column,
                    one.context.empty() ? "for everything" : printable(one.context));
}

ExitStatus read_configuration(const Args& args, Context& context) {
  const auto files = args.positionals();
  if (files.size() != 1) {
    throw UsageError(files.empty() ? "--from: no file; name one, or - for standard input"
                                   : "--from: one file at a time; run it again for the next");
  }
  if (gives_policy_by_flag(args)) {
    throw UsageError(
        "--from reads its policies out of the file; leave out the other ways to give one");
  }
  const ConfigFormat format = find_config_format(*args.value("from")).value();
  const std::string name(input_name(files.front()));
  const ConfigReading reading = read_config_file(files.front(), format);
  std::vector<Together> groups = group(reading);
  if (const auto at = args.value("at")) keep_the_one_at(groups, *at);

  ExitStatus status = groups.empty() ? ExitStatus::no : ExitStatus::yes;
  json::object document = reading_to_json(reading);
  json::array conversions;
  if (!args.has("json")) print_remarks(reading, name, context);
  for (const Together& one : groups) {
    const std::vector<Policy> policies = one.parse(name);
    const bool first = &one == &groups.front();
    if (policies.empty()) {
      if (!args.has("json")) {
        print_place(one, name, context);
        context.err.write("  an empty policy, which restricts nothing\n");
      }
      continue;
    }
    const Conversion conversion =
        convert_or_throw(policies, args, place_in(name, *one.found.front()));
    if (conversion.text.empty()) status = ExitStatus::no;
    if (args.has("json")) {
      json::object row = to_json(conversion, target_of(args));
      row["context"] = one.context;
      conversions.push_back(std::move(row));
      continue;
    }
    if (!first) context.out.write("\n");
    context.out.flush();
    if (groups.size() > 1 || !one.context.empty()) print_place(one, name, context);
    context.err.flush();
    context.out.write(conversion.text);
    context.out.flush();
    if (args.has("to")) print_notes(conversion.notes, context);
  }
  if (args.has("json")) {
    document["conversions"] = std::move(conversions);
    write_json(context.out, document);
  } else if (groups.empty()) {
    tell_that_none_is_in(name, context);
  }
  return status;
}

ExitStatus run_convert(const Args& args, Context& context) {
  if (args.has("from")) return read_configuration(args, context);
  if (args.has("at"))
    throw UsageError("--at chooses among the policies of a file; give --from too");
  return write_policies(args, context);
}

}  // namespace

Command convert_command() {
  return {
      .name = "convert",
      .summary =
          "Write a policy into a server's or framework's configuration, or read it out of one",
      .description =
          "The text on standard output is ready to paste, escaped so that exactly the policy is "
          "sent; what there is to "
          "know about it goes to standard error. 'nonce-{nonce}' becomes the target's own way to "
          "draw a nonce for each "
          "response. Where the target has none, the nonce is left out and a note tells the way "
          "out, so that what is "
          "written is never looser than what was asked. Some targets have several forms, such as a "
          "static file and "
          "code that draws nonces; --form chooses one, and without it the first that can carry the "
          "policy is taken.\n\n"
          "With --from the policies are read out of a file by its own rules of quoting and "
          "inheritance. What stands "
          "for different places (servers, locations, paths) is written one after the other; --at "
          "chooses one of them "
          "by a line on which it stands. What is not understood is told with its line and "
          "column.\n\n"
          "The exit status is 1 where there is nothing to write: no policy in the file, or none "
          "that the target can "
          "carry.",
      .positional = {.name = "POLICY",
                     .help =
                         "a policy in header syntax, @FILE, or -; with --from, the file to read",
                     .min = 0,
                     .max = kAnyNumber},
      .flags = join_flags(
          {{{.name = "to",
             .value = "TARGET",
             .help = "what to write (default header)",
             .choices = names_of(target_table())},
            {.name = "form",
             .value = "FORM",
             .help = "which of the target's forms, such as _headers for netlify"},
            {.name = "from",
             .value = "FORMAT",
             .help = "read the policies out of a file",
             .choices = names_of(config_format_table())},
            {.name = "at",
             .value = "LINE",
             .help = "with --from, only what is sent together with the policy on that line"}},
           policy_flags(),
           {json_flag()}}),
      .examples = {{"cspkit convert \"default-src 'self'\" --to nginx", "a line for nginx"},
                   {"cspkit convert \"script-src 'nonce-{nonce}' 'strict-dynamic'\" --to helmet",
                    "with nonces, for Express"},
                   {"cspkit convert --from nginx /etc/nginx/nginx.conf",
                    "which policies does the server send?"},
                   {"cspkit convert --from netlify netlify.toml --to caddy",
                    "from one to the other"}},
      .run = run_convert,
  };
}

}  // namespace cspkit::cli
