# SPDX-License-Identifier: Apache-2.0
"""Opens a page in WebKitGTK: webkit.py PROXY FOLDER URL. All traffic goes through the proxy; any certificate will do."""
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402  (versions come first)


def open_window(opener, _action):
    """What window.open asks for: the view is shown when it is ready, and goes when it closes itself."""
    view = WebKit2.WebView.new_with_related_view(opener)
    window = Gtk.Window(default_width=1000, default_height=700)
    window.add(view)
    view.connect("ready-to-show", lambda _: window.show_all())
    view.connect("close", lambda _: window.destroy())
    return view


def main() -> int:
    if sys.argv[1:] == ["--version"]:
        version = (WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
        print("WebKitGTK " + ".".join(map(str, version)))
        return 0
    proxy, folder, url = sys.argv[1:]
    data = WebKit2.WebsiteDataManager(base_data_directory=folder, base_cache_directory=folder)
    data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE)
    data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, WebKit2.NetworkProxySettings.new(proxy, []))
    context = WebKit2.WebContext.new_with_website_data_manager(data)
    context.set_cache_model(WebKit2.CacheModel.DOCUMENT_VIEWER)
    view = WebKit2.WebView.new_with_context(context)
    view.get_settings().set_property("enable-media-stream", False)
    view.get_settings().set_property("enable-write-console-messages-to-stdout", True)
    view.get_settings().set_property("javascript-can-open-windows-automatically", True)
    view.connect("create", open_window)
    view.connect("web-process-terminated", lambda *_: Gtk.main_quit())
    window = Gtk.Window(default_width=1000, default_height=700)
    window.add(view)
    window.show_all()
    view.load_uri(url)
    Gtk.main()
    return 1


sys.exit(main())
