/** Line numbers of one sheet, a bit each: a file may have millions of lines at fault. */
export class LineSet {
  #bits = new Uint8Array(1024);

  /** Adds a line; false when it was there already. */
  add(line: number): boolean {
    const byte = line >> 3;
    if (byte >= this.#bits.length) {
      const wider = new Uint8Array(Math.max(byte + 1, this.#bits.length * 2));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    const mask = 1 << (line & 7);
    const before = this.#bits[byte] ?? 0;
    this.#bits[byte] = before | mask;
    return (before & mask) === 0;
  }
}
