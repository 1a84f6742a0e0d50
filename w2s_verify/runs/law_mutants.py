"""Faults in laws, paths and matrices as text patches; each names the claims that should notice."""

from __future__ import annotations

from functools import partial

from w2s_verify.runs.kernel_patch import ORACLE, fault

GRADIENT, HESSIAN = "gradient.elliptical", "hessian.elliptical"
CRITERION, SECOND_ORDER, CLOCK = "gain.criterion", "gain.second-order", "norm.clock"
PROBABILITY, FLOW, GRADED = "inevitable.probability", f"{ORACLE}flow", f"{ORACLE}graded_rule"
ELLIPTICAL, RADIAL, SHIFTED = f"{ORACLE}elliptical", f"{ORACLE}radial_moments", f"{ORACLE}shifted"


_elliptical = partial(fault, "distributions/elliptical.py")
_radial = partial(fault, "distributions/radial.py")
_marginal = partial(fault, "distributions/marginal.py")

_ELLIPTICAL = (
    _elliptical(
        "pulled", "return num.combine(direction, self.factor)", "return 2 * num.combine(direction, self.factor)", ELLIPTICAL
    ),
    _elliptical("second_vector", "return num.matvec(self.factor,", "return 2 * num.matvec(self.factor,", GRADIENT),
    _elliptical("ridge_form", "return across * (whole - squared) +", "return across * whole +", ELLIPTICAL),
    _elliptical("hard answers", "(radial.mean_absolute(num) / 2 - soft)", "(radial.mean_absolute(num) - soft)", ELLIPTICAL),
    _elliptical("noise", "return (1 - 2 * noise) * (soft", "return (1 - noise) * (soft", GRADIENT),
    _elliptical("pull", "CENTRED_SIGMOID, radius, 1) / radius", "CENTRED_SIGMOID, radius, 1)", GRADIENT),
    _elliptical("answer_pull", "radius, hard, noise) / radius", "radius, hard, noise)", ELLIPTICAL),
    _elliptical("isotropic", "num.exact(np.eye(dimension)) * scale", "num.exact(np.eye(dimension))", ELLIPTICAL),
)

_RADIAL = (
    _radial("wallis", "Fraction(n - 1, n)", "Fraction(n, n + 1)", HESSIAN, GRADIENT),
    _radial("gaussian mean_absolute", "num.sqrt(2 / num.pi())", "num.sqrt(1 / num.pi())", ELLIPTICAL),
    _radial(
        "gaussian across", "gaussian_moment(num, function, radius, 0)", "gaussian_moment(num, function, radius, 2)", ELLIPTICAL
    ),
    _radial("sphere scale", "num.sqrt(num.ratio(self.dimension, 1))", "num.ratio(self.dimension, 1)", HESSIAN, GRADIENT),
    _radial("sphere density", "by.cos(s) ** (self.dimension - 2)", "by.cos(s) ** (self.dimension - 1)", HESSIAN, GRADIENT),
    _radial("sphere across", "cosine * cosine / (self.dimension - 1)", "cosine * cosine / self.dimension", HESSIAN),
    _radial("sphere mean_absolute", "/ ((self.dimension - 1) * self", "/ (self.dimension * self", RADIAL),
    _radial("student scale", "num.sqrt(num.ratio(self.freedom - 2, 1))", "num.ratio(self.freedom - 2, 1)", RADIAL),
    _radial("student density", "(2 * e / (1 + e * e)) ** self", "(e / (1 + e * e)) ** self", RADIAL),
    _radial("student across", "cosine * cosine / (self.freedom - 1)", "cosine * cosine / self.freedom", RADIAL),
    _radial("student mean_absolute", "((self.freedom - 1) * self", "(self.freedom * self", RADIAL),
    _radial("laplace scale", "num.sqrt(num.ratio(1, 2))", "num.ratio(1, 2)", RADIAL),
    _radial("laplace across", "return 1 + s", "return 1 + 2 * s", RADIAL),
    _radial("mixture moment", "mass * scale**power * self.base", "mass * self.base", f"{ORACLE}mixed_spheres"),
    _radial("mixture across", "mass * scale * scale * self.base", "mass * self.base", f"{ORACLE}mixed_spheres"),
    _radial("mixture root", "weight * radius**2 for weight", "weight * radius for weight", HESSIAN, GRADIENT),
)

_MARGINAL = (
    _marginal("scale", "scale ** (2 if across else power) * integral", "scale**power * integral", HESSIAN),
    _marginal("across", "if across else c**power\n        value: acb", "if False else c**power\n        value: acb", HESSIAN),
    _marginal("complex curvature", "return e / (root * root)", "return e / root", HESSIAN),
    _marginal("complex near 0", "return (t / 2).tanh() / 2", "return (t / 2).tanh()", GRADIENT, SECOND_ORDER),
    _marginal("complex far from 0", "return (1 - e) / (2 * (1 + e))", "return (1 - e) / (1 + e)", GRADIENT, SECOND_ORDER),
    _marginal("end", "else (arb.pi() / 2, False)", "else (arb.pi() / 4, False)", HESSIAN, GRADIENT),
)

