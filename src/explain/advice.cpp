// SPDX-License-Identifier: Apache-2.0
#include "explain/advice.h"

#include <fmt/format.h>

#include "cspkit/bypass.h"
#include "explain/question.h"

namespace cspkit::explain_detail {
namespace {

constexpr std::string_view kSpec = "https://w3c.github.io/webappsec-csp/";

class Counsel {
 public:
  Counsel(const Incident& finding, const ReportedViolation& violation, const AdviceContext& context)
      : finding_(finding),
        violation_(violation),
        context_(context),
        family_(family_of(violation.effective_directive)) {}

  std::vector<Advice> take() {
    switch (violation_.blocked) {
      case BlockedKind::inline_block: on_inline_block(); break;
      case BlockedKind::javascript_url:
        add(Wisdom::good,
            "Replace the javascript: URL by a button or link with an event listener in a script "
            "file. Only 'unsafe-inline', or 'unsafe-hashes' with the hash of the whole URL, would "
            "allow it as it is.",
            "#directive-script-src");
        break;
      case BlockedKind::eval:
        add(Wisdom::unwise,
            "'unsafe-eval' lets every script of the page turn text into code. Look for a build of "
            "the script that does without eval() and new Function(), or for its option to do so.",
            "#can-compile-strings");
        break;
      case BlockedKind::wasm_eval:
        add(Wisdom::careful,
            "'wasm-unsafe-eval' allows WebAssembly and nothing else; 'unsafe-eval' would allow "
            "eval() too, and is not needed.",
            "#can-compile-wasm-bytes");
        break;
      case BlockedKind::trusted_types_policy:
        add(Wisdom::careful,
            "Whoever may create a Trusted Types policy decides what counts as safe markup. Add the "
            "name if you know the script that creates it.",
            "");
        break;
      case BlockedKind::trusted_types_sink: on_sink(); break;
      case BlockedKind::url: on_url(); break;
      case BlockedKind::unknown:
        if (family_ == "frame-src") {
          add(Wisdom::careful,
              "The browser does not say which address the frame has. It is one without a host: a "
              "data: URL, or that of an app on the visitor's device.",
              "");
        }
        break;
    }
    if (finding_.disposition == Disposition::report) {
      add(Wisdom::good,
          "The policy is report-only: nothing was stopped, and this is what would be if it were "
          "enforced.",
          "#policy-disposition");
    }
    return std::move(advice_);
  }

 private:
  void add(Wisdom wisdom, std::string text, std::string_view reference) {
    const bool anchor = reference.starts_with('#');
    advice_.push_back({wisdom, std::move(text),
                       anchor ? std::string(kSpec).append(reference) : std::string(reference)});
  }

  void on_inline_block() {
    const bool style = family_ == "style-src";
    const std::string hash = finding_.hashes.empty() ? "" : finding_.hashes.front();
    if (violation_.effective_directive.ends_with("-attr")) {
      add(Wisdom::good,
          style
              ? "Move the style into a style sheet and give the element a class; a script may also "
                "set element.style, which no policy stops. A policy has no good source for "
                "style attributes."
              : "Move the handler into a script file: element.addEventListener('click', …). A "
                "policy has no good source for handlers in the markup.",
          style ? "#directive-style-src" : "#directive-script-src");
      add(Wisdom::careful,
          hash.empty()
              ? "'unsafe-hashes' with the hash of its text would allow it, on every element "
                "that bears the same text."
              : fmt::format("'unsafe-hashes' {} would allow it, on every element that bears "
                            "the same text.",
                            hash),
          "#unsafe-hashes-usage");
      unsafe_inline(style);
      return;
    }
    add(Wisdom::good,
        style
            ? "Give the page's own <style> elements a nonce that is drawn anew for each response, "
              "or move them into a file."
            : "Give the page's own <script> elements a nonce that is drawn anew for each response, "
              "or move them into a file.",
        "#directive-" + family_);
    if (!hash.empty()) {
      add(Wisdom::good,
          fmt::format(
              "Where the text never changes, its hash does as well and needs no server: {}.", hash),
          "#grammardef-hash-source");
    }
    unsafe_inline(style);
  }

  void unsafe_inline(bool style) {
    add(Wisdom::unwise,
        style ? "'unsafe-inline' would let in styles that somebody injects, and with them pictures "
                "of "
                "what the page shows."
              : "'unsafe-inline' would let in every script that somebody injects into the page, "
                "which is what the policy is there to stop.",
        "#unsafe-inline");
  }

