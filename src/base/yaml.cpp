// SPDX-License-Identifier: Apache-2.0
#include "base/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <istream>
#include <streambuf>

#include "cspkit/limits.h"

namespace cspkit::yaml {
namespace {

// No vendor needs more; files made to exhaust the reader do.
constexpr std::size_t kMaxDepth = 12;
constexpr std::size_t kMaxNodes = 50'000;

/// A mistake that ends the reading.
struct Refusal {
  YAML::Mark mark;
  std::string message;
  std::string remedy;
};

/// Builds the tree from yaml-cpp's events, and refuses what could grow without bound.
class TreeBuilder : public YAML::EventHandler {
 public:
  std::optional<YamlNode> root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    finish(start(mark, {}, anchor, YamlNode::Kind::null));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{mark, "aliases are not allowed", "write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = start(mark, tag, anchor, YamlNode::Kind::scalar);
    node.scalar = value;
    finish(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open_.push_back(start(mark, tag, anchor, YamlNode::Kind::sequence));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open_.push_back(start(mark, tag, anchor, YamlNode::Kind::mapping));
  }
  void OnMapEnd() override { close(); }

 private:
  YamlNode start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                 YamlNode::Kind kind) {
    if (anchor != YAML::NullAnchor) {
      throw Refusal{mark, "anchors are not allowed", "take the & and its name away"};
    }
    // yaml-cpp's own marks for a plain and a quoted scalar are `?` and `!`.
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refusal{mark, "tags are not allowed", "take \"" + tag + "\" away"};
    }
    if (++nodes_ > kMaxNodes) throw Refusal{mark, "the file has too many values", "split it"};
    if (open_.size() >= kMaxDepth)
      throw Refusal{mark, "the values nest too deep", "nest them less"};
    YamlNode node;
    node.kind = kind;
    node.line = static_cast<std::size_t>(mark.line) + 1;
    node.column = static_cast<std::size_t>(mark.column) + 1;
    return node;
  }
  void finish(YamlNode node) {
    if (open_.empty()) {
      root = std::move(node);
    } else {
      open_.back().items.push_back(std::move(node));
    }
  }
  void close() {
    YamlNode node = std::move(open_.back());
    open_.pop_back();
    // An empty value has no place of its own: yaml-cpp marks what follows. Its key is what people look for.
    for (std::size_t i = 1; node.kind == YamlNode::Kind::mapping && i < node.items.size(); i += 2) {
      if (node.items[i].kind != YamlNode::Kind::null) continue;
      node.items[i].line = node.items[i - 1].line;
      node.items[i].column = node.items[i - 1].column;
    }
    finish(std::move(node));
  }

  std::vector<YamlNode> open_;
  std::size_t nodes_ = 0;
};

/// Reads from text that somebody else owns.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // a get area is never written to
    setg(begin, begin, begin + text.size());
  }
};

}  // namespace

void Issues::add(const YamlNode& at, std::string message, std::string remedy) {
  add(at.line, at.column, std::move(message), std::move(remedy));
}

void Issues::add(std::size_t line, std::size_t column, std::string message, std::string remedy) {
  found_.push_back({file_, line, column, std::move(message), std::move(remedy)});
}

std::vector<FileIssue> Issues::take() {
  std::ranges::stable_sort(found_, [](const FileIssue& a, const FileIssue& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return std::exchange(found_, {});
}

std::optional<YamlNode> read_document(std::string_view text, Issues& issues) {
  if (text.size() > limits::kMaxCatalogBytes) {
    issues.add(0, 0,
               "the file is larger than " + std::to_string(limits::kMaxCatalogBytes) + " bytes",
               "split it");
    return std::nullopt;
  }
  const auto report = [&](const YAML::Mark& mark, std::string message, std::string remedy) {
    const bool known = !mark.is_null();
    issues.add(known ? static_cast<std::size_t>(mark.line) + 1 : 0,
               known ? static_cast<std::size_t>(mark.column) + 1 : 0, std::move(message),
               std::move(remedy));
  };
  try {
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    TreeBuilder builder;
    if (!parser.HandleNextDocument(builder) || !builder.root) {
      issues.add(1, 1, "the file is empty", "start from an example");
      return std::nullopt;
    }
    TreeBuilder rest;
    if (parser.HandleNextDocument(rest)) {
      const YamlNode at = rest.root.value_or(YamlNode{});
      issues.add(at, "a second document follows", "keep one document a file");
      return std::nullopt;
    }
    return std::move(builder.root);
  } catch (const Refusal& refusal) {
    report(refusal.mark, refusal.message, refusal.remedy);
  } catch (const YAML::Exception& error) {
    report(error.mark, "this is not YAML: " + error.msg,
           "check the indentation, the quotes and the colons");
  } catch (const std::exception& error) {
    issues.add(0, 0, std::string("this is not YAML: ") + error.what(), "check the file's encoding");
  }
  return std::nullopt;
}

}  // namespace cspkit::yaml

namespace cspkit {

std::string FileIssue::to_string() const {
  std::string out = file;
  if (line > 0) out += ":" + std::to_string(line) + ":" + std::to_string(column);
  out += ": " + message;
  if (!remedy.empty()) out += "; " + remedy;
  return out;
}

}  // namespace cspkit
