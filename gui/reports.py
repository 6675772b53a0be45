"""What the training thread reports, taken over in the window's thread: how far the run has come, and its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engine import RATIO, Edited, Epoch, Ratios, Started
from gui.garbage import collect_garbage
from gui.mailbox import Mailbox, Prepared, Seen
from gui.progress import Meter, Progress

if TYPE_CHECKING:
    from engine import Experiment, History
    from gui.mailbox import News
    from gui.run_controller import RunController
    from gui.worker import TrainingThread

REFRESH_HZ = 30
"""How often the window takes over what was reported, and so how often a view can be drawn anew."""

CALM_HZ = 5
"""The same where no view is in sight: each time training loses about a millisecond."""


class Reports(QObject):
    """Empties the mailbox, many times a second while a run goes on. Steps and rare events go into the history of the
    present run; each piece of news is then passed to `hear`, which says whether there is something new to show."""

    taken = Signal(bool)
    """All is taken over; whether progress ought to be measured and shown anew."""

    def __init__(self, controller: RunController, thread: TrainingThread, hear: Callable[[News], bool]) -> None:
        super().__init__(controller)
        self._controller, self._thread, self._hear = controller, thread, hear
        self._refresh, self._followers = REFRESH_HZ, WeakSet[QObject]()
        self._timer = QTimer(self, interval=1000 // REFRESH_HZ, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.take)
        thread.news.connect(self.take)
        self.renew()

    def renew(self) -> Mailbox:
        """Await the reports of another run, or of a network that is to be looked at; what is under way is lost."""
        self.mailbox, self._meter = Mailbox(), Meter()
        self._step, self._epoch = 0, 0.0
        return self.mailbox

    def run(self) -> None:
        """Training goes on from here."""
        self._meter.run()
        self._timer.start()

    def rest(self) -> None:
        """Training halts here; what is reported yet is told by a signal."""
        self._meter.rest()
        self._timer.stop()

    def set_refresh(self, hz: int) -> None:
        """Take over so many times a second while a view is in sight."""
        self._refresh = hz
        self.tick()

    def follow(self, view: QObject, *, in_sight: bool) -> None:
        """Learn whether a view that follows the run is in sight."""
        (self._followers.add if in_sight else self._followers.discard)(view)
        self.tick()

    def tick(self) -> None:
        """Take over, and let questions be asked, as often as it is worth."""
        hz = self._refresh if self._followers else min(CALM_HZ, self._refresh)
        self._timer.setInterval(1000 // hz)
        looks = self._controller.looks
        looks.calm, looks.poll = not self._followers, 1 / hz

    def measure(self, experiment: Experiment, *, over: bool) -> Progress:
        """How far the run of an experiment is; `over`: and will not go on."""
        progress = self._meter.measure(experiment, self._step, self._epoch, over=over)
        self._history.reach(self._step, self._epoch, progress.elapsed)
        return progress

    def take(self) -> None:
        """Take over what was reported since."""
        collect_garbage(thoroughly=False)
        news, rows = self.mailbox.take()
        if self.mailbox.waiting:
            self._thread.nudge()
        if len(rows):
            self._history.add_steps(rows[:, 2:])
            self._step, self._epoch = int(rows[-1, 0]), float(rows[-1, 1])
            self._history.reach(self._step, self._epoch)
            self._controller.looks.touch()
        figures = len(rows) > 0
        for each in news:
            self._keep(each)
            figures = self._hear(each) or figures
        self.taken.emit(figures or self._meter.due())

    @property
    def _history(self) -> History:
        return self._controller.history

    def _keep(self, news: News) -> None:
        """Note what belongs to the figures of the run."""
        match news:
            case Prepared(samples):
                self._meter.samples = samples
            case Epoch():
                self._history.add(news)
                self._epoch = max(self._epoch, news.epoch)  # an epoch may be without steps
            case Started() | Edited():
                self._history.add(news)
            case Seen(answers):
                self._keep_ratios(answer for _, answer, _ in answers)

    def _keep_ratios(self, answers: Iterable[object]) -> None:
        """Note what was measured in passing, as series of the run."""
        for answer in answers:
            if isinstance(answer, Ratios):
                ratios = {f"{RATIO}.{node}": ratio for node, ratio in answer.ratios.items()}
                self._history.add_points(answer.step, ratios)
