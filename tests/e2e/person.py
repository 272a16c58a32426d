# SPDX-License-Identifier: EUPL-1.2
"""What a person does with a window: looks for things by what they are and what they are called,
presses, types, drags. Seen through the accessibility bus (AT-SPI), as a screen reader sees it; the
pointer and the keyboard are the display's own (XTEST, by xdotool)."""

import os
import re
import subprocess
import sys
import time

import gi

from desktop import Trouble, wait_for
from picture import Screen

# AT-SPI has renamed some roles between releases; a person sees the same thing.
ROLES = {
    'button': {'push button', 'button'},
    'toggle': {'toggle button', 'check box', 'switch', 'radio button'},
    'entry': {'text', 'entry', 'password text', 'editbar'},
    'label': {'label', 'static', 'heading', 'static text'},
    'row': {'list item', 'table row', 'option'},
    'window': {'frame', 'window', 'dialog', 'file chooser', 'alert'},
    'menu item': {'menu item', 'radio menu item', 'check menu item'},
}
HERE = os.path.dirname(os.path.abspath(__file__))


def matches(wanted, name):
    """A name is wanted as it stands, or as a compiled pattern anywhere in it."""
    if wanted is None:
        return True
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else wanted == name


class Person:
    """Somebody in front of one desktop."""

    def __init__(self, desktop, pictures=None):
        self.desktop = desktop
        self.pictures = pictures
        self.screen = Screen(desktop.env['DISPLAY'])
        # libatspi reads these when it is first used.
        for name in ('DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'):
            os.environ[name] = desktop.env[name]
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi, GLib
        self.atspi, self.error, self.context = Atspi, GLib.Error, GLib.MainContext.default()
        Atspi.init()
        Atspi.set_timeout(3000, 10000)

    def close(self):
        self.screen.close()

    def xdotool(self, *arguments):
        done = subprocess.run(['xdotool', *map(str, arguments)], env=self.desktop.env, text=True,
                              capture_output=True, check=False)
        return done.stdout.strip()

    def windows(self):
        """Every window that is there: (title, accessible)."""
        found, desk = [], self.atspi.get_desktop(0)
        desk.clear_cache()
        for application in self.children(desk):
            for frame in self.children(application):
                if self.role(frame) in ROLES['window']:
                    found.append((self.name(frame), frame))
        return found

    def window(self, title, limit=15, beside=()):
        """The window of this title (text or pattern), once it is there; not one of `beside`."""
        known = [other.frame.path for other in beside]

        def look():
            return next((Window(self, name, frame, beside) for name, frame in self.windows()
                         if matches(title, name) and frame.path not in known), None)
        return wait_for(look, limit, f'a window {title!r}', 0.1)

    def catch_up(self):
        """Takes note of what the programs have told since."""
        for _ in range(2000):
            if not self.context.iteration(False):
                break

    # The accessible tree. An element may go while it is looked at: then it is nothing.
    def children(self, node):
        try:
            count = node.get_child_count()
        except self.error:
            return
        for index in range(count):
            try:
                child = node.get_child_at_index(index)
            except self.error:
                continue
            if child:
                yield child

    def role(self, node):
        try:
            return node.get_role_name()
        except self.error:
            return ''

    def name(self, node):
        try:
            return node.get_name() or ''
        except self.error:
            return ''

    def description(self, node):
        """What explains the element, for example its tooltip."""
        try:
            node.clear_cache()
            return node.get_description() or ''
        except self.error:
            return ''

    def state(self, node, which):
        try:
            return node.get_state_set().contains(getattr(self.atspi.StateType, which))
        except self.error:
            return False

    def text(self, node):
        """What an entry or a label holds."""
        try:
            if 'Text' in node.get_interfaces():
                return self.atspi.Text.get_text(node, 0, self.atspi.Text.get_character_count(node))
            return self.name(node)
        except self.error:
            return ''

    def offers(self, node, interface):
        """Whether the element has this interface, for example 'Action'."""
        try:
            return interface in node.get_interfaces()
        except self.error:
            return False

    def move(self, x, y):
        self.xdotool('mousemove', int(x), int(y))

    def drag(self, start, end, halfway=None):
        """A drag by the pointer in small moves; `halfway` is called over the target."""
        steps = 14
        self.move(*start)
        self.xdotool('mousedown', 1)
        for step in range(1, steps + 1):
            self.move(start[0] + (end[0] - start[0]) * step / steps,
                      start[1] + (end[1] - start[1]) * step / steps)
            time.sleep(0.04)
        time.sleep(0.3)
        if halfway:
            halfway()
        self.xdotool('mouseup', 1)

    def drag_files(self, paths, window, x=0.5, y=0.5, halfway=None):
        """Drags real files from a file manager's place on to a point of the window."""
        source = self.desktop.spawn('drag-source', [
            '/usr/bin/python3', os.path.join(HERE, 'drag_source.py'), *paths],
            stdout=subprocess.PIPE, text=True)
        try:
            here = self.window('Files to drag')
            here.place(20, int(self.desktop.size.split('x')[1]) - 260)
            there = window.box()
            wait_for(lambda: here.box()[2] > 0, 5, 'the drag source')
            left, top, width, height = here.box()
            self.drag((left + width / 2, top + height / 2),
                      (there[0] + there[2] * x, there[1] + there[3] * y), halfway)
            for line in source.stdout:
                if line.startswith('end'):
                    return line.split()[1] == 'taken'
            return False
        finally:
            source.terminate()
            source.wait()
            source.stdout.close()


