// Days and the ticks of an axis. Days are integers, day 1 is 0001-01-01, as everywhere in dateline; axis.py has the
// same rules.
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const LONG = "January February March April May June July August September October November December".split(" ");

function dayOf(year, month, day) {
  if (month > 2) month -= 3;
  else { month += 9; year -= 1; }
  const f = Math.floor;
  return 365 * year + f(year / 4) - f(year / 100) + f(year / 400) + f((153 * month + 2) / 5) + day - 306;
}

function fromDay(day) {
  const f = Math.floor, cycle = f((day + 305) / 146097);
  let rest = day + 305 - cycle * 146097;
  const year = f((rest - f(rest / 1460) + f(rest / 36524) - f(rest / 146096)) / 365);
  rest -= 365 * year + f(year / 4) - f(year / 100);
  const month = f((5 * rest + 2) / 153), date = rest - f((153 * month + 2) / 5) + 1;
  return month < 10 ? [year + 400 * cycle, month + 3, date] : [year + 400 * cycle + 1, month - 9, date];
}

function yearName(year) {
  const spell = (y) => y >= 1e9 ? `${+(y / 1e9).toPrecision(4)} billion` : y >= 1e6 ? `${+(y / 1e6).toPrecision(4)} million`
    : y >= 1e4 ? y.toLocaleString("en") : `${y}`;
  return year > 0 ? spell(year) : `${spell(1 - year)} BC`;
}

function* years(from, to, step) {
  if (step === 1) { for (let y = from; y <= to; y++) yield y; return; }
  for (let bc = Math.floor((1 - from) / step) * step; bc >= step; bc -= step) if (1 - bc <= to) yield 1 - bc;
  if (from <= 1 && to >= 1) yield 1;
  for (let y = Math.max(Math.ceil(from / step) * step, step); y <= to; y += step) yield y;
}

// The finest ticks that have room, as [day, text], and those of the time in which they stand.
function ticks(from, to, wide) {
  const perDay = wide / (to - from), [y0, m0] = fromDay(from), [y1] = fromDay(to);
  const room = (days, need) => days * perDay >= need;
  for (const step of [1, 2, 7])
    if (room(step, step === 1 ? 28 : 30)) {
      const out = [], months = [];
      for (let day = from - (((from % step) + step) % step); day <= to; day += step) out.push([day, `${fromDay(day)[2]}`]);
      for (let c = 12 * y0 + m0 - 1; c <= 12 * y1 + 11; c++) {
        const y = Math.floor(c / 12), m = c - 12 * y;
        months.push([dayOf(y, m + 1, 1), `${LONG[m]} ${yearName(y)}`]);
      }
      return [out, months];
    }
  for (const step of [1, 3])
    if (room(step * 30.4, 40)) {
      const out = [], inYears = [];
      for (let c = 12 * y0 + Math.floor((m0 - 1) / step) * step; c <= 12 * y1 + 11; c += step) {
        const y = Math.floor(c / 12);
        out.push([dayOf(y, c - 12 * y + 1, 1), MONTHS[c - 12 * y]]);
      }
      for (let y = y0; y <= y1; y++) inYears.push([dayOf(y, 1, 1), yearName(y)]);
      return [out, inYears];
    }
  for (let power = 1; power < 1e14; power *= 10)
    for (const step of [power, 2 * power, 5 * power])
      if (room(step * 365.2425, yearName(y0).length * 7 + 18))
        return [[...years(y0, y1, step)].map((y) => [dayOf(y, 1, 1), y === 1 ? "AD 1" : yearName(y)]), []];
  return [[], []];
}