  void on_sink() {
    add(Wisdom::good,
        "A script hands plain text to a place that makes markup or code of it. Let it use "
        "textContent, or a Trusted Types policy that cleans the text; no source allows this.",
        "https://w3c.github.io/trusted-types/dist/spec/");
    add(Wisdom::unwise, "Without require-trusted-types-for the page has no such guard any more.",
        "");
  }

  void on_url() {
    if (violation_.effective_directive == "frame-ancestors") {
      add(Wisdom::careful,
          violation_.browser == Browser::firefox
              ? "Add the site only if it shall show your page in a frame: it can then lure clicks."
              : "The browser does not say who tried to frame the page. If it is a site that shall, "
                "add "
                "that site's origin to frame-ancestors.",
          "#directive-frame-ancestors");
      return;
    }
    if (context_.by_nonce) {
      add(Wisdom::good,
          "Give the script element the page's nonce, or let a script that has it load the other "
          "one. Sources of hosts do not count beside 'strict-dynamic'.",
          "#strict-dynamic-usage");
    }
    const std::string& source = context_.source;
    if (source.empty()) return;
    if (source == "data:" || source == "blob:" || source == "filesystem:") {
      on_scheme(source);
    } else if (source.starts_with("http:") || source.starts_with("ws:")) {
      add(Wisdom::careful,
          "The address is not encrypted: anybody on the way can change what comes. Ask for it with "
          "https: (wss:), or add upgrade-insecure-requests.",
          "");
    } else if (source.ends_with(':')) {
      add(Wisdom::careful,
          fmt::format(
              "{} stands for a whole scheme: an app on the visitor's device, not a host. Add "
              "it only if the page opens that app on purpose.",
              source),
          "");
    } else if (source == "'self'") {
      add(Wisdom::good, "It is the page's own origin.", "");
    }
    if (family_ == "script-src" && !context_.by_nonce) on_script_host(source);
    if (family_ == "base-uri") {
      add(Wisdom::unwise,
          "A <base> of another host sends every relative address there, those of scripts included. "
          "Look for who put it into the page.",
          "#directive-base-uri");
    }
    if (family_ == "form-action") {
      add(Wisdom::careful,
          "What people type into the form goes to this host. Add it if the form is yours.",
          "#directive-form-action");
    }
    if (family_ == "object-src") {
      add(Wisdom::careful, "Few pages need plugins; show the file in a frame, or link to it.",
          "#directive-object-src");
    }
    if (!context_.vendor_reference.empty()) {
      add(Wisdom::good, "The vendor asks for this source.",
          context_.vendor_reference.starts_with("https://") ? context_.vendor_reference : "");
    }
  }

  void on_scheme(const std::string& source) {
    if (family_ == "script-src" || family_ == "object-src" || family_ == "frame-src") {
      add(Wisdom::unwise,
          fmt::format("{} in {} lets whoever injects markup bring the code along. Load it from a "
                      "file.",
                      source, family_),
          "");
    } else if (family_ == "worker-src") {
      add(Wisdom::careful,
          fmt::format(
              "{} workers are made by scripts that run already. That is how many vendors "
              "bring their workers, and acceptable in worker-src; keep it out of script-src.",
              source),
          "");
    } else {
      add(Wisdom::good, fmt::format("{} in {} is common and does little harm.", source, family_),
          "");
    }
  }

  void on_script_host(const std::string& source) {
    std::vector<const Bypass*> rows;
    builtin_bypasses().let_in_by(source, PathRule::compare, rows);
    for (const Bypass* row : rows) {
      if (!row->dead.empty() || row->needs_eval) continue;
      add(Wisdom::unwise,
          fmt::format("{} defeats an allowlist of scripts. {}. Use a nonce for the script, or name "
                      "the path of the one file.",
                      source, row->title),
          row->reference);
      return;
    }
    if (context_.vendor_reference.empty() && source.find("://") != source.npos) {
      add(Wisdom::careful,
          "A script runs with all rights of the page. Add the host if you know what it is and who "
          "put it there; otherwise the policy has done its work.",
          "");
    }
  }

  const Incident& finding_;
  const ReportedViolation& violation_;
  const AdviceContext& context_;
  std::string family_;
  std::vector<Advice> advice_;
};

}  // namespace

std::vector<Advice> advice_on(const Incident& finding, const ReportedViolation& violation,
                              const AdviceContext& context) {
  return Counsel(finding, violation, context).take();
}

}  // namespace cspkit::explain_detail
