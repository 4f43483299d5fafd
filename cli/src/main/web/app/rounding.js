/**
 * Numbers as the engine prints them, worked out on the shortest decimals so that 4.35 is meant to be 4.35: a lower bound
 * is rounded down, an upper bound up, all others to the nearest, halves to even.
 */
export const near = (x, decimals) => rounded(x, decimals, (odd, rest, half) => rest > half || (rest === half && odd));
export const down = (x, decimals) => rounded(x, decimals, (odd, rest) => rest > 0n && x < 0);
export const up = (x, decimals) => rounded(x, decimals, (odd, rest) => rest > 0n && x > 0);

/** Rounded down, so that 100.0 % means all. */
export const percentDown = (fraction) => `${down(100 * fraction, 1)} %`;
export const percent = (fraction) =>
  `${fraction > 1e-9 && fraction < 0.0005 ? '<0.1' : near(100 * fraction, 1)} %`;

/** Without needless zeros, for numbers that people chose. */
export const plain = (x) => String(Number(x.toFixed(3)));

/** @param away (last digit is odd, what is cut off, half of a last digit) => whether to round away from zero */
function rounded(x, decimals, away) {
  const [mantissa, exponent] = Math.abs(x).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const shift = Number(exponent) - (digits.length - 1) + decimals;
  let whole = BigInt(digits);
  if (shift >= 0) {
    whole *= 10n ** BigInt(shift);
  } else {
    const unit = 10n ** BigInt(-shift);
    const rest = whole % unit;
    whole /= unit;
    whole += away(whole % 2n === 1n, 2n * rest, unit) ? 1n : 0n;
  }
  const text = whole.toString().padStart(decimals + 1, '0');
  const point = text.length - decimals;
  const unsigned = decimals === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return x < 0 && whole !== 0n ? `-${unsigned}` : unsigned;
}
