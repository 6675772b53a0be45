"""The status line: the way to the first problem, and what the program takes of the machine."""

from __future__ import annotations

import re
import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import append, cores, family
from gui.main_window import MainWindow
from gui.panels.device import DeviceUse, resident_bytes


def test_a_click_goes_to_the_first_problem(window: MainWindow) -> None:
    document, status = window.bench.document, window.status_panel
    network, first = append(document.network, family("layers")["conv2d"]())
    document.edit_network("Add", network)
    document.select([])
    QTest.mouseClick(status.problems, Qt.MouseButton.LeftButton)
    assert document.selection == (first,)
    assert status.menu.isVisible(), "all are listed besides, with remedies"
    assert status.menu.activeAction() is status.menu.actions()[0]
    document.select([])
    QTest.keyClick(status.menu, Qt.Key.Key_Return)
    assert document.selection == (first,)
    assert not status.menu.isVisible()
    assert QApplication.focusWidget() is window.bench.canvas.focusProxy()


def test_device_use_is_shown_once_a_second(window: MainWindow, qtbot: QtBot) -> None:
    device = window.status_panel.device
    changes: list[float] = []
    device._timer.timeout.connect(lambda: changes.append(time.monotonic()))
    assert device._timer.interval() >= 1_000
    window.bench.document.set_field("Epochs", "training.epochs", 100_000)
    window.train()
    qtbot.waitUntil(lambda: len(changes) >= 3, timeout=20_000)
    found = re.fullmatch(r"CPU (\d+\.\d) of (\d+)   (\d+(\.\d+)?) (MiB|GiB)", device.text())
    assert found, device.text()
    assert 0 < float(found[1]) <= int(found[2]) == cores()
    assert "processors busy" in device.toolTip()
    width = device.width()
    window.bench.controller.stop()
    qtbot.waitUntil(lambda: window.bench.controller.state == "finished")
    count = len(changes)
    qtbot.waitUntil(lambda: len(changes) > count, timeout=5_000)
    assert device.width() == width, "figures do not make it jump"


def test_nobody_looks_while_nobody_sees(qtbot: QtBot) -> None:
    device = DeviceUse()
    qtbot.addWidget(device)
    assert not device._timer.isActive()
    device.show()
    assert device._timer.isActive()
    device.hide()
    assert not device._timer.isActive()


def test_a_look_costs_next_to_nothing(qtbot: QtBot) -> None:
    device = DeviceUse()
    qtbot.addWidget(device)
    device.refresh()
    began = time.thread_time()
    for _ in range(50):
        device.refresh()
    assert (time.thread_time() - began) / 50 < 0.001


def test_memory_is_what_the_process_holds() -> None:
    before = resident_bytes()
    held = bytearray(b"x") * (64 << 20)
    assert 48 << 20 < resident_bytes() - before < 96 << 20
    del held
