"""Faults in the kernels as text patches: a sign, a dropped factor, a lost branch. Each names the claims that should notice."""

from __future__ import annotations

from functools import partial

from w2s_verify.runs.kernel_patch import ORACLE, KernelMutant, fault
from w2s_verify.runs.law_mutants import LAW_MUTANTS

COSINE = "quantities/cosine.py"
GRAM = "quantities/gram.py"
LABELS = "quantities/labels.py"
LOGISTIC = "quantities/logistic.py"
MOMENTS = "distributions/gaussian_moments.py"

SECANT, BAND, SPECTRUM = "logistic.secant", "hessian.loewner-band", "cosine.hessian-spectrum"
GRADIENT, CRITERION, PEAK = "cosine.gradient-norm", "gain.criterion", "path.peak"
SELF, LOWER, SECOND = "hessian.self-concordance", "hessian.gaussian-lower", "logistic.second-derivative"

_ball = partial(fault, "arithmetic/ball.py")
_discrete = partial(fault, "distributions/discrete.py")
_gaussian = partial(fault, "distributions/gaussian.py")

_ARITHMETIC = (
    _ball("exact", "dtype=np.float64).astype(object)", "dtype=np.float32).astype(object)", f"{ORACLE}elementary", SECANT),
    _ball("ratio", "arb(fmpq(numerator, denominator))", "arb(fmpq(numerator, denominator + 1))", GRADIENT, CRITERION, SECOND),
    _ball("pi", "return arb.pi()", "return 2 * arb.pi()", CRITERION),
    _ball("exp", "_entrywise(arb.exp)", "_entrywise(arb.expm1)", SELF, SECANT),
    _ball("expm1", "_entrywise(arb.expm1)", "_entrywise(arb.exp)", SECANT, SELF),
    _ball("log1p", "_entrywise(arb.log1p)", "_entrywise(lambda t: t)", SELF),
    _ball("sqrt", "_entrywise(arb.sqrt)", "_entrywise(arb.rsqrt)", PEAK, CRITERION),
    _ball("tanh", "_entrywise(arb.tanh)", "_entrywise(arb.sinh)", SECANT, BAND),
    _ball("absolute", "_absolute = _entrywise(abs)", "_absolute = _entrywise(lambda t: t)", SECANT),
    _ball("maximum", "lambda a, b: arb(a).max(arb(b))", "lambda a, b: arb(a).min(arb(b))", SELF, "cosine.one-sided"),
    _ball("step", "if t.lower() > 0:\n        return arb(1)", "if t.lower() > 0:\n        return arb(0)", "step.exact"),
    _ball(
        "sum",
        'Sum over the last axis."""\n        return np.sum',
        'Sum over the last axis."""\n        return 2 * np.sum',
        BAND,
    ),
    _ball("largest", "_maximum.reduce(a, axis=-1)", "_maximum.reduce(a[..., :1], axis=-1)", SELF),
    _ball("dot", "return np.sum(a * b, axis=-1)", "return np.sum(a[..., :1] * b[..., :1], axis=-1)", GRADIENT, BAND),
    _ball("matvec", "np.matvec(matrix, vector)", "2 * np.matvec(matrix, vector)", BAND),
    _ball("combine", "np.sum(coefficients[..., None] * rows, axis=-2)", "np.sum(rows, axis=-2)", CRITERION),
    _ball("times", "return factor * vector", "return vector", GRADIENT),
    _ball("vector", "np.array(entries, dtype=object)", "np.array([*entries[:-1], 0 * entries[-1]], dtype=object)", PEAK),
    _ball("norm", "return _sqrt(np.sum(a * a, axis=-1))", "return np.sum(a * a, axis=-1)", GRADIENT),
    _ball("sigmoid", "return 1 / (1 + (-t).exp())", "return 1 / (1 + t.exp())", SECANT),
    _ball("curvature", "return e / (root * root)", "return e / root", BAND),
    _ball("log", "_entrywise(arb.log)", "_entrywise(arb.log1p)", SECOND, "logistic.third-derivative"),
    _ball("sinh", "_entrywise(arb.sinh)", "_entrywise(arb.cosh)", f"{ORACLE}elementary"),
    _ball("cosh", "_entrywise(arb.cosh)", "_entrywise(arb.sinh)", f"{ORACLE}elementary"),
    _ball("atan2", "arb.atan2(arb(y), arb(x))", "arb.atan2(arb(x), arb(y))", "gain.accuracy"),
    _ball("minimum", "lambda a, b: arb(a).min(arb(b))", "lambda a, b: arb(a).max(arb(b))", "cosine.lipschitz"),
    _ball("scatter", "left * right", "2 * left * right", "hessian.secant", f"{ORACLE}elementary"),
    _ball("softplus", "return t.max(arb(0)) + tail", "return tail", f"{ORACLE}softplus"),
)

