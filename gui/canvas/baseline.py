"""What stands in the canvas's place where the model is no network: what the model is, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.document import Document
from gui.resources import icon
from gui.theme import theme

PICTURE = QSize(96, 96)


class BaselinePage(QWidget):
    """Explains a model without layers."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, autoFillBackground=True)
        self.document = document
        self._picture = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel(self.tr("k nearest neighbours"), self, alignment=Qt.AlignmentFlag.AlignCenter)
        self.title.setProperty("role", "heading")
        self.text = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.back = QPushButton(self.tr("Use a network instead"), self)
        self.back.setToolTip(self.tr("Brings the last network back"))
        self.back.clicked.connect(self._use_network)
        layout = QVBoxLayout(self, spacing=8)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.addStretch(1)
        for each in (self._picture, self.title, self.text):
            layout.addWidget(each)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        document.changed.connect(self.refresh)
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def refresh(self) -> None:
        """Say how the answers come about."""
        experiment = self.document.experiment
        if self.document.learns:
            return
        k = getattr(experiment.model, "k", 1)
        kept = self.tr("k nearest neighbours keeps the training samples and has no layers.")
        if experiment.data.task == "classification":
            rule = (
                self.tr("A new sample gets the class of the training sample nearest to it.")
                if k == 1
                else self.tr("A new sample gets the class that most of the {k} training samples nearest to it have.")
            )
        else:
            rule = (
                self.tr("The answer to a new sample is that of the training sample nearest to it.")
                if k == 1
                else self.tr("The answer to a new sample is the mean of the {k} training samples nearest to it.")
            )
        press = self.tr("Train finds out how good it is.")
        self.text.setText("\n".join((kept, rule.format(k=f"{k:,}"), press)))

    def _use_network(self) -> None:
        self.document.use_model(self.tr("Set model to {model}").format(model=self.tr("Network")), "network")

    def _dress(self) -> None:
        self._picture.setPixmap(icon("k_nearest_neighbors", "accent").pixmap(PICTURE, self.devicePixelRatioF()))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.tokens.canvas)
        self.setPalette(palette)
        self.text.setStyleSheet(f"color: {theme.tokens.dim};")
