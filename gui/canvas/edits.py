"""The edits of a network that canvas and palette offer: each is one undo step with a name, and selects what it made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QObject

from engine import (
    INPUT,
    Analysis,
    DescentError,
    Experiment,
    Network,
    analyse,
    append,
    chain_neighbours,
    connect,
    disconnect,
    exchange,
    insert_block,
    insert_on_wire,
    join,
    move_after,
    move_earlier,
    move_later,
    move_onto_wire,
    refuse_exchange,
    refuse_join,
    refuse_size,
    refuse_wire,
    remove,
    replaced,
)
from gui.canvas.additions import Addition, Refused
from gui.canvas.align import Places, put_in_line, title, too_few
from gui.canvas.folding import Folding
from gui.canvas.layers import offer_of, templates
from gui.canvas.layout import Wire
from gui.canvas.looks import LOSS, Looks
from gui.document import Document
from gui.groups import tended, tidy_title
from gui.texts import node_title, translate


class NetworkEdits(QObject):
    """Edits a document's network. What the engine refuses is not done: the document says why, or `connect_wire` and
    its kin return the reason. Nothing is done where the model is no network."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.looks = Looks(document, self)
        self._answer: tuple[Experiment, object, str] | None = None

    @property
    def network(self) -> Network:
        return self.document.network

    def layers(self) -> tuple[str, ...]:
        """The ids of the selected layers; the input is none."""
        return tuple(each for each in self.document.selection if each != INPUT)

    def behind(self) -> str | None:
        """The layer that something new goes behind: the last selected one in the network's order, or that from which
        wires leave its box; None for the end."""
        order = (INPUT, *(node.id for node in self.network.nodes))
        last = next((each for each in reversed(order) if each in self.document.selection), None)
        folding = Folding(self.network, self.document.groups)
        return None if last is None else folding.outlet(folding.key(last))

    def add(self, key: str) -> str:
        """Put a layer or a template behind what is selected, or at the end. Returns the last new layer's id; nothing
        where it is refused."""
        return self.add_after(key, self.behind())

    def add_after(self, key: str, after: str | None) -> str:
        """Put a layer or a template behind `after`, or at the end where None. Returns as `add` does."""
        return self.add_all((Addition(offer_of(key)),), after)

    def add_on_wire(self, key: str, source: str, target: str) -> str:
        """Put a layer or a template into a wire. Returns as `add` does."""
        return self.add_all((Addition(offer_of(key)),), source, target)

    def add_all(self, additions: Sequence[Addition], after: str | None, target: str | None = None) -> str:
        """Put layers and templates one behind the other, behind `after` (at the end where None), or into the wire from
        there to `target`. What a single template brings is selected, else the last layer. Returns as `add` does."""
        try:
            network, new = self.grown(additions, after, target)
        except Refused as refusal:
            self.refuse(str(refusal))
            return ""
        single = additions[0].offer if len(additions) == 1 else None
        if single is None:
            text = self.tr("Insert {count} layers").format(count=len(new))
        else:
            text = self.tr("Insert {layer}").format(layer=single.title)
        done = self.show_network(text, network, new if single is not None else new[-1:], fresh=new)
        return new[-1] if done else ""

    def why_not(self, additions: Sequence[Addition], after: str | None) -> str:
        """Why `add_all` would refuse, in a sentence; empty where it would not. The latest answer is kept: it takes its
        time where hundreds of layers come in."""
        experiment, asked = self.document.experiment, (tuple(additions), after)
        if self._answer is None or self._answer[0] is not experiment or self._answer[1] != asked:
            self._answer = experiment, asked, self._refusal_of(additions, after)
        return self._answer[2]

    def _refusal_of(self, additions: Sequence[Addition], after: str | None) -> str:
        try:
            network, _ = self.grown(additions, after)
        except Refused as refusal:
            return str(refusal)
        after_it = analyse(replaced(self.document.experiment, "model", network))
        refusal = refuse_size(self.document.analysis, after_it)
        return translate(refusal.message) if refusal is not None else ""

    def misfits(self, after: str | None) -> dict[str, str]:
        """The keys of the templates that are not for what is asked of the network, or for what comes out of `after` (of
        the whole where None), and why."""
        analysis, task = self.document.analysis, self.document.experiment.data.task
        shape = analysis.shape_behind(after or analysis.output or INPUT)
        return {offer.key: misfit for offer in templates() if (misfit := offer.misfit(task, shape))}

    def drop_refusal(self, key: str, after: str | None) -> str:
        """Why a layer or a template may not go behind `after` (the end where None), as quickly as a drag needs it;
        empty where it may. A layer may go anywhere: what does not fit is a problem with a remedy."""
        offer = offer_of(key)
        if not offer.is_template:
            return ""
        try:
            shape = self._shape_behind(self.network, after)
        except Refused as refusal:
            return str(refusal)
        return offer.misfit(self.document.experiment.data.task, shape)

    def example(self, after: str | None) -> str:
        """What one might type to put layers behind `after` (at the end where None): layers that fit there."""
        analysis = self.document.analysis
        shape = analysis.shape_behind(after or analysis.output or INPUT)
        return "dense 64, relu" if shape is not None and len(shape) == 1 else "conv 6 5, relu, pool"

    def grown(
        self, additions: Sequence[Addition], after: str | None, target: str | None = None
    ) -> tuple[Network, tuple[str, ...]]:
        """The network that `add_all` makes, and the new layers' ids. Raises Refused for what may not be."""
        network, new = self.network, []
        for addition in additions:
            if addition.offer.is_template:
                block = addition.block(self._shape_behind(network, after), self.document.experiment.data)
                network, ids = insert_block(network, block, after, target)
            elif target is not None:
                network, node_id = insert_on_wire(network, addition.member(), str(after), target)
                ids = (node_id,)
            else:
                network, node_id = append(network, addition.member(), after)
                ids = (node_id,)
            new += ids
            after = ids[-1]
        return network, tuple(new)

    def insert(
        self, text: str, block: Network, after: str | None, places: Sequence[tuple[float, float]] = ()
    ) -> None:  # fmt: skip
        """Put a block behind `after`, or at the end where None, and select it. `places` say where its layers lie, in
        their order; none for where they are laid out."""
        network, new = insert_block(self.network, block, after)
        self.show_network(text, network, new, fresh=new, places=dict(zip(new, places, strict=False)))

    def refuse(self, text: str) -> None:
        """Say why something is not done."""
        self.document.refused.emit(text)

    def delete(self, ids: Collection[str], text: str = "") -> None:
        """Take layers out, and select what then stands in the last one's place. `text` names the step."""
        gone = [node.id for node in self.network.nodes if node.id in ids]
        if not gone:
            return
        if not text and len(gone) == 1:
            text = self.tr("Delete {layer}").format(layer=self.looks.title(gone[0]))
        elif not text:
            text = self.tr("Delete {count} layers").format(count=len(gone))
        order = [node.id for node in self.network.nodes]
        behind = [each for each in order[order.index(gone[-1]) :] if each not in ids]
        before = [each for each in order[: order.index(gone[-1])] if each not in ids]
        self.show_network(text, remove(self.network, set(gone)), (behind[:1] or before[-1:]))

    def refusal(self, source: str, target: str, *, in_place: bool = False) -> DescentError | None:
        """Why a wire from `source` to `target` may not be; `in_place` of the one input that the target has."""
        refuse = refuse_exchange if in_place and self.takes_one(target) else refuse_wire
        return refuse(self.network, source, target, self.document.analysis)

    def takes_one(self, node_id: str) -> bool:
        """Whether a layer takes one input."""
        return any(node.id == node_id and node.layer.most_inputs == 1 for node in self.network.nodes)

    def targets(self, source: str, *, in_place: bool = False) -> tuple[str, ...]:
        """The layers that a wire from `source` may go to."""
        ids = (node.id for node in self.network.nodes)
        return tuple(each for each in ids if self.refusal(source, each, in_place=in_place) is None)

    def connect_wire(self, source: str, target: str, *, in_place: bool = False) -> DescentError | None:
        """Draw a wire, perhaps in place of the one input that the target has; returns why not where it may not be."""
        refusal = self.refusal(source, target, in_place=in_place)
        if refusal is None:
            text = self.tr("Connect {source} to {target}").format(
                source=self.looks.title(source), target=self.looks.title(target)
            )
            draw = exchange if in_place and self.takes_one(target) else connect
            self.show_network(text, draw(self.network, source, target), (target,))
        return refusal

    def without(self, wire: Wire) -> tuple[Network, Analysis]:
        """The network without a wire, and what follows for it."""
        network = disconnect(self.network, *wire)
        return network, analyse(replaced(self.document.experiment, "model", network))

    def move_wire(self, wire: Wire, target: str) -> DescentError | None:
        """Let a wire end at another layer; returns why not where it may not."""
        network, analysis = self.without(wire)
        refusal = refuse_wire(network, wire[0], target, analysis)
        if refusal is None and target != wire[1]:
            text = self.tr("Connect {source} to {target}").format(
                source=self.looks.title(wire[0]), target=self.looks.title(target)
            )
            self.show_network(text, connect(network, wire[0], target), (target,))
        return refusal

    def join_refusal(self, source: str, wire: Wire) -> DescentError | None:
        """Why `source` may not be added to what flows through a wire; None where it may."""
        return refuse_join(self.network, source, _inner(wire), self.document.analysis)

    def join_wire(self, source: str, wire: Wire) -> DescentError | None:
        """Put an Add into a wire that takes `source` too; returns why not where it may not be."""
        refusal = self.join_refusal(source, wire)
        if refusal is None:
            network, node_id = join(self.network, source, _inner(wire))
            text = self.tr("Add {source} to the wire").format(source=self.looks.title(source))
            self.show_network(text, network, (node_id,), fresh=(node_id,))
        return refusal

    def disconnect_wire(self, source: str, target: str) -> None:
        """Take a wire away."""
        text = self.tr("Disconnect {source} from {target}").format(
            source=self.looks.title(source), target=self.looks.title(target)
        )
        self.show_network(text, disconnect(self.network, source, target), (target,))

    def can_move(self, node_id: str, later: bool) -> bool:
        """Whether there is a layer that this one can change places with."""
        if node_id == INPUT or len(self.network.node(node_id).inputs) != 1:
            return False
        before, behind = chain_neighbours(self.network, node_id)
        if later:
            return behind is not None
        return before not in (None, INPUT) and chain_neighbours(self.network, str(before))[0] is not None

    def move_in_chain(self, node_id: str, later: bool) -> None:
        """Let a layer change places with the one behind it, or the one before it."""
        if not self.can_move(node_id, later):
            return
        title = self.looks.title(node_id)
        if later:
            text, network = self.tr("Move {layer} later").format(layer=title), move_later(self.network, node_id)
        else:
            text, network = self.tr("Move {layer} earlier").format(layer=title), move_earlier(self.network, node_id)
        self.show_network(text, network, (node_id,), fresh=(node_id,))

    def can_take_wire(self, node_id: str, source: str, target: str) -> bool:
        """Whether a layer can be lifted out of its place and put into that wire."""
        if node_id in (INPUT, source, target) or node_id not in {node.id for node in self.network.nodes}:
            return False
        return len(self.network.node(node_id).inputs) == 1

    def move_to_wire(self, node_id: str, source: str, target: str | None) -> None:
        """Lift a layer out of its place and put it into a wire; at the end, behind `source`, where target is None."""
        text = self.tr("Move {layer}").format(layer=self.looks.title(node_id))
        if target is None:
            network = move_after(self.network, node_id, source)
        else:
            network = move_onto_wire(self.network, node_id, source, target)
        self.show_network(text, network, (node_id,), fresh=(node_id,))

    def rename(self, node_id: str, title: str) -> None:
        """Call a layer otherwise; by its kind and number where the title is empty."""
        node, title = self.network.node(node_id), tidy_title(title)
        if title != node.title:
            text = self.tr("Rename {layer}").format(layer=node_title(node))
            self.document.set_field(text, f"model.nodes.{node_id}.title", title)

    def place(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Put boxes somewhere by hand."""
        if len(places) == 1:
            text = self.tr("Move {layer}").format(layer=self.looks.title(next(iter(places))))
        else:
            text = self.tr("Move {count} layers").format(count=len(places))
        self.document.move_nodes(text, places)

    def put_in_line(self, way: str, places: Places, of_nodes: Callable[[Places], Places] = dict) -> None:
        """Align or distribute the boxes that lie at those places; see `align.WAYS`. `of_nodes` gives the places of
        nodes that follow from those of boxes."""
        if too_few(way, len(places)) is None:
            moved = put_in_line(way, places)
            if moved != places:
                self.document.move_nodes(title(way), of_nodes(moved))

    def tidy(self) -> None:
        """Give up all places chosen by hand."""
        self.document.edit(self.tr("Arrange automatically"), self.document.experiment, positions={})

    def show_network(
        self, text: str, network: Network, select: Collection[str], *, fresh: Collection[str] = (),
        places: Mapping[str, tuple[float, float]] | None = None,
    ) -> bool:  # fmt: skip
        """Make a network the current one, as one undo step. A place chosen by hand goes with its layer's place in the
        chain: the layers `fresh` lose theirs; `places` are those of new ones. Returns whether it
        was done."""
        if not self.document.learns:
            return False
        known = {INPUT, *(node.id for node in network.nodes)}.difference(fresh)
        kept = {each: place for each, place in self.document.positions.items() if each in known}
        groups = self.document.groups
        if fresh and groups:  # they leave their groups as they leave their places, and join those in which they arrive
            before = {node.id for node in self.network.nodes}.difference(fresh)
            groups = tended([each.without(*fresh) for each in groups], before, network)
        try:
            self.document.edit_network(text, network, positions={**kept, **(places or {})}, groups=groups)
        except DescentError as refusal:
            self.refuse(translate(refusal.message))
            return False
        self.document.select(select)
        return True

    def _shape_behind(self, network: Network, after: str | None) -> tuple[int, ...]:
        """The shape of what comes out of a box, or of the network where None."""
        experiment = self.document.experiment
        known = network is self.network
        analysis = self.document.analysis if known else analyse(replaced(experiment, "model", network))
        source = after or analysis.output or INPUT
        shape = analysis.shape_behind(source)
        if shape is None:
            text = self.tr("What comes out of {layer} is not known before its problem is mended.")
            raise Refused(text.format(layer=node_title(network.node(source))))
        return shape


def _inner(wire: Wire) -> tuple[str, str | None]:
    """A wire as the engine names it: the one to the loss leaves the network."""
    return wire[0], None if wire[1] == LOSS else wire[1]