_QUANTITIES = (
    KernelMutant("cosine", COSINE, "(num.norm(a) * num.norm(b))", "num.norm(a)", (CRITERION, PEAK)),
    KernelMutant("orthogonal_part", COSINE, "/ num.dot(direction, direction), direction)", ", direction)", (GRADIENT,)),
    KernelMutant("cosine_gradient", COSINE, "num.times(1 / num.norm(weights), orth", "num.times(1, orth", (GRADIENT,)),
    KernelMutant("cosine_hessian_form", COSINE, "(3 * along * a_own", "(2 * along * a_own", (SPECTRUM, "cosine.taylor")),
    KernelMutant("sine_squared", COSINE, "/ (num.dot(a, a) * num.dot(b, b))", "/ num.dot(a, a)", (GRADIENT,)),
    KernelMutant(
        "wedge_squared", COSINE, "num.sum(num.sum(minors * minors)) / 2", "num.sum(num.sum(minors * minors))", (GRADIENT,)
    ),
    KernelMutant("gram.excess_teacher", GRAM, "self.tu * self.ss - self", "self.tu * self.ss + self", (PEAK,)),
    KernelMutant("gram.excess_student", GRAM, "self.su * self.tt - self", "self.su * self.tt + self", (PEAK,)),
    KernelMutant("gram.area", GRAM, "self.ss * self.tt - self.st * self.st", "self.ss * self.tt", (PEAK,)),
    KernelMutant("gram_of_frame", GRAM, "tt=p * p + q * q + r * r", "tt=p * p + q * q", (PEAK,)),
    KernelMutant("centred_sigmoid", LABELS, "return num.tanh(score / 2) / 2", "return num.tanh(score / 2)", (CRITERION,)),
    KernelMutant(
        "centred_label", LABELS, "num.times(1 - 2 * noise, soft", "num.times(1 - noise, soft", (f"{ORACLE}centred_label",)
    ),
    KernelMutant(
        "curvature_slope", LOGISTIC, "return -num.curvature(score) * num", "return num.curvature(score) * num", (SECOND,)
    ),
    KernelMutant(
        "curvature_bend", LOGISTIC, "(3 * slope * slope - 1)", "(2 * slope * slope - 1)", ("logistic.third-derivative",)
    ),
    KernelMutant("log_curvature", LOGISTIC, "-size - 2 * num.log1p", "-size + 2 * num.log1p", (f"{ORACLE}log_curvature",)),
)

_LAWS = (
    _discrete(
        "mean_of",
        "num.dot(self.weights, values) / num.sum(self.weights)",
        "num.dot(self.weights, values)",
        SELF,
        "hessian.trace",
        BAND,
    ),
    _discrete("weighted_vector", "num.combine(self.weights * values", "num.combine(values", "hessian.secant"),
    _discrete("scores", "return num.matvec(self.points, direction)", "return 0 * num.matvec(self.points, direction)", BAND),
    _discrete("ridge_form", "self.scores(num, direction)) * along * along)", "self.scores(num, direction)) * along)", BAND),
    _discrete(
        "largest_norm", "num.largest(num.norm(self.points))", "num.norm(self.points)[..., 0]", SELF, "hessian.bounded-support"
    ),
    _gaussian(
        "ridge_vector",
        "return num.times(self.scale * moment / length, direction)",
        "return num.times(moment / length, direction)",
        f"{ORACLE}elliptical",
    ),
    _gaussian(
        "answer_vector",
        "return num.times(self.scale * moment / length, teacher)",
        "return num.times(moment / length, teacher)",
        f"{ORACLE}elliptical",
    ),
    _gaussian(
        "curvature_along",
        "gaussian_moment(num, CURVATURE, radius, 2)",
        "gaussian_moment(num, CURVATURE, radius, 0)",
        "hessian.gaussian-spectrum",
        LOWER,
        "hessian.gaussian-upper",
    ),
    _gaussian(
        "answer_slope",
        "sharp = 1 / (num.sqrt(2 * num.pi()) * radius)",
        "sharp = 1 / num.sqrt(2 * num.pi())",
        f"{ORACLE}answer_slope",
    ),
    KernelMutant(
        "moments.trapezoid",
        MOMENTS,
        "return 2 * step * total / (2 * arb.pi()).sqrt()",
        "return step * total / (2 * arb.pi()).sqrt()",
        (LOWER,),
    ),
    KernelMutant(
        "moments.subdivision",
        MOMENTS,
        "return 2 * value / (2 * arb.pi()).sqrt() + ",
        "return value / (2 * arb.pi()).sqrt() + ",
        (CRITERION, PEAK),
    ),
)

KERNEL_MUTANTS = (*_ARITHMETIC, *_QUANTITIES, *_LAWS, *LAW_MUTANTS)
