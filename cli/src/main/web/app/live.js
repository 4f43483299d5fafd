import { TEXT } from './text.js';

const SURFACES = 0x31534d54;
const LESION_MARGINS = 1;
const COOLED_ZONE = 3;
const LESION_MESH = 4;

/** The case as the server describes it. */
export async function readCase() {
  const answer = await fetch('/api/case');
  if (!answer.ok) {
    throw new Error(answer.status === 403 ? TEXT.forbidden : TEXT.cannotLoad('/api/case'));
  }
  return answer.json();
}

export async function readBytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(TEXT.cannotLoad(address));
  }
  return answer.arrayBuffer();
}

/** A triangle mesh {xyz, triangles} in LPS mm, from the bytes at an offset. */
export function meshIn(bytes, at = 0) {
  const [vertices, triangles] = new Int32Array(bytes, at, 2);
  return {
    xyz: new Float32Array(bytes, at + 8, 3 * vertices),
    triangles: new Int32Array(bytes, at + 8 + 12 * vertices, 3 * triangles),
  };
}

/** A file of the plan: {name, text}, or the refusal as an error. */
export async function readSaved(kind, pose) {
  const answer = await fetch(`/api/plan/${kind}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(pose),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(refusals(text));
  }
  const name = /filename="?([^";]+)/.exec(answer.headers.get('Content-Disposition') ?? '');
  return { name: name ? name[1] : kind, text };
}

function refusals(text) {
  try {
    return JSON.parse(text)
      .refused.map((finding) => finding.text)
      .join('; ');
  } catch {
    return text;
  }
}

/**
 * The connection that judges poses. Messages of a pose that was overtaken are passed on with their number; whoever
 * listens compares it with the last one sent.
 */
export class Live {
  /** @param listener {live, numbers, lesionMesh, lesionMargins, zoneMesh, done, error, fix, lost}, each called with its message */
  constructor(listener) {
    this.listener = listener;
    this.seq = 0;
    this.waiting = [];
    this.socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`);
    this.socket.binaryType = 'arraybuffer';
    this.socket.addEventListener('open', () => this.waiting.splice(0).forEach((text) => this.socket.send(text)));
    this.socket.addEventListener('message', (event) => this.receive(event.data));
    this.socket.addEventListener('close', () => listener.lost());
  }

  /** The number under which the answer will come. */
  send(message) {
    const text = JSON.stringify({ ...message, seq: ++this.seq });
    if (this.socket.readyState === WebSocket.CONNECTING) {
      this.waiting = [text];
    } else if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(text);
    }
    return this.seq;
  }

  receive(data) {
    if (typeof data === 'string') {
      const message = JSON.parse(data);
      this.listener[message.type]?.(message);
      return;
    }
    const [magic, seq, kind, index] = new Int32Array(data, 0, 4);
    if (magic !== SURFACES) {
      return;
    }
    if (kind === LESION_MARGINS) {
      const [count] = new Int32Array(data, 16, 1);
      this.listener.lesionMargins({ seq, index, margins: new Float32Array(data, 20, count) });
    } else if (kind === LESION_MESH) {
      this.listener.lesionMesh({ seq, index, mesh: meshIn(data, 16) });
    } else {
      this.listener.zoneMesh({ seq, index, cooled: kind === COOLED_ZONE, mesh: meshIn(data, 16) });
    }
  }
}
