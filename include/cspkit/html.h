// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// HTML, token by token, from a stream that comes in chunks.
namespace cspkit {

/// The elements that the tokenizer or a policy treats apart. Anything else is `other`.
enum class HtmlTag : std::uint8_t {
  other,
  a,
  animate,
  area,
  audio,
  base,
  body,
  button,
  embed,
  feimage,
  fencedframe,
  form,
  frame,
  frameset,
  head,
  html,
  iframe,
  image,
  img,
  input,
  link,
  math,
  meta,
  noembed,
  noframes,
  noscript,
  object,
  param,
  plaintext,
  script,
  set,
  source,
  style,
  svg,
  template_,
  textarea,
  title,
  track,
  use,
  video,
  xmp,
};
inline constexpr std::size_t kHtmlTagCount = static_cast<std::size_t>(HtmlTag::xmp) + 1;

/// `script`; empty for `other`.
[[nodiscard]] std::string_view html_tag_name(HtmlTag tag) noexcept;
/// The element of that name without regard to ASCII case, or `other`.
[[nodiscard]] HtmlTag find_html_tag(std::string_view name) noexcept;

/// A set of elements.
class HtmlTagSet {
 public:
  constexpr HtmlTagSet() noexcept = default;
  constexpr HtmlTagSet(std::initializer_list<HtmlTag> tags) noexcept {
    for (const HtmlTag tag : tags) bits_ |= bit(tag);
  }
  /// Every element, `other` included.
  [[nodiscard]] static constexpr HtmlTagSet all() noexcept {
    HtmlTagSet set;
    set.bits_ = ~std::uint64_t{0};
    return set;
  }
  [[nodiscard]] constexpr bool contains(HtmlTag tag) const noexcept {
    return (bits_ & bit(tag)) != 0;
  }

 private:
  static constexpr std::uint64_t bit(HtmlTag tag) noexcept {
    return std::uint64_t{1} << static_cast<unsigned>(tag);
  }
  static_assert(kHtmlTagCount <= 64);
  std::uint64_t bits_ = 0;
};

/// Whose element a tag makes. The tokenizer keeps count of `<svg>` and `<math>`, because `<style>` or `<title>` does not
/// begin raw text in them.
enum class HtmlNamespace : std::uint8_t { html, svg, mathml };

/// What a piece of text stands in, and so what HtmlTextDecoder has to do with it.
enum class HtmlTextKind : std::uint8_t {
  data,    ///< between tags: character references count
  rcdata,  ///< `<title>`, `<textarea>`: character references count
  rawtext,  ///< `<style>`, `<xmp>`, `<iframe>`, `<noembed>`, `<noframes>`, and `<noscript>` where scripts run
  script,     ///< `<script>`
  plaintext,  ///< behind `<plaintext>`, to the end
  cdata,      ///< `<![CDATA[` … `]]>` in SVG and MathML
};

/// How a value is written: not at all, bare, in `'` or in `"`.
enum class HtmlQuote : std::uint8_t { absent, none, single_quote, double_quote };

/// One attribute as it is written; see decode_html_attribute().
struct HtmlAttribute {
  std::string_view name;           ///< in the case of the source
  std::string_view value;          ///< without its quotes, character references as they stand
  std::uint64_t name_offset = 0;   ///< byte of the stream at which the name begins
  std::uint64_t value_offset = 0;  ///< byte of the stream at which the value begins; 0 where absent
  HtmlQuote quote = HtmlQuote::absent;
  bool duplicate = false;  ///< an earlier attribute of the tag has this name, and wins
};

enum class HtmlTokenKind : std::uint8_t {
  need_input,  ///< the chunk is used up: feed() the next one, or finish()
  end,         ///< of the stream
  text,        ///< a piece of text; a run of text may come in any number of pieces
  tag_name,    ///< a start tag has begun, and its name has ended: see HtmlInterest::tag_names
  start_tag,
  end_tag,
  comment,       ///< bogus ones included; its `text` is the last piece of its content
  comment_text,  ///< a piece of a comment's content that does not end it
  doctype,       ///< its `text` is the source of the whole token: parse_html_doctype()
};

/// A token. Its views live until the next call to the tokenizer; it looks into the caller's chunk, or, where a boundary
/// between chunks cut the token, into the tokenizer's own copy.
struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::need_input;
  HtmlTextKind text_kind = HtmlTextKind::data;     ///< of text
  HtmlTag tag = HtmlTag::other;                    ///< of tags
  HtmlNamespace name_space = HtmlNamespace::html;  ///< of tags and CDATA sections
  bool self_closing = false;                       ///< the tag ends with `/>`
  bool complete = true;                            ///< false: cut by limits::kMaxHtmlTagBytes
  std::uint64_t begin = 0;                         ///< first byte, counted from the stream's start
  std::uint64_t end = 0;                           ///< the byte behind the last
  std::uint64_t name_end = 0;                      ///< the byte behind a tag's name
  std::string_view text;                           ///< source bytes: a tag's name, or see the kind
  std::span<const HtmlAttribute> attributes;       ///< in order, duplicates included

