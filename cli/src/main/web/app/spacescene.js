import { meshIn, readBytes } from './live.js';
import { coarsened, surfaceOfMask } from './masksurface.js';
import { maskInNifti } from './nifti.js';
import { ras } from './ras.js';
import { ball, tube } from './shapes.js';
import { opaque } from './stage.js';

const PAUSE_MS = 250;
const LIVE_MS = 30; // a picture that takes no longer is drawn while an applicator is dragged
const OPACITY = { liver: 0.12, vessel: 0.85, structure: 0.3, zone: 0.25 };

/** What stands in the three-dimensional view. Without a graphics card a picture takes a second: then it waits for pauses. */
export class SpaceScene {
  constructor(space, colours, bands) {
    this.space = space;
    this.colours = colours;
    this.bands = bands;
    this.hidden = new Set();
    this.kept = new Map();
  }

  /** Surfaces of liver, vessels and structures: as the server made them, else from their masks, one after another. */
  async addAnatomy(layers, bytesOf) {
    for (const layer of layers.filter((l) => OPACITY[l.role] && (l.mesh || l.volume))) {
      const mesh = layer.mesh ? meshIn(await readBytes(layer.mesh)) : fromMask(maskInNifti(bytesOf.get(layer.id)));
      this.put(layer.id, mesh, opaque(layer.color), OPACITY[layer.role]);
      await new Promise((resume) => setTimeout(resume));
    }
  }

  put(name, mesh, colours, opacity) {
    this.kept.set(name, { mesh, colours, opacity });
    if (!this.hidden.has(name)) {
      this.space.put(name, mesh, colours, opacity);
    }
    this.request();
  }

  remove(name) {
    this.kept.delete(name);
    this.space.remove(name);
    this.request();
  }

  removeAll(first) {
    [...this.kept.keys()].filter((name) => name.startsWith(`${first} `)).forEach((name) => this.remove(name));
  }

  show(name, visible) {
    const kept = this.kept.get(name);
    visible ? this.hidden.delete(name) : this.hidden.add(name);
    if (kept && visible) {
      this.space.put(name, kept.mesh, kept.colours, kept.opacity);
    } else {
      this.space.remove(name);
    }
    this.request();
  }

  lesion(name, mesh, margins) {
    this.put(name, mesh, margins ? this.bands.vertexColours(margins) : opaque(this.colours.unjudged), 1);
  }

  /** The pieces of a zone, seen through. */
  zone(name, meshes, colour) {
    this.removeAll(name);
    meshes.forEach((mesh, n) => this.put(`${name} ${n}`, mesh, opaque(colour), 0.25));
  }

  applicators(list, chosen) {
    this.removeAll('shaft');
    for (const a of list) {
      const colour = opaque(this.colours[a.id === chosen ? 'chosen' : 'shaft']);
      this.put(`shaft ${a.id}`, tube(a.entry_mm, a.tip_mm, 0.9), colour, 1);
    }
  }

  witness(witness) {
    witness ? this.put('thinnest', ball(witness.lesion, 1.6), opaque(this.colours.mark), 1) : this.remove('thinnest');
  }

  /** While an applicator is held, slow pictures wait. */
  hold(held) {
    this.held = held;
    this.request();
  }

  request() {
    const live = this.lastMs < LIVE_MS;
    if (live && this.timer) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = this.held && !live ? undefined : setTimeout(() => this.draw(), live ? 0 : PAUSE_MS);
  }

  draw() {
    this.timer = undefined;
    this.lastMs = this.space.draw();
  }
}

function fromMask(mask) {
  const { size, voxels, toRas } = coarsened(mask);
  return surfaceOfMask({ size, voxels, toLps: (p) => ras(toRas(p)) });
}
