"""Explorers: figures moved by sliders. One module a chapter, the engine beside them."""
