"""The palette, tried with real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import Data, Experiment, chain, family
from gui.canvas.layers import ALIASES, COMMON, GROUPS, MIME, dragged_key, find, grouped, offers
from gui.document import Document
from gui.panels.palette import KEY, PalettePanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do

L, TEMPLATES = family("layers"), family("templates")
EVERYTHING = {*L, *(f"templates/{kind}" for kind in TEMPLATES)}
K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document():
    return Document(
        Experiment(
            name="Digits",
            data=Data(source=family("datasets")["digits"]()),
            model=chain(L["flatten"](), L["dense"](units=10)),
            loss=family("losses")["softmax_cross_entropy"](),
            optimizer=family("optimizers")["adam"](),
        )
    )


@pytest.fixture
def palette(qtbot, document):
    palette = PalettePanel(document)
    qtbot.addWidget(palette)
    palette.resize(220, 640)
    with qtbot.waitActive(palette):
        palette.show()
        palette.activateWindow()
    palette.search.setFocus()
    return palette


def kinds(document: Document) -> list[str]:
    return [node.id for node in document.network.nodes]


def shown(palette: PalettePanel) -> list[str]:
    return [kind for kind, item in palette.tree._items.items() if not item.isHidden()]


def middle(palette: PalettePanel, kind: str):
    item = palette.tree._items[kind]
    palette.tree.scrollToItem(item)
    return palette.tree.visualItemRect(item).center()


def test_common_layers_come_first():
    groups = {group: [entry.kind for entry in found] for group, found in grouped().items()}
    assert groups["core"][:2] == ["dense", "conv2d"]
    assert groups["activation"][0] == "relu"
    assert set(COMMON) <= set(L), "every kind that is named exists"
    rare = [entry.title.lower() for entry in grouped()["activation"] if entry.kind not in COMMON]
    assert rare == sorted(rare)


def test_every_layer_is_there_once_in_its_group(palette):
    tree = palette.tree
    assert set(shown(palette)) == EVERYTHING
    for group, heading in tree._groups.items():
        found = [heading.child(row).data(0, KEY) for row in range(heading.childCount())]
        assert found == [offer.key for offer in grouped()[group]]
        assert all(offer.is_template or L[offer.kind].group == group for offer in grouped()[group])
    titles = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]
    assert titles == ["Core", "Activation", "Normalisation", "Regularisation", "Merge", "Templates"]
    assert all(not item.icon(0).isNull() for item in tree._items.values())


def test_tooltips_explain_and_give_the_formula(palette):
    tip = palette.tree._items["relu"].toolTip(0)
    assert "Rectified linear unit" in tip
    assert "<i>y</i> = max(<i>x</i>, 0)" in tip
    assert "&gt; 0" in tip


def test_everything_has_what_a_tooltip_needs():
    for offer in offers():
        assert offer.summary, offer.key
        assert offer.formula or offer.is_template, offer.key
        assert offer.group in GROUPS


def test_double_click_adds_at_the_end_or_behind_the_selected(qtbot, palette, document):
    viewport = palette.tree.viewport()
    QTest.mouseClick(viewport, LEFT, pos=middle(palette, "relu"))
    assert kinds(document) == ["flatten", "dense"]
    QTest.mouseDClick(viewport, LEFT, pos=middle(palette, "relu"))
    assert kinds(document) == ["flatten", "dense", "relu"]
    assert document.selection == ("relu",)
    assert document.undo_stack.undoText() == "Insert ReLU"
    document.select(("flatten",))
    QTest.mouseClick(viewport, LEFT, pos=middle(palette, "tanh"))
    QTest.mouseDClick(viewport, LEFT, pos=middle(palette, "tanh"))
    assert kinds(document) == ["flatten", "tanh", "dense", "relu"]
    document.undo_stack.undo()
    assert kinds(document) == ["flatten", "dense", "relu"]


def test_enter_adds_what_is_found(palette, document):
    QTest.keyClicks(palette.search, "dro")
    assert shown(palette)[0] == "dropout"
    QTest.keyClick(palette.search, K.Key_Return)
    assert kinds(document)[-1] == "dropout"


def test_undo_in_the_search_field_is_left_to_the_network(qtbot, palette, document):
    QTest.keyClicks(palette.search, "conv")
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(palette.search, undo)
    assert not undo.isAccepted()


def test_enter_on_an_empty_search_adds_nothing(palette, document):
    QTest.keyClick(palette.search, K.Key_Return)
    assert document.undo_stack.count() == 0


def test_search_looks_at_titles_kinds_and_summaries(palette):
    QTest.keyClicks(palette.search, "conv2")
    assert shown(palette) == ["conv2d"]
    palette.search.setText("rectified")
    assert shown(palette) == ["relu"]
    assert not palette.tree._groups["activation"].isHidden()
    assert palette.tree._groups["merge"].isHidden()
    palette.search.setText("max_pool")
    assert "max_pool2d" in shown(palette)


def test_the_best_match_comes_first():
    everything = offers()
    assert find("dense", everything)[0].kind == "dense"
    assert find("batch", everything)[0].kind == "batch_norm"
    assert find("add", everything)[0].kind == "add"
    assert find("", everything) == list(everything)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("conv", "conv2d"), ("pool", "max_pool2d"), ("maxpool", "max_pool2d"), ("avgpool", "avg_pool2d"),
        ("gap", "global_avg_pool2d"), ("fc", "dense"), ("linear", "dense"), ("bn", "batch_norm"), ("drop", "dropout"),
        ("lrelu", "leaky_relu"), ("residual", "add"), ("skip", "add"), ("cat", "concat"), ("swish", "silu"),
        ("re", "relu"), ("RELU", "relu"), ("norm", "batch_norm"), ("mlp", "templates/mlp"),
        ("lenet", "templates/lenet"),
    ],
)  # fmt: skip
def test_common_short_names_find_the_right_one_first(typed, meant):
    assert find(typed, offers())[0].key == meant


def test_every_alias_is_one_layers():
    names = [name for names in ALIASES.values() for name in names]
    assert set(ALIASES) <= set(L)
    assert len(names) == len(set(names))
    for kind, others in ALIASES.items():
        for name in others:
            assert find(name, offers())[0].key == kind, name


def test_escape_clears_and_nothing_found_is_said(palette):
    QTest.keyClicks(palette.search, "zzz")
    assert palette.nothing.isVisible()
    assert "zzz" in palette.nothing.text()
    assert not palette.tree.isVisible()
    QTest.keyClick(palette.search, K.Key_Return)
    QTest.keyClick(palette.search, K.Key_Escape)
    assert palette.search.text() == ""
    assert palette.tree.isVisible()
    assert set(shown(palette)) == EVERYTHING


def test_down_goes_into_the_list_where_enter_adds(palette, document):
    QTest.keyClicks(palette.search, "tanh")
    QTest.keyClick(palette.search, K.Key_Down)
    assert palette.tree.hasFocus()
    QTest.keyClick(palette.tree, K.Key_Return)
    assert kinds(document)[-1] == "tanh"


def test_groups_fold_and_a_search_unfolds_them_for_its_time(palette):
    tree = palette.tree
    heading = tree._groups["activation"]
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(heading).center())
    assert not heading.isExpanded()
    QTest.keyClicks(palette.search, "relu")
    assert heading.isExpanded()
    palette.search.clear()
    assert not heading.isExpanded()
    tree.setCurrentItem(heading)
    QTest.keyClick(tree, K.Key_Return)
    assert heading.isExpanded()


def test_a_drag_carries_the_kind(palette):
    tree = palette.tree
    data = tree.mimeData([tree._items["dense"]])
    assert bytes(data.data(MIME).data()) == b"dense"
    assert dragged_key(data) == "dense"
    assert tree._items["dense"].flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert not tree._groups["core"].flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert dragged_key(tree.mimeData([tree._groups["core"]])) is None
    picture = tree._drag_picture(tree._items["dense"])
    assert picture.width() > 50


def test_everything_has_a_name(palette):
    assert palette.search.accessibleName()
    assert palette.tree.accessibleName()
