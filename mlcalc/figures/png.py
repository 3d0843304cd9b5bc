"""PNG encoding for pictures that change many times a second."""

import io
import struct
import zlib

import numpy as np
from PIL import Image


def encode(pixels: np.ndarray) -> bytes:
    """Return pixels of shape (height, width, 4), uint8, as a PNG.

    Rows are left unfiltered and compressed lightly: for line drawings this is several times
    faster than the usual settings and little larger. Opacity stays in, because taking it out
    costs more time than it saves bytes. Source: PNG Specification, third edition.
    """
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + 4 * width), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows, 1)),
            _chunk(b"IEND", b""),
        ]
    )


VISIBLE = 1 / 1000
"""A colour that covers a larger part of a picture than this is kept when it is saved."""

MOST_KEPT = 200
"""Of so many colours at most: smooth fields have more, and the edges of lines need some too."""

SAME, SHADE = 2, 12
"""Colours this close become one: those that cover a visible part, and the shades of edges."""


def encode_small(pixels: np.ndarray) -> bytes:
    """Return the same pixels as a PNG of at most 256 colours, a third of the size, for saving.

    A colour that covers a visible part of the picture stays what it is. The shades at the edges
    of lines move by less than a sixteenth of the range, which nobody sees.
    """
    height, width = pixels.shape[:2]
    colours, lengths = runs(pixels)
    found, places = np.unique(colours & 0xFFFFFF, return_inverse=True)
    counts = np.bincount(places, lengths)
    order = np.argsort(-counts, kind="stable")
    kept = min(int(np.sum(counts > VISIBLE * height * width)), MOST_KEPT)
    palette, nearest = _palette(np.stack([found >> 8 * k & 255 for k in range(3)], 1)[order], kept)
    index = np.empty(len(found), dtype=np.uint8)
    index[order] = nearest
    reduced = Image.frombytes("P", (width, height), np.repeat(index[places], lengths).tobytes())
    reduced.putpalette(palette.astype(np.uint8).tobytes())
    data = io.BytesIO()
    reduced.save(data, "png", optimize=True)
    return data.getvalue()


def runs(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the colours of the runs of equal pixels as one number each, and their lengths."""
    colours = np.ascontiguousarray(pixels).reshape(-1).view("<u4")
    starts = np.flatnonzero(np.append(True, colours[1:] != colours[:-1]))
    return colours[starts], np.diff(np.append(starts, colours.size)).astype(np.uint32)


def _palette(colours: np.ndarray, kept: int) -> tuple[np.ndarray, np.ndarray]:
    """Return at most 256 of the colours, and for each colour the index of the nearest of these.

    The colours come with the most frequent first; the first ``kept`` of them are not to change.
    """
    colours, shade = colours.astype(np.int16), SHADE
    while (chosen := _chosen(colours, kept, shade)) is None:
        shade += 4
    return chosen


def _chosen(colours: np.ndarray, kept: int, shade: int) -> tuple[np.ndarray, np.ndarray] | None:
    limits = np.where(np.arange(len(colours)) < kept, SAME, shade)
    distances, nearest = np.full(len(colours), 256), np.zeros(len(colours), dtype=np.uint8)
    chosen = []
    while (far := distances > limits).any():
        if len(chosen) == 256:
            return None
        chosen.append(int(far.argmax()))
        away = np.abs(colours - colours[chosen[-1]]).max(axis=1)
        nearest[away < distances] = len(chosen) - 1
        distances = np.minimum(distances, away)
    return colours[chosen], nearest


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
