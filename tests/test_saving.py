"""What is taken out of a notebook that is saved, and what is put back when it is opened."""

import copy

import pytest

from mlcalc import saving
from mlcalc.saving import STATE, VIEW, Memory, keep_language, take_views


def view(model="m1"):
    return {"version_major": 2, "version_minor": 0, "model_id": model}


def output(text="x = 1", model="m1", **others):
    data = {"text/plain": text, VIEW: view(model)} | others
    return {"output_type": "display_data", "data": data, "metadata": {VIEW: {}, "more": 1}}


def picture(text="x = 1", model="m1"):
    return output(text, model, **{"text/html": "<img>"})


def notebook(*outputs, cell="c1", **metadata):
    code = {"cell_type": "code", "id": cell, "outputs": list(outputs)}
    return {"cells": [{"cell_type": "markdown", "id": "c0"}, code], "metadata": metadata}


def views(notebook):
    return [output["data"].get(VIEW) for output in notebook["cells"][1]["outputs"]]


@pytest.mark.parametrize("kind", ["text/html", "text/markdown"])
def test_a_view_beside_something_to_show_is_taken(kind):
    book = notebook(output(**{kind: "shown"}))
    (taken,) = take_views(book)
    assert (taken.model, taken.cell, taken.index, taken.text) == ("m1", "c1", 0, "x = 1")
    (left,) = book["cells"][1]["outputs"]
    assert left["data"] == {"text/plain": "x = 1", kind: "shown"}
    assert left["metadata"] == {"more": 1}


def test_a_view_without_anything_beside_it_stays():
    book = notebook(output())
    before = copy.deepcopy(book)
    assert take_views(book) == []
    assert book == before


def test_a_view_whose_state_is_saved_stays_and_only_that_one():
    book = notebook(
        picture(), picture(model="m2"), widgets={STATE: {"state": {"m2": {}}, "version_major": 2}}
    )
    take_views(book)
    assert views(book) == [None, view("m2")]


def test_a_view_of_a_live_model_stays():
    book = notebook(picture(), picture(model="m2"))
    assert [taken.model for taken in take_views(book, {"m1"})] == ["m2"]
    assert views(book) == [view("m1"), None]


def test_other_outputs_are_passed_by():
    stream = {"output_type": "stream", "name": "stdout", "text": "words"}
    bare = {"output_type": "display_data", "data": {"text/html": "<b>", VIEW: view()}}
    book = notebook(stream, bare)
    assert [taken.index for taken in take_views(book)] == [1]
    assert book["cells"][1]["outputs"] == [
        stream,
        {"output_type": "display_data", "data": {"text/html": "<b>"}},
    ]


def test_a_notebook_of_another_shape_is_not_half_changed():
    book = notebook(picture(), picture())
    book["cells"].append({"id": "c2", "outputs": [{"data": {VIEW: "text", "text/html": ""}}]})
    before = copy.deepcopy(book)
    with pytest.raises(AttributeError):
        take_views(book)
    assert book == before


@pytest.fixture
def memory():
    return Memory()


def saved(memory, *outputs, **named):
    book = notebook(*outputs, **named)
    memory.add(take_views(book))
    return book


def test_the_view_of_a_live_model_is_put_back(memory):
    before = notebook(picture(), picture("y = 2", "m2"))
    book = saved(memory, picture(), picture("y = 2", "m2"))
    memory.put_back(book, {"m2", "m3"})
    assert views(book) == [None, view("m2")]
    assert book["cells"][1]["outputs"][1] == before["cells"][1]["outputs"][1]


def test_text_in_lines_is_the_same_text(memory):
    book = saved(memory, picture(["a\n", "b"]))
    book["cells"][1]["outputs"][0]["data"]["text/plain"] = "a\nb"
    memory.put_back(book, {"m1"})
    assert views(book) == [view()]


def test_an_output_that_has_changed_gets_no_view(memory):
    saved(memory, picture())
    for other in (
        notebook(picture("x = 2")),
        notebook(picture(), cell="c2"),
        notebook(output("", **{"text/html": "<p>"}), picture()),
    ):
        take_views(other)
        memory.put_back(other, {"m1"})
        assert set(views(other)) == {None}


def test_a_cell_that_ran_twice_gets_its_last_view(memory):
    saved(memory, picture())
    saved(memory, picture(model="m2"))
    book = saved(memory, picture())
    memory.put_back(book, {"m1", "m2"})
    assert views(book) == [view("m1")]


def test_a_widget_shown_in_two_cells_comes_back_in_both(memory):
    first, second = saved(memory, picture()), saved(memory, picture(), cell="c2")
    for book in (first, second):
        memory.put_back(book, {"m1"})
        assert views(book) == [view("m1")]


def test_a_copy_gets_the_views_of_its_own_kernel(memory):
    saved(memory, picture())
    book = saved(memory, picture(model="m2"))
    memory.put_back(book, {"m1"})
    assert views(book) == [view("m1")]


def test_a_view_that_is_there_stays(memory):
    saved(memory, picture())
    book = notebook(picture(model="m2"))
    memory.put_back(book, {"m1", "m2"})
    assert views(book) == [view("m2")]


def test_cells_without_names_get_no_view(memory):
    book = saved(memory, picture(), cell=None)
    memory.put_back(book, {"m1"})
    assert views(book) == [None]


def test_only_so_many_views_are_remembered(memory, monkeypatch):
    monkeypatch.setattr(saving, "REMEMBERED", 2)
    for model in ("m1", "m2", "m1", "m3"):
        book = saved(memory, picture(model=model))
    assert len(memory) == 2
    memory.put_back(book, {"m2"})
    assert views(book) == [None]
    memory.put_back(book, {"m1"})
    assert views(book) == [view("m1")]


SPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
INFO = {"file_extension": ".py", "name": "python"}


def language(info=INFO, **spec):
    return {"kernelspec": SPEC | spec, "language_info": info}


def test_the_file_keeps_what_it_says_of_its_language():
    metadata = language(INFO | {"version": "3.13.1"}, display_name="Python 3") | {"title": "t"}
    keep_language(metadata, language() | {"title": "old"})
    assert metadata == language() | {"title": "t"}


def test_it_keeps_it_before_the_kernel_has_answered():
    metadata = {"kernelspec": SPEC}
    keep_language(metadata, language())
    assert metadata == language()


@pytest.mark.parametrize(
    "filed",
    [
        {},
        {"language_info": INFO},
        {"kernelspec": SPEC},
        language(INFO | {"version": "3.11.7"}),
        language(name="other"),
        language(language="R"),
    ],
    ids=["nothing", "no kernel", "no language", "with version", "other kernel", "other language"],
)
def test_another_notebook_gets_what_jupyterlab_writes(filed):
    metadata = language(INFO | {"version": "3.13.1"})
    before = copy.deepcopy(metadata)
    keep_language(metadata, filed)
    assert metadata == before