_OTHER_LAWS = (
    fault("distributions/mixture.py", "second_form", "+ num.dot(a, self.mean) * num.dot(b, self.mean)", "", f"{ORACLE}shifted"),
    fault("distributions/mixture.py", "spread", "num.times(level, self.mean) + along", "along", SHIFTED),
    fault("distributions/mixture.py", "ridge_form", "2 * offset * along * slope", "offset * along * slope", f"{ORACLE}shifted"),
    fault("distributions/mixture.py", "weights", "strict=True)) / total", "strict=True))", SHIFTED),
    fault("distributions/shifted.py", "normal_cdf", "arb(half).erfc() / 2", "arb(half).erfc()", SHIFTED),
    fault("distributions/shifted.py", "branch", "function.parity * kernel(-score) if", "kernel(-score) if", f"{ORACLE}shifted"),
    fault("distributions/clock.py", "unit", "unit = scale * scale * slope", "unit = scale * slope", CLOCK),
    fault("distributions/clock.py", "growth", "scale * long / least) / slope", "scale * long / least)", f"{ORACLE}path_time"),
    fault("distributions/clock.py", "nearest", "-gram.st / gram.tt", "gram.st / gram.tt", f"{ORACLE}path_time"),
    fault("distributions/graded.py", "nodes", "[middle - half * x, middle", "[middle + half * x, middle", GRADED),
    fault("distributions/graded.py", "weights", "[half * weights] * 2", "[weights] * 2", GRADED),
    fault("distributions/graded.py", "left out", "(share * error).abs_upper()", "arb(0)", GRADED),
    fault("distributions/caps.py", "shape", "(dimension - 2) / 2, (1", "(dimension - 1) / 2, (1", PROBABILITY),
    fault("distributions/caps.py", "far branch", "arb(1) / 2, True) / 2", "arb(1) / 2, True)", f"{ORACLE}caps"),
    fault("distributions/caps.py", "near branch", "return (1 - arb(ratio", "return (2 - arb(ratio", PROBABILITY),
    fault("distributions/caps.py", "mass", "power, end = int(dimension) - 3", "power, end = int(dimension) - 2", PROBABILITY),
    fault("distributions/descent.py", "sign", "hard, noise) - law.ridge", "hard, noise) + law.ridge", CRITERION, "gain.rate"),
    fault(
        "distributions/descent.py",
        "cosine",
        "cosine_gradient(num, student, truth)",
        "cosine_gradient(num, truth, student)",
        "gain.rate",
    ),
    fault(
        "distributions/stretched.py",
        "ridge_vector",
        "return self.stretch * self.base.ridge",
        "return self.base.ridge",
        ELLIPTICAL,
    ),
    fault("distributions/on_arc.py", "pull", "pull = squared * law.answer", "pull = law.answer", "path.plane", "path.window"),
    fault(
        "distributions/selective.py",
        "boundary term",
        "radius, hard) - 2 * normal_density",
        "radius, hard) + 2 * normal_density",
        f"{ORACLE}selective",
    ),
)

_MATRICES_AND_PATHS = (
    fault(
        "quantities/spectrum.py",
        "discs",
        "radii = np.sum(",
        "radii = -np.abs(np.diagonal(similar)) + 0 * np.sum(",
        f"{ORACLE}largest_eigenvalue",
    ),
    fault(
        "quantities/spectrum.py",
        "quotients",
        " / np.sum(vectors * vectors, axis=0)",
        " * 2 / np.sum(vectors * vectors, axis=0)",
        "hessian.secant",
        f"{ORACLE}largest_eigenvalue",
    ),
    fault("quantities/loewner.py", "pivot", "if pivot.upper() <= 0:", "if pivot.upper() <= -1:", f"{ORACLE}definite"),
    fault("quantities/flow.py", "half tanh", "] = 2 * num.curvature(scores)", "] = num.curvature(scores)", FLOW),
    fault("quantities/flow.py", "end", "self.nodes[-1] + self.errors[-1] * arb(0, 1) if", "self.nodes[-1] if", FLOW),
    fault("quantities/steps.py", "sign", "iterates[-1] + num.times", "iterates[-1] - num.times", "path.window"),
    fault(
        "quantities/arc.py",
        "x",
        "self.taught - self.shared * self.own",
        "self.taught + self.shared * self.own",
        "path.peak-gain",
    ),
    fault(
        "quantities/arc.py",
        "cosine",
        "num.sqrt(1 + b * b + 2 * b * self.shared)",
        "num.sqrt(1 + b * b)",
        "path.unimodal",
        "path.peak-gain",
    ),
    fault("quantities/arc.py", "peak_squared", "inside / (1 - self.shared * self.shared)", "inside", "path.peak-gain"),
    fault("quantities/arc.py", "plane", "along * tt - across * st", "along * tt + across * st", "path.plane", "path.window"),
)

LAW_MUTANTS = (*_ELLIPTICAL, *_RADIAL, *_MARGINAL, *_OTHER_LAWS, *_MATRICES_AND_PATHS)
