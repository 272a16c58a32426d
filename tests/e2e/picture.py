# SPDX-License-Identifier: EUPL-1.2
"""Pictures of windows as a screenshot tool of the desktop takes them: with the rounded corners and
the shadow, which are the window's own alpha channel. Nothing composes the screen: the desktop only
says that somebody does, so that GTK draws its shadows, and the pixels are read from the window."""

import ctypes
import ctypes.util

import gi

gi.require_version('Gdk', '4.0')
from gi.repository import Gdk, GLib  # noqa: E402

ALL_PLANES = ctypes.c_ulong(-1 & 0xFFFFFFFFFFFFFFFF)
Z_PIXMAP = 2
XA_ATOM = 4
PROP_MODE_APPEND = 2


class XImage(ctypes.Structure):
    """The head of Xlib's XImage, up to what is read here."""
    _fields_ = [('width', ctypes.c_int), ('height', ctypes.c_int), ('xoffset', ctypes.c_int),
                ('format', ctypes.c_int), ('data', ctypes.POINTER(ctypes.c_char)),
                ('byte_order', ctypes.c_int), ('bitmap_unit', ctypes.c_int),
                ('bitmap_bit_order', ctypes.c_int), ('bitmap_pad', ctypes.c_int),
                ('depth', ctypes.c_int), ('bytes_per_line', ctypes.c_int)]


HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class Screen:
    """A connection to the display that reads windows and owns the selection of a compositor."""

    def __init__(self, display):
        x = self.x = ctypes.CDLL(ctypes.util.find_library('X11') or 'libX11.so.6')
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.restype = ctypes.c_ulong
        x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x.XInternAtom.restype = ctypes.c_ulong
        x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x.XCreateSimpleWindow.restype = ctypes.c_ulong
        x.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 5 \
            + [ctypes.c_ulong] * 2
        x.XSetSelectionOwner.argtypes = [ctypes.c_void_p] + [ctypes.c_ulong] * 3
        x.XChangeProperty.argtypes = [ctypes.c_void_p] + [ctypes.c_ulong] * 3 + [ctypes.c_int] * 2 \
            + [ctypes.c_void_p, ctypes.c_int]
        x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        x.XGetGeometry.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p] \
            + [ctypes.c_void_p] * 6
        x.XGetImage.restype = ctypes.POINTER(XImage)
        x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 \
            + [ctypes.c_uint] * 2 + [ctypes.c_ulong, ctypes.c_int]
        x.XDestroyImage.argtypes = [ctypes.POINTER(XImage)]
        # A window that has just gone is no reason to end: the error is answered by no picture.
        self.handler = HANDLER(lambda *_: 0)
        x.XSetErrorHandler(self.handler)
        self.display = x.XOpenDisplay(display.encode())
        if not self.display:
            raise RuntimeError(f'no display {display}')
        self.root = x.XDefaultRootWindow(self.display)
        atom = x.XInternAtom(self.display, b'_NET_WM_CM_S0', 0)
        self.owner = x.XCreateSimpleWindow(self.display, self.root, -9, -9, 1, 1, 0, 0, 0)
        x.XSetSelectionOwner(self.display, atom, self.owner, 0)
        # GTK draws shadows where the window manager says that it knows them: ours does not mind.
        extents = ctypes.c_ulong(x.XInternAtom(self.display, b'_GTK_FRAME_EXTENTS', 0))
        x.XChangeProperty(self.display, self.root,
                          x.XInternAtom(self.display, b'_NET_SUPPORTED', 0), XA_ATOM, 32,
                          PROP_MODE_APPEND, ctypes.byref(extents), 1)
        x.XSync(self.display, 0)

    def close(self):
        self.x.XCloseDisplay(self.display)

    def geometry(self, window):
        """(width, height, depth), or None when the window is gone."""
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        known = self.x.XGetGeometry(self.display, window, ctypes.byref(root), ctypes.byref(x),
                                    ctypes.byref(y), ctypes.byref(width), ctypes.byref(height),
                                    ctypes.byref(border), ctypes.byref(depth))
        return (width.value, height.value, depth.value) if known else None

    def save(self, window, path):
        """Writes the window as it is now to a PNG file; False when it cannot be read."""
        geometry = self.geometry(window)
        if not geometry:
            return False
        width, height, depth = geometry
        image = self.x.XGetImage(self.display, window, 0, 0, width, height, ALL_PLANES, Z_PIXMAP)
        if not image:
            return False
        stride = image.contents.bytes_per_line
        pixels = GLib.Bytes.new(ctypes.string_at(image.contents.data, stride * height))
        self.x.XDestroyImage(image)
        form = Gdk.MemoryFormat.B8G8R8A8_PREMULTIPLIED
        if depth != 32:
            data = bytearray(pixels.get_data())
            data[3::4] = b'\xff' * len(data[3::4])
            pixels = GLib.Bytes.new(bytes(data))
        texture = Gdk.MemoryTexture.new(width, height, form, pixels, stride)
        return texture.save_to_png(path)
