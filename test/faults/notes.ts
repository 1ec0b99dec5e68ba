/** Says what a fault did: `FAULT_NOTES=1` prints the figures that `docs/reliability.md` gives. */
export function note(fault: string, figures: object): void {
  if (process.env.FAULT_NOTES) console.log(`FAULT ${fault} ${JSON.stringify(figures)}`);
}
