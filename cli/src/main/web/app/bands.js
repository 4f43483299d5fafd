/** Bands of margin as the engine states them: limits, colours and labels are defined there alone. */
export class Bands {
  constructor(list) {
    this.list = list.map((band) => ({ ...band, rgb: rgb(band.color) }));
  }

  /** The band of a margin in mm; none where it was not judged. A margin on a limit belongs to the band above. */
  of(marginMm) {
    return this.list.find((band) => marginMm < (band.to_mm ?? Infinity) && marginMm >= (band.from_mm ?? -Infinity));
  }

  /** Colours of vertices for NiiVue, four bytes each; grey where not judged. */
  vertexColours(margins) {
    const colours = new Uint8Array(4 * margins.length);
    for (let i = 0; i < margins.length; i++) {
      colours.set(this.of(margins[i])?.rgb ?? [128, 128, 128], 4 * i);
      colours[4 * i + 3] = 255;
    }
    return colours;
  }
}

export const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