class Window:
    """One window, as a person sees it."""

    def __init__(self, person, title, frame, beside=()):
        self.person = person
        self.title = title
        self.frame = frame
        self.hits, self.judged, self.ask_again = {}, {}, 0
        known = {other.id for other in beside}

        def look():
            found = person.xdotool('search', '--onlyvisible', '--name', f'^{re.escape(title)}$')
            return [int(number) for number in found.split() if int(number) not in known]
        self.id = wait_for(look, 10, f'the window {title!r} on the display')[-1]

    def walk(self, node=None, hidden=False):
        """Every element below, in order; what is not visible is left out with all it holds."""
        if not node:
            # libatspi keeps what it was told once; a person looks again.
            node, self.hits = self.frame, {}
            self.person.catch_up()
            # A window that draws a video answers slowly: what is remembered is asked anew only
            # now and then, in case that the toolkit did not tell of a change.
            if time.monotonic() > self.ask_again:
                node.clear_cache()
                begin = time.monotonic()
                yield from self.walk(node, hidden)
                self.ask_again = time.monotonic() + 2 + 4 * (time.monotonic() - begin)
                return
        for child in self.person.children(node):
            if hidden or (self.person.state(child, 'VISIBLE') and self.on_top(node, child)):
                yield child
                yield from self.walk(child, hidden)

    def on_top(self, stack, page):
        """Whether a page of a stack is the one that is shown. GTK 4.8 says that hidden ones are visible,
        too: a page, unlike a widget, has no place on the screen, and what is under the pointer in
        the middle of the stack tells which it is."""
        person = self.person
        if person.offers(page, 'Component') or not person.offers(stack, 'Component'):
            return True
        if stack.path not in self.hits:
            self.hits[stack.path] = self.under_pointer(stack)
        hits = self.hits[stack.path]
        # A page that held what is under the pointer holds it still: it is searched once.
        if (page.path, hits) not in self.judged:
            self.judged[page.path, hits] = any(
                node.path in hits for node in self.walk(page, hidden=True))
        return self.judged[page.path, hits]

    def under_pointer(self, area):
        """The paths of what is on top at some points of an element."""
        atspi, paths = self.person.atspi, set()
        try:
            place = atspi.Component.get_extents(area, atspi.CoordType.WINDOW)
            for x, y in ((0.5, 0.5), (0.5, 0.2), (0.2, 0.5), (0.8, 0.8)):
                hit = atspi.Component.get_accessible_at_point(
                    self.frame, int(place.x + place.width * x), int(place.y + place.height * y),
                    atspi.CoordType.WINDOW)
                if hit:
                    paths.add(hit.path)
        except self.person.error:
            pass
        return frozenset(paths)

    def all(self, role=None, name=None, within=None):
        roles = ROLES.get(role, {role})
        return [node for node in self.walk(within)
                if (role is None or self.person.role(node) in roles)
                and matches(name, self.person.name(node))]

    def look(self, role=None, name=None, within=None):
        """The first such element that is there now, or None."""
        roles = ROLES.get(role, {role})
        for node in self.walk(within):
            if (role is None or self.person.role(node) in roles) \
                    and matches(name, self.person.name(node)):
                return node
        return None

    def find(self, role, name=None, within=None, limit=10):
        """The first such element, once it is there."""
        try:
            return wait_for(lambda: self.look(role, name, within), limit,
                            f'{role} {name!r} in {self.title!r}', 0.1)
        except Trouble as trouble:
            raise Trouble(f'{trouble}\n{self.outline()}') from None

    def ready(self, role, name=None, within=None, limit=10):
        """The same, once it can be used."""
        def look():
            return next((node for node in self.all(role, name, within)
                         if self.person.state(node, 'SENSITIVE')), None)
        try:
            return wait_for(look, limit, f'{role} {name!r} in {self.title!r}, usable', 0.1)
        except Trouble as trouble:
            raise Trouble(f'{trouble}\n{self.outline()}') from None

    def gone(self, role, name=None, limit=10):
        wait_for(lambda: not self.look(role, name), limit, f'{role} {name!r} gone', 0.1)

    def says(self, text, limit=10):
        """Waits until some element shows this text (text or pattern)."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))

        def look():
            for node in self.walk():
                if pattern.search(self.person.name(node)) or pattern.search(self.person.text(node)):
                    return node
            return None
        try:
            return wait_for(look, limit, f'{pattern.pattern!r} in {self.title!r}', 0.1)
        except Trouble as trouble:
            raise Trouble(f'{trouble}\n{self.outline()}') from None

    def press(self, role, name=None, within=None, limit=10):
        """Presses a button, a switch or a row; by the pointer where it has no action of its own."""
        node = self.ready(role, name, within, limit)
        person = self.person
        if person.role(node) not in ROLES['row'] and person.offers(node, 'Action') \
                and person.atspi.Action.get_n_actions(node):
            person.atspi.Action.do_action(node, 0)
        else:
            self.click(node)
        return node

    def type(self, name, text, role='entry', within=None, limit=10):
        """Writes into an entry; what was in it is replaced."""
        node = self.ready(role, name, within, limit)
        editable = self.editable(node)
        self.person.atspi.EditableText.set_text_contents(editable, text)
        wait_for(lambda: self.person.text(editable) == text or
                 self.person.role(editable) == 'password text', 5, f'{text!r} in {name!r}')
        return node

    def editable(self, node):
        """The element itself or the one inside it that holds editable text."""
        nodes = [node, *self.walk(node)]
        inner = next((n for n in nodes if self.person.offers(n, 'EditableText')), None)
        if not inner:
            raise Trouble(f'nothing to write into in {self.person.name(node)!r}')
        return inner

    def keys(self, *names):
        self.person.xdotool('key', '--delay', 30, *names)

    def activate(self):
        self.person.xdotool('windowactivate', '--sync', self.id)

    def place(self, x, y, width=None, height=None):
        """Puts the window somewhere and gives it a size; waits until it is so."""
        if width:
            self.person.xdotool('windowsize', '--sync', self.id, width, height)
        self.person.xdotool('windowmove', '--sync', self.id, x, y)

    def box(self):
        """(x, y, width, height) on the screen, the shadow included."""
        text = self.person.xdotool('getwindowgeometry', '--shell', self.id)
        values = dict(line.split('=', 1) for line in text.split('\n') if '=' in line)
        return tuple(int(values.get(k, 0)) for k in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def click(self, node):
        """A click of the pointer on an element, which is scrolled to first where it has to be."""
        self.activate()
        x, y, width, height = self.box()
        left, top = self.shadow()
        # Down to the end, then up to the beginning.
        for button in [5] * 12 + [4] * 24:
            inside = self.spot(node)
            if inside:
                self.person.move(x + left + inside[0], y + top + inside[1])
                self.person.xdotool('click', 1)
                return
            self.person.move(x + width / 2, y + height / 2)
            self.person.xdotool('click', '--repeat', 2, button)
            time.sleep(0.1)
        raise Trouble(f'{self.person.name(node)!r} is not on top in {self.title!r}')

    def spot(self, node):
        """The middle of the element in the window's content, if the element is on top there."""
        atspi = self.person.atspi
        place = atspi.Component.get_extents(node, atspi.CoordType.WINDOW)
        x, y = place.x + place.width // 2, place.y + place.height // 2
        hit = atspi.Component.get_accessible_at_point(self.frame, x, y, atspi.CoordType.WINDOW)
        mine = {node.path} | {child.path for child in self.walk(node, hidden=True)}
        return (x, y) if hit and hit.path in mine else None

    def shadow(self):
        """The shadow's (left, top) extents, which are part of the window but not of its content."""
        text = subprocess.run(['xprop', '-id', str(self.id), '_GTK_FRAME_EXTENTS'], text=True,
                              env=self.person.desktop.env, capture_output=True, check=False).stdout
        numbers = re.findall(r'\d+', text.split('=')[-1]) if '=' in text else []
        return (int(numbers[0]), int(numbers[2])) if len(numbers) == 4 else (0, 0)

    def picture(self, name):
        """Saves what the window shows as PICTURES/NAME.png."""
        path = os.path.join(self.person.pictures, name + '.png')
        if not self.person.screen.save(self.id, path):
            raise Trouble(f'no picture of {self.title!r}')
        return path

    def outline(self, node=None, depth=0):
        """What the window holds, for a person who reads why a test failed."""
        lines = []
        node = node or self.frame
        for child in self.person.children(node):
            if self.person.state(child, 'VISIBLE') and self.on_top(node, child):
                name = self.person.name(child)
                mark = '' if self.person.state(child, 'SENSITIVE') else ' (insensitive)'
                if name or self.person.role(child) not in ('filler', 'panel', 'grouping'):
                    lines.append(f'{"  " * depth}{self.person.role(child)} {name!r}{mark}')
                lines += [self.outline(child, depth + 1)]
        return '\n'.join(line for line in lines if line)


if __name__ == '__main__':
    sys.exit('This is a part of tests/e2e/tour.py.')