  /// The attribute that counts for `name` (lower case), or null.
  [[nodiscard]] const HtmlAttribute* find(std::string_view name) const noexcept;
};

/// Which text is reported.
enum class HtmlTextInterest : std::uint8_t {
  none,
  of_reported_elements,  ///< the raw text of elements whose start tag is reported
  all,
};

/// What the tokenizer reports. What is not asked for is skipped at the speed of a search for `<`.
struct HtmlInterest {
  HtmlTagSet start_tags = HtmlTagSet::all();
  HtmlTextInterest text = HtmlTextInterest::all;
  /// All end tags. Without it, there are still those of reported elements of raw text, so that the element's text is
  /// what lies between the start tag's `end` and the end tag's `begin`.
  bool end_tags = true;
  bool comments = true;
  bool doctype = true;
  /// Also tell, ahead of each reported start tag, where its name ends, as soon as that byte is seen. Who inserts an
  /// attribute there never has to hold back a chunk.
  bool tag_names = false;

  /// Start tags of `tags`, the ends of their raw text, and nothing else.
  [[nodiscard]] static constexpr HtmlInterest only(HtmlTagSet tags) noexcept {
    return {.start_tags = tags,
            .text = HtmlTextInterest::none,
            .end_tags = false,
            .comments = false,
            .doctype = false,
            .tag_names = false};
  }
};

/// Whether the user agent runs scripts: then `<noscript>` holds raw text.
enum class HtmlScripting : std::uint8_t { enabled, disabled };

/// Who says what a tag does to the text behind it.
enum class HtmlSwitching : std::uint8_t {
  by_tags,  ///< the tags themselves, as a tree builder would: see docs/html.md
  none,     ///< nobody: the text after `<script>` is tokenized as markup
};

struct HtmlTokenizerOptions {
  HtmlInterest interest{};
  HtmlScripting scripting = HtmlScripting::enabled;
  HtmlSwitching switching = HtmlSwitching::by_tags;
  /// The state to begin in, for fragments: as if this text stood in an element of the name below.
  HtmlTextKind begin_in = HtmlTextKind::data;
  /// The element that an end tag has to name to end text of kind rcdata, rawtext or script. At most 32 bytes count.
  std::string_view inside{};
};

/// A streaming HTML tokenizer after the HTML Standard.
///
///     cspkit::HtmlTokenizer tokenizer({.interest = cspkit::HtmlInterest::only({cspkit::HtmlTag::script})});
///     tokenizer.feed("<p>Hi<script src=a.js></scr");
///     tokenizer.next();    // start_tag, begin 5, end 22, attributes src=a.js
///     tokenizer.next();    // need_input
///     tokenizer.feed("ipt>");
///     tokenizer.finish();
///     tokenizer.next();    // end_tag, begin 22, end 31
///     tokenizer.next();    // end
///
/// It never fails: every input is tokens. The tokens are the same wherever the stream is cut into chunks, except that
/// text comes in other pieces. Nothing is copied but the beginning of a token that a boundary cuts, at most
/// limits::kMaxHtmlTagBytes; of a longer tag, what ends within so many bytes is reported, and it is marked as not complete.
/// Memory does not grow with the stream, and time only in proportion to it.
///
/// Bytes are read as an encoding in which ASCII is ASCII and no other character has a byte of `<`, `>`, `"`, `'`, `&`, `=`
/// or `/`: UTF-8, windows-1252, Shift_JIS, GB18030, Big5, EUC and the rest of what browsers know, whatever a `<meta>` says of
/// them; values and text are handed out in that encoding. Not so are UTF-16, which browsers believe of a page only by byte
/// order mark or Content-Type (a `<meta>` that says it means UTF-8): put HtmlUtf16Decoder before the tokenizer; and ISO-2022-JP,
/// which is not supported. A byte order mark of UTF-8 at the start is skipped.
///
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(const HtmlTokenizerOptions& options = {});
  ~HtmlTokenizer();
  HtmlTokenizer(HtmlTokenizer&&) noexcept;
  HtmlTokenizer& operator=(HtmlTokenizer&&) noexcept;

  /// Hands over the next bytes of the stream; they must live until next() says need_input. To be called at the start and
  /// whenever it did.
  void feed(std::string_view chunk);
  /// There is no further chunk. The rest of the tokens is still to be fetched.
  void finish();
  /// The next token. Once it is `end`, so is each further one.
  [[nodiscard]] const HtmlToken& next();

  /// Bytes of the stream handed over so far.
  [[nodiscard]] std::uint64_t fed() const noexcept;
  /// How often the tokenizer looked at a byte or a block of 16 of them, for tests that its work is linear.
  [[nodiscard]] std::uint64_t steps() const noexcept;

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

