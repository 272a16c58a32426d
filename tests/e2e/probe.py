#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The window that the harness is tested on: a page with an entry, a button, a switch, a list and a
second page that is hidden at first; files can be dropped anywhere."""

import sys

import gi

gi.require_version('Gtk', '4.0')
gi.require_version('Adw', '1')
from gi.repository import Adw, Gdk, Gio, Gtk  # noqa: E402


def activate(application):
    window = Adw.ApplicationWindow(application=application, title='Probe', default_width=420,
                                   default_height=560)
    said = Gtk.Label(label='Nothing yet')
    stack = Gtk.Stack(vexpand=True)
    group = Adw.PreferencesGroup(title='A group', margin_start=12, margin_end=12)
    name = Adw.EntryRow(title='Your name')
    row = Adw.ActionRow(title='A row', subtitle='that can be activated', activatable=True)
    row.connect('activated', lambda *_: said.set_label('The row was activated'))
    rows = Gtk.ListBox(css_classes=['boxed-list'], selection_mode=Gtk.SelectionMode.NONE)
    rows.append(name)
    rows.append(row)
    group.add(rows)
    hello = Gtk.Button(label='Say hello', css_classes=['suggested-action', 'pill'],
                       halign=Gtk.Align.CENTER)
    hello.connect('clicked', lambda *_: said.set_label(f'Hello, {name.get_text()}'))
    turn = Gtk.Button(label='Turn the page', halign=Gtk.Align.CENTER)
    turn.connect('clicked', lambda *_: stack.set_visible_child_name('second'))
    first = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=12, margin_top=12)
    for child in (group, hello, turn, said):
        first.append(child)
    back = Gtk.Button(label='Back again', halign=Gtk.Align.CENTER, valign=Gtk.Align.CENTER)
    back.connect('clicked', lambda *_: stack.set_visible_child_name('first'))
    stack.add_named(first, 'first')
    stack.add_named(back, 'second')
    target = Gtk.DropTarget.new(Gdk.FileList, Gdk.DragAction.COPY)
    target.connect('drop', lambda _, files, *__: said.set_label(
        'Dropped ' + ', '.join(file.get_basename() for file in files.get_files())) or True)
    stack.add_controller(target)
    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    box.append(Adw.HeaderBar())
    box.append(stack)
    window.set_content(box)
    window.present()


def main():
    application = Adw.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect('activate', activate)
    return application.run([])


if __name__ == '__main__':
    sys.exit(main())
