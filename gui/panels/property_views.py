"""The ways to fill the properties panel: one view for each kind of thing that can be selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine import Member, NodeFacts, times
from gui.amounts import counted, in_bytes
from gui.document import Document
from gui.forms import InitializersForm, MemberForm, MemberPicker, Section
from gui.forms.binding import problem_path
from gui.forms.explanation import Explanation
from gui.forms.facts import Facts
from gui.forms.form import Controller
from gui.forms.labels import ElidedLabel, MessageLabel
from gui.forms.notices import MOST, Remedies
from gui.forms.sections import MARGIN
from gui.groups import group_title
from gui.resources import icon
from gui.texts import catalogue, class_titles, default_title, explain, member_tip, node_title
from gui.theme import theme

NAMED = 20
"""Selected layers that are named one by one."""
TRAINING_FIELDS = ("trainable", "rate_multiplier", "penalised")
"""The fields of a node that say how training treats its layer."""


class View(QWidget):
    """One way to fill the panel: a head, and a column of parts."""

    def __init__(self, document: Document, controller: Controller | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.document, self._controller = document, controller
        self._icon_name, self._hue = "", "text"
        self._picture = QLabel(self)
        self.title = QLabel(self, wordWrap=True)
        self.title.setProperty("role", "heading")
        self.subtitle = ElidedLabel(self)
        self.message = MessageLabel(self)
        self.remedies = Remedies(document, self)
        head = QHBoxLayout(spacing=8)
        head.addWidget(self._picture)
        head.addWidget(self.title, 1)
        head.addWidget(self.subtitle)
        self.top = QVBoxLayout(spacing=8)
        self.top.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.top.addLayout(head)
        self.top.addWidget(self.message)
        self.top.addWidget(self.remedies)
        self.column = QVBoxLayout(self, spacing=0)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self.top)
        self._picture.hide()
        theme.changed.connect(self._paint_icon)

    def refresh(self) -> None:
        """Show what stands in the document. The forms within refresh themselves."""

    def show_icon(self, name: str, hue: str = "text") -> None:
        """Put an icon before the title, in the colour of a theme token."""
        self._icon_name, self._hue = name, hue
        self._picture.show()
        self._paint_icon()

    def guide(self, text: str) -> QLabel:
        """A dim sentence under what is there."""
        label = QLabel(text, self, wordWrap=True)
        label.setProperty("role", "dim")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.top.addWidget(label)
        return label

    def add_model(self) -> None:
        """The settings of the model as a whole."""
        self.form = MemberForm(self.document, "model", controller=self._controller, parent=self)
        self.top.addWidget(self.form)

    def add_totals(self) -> None:
        """A section of figures."""
        self.facts = Facts()
        self.column.addWidget(Section(self.tr("Totals"), self.facts, self))

    def _paint_icon(self) -> None:
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            pixmap: QPixmap = icon(self._icon_name, self._hue).pixmap(QSize(24, 24), ratio)
            self._picture.setPixmap(pixmap)


class NodeView(View):
    """One layer: what it is, its fields, how it is trained and first drawn, and what follows for it."""

    def __init__(self, document: Document, controller: Controller | None, parent: QWidget, node_id: str) -> None:
        super().__init__(document, controller, parent)
        self.node_id = node_id
        path = f"model.nodes.{node_id}"
        layer: Member = document.network.node(node_id).layer
        self.show_icon(layer.kind_name(), type(layer).group)
        self.title.setToolTip(member_tip(type(layer)))
        self.explanation = Explanation(self)
        self.explanation.show_member(type(layer))
        self.name_form = MemberForm(document, path, only=("title",), controller=controller, parent=self)
        self.name_form.rows["title"].editor.set_placeholder(default_title(document.network.node(node_id)))
        self.layer_form = MemberForm(document, f"{path}.layer", controller=controller, parent=self)
        self.top.addWidget(self.explanation)
        self.top.addWidget(self.name_form)
        self.top.addWidget(self.layer_form)
        self.top.setSpacing(4)
        self.training_form = MemberForm(document, path, only=TRAINING_FIELDS, controller=controller)
        self.training = Section(self.tr("Training of this layer"), self.training_form, self)
        self.initializers_form = InitializersForm(document, node_id, controller=controller)
        self.initializers = Section(self.tr("Initialisation"), self.initializers_form, self)
        self.facts = Facts()
        for section in (self.training, self.initializers, Section(self.tr("Shapes and cost"), self.facts, self)):
            self.column.addWidget(section)
        self.refresh()

    def refresh(self) -> None:
        facts = self.document.analysis.nodes.get(self.node_id)
        if facts is None:
            return
        node = self.document.network.node(self.node_id)
        self.title.setText(node_title(node))
        self.subtitle.setText(catalogue(node.layer.title) if node.title else "")
        shown = {
            path
            for form in (self.name_form, self.layer_form, self.training_form)
            for row in form.rows.values()
            for path in row.binding.paths
        }
        shown |= {f"model.nodes.{self.node_id}.initializers.{name}" for name in self.initializers_form.pickers}
        told = [each for each in self.document.analysis.of(self.node_id) if problem_path(each) not in shown]
        self.message.say("\n".join(explain(each) for each in told))
        self.remedies.offer(told)
        if facts.shape is not None:
            self.training.setVisible(bool(facts.parameters))
        self.initializers.setVisible(bool(self.initializers_form.pickers))
        self.facts.show_facts(self._facts(facts))

    def _facts(self, facts: NodeFacts) -> list[tuple[str, str]]:
        known_as = (self.tr("Id in the file"), self.node_id)
        if facts.shape is None:
            return [(self.tr("Output"), self.tr("not known until the problem is solved")), known_as]
        inputs = ", ".join(times(shape) for shape in facts.inputs)
        lines = [(self.tr("Shape"), f"{inputs} → {times(facts.shape)}")]
        lines += [(parameter.name, _extent(parameter.shape)) for parameter in facts.parameters]
        lines += [(self.tr("{name} (state)").format(name=state.name), _extent(state.shape)) for state in facts.states]
        lines += [
            (self.tr("Parameters"), counted(facts.parameter_count)),
            (self.tr("Multiply-adds"), self.tr("{n} per sample").format(n=counted(facts.operations))),
            (self.tr("Output memory"), self.tr("{size} per sample").format(size=in_bytes(facts.memory))),
            known_as,
        ]
        return lines


class ManyView(View):
    """Several layers at once: what they have in common can be changed for all of them, as one undo step."""

    def __init__(self, document: Document, controller: Controller | None, parent: QWidget, ids: Sequence[str]) -> None:
        super().__init__(document, controller, parent)
        self._ids = tuple(ids)
        nodes = [document.network.node(node_id) for node_id in ids]
        kinds = {type(node.layer) for node in nodes}
        self._counted = self.tr("{count} layers").format(count=len(nodes))
        self.forms: list[MemberForm] = []
        paths = [f"model.nodes.{node_id}" for node_id in ids]
        if len(kinds) == 1:
            layer: Member = nodes[0].layer
            self.show_icon(layer.kind_name(), type(layer).group)
            self._counted = self.tr("{count} × {layer}").format(count=len(nodes), layer=catalogue(layer.title))
            self.title.setToolTip(member_tip(type(layer)))
            form = MemberForm(document, [f"{path}.layer" for path in paths], controller=controller, parent=self)
            self.forms.append(form)
            if form.rows:
                self.guide(self.tr("An edit here changes all of them."))
                self.top.addWidget(form)
        else:
            names = [node_title(node) for node in nodes]
            more = self.tr("and {n} more").format(n=len(names) - NAMED) if len(names) > NAMED else ""
            self.guide(", ".join([*names[:NAMED], *([more] if more else [])]))
            self.guide(self.tr("Select layers of one kind to edit them together."))
        analysis = document.analysis
        if any(analysis.nodes[node_id].parameters for node_id in ids):
            training = MemberForm(document, paths, only=TRAINING_FIELDS, controller=controller)
            self.forms.append(training)
            self.column.addWidget(Section(self.tr("Training of these layers"), training, self))
        self.add_totals()
        self.refresh()

    def refresh(self) -> None:
        nodes = self.document.analysis.nodes
        group = next((each for each in self.document.groups if set(each.nodes) == set(self._ids)), None)
        self.title.setText(group_title(group, self.document.network) if group is not None else self._counted)
        self.subtitle.setText("" if group is None else self._counted)
        facts = [nodes[node_id] for node_id in self._ids if node_id in nodes]
        self.facts.show_facts(
            [
                (self.tr("Parameters"), counted(sum(each.parameter_count for each in facts))),
                (
                    self.tr("Multiply-adds"),
                    self.tr("{n} per sample").format(n=counted(sum(each.operations for each in facts))),
                ),
            ]
        )
        said = [
            f"{node_title(self.document.network.node(node_id))}: {explain(problem)}"
            for node_id in self._ids
            if node_id in nodes
            for problem in self.document.analysis.of(node_id)
        ]
        more = [self.tr("and {n} more").format(n=len(said) - MOST)] if len(said) > MOST else []
        self.message.say("\n".join([*said[:MOST], *more]))
        self.remedies.offer(each for node_id in self._ids for each in self.document.analysis.of(node_id))


class InputView(View):
    """The network's input: the data set it comes from, to choose and to set up."""

    def __init__(self, document: Document, controller: Controller | None, parent: QWidget) -> None:
        super().__init__(document, controller, parent)
        self.show_icon("input")
        self.subtitle.setText(self.tr("Input"))
        self.picker = MemberPicker(
            document, "data.source", "datasets", title=self.tr("Data set"), controller=controller, parent=self
        )
        self.top.addWidget(self.picker)
        self.guide(self.tr("How the samples are split and prepared is set in the experiment's settings, under Data."))
        self.facts = Facts()
        self.column.addWidget(Section(self.tr("Samples and targets"), self.facts, self))
        self.refresh()

    def refresh(self) -> None:
        data = self.document.experiment.data
        source = data.source
        self.title.setText(catalogue(source.title))
        lines = [
            (self.tr("Samples"), counted(source.size())),
            (self.tr("Sample shape"), times(source.input_shape())),
        ]
        if data.preprocessing:
            lines.append((self.tr("Shape as fed"), times(self.document.analysis.input_shape)))
        if data.task == "classification":
            names = ", ".join(class_titles(source.class_names()))
            lines.append((self.tr("Classes"), f"{counted(source.outputs())}: {names}"))
        else:
            lines.append((self.tr("Numbers to predict"), counted(data.outputs())))
        self.facts.show_facts(lines)


