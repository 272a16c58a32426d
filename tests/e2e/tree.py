# SPDX-License-Identifier: EUPL-1.2
"""What windows say of themselves on the accessibility bus (AT-SPI), a whole window at a time.

A window that draws a video answers one question a picture. So nothing is asked one by one: all
questions about all elements of one level are sent together, and a window costs as many waits as it
is deep, not as many as it has elements.
"""

from gi.repository import Gio, GLib

ROOT = '/org/a11y/atspi/accessible/root'
A11Y = 'org.a11y.atspi.'
ACCESSIBLE, COMPONENT, TEXT = A11Y + 'Accessible', A11Y + 'Component', A11Y + 'Text'
FLAGS = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
         | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
WINDOW_COORDINATES = 1
# Bits of AtspiStateType.
STATES = {'CHECKED': 4, 'EDITABLE': 7, 'FOCUSED': 12, 'PRESSED': 20, 'SENSITIVE': 24, 'SHOWING': 25,
          'VISIBLE': 30}
# Where a page is touched to see whether it is on top, in shares of its size.
TOUCHES = [(0.5, 0.5), (0.9, 0.9), (0.1, 0.1), (0.5, 0.02), (0.02, 0.5), (0.5, 0.25), (0.98, 0.3)]


class Node:
    """One element as it was when the window was looked at."""

    def __init__(self, bus, owner, path, parent=None):
        self.bus, self.owner, self.path, self.parent = bus, owner, path, parent
        self.role, self.name, self.description, self.text = '', '', '', ''
        self.bits, self.interfaces, self.children = 0, [], []

    def state(self, name):
        return bool(self.bits >> STATES[name] & 1)

    def hide(self):
        self.bits &= ~(1 << STATES['VISIBLE'])
        self.children = []

    def offers(self, interface):
        return A11Y + interface in self.interfaces

    def walk(self):
        """Everything below, in order."""
        for child in self.children:
            yield child
            yield from child.walk()

    def question(self, interface, method, arguments=None):
        return self.owner, self.path, interface, method, arguments

    def ask(self, interface, method, arguments=None):
        """One question about this element alone; None when it is gone or does not know."""
        return self.bus.ask([self.question(A11Y + interface, method, arguments)])[0]

    def extents(self):
        """(x, y, width, height) in the window's content, or None."""
        answer = self.ask('Component', 'GetExtents', GLib.Variant('(u)', (WINDOW_COORDINATES,)))
        return answer[0] if answer else None

    def at(self, x, y):
        """The path of what is on top at a point of the window, in this element; None for nothing."""
        return path_of(self.ask('Component', 'GetAccessibleAtPoint', point(x, y)))


def point(x, y):
    return GLib.Variant('(iiu)', (int(x), int(y), WINDOW_COORDINATES))


