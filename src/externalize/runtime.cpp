// SPDX-License-Identifier: Apache-2.0
#include "externalize/runtime.h"

namespace cspkit::externalize_detail {

const std::string_view kRuntime = R"js((function (attribute, entries) {
  'use strict';
  const done = new WeakSet();
  const nothing = Object.freeze(Object.create(null));
  const inForms = new Set(['button', 'fieldset', 'input', 'object', 'output', 'select', 'textarea']);

  function formOf(element) {
    if (inForms.has(element.localName)) return element.form || nothing;
    return element.localName === 'img' && element.closest('form') || nothing;
  }

  // Made when it is first called, as a browser does with a handler attribute. A handler sees the properties of its
  // element, form and document as names.
  function handler(element, make) {
    let made;
    return function () {
      if (!made) made = make(element.ownerDocument, formOf(element), element);
      return made.apply(this, arguments);
    };
  }

  // The class stands for the style attribute until this has run; scripts that change element.style find it as it was.
  function restoreStyle(element, entry) {
    const value = element.getAttribute('class') || '';
    if (value === entry.class) {
      element.removeAttribute('class');
    } else if (value.endsWith(' ' + entry.class)) {
      element.setAttribute('class', value.slice(0, -entry.class.length - 1));
    } else {
      return;
    }
    element.style.cssText = entry.style;
  }

  // The handler property has what a handler attribute has: its place among the listeners, its return value, its arguments.
  function listen(element, name, make) {
    if (name in element) {
      element[name] = handler(element, make);
    } else if (element.namespaceURI === 'http://www.w3.org/2000/svg') {
      const call = handler(element, make);
      element.addEventListener(name.slice(2), function (event) {
        if (call.call(this, event) === false) event.preventDefault();
      });
    }
  }

  // A javascript: URL runs in a task of its own, where no listener has prevented it. The window's last listener is the last
  // of all, unless one before it ends the way there.
  function follow(element, run) {
    element.addEventListener('click', (event) => {
      const settle = () => {
        removeEventListener('click', settle);
        if (event.defaultPrevented) return;
        event.preventDefault();
        setTimeout(run);
      };
      if (event.defaultPrevented) return;
      addEventListener('click', settle);
      for (const name of ['stopPropagation', 'stopImmediatePropagation']) {
        event[name] = () => {
          settle();
          Event.prototype[name].call(event);
        };
      }
      Object.defineProperty(event, 'cancelBubble', {
        get: () => false,
        set: (value) => value && event.stopPropagation(),
      });
    });
  }

  function restore(element) {
    const entry = entries[element.getAttribute(attribute)];
    if (!entry) return;
    if (entry.class) restoreStyle(element, entry);
    if (done.has(element)) return;
    done.add(element);
    for (const name in entry.on) listen(element, name, entry.on[name]);
    if (entry.link) follow(element, entry.link);
  }

  function restoreAll(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.hasAttribute(attribute)) restore(node);
    for (const element of node.querySelectorAll('[' + attribute + ']')) restore(element);
  }

  new MutationObserver((records) => {
    for (const record of records) record.addedNodes.forEach(restoreAll);
  }).observe(document, { childList: true, subtree: true });
  restoreAll(document.documentElement);
  document.currentScript.remove();
}))js";

}  // namespace cspkit::externalize_detail
