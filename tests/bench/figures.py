# SPDX-License-Identifier: Apache-2.0
"""What was measured: one value a round, kept whole; tables of middles; ratios of the same round."""
import os
import statistics


def middle(values):
    return statistics.median(values)


def of_hundred(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def short(value):
    size = abs(value)
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}" if size >= 0.1 else f"{value:.3f}"


def spread(values):
    if not values:
        return "–"
    if len(values) == 1:
        return short(values[0])
    return f"{short(middle(values))} ({short(min(values))}–{short(max(values))})"


class Figures:
    def __init__(self):
        self.rows = []    # (topic, what, unit, against): the order of the table
        self.values = {}  # (topic, what) -> one per round

    def add(self, topic, what, value, unit="ms", against=None):
        """`against`: another row of this topic; the ratio is this row over that one, round by round."""
        if (topic, what) not in self.values:
            self.rows.append((topic, what, unit, against))
            self.values[topic, what] = []
        self.values[topic, what].append(value)

    def ratio(self, topic, what, against):
        over = self.values.get((topic, against), [])
        pairs = list(zip(self.values[topic, what], over))
        return [a / b for a, b in pairs if b]

    def table(self, topic):
        lines = [f"{topic}", "", "| | n | median (min–max) | | ratio, same round |", "|---|---|---|---|---|"]
        for of, what, unit, against in self.rows:
            if of != topic:
                continue
            values = self.values[topic, what]
            ratio = f"{spread(self.ratio(topic, what, against))} × {against}" if against and (topic, against) in self.values else ""
            lines.append(f"| {what} | {len(values)} | {spread(values)} | {unit} | {ratio} |")
        return "\n".join(lines) + "\n"

    def topics(self):
        return list(dict.fromkeys(topic for topic, *_ in self.rows))

    def write(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write("topic\twhat\tround\tvalue\tunit\n")
            for topic, what, unit, _ in self.rows:
                for i, value in enumerate(self.values[topic, what], 1):
                    f.write(f"{topic}\t{what}\t{i}\t{value:.6g}\t{unit}\n")
