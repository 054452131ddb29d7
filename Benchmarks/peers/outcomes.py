# The model of bcf's benchmark of outcomes, with numpy, and the Sobol indices of the small one, with SALib.
#
#   outcomes.py sample MODEL.json BCF.txt
#   outcomes.py sobol MODEL.json BCF.txt
#
# Prints its own microseconds on one core and those of bcf. Fails when the two differ by more than chance can explain.
import json
import statistics
import sys
import time

import numpy as np

SAMPLES, BASE = 10_000, 1024
NINETY_FIFTH = 1.6448536269514722
PERCENTILES = [5, 10, 50, 90, 95]


def draw(generator, figure, count):
    kind, values = figure[0], figure[1:]
    if kind == "between" and values[0] > 0:
        low, high = np.log(values)
        return generator.lognormal((low + high) / 2, (high - low) / (2 * NINETY_FIFTH), count)
    if kind == "between":
        low, high = values
        return generator.normal((low + high) / 2, (high - low) / (2 * NINETY_FIFTH), count)
    if kind == "pert":
        low, mode, high = values
        width = high - low
        return low + width * generator.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, count)
    return getattr(generator, kind)(*values, count)


class Model:
    def __init__(self, path):
        with open(path) as file:
            self.stated = json.load(file)
        self.figures = self.stated["figures"]
        self.weights = np.array([30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31]) / 365
        for effect in self.stated["effects"]:
            effect["ramps"] = [self.ramp(effect, spend) for spend in effect["spend"]]
            effect["same"] = effect["spend"][0] == effect["spend"][1]

    def ramp(self, effect, spend):
        if effect["established"] or effect["ramp"] < 2 or not any(spend):
            return [1.0] * 12
        first = next(month for month in range(12) if spend[month] > 0)
        return [max(0.0, min(1.0, (month - first + 1) / effect["ramp"])) for month in range(12)]

    def counted(self, effect, side, value):
        """What the effect counts by month, and what it adds to a denominator; None for nothing."""
        name = effect["id"]
        inverse = 1 / value[name + "/unit-cost"]
        capacity, delivery = value.get(name + "/capacity"), value.get(name + "/delivery")
        if capacity is not None:
            capacity = capacity / 12
        units = []
        for spend, ramp in zip(effect["spend"][side], effect["ramps"][side]):
            done = spend * inverse
            if effect["curve"]:
                points = np.array([[0, 0], *effect["curve"]])
                done = np.interp(12 * done, points[:, 0], points[:, 1])
                done /= 12
            if capacity is not None:
                np.minimum(done, capacity, out=done)
            if delivery is not None:
                done *= delivery
            if ramp != 1:
                done *= ramp
            units.append(done)
        seen = []
        for month in range(12):
            source = month - effect["lag"]
            seen.append(units[source] if source >= 0 else units[0] if effect["established"] else None)
        per, per_of = value[name + "/per-unit"], value.get(name + "/per-unit-of")
        count = [None if done is None else per * done for done in seen]
        of = None if per_of is None else [None if done is None else per_of * done for done in seen]
        return count, of

    def side(self, side, value, previous):
        """What every effect is credited with, by month; what does not change is taken from the other side."""
        credited = {}
        groups = {}
        for effect in self.stated["effects"]:
            if effect["overlap"]:
                groups.setdefault((effect["overlap"], effect["metric"]), []).append(effect)
        changed = {id(effect) for effect in self.stated["effects"] if not effect["same"]}
        for members in groups.values():
            if any(id(effect) in changed for effect in members):
                changed.update(id(effect) for effect in members)
        for effect in self.stated["effects"]:
            if previous is not None and id(effect) not in changed:
                credited[effect["id"]] = previous[effect["id"]]
            else:
                credited[effect["id"]] = self.counted(effect, side, value)
        for (overlap, _), members in groups.items():
            if previous is not None and id(members[0]) not in changed:
                continue
            shared = 1 - value[overlap + "/shared"]
            for month in range(12):
                rows = [credited[effect["id"]][0][month] for effect in members]
                rows = [row for row in rows if row is not None]
                if not rows:
                    continue
                sizes = [np.abs(row) for row in rows]
                total, size, most = sum(rows[1:], rows[0]), sum(sizes[1:], sizes[0]), sizes[0]
                for other in sizes[1:]:
                    most = np.maximum(most, other)
                one_way = (np.abs(total) == size) & (size > 0)
                part = np.where(one_way, (most + shared * (size - most)) / np.where(size > 0, size, 1), 1)
                for row in rows:
                    row *= part
        return credited

    def counts(self, metric, credited, value):
        """The metric's counts and denominators by month, and what its effects are credited with together."""
        name = metric["id"]
        own = [credited[effect["id"]] for effect in self.stated["effects"] if effect["metric"] == name]
        growth = value.get(name + "/growth")
        tables = []
        for place, basis in ((0, name + "/count"), (1, name + "/of")):
            if basis not in value:
                tables += [None, None]
                continue
            base = value[basis] if growth is None else value[basis] * (1 + growth)
            count, totals = np.empty((12, len(base))), np.zeros((12, len(base)))
            for month in range(12):
                for effect in own:
                    rows = effect[place]
                    if rows is not None and rows[month] is not None:
                        totals[month] += rows[month]
                np.multiply(base, self.weights[month], out=count[month])
                count[month] += totals[month]
            tables += [count, totals]
        return tables[0], tables[2], tables[1]

    @staticmethod
    def periods(table):
        quarters = [table[3 * q] + table[3 * q + 1] + table[3 * q + 2] for q in range(4)]
        return np.concatenate([table, quarters, [sum(quarters[1:], quarters[0])]])

    def figures_of(self, metric, count, of):
        table = self.periods(count)
        if of is not None:
            return table / self.periods(of) * 100
        return table * np.array(metric["factors"])[:, None]