/// What a DOCTYPE says. Views into the source, in its case; NUL and CR as they stand.
struct HtmlDoctype {
  std::string_view name, public_id, system_id;
  bool has_name = false, has_public_id = false, has_system_id = false;
  bool force_quirks = false;
};
/// Reads the source of a doctype token. Source: https://html.spec.whatwg.org/multipage/parsing.html#doctype-state
[[nodiscard]] HtmlDoctype parse_html_doctype(std::string_view source) noexcept;

/// Turns the pieces of one run of text into the characters that stand in the DOM: character references, CR and NUL.
/// A reference may be cut by the boundary of two pieces.
///
///     cspkit::HtmlTextDecoder decoder(cspkit::HtmlTextKind::rcdata);
///     decoder.feed("a &lt", out); decoder.feed("; b", out); decoder.finish(out);    // out: "a < b"
///
/// NUL becomes U+FFFD; in `data`, where the tree builder drops it, and in `cdata` it stays.
class HtmlTextDecoder {
 public:
  explicit HtmlTextDecoder(HtmlTextKind kind) noexcept : kind_(kind) {}
  /// Appends to `out` what is certain after these bytes.
  void feed(std::string_view piece, std::string& out);
  /// The run has ended: appends the rest, and is ready for another run.
  void finish(std::string& out);

 private:
  HtmlTextKind kind_;
  bool after_cr_ = false;
  std::string held_;  // a reference that may go on; shorter than the longest name
};

/// What a stream begins with. It outweighs Content-Type and `<meta>`.
/// Source: https://encoding.spec.whatwg.org/#bom-sniff
enum class HtmlByteOrderMark : std::uint8_t { none, utf8, utf16_le, utf16_be };
/// `start` are the stream's first three bytes, or all that it has.
[[nodiscard]] HtmlByteOrderMark find_html_byte_order_mark(std::string_view start) noexcept;

/// Makes UTF-8 of a stream of UTF-16, as browsers read it: half a surrogate pair, and half a unit at the end, become
/// U+FFFD. A byte order mark stays one, which HtmlTokenizer skips.
///
///     cspkit::HtmlUtf16Decoder decoder(cspkit::HtmlByteOrderMark::utf16_le);
///     decoder.feed(chunk, out);
///     decoder.finish(out);
///
/// Source: https://encoding.spec.whatwg.org/#shared-utf-16-decoder
class HtmlUtf16Decoder {
 public:
  /// `order` is utf16_le or utf16_be.
  explicit HtmlUtf16Decoder(HtmlByteOrderMark order) noexcept : order_(order) {}
  /// Appends to `out` what is certain after these bytes.
  void feed(std::string_view chunk, std::string& out);
  void finish(std::string& out);

 private:
  void add(std::uint32_t unit, std::string& out);

  HtmlByteOrderMark order_;
  bool has_byte_ = false;  // the first of a unit
  std::uint32_t byte_ = 0;
  std::uint32_t lead_ = 0;  // a high surrogate, or 0
};

/// The value of an attribute as scripts see it.
///
///     cspkit::decode_html_attribute("a?b&amp;c&copy=1");    // "a?b&c&copy=1"
///
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
[[nodiscard]] std::string decode_html_attribute(std::string_view value);

}  // namespace cspkit
