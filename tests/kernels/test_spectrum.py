from __future__ import annotations

import mpmath
import numpy as np
import pytest

from w2s_verify.kernels import gaussian_spectrum

EPS = 2.0**-52


@pytest.mark.parametrize("radius", [2.0**-20, 0.01, 0.5, 0.7499999, 0.75, 1.0, 3.0, 20.0, 1024.0])
def test_quadrature_agrees(radius):
    with mpmath.workdps(30):
        r = mpmath.mpf(radius)
        ends = [0, min(1, r) * 1, min(10, 6 * r), min(80, 14 * r)]

        def moment(power):
            def density(t):
                z = t / r
                return mpmath.sech(t / 2) ** 2 / 4 * z**power * mpmath.npdf(z) / r

            return float(2 * mpmath.quad(density, ends))

        across, along = moment(0), moment(2)
    got = gaussian_spectrum(radius)
    # 8 ulp is the stated error; the quadrature itself is good to 25 digits.
    assert float(got[0]) == pytest.approx(across, rel=8 * EPS)
    assert float(got[1]) == pytest.approx(along, rel=8 * EPS)


def test_limits_at_both_ends():
    across, along = gaussian_spectrum([0.0, 1e-300, 1e8, 1e100])
    np.testing.assert_allclose(across[:2], 0.25, rtol=4 * EPS)
    np.testing.assert_allclose(along[:2], 0.25, rtol=8 * EPS)
    r = np.array([1e8, 1e100])
    np.testing.assert_allclose(across[2:], 1 / (r * np.sqrt(2 * np.pi)), rtol=1e-15)
    np.testing.assert_allclose(along[2:] * r * r, np.pi**2 / 3 / np.sqrt(2 * np.pi) / r, rtol=1e-15)


def test_shape_is_kept_and_batches_join():
    radius = np.exp(np.linspace(-12, 7, 30_000)).reshape(3, 10_000)
    across, along = gaussian_spectrum(radius)
    assert across.shape == along.shape == (3, 10_000)
    some = gaussian_spectrum(radius[1, 123])
    assert some[0] == pytest.approx(across[1, 123], rel=2 * EPS)
    # Decreasing, as hessian.gaussian-upper states, within the stated 8 ulp.
    assert np.all(np.diff(across.ravel()) <= 8 * EPS * across.ravel()[1:])
    assert np.all(along <= across * (1 + 8 * EPS))


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_radius_is_named(bad):
    with pytest.raises(ValueError, match="radius contains"):
        gaussian_spectrum([1.0, bad])
