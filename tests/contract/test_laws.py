"""The laws themselves: they reach every member, and one that checks too little fails."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from engine.catalog import FAMILIES, family
from tests.contract import test_data, test_declarations, test_layers, test_losses, test_members, test_templates
from tests.contract.laws import EXAMPLES, LAWS, examine

MODULES = test_data, test_declarations, test_layers, test_losses, test_members, test_templates


def test_every_family_has_laws_of_its_own_beside_those_of_declarations() -> None:
    declared = {"test_round_trip_through_json", "test_bad_values_are_refused_by_name"}
    for name in FAMILIES:
        assert declared < set(LAWS[name]), name


def test_every_law_covers_every_member_of_its_families() -> None:
    """A law's cases are made from the catalogue when its module is imported; none may have been missed or left out."""
    covered: dict[str, list[str]] = {name: [] for name in FAMILIES}
    for module in MODULES:
        for check in vars(module).values():
            for mark in getattr(check, "pytestmark", []):
                if mark.name == "parametrize" and mark.args[0] == ("name", "kind"):
                    for name, kind in mark.args[1]:
                        covered[name].append(kind)
    for name, kinds in covered.items():
        assert sorted(kinds) == sorted(list(family(name)) * len(LAWS[name])), name


def test_examples_are_counted() -> None:
    seen = []
    assert examine(family("layers")["relu"], lambda cls, data: seen.append(data.draw(st.integers()))) == EXAMPLES
    assert len(set(seen)) == EXAMPLES == 30


def test_a_law_that_rejects_most_examples_fails() -> None:
    def picky(cls: Any, data: st.DataObject) -> None:
        assume(data.draw(st.integers(0, 10**6)) < 3)

    with pytest.raises(AssertionError, match="could be checked"):
        examine(family("layers")["relu"], picky)


def test_a_law_that_is_broken_once_fails() -> None:
    def broken(cls: Any, data: st.DataObject) -> None:
        assert data.draw(st.integers(0, 10**6)) < 10**5

    with pytest.raises(AssertionError):
        examine(family("layers")["relu"], broken)


def test_members_that_files_rely_on_exist() -> None:
    owed = {
        "layers": "add avg_pool2d batch_norm concat conv2d dense dropout elu flatten fractional_max_pool2d "
        "gaussian_noise gelu global_avg_pool2d group_norm layer_norm leaky_relu max_pool2d maxout "
        "multiply prelu relu sigmoid silu softmax softplus spatial_dropout stochastic_depth tanh",
        "losses": "binary_cross_entropy hinge huber mean_absolute_error mean_squared_error one_vs_all_hinge "
        "softmax_cross_entropy squared_hinge",
        "optimizers": "adagrad adam adamw bfgs lbfgs momentum nesterov newton random_local_search random_search "
        "rmsprop sgd",
        "schedules": "constant cosine cosine_restarts exponential_decay inverse_time_decay one_cycle "
        "reduce_on_plateau step_decay",
        "regularizers": "elastic_net l1 l2",
        "initializers": "constant glorot_normal glorot_uniform he_normal he_uniform lecun_normal normal orthogonal "
        "uniform zeros",
        "preprocessing": "inputs_as_targets one_hot pca scale standardize whiten zero_center",
        "augmentations": "color_jitter cutout gaussian_noise horizontal_flip mixup random_crop rotation stretch",
        "datasets": "blobs breast_cancer circles digits glyphs iris polynomial shapes sine two_spirals wine xor",
        "rules": "clip_norm clip_value early_stopping max_norm monte_carlo warm_up weight_averaging",
        "metrics": "accuracy confusion_matrix mean_absolute_error precision_recall r2 top_k",
        "templates": "autoencoder lenet linear linear_mlp mlp regression resnet vgg",
    }
    for name, kinds in owed.items():
        assert set(kinds.split()) <= set(family(name)), name
