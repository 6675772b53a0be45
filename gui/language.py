"""The language of all texts. English stands in the source; other languages in `resources/translations`, compiled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.resources import TRANSLATIONS

SYSTEM = "system"
SOURCE = "en"
NAMES = {"en": "English", "ko": "한국어"}
"""The languages there are, each called as its speakers call it."""


class Language:
    """Which language is spoken. A window speaks the one that is in force while it is made."""

    def __init__(self) -> None:
        self.spoken = SOURCE
        """One of NAMES."""
        self._translators: list[QTranslator] = []

    def apply(self, chosen: str) -> bool:
        """Speak a language, or the system's where that is meant or `chosen` is none of NAMES; whether it is another
        than before."""
        wanted = chosen if chosen in NAMES else of_the_system()
        if wanted == self.spoken:
            return False
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []
        if wanted != SOURCE:
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(f"qtbase_{wanted}", qt)
            self._install(f"descent_{wanted}", str(TRANSLATIONS))  # the last one is asked first
        self.spoken = wanted
        return True

    def locale(self) -> QLocale:
        """How dates are written in it."""
        return QLocale() if self.spoken == of_the_system() else QLocale(self.spoken)

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            self._translators.append(translator)


def of_the_system() -> str:
    """The first of the user's languages that is spoken here; English where none is."""
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code in NAMES:
            return code
    return SOURCE


language = Language()
"""The one language of the program."""