def overlap(one, other):
    """Whether one place covers half of the other."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    smaller = min(one[2] * one[3], other[2] * other[3])
    return width > 0 and height > 0 and width * height * 2 > smaller


def path_of(answer):
    return answer[0][1] if answer and not answer[0][1].endswith('/null') else None


class Bus:
    """The accessibility bus of a desktop."""

    def __init__(self, env):
        session = Gio.DBusConnection.new_for_address_sync(env['DBUS_SESSION_BUS_ADDRESS'], FLAGS)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()[0]
        session.close_sync(None)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, FLAGS)
        self.connection.set_exit_on_close(False)
        self.known = set()

    def close(self):
        self.connection.close_sync(None)

    def ask(self, questions):
        """Sends all of (owner, path, interface, method, arguments) at once; the answers in order,
        None for an error."""
        answers, left = [None] * len(questions), [len(questions)]

        def answered(connection, result, index):
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
            left[0] -= 1
        for index, (owner, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(owner, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NO_AUTO_START, 20000, None, answered, index)
        context = GLib.MainContext.default()
        while left[0]:
            context.iteration(True)
        return answers

    def learn(self, nodes):
        """Asks what there is to know about these elements, their children's addresses included."""
        questions = []
        for node in nodes:
            questions += [
                node.question('org.freedesktop.DBus.Properties', 'GetAll',
                              GLib.Variant('(s)', (ACCESSIBLE,))),
                node.question(ACCESSIBLE, 'GetRoleName'), node.question(ACCESSIBLE, 'GetState'),
                node.question(ACCESSIBLE, 'GetInterfaces'),
                node.question(ACCESSIBLE, 'GetChildren')]
        answers = self.ask(questions)
        for index, node in enumerate(nodes):
            known, role, state, interfaces, children = answers[index * 5:index * 5 + 5]
            known = known[0] if known else {}
            node.name, node.description = known.get('Name', ''), known.get('Description', '')
            node.role = role[0] if role else ''
            bits = state[0] if state else (0, 0)
            node.bits = bits[0] | (bits[1] << 32 if len(bits) > 1 else 0)
            node.interfaces = interfaces[0] if interfaces else []
            node.children = [Node(self, owner, path, node)
                             for owner, path in (children[0] if children else [])]

    def look(self, frame):
        """Learns a window: everything in it that can be seen."""
        level, found = [frame], []
        while level:
            self.learn(level)
            for node in level:
                if not node.state('VISIBLE'):
                    node.children = []
            # GTK finds under the pointer only what was asked about before. What is new is learned
            # to its end first; what is known and hidden is not learned again.
            self.drop_hidden([n for n in level if n.path in self.known])
            found += level
            level = [child for node in level for child in node.children]
        self.known |= {node.path for node in found}
        self.drop_hidden([n for n in found if n.state('VISIBLE')])
        self.drop_invisible(frame)
        texts = [node for node in frame.walk() if node.offers('Text')]
        said = self.ask([n.question(TEXT, 'GetText', GLib.Variant('(ii)', (0, 1 << 20)))
                         for n in texts])
        for node, answer in zip(texts, said):
            node.text = answer[0] if answer else ''
        return frame

    def drop_invisible(self, node):
        node.children = [child for child in node.children if child.state('VISIBLE')]
        for child in node.children:
            self.drop_invisible(child)

    def drop_hidden(self, level):
        """Leaves out the pages of stacks that are not on top. GTK 4.8 says that they are visible, too;
        but what is not drawn is not found under the pointer. Of elements that stand on one another
        (a stack's pages) those stay that can be touched; what has no size is not there."""
        several = [n for n in level if n.parent and len(n.parent.children) > 1]
        window = GLib.Variant('(u)', (WINDOW_COORDINATES,))
        answers = self.ask([n.question(COMPONENT, 'GetExtents', window) for n in several])
        place, piles = {}, {}
        for node, answer in zip(several, answers):
            if answer and answer[0][2] * answer[0][3] > 0:
                place[node.path] = answer[0]
            elif answer:
                node.hide()
        for node in [n for n in several if n.path in place]:
            others = [o for o in node.parent.children if o is not node and o.path in place]
            if any(overlap(place[node.path], place[other.path]) for other in others):
                piles.setdefault(node.parent.path, []).append(node)
        questions, owners = [], []
        for node in [n for pile in piles.values() for n in pile]:
            x, y, width, height = place[node.path]
            for across, down in TOUCHES:
                questions.append(node.question(COMPONENT, 'GetAccessibleAtPoint',
                                               point(x + width * across, y + height * down)))
                owners.append(node)
        answers = self.ask(questions)
        touched = {node.path for node, answer in zip(owners, answers) if path_of(answer)}
        for pile in piles.values():
            for node in pile:
                if node.path not in touched and any(n.path in touched for n in pile):
                    node.hide()

    def windows(self):
        """The top-level windows of every program, each known by itself only."""
        programs = self.ask([('org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren', None)])[0]
        roots = [(o, p, ACCESSIBLE, 'GetChildren', None) for o, p in (programs or ([],))[0]]
        frames = [Node(self, owner, path) for answer in self.ask(roots)
                  for owner, path in (answer[0] if answer else [])]
        self.learn(frames)
        return frames
