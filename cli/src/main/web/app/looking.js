import { plus } from './vector.js';

/** Where the desk is looked at from: slices, views, layers. */
export function looking(desk) {
  return {
    onFocus: (point) => {
      desk.focus = point;
      desk.stage.request('slices');
    },

    onView: () => desk.stage.request('slices'),

    onScroll: (view, steps) => {
      const by = [0, 0, 0];
      by[view.axis] = (view.axis === 2 ? -1 : 1) * steps;
      desk.onFocus(plus(desk.focus, by));
    },

    onZoom: (view, factor) => {
      view.zoom(factor, ...view.toScreen(desk.focus));
      desk.onView();
    },

    onThinnest: () => {
      const place = desk.witness?.lesion ?? desk.lesions.find((l) => l.id === desk.lesionId)?.centroid_lps_mm;
      if (place) {
        desk.stage.centre(place);
        desk.onFocus([...place]);
      }
    },

    /** Lesion and the applicators meant for it, all of them to be seen. */
    onHome: () => {
      const lesion = desk.lesions.find((l) => l.id === desk.lesionId);
      const meant = desk.meant(desk.lesionId);
      const around = lesion?.centroid_lps_mm ?? meant[0]?.tip_mm ?? [0, 0, 0];
      const reach = [-1, 1].map((sign) => around.map((v) => v + sign * 30));
      desk.stage.fit([...reach, ...meant.map((a) => a.tip_mm)]);
      desk.onView();
    },

    onLayer: (id, visible) => {
      if (id in desk.shown) {
        desk.shown[id] = visible;
        desk.spaceZones();
      } else {
        visible ? desk.hidden.delete(id) : desk.hidden.add(id);
        desk.stage.volumes?.show(id, visible);
        desk.space?.show(id, visible);
      }
      desk.stage.request('slices');
    },

    onWindow: (low, high) => {
      desk.window = { low, high };
      desk.stage.volumes?.setWindow(low, high);
      desk.showLayers();
      desk.stage.request('slices');
    },

    onKeys: () => document.getElementById('keys').showModal(),
  };
}
