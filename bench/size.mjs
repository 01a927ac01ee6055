// @ts-check

/** Bytes per unit; as everywhere in the bench MB are 10^6 bytes. */
const UNITS = /** @type {const} */ ({ KB: 1e3, MB: 1e6, GB: 1e9 });

/** @param {string} text Such as `100MB` or `1GB`. @returns {number} Bytes. */
export function parseSize(text) {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(KB|MB|GB)$/i.exec(text) ?? [];
  if (digits === undefined || unit === undefined) {
    throw new Error(`"${text}" is no size: write it as 100MB or 1GB`);
  }
  return Number(digits) * UNITS[/** @type {keyof typeof UNITS} */ (unit.toUpperCase())];
}

/** @param {number} bytes @returns {string} Such as `100MB`, as {@link parseSize} reads it. */
export function formatSize(bytes) {
  return bytes >= UNITS.GB ? `${bytes / UNITS.GB}GB` : `${bytes / UNITS.MB}MB`;
}
