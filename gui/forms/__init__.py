"""Forms made from declarations: a field's editor, label, help, bounds and unit follow from the engine's words."""

from gui.forms.form import MemberForm
from gui.forms.initializers import InitializersForm
from gui.forms.members import MembersList
from gui.forms.models import ModelPicker
from gui.forms.picker import MemberPicker
from gui.forms.sections import Section, VerticalScroll

__all__ = ["InitializersForm", "MemberForm", "MemberPicker", "MembersList", "ModelPicker", "Section", "VerticalScroll"]