def pool(stated, totals):
    quarters = [-(totals[3 * q] + totals[3 * q + 1] + totals[3 * q + 2]) for q in range(4)]
    released = []
    for quarter, units in enumerate(quarters):
        share = stated["amount"] // 4 + (1 if quarter < stated["amount"] % 4 else 0)
        part = np.clip(np.rint(units * 1e6) / (stated["planned"][quarter] * 1e6), 0, 1)
        released.append(np.floor(share * part + 0.5))
    return released + [sum(released)]


def sample(model, generator):
    value = {name: draw(generator, figure, SAMPLES) for name, figure in model.figures.items()}
    before = model.side(0, value, None)
    after = model.side(1, value, before)
    names, rows, targets = [], [], []
    for metric in model.stated["metrics"]:
        own = [effect for effect in model.stated["effects"] if effect["metric"] == metric["id"]]
        same = all(before[effect["id"]] is after[effect["id"]] for effect in own)
        count, of, totals = model.counts(metric, before, value)
        old = model.figures_of(metric, count, of)
        if same:
            new, changed = old, totals
        else:
            count, of, changed = model.counts(metric, after, value)
            new = model.figures_of(metric, count, of)
        for label, table in (("before", old), ("after", None if same else new), ("change", None if same else new - old)):
            if table is not None:
                names += [f"{metric['id']}/{place}/{label}" for place in range(17)]
                rows.append(table)
        if metric["target"] is not None:
            low = metric["good"] == "low"
            met = [np.mean(side[16] <= metric["target"] if low else side[16] >= metric["target"]) for side in (old, new)]
            targets.append((f"{metric['id']}/target", met))
        if not same:
            worth = value[metric["id"] + "/unit-value"] * (-100 if metric["good"] == "low" else 100)
            notional, cash = np.zeros(SAMPLES), np.zeros(SAMPLES)
            for effect in own:
                if before[effect["id"]] is after[effect["id"]]:
                    continue
                change = np.zeros(SAMPLES)
                for one, other in zip(before[effect["id"]][0], after[effect["id"]][0]):
                    if one is not None:
                        change += other - one
                notional += change
                cash += change * value[effect["id"] + "/cash-releasing"]
            for label, pounds in (("notional", notional), ("cash", cash)):
                names.append(f"{metric['id']}/{label}")
                rows.append(np.rint(pounds * worth)[None])
        for stated in model.stated["pools"]:
            if stated["metric"] == metric["id"]:
                for label, total in (("before", totals), ("after", changed)):
                    names += [f"pool/{place}/{label}" for place in range(5)]
                    rows.append(np.array(pool(stated, total)))
    found = {}
    start = 0
    for table in rows:
        # Table by table, as one large one leaves the cache; the input is no longer needed.
        mean, deviation = table.mean(axis=1), table.std(axis=1, ddof=1)
        percentiles = np.percentile(table, PERCENTILES, axis=1, overwrite_input=True)
        for place in range(len(table)):
            found[names[start + place]] = [*percentiles[:, place], mean[place], deviation[place] / SAMPLES**0.5]
        start += len(table)
    return found, dict(targets)


