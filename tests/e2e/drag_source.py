#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""A small window that files can be dragged from, as from a file manager: drag_source.py FILE…
It writes `begin`, and `end taken` or `end refused`, to its standard output."""

import os
import sys

import gi

gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def provider(paths):
    """The files as a file manager offers them."""
    files = [Gio.File.new_for_path(os.path.abspath(path)) for path in paths]
    if hasattr(Gdk.FileList, 'new_from_list'):
        value = GObject.Value(Gdk.FileList, Gdk.FileList.new_from_list(files))
        return Gdk.ContentProvider.new_for_value(value)
    uris = ''.join(file.get_uri() + '\r\n' for file in files)
    return Gdk.ContentProvider.new_for_bytes('text/uri-list', GLib.Bytes.new(uris.encode()))


def activate(application, paths):
    window = Gtk.ApplicationWindow(application=application, title='Files to drag',
                                   default_width=260, default_height=160)
    names = '\n'.join(os.path.basename(path) for path in paths)
    label = Gtk.Label(label=names, hexpand=True, vexpand=True)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY, content=provider(paths))
    taken = [True]
    source.connect('drag-begin', lambda *_: print('begin', flush=True))
    source.connect('drag-cancel', lambda *_: taken.__setitem__(0, False))
    source.connect('drag-end', lambda *_: print('end', 'taken' if taken[0] else 'refused',
                                                flush=True))
    label.add_controller(source)
    window.set_child(label)
    window.present()


def main():
    application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect('activate', activate, sys.argv[1:])
    return application.run([])


if __name__ == '__main__':
    sys.exit(main())
