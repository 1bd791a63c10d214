/** The parts of a frame's header that limits depend on. */
export interface FrameHeader {
  readonly opcode: number;
  /** Size of the payload in bytes. */
  readonly length: number;
  /** True for the last frame of a message. */
  readonly isLast: boolean;
}

export const opcodes = { continuation: 0, text: 1, binary: 2 } as const;

const maskBytes = 4;

/** Reports each frame of a client as soon as its header has arrived. Source: RFC 6455, 5.2. */
export class FrameScanner {
  readonly #onFrame: (frame: FrameHeader) => void;
  #header = Buffer.alloc(0);
  /** Bytes of the current frame still to come. */
  #left = 0;

  constructor(onFrame: (frame: FrameHeader) => void) {
    this.#onFrame = onFrame;
  }

  /** Scans the next bytes of the stream. */
  scan(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const passed = Math.min(this.#left, chunk.length - at);
        this.#left -= passed;
        at += passed;
        continue;
      }
      const missing = headerBytes(this.#header) - this.#header.length;
      const piece = chunk.subarray(at, at + missing);
      this.#header = Buffer.concat([this.#header, piece]);
      at += piece.length;
      if (this.#header.length === headerBytes(this.#header)) this.#begin();
    }
  }

  #begin(): void {
    const first = this.#header.readUInt8(0);
    const length = payloadBytes(this.#header);
    const masked = isMasked(this.#header) ? maskBytes : 0;
    this.#left = length + masked;
    this.#header = Buffer.alloc(0);
    this.#onFrame({ opcode: first & 0x0f, length, isLast: (first & 0x80) !== 0 });
  }
}

/** Size of a header without its mask, as far as its start shows it. */
function headerBytes(start: Buffer): number {
  if (start.length < 2) return 2;
  const size = start.readUInt8(1) & 0x7f;
  return size === 127 ? 10 : size === 126 ? 4 : 2;
}

function payloadBytes(header: Buffer): number {
  const size = header.readUInt8(1) & 0x7f;
  if (size === 127) return Number(header.readBigUInt64BE(2));
  return size === 126 ? header.readUInt16BE(2) : size;
}

function isMasked(header: Buffer): boolean {
  return (header.readUInt8(1) & 0x80) !== 0;
}