class NetworkView(View):
    """Nothing is selected: how to go on, and the network as a whole."""

    def __init__(self, document: Document, controller: Controller | None, parent: QWidget) -> None:
        super().__init__(document, controller, parent)
        self.title.setText(self.tr("Network"))
        self.guide(self.tr("Select a layer on the canvas to see and change its settings."))
        self.add_model()
        self.add_totals()
        self.refresh()

    def refresh(self) -> None:
        analysis = self.document.analysis
        told = [
            problem
            for problem in analysis.problems
            if problem.node is None and problem_path(problem).startswith("model")
        ]
        self.message.say("\n".join(explain(problem) for problem in told))
        self.remedies.offer(told)
        output = analysis.nodes[analysis.output].shape if analysis.output is not None else None
        lines = [(self.tr("Layers"), counted(len(self.document.network.nodes)))]
        if output is not None:
            lines.append((self.tr("Shape"), f"{times(analysis.input_shape)} → {times(output)}"))
        lines += [
            (self.tr("Parameters"), counted(analysis.parameter_count)),
            (self.tr("Multiply-adds"), self.tr("{n} per sample").format(n=counted(analysis.operations))),
            (self.tr("Memory"), self.tr("{size} per training step").format(size=in_bytes(analysis.memory))),
        ]
        self.facts.show_facts(lines)


class NeighboursView(View):
    """The model is no network: what it is, its settings, and what an answer costs."""

    def __init__(self, document: Document, controller: Controller | None, parent: QWidget) -> None:
        super().__init__(document, controller, parent)
        self.show_icon("k_nearest_neighbors")
        self.title.setText(self.tr("k nearest neighbours"))
        self.guide(self.tr("It keeps the training samples and has no layers to select."))
        self.add_model()
        self.add_totals()
        self.refresh()

    def refresh(self) -> None:
        shape = self.document.analysis.input_shape
        self.facts.show_facts(
            [
                (self.tr("Samples"), counted(self.document.experiment.data.source.size())),
                (self.tr("Shape as fed"), times(shape)),
                (self.tr("Parameters"), self.tr("none")),
            ]
        )


def _extent(shape: tuple[int, ...]) -> str:
    count = 1
    for extent in shape:
        count *= extent
    return f"{times(shape)} = {counted(count)}" if len(shape) > 1 else counted(count)
