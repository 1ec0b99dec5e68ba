import type { Sheet, SheetRow } from '../files/sheet.js';

/** Rows of a sheet that are written back. */
const maximumRows = 20_000;

/** Of a file that is read again to be written back, all of it in memory: what may still be. */
export interface Room {
  /** As many in each row of a sheet as its widest has: shorter ones are filled up. */
  readonly cells: number;
  readonly characters: number;
  /** Down to the last row, blank ones with them: a spreadsheet has no more. */
  readonly lines: number;
}

export const wholeRoom: Room = { cells: 200_000, characters: 20_000_000, lines: 1_000_000 };

export interface FirstRows {
  readonly read: readonly SheetRow[];
  readonly isAll: boolean;
  /** What is left for the sheets that follow. */
  readonly left: Room;
}

/** The rows of a sheet as far as there is room for them. */
export async function firstRows(sheet: Sheet, room: Room): Promise<FirstRows> {
  const read: SheetRow[] = [];
  let width = sheet.headers?.length ?? 1;
  let { cells, characters, lines } = room;
  const found = (isAll: boolean): FirstRows => ({ read, isAll, left: { cells, characters, lines } });
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      const widest = Math.max(width, row.cells.length);
      const needed = (read.length + 1) * widest;
      const long = row.cells.reduce((sum, { length }) => sum + length, 0);
      if (read.length === maximumRows || needed > room.cells || long > characters || row.line > room.lines)
        return found(false);
      read.push(row);
      width = widest;
      cells = room.cells - needed;
      characters -= long;
      lines = room.lines - row.line;
    }
  }
  return found(true);
}
