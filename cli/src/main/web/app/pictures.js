import { rgb } from './bands.js';
import { readBytes } from './live.js';
import { groundUnder, uprightImage } from './nifti.js';
import { niivueIsThere, Space, Volumes } from './niivue.js';
import { SpaceScene } from './spacescene.js';
import { TEXT } from './text.js';

const MASK_OPACITY = { liver: 0.28, lesion: 0.3, vessel: 0.5, structure: 0.35, zone: 0.25 };

/**
 * Image and masks under the outlines and the scene in three dimensions: {volumes, space, bytesOf layers}. Where the
 * browser or the build has no means for them an error says why; everything else of the page works without.
 */
export async function openPictures(opened, canvases, colours, bands) {
  if (!niivueIsThere) {
    throw new Error(TEXT.noNiivue);
  }
  try {
    const volumes = await Volumes.on(canvases.volumes);
    const bytesOf = await bytesOfLayers(opened);
    await volumes.load(background(opened.image, bytesOf), masks(opened.layers, bytesOf));
    return { volumes, bytesOf, space: new SpaceScene(await Space.on(canvases.space), colours, bands) };
  } catch (failure) {
    console.warn(failure);
    throw new Error(TEXT.noWebgl, { cause: failure });
  }
}

async function bytesOfLayers({ image, layers }) {
  const volumes = [...layers, ...(image ? [{ ...image, id: 'image' }] : [])].filter((layer) => layer.volume);
  return new Map(await Promise.all(volumes.map(async (layer) => [layer.id, await readBytes(layer.volume)])));
}

/** The image, else empty ground under all masks; upright in any case. */
function background(image, bytesOf) {
  return image
    ? { id: 'image', bytes: uprightImage(bytesOf.get('image')), low: image.window_low, high: image.window_high }
    : { id: 'ground', bytes: groundUnder([...bytesOf.values()]), low: 0, high: 1 };
}

function masks(layers, bytesOf) {
  return layers
    .filter((layer) => bytesOf.has(layer.id) && MASK_OPACITY[layer.role] > 0)
    .map((layer) => ({
      ...layer,
      bytes: bytesOf.get(layer.id),
      rgb: rgb(layer.color),
      opacity: MASK_OPACITY[layer.role],
    }));
}
