import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

/** SHA-256 of node:crypto, as the SDK's signer wants it. */
export class NodeSha256 {
  readonly #hash: Hash | Hmac;

  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('Not needed');
  }
}