def check_samples(found, targets, lines):
    compared = 0
    for name, *values in lines:
        values = [float(value) for value in values]
        if name in targets:
            error = max(0.005, 5 * 2**0.5 * values[2])
            if any(abs(one - other) > error for one, other in zip(values, targets[name])):
                sys.exit(f"  CHANCES DIFFER: {name}: {values} and {targets[name]}")
        elif name in found:
            # Five standard errors of the difference of two runs; a percentile's are up to about twice the mean's, and
            # four times at the ends.
            error = 5 * 2**0.5 * max(values[6], found[name][6]) + 1
            error = error if name.count("/") == 1 or name.startswith("pool") else error - 1 + 1e-9
            for place, (one, other) in enumerate(zip(values[:6], found[name][:6])):
                if abs(one - other) > error * (1 if place == 5 else 4):
                    sys.exit(f"  FIGURES DIFFER: {name}: {values} and {found[name]}")
        else:
            continue
        compared += 1
    print(f"  {compared} figures agree with numpy's within chance")


def sobol(model):
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    names = list(model.figures)
    kinds = {"normal": "norm", "lognormal": "lognorm", "uniform": "unif"}
    problem = {
        "num_vars": len(names), "names": names, "dists": [kinds[model.figures[name][0]] for name in names],
        "bounds": [model.figures[name][1:] for name in names],
    }
    rows = sampling.sample(problem, BASE, calc_second_order=True, scramble=True, seed=2016)
    value = {name: rows[:, place].copy() for place, name in enumerate(names)}
    metric = model.stated["metrics"][0]
    credited = model.side(1, value, None)
    count, _, _ = model.counts(metric, credited, value)
    output = count.sum(axis=0) * metric["factors"][16]
    return analysis.analyze(problem, output, calc_second_order=True, seed=2016), names, len(rows)


def check_sobol(indices, names, lines):
    for name, *values in lines:
        first, first_error, total, total_error = (float(value) for value in values)
        place = names.index(name)
        pairs = ((first, indices["S1"][place], first_error, indices["S1_conf"][place]),
                 (total, indices["ST"][place], total_error, indices["ST_conf"][place]))
        for one, other, error, half in pairs:
            if abs(one - other) > 5 * (error**2 + (half / 1.96) ** 2) ** 0.5:
                sys.exit(f"  INDICES DIFFER: {name}: {one} and {other}")
    print("  first and total order of all figures agree with SALib's within their errors")


def median(work):
    times = []
    for _ in range(7):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return round(statistics.median(times) * 1e6), result


def main():
    task, path, bcf = sys.argv[1:]
    model = Model(path)
    with open(bcf) as file:
        lines = [line.split() for line in file]
    if task == "sample":
        generator = np.random.Generator(np.random.SFC64(2016))
        time_taken, (found, targets) = median(lambda: sample(model, generator))
        check_samples(found, targets, lines[1:])
    else:
        time_taken, (indices, names, evaluations) = median(lambda: sobol(model))
        check_sobol(indices, names, lines[1:])
        if evaluations != int(lines[0][1]):
            sys.exit("  EVALUATIONS DIFFER")
    print(time_taken, lines[0][0])


main()
