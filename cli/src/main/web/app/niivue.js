import { MaskLayers } from './masklayers.js';
import { rasBox, ras, rasVertices } from './ras.js';

/**
 * The only file that speaks to NiiVue, pinned to 0.69.0 because two of its inner methods are replaced here: each slice
 * shows exactly the millimetres that the page asks for, so that outlines drawn over it fit to the pixel. Its steps for light on
 * a volume seen from outside, which is never shown here, are replaced by the cheapest one: without a graphics card they take
 * seconds for a CT.
 */
const library = await import('/lib/niivue.js').catch(() => null);
export const niivueIsThere = library !== null;

const QUIET = { logLevel: 'silent', dragAndDropEnabled: false, loadingText: '', backColor: [0, 0, 0, 1] };

/** Image and masks under the outlines, three slices on one canvas. */
export class Volumes {
  static async on(canvas) {
    const volumes = new Volumes();
    volumes.sliceTypes = {
      axial: library.SLICE_TYPE.AXIAL,
      coronal: library.SLICE_TYPE.CORONAL,
      sagittal: library.SLICE_TYPE.SAGITTAL,
    };
    volumes.ranges = new Map();
    const niivue = new library.Niivue({
      ...QUIET,
      isRadiologicalConvention: true,
      sagittalNoseLeft: true,
      isSliceMM: true,
      interactive: false,
      crosshairWidth: 0,
      isOrientationTextVisible: false,
      multiplanarShowRender: library.SHOW_RENDER.NEVER,
    });
    const extent = niivue.screenFieldOfViewExtendedMM.bind(niivue);
    niivue.screenFieldOfViewExtendedMM = (plane) => volumes.extentFor(plane, extent(plane));
    niivue.calculateWidthHeight = (plane, scale, width, height) => [width, height];
    volumes.niivue = niivue;
    await niivue.attachToCanvas(canvas);
    niivue.blurShader = niivue.passThroughShader;
    niivue.sobelFirstOrderShader = niivue.passThroughShader;
    return volumes;
  }

  /** The millimetres of a slice in NiiVue's order of axes; across the slice what NiiVue says. */
  extentFor(plane, extent) {
    const range = this.ranges.get(plane);
    if (range) {
      for (const k of [0, 1]) {
        extent.mnMM[k] = range.low[k];
        extent.mxMM[k] = range.high[k];
        extent.fovMM[k] = range.high[k] - range.low[k];
      }
    }
    return extent;
  }

  /**
   * Loads the background and lays the masks over it.
   *
   * @param background {bytes, low, high}: upright volume and grey window
   * @param masks [{id, bytes, rgb, opacity}]
   */
  async load(background, masks) {
    this.masks = new MaskLayers(background.bytes, masks);
    const wanted = [
      { url: background.bytes, name: 'background.nii', colormap: 'gray', cal_min: background.low, cal_max: background.high },
      { url: this.masks.bytes.buffer, name: 'masks.nii' },
    ];
    const images = await Promise.all(
      wanted.map((image) => library.NVImage.loadFromUrl({ ...image, colorbarVisible: false })),
    );
    this.niivue.volumes = images;
    this.niivue.setVolume(images[0], 0); // uploads both at once
  }

  /** The value shown black and the one shown white. */
  setWindow(low, high) {
    Object.assign(this.niivue.volumes[0], { cal_min: low, cal_max: high });
    this.niivue.updateGLVolume();
  }

  show(layer, visible) {
    this.recolour = this.masks.show(layer, visible) || this.recolour;
  }

  /** Draws the slices through a point where the views say. */
  draw(views, focus, width, height) {
    const niivue = this.niivue;
    if (niivue.volumes.length === 0) {
      return;
    }
    const visible = Object.values(views).filter((view) => view.visible);
    for (const view of visible) {
      const { low, high } = rasBox(view.box);
      const order = { axial: [0, 1], coronal: [0, 2], sagittal: [1, 2] }[view.name];
      this.ranges.set(this.sliceTypes[view.name], { low: order.map((k) => low[k]), high: order.map((k) => high[k]) });
    }
    niivue.customLayout = visible.map((view) => ({
      sliceType: this.sliceTypes[view.name],
      position: [
        view.rect.left / width,
        view.rect.top / height,
        Math.min(view.rect.width / width, 1 - view.rect.left / width),
        Math.min(view.rect.height / height, 1 - view.rect.top / height),
      ],
    }));
    if (this.recolour) {
      this.recolour = false;
      const { img } = niivue.volumes[1];
      this.masks.colour(new Uint32Array(img.buffer, img.byteOffset, img.byteLength / 4));
      niivue.refreshLayers(niivue.volumes[1], 1);
    }
    niivue.scene.crosshairPos = niivue.mm2frac(ras(focus));
    niivue.drawScene();
  }
}

/** Meshes in three dimensions on a canvas of their own. */
export class Space {
  static async on(canvas) {
    const space = new Space();
    space.meshes = new Map();
    space.niivue = new library.Niivue({
      ...QUIET,
      sliceType: library.SLICE_TYPE.RENDER,
      show3Dcrosshair: false,
      isOrientCube: true,
      crosshairWidth: 0,
      showLegend: false,
      meshXRay: 0.02,
    });
    await space.niivue.attachToCanvas(canvas, true);
    space.niivue.setRenderAzimuthElevation(200, 20);
    return space;
  }

  /**
   * Puts a mesh {xyz, triangles} in LPS under a name, in place of the one there; draws nothing yet.
   *
   * @param colours four bytes for all, or for each vertex
   */
  put(name, mesh, colours, opacity) {
    this.remove(name);
    const added = new library.NVMesh(
      rasVertices(mesh.xyz),
      Uint32Array.from(mesh.triangles),
      name,
      Uint8Array.from(colours),
      opacity,
      true,
      this.niivue.gl,
    );
    this.meshes.set(name, added);
  }

  remove(name) {
    const old = this.meshes.get(name);
    if (old) {
      this.meshes.delete(name);
      old.unloadMesh(this.niivue.gl);
    }
  }

  /** Draws, what is seen through last; the time until the picture was there, ms. */
  draw() {
    const from = performance.now();
    this.niivue.meshes = [...this.meshes.values()].sort((a, b) => b.opacity - a.opacity);
    this.niivue.updateGLVolume();
    const { gl } = this.niivue;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)); // waits for the picture
    return performance.now() - from;
  }
}
